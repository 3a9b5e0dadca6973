"""Who may make an account: anyone, whoever was invited, or nobody but administrators.

An invitation is a link that an administrator hands over, or has mailed. It works once and for a limited time, also
where registration is closed: it is the administrator who makes the account then, and the person who chooses the password.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from app.domain.digests import digest_of
from app.domain.permissions import Action, Caller
from app.domain.times import utc_now
from app.domain.vocabulary import LetterKind, RegistrationMode, Role
from app.errors import InvitationInvalid, InvitationRequired, NotFound, RegistrationClosed, RegistrationFixed, TooManyInvitations
from app.services import audit, letters
from app.services.access import require, signed_in
from app.services.deps import Deps
from app.services.letters import Recipient
from app.settings import Settings
from app.store import house, invitations, users
from app.store.documents import Invitation

LONGEST_NOTE: Final = 100
MOST_OPEN: Final = 1000  # so that the list of them is one answer


@dataclass(frozen=True, slots=True)
class NewInvitation:
    """An invitation and its link, which is kept nowhere; the token is in the fragment, which browsers send to no server."""

    invitation: Invitation
    token: str
    url: str


@dataclass(frozen=True, slots=True)
class Rule:
    """Who may make an account (``mode``), what an administrator has ``chosen``, and how it is without (``usual``). ``fixed``: the
    setting REGISTRATION says it. ``public``: others can reach this installation."""

    mode: RegistrationMode
    chosen: RegistrationMode | None
    usual: RegistrationMode
    fixed: bool
    public: bool


async def mode(settings: Settings) -> RegistrationMode:
    """As the setting says, else as an administrator has chosen, else as it is ``without_word``."""
    return settings.registration or await house.registration() or await without_word(settings)


async def without_word(settings: Settings) -> RegistrationMode:
    """Where nobody has said anything, an installation that others can reach is closed as soon as somebody has come in to
    work with it. Others can reach it when it listens on anything but a loopback address, or has another one in BASE_URL."""
    if settings.serves_this_machine_only or not await users.has_owner():
        return "open"
    return "closed"


async def rule(deps: Deps, caller: Caller) -> Rule:
    """Who may make an account, and why. Administrators only."""
    require(caller, Action.ADMINISTER)
    settings = deps.settings
    return Rule(
        mode=await mode(settings),
        chosen=await house.registration(),
        usual=await without_word(settings),
        fixed=bool(settings.registration),
        public=not settings.serves_this_machine_only,
    )


async def choose(deps: Deps, caller: Caller, wanted: RegistrationMode | None) -> Rule:
    """Who may make an account from now on, in every process at once; None: as it is without anybody's word. Administrators only.

    Raises ``RegistrationFixed`` where the setting says it.
    """
    require(caller, Action.ADMINISTER)
    if deps.settings.registration:
        raise RegistrationFixed
    await house.set_registration(wanted)
    await audit.record(caller, "registration.change", "registration", detail={"mode": wanted or "usual"})
    return await rule(deps, caller)


async def admit(deps: Deps, token: str | None) -> Invitation | None:
    """May somebody register, with the ``token`` of an invitation or without? Returns the invitation, to be used up.

    Raises ``Forbidden``: ``registration_closed``, ``invitation_required``, ``invitation_invalid`` (used, too old, taken back).
    """
    if token:
        found = await invitations.by_digest(digest_of(token), utc_now())
        if found is None:
            await audit.record_some(deps, Caller(), "user.wrong_invitation", "user:unknown")
            raise InvitationInvalid
        return found
    match await mode(deps.settings):
        case "open":
            return None
        case "invitation":
            raise InvitationRequired
        case "closed":
            raise RegistrationClosed


async def invite(deps: Deps, caller: Caller, role: Role, note: str, mail_to: Recipient | None = None) -> NewInvitation:
    """A new invitation, also by mail where somebody is named. Administrators only; nobody is invited to be one. Raises
    ``Conflict`` where very many are open, and (``mail_off``) for a mail where none is sent; ``RateLimited``."""
    require(caller, Action.ADMINISTER)
    if mail_to is not None:
        await letters.admit(deps, mail_to)
    now = utc_now()
    if await invitations.count_open(now) >= MOST_OPEN:
        raise TooManyInvitations(f"There are {MOST_OPEN} open invitations. Withdraw some first.")
    token = secrets.token_urlsafe(32)
    expires_at = now + timedelta(seconds=deps.settings.invitation_ttl_s)
    invitation = Invitation(
        digest=digest_of(token), role=role, note=note, invited_by=signed_in(caller), created_at=now, expires_at=expires_at
    )
    await invitations.insert(invitation)
    await audit.record(caller, "invitation.create", f"invitation:{invitation.id}", detail={"role": role.value})
    url = f"{deps.settings.public_url}/studio#invitation={token}"
    if mail_to is not None:
        await letters.post(deps.settings, LetterKind.INVITATION, mail_to, url, until=expires_at)
    return NewInvitation(invitation, token, url)


async def open_invitations(caller: Caller) -> Sequence[Invitation]:
    """All that can still be followed, the newest first. Administrators only."""
    require(caller, Action.ADMINISTER)
    return await invitations.open_ones(utc_now(), MOST_OPEN)


async def revoke(caller: Caller, invitation_id: str) -> None:
    """Take an invitation back. Administrators only. Raises ``NotFound``, also when it was used meanwhile."""
    require(caller, Action.ADMINISTER)
    invitation = await invitations.get(invitation_id)
    if invitation is None or not await invitations.take(invitation):
        raise NotFound
    await audit.record(caller, "invitation.revoke", f"invitation:{invitation.id}")
