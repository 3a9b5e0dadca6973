"""When a photo was taken, as far as its camera's clock can be believed."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

_FIRST_CAMERAS: Final = 1990
"""A digital photo from before is one whose clock was never set: they begin at 1970, 1980 or 1904."""

_ZONES: Final = timedelta(hours=26)
"""A clock that names no offset may be of any time zone: from UTC-12 to UTC+14."""


def is_doubtful(taken_at: datetime | None, arrived_at: datetime) -> bool:
    """Whether the time (aware) is one that the photo cannot have been taken at: after it arrived, or before there were such
    cameras.
    """
    return taken_at is not None and (taken_at > arrived_at + _ZONES or taken_at.year < _FIRST_CAMERAS)


def moment(taken_at: datetime | None, arrived_at: datetime) -> datetime | None:
    """Where the photo belongs in time: when it was taken or, where that is in doubt, when it arrived. None when nobody knows."""
    return arrived_at if is_doubtful(taken_at, arrived_at) else taken_at
