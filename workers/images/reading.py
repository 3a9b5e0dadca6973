"""Reads a photo from bytes that anybody may have sent: refuse first, decode as little as serves, never surprise."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from io import BytesIO
from math import ceil
from typing import Any

import cv2
import numpy as np
import pillow_heif
import simplejpeg
from numpy.typing import NDArray
from PIL import AvifImagePlugin, Image, JpegImagePlugin, PngImagePlugin, TiffImagePlugin
from PIL.Image import Exif

from app.domain import image_ends
from app.domain.image_formats import RAW_TYPES, sniff
from app.errors import ImageError
from workers.images import containers, costs, jxl, metadata, raw
from workers.images.colour import srgb
from workers.images.limits import ImageLimits
from workers.images.refusals import refusal

_LOST_END = "Premature end of JPEG file"  # libjpeg's words
_LOST_DATA = "premature end of data segment"  # of a scan; where there are several it leaves no trace in the picture
_MISSING_GREY = 128  # what libjpeg leaves where a scan has no data

_MAX_TEXT_BYTES = 16 << 20
"""Of one profile or text in a PNG, inflated: printers' profiles have some megabytes. Pillow's own bound is one megabyte, and 64
for all texts of a file."""

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
    event's offset. ``camera`` is make and model, ``serial`` the number of its body, empty when it is not told. ``embedded`` is
    the picture of a RAW file, which it was read from.
    """

    width: int
    height: int
    image: NDArray[np.uint8]
    scale: float
    taken_at: datetime | None
    camera: str | None
    serial: str = field(repr=False)
    media_type: str
    embedded: raw.Embedded | None
    _data: bytes = field(repr=False)
    _limits: ImageLimits = field(repr=False)

    def finest(self) -> tuple[NDArray[np.uint8], float]:
        """The photo in full resolution, or as close to it as the limits' memory allows, and its pixels per pixel of the photo.

        Oriented and coloured like ``image``, and ``image`` itself when that is whole, else decoded anew at every call: hold it
        only as long as needed. Raises ``ImageError`` like ``read_photo``.
        """
        if self.scale == 1:
            return self.image, 1.0
        finest = _upright(_decode(self._data, self.media_type, self._limits, None))
        return finest, _scale(finest, self.width, self.height)


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
        scale=_scale(image, width, height),
        taken_at=metadata.taken_at(decoded.exif),
        camera=metadata.camera(decoded.exif),
        serial=metadata.body_serial(decoded.exif),
        media_type=media_type,
        embedded=decoded.embedded,
        _data=data,
        _limits=limits,
    )


def _scale(image: NDArray[np.uint8], width: int, height: int) -> float:
    return 1.0 if image.shape[:2] == (height, width) else max(image.shape[:2]) / max(width, height)


@dataclass(frozen=True, slots=True, eq=False)
class _Decoded:
    """Pixels in sRGB as stored, the whole picture's width and height as stored, and how to turn them upright."""

    pixels: NDArray[np.uint8]
    size: tuple[int, int]
    exif: Exif
    orientation: int
    embedded: raw.Embedded | None = None


def _accept(data: bytes, limits: ImageLimits) -> str:
    if not data:
        raise refusal("empty")
    if len(data) > limits.max_bytes:
        raise refusal("too_large")
    media_type = sniff(data)
    if media_type is None:
        raise refusal("unsupported_format")
    return media_type


def _decode(data: bytes, media_type: str, limits: ImageLimits, long_side: int | None) -> _Decoded:
    """``long_side`` None means as large as the memory allows."""
    try:
        if media_type == "image/jpeg":
            return _decode_jpeg(data, limits, long_side)
        if media_type in _BOXED and image_ends.boxes_end_early(data):
            raise refusal("truncated")  # libheif would fill in what is missing, and call that a picture
        if media_type in ("image/heic", "image/heif"):
            return _decode_heif(data, limits, long_side)
        if media_type in RAW_TYPES:
            return _decode_raw(data, media_type, limits, long_side)
        if media_type == "image/jxl":
            return _decode_jxl(data, limits, long_side)
        if media_type == "image/webp":
            return _decode_webp(data, limits, long_side)
        return _decode_other(data, media_type, limits, long_side)
    except ImageError:
        raise
    except Exception as error:  # decoders raise SyntaxError, struct.error, MemoryError and what not
        short = "truncated" in str(error) or image_ends.ends_early(data, media_type)
        raise refusal("truncated" if short else "unreadable") from error


