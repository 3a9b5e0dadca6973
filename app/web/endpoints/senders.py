"""Senders, which are cameras that send by FTP, and where an event's photos come from."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel
from starlette.requests import Request
from starlette.responses import Response

from app.domain import text
from app.domain.permissions import Action
from app.domain.times import utc_now
from app.domain.vocabulary import Source
from app.services import event_sources, senders
from app.services.senders import OwnedSender
from app.settings import Settings
from app.web.answers import answer, nothing, shaped
from app.web.auth import caller_of
from app.web.openapi import documented
from app.web.requests import deps_of, json_body


class NewSenderName(BaseModel):
    """What the camera is called: the photographer's word for it."""

    name: Annotated[str, AfterValidator(lambda name: text.one_line(name, senders.LONGEST_NAME))]


class SenderShape(BaseModel):
    """A camera and the user name it signs in with; `online`: it signed in within the last minutes. `owner_name`: whose of the
    event's team it is; null of one's own."""

    id: str
    event_id: int
    name: str
    username: str
    owner_name: str | None
    created_at: datetime
    last_seen_at: datetime | None
    revoked_at: datetime | None
    online: bool


class NewSenderShape(SenderShape):
    """A new camera; `sender_password` is shown this once."""

    sender_password: str


class FtpShape(BaseModel):
    """What is typed into a camera beside its name and password. `tls`: `required`, `possible`, or `none` where all goes in the
    clear."""

    host: str
    port: int
    tls: str


class SendersShape(BaseModel):
    """All cameras of an event, newest first; `ftp` is null where this service takes nothing from cameras."""

    items: list[SenderShape]
    ftp: FtpShape | None


class RefusedFileShape(BaseModel):
    """A file that became no photo; `code` is the error's."""

    name: str
    code: str
    at: datetime


class CutFileShape(BaseModel):
    """A file of which `size` bytes came, the last of them at `since`, and whose rest is overdue."""

    name: str
    size: int
    since: datetime


class SourceShape(BaseModel):
    """One way by which photos come, or one camera.

    `photos` and `refused` count, `refusals` names the last of them, `waiting` counts files that are not all there, and `cut`
    names those that have been so for a minute. `online` is null but for cameras.
    """

    source: Source
    name: str | None
    sender_id: str | None
    photos: int
    last_photo: str | None
    last_photo_at: datetime | None
    refused: int
    refusals: list[RefusedFileShape]
    waiting: int
    cut: list[CutFileShape]
    online: bool | None
    last_seen_at: datetime | None


class SourcesShape(BaseModel):
    """Whatever sent last comes first."""

    items: list[SourceShape]


@documented(
    "senders", action=Action.MANAGE_OWN_SENDERS, body=NewSenderName, answers={201: NewSenderShape}, errors=(401, 403, 404)
)
async def create(request: Request) -> Response:
    """Make the user name and the password by which one camera sends photos to the event.

    Short, in small letters and digits that are not mistaken for each other; capitals do not matter.
    """
    deps = deps_of(request)
    caller = await caller_of(request, deps)
    name = (await json_body(request, NewSenderName)).name
    new = await senders.create(deps, caller, request.path_params["event_id"], name)
    return answer(NewSenderShape(**dict(_shape(OwnedSender(new.camera, None))), sender_password=new.password), 201)


@documented("senders", action=Action.MANAGE_OWN_SENDERS, answers={200: SendersShape}, errors=(401, 403, 404))
async def page(request: Request) -> Response:
    """All cameras of an event for its owner, one's own for who is on its team; and where they send to."""
    deps = deps_of(request)
    found = await senders.of_event(await caller_of(request, deps), request.path_params["event_id"])
    return answer(SendersShape(items=[_shape(camera) for camera in found], ftp=_ftp(deps.settings)))


@documented("senders", action=Action.MANAGE_OWN_SENDERS, answers={204: None}, errors=(401, 403, 404))
async def revoke(request: Request) -> Response:
    """Revoke a camera's login: it sends nothing more. Its photos stay, and a file that is under way still arrives."""
    await senders.revoke(await caller_of(request, deps_of(request)), request.path_params["sender_id"])
    return nothing()


@documented("senders", action=Action.SEE_PHOTOS, answers={200: SourcesShape}, errors=(401, 403, 404))
async def sources(request: Request) -> Response:
    """Where the event's photos come from, and how each source does."""
    caller = await caller_of(request, deps_of(request))
    found = await event_sources.of_event(caller, request.path_params["event_id"], utc_now())
    return answer(SourcesShape(items=[_source(each) for each in found]))


def _ftp(settings: Settings) -> FtpShape | None:
    if not settings.ftp_port:
        return None
    host = settings.ftp_address or urlsplit(settings.public_url).hostname or ""
    has_tls = settings.https or bool(settings.ftp_cert)
    return FtpShape(
        host=host, port=settings.ftp_port, tls="none" if not has_tls else "possible" if settings.ftp_plain else "required"
    )


def _shape(owned: OwnedSender) -> SenderShape:
    online = senders.is_online(owned.camera, utc_now())
    return shaped(SenderShape, owned.camera, online=online, owner_name=owned.owner_name)


def _source(health: event_sources.SourceHealth) -> SourceShape:
    came, camera = health.came, health.camera
    return SourceShape(
        source=came.source if came else Source.CAMERA,
        name=camera.name if camera else None,
        sender_id=camera.id if camera else None,
        photos=came.photos if came else 0,
        last_photo=came.last_photo if came else None,
        last_photo_at=came.last_photo_at if came else None,
        refused=came.refused if came else 0,
        refusals=[shaped(RefusedFileShape, each) for each in came.refusals] if came else [],
        waiting=camera.waiting if camera else 0,
        cut=[shaped(CutFileShape, each) for each in camera.cut] if camera else [],
        online=health.online,
        last_seen_at=camera.last_seen_at if camera else None,
    )
