"""A photo in some 25 bytes, to be shown blurred until the photo is there.

The ThumbHash of Evan Wallace (MIT licence, https://evanw.github.io/thumbhash/), for pictures without transparency, as sums of
cosines by matrix products: a tenth of a millisecond where the loops of the published one take long.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

LONGEST_SIDE: Final = 100
"""More pixels would say nothing more in so few bytes."""

_MOST_TERMS: Final = 7


def thumb_hash(image: NDArray[np.uint8]) -> bytes:
    """The hash of ``image``, ``(height, width, 3)`` uint8 RGB with at most ``LONGEST_SIDE`` pixels a side."""
    height, width = image.shape[:2]
    red, green, blue = (image[..., channel] / 255 for channel in range(3))
    terms_x = max(1, _round(_MOST_TERMS * width / max(width, height)))
    terms_y = max(1, _round(_MOST_TERMS * height / max(width, height)))
    light, light_scale, light_terms = _encode((red + green + blue) / 3, max(3, terms_x), max(3, terms_y))
    yellow, yellow_scale, yellow_terms = _encode((red + green) / 2 - blue, 3, 3)
    redness, redness_scale, redness_terms = _encode(red - green, 3, 3)
    landscape = width > height
    head = (
        _round(63 * light)
        | _round(31.5 + 31.5 * yellow) << 6
        | _round(31.5 + 31.5 * redness) << 12
        | _round(31 * light_scale) << 18
    )
    shape = (
        (terms_y if landscape else terms_x)
        | _round(63 * yellow_scale) << 3
        | _round(63 * redness_scale) << 9
        | int(landscape) << 15
    )
    return head.to_bytes(3, "little") + shape.to_bytes(2, "little") + _packed(light_terms + yellow_terms + redness_terms)


def _encode(channel: NDArray[np.float64], terms_x: int, terms_y: int) -> tuple[float, float, list[int]]:
    """The mean, the largest of the other cosine terms, and those as multiples of it from 0 to 15, 7.5 being none."""
    height, width = channel.shape
    sums = _cosines(terms_y, height) @ channel @ _cosines(terms_x, width).T / (width * height)
    kept = [sums[y, x] for y in range(terms_y) for x in range(terms_x) if x * terms_y < terms_x * (terms_y - y)]
    mean, others = float(kept[0]), kept[1:]
    scale = float(max(abs(term) for term in others))
    return mean, scale, [_round(15 * (0.5 + 0.5 / scale * term)) if scale else 0 for term in others]


def _cosines(terms: int, size: int) -> NDArray[np.float64]:
    return np.cos(np.pi / size * np.outer(np.arange(terms), np.arange(size) + 0.5))


def _packed(terms: list[int]) -> bytes:
    """Two to a byte, the first in the lower half."""
    pairs = zip(terms[::2], [*terms[1::2], 0], strict=False)
    return bytes(low | high << 4 for low, high in pairs)


def _round(number: float) -> int:
    """Halves go up, as in the browsers that the reference runs in."""
    return int(np.floor(number + 0.5))
