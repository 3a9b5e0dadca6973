"""A reader's place in a list, as an opaque word that goes through a URL. What an order is by makes its kind of cursor."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final, Generic, TypeVar

Place = TypeVar("Place")

_START: Final = datetime(1970, 1, 1, tzinfo=UTC)
_UNIT: Final = timedelta(milliseconds=1)
_ID: Final = r"[0-9A-Za-z_-]{1,64}"


@dataclass(frozen=True, slots=True)
class Cursor(Generic[Place]):
    """One kind. ``pattern`` is what ``of`` makes; anything that fits can be read."""

    pattern: str
    of: Callable[[Place], str]
    _read: Callable[[str], Place]

    def place(self, cursor: str) -> Place:
        """What ``cursor`` stands for; raises ``ValueError`` for one that does not fit."""
        if not re.fullmatch(self.pattern, cursor):
            raise ValueError("not a cursor of this list")
        return self._read(cursor)


def _moment_of(cursor: str) -> tuple[datetime, str]:
    milliseconds, _, item_id = cursor.partition(".")
    return _START + int(milliseconds) * _UNIT, item_id


def _size_of(cursor: str) -> tuple[int, int]:
    size, _, number = cursor.partition(".")
    return int(size), int(number)


def _score_of(cursor: str) -> tuple[float, str]:
    score, _, item_id = cursor.partition("~")
    return float(score), item_id


BY_NUMBER: Final[Cursor[int]] = Cursor(r"^[0-9]{1,15}$", str, int)
"""Numbered things: the number of the last one that was seen, or of the first one to come."""
BY_MOMENT: Final[Cursor[tuple[datetime, str]]] = Cursor(
    rf"^[0-9]{{1,14}}\.{_ID}$", lambda place: f"{(place[0] - _START) // _UNIT}.{place[1]}", _moment_of
)
"""When a thing was made (aware; whole milliseconds), and its id."""
BY_SIZE: Final[Cursor[tuple[int, int]]] = Cursor(r"^[0-9]{1,18}\.[0-9]{1,9}$", lambda place: f"{place[0]}.{place[1]}", _size_of)
"""How large a numbered thing is, and its number."""
BY_SCORE: Final[Cursor[tuple[float, str]]] = Cursor(
    rf"^-?[0-9]+(?:\.[0-9]+)?(?:e-[0-9]{{1,3}})?~{_ID}$", lambda place: f"{place[0]!r}~{place[1]}", _score_of
)
"""What a thing is sorted by, a finite number between -1 and 1, and its id."""
