"""tus 1.0.0 resumable uploads: https://tus.io/protocols/resumable-upload

Core, creation, creation with upload, termination. A body is kept in pieces as it comes, so that what has arrived of a request
that is cut off counts, and the memory stays bounded however large it is. The last PATCH is answered when the photo is accepted,
as safely as by the multipart way; who asks again is told what became of it.
"""

from __future__ import annotations

import re
from base64 import b64decode
from binascii import Error as Base64Error
from collections.abc import AsyncIterator, Callable, Coroutine, Mapping
from functools import wraps
from typing import Any, Final
from urllib.parse import urlsplit

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from app.domain.permissions import Action
from app.domain.times import utc_now
from app.domain.vocabulary import Source
from app.errors import (
    AppError,
    BadSha256,
    BadTusRequest,
    Conflict,
    EmptyFile,
    EventIdMissing,
    InsufficientStorage,
    TooLarge,
    Unacceptable,
    Unauthenticated,
    UnknownMethod,
    UnsupportedMedia,
    UnsupportedVersion,
    UploadLocked,
    UploadRefused,
)
from app.ports import HeldUpload, UploadNote
from app.services import giving, uploads
from app.services.deps import Deps
from app.services.uploads import Outcome
from app.web.admission import place_for_photos
from app.web.auth import caller_of
from app.web.openapi import Handler, documented
from app.web.problems import problem_of
from app.web.requests import claimed_source, claims_final, deps_of

PATH: Final = "/api/v1/uploads"
_PIECE_BYTES: Final = 4 * 1024 * 1024
_ENDING_S: Final = 10.0  # so long who asks waits for the end of an upload that somebody else is ending
_VERSION: Final = {"Tus-Resumable": "1.0.0"}
_EXTENSIONS: Final = "creation,creation-with-upload,termination"
_BODY_TYPE: Final = "application/offset+octet-stream"
_EXPOSED: Final = (
    "Location, Tus-Resumable, Tus-Version, Tus-Extension, Tus-Max-Size, Upload-Offset, Upload-Length, Upload-Metadata, "
    "Photo-Id, Photo-Status, Photo-Duplicate-Of"
)
_LONGEST_METADATA: Final = 8192
_LONGEST_NUMBER: Final = 18  # digits

Endpoint = Callable[[Request], Coroutine[Any, Any, Response]]


def _tus(endpoint: Endpoint) -> Endpoint:
    """What every answer of the protocol has in common, also a refusal."""

    @wraps(endpoint)
    async def answered(request: Request) -> Response:
        try:
            if request.method != "OPTIONS" and request.headers.get("tus-resumable") != "1.0.0":
                raise UnsupportedVersion
            response = await endpoint(request)
        except AppError as error:
            response = problem_of(error)
            if isinstance(error, UnsupportedVersion):
                response.headers["Tus-Version"] = _VERSION["Tus-Resumable"]
        response.headers.update({**_VERSION, "Cache-Control": "no-store", "Access-Control-Expose-Headers": _EXPOSED})
        return response

    return answered


def _capabilities(deps: Deps) -> Response:
    can = {"Tus-Version": "1.0.0", "Tus-Extension": _EXTENSIONS, "Tus-Max-Size": str(deps.settings.max_photo_bytes)}
    return Response(status_code=204, headers=can)


