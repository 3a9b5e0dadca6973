"""Guests whose few pictures are each on many photos, as frames of a burst are: real faces, photos of them that are composed."""

from __future__ import annotations

import itertools
import random
from pathlib import Path
from typing import TYPE_CHECKING

import cv2
import numpy as np
import pytest

from app.domain.vocabulary import Tier
from app.ports import GalleryFaces
from tests.unit.faces.conftest import main_face, photo, pixels
from workers.index.looking import look

if TYPE_CHECKING:
    from app.ports import FaceEngine, Vectors

SIZES = (1.0, 1.6)
"""Each portrait is seen at so many sizes: no two of their vectors are the same, and all are about as alike as frames are."""
PHOTOS = 60


@pytest.fixture(scope="module")
def pictures(shared_data: Path, fused: FaceEngine) -> dict[str, list[Vectors]]:
    """By person the vectors of five portraits ``(sizes, dimension)``; a portrait without a face is left out."""
    found: dict[str, list[Vectors]] = {}
    for folder in sorted((shared_data / "bbt").glob("[!_]*")):
        for path in sorted(folder.glob("*.png")):
            seen = [main_face(fused, pixels(cv2.resize(photo(path), None, fx=size, fy=size))) for size in SIZES]
            vectors = [each for each in seen if each is not None]
            if vectors:
                found.setdefault(folder.name, []).append(np.stack(vectors))
    return found


def event(pictures: dict[str, list[Vectors]], photos: int, seed: int) -> tuple[GalleryFaces, list[set[str]]]:
    """Photos of five to seven people each, every one on some picture of hers; and who is on each."""
    chance = random.Random(seed)
    people = [set(chance.sample(sorted(pictures), chance.randint(5, 7))) for _ in range(photos)]
    rows = [
        (number, face, chance.choice(list(chance.choice(pictures[person]))))
        for number, there in enumerate(people)
        for face, person in enumerate(sorted(there))
    ]
    numbers, faces, vectors = zip(*rows, strict=True)
    return (
        GalleryFaces(
            np.stack(vectors),
            np.array(numbers, np.int32),
            np.array(faces, np.uint16),
            np.zeros(len(rows), np.bool_),
            [str(number) for number in range(photos)],
        ),
        people,
    )


@pytest.mark.parametrize("photos", [6, 13, 25, PHOTOS])
def test_whoever_is_on_few_pictures_many_times_is_found_on_all_of_them(
    pictures: dict[str, list[Vectors]], fused: FaceEngine, photos: int
) -> None:
    """Before repeated pictures counted as one, six in ten of the photos of sixty were certain."""
    there, people = event(pictures, photos, seed=11)
    wanted, certain, wrong = 0, 0, 0
    for person, portraits in pictures.items():
        hers = {str(number) for number, names in enumerate(people) if person in names}
        for portrait in portraits:
            hits = look(portrait[:1], there, fused.calibration).hits
            found = {hit.photo_id for hit in hits if hit.tier is Tier.CERTAIN}
            wanted, certain, wrong = wanted + len(hers), certain + len(found & hers), wrong + len(found - hers)
    assert wrong <= 0.05 * sum(map(len, pictures.values()))
    assert certain >= 0.97 * wanted


def test_an_album_that_grows_takes_no_photo_of_a_burst_from_a_guest(
    pictures: dict[str, list[Vectors]], fused: FaceEngine
) -> None:
    """What was certain of the first photos is so when more have come."""
    there, people = event(pictures, PHOTOS, seed=5)
    for person, portraits in pictures.items():
        certain = []
        for photos in (8, 20, PHOTOS):
            some = there.photo < photos
            part = GalleryFaces(there.vectors[some], there.photo[some], there.face[some], there.marked[some], there.photo_ids)
            hits = look(portraits[0][:1], part, fused.calibration).hits
            certain.append({hit.photo_id for hit in hits if hit.tier is Tier.CERTAIN and person in people[int(hit.photo_id)]})
        assert all(not less - more for less, more in itertools.pairwise(certain)), person
