"""The difference between an original and what guests get of it, small enough to be kept beside it."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass
from typing import Final

_BLOCK: Final = 512  # bytes: 10 MB are compared in some milliseconds, and a piece has little that is as it was
_LENGTH: Final = struct.Struct("<Q")
_PIECE: Final = struct.Struct("<QI")  # place and size


@dataclass(frozen=True, slots=True)
class Changes:
    """The file ends after ``length`` bytes, and each of ``pieces`` (place and bytes, in order) lies over what is there."""

    length: int
    pieces: tuple[tuple[int, bytes], ...]

    @classmethod
    def between(cls, original: bytes, changed: bytes | bytearray) -> Changes:
        """What makes ``changed``, which is no longer, of ``original``."""
        ranges: list[tuple[int, int]] = []
        for at in range(0, len(changed), _BLOCK):
            block = changed[at : at + _BLOCK]  # a view would be compared number by number, at ten times the time
            if original[at : at + len(block)] != block:
                start = ranges.pop()[0] if ranges and ranges[-1][1] == at else at
                ranges.append((start, at + len(block)))
        return cls(len(changed), tuple((start, bytes(changed[start:end])) for start, end in ranges))

    @classmethod
    def unpacked(cls, packed: bytes) -> Changes:
        """From ``packed``. Raises ``ValueError`` for what is none."""
        length, at, pieces = length_of(packed), 0, []
        try:
            content = zlib.decompress(packed[_LENGTH.size :])
            while at < len(content):
                place, size = _PIECE.unpack_from(content, at)
                at += _PIECE.size + size
                pieces.append((place, content[at - size : at]))
        except (zlib.error, struct.error) as error:
            raise ValueError("no changes of a file") from error
        return cls(length, tuple(pieces))

    def packed(self) -> bytes:
        """As a few bytes: most of what lies over an original are zeros."""
        pieces = b"".join(_PIECE.pack(at, len(content)) + content for at, content in self.pieces)
        return _LENGTH.pack(self.length) + zlib.compress(pieces)

    def over(self, chunk: bytes, start: int) -> bytes:
        """The part of the file that was ``chunk`` and begins at ``start``; the end is the caller's."""
        changed = bytearray(chunk)
        for at, content in self.pieces:
            first, last = max(at, start), min(at + len(content), start + len(chunk))
            if first < last:
                changed[first - start : last - start] = content[first - at : last - at]
        return bytes(changed)


def length_of(packed: bytes) -> int:
    """The ``length`` of changes that are packed. Raises ``ValueError`` for what is none."""
    if len(packed) < _LENGTH.size:
        raise ValueError("no changes of a file")
    length: int = _LENGTH.unpack_from(packed)[0]
    return length
