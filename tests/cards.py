"""A card out of a camera on which some of the files are broken, as cards that wear out or were pulled too early have them."""

from __future__ import annotations

import io
from collections.abc import Mapping
from itertools import cycle
from pathlib import Path

from PIL import Image

A_FOLDER = 100
"""So many files a camera puts into a folder."""
_TABLES, _NONE = b"\xff\xc4", b"\xff\xc5"
CODES: Mapping[str, str] = {
    "empty": "empty_file",
    "text": "unsupported_media_type",
    "cut": "truncated",
    "zeroed": "truncated",
    "no tables": "unreadable",
}
"""By which code what is wrong with a file is told."""


def write_card(folder: Path, files: int, broken: int) -> dict[str, str]:
    """Small photos, no two of them alike, in folders as a camera makes them; returns what is wrong with which (``CODES``)."""
    wrong: dict[str, str] = {}
    kinds = cycle(CODES)
    for number in range(files):
        name = f"DCIM/{100 + number // A_FOLDER}CANON/IMG_{number:04}.JPG"
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        data = _photo(number)
        if (number + 1) * broken // files > number * broken // files:
            wrong[name] = next(kinds)
            data = _broken(wrong[name], data)
        path.write_bytes(data)
    return wrong


def _photo(number: int) -> bytes:
    file = io.BytesIO()
    Image.effect_noise((96, 64), 40).convert("RGB").save(file, "JPEG", comment=str(number))
    return file.getvalue()


def _broken(kind: str, data: bytes) -> bytes:
    half = len(data) // 2
    return {
        "empty": b"",
        "text": b"not a photo any more",
        "cut": data[:half],
        "zeroed": data[:half] + bytes(len(data) - half),
        "no tables": data.replace(_TABLES, _NONE),
    }[kind]
