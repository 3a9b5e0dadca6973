"""The web application, built by a factory: importing this does nothing."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any

from starlette.applications import Starlette
from starlette.middleware import Middleware

from app.adapters.opening import open_deps as open_real_deps
from app.patience import WHILE_SOMEBODY_WAITS
from app.services.audience import reporting_audience
from app.services.deps import Deps
from app.services.insights import InsightsDesk
from app.services.processes import reporting
from app.services.shown_photos import noting_shown_photos
from app.settings import Settings
from app.web.admission import Archives, Intake, Receiving
from app.web.forwarded import UnheardProxies
from app.web.headers import SecurityHeaders
from app.web.measuring import RequestMetrics, Traffic
from app.web.problems import UnexpectedErrors, exception_handlers
from app.web.routes import STATIC, nothing_here, routes
from app.web.ws.hub import running_hub


def _open_deps(settings: Settings) -> AbstractAsyncContextManager[Deps]:
    return open_real_deps(settings, WHILE_SOMEBODY_WAITS)


def create_app(
    settings: Settings,
    open_deps: Callable[[Settings], AbstractAsyncContextManager[Deps]] = _open_deps,
) -> Starlette:
    """The whole application. Its lifespan opens what it reaches; endpoints find it as ``request.state.deps``."""

    traffic = Traffic()

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[dict[str, Any]]:
        async with (
            open_deps(settings) as deps,
            running_hub(deps.bus) as hub,
            reporting(deps, "web", traffic.activity) as process_id,
            reporting_audience(deps, process_id, hub.topics),
            noting_shown_photos(deps) as shown,
        ):
            yield {
                "deps": deps,
                "hub": hub,
                "shown": shown,
                "insights": InsightsDesk(deps),
                "intake": Intake(settings.selfie_memory_bytes, settings.selfie_timeout_s),
                "archives": Archives(settings.max_archives),
                "receiving": Receiving(settings.max_photos_received),
            }

    return Starlette(
        routes=routes(settings),
        lifespan=lifespan,
        exception_handlers=exception_handlers(nothing_here(STATIC)),
        middleware=[
            # With an authority of our own the same host has a plain page too, at TRUST_PORT.
            Middleware(SecurityHeaders, public_url=settings.public_url, always_https=not settings.https),
            Middleware(RequestMetrics, traffic=traffic),
            *([] if settings.proxy_networks else [Middleware(UnheardProxies)]),
            Middleware(UnexpectedErrors),
        ],
    )
