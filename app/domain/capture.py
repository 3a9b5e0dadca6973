"""When a photo was taken, as far as its camera's clock can be believed, put right or not."""

from __future__ import annotations

import math
from datetime import datetime, timedelta
from typing import Final

_FIRST_CAMERAS: Final = 1990
"""A digital photo from before is one whose clock was never set: they begin at 1970, 1980 or 1904."""

_AHEAD: Final = timedelta(days=1)
"""A clock may be set to another time zone than the event has, at most this far ahead of it."""


def is_doubtful(taken_at: datetime | None, arrived_at: datetime) -> bool:
    """Whether the time (aware) is one that the photo cannot have been taken at: more than a day after it arrived, or
    before there were such cameras.
    """
    return taken_at is not None and (taken_at > arrived_at + _AHEAD or taken_at.year < _FIRST_CAMERAS)


def moment(taken_at: datetime | None, arrived_at: datetime) -> datetime | None:
    """Where the photo belongs in time: when it was taken or, where that is in doubt, when it arrived. None when nobody knows."""
    return arrived_at if is_doubtful(taken_at, arrived_at) else taken_at


def place(taken_at: datetime | None, arrived_at: datetime) -> float:
    """The moment as a number to sort by; of photos that nobody knows the moment of, one before all others."""
    at = moment(taken_at, arrived_at)
    return at.timestamp() if at else -math.inf
