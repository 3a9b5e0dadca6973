"""JPEG XL by libjxl: what its header says, and its pixels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import pylibjxl
from numpy.typing import NDArray
from PIL.Image import Exif

from workers.images import metadata
from workers.images.refusals import refusal

_TIMEOUT_S: Final = 60.0
_CODESTREAM: Final = b"\xff\x0a"
_SIDE: Final = ((9, 1), (13, 1), (18, 1), (30, 1))  # bits and what is added, by a selector of two bits (18181-1, D.2)
_DEPTHS: Final = ((0, 8), (0, 10), (0, 12), (6, 1))
_FLOAT_DEPTHS: Final = ((0, 32), (0, 16), (0, 24), (6, 1))
_EXTRA: Final = ((0, 0), (0, 1), (4, 2), (12, 1))


@dataclass(frozen=True, slots=True, eq=False)
class JxlPicture:
    """``pixels`` upright, as libjxl turns them, of one to four channels in the colours of ``icc`` (None: sRGB)."""

    pixels: NDArray[np.uint8]
    icc: bytes | None
    exif: Exif


def jxl_size(data: bytes) -> tuple[int, int]:
    """Width and height of the upright picture."""
    found = pylibjxl.probe(data)
    return int(found["width"]), int(found["height"])


def jxl_channels(data: bytes) -> int:
    """How many channels the picture has beside its colours, each of which libjxl holds (ISO/IEC 18181-1, D.3).

    Raises ``ImageError`` (``unsupported_format``) for what moves or has a picture of itself in front.
    """
    bits = _Bits(_codestream(data))
    _skip_size(bits)
    if bits.take(1):  # all as usual
        return 0
    if bits.take(1):
        bits.take(3)
        if bits.take(1):
            _skip_size(bits)
        if bits.take(1) or bits.take(1):
            raise refusal("unsupported_format")
    if bits.take(1):
        bits.number(_FLOAT_DEPTHS)
        bits.take(4)
    else:
        bits.number(_DEPTHS)
    bits.take(1)
    return bits.number(_EXTRA)


def decode_jxl(data: bytes) -> JxlPicture:
    """The first picture. Raises ``RuntimeError`` for what libjxl does not read."""
    with pylibjxl.JXL(threads=1) as decoder:  # a worker has one core
        pixels, beside = decoder.decode(data, metadata=True, timeout=_TIMEOUT_S)
    exif = beside.get("exif", b"")
    starts = [at for at in (exif.find(b"II*\0", 0, 16), exif.find(b"MM\0*", 0, 16)) if at >= 0]
    return JxlPicture(pixels, beside.get("icc"), metadata.parse(b"Exif\0\0" + exif[starts[0] :]) if starts else Exif())


def _codestream(data: bytes) -> bytes:
    """The beginning of the codestream: the file's, or that of the box that has it."""
    if data.startswith(_CODESTREAM):
        return data[2:66]
    at = 0
    while at + 8 <= len(data):
        size, kind = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        start = at + (12 if kind == b"jxlp" else 8)
        if kind in (b"jxlc", b"jxlp") and data[start : start + 2] == _CODESTREAM:
            return data[start + 2 : start + 66]
        if size < 8:
            break
        at += size
    return b""


class _Bits:
    """Numbers of some bits each, the lowest first. Raises ``ImageError`` behind the last."""

    def __init__(self, data: bytes) -> None:
        self._bits = int.from_bytes(data, "little")
        self._left = 8 * len(data)

    def take(self, count: int) -> int:
        self._left -= count
        if self._left < 0:
            raise refusal("truncated")
        taken = self._bits & ((1 << count) - 1)
        self._bits >>= count
        return taken

    def number(self, ways: tuple[tuple[int, int], ...]) -> int:
        """One whose first two bits say in which of four ways it is written: so many bits, and what is added."""
        count, added = ways[self.take(2)]
        return self.take(count) + added


def _skip_size(bits: _Bits) -> None:
    small = bits.take(1)
    _skip_side(bits, small)
    if bits.take(3) == 0:  # no usual ratio
        _skip_side(bits, small)


def _skip_side(bits: _Bits, small: int) -> None:
    if small:
        bits.take(5)
    else:
        bits.number(_SIDE)
