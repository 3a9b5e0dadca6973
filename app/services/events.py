"""Events: made, found, changed; and how they look from outside."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from datetime import date as Day  # noqa: N812 - a field is called date
from typing import Any, Final

from app.domain import consent, zones
from app.domain.permissions import AT_EVENT, OWNERS, Action, Caller, may
from app.domain.releasing import USUAL_MIN
from app.domain.times import rfc3339, utc_now
from app.domain.vocabulary import Downloads, FinalsRule, LoneFinals, PhotoStatus, Position, Release, Role, Visibility
from app.errors import PhotosExist, UnknownPhoto, ValidationFailed
from app.services import audit, branding, grounds, quotas
from app.services.access import event_for, facts, require, signed_in
from app.services.branding import Brand
from app.services.deps import Deps
from app.services.grounds import Ground
from app.services.keys import event_key
from app.services.public_photos import Picture, picture
from app.store import events, photos, stats, users
from app.store import faces as face_log
from app.store.documents import Event, Photo

LONGEST_NAME: Final = 200
LONGEST_CONSENT_TEXT: Final = 2000
LARGEST_PAGE: Final = 200
_MOST_FACES_ON_COVER: Final = 8


@dataclass(frozen=True, slots=True)
class Terms:
    """How an event treats its guests, and how long it stays."""

    selfie_search: bool = True
    downloads: Downloads = Downloads.ORIGINAL
    keep_until: Day | None = None
    consent_text: str = ""
    open_gallery: bool = False
    link_gallery: bool = False
    comments: bool = False
    registered_only: bool = False
    time_zone: str = "UTC"
    release: Release = Release.AT_ONCE
    release_after_min: int = USUAL_MIN
    finals_by: FinalsRule = FinalsRule.NAME
    lone_finals: LoneFinals = LoneFinals.PHOTO
    keep_proofs: bool = True
    guest_photos: bool = False
    guest_gate: bool = True
    wall_asks: bool = False


@dataclass(frozen=True, slots=True)
class GuestEvent:
    """An event as a guest may see it.

    ``consent_version`` is of all the words of the consent, ``consent_text`` what the photographer adds to them;
    ``consent_keep_days``: how long the record of a consent stays after its end. ``cover`` is the one picture that a guest sees
    before consenting, ``brand`` whose it is.
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
    cover: Picture | None
    brand: Brand

    def message(self) -> dict[str, Any]:
        """As live messages and files have it."""
        return asdict(self) | {
            "date": self.date.isoformat() if self.date else None,
            "visibility": self.visibility.value,
            "created_at": rfc3339(self.created_at),
            "downloads": self.downloads.value,
            "keep_until": self.keep_until.isoformat() if self.keep_until else None,
        }


