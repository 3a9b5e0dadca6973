"""When guests get to see the photos of an event: what its setting says, of a photo that comes and of one that waits."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

from app.domain.vocabulary import Release, Review

SHORTEST_MIN: Final = 1
LONGEST_MIN: Final = 1440
USUAL_MIN: Final = 10
"""Minutes for which a photo waits for a no."""


def release_for(release: Release, of_accounts: Mapping[str, Release], account_id: str | None, *, held: bool = False) -> Release:
    """What holds for a photo that the account sent (None: nobody knows who): the event's setting, unless that account has one of
    its own there. ``held``: a guest gave it, and the event holds those until somebody has approved them."""
    if held:
        return Release.APPROVED
    return of_accounts.get(account_id, release) if account_id else release


def review_of_new(release: Release) -> Review:
    """What a photo that comes now begins with."""
    return Review.NONE if release is Release.AT_ONCE else Review.WAITING


def due(release: Release, minutes: int, now: datetime) -> datetime | None:
    """Photos that are ready and wait since this moment or longer go out by themselves; None: none does.

    The setting counts as it is now, not as it was when a photo came: who tightens it stops what was on its way, and who gives the
    gate up lets go of all that waits.
    """
    match release:
        case Release.AT_ONCE:
            return now
        case Release.LATER:
            return now - timedelta(minutes=minutes)
        case Release.APPROVED:
            return None
