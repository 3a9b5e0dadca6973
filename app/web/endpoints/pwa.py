"""What lets a page stay on a device: the service worker, and a manifest for each link that somebody may install."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import orjson
from anyio import to_thread
from starlette.requests import Request
from starlette.responses import Response

from app.web.compression import compressed
from app.web.openapi import Handler
from app.web.shell import shell_of

MANIFEST: Final = "app.webmanifest"
_NAMES: Final = {"/kiosk": ("Photo kiosk", "Kiosk"), "/wall": ("Photo wall", "Wall")}
_ICONS: Final = [
    {"src": "/static/icons/192.png", "sizes": "192x192", "type": "image/png"},
    {"src": "/static/icons/512.png", "sizes": "512x512", "type": "image/png"},
    {"src": "/static/icons/maskable-512.png", "sizes": "512x512", "type": "image/png", "purpose": "maskable"},
    {"src": "/static/icon.svg", "sizes": "any", "type": "image/svg+xml"},
]


def service_worker(static: Path) -> Handler:
    """``/sw.js``: the list of files as they are now, then the program, ``static/sw.js``."""

    async def script(request: Request) -> Response:
        shell, program = await to_thread.run_sync(lambda: (shell_of(static), (static / "sw.js").read_bytes()))
        listed = orjson.dumps({"version": shell.version, "files": shell.files})
        # Browsers compare it byte by byte: any file that changes makes it another worker.
        answer = compressed(request, b"self.shell = " + listed + b";\n" + program, "text/javascript")
        answer.headers["Cache-Control"] = "no-cache"
        return answer

    return script


async def manifest(request: Request) -> Response:
    """How the page at this address is installed: as itself, and nothing else.

    It says nothing of the event: whoever has the address but not its PIN may read it.
    """
    start = request.url.path.removesuffix(MANIFEST).rstrip("/") or "/"
    name, short_name = _NAMES.get(start, ("My event photos", "My photos"))
    body = {
        "id": start,
        "start_url": start,
        "scope": start,
        "name": name,
        "short_name": short_name,
        "display": "fullscreen" if start in _NAMES else "standalone",
        "background_color": "#0d0f0f",
        "theme_color": "#0d0f0f",
        "icons": _ICONS,
    }
    return Response(orjson.dumps(body), headers={"Cache-Control": "no-cache"}, media_type="application/manifest+json")
