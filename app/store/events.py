"""Events, numbered 1, 2, 3, … without holes."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from datetime import UTC, datetime
from datetime import date as Day  # noqa: N812 - as the documents call it
from typing import Any, Final

import anyio
from anyio.lowlevel import RunVar
from pymongo.errors import DuplicateKeyError

from app.domain import releasing
from app.domain.vocabulary import Downloads, Release
from app.store.documents import Counter, Event, EventStats
from app.store.queries import batches, change_one, rows, upsert, write_one

_COUNTER: Final = "events"
_BEGINNING: Final = datetime(2000, 1, 1, tzinfo=UTC)  # SecantusDB finds by an index what is compared, not what is unequal
_LARGEST_ID: Final = 2**63 - 1  # what BSON can hold
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
        await upsert(Counter, _COUNTER, {"$max": {"value": event.id}})
    await upsert(EventStats, event.id, {"$setOnInsert": {"total": 0}})
    return event


async def get(event_id: int) -> Event | None:
    """The event, deleted or not, as long as anything of it is kept."""
    return await Event.get(event_id) if 0 < event_id <= _LARGEST_ID else None


async def living(event_id: int) -> Event | None:
    """The event, unless it is deleted; any number may be asked for."""
    event = await get(event_id)
    return None if event is None or event.deleted_at is not None else event


async def visible(
    *,
    owner_id: str | None,
    guest_of: int | None,
    public: bool,
    everything: bool,
    among: Collection[int] | None = None,
    words: str = "",
    archived: bool | None = None,
    before: int | None,
    limit: int,
) -> Sequence[Event]:
    """Events that are not deleted and are the account's ``owner_id`` or have it on their team, are visited, public, or any at
    all; the newest first, ids under ``before``, and none but those ``among`` these, with ``words`` in their names, that are
    ``archived`` or are not."""
    wanted: list[dict[str, Any]] = [{"owner_id": owner_id}, {"team.user_id": owner_id}] if owner_id else []
    wanted += [{"_id": guest_of}] if guest_of else []
    wanted += [{"visibility": "public"}] if public else []
    query: dict[str, Any] = {"deleted_at": None}
    if not everything:
        if not wanted:
            return []
        query["$or"] = wanted
    ids: dict[str, Any] = {"$lt": before} if before is not None else {}
    if among is not None:
        ids["$in"] = sorted(among)
    if ids:
        query["_id"] = ids
    if words:
        query["name"] = {"$regex": re.escape(words), "$options": "i"}
    if archived is not None:
        query["archived_at"] = {"$ne": None} if archived else None
    return await Event.find(query).sort("-_id").limit(limit).to_list()


async def any_of_owner(owner_id: str) -> Event | None:
    """One event of the account that is not deleted."""
    return await Event.find_one({"owner_id": owner_id, "deleted_at": None})


async def ids_of_owner(owner_id: str) -> list[int]:
    """The events of the account that are not deleted."""
    return (await ids_of_owners([owner_id]))[owner_id]


async def ids_of_owners(owner_ids: Sequence[str]) -> dict[str, list[int]]:
    """Those of each account."""
    owned: dict[str, list[int]] = {owner_id: [] for owner_id in owner_ids}
    for ids in batches(owner_ids):
        for row in await rows(Event, {"owner_id": {"$in": ids}}, "owner_id", "deleted_at"):
            if row.get("deleted_at") is None:
                owned[row["owner_id"]].append(row["_id"])
    return owned


async def ids_of_team(user_id: str) -> list[int]:
    """The events that are not deleted and have the account on their team."""
    found = await rows(Event, {"team.user_id": user_id}, "deleted_at")
    return [row["_id"] for row in found if row.get("deleted_at") is None]


async def uncover(event_id: int, photo_id: str) -> Event | None:
    """The photo is the event's cover no longer; returns the event as it is then, or None when it had another cover or none."""
    covered = {"_id": event_id, "cover_photo_id": photo_id, "deleted_at": None}
    return await change_one(Event, covered, {"$set": {"cover_photo_id": None}})


async def cover_instead(event_id: int, photo_id: str, instead: str) -> Event | None:
    """The one photo is the cover in the place of the other; returns the event, or None when it had another cover or none."""
    covered = {"_id": event_id, "cover_photo_id": photo_id, "deleted_at": None}
    return await change_one(Event, covered, {"$set": {"cover_photo_id": instead}})


async def kept_until_before(day: Day) -> Sequence[Event]:
    """Events whose last day lies before ``day`` and that are not deleted."""
    return await Event.find({"deleted_at": None, "keep_until": {"$ne": None, "$lt": day.isoformat()}}).to_list()


