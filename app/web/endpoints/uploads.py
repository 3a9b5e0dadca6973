"""tus 1.0.0 resumable uploads: https://tus.io/protocols/resumable-upload

``tussi`` does the protocol's core (creation, offsets, storage). Around it here: who may, and what it lacks: creation with
upload, termination, names that are not ASCII, an answer to HEAD when the upload is done, and a PATCH that is cut off: it
is handed on in pieces, so that what has arrived is kept and the memory stays bounded however large it is.
The last PATCH is answered when the photo is accepted, as safely as by the multipart way.
"""

from __future__ import annotations

from base64 import b64decode
from binascii import Error as Base64Error
from collections.abc import AsyncIterator, Callable, Coroutine, Mapping
from functools import wraps
from typing import Any, Final

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import Message
from tussi import FilesystemStorage, TUSApp

from app.domain.permissions import Action, Caller
from app.errors import AppError, BadRequest, Conflict, NotFound, TooLarge, Unauthenticated, Unprocessable, UnsupportedMedia
from app.services import uploads
from app.services.access import event_for
from app.services.deps import Deps
from app.services.uploads import Outcome, Upload
from app.web.auth import caller_of
from app.web.problems import problem_of
from app.web.requests import deps_of

PATH: Final = "/api/v1/uploads"
_PIECE_BYTES: Final = 4 * 1024 * 1024
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


class UnsupportedVersion(AppError):
    """The client speaks another version of tus."""

    status, code, title = 412, "tus_version", "This server speaks tus 1.0.0"


class StorageFull(AppError):
    """No room for more uploads."""

    status, code, title = 507, "storage_full", "There is no room for this file"


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
        response.headers.update({**_VERSION, "Cache-Control": "no-store", "Access-Control-Expose-Headers": _EXPOSED})
        if response.status_code == UnsupportedVersion.status:
            response.headers["Tus-Version"] = _VERSION["Tus-Resumable"]
        return response

    return answered


@_tus
async def collection(request: Request) -> Response:
    """``POST`` begins an upload; ``OPTIONS`` says what we can."""
    if request.method == "OPTIONS":
        return _capabilities(deps_of(request))
    return await _begin(request)


@_tus
async def one(request: Request) -> Response:
    """``HEAD``, ``PATCH`` and ``DELETE`` of an upload; ``POST`` for clients that can send nothing else and say what they mean."""
    if request.method == "OPTIONS":
        return _capabilities(deps_of(request))
    method = request.headers.get("x-http-method-override", request.method).upper()
    handler = {"HEAD": _tell, "PATCH": _continue, "DELETE": _give_up}.get(method)
    if handler is None:
        raise BadRequest("Use HEAD, PATCH or DELETE.", code="method_not_allowed")
    return await handler(request)


def _capabilities(deps: Deps) -> Response:
    can = {"Tus-Version": "1.0.0", "Tus-Extension": _EXTENSIONS, "Tus-Max-Size": str(deps.settings.max_photo_bytes)}
    return Response(status_code=204, headers=can)


async def _begin(request: Request) -> Response:
    deps = deps_of(request)
    caller = await caller_of(request, deps)
    if caller.is_stranger:
        raise Unauthenticated
    if "upload-concat" in request.headers:
        raise BadRequest("Parts of a file cannot be joined here: send it as one upload.", code="bad_tus_request")
    raw = request.headers.get("upload-metadata", "")
    metadata = parse_metadata(raw)
    event = await event_for(caller, _event_id(metadata), Action.UPLOAD_PHOTOS)
    length = _number(request, "Upload-Length")
    if length == 0:
        raise Unprocessable("The file is empty.", code="empty_file")
    ours = {
        "owner_id": caller.user_id or "",
        "event_id": str(event.id),
        "name": metadata.get("filename") or metadata.get("name") or "photo",
        "metadata": raw,
    }
    passed = {"tus-resumable": "1.0.0", "upload-length": str(length)}
    response = _checked(await _tussi(deps, ours).get_response(*_subrequest("POST", PATH, passed, b"")))
    upload_id = response.headers["location"].rsplit("/", 1)[-1]
    answer = Response(status_code=201, headers={"Location": f"{PATH}/{upload_id}", "Upload-Offset": "0"})
    if request.headers.get("content-type", "").lower() == _BODY_TYPE:
        await _receive(request, await _own(request, caller, upload_id), answer)
    return answer


async def _tell(request: Request) -> Response:
    deps = deps_of(request)
    upload = await _own(request, await caller_of(request, deps), request.path_params["upload_id"])
    if isinstance(upload, Upload) and upload.offset == upload.length:
        upload = await uploads.complete(deps, upload.id)  # the process that had the last byte did not live to do it
    response = Response(status_code=200)
    response.headers["Upload-Length"] = str(upload.length)
    if isinstance(upload, Outcome):
        _describe(upload, response)
        return response
    response.headers["Upload-Offset"] = str(upload.offset)
    if upload.metadata:
        response.headers["Upload-Metadata"] = upload.metadata
    return response


