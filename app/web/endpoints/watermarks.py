"""The watermark of an event."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, BaseModel, Field
from starlette.requests import Request
from starlette.responses import Response

from app.domain.permissions import Action
from app.domain.watermarks import FAINTEST, LARGEST, SMALLEST, STRONGEST, Place, mark_text
from app.services import branding, watermarks
from app.services.watermarks import USUAL_OPACITY, USUAL_SIZE, Laid
from app.store.documents import Event
from app.web.answers import answer, nothing
from app.web.auth import caller_of
from app.web.endpoints.brands import BrandPictureShape
from app.web.multipart import one_file
from app.web.openapi import UploadedFile, documented
from app.web.requests import deps_of, json_body


class WantedWatermark(BaseModel):
    """`text` is written in Latin or Arabic; null: the text or picture that is there stays. `size` is per cent of the picture's
    width, `opacity` per cent."""

    text: Annotated[str, AfterValidator(mark_text)] | None = None
    place: Place = Place.BOTTOM_RIGHT
    size: Annotated[int, Field(ge=SMALLEST, le=LARGEST)] = USUAL_SIZE
    opacity: Annotated[int, Field(ge=FAINTEST, le=STRONGEST)] = USUAL_OPACITY


class WatermarkPicture(BaseModel):
    """One picture: PNG (which may be transparent), JPEG or WebP, 2 MB at most."""

    picture: UploadedFile


class WatermarkShape(BaseModel):
    """`picture` is the mark itself, null where there is none; `text` what it was made of. `pending`: some photos do not have it
    yet, and guests see those blurred."""

    picture: BrandPictureShape | None
    text: str
    place: Place
    size: int
    opacity: int
    pending: bool


@documented("brands", action=Action.CHANGE_EVENT, answers={200: WatermarkShape}, errors=(401, 403, 404))
async def show(request: Request) -> Response:
    """The watermark of an event."""
    caller = await caller_of(request, deps_of(request))
    return answer(_shape(await watermarks.of_event(caller, request.path_params["event_id"])))


@documented("brands", action=Action.CHANGE_EVENT, body=WantedWatermark, answers={200: WatermarkShape}, errors=(401, 403, 404))
async def lay(request: Request) -> Response:
    """Lay a watermark over what guests get.

    Previews and downloads have it, the originals stay as they are. Without a text, and where there is no mark yet, the answer is
    422 `watermark_missing`. Guests see a photo without it no more from this moment; until a worker has made the picture, it is
    answered with 503 `picture_not_ready`.
    """
    deps = deps_of(request)
    caller = await caller_of(request, deps)
    wanted = await json_body(request, WantedWatermark)
    laid = Laid(wanted.place, wanted.size, wanted.opacity)
    return answer(_shape(await watermarks.lay(deps, caller, request.path_params["event_id"], laid, wanted.text)))


@documented("brands", action=Action.CHANGE_EVENT, form=WatermarkPicture, answers={200: WatermarkShape}, errors=(401, 403, 404))
async def take_picture(request: Request) -> Response:
    """Lay a picture over what guests get."""
    deps = deps_of(request)
    caller = await caller_of(request, deps)
    event = await watermarks.take_picture(deps, caller, request.path_params["event_id"], one_file(request, "picture"))
    return answer(_shape(event))


@documented("brands", action=Action.CHANGE_EVENT, answers={204: None}, errors=(401, 403, 404))
async def remove(request: Request) -> Response:
    """Take the watermark away."""
    deps = deps_of(request)
    await watermarks.remove(deps, await caller_of(request, deps), request.path_params["event_id"])
    return nothing()


def _shape(event: Event) -> WatermarkShape:
    mark = event.watermark
    if mark is None:
        usual = WantedWatermark()
        return WatermarkShape(picture=None, text="", place=usual.place, size=usual.size, opacity=usual.opacity, pending=False)
    kept = mark.picture
    return WatermarkShape(
        picture=BrandPictureShape(url=branding.picture_url(kept.id), width=kept.width, height=kept.height),
        text=mark.text,
        place=mark.place,
        size=mark.size,
        opacity=mark.opacity,
        pending=event.mark_asked_at is not None,
    )
