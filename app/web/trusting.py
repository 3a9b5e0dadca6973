"""The plain HTTP page beside HTTPS by an authority of our own: a phone that does not trust it yet learns here how to.

It has nothing but that page, its files and the authority's certificate; nobody signs in here and nothing is sent to it.
"""

from __future__ import annotations

from typing import Final

import orjson
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Mount, Route

from app.services.qr import qr_svg
from app.web.compression import CompressedFiles
from app.web.headers import SecurityHeaders
from app.web.routes import STATIC

CERTIFICATE: Final = "eventphotos.crt"
_NO_STORE: Final = {"Cache-Control": "no-store"}


def create_trust_app(service_url: str, own_url: str, authority: bytes, fingerprint: str) -> Starlette:
    """``service_url`` is the HTTPS address of the service, ``own_url`` this page's; ``authority`` is a certificate in DER."""
    files = CompressedFiles(STATIC)
    facts = {"service_url": service_url, "certificate_url": f"/{CERTIFICATE}", "fingerprint": fingerprint}

    async def page(request: Request) -> Response:
        answer = await files.get_response("trust.html", request.scope)
        answer.headers.update(_NO_STORE)
        return answer

    async def certificate(_: Request) -> Response:
        # This type makes iPhones offer to install it; everything else saves it as a file.
        disposition = {"Content-Disposition": f'attachment; filename="{CERTIFICATE}"'}
        return Response(authority, headers={**_NO_STORE, **disposition}, media_type="application/x-x509-ca-cert")

    async def about(_: Request) -> Response:
        return Response(orjson.dumps(facts), headers=_NO_STORE, media_type="application/json")

    async def qr_code(_: Request) -> Response:
        return Response(qr_svg(own_url), headers=_NO_STORE, media_type="image/svg+xml")

    async def elsewhere(_: Request) -> Response:
        return RedirectResponse("/")

    return Starlette(
        routes=[
            Route("/", page),
            Route(f"/{CERTIFICATE}", certificate),
            Route("/trust.json", about),
            Route("/qr.svg", qr_code),
            Mount("/static", files),
            Route("/{anything:path}", elsewhere),
        ],
        middleware=[Middleware(SecurityHeaders, public_url=own_url)],
    )
