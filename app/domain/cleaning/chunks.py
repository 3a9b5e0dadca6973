"""PNG and WebP: chunks that a decoder needs stay, EXIF is cleaned, of the others neither name nor content is left.

PNG: ISO/IEC 15948, third edition. WebP: RFC 9649.
"""

from __future__ import annotations

import zlib
from typing import Final

from app.domain.cleaning.exif import clean_exif
from app.domain.cleaning.jpeg import EXIF
from app.domain.cleaning.unclear import Unclear

_PNG_STAY: Final = frozenset(
    (
        *(b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sRGB", b"sBIT", b"cICP", b"mDCV", b"cLLI"),
        *(b"bKGD", b"pHYs", b"acTL", b"fcTL", b"fdAT"),
    )
)
_PNG_NOTHING: Final = b"voId"  # ancillary, private, safe to copy: skipped by every reader
_WEBP_STAY: Final = frozenset((b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"))
_WEBP_NOTHING: Final = b"JUNK"
_HAS_XMP: Final = 0x04


def clean_png(out: bytearray) -> None:
    """Up to its end chunk. Raises ``Unclear``."""
    at, kind = 8, b""
    while kind != b"IEND":
        length, kind = int.from_bytes(out[at : at + 4], "big"), bytes(out[at + 4 : at + 8])
        start, end = at + 8, at + 8 + length
        if end + 4 > len(out):
            raise Unclear
        if kind not in _PNG_STAY:
            if kind == b"eXIf":
                clean_exif(out, start, end)
            else:
                out[at + 4 : end] = _PNG_NOTHING + bytes(length)
            out[end : end + 4] = zlib.crc32(out[at + 4 : end]).to_bytes(4, "big")
        at = end + 4
    del out[at:]


def clean_webp(out: bytearray) -> None:
    """What the file says to be its length. Raises ``Unclear``."""
    whole = 8 + int.from_bytes(out[4:8], "little")
    if whole > len(out):
        raise Unclear
    del out[whole:]
    at = 12
    while at + 8 <= whole:
        kind, length = bytes(out[at : at + 4]), int.from_bytes(out[at + 4 : at + 8], "little")
        start, end = at + 8, at + 8 + length
        if end > whole:
            raise Unclear
        if kind == b"EXIF":
            clean_exif(out, start + (len(EXIF) if out[start : start + len(EXIF)] == EXIF else 0), end)
        elif kind == b"VP8X" and length:
            out[start] &= ~_HAS_XMP
        elif kind not in _WEBP_STAY:
            out[at : at + 4] = _WEBP_NOTHING
            out[start:end] = bytes(length)
        at = end + length % 2
    out[at:whole] = bytes(max(0, whole - at))
