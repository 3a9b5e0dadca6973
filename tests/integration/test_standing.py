"""Photos that come while a search is live; and every order in which photos and searches can meet."""

from __future__ import annotations

import asyncio
import random
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from app import topics
from app.domain.faces import DetectedFace
from app.domain.times import utc_now
from app.domain.vocabulary import SearchStage
from app.ports import About, Control, EventBus, History, Lost, Position, Publication, Resync
from app.services import found_photos, live, privacy, search_upkeep, showing
from app.services import photos as photo_service
from app.services.deps import Deps
from app.services.keys import event_key
from app.store import faces, templates
from app.store import matches as match_store
from app.store.documents import FaceEntry, Match, Photo, Search, TemplateEntry
from tests.painted import PaintedEngine, painted
from tests.stage import OWNER, Stage, open_stage
from workers.index.gallery import Galleries
from workers.index.standing import StandingSearches
from workers.photo import PhotoPipeline
from workers.search import SearchPipeline
from workers.thread import WorkThread


@pytest.fixture
async def stage(deps: Deps) -> AsyncIterator[Stage]:
    """An event with nothing in it."""
    async with open_stage(deps) as opened:
        yield opened


async def test_a_photo_indexed_later_arrives_live(stage: Stage) -> None:
    search = await stage.search(painted(3))
    photo = await stage.index(5, 3)
    await stage.index(5, look=4)
    told = await stage.told(search, "search.match")
    assert [(message["match"]["photo_id"], message["match"]["live"]) for message in told] == [(photo.id, True)]


async def test_a_photo_that_runs_again_is_announced_once(stage: Stage) -> None:
    search = await stage.search(painted(3))
    photo = await stage.index(3)
    entry = await _entry(stage, photo)
    for _ in range(3):
        await stage.standing.match_photo(stage.deps, stage.event, photo, entry)
    stage.restart_workers()
    await stage.standing.match_photo(stage.deps, stage.event, photo, entry)
    assert await stage.announced(search) == [photo.id]


async def test_a_match_that_a_killed_worker_wrote_is_announced_by_the_next_run(stage: Stage) -> None:
    search = await stage.search(painted(3))
    photo = await stage.accept(3)
    await stage.ingest.process(photo.id)
    match = (await match_store.of_search(search.id))[0]
    # As the killed worker left it: written, and neither published nor marked.
    await stage.deps.bus.end(f"search:{search.id}", "test")
    await match_store.unannounce([match.id])
    await stage.standing.match_photo(stage.deps, stage.event, photo, await _entry(stage, photo))
    assert await stage.announced(search) == [photo.id]


async def test_the_keeper_announces_what_nobody_announced(stage: Stage) -> None:
    search = await stage.search(painted(3))
    photo = await stage.index(3)
    match = (await match_store.of_search(search.id))[0]
    await stage.deps.bus.end(f"search:{search.id}", "test")
    await match_store.unannounce([match.id])
    assert await search_upkeep.announce_missed(stage.deps, utc_now()) == 0, "a worker may still be at it"
    assert await search_upkeep.announce_missed(stage.deps, utc_now() + timedelta(minutes=1)) == 1
    assert await search_upkeep.announce_missed(stage.deps, utc_now() + timedelta(minutes=1)) == 0
    assert await stage.announced(search) == [photo.id]


class InterruptedBus:
    """A real bus; something happens between the first and the second time that a history is read."""

    def __init__(self, bus: EventBus, meanwhile: Callable[[], Awaitable[None]]) -> None:
        self._bus, self._meanwhile, self._readings = bus, meanwhile, 0

    async def history(self, topic: str, since: Position | None = None) -> History:
        """As the bus, but for the interruption."""
        self._readings += 1
        if self._readings == 2:
            await self._meanwhile()
        return await self._bus.history(topic, since)

    async def publish(
        self, topic: str, data: Mapping[str, Any], *, once: str | None = None, at_most_every_ms: int | None = None
    ) -> Publication | None:
        """As the bus."""
        return await self._bus.publish(topic, data, once=once, at_most_every_ms=at_most_every_ms)

    async def forget_once(self, topic: str, once: str) -> None:
        """As the bus."""
        await self._bus.forget_once(topic, once)

    async def end(self, topic: str, reason: str) -> None:
        """As the bus."""
        await self._bus.end(topic, reason)

    def listen(self) -> AsyncIterator[Publication | Control | Resync | Lost]:
        """As the bus."""
        return self._bus.listen()

    async def ping(self) -> None:
        """As the bus."""
        await self._bus.ping()

    async def about(self) -> About:
        """As the bus."""
        return await self._bus.about()


