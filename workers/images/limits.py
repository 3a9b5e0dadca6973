"""What a photo may cost, checked before a pixel is decoded."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ImageLimits:
    """Upper bounds of one photo.

    ``max_bytes`` is the size of the file and ``max_pixels`` that of the picture. ``max_whole_pixels`` is the (lower)
    bound for files that no decoder can read at a reduced size: everything but JPEG, and progressive JPEG, whose
    coefficients must all be in memory first. 64 MP is 256 MB in Pillow, what a worker has left beside its models;
    the 48 MP of a phone fit.
    """

    max_bytes: int
    max_pixels: int
    max_whole_pixels: int = 64_000_000
