"""Events."""

from __future__ import annotations

from datetime import date as Day  # noqa: N812 - a field is called date
from datetime import datetime
from typing import Annotated

from pydantic import AfterValidator, BaseModel, Field, RootModel
from starlette.requests import Request
from starlette.responses import Response

from app.domain import releasing, text, zones
from app.domain.cursors import BY_NUMBER
from app.domain.permissions import Action
from app.domain.vocabulary import Downloads, FinalsRule, LoneFinals, Position, Release, Visibility
from app.errors import UnknownPhoto
from app.services import archiving, duplicating, events, gallery_news, kiosks, privacy, walls
from app.services.events import GuestEvent, ManagedEvent, Terms
from app.web.answers import answer, nothing, shaped
from app.web.auth import caller_of
from app.web.endpoints.brands import BrandShape
from app.web.endpoints.photos import PhotoId, PictureShape
from app.web.openapi import documented
from app.web.requests import deps_of, json_body, query_params

EventName = Annotated[str, AfterValidator(lambda name: text.one_line(name, events.LONGEST_NAME))]
ConsentText = Annotated[str, AfterValidator(lambda words: text.several_lines(words, events.LONGEST_CONSENT_TEXT))]
TimeZone = Annotated[str, AfterValidator(zones.zone_name)]


class EventSettings(BaseModel):
    """How an event treats its guests.

    `selfie_search`: guests may search for themselves. `downloads`: what they may take home of a photo that shows them.
    `keep_until`: the event's last day; when it is over in the event's `time_zone`, all that is in it is deleted; null keeps it.
    `time_zone`: where the event is, by its IANA name; it is also that of cameras that do not say theirs.
    `consent_text`: the photographer's own words, shown with the consent; another text is another version of the consent.
    `open_gallery`: while the event is public, everybody may browse all its photos, without a selfie.
    `link_gallery`: whoever came by a share link may, whether the event is public or not.
    `comments`: guests may write to the photographer about single photos.
    `registered_only`: faces are compared with those of guests who asked and never stored; fixed once there are photos.
    `release`: guests see photos `at_once`, `later` (`release_after_min` minutes after they are ready, unless somebody says no),
    or only those that were `approved`. A change counts for the photos that wait, too.
    `finals_by`: a final replaces the photo of its `name` (of several the one that was taken at its moment), or only one of its
    `name_and_time`. `lone_finals`: a final that finds none is a `photo` of its own, or waits until somebody says which photo it
    replaces (`ask`). `keep_proofs`: what was replaced stays until the event goes.
    `guest_photos`: guests may give photos; with `guest_gate` those wait to be approved, whatever `release` says. `wall_asks`:
    guests are asked whether a wall may show photos of them, and walls show none of who said no.
    """

    selfie_search: bool = True
    downloads: Downloads = Downloads.ORIGINAL
    keep_until: Day | None = None
    time_zone: TimeZone = "UTC"
    consent_text: ConsentText = ""
    open_gallery: bool = False
    link_gallery: bool = False
    comments: bool = False
    registered_only: bool = False
    release: Release = Release.AT_ONCE
    release_after_min: Annotated[int, Field(ge=releasing.SHORTEST_MIN, le=releasing.LONGEST_MIN)] = releasing.USUAL_MIN
    finals_by: FinalsRule = FinalsRule.NAME
    lone_finals: LoneFinals = LoneFinals.PHOTO
    keep_proofs: bool = True
    guest_photos: bool = False
    guest_gate: bool = True
    wall_asks: bool = False
    cover_photo_id: PhotoId | None = None


class NewEvent(EventSettings):
    """`public`: anyone may find it and search it; `unlisted` and `private`: guests need a share link."""

    name: EventName
    date: Day | None = None
    visibility: Visibility

    @property
    def terms(self) -> Terms:
        """The settings that a new event can have."""
        return Terms(
            selfie_search=self.selfie_search,
            downloads=self.downloads,
            keep_until=self.keep_until,
            consent_text=self.consent_text,
            open_gallery=self.open_gallery,
            link_gallery=self.link_gallery,
            comments=self.comments,
            registered_only=self.registered_only,
            time_zone=self.time_zone,
            release=self.release,
            release_after_min=self.release_after_min,
            finals_by=self.finals_by,
            lone_finals=self.lone_finals,
            keep_proofs=self.keep_proofs,
            guest_photos=self.guest_photos,
            guest_gate=self.guest_gate,
            wall_asks=self.wall_asks,
        )


