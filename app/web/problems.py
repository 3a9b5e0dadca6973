"""RFC 9457 problems: the one place where an exception becomes an HTTP answer."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any, Final, cast

import orjson
from pymongo.errors import ConnectionFailure
from redis.exceptions import ConnectionError as RedisConnectionError
from redis.exceptions import ResponseError as RedisResponseError
from redis.exceptions import TimeoutError as RedisTimeoutError
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, HTTPConnection, Request
from starlette.responses import Response
from starlette.types import ASGIApp, ExceptionHandler, Message, Receive, Scope, Send

from app.errors import AppError, NotFound, Unavailable
from app.web.requests import ValidationFailed

log = logging.getLogger(__name__)

RETRY_AFTER_S: Final = 2
# What Starlette itself answers with, in our words. Others get the phrase of their status.
_CODES: Final = {400: "bad_request", 404: "not_found", 405: "method_not_allowed", 413: "too_large"}


def problem(
    status: int,
    code: str,
    detail: str,
    *,
    title: str = "",
    errors: Sequence[Mapping[str, Any]] | None = None,
    headers: Mapping[str, str] | None = None,
    extra: Mapping[str, Any] | None = None,
) -> Response:
    """An ``application/problem+json`` answer; ``extra`` are further members of the body."""
    body: dict[str, Any] = {
        "type": f"/problems/{code}",
        "title": title or HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "code": code,
    }
    if errors is not None:
        body["errors"] = list(errors)
    body |= extra or {}
    return Response(orjson.dumps(body), status, headers, "application/problem+json")


def problem_of(error: AppError) -> Response:
    """The answer to an expected error."""
    headers = {}
    if error.retry_after_s is not None:
        headers["Retry-After"] = str(error.retry_after_s)
    if error.status == HTTPStatus.UNAUTHORIZED:
        headers["WWW-Authenticate"] = "Bearer"
    errors = error.errors if isinstance(error, ValidationFailed) else None
    return problem(error.status, error.code, error.detail, title=error.title, errors=errors, headers=headers)


async def _app_error(_: HTTPConnection, raised: Exception) -> Response:
    error = cast(AppError, raised)
    if error.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        log.error("%s: %s", error.code, error.detail, exc_info=error)
    return problem_of(error)


async def _http_exception(_: HTTPConnection, raised: Exception) -> Response:
    error = cast(HTTPException, raised)
    status = HTTPStatus(error.status_code)
    code = _CODES.get(status, status.phrase.lower().replace(" ", "_").replace("-", "_"))
    detail = NotFound.title if status == HTTPStatus.NOT_FOUND else error.detail
    return problem(status, code, detail, headers=error.headers)


async def _backend_away(_: HTTPConnection, error: Exception) -> Response:
    log.warning("a backend is away: %s", type(error).__name__)
    return problem_of(Unavailable(retry_after_s=RETRY_AFTER_S))


async def _backend_refuses(_: HTTPConnection, error: Exception) -> Response:
    """Redis is there and does not do it: it has no memory left, say, or cannot write its disk."""
    log.error("a backend refuses", exc_info=error)
    return problem_of(Unavailable(retry_after_s=RETRY_AFTER_S))


def exception_handlers() -> dict[Any, ExceptionHandler]:
    """For Starlette: every expected exception and what is answered."""
    return {
        AppError: _app_error,
        HTTPException: _http_exception,
        ConnectionFailure: _backend_away,
        RedisConnectionError: _backend_away,
        RedisTimeoutError: _backend_away,
        RedisResponseError: _backend_refuses,
    }


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
