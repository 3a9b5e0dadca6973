"""What is made of an original for guests, who get it cleaned (``app.domain.cleaning``)."""

from __future__ import annotations

import struct
from dataclasses import dataclass

from app.domain.cleaning.exif import orientation_at, plain_exif
from app.domain.cleaning.jpeg import EXIF
from app.domain.cleaning.originals import cleaned, film_bytes
from workers.images.raw import Embedded
from workers.images.reading import LoadedPhoto


@dataclass(frozen=True, slots=True)
class ForGuests:
    """``changes`` are those of the original, packed, and empty where nobody can say; of a RAW file there is a ``jpeg`` instead,
    unless that cannot be cleaned. ``film`` is how many bytes of the original are one, and ``picture_ends`` where they begin."""

    changes: bytes | None
    jpeg: bytes | None = None
    film: int = 0
    picture_ends: int = 0


def for_guests(data: bytes, photo: LoadedPhoto) -> ForGuests:
    """Of the original ``data``, which was read as ``photo``."""
    if photo.embedded is not None:
        return ForGuests(None, _cleaned_jpeg(photo.embedded))
    changes = cleaned(data)
    if changes is None:
        return ForGuests(b"")
    return ForGuests(changes.packed(), film=film_bytes(data, changes), picture_ends=changes.length)


def _cleaned_jpeg(embedded: Embedded) -> bytes | None:
    """The picture of a RAW file, which says itself how it lies."""
    changes = cleaned(embedded.jpeg)
    if changes is None:
        return None
    jpeg = bytearray(changes.over(embedded.jpeg[: changes.length], 0))
    start = jpeg.find(EXIF, 0, 1 << 16) + len(EXIF)
    at = orientation_at(jpeg, start) if start >= len(EXIF) else None
    if at is not None:
        jpeg[at : at + 2] = embedded.orientation.to_bytes(2, "little" if jpeg[start : start + 2] == b"II" else "big")
    elif embedded.orientation != 1:
        exif = EXIF + plain_exif(embedded.orientation)
        jpeg[2:2] = b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif
    return bytes(jpeg)
