"""Share links and guest sessions."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, AwareDatetime, BaseModel, Field
from starlette.requests import Request
from starlette.responses import Response

from app.domain import text
from app.domain.permissions import Action
from app.domain.times import utc_now
from app.errors import Forbidden, Unauthenticated, Unavailable
from app.services import grounds, pins, sharing
from app.services.deps import Deps
from app.services.events import guest_event
from app.services.qr import qr_svg
from app.services.sharing import OpenedSession
from app.services.tokens import GuestSession, guest_session
from app.settings import Settings
from app.store.documents import ShareLink
from app.web.answers import answer, nothing, nothing_kept
from app.web.auth import DOOR_COOKIE, GUEST_COOKIE, caller_of, clear_guest_cookie, set_door_cookie, set_guest_cookie
from app.web.endpoints.events import EventShape, event_shape
from app.web.openapi import documented
from app.web.problems import problem_of
from app.web.requests import address_of, deps_of, json_body, query_params

PIN_HEADER = "X-Share-Pin"


def _ahead(moment: datetime) -> datetime:
    now = utc_now()
    if moment <= now:
        raise ValueError("must lie in the future")
    if moment > now + sharing.LONGEST_LIFE:
        raise ValueError("lies too far in the future")
    return moment.astimezone(UTC)


def _label(label: str) -> str:
    return text.one_line(label, sharing.LONGEST_LABEL) if label.strip() else ""


def _pin(pin: str) -> str:
    pin = text.pin(pin)
    if not sharing.SHORTEST_PIN <= len(pin) <= sharing.LONGEST_PIN:
        raise ValueError(f"must have {sharing.SHORTEST_PIN} to {sharing.LONGEST_PIN} characters")
    return pin


class NewShareLink(BaseModel):
    """Without ``expires_at`` the link lives as long as the service's settings say."""

    expires_at: Annotated[AwareDatetime, AfterValidator(_ahead)] | None = None
    pin: Annotated[str, AfterValidator(_pin)] | None = None
    label: Annotated[str, AfterValidator(_label)] | None = None


class ShareLinkChanges(BaseModel):
    """What is given is changed; `pin` null: the link needs none any more."""

    expires_at: Annotated[AwareDatetime, AfterValidator(_ahead)] = Field(default_factory=utc_now)
    pin: Annotated[str, AfterValidator(_pin)] | None = None
    label: Annotated[str, AfterValidator(_label)] = ""


class ShareLinkShape(BaseModel):
    """A share link; `token` opens it, as the last part of `url` does, `opened` says how often guests opened it.

    `searches_end_at` is when it was revoked together with the searches that came by it; null while those may go on.
    `pin_tried_out`: so many wrong PINs were typed within the hour that somebody must be trying them out.
    """

    id: str
    url: str
    token: str
    label: str
    has_pin: bool
    created_at: datetime
    expires_at: datetime
    revoked_at: datetime | None
    searches_end_at: datetime | None
    opened: int
    pin_tried_out: bool


class ShareLinks(BaseModel):
    """All links of an event, newest first."""

    items: list[ShareLinkShape]


class Revocation(BaseModel):
    """What becomes of the searches that guests began by the link: `end` erases them, as if each guest had taken the consent back;
    `keep` only closes the door, and they go on until they expire.
    """

    searches: Literal["end", "keep"] = "end"


class RevokedShape(BaseModel):
    """How many searches that came by the link were ended and erased, and how many go on."""

    searches_ended: int
    searches_kept: int


class SharePin(BaseModel):
    """The PIN of a link that has one."""

    pin: str | None = Field(None, alias=PIN_HEADER)


class OpenedShare(BaseModel):
    """A guest session; ``guest_token`` is a bearer token for programs, browsers have the cookie."""

    event: EventShape
    guest_token: str
    expires_at: datetime


@documented("sharing", action=Action.SHARE_EVENT, body=NewShareLink, answers={201: ShareLinkShape}, errors=(401, 403, 404))
async def create(request: Request) -> Response:
    """Make a share link."""
    deps = deps_of(request)
    caller = await caller_of(request, deps)
    new = await json_body(request, NewShareLink, optional=True)
    link = await sharing.create(
        deps, caller, request.path_params["event_id"], expires_at=new.expires_at, pin=new.pin, label=new.label or ""
    )
    base = await sharing.base_of(deps, link.event_id)
    return answer(_shape(deps.settings, link, base, tried_out=False), 201)


@documented("sharing", action=Action.SHARE_EVENT, answers={200: ShareLinks}, errors=(401, 403, 404))
async def page(request: Request) -> Response:
    """All share links of an event."""
    deps = deps_of(request)
    caller = await caller_of(request, deps)
    event_id = request.path_params["event_id"]
    links = await sharing.links(caller, event_id)
    base = await sharing.base_of(deps, event_id)
    return answer(ShareLinks(items=[await _listed(deps, link, base) for link in links]))


@documented(
    "sharing", action=Action.SHARE_EVENT, body=ShareLinkChanges, answers={200: ShareLinkShape}, errors=(401, 403, 404, 410)
)
async def change(request: Request) -> Response:
    """Change a share link.

    Guests who have come in by it stay in. A link that has expired opens again with an expiry that lies ahead; one that was
    revoked answers 410 `link_revoked`.
    """
    deps = deps_of(request)
    caller = await caller_of(request, deps)
    changes = (await json_body(request, ShareLinkChanges)).model_dump(exclude_unset=True)
    link = await sharing.change(deps, caller, request.path_params["link_id"], changes)
    return answer(await _listed(deps, link, await sharing.base_of(deps, link.event_id)))


