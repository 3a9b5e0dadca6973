"""What the keeper does for all searches: ends those whose time is over, and sees to what a crash left behind."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from app import jobs
from app.domain.vocabulary import SearchStage
from app.services import matching, searches
from app.services.deps import Deps
from app.store import matches
from app.store import searches as search_store

_STUCK_AFTER: Final = timedelta(seconds=20)
_UNANNOUNCED_AFTER: Final = timedelta(seconds=30)


async def expire_due(deps: Deps, now: datetime) -> int:
    """End searches whose time is over: template and matches are erased; returns how many."""
    due = await search_store.due(now)
    for search in due:
        if await search_store.advance(search.id, SearchStage.EXPIRED):
            await searches.erase_faces(deps, search.id)
            await searches.publish_stage(deps, search.id, SearchStage.EXPIRED)
    return len(due)


async def requeue_stuck(deps: Deps, now: datetime) -> int:
    """Queue searches again whose job was lost (Redis forgot it, or a crash came before it was queued); returns how many."""
    waiting = await search_store.in_state(*search_store.UNFINISHED, untouched_since=now - _STUCK_AFTER)
    known = await deps.queue.waiting([jobs.run_search(search.id).id for search in waiting])
    lost = [search.id for search in waiting if jobs.run_search(search.id).id not in known]
    for search_id in lost:
        await deps.queue.enqueue(jobs.run_search(search_id))
    return len(lost)


async def requeue_looks(deps: Deps, now: datetime) -> int:
    """The same for searches that are to be looked for again."""
    waiting = await search_store.waiting_to_look(now - _STUCK_AFTER)
    for search in waiting:
        await deps.queue.enqueue(jobs.look_again(search.id, search.looks))
    return len(waiting)


async def requeue_added(deps: Deps, now: datetime) -> int:
    """The same for searches whose added selfies wait; where those are gone, a worker says so."""
    waiting = await search_store.waiting_with_added(now - _STUCK_AFTER)
    for search in waiting:
        await deps.queue.enqueue(jobs.take_selfies(search.id, search.added))
    return len(waiting)


async def requeue_scans(deps: Deps, now: datetime) -> int:
    """The same for live searches for which the photos of an event that stores no faces are looked at again."""
    waiting = await search_store.waiting_to_scan(now - _STUCK_AFTER)
    for event_id in sorted({search.event_id for search in waiting}):
        await deps.queue.enqueue(jobs.scan_event(event_id))
    return len(waiting)


async def announce_missed(deps: Deps, now: datetime) -> int:
    """Publish matches that were written by a worker which died before it could say so; returns how many."""
    return await matching.announce_missed(deps, await matches.unannounced(now - _UNANNOUNCED_AFTER))
