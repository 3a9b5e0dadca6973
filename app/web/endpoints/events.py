"""Events."""

from __future__ import annotations

from datetime import date as Day  # noqa: N812 - a field is called date
from typing import Annotated

from pydantic import AfterValidator, BaseModel, Field, RootModel
from starlette.requests import Request
from starlette.responses import Response

from app.domain import text, zones
from app.domain.permissions import Action
from app.errors import Unprocessable
from app.services import events, kiosks, privacy
from app.services.access import event_for, require
from app.services.events import EventPage, EventShape, GalleryPage, ManagedEventShape, Terms
from app.store.documents import Downloads, Visibility, utc_now
from app.web.answers import answer, nothing
from app.web.auth import caller_of
from app.web.openapi import documented
from app.web.requests import ValidationFailed, deps_of, json_body, query_params

EventName = Annotated[str, AfterValidator(lambda name: text.one_line(name, events.LONGEST_NAME))]
ConsentText = Annotated[str, AfterValidator(lambda words: text.several_lines(words, events.LONGEST_CONSENT_TEXT))]
TimeZone = Annotated[str, AfterValidator(zones.zone_name)]
PhotoId = Annotated[str, Field(min_length=1, max_length=64)]


class EventSettings(BaseModel):
    """How an event treats its guests.

    `selfie_search`: guests may search for themselves. `downloads`: what they may take home of a photo that shows them.
    `keep_until`: the event's last day; when it is over in the event's `time_zone`, all that is in it is deleted; null keeps it.
    `time_zone`: where the event is, by its IANA name; it is also that of cameras that do not say theirs.
    `consent_text`: the photographer's own words, shown with the consent; another text is another version of the consent.
    `open_gallery`: while the event is public, everybody may browse all its photos, without a selfie.
    """

    selfie_search: bool = True
    downloads: Downloads = Downloads.ORIGINAL
    keep_until: Day | None = None
    time_zone: TimeZone = "UTC"
    consent_text: ConsentText = ""
    open_gallery: bool = False
    cover_photo_id: PhotoId | None = None


class NewEvent(EventSettings):
    """`public`: anyone may find it and search it; `unlisted` and `private`: guests need a share link."""

    name: EventName
    date: Day | None = None
    visibility: Visibility

    @property
    def terms(self) -> Terms:
        """The settings that a new event can have."""
        return Terms(self.selfie_search, self.downloads, self.keep_until, self.consent_text, self.open_gallery, self.time_zone)


class EventChanges(EventSettings):
    """What is given is changed; `date`, `keep_until` and `cover_photo_id` may be set to null.

    `cover_photo_id` must be a photo of the event that is not hidden, or the answer is 422 `unknown_photo`.
    """

    name: EventName = ""
    date: Day | None = None
    visibility: Visibility = Visibility.PRIVATE


class AnyEvent(RootModel[ManagedEventShape | EventShape]):
    """An event, as much of it as the caller may know."""


class EventQuery(BaseModel):
    """A page of events; ``mine`` leaves out what others own, and wants an account."""

    mine: bool = False
    cursor: Annotated[str | None, Field(pattern=r"^[0-9]{1,9}$")] = None
    limit: Annotated[int, Field(ge=1, le=events.LARGEST_PAGE)] = 50


class GalleryQuery(BaseModel):
    """A page of the gallery."""

    cursor: Annotated[str | None, Field(pattern=r"^[0-9]{1,15}$")] = None
    limit: Annotated[int, Field(ge=1, le=events.LARGEST_PAGE)] = 50


@documented("events", body=NewEvent, answers={201: ManagedEventShape}, errors=(401, 403))
async def create(request: Request) -> Response:
    """Create an event.

    Its number counts up from 1.
    """
    deps = deps_of(request)
    caller = await caller_of(request, deps)
    require(caller, Action.CREATE_EVENT)  # before the body: whoever may not need not know what would be wrong with it
    new = await json_body(request, NewEvent)
    if new.cover_photo_id:
        raise Unprocessable("A new event has no photo yet that could be its cover.", code="unknown_photo")
    _check_last_day(new.keep_until, new.time_zone)
    event = await events.create(deps, caller, new.name, new.date, new.visibility, terms=new.terms)
    return answer(await events.shape_for(deps, caller, event), 201)


@documented("events", query=EventQuery, answers={200: EventPage}, errors=(401,), anonymous=True)
async def page(request: Request) -> Response:
    """The events that you may see, newest first."""
    deps = deps_of(request)
    caller = await caller_of(request, deps)
    query = query_params(request, EventQuery)
    before = int(query.cursor) if query.cursor else None
    return answer(await events.page(deps, caller, mine=query.mine, before=before, limit=query.limit))


@documented("events", answers={200: AnyEvent}, errors=(401, 404), anonymous=True)
async def show(request: Request) -> Response:
    """One event.

    Guests see less of it than its owner.
    """
    deps = deps_of(request)
    caller = await caller_of(request, deps)
    event = await event_for(caller, request.path_params["event_id"], Action.SEE_EVENT)
    return answer(await events.shape_for(deps, caller, event))


@documented("events", query=GalleryQuery, answers={200: GalleryPage}, errors=(403, 404), anonymous=True)
async def gallery(request: Request) -> Response:
    """The photos of a public event whose gallery is open, newest first.

    All other events answer 403 `gallery_closed` to whom they are visible.
    """
    deps = deps_of(request)
    caller = await caller_of(request, deps)
    query = query_params(request, GalleryQuery)
    before = int(query.cursor) if query.cursor else None
    return answer(await events.gallery(deps, caller, request.path_params["event_id"], before, query.limit))


@documented("events", body=EventChanges, answers={200: ManagedEventShape}, errors=(401, 403, 404))
async def change(request: Request) -> Response:
    """Change an event."""
    deps = deps_of(request)
    caller = await caller_of(request, deps)
    event = await event_for(caller, request.path_params["event_id"], Action.CHANGE_EVENT)
    changes = (await json_body(request, EventChanges)).model_dump(exclude_unset=True)
    if changes.keys() & {"keep_until", "time_zone"}:  # a day that was to come may be over in another zone
        _check_last_day(changes.get("keep_until", event.keep_until), changes.get("time_zone", event.time_zone))
    event = await events.change(caller, event.id, changes)
    await kiosks.reconfigure(deps, event)
    return answer(await events.shape_for(deps, caller, event))


@documented("events", answers={204: None}, errors=(401, 403, 404))
async def delete(request: Request) -> Response:
    """Delete an event.

    Photos, faces, searches and index go with it.
    """
    deps = deps_of(request)
    caller = await caller_of(request, deps)
    event = await event_for(caller, request.path_params["event_id"], Action.DELETE_EVENT)
    await privacy.delete_event(deps, event, caller)
    return nothing()


def _check_last_day(day: Day | None, zone: str) -> None:
    if day and zones.is_over(day, zone, utc_now()):
        raise ValidationFailed([{"loc": ["body", "keep_until"], "msg": "must not lie in the past"}])
