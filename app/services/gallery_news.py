"""What guests who browse an event hear of as it happens: photos that come and go, and other albums.

Said after the database has it, and only where somebody may browse. A message says of a photo how it stands and carries no
address: each page asks for those that it shows, by its own right.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from app import topics
from app.domain import albums as rules
from app.domain.albums import Belonging
from app.domain.times import rfc3339
from app.domain.vocabulary import PhotoStatus, Visibility
from app.services.deps import Deps
from app.store import albums, events, photos
from app.store.documents import Album, Event, Photo

_WHO_BROWSES: Final = frozenset({"visibility", "open_gallery", "link_gallery"})


async def tell_of_photo(deps: Deps, event_id: int, photo_id: str) -> None:
    """The photo came, changed or left. Says how it stands until what was said last is so: of two who change it at once, the
    one who tells later may have read earlier."""
    event = await events.living(event_id)
    if event is None or not may_be_browsed(event):
        return
    said: topics.Message | None = None
    while True:
        message = await _standing(event_id, photo_id)
        if message == said:
            return
        await deps.bus.publish(topics.gallery_topic(event_id), message)
        said = message


async def tell_of_albums(deps: Deps, event_id: int) -> None:
    """There are other albums, or in another order."""
    event = await events.living(event_id)
    if event is not None and may_be_browsed(event):
        await deps.bus.publish(topics.gallery_topic(event_id), topics.gallery_albums(await shown_albums(event_id)))


async def tell_of_album(deps: Deps, event_id: int, album_id: str | None) -> None:
    """Other photos are in the album or, with None, photos lie in another order everywhere."""
    event = await events.living(event_id)
    if event is not None and may_be_browsed(event):
        await deps.bus.publish(topics.gallery_topic(event_id), topics.gallery_changed(album_id))


async def settings_changed(deps: Deps, event_id: int, changed: Collection[str]) -> None:
    """Who listens is let in anew, or no more, where the settings say otherwise who may browse."""
    if _WHO_BROWSES & set(changed):
        await deps.bus.end(topics.gallery_topic(event_id), "settings_changed")


async def snapshot(event_id: int) -> topics.Message:
    """What somebody who comes anew is shown; the photos are asked for by their own address."""
    return {"albums": await shown_albums(event_id)}


async def shown_albums(event_id: int) -> list[dict[str, str]]:
    """The albums that guests can choose from, as messages have them."""
    return [{"id": album.id, "name": album.name} for album in await _of_guests(event_id)]


def may_be_browsed(event: Event) -> bool:
    """Is there anybody who may?"""
    return event.link_gallery or (event.open_gallery and event.visibility is Visibility.PUBLIC)


async def _of_guests(event_id: int) -> list[Album]:
    return [album for album in await albums.of_event(event_id) if not album.hidden]


async def _standing(event_id: int, photo_id: str) -> topics.Message:
    photo = await photos.get(photo_id)
    if photo is None or photo.hidden or photo.status is not PhotoStatus.INDEXED:
        return topics.gallery_removed(photo_id)
    return topics.gallery_photo(
        photo_id,
        ratio=round(photo.width / photo.height, 3),
        file_id=photo.file_id,
        taken_at=rfc3339(photo.taken_at),
        album_ids=await _albums_with(event_id, photo),
    )


async def _albums_with(event_id: int, photo: Photo) -> list[str]:
    belonging = Belonging(photo.albums, photo.taken_at, photo.camera_key)
    return [album.id for album in await _of_guests(event_id) if rules.has(album.id, album.rule, belonging)]