@documented("photos", action=Action.UPLOAD_PHOTOS, answers={201: None})
async def begin(request: Request) -> Response:
    """A new upload, and its first bytes where they come along.

    What a guest gives says `source` `guest`, and `giver` where she has a name.
    """
    deps = deps_of(request)
    caller = await caller_of(request, deps)
    if caller.is_stranger:
        raise Unauthenticated
    if "upload-concat" in request.headers:
        raise BadTusRequest("Concatenation is not supported. Send the file as one upload.")
    raw = request.headers.get("upload-metadata", "")
    metadata = parse_metadata(raw)
    event_id = _event_id(metadata)
    by_guest = metadata.get("source") == Source.GUEST
    length = _number(request, "Upload-Length")
    if length == 0:
        raise EmptyFile
    note = UploadNote(
        id="",
        owner_id="",
        event_id=event_id,
        name=metadata.get("filename") or metadata.get("name") or "photo",
        metadata=raw,
        length=length,
        sha256=_digest(metadata),
        source=Source.GUEST if by_guest else claimed_source(metadata.get("source", "")),
        final=not by_guest and claims_final(metadata.get("kind", "")),
        giver_name=giving.name_of(metadata.get("giver", "")) if by_guest else "",
    )
    begun = await uploads.begin(deps, caller, note, utc_now())
    answer = Response(status_code=201, headers={"Location": _address(request, begun.id), "Upload-Offset": "0"})
    if _is_body(request):
        async with place_for_photos(request, caller):
            await _receive(request, await uploads.find(deps, begun.owner_id, begun.id), answer)
    return answer


def _address(request: Request, upload_id: str) -> str:
    """Absolute where the client came by our public address: aiotus takes no other. A path where it came by another one, which it
    may have made up, or a proxy."""
    public_url = deps_of(request).settings.public_url
    came_by_it = request.headers.get("host", "") == urlsplit(public_url).netloc
    return f"{public_url if came_by_it else ''}{PATH}/{upload_id}"


@documented("photos", action=Action.UPLOAD_PHOTOS, answers={200: None})
async def tell(request: Request) -> Response:
    """How far an upload is, or what became of it."""
    deps = deps_of(request)
    upload = await uploads.own(deps, await caller_of(request, deps), request.path_params["upload_id"])
    if isinstance(upload, HeldUpload) and upload.offset == upload.note.length:
        upload = await _ended(deps, upload.note)
    response = Response(status_code=200)
    if isinstance(upload, Outcome):
        response.headers["Upload-Length"] = str(upload.length)
        _describe(upload, response)
        return response
    response.headers["Upload-Length"] = str(upload.note.length)
    response.headers["Upload-Offset"] = str(upload.offset)
    if upload.note.metadata:
        response.headers["Upload-Metadata"] = upload.note.metadata
    return response


async def _ended(deps: Deps, note: UploadNote) -> Outcome:
    """All bytes are here, and the process that had the last one is at it, or did not live to end it."""
    try:
        return await uploads.complete(deps, note, wait_s=_ENDING_S)
    except (Conflict, InsufficientStorage) as error:
        raise UploadLocked(retry_after_s=error.retry_after_s) from error


@documented("photos", action=Action.UPLOAD_PHOTOS, answers={204: None})
async def send_on(request: Request) -> Response:
    """More bytes of an upload."""
    if not _is_body(request):
        raise UnsupportedMedia(f"Send bytes as {_BODY_TYPE}.")
    deps = deps_of(request)
    caller = await caller_of(request, deps)
    response = Response(status_code=204)
    async with place_for_photos(request, caller):
        await _receive(request, await uploads.own(deps, caller, request.path_params["upload_id"]), response)
    return response


@documented("photos", action=Action.UPLOAD_PHOTOS, answers={204: None})
async def give_up(request: Request) -> Response:
    """Forget an upload."""
    deps = deps_of(request)
    await uploads.give_up(deps, await caller_of(request, deps), request.path_params["upload_id"])
    return Response(status_code=204)


ONE_PATH: Final = f"{PATH}/{{upload_id}}"
HANDLERS: Final[Mapping[str, Mapping[str, Handler]]] = {
    PATH: {"POST": begin},
    ONE_PATH: {"HEAD": tell, "PATCH": send_on, "DELETE": give_up},
}
"""By path and method."""


@_tus
async def collection(request: Request) -> Response:
    """``POST`` begins an upload; ``OPTIONS`` says what we can."""
    if request.method == "OPTIONS":
        return _capabilities(deps_of(request))
    return await begin(request)


