"""HEIC, AVIF and JPEG XL in boxes: those of a picture stay, EXIF and XMP are cleaned, of the others nothing is left.

ISO/IEC 14496-12 (boxes, items), 23008-12 (HEIF, annex A for EXIF and XMP), 18181-2 (JPEG XL).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from app.domain.cleaning.exif import clean_exif
from app.domain.cleaning.unclear import Unclear
from app.domain.cleaning.xmp import clean_xmp

_PICTURE: Final = frozenset((b"ftyp", b"meta", b"mdat", b"moov"))
_IN_META: Final = frozenset((b"hdlr", b"pitm", b"iinf", b"iloc", b"iref", b"iprp", b"idat", b"dinf", b"grpl"))
_SOUND: Final = b"soun"  # handler of a track of sound
_RDF: Final = b"application/rdf+xml"
_JXL: Final = frozenset((b"JXL ", b"ftyp", b"jxll", b"jxlc", b"jxlp", b"jxli", b"jhgm"))
_NOTHING: Final = b"free"


@dataclass(frozen=True, slots=True)
class _Box:
    """``at`` is where it begins, ``start`` where its content does, ``end`` where both end."""

    kind: bytes
    at: int
    start: int
    end: int


def clean_heif(out: bytearray) -> None:
    """HEIC, HEIF and AVIF. Raises ``Unclear``, also where there is a film with sound among the pictures."""
    boxes = list(_boxes(out, 0, len(out)))
    for box in boxes:
        if box.kind == b"moov" and out.find(_SOUND, box.start, box.end) >= 0:
            raise Unclear
        if box.kind == b"meta":
            _clean_meta(out, box)
        elif box.kind not in _PICTURE:
            _remove(out, box)
    _cut(out, boxes, _PICTURE)


def clean_jxl(out: bytearray) -> None:
    """JPEG XL, bare or in boxes. A JPEG that could be made of it again is not kept: its segments are a part of what makes it.

    Raises ``Unclear``.
    """
    if out[:2] == b"\xff\x0a":
        return
    boxes = list(_boxes(out, 0, len(out)))
    for box in boxes:
        if box.kind == b"Exif":
            clean_exif(out, _tiff_in(out, box.start, box.end), box.end)
        elif box.kind not in _JXL:
            _remove(out, box)
    _cut(out, boxes, _JXL | {b"Exif"})


def _boxes(out: bytearray, start: int, end: int) -> Iterator[_Box]:
    """Those between ``start`` and ``end``; ends before what is no box."""
    at = start
    while at + 8 <= end:
        size, kind, head = int.from_bytes(out[at : at + 4], "big"), bytes(out[at + 4 : at + 8]), 8
        if size == 1:
            size, head = int.from_bytes(out[at + 8 : at + 16], "big"), 16
        elif size == 0:
            size = end - at
        if size < head or at + size > end:
            return
        yield _Box(kind, at, at + head, at + size)
        at += size


def _remove(out: bytearray, box: _Box) -> None:
    out[box.at + 4 : box.at + 8] = _NOTHING
    out[box.start : box.end] = bytes(box.end - box.start)


def _cut(out: bytearray, boxes: list[_Box], kept: frozenset[bytes]) -> None:
    """The file ends behind its last box that was kept. Raises ``Unclear`` when there is none."""
    ends = [box.end for box in boxes if box.kind in kept]
    if not ends:
        raise Unclear
    del out[max(ends) :]


def _clean_meta(out: bytearray, meta: _Box) -> None:
    inside = list(_boxes(out, meta.start + 4, meta.end))
    if not inside or inside[-1].end != meta.end:
        raise Unclear
    for box in inside:
        if box.kind not in _IN_META:
            _remove(out, box)
    by_kind = {box.kind: box for box in inside}
    kinds = _item_kinds(out, by_kind[b"iinf"]) if b"iinf" in by_kind else {}
    if not kinds or b"iloc" not in by_kind:
        raise Unclear
    places = _item_places(out, by_kind[b"iloc"], by_kind.get(b"idat"))
    for item, kind in kinds.items():
        if kind in (b"Exif", _RDF, b"mime", b"uri "):
            _clean_item(out, kind, places.get(item, []))


def _clean_item(out: bytearray, kind: bytes, extents: list[tuple[int, int]]) -> None:
    if kind == b"Exif" and len(extents) == 1:
        start, end = extents[0]
        clean_exif(out, _tiff_in(out, start, end), end)
    elif kind == _RDF and len(extents) == 1:
        start, end = extents[0]
        out[start:end] = clean_xmp(bytes(out[start:end])) or b" " * (end - start)
    else:
        for start, end in extents:
            out[start:end] = bytes(end - start)


def _tiff_in(out: bytearray, start: int, end: int) -> int:
    """Where the TIFF is in what HEIF calls an item of EXIF: its first four bytes say how much lies in front."""
    return min(start + 4 + int.from_bytes(out[start : start + 4], "big"), end)


def _item_kinds(out: bytearray, iinf: _Box) -> dict[int, bytes]:
    """The type of each item; of one that has a media type that."""
    version = out[iinf.start]
    found: dict[int, bytes] = {}
    for box in _boxes(out, iinf.start + (6 if version == 0 else 8), iinf.end):
        if box.kind != b"infe" or out[box.start] not in (2, 3):
            raise Unclear
        width = 2 if out[box.start] == 2 else 4
        at = box.start + 4
        item, kind = int.from_bytes(out[at : at + width], "big"), bytes(out[at + width + 2 : at + width + 6])
        names = bytes(out[at + width + 6 : box.end]).split(b"\0")
        found[item] = _RDF if kind == b"mime" and names[1:2] == [_RDF] else kind
    return found


def _item_places(out: bytearray, iloc: _Box, idat: _Box | None) -> dict[int, list[tuple[int, int]]]:
    """Start and end in the file of each item's parts. Raises ``Unclear`` for what lies outside, or in other items."""
    version, sizes = out[iloc.start], int.from_bytes(out[iloc.start + 4 : iloc.start + 6], "big")
    offset_size, length_size, base_size, index_size = (sizes >> shift & 15 for shift in (12, 8, 4, 0))
    reader = _Numbers(out, iloc.start + 6, iloc.end)
    wide = 4 if version == 2 else 2
    places: dict[int, list[tuple[int, int]]] = {}
    for _ in range(reader.next(wide)):
        item = reader.next(wide)
        method = reader.next(2) & 15 if version else 0
        reader.next(2)
        base = reader.next(base_size)
        extents = []
        for _ in range(reader.next(2)):
            reader.next(index_size if version else 0)
            extents.append((base + reader.next(offset_size), reader.next(length_size)))
        inside = idat if method == 1 else None
        front, end = (inside.start, inside.end) if inside else (0, len(out))
        places[item] = [(front + at, front + at + size if size else end) for at, size in extents]
        if method not in (0, 1) or (method == 1 and idat is None) or any(last > end for _, last in places[item]):
            places[item] = []
            raise Unclear
    return places


class _Numbers:
    """Numbers one after the other, each of as many bytes as is asked for. Raises ``Unclear`` behind the last."""

    def __init__(self, data: bytearray, at: int, end: int) -> None:
        self._data = data
        self._at = at
        self._end = end

    def next(self, size: int) -> int:
        """The next one; 0 where it has no bytes."""
        self._at += size
        if self._at > self._end:
            raise Unclear
        return int.from_bytes(self._data[self._at - size : self._at], "big")
