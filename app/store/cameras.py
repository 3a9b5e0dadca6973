"""Cameras of events, and what puts their clocks right: each change counts up a version, by which photos know what they had."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from app.domain.times import utc_now
from app.store.documents import ClockSuggestion, EventCamera
from app.store.queries import change_one, delete_all, rows, upsert, write_all, write_one


async def get(event_id: int, key: str) -> EventCamera | None:
    """The camera, once a photo of it was read."""
    return await EventCamera.get(_id(event_id, key))


async def met(event_id: int, key: str, name: str, serial_end: str) -> EventCamera:
    """The camera that a photo is of; written down where it is a new one."""
    known = await get(event_id, key)
    if known is None:
        fresh = EventCamera(id=_id(event_id, key), event_id=event_id, key=key, name=name, serial_end=serial_end)
        await upsert(EventCamera, fresh.id, {"$setOnInsert": fresh.model_dump(exclude={"id", "revision_id"})})
        known = await get(event_id, key) or fresh
    return known


async def of_event(event_id: int) -> list[EventCamera]:
    """All cameras of the event, in no order."""
    return await EventCamera.find({"event_id": event_id}).to_list()


async def change(event_id: int, key: str, fields: Mapping[str, Any]) -> EventCamera | None:
    """Set what puts the clock right; returns the camera with its next version, None where there is none. From here on photos
    that are read have it; those that were are ``pending`` until ``note_applied``."""
    return await change_one(EventCamera, {"_id": _id(event_id, key)}, _another_version(fields))


async def read_off(event_id: int, key: str, offset_s: int, clock_at: datetime) -> EventCamera | None:
    """The same for an offset that was read off a photo of the clock, which showed ``clock_at``. None where a photo of a later
    moment says it already, or this one did."""
    earlier = {"$or": [{"clock_at": None}, {"clock_at": {"$lt": clock_at}}]}
    fields = {"offset_s": offset_s, "origin": "clock", "clock_at": clock_at}
    return await change_one(EventCamera, {"_id": _id(event_id, key), **earlier}, _another_version(fields))


async def suggest(camera: EventCamera, suggestion: ClockSuggestion) -> bool:
    """Keep what would put the clock right; False where it was put right in another way since ``camera`` was read."""
    kept = {"$set": {"suggestion": suggestion.model_dump()}}
    return await write_one(EventCamera, {"_id": camera.id, "version": camera.version}, kept)


async def forget_suggestions(event_id: int, like: str) -> None:
    """What was suggested by that camera's clock holds no more."""
    await write_all(EventCamera, {"event_id": event_id, "suggestion.like": like}, {"$set": {"suggestion": None}})


async def note_applied(camera: EventCamera) -> bool:
    """All photos have the time of this version; False when there is a newer one by now."""
    return await write_one(EventCamera, {"_id": camera.id, "version": camera.version}, {"$set": {"pending": False}})


async def pending_since(before: datetime) -> list[tuple[int, str]]:
    """Event and key of the cameras that were changed before ``before`` and whose photos do not all have it."""
    found = await rows(EventCamera, {"pending": True}, "event_id", "key", "changed_at")
    return [(row["event_id"], row["key"]) for row in found if row["changed_at"] < before]


async def erase_event(event_id: int) -> None:
    """The event is gone."""
    await delete_all(EventCamera, {"event_id": event_id})


def _another_version(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {"$set": {**fields, "suggestion": None, "pending": True, "changed_at": utc_now()}, "$inc": {"version": 1}}


def _id(event_id: int, key: str) -> str:
    return f"{event_id}:{key}"
