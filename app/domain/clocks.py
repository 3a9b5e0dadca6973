"""From what a camera's clock showed to when that was: by the zone it told or the event's, then put right by an offset."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from app.domain import zones

LARGEST_OFFSET_S: Final = 100 * 366 * 24 * 3600
"""A clock that was never set may be a lifetime wrong, and not more."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a clock showed as a photo was taken (naive), and how many seconds that was ahead of UTC where the camera told so."""

    shown: datetime
    ahead_s: int | None = None


@dataclass(frozen=True, slots=True)
class Correction:
    """What puts a camera's clock right: seconds that are added. ``follows_summer_time``: it changes to and from summer time by
    itself in the night in which that begins or ends; other clocks are changed by hand, in the morning at the earliest."""

    offset_s: int = 0
    follows_summer_time: bool = False


def reading_of(moment: datetime) -> Reading:
    """What an aware or naive time from a photo says of the clock."""
    ahead = moment.utcoffset()
    return Reading(moment.replace(tzinfo=None), round(ahead.total_seconds()) if ahead is not None else None)


def by_the_clock(reading: Reading, zone: str, correction: Correction = Correction()) -> datetime | None:
    """When that was in UTC if the clock was right; None where it lies outside the calendar. A clock that tells no zone shows the
    time of the event's."""
    if reading.ahead_s is None:
        return zones.in_utc(reading.shown, zone, overnight=not correction.follows_summer_time)
    try:
        return (reading.shown - timedelta(seconds=reading.ahead_s)).replace(tzinfo=UTC)
    except OverflowError:
        return None


def taken_at(reading: Reading, zone: str, correction: Correction) -> datetime | None:
    """When the photo was taken, in UTC: by its clock, put right. None where it lies outside the calendar."""
    shot = by_the_clock(reading, zone, correction)
    try:
        return shot + timedelta(seconds=correction.offset_s) if shot else None
    except OverflowError:
        return None


def end_of_serial(serial: str) -> str:
    """As much of a body's serial number as tells it from another one: four signs, and never more than a third of it."""
    shown = min(4, len(serial) // 3)
    return serial[len(serial) - shown :]