@_tus
async def one(request: Request) -> Response:
    """``HEAD``, ``PATCH`` and ``DELETE`` of an upload; ``POST`` for clients that can send nothing else and say what they mean."""
    if request.method == "OPTIONS":
        return _capabilities(deps_of(request))
    method = request.headers.get("x-http-method-override", request.method).upper()
    handler = HANDLERS[ONE_PATH].get(method)
    if handler is None:
        raise UnknownMethod
    return await handler(request)


async def _receive(request: Request, upload: HeldUpload | Outcome, response: Response) -> None:
    """Take the body from where the client says it goes on; the headers of ``response`` say how far the upload is then."""
    if isinstance(upload, Outcome):  # whoever sends bytes again did not hear that it is done
        _describe(upload, response)
        return
    said = request.headers.get("content-length")
    reached = await uploads.receive(
        deps_of(request), upload, _offset(request), _pieces(request), coming=int(said) if said is not None else None
    )
    if isinstance(reached, Outcome):
        _describe(reached, response)
    else:
        response.headers["Upload-Offset"] = str(reached)


async def _pieces(request: Request) -> AsyncIterator[bytes]:
    """The body in pieces; at least one, also of an empty body. When the client goes away, first what has arrived of it."""
    piece = bytearray()
    sent = False
    try:
        async for chunk in request.stream():
            piece += chunk
            if len(piece) >= _PIECE_BYTES:
                yield bytes(piece)
                piece.clear()
                sent = True
    except ClientDisconnect:
        if piece:
            yield bytes(piece)
        raise
    if piece or not sent:
        yield bytes(piece)


def _describe(outcome: Outcome, response: Response) -> None:
    """What became of a complete upload; raises when it was refused."""
    if outcome.error is not None:
        raise _refusal(outcome)
    response.headers["Upload-Offset"] = str(outcome.length)
    response.headers["Photo-Id"] = outcome.photo_id or ""
    response.headers["Photo-Status"] = outcome.status or ""
    if outcome.duplicate_of:
        response.headers["Photo-Duplicate-Of"] = outcome.duplicate_of


def _refusal(outcome: Outcome) -> AppError:
    kinds = {UnsupportedMedia.code: UnsupportedMedia, TooLarge.code: TooLarge}
    kind = kinds.get(outcome.error or "")
    return kind(outcome.message) if kind else UploadRefused(outcome.message, code=outcome.error or Unacceptable.code)


def _offset(request: Request) -> int:
    if request.method == "POST" and "x-http-method-override" not in request.headers:
        return 0
    return _number(request, "Upload-Offset")


def _is_body(request: Request) -> bool:
    return request.headers.get("content-type", "").lower() == _BODY_TYPE


def _number(request: Request, header: str) -> int:
    text = request.headers.get(header, "")
    if not (text.isascii() and text.isdigit() and len(text) <= _LONGEST_NUMBER):
        raise BadTusRequest(f"{header} is missing or not a number that makes sense.")
    return int(text)


def parse_metadata(raw: str) -> dict[str, str]:
    """``Upload-Metadata``: pairs of key and Base64 value. Raises ``Malformed``."""
    if len(raw) > _LONGEST_METADATA:
        raise BadTusRequest("Upload-Metadata is too long.")
    found = {}
    for pair in filter(None, (part.strip() for part in raw.split(","))):
        key, _, value = pair.partition(" ")
        try:
            found[key] = b64decode(value, validate=True).decode()
        except (Base64Error, ValueError):
            raise BadTusRequest(f"Upload-Metadata: the value of {key!r} is not UTF-8 in Base64.") from None
    return found


def _event_id(metadata: Mapping[str, str]) -> int:
    text = metadata.get("event_id", "")
    if not (text.isascii() and text.isdigit() and len(text) <= 15):
        raise EventIdMissing
    return int(text)


def _digest(metadata: Mapping[str, str]) -> str | None:
    """What the client says of the content, so that a file that changes on its way is not taken for another."""
    text = metadata.get("sha256", "").lower()
    if not text:
        return None
    if not re.fullmatch(r"[0-9a-f]{64}", text):
        raise BadSha256
    return text
