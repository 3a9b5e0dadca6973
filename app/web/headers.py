"""Headers that every answer carries."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit, urlunsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# 'self' covers the page's own WebSockets. Nothing inline, nothing from elsewhere.
CONTENT_SECURITY_POLICY: Final = "; ".join(
    (
        "default-src 'self'",
        "img-src 'self' blob: data:",
        "media-src 'self' blob:",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
_HEADERS: Final = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",  # the address of a shared page opens it
    "Permissions-Policy": "camera=(self), microphone=(), geolocation=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_TWO_YEARS: Final = "max-age=63072000"


def _without_host(scope: Scope, location: str, public_host: str) -> str:
    """``location``, relative where it names the host that was asked: that is what the client says, and a cache may keep it.
    Our own public one may stand there."""
    asked = Headers(scope=scope).get("host", "")
    target = urlsplit(location)
    if not target.netloc or target.netloc != asked or target.netloc == public_host:
        return location
    # Two slashes would begin another host.
    return urlunsplit(("", "", f"/{target.path.lstrip('/')}", target.query, target.fragment))


class SecurityHeaders:
    """ASGI: adds what the answer does not say itself. Streams pass through untouched."""

    def __init__(self, app: ASGIApp, public_url: str, *, always_https: bool = True) -> None:
        """``always_https``: browsers may remember for two years that the host of an HTTPS ``public_url`` speaks nothing else."""
        self._app = app
        public = urlsplit(public_url)
        self._public_host = public.netloc
        self._headers = _HEADERS | (
            {"Strict-Transport-Security": _TWO_YEARS} if always_https and public.scheme == "https" else {}
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, with headers."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                if "location" in headers and 300 <= message["status"] < 400:  # not of what was begun
                    headers["location"] = _without_host(scope, headers["location"], self._public_host)
                for name, value in self._headers.items():
                    headers.setdefault(name, value)
                if scope["path"].startswith("/api/"):
                    headers.setdefault("Cache-Control", "no-store")
                elif scope["path"].startswith("/static/"):
                    # Modules of two versions do not fit together: ask each time, and mostly hear 304.
                    headers.setdefault("Cache-Control", "no-cache")
            await send(message)

        await self._app(scope, receive, send_with_headers)
