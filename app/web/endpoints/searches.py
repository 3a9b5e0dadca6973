"""Searches: a selfie in, matches out; and taking a search from a kiosk to a phone."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, Field
from starlette.requests import Request
from starlette.responses import Response

from app.domain.permissions import Action, Caller
from app.errors import BadRequest, TooLarge, Unprocessable
from app.services import audit, handoff, privacy, searches
from app.services.access import event_for, search_for
from app.services.events import EventShape, guest_shape
from app.services.photo_shapes import PictureShape
from app.services.privacy import Receipt
from app.store.documents import Event, Holder
from app.web import allowances
from app.web.answers import answer, nothing, nothing_kept
from app.web.auth import caller_of
from app.web.multipart import Part, parts
from app.web.openapi import UploadedFile, documented
from app.web.requests import ValidationFailed, address_of, deps_of, json_body, query_params

_YES: Final = frozenset({"true", "1", "on", "yes"})
_LONGEST_FIELD: Final = 1024
_SAID: Final = {True: "yes", False: "no", None: "taken back"}
_MOST_FIELDS: Final = 20
_LANGUAGE: Final = re.compile(r"(?=.{1,35}$)[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")  # RFC 5646, 4.4.1: 35 characters hold all
Status = Literal["queued", "detecting", "searching", "live", "rejected", "expired"]


class NewSearch(BaseModel):
    """One to three photos of the same person; `consent` must be `true`.

    `language` (BCP 47) is the one that the guest read the words of the consent in; it is kept with the consent.
    `consent_version` is the event's as it was shown: where its words have changed since, the answer is 409 `consent_changed`.
    """

    selfie: list[UploadedFile]
    consent: bool
    language: Annotated[str, Field(max_length=35)] | None = None
    consent_version: str | None = None


class StartedSearchShape(BaseModel):
    """`token` is a bearer token for this one search, HTTP and WebSocket; `topic` is where matches arrive."""

    id: str
    topic: str
    token: str
    status: Status
    expires_at: datetime


class SearchShape(BaseModel):
    """A search. `reason` says why it was rejected; `matches` counts those that may be seen now; `handed_off`: a phone took it
    over from a kiosk.
    """

    id: str
    event_id: int
    topic: str
    status: Status
    reason: str | None = None
    created_at: datetime
    expires_at: datetime
    searched_faces: int
    matches: int
    elapsed_ms: int
    caught_up: bool
    handed_off: bool


class MatchShape(PictureShape):
    """A photo of the person. `face_box` is x, y, width, height as fractions of the photo.

    `download_url` saves the photo as a file, by what the event allows; `original_url` is null unless that is the original.
    """

    name: str
    score: float
    tier: Literal["certain", "maybe"]
    face_box: tuple[float, float, float, float]
    original_url: str | None
    download_url: str | None
    taken_at: datetime | None = None
    live: bool
    is_me: bool | None = None


class MatchPageShape(BaseModel):
    """Best first; `next_cursor` goes on."""

    items: list[MatchShape]
    next_cursor: str | None


class MatchQuery(BaseModel):
    """A page of matches."""

    cursor: Annotated[str | None, Field(max_length=200)] = None
    limit: Annotated[int, Field(ge=1, le=searches.MAX_PAGE)] = 100


class Feedback(BaseModel):
    """Does this photo show you? `null` takes an answer back."""

    photo_id: Annotated[str, Field(min_length=1, max_length=64)]
    is_me: bool | None


class ReceiptQuery(BaseModel):
    """Whether the answer should be a receipt."""

    receipt: bool = False


class ReceiptShape(BaseModel):
    """That a consent was withdrawn, and what was erased with it. `id` is the consent's: the service keeps it under that."""

    id: str
    event_id: int
    agreed_at: datetime
    withdrawn_at: datetime
    erased: list[Literal["selfie", "template", "matches"]]


class WithdrawnShape(BaseModel):
    """A deleted search."""

    receipt: ReceiptShape


class HandoffShape(BaseModel):
    """`url` works once and for a few minutes; `qr_svg` shows it."""

    url: str
    qr_svg: str
    expires_at: datetime


