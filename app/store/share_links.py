"""Share links."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from app.store.documents import ShareLink


async def of_event(event_id: int) -> Sequence[ShareLink]:
    """All links of the event, revoked and expired ones too, the newest first."""
    found = await ShareLink.find({"event_id": event_id}).to_list()
    return sorted(found, key=lambda link: link.created_at, reverse=True)


async def revoke(link_id: str, now: datetime) -> bool:
    """False when it was revoked before."""
    done = await ShareLink.get_pymongo_collection().update_one(
        {"_id": link_id, "revoked_at": None}, {"$set": {"revoked_at": now}}
    )
    return bool(done.modified_count)


async def count_opening(link_id: str) -> None:
    """Somebody opened the link."""
    await ShareLink.get_pymongo_collection().update_one({"_id": link_id}, {"$inc": {"opened": 1}})
