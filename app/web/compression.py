"""gzip, only where an answer holds no secrets: beside a secret, the length of what is compressed can give it away (BREACH)."""

from __future__ import annotations

import gzip
import mimetypes
import os
from functools import cached_property
from pathlib import Path
from typing import Final

from starlette.datastructures import Headers
from starlette.requests import HTTPConnection, Request
from starlette.responses import FileResponse, Response
from starlette.staticfiles import NotModifiedResponse, StaticFiles
from starlette.types import Scope

LEAST_BYTES: Final = 1000
"""Less is sent as it is: it fits into a packet anyway."""
_QUICK: Final = 4
_ONCE: Final = 6
_TEXTS: Final = ("text/", "application/javascript", "application/json", "application/manifest+json", "image/svg+xml")


def accepts_gzip(connection: HTTPConnection) -> bool:
    """Whether the client says that it reads gzip."""
    for offer in connection.headers.get("accept-encoding", "").split(","):
        coding, _, parameter = offer.partition(";")
        if coding.strip().lower() == "gzip":
            return parameter.strip().replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return False


class Packed:
    """Bytes that many are sent: compressed when the first asks for that, and for all the others too."""

    def __init__(self, data: bytes) -> None:
        self.data: Final = data

    @cached_property
    def small(self) -> bytes:
        """In gzip."""
        return gzip.compress(self.data, _QUICK)


def compressed(request: Request, content: bytes | Packed, media_type: str) -> Response:
    """``content``, in gzip for clients that read it."""
    packed = content if isinstance(content, Packed) else Packed(content)
    headers = {"Vary": "Accept-Encoding"}
    if len(packed.data) < LEAST_BYTES or not accepts_gzip(request):
        return Response(packed.data, headers=headers, media_type=media_type)
    return Response(packed.small, headers=headers | {"Content-Encoding": "gzip"}, media_type=media_type)


class CompressedFiles(StaticFiles):
    """Static files; texts are compressed when they are first asked for, and kept in memory until the file changes.

    What is compressed has an ETag of its own, and no part of it can be asked for (RFC 9110 lets a server ignore that).
    """

    def __init__(self, directory: Path) -> None:
        super().__init__(directory=directory, check_dir=False)
        mimetypes.add_type("text/plain", ".ftl")  # Catalogues of words; no system knows the suffix.
        self._kept: dict[str, tuple[str, bytes]] = {}

    def file_response(
        self, full_path: str | os.PathLike[str], stat_result: os.stat_result, scope: Scope, status_code: int = 200
    ) -> Response:
        """The file as it is or compressed, or nothing but the news that it is unchanged."""
        plain = FileResponse(full_path, status_code, stat_result=stat_result)
        if not plain.headers["content-type"].startswith(_TEXTS) or stat_result.st_size < LEAST_BYTES:
            return super().file_response(full_path, stat_result, scope, status_code)
        if not accepts_gzip(HTTPConnection(scope)):
            answer = super().file_response(full_path, stat_result, scope, status_code)
            answer.headers["Vary"] = "Accept-Encoding"
            return answer
        headers = {
            "ETag": f'{plain.headers["etag"][:-1]}-gzip"',
            "Last-Modified": plain.headers["last-modified"],
            "Vary": "Accept-Encoding",
        }
        if self.is_not_modified(Headers(headers), Headers(scope=scope)):
            return NotModifiedResponse(Headers(headers))
        data = self._compressed(str(full_path), plain.headers["etag"])
        return Response(data, status_code, headers | {"Content-Encoding": "gzip"}, plain.media_type)

    def _compressed(self, path: str, version: str) -> bytes:
        kept = self._kept.get(path)
        if kept is None or kept[0] != version:
            kept = self._kept[path] = version, gzip.compress(Path(path).read_bytes(), _ONCE)
        return kept[1]
