"""One installation on one machine: which processes it consists of, brought up and down as a whole."""

from __future__ import annotations

import asyncio
import errno
import logging
import os
import shutil
import signal
import socket
import ssl
import time
from collections.abc import AsyncIterator, Coroutine
from contextlib import ExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

import httpx
import redis.asyncio as redis

from app.adapters import authority, embedded
from app.adapters.forking import Template
from app.adapters.redis_clients import WritesToDisk, refuse_persistence
from app.adapters.supervisor import ChildSpec, StartFailed, Supervisor
from app.jobs import WorkerKind
from app.settings import Settings

log = logging.getLogger(__name__)

# Connections that may wait while a web process is busy or being restarted.
_BACKLOG: Final = 2048
_NEWS_EVERY_S: Final = 15.0
_ASK_WITHIN_S: Final = 5.0
_PORT_FREE_WITHIN_S: Final = 3.0
_SHARED_MEMORY: Final = Path("/dev/shm")  # noqa: S108 - a folder of our own in it, looked at before it is used
# One thread a process: two processes of one thread beat one process of two (docs/adr/0008-processes-not-threads.md), and photos
# do not starve a selfie.
WORKER_ENVIRONMENT: Final = {
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    # Fewer malloc arenas keep the memory of a process with many threads flat: each of them may take one of its own, and keeps it.
    "MALLOC_ARENA_MAX": "2",
}


def first_run_marker(settings: Settings) -> Path:
    """This file exists once the accounts and the demo event of the first run have been made."""
    return settings.data_dir / "first_run_done"


def run_installation(settings: Settings, program: tuple[str, ...], modules: tuple[str, ...]) -> None:
    """Run everything until SIGTERM, SIGINT or SIGHUP; every child is gone when this returns.

    ``program`` starts the command line of this service, whose processes need these ``modules``. Raises
    ``embedded.DataDirInUse``, ``OSError`` when the address cannot be listened on, and ``supervisor.StartFailed`` when an embedded
    backend does not come up.
    """
    lock = embedded.lock_data_dir(settings.data_dir)
    try:
        with ExitStack() as stack:
            listener = stack.enter_context(_listen(settings.host, settings.port))
            plain = stack.enter_context(_listen(settings.host, settings.trust_port)) if settings.https else None
            cameras = stack.enter_context(_listen(settings.host, settings.ftp_port)) if settings.ftp_port else None
            asyncio.run(_Installation(settings, program, modules, lock, _Listeners(listener, plain, cameras)).run())
    finally:
        lock.release()


@asynccontextmanager
async def own_backends(settings: Settings) -> AsyncIterator[Settings]:
    """The embedded backends of DATA_DIR for one command, while no service runs; yields ``settings`` with where they are.

    Raises ``embedded.DataDirInUse`` and ``supervisor.StartFailed``.
    """
    lock = embedded.lock_data_dir(settings.data_dir)
    backends = _backends(settings)
    supervisor = Supervisor(embedded.run_dir(settings.data_dir) / "state.json")
    try:
        await supervisor.start([_backend_child(backend, lock) for backend in backends])
        yield settings.model_copy(update=_addresses(settings, backends))
    finally:
        await supervisor.stop()
        lock.release()


@dataclass(frozen=True, slots=True)
class _Listeners:
    """The sockets that processes share. ``plain`` is for the page that helps to trust our authority (with HTTPS), ``cameras`` for
    FTP (with FTP_PORT)."""

    web: socket.socket
    plain: socket.socket | None
    cameras: socket.socket | None

    def all(self) -> list[socket.socket]:
        """Those that there are."""
        return [listener for listener in (self.web, self.plain, self.cameras) if listener is not None]

    def close(self) -> None:
        """Nobody is let in any more."""
        for listener in self.all():
            listener.close()


