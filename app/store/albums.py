"""Albums of events, and which photos were put into them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from app.store.documents import Album, Photo
from app.store.queries import batches, change_one, delete_all, rows, write_all, write_each, write_one


async def get(event_id: int, album_id: str) -> Album | None:
    """The event's album, unless it is deleted."""
    return await Album.find_one({"_id": album_id, "event_id": event_id, "deleted_at": None})


async def of_event(event_id: int) -> list[Album]:
    """The event's albums that are not deleted, in their order."""
    found = await Album.find({"event_id": event_id}).to_list()
    return sorted((album for album in found if album.deleted_at is None), key=lambda album: (album.place, album.created_at))


async def insert(album: Album) -> None:
    """A new one."""
    await album.insert()


async def change(event_id: int, album_id: str, fields: Mapping[str, Any]) -> Album | None:
    """Set fields of an album that is not deleted; returns it as it is then."""
    if not fields:
        return await get(event_id, album_id)
    return await change_one(Album, {"_id": album_id, "event_id": event_id, "deleted_at": None}, {"$set": dict(fields)})


async def set_deleted(event_id: int, album_id: str, at: datetime) -> bool:
    """Deleted from now on; False when it was before, or never was."""
    return await write_one(Album, {"_id": album_id, "event_id": event_id, "deleted_at": None}, {"$set": {"deleted_at": at}})


async def set_restored(event_id: int, album_id: str) -> Album | None:
    """A deleted album is back, as it was; returns it, None when there is none that is deleted."""
    condition = {"_id": album_id, "event_id": event_id, "deleted_at": {"$ne": None}}
    return await change_one(Album, condition, {"$set": {"deleted_at": None}})


async def set_places(event_id: int, album_ids: Sequence[str]) -> None:
    """The albums lie in this order."""
    places = list(enumerate(album_ids))
    await write_each(Album, [({"_id": album_id, "event_id": event_id}, {"$set": {"place": at}}) for at, album_id in places])


async def put_in(event_id: int, album_id: str, photo_ids: Sequence[str]) -> None:
    """These of the event's photos are in the album from now on."""
    await _write(event_id, photo_ids, {"$addToSet": {"albums": album_id}})


async def take_out(event_id: int, album_id: str, photo_ids: Sequence[str]) -> None:
    """These are not."""
    await _write(event_id, photo_ids, {"$pull": {"albums": album_id}})


async def put_in_as(photo_id: str, instead: str) -> None:
    """The one photo is in all albums that the other was put into."""
    photo = await Photo.get(photo_id)
    if photo is not None and photo.albums:
        await write_one(Photo, {"_id": instead}, {"$addToSet": {"albums": {"$each": photo.albums}}})


async def deleted_before(moment: datetime) -> list[tuple[int, str]]:
    """Event and id of the albums that were deleted before then and are still kept."""
    found = await rows(Album, {"deleted_at": {"$ne": None, "$lt": moment}}, "event_id")
    return [(row["event_id"], row["_id"]) for row in found]


async def remove(event_id: int, album_id: str) -> None:
    """Nothing is left of a deleted album; its photos stay. Can run twice."""
    await write_all(Photo, {"event_id": event_id, "albums": album_id}, {"$pull": {"albums": album_id}})
    await delete_all(Album, {"_id": album_id, "deleted_at": {"$ne": None}})


async def erase_event(event_id: int) -> None:
    """The event is gone."""
    await delete_all(Album, {"event_id": event_id})


async def _write(event_id: int, photo_ids: Sequence[str], update: Mapping[str, Any]) -> None:
    for ids in batches(photo_ids):  # each in one step: one write for each photo takes ten times as long
        await write_all(Photo, {"_id": {"$in": ids}, "event_id": event_id}, update)
