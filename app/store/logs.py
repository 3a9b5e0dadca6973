"""Append-only logs, one per event and engine, numbered 1, 2, 3, … without holes.

A reader asks for what came after the last number it has applied. That is only safe when no smaller number can still appear,
so a number is never reserved: it is taken by the very insert that fills it. A writer tries the number after the last one it
knows to exist and, where another writer was faster, the next; entry ``n`` is therefore only ever inserted when ``n - 1`` exists.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Sequence
from typing import Final, Protocol, TypeVar

from pymongo import ReturnDocument
from pymongo.errors import DuplicateKeyError

from app import errors
from app.store.documents import Counter, FaceEntry, TemplateEntry

Entry = TypeVar("Entry", FaceEntry, TemplateEntry)
PAGE = 500
_GAP_READS: Final = 20
_GAP_PAUSE_S: Final = 0.01


class _Head(Protocol):
    event_id: int
    engine_id: str


async def append(entry: Entry) -> Entry:
    """Insert ``entry`` under the next free number of its log; returns it with ``seq`` set.

    ``entry.key`` says what it records: when that is in the log already the present entry is returned and nothing is added,
    so that a job which runs twice appends once.
    """
    model = type(entry)
    head = await _known_number(model, entry)
    while True:
        entry.seq = head + 1
        try:
            await entry.insert()
        except DuplicateKeyError:
            present = await model.find_one({"key": entry.key})
            if present is not None:
                return present
            head = max(head + 1, await _known_number(model, entry))
            continue
        await Counter.get_pymongo_collection().update_one(
            {"_id": _counter_id(model, entry)}, {"$max": {"value": entry.seq}}, upsert=True
        )
        return entry


async def entries_after(model: type[Entry], event_id: int, engine_id: str, seq: int) -> Sequence[Entry]:
    """The next entries after ``seq``, at most ``PAGE``, in order and without a hole; empty only when there are none.

    A scan may overtake an insert and see ``n + 1`` without ``n``. It stops before such a gap, and reads again when the gap
    comes first: ``n`` was inserted before ``n + 1``, so a second look finds it. Taking the gap for the end would skip
    entries that were durable before this call.
    """
    for _ in range(_GAP_READS):
        found = await model.find(
            {"event_id": event_id, "engine_id": engine_id, "seq": {"$gt": seq, "$lte": seq + PAGE}}, sort="seq"
        ).to_list()
        unbroken = _before_gap(found, seq)
        if unbroken or not found:
            return unbroken
        await asyncio.sleep(_GAP_PAUSE_S)
    raise errors.Unavailable(f"entry {seq + 1} of a log is missing", retry_after_s=5)


async def entry_at(model: type[Entry], event_id: int, engine_id: str, seq: int) -> Entry | None:
    """The entry with number ``seq``, or None: then the log is not the one that the number was taken from."""
    return await model.find_one({"event_id": event_id, "engine_id": engine_id, "seq": seq})


async def erase(model: type[Entry], event_id: int) -> None:
    """Remove all logs of an event and the hints of where they ended; only for an event that is gone for good."""
    await model.find({"event_id": event_id}).delete()
    prefix = re.escape(f"{model.get_collection_name()}:{event_id}:")
    await Counter.get_pymongo_collection().delete_many({"_id": {"$regex": f"^{prefix}"}})


def _before_gap(found: Sequence[Entry], seq: int) -> Sequence[Entry]:
    for position, entry in enumerate(found):
        if entry.seq != seq + 1 + position:
            return found[:position]
    return found


async def _known_number(model: type[Entry], entry: _Head) -> int:
    """A number that exists in the log (or 0), if need be not the last: ``append`` walks on from it.

    The counter is only a hint. It lags behind after a crash, and is ahead of the log when a backup took the two at
    different moments: believing it then would leave a hole that never fills.
    """
    counters = Counter.get_pymongo_collection()
    log = {"event_id": entry.event_id, "engine_id": entry.engine_id}
    counter = await counters.find_one({"_id": _counter_id(model, entry)})
    hint = int(counter["value"]) if counter else 0
    if hint == 0 or await model.find_one({**log, "seq": hint}) is not None:
        return hint
    present = [row["seq"] async for row in model.get_pymongo_collection().find(log, {"seq": 1})]
    last = max(present, default=0)
    await counters.update_one({"_id": _counter_id(model, entry), "value": hint}, {"$set": {"value": last}})
    return last


def _counter_id(model: type[Entry], entry: _Head) -> str:
    return f"{model.get_collection_name()}:{entry.event_id}:{entry.engine_id}"


async def next_number(counter_id: str) -> int:
    """Count up and return the new value; the counter must have been seeded or may start here at 1.

    Some servers answer None to a caller that lost the race of the very first upsert: that caller simply counts again.
    """
    collection = Counter.get_pymongo_collection()
    while True:
        try:
            counted = await collection.find_one_and_update(
                {"_id": counter_id}, {"$inc": {"value": 1}}, upsert=True, return_document=ReturnDocument.AFTER
            )
        except DuplicateKeyError:
            continue
        if counted is not None:
            return int(counted["value"])
