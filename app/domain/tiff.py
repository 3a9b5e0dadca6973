"""Directories of a TIFF as they lie in a file (TIFF 6.0, section 2): of a TIFF, of most RAW files, of EXIF in anything else.

Reads places, not pixels. Nothing here raises on nonsense: what lies outside of the data is not there.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

HEADER_BYTES: Final = 8
ENTRY_BYTES: Final = 12
MOST_BELOW: Final = 16
"""So many directories below an entry are looked at."""

_TYPE_BYTES: Final = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4}
_INTEGERS: Final = {1: "B", 3: "H", 4: "I", 5: "I", 13: "I"}  # BYTE, SHORT, LONG, RATIONAL, IFD
_ORDERS: Final = {"little": "<", "big": ">"}
_ASCII, _LONGEST_TEXT = 2, 1000
# Olympus ("OR", "SR") and Panasonic ("U") write a number of their own where TIFF has 42.
_MAGICS: Final = (b"II*\0", b"MM\0*", b"IIRO", b"IIRS", b"MMOR", b"IIU\0")


@dataclass(frozen=True, slots=True)
class Entry:
    """One tag of a directory. ``at`` is where its 12 bytes are, ``value_at`` and ``size`` where its value is and how long:
    within the entry itself when it is short. ``outside``: the value lies, at least in part, where there is no data.
    """

    tag: int
    kind: int
    count: int
    at: int
    value_at: int
    size: int
    outside: bool


@dataclass(frozen=True, slots=True)
class Directory:
    """``at`` is where its number of entries is, ``next_at`` where it says which directory follows."""

    at: int
    entries: tuple[Entry, ...]

    @property
    def next_at(self) -> int:
        """Behind the last entry."""
        return self.at + 2 + ENTRY_BYTES * len(self.entries)

    def get(self, tag: int) -> Entry | None:
        """The first entry with that tag."""
        return next((entry for entry in self.entries if entry.tag == tag), None)


class Tiff:
    """A TIFF that begins at ``base`` in ``data``; all places are places in ``data``. ``None`` from ``of`` when there is none."""

    def __init__(self, data: bytes | bytearray, base: int, order: Literal["little", "big"]) -> None:
        self.data = data
        self.base = base
        self.order = order

    @classmethod
    def of(cls, data: bytes | bytearray, base: int = 0) -> Tiff | None:
        """The TIFF whose header is at ``base``."""
        if bytes(data[base : base + 4]) not in _MAGICS or len(data) < base + HEADER_BYTES:
            return None
        return cls(data, base, "little" if data[base : base + 2] == b"II" else "big")

    def number(self, at: int, size: int) -> int:
        """The unsigned number of ``size`` bytes at ``at``."""
        return int.from_bytes(self.data[at : at + size], self.order)

    @property
    def first(self) -> Directory | None:
        """The directory that the header names."""
        return self.directory(self.base + self.number(self.base + 4, 4))

    def directory(self, at: int) -> Directory | None:
        """The directory at that place; None where there is no data for the whole of it."""
        count = self.number(at, 2)
        if at < self.base + HEADER_BYTES or not count or at + 2 + count * ENTRY_BYTES > len(self.data):
            return None
        places = range(at + 2, at + 2 + count * ENTRY_BYTES, ENTRY_BYTES)
        return Directory(at, tuple(self._entry(place) for place in places))

    def following(self, directory: Directory) -> Directory | None:
        """The directory that comes after ``directory``."""
        offset = self.number(directory.next_at, 4)
        return self.directory(self.base + offset) if offset else None

    def chain(self, first: Directory | None, most: int = 8) -> Iterator[Directory]:
        """``first`` and those that follow, at most ``most``: a chain may bite its own tail."""
        seen: set[int] = set()
        while first is not None and first.at not in seen and len(seen) < most:
            seen.add(first.at)
            yield first
            first = self.following(first)

    def numbers(self, entry: Entry | None, most: int = 8192) -> tuple[int, ...]:
        """The values of an entry of whole numbers, of fractions their two numbers each; none of an entry of anything else.

        At most ``most``: a photo of 60 megapixels has 6,336 rows, each of which may be a strip.
        """
        if entry is None or entry.kind not in _INTEGERS or entry.outside:
            return ()
        letter = _INTEGERS[entry.kind]
        count = min(most, entry.size // struct.calcsize(f"={letter}"))
        found: tuple[int, ...] = struct.unpack_from(f"{_ORDERS[self.order]}{count}{letter}", self.data, entry.value_at)
        return found

    def text(self, entry: Entry | None) -> str:
        """The value of an entry of text, up to its first NUL and at most 1000 bytes; as much of it as there is."""
        if entry is None or entry.kind != _ASCII:
            return ""
        value = bytes(self.data[entry.value_at : entry.value_at + min(entry.size, _LONGEST_TEXT)])
        return value.split(b"\0")[0].decode("utf-8", "replace").strip()

    def below(self, entry: Entry | None) -> Iterator[Directory]:
        """The directories that the entry points to, at most ``MOST_BELOW``."""
        for offset in self.numbers(entry, MOST_BELOW):
            directory = self.directory(self.base + offset)
            if directory is not None:
                yield directory

    def _entry(self, at: int) -> Entry:
        kind, count = self.number(at + 2, 2), self.number(at + 4, 4)
        size = _TYPE_BYTES.get(kind, 0) * count
        value_at = at + 8 if size <= 4 else self.base + self.number(at + 8, 4)
        return Entry(self.number(at, 2), kind, count, at, value_at, size, value_at + size > len(self.data))
