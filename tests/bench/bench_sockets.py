"""2,000 sockets on one web process: memory a socket, and how long a publication takes to reach everybody.

The web process is the product's own (``server.py web``: uvicorn, uvloop), Valkey and the database are real, and the clients
are one other process. Each client listens to one of ``TOPICS`` searches.
"""

from __future__ import annotations

import asyncio
import json
import os
import statistics
import subprocess
import sys
import time
from asyncio.subprocess import PIPE, Process
from contextlib import ExitStack, closing, suppress
from pathlib import Path

import httpx
import psutil
from websockets.asyncio.client import ClientConnection, connect

from app import topics
from app.adapters.embedded import Backend, secantus, volatile_valkey
from app.adapters.opening import open_deps
from app.services.deps import Deps
from app.settings import Settings
from tests.integration.sockets import World
from tests.service import REPOSITORY, free_port

SOCKETS = 2000
TOPICS = 20
ROUNDS = 15
_SECRET = "a secret of this measurement alone"


def main(scratch: Path) -> None:
    """Print KB a socket, p50 and p95 of the delivery, and the share of a core that this takes."""
    with ExitStack() as stack:
        backends = [secantus(scratch), volatile_valkey(scratch)]
        for backend in backends:
            stack.enter_context(_running(backend.command, backend.cwd))
        settings = Settings(
            _env_file=None,
            data_dir=scratch,
            secret_key=_SECRET,
            mongodb_url=backends[0].url,
            redis_url=backends[1].url,
            port=free_port(),
        )
        asyncio.run(_measure(settings, backends))


def _running(command: tuple[str, ...], cwd: Path, **environment: str) -> closing[_Stopper]:
    process = subprocess.Popen(
        command, cwd=cwd, env=os.environ | environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    return closing(_Stopper(process))


class _Stopper:
    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self.process = process

    def close(self) -> None:
        """SIGTERM, and wait."""
        self.process.terminate()
        self.process.wait(30)


async def _measure(settings: Settings, backends: list[Backend]) -> None:
    for backend in backends:
        while not await backend.answers():
            await asyncio.sleep(0.1)
    environment = {
        "MONGODB_URL": settings.mongodb_url,
        "REDIS_URL": settings.redis_url,
        "PORT": str(settings.port),
        "SECRET_KEY": _SECRET,
        "DATA_DIR": str(settings.data_dir),
    }
    async with open_deps(settings) as deps:
        world = await World.make(deps)
        searches = [await world.search() for _ in range(TOPICS)]
        listeners = [[topics.search_topic(search.id), token] for search, token in searches]
        with _running((sys.executable, "server.py", "web"), REPOSITORY, **environment) as web:
            server = psutil.Process(web.process.pid)
            await _answering(settings.public_url)
            await _with_clients(settings, deps, server, listeners)


async def _answering(url: str) -> None:
    async with httpx.AsyncClient(trust_env=False) as client:
        while True:
            with suppress(httpx.HTTPError):
                if (await client.get(f"{url}/healthz")).status_code == 200:
                    return
            await asyncio.sleep(0.1)


async def _with_clients(settings: Settings, deps: Deps, server: psutil.Process, listeners: list[list[str]]) -> None:
    await _clients(settings, listeners, 100, deps, server)  # Everything is imported and warm after this.
    before = server.memory_info().rss
    held, latencies, busy = await _clients(settings, listeners, SOCKETS, deps, server)
    print(f"sockets: {SOCKETS} on one process, {(held - before) / SOCKETS / 1024:.1f} KB each (limit 100)")
    print(
        f"sockets: delivery of {len(latencies)} messages at {SOCKETS} a second: "
        f"p50 {1000 * statistics.median(latencies):.1f} ms, p95 {1000 * statistics.quantiles(latencies, n=20)[18]:.1f} ms, "
        f"{100 * busy:.0f}% of a core"
    )


async def _clients(
    settings: Settings, listeners: list[list[str]], count: int, deps: Deps, server: psutil.Process
) -> tuple[int, list[float], float]:
    """Open ``count`` sockets, publish to each topic once a second; RSS of the server in bytes while they are open, the
    latencies in seconds, and the share of a core that the server used."""
    url = settings.public_url.replace("http", "ws", 1) + "/ws"
    command = (sys.executable, "-m", "tests.bench.bench_sockets", url, str(count))
    clients = await asyncio.create_subprocess_exec(*command, cwd=REPOSITORY, stdin=PIPE, stdout=PIPE)
    await _tell(clients, json.dumps(listeners))
    begun = time.monotonic()
    assert await _line(clients) == "open", "the clients did not connect"
    print(f"sockets: {count} opened and subscribed in {time.monotonic() - begun:.1f} s", flush=True)
    await asyncio.sleep(2)
    held = server.memory_info().rss
    cpu, begun = sum(server.cpu_times()[:2]), time.monotonic()
    for _ in range(ROUNDS):
        for topic, _ in listeners:
            await deps.bus.publish(topic, {"type": "bench", "at": time.monotonic(), "padding": "x" * 300})
            await asyncio.sleep(1 / len(listeners))
    busy = (sum(server.cpu_times()[:2]) - cpu) / (time.monotonic() - begun)
    await asyncio.sleep(1)
    await _tell(clients, "report")
    latencies: list[float] = json.loads(await _line(clients))
    await clients.wait()
    assert len(latencies) == ROUNDS * count, f"{len(latencies)} of {ROUNDS * count} messages arrived"
    return held, latencies, busy


async def _tell(clients: Process, line: str) -> None:
    assert clients.stdin is not None
    clients.stdin.write(line.encode() + b"\n")
    await clients.stdin.drain()


async def _line(clients: Process) -> str:
    assert clients.stdout is not None
    data = b""
    while not data.endswith(b"\n"):
        chunk = await clients.stdout.read(1 << 20)
        assert chunk, "the clients ended"
        data += chunk
    return data.decode().strip()


async def _be_clients(url: str, count: int) -> None:
    """The other process: all clients."""
    listeners = json.loads(sys.stdin.readline())
    latencies: list[float] = []
    turns = asyncio.Semaphore(20)

    async def open_one(number: int) -> ClientConnection:
        topic, token = listeners[number % len(listeners)]
        async with turns:
            socket = await connect(url, compression=None, ping_interval=None, open_timeout=60, proxy=None)
            await socket.send(json.dumps({"type": "auth", "token": token}))
            await socket.send(json.dumps({"type": "subscribe", "id": 1, "topic": topic}))
            assert json.loads(await socket.recv())["type"] == "subscribed"
            return socket

    async def listen(socket: ClientConnection) -> None:
        async for text in socket:
            latencies.append(time.monotonic() - json.loads(text)["data"]["at"])

    sockets = await asyncio.gather(*(open_one(number) for number in range(count)))
    tasks = [asyncio.create_task(listen(socket)) for socket in sockets]
    print("open", flush=True)
    await asyncio.to_thread(sys.stdin.readline)
    print(json.dumps([round(latency, 6) for latency in latencies]), flush=True)
    for task in tasks:
        task.cancel()


if __name__ == "__main__":
    asyncio.run(_be_clients(sys.argv[1], int(sys.argv[2])))
