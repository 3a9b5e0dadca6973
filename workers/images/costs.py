"""What each decoder will hold in memory, known from the file's header. Bytes; each constant is a measured peak on 24 MP."""

from __future__ import annotations

from math import ceil
from typing import Final

from PIL import Image, TiffImagePlugin

from workers.images.containers import JpegFrame, strip_pixels

RESULT: Final = 3  # RGB
HEIF: Final = 6  # planes and RGB; libheif releases the planes late
HEIF_DEEP: Final = 12  # 10 or 12 bits: both in two bytes, then in one
AVIF: Final = 9  # planes, RGB, the same as bytes, and Pillow's four bytes a pixel, of which some are gone by then
AVIF_DEEP: Final = 14  # more than 8 bits, or colours in full resolution
JXL: Final = 16  # what is lossless over the whole picture, at its dearest; usual files take 4 to 7
JXL_CHANNEL: Final = 4  # transparency or depth
WEBP: Final = 8  # planes or ARGB, and the result
WEBP_ANIMATED: Final = 16  # and two canvases
_PILLOW: Final = {"1": 1, "L": 1, "P": 1, "I;16": 2, "I;16B": 2, "I;16L": 2}
_PILLOW_ELSE: Final = 4  # also for RGB: Pillow pads it
_EIGHTHS: Final = range(1, 9)
_HALVINGS: Final = (1, 2, 4, 8)


def coefficients(frame: JpegFrame) -> int:
    """Of a whole JPEG (T.81, A.1 and A.2): two bytes each, in whole blocks and whole groups of blocks.

    libjpeg keeps all of them when the file has several scans, progressive or not; otherwise only those of some rows.
    """
    if not frame.several_scans:
        return 0
    widest, highest = max(h for h, _ in frame.sampling), max(v for _, v in frame.sampling)
    groups = ceil(frame.width / (8 * widest)) * ceil(frame.height / (8 * highest))
    return groups * sum(h * v for h, v in frame.sampling) * 64 * 2


def eighths(size: tuple[int, int], long_side: int | None, memory: int, each: int = RESULT) -> int | None:
    """The scale, in eighths, at which libjpeg should decode: the smallest whose long side is at least ``long_side`` or, with
    None, the largest that takes no more than ``memory`` bytes at ``each`` a pixel. None when no such scale fits.
    """
    fit = [scale for scale in _EIGHTHS if each * ceil(size[0] * scale / 8) * ceil(size[1] * scale / 8) <= memory]
    if long_side is None:
        return max(fit, default=None)
    wanted = min((scale for scale in _EIGHTHS if ceil(max(size) * scale / 8) >= long_side), default=_EIGHTHS[-1])
    return wanted if wanted in fit else None


def halvings(size: tuple[int, int], long_side: int | None, memory: int, each: int) -> int | None:
    """As ``eighths``, for Pillow, which knows halves, quarters and eighths only; the answer is what it divides by."""
    wanted = max((by for by in _HALVINGS if long_side and max(size) // by >= long_side), default=1)
    fit = (by for by in _HALVINGS if each * ceil(size[0] / by) * ceil(size[1] / by) <= memory)
    smallest = next(fit, None)
    if long_side is None or smallest is None:
        return smallest
    return wanted if wanted >= smallest else None


def divisor(size: tuple[int, int], long_side: int | None, memory: int) -> int | None:
    """By how much a picture that was decoded whole is to be divided: as far as ``long_side`` allows or, with None, as little
    as ``memory`` bytes for the result allow. None when the result does not fit.
    """
    most = max(1, max(size) // long_side) if long_side else max(size)
    for by in [most] if long_side else range(1, most + 1):
        if RESULT * ceil(size[0] / by) * ceil(size[1] / by) <= memory:
            return by
    return None


def pillow_each(mode: str) -> int:
    """Of one pixel in a Pillow image."""
    return _PILLOW.get(mode, _PILLOW_ELSE)


def pillow(picture: Image.Image) -> int:
    """Of Pillow's own pixels; twice as much for an animation, whose first frame is laid over an empty one."""
    return picture.width * picture.height * pillow_each(picture.mode) * (2 if getattr(picture, "is_animated", False) else 1)


def tiff(picture: TiffImagePlugin.TiffImageFile) -> int:
    """Of the pixels and of the largest strip or tile, which libtiff holds whole: a small picture may declare a huge one."""
    tags = picture.tag_v2
    bits = max((int(bits) for bits in tags.get(TiffImagePlugin.BITSPERSAMPLE, (8,))), default=8)
    samples = max(int(tags.get(TiffImagePlugin.SAMPLESPERPIXEL, 1)), _PILLOW_ELSE)  # JPEG in TIFF is unpacked to four
    return pillow(picture) + strip_pixels(tags, picture.size) * samples * ceil(bits / 8)


def avif(data: bytes, pixels: int) -> int:
    """By what the file says of its depth and colours, the dearest of its pictures."""
    return pixels * (AVIF_DEEP if _deep_av1(data) else AVIF)


def _deep_av1(data: bytes) -> bool:
    """Whether any AV1 configuration (AV1 in ISOBMFF, 2.3.3) has more than 8 bits, or does not halve both sides of its colours."""
    at = data.find(b"av1C")
    while at >= 0:
        flags = data[at + 6] if at + 6 < len(data) else 0xFF
        if flags & 0x40 or flags & 0x0C != 0x0C:
            return True
        at = data.find(b"av1C", at + 4)
    return False
