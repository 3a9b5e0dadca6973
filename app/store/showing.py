"""Which photos guests may see: hidden and shown by hand, and held at the event's gate until they are let go."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.domain import capture
from app.domain.stacks import SeenEyes, Shot
from app.domain.vocabulary import PhotoStatus, Review
from app.store.documents import Photo
from app.store.photos import AT_GATE, JUDGED, NO_RAW_OF_ANOTHER, PRESENT
from app.store.queries import change_one, had_by, rows, write_one


@dataclass(frozen=True, slots=True)
class Waiting:
    """A photo at its event's gate."""

    id: str
    uploaded_by: str | None
    given: bool
    since: datetime


async def set_hidden(photo_id: str) -> Photo | None:
    """Hide by hand; returns the photo as it is now, or None when it was hidden already, by whatever, or is deleted."""
    return await change_one(Photo, {"_id": photo_id, "status": PRESENT, "hidden": False}, {"$set": {"hidden": True}})


async def set_shown(photo_id: str, at: datetime) -> Photo | None:
    """Show what was hidden by hand; returns the photo as it is now, or None when it was not, or is deleted."""
    hidden = {"_id": photo_id, "status": PRESENT, "hidden": True, "review": {"$nin": AT_GATE}, **NO_RAW_OF_ANOTHER}
    return await change_one(Photo, hidden, {"$set": {"hidden": False, "rematch_asked_at": at}})


async def set_released(photo_id: str, at: datetime, *, rejected_too: bool) -> Photo | None:
    """Let a photo that waits at the gate go, or one that was rejected there; returns it as it was before, or None when it was
    neither, or is deleted."""
    condition = {"_id": photo_id, "status": PRESENT, "review": {"$in": AT_GATE if rejected_too else AT_GATE[:1]}}
    shown = {"review": Review.APPROVED.value, "hidden": False, "released_at": at, "rematch_asked_at": at}
    return await change_one(Photo, condition, {"$set": shown}, before=True, judged=JUDGED)


async def set_rejected(photo_id: str) -> Photo | None:
    """Nobody gets to see the photo; returns it as it was before, or None when it was rejected already, or is deleted."""
    condition = {"_id": photo_id, "status": PRESENT, "review": {"$ne": Review.REJECTED.value}}
    rejected = {"review": Review.REJECTED.value, "hidden": True}
    return await change_one(Photo, condition, {"$set": rejected}, before=True, judged=JUDGED)


async def set_waiting(photo_id: str, at: datetime) -> Photo | None:
    """A photo that was let go or rejected waits again; returns it as it was before, or None when it waits already, never was at
    a gate, or is deleted."""
    condition = {"_id": photo_id, "status": PRESENT, "review": {"$in": [Review.APPROVED.value, Review.REJECTED.value]}}
    held = {"review": Review.WAITING.value, "hidden": True, "held_at": at}
    return await change_one(Photo, condition, {"$set": held}, before=True, judged=JUDGED)


async def set_rematched(photo_id: str, asked_at: datetime) -> None:
    """The searches that the photo shows were told of its being back, as was asked for at that time."""
    await write_one(Photo, {"_id": photo_id, "rematch_asked_at": asked_at}, {"$set": {"rematch_asked_at": None}})


async def waiting_to_rematch(asked_before: datetime) -> list[str]:
    """Ids of photos that are back since before then, and nobody has told the searches that they show."""
    return [row["_id"] for row in await rows(Photo, {"rematch_asked_at": had_by(asked_before)}, "rematch_asked_at")]


async def waiting_at_gate(event_id: int) -> list[Waiting]:
    """The event's photos that are ready and wait, in the order they came."""
    fields = ("status", "seq", "indexed_at", "held_at", "uploaded_by", "given_by")
    found = await rows(Photo, {"event_id": event_id, "review": Review.WAITING.value}, *fields)
    ready = sorted((row for row in found if row["status"] == PhotoStatus.INDEXED), key=lambda row: row["seq"])
    return [Waiting(row["_id"], row.get("uploaded_by"), row.get("given_by") is not None, _waits_since(row)) for row in ready]


async def at_gate(event_id: int) -> list[Shot]:
    """The event's photos that are ready and wait."""
    fields = ("status", "taken_at", "created_at", "fingerprint", "sharpness", "light", "eyes")
    waiting = await rows(Photo, {"event_id": event_id, "review": Review.WAITING.value}, *fields)
    return [_shot(row) for row in waiting if row["status"] == PhotoStatus.INDEXED]


def _shot(row: Mapping[str, Any]) -> Shot:
    at = capture.moment(row.get("taken_at"), row["created_at"]) or row["created_at"]
    fingerprint = row.get("fingerprint")
    eyes = [SeenEyes(*each) for each in row.get("eyes", ())]
    return Shot(row["_id"], at, int(fingerprint, 16) if fingerprint else None, row.get("sharpness"), row.get("light"), eyes)


def _waits_since(row: Mapping[str, Any]) -> datetime:
    moments: list[datetime] = [moment for moment in (row.get("indexed_at"), row.get("held_at")) if moment is not None]
    return max(moments)
