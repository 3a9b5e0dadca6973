"""Events: made, found, changed; and how they look from outside."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from datetime import date as Day  # noqa: N812 - a field is called date
from typing import Any, Final

from pydantic import BaseModel

from app.domain import consent
from app.domain.permissions import Action, Caller, may, relations
from app.errors import Forbidden, Unprocessable
from app.services import audit
from app.services.access import event_for, facts, require, signed_in
from app.services.deps import Deps
from app.services.media import Audience
from app.services.photo_shapes import GalleryPhotoShape, PictureShape, gallery_photo, picture
from app.store import events, photos, stats
from app.store.documents import Downloads, Event, Photo, PhotoStatus, Visibility
from app.store.photos import Filters

LONGEST_NAME: Final = 200
LONGEST_CONSENT_TEXT: Final = 2000
LARGEST_PAGE: Final = 200


@dataclass(frozen=True, slots=True)
class Terms:
    """How an event treats its guests, and how long it stays."""

    selfie_search: bool = True
    downloads: Downloads = Downloads.ORIGINAL
    keep_until: Day | None = None
    consent_text: str = ""
    open_gallery: bool = False
    time_zone: str = "UTC"


class EventShape(BaseModel):
    """An event as a guest may see it.

    `keep_until` is its last day (null: it stays), `consent_text` what the photographer adds to the words of the consent,
    `consent_version` the version of all those words, `cover` the one picture that a guest sees before consenting. Everybody may
    browse a public event with an `open_gallery`.
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
    open_gallery: bool
    cover: PictureShape | None


class ManagedEventShape(EventShape):
    """An event as its owner sees it, with what is in it.

    `owned`: by who asks (an administrator sees others' too). `guests` counts the searches so far, without those that were
    rejected. Where no photo was chosen as the cover, `cover` is the newest one, for the owner alone. `time_zone` (IANA) is where
    the event is.
    """

    owned: bool
    time_zone: str
    cover_photo_id: str | None
    guests: int
    photos: int
    queued: int
    processing: int
    indexed: int
    failed: int
    faces: int


class EventPage(BaseModel):
    """Newest first; ``next_cursor`` goes on."""

    items: list[ManagedEventShape | EventShape]
    next_cursor: str | None


class GalleryPage(BaseModel):
    """Newest first; ``next_cursor`` goes on."""

    items: list[GalleryPhotoShape]
    next_cursor: str | None


async def create(
    deps: Deps,
    caller: Caller,
    name: str,
    date: Day | None,
    visibility: Visibility,
    *,
    terms: Terms = Terms(),
) -> Event:
    """A new event of the caller's, with a data key of its own. Raises ``Unauthenticated`` and ``Forbidden``."""
    require(caller, Action.CREATE_EVENT)
    draft = Event(
        id=0,
        owner_id=signed_in(caller),
        name=name,
        date=date,
        visibility=visibility,
        data_key=deps.vault.new_key(),
        **asdict(terms),
    )
    event = await events.insert_next(draft)
    await audit.record(caller, "event.create", f"event:{event.id}", event.id)
    return event


async def change(caller: Caller, event_id: int, changes: Mapping[str, Any]) -> Event:
    """Set fields of the event. Raises as ``access.event_for``, and ``Unprocessable`` (``unknown_photo``) for a cover that is
    no photo of the event which guests may see."""
    event = await event_for(caller, event_id, Action.CHANGE_EVENT)
    if changes.get("cover_photo_id"):
        await _check_cover(event, changes["cover_photo_id"])
    stored = {key: value.isoformat() if isinstance(value, Day) else value for key, value in changes.items()}
    changed = await events.change(event.id, stored)
    if changed is None:  # deleted this very moment
        return await event_for(caller, event_id, Action.CHANGE_EVENT)
    await audit.record(caller, "event.change", f"event:{event.id}", event.id, detail={"changed": ", ".join(sorted(changes))})
    return changed


