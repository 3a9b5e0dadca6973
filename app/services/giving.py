"""Guests give photos, where the photographer lets them: who may, how many, and what a guest sees and deletes of her own.

They come in as any other photo does, resumable (``app.services.uploads``), by a guest session; no selfie is asked for. Who gave a
photo is that session: a guest who loses it leaves her photos to the photographer.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal

from app.domain.origin import Origin
from app.domain.permissions import Action, Caller
from app.domain.vocabulary import PhotoStatus, Review, Source
from app.errors import GivenEnough, GivingOff, NotFound, Unauthenticated
from app.services import grounds, media, photos
from app.services.access import event_for
from app.services.deps import Deps
from app.services.public_photos import Picture, picture_at
from app.store import photos as store
from app.store import sources
from app.store.documents import Event, Photo, PhotoError

LONGEST_NAME: Final = 60
Standing = Literal["processing", "waiting", "shown", "not_shown", "failed"]


@dataclass(frozen=True, slots=True)
class GivenPhoto:
    """A photo in the eyes of the guest who gave it. ``picture`` is None until it is made; ``error`` is there where it failed."""

    id: str
    name: str
    standing: Standing
    picture: Picture | None
    error: PhotoError | None
    created_at: datetime


async def admit(deps: Deps, caller: Caller, event_id: int) -> Event:
    """The event, for a guest who may give it one photo more. Raises as ``of_guest``, ``GivingOff``, ``RateLimited`` and
    ``GivenEnough``."""
    event, guest_id = await of_guest(caller, event_id)
    if not event.guest_photos or event.archived_at:
        raise GivingOff
    await deps.limiter.hit(deps.settings.give_rate, f"give:{guest_id}")
    most, most_of_all = deps.settings.max_photos_per_guest, deps.settings.max_guest_photos_per_event
    if len(await store.given_by(event.id, guest_id)) >= most:
        raise GivenEnough(f"You have reached the limit of {most} photos.")
    if await sources.came_by(event.id, Source.GUEST) >= most_of_all:
        raise GivenEnough(f"Guests have reached the limit of {most_of_all} photos.")
    return event


async def of_guest(caller: Caller, event_id: int) -> tuple[Event, str]:
    """The event and the id of the guest's session there. Raises as ``access.event_for``, and ``Unauthenticated`` to who may see
    a public event and has no session there."""
    event = await event_for(caller, event_id, Action.GIVE_PHOTOS)
    if caller.guest_id is None or caller.guest_event_id != event.id:
        raise Unauthenticated
    return event, caller.guest_id


def name_of(typed: str) -> str:
    """What the guest goes by; empty where nothing that can be read was typed."""
    seen = "".join(character if character.isprintable() else " " for character in unicodedata.normalize("NFC", typed))
    return " ".join(seen.split())[:LONGEST_NAME].strip()


def origin_of(guest_id: str, giver_name: str) -> Origin:
    """By which way the photo comes."""
    return Origin(Source.GUEST, None, giver_id=guest_id, giver_name=giver_name)


async def own(deps: Deps, caller: Caller, event_id: int) -> Sequence[GivenPhoto]:
    """What the guest gave, the newest first; also where the event takes no more. Raises as ``of_guest``."""
    event, guest_id = await of_guest(caller, event_id)
    return [_seen(deps, caller, photo) for photo in await store.given_by(event.id, guest_id)]


async def delete(deps: Deps, caller: Caller, event_id: int, photo_id: str) -> None:
    """A photo that the guest gave is gone for good, wherever it was shown. Raises as ``of_guest``, and ``NotFound`` for photos of
    others."""
    event, guest_id = await of_guest(caller, event_id)
    photo = await store.get(photo_id)
    if photo is None or photo.event_id != event.id or photo.given_by != guest_id:
        raise NotFound
    await photos.delete(deps, photo, caller)


def _seen(deps: Deps, caller: Caller, photo: Photo) -> GivenPhoto:
    shown = photo.status is PhotoStatus.INDEXED and photo.width > 0
    ground = grounds.of_giver(photo.given_by or "", caller.guest_link_id)
    picture = picture_at(photo, media.urls(deps, photo, ground)) if shown else None
    return GivenPhoto(photo.id, photo.name, _standing(photo), picture, photo.error, photo.created_at)


def _standing(photo: Photo) -> Standing:
    match photo.status:
        case PhotoStatus.FAILED:
            return "failed"
        case PhotoStatus.INDEXED:
            if not photo.hidden:
                return "shown"
            return "waiting" if photo.review is Review.WAITING else "not_shown"
        case _:
            return "processing"
