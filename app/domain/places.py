"""A reader's place in a list that is sorted by time, newest first, as an opaque word that goes through a URL."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final

PATTERN: Final = r"^[0-9]{1,14}\.[0-9A-Za-z_-]{1,64}$"
"""What ``cursor_of`` makes; anything that fits can be read."""

_START: Final = datetime(1970, 1, 1, tzinfo=UTC)
_UNIT: Final = timedelta(milliseconds=1)


def cursor_of(moment: datetime, item_id: str) -> str:
    """The place of the item that was made at ``moment`` (aware; whole milliseconds) and has that id."""
    return f"{(moment - _START) // _UNIT}.{item_id}"


def place_of(cursor: str) -> tuple[datetime, str]:
    """The time and id that ``cursor`` (fitting ``PATTERN``) stands for."""
    milliseconds, _, item_id = cursor.partition(".")
    return _START + int(milliseconds) * _UNIT, item_id
