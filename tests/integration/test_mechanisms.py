"""What makes "never missed, never left behind" true, mechanism by mechanism, each at the one moment it is there for."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Collection
from dataclasses import replace
from typing import Any

import pytest

from app import topics
from app.ports import Cipher, EventBus, KeyStore, Publication
from app.services import photos as photo_service
from app.services import privacy, showing
from app.services.deps import Deps
from app.store import matches as match_store
from app.store.documents import Photo, Search
from tests.painted import painted
from tests.stage import Stage, open_stage
from workers.photo import PhotoPipeline

Act = Callable[[], Awaitable[object]]


@pytest.fixture
async def stage(deps: Deps) -> AsyncIterator[Stage]:
    """An event with nothing in it."""
    async with open_stage(deps) as opened:
        yield opened


class KeysAndMeanwhile:
    """The keys at their port; something else happens between fetching ciphers and using them, once."""

    def __init__(self, keys: KeyStore, meanwhile: Act) -> None:
        self._keys, self._meanwhile = keys, meanwhile
        self.came = False

    def __getattr__(self, name: str) -> Any:
        return getattr(self._keys, name)

    async def ciphers(self, wanted: Collection[tuple[str, ...]]) -> dict[tuple[str, ...], Cipher]:
        """As the keys; then the other thing."""
        found = await self._keys.ciphers(wanted)
        if found and not self.came:
            self.came = True
            await self._meanwhile()
        return found


class BusAndMeanwhile:
    """The bus at its port; something else happens right after a match was published, or right before; once."""

    def __init__(self, bus: EventBus, meanwhile: Act, *, first: bool) -> None:
        self._bus, self._meanwhile, self._first = bus, meanwhile, first
        self.came = False
        self.ended: list[tuple[str, str]] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self._bus, name)

    async def publish(self, topic: str, data: Any, **options: Any) -> Publication | None:
        """As the bus, and the other thing."""
        now, self.came = data["type"] == "search.match" and not self.came, self.came or data["type"] == "search.match"
        if now and self._first:
            await self._meanwhile()
        published = await self._bus.publish(topic, data, **options)
        if now and not self._first:
            await self._meanwhile()
        return published

    async def end(self, topic: str, reason: str) -> None:
        """As the bus; noted."""
        self.ended.append((topic, reason))
        await self._bus.end(topic, reason)


async def test_a_match_written_after_the_withdrawal_is_taken_back(stage: Stage) -> None:
    search = await stage.search(painted(3))
    await stage.index(5)  # the worker has the template in memory: the next time it fetches keys is to seal the match
    photo = await stage.accept(3)
    keys = KeysAndMeanwhile(stage.deps.keys, lambda: privacy.withdraw_search(stage.deps, search))
    await _worker(stage, replace(stage.deps, keys=keys)).process(photo.id)
    assert keys.came
    assert await Search.get(search.id) is None
    assert await match_store.of_search(search.id) == []


async def test_a_photo_hidden_while_a_match_is_published_is_retracted(stage: Stage) -> None:
    search = await stage.search(painted(3))
    photo = await stage.accept(3)
    await _published_while(stage, photo, lambda: showing.hide(stage.deps, photo))
    told = await stage.told(search)
    assert told[-1] == {"type": "search.retracted", "photo_id": photo.id, "reason": "hidden"}
    assert [match.announced for match in await match_store.of_photo(photo.id)] == [False]


async def test_a_photo_deleted_while_a_match_is_published_is_retracted_and_leaves_no_match(stage: Stage) -> None:
    search = await stage.search(painted(3))
    photo = await stage.accept(3)
    await _published_while(stage, photo, lambda: photo_service.delete(stage.deps, photo))
    told = await stage.told(search)
    assert told[-1] == {"type": "search.retracted", "photo_id": photo.id, "reason": "deleted"}
    assert await match_store.of_photo(photo.id) == []


async def test_a_photo_of_which_only_the_document_went_while_it_was_published_is_retracted(stage: Stage) -> None:
    search = await stage.search(painted(3))
    photo = await stage.accept(3)
    await _published_while(stage, photo, lambda: Photo.find({"_id": photo.id}).delete())
    assert (await stage.told(search))[-1] == {"type": "search.retracted", "photo_id": photo.id, "reason": "deleted"}
    assert await match_store.of_photo(photo.id) == []


async def test_a_topic_whose_search_is_withdrawn_while_a_match_is_published_ends_again(stage: Stage) -> None:
    search = await stage.search(painted(3))
    photo = await stage.accept(3)
    bus = await _published_while(stage, photo, lambda: privacy.withdraw_search(stage.deps, search), first=True)
    assert bus.ended == [(topics.search_topic(search.id), "deleted")]
    assert await stage.told(search) == []
    assert await match_store.of_search(search.id) == []


async def _published_while(stage: Stage, photo: Photo, act: Act, *, first: bool = False) -> BusAndMeanwhile:
    """Process ``photo``; right after its match was published (``first``: right before), ``act`` runs to its end."""
    bus = BusAndMeanwhile(stage.deps.bus, act, first=first)
    await _worker(stage, replace(stage.deps, bus=bus)).process(photo.id)
    assert bus.came
    return bus


def _worker(stage: Stage, deps: Deps) -> PhotoPipeline:
    """An ingest worker that sees the world through ``deps``."""
    return PhotoPipeline(deps, stage.engine, stage.standing, stage.progress, stage.thread)
