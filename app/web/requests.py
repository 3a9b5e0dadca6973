"""Reading what a client sent, into pydantic models; everything unreadable becomes a clear error.

An endpoint reads its input with ``json_body`` and ``query_params``; nothing else parses JSON.
"""

from __future__ import annotations

from typing import Final, TypeVar, get_args

import orjson
from pydantic import BaseModel, ValidationError
from starlette.requests import HTTPConnection, Request

from app.domain.addresses import network_of
from app.domain.vocabulary import ClaimedKind, ClaimedSource, Source
from app.errors import MalformedJson, NotUtf8, TooLarge, UnknownKind, UnknownSource, UnsupportedMedia, ValidationFailed
from app.services.deps import Deps

Model = TypeVar("Model", bound=BaseModel)

MAX_JSON_BYTES: Final = 64 * 1024


def deps_of(connection: HTTPConnection) -> Deps:
    """The ports of this process, opened by the lifespan."""
    deps: Deps = connection.state.deps
    return deps


def address_of(connection: HTTPConnection) -> str:
    """Where the client connects from, for rate limits: of IPv6 the network that one subscriber has."""
    return network_of(connection.client.host) if connection.client else "unknown"


async def json_body(request: Request, model: type[Model], *, optional: bool = False) -> Model:
    """The JSON body as ``model``; with ``optional`` an empty body counts as ``{}``.

    Raises ``Malformed`` (``not_utf8``, ``malformed_json``), ``TooLarge``, ``UnsupportedMedia`` and ``ValidationFailed``.
    """
    raw = await _limited_body(request)
    if not raw and optional:
        return _validated(model, {}, "body")
    # A cross-site form cannot send this type without asking first, so insisting on it also guards the sign-in.
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise UnsupportedMedia("Send JSON with Content-Type: application/json.")
    return _validated(model, _parsed(raw), "body")


def query_params(request: Request, model: type[Model]) -> Model:
    """The query string as ``model``; of a repeated parameter the last counts. Raises ``ValidationFailed``."""
    return _validated(model, dict(request.query_params), "query")


def claimed_source(said: str) -> Source:
    """By which way a client says that a file comes; who says nothing is a program. Raises ``UnknownSource``."""
    if not said:
        return Source.PROGRAM
    if said not in get_args(ClaimedSource):
        raise UnknownSource
    return Source(said)


def claims_final(said: str) -> bool:
    """Whether a client says that a file is a final, which replaces the photo it was made of; who says nothing sends a photo.
    Raises ``UnknownKind``."""
    if said and said not in get_args(ClaimedKind):
        raise UnknownKind
    return said == "final"


async def _limited_body(request: Request) -> bytes:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_JSON_BYTES:
            raise TooLarge(f"A JSON body may have at most {MAX_JSON_BYTES} bytes.")
    return bytes(body)


def _parsed(raw: bytes) -> object:
    try:
        raw.decode()
    except UnicodeDecodeError:
        raise NotUtf8 from None
    try:
        return orjson.loads(raw)  # Strict: refuses NaN, lone surrogates and absurd nesting.
    except orjson.JSONDecodeError as error:
        raise MalformedJson(f"The body is not JSON: {error}") from None


def _validated(model: type[Model], data: object, place: str) -> Model:
    try:
        return model.model_validate(data)
    except ValidationError as error:
        # ``input`` stays out: it would send passwords back.
        found = error.errors(include_url=False, include_context=False, include_input=False)
        errors = [{"loc": [place, *item["loc"]], "msg": item["msg"].removeprefix("Value error, ")} for item in found]
        raise ValidationFailed(errors) from None
