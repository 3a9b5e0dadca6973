"""What has to change of an original before guests get it, whatever its format."""

from __future__ import annotations

import struct
from collections.abc import Callable, Mapping
from typing import Final

from app.domain.cleaning.boxes import clean_heif, clean_jxl
from app.domain.cleaning.changes import Changes
from app.domain.cleaning.chunks import clean_png, clean_webp
from app.domain.cleaning.exif import clean_tiff
from app.domain.cleaning.jpeg import clean_jpeg
from app.domain.cleaning.unclear import Unclear
from app.domain.image_formats import sniff

CLEANING_VERSION: Final = 1
"""Another number where another version would change files in another way: what was kept of before is made anew then."""

_WAYS: Final[Mapping[str, Callable[[bytearray], None]]] = {
    "image/jpeg": clean_jpeg,
    "image/png": clean_png,
    "image/webp": clean_webp,
    "image/heic": clean_heif,
    "image/heif": clean_heif,
    "image/avif": clean_heif,
    "image/tiff": clean_tiff,
    "image/jxl": clean_jxl,
}
_FILM: Final = b"ftyp"  # the first box of a film, which lies behind a JPEG as it is and behind a HEIC in a box of its own


def cleaned(data: bytes) -> Changes | None:
    """What makes a file for guests of the original ``data``: see ``app.domain.cleaning``. None when nobody can say, also of RAW.

    Takes twice the file's size in memory.
    """
    clean = _WAYS.get(sniff(data) or "")
    if clean is None:
        return None
    out = bytearray(data)
    try:
        clean(out)
    except (Unclear, IndexError, ValueError, struct.error):
        return None
    return Changes.between(data, out) if 0 < len(out) <= len(data) else None


def film_bytes(data: bytes, changes: Changes) -> int:
    """How long the film is that a phone has put behind the picture (a Motion Photo); 0 where there is none."""
    box = data.find(_FILM, changes.length) - 4
    return len(data) - max(box, changes.length) if box >= changes.length else 0
