"""Kiosks and their pairing codes."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from pymongo import ReturnDocument

from app.store.documents import Kiosk


async def of_event(event_id: int) -> Sequence[Kiosk]:
    """All kiosks of the event, revoked ones too, the newest first."""
    found = await Kiosk.find({"event_id": event_id}).to_list()
    return sorted(found, key=lambda kiosk: kiosk.created_at, reverse=True)


async def by_ids(kiosk_ids: Collection[str]) -> dict[str, Kiosk]:
    """Those of the kiosks that exist, by id."""
    return {kiosk.id: kiosk for kiosk in await Kiosk.find({"_id": {"$in": list(kiosk_ids)}}).to_list()} if kiosk_ids else {}


async def pair(code_digest: str, now: datetime) -> Kiosk | None:
    """Use up a code that is still good; None when there is none such. Of two devices one gets the kiosk."""
    found = await Kiosk.get_pymongo_collection().find_one_and_update(
        {"code_digest": code_digest, "code_expires_at": {"$gt": now}, "revoked_at": None},
        {"$set": {"code_digest": None, "paired_at": now, "last_seen_at": now}},
        return_document=ReturnDocument.AFTER,
    )
    return await Kiosk.get(found["_id"]) if found else None


async def revoke(kiosk_id: str, now: datetime) -> bool:
    """False when it was revoked before."""
    done = await Kiosk.get_pymongo_collection().update_one(
        {"_id": kiosk_id, "revoked_at": None}, {"$set": {"revoked_at": now, "code_digest": None}}
    )
    return bool(done.modified_count)


async def touch(kiosk_id: str, now: datetime) -> None:
    """The device showed itself."""
    await Kiosk.find({"_id": kiosk_id}).update({"$set": {"last_seen_at": now}})
