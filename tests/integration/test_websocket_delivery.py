"""Nothing is missed and nothing comes twice, however connections, servers and publishers come and go."""

from __future__ import annotations

import asyncio
import os
import random
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

import httpx
import pytest
import redis.asyncio as redis
from websockets.exceptions import ConnectionClosed, InvalidHandshake

from app import topics
from app.adapters.redis_bus import RedisBus
from app.errors import Unavailable
from app.services.deps import Deps
from tests.integration.sockets import Json, World, peer, serving, until
from tests.integration.test_bus import Server
from tests.service import REPOSITORY, free_port


@pytest.fixture
async def world(deps: Deps) -> World:
    """A photographer with an event."""
    return await World.make(deps)


@pytest.fixture
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A Valkey to be killed."""
    own = Server(tmp_path_factory.mktemp("v"))
    yield own
    own.kill()


@dataclass
class Follower:
    """A guest as the protocol wants it: comes back with ``since`` whenever the socket is gone, starts over with a snapshot
    where the history does not reach. ``seen`` is what was shown, by epoch; ``shown`` the photos on the screen."""

    url: str
    token: str
    topic: str
    since: Json | None = None
    seen: dict[str, list[int]] = field(default_factory=dict)
    shown: list[str] = field(default_factory=list)
    snapshots: int = 0
    codes: list[int] = field(default_factory=list)

    async def follow(self, leave_after: random.Random | None = None) -> None:
        """Listen until cancelled; with ``leave_after`` the connection is dropped now and then."""
        while True:
            with suppress(ConnectionClosed, InvalidHandshake, OSError, TimeoutError):
                async with peer(self.url, self.token) as client:
                    try:
                        limit = leave_after.uniform(0.01, 0.4) if leave_after else None
                        async with asyncio.timeout(limit):
                            await self._listen(client.subscribe(self.topic, self.since), client.receive)
                    finally:
                        if client.socket.close_code is not None:
                            self.codes.append(client.socket.close_code)
            await asyncio.sleep(0.02)

    async def _listen(self, subscribing: object, receive: object) -> None:
        answer = await subscribing  # type: ignore[misc]
        assert answer["type"] in {"subscribed", "error"}, answer
        if answer["type"] == "error":
            return
        if not answer["recovered"]:
            self.snapshots += 1
            self.shown = [match["photo_id"] for match in answer["snapshot"]["matches"]]
        self.since = {"epoch": answer["epoch"], "offset": answer["offset"]}
        while True:
            message = await receive(60)  # type: ignore[operator]
            assert message["type"] == "publication", message
            assert message["offset"] == self.since["offset"] + 1
            self.since["offset"] = message["offset"]
            self.seen.setdefault(self.since["epoch"], []).append(message["offset"])
            self.shown.append(message["data"]["match"]["photo_id"])


@asynccontextmanager
async def following(*followers: Follower, seed: int | None = None) -> AsyncIterator[list[asyncio.Task[None]]]:
    """All of them at once; a follower that finds something wrong fails the test."""
    tasks = [
        asyncio.create_task(follower.follow(random.Random(f"{seed} {number}") if seed is not None and number else None))
        for number, follower in enumerate(followers)
    ]
    try:
        yield tasks
    finally:
        for task in tasks:
            task.cancel()
        results = await asyncio.gather(*tasks, return_exceptions=True)
        for result in results:
            if isinstance(result, Exception):
                raise result


def match(number: int) -> Json:
    """A match of a photo of that number."""
    return topics.search_match({"photo_id": str(number), "score": 0.5, "tier": "maybe", "live": True})


@pytest.mark.parametrize("seed", [1, 2, 3])
async def test_any_interleaving_of_publishers_and_reconnects_shows_everything_once_and_in_order(
    world: World, deps: Deps, volatile_url: str, seed: int
) -> None:
    chance = random.Random(seed)
    search, token = await world.search()
    topic = topics.search_topic(search.id)

    async def publish(name: int) -> None:
        for number in range(60):
            sent = await deps.bus.publish(topic, match(1000 * name + number), once=f"match:{name}:{number}")
            assert sent is not None
            if chance.random() < 0.3:  # A job that runs again announces nothing again.
                assert await deps.bus.publish(topic, match(1000 * name + number), once=f"match:{name}:{number}") is None
            await asyncio.sleep(chance.expovariate(100))

    async with serving(deps) as url, redis.from_url(volatile_url) as saboteur:
        followers = [Follower(url, token, topic) for _ in range(6)]
        async with following(*followers, seed=seed) as tasks:
            publishers = asyncio.gather(*(publish(name) for name in range(4)))
            while not publishers.done():
                await asyncio.sleep(chance.uniform(0.05, 0.3))
                await saboteur.client_kill_filter(_type="pubsub")
            await publishers
            end = (await deps.bus.history(topic)).end
            assert end.offset == 240
            caught_up = {"epoch": end.epoch, "offset": 240}
            await until(lambda: any(task.done() for task in tasks) or all(f.since == caught_up for f in followers))
        history = await deps.bus.history(topic)
    published = [match_of(publication.data) for publication in history.publications]
    for follower in followers:
        assert sorted(follower.shown) == sorted(published)
        heard = follower.seen.get(end.epoch, [])
        assert heard == list(range(240 - len(heard) + 1, 241))
        assert follower.snapshots == 1


def match_of(data: bytes) -> str:
    """The photo of a published match."""
    import orjson

    return str(orjson.loads(data)["match"]["photo_id"])


async def test_a_killed_redis_begins_an_epoch_and_every_client_gets_a_snapshot(deps: Deps, server: Server) -> None:
    await server.answers()
    async with redis.from_url(server.url) as client:
        bus = RedisBus(client, history=100, ttl_s=600)
        own = replace(deps, bus=bus)
        world = await World.make(own)
        search, token = await world.search()
        topic = topics.search_topic(search.id)
        async with serving(own) as url:
            followers = [Follower(url, token, topic) for _ in range(5)]
            async with following(*followers):
                await until(lambda: all(follower.since for follower in followers))
                for number in range(10):
                    await bus.publish(topic, match(number))
                await until(lambda: all(len(follower.shown) == 10 for follower in followers))
                server.kill()
                with pytest.raises(Unavailable):
                    await bus.publish(topic, match(10))
                await asyncio.sleep(0.5)
                server.start()
                await server.answers()
                await until(lambda: all(follower.snapshots == 2 for follower in followers))
                for number in range(10, 20):
                    await bus.publish(topic, match(number))
                await until(lambda: all(len(follower.shown) == 10 for follower in followers))
            for follower in followers:
                # The history died with Redis, and these matches were never in the database: only what is new is shown.
                assert follower.shown == [str(number) for number in range(10, 20)]
                assert [len(offsets) for offsets in follower.seen.values()] == [10, 10]
                assert set(follower.codes) <= {1012, 1000}


async def test_an_epoch_that_ends_while_the_bus_is_up_sends_clients_away_to_come_back(
    world: World, deps: Deps, volatile_url: str
) -> None:
    search, token = await world.search()
    topic = topics.search_topic(search.id)
    async with serving(deps) as url, redis.from_url(volatile_url) as client:
        follower = Follower(url, token, topic)
        async with following(follower):
            await until(lambda: follower.since is not None)
            await deps.bus.publish(topic, match(1))
            await until(lambda: follower.shown == ["1"])
            await client.flushall()
            await deps.bus.publish(topic, match(2))
            await until(lambda: follower.snapshots == 2)
            assert follower.shown == ["2"]
            assert follower.codes == [1012]


async def test_two_processes_tell_their_clients_the_same(world: World, deps: Deps) -> None:
    search, token = await world.search()
    topic = topics.search_topic(search.id)
    async with serving(deps) as one, serving(deps) as two:
        followers = [Follower(one, token, topic), Follower(two, token, topic)]
        async with following(*followers):
            await until(lambda: all(follower.since for follower in followers))
            for number in range(50):
                await deps.bus.publish(topic, match(number))
            await until(lambda: all(len(follower.shown) == 50 for follower in followers))
        assert followers[0].shown == followers[1].shown == [str(number) for number in range(50)]


@pytest.fixture
def web_process(deps: Deps, tmp_path: Path) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """``server.py web`` on a free port."""
    settings = deps.settings
    port = free_port()
    environment = os.environ | {
        "PORT": str(port),
        "DATA_DIR": str(settings.data_dir),
        "SECRET_KEY": settings.secret_key.get_secret_value(),
        "MONGODB_URL": settings.mongodb_url,
        "MONGODB_DATABASE": settings.mongodb_database,
        "REDIS_URL": settings.redis_url,
        "REDIS_VOLATILE_URL": settings.redis_volatile_url,
    }
    with (tmp_path / "web.log").open("wb") as sink:
        process = subprocess.Popen([sys.executable, "server.py", "web"], cwd=REPOSITORY, env=environment, stderr=sink)
    yield process, f"http://127.0.0.1:{port}"
    if process.poll() is None:
        process.kill()
    process.wait(120)


async def alive(url: str) -> None:
    """Wait until the process answers."""
    async with httpx.AsyncClient(timeout=120) as client, asyncio.timeout(120):
        while True:
            with suppress(httpx.HTTPError):
                if (await client.get(f"{url}/healthz")).status_code == 200:
                    return
            await asyncio.sleep(0.1)


async def test_a_stopping_server_closes_with_1012_also_for_clients_that_do_not_read(
    world: World, deps: Deps, web_process: tuple[subprocess.Popen[bytes], str]
) -> None:
    process, http = web_process
    await alive(http)
    search, token = await world.search()
    url = http.replace("http", "ws", 1) + "/ws"
    async with peer(url, token) as client, peer(url) as stranger, peer(url, token, max_queue=2, close_timeout=1) as deaf:
        await client.subscribe(topics.search_topic(search.id))
        await deaf.subscribe(topics.search_topic(search.id))
        await stranger.send("ping")
        await stranger.receive()
        reading = asyncio.create_task(client.publications(300))
        for _ in range(300):
            await deps.bus.publish(topics.search_topic(search.id), {"type": "test", "padding": "x" * 50_000})
        await reading
        process.send_signal(signal.SIGTERM)
        assert (await client.closed())[0] == 1012
        assert (await stranger.closed())[0] == 1012
        status = await asyncio.to_thread(process.wait, 15)
        assert status in {0, -signal.SIGTERM}


async def test_a_stranger_who_floods_a_socket_slows_nobody(world: World, deps: Deps) -> None:
    search, token = await world.search()
    topic = topics.search_topic(search.id)

    async def flood(url: str) -> None:
        with suppress(ConnectionClosed):
            async with peer(url, max_queue=2, close_timeout=1) as client:
                while True:
                    await client.send("ping", id="x" * 1000)

    async with serving(deps) as url, peer(url, token) as client:
        await client.subscribe(topic)
        floods = [asyncio.create_task(flood(url)) for _ in range(3)]
        for number in range(20):
            await deps.bus.publish(topic, match(number))
        assert [message["offset"] for message in await client.publications(20)] == list(range(1, 21))
        for task in floods:
            task.cancel()
        await asyncio.gather(*floods, return_exceptions=True)