@dataclass(frozen=True, slots=True)
class ManagedEvent(GuestEvent):
    """An event as its owner, its team and administrators see it, with what is in it. ``role`` is what who asks is to it, ``may``
    what they may do there, and ``owner_name`` whose it is (None: of an account that is gone). Where no photo was chosen as the
    ``cover`` it is the newest one."""

    owned: bool
    role: Position
    may: Collection[Action]
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


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which events are asked for: ``mine``, those that the caller owns or is on the team of; with ``words`` in their names;
    ``archived`` ones, or those that are not (None: both)."""

    mine: bool = False
    words: str = ""
    archived: bool | None = None


async def create(
    deps: Deps,
    caller: Caller,
    name: str,
    date: Day | None,
    visibility: Visibility,
    *,
    terms: Terms = Terms(),
) -> Event:
    """A new event of the caller's, with a key of its own. Raises ``Unauthenticated``, ``Forbidden`` and ``TooManyEvents``.

    The key comes first: there is no event without one. A key that is left without its event goes with the keeper.
    """
    require(caller, Action.CREATE_EVENT)
    await quotas.check_new_event(deps, caller)
    check_last_day(terms.keep_until, terms.time_zone)
    draft = Event(
        id=0,
        owner_id=signed_in(caller),
        name=name,
        date=date,
        visibility=visibility,
        **asdict(terms),
    )
    await deps.keys.create(event_key(draft))
    event = await events.insert_next(draft)
    await audit.record(caller, "event.create", f"event:{event.id}", event.id)
    return event


async def change(caller: Caller, event_id: int, changes: Mapping[str, Any]) -> Event:
    """Set fields of the event. Raises as ``access.event_for``, and ``Unacceptable`` (``unknown_photo``) for a cover that is
    no photo of the event which guests may see.

    Raises ``Conflict`` (``photos_exist``) for another ``registered_only`` once there are photos: faces that were stored would
    stay in what keeps history, and those that were not cannot be had without looking at all photos again.
    """
    event = await event_for(caller, event_id, Action.CHANGE_EVENT)
    if changes.keys() & {"keep_until", "time_zone"}:  # a day that was to come may be over in another zone
        check_last_day(changes.get("keep_until", event.keep_until), changes.get("time_zone", event.time_zone))
    if changes.get("registered_only", event.registered_only) != event.registered_only and await photos.any_of(event.id):
        raise PhotosExist
    if changes.get("cover_photo_id"):
        await _check_cover(event, changes["cover_photo_id"])
    stored = {key: value.isoformat() if isinstance(value, Day) else value for key, value in changes.items()}
    if event.watermark is not None and changes.get("downloads", event.downloads) != event.downloads:
        stored["mark_asked_at"] = utc_now()  # in full size there may be no marked pictures yet
    if "cover_photo_id" in changes and changes["cover_photo_id"] != event.cover_photo_id:
        stored["brand.cover_focus"] = None
    changed = await events.change(event.id, stored)
    if changed is None:  # deleted this very moment
        return await event_for(caller, event_id, Action.CHANGE_EVENT)
    await audit.record(caller, "event.change", f"event:{event.id}", event.id, detail={"changed": ", ".join(sorted(changes))})
    return changed


async def show(caller: Caller, event_id: int) -> Event:
    """The event, if the caller may see it."""
    return await event_for(caller, event_id, Action.SEE_EVENT)


async def page(
    deps: Deps, caller: Caller, wanted: Wanted, *, before: int | None, limit: int
) -> tuple[Sequence[GuestEvent], int | None]:
    """The events that the caller may see and that are ``wanted``, the newest first, from below number ``before``, and the
    ``before`` of the next page; to a token only those that it was made for.

    Raises ``Unauthenticated`` for ``mine`` without an account: an empty list would look as if the session were still valid.
    """
    require(caller, Action.LIST_EVENTS)
    if wanted.mine:
        signed_in(caller)
    by_token = caller.restriction
    mine = wanted.mine or by_token is not None
    found = await events.visible(
        owner_id=caller.user_id if caller.role in OWNERS else None,
        guest_of=None if mine else caller.guest_event_id or caller.kiosk_event_id,
        public=not mine,
        everything=caller.role == Role.ADMIN and not mine,
        among=by_token.event_ids if by_token else None,
        words=wanted.words,
        archived=wanted.archived,
        before=before,
        limit=limit + 1,
    )
    seen = [await seen_by(deps, caller, event) for event in found[:limit]]
    return seen, seen[-1].id if len(found) > limit else None


def check_last_day(day: Day | None, zone: str) -> None:
    """Raise ``ValidationFailed`` when the day until which photos are kept is over where the event is."""
    if day and zones.is_over(day, zone, utc_now()):
        raise ValidationFailed([{"loc": ["body", "keep_until"], "msg": "must not lie in the past"}])


async def seen_by(deps: Deps, caller: Caller, event: Event) -> GuestEvent:
    """As much of the event as the caller may know."""
    known = facts(event)
    if not may(caller, Action.CHANGE_EVENT, known) and not may(caller, Action.SEE_PHOTOS, known):
        return await guest_event(deps, event, grounds.of_guest(caller, event.id))
    allowed = [action for action in AT_EVENT if may(caller, action, known)]
    return await managed_event(deps, event, _position(caller, event), allowed)


async def guest_event(deps: Deps, event: Event, ground: Ground, brand: Brand | None = None) -> GuestEvent:
    """The event as anyone may see it who may see it at all, by that right. ``brand``: the event's, from who has it at hand."""
    cover = _picture(deps, await _chosen_cover(event), ground)
    return GuestEvent(**_common(deps, event), cover=cover, brand=brand or await branding.brand_of(event))


