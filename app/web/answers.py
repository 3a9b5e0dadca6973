"""Shaping what a client gets: pydantic models as JSON, times in RFC 3339 UTC."""

from __future__ import annotations

from http import HTTPStatus

from pydantic import BaseModel
from starlette.responses import Response


def answer(shape: BaseModel, status: int = HTTPStatus.OK) -> Response:
    """``shape`` as JSON; fields that were not set stay out."""
    return Response(shape.model_dump_json(exclude_unset=True).encode(), status, media_type="application/json")


def nothing() -> Response:
    """Done, and nothing to say."""
    return Response(status_code=HTTPStatus.NO_CONTENT)
