"""Share links."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from app.store.documents import ShareLink
from app.store.queries import change_one, delete_all, write_one


async def insert(link: ShareLink) -> None:
    """Write a new link durably."""
    await link.insert()


async def get(link_id: str) -> ShareLink | None:
    """The link, also one that opens no more."""
    return await ShareLink.get(link_id)


async def by_code(digest: str) -> ShareLink | None:
    """The link whose short code has that digest."""
    return await ShareLink.find_one({"code_digest": digest})


async def change(link_id: str, fields: Mapping[str, Any]) -> ShareLink | None:
    """Set fields of a link that is not revoked; returns it as it is then, None when it is."""
    condition = {"_id": link_id, "revoked_at": None}
    return await change_one(ShareLink, condition, {"$set": dict(fields)}) if fields else await ShareLink.find_one(condition)


async def of_event(event_id: int) -> Sequence[ShareLink]:
    """All links of the event, revoked and expired ones too, the newest first."""
    found = await ShareLink.find({"event_id": event_id}).to_list()
    return sorted(found, key=lambda link: link.created_at, reverse=True)


async def is_open(link_id: str, event_id: int, now: datetime) -> bool:
    """Is it a link of the event that opens?"""
    found = await ShareLink.get(link_id)
    return found is not None and found.event_id == event_id and not found.revoked_at and found.expires_at > now


async def revoke(link_id: str, now: datetime, *, end_searches: bool) -> bool:
    """False when it was revoked before; that its searches are to end can still be asked for then, and not be taken back."""
    ending = {"searches_end_at": now} if end_searches else {}
    done = await write_one(ShareLink, {"_id": link_id, "revoked_at": None}, {"$set": {"revoked_at": now, **ending}})
    if end_searches and not done:
        await write_one(ShareLink, {"_id": link_id}, {"$set": ending})
    return done


async def ends_searches(link_id: str) -> bool:
    """Was it revoked in such a way that no search goes on which came by it? So is a link that is gone."""
    link = await ShareLink.get(link_id)
    return link is None or link.searches_end_at is not None


async def ending_since(moment: datetime) -> list[str]:
    """Links whose searches were to end after that moment."""
    return [link.id for link in await ShareLink.find({"searches_end_at": {"$gt": moment}}).to_list()]


async def count_opening(link_id: str) -> None:
    """Somebody opened the link."""
    await write_one(ShareLink, {"_id": link_id}, {"$inc": {"opened": 1}})


async def erase_event(event_id: int) -> None:
    """All links of an event that is gone for good."""
    await delete_all(ShareLink, {"event_id": event_id})
