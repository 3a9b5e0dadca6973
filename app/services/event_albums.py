"""Albums of an event, in the hands of its owner and team: made, filled, put in order, deleted and had back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from app.domain.albums import MOST_ALBUMS, Rule
from app.domain.permissions import Action, Caller
from app.domain.times import utc_now
from app.domain.vocabulary import AlbumKind
from app.errors import AlbumByRule, NotFound, TooManyAlbums, ValidationFailed
from app.services import audit, galleries, gallery_news, walls
from app.services.access import event_for
from app.services.deps import Deps
from app.store import albums as store
from app.store.documents import Album, Event

LONGEST_NAME: Final = 100
_KEPT_FOR: Final = timedelta(hours=1)
"""A deleted album can be had back for so long, and is gone some minutes later."""


@dataclass(frozen=True, slots=True)
class ShownAlbum:
    """An album, and how many of its photos guests get to see."""

    album: Album
    photos: int


async def of_event(deps: Deps, caller: Caller, event_id: int) -> list[ShownAlbum]:
    """The event's albums in their order. Raises as ``access.event_for``."""
    event = await event_for(caller, event_id, Action.SEE_PHOTOS)
    albums = await store.of_event(event.id)
    return await _counted(deps, event, albums)


async def create(deps: Deps, caller: Caller, event_id: int, name: str, rule: Rule, *, hidden: bool) -> ShownAlbum:
    """A new album behind the others. Raises as ``access.event_for``, ``ValidationFailed`` for a rule that says nothing, and
    ``TooManyAlbums``."""
    event = await event_for(caller, event_id, Action.CHANGE_PHOTOS)
    _check(rule)
    present = await store.of_event(event.id)
    if len(present) >= MOST_ALBUMS:
        raise TooManyAlbums
    place = present[-1].place + 1 if present else 0
    album = Album(
        event_id=event.id,
        name=name,
        kind=rule.kind,
        taken_from=rule.taken_from,
        taken_to=rule.taken_to,
        camera_key=rule.camera_key,
        place=place,
        hidden=hidden,
    )
    await store.insert(album)
    await _done(deps, caller, "album.create", album)
    return await _count(deps, event, album)


async def change(deps: Deps, caller: Caller, event_id: int, album_id: str, fields: Mapping[str, Any]) -> ShownAlbum:
    """Set name, ``hidden``, or what of its rule is not its kind. Raises as ``access.event_for``, ``NotFound``, and
    ``ValidationFailed``."""
    event, album = await _album_for(caller, event_id, album_id)
    _check(album.model_copy(update=dict(fields)).rule)
    changed = await store.change(event_id, album_id, fields)
    if changed is None:
        raise NotFound
    await _done(deps, caller, "album.change", changed)
    return await _count(deps, event, changed)


async def delete(deps: Deps, caller: Caller, event_id: int, album_id: str) -> None:
    """The album goes, and its photos stay; for an hour it can be had back. Raises as ``access.event_for``, and ``NotFound``."""
    _, album = await _album_for(caller, event_id, album_id)
    if not await store.set_deleted(event_id, album_id, utc_now()):
        raise NotFound
    await _done(deps, caller, "album.delete", album)


async def restore(deps: Deps, caller: Caller, event_id: int, album_id: str) -> ShownAlbum:
    """An album that was deleted is back, with the photos it had. Twice is no error. Raises as ``access.event_for``, and
    ``NotFound`` where it is gone by now."""
    event = await event_for(caller, event_id, Action.CHANGE_PHOTOS)
    album = await store.set_restored(event.id, album_id)
    if album is None:
        _, present = await _album_for(caller, event_id, album_id)
        return await _count(deps, event, present)
    await _done(deps, caller, "album.restore", album)
    return await _count(deps, event, album)


async def put_in_order(deps: Deps, caller: Caller, event_id: int, album_ids: Sequence[str]) -> None:
    """The albums lie in this order; those that are not named come last, as they were. Raises as ``access.event_for``."""
    event = await event_for(caller, event_id, Action.CHANGE_PHOTOS)
    present = [album.id for album in await store.of_event(event.id)]
    named = [album_id for album_id in dict.fromkeys(album_ids) if album_id in present]
    await store.set_places(event.id, [*named, *(album_id for album_id in present if album_id not in named)])
    await audit.record(caller, "album.change", f"event:{event.id}", event.id, detail={"changed": "order"})
    await gallery_news.tell_of_albums(deps, event.id)


async def fill(
    deps: Deps, caller: Caller, event_id: int, album_id: str, *, add: Sequence[str], remove: Sequence[str]
) -> ShownAlbum:
    """Put photos of the event into the album and take others out; those that it has, or has not, are no error, nor are photos
    that the event does not have. Raises as ``access.event_for``, ``NotFound``, and ``AlbumByRule``."""
    event, album = await _album_for(caller, event_id, album_id)
    if album.kind is not AlbumKind.HAND:
        raise AlbumByRule
    await store.take_out(event_id, album_id, remove)
    await store.put_in(event_id, album_id, add)
    detail = {"added": len(add), "removed": len(remove)}
    await audit.record(caller, "album.photos", f"album:{album.id}", event_id, detail=detail)
    await gallery_news.tell_of_album(deps, event_id, album_id)
    await walls.renew(deps, event_id)
    return await _count(deps, event, album)


async def remove_deleted(now: datetime) -> None:
    """Nothing is left of albums that were deleted a while ago; a keeper's duty."""
    for event_id, album_id in await store.deleted_before(now - _KEPT_FOR):
        await store.remove(event_id, album_id)


async def _album_for(caller: Caller, event_id: int, album_id: str) -> tuple[Event, Album]:
    event = await event_for(caller, event_id, Action.CHANGE_PHOTOS)
    album = await store.get(event.id, album_id)
    if album is None:
        raise NotFound
    return event, album


async def _counted(deps: Deps, event: Event, albums: Sequence[Album]) -> list[ShownAlbum]:
    found = await galleries.photos_of(deps, event, albums)
    return [ShownAlbum(album, len(photos)) for album, photos in zip(albums, found, strict=True)]


async def _count(deps: Deps, event: Event, album: Album) -> ShownAlbum:
    [shown] = await _counted(deps, event, [album])
    return shown


def _check(rule: Rule) -> None:
    if not rule.makes_sense:
        raise ValidationFailed([{"loc": ["body", "kind"], "msg": "must have a time or a camera, as its kind says"}])


async def _done(deps: Deps, caller: Caller, act: audit.Act, album: Album) -> None:
    await audit.record(caller, act, f"album:{album.id}", album.event_id, detail={"name": album.name})
    await gallery_news.tell_of_albums(deps, album.event_id)
    await walls.renew(deps, album.event_id)
