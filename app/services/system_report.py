"""How the service is doing, for who runs it: versions, backends, queues, processes, disk. Answers though parts are away."""

from __future__ import annotations

import logging
import platform
import shutil
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from time import perf_counter
from typing import Final

import anyio

from app.domain.permissions import Action, Caller
from app.domain.vocabulary import BackendDetail
from app.jobs import QUEUES
from app.ports import About, QueueState, SeenProcess
from app.services import space
from app.services.access import require
from app.services.deps import Deps
from app.store import damage, database
from app.store.documents import Damage

_WITHIN_S: Final = 2.0
_NEWEST_DAMAGE: Final = 20
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
    """One backend. ``kind`` and ``version`` are what it says itself; so is ``detail`` with its ``values``, which also tells what
    is wrong when not ``ok``."""

    name: str
    kind: str
    version: str | None
    ok: bool
    latency_ms: float | None
    detail: BackendDetail
    values: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Disk:
    """The file system that holds the data folder; bytes. ``short``: less than ``reserve`` is free there or where photos are kept,
    and no photos are taken in."""

    path: str
    total: int
    used: int
    free: int
    reserve: int
    short: bool


@dataclass(slots=True)
class SystemReport:
    """Everything. ``queues`` are empty while Redis is away, ``processes`` while the volatile one is.

    ``damaged`` counts what is stored and does not open, ``damage`` are the last ones that were noticed.
    """

    version: str
    versions: Mapping[str, str]
    engine_name: str
    disk: Disk
    backends: dict[str, Backend] = field(default_factory=dict)
    queues: dict[str, QueueState] = field(default_factory=dict)
    processes: Sequence[SeenProcess] = ()
    damaged: int = 0
    damage: Sequence[Damage] = ()

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
        disk=await _disk(deps),
    )
    async with anyio.create_task_group() as tasks:
        tasks.start_soon(_look_at, found, "database", "MongoDB", database.about)
        tasks.start_soon(_look_at, found, "redis", "Redis", deps.queue.about)
        tasks.start_soon(_look_at, found, "volatile", "Redis", deps.bus.about)
        tasks.start_soon(_look_at, found, "blobs", deps.blobs.about().kind, lambda: _blobs(deps))
        tasks.start_soon(_look_at, found, "keys", deps.keys.about().kind, lambda: _keys(deps))
        tasks.start_soon(_look_for_damage, found)
        tasks.start_soon(_look_for_processes, deps, found)
        tasks.start_soon(_look_into_queues, deps, found)
    found.backends = {name: found.backends[name] for name in ("database", "redis", "volatile", "blobs", "keys")}
    return found


async def _look_at(found: SystemReport, name: str, kind: str, ask: Callable[[], Awaitable[About]]) -> None:
    found.backends[name] = Backend(name, kind, None, ok=False, latency_ms=None, detail=BackendDetail.NO_ANSWER)
    begun = perf_counter()
    with anyio.move_on_after(_WITHIN_S):
        try:
            about = await ask()
        except Exception as error:  # whatever a backend's library raises, the answer is the same
            _log.debug("%s is away: %s", name, error)
            found.backends[name] = Backend(name, kind, None, ok=False, latency_ms=None, detail=BackendDetail.AWAY)
        else:
            latency_ms = round((perf_counter() - begun) * 1000, 2)
            found.backends[name] = Backend(
                name, about.kind, about.version, ok=True, latency_ms=latency_ms, detail=about.detail, values=about.values
            )


async def _blobs(deps: Deps) -> About:
    await deps.blobs.ping()
    return deps.blobs.about()


async def _keys(deps: Deps) -> About:
    await deps.keys.ping()
    return deps.keys.about()


async def _look_for_damage(found: SystemReport) -> None:
    with anyio.move_on_after(_WITHIN_S):
        try:
            found.damaged = await damage.number()
            found.damage = await damage.newest(_NEWEST_DAMAGE)
        except Exception as error:  # the entry of the database itself says that it is away
            _log.debug("what is damaged is not known: %s", error)


async def _look_for_processes(deps: Deps, found: SystemReport) -> None:
    with anyio.move_on_after(_WITHIN_S):
        try:
            found.processes = sorted(
                await deps.presence.processes(), key=lambda seen: (seen.process.kind, seen.process.started_at, seen.id)
            )
        except Exception as error:  # the entry of that Redis itself says that it is away
            _log.debug("processes are not known: %s", error)


async def _look_into_queues(deps: Deps, found: SystemReport) -> None:
    queues: dict[str, QueueState] = {}
    with anyio.move_on_after(_WITHIN_S):
        try:
            for name, queue in QUEUES.items():
                queues[name] = await deps.queue.state(queue)
            found.queues = queues
        except Exception as error:
            _log.debug("queues are not known: %s", error)


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"


async def _disk(deps: Deps) -> Disk:
    """Of the data folder; where that is still to be made, of the one that it will be made in."""
    folder = deps.settings.data_dir.absolute()
    place = next(place for place in (folder, *folder.parents) if place.exists())
    usage = await anyio.to_thread.run_sync(shutil.disk_usage, place)
    return Disk(str(folder), *usage, reserve=deps.settings.min_free_bytes, short=await space.is_short(deps))
