"""Walls: screens at the venue that show the photos which guests may see, as they come; each is told on its own topic.

A wall shows what is released and nothing else. It is told of a photo after the database has it, and of one that leaves likewise:
a wall that begins anew (``photos_of``) and one that was there all the time show the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict
from typing import Any, Final

from app.domain.image_formats import SHOWN_BY_BROWSERS
from app.domain.vocabulary import Downloads, PhotoStatus
from app.errors import Unavailable
from app.services import grounds, media
from app.services.deps import Deps
from app.services.public_photos import picture_at
from app.store import events, kiosks, photos
from app.store.documents import Event, Kiosk, Photo
from app.store.photos import Filters
from app.topics import Message, kiosk_topic, wall_left, wall_photo

MOST_PHOTOS: Final = 200
"""So many photos, the newest, go round on a wall: 25 minutes of eight seconds each."""
_MOST_PIXELS: Final = 50_000_000
"""An original of more is not worth the memory that decoding it takes on the small computer behind a screen."""


async def photos_of(deps: Deps, wall: Kiosk, event: Event) -> list[dict[str, Any]]:
    """What the wall shows, the newest first."""
    found, _ = await photos.page(event.id, Filters(status=PhotoStatus.INDEXED.value), None, MOST_PHOTOS)
    return [_shown(deps, wall, event, photo) for photo in found]


async def show(deps: Deps, photo: Photo) -> None:
    """Tell the event's walls of a photo that guests may see now, or that has other pictures. Can repeat."""
    if photo.hidden or photo.status is not PhotoStatus.INDEXED or photo.raw_of is not None:
        return
    walls = await kiosks.walls_of(photo.event_id)
    event = await events.living(photo.event_id) if walls else None
    if event is not None:
        await _tell({wall.id: wall_photo(_shown(deps, wall, event, photo)) for wall in walls}, deps)


async def leave(deps: Deps, photo: Photo) -> None:
    """Tell the event's walls that a photo was hidden, rejected or deleted. Can repeat."""
    await _tell({wall.id: wall_left(photo.id) for wall in await kiosks.walls_of(photo.event_id)}, deps)


async def _tell(messages: Mapping[str, Message], deps: Deps) -> None:
    # Whoever shows or hides a photo is not kept from it while the bus is away: walls that come back begin anew then.
    with suppress(Unavailable):
        for wall_id, message in messages.items():
            await deps.bus.publish(kiosk_topic(wall_id), message)


def _shown(deps: Deps, wall: Kiosk, event: Event, photo: Photo) -> dict[str, Any]:
    """``number`` counts up with the photos of the event, ``file_id`` names the file that is shown: another one has other
    pictures. ``original_url`` is there where the event gives guests originals and a
    browser shows this one: a large screen has use for more pixels than a preview has."""
    urls = media.urls(deps, photo, grounds.of_kiosk(wall.id))
    large = event.downloads is Downloads.ORIGINAL and photo.media_type in SHOWN_BY_BROWSERS
    sharp = large and photo.width * photo.height <= _MOST_PIXELS
    return asdict(picture_at(photo, urls)) | {
        "number": photo.seq,
        "file_id": photo.file_id,
        "original_url": urls.original if sharp else None,
    }