@pytest.mark.parametrize("forgets", [True, False])
async def test_a_match_told_while_a_snapshot_is_taken_is_in_it_though_the_bus_forgets(stage: Stage, forgets: bool) -> None:
    search = await stage.search(painted(3))
    topic = topics.search_topic(search.id)

    async def meanwhile() -> None:
        await stage.index(3)
        if forgets:  # as when the server restarts: its history is gone, and what is marked as told is not told again
            await stage.deps.bus.end(topic, "forgotten")

    interrupted = replace(stage.deps, bus=InterruptedBus(stage.deps.bus, meanwhile))
    position, shown = await live.snapshot(interrupted, topic)
    assert [match["photo_id"] for match in shown["matches"]] == await stage.matched(search)
    assert len(shown["matches"]) == 1
    later = await stage.index(3, look=4)
    heard = await stage.deps.bus.history(topic, position)
    assert heard.recovered
    assert [str(later.id) in publication.data.decode() for publication in heard.publications] == [True]


async def test_a_search_that_was_withdrawn_is_not_waited_with_any_more(stage: Stage) -> None:
    first, second = await stage.search(painted(3)), await stage.search(painted(3, look=5))
    await stage.index(3, look=1)
    await privacy.withdraw_search(stage.deps, first)
    photo = await stage.index(3, look=2)
    assert photo.id in await stage.announced(second)
    assert await match_store.of_search(first.id) == []
    assert await stage.told(first) == []


async def test_templates_of_those_who_left_leave_the_memory_though_no_photo_comes(stage: Stage) -> None:
    first, _ = await stage.search(painted(3)), await stage.search(painted(4))
    await stage.index(5)
    assert len(stage.standing) == 2
    await privacy.withdraw_search(stage.deps, first)
    await stage.standing.forget_the_gone(stage.deps)
    assert len(stage.standing) == 1
    await privacy.delete_event(stage.deps, stage.event, OWNER)
    await stage.standing.forget_the_gone(stage.deps)
    assert len(stage.standing) == 0


async def test_events_that_had_no_photo_for_longest_give_their_memory_up_and_are_read_again(deps: Deps) -> None:
    """Room for the templates of two events: of the third's those give way that were not asked for lately."""
    async with open_stage(deps) as first, open_stage(deps, event_id=2) as second, open_stage(deps, event_id=3) as third:
        standing = StandingSearches(first.engine, memory_bytes=25_000)
        for stage, searches in ((first, 1), (second, 2), (third, 4)):
            stage.ingest = PhotoPipeline(deps, stage.engine, standing, stage.progress, stage.thread)
            for look in range(searches):
                await stage.search(painted(3, look=50 + look))
        held = []
        for look, stage in enumerate((first, second, first, third)):
            await stage.index(5, look=look)
            held.append(len(standing))
        assert held == [1, 3, 3, 5]
        photo = await second.index(3, look=9)
        assert await match_store.of_photo(photo.id) != []
        assert len(standing) == 6, "the second has come back, and the first has gone"


async def test_a_photo_whose_event_has_lost_its_key_tells_nobody_and_leaves_no_template_in_memory(stage: Stage) -> None:
    search = await stage.search(painted(3))
    photo = await stage.index(3)
    told = await stage.told(search)
    await stage.deps.keys.destroy(event_key(stage.event))
    for held in (1, 0):
        assert len(stage.standing) == held
        await stage.standing.match_photo(stage.deps, stage.event, photo, await _entry(stage, photo))
    assert len(stage.standing) == 0
    assert await stage.told(search) == told


