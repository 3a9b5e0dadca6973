"""Shaping what a client gets: pydantic models as JSON, times in RFC 3339 UTC."""

from __future__ import annotations

from http import HTTPStatus
from typing import Literal, TypeVar
from urllib.parse import quote

from pydantic import BaseModel
from starlette.responses import Response

Shape = TypeVar("Shape", bound=BaseModel)


def shaped(model: type[Shape], value: object, **more: object) -> Shape:
    """What a service returned as ``model``, attribute by attribute; those that ``value`` lacks are in ``more``. What the model
    need not have stays out where it is None."""
    given = {name: more[name] if name in more else getattr(value, name) for name in model.model_fields}
    there = {name: each for name, each in given.items() if each is not None or model.model_fields[name].is_required()}
    return model.model_validate(there, from_attributes=True)


def answer(shape: BaseModel, status: int = HTTPStatus.OK) -> Response:
    """``shape`` as JSON; fields that were not set stay out."""
    return Response(shape.model_dump_json(exclude_unset=True).encode(), status, media_type="application/json")


def content_disposition(kind: Literal["inline", "attachment"], name: str) -> str:
    """With both parameters of RFC 6266: plain ASCII for old clients, and the name itself (RFC 8187)."""
    plain = "".join(letter if letter.isascii() and letter not in '"\\%' else "_" for letter in name)
    return f"{kind}; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"


def nothing() -> Response:
    """Done, and nothing to say."""
    return Response(status_code=HTTPStatus.NO_CONTENT)


def nothing_kept() -> Response:
    """Done, and the browser lets go of the pictures that it has kept to show them again.

    Of its HTTP cache, that is (W3C Clear Site Data, 3.1): storage and the service worker's own files stay.
    """
    return Response(status_code=HTTPStatus.NO_CONTENT, headers={"Clear-Site-Data": '"cache"'})
