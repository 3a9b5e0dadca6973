"""Lays an event's watermark over pictures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final

import cv2
import numpy as np
import simplejpeg
from numpy.typing import NDArray
from PIL import Image

from app.domain.watermarks import Watermark, corners_on, size_on
from app.errors import ImageError
from workers.images.limits import ImageLimits
from workers.images.previews import jpeg_of, thumbs_of
from workers.images.reading import read_photo

_WHOLE_QUALITY: Final = 92


@dataclass(frozen=True, slots=True)
class MarkedPictures:
    """The pictures of a photo with the mark on them: JPEG, WebP by their long side, and JPEG in full size where it was asked for.
    They carry pixels and nothing else."""

    preview: bytes
    thumbs: Mapping[int, bytes]
    whole: bytes | None


def marked_pictures(mark: Watermark, png: bytes, preview: bytes, original: bytes | None, limits: ImageLimits) -> MarkedPictures:
    """Of a photo's ``preview`` (JPEG, without a mark), and of its ``original`` where guests get that; the
    preview stands for one that cannot be read in full size."""
    laid = _Mark(mark, png)
    small = simplejpeg.decode_jpeg(preview, colorspace="RGB")
    laid.over(small)
    marked = jpeg_of(small)
    return MarkedPictures(marked, thumbs_of(small), None if original is None else _whole(laid, original, limits) or marked)


def _whole(laid: _Mark, original: bytes, limits: ImageLimits) -> bytes | None:
    """In full size, or as near to it as memory allows; None where the original cannot be read any more."""
    try:
        image, _ = read_photo(original, limits, 1).finest()
    except ImageError:
        return None
    image = image.copy()  # of some decoders it cannot be written to
    laid.over(image)
    return jpeg_of(image, _WHOLE_QUALITY)


class _Mark:
    """One mark, decoded once for pictures of all sizes."""

    def __init__(self, mark: Watermark, png: bytes) -> None:
        self._mark = mark
        self._rgba = np.asarray(Image.open(BytesIO(png), formats=("PNG",)).convert("RGBA"), dtype=np.float32)

    def over(self, image: NDArray[np.uint8]) -> None:
        """Lay it over ``image`` (RGB), in place."""
        height, width = image.shape[:2]
        size = size_on(self._mark, width, height)
        # Premultiplied, so that what is transparent does not colour the edge.
        alpha = self._rgba[..., 3:] * (self._mark.opacity / 100 / 255)
        scaled: Any = cv2.resize(np.dstack((self._rgba[..., :3] * alpha, alpha)), size, interpolation=cv2.INTER_AREA)
        for x, y in corners_on(self._mark, width, height):
            left, top, right, bottom = max(x, 0), max(y, 0), min(x + size[0], width), min(y + size[1], height)
            if left >= right or top >= bottom:
                continue
            part = scaled[top - y : bottom - y, left - x : right - x]
            under = image[top:bottom, left:right]
            under[:] = np.clip(under * (1 - part[..., 3:]) + part[..., :3], 0, 255).astype(np.uint8)
