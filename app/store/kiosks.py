"""Kiosks and their pairing codes."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from app.store.documents import Kiosk
from app.store.queries import change_one, delete_all, write_one


async def insert(kiosk: Kiosk) -> None:
    """Write a new kiosk durably."""
    await kiosk.insert()


async def get(kiosk_id: str) -> Kiosk | None:
    """The kiosk, also a revoked one."""
    return await Kiosk.get(kiosk_id)


async def of_event(event_id: int) -> Sequence[Kiosk]:
    """All kiosks of the event, revoked ones too, the newest first."""
    found = await Kiosk.find({"event_id": event_id}).to_list()
    return sorted(found, key=lambda kiosk: kiosk.created_at, reverse=True)


async def by_ids(kiosk_ids: Collection[str]) -> dict[str, Kiosk]:
    """Those of the kiosks that exist, by id."""
    return {kiosk.id: kiosk for kiosk in await Kiosk.find({"_id": {"$in": list(kiosk_ids)}}).to_list()} if kiosk_ids else {}


async def walls_of(event_id: int) -> list[Kiosk]:
    """The walls of the event that a device is paired as."""
    found = await Kiosk.find({"event_id": event_id}).to_list()
    return [device for device in found if device.kind == "wall" and device.paired_at and not device.revoked_at]


async def waiting_for(code_digest: str, now: datetime) -> Kiosk | None:
    """The device whose code this is, while that is good."""
    return await Kiosk.find_one(_good(code_digest, now))


async def pair(code_digest: str, now: datetime) -> Kiosk | None:
    """Use up a code that is still good; None when there is none such. Of two devices one gets the kiosk."""
    update = {"$set": {"code_digest": None, "paired_at": now, "last_seen_at": now}}
    return await change_one(Kiosk, _good(code_digest, now), update)


async def change(kiosk_id: str, changes: Mapping[str, Any]) -> Kiosk | None:
    """Set fields of a device that is not revoked; returns it as it is now."""
    return await change_one(Kiosk, {"_id": kiosk_id, "revoked_at": None}, {"$set": dict(changes)})


async def revoke(kiosk_id: str, now: datetime) -> bool:
    """False when it was revoked before."""
    return await write_one(Kiosk, {"_id": kiosk_id, "revoked_at": None}, {"$set": {"revoked_at": now, "code_digest": None}})


async def paired(kiosk_id: str, event_id: int) -> Kiosk | None:
    """The kiosk or wall of the event, if a device is it and it was not revoked."""
    found = await Kiosk.get(kiosk_id)
    holds = found is not None and found.event_id == event_id and not found.revoked_at and found.paired_at is not None
    return found if holds else None


async def touch(kiosk_id: str, now: datetime) -> None:
    """The device showed itself."""
    await write_one(Kiosk, {"_id": kiosk_id}, {"$set": {"last_seen_at": now}})


def _good(code_digest: str, now: datetime) -> dict[str, Any]:
    return {"code_digest": code_digest, "code_expires_at": {"$gt": now}, "revoked_at": None}


async def erase_event(event_id: int) -> None:
    """All kiosks of an event that is gone for good."""
    await delete_all(Kiosk, {"event_id": event_id})
