"""Senders: what cameras sign in with over FTP, and how they stand."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from pymongo.errors import DuplicateKeyError

from app.store.documents import CutFile, Sender
from app.store.queries import delete_all, write_all, write_one


async def insert(camera: Sender) -> bool:
    """Write a new camera durably; False when its user name is taken."""
    try:
        await camera.insert()
    except DuplicateKeyError:
        return False
    return True


async def get(sender_id: str) -> Sender | None:
    """The camera, also a revoked one."""
    return await Sender.get(sender_id)


async def by_username(username: str) -> Sender | None:
    """The camera that signs in by that name, also a revoked one."""
    return await Sender.find_one({"username": username})


async def of_event(event_id: int) -> Sequence[Sender]:
    """All cameras of the event, revoked ones too, the newest first."""
    found = await Sender.find({"event_id": event_id}).to_list()
    return sorted(found, key=lambda camera: camera.created_at, reverse=True)


async def by_ids(sender_ids: Collection[str]) -> dict[str, Sender]:
    """Those of the cameras that exist, by id."""
    return {camera.id: camera for camera in await Sender.find({"_id": {"$in": list(sender_ids)}}).to_list()} if sender_ids else {}


async def revoke(sender_id: str, now: datetime) -> bool:
    """False when it was revoked before."""
    return await write_one(Sender, {"_id": sender_id, "revoked_at": None}, {"$set": {"revoked_at": now}})


async def revoke_of(event_id: int, user_id: str, now: datetime) -> list[str]:
    """Revoke all that the account has at the event; returns the ids of those that were not revoked before."""
    mine = [camera.id for camera in await of_event(event_id) if camera.user_id == user_id]
    return [sender_id for sender_id in mine if await revoke(sender_id, now)]


async def touch(sender_id: str, address: str, now: datetime) -> None:
    """The camera signed in from there."""
    await write_one(Sender, {"_id": sender_id}, {"$set": {"last_seen_at": now, "last_address": address}})


async def note_waiting(sender_id: str, waiting: int, cut: Sequence[CutFile]) -> None:
    """How many of its files are not all there, and which of them have been so for long."""
    standing = {"waiting": waiting, "cut": [file.model_dump() for file in cut]}
    await write_one(Sender, {"_id": sender_id}, {"$set": standing})


async def none_waits() -> None:
    """Nothing of any camera is under way."""
    await write_all(Sender, {"waiting": {"$gt": 0}}, {"$set": {"waiting": 0, "cut": []}})


async def erase_event(event_id: int) -> None:
    """All cameras of an event that is gone for good."""
    await delete_all(Sender, {"event_id": event_id})