def _check_pixels(size: tuple[int, int], most: int) -> None:
    width, height = size
    if width * height > most:
        raise refusal("too_many_pixels")
    if width < 1 or height < 1:
        raise refusal("unreadable")


def _fitting(scale: int | None) -> int:
    if scale is None:
        raise refusal("too_many_pixels")
    return scale


def _divisor(size: tuple[int, int], long_side: int | None, held: int, limits: ImageLimits) -> int:
    """By how much a picture is divided whose decoder holds ``held`` bytes when the result is made."""
    return _fitting(costs.divisor(size, long_side, limits.max_memory - held))


def _upright(decoded: _Decoded) -> NDArray[np.uint8]:
    """The pixels turned and mirrored as the EXIF orientation says (CIPA DC-008, 4.6.4)."""
    transpose, flip = _TURNS[decoded.orientation]
    upright: Any = cv2.transpose(decoded.pixels) if transpose else decoded.pixels
    if flip is not None:
        cv2.flip(upright, flip, dst=upright)
    result: NDArray[np.uint8] = upright
    return result


def _decode_jpeg(data: bytes, limits: ImageLimits, long_side: int | None) -> _Decoded:
    frame = containers.jpeg_frame(data)
    if frame is not None and not frame.readable:
        raise refusal("unsupported_format")
    header = JpegImagePlugin.JpegImageFile(BytesIO(data))
    if frame is None or header.size != (frame.width, frame.height):
        raise SyntaxError("no frame and scan that both libraries see")
    _check_pixels(header.size, limits.max_pixels)
    if frame.several_scans and frame.scans * frame.width * frame.height > limits.max_scan_pixels:
        raise refusal("unreadable")
    memory = limits.max_memory - costs.coefficients(frame)
    size, exif, icc = header.size, metadata.of(header), header.info.get("icc_profile")
    pixels = None
    if header.mode in ("RGB", "L"):
        each = costs.RESULT if header.mode == "RGB" else costs.pillow_each("L") + costs.RESULT
        pixels = _turbo_pixels(data, header, _fitting(costs.eighths(size, long_side, memory, each)), frame.several_scans)
    pixels = _patient_jpeg_pixels(header, icc, long_side, memory) if pixels is None else srgb(pixels, icc)
    return _Decoded(pixels, size, exif, metadata.orientation(exif))


def _decode_raw(data: bytes, media_type: str, limits: ImageLimits, long_side: int | None) -> _Decoded:
    """The picture that the camera has put into it. It knows the time and how it lies from the whole file."""
    found = raw.embedded(data, media_type)
    decoded = _decode_jpeg(found.jpeg, limits, long_side)
    return replace(decoded, exif=found.exif, orientation=found.orientation, embedded=found)


def _decode_jxl(data: bytes, limits: ImageLimits, long_side: int | None) -> _Decoded:
    """libjxl turns and mirrors by itself, as libheif does."""
    try:
        size = jxl.jxl_size(data)
        _check_pixels(size, limits.max_pixels)
        held = costs.JXL + costs.JXL_CHANNEL * jxl.jxl_channels(data)
        by = _divisor(size, long_side, size[0] * size[1] * held, limits)
        picture = jxl.decode_jxl(data)
    except RuntimeError as error:  # of what is short and of what is damaged it says the same
        raise refusal("truncated" if image_ends.jxl_ends_early(data) else "unreadable") from error
    return _Decoded(srgb(picture.pixels, picture.icc, by), size, picture.exif, 1)


def _turbo_pixels(
    data: bytes, header: JpegImagePlugin.JpegImageFile, scale: int, several_scans: bool
) -> NDArray[np.uint8] | None:
    """The fast way, at ``scale`` eighths: libjpeg-turbo straight into an array. None when it has any complaint that is not fatal
    for sure.
    """
    width, height = header.size
    least = {"min_width": ceil(width * scale / 8), "min_height": ceil(height * scale / 8)} if scale < 8 else {}
    try:
        if simplejpeg.decode_jpeg_header(data)[:2] != (height, width):
            return None
        pixels: NDArray[np.uint8] = simplejpeg.decode_jpeg(data, "GRAY" if header.mode == "L" else "RGB", **least)
    except ValueError as error:
        if _LOST_END in str(error) or (several_scans and _LOST_DATA in str(error)):
            raise refusal("truncated") from error
        return None
    return pixels


