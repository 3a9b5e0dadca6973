"""uvicorn as this service runs it."""

from __future__ import annotations

from pathlib import Path

import uvicorn
from starlette.types import ASGIApp

from app.settings import Settings
from app.web.connection_guard import CountedWebSocketProtocol, Rules, guarded


def server_of(app: ASGIApp, settings: Settings, certificate: Path | None = None) -> uvicorn.Server:
    """A server for ``app`` that has not begun to listen. ``certificate`` (a PEM file with its key) makes it speak HTTPS."""
    return uvicorn.Server(
        uvicorn.Config(
            app,
            host=settings.host,
            port=settings.port,
            http=guarded(Rules.of(settings)),
            ws=CountedWebSocketProtocol,
            ws_per_message_deflate=False,
            ws_max_size=64 * 1024,
            ws_ping_interval=settings.ws_ping_every_s,
            ws_ping_timeout=settings.ws_pong_within_s,
            proxy_headers=bool(settings.proxy_networks),
            forwarded_allow_ips=[str(network) for network in settings.proxy_networks],
            ssl_certfile=certificate,
            server_header=False,
            access_log=False,
            log_config=None,
            timeout_keep_alive=settings.keep_alive_s,
            timeout_graceful_shutdown=5,
            loop="uvloop",
        )
    )
