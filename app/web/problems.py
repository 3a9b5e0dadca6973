"""What an expected error is to a client: one table for HTTP and the socket, and RFC 9457 problems made of it."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Final, cast

import orjson
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, HTTPConnection, Request
from starlette.responses import Response
from starlette.types import ASGIApp, ExceptionHandler, Message, Receive, Scope, Send

from app import errors
from app.errors import AppError, InsufficientStorage, NotFound, Refusal, Unavailable
from app.web.ws import messages
from app.web.ws.messages import Close

log = logging.getLogger(__name__)

Page = Callable[[Request], Awaitable[Response]]
"""What answers a request with a page."""

# What Starlette itself answers with, in our words. Others get the phrase of their status.
_CODES: Final = {400: "bad_request", 404: "not_found", 405: "method_not_allowed", 413: "too_large"}


@dataclass(frozen=True, slots=True)
class Meaning:
    """The status that HTTP answers with, and how a socket is closed on which it happens."""

    status: int
    close: Close


# Also for every error below: the nearest row counts.
MEANINGS: Final[Mapping[type[AppError], Meaning]] = {
    errors.Malformed: Meaning(400, messages.BAD_MESSAGE),
    errors.Unauthenticated: Meaning(401, messages.NOT_AUTHENTICATED),
    errors.Forbidden: Meaning(403, messages.NOT_ALLOWED),
    errors.NotFound: Meaning(404, messages.NOT_ALLOWED),  # on a socket nobody learns which of the two it is
    errors.Conflict: Meaning(409, messages.BAD_MESSAGE),
    errors.QuotaReached: Meaning(507, messages.BAD_MESSAGE),
    errors.AccountBytesFull: Meaning(413, messages.BAD_MESSAGE),
    errors.UploadLocked: Meaning(423, messages.RESTART),
    errors.Gone: Meaning(410, messages.NOT_ALLOWED),
    errors.TooLarge: Meaning(413, messages.BAD_MESSAGE),
    errors.UnsupportedMedia: Meaning(415, messages.BAD_MESSAGE),
    errors.RequestTooSlow: Meaning(408, messages.BAD_MESSAGE),
    errors.UnsupportedVersion: Meaning(412, messages.BAD_MESSAGE),
    errors.RangeNotSatisfiable: Meaning(416, messages.BAD_MESSAGE),
    errors.Unacceptable: Meaning(422, messages.BAD_MESSAGE),
    errors.RateLimited: Meaning(429, messages.RESTART),
    errors.SealBroken: Meaning(500, messages.INTERNAL_ERROR),
    errors.WrongSecret: Meaning(500, messages.INTERNAL_ERROR),
    errors.Unavailable: Meaning(503, messages.RESTART),
    errors.InsufficientStorage: Meaning(507, messages.RESTART),
}


def meaning_of(error: type[AppError]) -> Meaning:
    """The row of the error, or of the nearest above it. Raises ``LookupError`` where there is none."""
    for kind in error.__mro__:
        if kind in MEANINGS:
            return MEANINGS[kind]
    raise LookupError(f"{error.__name__} has no row in app.web.problems.MEANINGS")


def problem(
    status: int,
    code: str,
    detail: str,
    *,
    title: str = "",
    wrong: Sequence[Mapping[str, Any]] | None = None,
    headers: Mapping[str, str] | None = None,
    extra: Mapping[str, Any] | None = None,
) -> Response:
    """An ``application/problem+json`` answer; ``wrong`` are the ``errors`` of input, ``extra`` further members of the body."""
    body: dict[str, Any] = {
        "type": f"/problems/{code}",
        "title": title or HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "code": code,
    }
    if wrong is not None:
        body["errors"] = list(wrong)
    body |= extra or {}
    return Response(orjson.dumps(body), status, headers, "application/problem+json")


def problem_of(error: AppError) -> Response:
    """The answer to an expected error."""
    headers = {}
    if error.retry_after_s is not None:
        headers["Retry-After"] = str(error.retry_after_s)
    if isinstance(error, errors.Unauthenticated):
        headers["WWW-Authenticate"] = "Bearer"
    status = meaning_of(type(error)).status
    wrong = error.errors if isinstance(error, errors.ValidationFailed) else None
    return problem(status, error.code, error.detail, title=error.title, wrong=wrong, headers=headers)


async def _app_error(_: HTTPConnection, raised: Exception) -> Response:
    error = cast(AppError, raised)
    if isinstance(error, InsufficientStorage | Unavailable):
        # Our code is not to blame: no traceback, which would fill the log.
        log.warning("%s: %s (%s)", error.code, error.detail, type(error.__cause__ or error).__name__)
    elif not isinstance(error, Refusal):
        log.error("%s: %s", error.code, error.detail, exc_info=error)
    return problem_of(error)


def _http_exception(error: HTTPException) -> Response:
    status = HTTPStatus(error.status_code)
    code = _CODES.get(status, status.phrase.lower().replace(" ", "_").replace("-", "_"))
    detail = NotFound.title if status == HTTPStatus.NOT_FOUND else error.detail
    return problem(status, code, detail, headers=error.headers)


def exception_handlers(nothing_here: Page) -> dict[Any, ExceptionHandler]:
    """For Starlette: every expected exception and what is answered; ``nothing_here`` is what a person sees where no page is."""

    async def http_exception(connection: HTTPConnection, raised: Exception) -> Response:
        error = cast(HTTPException, raised)
        if error.status_code == HTTPStatus.NOT_FOUND and _looks_for_a_page(connection):
            return await nothing_here(Request(connection.scope))
        return _http_exception(error)

    return {
        AppError: _app_error,
        HTTPException: http_exception,
    }


def _looks_for_a_page(connection: HTTPConnection) -> bool:
    """A browser that was given an address; programs ask for JSON or for anything."""
    is_get = connection.scope.get("method") in {"GET", "HEAD"}
    return is_get and not connection.url.path.startswith("/api/") and "text/html" in connection.headers.get("accept", "")


class UnexpectedErrors:
    """ASGI: an exception that nobody expected is logged here, and the client learns nothing but ``internal_error``."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on; answer when the application fails before it has."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = False

        async def watched_send(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        try:
            await self._app(scope, receive, watched_send)
        except ClientDisconnect:
            log.info("a client left in the middle of %s %s", scope["method"], route_template(scope))
        except Exception as error:
            if started:
                raise  # Too late to say anything: the server must cut the connection.
            request = Request(scope)
            log.error("unexpected error in %s %s", request.method, route_template(scope), exc_info=error)
            await problem(500, AppError.code, AppError.title)(scope, receive, send)


def route_template(scope: Scope) -> str:
    """The path as routed (``/share/{token}``), never as sent: paths may hold what opens something."""
    return getattr(scope.get("route"), "path", "unrouted")
