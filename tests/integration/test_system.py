"""What operators see: alive, ready, measured."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest
import redis.asyncio as redis
from arq.connections import ArqRedis
from arq.worker import Worker, func

from app import jobs
from app.adapters.opening import open_deps
from app.services.deps import Deps
from app.settings import Settings
from tests.integration.sockets import peer, serving
from tests.integration.test_bus import Server
from tests.integration.web import Web, code_of, event_of
from tests.service import REPOSITORY

ALL_OK = {"blobs": "ok", "ingest_workers": "ok", "mongodb": "ok", "redis": "ok", "search_workers": "ok"}


@pytest.fixture
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A Valkey to be killed."""
    own = Server(tmp_path_factory.mktemp("v"))
    yield own
    own.kill()


async def nothing(_: object) -> None:
    """A job."""


@asynccontextmanager
async def worker(redis_url: str, queue: str) -> AsyncIterator[None]:
    """A real worker of a queue, signing its key as ours do."""
    async with redis.Redis.from_url(redis_url) as connection:
        arq = Worker(
            [func(nothing, name="nothing")],
            queue_name=queue,
            redis_pool=ArqRedis(connection.connection_pool),
            handle_signals=False,
            poll_delay=0.05,
            health_check_interval=jobs.HEALTH_INTERVAL_S,
        )
        task = asyncio.create_task(arq.async_run())
        try:
            yield
        finally:
            task.cancel()
            await asyncio.wait([task])
            await connection.delete(arq.health_check_key)


def root(web: Web) -> httpx.AsyncClient:
    """A client of what is not under ``/api/v1``."""
    return httpx.AsyncClient(transport=httpx.ASGITransport(app=web.app), base_url="http://testserver")


async def test_a_process_that_answers_is_alive(web: Web) -> None:
    answer = await root(web).get("/healthz")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


async def test_the_service_is_ready_when_every_part_works(web: Web, redis_url: str) -> None:
    async with worker(redis_url, jobs.INGEST_QUEUE), worker(redis_url, jobs.SEARCH_QUEUE):
        async with asyncio.timeout(30):
            while (answer := await root(web).get("/readyz")).status_code != 200:
                await asyncio.sleep(0.05)
        assert answer.json() == {"status": "ready", "checks": ALL_OK}


async def test_missing_workers_are_named(web: Web, redis_url: str) -> None:
    missing = ALL_OK | {"search_workers": "missing"}
    async with worker(redis_url, jobs.INGEST_QUEUE), asyncio.timeout(30):
        while (answer := await root(web).get("/readyz")).json()["checks"] != missing:
            await asyncio.sleep(0.05)
    assert (answer.status_code, code_of(answer)) == (503, "not_ready")
    assert answer.headers["retry-after"].isdigit()
    assert "search_workers missing" in answer.json()["detail"]


async def test_a_kiosk_knows_whether_somebody_could_be_looked_for(web: Web, redis_url: str) -> None:
    owner = await web.signed_in()
    new = await owner.post(f"/events/{await event_of(owner)}/kiosks", json={"name": "Door"})
    paired = await web.client().post("/kiosks/pair", json={"code": new.json()["pairing_code"]})
    kiosk = web.client(paired.json()["token"])
    assert (await kiosk.get("/kiosks/self")).json()["ready"] is False
    async with worker(redis_url, jobs.SEARCH_QUEUE), asyncio.timeout(30):
        while not (await kiosk.get("/kiosks/self")).json()["ready"]:
            await asyncio.sleep(0.05)


@asynccontextmanager
async def ready_of(deps: Deps) -> AsyncIterator[httpx.AsyncClient]:
    """A client of a server with these ports."""
    async with serving(deps) as url, httpx.AsyncClient(base_url=url.replace("ws", "http", 1).removesuffix("/ws")) as client:
        yield client


async def test_a_backend_that_is_away_or_hangs_is_named_in_time(settings: Settings, server: Server) -> None:
    await server.answers()
    own = settings.model_copy(update={"redis_url": server.url})
    async with open_deps(own) as deps, ready_of(deps) as client:
        server.signal(signal.SIGSTOP)
        begun = time.monotonic()
        answer = await client.get("/readyz", timeout=10)
        assert time.monotonic() - begun < 8
        assert answer.json()["checks"]["redis"] == "no answer"
        assert (await client.get("/healthz")).status_code == 200
        server.kill()
        answer = await client.get("/readyz")
        assert answer.status_code == 503
        assert answer.json()["checks"]["redis"] == "away"
        assert answer.json()["checks"]["mongodb"] == "ok"
        assert (await client.get("/metrics")).status_code == 200


async def test_metrics_tell_of_sockets_queues_requests_and_stages(deps: Deps) -> None:
    async with serving(deps) as url, httpx.AsyncClient(base_url=url.replace("ws", "http", 1).removesuffix("/ws")) as client:
        await deps.queue.enqueue(jobs.process_photo("p1"))
        async with peer(url) as socket:
            await socket.send("ping")
            await socket.receive()
            answer = await client.get("/metrics")
            assert answer.headers["content-type"].startswith("text/plain; version=")
            lines = answer.text.splitlines()
            assert "eventphotos_sockets 1.0" in lines
        assert 'eventphotos_queue_depth{queue="ingest"} 1.0' in lines
        assert 'eventphotos_queue_depth{queue="search"} 0.0' in lines
        for name in ("stage_seconds_count", "upload_to_delivery_seconds_count", "http_request_seconds_count"):
            assert any(line.startswith(f"eventphotos_{name}") for line in lines), name
        await client.request("PROPFIND", "/healthz")
        assert 'method="other"' in (await client.get("/metrics")).text


def test_processes_share_one_page_and_the_dead_hold_no_sockets(tmp_path: Path) -> None:
    def run(code: str) -> str:
        return subprocess.run(
            [sys.executable, "-c", f"from app import metrics\n{code}"],
            cwd=REPOSITORY,
            env=os.environ | {"PROMETHEUS_MULTIPROC_DIR": str(tmp_path)},
            check=True,
            capture_output=True,
            text=True,
        ).stdout

    killed = "import os, signal; os.kill(os.getpid(), signal.SIGKILL)"
    observe = "metrics.SOCKETS.inc()\nwith metrics.timed_stage('detecting'): pass"
    run(observe)
    with pytest.raises(subprocess.CalledProcessError):
        run(f"{observe}\n{killed}")
    page = run(f"{observe}\nprint(metrics.page({{'ingest': 3}}).decode())")
    assert "eventphotos_sockets 1.0" in page
    assert 'eventphotos_stage_seconds_count{stage="detecting"} 3.0' in page
    assert 'eventphotos_stage_seconds_count{stage="embedding"} 0.0' in page
    assert 'eventphotos_queue_depth{queue="ingest"} 3.0' in page