class Handoff(BaseModel):
    """What came in the address's fragment.

    Who sends a `nonce`, made for this one hand-over, may send both again when the answer was lost, and gets it once more.
    """

    handoff: Annotated[str, Field(min_length=1, max_length=1024)]
    nonce: Annotated[str | None, Field(pattern=r"^[A-Za-z0-9_-]{16,64}$")] = None


class TakenOverShape(BaseModel):
    """The search, now on this device too, and its event."""

    search: StartedSearchShape
    event: EventShape


@documented(
    "searches", form=NewSearch, answers={202: StartedSearchShape}, errors=(401, 403, 404, 409, 413, 415, 422, 429), anonymous=True
)
async def start(request: Request) -> Response:
    """Search for yourself in an event.

    The selfies are never stored as files; without `consent=true` they are not looked at. Where the photographer wants no
    searching the answer is 403 `selfie_search_off`.
    """
    deps = deps_of(request)
    caller = await caller_of(request, deps)
    event = await event_for(caller, request.path_params["event_id"], Action.START_SEARCH)
    searches.require_offered(event)
    await allowances.count(request, deps, caller, "search", deps.settings.search_rate)
    sent = await _read(request, deps.settings.max_selfie_bytes)
    searches.require_current(event, sent.consent_version)
    search = await searches.start(
        deps, event, _holder(caller, event), sent.selfies, consented=sent.consented, language=sent.language, by=caller
    )
    return answer(StartedSearchShape.model_validate(searches.started(deps, search)), 202)


@documented("searches", answers={200: SearchShape}, errors=(401, 404))
async def show(request: Request) -> Response:
    """Where a search is."""
    deps = deps_of(request)
    search = await search_for(await caller_of(request, deps), request.path_params["search_id"])
    return answer(SearchShape.model_validate(await searches.details(search)))


@documented("searches", query=MatchQuery, answers={200: MatchPageShape}, errors=(400, 401, 404))
async def matches(request: Request) -> Response:
    """The photos found so far, best first."""
    deps = deps_of(request)
    search = await search_for(await caller_of(request, deps), request.path_params["search_id"])
    query = query_params(request, MatchQuery)
    page = await searches.page_of_matches(deps, search, query.cursor, query.limit)
    return answer(MatchPageShape.model_validate({"items": page.items, "next_cursor": page.next_cursor}))


@documented("searches", body=Feedback, answers={204: None}, errors=(401, 404))
async def feedback(request: Request) -> Response:
    """Say whether a photo shows you.

    One that does not leaves your matches; you may change your mind, or take your answer back with `null`.
    """
    deps = deps_of(request)
    caller = await caller_of(request, deps)
    search = await search_for(caller, request.path_params["search_id"])
    given = await json_body(request, Feedback)
    await searches.answer(deps, search, given.photo_id, given.is_me)
    # Not which photo: that would say who is on it, and outlive the search.
    await audit.record(caller, "search.feedback", f"search:{search.id}", search.event_id, detail={"answer": _SAID[given.is_me]})
    return nothing()


@documented("searches", query=ReceiptQuery, answers={200: WithdrawnShape, 204: None}, errors=(401, 404))
async def withdraw(request: Request) -> Response:
    """Take the consent back.

    Face template and matches are gone when this answers; a receipt without face data stays. Who asks with `receipt=true` and
    `Accept: application/json` gets it (200), everybody else 204. A withdrawal that failed half way (503) can be asked for
    again; 404 says that nothing is left.
    """
    deps = deps_of(request)
    caller = await caller_of(request, deps)
    search = await search_for(caller, request.path_params["search_id"], also_withdrawn=True)
    wanted = query_params(request, ReceiptQuery).receipt and "application/json" in request.headers.get("accept", "")
    await privacy.withdraw_search(deps, search, by=caller)
    return answer(WithdrawnShape(receipt=_receipt(await privacy.receipt(search.id)))) if wanted else nothing()


@documented("kiosks", answers={200: HandoffShape}, errors=(401, 403, 404))
async def hand_off(request: Request) -> Response:
    """A link with which a guest takes a search along on a phone."""
    deps = deps_of(request)
    search = await search_for(await caller_of(request, deps), request.path_params["search_id"], Action.HAND_OFF_SEARCH)
    offer = await handoff.offer(deps, search)
    return answer(HandoffShape(url=offer.url, qr_svg=offer.qr_svg, expires_at=offer.expires_at))


