"""For operators and their tools: is it alive, can it work, how is it doing."""

from __future__ import annotations

import anyio
import orjson
from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import Response

from app import metrics
from app.jobs import INGEST_QUEUE, KEEPER_QUEUE, SEARCH_QUEUE
from app.services import readiness
from app.services.deps import Deps
from app.web.openapi import documented
from app.web.problems import RETRY_AFTER_S, problem
from app.web.requests import deps_of

_QUEUES = {"ingest": INGEST_QUEUE, "search": SEARCH_QUEUE, "keeper": KEEPER_QUEUE}
_DEPTHS_WITHIN_S = 2.0


class Alive(BaseModel):
    """The process answers."""

    status: str


class Ready(BaseModel):
    """Every part works."""

    status: str
    checks: dict[str, str]


@documented("system", answers={200: Alive}, anonymous=True)
async def healthz(_: Request) -> Response:
    """Is this process alive?

    Asks nobody else.
    """
    return _json({"status": "ok"})


@documented("system", answers={200: Ready}, errors=(503,), anonymous=True)
async def readyz(request: Request) -> Response:
    """Can the service do its work?

    503 with code `not_ready` names what is missing in `checks`: a backend that is away, or workers that a queue lacks.
    """
    checks = await readiness.checks(deps_of(request))
    missing = [name for name, state in checks.items() if state != readiness.OK]
    if not missing:
        return _json({"status": "ready", "checks": checks})
    detail = "Not ready: " + ", ".join(f"{name} {checks[name]}" for name in missing) + "."
    return problem(503, "not_ready", detail, headers={"Retry-After": str(RETRY_AFTER_S)}, extra={"checks": checks})


@documented("system", answers={200: "text/plain"}, anonymous=True)
async def metrics_page(request: Request) -> Response:
    """Measurements of all processes, for Prometheus.

    While Redis is away the queues' depths are left out.
    """
    return Response(metrics.page(await _queue_depths(deps_of(request))), media_type=metrics.CONTENT_TYPE)


async def _queue_depths(deps: Deps) -> dict[str, int]:
    depths: dict[str, int] = {}
    with anyio.move_on_after(_DEPTHS_WITHIN_S):
        try:
            for name, queue in _QUEUES.items():
                depths[name] = await deps.queue.depth(queue)
        except Exception:  # the other measurements matter most when a backend is away
            return {}
    return depths


def _json(body: object) -> Response:
    return Response(orjson.dumps(body), headers={"Cache-Control": "no-store"}, media_type="application/json")
