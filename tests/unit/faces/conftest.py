"""Photos as arrays, and the engines, opened once a session."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PIL import Image as Pillow
from PIL import ImageOps

from workers.faces.engines import open_engine

if TYPE_CHECKING:
    from app.ports import FaceEngine, Image


def photo(path: Path) -> Image:
    """The file as the engines want it: upright RGB pixels."""
    with Pillow.open(path) as picture:
        return np.asarray(ImageOps.exif_transpose(picture).convert("RGB"))


def pixels(drawn: np.ndarray) -> Image:
    """What OpenCV made of an image: it does not say that the numbers are still bytes."""
    assert drawn.dtype == np.uint8
    return drawn


def main_face(engine: FaceEngine, image: Image) -> np.ndarray | None:
    """The vector of the largest face."""
    faces = engine.detect(image)
    if not faces:
        return None
    return engine.embed(image, [max(faces, key=lambda face: face.box.width * face.box.height)])[0]


@pytest.fixture(scope="session")
def fused(models_dir: Path) -> FaceEngine:
    return open_engine("fused", models_dir)


@pytest.fixture(scope="session")
def sface(models_dir: Path) -> FaceEngine:
    return open_engine("sface", models_dir)


@pytest.fixture(scope="session")
def facenet(models_dir: Path) -> FaceEngine:
    return open_engine("facenet", models_dir)


@pytest.fixture(params=["fused", "sface", "facenet"])
def engine(request: pytest.FixtureRequest) -> FaceEngine:
    """Each engine in turn."""
    found: FaceEngine = request.getfixturevalue(request.param)
    return found


@pytest.fixture(scope="session")
def portraits(sample: Path) -> dict[str, list[Image]]:
    """Six sample photos of each of the five people."""
    return {folder.name: [photo(p) for p in sorted(folder.glob("*.jpg"))[:6]] for folder in sorted(sample.iterdir())}
