"""When a message to a webhook is tried again, and when a webhook is given up."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

PAUSES: Final = tuple(timedelta(seconds=seconds) for seconds in (5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400))
"""Between the tries of one message: the schedule that the Standard Webhooks specification recommends, three days in all."""
GIVE_UP_AFTER: Final = timedelta(days=3)
"""A webhook that took nothing for so long is disabled."""
_LONGEST_REST: Final = timedelta(minutes=10)


def next_try(attempts: int, now: datetime) -> datetime | None:
    """When a message is tried again that failed so many times; None: not any more."""
    return now + PAUSES[attempts - 1] if attempts <= len(PAUSES) else None


def rest_of(failures: int, now: datetime) -> datetime:
    """Until when nothing is sent to a webhook that failed so many times in a row, whatever the message: 5, 10, 20 s … 10 min."""
    return now + min(PAUSES[0] * 2.0 ** min(failures - 1, 20), _LONGEST_REST)


def is_given_up(failing_since: datetime | None, now: datetime) -> bool:
    """Has it taken nothing for too long?"""
    return failing_since is not None and now - failing_since >= GIVE_UP_AFTER
