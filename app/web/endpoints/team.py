"""The team of an event, and invitations to it."""

from __future__ import annotations

from datetime import date as Day  # noqa: N812 - a field is called date
from datetime import datetime
from typing import Annotated, Self

from pydantic import AfterValidator, BaseModel, Field, model_validator
from starlette.requests import Request
from starlette.responses import Response

from app.domain import text
from app.domain.permissions import Action
from app.domain.vocabulary import Release, TeamRole
from app.services import team
from app.services.team import Standing
from app.web.answers import answer, nothing, shaped
from app.web.auth import caller_of
from app.web.languages import MayBeMailed
from app.web.openapi import documented
from app.web.requests import deps_of, json_body


class ColleagueShape(BaseModel):
    """Somebody of an event. `name` is null when the account is gone; only the owner sees an `email`. `release`: when guests see
    what they send; null: as the event says."""

    user_id: str
    role: Standing
    name: str | None
    email: str | None
    joined_at: datetime | None
    release: Release | None


class TeamInvitationShape(BaseModel):
    """An invitation that still works; `note` says whom it is for."""

    id: str
    role: TeamRole
    note: str
    created_at: datetime
    expires_at: datetime


class TeamShape(BaseModel):
    """The owner first; only the owner sees `invitations`."""

    members: list[ColleagueShape]
    invitations: list[TeamInvitationShape]


class NewTeamInvitation(MayBeMailed):
    """Whom to invite, and as what. With `mail_to` the link is mailed to that address, too, in that `language`."""

    role: TeamRole
    note: Annotated[str, AfterValidator(lambda note: text.one_line(note, team.LONGEST_NOTE) if note else "")] = ""


class MadeTeamInvitation(TeamInvitationShape):
    """A new invitation; `url` is shown this once."""

    url: str


class TeamToken(BaseModel):
    """What the link of an invitation has behind `#team=`."""

    token: Annotated[str, Field(min_length=1, max_length=200)]


class OfferShape(BaseModel):
    """What an invitation offers; `invited_by` is the name of the event's owner."""

    event_name: str
    event_date: Day | None
    role: TeamRole
    invited_by: str | None
    expires_at: datetime


class JoinedShape(BaseModel):
    """The event whose team one is on."""

    event_id: int


class ColleagueChanges(BaseModel):
    """What is given is changed; the owner has a `release` only. `release` null: as the event says."""

    role: TeamRole | None = None
    release: Release | None = None

    @model_validator(mode="after")
    def _something(self) -> Self:
        if not self.model_fields_set or (self.role is None and "role" in self.model_fields_set):
            raise ValueError("send a role or a release")
        return self


class PhotographerShape(BaseModel):
    """Who sent `photos` of an event. `user_id` is null for photos from before senders were recorded, `name` also for a deleted
    account, `role` for people who left the team."""

    user_id: str | None
    name: str | None
    role: Standing | None
    photos: int


class Photographers(BaseModel):
    """The one with most photos first."""

    items: list[PhotographerShape]


@documented("team", action=Action.SEE_TEAM, answers={200: TeamShape}, errors=(401, 403, 404))
async def page(request: Request) -> Response:
    """Who is on the team of an event, and who is invited."""
    found = await team.of_event(await caller_of(request, deps_of(request)), request.path_params["event_id"])
    members = [shaped(ColleagueShape, member) for member in found.members]
    return answer(TeamShape(members=members, invitations=[shaped(TeamInvitationShape, each) for each in found.invitations]))


@documented(
    "team", action=Action.MANAGE_TEAM, body=NewTeamInvitation, answers={201: MadeTeamInvitation}, errors=(401, 403, 404, 409)
)
async def invite(request: Request) -> Response:
    """Invite a colleague by a link.

    It works once, until it is taken back or expires, and is shown this once. Who opens it has to sign in to see what it is to.
    409 `mail_off` for a mail where the service sends none.
    """
    deps = deps_of(request)
    caller = await caller_of(request, deps)
    new = await json_body(request, NewTeamInvitation)
    made = await team.invite(deps, caller, request.path_params["event_id"], new.role, new.note, mail_to=new.recipient)
    return answer(MadeTeamInvitation(**shaped(TeamInvitationShape, made.invitation).model_dump(), url=made.url), 201)


@documented("team", action=Action.MANAGE_TEAM, answers={204: None}, errors=(401, 403, 404))
async def revoke_invitation(request: Request) -> Response:
    """Take an invitation back."""
    caller = await caller_of(request, deps_of(request))
    await team.revoke_invitation(caller, request.path_params["event_id"], request.path_params["invitation_id"])
    return nothing()


@documented("team", action=Action.MANAGE_TEAM, body=ColleagueChanges, answers={204: None}, errors=(401, 403, 404))
async def change(request: Request) -> Response:
    """Give somebody of the team another role, or what they send another way to guests.

    `release` also counts for what waits by now, and may be set for the owner.
    """
    deps = deps_of(request)
    caller = await caller_of(request, deps)
    event_id, user_id = request.path_params["event_id"], request.path_params["user_id"]
    wanted = await json_body(request, ColleagueChanges)
    if wanted.role:
        await team.set_role(deps, caller, event_id, user_id, wanted.role)
    if "release" in wanted.model_fields_set:
        await team.set_release(caller, event_id, user_id, wanted.release)
    return nothing()


@documented("team", action=Action.LEAVE_TEAM, answers={204: None}, errors=(401, 403, 404))
async def remove(request: Request) -> Response:
    """Take somebody off the team, or leave it oneself.

    Logins of cameras that they have at the event end, and so does what their sign-ins and tokens reach of it. Their photos stay.
    """
    deps = deps_of(request)
    caller = await caller_of(request, deps)
    await team.remove(deps, caller, request.path_params["event_id"], request.path_params["user_id"])
    return nothing()


@documented("team", action=Action.SEE_PHOTOS, answers={200: Photographers}, errors=(401, 403, 404))
async def photographers(request: Request) -> Response:
    """Who sent the photos of an event, and how many each."""
    found = await team.photographers(await caller_of(request, deps_of(request)), request.path_params["event_id"])
    return answer(Photographers(items=[shaped(PhotographerShape, each) for each in found]))


@documented("team", action=Action.JOIN_TEAM, body=TeamToken, answers={200: OfferShape}, errors=(401, 403))
async def look(request: Request) -> Response:
    """What an invitation offers, to an account that has signed in.

    403 `invitation_invalid` when it was used, taken back, or is too old.
    """
    caller = await caller_of(request, deps_of(request))
    return answer(shaped(OfferShape, await team.look(caller, (await json_body(request, TeamToken)).token)))


@documented("team", action=Action.JOIN_TEAM, body=TeamToken, answers={200: JoinedShape}, errors=(401, 403, 409))
async def accept(request: Request) -> Response:
    """Join the team of an event by an invitation.

    409 `on_the_team` to who owns the event or is on its team already; the invitation stays open then.
    """
    caller = await caller_of(request, deps_of(request))
    event = await team.accept(caller, (await json_body(request, TeamToken)).token)
    return answer(JoinedShape(event_id=event.id))


@documented("team", action=Action.JOIN_TEAM, body=TeamToken, answers={204: None}, errors=(401, 403))
async def decline(request: Request) -> Response:
    """Decline an invitation: it opens nothing any more."""
    caller = await caller_of(request, deps_of(request))
    await team.decline(caller, (await json_body(request, TeamToken)).token)
    return nothing()
