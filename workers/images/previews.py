"""The small pictures that pages show in place of a photo."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final

import cv2
import numpy as np
import simplejpeg
from numpy.typing import NDArray
from PIL import Image

from app.domain.pictures import PREVIEW_LONG_SIDE, THUMB_LONG_SIDES, fitted
from workers.images.reading import LoadedPhoto
from workers.images.thumbhash import LONGEST_SIDE, thumb_hash

_PREVIEW_QUALITY: Final = 82
_THUMB_QUALITY: Final = 75


@dataclass(frozen=True, slots=True)
class Previews:
    """Files in sRGB that carry pixels and nothing else: no EXIF, no position, no profile.

    ``preview`` is JPEG, ``thumbs`` are WebP by their long side, ``placeholder`` is a ThumbHash in base64.
    """

    preview: bytes
    thumbs: Mapping[int, bytes]
    placeholder: str


def make_previews(photo: LoadedPhoto) -> Previews:
    """A preview (long side 2048 px), the thumbnails and the placeholder of ``photo``, never larger than ``photo.image``.

    Read the photo with a ``long_side`` of at least ``PREVIEW_LONG_SIDE`` to get previews of full size.
    """
    preview = _shrink(photo, photo.image, PREVIEW_LONG_SIDE)
    smaller = preview
    thumbs = {}
    for long_side in sorted(THUMB_LONG_SIDES, reverse=True):
        smaller = _shrink(photo, smaller, long_side)
        thumbs[long_side] = _webp(smaller)
    smallest = _shrink(photo, smaller, LONGEST_SIDE)
    return Previews(jpeg_of(preview), thumbs, base64.b64encode(thumb_hash(smallest)).decode())


def thumbs_of(preview: NDArray[np.uint8]) -> dict[int, bytes]:
    """The thumbnails of a preview's pixels: WebP, by their long side."""
    height, width = preview.shape[:2]
    smaller, thumbs = preview, {}
    for long_side in sorted(THUMB_LONG_SIDES, reverse=True):
        smaller = _shrunk(smaller, fitted(width, height, long_side))
        thumbs[long_side] = _webp(smaller)
    return thumbs


def _shrink(photo: LoadedPhoto, image: NDArray[np.uint8], long_side: int) -> NDArray[np.uint8]:
    """``image`` in the size that the whole photo has with that long side: a page learns it from the photo's own."""
    return _shrunk(image, fitted(photo.width, photo.height, long_side))


def _shrunk(image: NDArray[np.uint8], size: tuple[int, int]) -> NDArray[np.uint8]:
    height, width = image.shape[:2]
    if size[0] >= width and size[1] >= height:
        return image
    if size[0] * 2 > width:
        return _resized(image, size, cv2.INTER_LINEAR)
    # Bilinear would skip pixels below half. By way of twice the size it is as close to a Lanczos reference as area averaging
    # in one step (38 to 50 dB) at 40% of its time, because exact halves are averaged fast.
    return _resized(_resized(image, (size[0] * 2, size[1] * 2), cv2.INTER_LINEAR), size, cv2.INTER_AREA)


def _resized(image: NDArray[np.uint8], size: tuple[int, int], interpolation: int) -> NDArray[np.uint8]:
    resized: Any = cv2.resize(image, size, interpolation=interpolation)
    result: NDArray[np.uint8] = resized
    return result


def jpeg_of(image: NDArray[np.uint8], quality: int = _PREVIEW_QUALITY) -> bytes:
    """Baseline: progressive saves 3% of the bytes and costs five times the time; it is the photos per second that count."""
    encoded: bytes = simplejpeg.encode_jpeg(np.ascontiguousarray(image), quality=quality, colorsubsampling="420")
    return encoded


def _webp(image: NDArray[np.uint8]) -> bytes:
    """The encoder's fastest method: the next better one that shows saves 15% of the bytes and costs twice the time."""
    file = BytesIO()
    Image.fromarray(image).save(file, "WEBP", quality=_THUMB_QUALITY, method=0)
    return file.getvalue()
