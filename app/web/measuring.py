"""Counts and times HTTP requests."""

from __future__ import annotations

from http import HTTPStatus
from time import perf_counter
from typing import Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app import metrics
from app.services.processes import Activity

# Clients make up methods; a metric must not grow with them.
_METHODS: Final = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
_PROBES: Final = frozenset({"/healthz", "/readyz", "/metrics"})
"""Who asks how the process is gets an answer, and one of 503 is no failure: the traffic is everybody else's."""


class Traffic:
    """The HTTP requests of this process: those under way, and how many were answered, and of them with an error of ours."""

    __slots__ = ("answered", "failed", "under_way")

    def __init__(self) -> None:
        self.under_way = self.answered = self.failed = 0

    def activity(self) -> Activity:
        """As the process reports it."""
        return Activity(self.under_way, self.answered, self.failed)


class RequestMetrics:
    """ASGI: observes every HTTP answer when it begins, and counts it in ``traffic``."""

    def __init__(self, app: ASGIApp, traffic: Traffic) -> None:
        self._app = app
        self._traffic = traffic

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, and observe."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        self._traffic.under_way += 1
        try:
            await self._observe(scope, receive, send)
        finally:
            self._traffic.under_way -= 1

    async def _observe(self, scope: Scope, receive: Receive, send: Send) -> None:
        begun = perf_counter()

        async def observed_send(message: Message) -> None:
            if message["type"] == "http.response.start":
                method = scope["method"] if scope["method"] in _METHODS else "other"
                metrics.HTTP_REQUESTS.labels(method, message["status"]).inc()
                metrics.HTTP_SECONDS.observe(perf_counter() - begun)
                if scope["path"] not in _PROBES:
                    self._traffic.answered += 1
                    self._traffic.failed += message["status"] >= HTTPStatus.INTERNAL_SERVER_ERROR
            await send(message)

        await self._app(scope, receive, observed_send)
