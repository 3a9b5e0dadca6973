"""Moments as everything here keeps them (aware, UTC, whole milliseconds) and as JSON has them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import overload


def utc_now() -> datetime:
    """Now, aware, cut to the millisecond that BSON keeps, so that what was written equals what is read."""
    now = datetime.now(UTC)
    return now - timedelta(microseconds=now.microsecond % 1000)


@overload
def rfc3339(moment: datetime) -> str: ...
@overload
def rfc3339(moment: datetime | None) -> str | None: ...
def rfc3339(moment: datetime | None) -> str | None:
    """An aware moment as RFC 3339 has it, UTC as ``Z``; None stays None."""
    return moment.isoformat().replace("+00:00", "Z") if moment else None
