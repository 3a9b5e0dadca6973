"""Names of files that every system can keep and unpack."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Final

from app.domain.text import cut

LONGEST_BYTES: Final = 255
"""Of a name in UTF-8: what Linux, macOS and ZIP tools take (NAME_MAX); Windows counts 255 UTF-16 units, which are never more."""

_LONGEST_SUFFIX: Final = 10  # a longer one is no kind of file but a part of the name
# Separators and what Windows refuses in a name, and all control characters.
_UNSAFE: Final = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*\u2028\u2029\u202a-\u202e\u2066-\u2069]')
_RESERVED: Final = re.compile(r"(?i)^(con|prn|aux|nul|com\d|lpt\d)(\.|$)")


def safe_names(names: Sequence[str]) -> list[str]:
    """File names that every system can unpack, in the same order, each different from the others (case aside).

    In Unicode's composed form and at most ``LONGEST_BYTES`` long; what is too long loses the end of its stem, never its ending.
    """
    taken: set[str] = set()
    numbers: dict[str, int] = {}  # the last of each name: of thousands with the same name none tries all numbers again
    safe: list[str] = []
    for name in names:
        stem, suffix = parts(name)
        candidate = fitted(stem, suffix)
        plain = candidate.casefold()
        number = numbers.get(plain, 1)
        while candidate.casefold() in taken:
            number += 1
            candidate = fitted(stem, f" ({number}){suffix}")
        numbers[plain] = number
        taken.add(candidate.casefold())
        safe.append(candidate)
    return safe


def parts(name: str) -> tuple[str, str]:
    """Stem (``photo`` when nothing is left) and ending (with its dot, or empty) of ``name``, without folders or unsafe signs."""
    base = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    cleaned = _UNSAFE.sub("_", base).strip(" .") or "photo"
    if _RESERVED.match(cleaned):
        cleaned = f"_{cleaned}"
    stem, _, suffix = cleaned.rpartition(".")
    if not stem or len(suffix) > _LONGEST_SUFFIX:
        return cleaned, ""
    return stem.rstrip(), f".{suffix}"


def fitted(stem: str, ending: str) -> str:
    """``stem`` cut so that it fits with ``ending`` behind it."""
    room = LONGEST_BYTES - len(ending.encode())
    return (cut(stem, room).rstrip(" .") or "photo") + ending