def _patient_jpeg_pixels(
    header: JpegImagePlugin.JpegImageFile, icc: bytes | None, long_side: int | None, memory: int
) -> NDArray[np.uint8]:
    """The forgiving way, also for CMYK: Pillow puts up with small damage; what lost its end is refused all the same.

    It knows halves, quarters and eighths only, and holds its own pixels beside the result.
    """
    by = _fitting(costs.halvings(header.size, long_side, memory, costs.pillow_each(header.mode) + costs.RESULT))
    header.draft(None, (max(1, header.width // by), max(1, header.height // by)))
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
    by = _heif_divisor(picture, limits, long_side)
    stored = np.asarray(picture)
    _heif_divisor(picture, limits, long_side)  # it knows its size better now
    pixels = srgb(stored, picture.info.get("icc_profile"), by)
    return _Decoded(pixels, picture.size, metadata.parse(picture.info.get("exif")), 1)


def _heif_divisor(picture: pillow_heif.HeifFile, limits: ImageLimits, long_side: int | None) -> int:
    _check_pixels(picture.size, limits.max_pixels)
    each = costs.HEIF if picture.info.get("bit_depth", 8) <= 8 else costs.HEIF_DEEP
    return _divisor(picture.size, long_side, picture.size[0] * picture.size[1] * each, limits)


def _decode_webp(data: bytes, limits: ImageLimits, long_side: int | None) -> _Decoded:
    """By OpenCV, which needs half of what Pillow does: that lays even a single picture over two canvases."""
    file = containers.webp_file(data)
    if file is None:
        raise refusal("truncated" if image_ends.ends_early(data, "image/webp") else "unreadable")
    size = file.width, file.height
    _check_pixels(size, limits.max_pixels)
    each = costs.WEBP_ANIMATED if file.animated else costs.WEBP
    by = _divisor(size, long_side, file.width * file.height * each, limits)
    stored: Any = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_UNCHANGED)
    if stored is None or stored.shape[:2] != (file.height, file.width):
        raise ValueError("OpenCV reads none of it")
    swapped = cv2.COLOR_BGRA2RGBA if stored.shape[2] == 4 else cv2.COLOR_BGR2RGB
    exif = metadata.parse(file.exif)
    pixels = srgb(cv2.cvtColor(stored, swapped, dst=stored), file.icc, by)
    return _Decoded(pixels, size, exif, metadata.orientation(exif))


def _decode_other(data: bytes, media_type: str, limits: ImageLimits, long_side: int | None) -> _Decoded:
    picture = _open(data, media_type)
    _check_pixels(picture.size, limits.max_pixels)
    if isinstance(picture, TiffImagePlugin.TiffImageFile):
        _check_tiff(picture, len(data))
        held = costs.tiff(picture)
    elif media_type == "image/avif":
        held = costs.avif(data, picture.width * picture.height)
    else:
        held = costs.pillow(picture)
    by = _divisor(picture.size, long_side, held, limits)
    picture.load()
    exif = metadata.of(picture)
    return _Decoded(srgb(picture, picture.info.get("icc_profile"), by), picture.size, exif, metadata.orientation(exif))


def _open(data: bytes, media_type: str) -> Image.Image:
    """Reads the header only. The decoder classes are called directly: ``Image.open`` would try others, and warn."""
    stream = BytesIO(data)
    if media_type == "image/png":
        PngImagePlugin.MAX_TEXT_CHUNK = _MAX_TEXT_BYTES
        return PngImagePlugin.PngImageFile(stream)
    if media_type == "image/tiff":
        return _open_tiff(stream)
    AvifImagePlugin.DEFAULT_MAX_THREADS = 1  # a worker has one core
    return AvifImagePlugin.AvifImageFile(stream)


def _open_tiff(stream: BytesIO) -> TiffImagePlugin.TiffImageFile:
    try:
        return TiffImagePlugin.TiffImageFile(stream)
    except SyntaxError as error:
        if "unknown pixel mode" in str(error):  # a sensor's mosaic, say
            raise refusal("unsupported_format") from error
        raise


def _check_tiff(picture: TiffImagePlugin.TiffImageFile, length: int) -> None:
    if containers.is_raw(picture.tag_v2):
        raise refusal("unsupported_format")
    if containers.strips_end_early(picture.tag_v2, length):
        raise refusal("truncated")
