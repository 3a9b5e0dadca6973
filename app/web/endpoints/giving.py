"""What guests gave, in their own hands."""

from __future__ import annotations

from datetime import datetime

from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import Response

from app.domain.permissions import Action
from app.services import giving
from app.services.giving import Standing
from app.web.answers import answer, nothing, shaped
from app.web.auth import caller_of
from app.web.endpoints.photos import PhotoErrorShape, PictureShape
from app.web.openapi import documented
from app.web.requests import deps_of


class GivenPhotoShape(BaseModel):
    """A photo that you gave. `standing`: it is looked at (`processing`), waits to be approved, is `shown`, is not (`not_shown`),
    or `failed`, and `error` says why. `picture` is there once it was looked at."""

    id: str
    name: str
    standing: Standing
    picture: PictureShape | None
    error: PhotoErrorShape | None
    created_at: datetime


class GivenPhotos(BaseModel):
    """The newest first."""

    items: list[GivenPhotoShape]


@documented("photos", action=Action.GIVE_PHOTOS, answers={200: GivenPhotos}, errors=(401, 403, 404))
async def page(request: Request) -> Response:
    """The photos that you gave to an event as its guest."""
    deps = deps_of(request)
    found = await giving.own(deps, await caller_of(request, deps), request.path_params["event_id"])
    return answer(GivenPhotos(items=[shaped(GivenPhotoShape, photo) for photo in found]))


@documented("photos", action=Action.GIVE_PHOTOS, answers={204: None}, errors=(401, 403, 404))
async def delete(request: Request) -> Response:
    """Delete a photo that you gave, wherever it was shown."""
    deps = deps_of(request)
    event_id, photo_id = request.path_params["event_id"], request.path_params["photo_id"]
    await giving.delete(deps, await caller_of(request, deps), event_id, photo_id)
    return nothing()