class _Installation:
    """What one run consists of."""

    def __init__(
        self,
        settings: Settings,
        program: tuple[str, ...],
        modules: tuple[str, ...],
        lock: embedded.DataDirLock,
        listeners: _Listeners,
    ) -> None:
        self._settings = settings
        self._program = program
        self._lock = lock
        self._listeners = listeners
        self._names = _certified(settings) if settings.https else None
        self._backends = _backends(settings)
        self._service = _service(settings, listeners.web, self._backends, self._names)
        # What every process of ours is told; the rest it reads from the same settings as the supervisor.
        self._metrics = _metrics_folder(settings)
        self._environment = {
            "MONGODB_URL": self._service.mongodb_url,
            "REDIS_URL": self._service.redis_url,
            "REDIS_VOLATILE_URL": self._service.redis_volatile_url,
            "BASE_URL": self._service.base_url,
            "PROMETHEUS_MULTIPROC_DIR": str(self._metrics),
        }
        self._template = Template(
            program, modules, {**self._environment, **WORKER_ENVIRONMENT}, [listener.fileno() for listener in listeners.all()]
        )
        self._supervisor = Supervisor(embedded.run_dir(settings.data_dir) / "state.json")

    async def run(self) -> None:
        """Start, wait for a signal, stop."""
        stop = asyncio.Event()
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            asyncio.get_running_loop().add_signal_handler(number, stop.set)
        with embedded.advertised(self._settings.data_dir, self._service):
            try:
                await _unless(stop, self._start())
                await stop.wait()
                log.info("stopping")
            finally:
                self._listeners.close()  # new connections are refused from here on, open ones are served to their end
                await self._template.close()
                await self._supervisor.stop()
                shutil.rmtree(self._metrics, ignore_errors=True)

    async def _start(self) -> None:
        if not any(backend.name == "volatile" for backend in self._backends):
            await _refuse_persistence(self._service.redis_volatile_url)
        await self._supervisor.start([_backend_child(backend, self._lock) for backend in self._backends])
        await self._supervisor.start(self._workers())
        await self._supervisor.start([*self._web(), *self._ftp()])
        await _until_ready(self._service.local_url, _trust(self._settings))
        print(f"Ready at {self._service.base_url}  (Ctrl-C stops it)", flush=True)
        if self._listeners.plain is not None:
            await self._supervisor.start([self._trust_page(self._listeners.plain)])
            print(f"Phones and computers that do not trust it yet: open {self._trust_url(self._listeners.plain)}", flush=True)
        if not first_run_marker(self._settings).exists():
            command = (*self._program, "first-run")
            await self._supervisor.start([ChildSpec("first-run", command, self._environment, once=True, speaks=True)])

    def _workers(self) -> list[ChildSpec]:
        def worker(kind: WorkerKind, slot: int, nice: int = 0) -> ChildSpec:
            command = (*self._program, "worker", kind, "--slot", str(slot))
            return ChildSpec(f"{kind}-{slot}", command, nice=nice, template=self._template)

        return [
            worker(WorkerKind.KEEPER, 0),
            *(worker(WorkerKind.SEARCH, slot) for slot in range(self._settings.search_workers)),
            *(worker(WorkerKind.INGEST, slot, self._settings.ingest_nice) for slot in range(self._settings.ingest_workers)),
        ]

    def _web(self) -> list[ChildSpec]:
        descriptor = self._listeners.web.fileno()
        command = (*self._program, "web", "--listener", str(descriptor))
        return [
            ChildSpec(f"web-{slot}", command, inherit=(descriptor,), grace_s=15, template=self._template)
            for slot in range(self._settings.web_workers)
        ]

    def _ftp(self) -> list[ChildSpec]:
        if self._listeners.cameras is None:
            return []
        descriptor = self._listeners.cameras.fileno()
        command = (*self._program, "ftp", "--listener", str(descriptor))
        # A camera waits more readily than a guest; what it has sent goes before what has come already.
        nice = self._settings.ingest_nice // 2
        return [ChildSpec("ftp", command, nice=nice, inherit=(descriptor,), grace_s=15, template=self._template)]

    def _trust_page(self, listener: socket.socket) -> ChildSpec:
        descriptor = listener.fileno()
        command = (*self._program, "trust", "--listener", str(descriptor), "--own-url", self._trust_url(listener))
        return ChildSpec("trust", command, inherit=(descriptor,), template=self._template)

    def _trust_url(self, listener: socket.socket) -> str:
        host = urlsplit(self._service.base_url).hostname or ""
        return f"http://{f'[{host}]' if ':' in host else host}:{listener.getsockname()[1]}"


