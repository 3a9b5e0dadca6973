"""The team of an event: colleagues whom its owner invites by a link, what each of them may do, and how that ends.

An invitation is a link that the owner hands over, or has mailed. It works once and for a limited time; what it is to is told to
nobody who has not signed in. ``app.domain.permissions`` says what each role may. Photos of who has left stay, by the name of
whoever sent them.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date as Day  # noqa: N812 - as the documents call it
from datetime import datetime, timedelta
from typing import Final, Literal, TypeAlias

from app.domain.digests import digest_of
from app.domain.ids import new_id
from app.domain.permissions import Action, Caller, may
from app.domain.times import utc_now
from app.domain.vocabulary import LetterKind, Release, TeamRole
from app.errors import Conflict, InvitationInvalid, NotFound, OnTheTeam, TeamFull, TooManyInvitations
from app.services import access_tokens, accounts, address_checks, audit, letters, senders
from app.services.access import event_for, facts, in_person, require
from app.services.deps import Deps
from app.services.letters import Recipient
from app.store import photos, teams, users
from app.store.documents import Event, TeamInvitation, TeamMember, User

LONGEST_NOTE: Final = 100
MOST: Final = 50
MOST_INVITATIONS: Final = 50  # so that the list of them is one answer

Standing: TypeAlias = Literal["owner", "shoot", "edit", "help"]


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody of an event. ``name`` is None when the account is gone, ``email`` None for all but the owner, ``joined_at`` None
    of the owner. ``release``: when guests see what they send; None: as the event says."""

    user_id: str
    role: Standing
    name: str | None
    email: str | None
    joined_at: datetime | None
    release: Release | None


@dataclass(frozen=True, slots=True)
class Team:
    """The owner first, then in the order they came. ``invitations`` are open; only the owner sees them."""

    members: Sequence[Colleague]
    invitations: Sequence[TeamInvitation]


@dataclass(frozen=True, slots=True)
class NewInvitation:
    """An invitation and its link, which is kept nowhere; the token is in the fragment, which browsers send to no server."""

    invitation: TeamInvitation
    url: str


@dataclass(frozen=True, slots=True)
class Offer:
    """What an invitation offers. ``invited_by`` is None when the owner's account is gone."""

    event_name: str
    event_date: Day | None
    role: TeamRole
    invited_by: str | None
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Photographer:
    """An account that sent photos of an event, and how many there are. ``user_id`` and ``name`` are None for photos from
    before senders were recorded; ``name`` also for a deleted account. ``role`` is None for people who left the team."""

    user_id: str | None
    name: str | None
    role: Standing | None
    photos: int


async def of_event(caller: Caller, event_id: int) -> Team:
    """Who is on the team. Raises as ``access.event_for``."""
    event = await event_for(caller, event_id, Action.SEE_TEAM)
    owns = may(caller, Action.MANAGE_TEAM, facts(event))
    known = await users.by_ids([event.owner_id, *(member.user_id for member in event.team)])
    members = [_colleague(event, event.owner_id, "owner", known, None, addresses=owns)]
    for member in event.team:
        members.append(_colleague(event, member.user_id, member.role.value, known, member.joined_at, addresses=owns))
    return Team(members, _open_invitations(event) if owns else [])


async def invite(
    deps: Deps, caller: Caller, event_id: int, role: TeamRole, note: str, *, mail_to: Recipient | None = None
) -> NewInvitation:
    """A new invitation to the caller's event, also by mail where somebody is named. Raises as ``access.event_for``, ``Conflict``
    where very many are open, and for a mail as ``address_checks.require`` and ``letters.admit``."""
    event = await event_for(caller, event_id, Action.MANAGE_TEAM)
    if mail_to is not None:
        await address_checks.require(deps.settings, event.owner_id)
        await letters.admit(deps, mail_to)
    now = utc_now()
    token = secrets.token_urlsafe(32)
    invitation = TeamInvitation(
        id=new_id(),
        digest=digest_of(token),
        role=role,
        note=note,
        created_at=now,
        expires_at=now + timedelta(seconds=deps.settings.invitation_ttl_s),
    )
    if await teams.invite(event.id, invitation, most=MOST_INVITATIONS, now=now) is None:
        await event_for(caller, event_id, Action.MANAGE_TEAM)  # it may have been deleted this very moment
        raise TooManyInvitations(f"There are {MOST_INVITATIONS} open invitations. Withdraw some first.")
    await audit.record(caller, "team.invite", f"team_invitation:{invitation.id}", event.id, detail={"role": role.value})
    url = f"{deps.settings.public_url}/studio#team={token}"
    if mail_to is not None:
        owner = await users.get(event.owner_id)
        names = {"event": event.name, "who": owner.name if owner else event.name}
        await letters.post(deps.settings, LetterKind.TEAM, mail_to, url, until=invitation.expires_at, names=names)
    return NewInvitation(invitation, url)


async def revoke_invitation(caller: Caller, event_id: int, invitation_id: str) -> None:
    """Take an invitation back. Raises as ``access.event_for``, and ``NotFound``, also when it was used meanwhile."""
    event = await event_for(caller, event_id, Action.MANAGE_TEAM)
    if await teams.drop_invitation(event.id, invitation_id) is None:
        raise NotFound
    await audit.record(caller, "team.revoke_invitation", f"team_invitation:{invitation_id}", event.id)


async def look(caller: Caller, token: str) -> Offer:
    """What the invitation offers, for somebody who has signed in. Raises ``Unauthenticated``, ``Forbidden`` also to an account
    for guests, and ``InvitationInvalid``."""
    require(caller, Action.JOIN_TEAM)
    event, invitation = await _offered(token)
    owner = await users.get(event.owner_id)
    return Offer(event.name, event.date, invitation.role, owner.name if owner else None, invitation.expires_at)


