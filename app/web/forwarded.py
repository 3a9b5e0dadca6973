"""What proxies say of clients: who is on this machine, and a word to the operator when nobody is trusted who should be."""

from __future__ import annotations

import logging
from ipaddress import ip_address
from typing import Final

from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Receive, Scope, Send

log = logging.getLogger(__name__)

# Any of these says that somebody else is behind whoever connects.
_HEADERS: Final = frozenset({b"x-forwarded-for", b"x-forwarded-host", b"x-forwarded-proto", b"forwarded", b"x-real-ip", b"via"})


def is_local(connection: HTTPConnection) -> bool:
    """Does a program on this machine ask, and for nobody else as far as it says?"""
    if connection.client is None or any(name.lower() in _HEADERS for name, _ in connection.scope["headers"]):
        return False
    server = connection.scope.get("server")
    return _is_loopback(connection.client.host) or (server is not None and server[0] == connection.client.host)


class UnheardProxies:
    """ASGI: tells the operator once that a proxy on this machine names clients, and that it is not heard."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._said = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on."""
        if not self._said and scope["type"] in ("http", "websocket"):
            client = scope.get("client")
            if client and _is_loopback(client[0]) and any(name == b"x-forwarded-for" for name, _ in scope["headers"]):
                self._said = True
                log.warning(
                    "a proxy on this machine sends X-Forwarded-For, and TRUSTED_PROXIES is empty: all of its clients count as "
                    "one address and share its limits; set TRUSTED_PROXIES=127.0.0.1 if that proxy sets the header itself"
                )
        await self._app(scope, receive, send)


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