class Duplicate(BaseModel):
    """What the new event is called, and when it is."""

    name: EventName
    date: Day | None = None


class EventChanges(EventSettings):
    """What is given is changed; `date`, `keep_until` and `cover_photo_id` may be set to null.

    `cover_photo_id` must be a photo of the event that is not hidden, or the answer is 422 `unknown_photo`. Another
    `registered_only` in an event that has photos is 409 `photos_exist`.
    """

    name: EventName = ""
    date: Day | None = None
    visibility: Visibility = Visibility.PRIVATE


class EventShape(BaseModel):
    """An event as a guest may see it.

    `keep_until` is its last day (null: it stays), `consent_text` what the photographer adds to the words of the consent,
    `consent_version` the version of all those words, `consent_keep_days` how long the record of a consent stays after its end,
    `cover` the one picture that a guest sees before consenting, `brand` whose event it is. Everybody may browse a public event
    with an `open_gallery`, and one with a `link_gallery` whoever came by a share link. With `registered_only` faces of people
    who did not ask are never stored. With `comments` guests may write about single photos, with `guest_photos` give photos of
    their own, and with `wall_asks` they are asked whether a wall may show photos of them.
    """

    id: int
    name: str
    date: Day | None
    visibility: Visibility
    created_at: datetime
    selfie_search: bool
    downloads: Downloads
    keep_until: Day | None
    consent_text: str
    consent_version: str
    consent_keep_days: int
    open_gallery: bool
    link_gallery: bool
    comments: bool
    registered_only: bool
    guest_photos: bool
    wall_asks: bool
    cover: PictureShape | None
    brand: BrandShape


class ManagedEventShape(EventShape):
    """An event as its owner and its team see it, with what is in it.

    `owned`: by who asks; `role` is what they are to it (an administrator sees others' too), `may` what they may do there, and
    `owner_name` whose it is (null: of an account that is gone). `archived_at` is null unless it is archived. `guests` counts who
    has searched so far, `waiting` those of the `indexed` photos that wait to be approved, `replaced` those that show a final.
    Where no photo was chosen as the cover, `cover` is the newest one, for the owner alone. `time_zone` (IANA) is where the event
    is.
    """

    owned: bool
    role: Position
    may: list[Action]
    owner_name: str | None
    time_zone: str
    release: Release
    release_after_min: int
    finals_by: FinalsRule
    lone_finals: LoneFinals
    keep_proofs: bool
    guest_gate: bool
    cover_photo_id: str | None
    archived_at: datetime | None
    guests: int
    photos: int
    queued: int
    processing: int
    indexed: int
    failed: int
    waiting: int
    replaced: int
    faces: int


class EventPage(BaseModel):
    """Newest first; ``next_cursor`` goes on."""

    items: list[ManagedEventShape | EventShape]
    next_cursor: str | None


class AnyEvent(RootModel[ManagedEventShape | EventShape]):
    """An event, as much of it as the caller may know."""


class EventQuery(BaseModel):
    """A page of events; ``mine`` leaves out what others own unless one is on its team, and wants an account. ``q`` is part of
    the name; ``archived``: only those that are, or that are not."""

    mine: bool = False
    q: Annotated[str, Field(max_length=events.LONGEST_NAME, pattern=text.PRINTABLE)] = ""
    archived: bool | None = None
    cursor: Annotated[str | None, Field(pattern=BY_NUMBER.pattern)] = None
    limit: Annotated[int, Field(ge=1, le=events.LARGEST_PAGE)] = 50


@documented("events", action=Action.CREATE_EVENT, body=NewEvent, answers={201: ManagedEventShape}, errors=(401, 403, 507))
async def create(request: Request) -> Response:
    """Create an event.

    Its number counts up from 1. 507 `too_many_events` where the account has as many as it may.
    """
    deps = deps_of(request)
    caller = await caller_of(request, deps)
    new = await json_body(request, NewEvent)
    if new.cover_photo_id:
        raise UnknownPhoto("A new event has no photos yet to choose a cover from.")
    event = await events.create(deps, caller, new.name, new.date, new.visibility, terms=new.terms)
    return answer(event_shape(await events.seen_by(deps, caller, event)), 201)


