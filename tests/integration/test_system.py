"""What operators see: alive, ready, measured."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
import redis.asyncio as redis
from arq.connections import ArqRedis
from arq.worker import Worker, func
from pydantic import SecretStr

from app import jobs
from app.adapters.opening import open_deps
from app.services.deps import Deps
from app.settings import Settings
from tests.covered import python
from tests.integration.sockets import peer, serving
from tests.integration.test_account_admin import admin
from tests.integration.test_bus import Server
from tests.integration.web import Web, code_of, event_of, running_app
from tests.service import REPOSITORY

ALL_OK = {
    "blobs": "ok",
    "ingest_workers": "ok",
    "keys": "ok",
    "mongodb": "ok",
    "redis": "ok",
    "redis_volatile": "ok",
    "search_workers": "ok",
    "space": "ok",
}


@pytest.fixture
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A Valkey to be killed."""
    own = Server(tmp_path_factory.mktemp("v"))
    yield own
    own.kill()


async def nothing(ctx: dict[Any, Any], *_: Any, **__: Any) -> None:
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
        async with asyncio.timeout(120):
            while (answer := await root(web).get("/readyz")).status_code != 200:
                await asyncio.sleep(0.05)
        assert answer.json() == {"status": "ready", "checks": ALL_OK}


async def test_missing_workers_are_named(web: Web, redis_url: str) -> None:
    missing = ALL_OK | {"search_workers": "missing"}
    async with worker(redis_url, jobs.INGEST_QUEUE), asyncio.timeout(120):
        while (answer := await root(web).get("/readyz")).json()["checks"] != missing:
            await asyncio.sleep(0.05)
    assert (answer.status_code, code_of(answer)) == (503, "not_ready")
    assert answer.headers["retry-after"].isdigit()
    assert "search_workers missing" in answer.json()["detail"]


@pytest.mark.parametrize(
    ("who", "address", "headers", "sees"),
    [
        ("this machine", "127.0.0.1", {}, True),
        ("this machine, by IPv6", "::1", {}, True),
        ("behind a proxy here", "127.0.0.1", {"X-Forwarded-For": "203.0.113.9"}, False),
        ("behind another proxy here", "127.0.0.1", {"Via": "1.1 proxy"}, False),
        ("elsewhere", "203.0.113.9", {}, False),
        ("elsewhere, with the token", "203.0.113.9", {"Authorization": "Bearer measured by me"}, True),
        ("elsewhere, with another token", "203.0.113.9", {"Authorization": "Bearer measured by you"}, False),
    ],
)
async def test_strangers_learn_whether_it_is_ready_and_nothing_else(
    settings: Settings, who: str, address: str, headers: dict[str, str], sees: bool
) -> None:
    async with running_app(settings.model_copy(update={"metrics_token": SecretStr("measured by me")})) as app:
        transport = httpx.ASGITransport(app=app, client=(address, 1))
        async with httpx.AsyncClient(transport=transport, base_url="http://testserver", headers=headers) as client:
            ready, measured = await client.get("/readyz"), await client.get("/metrics")
    assert (ready.status_code, code_of(ready)) == (503, "not_ready")
    assert ("checks" in ready.json(), "workers" in ready.text) == (sees, sees), who
    assert measured.status_code == (200 if sees else 403), who


async def test_administrators_see_measurements_from_anywhere_and_open_shows_everybody(
    web: Web, deps: Deps, settings: Settings
) -> None:
    for client, status in ((await web.signed_in(), 403), (await admin(web, deps), 200)):
        client.headers["X-Forwarded-For"] = "203.0.113.9"
        assert (await client.get("http://testserver/metrics")).status_code == status
        assert ("checks" in (await client.get("http://testserver/readyz")).json()) == (status == 200)
    async with running_app(settings.model_copy(update={"metrics_access": "open"})) as app:
        assert (await Web(app).client(address="203.0.113.9").get("http://testserver/metrics")).status_code == 200


async def test_an_operator_is_told_once_that_a_proxy_is_not_heard(settings: Settings, caplog: pytest.LogCaptureFixture) -> None:
    async with running_app(settings) as app, root(Web(app)) as client:
        for _ in range(3):
            await client.get("/healthz", headers={"X-Forwarded-For": "203.0.113.9"})
    assert [record.levelname for record in caplog.records if "TRUSTED_PROXIES" in record.getMessage()] == ["WARNING"]
    caplog.clear()
    async with running_app(settings.model_copy(update={"trusted_proxies": "127.0.0.1"})) as app, root(Web(app)) as client:
        await client.get("/healthz", headers={"X-Forwarded-For": "203.0.113.9"})
    assert "TRUSTED_PROXIES" not in caplog.text


async def test_no_answer_leads_to_the_host_that_a_client_says_it_asked(web: Web) -> None:
    async with root(web) as client:
        for path in ("/studio/", "/static", "/s/token/", "/kiosk/?x=1"):
            answer = await client.get(path, headers={"Host": "evil.example"})
            assert answer.is_redirect, path
            assert answer.headers["location"].startswith("/"), path
            assert "evil" not in answer.headers["location"]
            assert not answer.headers["location"].startswith("//")
        assert answer.headers["location"] == "/kiosk?x=1"


async def test_a_kiosk_knows_whether_somebody_could_be_looked_for(web: Web, redis_url: str) -> None:
    owner = await web.signed_in()
    new = await owner.post(f"/events/{await event_of(owner)}/kiosks", json={"name": "Door"})
    paired = await web.client().post("/kiosks/pair", json={"code": new.json()["pairing_code"]})
    kiosk = web.client(paired.json()["token"])
    assert (await kiosk.get("/kiosks/self")).json()["ready"] is False
    async with worker(redis_url, jobs.SEARCH_QUEUE), asyncio.timeout(120):
        while not (await kiosk.get("/kiosks/self")).json()["ready"]:
            await asyncio.sleep(0.05)


