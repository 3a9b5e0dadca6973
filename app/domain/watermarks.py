"""Watermarks: what an event lays over the pictures that guests get, where, how large and how strong."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import asdict, dataclass
from enum import StrEnum
from hashlib import sha256
from typing import Final

SMALLEST, LARGEST = 5, 100
"""Per cent of the picture's width, of a mark in one place; of one all over, of each time that it is there."""
FAINTEST, STRONGEST = 10, 100
LONGEST_TEXT: Final = 60

_ROOM: Final = 0.03  # between a mark and the edge, of the picture's shorter side
_APART, _ROWS_APART = 0.5, 0.4  # between marks that lie all over, and between their rows, of their own width
# What the subsets in static/vendor hold: Latin with its extensions and common signs; Arabic letters, digits and spaces.
_LATIN: Final = re.compile("[ -~\u00a1-\u024f\u1e00-\u1eff\u2013\u2014\u2018-\u201e\u2022\u2026\u20ac\u2122]+")
_ARABIC: Final = re.compile("[ \u060c\u061b\u061f\u0621-\u0652\u0660-\u0669\u0671-\u06d3]+")


class Place(StrEnum):
    """Where a mark lies; ``all_over`` again and again."""

    TOP_LEFT = "top_left"
    TOP_RIGHT = "top_right"
    CENTRE = "centre"
    BOTTOM_LEFT = "bottom_left"
    BOTTOM_RIGHT = "bottom_right"
    ALL_OVER = "all_over"


@dataclass(frozen=True, slots=True)
class Watermark:
    """``picture_id`` is the mark itself, a PNG of ``width`` by ``height`` pixels; ``size`` and ``opacity`` are per cent."""

    picture_id: str
    width: int
    height: int
    place: Place
    size: int
    opacity: int


def version_of(mark: Watermark) -> str:
    """What tells pictures with this mark from those with another."""
    return sha256(repr(sorted(asdict(mark).items())).encode()).hexdigest()[:16]


def mark_text(text: str) -> str:
    """A text that one of our typefaces can write: Latin or Arabic, not both. ``ValueError`` for one that is too long or has other
    letters."""
    text = unicodedata.normalize("NFC", " ".join(text.split()))
    if not text or len(text) > LONGEST_TEXT:
        raise ValueError(f"must have 1 to {LONGEST_TEXT} characters")
    if not (_LATIN.fullmatch(text) or _ARABIC.fullmatch(text)):
        raise ValueError("can be Latin or Arabic, not both; send a picture for anything else")
    return text


def is_arabic(text: str) -> bool:
    """Is it written from right to left?"""
    return _ARABIC.fullmatch(text) is not None


def size_on(mark: Watermark, width: int, height: int) -> tuple[int, int]:
    """Width and height in pixels of the mark on a picture of that size: ``size`` per cent of its width, and never higher than a
    third of it unless it is in the middle."""
    most_high = height if mark.place is Place.CENTRE else height / 3
    factor = min(width * mark.size / 100 / mark.width, most_high / mark.height)
    return max(1, round(mark.width * factor)), max(1, round(mark.height * factor))


def corners_on(mark: Watermark, width: int, height: int) -> list[tuple[int, int]]:
    """Where the mark's upper left corners lie on a picture of that size, as ``x, y``; unless it is all over, all of it is on
    the picture."""
    wide, high = size_on(mark, width, height)
    if mark.place is Place.ALL_OVER:
        across, down = round(wide * (1 + _APART)), round(high + wide * _ROWS_APART) + 1
        rows = range(0, height, down)
        return [(x, y) for row, y in enumerate(rows) for x in range(-(row % 2) * (across // 2), width, max(1, across))]
    room = round(min(width, height) * _ROOM)
    left, top = min(room, width - wide), min(room, height - high)
    right, bottom = max(0, width - wide - room), max(0, height - high - room)
    match mark.place:
        case Place.TOP_LEFT:
            corner = left, top
        case Place.TOP_RIGHT:
            corner = right, top
        case Place.BOTTOM_LEFT:
            corner = left, bottom
        case Place.BOTTOM_RIGHT:
            corner = right, bottom
        case _:
            corner = (width - wide) // 2, (height - high) // 2
    return [corner]