async def change(event_id: int, changes: dict[str, Any]) -> Event | None:
    """Set fields of an event that is not deleted; returns it as it is then."""
    if not changes:
        return await living(event_id)
    return await change_one(Event, {"_id": event_id, "deleted_at": None}, {"$set": changes})


async def to_mark() -> list[int]:
    """The events that are not deleted and whose photos may lack the present watermark, or have one that is over."""
    found = await rows(Event, {"mark_asked_at": {"$gt": _BEGINNING}}, "deleted_at")
    return [row["_id"] for row in found if row.get("deleted_at") is None]


async def ask_marks(event_id: int, now: datetime) -> None:
    """A photo may lack the present watermark."""
    await write_one(Event, {"_id": event_id, "deleted_at": None}, {"$set": {"mark_asked_at": now}})


async def note_marked(event_id: int, asked_at: datetime) -> None:
    """Every photo has been seen to since then, unless somebody has asked again."""
    await write_one(Event, {"_id": event_id, "mark_asked_at": asked_at}, {"$set": {"mark_asked_at": None}})


async def downloads_of(event_id: int) -> Downloads:
    """What guests of the event may take home; nothing when there is no such event (any more)."""
    event = await living(event_id)
    return event.downloads if event else Downloads.NONE


async def release_of(event_id: int, account_id: str | None, *, given: bool = False) -> Release:
    """When guests see the photos of the event that the account sends, or that are ``given`` by guests; of an event that is gone,
    when somebody has approved them."""
    event = await living(event_id)
    if event is None:
        return Release.APPROVED
    return releasing.release_for(event.release, event.releases, account_id, held=given and event.guest_gate)


async def archive(event_id: int, now: datetime, key_id: str) -> Event | None:
    """The event is archived and has that key from now on; returns it as it was before, None when it was, or is deleted."""
    condition = {"_id": event_id, "archived_at": None, "deleted_at": None}
    change = {"archived_at": now, "key_id": key_id, "faces_erased_at": None}
    return await change_one(Event, condition, {"$set": change}, before=True)


async def bring_back(event_id: int) -> Event | None:
    """The event is archived no longer; returns it as it is then, None when it was not, is deleted, or has faces to be removed."""
    condition = {"_id": event_id, "archived_at": {"$ne": None}, "faces_erased_at": {"$ne": None}, "deleted_at": None}
    return await change_one(Event, condition, {"$set": {"archived_at": None, "faces_erased_at": None}})


async def note_faces_erased(event_id: int, now: datetime) -> None:
    """Searches and faces of an archived event are gone."""
    archived = {"_id": event_id, "archived_at": {"$ne": None}}
    await write_one(Event, archived, {"$set": {"faces_erased_at": now}})


async def archived_to_erase(since: datetime) -> Sequence[Event]:
    """Archived events whose faces were not erased yet, and all that were archived after ``since``."""
    unfinished = {"$or": [{"faces_erased_at": None}, {"archived_at": {"$gt": since}}]}
    return await Event.find({"deleted_at": None, "archived_at": {"$ne": None}, **unfinished}).to_list()


async def mark_deleted(event_id: int, now: datetime, by: str, *, kept_until: Day | None = None) -> bool:
    """Mark the event as deleted by ``by``; False when that was done before.

    With ``kept_until`` only if that is its last day still: it may have been kept for longer this very moment.
    """
    condition = {"_id": event_id, "deleted_at": None} | ({"keep_until": kept_until.isoformat()} if kept_until else {})
    return await write_one(Event, condition, {"$set": {"deleted_at": now, "deleted_by": by}})


async def by_ids(event_ids: Collection[int]) -> Sequence[Event]:
    """Those of the events that are there and not deleted."""
    return await Event.find({"_id": {"$in": sorted(event_ids)}, "deleted_at": None}).to_list() if event_ids else []


async def living_ids(event_ids: Collection[int]) -> set[int]:
    """The ids of those of the events that are there and not deleted."""
    return {row["_id"] for row in await rows(Event, {"_id": {"$in": sorted(event_ids)}, "deleted_at": None})}


async def alive() -> Sequence[Event]:
    """All events that are not deleted, for the keeper's rare rounds."""
    return await Event.find({"deleted_at": None}).to_list()


async def key_ids() -> dict[str, bool]:
    """The ``key_id`` of every event, and whether the event is deleted. Reads all events, for the keeper's rare rounds."""
    return {row["key_id"]: row["deleted_at"] is not None for row in await rows(Event, {}, "key_id", "deleted_at")}


async def note_erased(event_id: int, now: datetime) -> None:
    """All that a deleted event had left was removed."""
    nobody: dict[str, Any] = {"team": [], "invitations": [], "releases": {}}
    await write_one(Event, {"_id": event_id}, {"$set": {"erased_at": now, **nobody}})


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
