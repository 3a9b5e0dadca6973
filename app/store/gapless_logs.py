"""Append-only logs, one per event and engine, numbered 1, 2, 3, … without holes.

A reader asks for what came after the last number it has applied. That is only safe when no smaller number can still appear,
so a number is never reserved: it is taken by the very insert that fills it. A writer tries the number after the last one it
knows to exist and, where another writer was faster, the next; entry ``n`` is therefore only ever inserted when ``n - 1`` exists.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Final, Protocol, TypeVar

from pymongo.errors import DuplicateKeyError

from app import errors
from app.store.documents import Counter, FaceEntry, TemplateEntry
from app.store.queries import change_one, delete_all, rows, upsert, write_one

Entry = TypeVar("Entry", FaceEntry, TemplateEntry)
PAGE = 500
_GAP_READS: Final = 20
_GAP_PAUSE_S: Final = 0.01


class _Head(Protocol):
    @property
    def event_id(self) -> int: ...

    @property
    def engine_id(self) -> str: ...


@dataclass(frozen=True, slots=True)
class _Log:
    event_id: int
    engine_id: str


async def append(entry: Entry, known: int | None = None) -> Entry:
    """Insert ``entry`` under the next free number of its log; returns it with ``seq`` set.

    ``entry.key`` says what it records: when that is in the log already the present entry is returned and nothing is added,
    so that a job which runs twice appends once. ``known`` is what ``known_number`` has said of the log, asked now where it is
    None: entries keep their numbers, so that a number that was there is no hole later.
    """
    model = type(entry)
    head = await _known_number(model, entry) if known is None else known
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
        await upsert(Counter, _counter_id(model, entry), {"$max": {"value": entry.seq}})
        return entry


async def take_back(entry: Entry, removal_key: str, *, known_as: str | None = None) -> None:
    """Erase what an ``add`` entry holds, of which only the number stays, and tell every reader of the log by an entry at its end.

    With ``known_as`` the erased entry gives up its key for that one, so that the same can be added again. Can run twice.
    """
    await erase_entry(entry, known_as=known_as)
    await append(entry.removal(removal_key))


async def erase_entry(entry: Entry, *, known_as: str | None = None) -> None:
    """Erase what an ``add`` entry holds, of which only the number stays; readers that have it keep it. Can run twice."""
    erased = {**entry.ERASED} | ({"key": known_as} if known_as else {})
    await write_one(type(entry), {"_id": entry.id}, {"$set": erased})


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


async def known_number(model: type[Entry], event_id: int, engine_id: str) -> int:
    """The number of an entry that is there (or 0), mostly the last."""
    return await _known_number(model, _Log(event_id, engine_id))


async def last_number(model: type[Entry], event_id: int, engine_id: str) -> int:
    """The number of the last entry that was durable before the call; 0 for an empty log."""
    number = await known_number(model, event_id, engine_id)
    while entries := await entries_after(model, event_id, engine_id, number):
        number = entries[-1].seq
    return number


async def entry_at(model: type[Entry], event_id: int, engine_id: str, seq: int) -> Entry | None:
    """The entry with number ``seq``, or None: then the log is not the one that the number was taken from."""
    return await model.find_one({"event_id": event_id, "engine_id": engine_id, "seq": seq})


async def erase(model: type[Entry], event_id: int) -> None:
    """Remove all logs of an event and the hints of where they ended; only for an event that is gone for good."""
    await delete_all(model, {"event_id": event_id})
    prefix = re.escape(f"{model.get_collection_name()}:{event_id}:")
    await delete_all(Counter, {"_id": {"$regex": f"^{prefix}"}})


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
    log = {"event_id": entry.event_id, "engine_id": entry.engine_id}
    counter = await Counter.get(_counter_id(model, entry))
    hint = counter.value if counter else 0
    if hint == 0 or await model.find_one({**log, "seq": hint}) is not None:
        return hint
    last = max([row["seq"] for row in await rows(model, log, "seq")], default=0)
    await write_one(Counter, {"_id": _counter_id(model, entry), "value": hint}, {"$set": {"value": last}})
    return last


def _counter_id(model: type[Entry], entry: _Head) -> str:
    return f"{model.get_collection_name()}:{entry.event_id}:{entry.engine_id}"


async def next_number(counter_id: str) -> int:
    """Count up and return the new value; a counter that is not there starts at 1.

    It is made before it is counted up, not by the same write: SecantusDB answers some of those who do both at the same moment
    with None, and has counted for them all the same, so that numbers were left out.
    """
    while True:
        counted = await change_one(Counter, {"_id": counter_id}, {"$inc": {"value": 1}}, before=True)
        if counted is not None:
            return counted.value + 1
        with suppress(DuplicateKeyError):  # somebody else made it
            await Counter(id=counter_id).insert()