def client_of(url: str) -> httpx.AsyncClient:
    """Over the network, from the address of a server's sockets."""
    return httpx.AsyncClient(base_url=url.replace("ws", "http", 1).removesuffix("/ws"), timeout=120)


@asynccontextmanager
async def ready_of(deps: Deps) -> AsyncIterator[httpx.AsyncClient]:
    """A client of a server with these ports."""
    async with serving(deps) as url, client_of(url) as client:
        yield client


async def test_a_backend_that_is_away_or_hangs_is_named_in_time(settings: Settings, server: Server) -> None:
    await server.answers()
    own = settings.model_copy(update={"redis_url": server.url})
    async with open_deps(own) as deps, ready_of(deps) as client:
        server.signal(signal.SIGSTOP)
        answer = await client.get("/readyz", timeout=120)
        assert answer.json()["checks"]["redis"] == "no answer"
        assert (await client.get("/healthz")).status_code == 200
        server.kill()
        answer = await client.get("/readyz")
        assert answer.status_code == 503
        assert answer.json()["checks"]["redis"] == "away"
        assert answer.json()["checks"]["mongodb"] == "ok"
        assert (await client.get("/metrics")).status_code == 200


async def test_metrics_tell_of_sockets_queues_requests_and_stages(deps: Deps) -> None:
    async with serving(deps) as url, client_of(url) as client:
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


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 1 MiB, in memory."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk], check=False, capture_output=True)
    if mounted.returncode:
        pytest.skip("lacks the right to mount a file system")
    yield disk
    subprocess.run(["umount", disk], check=True)


def test_a_full_disk_kills_no_process_that_counts(small_disk: Path) -> None:
    counts = "import sys; from app import metrics\n"
    counts += "print('up', flush=True); sys.stdin.readline()\n"
    counts += "for status in range(300): metrics.HTTP_REQUESTS.labels('GET', status).inc()\n"
    counts += "with metrics.timed_stage('detecting'): metrics.SOCKETS.inc()\n"
    counts += "sys.stdout.write(metrics.page({}).decode())"
    environment = os.environ | {"PROMETHEUS_MULTIPROC_DIR": str(small_disk)}

    def begin() -> subprocess.Popen[str]:
        pipe = subprocess.PIPE
        command = [*python(), "-c", counts]
        process = subprocess.Popen(command, cwd=REPOSITORY, env=environment, stdin=pipe, stdout=pipe, stderr=pipe, text=True)
        assert process.stdout is not None
        assert process.stdout.readline() == "up\n"
        return process

    before = begin()
    with pytest.raises(OSError, match="No space"), (small_disk / "filler").open("wb", buffering=0) as filler:  # noqa: PT012
        while True:
            filler.write(bytes(4096))
    after = begin()
    pages = [process.communicate("go\n", timeout=60) for process in (before, after)]
    assert [process.returncode for process in (before, after)] == [0, 0]
    for page, _ in pages:
        assert 'eventphotos_http_requests_total{method="GET",status="299"} 1.0' in page
    assert "no room" in pages[1][1]


def test_the_files_of_processes_that_ended_take_no_more_room_than_what_they_counted(tmp_path: Path) -> None:
    environment = os.environ | {"PROMETHEUS_MULTIPROC_DIR": str(tmp_path)}

    def run(code: str) -> None:
        subprocess.run([*python(), "-c", f"from app import metrics\n{code}"], cwd=REPOSITORY, env=environment, check=True)

    run("metrics.SLOW_SOCKETS.inc()")
    run("")
    run("")
    sizes = {file.name.rpartition("_")[0]: file.stat().st_size for file in tmp_path.glob("*.db") if file.stat().st_size < 100_000}
    assert sizes.keys() == {"counter"}
    assert len(list(tmp_path.glob("*.db"))) == 4  # the last one has not been looked at yet


def test_a_process_that_is_forked_off_counts_for_itself(tmp_path: Path) -> None:
    code = """
import os
from app import metrics
metrics.SLOW_SOCKETS.inc()
if (forked := os.fork()) == 0:
    assert metrics.begin_anew()
    metrics.SLOW_SOCKETS.inc(10)
    os._exit(0)
assert os.waitpid(forked, 0)[1] == 0
metrics.SLOW_SOCKETS.inc(100)
print(metrics.page({}).decode())
print(sorted(int(file.rpartition("_")[2][:-3]) for file in os.listdir(os.environ["PROMETHEUS_MULTIPROC_DIR"])))
os.rename(os.environ["PROMETHEUS_MULTIPROC_DIR"], os.environ["PROMETHEUS_MULTIPROC_DIR"] + " that is gone")
print("began anew:", metrics.begin_anew())
"""
    folder = tmp_path / "metrics"
    folder.mkdir()
    environment = os.environ | {"PROMETHEUS_MULTIPROC_DIR": str(folder)}
    told = subprocess.run(
        [*python(), "-c", code], cwd=REPOSITORY, env=environment, check=True, capture_output=True, text=True
    ).stdout.splitlines()
    assert "eventphotos_slow_sockets_total 111.0" in told
    assert len(set(json.loads(told[-2]))) == 2
    assert told[-1] == "began anew: False"


def test_processes_share_one_page_and_the_dead_hold_no_sockets(tmp_path: Path) -> None:
    def run(code: str) -> str:
        return subprocess.run(
            [*python(), "-c", f"from app import metrics\n{code}"],
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
