"""The bus on a real Valkey: numbers, history, recovery, and what a lost connection or server does to them."""

from __future__ import annotations

import asyncio
import json
import signal
import subprocess
from collections.abc import AsyncIterator, Iterator
from contextlib import aclosing, asynccontextmanager
from pathlib import Path

import pytest
import redis.asyncio as redis

from app import errors
from app.adapters.embedded import Backend, volatile_valkey
from app.adapters.redis_bus import RedisBus
from app.ports import Control, History, Lost, Position, Publication, Resync

TOPIC = "search:abc"


@pytest.fixture
async def client(redis_url: str) -> AsyncIterator[redis.Redis]:
    """An empty Redis."""
    async with redis.from_url(redis_url) as connection:
        await connection.flushall()
        yield connection


@pytest.fixture
def bus(client: redis.Redis) -> RedisBus:
    """A bus that remembers five publications a topic."""
    return RedisBus(client, history=5, ttl_s=60)


class Server:
    """A Valkey of one test alone, to be killed; it writes nothing, as the one that carries live topics."""

    def __init__(self, folder: Path) -> None:
        self._backend: Backend = volatile_valkey(folder)
        self.url = self._backend.url
        self._process = self._start()

    def _start(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(self._backend.command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    async def answers(self) -> None:
        """Wait until it does."""
        for _ in range(200):
            if await self._backend.answers():
                return
            await asyncio.sleep(0.05)
        raise AssertionError("Valkey does not answer")

    def signal(self, number: signal.Signals) -> None:
        """Send it a signal."""
        self._process.send_signal(number)

    def kill(self) -> None:
        """``kill -9``."""
        self._process.kill()
        self._process.wait(120)

    def start(self) -> None:
        """On the same data."""
        self._process = self._start()


@pytest.fixture
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A Valkey to be killed."""
    own = Server(tmp_path_factory.mktemp("v"))
    yield own
    own.kill()


def offsets(history: History) -> list[int]:
    """The numbers of what was found."""
    return [publication.offset for publication in history.publications]


@asynccontextmanager
async def heard(bus: RedisBus) -> AsyncIterator[asyncio.Queue[Publication | Control | Resync | Lost]]:
    """What a listener hears, from the moment on that it listens."""
    items: asyncio.Queue[Publication | Control | Resync | Lost] = asyncio.Queue()

    async def listen() -> None:
        async with aclosing(bus.listen()) as stream:  # type: ignore[type-var]
            async for item in stream:
                items.put_nowait(item)

    task = asyncio.create_task(listen())
    try:
        assert await asyncio.wait_for(items.get(), 120) == Resync()
        yield items
    finally:
        task.cancel()
        await asyncio.wait([task])


async def publish(bus: RedisBus, *numbers: int, topic: str = TOPIC) -> list[Publication]:
    """Publish one message for each number."""
    sent = [await bus.publish(topic, {"type": "test", "n": number}) for number in numbers]
    return [publication for publication in sent if publication]


async def test_publications_are_numbered_from_one_and_heard_in_order(bus: RedisBus) -> None:
    async with heard(bus) as items:
        sent = await publish(bus, *range(20))
        assert [publication.offset for publication in sent] == list(range(1, 21))
        assert [await asyncio.wait_for(items.get(), 120) for _ in sent] == sent
        assert json.loads(sent[3].data) == {"type": "test", "n": 3}


async def test_concurrent_publishers_leave_no_gap(bus: RedisBus) -> None:
    async with heard(bus) as items:
        sent = await asyncio.gather(*(bus.publish(TOPIC, {"type": "test"}) for _ in range(50)))
        assert sorted(publication.offset for publication in sent if publication) == list(range(1, 51))
        arrived = [await asyncio.wait_for(items.get(), 120) for _ in sent]
        assert [item.offset for item in arrived if isinstance(item, Publication)] == list(range(1, 51))


async def test_topics_are_numbered_apart(bus: RedisBus) -> None:
    await publish(bus, 1, 2)
    [other] = await publish(bus, 1, topic="search:other")
    assert other.offset == 1


async def test_a_topic_never_published_has_an_end_that_its_first_publication_continues(bus: RedisBus) -> None:
    before = await bus.history(TOPIC)
    assert (before.end.offset, before.publications, before.recovered) == (0, (), True)
    [first] = await publish(bus, 1)
    assert (first.epoch, first.offset) == (before.end.epoch, 1)


async def test_history_gives_what_came_after(bus: RedisBus) -> None:
    sent = await publish(bus, 1, 2, 3, 4)
    found = await bus.history(TOPIC, Position(sent[0].epoch, 2))
    assert found == History(Position(sent[0].epoch, 4), tuple(sent[2:]), recovered=True)
    assert (await bus.history(TOPIC)).publications == tuple(sent)
    at_the_end = await bus.history(TOPIC, Position(sent[0].epoch, 4))
    assert (at_the_end.publications, at_the_end.recovered) == ((), True)


async def test_history_is_bounded_and_says_when_it_no_longer_reaches_back(bus: RedisBus) -> None:
    sent = await publish(bus, *range(12))
    epoch = sent[0].epoch
    reached = await bus.history(TOPIC, Position(epoch, 7))
    assert (offsets(reached), reached.recovered) == ([8, 9, 10, 11, 12], True)
    lost = await bus.history(TOPIC, Position(epoch, 6))
    assert (offsets(lost), lost.recovered) == ([8, 9, 10, 11, 12], False)


@pytest.mark.parametrize("offset", [0, 3, 2**70])
async def test_another_epoch_is_not_recovered(bus: RedisBus, offset: int) -> None:
    await publish(bus, 1, 2, 3)
    assert not (await bus.history(TOPIC, Position("another", offset))).recovered
    assert not (await bus.history(TOPIC, Position("", offset))).recovered


async def test_a_position_in_the_future_is_not_recovered(bus: RedisBus) -> None:
    [sent] = await publish(bus, 1)
    assert not (await bus.history(TOPIC, Position(sent.epoch, 2))).recovered


async def test_once_is_published_one_time_until_forgotten(bus: RedisBus) -> None:
    message = {"type": "search.match"}
    assert await bus.publish(TOPIC, message, once="match:p1")
    assert await bus.publish(TOPIC, message, once="match:p1") is None
    assert await bus.publish(TOPIC, message, once="match:p2")
    await bus.forget_once(TOPIC, "match:p1")
    again = await bus.publish(TOPIC, message, once="match:p1")
    assert again is not None
    assert again.offset == 3


async def test_progress_is_held_back_when_it_comes_too_often(bus: RedisBus) -> None:
    progress, stage, hour_ms = {"type": "ingest.progress"}, {"type": "photo.stage"}, 3_600_000
    sent = [await bus.publish(TOPIC, progress, at_most_every_ms=hour_ms) for _ in range(5)]
    assert [publication is not None for publication in sent] == [True, False, False, False, False]
    assert await bus.publish(TOPIC, stage, at_most_every_ms=hour_ms)
    while (later := await bus.publish(TOPIC, progress, at_most_every_ms=50)) is None:
        pass  # What was held back puts off nothing.
    assert later.offset == 3


async def test_an_ended_topic_is_announced_and_forgotten(bus: RedisBus) -> None:
    [sent] = await publish(bus, 1)
    async with heard(bus) as items:
        await bus.end(TOPIC, "deleted")
        assert await asyncio.wait_for(items.get(), 120) == Control(TOPIC, "deleted")
    after = await bus.history(TOPIC, Position(sent.epoch, 1))
    assert (after.recovered, after.end.offset) == (False, 0)


async def test_a_silent_topic_is_forgotten_with_its_once_keys(client: redis.Redis) -> None:
    bus = RedisBus(client, history=5, ttl_s=1)
    await bus.publish(TOPIC, {"type": "test"}, once="a")
    async with asyncio.timeout(120):
        while await client.keys("*"):
            await asyncio.sleep(0.05)
    again = await bus.publish(TOPIC, {"type": "test"}, once="a")
    assert again is not None
    assert again.offset == 1


async def test_databases_of_one_server_do_not_hear_each_other(bus: RedisBus, redis_url: str) -> None:
    async with redis.from_url(redis_url, db=1) as elsewhere, heard(bus) as items:
        await RedisBus(elsewhere, history=5, ttl_s=60).publish(TOPIC, {"type": "foreign"})
        [own] = await publish(bus, 1)
        assert await asyncio.wait_for(items.get(), 120) == own


async def test_a_lost_connection_comes_back_with_a_resync(bus: RedisBus, client: redis.Redis) -> None:
    async with heard(bus) as items:
        await client.client_kill_filter(_type="pubsub")
        [missed] = await publish(bus, 1)
        assert await asyncio.wait_for(items.get(), 120) == Resync()
        [live] = await publish(bus, 2)
        assert await asyncio.wait_for(items.get(), 120) == live
        assert (await bus.history(TOPIC, Position(missed.epoch, 0))).publications == (missed, live)


async def test_listening_survives_a_killed_server_and_the_epoch_changes(server: Server) -> None:
    await server.answers()
    async with redis.from_url(server.url) as client:
        bus = RedisBus(client, history=5, ttl_s=60)
        async with heard(bus) as items:
            [before] = await publish(bus, 1)
            await bus.publish(TOPIC, {"type": "test"}, once="a")
            assert await items.get() == before
            await items.get()
            server.kill()
            with pytest.raises(errors.Unavailable):
                await bus.publish(TOPIC, {"type": "test"})
            with pytest.raises(errors.Unavailable):
                await bus.history(TOPIC)
            with pytest.raises(errors.Unavailable):
                await bus.ping()
            server.start()
            await server.answers()
            assert await asyncio.wait_for(items.get(), 120) == Resync()
            after = await bus.history(TOPIC, Position(before.epoch, 1))
            assert (after.recovered, after.end.offset) == (False, 0)
            again = await bus.publish(TOPIC, {"type": "test"}, once="a")
            assert again is not None
            assert (again.epoch, again.offset) == (after.end.epoch, 1)
            assert await asyncio.wait_for(items.get(), 120) == again


async def test_a_server_that_hangs_is_lost_within_seconds_and_comes_back(server: Server) -> None:
    await server.answers()
    async with redis.from_url(server.url) as client:
        bus = RedisBus(client, history=5, ttl_s=60)
        async with heard(bus) as items:
            [before] = await publish(bus, 1)
            assert await asyncio.wait_for(items.get(), 120) == before
            server.signal(signal.SIGSTOP)
            assert await asyncio.wait_for(items.get(), 120) == Lost()
            server.signal(signal.SIGCONT)
            assert await asyncio.wait_for(items.get(), 120) == Resync()
            [after] = await publish(bus, 2)
            assert await asyncio.wait_for(items.get(), 120) == after
            assert (after.epoch, after.offset) == (before.epoch, 2)


async def test_an_unreachable_server_is_unavailable(tmp_path: Path) -> None:
    async with redis.from_url(f"unix://{tmp_path}/nobody.sock") as client:
        with pytest.raises(errors.Unavailable) as raised:
            await RedisBus(client, history=5, ttl_s=60).publish(TOPIC, {"type": "test"})
        assert raised.value.retry_after_s
