"""When a guest who asked for it is told, by mail or push, that there are new photos of her."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from app.domain import zones
from app.domain.vocabulary import LetterKind

AT_MOST_EVERY: Final = timedelta(hours=1)
QUIET_FOR: Final = timedelta(hours=24)
"""An event is complete when its day is over and nothing has come for so long."""


@dataclass(frozen=True, slots=True)
class Known:
    """Where telling one guest stands. ``new`` photos may be told of, the first of which was found ``new_since``; ``told_at``: the
    last time, None before the first; ``complete_at``: when the event is, or will be if nothing else comes; None: not in sight;
    ``ended``: she was told that it is."""

    new: int
    new_since: datetime | None
    told_at: datetime | None
    complete_at: datetime | None
    ended: bool


@dataclass(frozen=True, slots=True)
class Due:
    """Tell ``now``, if not None; ``again_at`` is when to ask once more. None: when something new comes, or the event is over."""

    now: LetterKind | None
    again_at: datetime | None


def due(known: Known, soon: timedelta, now: datetime) -> Due:
    """The first new photo soon, then at most one an hour, and a last one when the event is complete: also where none was found,
    because somebody waits for it. ``soon`` after a photo those that came with it are told of at once, and those that an open page
    has shown meanwhile are not."""
    free_at = known.told_at + AT_MOST_EVERY if known.told_at else now
    if known.complete_at and known.complete_at <= now and not known.ended:
        return Due(LetterKind.LAST, None) if free_at <= now else Due(None, free_at)
    if not known.new:
        return Due(None, None)
    next_at = max((known.new_since or now) + soon, free_at)
    if next_at > now:
        return Due(None, next_at)
    return Due(LetterKind.MORE if known.told_at else LetterKind.FIRST, None)


def complete_at(day: date | None, zone: str, last_photo_at: datetime | None) -> datetime | None:
    """When an event of that day is complete, if no other photo comes after the last one; None where there is none yet."""
    if last_photo_at is None:
        return None
    over = zones.in_utc(datetime.combine(day + timedelta(days=1), time()), zone) if day and day < date.max else None
    return max(over, last_photo_at) + QUIET_FOR if over else last_photo_at + QUIET_FOR
