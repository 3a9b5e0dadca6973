"""What guests get to see of an event, kept in memory for all who ask: 300 guests who open a gallery cost one reading.

Kept at a position of the gallery's topic (``gallery_news``): whoever asks is given what is kept together with what was told
since, and photos that were told of are read again. So what was hidden is gone as soon as the topic says so, in every process.
Where nobody may browse nothing is told, and where the bus is away nothing is heard: then only those share a reading who asked
before it began.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, TypeVar, cast
from weakref import WeakKeyDictionary

import orjson

from app import topics
from app.errors import Unavailable
from app.ports import EventBus, History, Position
from app.services import gallery_news
from app.services.deps import Deps
from app.store import photos
from app.store.documents import Event
from app.store.photos import Seen

Made = TypeVar("Made")

_MOST_EVENTS: Final = 16
"""So many galleries are kept in a process; one of 20,000 photos takes some 15 MB."""
_WHOLE_EVERY_S: Final = 60.0
"""All is read anew after so long: a process that ends between hiding a photo and telling of it tells nobody."""


@dataclass(frozen=True, slots=True)
class _Told:
    """The photos that came, changed or left, and the albums that other photos are in."""

    photos: set[str]
    albums: set[str]


class KeptGallery:
    """One state of a gallery: its photos, the newest first, and what was made of them. Never changed: another state is another
    object."""

    def __init__(self, seen: Sequence[Seen]) -> None:
        self.seen: Final = tuple(seen)
        self._made: dict[Hashable, Any] = {}

    def once(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """What ``make`` makes of this state; made once for each key."""
        if key not in self._made:
            self._made[key] = make()
        return cast("Made", self._made[key])


class _Keeper:
    """Of one event's gallery."""

    def __init__(self, event_id: int) -> None:
        self._event_id = event_id
        self._lock = asyncio.Lock()
        self._gallery = KeptGallery(())
        self._at: Position | None = None
        self._begun = self._whole_since = float("-inf")

    async def gallery(self, deps: Deps, *, is_told: bool) -> KeptGallery:
        """As it is now; ``is_told``: does the topic say what changes?"""
        asked = time.monotonic()
        async with self._lock:
            if self._begun <= asked:
                await self._renew(deps, is_told)
            return self._gallery

    async def _renew(self, deps: Deps, is_told: bool) -> None:
        begun = time.monotonic()
        # The position first: what is told while the database is read is read again by whoever asks next.
        news = await self._news(deps) if is_told else None
        told = _told(news) if news and self._at else None
        self._at, at = None, news.end if news else None  # should this be cut off, all is read anew
        if told is None or begun >= self._whole_since + _WHOLE_EVERY_S:
            self._gallery = KeptGallery(await photos.seen(self._event_id))
            self._whole_since = begun
        elif told.photos or told.albums:
            self._gallery = KeptGallery(await self._with(told))
        self._at, self._begun = at, begun

    async def _with(self, told: _Told) -> list[Seen]:
        """What is kept, with what was told of as it is now."""
        read = await photos.seen_among(self._event_id, sorted(told.photos))
        for album_id in sorted(told.albums):
            read += await photos.seen_in(self._event_id, album_id)
        now = {row.id: row for row in read}
        for row in self._gallery.seen:
            if row.id not in told.photos and row.id not in now:
                # Were it still in one of these albums, it would have been read.
                left = not told.albums.isdisjoint(row.albums)
                now[row.id] = replace(row, albums=[each for each in row.albums if each not in told.albums]) if left else row
        return sorted(now.values(), key=lambda row: -row.seq)

    async def _news(self, deps: Deps) -> History | None:
        try:
            return await deps.bus.history(topics.gallery_topic(self._event_id), self._at)
        except Unavailable:
            return None


_keepers: WeakKeyDictionary[EventBus, dict[int, _Keeper]] = WeakKeyDictionary()
"""By the bus: a position means nothing to another one."""


async def gallery_of(deps: Deps, event: Event) -> KeptGallery:
    """All that guests get to see of the event, as it is now. Asks not who asks."""
    keepers = _keepers.setdefault(deps.bus, {})
    keeper = keepers.pop(event.id, None) or _Keeper(event.id)
    keepers[event.id] = keeper  # the last: asked for most lately
    if len(keepers) > _MOST_EVENTS:
        del keepers[next(iter(keepers))]
    return await keeper.gallery(deps, is_told=gallery_news.may_be_browsed(event))


def _told(news: History) -> _Told | None:
    """What changed since; None where that is not known of each photo."""
    if not news.recovered:
        return None
    told = _Told(set(), set())
    for publication in news.publications:
        message = orjson.loads(publication.data)
        match message["type"]:
            case "gallery.photo" | "gallery.removed":
                told.photos.add(message["photo_id"])
            case "gallery.changed" if message["album_id"] is not None:
                told.albums.add(message["album_id"])
            case "gallery.albums":
                pass  # whoever asks reads these
            case _:
                return None
    return told
