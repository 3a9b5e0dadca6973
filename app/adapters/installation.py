"""One installation on one machine: which processes it consists of, brought up and down as a whole."""

from __future__ import annotations

import asyncio
import logging
import os
import shutil
import signal
import socket
from collections.abc import Coroutine
from pathlib import Path
from typing import Final

import httpx

from app.adapters import embedded
from app.adapters.supervisor import ChildSpec, Supervisor
from app.settings import Settings

log = logging.getLogger(__name__)

# Connections that may wait while a web process is busy or being restarted.
_BACKLOG: Final = 2048
_NEWS_EVERY_S: Final = 15.0
# One thread a process: two processes of one thread beat one process of two (FACE_ENGINE.md), and photos do not starve
# a selfie. Fewer malloc arenas keep the memory of a process that decodes large photos flat.
_WORKER_ENVIRONMENT: Final = {
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "MALLOC_ARENA_MAX": "2",
}
_INGEST_NICE: Final = 10


def first_run_marker(settings: Settings) -> Path:
    """This file exists once the accounts and the demo event of the first run have been made."""
    return settings.data_dir / "first_run_done"


def run_installation(settings: Settings, program: tuple[str, ...]) -> None:
    """Run everything until SIGTERM, SIGINT or SIGHUP; every child is gone when this returns.

    ``program`` starts the command line of this service. Raises ``embedded.DataDirInUse``, ``OSError`` when the address
    cannot be listened on, and ``supervisor.StartFailed`` when an embedded backend does not come up.
    """
    lock = embedded.lock_data_dir(settings.data_dir)
    try:
        with _listen(settings.host, settings.port) as listener:
            asyncio.run(_Installation(settings, program, lock, listener).run())
    finally:
        lock.release()


class _Installation:
    """What one run consists of."""

    def __init__(self, settings: Settings, program: tuple[str, ...], lock: embedded.DataDirLock, listener: socket.socket) -> None:
        self._settings = settings
        self._program = program
        self._lock = lock
        self._listener = listener
        self._backends = _backends(settings)
        self._service = _service(settings, listener, self._backends)
        # What every process of ours is told; the rest it reads from the same settings as the supervisor.
        self._environment = {
            "MONGODB_URL": self._service.mongodb_url,
            "REDIS_URL": self._service.redis_url,
            "BASE_URL": self._service.base_url,
            "PROMETHEUS_MULTIPROC_DIR": str(_metrics_folder(settings)),
        }
        self._supervisor = Supervisor(embedded.run_dir(settings.data_dir) / "state.json")

    async def run(self) -> None:
        """Start, wait for a signal, stop."""
        stop = asyncio.Event()
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            asyncio.get_running_loop().add_signal_handler(number, stop.set)
        with embedded.announced(self._settings.data_dir, self._service):
            try:
                await _unless(stop, self._start())
                await stop.wait()
                log.info("stopping")
            finally:
                self._listener.close()  # new connections are refused from here on, open ones are served to their end
                await self._supervisor.stop()

    async def _start(self) -> None:
        await self._supervisor.start([_backend_child(backend, self._lock) for backend in self._backends])
        await self._supervisor.start(self._workers())
        await self._supervisor.start(self._web())
        await _until_ready(self._service.local_url)
        print(f"Ready at {self._service.base_url}  (Ctrl-C stops it)", flush=True)
        if not first_run_marker(self._settings).exists():
            command = (*self._program, "first-run")
            await self._supervisor.start([ChildSpec("first-run", command, self._environment, once=True, speaks=True)])

    def _workers(self) -> list[ChildSpec]:
        def worker(kind: str, slot: int, nice: int = 0) -> ChildSpec:
            command = (*self._program, "worker", kind, "--slot", str(slot))
            return ChildSpec(f"{kind}-{slot}", command, {**self._environment, **_WORKER_ENVIRONMENT}, nice=nice)

        return [
            worker("keeper", 0),
            *(worker("search", slot) for slot in range(self._settings.search_workers)),
            *(worker("ingest", slot, _INGEST_NICE) for slot in range(self._settings.ingest_workers)),
        ]

    def _web(self) -> list[ChildSpec]:
        descriptor = self._listener.fileno()
        command = (*self._program, "web", "--listener", str(descriptor))
        return [
            ChildSpec(f"web-{slot}", command, self._environment, inherit=(descriptor,), grace_s=15)
            for slot in range(self._settings.web_workers)
        ]


def _metrics_folder(settings: Settings) -> Path:
    """Where the processes of this run share their measurements; those of the run before it are gone."""
    folder = embedded.run_dir(settings.data_dir).absolute() / "metrics"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700)
    return folder


def _listen(host: str, port: int) -> socket.socket:
    """The socket that all web processes share: it stays while one of them is restarted, so that clients wait instead of
    being refused."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.create_server((host, port), family=family, backlog=_BACKLOG)
    listener.set_inheritable(True)
    return listener


def _backends(settings: Settings) -> list[embedded.Backend]:
    backends = []
    if not settings.mongodb_url:
        backends.append(embedded.secantus(settings.data_dir))
    if not settings.redis_url:
        backends.append(embedded.valkey(settings.data_dir))
    return backends


def _service(settings: Settings, listener: socket.socket, backends: list[embedded.Backend]) -> embedded.RunningService:
    urls = {backend.name: backend.url for backend in backends}
    port = listener.getsockname()[1]  # PORT may be 0: any free one
    everywhere = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}  # noqa: S104 - read, not bound
    host = everywhere.get(settings.host, f"[{settings.host}]" if ":" in settings.host else settings.host)
    local_url = f"http://{host}:{port}"
    return embedded.RunningService(
        supervisor_pid=os.getpid(),
        mongodb_url=urls.get("mongo", settings.mongodb_url),
        redis_url=urls.get("valkey", settings.redis_url),
        base_url=settings.base_url.rstrip("/") or local_url,
        local_url=local_url,
    )


def _backend_child(backend: embedded.Backend, lock: embedded.DataDirLock) -> ChildSpec:
    return ChildSpec(
        backend.name,
        backend.command,
        cwd=backend.cwd,
        inherit=(lock.descriptor,),
        answers=backend.answers,
        grace_s=30,  # it writes out what it holds
        dies_with_us=signal.SIGTERM,
        quiet=True,
    )


async def _until_ready(local_url: str) -> None:
    """Return when a web process says that it and all backends work; meanwhile say now and then what is missing."""
    async with httpx.AsyncClient(base_url=local_url, timeout=5, trust_env=False) as client:
        waited = 0.0
        while True:
            try:
                response = await client.get("/readyz")
                if response.status_code == httpx.codes.OK:
                    return
                news = response.text
            except httpx.HTTPError as error:
                news = type(error).__name__
            await asyncio.sleep(0.1)
            waited += 0.1
            if waited >= _NEWS_EVERY_S:
                waited = 0.0
                log.warning("not ready yet: %s", news)


async def _unless(stop: asyncio.Event, work: Coroutine[None, None, None]) -> None:
    """Await ``work``, or abandon it as soon as ``stop`` is set."""
    task = asyncio.ensure_future(work)
    stopped = asyncio.ensure_future(stop.wait())
    await asyncio.wait({task, stopped}, return_when=asyncio.FIRST_COMPLETED)
    stopped.cancel()
    if not task.done():
        task.cancel()
        await asyncio.wait({task})
    elif not task.cancelled():
        task.result()
