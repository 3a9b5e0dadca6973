"""What a photo may cost, checked before a pixel is decoded."""

from __future__ import annotations

from dataclasses import dataclass

MAX_MEMORY = 420_000_000
"""Bytes that reading one photo may take where nothing else is said: what a worker has left beside its models. A progressive
JPEG of 60 MP fits, a PNG of 80, a HEIC of 70, a still WebP of 52, an AVIF of 46; a baseline JPEG of 200 MP, read at a quarter,
takes 40 MB."""


@dataclass(frozen=True, slots=True)
class ImageLimits:
    """Upper bounds of one photo.

    ``max_bytes`` is the size of the file and ``max_pixels`` that of the picture, which bounds the time: what is left of a
    large JPEG at a reduced size costs little, but all of it has to be read. ``max_memory`` is how many bytes the decoder and
    its result may hold at once (``workers.images.costs``). ``max_scan_pixels`` is scans times pixels of a JPEG in several
    scans, each of which goes through all of its coefficients: 4 GP take some 3 s; ten scans are usual.
    """

    max_bytes: int
    max_pixels: int
    max_memory: int = MAX_MEMORY
    max_scan_pixels: int = 4_000_000_000
