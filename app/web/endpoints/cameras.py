"""Cameras of an event, and what puts their clocks right."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, Field
from starlette.requests import Request
from starlette.responses import Response

from app.domain.clocks import LARGEST_OFFSET_S
from app.domain.permissions import Action
from app.domain.vocabulary import ClockOrigin
from app.services import clock_codes, clocks
from app.services.clocks import Offset, ShownCamera
from app.services.public_photos import public_photo
from app.store.documents import EventCamera
from app.web.answers import answer, nothing, shaped
from app.web.auth import caller_of
from app.web.endpoints.photos import PhotoShape
from app.web.openapi import documented
from app.web.requests import deps_of, json_body


class CameraClock(BaseModel):
    """A camera of an event and its clock.

    `serial_end` tells two bodies of one make apart. `offset_s` seconds are added to what its clock shows; `origin` says how
    that was found, null while nobody has. `follows_summer_time`: the clock changes by itself in the night in which summer time
    begins or ends. While `pending`, photos may still have their old times.
    """

    key: str
    name: str
    serial_end: str
    offset_s: int
    follows_summer_time: bool
    origin: ClockOrigin | None
    pending: bool


class SuggestionShape(BaseModel):
    """What would put a camera's clock right if that of the camera `like` is. `moments` of the evening speak for `offset_s`, and
    at most `elsewhere` for any other; only what is `sure` is worth proposing. `offset_s` is null where the two saw nobody in
    common."""

    like: str
    offset_s: int | None
    moments: float
    elsewhere: float
    sure: bool


class CameraShape(CameraClock):
    """A camera with what it took: how many `photos` are ready, how many of them have a time that cannot be, and the latest of
    them.

    `zoneless`: some of them tell no time zone, so that `follows_summer_time` matters.
    """

    photos: int
    doubtful: int
    zoneless: bool
    suggestion: SuggestionShape | None
    last: list[PhotoShape]


class CameraList(BaseModel):
    """The one with most photos first."""

    items: list[CameraShape]


class ClockCodeShape(BaseModel):
    """What the clock shows in the second that begins `at`: a QR code by rows of `1` (dark) and `0`, without its margin of
    four."""

    at: datetime
    rows: list[str]


class ClockFaceShape(BaseModel):
    """What the service's clock shows `now`, and the codes from then on."""

    now: datetime
    codes: list[ClockCodeShape]


class ClockChange(BaseModel):
    """What is given is changed. `origin` says how the offset was found."""

    offset_s: Annotated[int, Field(ge=-LARGEST_OFFSET_S, le=LARGEST_OFFSET_S)] | None = None
    follows_summer_time: bool | None = None
    origin: Literal["hand", "suggestion"] = "hand"


@documented("cameras", action=Action.SEE_PHOTOS, answers={200: CameraList}, errors=(401, 403, 404))
async def page(request: Request) -> Response:
    """The cameras that an event's photos were taken with."""
    deps = deps_of(request)
    caller = await caller_of(request, deps)
    found = await clocks.of_event(caller, request.path_params["event_id"])

    def shape(shown: ShownCamera) -> CameraShape:
        last = [shaped(PhotoShape, public_photo(deps, photo)) for photo in shown.last]
        return CameraShape(
            **_clock(shown.camera).model_dump(),
            photos=shown.photos,
            doubtful=shown.doubtful,
            zoneless=shown.zoneless,
            suggestion=_suggestion(shown.camera),
            last=last,
        )

    return answer(CameraList(items=[shape(shown) for shown in found]))


@documented("cameras", action=Action.CHANGE_PHOTOS, body=ClockChange, answers={200: CameraClock}, errors=(401, 403, 404))
async def change(request: Request) -> Response:
    """Put a camera's clock right.

    Its photos have their new times within seconds, in every gallery and at every guest. No file is touched.
    """
    deps = deps_of(request)
    caller = await caller_of(request, deps)
    asked = await json_body(request, ClockChange)
    offset = Offset(asked.offset_s, asked.follows_summer_time, asked.origin)
    camera = await clocks.change(deps, caller, request.path_params["event_id"], request.path_params["camera_key"], offset)
    return answer(_clock(camera))


@documented("cameras", action=Action.CHANGE_PHOTOS, answers={204: None}, errors=(401, 403, 404, 409))
async def suggest(request: Request) -> Response:
    """Look what would put the other cameras' clocks right, if that of this one is: by when they saw the same people.

    The topic tells `cameras.changed` of each camera that there is an answer for.
    """
    deps = deps_of(request)
    caller = await caller_of(request, deps)
    await clocks.ask_for_suggestions(deps, caller, request.path_params["event_id"], request.path_params["camera_key"])
    return nothing()


@documented("cameras", action=Action.CHANGE_PHOTOS, answers={200: ClockFaceShape}, errors=(401, 403, 404))
async def show_clock(request: Request) -> Response:
    """The event's clock for the next half minute, to be photographed by each camera.

    Photos that come within two days after it was shown are looked at for it; a photo of it puts its camera's clock right and is
    hidden from guests.
    """
    deps = deps_of(request)
    caller = await caller_of(request, deps)
    face = await clock_codes.show(deps.settings, caller, request.path_params["event_id"])
    codes = [ClockCodeShape(at=code.at, rows=list(code.rows)) for code in face.codes]
    return answer(ClockFaceShape(now=face.now, codes=codes))


def _suggestion(camera: EventCamera) -> SuggestionShape | None:
    return SuggestionShape(**camera.suggestion.model_dump()) if camera.suggestion else None


def _clock(camera: EventCamera) -> CameraClock:
    return CameraClock(
        key=camera.key,
        name=camera.name,
        serial_end=camera.serial_end,
        offset_s=camera.offset_s,
        follows_summer_time=camera.follows_summer_time,
        origin=camera.origin,
        pending=camera.pending,
    )
