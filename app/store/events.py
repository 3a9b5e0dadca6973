"""Events, numbered 1, 2, 3, … without holes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date as Day  # noqa: N812 - as the documents call it
from datetime import datetime
from typing import Any, Final

import anyio
from anyio.lowlevel import RunVar
from pymongo import ReturnDocument
from pymongo.errors import DuplicateKeyError

from app.store.documents import Counter, Downloads, Event, EventStats

_COUNTER: Final = "events"
_turn: RunVar[anyio.Lock] = RunVar("numbering events")


async def insert_next(event: Event) -> Event:
    """Insert ``event`` under the next number; returns it with ``id`` set.

    As in ``logs``: a number is taken by the very insert that fills it, so a failed insert leaves no hole. The counter
    remembers the highest number taken: it saves the walk, and keeps the numbers of erased events from coming back.
    """
    async with _one_at_a_time():
        event.id = await _last_number() + 1
        while not await _inserted(event):
            event.id += 1
        await _remember(event.id)
    await EventStats.get_pymongo_collection().update_one({"_id": event.id}, {"$setOnInsert": {"total": 0}}, upsert=True)
    return event


async def visible(
    *, owner_id: str | None, guest_of: int | None, public: bool, everything: bool, before: int | None, limit: int
) -> Sequence[Event]:
    """Events that are not deleted and are owned, visited, public, or any at all; the newest first, ids under ``before``."""
    wanted: list[dict[str, Any]] = [{"owner_id": owner_id}] if owner_id else []
    wanted += [{"_id": guest_of}] if guest_of else []
    wanted += [{"visibility": "public"}] if public else []
    query: dict[str, Any] = {"deleted_at": None}
    if not everything:
        if not wanted:
            return []
        query["$or"] = wanted
    if before is not None:
        query["_id"] = {"$lt": before}
    return await Event.find(query).sort("-_id").limit(limit).to_list()


async def uncover(event_id: int, photo_id: str) -> Event | None:
    """The photo is the event's cover no longer; returns the event as it is then, or None when it had another cover or none."""
    changed = await Event.get_pymongo_collection().find_one_and_update(
        {"_id": event_id, "cover_photo_id": photo_id, "deleted_at": None},
        {"$set": {"cover_photo_id": None}},
        return_document=ReturnDocument.AFTER,
    )
    return Event.model_validate(changed) if changed is not None else None


async def kept_until_before(day: Day) -> Sequence[Event]:
    """Events whose last day lies before ``day`` and that are not deleted."""
    return await Event.find({"deleted_at": None, "keep_until": {"$ne": None, "$lt": day.isoformat()}}).to_list()


async def change(event_id: int, changes: dict[str, Any]) -> Event | None:
    """Set fields of an event that is not deleted; returns it as it is then."""
    if changes:
        await Event.find({"_id": event_id, "deleted_at": None}).update({"$set": changes})
    event = await Event.get(event_id)
    return event if event and not event.deleted_at else None


async def downloads_of(event_id: int) -> Downloads:
    """What guests of the event may take home; nothing when there is no such event (any more)."""
    event = await Event.get(event_id)
    return event.downloads if event and not event.deleted_at else Downloads.NONE


async def destroy(event_id: int, now: datetime, by: str, *, kept_until: Day | None = None) -> bool:
    """Mark the event as deleted by ``by`` and destroy its data key in one write; False when that was done before.

    With ``kept_until`` only if that is its last day still: it may have been kept for longer this very moment.
    """
    condition = {"_id": event_id, "deleted_at": None} | ({"keep_until": kept_until.isoformat()} if kept_until else {})
    change = {"deleted_at": now, "deleted_by": by, "data_key": None}
    done = await Event.get_pymongo_collection().update_one(condition, {"$set": change})
    return bool(done.modified_count)


async def note_erased(event_id: int, now: datetime) -> None:
    """All that a deleted event had left was removed."""
    await Event.get_pymongo_collection().update_one({"_id": event_id}, {"$set": {"erased_at": now}})


async def to_erase(since: datetime) -> Sequence[Event]:
    """Deleted events that were not erased yet, and all that were deleted after ``since``."""
    return await Event.find({"deleted_at": {"$ne": None}, "$or": [{"erased_at": None}, {"deleted_at": {"$gt": since}}]}).to_list()


def _one_at_a_time() -> anyio.Lock:
    """Only spares the events of one process the race for the same number; between processes the insert decides."""
    try:
        return _turn.get()
    except LookupError:
        lock = anyio.Lock()
        _turn.set(lock)
        return lock


async def _inserted(event: Event) -> bool:
    try:
        await event.insert()
    except DuplicateKeyError:
        return False
    return True


async def _last_number() -> int:
    counter = await Counter.get(_COUNTER)
    return counter.value if counter else 0


async def _remember(number: int) -> None:
    """Seeds the counter, too; where two seed at once one of them meets the other's document and tries again."""
    while True:
        try:
            await Counter.get_pymongo_collection().update_one({"_id": _COUNTER}, {"$max": {"value": number}}, upsert=True)
        except DuplicateKeyError:
            continue
        return
