"""What every engine promises, on real photos."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import cv2
import numpy as np
import pytest

from app.domain.faces import Box, DetectedFace, Point
from tests.conftest import REPOSITORY
from tests.unit.faces.conftest import main_face, pixels
from workers.faces import manifest
from workers.faces.align import box_crop, square_crop
from workers.faces.engines import open_engine
from workers.faces.networks import Inception, Network, unit
from workers.faces.weights import WeightsError

if TYPE_CHECKING:
    from app.ports import FaceEngine, Image


def collage(portraits: dict[str, list[Image]], columns: int, rows: int, cell: int) -> Image:
    """Portraits side by side, ``columns * rows`` of them."""
    pictures = [image for images in portraits.values() for image in images]
    picked = [pictures[i % len(pictures)] for i in range(columns * rows)]
    cells = [_fitted(image, cell) for image in picked]
    return np.concatenate([np.concatenate(cells[i : i + columns], axis=1) for i in range(0, len(cells), columns)])


def _fitted(image: Image, cell: int) -> Image:
    factor = cell / max(image.shape[:2])
    small = cv2.resize(image, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)[:cell, :cell]
    return np.pad(small, ((0, cell - small.shape[0]), (0, cell - small.shape[1]), (0, 0)))


def test_vectors_have_length_one_and_the_engines_dimension(engine: FaceEngine, portraits: dict[str, list[Image]]) -> None:
    image = portraits["madonna"][0]
    vectors = engine.embed(image, engine.detect(image))
    assert vectors.dtype == np.float32
    assert vectors.shape == (len(engine.detect(image)), engine.dimension)
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_no_faces_give_no_vectors(engine: FaceEngine) -> None:
    assert engine.embed(np.zeros((300, 400, 3), np.uint8), []).shape == (0, engine.dimension)


@pytest.mark.parametrize("size", [(1, 1), (5, 700), (11, 11), (20, 20), (400, 600)])
def test_a_picture_without_a_face_has_none_whatever_its_size(engine: FaceEngine, size: tuple[int, int]) -> None:
    rng = np.random.default_rng(0)
    assert engine.detect(np.full((*size, 3), 127, np.uint8)) == []
    assert engine.detect(rng.integers(120, 135, (*size, 3), dtype=np.uint8)) == []


def test_faces_come_most_confident_first_and_lie_in_the_picture(engine: FaceEngine, portraits: dict[str, list[Image]]) -> None:
    image = collage(portraits, 3, 2, 260)
    faces = engine.detect(image)
    scores = [face.score for face in faces]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)
    centres = [(face.box.x + face.box.width / 2, face.box.y + face.box.height / 2) for face in faces]
    assert all(0 < x < image.shape[1] and 0 < y < image.shape[0] for x, y in centres)


def test_landmarks_are_ordered_as_seen_in_the_image(engine: FaceEngine, portraits: dict[str, list[Image]]) -> None:
    image = portraits["jerry_seinfeld"][0]
    left_eye, right_eye, nose, left_mouth, right_mouth = engine.detect(image)[0].landmarks
    assert left_eye.x < right_eye.x
    assert left_mouth.x < right_mouth.x
    assert left_eye.y < nose.y < left_mouth.y


def test_two_hundred_faces_in_one_photo_are_found_and_embedded(fused: FaceEngine, portraits: dict[str, list[Image]]) -> None:
    image = collage(portraits, 20, 11, 110)
    faces = fused.detect(image)
    assert len(faces) >= 200
    assert fused.embed(image, faces).shape == (len(faces), fused.dimension)


def test_the_torch_reference_bears_a_crowd(facenet: FaceEngine, portraits: dict[str, list[Image]]) -> None:
    image = collage(portraits, 10, 6, 110)
    faces = facenet.detect(image)
    assert len(faces) >= 45
    assert facenet.embed(image, faces[:20]).shape == (20, facenet.dimension)


def test_a_face_of_two_thousand_pixels_and_a_tight_crop_are_found(fused: FaceEngine, portraits: dict[str, list[Image]]) -> None:
    image = portraits["ben_afflek"][0]
    face = fused.detect(image)[0]
    tight = box_crop(image, face.box, 150)
    assert len(fused.detect(tight)) == 1
    factor = 2000 / face.box.height
    large = fused.detect(pixels(cv2.resize(image, None, fx=factor, fy=factor)))
    assert len(large) == 1
    assert large[0].box.height == pytest.approx(2000, rel=0.15)


def test_faces_in_a_dark_photo_are_found(fused: FaceEngine, portraits: dict[str, list[Image]]) -> None:
    bright = [fused.detect(image) for image in portraits["madonna"]]
    dark = [fused.detect((image * 0.06).astype(np.uint8)) for image in portraits["madonna"]]
    assert sum(map(bool, dark)) >= sum(map(bool, bright)) - 1


def test_a_face_partly_outside_of_the_photo_can_be_embedded(fused: FaceEngine, portraits: dict[str, list[Image]]) -> None:
    image = portraits["madonna"][0]
    points = tuple(Point(-20.0 + 5 * i, -10.0 + 3 * i) for i in range(5))
    faces = [
        DetectedFace(Box(-40, -30, 60, 70), points, 0.9),  # type: ignore[arg-type]
        DetectedFace(Box(image.shape[1] - 2, 3, 50, 50), (Point(5, 5),) * 5, 0.9),
    ]
    assert np.isfinite(fused.embed(image, faces)).all()


def test_the_same_face_gives_the_same_vector_alone_and_in_a_batch(fused: FaceEngine, portraits: dict[str, list[Image]]) -> None:
    image = collage(portraits, 4, 3, 220)
    faces = fused.detect(image)
    together = fused.embed(image, faces)
    alone = np.concatenate([fused.embed(image, [face]) for face in faces])
    assert (together * alone).sum(axis=1).min() > 0.999


def test_a_face_keeps_its_vector_when_the_photo_is_decoded_at_half_the_size(
    fused: FaceEngine, portraits: dict[str, list[Image]]
) -> None:
    image = pixels(cv2.resize(portraits["ben_afflek"][0], None, fx=3, fy=3, interpolation=cv2.INTER_CUBIC))
    half = pixels(cv2.resize(image, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA))
    faces = fused.detect(half)
    at_full = fused.embed(image, [face.scaled(2) for face in faces])
    assert (fused.embed(half, faces) * at_full).sum(axis=1).min() > 0.97


def test_compiled_inception_agrees_with_torch(models_dir: Path, fused: FaceEngine, portraits: dict[str, list[Image]]) -> None:
    import torch

    from workers.faces.reference import FromPixels, inception, read_arrays

    compiled = models_dir / manifest.COMPILED
    reference = FromPixels(inception(read_arrays(compiled / manifest.REFERENCE)), per_image=True).eval()
    crops = []
    for images in portraits.values():
        for image in images[:2]:
            crops += [box_crop(image, face.box, Inception.SIDE, Inception.MARGIN) for face in fused.detect(image)]
    (found,) = Network(compiled / "inception.xml", 1).run(np.stack(crops))
    with torch.inference_mode():
        expected = reference(torch.from_numpy(np.stack(crops))).numpy()
    agreement = (unit(found) * expected).sum(axis=1)
    # Eight bits: 0.993 on average, 0.977 at least. Without quantisation the network agrees to 0.9996 in bfloat16 and to
    # 0.999998 in float32.
    assert agreement.min() > 0.95
    assert agreement.mean() > 0.985


def test_compiled_onet_agrees_with_torch(models_dir: Path, fused: FaceEngine, portraits: dict[str, list[Image]]) -> None:
    import torch

    from tests.unit.faces.reference import LandmarkNet

    crops = []
    for images in portraits.values():
        crops += [square_crop(images[0], face.box, 48)[0] for face in fused.detect(images[0])]
    points, probabilities = Network(models_dir / manifest.COMPILED / "onet.xml", 1).run(np.stack(crops))
    with torch.inference_mode():
        expected, expected_probabilities = LandmarkNet().eval()(torch.from_numpy(np.stack(crops)))
    np.testing.assert_allclose(points, expected.numpy(), atol=0.02)
    np.testing.assert_allclose(probabilities, expected_probabilities.numpy(), atol=0.05)


def test_the_compiled_detector_finds_what_the_torch_reference_finds(
    fused: FaceEngine, facenet: FaceEngine, portraits: dict[str, list[Image]]
) -> None:
    image = collage(portraits, 4, 3, 260)
    ours = fused.detect(image)
    surely = [face for face in facenet.detect(image) if face.score > 0.99]
    assert len(surely) >= 10
    assert all(max(_overlap(face.box, other.box) for other in ours) > 0.4 for face in surely)


def _overlap(a: Box, b: Box) -> float:
    width = min(a.x + a.width, b.x + b.width) - max(a.x, b.x)
    height = min(a.y + a.height, b.y + b.height) - max(a.y, b.y)
    shared = max(width, 0) * max(height, 0)
    return shared / (a.width * a.height + b.width * b.height - shared)


def test_people_are_told_apart_in_the_sample(engine: FaceEngine, portraits: dict[str, list[Image]]) -> None:
    vectors, people = [], []
    for person, images in portraits.items():
        for image in images:
            vector = main_face(engine, image)
            if vector is not None:
                vectors.append(vector)
                people.append(person)
    scores = np.stack(vectors) @ np.stack(vectors).T
    same = np.equal.outer(people, people)
    pairs = np.triu(np.ones_like(same), 1)
    threshold = np.quantile(scores[pairs & ~same], 0.99)
    # Measured: fused 0.99, sface 0.99, facenet 0.95.
    assert (scores[pairs & same] > threshold).mean() > 0.90


def test_one_face_at_a_time_has_the_vectors_that_several_together_have(
    fused: FaceEngine, models_dir: Path, portraits: dict[str, list[Image]]
) -> None:
    image = collage(portraits, 2, 2, 260)
    faces = fused.detect(image)
    assert len(faces) == 4
    single = open_engine("fused", models_dir, batch=1)
    assert single.id == fused.id
    assert (single.embed(image, faces) * fused.embed(image, faces)).sum(axis=1).min() > 0.999


def test_engines_of_different_vectors_have_different_ids(fused: FaceEngine, sface: FaceEngine, facenet: FaceEngine) -> None:
    assert len({fused.id, sface.id, facenet.id}) == 3


@pytest.mark.parametrize("length", [None, 0, 1000], ids=["whole", "empty", "half"])
def test_what_was_compiled_once_is_read_by_the_next_and_made_anew_where_it_is_damaged(
    models_dir: Path, tmp_path: Path, portraits: dict[str, list[Image]], length: int | None
) -> None:
    for file in (models_dir / manifest.COMPILED).glob("onet.*"):
        (tmp_path / file.name).symlink_to(file.resolve())
    (tmp_path / manifest.KEPT).mkdir()
    crops = pixels(np.stack([cv2.resize(image, (48, 48)) for image in portraits["madonna"]]))
    made = Network(tmp_path / "onet.xml", 1).run(crops)
    [kept] = (tmp_path / manifest.KEPT).glob("*.blob")
    before = kept.stat()
    if length is not None:
        kept.chmod(0o600)
        os.truncate(kept, length)
    read = Network(tmp_path / "onet.xml", 1).run(crops)
    assert all(map(np.array_equal, made, read))
    assert list((tmp_path / manifest.KEPT).glob("*.blob")) == [kept]
    now = kept.stat()
    assert now.st_size > (length or 0)
    assert length is not None or now.st_mtime_ns == before.st_mtime_ns, "it is read, not made again"
    # So is what was made anew: it is whole. (Of the same size it need not be.)
    assert all(map(np.array_equal, made, Network(tmp_path / "onet.xml", 1).run(crops)))
    assert kept.stat().st_mtime_ns == now.st_mtime_ns


def test_an_unknown_engine_and_missing_models_are_said_so(models_dir: Path, tmp_path: Path) -> None:
    with pytest.raises(WeightsError, match="unknown face engine"):
        open_engine("eigenfaces", models_dir)
    with pytest.raises(WeightsError, match=r"server\.py models"):
        open_engine("fused", tmp_path)
    with pytest.raises(WeightsError, match="vggface2"):
        open_engine("fused", models_dir, "vggface2")


def test_without_torch_the_facenet_engine_says_how_to_install_it(models_dir: Path) -> None:
    script = """