async def _continue(request: Request) -> Response:
    if request.headers.get("content-type", "").lower() != _BODY_TYPE:
        raise UnsupportedMedia(f"Send bytes as {_BODY_TYPE}.")
    deps = deps_of(request)
    upload = await _own(request, await caller_of(request, deps), request.path_params["upload_id"])
    response = Response(status_code=204)
    await _receive(request, upload, response)
    return response


async def _give_up(request: Request) -> Response:
    deps = deps_of(request)
    upload = await _own(request, await caller_of(request, deps), request.path_params["upload_id"])
    if isinstance(upload, Upload):
        await uploads.discard(deps.settings, upload.id)
    return Response(status_code=204)


async def _own(request: Request, caller: Caller, upload_id: str) -> Upload | Outcome:
    """The upload, for who began it and may still upload to its event; for anyone else it is not there."""
    if caller.is_stranger:
        raise Unauthenticated
    upload = await uploads.find(deps_of(request).settings, upload_id)
    if upload.owner_id != caller.user_id:
        raise NotFound
    await event_for(caller, upload.event_id, Action.UPLOAD_PHOTOS)
    return upload


async def _receive(request: Request, upload: Upload | Outcome, response: Response) -> None:
    """Take the body from where the client says it goes on; the headers of ``response`` say how far the upload is then."""
    deps = deps_of(request)
    if isinstance(upload, Outcome):
        raise Conflict("This upload is complete.", code="offset_mismatch")
    offset = _offset(request)
    tussi, path = _tussi(deps, {}), f"{PATH}/{upload.id}"
    async for piece in _pieces(request):
        headers = {
            "tus-resumable": "1.0.0",
            "content-type": _BODY_TYPE,
            "content-length": str(len(piece)),
            "upload-offset": str(offset),
        }
        _checked(await tussi.get_response(*_subrequest("PATCH", path, headers, piece)))
        offset += len(piece)
    response.headers["Upload-Offset"] = str(offset)
    if offset == upload.length:
        _describe(await uploads.complete(deps, upload.id), response)


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
    kinds: dict[str, type[AppError]] = {UnsupportedMedia.code: UnsupportedMedia, TooLarge.code: TooLarge}
    return kinds.get(outcome.error or "", Unprocessable)(outcome.message, code=outcome.error)


def _tussi(deps: Deps, ours: Mapping[str, str]) -> TUSApp:
    """The protocol's core over our folders. ``ours`` is kept beside the bytes of an upload that begins."""

    async def on_create(_: dict[str, str], __: dict[str, str]) -> dict[str, str]:
        return dict(ours)

    where = uploads.folders(deps.settings)
    return TUSApp(
        FilesystemStorage(where.open),
        where.complete,
        on_create=on_create,
        max_size=deps.settings.max_photo_bytes,
        max_chunk_size=None,
    )


def _subrequest(method: str, path: str, headers: Mapping[str, str], body: bytes) -> tuple[dict[str, Any], Any]:
    """A request as ``tussi`` is to see it: nothing of the client's but what was checked."""
    scope = {
        "type": "http",
        "method": method,
        "scheme": "http",
        "server": ("localhost", 80),
        "path": path,
        "root_path": "",
        "query_string": b"",
        "headers": [(name.encode(), value.encode("latin-1")) for name, value in headers.items()],
    }

    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    return scope, receive


def _checked(response: Response) -> Response:
    """``tussi`` refuses with a bare status: say why."""
    match response.status_code:
        case 201 | 204:
            return response
        case 404:
            raise NotFound
        case 409:
            raise Conflict("Bytes are expected at another offset: ask with HEAD.", code="offset_mismatch")
        case 413:
            raise TooLarge("The file is larger than was said or than we accept.")
        case 507:
            raise StorageFull
        case status if status < 500:
            raise BadRequest("A header of the tus protocol is missing or makes no sense.", code="bad_tus_request")
    raise AppError


def _offset(request: Request) -> int:
    if request.method == "POST" and "x-http-method-override" not in request.headers:
        return 0
    return _number(request, "Upload-Offset")


def _number(request: Request, header: str) -> int:
    text = request.headers.get(header, "")
    if not (text.isascii() and text.isdigit() and len(text) <= _LONGEST_NUMBER):
        raise BadRequest(f"{header} is missing or not a number that makes sense.", code="bad_tus_request")
    return int(text)


def parse_metadata(raw: str) -> dict[str, str]:
    """``Upload-Metadata``: pairs of key and Base64 value. Raises ``BadRequest``."""
    if len(raw) > _LONGEST_METADATA:
        raise BadRequest("Upload-Metadata is too long.", code="bad_tus_request")
    found = {}
    for pair in filter(None, (part.strip() for part in raw.split(","))):
        key, _, value = pair.partition(" ")
        try:
            found[key] = b64decode(value, validate=True).decode()
        except (Base64Error, ValueError):
            raise BadRequest(f"Upload-Metadata: the value of {key!r} is not UTF-8 in Base64.", code="bad_tus_request") from None
    return found


def _event_id(metadata: Mapping[str, str]) -> int:
    text = metadata.get("event_id", "")
    if not (text.isascii() and text.isdigit() and len(text) <= 15):
        raise Unprocessable("Upload-Metadata must have event_id, the number of the event.", code="event_id_missing")
    return int(text)