async def accept(caller: Caller, token: str) -> Event:
    """Join the team; returns the event. Of several who try with one invitation, one does. Raises as ``look``, ``OnTheTeam`` and
    ``TeamFull``; the invitation stays open then."""
    require(caller, Action.JOIN_TEAM)
    user_id, now = in_person(caller), utc_now()
    event, invitation = await _offered(token)
    member = TeamMember(user_id=user_id, role=invitation.role, joined_at=now)
    _check_room(event, user_id)
    joined = await teams.join(event.id, invitation.digest, member, most=MOST, now=now)
    if joined is None:
        present, _ = await _offered(token)  # used or taken back meanwhile, as a rule
        _check_room(present, user_id)
        raise Conflict
    await audit.record(caller, "team.accept", f"user:{user_id}", event.id, detail={"role": invitation.role.value})
    return joined


async def decline(caller: Caller, token: str) -> None:
    """The invitation opens nothing any more. Raises as ``look``."""
    require(caller, Action.JOIN_TEAM)
    event, invitation = await _offered(token)
    if await teams.drop_invitation(event.id, invitation.id) is None:
        raise InvitationInvalid
    await audit.record(caller, "team.decline", f"team_invitation:{invitation.id}", event.id)


async def set_role(deps: Deps, caller: Caller, event_id: int, user_id: str, role: TeamRole) -> None:
    """What somebody of the team may do, from now on. Raises as ``access.event_for``, and ``NotFound`` for who is not on it."""
    event = await event_for(caller, event_id, Action.MANAGE_TEAM)
    while await teams.set_role(event, user_id, role) is None:
        event = await event_for(caller, event_id, Action.MANAGE_TEAM)
        if user_id not in facts(event).team:
            raise NotFound
    await audit.record(caller, "team.change", f"user:{user_id}", event.id, detail={"role": role.value})
    await _tell(deps, user_id)


async def set_release(caller: Caller, event_id: int, user_id: str, release: Release | None) -> None:
    """When guests see what the owner or somebody of the team sends, also what waits by now; None: as the event says. Raises as
    ``access.event_for``, and ``NotFound`` for who is neither."""
    event = await event_for(caller, event_id, Action.MANAGE_TEAM)
    if user_id != event.owner_id and user_id not in facts(event).team:
        raise NotFound
    await teams.set_release(event.id, user_id, release)
    detail = {"release": release.value if release else "as the event"}
    await audit.record(caller, "team.change", f"user:{user_id}", event.id, detail=detail)


async def remove(deps: Deps, caller: Caller, event_id: int, user_id: str) -> None:
    """Take somebody off the team, or leave it: from that write on nothing of theirs reaches the event, neither sign-ins nor
    tokens nor logins of cameras. Their photos stay. Raises as ``access.event_for``, and ``NotFound`` for who is not on it."""
    leaves = user_id == caller.user_id
    event = await event_for(caller, event_id, Action.LEAVE_TEAM if leaves else Action.MANAGE_TEAM)
    if await teams.remove(event.id, user_id) is None:
        raise NotFound
    await audit.record(caller, "team.leave" if leaves else "team.remove", f"user:{user_id}", event.id)
    await senders.revoke_of(caller, event.id, user_id)
    await _tell(deps, user_id)


async def photographers(caller: Caller, event_id: int) -> Sequence[Photographer]:
    """Who sent the photos of the event, and how many each; the one with most of them first. Raises as ``access.event_for``."""
    event = await event_for(caller, event_id, Action.SEE_PHOTOS)
    counted = await photos.counts_by_account(event.id)
    known = await users.by_ids([user_id for user_id in counted if user_id])
    roles: dict[str, Standing] = {event.owner_id: "owner"}
    roles |= {member.user_id: member.role.value for member in event.team}
    found = [
        Photographer(user_id, _name(known, user_id), roles.get(user_id) if user_id else None, count)
        for user_id, count in counted.items()
    ]
    return sorted(found, key=lambda each: (-each.photos, each.user_id or ""))


async def _offered(token: str) -> tuple[Event, TeamInvitation]:
    """The invitation, and what it is to; raises ``InvitationInvalid``."""
    digest = digest_of(token)
    event = await teams.invited_by(digest, utc_now())
    found = next((each for each in event.invitations if each.digest == digest), None) if event else None
    if event is None or found is None:
        raise InvitationInvalid
    return event, found


def _check_room(event: Event, user_id: str) -> None:
    if user_id == event.owner_id or user_id in facts(event).team:
        raise OnTheTeam
    if len(event.team) >= MOST:
        raise TeamFull(f"The team has reached the limit of {MOST} people.")


def _open_invitations(event: Event) -> list[TeamInvitation]:
    now = utc_now()
    return [invitation for invitation in reversed(event.invitations) if invitation.expires_at > now]


def _colleague(
    event: Event, user_id: str, role: Standing, known: dict[str, User], joined_at: datetime | None, *, addresses: bool
) -> Colleague:
    email = known[user_id].email if addresses and user_id in known else None
    return Colleague(user_id, role, _name(known, user_id), email, joined_at, event.releases.get(user_id))


def _name(known: dict[str, User], user_id: str | None) -> str | None:
    return known[user_id].name if user_id in known else None


async def _tell(deps: Deps, user_id: str) -> None:
    """What the account has open looks at once what it may do now."""
    await accounts.recheck_sessions(deps, user_id)
    await access_tokens.recheck(deps, user_id)
