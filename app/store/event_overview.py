"""All events at a glance, for who administers them: whose they are, what is in them, how large they are."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from app.store.documents import Event, EventSize, EventStats
from app.store.queries import batches, delete_all, rows, upsert, values_of


async def ids_matching(words: str, owner_ids: Sequence[str]) -> list[int]:
    """Numbers of events, the newest first: all of them without ``words``; else those whose name contains them, whose number
    they are, or that belong to one of ``owner_ids``."""
    conditions: list[dict[str, Any]] = [{}]
    if words:
        conditions = [{"name": {"$regex": re.escape(words), "$options": "i"}}]
        conditions += [{"owner_id": {"$in": ids}} for ids in batches(owner_ids)]
        if re.fullmatch(r"[0-9]{1,9}", words):
            conditions.append({"_id": int(words)})
    found: set[int] = set()
    for condition in conditions:
        found |= {row["_id"] for row in await rows(Event, condition | {"deleted_at": None})}
    return sorted(found, reverse=True)


async def owners() -> set[str]:
    """Every account that has an event."""
    return await values_of(Event, "owner_id", {"deleted_at": None})


async def of_ids(event_ids: Sequence[int]) -> list[Event]:
    """Those of the events that are not deleted, in the order given."""
    found = {event.id: event for event in await Event.find({"_id": {"$in": list(event_ids)}, "deleted_at": None}).to_list()}
    return [found[event_id] for event_id in event_ids if event_id in found]


async def stats_of(event_ids: Collection[int]) -> dict[int, EventStats]:
    """The counters of these events."""
    return {counted.id: counted for counted in await EventStats.find({"_id": {"$in": list(event_ids)}}).to_list()}


async def sizes() -> dict[int, EventSize]:
    """How large each event was when it was last measured."""
    return {size.id: size for size in await EventSize.find_all().to_list()}


async def set_size(event_id: int, total_bytes: int, counted: Mapping[str, int], now: datetime) -> None:
    """Remember a measurement, and the counters as they were before it."""
    fields = {"bytes": total_bytes, "counted": dict(counted), "measured_at": now}
    await upsert(EventSize, event_id, {"$set": fields})


async def forget_sizes(event_ids: Collection[int]) -> None:
    """These events are gone."""
    if event_ids:
        await delete_all(EventSize, {"_id": {"$in": list(event_ids)}})
