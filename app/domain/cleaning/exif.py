"""EXIF and TIFF: tags that a picture needs, or that say how it was taken, stay; all others go, and so does what no tag leads to.

Tags by number: TIFF 6.0, CIPA DC-008 (EXIF 2.32); Apple's notes as ExifTool has them.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable
from typing import Final

from app.domain.cleaning.unclear import Unclear
from app.domain.tiff import ENTRY_BYTES, HEADER_BYTES, Directory, Entry, Tiff

_EXIF, _INTEROPERABILITY, _MAKER_NOTE = 34665, 40965, 37500

# How the pixels lie (254 to 532, JPEG tables and the colour profile among them) without whose they are: 269 to 272 and 285 are
# names, 315 and 316 the artist and the computer.
_STRUCTURE: Final = frozenset(
    {*range(254, 267), 273, 274, *range(277, 285), *range(290, 302), *range(317, 349), *range(512, 533), 34675} - {330}
)
_FIRST: Final = _STRUCTURE | {271, 272, 306, 33432, _EXIF}  # make, model, time, the photographer's copyright
_PICTURE_DATA: Final = ((273, 279), (324, 325), (513, 514))
_HOW_IT_WAS_TAKEN: Final = frozenset(
    {
        *(33434, 33437, 34850, 34855, *range(34864, 34870), 36864, 36867, 36868, 36880, 36881, 36882, 37121, 37122),
        *(*range(37377, 37387), 37520, 37521, 37522, *range(40960, 40964), _INTEROPERABILITY, *range(41486, 41489), 41495),
        *(*range(41728, 41731), *range(41985, 41997), 42034, 42035, 42036, 42240),
    }
)
_COLOUR_SPACE: Final = frozenset({1, 2})  # of the interoperability directory: R03 is Adobe RGB
_APPLE: Final = b"Apple iOS\0"
_APPLE_HEADER: Final = 14
_APPLE_HEADROOM: Final = frozenset({1, 33, 48})  # version, and how bright the gain map makes the picture


def clean_exif(out: bytearray, start: int, end: int) -> None:
    """The EXIF between ``start`` and ``end``, a TIFF without pixels: blanked as a whole where it is none."""
    tiff = Tiff.of(out, start)
    first = tiff.first if tiff else None
    if tiff is None or first is None or first.next_at + 4 > end:
        _blank(out, start, end)
        return
    kept = _Kept(out, tiff, end)
    kept.directory(first, _FIRST)
    kept.apply(start)


def clean_tiff(out: bytearray) -> None:
    """A TIFF file: its pages, without what lies below them. Raises ``Unclear``."""
    tiff = Tiff.of(out)
    first = tiff.first if tiff else None
    if tiff is None or first is None:
        raise Unclear
    kept = _Kept(out, tiff, len(out))
    pages = list(tiff.chain(first))
    for page, following in zip(pages, [*pages[1:], None], strict=True):
        kept.directory(page, _FIRST, following.at if following else 0)
        kept.pixels(page)
    kept.apply(0)


class _Kept:
    """What stays of a TIFF: ranges as they are, and directories anew in the place of the old ones."""

    def __init__(self, out: bytearray, tiff: Tiff, end: int) -> None:
        self._out = out
        self._tiff = tiff
        self._end = end
        self._ranges = [(tiff.base, tiff.base + HEADER_BYTES)]
        self._directories: list[tuple[int, bytes]] = []

    def directory(self, directory: Directory, tags: frozenset[int], following: int = 0) -> None:
        """The entries of ``tags`` and what they point to. ``following``: where the next directory is, 0 for none."""
        entries = [entry for entry in directory.entries if entry.tag in tags | {_MAKER_NOTE} and self._has(entry)]
        offset = following - self._tiff.base if following else 0
        content = [len(entries).to_bytes(2, self._tiff.order)]
        content += [bytes(self._tiff.data[entry.at : entry.at + ENTRY_BYTES]) for entry in entries]
        self._directories.append((directory.at, b"".join((*content, offset.to_bytes(4, self._tiff.order)))))
        for entry in entries:
            if entry.tag == _EXIF:
                self._below(entry, _HOW_IT_WAS_TAKEN)
            elif entry.tag == _INTEROPERABILITY:
                self._below(entry, _COLOUR_SPACE)
            elif entry.size > 4 and entry.tag != _MAKER_NOTE:
                self._ranges.append((entry.value_at, entry.value_at + entry.size))

    def pixels(self, page: Directory) -> None:
        """The strips or tiles of a page. Raises ``Unclear`` when there are more than anybody counts, or some are not there."""
        for offsets, counts in _PICTURE_DATA:
            places, sizes = page.get(offsets), page.get(counts)
            pairs = list(zip(self._tiff.numbers(places), self._tiff.numbers(sizes), strict=False))
            if places and sizes and len(pairs) < places.count:
                raise Unclear
            if any(self._tiff.base + place + size > self._end for place, size in pairs):
                raise Unclear
            self._ranges += [(self._tiff.base + place, self._tiff.base + place + size) for place, size in pairs]

    def apply(self, start: int) -> None:
        """Blank everything else."""
        out = self._out
        ranges = [*self._ranges, *((at, at + len(content)) for at, content in self._directories)]
        at = start
        for first, last in sorted((max(first, start), min(last, self._end)) for first, last in ranges):
            if first > at:
                _blank(out, at, first)
            at = max(at, last)
        _blank(out, at, self._end)
        for place, content in self._directories:
            out[place : place + len(content)] = content

    def _has(self, entry: Entry) -> bool:
        """Whether the entry's value is here; of a maker's notes, whether they are Apple's, of which three tags are kept."""
        here = self._tiff.base <= entry.value_at and entry.value_at + entry.size <= self._end
        if entry.tag != _MAKER_NOTE or not here:
            return here
        if bytes(self._tiff.data[entry.value_at : entry.value_at + len(_APPLE)]) != _APPLE:
            return False
        notes = Tiff(self._tiff.data, entry.value_at, "big")
        found = notes.directory(entry.value_at + _APPLE_HEADER)
        if found is None:
            return False
        apples = _Kept(self._out, notes, entry.value_at + entry.size)
        apples.directory(found, _APPLE_HEADROOM)
        self._ranges += [(entry.value_at, entry.value_at + _APPLE_HEADER), *apples._ranges[1:]]
        self._directories += apples._directories
        return True

    def _below(self, entry: Entry, tags: Iterable[int]) -> None:
        for directory in self._tiff.below(entry):
            if directory.next_at + 4 <= self._end:
                self.directory(directory, frozenset(tags))


def _blank(out: bytearray, start: int, end: int) -> None:
    if end > start:
        out[start:end] = bytes(end - start)


def orientation_at(data: bytes | bytearray, start: int) -> int | None:
    """Where the EXIF at ``start`` keeps the orientation, a number of two bytes; None when it says none."""
    tiff = Tiff.of(data, start)
    first = tiff.first if tiff else None
    entry = first.get(274) if first else None
    return entry.value_at if entry and entry.kind == 3 else None


def plain_exif(orientation: int) -> bytes:
    """EXIF that says how a picture lies, and nothing else."""
    return b"MM\0*" + struct.pack(">IHHHIHHI", 8, 1, 274, 3, 1, orientation, 0, 0)
