"""Measurements of real faces, and what the limits in app.domain.quality make of them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import cv2
import numpy as np
import pytest

from app.domain.faces import Box, DetectedFace, Point
from app.domain.quality import SelfieReason, Verdict, assess, judge_selfie
from tests.unit.faces.conftest import pixels
from workers.faces.align import aligned_crop, box_crop, similarity, square_crop
from workers.faces.measure import measure_face, pose
from workers.faces.resolution import DETECTION_LONG_SIDE, ENOUGH_PX, needs_full_resolution

if TYPE_CHECKING:
    from app.ports import FaceEngine, Image

FRONTAL = ((38.3, 51.7), (73.5, 51.5), (56.0, 71.7), (41.5, 92.4), (70.7, 92.2))
"""ArcFace's template: the mean of many faces that look into the camera."""

Faces = list[tuple["Image", DetectedFace]]


def points(*pairs: tuple[float, float]) -> tuple[Point, ...]:
    return tuple(Point(x, y) for x, y in pairs)


@pytest.fixture(scope="module")
def faces(sface: FaceEngine, portraits: dict[str, list[Image]]) -> Faces:
    """The largest face of each of twenty portraits."""
    found = []
    for images in portraits.values():
        for image in images[:4]:
            seen = sface.detect(image)
            found.append((image, max(seen, key=lambda face: face.box.width * face.box.height)))
    return found


def test_web_portraits_are_good(faces: Faces) -> None:
    verdicts = [assess(measure_face(image, face)) for image, face in faces]
    assert verdicts.count(Verdict.GOOD) >= len(faces) - 1


def test_the_same_portraits_blurred_are_marked_and_no_selfies(faces: Faces) -> None:
    measured = []
    for image, face in faces:
        blurred = pixels(cv2.GaussianBlur(image, (0, 0), 0.07 * face.box.width))
        measured.append((face, measure_face(blurred, face)))
    assert [assess(q) for _, q in measured].count(Verdict.BLURRED) >= len(faces) - 1
    reasons = [judge_selfie([(face, q)], (10, 10)).reason for face, q in measured]
    assert reasons.count(SelfieReason.TOO_BLURRY) >= len(faces) - 2


def test_motion_in_one_direction_counts_as_blur(faces: Faces) -> None:
    for image, face in faces:
        length = max(3, int(0.3 * face.box.width))
        kernel = np.zeros((length, length), np.float32)
        kernel[length // 2] = 1 / length
        moved = pixels(cv2.filter2D(image, -1, kernel))
        assert measure_face(moved, face).sharpness < 0.3 * measure_face(image, face).sharpness


def test_a_faint_light_hardly_changes_sharpness_but_makes_a_selfie_too_dark(faces: Faces) -> None:
    for image, face in faces:
        dark = (image * 0.06).round().astype(np.uint8)
        bright, dim = measure_face(image, face), measure_face(dark, face)
        assert dim.brightness == pytest.approx(bright.brightness * 0.06, abs=0.01)
        assert dim.sharpness > 0.5 * bright.sharpness
        near = replace(dim, size_px=200)
        assert judge_selfie([(face, near)], (10, 10)).reason is SelfieReason.TOO_DARK


def test_sizes_are_those_of_the_original_photo(faces: Faces) -> None:
    image, face = faces[0]
    half = pixels(cv2.resize(image, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA))
    whole = measure_face(image, face)
    assert measure_face(half, face.scaled(0.5), scale=0.5).size_px == pytest.approx(whole.size_px)
    assert whole.size_px == pytest.approx(min(face.box.width, face.box.height))


def test_a_face_that_looks_into_the_camera_has_no_angles() -> None:
    angles = pose(points(*FRONTAL))
    assert abs(angles.yaw) < 5
    assert abs(angles.pitch) < 10
    assert abs(angles.roll) < 5


def test_a_nose_to_the_side_is_yaw_and_turning_the_picture_is_roll() -> None:
    turned = pose(points(*FRONTAL[:2], (66, 71.7), *FRONTAL[3:]))
    assert turned.yaw > 20
    angle = np.exp(1j * np.radians(30))
    tilted = [angle * complex(x, y) for x, y in FRONTAL]
    rolled = pose(points(*((p.real, p.imag) for p in tilted)))
    assert rolled.roll == pytest.approx(30, abs=2)
    assert abs(rolled.yaw) < 5


def test_a_mirrored_face_has_the_opposite_yaw_and_roll(faces: Faces) -> None:
    for image, face in faces:
        width = image.shape[1]
        a, b, c, d, e = (Point(width - p.x, p.y) for p in face.landmarks)
        angles, mirrored = pose(face.landmarks), pose((b, a, c, e, d))
        assert mirrored.yaw == pytest.approx(-angles.yaw, abs=1)
        assert mirrored.roll == pytest.approx(-angles.roll, abs=1)
        assert mirrored.pitch == pytest.approx(angles.pitch, abs=1)


def test_points_that_coincide_are_no_reason_to_fail(faces: Faces) -> None:
    image, _ = faces[0]
    lost = DetectedFace(Box(3, 3, 20, 20), (Point(9, 9),) * 5, 0.5)
    assert np.isfinite(measure_face(image, lost).sharpness)
    assert similarity(lost.landmarks)[0] == 1


def test_alignment_puts_the_landmarks_onto_the_template(faces: Faces) -> None:
    for _, face in faces:
        turn, shift = similarity(face.landmarks)
        placed = [turn * complex(p.x, p.y) + shift for p in face.landmarks]
        mean = np.mean([abs(p - complex(*target)) for p, target in zip(placed, FRONTAL, strict=True)])
        assert mean < 9


def test_an_aligned_crop_does_not_depend_on_how_the_photo_lies(sface: FaceEngine, faces: Faces) -> None:
    for image, face in faces[:5]:
        upright = aligned_crop(image, face.landmarks).astype(float)
        side = np.rot90(image, -1).copy()  # Clockwise: x becomes height - 1 - y.
        turned = tuple(Point(image.shape[0] - 1 - p.y, p.x) for p in face.landmarks)
        assert np.abs(aligned_crop(side, turned).astype(float) - upright).mean() < 2


def test_crops_at_the_edge_of_the_photo_are_complete() -> None:
    image = np.full((50, 60, 3), 200, np.uint8)
    crop, square = square_crop(image, Box(-10, -10, 30, 40), 48)
    assert crop.shape == (48, 48, 3)
    assert square == Box(-15, -10, 40, 40)
    assert crop[0, 0].tolist() == [0, 0, 0]
    assert crop[-1, -1].tolist() == [200, 200, 200]
    assert box_crop(image, Box(55, 45, 100, 100), 160, 0.1).shape == (160, 160, 3)
    assert box_crop(image, Box(500, 500, 10, 10), 160).shape == (160, 160, 3)


@pytest.mark.parametrize(
    ("side", "scale", "needed"),
    [(ENOUGH_PX - 1, 0.5, True), (ENOUGH_PX - 1, 1.0, False), (ENOUGH_PX + 1, 0.5, False)],
)
def test_full_resolution_is_wanted_for_small_faces_of_a_reduced_photo(side: float, scale: float, needed: bool) -> None:
    face = DetectedFace(Box(0, 0, side, side + 10), (Point(1, 1),) * 5, 0.9)
    assert needs_full_resolution([face], scale) is needed
    assert needs_full_resolution([], scale) is False


def test_a_24_megapixel_jpeg_can_be_decoded_at_half_its_size() -> None:
    assert DETECTION_LONG_SIDE <= 6000 / 2
