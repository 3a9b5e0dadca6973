"""Reads a photo from bytes that anybody may have sent: refuse first, decode as little as serves, never surprise."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO
from typing import Any

import cv2
import numpy as np
import pillow_heif
import simplejpeg
from numpy.typing import NDArray
from PIL import AvifImagePlugin, Image, JpegImagePlugin, PngImagePlugin, TiffImagePlugin, WebPImagePlugin
from PIL.Image import Exif

from app.domain.media import SNIFF_BYTES, sniff
from app.errors import ImageError
from workers.images import containers, metadata
from workers.images.colour import srgb
from workers.images.limits import ImageLimits
from workers.images.refusals import refusal

_SCAN = re.compile(rb"\xff\xda\0[\x08\x0a\x0c\x0e][\x01-\x04]")  # marker, length and components of a scan's header
_MAX_SCAN_PIXELS = 4_000_000_000  # scans times pixels of a progressive JPEG: some 3 s; ten scans are usual
_LOST_END = "Premature end of JPEG file"  # libjpeg's words
_LOST_DATA = "premature end of data segment"  # of a scan; in a progressive file it leaves no trace in the picture
_MISSING_GREY = 128  # what libjpeg leaves where a scan has no data

_BOXED = ("image/heic", "image/heif", "image/avif")
_HORIZONTAL, _VERTICAL, _BOTH = 1, 0, -1  # as cv2.flip counts
_TURNS: dict[int, tuple[bool, int | None]] = {  # orientation: transpose first?, then flip
    1: (False, None),
    2: (False, _HORIZONTAL),
    3: (False, _BOTH),
    4: (False, _VERTICAL),
    5: (True, None),
    6: (True, _HORIZONTAL),
    7: (True, _BOTH),
    8: (True, _VERTICAL),
}


@dataclass(frozen=True, slots=True, eq=False)
class LoadedPhoto:
    """A decoded photo, upright and in sRGB.

    ``width`` and ``height`` are those of the whole photo after orientation, ``image`` is ``(rows, columns, 3)`` uint8
    RGB, perhaps smaller, and ``scale`` its pixels per pixel of the photo (1 when it is whole). ``taken_at`` is aware
    when the file tells its offset from UTC and otherwise naive, the camera's clock: the caller then applies the
    event's offset. ``camera`` is make and model.
    """

    width: int
    height: int
    image: NDArray[np.uint8]
    scale: float
    taken_at: datetime | None
    camera: str | None
    media_type: str
    _data: bytes = field(repr=False)
    _limits: ImageLimits = field(repr=False)

    def full(self) -> NDArray[np.uint8]:
        """The photo in full resolution, oriented and coloured like ``image``.

        ``image`` itself when that is whole, else decoded anew at every call: hold it only as long as needed. Raises
        ``ImageError`` like ``read_photo``.
        """
        if self.scale == 1:
            return self.image
        return _upright(_decode(self._data, self.media_type, self._limits, None))


def read_photo(data: bytes, limits: ImageLimits, long_side: int) -> LoadedPhoto:
    """Decode ``data`` at the smallest scale that is cheap and whose long side is still at least ``long_side`` pixels.

    For JPEG that is one of the decoder's own scales (eighths); other formats are decoded whole, then divided by a whole
    number. A smaller photo comes as it is. Of several frames the first is the photo. Whatever the bytes, nothing but
    ``ImageError`` is raised, with the codes of ``workers.images.refusals``; size limits are checked before decoding.
    Bytes behind the end of a JPEG are ignored; a file that ends early is refused.
    """
    media_type = _accept(data, limits)
    decoded = _decode(data, media_type, limits, long_side)
    image = _upright(decoded)
    width, height = decoded.size if decoded.orientation < 5 else decoded.size[::-1]
    return LoadedPhoto(
        width=width,
        height=height,
        image=image,
        scale=1.0 if image.shape[:2] == (height, width) else max(image.shape[:2]) / max(width, height),
        taken_at=metadata.taken_at(decoded.exif),
        camera=metadata.camera(decoded.exif),
        media_type=media_type,
        _data=data,
        _limits=limits,
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Decoded:
    """Pixels in sRGB as stored, the whole picture's width and height as stored, and how to turn them upright."""

    pixels: NDArray[np.uint8]
    size: tuple[int, int]
    exif: Exif
    orientation: int


