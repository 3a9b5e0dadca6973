"""The guest's page with a head that messengers read (Open Graph, https://ogp.me).

Browsers say how they fetch a page (``Sec-Fetch-Mode``) and get the file as it is, from memory and without a question to the
database. All others get it with what may be said of the link in its head; and who calls itself a messenger's program gets that
head and no page at all: nothing that it could run opens the link or asks for a PIN.
"""

from __future__ import annotations

from contextlib import suppress
from html import escape
from pathlib import Path
from typing import Final

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import Response

from app.domain.previewers import is_previewer
from app.errors import Unavailable
from app.services import link_previews
from app.services.link_previews import LinkPreview
from app.web.compression import compressed
from app.web.openapi import Handler
from app.web.requests import deps_of

_VARY: Final = "Accept-Encoding, Sec-Fetch-Mode, User-Agent"


def with_preview(page: Handler, file: Path) -> Handler:
    """``page``, which serves ``file``, for a path with the ``token`` of a link or the ``event_id`` of a public event."""

    async def shown(request: Request) -> Response:
        previewer = is_previewer(request.headers.get("user-agent", ""))
        if "sec-fetch-mode" in request.headers and not previewer:
            return await page(request)
        preview = await _preview(request)
        if previewer:
            return _said(request, f'<!doctype html>\n<html lang="en">\n<head>\n{_head(preview)}</head>\n</html>\n')
        if preview is None:
            return await page(request)
        text = await to_thread.run_sync(file.read_text)
        return _said(request, text.replace("</head>", f"{_head(preview)}</head>", 1))

    return shown


async def _preview(request: Request) -> LinkPreview | None:
    deps, asked = deps_of(request), request.path_params
    with suppress(Unavailable):  # the page is there all the same
        if "token" in asked:
            return await link_previews.of_link(deps, asked["token"])
        return await link_previews.of_public(deps, asked["event_id"])
    return None


def _head(preview: LinkPreview | None) -> str:
    lines = ['<meta charset="utf-8">', '<meta name="robots" content="noindex">']
    if preview is None:
        return "\n".join([*lines, ""])
    properties = {"og:type": "website", "og:title": preview.title, "og:site_name": preview.site}
    properties["og:description"] = preview.date.isoformat() if preview.date else ""
    if preview.picture is not None:
        properties["og:image"] = preview.picture.url
        properties["og:image:width"] = str(preview.picture.width)
        properties["og:image:height"] = str(preview.picture.height)
        properties["twitter:card"] = "summary_large_image"
    said = [f'<meta property="{name}" content="{escape(value)}">' for name, value in properties.items() if value]
    return "\n".join([*lines, *said, ""])


def _said(request: Request, text: str) -> Response:
    answer = compressed(request, text.encode(), "text/html")
    answer.headers["Cache-Control"] = "no-cache"
    answer.headers["Vary"] = _VARY
    return answer