@documented("events", action=Action.LIST_EVENTS, query=EventQuery, answers={200: EventPage}, errors=(401,), anonymous=True)
async def page(request: Request) -> Response:
    """The events that you may see, newest first."""
    deps = deps_of(request)
    caller = await caller_of(request, deps)
    query = query_params(request, EventQuery)
    before = BY_NUMBER.place(query.cursor) if query.cursor else None
    wanted = events.Wanted(mine=query.mine, words=query.q.strip(), archived=query.archived)
    found, following = await events.page(deps, caller, wanted, before=before, limit=query.limit)
    return answer(EventPage(items=[event_shape(event) for event in found], next_cursor=_cursor(following)))


@documented("events", action=Action.SEE_EVENT, answers={200: AnyEvent}, errors=(401, 404), anonymous=True)
async def show(request: Request) -> Response:
    """One event.

    Guests see less of it than its owner.
    """
    deps = deps_of(request)
    caller = await caller_of(request, deps)
    event = await events.show(caller, request.path_params["event_id"])
    return answer(event_shape(await events.seen_by(deps, caller, event)))


@documented(
    "events", action=Action.CHANGE_EVENT, body=EventChanges, answers={200: ManagedEventShape}, errors=(401, 403, 404, 409)
)
async def change(request: Request) -> Response:
    """Change an event."""
    deps = deps_of(request)
    caller = await caller_of(request, deps)
    changes = (await json_body(request, EventChanges)).model_dump(exclude_unset=True)
    event = await events.change(caller, request.path_params["event_id"], changes)
    await kiosks.reconfigure(deps, event)
    if changes.keys() & {"wall_asks", "downloads"}:
        await walls.renew(deps, event.id)
    await gallery_news.settings_changed(deps, event.id, changes)
    return answer(event_shape(await events.seen_by(deps, caller, event)))


@documented("events", action=Action.DELETE_EVENT, answers={204: None}, errors=(401, 403, 404))
async def delete(request: Request) -> Response:
    """Delete an event.

    Photos, faces, searches and index go with it.
    """
    deps = deps_of(request)
    await privacy.end_event(deps, await caller_of(request, deps), request.path_params["event_id"])
    return nothing()


@documented("events", action=Action.DELETE_EVENT, answers={200: ManagedEventShape}, errors=(401, 403, 404))
async def archive(request: Request) -> Response:
    """Archive an event.

    All searches end, and the faces of its photos are erased for good; nobody can search, and no photo is taken in. Photos,
    galleries and links stay.
    """
    deps = deps_of(request)
    caller = await caller_of(request, deps)
    event = await archiving.archive(deps, caller, request.path_params["event_id"])
    await kiosks.reconfigure(deps, event)
    return answer(event_shape(await events.seen_by(deps, caller, event)))


@documented("events", action=Action.CHANGE_EVENT, answers={200: ManagedEventShape}, errors=(401, 403, 404, 409))
async def bring_back(request: Request) -> Response:
    """Bring an event back from the archive.

    Its photos are looked through anew, in the background; searches do not come back. 409 `not_archived`, or `still_archiving` as
    long as faces are being removed.
    """
    deps = deps_of(request)
    caller = await caller_of(request, deps)
    event = await archiving.bring_back(deps, caller, request.path_params["event_id"])
    await kiosks.reconfigure(deps, event)
    return answer(event_shape(await events.seen_by(deps, caller, event)))


@documented("events", action=Action.SHARE_EVENT, body=Duplicate, answers={201: ManagedEventShape}, errors=(401, 403, 404, 507))
async def duplicate(request: Request) -> Response:
    """Make an event like this one.

    Its settings, and share links with the same names, PINs and spans of time: no photos, no team, no last day. 507
    `too_many_events` where the account has as many events as it may.
    """
    deps = deps_of(request)
    caller = await caller_of(request, deps)
    wanted = await json_body(request, Duplicate)
    event = await duplicating.duplicate(deps, caller, request.path_params["event_id"], wanted.name, wanted.date)
    return answer(event_shape(await events.seen_by(deps, caller, event)), 201)


def event_shape(event: GuestEvent) -> ManagedEventShape | EventShape:
    """As much of it as there is."""
    return shaped(ManagedEventShape if isinstance(event, ManagedEvent) else EventShape, event)


def _cursor(following: int | None) -> str | None:
    return BY_NUMBER.of(following) if following is not None else None
