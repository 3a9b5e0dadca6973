"""Walls: screens at the venue that show the photos which guests may see, as they come; each is told on its own topic.

A wall shows what is released and nothing else. It is told of a photo after the database has it, and of one that leaves likewise:
a wall that begins anew (``photos_of``) and one that was there all the time show the same.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import asdict
from typing import Any, Final

from app.domain import albums as album_rules
from app.domain import wall as rules
from app.domain.albums import Belonging
from app.domain.image_formats import SHOWN_BY_BROWSERS
from app.domain.times import utc_now
from app.domain.vocabulary import Downloads, PhotoStatus
from app.errors import Unavailable
from app.services import grounds, media, sightings
from app.services.deps import Deps
from app.services.public_photos import picture_at
from app.services.sightings import SeenMatch
from app.store import albums, events, kiosks, matches, photos, searches
from app.store.documents import Event, Kiosk, Photo
from app.store.photos import Filters
from app.topics import Message, kiosk_topic, wall_left, wall_photo, wall_renew

MOST_PHOTOS: Final = 200
"""So many photos, the newest, go round on a wall: 25 minutes of eight seconds each."""
_MOST_PIXELS: Final = 50_000_000
"""An original of more is not worth the memory that decoding it takes on the small computer behind a screen."""


async def photos_of(deps: Deps, wall: Kiosk, event: Event) -> list[dict[str, Any]]:
    """What the wall shows, the newest first: of its album alone, where it has one, and nothing where that is gone."""
    found = await _newest(event.id, wall.album_id)
    barred = await _barred(deps, event)
    return [_shown(deps, wall, event, photo) for photo in found if photo.id not in barred]


async def show(deps: Deps, photo: Photo) -> None:
    """Tell the event's walls of a photo that guests may see now, or that has other pictures. Can repeat."""
    if photo.hidden or photo.status is not PhotoStatus.INDEXED or photo.raw_of is not None:
        return
    walls = await kiosks.walls_of(photo.event_id)
    event = await events.living(photo.event_id) if walls else None
    if event is not None and photo.id in await _barred(deps, event, photo.id):
        await leave(deps, photo)
    elif event is not None:
        shown = {wall.id: await _has(wall, photo) for wall in walls}
        told = {wall.id: wall_photo(_shown(deps, wall, event, photo)) for wall in walls if shown[wall.id]}
        await _tell(told | {wall_id: wall_left(photo.id) for wall_id, has in shown.items() if not has}, deps)


async def _newest(event_id: int, album_id: str | None) -> list[Photo]:
    if album_id is None:
        found, _ = await photos.page(event_id, Filters(status=PhotoStatus.INDEXED.value), None, MOST_PHOTOS)
        return found
    album = await albums.get(event_id, album_id)
    if album is None:
        return []
    rule = album.rule
    seen = await photos.seen(event_id)
    ids = [photo.id for photo in seen if album_rules.has(album_id, rule, photo.belonging)]
    present = await photos.by_ids(ids[:MOST_PHOTOS])
    return [present[photo_id] for photo_id in ids[:MOST_PHOTOS] if photo_id in present]


async def _has(wall: Kiosk, photo: Photo) -> bool:
    """Is the photo one of the wall's album, where it has one?"""
    if wall.album_id is None:
        return True
    album = await albums.get(wall.event_id, wall.album_id)
    belonging = Belonging(photo.albums, photo.taken_at, photo.camera_key)
    return album is not None and album_rules.has(album.id, album.rule, belonging)


async def leave(deps: Deps, photo: Photo) -> None:
    """Tell the event's walls that a photo was hidden, rejected or deleted. Can repeat."""
    await _tell({wall.id: wall_left(photo.id) for wall in await kiosks.walls_of(photo.event_id)}, deps)


async def recognised(deps: Deps, found: Collection[SeenMatch]) -> None:
    """Photos were found to show guests: those of who has said no to the wall leave it. Can repeat."""
    for event_id in {seen.match.event_id for seen in found}:
        walls = await kiosks.walls_of(event_id)
        event = await events.living(event_id) if walls else None
        if event is None or not event.wall_asks:
            continue
        answers = await searches.answered_on_wall(event_id, utc_now())
        for photo_id in {seen.match.photo_id for seen in found if seen.match.event_id == event_id}:
            if not rules.may_show(_answer(answers, seen) for seen in found if seen.match.photo_id == photo_id):
                await _tell({wall.id: wall_left(photo_id) for wall in walls}, deps)


async def renew(deps: Deps, event_id: int) -> None:
    """Other photos than before may be on the event's walls: each asks for all of them anew."""
    await _tell({wall.id: wall_renew() for wall in await kiosks.walls_of(event_id)}, deps)


async def _barred(deps: Deps, event: Event, photo_id: str | None = None) -> set[str]:
    """The photos of the event, or that one of them, that no wall may show because a guest has said no."""
    answers = await searches.answered_on_wall(event.id, utc_now()) if event.wall_asks else {}
    refused = [search_id for search_id, answer in answers.items() if not answer]
    if not refused:
        return set()
    if photo_id is None:
        found = [match for search_id in refused for match in await matches.of_search(search_id)]
    else:
        found = [match for match in await matches.of_photo(photo_id) if match.search_id in refused]
    by_photo: dict[str, list[bool | None]] = {}
    for seen in await sightings.opened(deps, found):
        by_photo.setdefault(seen.match.photo_id, []).append(_answer(answers, seen))
    return {photo_id for photo_id, said in by_photo.items() if not rules.may_show(said)}


def _answer(answers: Mapping[str, bool], seen: SeenMatch) -> bool | None:
    """What the guest has said, if she is recognised."""
    return answers.get(seen.match.search_id) if rules.is_recognised(seen.sight.tier, seen.match.is_me) else None


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
