"""Pictures by their signed addresses: parts of them (RFC 9110, 14), and only when they have changed (13)."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass
from typing import Annotated

from pydantic import BaseModel, Field
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from app.errors import RangeNotSatisfiable
from app.services import media
from app.services.handed import HandedFile
from app.services.media import MediaFile
from app.web.answers import content_disposition
from app.web.openapi import documented
from app.web.problems import problem_of
from app.web.requests import deps_of, query_params

_RANGE = re.compile(r"bytes\s*=\s*(\d{0,18})-(\d{0,18})\s*")


class MediaQuery(BaseModel):
    """How to show it."""

    download: Annotated[str | None, Field(description="With any value: save as a file instead of showing it")] = None


@dataclass(frozen=True, slots=True)
class _Span:
    """The bytes ``start`` up to but not including ``end``; ``partial`` when a part was asked for."""

    start: int
    end: int
    partial: bool


@documented(
    "media",
    action="whoever has the address",
    query=MediaQuery,
    answers={200: "image/*", 206: "image/*", 304: None},
    errors=(404, 410, 416),
    anonymous=True,
)
async def show(request: Request) -> Response:
    """A thumbnail, preview or original, by the address that a photo or match came with."""
    deps = deps_of(request)
    download = query_params(request, MediaQuery).download is not None
    found = await media.resolve(deps, **request.path_params)
    file, headers = found.file, _headers(found, download)
    if _unchanged(request, file.info.etag):
        return Response(status_code=304, headers=headers)
    try:
        span = _span(request, file)
    except RangeNotSatisfiable as error:
        refusal = problem_of(error)
        refusal.headers["Content-Range"] = f"bytes */{file.info.size}"
        return refusal
    if span.partial:
        headers["Content-Range"] = f"bytes {span.start}-{span.end - 1}/{file.info.size}"
    headers["Content-Length"] = str(span.end - span.start)
    status = 206 if span.partial else 200
    if request.method == "HEAD":
        return Response(None, status, headers, file.media_type)
    if download and span.start == 0:
        await media.note_saved(found)
    return StreamingResponse(file.stream(deps.blobs, span.start, span.end), status, headers, file.media_type)


def _headers(found: MediaFile, download: bool) -> dict[str, str]:
    return {
        "ETag": found.file.info.etag,
        "Accept-Ranges": "bytes",
        "Cache-Control": f"private, max-age={max(0, int(found.expires_at - time.time()))}",
        "Content-Disposition": content_disposition("attachment" if download else "inline", found.name),
        "X-Content-Type-Options": "nosniff",
    }


def _unchanged(request: Request, etag: str) -> bool:
    """``If-None-Match`` compares weakly: a ``W/`` in front does not matter."""
    asked = [tag.strip().removeprefix("W/") for tag in request.headers.get("if-none-match", "").split(",")]
    return etag in asked or asked == ["*"]


def _span(request: Request, file: HandedFile) -> _Span:
    """What was asked for. A range that makes no sense, or several, or one of another version, means the whole file."""
    size = file.info.size
    found = _RANGE.fullmatch(request.headers.get("range", ""))
    version = request.headers.get("if-range", file.info.etag)
    if found is None or version != file.info.etag or not (found[1] or found[2]):
        return _Span(0, size, partial=False)
    if not found[1]:
        length = min(int(found[2]), size)
        if length == 0:
            raise RangeNotSatisfiable
        return _Span(size - length, size, partial=True)
    start = int(found[1])
    end = min(int(found[2]) + 1, size) if found[2] else size
    if found[2] and int(found[2]) < start:
        return _Span(0, size, partial=False)
    if start >= size:
        raise RangeNotSatisfiable
    return _Span(start, end, partial=True)