async def faces_on_cover(event: Event) -> list[tuple[float, float, float, float]]:
    """Where faces are on the event's cover, as fractions of it, the largest first; none where they are not kept."""
    cover = await _chosen_cover(event)
    entry = await face_log.of_photo(cover.id, cover.engine_id) if cover and cover.engine_id else None
    boxes = [face.box for face in entry.faces] if entry else []
    return sorted(boxes, key=lambda box: box[2] * box[3], reverse=True)[:_MOST_FACES_ON_COVER]


async def managed_event(deps: Deps, event: Event, role: Position, allowed: Collection[Action]) -> ManagedEvent:
    """The event for who is that to it and may do so much."""
    owner = await users.get(event.owner_id)
    counted = await stats.of_event(event.id)
    cover = await _chosen_cover(event) or (await photos.newest_shown(event.id) if counted.indexed > counted.waiting else None)
    return ManagedEvent(
        **_common(deps, event),
        cover=_picture(deps, cover, grounds.OWNER),
        brand=branding.brand_with(event, owner),
        cover_photo_id=event.cover_photo_id,
        owned=role == "owner",
        role=role,
        may=allowed,
        owner_name=owner.name if owner else None,
        time_zone=event.time_zone,
        release=event.release,
        release_after_min=event.release_after_min,
        finals_by=event.finals_by,
        lone_finals=event.lone_finals,
        keep_proofs=event.keep_proofs,
        guest_gate=event.guest_gate,
        archived_at=event.archived_at and event.archived_at.astimezone(UTC),
        guests=max(0, counted.people or counted.guests),  # people were not counted at first
        photos=counted.total,
        queued=max(0, counted.total - counted.processing - counted.indexed - counted.failed),
        processing=counted.processing,
        indexed=counted.indexed,
        failed=counted.failed,
        waiting=max(0, counted.waiting),
        replaced=max(0, counted.replaced),
        faces=counted.faces,
    )


def _position(caller: Caller, event: Event) -> Position:
    if caller.user_id == event.owner_id:
        return "owner"
    role = facts(event).team.get(caller.user_id or "")
    return role.value if role else "administrator"


def _common(deps: Deps, event: Event) -> dict[str, Any]:
    return {
        "id": event.id,
        "name": event.name,
        "date": event.date,
        "visibility": event.visibility,
        "created_at": event.created_at.astimezone(UTC),
        "selfie_search": event.selfie_search and event.archived_at is None,
        "downloads": event.downloads,
        "keep_until": event.keep_until,
        "consent_text": event.consent_text,
        "consent_version": consent.text_version(event.consent_text),
        "consent_keep_days": deps.settings.consent_keep_days,
        "open_gallery": event.open_gallery,
        "link_gallery": event.link_gallery,
        "comments": event.comments,
        "registered_only": event.registered_only,
        "guest_photos": event.guest_photos and event.archived_at is None,
        "wall_asks": event.wall_asks,
    }


async def _chosen_cover(event: Event) -> Photo | None:
    """The photo on the cover, as long as guests may see it and it has pictures."""
    photo = await photos.get(event.cover_photo_id) if event.cover_photo_id else None
    shown = photo is not None and photo.status is PhotoStatus.INDEXED and not photo.hidden
    return photo if shown else None


async def _check_cover(event: Event, photo_id: str) -> None:
    photo = await photos.get(photo_id)
    if photo is None or photo.event_id != event.id or photo.hidden:
        raise UnknownPhoto


def _picture(deps: Deps, photo: Photo | None, ground: Ground) -> Picture | None:
    return picture(deps, photo, ground) if photo else None
