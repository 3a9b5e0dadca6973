"""The team of an event and the invitations to it: parts of the event's document, each changed in one conditional write."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from app.domain.vocabulary import Release, TeamRole
from app.store.documents import Event, TeamInvitation, TeamMember
from app.store.queries import change_one

_LIVING: Final = {"deleted_at": None}


async def invite(event_id: int, invitation: TeamInvitation, *, most: int, now: datetime) -> Event | None:
    """Add an invitation, and drop those that are over. None when ``most`` are open, or the event is gone."""
    over = {"invitations": {"expires_at": {"$lte": now}}}
    await change_one(Event, {"_id": event_id, **_LIVING}, {"$pull": over})
    room = {"_id": event_id, **_LIVING, f"invitations.{most - 1}": {"$exists": False}}
    return await change_one(Event, room, {"$push": {"invitations": invitation.model_dump()}})


async def invited_by(digest: str, now: datetime) -> Event | None:
    """The event that an invitation which still works is to."""
    return await Event.find_one({"invitations": _open(digest, now), **_LIVING})


async def join(event_id: int, digest: str, member: TeamMember, *, most: int, now: datetime) -> Event | None:
    """Use the invitation up and put the account on the team, both or neither; of two who try, one gets the event. None when the
    invitation does not work any more, the account is on the team, or ``most`` are."""
    condition = {
        "_id": event_id,
        **_LIVING,
        "invitations": _open(digest, now),
        "team.user_id": {"$ne": member.user_id},
        f"team.{most - 1}": {"$exists": False},
    }
    changes = {"$pull": {"invitations": {"digest": digest}}, "$push": {"team": member.model_dump()}}
    return await change_one(Event, condition, changes)


async def drop_invitation(event_id: int, invitation_id: str) -> Event | None:
    """Take it back, or decline it: it opens nothing any more. None when it was used, taken back or dropped before."""
    condition = {"_id": event_id, **_LIVING, "invitations.id": invitation_id}
    return await change_one(Event, condition, {"$pull": {"invitations": {"id": invitation_id}}})


async def set_role(event: Event, user_id: str, role: TeamRole) -> Event | None:
    """What the account may do from now on. ``event`` is as it was read: None when the team is another one by now."""
    place = next((number for number, member in enumerate(event.team) if member.user_id == user_id), None)
    if place is None:
        return None
    condition = {"_id": event.id, **_LIVING, f"team.{place}.user_id": user_id}
    return await change_one(Event, condition, {"$set": {f"team.{place}.role": role.value}})


async def set_release(event_id: int, user_id: str, release: Release | None) -> Event | None:
    """When guests see what the account sends; None: as the event says."""
    field = f"releases.{user_id}"
    change: dict[str, Any] = {"$unset": {field: ""}} if release is None else {"$set": {field: release.value}}
    return await change_one(Event, {"_id": event_id, **_LIVING}, change)


async def remove(event_id: int, user_id: str) -> Event | None:
    """Take the account off the team; None when it was not on it. What its photos wait for stays as it is."""
    condition = {"_id": event_id, **_LIVING, "team.user_id": user_id}
    return await change_one(Event, condition, {"$pull": {"team": {"user_id": user_id}}})


def _open(digest: str, now: datetime) -> dict[str, Any]:
    return {"$elemMatch": {"digest": digest, "expires_at": {"$gt": now}}}
