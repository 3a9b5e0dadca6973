"""Invitations."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from app.store.documents import Invitation
from app.store.queries import delete_all


async def insert(invitation: Invitation) -> None:
    """Write it durably: a new one, or one that was used up in vain."""
    await invitation.insert()


async def get(invitation_id: str) -> Invitation | None:
    """The invitation, also one that is too old."""
    return await Invitation.get(invitation_id)


async def open_ones(now: datetime, limit: int) -> Sequence[Invitation]:
    """Those that can still be followed, the newest first."""
    found = await Invitation.find({"expires_at": {"$gt": now}}).to_list()
    return sorted(found, key=lambda invitation: (invitation.created_at, invitation.id), reverse=True)[:limit]


async def count_open(now: datetime) -> int:
    """How many can still be followed."""
    return await Invitation.find({"expires_at": {"$gt": now}}).count()


async def by_digest(digest: str, now: datetime) -> Invitation | None:
    """The invitation, if it can still be followed."""
    return await Invitation.find_one({"digest": digest, "expires_at": {"$gt": now}})


async def take(invitation: Invitation) -> bool:
    """Use it up, or take it back; of two who try, one hears True."""
    return await delete_all(Invitation, {"_id": invitation.id}) > 0
