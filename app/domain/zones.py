"""Clocks and days of the place where an event is: its time zone, by its IANA name (``Europe/Paris``)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Final
from zoneinfo import ZoneInfo, available_timezones

FURTHEST_AHEAD: Final = timedelta(hours=14)
"""So far before UTC a day begins where it begins first."""

_MORNING: Final = 6
"""An hour: from then on whoever has slept has changed the clock. Summer time begins and ends before it everywhere."""

_OF_NO_PLACE: Final = frozenset({"Factory", "localtime"})


def zone_name(name: str) -> str:
    """The name of a time zone; raises ``ValueError`` for anything else."""
    if name not in _names():
        raise ValueError("must be the IANA name of a time zone, as Europe/Paris")
    return name


def is_over(day: date, zone: str, now: datetime) -> bool:
    """Is that day over in that time zone?"""
    return now.astimezone(ZoneInfo(zone)).date() > day


def in_utc(shown: datetime, zone: str, *, overnight: bool = False) -> datetime | None:
    """When a clock in that time zone showed this (naive), in UTC.

    ``overnight``: a clock that nobody puts forward or back in the night. Until six in the morning it runs on as on the evening
    before, so that photos of a party keep their order when summer time begins or ends.

    None in the first and last hours of the calendar, which only a clock shows that was never set.
    """
    try:
        evening = shown - timedelta(hours=shown.hour + 4) if overnight and shown.hour < _MORNING else shown
        return (shown - _ahead(evening, zone)).replace(tzinfo=UTC)
    except OverflowError:
        return None


def _ahead(shown: datetime, zone: str) -> timedelta:
    """How far a clock of the zone is ahead of UTC while it shows this: the first time where it does so twice, and as it was
    before where it never does."""
    return ZoneInfo(zone).utcoffset(shown) or timedelta()


@cache
def _names() -> frozenset[str]:
    return frozenset(available_timezones()) - _OF_NO_PLACE
