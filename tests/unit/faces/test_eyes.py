"""How far eyes are open: of a portrait, of the same with its lids painted shut, and of people who blinked."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import cv2
import numpy as np
import pytest

from app.domain.stacks import SHUT
from tests.unit.faces.conftest import photo, pixels
from workers.faces.eyes import Eyes

if TYPE_CHECKING:
    from app.domain.faces import DetectedFace
    from app.ports import FaceEngine, Image


@pytest.fixture(scope="module")
def eyes(models_dir: Path) -> Eyes:
    return Eyes(models_dir)


def largest(engine: FaceEngine, image: Image) -> DetectedFace:
    return max(engine.detect(image), key=lambda face: face.box.width)


def shut(image: Image, face: DetectedFace) -> Image:
    """Over each eye the skin of the cheek below it, and a line where the lids meet."""
    painted = image.copy()
    left, right, _, _, mouth = face.landmarks
    apart, down = right.x - left.x, mouth.y - right.y
    for eye in (left, right):
        x, y, width, height = round(eye.x), round(eye.y), round(apart * 0.27), round(apart * 0.17)
        cheek = painted[round(y + down * 0.4) : round(y + down * 0.55), x - width // 2 : x + width // 2]
        skin = cheek.reshape(-1, 3).mean(axis=0)
        cv2.ellipse(painted, (x, y), (width, height), 0, 0, 360, skin.tolist(), -1)
        cv2.ellipse(painted, (x, y - height // 4), (width, height // 2), 0, 20, 160, (skin * 0.4).tolist(), max(1, height // 6))
    return pixels(painted)


@pytest.mark.parametrize("person", ["jerry_seinfeld", "mindy_kaling"])
def test_painted_lids_are_shut(eyes: Eyes, fused: FaceEngine, sample: Path, person: str) -> None:
    image = photo(sorted((sample / person).glob("*.jpg"))[0])
    face = largest(fused, image)
    [seen], [painted] = eyes.openness(image, [face]), eyes.openness(shut(image, face), [face])
    assert painted <= SHUT * seen


def test_each_face_has_its_own_in_the_order_of_the_faces(eyes: Eyes, fused: FaceEngine, sample: Path) -> None:
    image = photo(sorted((sample / "jerry_seinfeld").glob("*.jpg"))[0])
    face = largest(fused, image)
    beside = np.hstack([image, shut(image, face)])
    moved = type(face)(face.box, tuple(point._replace(x=point.x + image.shape[1]) for point in face.landmarks), face.score)  # type: ignore[arg-type]
    one, other = eyes.openness(pixels(beside), [face, moved])
    assert other <= SHUT * one
    assert eyes.openness(image, []) == []


def test_who_blinked_is_told_from_the_same_person_with_open_eyes(eyes: Eyes, fused: FaceEngine, shared_data: Path) -> None:
    portraits = shared_data / "lfw_a_to_i" / "Billy_Crystal"
    laughing, looking = (photo(portraits / f"Billy_Crystal_{number:04}.jpg") for number in (2, 4))
    [shut_], [open_] = (eyes.openness(image, [largest(fused, image)]) for image in (laughing, looking))
    assert shut_ <= SHUT * open_
