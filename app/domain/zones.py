"""Clocks and days of the place where an event is: its time zone, by its IANA name (``Europe/Paris``)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Final
from zoneinfo import ZoneInfo, available_timezones

FURTHEST_AHEAD: Final = timedelta(hours=14)
"""So far before UTC a day begins where it begins first."""

_OF_NO_PLACE: Final = frozenset({"Factory", "localtime"})


def zone_name(name: str) -> str:
    """The name of a time zone; raises ``ValueError`` for anything else."""
    if name not in _names():
        raise ValueError("must be the IANA name of a time zone, as Europe/Paris")
    return name


def is_over(day: date, zone: str, now: datetime) -> bool:
    """Is that day over in that time zone?"""
    return now.astimezone(ZoneInfo(zone)).date() > day


def in_utc(moment: datetime, zone: str) -> datetime | None:
    """``moment`` in UTC; a naive one is what a clock in that time zone showed.

    None in the first and last hours of the calendar, which only a clock shows that was never set.
    """
    aware = moment.replace(tzinfo=ZoneInfo(zone)) if moment.tzinfo is None else moment
    try:
        return aware.astimezone(UTC)
    except OverflowError:
        return None


@cache
def _names() -> frozenset[str]:
    return frozenset(available_timezones()) - _OF_NO_PLACE
