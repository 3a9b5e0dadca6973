"""How the service is doing, for who runs it: versions, backends, queues, processes, disk. Answers though parts are away."""

from __future__ import annotations

import logging
import platform
import shutil
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from time import perf_counter
from typing import Final

import anyio

from app.domain.permissions import Action, Caller
from app.jobs import INGEST_QUEUE, KEEPER_QUEUE, SEARCH_QUEUE
from app.ports import About, QueueState, SeenProcess
from app.services.access import require
from app.services.deps import Deps
from app.store import database

QUEUES: Final = {"ingest": INGEST_QUEUE, "search": SEARCH_QUEUE, "keeper": KEEPER_QUEUE}
_WITHIN_S: Final = 2.0
# What the service is made of, as people call it, and the package that it comes in.
_PARTS: Final = {
    "starlette": "starlette",
    "uvicorn": "uvicorn",
    "pydantic": "pydantic",
    "beanie": "beanie",
    "pymongo": "pymongo",
    "arq": "arq",
    "redis-py": "redis",
    "obstore": "obstore",
    "numpy": "numpy",
    "opencv": "opencv-python-headless",
    "openvino": "openvino",
    "faiss": "faiss-cpu",
}

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Backend:
    """One backend. ``kind`` and ``version`` are what it says itself; ``detail`` also says what is wrong when not ``ok``."""

    name: str
    kind: str
    version: str | None
    ok: bool
    latency_ms: float | None
    detail: str


@dataclass(frozen=True, slots=True)
class Disk:
    """The file system that holds the data folder; bytes."""

    path: str
    total: int
    used: int
    free: int


@dataclass(slots=True)
class SystemReport:
    """Everything. ``queues`` and ``processes`` are empty while Redis is away."""

    version: str
    versions: Mapping[str, str]
    engine_name: str
    disk: Disk
    backends: dict[str, Backend] = field(default_factory=dict)
    queues: dict[str, QueueState] = field(default_factory=dict)
    processes: Sequence[SeenProcess] = ()

    @property
    def started_at(self) -> datetime | None:
        """Since when some process has been there without a break; None while nothing is known of them."""
        return min((seen.process.started_at for seen in self.processes), default=None)

    @property
    def engine(self) -> tuple[str, int] | None:
        """Id and dimension of the face engine that most workers have; None while there are none."""
        engines = [seen.process.engine for seen in self.processes if seen.process.engine]
        return max(engines, key=engines.count) if engines else None


async def report(deps: Deps, caller: Caller) -> SystemReport:
    """Look at all parts, at the same time and for at most two seconds. Administrators only."""
    require(caller, Action.ADMINISTER)
    found = SystemReport(
        version=_version("eventphotos"),
        versions={"python": platform.python_version()} | {name: _version(package) for name, package in _PARTS.items()},
        engine_name=deps.settings.face_engine,
        disk=await anyio.to_thread.run_sync(_disk, deps.settings.data_dir.absolute()),
    )
    async with anyio.create_task_group() as tasks:
        tasks.start_soon(_look_at, found, "database", "MongoDB", database.about)
        tasks.start_soon(_look_at, found, "redis", "Redis", deps.bus.about)
        tasks.start_soon(_look_at, found, "blobs", deps.blobs.about().kind, lambda: _blobs(deps))
        tasks.start_soon(_look_into_redis, deps, found)
    found.backends = {name: found.backends[name] for name in ("database", "redis", "blobs")}
    return found


async def _look_at(found: SystemReport, name: str, kind: str, ask: Callable[[], Awaitable[About]]) -> None:
    found.backends[name] = Backend(name, kind, None, ok=False, latency_ms=None, detail="no answer")
    begun = perf_counter()
    with anyio.move_on_after(_WITHIN_S):
        try:
            about = await ask()
        except Exception as error:  # whatever a backend's library raises, the answer is the same
            _log.debug("%s is away: %s", name, error)
            found.backends[name] = Backend(name, kind, None, ok=False, latency_ms=None, detail="away")
        else:
            latency_ms = round((perf_counter() - begun) * 1000, 2)
            found.backends[name] = Backend(name, about.kind, about.version, ok=True, latency_ms=latency_ms, detail=about.detail)


async def _blobs(deps: Deps) -> About:
    await deps.blobs.ping()
    return deps.blobs.about()


async def _look_into_redis(deps: Deps, found: SystemReport) -> None:
    with anyio.move_on_after(_WITHIN_S):
        try:
            found.processes = sorted(
                await deps.presence.processes(), key=lambda seen: (seen.process.kind, seen.process.started_at, seen.id)
            )
            for name, queue in QUEUES.items():
                found.queues[name] = await deps.queue.state(queue)
        except Exception as error:  # the entry of Redis itself says that it is away
            _log.debug("queues and processes are not known: %s", error)


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"


def _disk(folder: Path) -> Disk:
    """Of the data folder; where that is still to be made, of the one that it will be made in."""
    usage = shutil.disk_usage(next(place for place in (folder, *folder.parents) if place.exists()))
    return Disk(str(folder), usage.total, usage.used, usage.free)
