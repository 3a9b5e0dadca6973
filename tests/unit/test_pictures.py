"""Sizes of pictures, and of what is marked in them."""

from __future__ import annotations

import pytest

from app.domain.faces import Box, DetectedFace, Point
from app.domain.pictures import fitted


@pytest.mark.parametrize(
    ("size", "long_side", "made"),
    [
        ((6000, 4000), 480, (480, 320)),
        ((4000, 6000), 480, (320, 480)),
        ((480, 300), 480, (480, 300)),
        ((300, 200), 480, (300, 200)),
        ((6000, 1), 480, (480, 1)),
        ((1, 6000), 480, (1, 480)),
        ((1000, 333), 100, (100, 33)),
    ],
)
def test_a_picture_keeps_its_shape_is_never_enlarged_and_never_thinner_than_a_pixel(
    size: tuple[int, int], long_side: int, made: tuple[int, int]
) -> None:
    assert fitted(*size, long_side) == made


def test_a_face_is_where_it_was_in_a_photo_of_another_size() -> None:
    face = DetectedFace(Box(10, 20, 30, 40), (Point(1, 2), Point(3, 4), Point(5, 6), Point(7, 8), Point(9, 10)), 0.9)
    assert face.scaled(0.5) == DetectedFace(
        Box(5, 10, 15, 20), (Point(0.5, 1), Point(1.5, 2), Point(2.5, 3), Point(3.5, 4), Point(4.5, 5)), 0.9
    )
    assert isinstance(face.scaled(2).box, Box)
    assert all(isinstance(point, Point) for point in face.scaled(2).landmarks)
