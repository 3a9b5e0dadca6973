"""What administrators see of the service: its parts, its queues, its processes."""

from __future__ import annotations

import asyncio
import os
import signal
import time
from collections.abc import Iterator

import pytest

from app import jobs
from app.adapters.opening import open_deps
from app.domain.permissions import Caller
from app.domain.times import utc_now
from app.domain.vocabulary import Role
from app.jobs import QUEUES
from app.ports import Process, QueueState
from app.services import system_report
from app.services.deps import Deps
from app.services.processes import Activity, reporting
from app.settings import Settings
from tests.integration.test_account_admin import admin
from tests.integration.test_bus import Server
from tests.integration.test_system import worker
from tests.integration.web import Json, Web, code_of

ADMIN = Caller(user_id="root", role=Role.ADMIN)


@pytest.fixture
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A Valkey to be killed."""
    own = Server(tmp_path_factory.mktemp("v"))
    yield own
    own.kill()


def process(kind: str = "ingest", engine: tuple[str, int] | None = None) -> Process:
    """A process like others."""
    return Process(kind, "here", 7, utc_now(), busy=1, done=2, failed=0, rss_bytes=1 << 20, engine=engine)


async def test_only_administrators_see_how_the_service_is_doing(web: Web) -> None:
    assert (await web.client().get("/admin/system")).status_code == 401
    refused = await (await web.signed_in()).get("/admin/system")
    assert (refused.status_code, code_of(refused)) == (403, "forbidden")


async def test_the_report_names_every_part_and_what_it_says_of_itself(web: Web, deps: Deps) -> None:
    root = await admin(web, deps)
    await deps.presence.report("i", process(engine=("an engine", 640)))
    found = (await root.get("/admin/system")).json()
    backends = {backend["name"]: backend for backend in found["backends"]}
    assert list(backends) == ["database", "redis", "volatile", "blobs", "keys"]
    assert all(backend["ok"] and backend["latency_ms"] >= 0 for backend in backends.values())
    assert (backends["database"]["kind"], backends["redis"]["kind"], backends["blobs"]["kind"]) == (
        "SecantusDB",
        "Valkey",
        "folder",
    )
    assert backends["redis"]["version"][0].isdigit()
    said = {name: (backend["detail"], set(backend["values"])) for name, backend in backends.items()}
    memory = ("memory", {"used_bytes", "connections"})
    assert said["database"] == ("compatible", {"version"})
    assert (said["redis"], said["volatile"]) == (memory, memory)
    assert (said["blobs"], said["keys"]) == (("folder", {"path"}), ("folder", {"path"}))
    assert {"python", "starlette", "beanie", "arq", "redis-py", "faiss"} <= found["versions"].keys()
    assert "not installed" not in found["versions"].values()
    assert found["engine"] == {"id": "an engine", "name": "fused", "dimension": 640}
    assert found["disk"]["total"] >= found["disk"]["used"] > 0
    assert (found["disk"]["short"], found["disk"]["reserve"]) == (False, deps.settings.min_free_bytes)
    assert found["version"]


async def test_the_web_process_itself_is_among_the_processes_and_counts_what_it_answers(web: Web, deps: Deps) -> None:
    root = await admin(web, deps)

    async def own() -> Json:
        [found] = [one for one in (await root.get("/admin/system")).json()["workers"] if one["kind"] == "web"]
        return dict(found)

    async with asyncio.timeout(120):
        while (seen := await own())["done"] < 2:
            await asyncio.sleep(0.2)
    assert (seen["pid"], seen["failed"]) == (os.getpid(), 0)
    assert seen["rss_bytes"] > 1 << 20
    assert seen["seen_s_ago"] < 10


async def test_a_process_that_ends_is_gone_and_one_that_dies_is_seen_no_more(deps: Deps) -> None:
    async with reporting(deps, "search", lambda: Activity(1, 2, 3)) as process_id:
        async with asyncio.timeout(120):
            while not (found := await deps.presence.processes()):
                await asyncio.sleep(0.02)
        [seen] = found
        assert (seen.id, seen.process.kind, seen.process.busy, seen.process.done, seen.process.failed) == (
            process_id,
            "search",
            1,
            2,
            3,
        )
    assert await deps.presence.processes() == []
    await deps.presence.report("dead", process())
    [first] = await deps.presence.processes()
    async with asyncio.timeout(120):
        while (await deps.presence.processes())[0].seen_s_ago <= first.seen_s_ago:
            await asyncio.sleep(0.02)


async def test_what_is_known_of_a_dead_process_expires(deps: Deps, volatile_url: str) -> None:
    import redis.asyncio as redis

    await deps.presence.report("dead", process())
    async with redis.from_url(volatile_url) as client:
        assert 0 < await client.pttl("presence:process:dead") <= 60_000
        await client.delete("presence:process:dead")
        assert await deps.presence.processes() == []
        assert await client.exists("presence:processes") == 0


async def test_the_engine_is_the_one_that_most_workers_have(deps: Deps) -> None:
    for number, engine in enumerate([("old", 128), ("new", 640), ("new", 640), None]):
        await deps.presence.report(str(number), process(engine=engine))
    assert (await system_report.report(deps, ADMIN)).engine == ("new", 640)


async def test_a_queue_tells_waiting_from_running_and_how_long_the_oldest_waits(deps: Deps, redis_url: str) -> None:
    assert await deps.queue.state(jobs.INGEST_QUEUE) == QueueState(0, 0, None)
    begun = time.time()
    for number in range(3):
        await deps.queue.enqueue(jobs.process_photo(f"p{number}"))
    await deps.queue.enqueue(jobs.process_photo("later"), delay_s=60)
    state = await deps.queue.state(jobs.INGEST_QUEUE)
    assert (state.waiting, state.running) == (4, 0)
    assert state.oldest_s is not None
    assert 0 <= state.oldest_s <= time.time() - begun + 0.001, "arq counts in milliseconds"
    async with asyncio.timeout(120):
        while ((await deps.queue.state(jobs.INGEST_QUEUE)).oldest_s or 0) <= state.oldest_s:
            await asyncio.sleep(0.002)
    import redis.asyncio as redis

    async with redis.from_url(redis_url) as client:
        await client.set("arq:in-progress:process_photo:p0", b"1")
        assert (await deps.queue.state(jobs.INGEST_QUEUE)).running == 1
        assert (await deps.queue.state(jobs.INGEST_QUEUE)).waiting == 3
    assert (await deps.queue.state(jobs.SEARCH_QUEUE)).waiting == 0


async def test_jobs_that_were_done_are_in_no_queue(deps: Deps, redis_url: str) -> None:
    await deps.queue.enqueue(jobs.Job(jobs.SEARCH_QUEUE, "nothing", "x"))
    async with worker(redis_url, jobs.SEARCH_QUEUE), asyncio.timeout(120):
        while (await deps.queue.state(jobs.SEARCH_QUEUE)).waiting:
            await asyncio.sleep(0.02)


async def test_the_report_comes_though_redis_is_away_or_hangs(settings: Settings, server: Server) -> None:
    await server.answers()
    async with open_deps(settings.model_copy(update={"redis_url": server.url})) as deps:
        server.signal(signal.SIGSTOP)
        async with asyncio.timeout(120):
            hanging = await system_report.report(deps, ADMIN)
        assert (hanging.backends["redis"].ok, hanging.backends["redis"].detail) == (False, "no_answer")
        assert hanging.backends["database"].ok
        server.kill()
        gone = await system_report.report(deps, ADMIN)
        assert (gone.backends["redis"].ok, gone.backends["redis"].detail) == (False, "away")
        assert gone.queues == {}
        assert gone.backends["volatile"].ok


async def test_the_report_comes_though_the_volatile_redis_is_away(settings: Settings, server: Server) -> None:
    await server.answers()
    async with open_deps(settings.model_copy(update={"redis_volatile_url": server.url})) as deps:
        server.kill()
        gone = await system_report.report(deps, ADMIN)
        assert (gone.backends["volatile"].ok, gone.backends["redis"].ok) == (False, True)
        assert (list(gone.processes), gone.engine, gone.started_at) == ([], None, None)
        assert gone.queues.keys() == QUEUES.keys()