def _accept(data: bytes, limits: ImageLimits) -> str:
    if not data:
        raise refusal("empty")
    if len(data) > limits.max_bytes:
        raise refusal("too_large")
    media_type = sniff(data[:SNIFF_BYTES])
    if media_type is None:
        raise refusal("unsupported_format")
    return media_type


def _decode(data: bytes, media_type: str, limits: ImageLimits, long_side: int | None) -> _Decoded:
    """``long_side`` None means whole."""
    try:
        if media_type == "image/jpeg":
            return _decode_jpeg(data, limits, long_side)
        if media_type in _BOXED and containers.boxes_end_early(data):
            raise refusal("truncated")  # libheif would fill in what is missing, and call that a picture
        if media_type in ("image/heic", "image/heif"):
            return _decode_heif(data, limits, long_side)
        return _decode_other(data, media_type, limits, long_side)
    except ImageError:
        raise
    except Exception as error:  # decoders raise SyntaxError, struct.error, MemoryError and what not
        short = "truncated" in str(error) or containers.ends_early(data, media_type)
        raise refusal("truncated" if short else "unreadable") from error


def _check_pixels(size: tuple[int, int], most: int) -> None:
    width, height = size
    if width * height > most:
        raise refusal("too_many_pixels")
    if width < 1 or height < 1:
        raise refusal("unreadable")