import sys
from pathlib import Path
sys.modules["torch"] = None
from workers.faces.engines import open_engine
from workers.faces.weights import WeightsError
try:
    open_engine("facenet", Path(sys.argv[1]))
except WeightsError as error:
    print(error)
"""
    result = subprocess.run(
        [sys.executable, "-c", script, str(models_dir)], cwd=REPOSITORY, capture_output=True, text=True, check=True
    )
    assert "make install" in result.stdout


def test_the_default_engine_starts_without_torch_and_stays_under_700_mb(models_dir: Path, sample: Path) -> None:
    script = """
import sys
from pathlib import Path
import cv2, numpy as np
from PIL import Image
from workers.faces.engines import open_engine
engine = open_engine("fused", Path(sys.argv[1]))
small = np.asarray(Image.open(sys.argv[2]).convert("RGB"))
image = cv2.resize(small, (6000, 4000))
faces = engine.detect(image)
engine.embed(image, faces * 9)
assert faces and "torch" not in sys.modules
(peak,) = (line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(int(peak) // 1024)
"""
    picture = sorted((sample / "madonna").glob("*.jpg"))[0]
    result = subprocess.run(
        [sys.executable, "-c", script, str(models_dir), str(picture)], cwd=REPOSITORY, capture_output=True, text=True, check=True
    )
    # 24 MP in full beside the models; 480 MB measured.
    assert int(result.stdout) < 700


def test_a_network_runs_wherever_a_core_is_free(models_dir: Path) -> None:
    network = Network(models_dir / manifest.COMPILED / "sface.xml", 1, batch=3)
    crops = np.zeros((3, 112, 112, 3), np.uint8)
    may = os.sched_getaffinity(0)
    with ThreadPoolExecutor(1) as pool:
        thread = pool.submit(threading.get_native_id).result()
        runs = pool.submit(lambda: [network.run(crops) for _ in range(20)])
        seen = {frozenset(os.sched_getaffinity(thread))}
        while not runs.done():
            seen.add(frozenset(os.sched_getaffinity(thread)))
    assert seen == {frozenset(may)}
