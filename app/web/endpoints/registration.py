"""For administrators: who may make an account, and invitations to make one."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel
from starlette.requests import Request
from starlette.responses import Response

from app.domain import text
from app.domain.permissions import Action
from app.domain.vocabulary import RegistrationMode, Role
from app.services import registration
from app.store.documents import Invitation
from app.web.answers import answer, nothing, shaped
from app.web.auth import caller_of
from app.web.languages import MayBeMailed
from app.web.openapi import documented
from app.web.requests import deps_of, json_body


def _note(note: str) -> str:
    return text.one_line(note, registration.LONGEST_NOTE) if note.strip() else ""


class InvitationRequest(MayBeMailed):
    """``note`` says whom it is for; administrators alone see it. With `mail_to` the link is mailed to that address, too, in that
    `language`."""

    role: Literal["photographer", "guest"] = "photographer"
    note: Annotated[str, AfterValidator(_note)] = ""


class InvitationShape(BaseModel):
    """An invitation that can still be followed."""

    id: str
    role: Role
    note: str
    created_at: datetime
    expires_at: datetime


class NewInvitationShape(InvitationShape):
    """A new invitation; ``url`` and ``token``, the part behind `#invitation=`, are shown this once and work once."""

    url: str
    token: str


class InvitationList(BaseModel):
    """All that can still be followed, newest first."""

    items: list[InvitationShape]


class RegistrationChoice(BaseModel):
    """Who may make an account; null: as it is without anybody's word."""

    mode: RegistrationMode | None


class RegistrationRule(BaseModel):
    """Who may make an account (`mode`), what an administrator has `chosen`, and how it is without that (`usual`).

    `fixed`: the setting REGISTRATION says it, and nothing else changes it. `public`: others can reach this installation, because
    it listens on, or has in its address, anything but a loopback address.
    """

    mode: RegistrationMode
    chosen: RegistrationMode | None
    usual: RegistrationMode
    fixed: bool
    public: bool


@documented("admin", action=Action.ADMINISTER, answers={200: InvitationList}, errors=(403,))
async def open_invitations(request: Request) -> Response:
    """Invitations that can still be followed, newest first."""
    found = await registration.open_invitations(await caller_of(request, deps_of(request)))
    return answer(InvitationList(items=[_invitation(invitation) for invitation in found]))


@documented("admin", action=Action.ADMINISTER, body=InvitationRequest, answers={201: NewInvitationShape}, errors=(409,))
async def invite(request: Request) -> Response:
    """Make an invitation.

    Whoever has its link makes an account of that role, once; also where registration is closed. 409 `mail_off` for a mail where
    the service sends none.
    """
    deps = deps_of(request)
    caller = await caller_of(request, deps_of(request))
    wanted = await json_body(request, InvitationRequest, optional=True)
    new = await registration.invite(deps, caller, Role(wanted.role), wanted.note, wanted.recipient)
    return answer(NewInvitationShape(**dict(_invitation(new.invitation)), url=new.url, token=new.token), 201)


@documented("admin", action=Action.ADMINISTER, answers={204: None}, errors=(404,))
async def revoke_invitation(request: Request) -> Response:
    """Take an invitation back.

    404 also when it was used meanwhile: then there is an account.
    """
    await registration.revoke(await caller_of(request, deps_of(request)), request.path_params["invitation_id"])
    return nothing()


@documented("admin", action=Action.ADMINISTER, answers={200: RegistrationRule}, errors=(403,))
async def registration_rule(request: Request) -> Response:
    """Who may make an account, and why."""
    deps = deps_of(request)
    return answer(shaped(RegistrationRule, await registration.rule(deps, await caller_of(request, deps))))


@documented("admin", action=Action.ADMINISTER, body=RegistrationChoice, answers={200: RegistrationRule}, errors=(403, 409))
async def choose_registration(request: Request) -> Response:
    """Choose who may make an account.

    It holds at once. 409 `registration_fixed` where the setting REGISTRATION says it.
    """
    deps = deps_of(request)
    caller = await caller_of(request, deps)
    wanted = await json_body(request, RegistrationChoice)
    return answer(shaped(RegistrationRule, await registration.choose(deps, caller, wanted.mode)))


def _invitation(invitation: Invitation) -> InvitationShape:
    return InvitationShape(
        id=invitation.id,
        role=invitation.role,
        note=invitation.note,
        created_at=invitation.created_at.astimezone(UTC),
        expires_at=invitation.expires_at.astimezone(UTC),
    )
