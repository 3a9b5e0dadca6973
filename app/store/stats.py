"""The counters of an event. They follow the photos' status: who wins a change of status, and only who does, counts it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from app.domain.vocabulary import PhotoStatus, Review
from app.store.documents import EventStats, Photo
from app.store.queries import batches, delete_all, rows, upsert, write_one

RECENT = 64
"""So many finishing times are kept; the pace is read off them."""


async def of_event(event_id: int) -> EventStats:
    """The counters; all zero when nothing has been counted."""
    return await known(event_id) or EventStats(id=event_id)


async def known(event_id: int) -> EventStats | None:
    """The counters, if anything was counted."""
    return await EventStats.get(event_id)


async def totals_of(event_ids: Sequence[int]) -> tuple[int, int]:
    """Photos of all these events together, and the bytes of their files."""
    of_each = (await totals_of_each(event_ids)).values()
    return sum(photos for photos, _ in of_each), sum(size for _, size in of_each)


async def totals_of_each(event_ids: Sequence[int]) -> dict[int, tuple[int, int]]:
    """The same of each of them that has counters."""
    found = [row for ids in batches(event_ids) for row in await rows(EventStats, {"_id": {"$in": ids}}, "total", "bytes")]
    return {row["_id"]: (row["total"], row.get("bytes", 0)) for row in found}


async def all_events() -> Sequence[EventStats]:
    """The counters of every event."""
    return await EventStats.find_all().to_list()


async def with_waiting() -> Sequence[EventStats]:
    """The counters of events in which photos wait at the gate."""
    return await EventStats.find({"waiting": {"$gt": 0}}).to_list()


async def active_since(moment: datetime) -> Sequence[EventStats]:
    """The counters of events in which a photo was finished after ``moment``."""
    return await EventStats.find({"recent": {"$gt": moment}}).to_list()


async def count(
    event_id: int,
    finished_at: datetime | None = None,
    *,
    total: int = 0,
    processing: int = 0,
    indexed: int = 0,
    failed: int = 0,
    waiting: int = 0,
    replaced: int = 0,
    faces: int = 0,
    size: int = 0,
    guests: int = 0,
    people: int = 0,
    downloads: int = 0,
    told: int = 0,
    told_live: int = 0,
) -> None:
    """Add to the counters, ``size`` to the bytes; ``finished_at`` is remembered for the pace."""
    steps = {"total": total, "processing": processing, "indexed": indexed, "failed": failed, "faces": faces}
    steps |= {"waiting": waiting, "replaced": replaced, "bytes": size}
    of_guests = {"guests": guests, "people": people, "downloads": downloads, "told": told, "told_live": told_live}
    update: dict[str, Any] = {"$inc": steps | of_guests}
    if finished_at is not None:
        update["$push"] = {"recent": {"$each": [finished_at], "$slice": -RECENT}}
    await upsert(EventStats, event_id, update)


async def doubt(event_id: int) -> None:
    """The counters may be wrong."""
    await write_one(EventStats, {"_id": event_id}, {"$set": {"doubtful": True}})


async def recount(seen: EventStats) -> bool:
    """Set the counters to what the photos say, unless they say so already or changed since ``seen`` was read; True when they
    were set, or are doubted no longer."""
    numbers = await counted_anew(seen.id)
    unchanged = {name: getattr(seen, name) for name in numbers}
    if numbers == unchanged and not seen.doubtful:
        return False
    # What was counted before there was a counter has no such field, which is another one to a database than 0.
    still = {name: value or {"$in": [0, None]} for name, value in unchanged.items()}
    return await write_one(EventStats, {"_id": seen.id} | still, {"$set": numbers | {"doubtful": False}})


async def counted_anew(event_id: int) -> dict[str, int]:
    """The counters as the photos have them. Reads all of them."""
    numbers = {"total": 0, "processing": 0, "indexed": 0, "failed": 0, "waiting": 0, "replaced": 0, "faces": 0, "bytes": 0}
    fields = ("status", "faces", "review", "raw_of", "final_id", "size", "proof")
    for photo in await rows(Photo, {"event_id": event_id}, *fields):
        status = photo["status"]
        if status == PhotoStatus.DELETED:
            continue
        numbers["bytes"] += _own_bytes(photo)
        if photo.get("raw_of"):
            continue
        numbers["total"] += 1
        if status in numbers:
            numbers[status] += 1
        if status == PhotoStatus.INDEXED:
            numbers["faces"] += photo["faces"]
            numbers["waiting"] += photo.get("review") == Review.WAITING
            numbers["replaced"] += photo.get("final_id") is not None
    return numbers


def _own_bytes(row: Mapping[str, Any]) -> int:
    """As ``Photo.own_bytes``."""
    proof = row.get("proof")
    if not proof:
        return int(row["size"])
    return int(proof["size"]) if proof["kept"] else 0


async def forget(event_id: int) -> None:
    """Remove the counters of an event that is gone."""
    await delete_all(EventStats, {"_id": event_id})
