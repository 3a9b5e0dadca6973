"""What a web process says it has done."""

from __future__ import annotations

from http import HTTPStatus

import httpx
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from app.services.processes import Activity
from app.web.measuring import RequestMetrics, Traffic


async def _away(_: Request) -> Response:
    return Response(status_code=HTTPStatus.SERVICE_UNAVAILABLE)


async def test_a_probe_that_is_told_to_wait_is_no_failure_and_a_guest_who_is_told_so_is_one() -> None:
    traffic = Traffic()
    app = RequestMetrics(Starlette(routes=[Route("/readyz", _away), Route("/s/abc", _away)]), traffic)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://testserver") as client:
        await client.get("/readyz")
        assert traffic.activity() == Activity(0, 0, 0)
        await client.get("/s/abc")
    assert traffic.activity() == Activity(0, 1, 1)
