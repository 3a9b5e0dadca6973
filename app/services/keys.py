"""Which key is whose. One an event, and one a search: the face data of a guest opens with both together, so that a withdrawal
ends one search, and the deletion of an event all of its searches, each by the destruction of a single key.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from app.services.deps import Deps
from app.store import events, searches
from app.store.documents import Event

_EVENT: Final = "event-"
_SEARCH: Final = "search-"
_BEING_MADE: Final = timedelta(minutes=10)
"""A key is made moments before what it belongs to is written."""

_log = logging.getLogger(__name__)


def event_key(event: Event) -> str:
    """Faces and index snapshots of the event are sealed under it."""
    return f"{_EVENT}{event.key_id}"


def search_key(search_id: str) -> str:
    """Made with the search, before it is written; destroyed when it is over."""
    return f"{_SEARCH}{search_id}"


def keys_of_search(event: Event, search_id: str) -> tuple[str, str]:
    """Template and matches' places of a search are sealed under both together."""
    return event_key(event), search_key(search_id)


async def destroy_what_ended(deps: Deps, now: datetime) -> int:
    """Destroy the keys of events and searches that are over, where a crash came between the mark and the key, and keys that
    were made for something that was then never written. Returns how many.

    A key without a document is left alone for ten minutes: what it belongs to may be written this very moment. Where the
    database knows not one of the keys it is not the one that they were made for, and none of them is touched.
    """
    present = await deps.keys.names()
    living, over = await _known(present)
    unknown = present - living - over
    if unknown and not living and not over:
        _log.error("the database knows none of the %d keys in %s: is it the right one?", len(unknown), deps.keys.about().detail)
        return 0
    stray = over | {name for name in unknown if await _is_old(deps, name, now)}
    if stray:
        await deps.keys.destroy(*sorted(stray))
        _log.info("destroyed %d keys of what is over", len(stray))
    return len(stray)


async def _known(names: Iterable[str]) -> tuple[set[str], set[str]]:
    """Those of the names whose events and searches go on, and those whose have ended."""
    of_events = {name.removeprefix(_EVENT): name for name in names if name.startswith(_EVENT)}
    of_searches = {name.removeprefix(_SEARCH): name for name in names if name.startswith(_SEARCH)}
    living: set[str] = set()
    over: set[str] = set()
    for key_id, deleted in (await events.key_ids()).items():
        if key_id in of_events:
            (over if deleted else living).add(of_events[key_id])
    for search_id, (state, _) in (await searches.seen(of_searches)).items():
        (living if state in searches.OPEN else over).add(of_searches[search_id])
    return living, over


async def _is_old(deps: Deps, name: str, now: datetime) -> bool:
    made_at = await deps.keys.made_at(name)
    return made_at is not None and made_at < now - _BEING_MADE