def _shrink(size: tuple[int, int], long_side: int | None) -> int:
    """By how much a picture that had to be decoded whole can be divided and still have ``long_side`` pixels."""
    return max(1, max(size) // long_side) if long_side else 1


def _upright(decoded: _Decoded) -> NDArray[np.uint8]:
    """The pixels turned and mirrored as the EXIF orientation says (CIPA DC-008, 4.6.4)."""
    transpose, flip = _TURNS[decoded.orientation]
    upright: Any = cv2.transpose(decoded.pixels) if transpose else decoded.pixels
    if flip is not None:
        cv2.flip(upright, flip, dst=upright)
    result: NDArray[np.uint8] = upright
    return result


def _decode_jpeg(data: bytes, limits: ImageLimits, long_side: int | None) -> _Decoded:
    header = JpegImagePlugin.JpegImageFile(BytesIO(data))
    progressive = bool(header.info.get("progressive"))
    _check_pixels(header.size, min(limits.max_pixels, limits.max_whole_pixels) if progressive else limits.max_pixels)
    if progressive and len(_SCAN.findall(data)) * header.width * header.height > _MAX_SCAN_PIXELS:
        raise refusal("unreadable")
    size, exif, icc = header.size, metadata.of(header), header.info.get("icc_profile")
    pixels = _turbo_pixels(data, header, long_side) if header.mode in ("RGB", "L") else None
    pixels = _patient_jpeg_pixels(header, icc, long_side) if pixels is None else srgb(pixels, icc)
    return _Decoded(pixels, size, exif, metadata.orientation(exif))


def _turbo_pixels(data: bytes, header: JpegImagePlugin.JpegImageFile, long_side: int | None) -> NDArray[np.uint8] | None:
    """The fast way: libjpeg-turbo straight into an array. None when it has any complaint that is not fatal for sure."""
    width, height = header.size
    least = {"min_width" if width >= height else "min_height": long_side} if long_side else {}
    try:
        if simplejpeg.decode_jpeg_header(data)[:2] != (height, width):
            return None
        pixels: NDArray[np.uint8] = simplejpeg.decode_jpeg(data, "GRAY" if header.mode == "L" else "RGB", **least)
    except ValueError as error:
        if _LOST_END in str(error) or (header.info.get("progressive") and _LOST_DATA in str(error)):
            raise refusal("truncated") from error
        return None
    return pixels


def _patient_jpeg_pixels(header: JpegImagePlugin.JpegImageFile, icc: bytes | None, long_side: int | None) -> NDArray[np.uint8]:
    """The forgiving way, also for CMYK: Pillow puts up with small damage; what lost its end is refused all the same."""
    if long_side:
        shrink = max(header.size) / long_side
        header.draft(None, (max(1, int(header.width / shrink)), max(1, int(header.height / shrink))))
    header.load()
    pixels = srgb(header, icc)
    if header.mode != "CMYK" and _is_missing(pixels[-1, -8:]):
        raise refusal("truncated")
    return pixels


def _is_missing(pixels: NDArray[np.uint8]) -> bool:
    """Whether these are no pixels but libjpeg's filling, give or take what a colour profile makes of it."""
    return bool((pixels == pixels[0]).all() and np.abs(pixels[0].astype(int) - _MISSING_GREY).max() <= 2)


def _decode_heif(data: bytes, limits: ImageLimits, long_side: int | None) -> _Decoded:
    """libheif turns and mirrors by itself, so the EXIF orientation, which says the same again, is not applied."""
    pillow_heif.options.DECODE_THREADS = 1  # a worker has one core
    picture = pillow_heif.open_heif(data, convert_hdr_to_8bit=True)
    most = min(limits.max_pixels, limits.max_whole_pixels)
    _check_pixels(picture.size, most)
    stored = np.asarray(picture)
    _check_pixels(picture.size, most)
    pixels = srgb(stored, picture.info.get("icc_profile"), _shrink(picture.size, long_side))
    return _Decoded(pixels, picture.size, metadata.parse(picture.info.get("exif")), 1)


def _decode_other(data: bytes, media_type: str, limits: ImageLimits, long_side: int | None) -> _Decoded:
    most = min(limits.max_pixels, limits.max_whole_pixels)
    picture = _open(data, media_type, most)
    _check_pixels(picture.size, most)
    if isinstance(picture, TiffImagePlugin.TiffImageFile):
        _check_tiff(picture, len(data), most)
    picture.load()
    exif = metadata.of(picture)
    pixels = srgb(picture, picture.info.get("icc_profile"), _shrink(picture.size, long_side))
    return _Decoded(pixels, picture.size, exif, metadata.orientation(exif))


def _open(data: bytes, media_type: str, most: int) -> Image.Image:
    """Reads the header only. The decoder classes are called directly: ``Image.open`` would try others, and warn."""
    stream = BytesIO(data)
    if media_type == "image/png":
        return PngImagePlugin.PngImageFile(stream)
    if media_type == "image/tiff":
        return _open_tiff(stream)
    if media_type == "image/avif":
        AvifImagePlugin.DEFAULT_MAX_THREADS = 1  # a worker has one core
        return AvifImagePlugin.AvifImageFile(stream)
    _check_pixels(containers.webp_size(data) or (0, 0), most)
    return WebPImagePlugin.WebPImageFile(stream)


def _open_tiff(stream: BytesIO) -> TiffImagePlugin.TiffImageFile:
    try:
        return TiffImagePlugin.TiffImageFile(stream)
    except SyntaxError as error:
        if "unknown pixel mode" in str(error):  # a sensor's mosaic, say
            raise refusal("unsupported_format") from error
        raise


def _check_tiff(picture: TiffImagePlugin.TiffImageFile, length: int, most: int) -> None:
    if containers.is_raw(picture.tag_v2):
        raise refusal("unsupported_format")
    if containers.tile_pixels(picture.tag_v2) > most:
        raise refusal("too_many_pixels")
    if containers.strips_end_early(picture.tag_v2, length):
        raise refusal("truncated")
