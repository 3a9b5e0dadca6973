"""Which searches somebody looks at right now: each web process says so for the pages that are open at it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from typing import Final

from app.background import alongside, every
from app.services.deps import Deps
from app.store import insights
from app.topics import search_of

_EVERY_S: Final = 2.0
_LEAVE_WITHIN_S: Final = 2.0

_log = logging.getLogger(__name__)


@asynccontextmanager
async def reporting_audience(deps: Deps, process_id: str, topics: Callable[[], Iterable[str]]) -> AsyncIterator[None]:
    """While inside, the searches among the topics that somebody listens to at this process count as looked at.

    Asks for the topics every two seconds: sockets that come and go are not held up by it.
    """
    audience = _Audience(deps, process_id)

    async def tell() -> None:
        await audience.tell({search_id for topic in topics() if (search_id := search_of(topic))})

    try:
        async with alongside(every(_EVERY_S, tell, _not_told), "audience"):
            yield
    finally:
        await audience.leave()


def _not_told(error: Exception) -> None:
    """A backend is away: what was said before expires, as it should."""
    _log.debug("open pages not told: %s", type(error).__name__)


class _Audience:
    def __init__(self, deps: Deps, process_id: str) -> None:
        self._deps = deps
        self._process_id = process_id
        self._event_of: dict[str, int] = {}
        self._told: set[int] = set()

    async def leave(self) -> None:
        """Nobody looks at anything here any more."""
        try:
            async with asyncio.timeout(_LEAVE_WITHIN_S):
                await self.tell(set())
        except Exception as error:  # it expires
            _log.debug("open pages not taken back: %s", type(error).__name__)

    async def tell(self, search_ids: set[str]) -> None:
        """Somebody looks at exactly these searches here."""
        unknown = search_ids - self._event_of.keys()
        found = await insights.events_of(unknown) if unknown else {}
        self._event_of = {search_id: event for search_id, event in (self._event_of | found).items() if search_id in search_ids}
        open_pages: dict[int, list[str]] = {event_id: [] for event_id in self._told}
        for search_id, event_id in self._event_of.items():
            open_pages.setdefault(event_id, []).append(search_id)
        for event_id, ids in open_pages.items():
            await self._deps.presence.watch(self._process_id, event_id, ids)
        self._told = {event_id for event_id, ids in open_pages.items() if ids}