async def test_an_expired_search_hears_of_nothing_and_its_template_is_erased(stage: Stage) -> None:
    search = await stage.search(painted(3))
    await Search.find({"_id": search.id}).update({"$set": {"expires_at": utc_now() - timedelta(seconds=1)}})
    await stage.index(3)
    assert await stage.announced(search) == []
    assert await search_upkeep.expire_due(stage.deps, utc_now()) == 1
    assert (await stage.told(search))[-1] == {"type": "search.status", "stage": "expired"}
    entry = await templates.of_search(search.id)
    assert entry is not None
    assert entry.template is None
    expired = await Search.get(search.id)
    assert expired is not None
    assert expired.state is SearchStage.EXPIRED


async def test_a_hidden_photo_leaves_and_comes_back_to_old_and_new_searches(stage: Stage) -> None:
    old = await stage.search(painted(3))
    photo = await stage.index(3)
    await showing.hide(stage.deps, photo)
    assert [match.photo_id for match in await _visible(stage, old)] == []
    new = await stage.search(painted(3, look=2))
    assert await stage.announced(new) == []
    await showing.unhide(stage.deps, photo)
    for _ in range(2):
        await stage.ingest.rematch(photo.id)
    assert [m["type"] for m in await stage.told(old)][-3:] == ["search.match", "search.retracted", "search.match"]
    assert await stage.announced(new) == [photo.id]
    assert [match.photo_id for match in await _visible(stage, old)] == [photo.id]


async def test_who_looked_while_a_photo_was_hidden_is_told_though_its_job_was_lost(stage: Stage) -> None:
    standing = await stage.search(painted(3))
    photo = await stage.accept(3)
    await showing.hide(stage.deps, photo)
    await stage.ingest.process(photo.id)
    new = await stage.search(painted(3, look=2))
    assert await search_upkeep.announce_missed(stage.deps, utc_now() + timedelta(minutes=1)) == 0
    assert (await stage.announced(standing), await stage.announced(new)) == ([], [])
    assert (await found_photos.details(stage.deps, new)).matches == 0
    await showing.unhide(stage.deps, photo)
    assert await showing.rematch_again(stage.deps, utc_now() + timedelta(minutes=1)) == 1
    await stage.ingest.rematch(photo.id)
    assert (await stage.announced(standing), await stage.announced(new)) == ([photo.id], [photo.id])


async def test_a_deleted_photo_is_retracted_and_leaves_no_match(stage: Stage) -> None:
    search = await stage.search(painted(3))
    photo = await stage.index(3)
    await photo_service.delete(stage.deps, photo)
    assert (await stage.told(search))[-1] == {"type": "search.retracted", "photo_id": photo.id, "reason": "deleted"}
    assert await match_store.of_photo(photo.id) == []
    later = await stage.search(painted(3, look=2))
    assert await stage.announced(later) == []


@pytest.mark.parametrize("seed", range(8))
async def test_a_photo_deleted_while_it_is_matched_is_not_left_with_a_guest(stage: Stage, seed: int) -> None:
    search = await stage.search(painted(3))
    photo = await stage.accept(3)

    async def delete() -> None:
        await asyncio.sleep(random.Random(seed).random() * 0.15)
        await photo_service.delete(stage.deps, photo)

    await asyncio.gather(stage.ingest.process(photo.id), delete())
    assert await match_store.of_photo(photo.id) == []
    entry = await faces.of_photo(photo.id, stage.engine.id)
    assert entry is None or entry.vectors is None
    kinds = [message["type"] for message in await stage.told(search) if message["type"] in _MATCHING]
    assert not kinds or kinds[-1] == "search.retracted"


