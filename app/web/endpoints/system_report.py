"""For administrators: how the service is doing."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime
from typing import Literal

from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import Response

from app.domain.permissions import Action
from app.domain.vocabulary import BackendDetail, DamageKind
from app.ports import SeenProcess
from app.services import system_report
from app.services.system_report import SystemReport
from app.web.answers import answer
from app.web.auth import caller_of
from app.web.openapi import documented
from app.web.requests import deps_of


class BackendShape(BaseModel):
    """A part that the service stands on. ``kind`` and ``version`` are what it says itself; what ``detail`` says comes with
    ``values``: ``compatible`` (with MongoDB's ``version``), ``edition``, ``memory`` (``used_bytes``, ``connections``), ``folder``
    (``path``), ``object_store``, ``address`` (``url``); ``no_answer`` or ``away`` when not ``ok``.
    """

    name: Literal["database", "redis", "volatile", "blobs", "keys"]
    kind: str
    version: str | None
    ok: bool
    latency_ms: float | None
    detail: BackendDetail
    values: dict[str, str | int]


class QueueShape(BaseModel):
    """``oldest_s``: how long the oldest job that could run has been waiting."""

    name: str
    waiting: int
    running: int
    oldest_s: float | None


class ProcessShape(BaseModel):
    """A process of the service. It says every few seconds that it is there: one that died is seen no more, and then forgotten.

    ``busy``: jobs, requests of a web process, or photos of cameras, that it works on; ``done`` and ``failed`` count since
    ``started_at``.
    """

    id: str
    kind: Literal["ingest", "search", "keeper", "web", "ftp"]
    host: str
    pid: int
    started_at: datetime
    seen_s_ago: float
    busy: int
    done: int
    failed: int
    rss_bytes: int


class EngineShape(BaseModel):
    """The face engine; ``id`` and ``dimension`` as the workers have it, null while there are none."""

    id: str | None
    name: str
    dimension: int | None


class DiskShape(BaseModel):
    """The file system that holds the data folder; bytes.

    `short`: less than `reserve` is free there or where photos are kept. No photos are taken in until there is more.
    """

    path: str
    total: int
    used: int
    free: int
    reserve: int
    short: bool


class DamageShape(BaseModel):
    """Something stored that does not open though its key is there: the `faces` of a photo (they are made anew from it by
    themselves), the `template` of a search (it is told of no new photo), a `match`; or a `key` that cannot be used.

    `subject`: id of the photo or search, name of the key.
    """

    kind: DamageKind
    event_id: int
    subject: str
    noticed_at: datetime


class SystemShape(BaseModel):
    """How the service is doing. ``started_at``: since when some process has been there without a break.

    ``damaged`` counts what is stored and does not open; ``damage`` are the last twenty that were noticed, the newest first.
    """

    version: str
    started_at: datetime | None
    versions: dict[str, str]
    engine: EngineShape
    backends: list[BackendShape]
    queues: list[QueueShape]
    workers: list[ProcessShape]
    disk: DiskShape
    damaged: int
    damage: list[DamageShape]


@documented("admin", action=Action.ADMINISTER, answers={200: SystemShape}, errors=(403,))
async def system(request: Request) -> Response:
    """How the service is doing: versions, backends, queues, processes, disk.

    What is away is named with `ok: false`. Answers within three seconds, whatever else is away; without the database nobody can
    be known to be an administrator, and the answer is 503.
    """
    deps = deps_of(request)
    return answer(_system(await system_report.report(deps, await caller_of(request, deps))))


def _system(found: SystemReport) -> SystemShape:
    engine_id, dimension = found.engine or (None, None)
    return SystemShape(
        version=found.version,
        started_at=found.started_at,
        versions=dict(found.versions),
        engine=EngineShape(id=engine_id, name=found.engine_name, dimension=dimension),
        backends=[BackendShape.model_validate(asdict(backend)) for backend in found.backends.values()],
        queues=[QueueShape(name=name, **asdict(state)) for name, state in found.queues.items()],
        workers=[_process(seen) for seen in found.processes],
        disk=DiskShape(**asdict(found.disk)),
        damaged=found.damaged,
        damage=[
            DamageShape(
                kind=known.kind,
                event_id=known.event_id,
                subject=known.subject,
                noticed_at=known.noticed_at.astimezone(UTC),
            )
            for known in found.damage
        ],
    )


def _process(seen: SeenProcess) -> ProcessShape:
    said = asdict(seen.process)
    return ProcessShape(id=seen.id, seen_s_ago=seen.seen_s_ago, **{name: said[name] for name in said if name != "engine"})
