"""The audit log: entries are only ever added.

It is read by stretches of time, the newest first and each twice as long as the one before: SecantusDB finds by an index what is
asked for by its very fields, and a sorted limit over a whole log is not pushed into one.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from pymongo.errors import DuplicateKeyError

from app.domain.times import utc_now
from app.store.documents import AuditEntry
from app.store.queries import documents_meeting_both, note_new

_MOST_NAMING: Final = 10_000
_FIRST_STRETCH: Final = timedelta(minutes=5)
_BEGINNING: Final = datetime(2000, 1, 1, tzinfo=UTC)
_INSTANT: Final = timedelta(milliseconds=1)
_CLOCKS_DIFFER: Final = timedelta(days=1)
_WHOLE_ACTOR: Final = re.compile(r"system|[a-z]+:([0-9a-f]{24}|anonymous)")


async def add(entry: AuditEntry) -> None:
    """Add the entry."""
    await entry.insert()


async def note(entry: AuditEntry) -> None:
    """Add the entry, on the disk as soon as what is written next and waits for it."""
    await note_new(entry)


async def add_once(entry: AuditEntry) -> None:
    """Add the entry, unless one with its id is there."""
    with suppress(DuplicateKeyError):
        await entry.insert()


@dataclass(frozen=True, slots=True)
class Filters:
    """Which entries are wanted; what is not given does not matter. ``actor`` may be a beginning.

    ``words`` are looked for in actor, action and target; ``accounts`` are ids that count as if they contained them.
    """

    actor: str = ""
    actions: Collection[str] | None = None
    event_id: int | None = None
    since: datetime | None = None
    until: datetime | None = None
    words: str = ""
    accounts: Collection[str] = ()


async def page(filters: Filters, place: tuple[datetime, str] | None, limit: int) -> list[AuditEntry]:
    """Entries after ``place`` (when made, id), the newest first."""
    now = utc_now()
    end = min(moment for moment in (filters.until, place and place[0], now + _CLOCKS_DIFFER) if moment)
    # What is asked for is "later than": the first instant itself belongs to it.
    beginning = max(_BEGINNING, filters.since) - _INSTANT if filters.since else _BEGINNING
    rest = _conditions(filters, place)
    found: list[AuditEntry] = []
    stretch = _FIRST_STRETCH
    while len(found) < limit and end > beginning:
        begin = max(beginning, min(end, now) - stretch)
        for indexed in _indexed(filters):
            found += await _read({**indexed, "created_at": {"$gt": begin, "$lte": end}}, rest, limit)
        end, stretch = begin, 2 * stretch
    return sorted(found, key=lambda entry: (entry.created_at, entry.id), reverse=True)[:limit]


async def naming(event_id: int, targets: Collection[str], actor: str | None) -> list[AuditEntry]:
    """Entries of an event about one of these, or by that actor; the oldest first."""
    wanted = [{"target": {"$in": list(targets)}}, *([{"actor": actor}] if actor else [])]
    found = await _read({"event_id": event_id}, {"$or": wanted}, _MOST_NAMING)
    return found[::-1]


async def of_event(event_id: int) -> list[AuditEntry]:
    """All entries of an event, the oldest first."""
    found = await AuditEntry.find({"event_id": event_id}).to_list()
    return sorted(found, key=lambda entry: (entry.created_at, entry.id))


def _indexed(filters: Filters) -> list[dict[str, Any]]:
    """What an index begins with; of several conditions any entry meets one at most."""
    if filters.event_id is not None:
        return [{"event_id": filters.event_id}]
    if _WHOLE_ACTOR.fullmatch(filters.actor):
        return [{"actor": filters.actor}]
    if filters.actions is not None:
        return [{"action": action} for action in filters.actions]
    return [{}]


async def _read(indexed: Mapping[str, Any], rest: Mapping[str, Any], limit: int) -> list[AuditEntry]:
    newest = ({"$sort": {"created_at": -1, "_id": -1}}, {"$limit": limit})
    return await documents_meeting_both(AuditEntry, indexed, rest, *newest)


def _conditions(filters: Filters, place: tuple[datetime, str] | None) -> dict[str, Any]:
    conditions: list[dict[str, Any]] = []
    if filters.actor:
        conditions.append({"actor": {"$regex": f"^{re.escape(filters.actor)}"}})
    if filters.actions is not None:
        conditions.append({"action": {"$in": list(filters.actions)}})
    if filters.words:
        conditions.append({"$or": _mentioning(filters)})
    if place is not None:
        conditions.append({"$or": [{"created_at": {"$lt": place[0]}}, {"created_at": place[0], "_id": {"$lt": place[1]}}]})
    return {"$and": conditions} if conditions else {}


def _mentioning(filters: Filters) -> list[dict[str, Any]]:
    part = {"$regex": re.escape(filters.words), "$options": "i"}
    known = {"$in": [f"user:{user_id}" for user_id in filters.accounts]}
    return [{"actor": part}, {"action": part}, {"target": part}, {"actor": known}, {"target": known}]
