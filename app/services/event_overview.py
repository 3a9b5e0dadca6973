"""All events as administrators see them, and how much room each takes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from time import monotonic
from typing import Final, Literal

from app.domain.cursors import BY_SIZE
from app.domain.permissions import Action, Caller
from app.services import blob_keys
from app.services.access import require
from app.services.deps import Deps
from app.store import event_overview as store
from app.store import stats, users
from app.store.documents import Event, EventSize, EventStats, User

Sort = Literal["newest", "size"]

_AGAIN_AFTER: Final = timedelta(minutes=1)
_SURELY_AFTER: Final = timedelta(days=1)
_MEASURING_S: Final = 5.0


@dataclass(frozen=True, slots=True)
class EventRow:
    """One event. ``owner`` is None when the account is gone, ``size`` when the event was not measured yet."""

    event: Event
    owner: User | None
    counted: EventStats
    size: EventSize | None


@dataclass(frozen=True, slots=True)
class EventTable:
    """A page of events; ``total_bytes`` is of all events that there are, on this page or not."""

    items: list[EventRow]
    next_cursor: str | None
    total_bytes: int


async def page(caller: Caller, *, words: str, sort: Sort, cursor: str | None, limit: int) -> EventTable:
    """Events whose name, number or owner ``words`` name, the newest or the largest first. Administrators only.

    ``cursor`` fits ``cursors.BY_SIZE``; among the newest all are of size 0.
    """
    require(caller, Action.ADMINISTER)
    sizes = await store.sizes()
    named = await store.owners() & set(await users.ids_containing(words)) if words else set()
    ids = await store.ids_matching(words, sorted(named))
    places = [(sizes[event_id].bytes if sort == "size" and event_id in sizes else 0, event_id) for event_id in ids]
    if cursor:
        last = BY_SIZE.place(cursor)
        places = [place for place in places if place < last]
    places.sort(reverse=True)
    shown = [event_id for _, event_id in places[:limit]]
    following = BY_SIZE.of(places[limit - 1]) if len(places) > limit else None
    return EventTable(await _rows(shown, sizes), following, sum(size.bytes for size in sizes.values()))


async def measure(deps: Deps, now: datetime) -> int:
    """Measure events in which something changed since they were measured, and forget those that are gone; returns how many
    were measured.

    What counts is every blob of the event as the store lists it: originals, previews, thumbnails, and also what a crash left
    behind. The faces' vectors are in the database and count nowhere. A large event is listed file by file, so one is measured
    at most once a minute, and a round does not take much longer than five seconds.
    """
    sizes, counters = await store.sizes(), await stats.all_events()
    await store.forget_sizes(sizes.keys() - {counted.id for counted in counters})
    due = [counted for counted in counters if _is_due(counted, sizes.get(counted.id), now)]
    due.sort(key=lambda counted: sizes[counted.id].measured_at.timestamp() if counted.id in sizes else 0)
    begun, done = monotonic(), 0
    while done < len(due) and monotonic() - begun < _MEASURING_S:
        counted = due[done]
        total = await deps.blobs.size(blob_keys.event_prefix(counted.id))
        await store.set_size(counted.id, total, _marks(counted), now)
        done += 1
    return done


def _is_due(counted: EventStats, size: EventSize | None, now: datetime) -> bool:
    if size is None:
        return True
    changed = _marks(counted) != size.counted
    return now - size.measured_at >= (_AGAIN_AFTER if changed else _SURELY_AFTER)


def _marks(counted: EventStats) -> Mapping[str, int]:
    """What is not the same any more when blobs came or went; but for one that goes as another comes."""
    return {"total": counted.total, "indexed": counted.indexed, "failed": counted.failed, "faces": counted.faces}


async def _rows(event_ids: list[int], sizes: Mapping[int, EventSize]) -> list[EventRow]:
    events = await store.of_ids(event_ids)
    counters = await store.stats_of(event_ids)
    owners = await users.by_ids({event.owner_id for event in events})
    return [
        EventRow(event, owners.get(event.owner_id), counters.get(event.id) or EventStats(id=event.id), sizes.get(event.id))
        for event in events
    ]
