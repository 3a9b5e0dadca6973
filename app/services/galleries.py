"""An event's photos for guests who may browse all of them: what is there, album by album, and what comes and goes.

Who may browse is decided by ``app.domain.permissions``; what they get to see is what is ready and not hidden, whichever way
they ask. The wall and others that show an album take ``photos_of`` or ``app.domain.albums.has``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from app.domain import albums as rules
from app.domain import capture
from app.domain.permissions import Action, Caller, browses, everybody_browses
from app.domain.vocabulary import PhotoStatus
from app.errors import GalleryClosed, NotFound
from app.services import grounds, kept_galleries
from app.services.access import event_for, facts
from app.services.deps import Deps
from app.services.grounds import Ground
from app.services.photos import Outline, outlined
from app.services.public_photos import GalleryPhoto, gallery_photo
from app.store import albums as album_store
from app.store import photos
from app.store.documents import Album, Event, Photo
from app.store.photos import Filters, Outlined, Seen

GalleryOrder = Literal["newest", "taken", "day"]
"""The newest first, by when photos came or were taken; or ``day``: as they were taken, those of an unknown time last."""
_SEEN = PhotoStatus.INDEXED.value


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Gallery:
    """Every photo that guests get to see, or those of one album, in order; and the ``albums`` to choose from. The same object for
    all who ask before anything of it changes."""

    outline: Outline
    albums: Sequence[Album]


async def browsed(caller: Caller, event_id: int) -> tuple[Event, Ground]:
    """The event for somebody who may browse it, and by what right. Raises as ``access.event_for``, and ``Forbidden``
    (``gallery_closed``) to who may see the event and not browse it."""
    event = await event_for(caller, event_id, Action.SEE_EVENT)
    known = facts(event)
    if not browses(caller, known):
        raise GalleryClosed
    return event, grounds.PUBLIC if everybody_browses(known) else grounds.of_link(caller.guest_link_id)


async def page(
    deps: Deps, caller: Caller, event_id: int, before: int | None, limit: int
) -> tuple[Sequence[GalleryPhoto], int | None]:
    """Photos of the gallery, newest first, from below number ``before``, and the ``before`` of the next page. Raises as
    ``browsed``."""
    event, ground = await browsed(caller, event_id)
    found, following = await photos.page(event.id, Filters(status=_SEEN), before, limit)
    return [gallery_photo(deps, photo, event.downloads, ground) for photo in found], following


async def outline(deps: Deps, caller: Caller, event_id: int, album_id: str | None, order: GalleryOrder) -> Gallery:
    """All of the gallery, or of one album in it, without paging. Raises as ``browsed``, and ``NotFound`` for an album that guests
    cannot choose."""
    event, _ = await browsed(caller, event_id)
    albums = await for_guests(event.id)
    chosen = next((album for album in albums if album.id == album_id), None)
    if album_id is not None and chosen is None:
        raise NotFound
    kept = await kept_galleries.gallery_of(deps, event)

    def made() -> Gallery:
        return Gallery(_in_order(_having(chosen, kept.seen) if chosen else kept.seen, order), albums)

    asked = (album_id, chosen.rule if chosen else None, order, tuple((album.id, album.name) for album in albums))
    return kept.once(asked, made)


def _in_order(found: Sequence[Outlined], order: GalleryOrder) -> Outline:
    if order != "day":
        return outlined(found, order)
    timed = [row for row in found if capture.moment(row.taken_at, row.created_at) is not None]
    timed.sort(key=lambda row: capture.place(row.taken_at, row.created_at))
    rest = [row for row in found if capture.moment(row.taken_at, row.created_at) is None]
    return outlined([*timed, *rest], "newest")


async def lookup(deps: Deps, caller: Caller, event_id: int, photo_ids: Sequence[str]) -> list[GalleryPhoto]:
    """Those of the photos that guests get to see, in the order asked for. Raises as ``browsed``."""
    event, ground = await browsed(caller, event_id)
    return [gallery_photo(deps, photo, event.downloads, ground) for photo in await seen(event, photo_ids)]


async def seen(event: Event, photo_ids: Sequence[str]) -> list[Photo]:
    """Those of the photos that guests of the event get to see, in the order asked for, each once."""
    found = await photos.by_ids(list(dict.fromkeys(photo_ids)))
    present = [found[photo_id] for photo_id in dict.fromkeys(photo_ids) if photo_id in found]
    return [photo for photo in present if photo.event_id == event.id and photo.status is PhotoStatus.INDEXED and not photo.hidden]


async def for_guests(event_id: int) -> list[Album]:
    """The albums that guests can choose from, in their order."""
    return [album for album in await album_store.of_event(event_id) if not album.hidden]


async def photos_of(deps: Deps, event: Event, albums: Sequence[Album]) -> list[Sequence[Seen]]:
    """The photos of each of the albums that guests get to see, the newest first."""
    if not albums:
        return []
    kept = await kept_galleries.gallery_of(deps, event)
    return [_having(album, kept.seen) for album in albums]


def _having(album: Album, seen: Sequence[Seen]) -> list[Seen]:
    rule = album.rule
    return [photo for photo in seen if rules.has(album.id, rule, photo.belonging)]
