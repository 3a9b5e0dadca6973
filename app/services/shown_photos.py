"""How long photos take to reach guests: pages say what they show, and what came live is timed.

The time runs from the arrival of the photo to the moment this process hears that it is shown, both by the server's clock. Only
a page that was listening when the match was made is timed: how long a phone slept says nothing about the service.

Pages also say what a guest has seen, in whatever way it came to them: that is not told to her by mail or push.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from app.background import alongside
from app.domain.times import utc_now
from app.services import alerts
from app.services.deps import Deps
from app.store import insights
from app.store.documents import match_id

_GATHER_S: Final = 0.5
_KEPT_WITHIN_S: Final = 2.0
# So many reports are looked up at a time; a page that sends more of them, or makes them up, only loses its own.
_MOST_OF_A_SEARCH: Final = 200
_MOST: Final = 5000
_MILLISECOND: Final = timedelta(milliseconds=1)

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Report:
    """A photo is shown, ``at`` that time, by a page that has been listening ``since``."""

    at: datetime
    since: datetime


class ShownPhotos:
    """``note`` never waits; what was noted is looked up and kept a moment later."""

    def __init__(self, deps: Deps) -> None:
        self._deps = deps
        self._waiting: dict[str, dict[str, _Report]] = {}
        self._count = 0
        self._seen: dict[str, set[str]] = {}
        self._seen_count = 0
        self._news = asyncio.Event()

    def note(self, search_id: str, photo_ids: Sequence[str], since: datetime) -> None:
        """A page that has been listening to this search since then shows these photos now."""
        reports = self._waiting.setdefault(search_id, {})
        report = _Report(utc_now(), since)
        for photo_id in photo_ids:
            if self._count < _MOST and len(reports) < _MOST_OF_A_SEARCH and photo_id not in reports:
                reports[photo_id] = report
                self._count += 1
        self._news.set()

    def note_seen(self, search_id: str, photo_ids: Sequence[str]) -> None:
        """The guest of this search has seen these photos."""
        if self._seen_count < _MOST:
            self._seen.setdefault(search_id, set()).update(photo_ids)
            self._seen_count += len(photo_ids)
        self._news.set()

    async def run(self) -> None:
        """Until cancelled. What cannot be kept is left out: it is a measurement, and spares a guest a mail."""
        while True:
            await self._news.wait()
            await asyncio.sleep(_GATHER_S)
            self._news.clear()
            await self.keep()

    async def keep(self) -> None:
        """Keep what was noted until now."""
        waiting, self._waiting, self._count = self._waiting, {}, 0
        seen, self._seen, self._seen_count = self._seen, {}, 0
        try:
            await alerts.note_seen(seen)
            await self._keep(waiting)
        except Exception as error:
            _log.debug("times of delivery not kept: %s", type(error).__name__)

    async def _keep(self, waiting: dict[str, dict[str, _Report]]) -> None:
        ids = [match_id(search_id, photo_id) for search_id, reports in waiting.items() for photo_id in reports]
        delays: dict[tuple[int, str], dict[str, int]] = {}
        for match in await insights.live_matches(ids):
            report = waiting[match.search_id][match.photo_id]
            if match.found_at >= report.since:
                took = max(0, (report.at - match.photo_at) // _MILLISECOND)
                delays.setdefault((match.event_id, match.search_id), {})[match.photo_id] = took
        for (event_id, search_id), delays_ms in delays.items():
            await self._deps.deliveries.note(event_id, search_id, delays_ms)


@asynccontextmanager
async def noting_shown_photos(deps: Deps) -> AsyncIterator[ShownPhotos]:
    """``ShownPhotos`` that are kept as long as the context lasts."""
    shown = ShownPhotos(deps)
    async with alongside(shown.run(), "shown photos"):
        yield shown
    with suppress(TimeoutError):
        async with asyncio.timeout(_KEPT_WITHIN_S):
            await shown.keep()
