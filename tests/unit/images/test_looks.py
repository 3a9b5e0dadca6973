"""What is measured of a photo for whoever looks it over."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from app.domain.stacks import ALIKE_BITS, is_dark, is_soft
from workers.images.looks import Box, look_of

FACE: Box = (0.4, 0.3, 0.2, 0.3)


def picture(seed: int = 0, width: int = 1200, height: int = 800) -> NDArray[np.uint8]:
    """Things with edges, large and small, before something light."""
    dice = np.random.default_rng(seed)
    canvas = np.full((height, width, 3), 200, np.uint8)
    for _ in range(150):
        left, top = int(dice.integers(0, width)), int(dice.integers(0, height))
        colour = [int(part) for part in dice.integers(20, 256, 3)]
        cv2.rectangle(canvas, (left, top), (left + int(dice.integers(5, 200)), top + int(dice.integers(5, 200))), colour, -1)
    return canvas


def blurred(image: NDArray[np.uint8], sigma: float) -> NDArray[np.uint8]:
    """Out of focus by so many pixels."""
    return np.asarray(cv2.GaussianBlur(image, (0, 0), sigma), dtype=np.uint8)


def differing_bits(one: NDArray[np.uint8], other: NDArray[np.uint8]) -> int:
    """Of their fingerprints."""
    return (int(look_of(one, []).fingerprint, 16) ^ int(look_of(other, []).fingerprint, 16)).bit_count()


def test_a_photo_in_focus_is_not_soft_and_one_out_of_focus_or_shaken_is() -> None:
    sharp = picture()
    shaken = np.asarray(cv2.filter2D(sharp, -1, np.full((1, 25), 1 / 25, np.float32)), dtype=np.uint8)
    noise = np.random.default_rng(1).normal(0, 4, sharp.shape)
    noisy = np.clip(blurred(sharp, 6) + noise, 0, 255).astype(np.uint8)
    found = [is_soft(look_of(image, []).sharpness) for image in (sharp, blurred(sharp, 6), shaken, noisy)]
    assert found == [False, True, True, True]


def test_the_focus_is_where_the_faces_are() -> None:
    image = picture()
    face = (slice(240, 480), slice(480, 720))
    behind, before = blurred(image, 8), image.copy()
    behind[face] = image[face]
    before[face] = blurred(image, 8)[face]
    assert not is_soft(look_of(behind, [FACE]).sharpness), "what is behind her may be out of focus"
    assert is_soft(look_of(before, [FACE]).sharpness), "she may not"
    assert not is_soft(look_of(before, []).sharpness)
    assert not is_soft(look_of(before, [FACE, (0.0, 0.0, 0.3, 0.3)]).sharpness), "one of several is in focus"
    assert not is_soft(look_of(before, [(0.5, 0.5, 0.01, 0.01)]).sharpness), "a face so small says nothing"


def test_a_photo_is_dark_when_even_its_light_is() -> None:
    image = picture()
    lit = (image * 0.1).astype(np.uint8)
    lit[:200, :400] = 255
    assert [is_dark(look_of(each, []).light) for each in (image, (image * 0.2).astype(np.uint8), lit)] == [False, True, False]


def test_pictures_of_one_moment_have_alike_fingerprints_and_others_have_not() -> None:
    image = picture()
    moved = np.roll(image, (4, 6), axis=(0, 1))
    lighter = np.clip(image * 0.9 + 10, 0, 255).astype(np.uint8)
    smaller = np.asarray(cv2.resize(image, (600, 400), interpolation=cv2.INTER_AREA), dtype=np.uint8)
    assert max(differing_bits(image, each) for each in (moved, lighter, smaller, blurred(image, 3))) <= ALIKE_BITS
    assert differing_bits(image, picture(5)) > ALIKE_BITS
    assert len(look_of(image, []).fingerprint) == 16


@pytest.mark.parametrize(("height", "width"), [(1, 1), (1, 400), (5, 2000), (17, 3)])
def test_whatever_size_a_photo_has_it_is_measured(height: int, width: int) -> None:
    look = look_of(np.full((height, width, 3), 128, np.uint8), [FACE])
    assert (look.sharpness, round(look.light, 1)) == (0.0, 0.5)
