"""Searches: a selfie in, matches out."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import datetime
from itertools import zip_longest
from typing import Annotated, Final

from pydantic import BaseModel, BeforeValidator, Field, WithJsonSchema
from starlette.requests import Request
from starlette.responses import Response

from app.domain import text
from app.domain.faces import Box
from app.domain.permissions import Action
from app.domain.quality import SelfieReason
from app.domain.vocabulary import Shared, ShownSearchStage, Tier, Why
from app.errors import MalformedMultipart, TooLarge, TooManySelfies, ValidationFailed
from app.ports import Selfie
from app.services import found_photos, own_search, picture_faces, searches
from app.services.found_photos import SharedMatch
from app.web.admission import Turn, turn_of
from app.web.answers import answer, nothing, shaped
from app.web.auth import caller_of
from app.web.endpoints.photos import PictureShape
from app.web.multipart import Part, parts
from app.web.openapi import UploadedFile, documented
from app.web.requests import address_of, deps_of, json_body, query_params

_MOST_SHARED: Final = 5
_YES: Final = frozenset({"true", "1", "on", "yes"})
_LONGEST_FIELD: Final = 1024
_MOST_FIELDS: Final = 20
_OTHER_BYTES: Final = 64 * 1024  # fields, and what stands between them
_LANGUAGE: Final = re.compile(r"(?=.{1,35}$)[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")  # RFC 5646, 4.4.1: 35 characters hold all


class NewSearch(BaseModel):
    """One to three photos of the same person; `consent` must be `true`.

    Where a picture shows several people, `box` says which face is meant: x, y, width and height as fractions of the upright
    picture, with commas between. The first `box` is for the first `selfie`, and so on; an empty one says nothing. `name` is what
    you call the person.

    `language` (BCP 47) is the one that the guest read the words of the consent in; it is kept with the consent.
    `consent_version` is the event's as it was shown: where its words have changed since, the answer is 409 `consent_changed`.
    """

    selfie: list[UploadedFile]
    consent: bool
    box: list[str] | None = None
    name: Annotated[str, Field(max_length=searches.LONGEST_NAME)] | None = None
    language: Annotated[str, Field(max_length=35)] | None = None
    consent_version: str | None = None


class MoreSelfies(BaseModel):
    """One to three more photos of the person that a search looks for; `consent` must be `true`. `box` as for a new search."""

    selfie: list[UploadedFile]
    consent: bool
    box: list[str] | None = None


class OnePicture(BaseModel):
    """A picture that may show several people."""

    selfie: UploadedFile


class SeenFaceShape(BaseModel):
    """A face: `box` is x, y, width, height as fractions of the upright picture. One that is not `usable` would be refused as a
    selfie for this `reason`."""

    box: tuple[float, float, float, float]
    usable: bool
    reason: SelfieReason | None = None


class SeenFacesShape(BaseModel):
    """From left to right."""

    faces: list[SeenFaceShape]


class StartedSearchShape(BaseModel):
    """`token` is a bearer token for this one search, HTTP and WebSocket; `topic` is where matches arrive."""

    id: str
    topic: str
    token: str
    status: ShownSearchStage
    expires_at: datetime


class SearchShape(BaseModel):
    """A search. `name` is what you call the person; `reason` says why it was rejected; `matches` counts those that may be seen
    now; `handed_off`: a phone took it over from a kiosk; `questions` are photos to ask the guest about, the one whose answer
    settles most first; `selfies` counts those that the search stands on; `wall` is your
    answer to whether a photo wall may show photos of you.
    """

    id: str
    event_id: int
    name: str | None = None
    topic: str
    status: ShownSearchStage
    reason: str | None = None
    created_at: datetime
    expires_at: datetime
    searched_faces: int
    matches: int
    elapsed_ms: int
    caught_up: bool
    handed_off: bool
    questions: list[str]
    selfies: int
    wall: bool | None = None


class WallAnswer(BaseModel):
    """May a photo wall show photos of you? `null` takes the answer back."""

    answer: bool | None


class MatchShape(PictureShape):
    """A photo of the person. `face_box` is x, y, width, height as fractions of the photo.

    `download_url` saves the photo as a file, by what the event allows; `original_url` is null unless that is the original.
    `probability` says how probable it is that the photo shows the person, `why` what that rests on; `revised` (in live messages)
    that it was told before with another tier.
    """

    name: str
    score: float
    tier: Tier
    probability: float
    why: Why
    face_box: tuple[float, float, float, float]
    original_url: str | None
    download_url: str | None
    taken_at: datetime | None = None
    live: bool
    is_me: bool | None = None
    revised: bool | None = None


class MatchPageShape(BaseModel):
    """Best first; `next_cursor` goes on."""

    items: list[MatchShape]
    next_cursor: str | None


class MatchQuery(BaseModel):
    """A page of matches."""

    cursor: Annotated[str | None, Field(max_length=200)] = None
    limit: Annotated[int, Field(ge=1, le=found_photos.MAX_PAGE)] = 100


class SharedMatchShape(MatchShape):
    """A photo of at least one of the people. `searches` are the searches that found it; `score` and `probability` are the best of
    theirs, `tier` is `certain` if one of them is, and all else is as the search with the best score has it.
    """

    searches: list[str]


class SharedMatchPageShape(BaseModel):
    """Best first; `next_cursor` goes on."""

    items: list[SharedMatchShape]
    next_cursor: str | None


def _ids(joined: object) -> object:
    return list(dict.fromkeys(joined.split(","))) if isinstance(joined, str) else joined


class SharedMatchQuery(MatchQuery):
    """A page of what several searches found. `ids` are theirs, one to five, with commas between; `mode` asks for the photos of
    `any` of them or for those that `all` of them found."""

    ids: Annotated[
        list[Annotated[str, Field(min_length=1, max_length=64)]],
        BeforeValidator(_ids),
        Field(min_length=1, max_length=_MOST_SHARED),
        WithJsonSchema({"type": "string"}),
    ]
    mode: Shared = Shared.ANY


class Feedback(BaseModel):
    """Does this photo show you? `null` takes an answer back."""

    photo_id: Annotated[str, Field(min_length=1, max_length=64)]
    is_me: bool | None


@documented(
    "searches",
    action=Action.START_SEARCH,
    form=OnePicture,
    answers={200: SeenFacesShape},
    errors=(401, 403, 404, 408, 413, 415, 422, 429),
    anonymous=True,
)
async def faces(request: Request) -> Response:
    """See which faces a picture shows.

    For a picture of several people, before a search: its `box` says then who is meant. Nothing is kept, and nothing that a face
    could be known by is computed. 503 when nobody could look at it within some seconds; a search takes the picture all the same.
    """
    deps = deps_of(request)
    caller = await caller_of(request, deps)
    event_id = request.path_params["event_id"]
    holder = await own_search.admit(caller, event_id)
    async with turn_of(request, caller) as turn:
        await searches.require_room(deps, holder)
        sent = await _read(request, turn, deps.settings.max_selfie_bytes, pictures=1)
        question_id = await own_search.ask_for_faces(deps, caller, event_id, sent.pictures, address=address_of(request))
    found = await picture_faces.answer(deps, question_id)
    return answer(SeenFacesShape(faces=[shaped(SeenFaceShape, face) for face in found]))


@documented(
    "searches",
    action=Action.START_SEARCH,
    form=NewSearch,
    answers={202: StartedSearchShape},
    errors=(401, 403, 404, 408, 409, 413, 415, 422, 429),
    anonymous=True,
)
async def start(request: Request) -> Response:
    """Search for yourself in an event.

    The selfies are never stored as files; without `consent=true` they are not looked at. Where the photographer wants no
    searching the answer is 403 `selfie_search_off`. Who sends another selfie while one is still on its way takes its place (429
    for the first); 408 `request_timeout` when it takes too long.
    """
    deps = deps_of(request)
    caller = await caller_of(request, deps)
    event_id = request.path_params["event_id"]
    holder = await own_search.admit(caller, event_id)
    async with turn_of(request, caller) as turn:
        await searches.require_room(deps, holder)
        sent = await _read(request, turn, deps.settings.max_selfie_bytes)
        search = await own_search.start(
            deps,
            caller,
            event_id,
            sent.selfies,
            consented=sent.consented,
            name=sent.name,
            consent_version=sent.consent_version,
            language=sent.language,
            address=address_of(request),
        )
    return answer(shaped(StartedSearchShape, searches.started(deps, search)), 202)


@documented("searches", action=Action.USE_SEARCH, answers={200: SearchShape}, errors=(401, 404))
async def show(request: Request) -> Response:
    """Where a search is."""
    deps = deps_of(request)
    found = await own_search.show(deps, await caller_of(request, deps), request.path_params["search_id"])
    return answer(shaped(SearchShape, found))


@documented(
    "searches",
    action=Action.USE_SEARCH,
    form=MoreSelfies,
    answers={202: SearchShape},
    errors=(401, 404, 408, 409, 413, 415, 422, 429),
)
async def add_selfies(request: Request) -> Response:
    """Add selfies to a live search, from another angle, say: up to five in all (`too_many_selfies`).

    What is found by them arrives on the topic as any other match does. There a `search.status` of stage `live` says that they are
    taken in, or with a `reason` why not: then the search goes on as it was. `several_faces` is also said of somebody else. 409
    `search_not_live` before the search is live and after its end.
    """
    deps = deps_of(request)
    caller = await caller_of(request, deps)
    search_id = request.path_params["search_id"]
    await own_search.admit_more(caller, search_id)
    async with turn_of(request, caller) as turn:
        sent = await _read(request, turn, deps.settings.max_selfie_bytes)
        found = await own_search.add_selfies(
            deps, caller, search_id, sent.selfies, consented=sent.consented, address=address_of(request)
        )
    return answer(shaped(SearchShape, found), 202)


@documented("searches", action=Action.USE_SEARCH, query=MatchQuery, answers={200: MatchPageShape}, errors=(400, 401, 404))
async def matches(request: Request) -> Response:
    """The photos found so far, best first."""
    deps = deps_of(request)
    caller = await caller_of(request, deps)
    query = query_params(request, MatchQuery)
    page = await own_search.matches(deps, caller, request.path_params["search_id"], query.cursor, query.limit)
    return answer(MatchPageShape(items=[shaped(MatchShape, each) for each in page.items], next_cursor=page.next_cursor))


@documented(
    "searches", action=Action.USE_SEARCH, query=SharedMatchQuery, answers={200: SharedMatchPageShape}, errors=(400, 401, 404)
)
async def shared_matches(request: Request) -> Response:
    """The photos that several searches found so far, each once, best first: of several people in one visit.

    You must hold each of the searches. `mode=all` gives the photos with all of them.
    """
    deps = deps_of(request)
    caller = await caller_of(request, deps)
    query = query_params(request, SharedMatchQuery)
    page = await own_search.shared_matches(deps, caller, query.ids, query.mode, cursor=query.cursor, limit=query.limit)
    items = [_shared(each) for each in page.items]
    return answer(SharedMatchPageShape(items=items, next_cursor=page.next_cursor))


@documented("searches", action=Action.USE_SEARCH, body=Feedback, answers={204: None}, errors=(401, 404))
async def feedback(request: Request) -> Response:
    """Say whether a photo shows you.

    One that does not leaves your matches; you may change your mind, or take your answer back with `null`.
    """
    deps = deps_of(request)
    caller = await caller_of(request, deps)
    given = await json_body(request, Feedback)
    await own_search.say(deps, caller, request.path_params["search_id"], given.photo_id, given.is_me)
    return nothing()


@documented("searches", action=Action.USE_SEARCH, body=WallAnswer, answers={204: None}, errors=(401, 404))
async def answer_for_wall(request: Request) -> Response:
    """Say whether a photo wall may show photos of you.

    Where the event asks (`wall_asks`), a wall shows no photo on which somebody who said no is recognised. You may change your
    mind; the answer goes with the search.
    """
    deps = deps_of(request)
    caller = await caller_of(request, deps)
    said = await json_body(request, WallAnswer)
    await own_search.answer_for_wall(deps, caller, request.path_params["search_id"], said.answer)
    return nothing()


def _shared(found: SharedMatch) -> SharedMatchShape:
    given = shaped(MatchShape, found.match).model_dump(exclude_unset=True)
    return SharedMatchShape(**given, searches=list(found.searches))


class _Sent:
    """What came in the body; held in memory and nowhere else."""

    def __init__(self) -> None:
        self.pictures: list[bytes] = []
        self.boxes: list[Box | None] = []
        self.answers: list[bool] = []
        self.name: str | None = None
        self.language: str | None = None
        self.consent_version: str | None = None

    @property
    def selfies(self) -> list[Selfie]:
        """Each picture with its box."""
        return [Selfie(picture, box) for picture, box in zip_longest(self.pictures, self.boxes[: len(self.pictures)])]

    @property
    def consented(self) -> bool:
        """Said yes, and nothing else."""
        return bool(self.answers) and all(self.answers)


async def _read(request: Request, turn: Turn, most: int, pictures: int = searches.MAX_SELFIES) -> _Sent:
    """The form, of so many pictures of so many bytes. Raises ``TooLarge`` and ``Unacceptable`` while it streams in, before all of
    it is in memory."""
    said = request.headers.get("content-length", "")
    if said.isdecimal() and int(said) > pictures * most + _OTHER_BYTES:
        raise TooLarge(f"A selfie may have at most {most // 2**20} MiB.")
    sent = _Sent()
    try:
        await _read_into(sent, request, turn, most, pictures)
    except BaseException:
        sent.pictures.clear()  # at once, whatever still refers to it: a traceback does
        raise
    turn.arrived()
    return sent


async def _read_into(sent: _Sent, request: Request, turn: Turn, most: int, pictures: int) -> None:
    fields = 0
    async for part in parts(request):
        fields += 1
        if fields > _MOST_FIELDS:
            raise MalformedMultipart("Too many form fields.")
        if part.name == "selfie":
            if len(sent.pictures) == pictures:
                raise TooManySelfies(f"At most {pictures} at a time.")
            sent.pictures.append(await _bytes(part, turn, most, f"A selfie may have at most {most // 2**20} MiB."))
            continue
        value = await _bytes(part, turn, _LONGEST_FIELD, f"A field may have at most {_LONGEST_FIELD} bytes.")
        if part.name == "consent":
            sent.answers.append(value.decode(errors="replace").strip().lower() in _YES)
        elif part.name == "box":
            sent.boxes.append(_box(value))
        elif part.name == "name" and value.strip():
            sent.name = _name(value)
        elif part.name == "language" and value.strip():
            sent.language = _language(value)
        elif part.name == "consent_version":
            sent.consent_version = value.decode(errors="replace").strip()


def _box(value: bytes) -> Box | None:
    """On the picture, at least in part; None for an empty field."""
    if not value.strip():
        return None
    with suppress(ValueError, TypeError):
        box = Box(*map(float, value.decode(errors="replace").split(",")))
        if all(0 <= part <= 1 for part in box) and box.width > 0 and box.height > 0:
            return box
    raise ValidationFailed([{"loc": ["body", "box"], "msg": "must be x,y,width,height as fractions of the picture"}])


def _name(value: bytes) -> str:
    try:
        return text.one_line(value.decode(errors="replace"), searches.LONGEST_NAME)
    except ValueError as problem:
        raise ValidationFailed([{"loc": ["body", "name"], "msg": str(problem)}]) from None


def _language(value: bytes) -> str:
    tag = value.decode(errors="replace").strip()
    if not _LANGUAGE.fullmatch(tag):
        raise ValidationFailed([{"loc": ["body", "language"], "msg": "must be a language tag (BCP 47) such as de-CH"}])
    return tag


async def _bytes(part: Part, turn: Turn, most: int, refusal: str) -> bytes:
    held = bytearray()
    try:
        async for chunk in part.data:
            turn.take(len(chunk))
            held += chunk
            if len(held) > most:
                raise TooLarge(refusal)
        return bytes(held)
    finally:
        held.clear()  # as above
