"""Whether a RAW file has all of the picture that it begins: what its container announces, held against what is there.

Nothing is decoded. ``data`` is the whole file.
"""

from __future__ import annotations

from typing import Final

from app.domain.tiff import MOST_BELOW, Directory, Tiff

_RAF: Final = "image/x-fuji-raf"
_RAF_SENSOR_AT: Final = 100  # big endian: where the sensor's data begin, and how many bytes they have

_SUB_IFDS: Final = 330
_OFFSETS_AND_COUNTS: Final = ((273, 279), (324, 325), (513, 514))  # of strips, of tiles, of a JPEG
_NOWHERE: Final = 0xFFFFFFFF  # Panasonic's, where the place is told by a tag of its own


def raw_ends_early(data: bytes, media_type: str) -> bool:
    """Whether the sensor's data, or a picture, of any RAW file but a CR3 reach beyond the end."""
    if media_type == _RAF:
        at, size = (int.from_bytes(data[place : place + 4], "big") for place in (_RAF_SENSOR_AT, _RAF_SENSOR_AT + 4))
        return at + size > len(data)
    tiff = Tiff.of(data)
    if tiff is None or tiff.first is None:
        return True
    for directory in tiff.chain(tiff.first):
        pointed = directory.get(_SUB_IFDS)
        below = list(tiff.below(pointed))
        if len(below) < len(tiff.numbers(pointed, MOST_BELOW)):
            return True
        if any(_reaches_beyond(tiff, each) for each in (directory, *below)):
            return True
    return False


def _reaches_beyond(tiff: Tiff, directory: Directory) -> bool:
    for offsets, counts in _OFFSETS_AND_COUNTS:
        pairs = zip(tiff.numbers(directory.get(offsets)), tiff.numbers(directory.get(counts)), strict=False)
        if any(offset != _NOWHERE and offset + count > len(tiff.data) for offset, count in pairs):
            return True
    return False