@documented(
    "sharing", action=Action.SHARE_EVENT, query=Revocation, answers={200: RevokedShape, 204: None}, errors=(401, 403, 404)
)
async def revoke(request: Request) -> Response:
    """Revoke a share link.

    The guest sessions that it opened end too, and their sockets close. The searches that came by it end and are erased as well,
    unless `searches=keep` is asked for; what was kept can be ended later by the same call. Who says what is to become of them
    hears how many there were (200), everybody else 204. A link that expires closes the door and ends no search.
    """
    deps = deps_of(request)
    asked = query_params(request, Revocation)
    revoked = await sharing.revoke(
        deps, await caller_of(request, deps), request.path_params["link_id"], end_searches=asked.searches == "end"
    )
    if not asked.model_fields_set:
        return nothing()
    return answer(RevokedShape(searches_ended=revoked.ended, searches_kept=revoked.kept))


@documented("sharing", action=Action.SHARE_EVENT, answers={200: "image/svg+xml"}, errors=(401, 403, 404))
async def qr_code(request: Request) -> Response:
    """The link's address as a QR code, to print or to show.

    A module is a millimetre; the picture has a viewBox and scales to any size.
    """
    deps = deps_of(request)
    link = await sharing.own_link(await caller_of(request, deps), request.path_params["link_id"])
    url = sharing.url_of(deps.settings, link, await sharing.base_of(deps, link.event_id))
    return Response(qr_svg(url), media_type="image/svg+xml")


@documented(
    "sharing",
    action="whoever has the link, and its PIN: sharing.open_link asks",
    headers=SharePin,
    answers={200: OpenedShare},
    errors=(401, 403, 404, 410),
    anonymous=True,
)
async def open_link(request: Request) -> Response:
    """Open a share link.

    Starts a guest session at its event. Codes: `pin_required`, `wrong_pin`, `link_expired`, `link_revoked`. Wrong PINs are
    counted by guest (the cookie `ep_door`); while somebody tries a PIN out, new guests wait up to half a minute for the answer.
    """
    deps = deps_of(request)
    guest = pins.known_guest(deps.settings, request.cookies.get(DOOR_COOKIE))
    try:
        opened = await sharing.open_link(
            deps,
            request.path_params["token"],
            pin=request.headers.get(PIN_HEADER),
            address=address_of(request),
            present=await _present(request, deps.settings),
            guest=guest,
        )
    except (Unauthenticated, Forbidden) as refused:
        if guest:
            raise
        response = problem_of(refused)
        set_door_cookie(response, deps.settings, pins.new_guest(deps.settings))
        return response
    return await _guest_answer(request, deps, opened)


@documented("sharing", action=Action.SEE_EVENT, answers={200: OpenedShare}, errors=(401, 403, 404), anonymous=True)
async def open_public(request: Request) -> Response:
    """Start a guest session at a public event."""
    deps = deps_of(request)
    caller = await caller_of(request, deps)
    present = await _present(request, deps.settings)
    opened = await sharing.open_public(
        deps, caller, request.path_params["event_id"], address=address_of(request), present=present
    )
    return await _guest_answer(request, deps, opened)


@documented(
    "sharing",
    action="whoever asks: it ends nothing but what this browser knows",
    answers={204: None},
    errors=(401, 403),
    anonymous=True,
)
async def leave(request: Request) -> Response:
    """Let a browser forget its guest at an event.

    The cookie of the guest session goes: the next to open the link here is somebody else, and is asked for its PIN. A cookie that
    is of another event by now stays. The bearer token holds as long as it would have.
    """
    deps = deps_of(request)
    await caller_of(request, deps)  # No other site may ask for it.
    present = await _present(request, deps.settings)
    response = nothing_kept()
    if present is None or present.event_id == request.path_params["event_id"]:
        clear_guest_cookie(response, deps.settings)
    return response


async def _present(request: Request, settings: Settings) -> GuestSession | None:
    token = request.cookies.get(GUEST_COOKIE)
    return await guest_session(settings, token) if token else None


async def _guest_answer(request: Request, deps: Deps, opened: OpenedSession) -> Response:
    event = event_shape(await guest_event(deps, opened.event, grounds.of_link(opened.guest.link_id)))
    response = answer(OpenedShare(event=event, guest_token=opened.token, expires_at=opened.expires_at))
    set_guest_cookie(request, response, deps.settings, opened.token, opened.expires_at)
    return response


async def _listed(deps: Deps, link: ShareLink, base: str) -> ShareLinkShape:
    tried_out = False
    with suppress(Unavailable):  # links are listed all the same
        tried_out = await pins.is_tried_out(deps, link)
    return _shape(deps.settings, link, base, tried_out=tried_out)


def _shape(settings: Settings, link: ShareLink, base: str, *, tried_out: bool) -> ShareLinkShape:
    return ShareLinkShape(
        id=link.id,
        url=sharing.url_of(settings, link, base),
        token=sharing.token_of(settings, link),
        label=link.label,
        has_pin=link.pin_hash is not None,
        created_at=link.created_at,
        expires_at=link.expires_at,
        revoked_at=link.revoked_at,
        searches_end_at=link.searches_end_at,
        opened=link.opened,
        pin_tried_out=tried_out,
    )
