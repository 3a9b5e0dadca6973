"""gzip, only where an answer holds no secrets: beside a secret, the length of what is compressed can give it away (BREACH)."""

from __future__ import annotations

import gzip
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

LEAST_BYTES: Final = 1000
"""Less is sent as it is: it fits into a packet anyway."""
_LEVEL: Final = 4


def accepts_gzip(request: Request) -> bool:
    """Whether the client says that it reads gzip."""
    for offer in request.headers.get("accept-encoding", "").split(","):
        coding, _, parameter = offer.partition(";")
        if coding.strip().lower() == "gzip":
            return parameter.strip().replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return False


def compress(data: bytes) -> bytes:
    """The same bytes always make the same, whenever that is."""
    return gzip.compress(data, _LEVEL, mtime=0)


def compressed(request: Request, data: bytes, media_type: str) -> Response:
    """``data``, in gzip for clients that read it."""
    headers = {"Vary": "Accept-Encoding"}
    if len(data) >= LEAST_BYTES and accepts_gzip(request):
        data = compress(data)
        headers["Content-Encoding"] = "gzip"
    return Response(data, headers=headers, media_type=media_type)
