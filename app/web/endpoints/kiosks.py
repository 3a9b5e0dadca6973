"""Kiosks: the owner's side and the device's side."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import AfterValidator, BaseModel, Field
from starlette.requests import Request
from starlette.responses import Response

from app.domain import text
from app.domain.permissions import Action
from app.domain.times import utc_now
from app.domain.vocabulary import DeviceKind
from app.services import grounds, kiosks, readiness
from app.services.deps import Deps
from app.services.events import guest_event
from app.store.documents import Event, Kiosk
from app.web.answers import answer, nothing, nothing_kept, shaped
from app.web.auth import caller_of
from app.web.endpoints.events import EventShape, event_shape
from app.web.openapi import documented
from app.web.requests import deps_of, json_body


class NewKiosk(BaseModel):
    """What the device is called. A `kiosk` is for guests to search at, a `wall` shows the photos as they come."""

    name: Annotated[str, AfterValidator(lambda name: text.one_line(name, kiosks.LONGEST_NAME))]
    kind: DeviceKind = "kiosk"


class WallChanges(BaseModel):
    """What is given is changed: `paused` stops a wall at the photo that it shows, `link_id` is the share link whose QR code is on
    it (null: none, but of a public event), `album_id` the album whose photos alone it shows (null: all)."""

    paused: bool = False
    link_id: Annotated[str | None, Field(max_length=64)] = None
    album_id: Annotated[str | None, Field(max_length=64)] = None


class KioskShape(BaseModel):
    """A kiosk or a wall; ``online``: the device showed itself lately. `paused`, `link_id` and `album_id` are of walls."""

    id: str
    event_id: int
    name: str
    kind: DeviceKind
    paused: bool
    link_id: str | None
    album_id: str | None
    created_at: datetime
    paired_at: datetime | None
    last_seen_at: datetime | None
    revoked_at: datetime | None
    online: bool


class PairingCode(KioskShape):
    """A new kiosk; ``pairing_code`` is shown this once and works once."""

    pairing_code: str
    expires_at: datetime


class Kiosks(BaseModel):
    """All kiosks of an event, newest first."""

    items: list[KioskShape]


class Code(BaseModel):
    """A pairing code, however it was typed, and what the device is that wants to use it."""

    code: Annotated[str, Field(max_length=64)]
    kind: DeviceKind = "kiosk"


class PairedDevice(BaseModel):
    """``token`` is the device's bearer token."""

    token: str
    event: EventShape
    kiosk: KioskShape


class OwnKiosk(BaseModel):
    """What a device is. `ready`: a guest could be looked for right now."""

    event: EventShape
    kiosk: KioskShape
    ready: bool


@documented("kiosks", action=Action.MANAGE_KIOSKS, body=NewKiosk, answers={201: PairingCode}, errors=(401, 403, 404))
async def create(request: Request) -> Response:
    """Make a kiosk or a wall and its pairing code."""
    deps = deps_of(request)
    caller = await caller_of(request, deps)
    wanted = await json_body(request, NewKiosk)
    new = await kiosks.create(deps, caller, request.path_params["event_id"], wanted.name, wanted.kind)
    return answer(PairingCode(**dict(_shape(new.kiosk)), pairing_code=new.code, expires_at=new.kiosk.code_expires_at), 201)


@documented("kiosks", action=Action.MANAGE_KIOSKS, answers={200: Kiosks}, errors=(401, 403, 404))
async def page(request: Request) -> Response:
    """All kiosks of an event."""
    caller = await caller_of(request, deps_of(request))
    found = await kiosks.of_event(caller, request.path_params["event_id"])
    return answer(Kiosks(items=[_shape(kiosk) for kiosk in found]))


@documented("kiosks", action=Action.MANAGE_KIOSKS, answers={204: None}, errors=(401, 403, 404))
async def revoke(request: Request) -> Response:
    """Revoke a kiosk.

    The device locks at once.
    """
    deps = deps_of(request)
    await kiosks.revoke(deps, await caller_of(request, deps), request.path_params["kiosk_id"])
    return nothing()


@documented("kiosks", action=Action.MANAGE_KIOSKS, body=WallChanges, answers={200: KioskShape}, errors=(401, 403, 404))
async def change(request: Request) -> Response:
    """Pause a wall, let it go on, or choose its QR code or its album.

    422 `not_a_wall` of a kiosk, `unknown_link` for a link that is not the event's or opens nothing any more, and `unknown_album`.
    """
    deps = deps_of(request)
    caller = await caller_of(request, deps)
    kiosk_id = request.path_params["kiosk_id"]
    await kiosks.admit_change(caller, kiosk_id)
    changes = (await json_body(request, WallChanges)).model_dump(exclude_unset=True)
    return answer(_shape(await kiosks.change(deps, caller, kiosk_id, changes)))


@documented("kiosks", action=Action.MANAGE_KIOSKS, answers={204: None}, errors=(401, 403, 404, 422))
async def skip(request: Request) -> Response:
    """Let a wall show its next photo now.

    422 `not_a_wall` of a kiosk.
    """
    deps = deps_of(request)
    await kiosks.skip(deps, await caller_of(request, deps), request.path_params["kiosk_id"])
    return nothing()


@documented("kiosks", action="whoever has the code", body=Code, answers={200: PairedDevice}, errors=(404,), anonymous=True)
async def pair(request: Request) -> Response:
    """Turn a pairing code into a device token.

    Upper or lower case, with or without dashes. An unknown, used or expired code answers 404 `unknown_pairing_code`;
    one of a device of another kind 404 `other_device`, and stays good.
    """
    deps = deps_of(request)
    typed = await json_body(request, Code)
    paired = await kiosks.pair(deps, typed.code, typed.kind)
    event = await _event(deps, paired.event, paired.kiosk)
    return answer(PairedDevice(token=paired.token, event=event, kiosk=_shape(paired.kiosk)))


@documented("kiosks", action=Action.BE_DEVICE, answers={200: OwnKiosk}, errors=(401, 404))
async def own(request: Request) -> Response:
    """The kiosk or wall that this device is.

    A device that asks now and then shows as online.
    """
    deps = deps_of(request)
    kiosk, event = await kiosks.own(await caller_of(request, deps))
    ready = await readiness.can_search(deps)
    return answer(OwnKiosk(event=await _event(deps, event, kiosk), kiosk=_shape(kiosk), ready=ready))


@documented("kiosks", action=Action.BE_KIOSK, answers={204: None}, errors=(401, 404))
async def done(request: Request) -> Response:
    """Nobody is in front of this kiosk.

    For a device that starts after a power cut: every search that it still holds is withdrawn, and of those that a phone took over
    it lets go. The answer empties the browser's cache. Can be repeated.
    """
    deps = deps_of(request)
    await kiosks.let_go(deps, await caller_of(request, deps))
    return nothing_kept()


async def _event(deps: Deps, event: Event, kiosk: Kiosk) -> EventShape:
    return event_shape(await guest_event(deps, event, grounds.of_kiosk(kiosk.id)))


def _shape(kiosk: Kiosk) -> KioskShape:
    return shaped(KioskShape, kiosk, online=kiosks.is_online(kiosk, utc_now()))