@documented("kiosks", answers={204: None}, errors=(401, 403, 404))
async def done(request: Request) -> Response:
    """The guest leaves the kiosk.

    A search that a phone took over lives on there and the kiosk lets go of it; any other is withdrawn. What failed half way (503)
    can be asked for again. The answer empties the browser's cache.
    """
    deps = deps_of(request)
    caller = await caller_of(request, deps)
    search = await search_for(caller, request.path_params["search_id"], Action.HAND_OFF_SEARCH, also_withdrawn=True)
    await handoff.release(deps, search)
    return nothing_kept()


@documented("searches", body=Handoff, answers={200: TakenOverShape}, errors=(404, 410), anonymous=True)
async def take_over(request: Request) -> Response:
    """Go on with a search that a kiosk handed off; works once, for one phone, with whichever of its links."""
    deps = deps_of(request)
    given = await json_body(request, Handoff)
    await deps.limiter.hit(deps.settings.pairing_rate, f"handoff:{address_of(request)}")
    search, event = await handoff.redeem(deps, given.handoff, given.nonce)
    started = StartedSearchShape.model_validate(searches.started(deps, search))
    return answer(TakenOverShape(search=started, event=await guest_shape(deps, event)))


def _receipt(receipt: Receipt) -> ReceiptShape:
    return ReceiptShape(
        id=receipt.consent_id,
        event_id=receipt.event_id,
        agreed_at=receipt.agreed_at,
        withdrawn_at=receipt.withdrawn_at,
        erased=["selfie", "template", "matches"],
    )


class _Sent:
    """What came in the body; held in memory and nowhere else."""

    def __init__(self) -> None:
        self.selfies: list[bytes] = []
        self.answers: list[bool] = []
        self.language: str | None = None
        self.consent_version: str | None = None

    @property
    def consented(self) -> bool:
        """Said yes, and nothing else."""
        return bool(self.answers) and all(self.answers)


async def _read(request: Request, most: int) -> _Sent:
    """The form. Raises ``TooLarge`` and ``Unprocessable`` while it streams in, before all of it is in memory."""
    sent = _Sent()
    fields = 0
    async for part in parts(request):
        fields += 1
        if fields > _MOST_FIELDS:
            raise BadRequest("Too many form fields.", code="malformed_multipart")
        if part.name == "selfie":
            if len(sent.selfies) == searches.MAX_SELFIES:
                raise Unprocessable(f"At most {searches.MAX_SELFIES} selfies.", code="too_many_selfies")
            sent.selfies.append(await _bytes(part, most, f"A selfie may have at most {most // 2**20} MiB."))
            continue
        value = await _bytes(part, _LONGEST_FIELD, f"A field may have at most {_LONGEST_FIELD} bytes.")
        if part.name == "consent":
            sent.answers.append(value.decode(errors="replace").strip().lower() in _YES)
        elif part.name == "language" and value.strip():
            sent.language = _language(value)
        elif part.name == "consent_version":
            sent.consent_version = value.decode(errors="replace").strip()
    return sent


def _language(value: bytes) -> str:
    tag = value.decode(errors="replace").strip()
    if not _LANGUAGE.fullmatch(tag):
        raise ValidationFailed([{"loc": ["body", "language"], "msg": "must be a language tag (BCP 47) such as de-CH"}])
    return tag


async def _bytes(part: Part, most: int, refusal: str) -> bytes:
    held = bytearray()
    async for chunk in part.data:
        held += chunk
        if len(held) > most:
            raise TooLarge(refusal)
    return bytes(held)


def _holder(caller: Caller, event: Event) -> Holder:
    """Who will find the search again later without its token."""
    known: list[tuple[Any, str | None]] = [
        ("kiosk", caller.kiosk_id),
        ("user", caller.user_id),
        ("guest", caller.guest_id if caller.guest_event_id == event.id else None),
    ]
    for kind, holder_id in known:
        if holder_id:
            return Holder(kind=kind, id=holder_id)
    return Holder(kind="anonymous", id="")