@pytest.mark.parametrize("seed", range(12))
async def test_every_pair_of_photo_and_search_meets_exactly_once_in_any_order(stage: Stage, seed: int) -> None:
    order = random.Random(seed)
    people = [1, 2, 3]
    on_photo = [order.sample(people, 2) for _ in range(6)]
    photos = [await stage.accept(*shown, look=look) for look, shown in enumerate(on_photo)]
    guests = [order.choice(people) for _ in range(4)]
    held = [await stage.begin(painted(guest, look=100 + number)) for number, guest in enumerate(guests)]
    # Several ingest workers and search workers, none of which shares memory with another.
    crews = [_Crew(stage) for _ in range(3)]
    work = [order.choice(crews).process(photo.id, order.random() * 0.1) for photo in photos]
    work += [order.choice(crews).run(search.id, order.random() * 0.1) for search in held]
    # Jobs may run twice, also at the same time.
    work += [order.choice(crews).run(order.choice(held).id, order.random() * 0.1)]
    order.shuffle(work)
    await asyncio.gather(*work)
    for search, guest in zip(held, guests, strict=True):
        expected = sorted(photo.id for photo, shown in zip(photos, on_photo, strict=True) if guest in shown)
        assert sorted(await stage.matched(search)) == expected
        assert sorted(await stage.announced(search)) == expected
        assert all(match.announced for match in await match_store.of_search(search.id))
        finished = await Search.get(search.id)
        assert finished is not None
        assert finished.state is SearchStage.LIVE


class _Held(PaintedEngine):
    """Finds no face before it is let."""

    def __init__(self) -> None:
        super().__init__()
        self.asked, self.let = threading.Event(), threading.Event()

    def detect(self, image: NDArray[np.uint8]) -> list[DetectedFace]:
        self.asked.set()
        assert self.let.wait(60)
        return super().detect(image)


async def test_a_slow_run_of_a_search_takes_nothing_from_one_that_was_faster(stage: Stage) -> None:
    photos = [(await stage.index(3, look=look)).id for look in range(4)]
    search = await stage.begin(painted(3, look=50))
    engine, thread = _Held(), WorkThread(60)
    galleries = Galleries(stage.deps, engine.id, engine.dimension)
    slow = asyncio.create_task(SearchPipeline(stage.deps, engine, galleries, thread).run(search.id))
    await asyncio.to_thread(engine.asked.wait, 60)
    await stage.searcher.run(search.id)
    assert [entry.kind for entry in await templates.after(stage.event.id, engine.id, 0)] == ["void", "add"], "it has grown"
    engine.let.set()
    await slow
    thread.close()
    assert sorted(await stage.matched(search)) == sorted(photos)
    assert await templates.is_stored(search.id)


@pytest.mark.parametrize("seed", range(6))
async def test_a_withdrawal_in_the_middle_leaves_nothing(stage: Stage, seed: int) -> None:
    order = random.Random(seed)
    photos = [await stage.accept(1, look=look) for look in range(5)]
    search = await stage.begin(painted(1, look=50))
    other = await stage.begin(painted(1, look=51))
    crews = [_Crew(stage) for _ in range(3)]

    async def withdraw() -> None:
        await asyncio.sleep(order.random() * 0.25)
        await privacy.withdraw_search(stage.deps, search)

    work = [order.choice(crews).process(photo.id, order.random() * 0.2) for photo in photos]
    work += [order.choice(crews).run(one.id, order.random() * 0.1) for one in (search, other)]
    await asyncio.gather(withdraw(), *work)
    assert await match_store.of_search(search.id) == []
    assert await Search.get(search.id) is None
    assert await TemplateEntry.find({"search_id": search.id, "template": {"$ne": None}}).to_list() == []
    assert await stage.deps.selfies.get(search.id) is None
    assert sorted(await stage.announced(other)) == sorted(photo.id for photo in photos)


_MATCHING = {"search.match", "search.retracted"}


class _Crew:
    """One ingest worker and one search worker: own memory, same backends."""

    def __init__(self, stage: Stage) -> None:
        stage.restart_workers()
        self._ingest, self._searcher = stage.ingest, stage.searcher

    async def process(self, photo_id: str, after_s: float) -> None:
        await asyncio.sleep(after_s)
        await self._ingest.process(photo_id)

    async def run(self, search_id: str, after_s: float) -> None:
        await asyncio.sleep(after_s)
        await self._searcher.run(search_id)


async def _entry(stage: Stage, photo: Photo) -> FaceEntry:
    entry = await faces.of_photo(photo.id, stage.engine.id)
    assert entry is not None
    return entry


async def _visible(stage: Stage, search: Search) -> list[Match]:
    shown = {photo.id for photo in await found_photos.visible_photos(stage.deps, search)}
    return [match for match in await match_store.of_search(search.id) if match.photo_id in shown]
