"""Counters of events, kept beside the work and never in its way: what cannot be counted now is counted by the keeper."""

from __future__ import annotations

import logging
from contextlib import suppress
from datetime import datetime

from pymongo.errors import PyMongoError

from app.errors import Unavailable
from app.store import stats

_log = logging.getLogger(__name__)


async def count(event_id: int, finished_at: datetime | None = None, /, **steps: int) -> None:
    """``stats.count``; where that fails the counters are doubted, and nothing is raised."""
    try:
        await stats.count(event_id, finished_at, **steps)
    except (Unavailable, PyMongoError):
        _log.warning("a step of the counters of event %s is lost; they are counted anew", event_id, exc_info=True)
        await doubt(event_id)


async def doubt(event_id: int) -> None:
    """The counters may be off by what a crash cut off: they are said to be uncertain until the keeper has counted anew."""
    with suppress(Unavailable, PyMongoError):
        await stats.doubt(event_id)
