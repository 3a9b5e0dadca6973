"""For operators and their tools: is it alive, can it work, how is it doing."""

from __future__ import annotations

import hmac

import anyio
import orjson
from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import Response

from app import metrics
from app.domain.permissions import Action, may
from app.errors import Forbidden
from app.jobs import QUEUES
from app.services import readiness
from app.services.deps import Deps
from app.web.auth import caller_of
from app.web.forwarded import is_local
from app.web.openapi import documented
from app.web.problems import problem
from app.web.requests import deps_of

_DEPTHS_WITHIN_S = 2.0
_ASKED_WITHIN_S = 2.0
_SOON = {"Retry-After": "2"}


class Alive(BaseModel):
    """The process answers."""

    status: str


class Ready(BaseModel):
    """Every part works. `checks` only for those who may know more."""

    status: str
    checks: dict[str, str] | None = None


@documented("system", action="anyone", answers={200: Alive}, anonymous=True)
async def healthz(_: Request) -> Response:
    """Is this process alive?

    Asks nobody else.
    """
    return _json({"status": "ok"})


@documented("system", action="anyone", answers={200: Ready}, errors=(503,), anonymous=True)
async def readyz(request: Request) -> Response:
    """Can the service do its work?

    503 with code `not_ready` when it cannot. What is missing (a backend that is away, workers that a queue lacks) is named in
    `checks` for administrators, and for programs on the same machine (METRICS_ACCESS, METRICS_TOKEN).
    """
    checks = await readiness.checks(deps_of(request))
    ready = all(state == readiness.OK for state in checks.values())
    if not await _may_know_more(request):
        return _json({"status": "ready"}) if ready else problem(503, "not_ready", "Not ready.", headers=_SOON)
    missing = [name for name, state in checks.items() if state != readiness.OK]
    if not missing:
        return _json({"status": "ready", "checks": checks})
    detail = "Not ready: " + ", ".join(f"{name} {checks[name]}" for name in missing) + "."
    return problem(503, "not_ready", detail, headers=_SOON, extra={"checks": checks})


@documented(
    "system",
    action="programs on this machine, and whoever has METRICS_TOKEN",
    answers={200: "text/plain"},
    errors=(403,),
    anonymous=True,
)
async def metrics_page(request: Request) -> Response:
    """Measurements of all processes, for Prometheus.

    For administrators, and for programs on the same machine (METRICS_ACCESS, METRICS_TOKEN). While Redis is away the queues'
    depths are left out.
    """
    if not await _may_know_more(request):
        raise Forbidden("Metrics are for programs on this machine, or with the token set in METRICS_TOKEN.")
    return Response(metrics.page(await _queue_depths(deps_of(request))), media_type=metrics.CONTENT_TYPE)


async def _may_know_more(request: Request) -> bool:
    settings = deps_of(request).settings
    if settings.metrics_access == "open" or is_local(request):
        return True
    token = settings.metrics_token.get_secret_value()
    _, _, shown = request.headers.get("authorization", "").partition(" ")
    return (bool(token) and hmac.compare_digest(shown.strip().encode(), token.encode())) or await _is_administrator(request)


async def _is_administrator(request: Request) -> bool:
    with anyio.move_on_after(_ASKED_WITHIN_S):
        try:
            return may(await caller_of(request, deps_of(request)), Action.ADMINISTER)
        except Exception:  # who cannot be looked up, because a backend is away too, is a stranger
            return False
    return False


async def _queue_depths(deps: Deps) -> dict[str, int]:
    depths: dict[str, int] = {}
    with anyio.move_on_after(_DEPTHS_WITHIN_S):
        try:
            for name, queue in QUEUES.items():
                depths[name] = await deps.queue.depth(queue)
        except Exception:  # the other measurements matter most when a backend is away
            return {}
    return depths


def _json(body: object) -> Response:
    return Response(orjson.dumps(body), headers={"Cache-Control": "no-store"}, media_type="application/json")
