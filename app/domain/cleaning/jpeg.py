"""JPEG: segments that a decoder needs stay, of the others what is listed here; what lies behind the last picture is cut off.

ITU-T T.81, annex B; for further pictures in the file CIPA DC-007 (MPF) and Google's Ultra HDR, which puts a gain map behind the
picture.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from app.domain.cleaning.exif import clean_exif
from app.domain.cleaning.unclear import Unclear
from app.domain.cleaning.xmp import clean_xmp
from app.domain.tiff import Tiff

EXIF: Final = b"Exif\0\0"
_XMP: Final = b"http://ns.adobe.com/xap/1.0/\0"
_MPF: Final = b"MPF\0"
_STAY: Final = (  # beside EXIF and XMP: units, colours, other pictures, ISO 21496-1's gain map, how colours are transformed
    *((0xE0, b"JFIF\0"), (0xE2, b"ICC_PROFILE\0"), (0xE2, _MPF), (0xE2, b"urn:iso:std:iso:ts:21496:-1\0")),
    (0xEE, b"Adobe"),
)
_APP1, _APP15, _COMMENT = 0xE1, 0xEF, 0xFE
_SOI, _EOI, _SOS = 0xD8, 0xD9, 0xDA
_BARE: Final = frozenset({0x01, *range(0xD0, 0xD8)})  # markers without a length
_BEHIND_SCAN: Final = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]")  # in a scan 0xFF is stuffed, but for restarts
_MP_ENTRY, _MP_IDS = 0xB002, 0xB003
_MP_ENTRY_BYTES: Final = 16
_MOST_PICTURES: Final = 8


def clean_jpeg(out: bytearray) -> None:
    """The file's picture and those that belong to it. Raises ``Unclear``."""
    end = _picture(out, 0)
    pictures = [(0, end)]
    for start in sorted({*_pointed(out)})[:_MOST_PICTURES]:
        if start >= end and _begins(out, start):
            out[end:start] = bytes(start - end)
            end = _picture(out, start)
            pictures.append((start, end))
    while _begins(out, end) and len(pictures) <= _MOST_PICTURES:
        pictures.append((end, _picture(out, end)))
        end = pictures[-1][1]
    del out[end:]


def _begins(out: bytearray, at: int) -> bool:
    return bytes(out[at : at + 3]) == b"\xff\xd8\xff"


def _picture(out: bytearray, start: int) -> int:
    """Clean the JPEG at ``start``; where it ends."""
    if not _begins(out, start):
        raise Unclear
    at = start + 2
    while True:
        begin = out.find(b"\xff", at)
        if begin < 0:
            raise Unclear
        out[at:begin] = bytes(begin - at)  # decoders skip what lies between segments
        at = begin + 1
        while out[at : at + 1] == b"\xff":
            at += 1
        marker = out[at] if at < len(out) else 0
        at += 1
        if marker == _EOI:
            return at
        if marker in _BARE:
            continue
        length = int.from_bytes(out[at : at + 2], "big")
        if marker in (0, _SOI) or length < 2 or at + length > len(out):
            raise Unclear
        _segment(out, marker, at + 2, at + length)
        at += length
        if marker == _SOS:
            behind = _BEHIND_SCAN.search(out, at)
            if behind is None:
                raise Unclear
            at = behind.start()


def _segment(out: bytearray, marker: int, start: int, end: int) -> None:
    if not (0xE0 <= marker <= _APP15 or marker == _COMMENT):
        return
    content = bytes(out[start : start + 40])
    if marker == _APP1 and content.startswith(EXIF):
        clean_exif(out, start + len(EXIF), end)
    elif marker == _APP1 and content.startswith(_XMP):
        xmp = clean_xmp(bytes(out[start + len(_XMP) : end]))
        out[start:end] = _XMP + xmp if xmp else bytes(end - start)
    elif not any(marker == kind and content.startswith(name) for kind, name in _STAY):
        out[start:end] = bytes(end - start)


def _pointed(out: bytearray) -> Iterator[int]:
    """Where the file says that further pictures are; their ids are blanked."""
    at = out.find(_MPF, 0, 1 << 20)
    tiff = Tiff.of(out, at + len(_MPF)) if at >= 0 else None
    first = tiff.first if tiff else None
    if tiff is None or first is None:
        return
    for ids in (entry for entry in first.entries if entry.tag == _MP_IDS and not entry.outside):
        out[ids.value_at : ids.value_at + ids.size] = bytes(ids.size)
    listed = first.get(_MP_ENTRY)
    if listed is None or listed.outside:
        return
    for place in range(listed.value_at, listed.value_at + listed.size - _MP_ENTRY_BYTES + 1, _MP_ENTRY_BYTES):
        offset = tiff.number(place + 8, 4)
        if offset:
            yield tiff.base + offset
