"""Whether a file has all of an image that it begins: what its container announces, held against what is there.

Nothing is decoded. ``data`` is the file as bytes, or mapped into memory (``mmap``), so that a large one need not be read whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from mmap import mmap
from typing import Final, Literal, TypeAlias

from app.domain.image_formats import RAW_TYPES
from app.domain.raw_ends import raw_ends_early

Bytes: TypeAlias = bytes | mmap

_BOX_HEADER: Final = 8
_PICTURE_BOXES: Final = (b"ftyp", b"meta", b"mdat", b"moov")
_TIFF_TYPE_SIZES: Final = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4, 16: 8, 17: 8, 18: 8}
_STRIPS_AND_TILES: Final = ((273, 279), (324, 325))  # offsets and byte counts (TIFF 6.0, sections 8 and 15)
_STRIPS_LOOKED_AT: Final = 1000  # the last ones: files have them in order
_PNG_HEADER: Final = 8
_JXL_CODESTREAM: Final = b"\xff\x0a"
_CR3: Final = "image/x-canon-cr3"
_EOI: Final = b"\xff\xd9"
_BARE_MARKERS: Final = frozenset({0x01, *range(0xD0, 0xD9)})  # without a length: TEM, RST0 to RST7, SOI (ITU-T T.81, B.1.1.3)
_APP2, _SOS = 0xE2, 0xDA
_TAIL: Final = 64 * 1024
_MP_ENTRIES: Final = 0xB002  # one of 16 bytes for each picture of the file (CIPA DC-007, 5.2.3.3)


def ends_early(data: Bytes, media_type: str) -> bool:
    """Whether the container announces more than there is; True for one that cannot be followed to its end."""
    if media_type in RAW_TYPES and media_type != _CR3:
        return raw_ends_early(data if isinstance(data, bytes) else data[:], media_type)
    return _LOOKS.get(media_type, boxes_end_early)(data)


def jxl_ends_early(data: Bytes) -> bool:
    """Whether the last of a JPEG XL's boxes reaches beyond its end. Of a bare codestream nobody can say."""
    at = 0
    while data[:2] != _JXL_CODESTREAM and at + _BOX_HEADER <= len(data):
        size = int.from_bytes(data[at : at + 4], "big")
        if size < _BOX_HEADER:
            return False
        at += size
    return at > len(data)


def boxes_end_early(data: Bytes) -> bool:
    """Whether the top-level boxes of an ISO base media file (ISO/IEC 14496-12, 4.2) reach beyond its end.

    Only boxes that a picture needs count: what cameras and apps append behind them need not be boxes at all.
    """
    at = 0
    while at + _BOX_HEADER <= len(data):
        size, kind = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        if size == 0:  # reaches to the end of the file
            return False
        if size == 1:
            size = int.from_bytes(data[at + 8 : at + 16], "big")
        if size < _BOX_HEADER:  # broken, not short
            return False
        at += size
        if at > len(data):
            return kind in _PICTURE_BOXES
    return False


def _jpeg_ends_early(data: Bytes) -> bool:
    """No end of the picture behind its first scan, or less than the other pictures of the file need, which cameras append."""
    needed = 0
    at = 2
    while 0 <= (at := data.find(b"\xff", at)) <= len(data) - 4:  # what lies between segments decoders skip
        marker = data[at + 1]
        if marker == 0xFF or marker in _BARE_MARKERS:
            at += 1 if marker == 0xFF else 2
            continue
        length = int.from_bytes(data[at + 2 : at + 4], "big")
        if marker == _APP2 and data[at + 4 : at + 8] == b"MPF\0":
            needed = max(needed, *_pictures_end(data[at + 8 : at + 2 + length], at + 8))
        at += 2 + length
        if marker == _SOS:
            # Inside of a scan 0xFF is stuffed, so this is an end. It mostly is the file's, too.
            tail = max(at, len(data) - _TAIL)
            found = data.find(_EOI, tail) >= 0 or data.find(_EOI, at) >= 0
            return not found or needed > len(data)
    return True


def _pictures_end(mpf: bytes, at: int) -> Iterator[int]:
    """Where each picture of the file ends, by its index of several pictures (CIPA DC-007, 5.2), which lies ``at`` there."""
    yield 0
    order: Literal["little", "big"] = "little" if mpf[:2] == b"II" else "big"

    def number(place: int, size: int) -> int:
        return int.from_bytes(mpf[place : place + size], order)

    first = number(4, 4)
    for entry in range(first + 2, first + 2 + 12 * number(first, 2), 12):
        if number(entry, 2) == _MP_ENTRIES:
            start, size = number(entry + 8, 4), number(entry + 4, 4)
            for picture in range(start, min(start + size, len(mpf) - 15), 16):
                length, offset = number(picture + 4, 4), number(picture + 8, 4)
                yield (at + offset if offset else 0) + length


def _tiff_ends_early(data: Bytes) -> bool:
    """Whether the first directory, a value that it points to, or its strips or tiles lie beyond the end (TIFF 6.0, section 2;
    BigTIFF)."""
    order: Literal["little", "big"] = "little" if data[:2] == b"II" else "big"
    big = data[2:4] in (b"+\0", b"\0+")
    word, counter = (8, 8) if big else (4, 2)  # bytes of an offset and of the number of entries
    entry = 4 + 2 * word

    def number(at: int, size: int) -> int:
        return int.from_bytes(data[at : at + size], order)

    first = number(word, word)
    entries = number(first, counter)
    start = first + counter
    if len(data) < 2 * word or start + entries * entry > len(data):
        return True
    values: dict[int, tuple[int, int, int]] = {}
    for at in range(start, start + entries * entry, entry):
        each, count = _TIFF_TYPE_SIZES.get(number(at + 2, 2), 0), number(at + 4, word)
        place = at + 4 + word if each * count <= word else number(at + 4 + word, word)
        if place + each * count > len(data):
            return True
        values[number(at, 2)] = place, each, count

    def last(tag: int) -> Iterator[int]:
        place, each, count = values.get(tag, (0, 0, 0))
        return (number(place + each * nth, each) for nth in range(max(0, count - _STRIPS_LOOKED_AT), count))

    pairs = (zip(last(offsets), last(counts), strict=False) for offsets, counts in _STRIPS_AND_TILES)
    return any(offset + size > len(data) for several in pairs for offset, size in several)


def _png_ends_early(data: Bytes) -> bool:
    return data.find(b"IEND", _PNG_HEADER) < 0


def _webp_ends_early(data: Bytes) -> bool:
    return 8 + int.from_bytes(data[4:8], "little") > len(data)


_LOOKS: Final[Mapping[str, Callable[[Bytes], bool]]] = {
    "image/jpeg": _jpeg_ends_early,
    "image/png": _png_ends_early,
    "image/webp": _webp_ends_early,
    "image/tiff": _tiff_ends_early,
    "image/jxl": jxl_ends_early,
}
"""Of all others that are no RAW files the boxes are looked at."""
