"""What a file's container tells without a decoder: its size, its end, and whether it is a raw photo in disguise."""

from __future__ import annotations

from typing import Literal

from PIL import TiffImagePlugin

_BOX_HEADER = 8
_PICTURE_BOXES = (b"ftyp", b"meta", b"mdat", b"moov")
_TIFF_TYPE_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4, 16: 8, 17: 8, 18: 8}
_CFA = 32803  # PhotometricInterpretation of a sensor's mosaic (TIFF/EP, DNG)
_RAW_TAGS = (50706, 50740)  # DNGVersion, DNGPrivateData
_NEW_SUBFILE_TYPE, _PHOTOMETRIC, _SUB_IFDS = 254, 262, 330
_OFFSETS_AND_COUNTS = ((273, 279), (324, 325))  # of strips and of tiles
_TILE_WIDTH, _TILE_LENGTH = 322, 323


def webp_size(data: bytes) -> tuple[int, int] | None:
    """Width and height that a WebP file declares (RFC 9649), or None when the header is none.

    Read here because Pillow's decoder allocates the whole canvas as soon as it opens the file.
    """
    kind, body = data[12:16], data[20:30]
    if len(body) < 10:
        return None
    if kind == b"VP8X":
        return 1 + int.from_bytes(body[4:7], "little"), 1 + int.from_bytes(body[7:10], "little")
    if kind == b"VP8L":
        bits = int.from_bytes(body[1:5], "little")
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    if kind == b"VP8 ":
        return int.from_bytes(body[6:8], "little") & 0x3FFF, int.from_bytes(body[8:10], "little") & 0x3FFF
    return None


def ends_early(data: bytes, media_type: str) -> bool:
    """Whether the container announces more than there is. Asked after a decoder gave up, to say why."""
    if media_type == "image/jpeg":
        return b"\xff\xd9" not in data
    if media_type == "image/png":
        return b"IEND" not in data
    if media_type == "image/webp":
        return 8 + int.from_bytes(data[4:8], "little") > len(data)
    if media_type == "image/tiff":
        return _tiff_ends_early(data)
    return boxes_end_early(data)


def boxes_end_early(data: bytes) -> bool:
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


def _tiff_ends_early(data: bytes) -> bool:
    """Whether the first directory, or a value that it points to, lies beyond the end (TIFF 6.0, section 2; BigTIFF)."""
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
    for at in range(start, start + entries * entry, entry):
        size = _TIFF_TYPE_SIZES.get(number(at + 2, 2), 0) * number(at + 4, word)
        if size > word and number(at + 4 + word, word) + size > len(data):
            return True
    return False


def strips_end_early(tags: TiffImagePlugin.ImageFileDirectory_v2, length: int) -> bool:
    """Whether a TIFF's strips or tiles lie beyond the ``length`` bytes that the file has."""
    for offsets, counts in _OFFSETS_AND_COUNTS:
        pairs = zip(tags.get(offsets, ()), tags.get(counts, ()), strict=False)
        if any(int(offset) + int(count) > length for offset, count in pairs):
            return True
    return False


def is_raw(tags: TiffImagePlugin.ImageFileDirectory_v2) -> bool:
    """Whether a TIFF is a camera's raw file: its first picture is then a mosaic, or only a thumbnail of the photo."""
    if any(tag in tags for tag in _RAW_TAGS) or tags.get(_PHOTOMETRIC) == _CFA:
        return True
    return bool(tags.get(_NEW_SUBFILE_TYPE, 0) & 1) and _SUB_IFDS in tags


def tile_pixels(tags: TiffImagePlugin.ImageFileDirectory_v2) -> int:
    """Pixels of one tile (1 without tiles): a small picture may declare a huge tile, which is allocated whole."""
    return int(tags.get(_TILE_WIDTH, 1)) * int(tags.get(_TILE_LENGTH, 1))
