"""Every message on the socket, and every code it closes with: docs/asyncapi.yaml is written from them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Final, Literal, TypeAlias

import orjson
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from app.ports import Position, Publication

SUBPROTOCOL: Final = "eventphotos.v1"

RequestId: TypeAlias = int | str


@dataclass(frozen=True, slots=True)
class Close:
    """Why a socket is closed."""

    code: int
    reason: str


BAD_MESSAGE: Final = Close(4400, "bad message")
NOT_AUTHENTICATED: Final = Close(4401, "not authenticated")
NOT_ALLOWED: Final = Close(4403, "not allowed")
IDLE: Final = Close(4408, "idle")
TOO_SLOW: Final = Close(4008, "too slow")
# Also where the server cannot go on with this socket: come back with `since`, and nothing is missed.
RESTART: Final = Close(1012, "server restart")
INTERNAL_ERROR: Final = Close(1011, "internal error")


class BadMessage(Exception):
    """Not a message of the protocol. ``id`` is the request's, where one can be made out."""

    def __init__(self, detail: str, request_id: RequestId | None = None) -> None:
        super().__init__(detail)
        self.detail = detail
        self.id = request_id


class _Request(BaseModel):
    # Strict: `true` is no id and `"7"` no offset. What we do not know is ignored, so that clients may be newer than we are.
    model_config = ConfigDict(strict=True, frozen=True, extra="ignore")


class Since(_Request):
    """Where a client stood when it was last here."""

    epoch: str
    offset: int = Field(ge=0)

    @property
    def position(self) -> Position:
        """As the bus knows it."""
        return Position(self.epoch, self.offset)


class Auth(_Request):
    """Credentials; several add up."""

    type: Literal["auth"]
    token: str


class Subscribe(_Request):
    """Listen to a topic, from ``since`` on if the history reaches back to it."""

    type: Literal["subscribe"]
    id: RequestId
    topic: str
    since: Since | None = None


class Unsubscribe(_Request):
    """Listen no more."""

    type: Literal["unsubscribe"]
    id: RequestId
    topic: str


class Ping(_Request):
    """Answered with ``pong``."""

    type: Literal["ping"]
    id: RequestId | None = None


class Shown(_Request):
    """The client shows these photos of a search that it listens to; not answered."""

    type: Literal["shown"]
    topic: str
    photo_ids: Annotated[list[Annotated[str, Field(max_length=64)]], Field(max_length=50)]


class Seen(_Request):
    """The guest has these photos of a search before her eyes, and need not be told of them by mail or push; not answered."""

    type: Literal["seen"]
    topic: str
    photo_ids: Annotated[list[Annotated[str, Field(max_length=64)]], Field(max_length=50)]


ClientMessage: TypeAlias = Auth | Subscribe | Unsubscribe | Ping | Shown | Seen

_CLIENT_MESSAGE: Final = TypeAdapter[ClientMessage](Annotated[ClientMessage, Field(discriminator="type")])


def parse(text: str) -> ClientMessage:
    """The message in a text frame; raises ``BadMessage``."""
    try:
        data = orjson.loads(text)
    except orjson.JSONDecodeError:
        raise BadMessage("Not JSON.") from None
    if not isinstance(data, dict):
        raise BadMessage("Not a JSON object.")
    try:
        return _CLIENT_MESSAGE.validate_python(data)
    except ValidationError as error:
        raise BadMessage(_summary(error), _request_id(data.get("id"))) from None


def subscribed(
    request_id: RequestId, topic: str, position: Position, *, recovered: bool, snapshot: Mapping[str, Any] | None = None
) -> str:
    """The next publication that follows has number ``position.offset + 1``, also when it is one that was missed."""
    message = {
        "type": "subscribed",
        "id": request_id,
        "topic": topic,
        "epoch": position.epoch,
        "offset": position.offset,
        "recovered": recovered,
    }
    return _text(message if snapshot is None else message | {"snapshot": snapshot})


def publication(published: Publication) -> str:
    """The same text for every socket: made once a publication, around the bytes that the publisher made."""
    topic = orjson.dumps(published.topic).decode()
    return f'{{"type":"publication","topic":{topic},"offset":{published.offset},"data":{published.data.decode()}}}'


def unsubscribed(topic: str, reason: str, request_id: RequestId | None = None) -> str:
    """``reason`` is ``unsubscribed`` (on request, then with its id), ``revoked``, or why the topic ended."""
    return _text({"type": "unsubscribed", "topic": topic, "reason": reason} | _with_id(request_id))


def pong(request_id: RequestId | None = None) -> str:
    """The answer to ``ping``."""
    return _text({"type": "pong"} | _with_id(request_id))


def error(code: str, message: str, request_id: RequestId | None = None) -> str:
    """``code`` is what clients switch on; ``message`` is for people."""
    return _text({"type": "error", "code": code, "message": message} | _with_id(request_id))


def _with_id(request_id: RequestId | None) -> dict[str, Any]:
    return {} if request_id is None else {"id": request_id}


def _text(message: Mapping[str, Any]) -> str:
    return orjson.dumps(message).decode()


def _request_id(value: object) -> RequestId | None:
    return value if isinstance(value, int | str) and not isinstance(value, bool) else None


def _summary(error: ValidationError) -> str:
    first = error.errors(include_url=False, include_context=False, include_input=False)[0]
    place = ".".join(str(part) for part in first["loc"])
    return f"{place}: {first['msg']}" if place else str(first["msg"])