def _certified(settings: Settings) -> authority.Names:
    """A fresh certificate for what this machine is called now."""
    names = authority.names_of(settings)
    if authority.certify(settings.data_dir, names, datetime.now(UTC)):
        log.warning("a new certificate authority was made: every device that is to open this service has to be told to trust it")
    return names


def _trust(settings: Settings) -> ssl.SSLContext | bool:
    """By what a client of ours knows the service."""
    if not settings.https:
        return True
    return ssl.create_default_context(cafile=authority.https_files(settings.data_dir).trusted)


def _metrics_folder(settings: Settings) -> Path:
    """Where the processes of this run share their measurements; those of the run before it are gone. In memory where the
    machine has a place for that: a full disk is no reason not to know what is going on."""
    try:
        return _emptied(embedded.private_folder(_SHARED_MEMORY, settings.data_dir))
    except OSError:
        return _emptied(embedded.run_dir(settings.data_dir).absolute() / "metrics")


def _emptied(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700)
    return folder


def _listen(host: str, port: int) -> socket.socket:
    """The socket that all web processes share: it stays while one of them is restarted, so that clients wait instead of
    being refused."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    patience = time.monotonic() + _PORT_FREE_WITHIN_S
    while True:
        try:
            listener = socket.create_server((host, port), family=family, backlog=_BACKLOG)
        except OSError as error:
            # The web processes of a run that was killed this very moment may have it still.
            if error.errno != errno.EADDRINUSE or time.monotonic() > patience:
                raise
            time.sleep(0.1)
        else:
            listener.set_inheritable(True)
            return listener


def _backends(settings: Settings) -> list[embedded.Backend]:
    backends = []
    if not settings.mongodb_url:
        backends.append(embedded.secantus(settings.data_dir))
    if not settings.redis_url:
        backends.append(embedded.valkey(settings.data_dir))
        if not settings.redis_volatile_url:
            backends.append(embedded.volatile_valkey(settings.data_dir, settings.volatile_memory_bytes))
    return backends


def _addresses(settings: Settings, backends: list[embedded.Backend]) -> dict[str, str]:
    """Where the backends are, by the names of the settings: the embedded ones, or those that are configured."""
    urls = {backend.name: backend.url for backend in backends}
    return {
        "mongodb_url": urls.get("mongo", settings.mongodb_url),
        "redis_url": urls.get("valkey", settings.redis_url),
        "redis_volatile_url": urls.get("volatile", settings.redis_volatile_url or settings.redis_url),
    }


def _service(
    settings: Settings, listener: socket.socket, backends: list[embedded.Backend], names: authority.Names | None
) -> embedded.RunningService:
    """Where everything is. ``names`` are those that the certificate of HTTPS has."""
    port = listener.getsockname()[1]  # PORT may be 0: any free one
    everywhere = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}  # noqa: S104 - read, not bound
    host = everywhere.get(settings.host, f"[{settings.host}]" if ":" in settings.host else settings.host)
    scheme = "http" if names is None else "https"
    local_url = f"{scheme}://{host}:{port}"
    seen = authority.address_for_others(names) if names is not None and settings.host in everywhere else host
    return embedded.RunningService(
        supervisor_pid=os.getpid(),
        **_addresses(settings, backends),
        base_url=settings.base_url.rstrip("/") or f"{scheme}://{seen}:{port}",
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


async def _refuse_persistence(volatile_url: str) -> None:
    """Better no start than selfies on a disk. A server that is away is asked by each process, before it takes a selfie."""
    async with redis.Redis.from_url(
        volatile_url, socket_timeout=_ASK_WITHIN_S, socket_connect_timeout=_ASK_WITHIN_S
    ) as connection:
        try:
            await refuse_persistence(connection)
        except WritesToDisk as error:
            raise StartFailed(str(error)) from error
        except (redis.RedisError, OSError) as error:
            log.warning("the volatile Redis does not answer yet: %s", type(error).__name__)


async def _until_ready(local_url: str, trust: ssl.SSLContext | bool) -> None:
    """Return when a web process says that it and all backends work; meanwhile say now and then what is missing."""
    async with httpx.AsyncClient(base_url=local_url, timeout=5, trust_env=False, verify=trust) as client:
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