async def page(deps: Deps, caller: Caller, *, mine: bool, before: int | None, limit: int) -> EventPage:
    """The events that the caller may see, the newest first; only the caller's own with ``mine``.

    Raises ``Unauthenticated`` for ``mine`` without an account: that nobody owns none would say that a session still holds.
    """
    if mine:
        signed_in(caller)
    found = await events.visible(
        owner_id=caller.user_id if may(Action.CREATE_EVENT, relations(caller)) else None,
        guest_of=None if mine else caller.guest_event_id or caller.kiosk_event_id,
        public=not mine,
        everything=caller.role == "admin" and not mine,
        before=before,
        limit=limit + 1,
    )
    items = [await shape_for(deps, caller, event) for event in found[:limit]]
    return EventPage(items=items, next_cursor=str(items[-1].id) if len(found) > limit else None)


async def gallery(deps: Deps, caller: Caller, event_id: int, before: int | None, limit: int) -> GalleryPage:
    """What a public event with an open gallery shows to everybody: its photos, newest first, from below number ``before``.

    Raises as ``access.event_for``, and ``Forbidden`` (``gallery_closed``) for all other events.
    """
    event = await event_for(caller, event_id, Action.SEE_EVENT)
    if event.visibility is not Visibility.PUBLIC or not event.open_gallery:
        raise Forbidden("Guests of this event find their own photos with a selfie.", code="gallery_closed")
    found, following = await photos.page(event.id, Filters(status=PhotoStatus.INDEXED.value), before, limit)
    return GalleryPage(
        items=[GalleryPhotoShape(**gallery_photo(deps, photo, event.downloads)) for photo in found],
        next_cursor=str(following) if following is not None else None,
    )


async def shape_for(deps: Deps, caller: Caller, event: Event) -> ManagedEventShape | EventShape:
    """As much of the event as the caller may know."""
    if not may(Action.CHANGE_EVENT, relations(caller, facts(event))):
        return await guest_shape(deps, event)
    return await _managed(deps, event, owned=caller.user_id == event.owner_id)


async def guest_shape(deps: Deps, event: Event) -> EventShape:
    """The event as anyone may see it who may see it at all."""
    return EventShape(**_common(event), cover=_picture(deps, await _chosen_cover(event), "guest"))


async def _managed(deps: Deps, event: Event, *, owned: bool) -> ManagedEventShape:
    counted = await stats.of_event(event.id)
    cover = await _chosen_cover(event) or (await photos.newest_shown(event.id) if counted.indexed else None)
    return ManagedEventShape(
        **_common(event),
        cover=_picture(deps, cover, "owner"),
        cover_photo_id=event.cover_photo_id,
        owned=owned,
        time_zone=event.time_zone,
        guests=max(0, counted.guests),
        photos=counted.total,
        queued=max(0, counted.total - counted.processing - counted.indexed - counted.failed),
        processing=counted.processing,
        indexed=counted.indexed,
        failed=counted.failed,
        faces=counted.faces,
    )


def _common(event: Event) -> dict[str, Any]:
    return {
        "id": event.id,
        "name": event.name,
        "date": event.date,
        "visibility": event.visibility,
        "created_at": event.created_at.astimezone(UTC),
        "selfie_search": event.selfie_search,
        "downloads": event.downloads,
        "keep_until": event.keep_until,
        "consent_text": event.consent_text,
        "consent_version": consent.text_version(event.consent_text),
        "open_gallery": event.open_gallery,
    }


async def _chosen_cover(event: Event) -> Photo | None:
    """The photo on the cover, as long as guests may see it and it has pictures."""
    photo = await photos.get(event.cover_photo_id) if event.cover_photo_id else None
    shown = photo is not None and photo.status is PhotoStatus.INDEXED and not photo.hidden
    return photo if shown else None


async def _check_cover(event: Event, photo_id: str) -> None:
    photo = await photos.get(photo_id)
    if photo is None or photo.event_id != event.id or photo.hidden:
        raise Unprocessable("The cover must be a photo of this event that is not hidden.", code="unknown_photo")


def _picture(deps: Deps, photo: Photo | None, audience: Audience) -> PictureShape | None:
    return PictureShape(**picture(deps, photo, audience)) if photo else None
