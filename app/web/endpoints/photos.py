"""Photos of an event: sending them in, looking through them, hiding, trying again, deleting."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Annotated, Any, Literal, Self

import orjson
from pydantic import AfterValidator, BaseModel, Field, model_validator
from starlette.requests import Request
from starlette.responses import Response

from app.domain import text
from app.domain.permissions import Action, Caller
from app.errors import AppError, TooLarge, Unprocessable
from app.services import photos
from app.services.access import event_for
from app.store.documents import Event, Photo
from app.store.photos import Filters
from app.web.answers import nothing
from app.web.auth import caller_of
from app.web.compression import compressed
from app.web.multipart import Part, parts
from app.web.openapi import UploadedFile, documented
from app.web.requests import deps_of, json_body, query_params

# What a client may see of a rejected file belongs to the request, not to the photo that it did not become.
_REFUSALS = (400, 413, 415, 422)

PhotoId = Annotated[str, Field(min_length=1, max_length=64)]


class PhotoErrorShape(BaseModel):
    """Why a photo failed; `retryable` ones may be tried again as they are."""

    code: str
    message: str
    retryable: bool


class PhotoShape(BaseModel):
    """A photo. Addresses of pictures are null until the pictures are made.

    `thumb_srcset` is ready for an `img`; `placeholder` is a ThumbHash (base64) to show until the picture is there. Both stay null
    for photos that were indexed before there were any.
    """

    id: str
    event_id: int
    name: str
    status: Literal["queued", "processing", "indexed", "failed", "hidden"]
    error: PhotoErrorShape | None = None
    width: int
    height: int
    placeholder: str | None
    taken_at: datetime | None
    faces: int
    thumb_url: str | None
    thumb_srcset: str | None
    preview_url: str | None
    created_at: datetime


class FaceBoxShape(BaseModel):
    """Where a face is, as fractions of the photo; `verdict` is `good`, `small` or `blurred`."""

    box: tuple[float, float, float, float]
    verdict: str
    size_px: int


class VisibleToShape(BaseModel):
    """Who sees a photo: `guests` have it among their matches, `everyone` may browse a public event with an open gallery.

    Nobody but the owner while it is `hidden`.
    """

    guests: int
    everyone: bool
    hidden: bool


class PhotoDetail(PhotoShape):
    """A photo with everything its owner may know. `download_url` saves the original as a file."""

    size: int
    media_type: str
    camera: str | None
    original_url: str
    download_url: str
    visible_to: VisibleToShape
    face_boxes: list[FaceBoxShape]


class AcceptedShape(BaseModel):
    """What became of one file. A file that was refused has no id and an `error`."""

    id: str | None
    name: str
    status: str
    duplicate_of: str | None = None
    error: PhotoErrorShape | None = None


class AcceptedPhotos(BaseModel):
    """In the order sent."""

    photos: list[AcceptedShape]


class PhotoPage(BaseModel):
    """Newest first; `next_cursor` is null on the last page."""

    items: list[PhotoShape]
    next_cursor: str | None


class PhotoOutline(BaseModel):
    """Every photo, in order; `ratios` are width by height, 1.5 while that is unknown."""

    total: int
    ids: list[str]
    ratios: list[float]


class PhotoIds(BaseModel):
    """Photos of the event."""

    photo_ids: Annotated[list[PhotoId], Field(max_length=200)]


class PhotoList(BaseModel):
    """In the order asked for."""

    items: list[PhotoShape]


class BulkChange(BaseModel):
    """Say which photos; only `retry` may have `all_failed` instead."""

    action: photos.BulkAction
    photo_ids: Annotated[list[PhotoId], Field(min_length=1, max_length=1000)] | None = None
    all_failed: bool = False

    @model_validator(mode="after")
    def _either(self) -> Self:
        if self.all_failed == (self.photo_ids is not None):
            raise ValueError("send either photo_ids or all_failed")
        if self.all_failed and self.action != "retry":
            raise ValueError("all_failed is for retry only")
        return self


class SkippedShape(BaseModel):
    """A photo that nothing was done to, and why."""

    photo_id: str
    code: str


class BulkChanged(BaseModel):
    """To how many photos it was done, and the others."""

    done: int
    skipped: list[SkippedShape]


class PhotoUpload(BaseModel):
    """One or more files."""

    file: list[UploadedFile]


class ContentHashes(BaseModel):
    """SHA-256 of files, as hex."""

    hashes: Annotated[list[Annotated[str, Field(pattern="^[0-9a-f]{64}$")]], Field(max_length=900)]


class KnownPhoto(BaseModel):
    """A photo the event has."""

    id: str
    status: str


class KnownPhotos(BaseModel):
    """Those that the event has, by hash."""

    known: dict[str, KnownPhoto]


def _cursor(text: str) -> str:
    if not text.isascii() or not text.isdigit() or len(text) > 15:
        raise ValueError("not a cursor of this list")
    return text


def _utc(moment: datetime) -> datetime:
    try:
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except OverflowError:
        raise ValueError("lies outside the calendar") from None


Moment = Annotated[datetime, AfterValidator(_utc)]


class PhotoFilters(BaseModel):
    """Which photos. Times without an offset are UTC."""

    status: Literal["queued", "processing", "indexed", "failed", "hidden"] | None = None
    q: Annotated[str, Field(max_length=200, pattern=text.PRINTABLE, description="A part of the name")] = ""
    taken_from: Moment | None = None
    taken_to: Moment | None = None
    min_faces: Annotated[int, Field(ge=0, le=100_000)] | None = None
    max_faces: Annotated[int, Field(ge=0, le=100_000)] | None = None

    def filters(self) -> Filters:
        """For the store."""
        return Filters(self.status, self.q, self.taken_from, self.taken_to, self.min_faces, self.max_faces)


class PhotoQuery(PhotoFilters):
    """A page of them."""

    cursor: Annotated[str, AfterValidator(_cursor)] | None = None
    limit: Annotated[int, Field(ge=1, le=1000)] = 100


class OutlineQuery(PhotoFilters):
    """All of them, by when they came or by when they were taken; the newest first."""

    sort: photos.Order = "newest"


@documented("photos", form=PhotoUpload, answers={202: AcceptedPhotos}, errors=(401, 403, 404, 415))
async def upload(request: Request) -> Response:
    """Send photos in.

    Files that are not acceptable do not stop the others; the request fails only when none was accepted.
    """
    event = await event_for(await caller_of(request, deps_of(request)), request.path_params["event_id"], Action.UPLOAD_PHOTOS)
    answers: list[dict[str, Any]] = []
    refused: list[AppError] = []
    async for part in parts(request):
        if part.name != "file" or part.filename is None:
            continue
        if len(answers) == deps_of(request).settings.max_photos_per_request:
            raise TooLarge(f"Send at most {len(answers)} files in one request.", code="too_many_files")
        try:
            answers.append(await _accept(request, event, part))
        except AppError as error:
            if error.status not in _REFUSALS:
                raise
            refused.append(error)
            answers.append(_refusal(part.filename, error))
            await _skip(part.data, deps_of(request).settings.max_photo_bytes)
    if not answers:
        raise Unprocessable("Send one or more files in the field `file`.", code="file_missing")
    if len(refused) == len(answers):
        raise refused[0]
    return _json({"photos": answers}, 202)


@documented("photos", query=PhotoQuery, answers={200: PhotoPage}, errors=(401, 403, 404))
async def browse(request: Request) -> Response:
    """Look through the photos of an event, newest first."""
    deps = deps_of(request)
    event = await event_for(await caller_of(request, deps), request.path_params["event_id"], Action.SEE_PHOTOS)
    query = query_params(request, PhotoQuery)
    before = int(query.cursor) if query.cursor else None
    items, following = await photos.page(deps, event, query.filters(), before, query.limit)
    return _json({"items": items, "next_cursor": str(following) if following else None})


@documented("photos", query=OutlineQuery, answers={200: PhotoOutline}, errors=(401, 403, 404))
async def outline(request: Request) -> Response:
    """Every photo of an event without paging, with no more than a page needs to leave room for it.

    What is in sight is then asked for with `lookup`.
    """
    deps = deps_of(request)
    event = await event_for(await caller_of(request, deps), request.path_params["event_id"], Action.SEE_PHOTOS)
    query = query_params(request, OutlineQuery)
    return compressed(request, orjson.dumps(await photos.outline(event, query.filters(), query.sort)), "application/json")


@documented("photos", body=PhotoIds, answers={200: PhotoList}, errors=(401, 403, 404))
async def lookup(request: Request) -> Response:
    """These photos, in the order asked for; those that the event does not have are left out."""
    deps = deps_of(request)
    event = await event_for(await caller_of(request, deps), request.path_params["event_id"], Action.SEE_PHOTOS)
    asked = await json_body(request, PhotoIds)
    return _json({"items": await photos.lookup(deps, event, asked.photo_ids)})


@documented("photos", body=BulkChange, answers={200: BulkChanged}, errors=(401, 403, 404))
async def change_many(request: Request) -> Response:
    """Hide, show, delete or retry many photos at once; each as if it were the only one."""
    deps = deps_of(request)
    caller = await caller_of(request, deps)
    event = await event_for(caller, request.path_params["event_id"], Action.CHANGE_PHOTOS)
    asked = await json_body(request, BulkChange)
    if asked.photo_ids is None:
        outcome = await photos.retry_failed(deps, event, caller)
    else:
        outcome = await photos.change_many(deps, event, asked.action, asked.photo_ids, caller)
    return _json({"done": outcome.done, "skipped": outcome.skipped})


@documented("photos", body=ContentHashes, answers={200: KnownPhotos}, errors=(401, 403, 404))
async def known(request: Request) -> Response:
    """Which of these files the event has already, by content: what need not be sent again."""
    deps = deps_of(request)
    event = await event_for(await caller_of(request, deps), request.path_params["event_id"], Action.UPLOAD_PHOTOS)
    asked = await json_body(request, ContentHashes)
    return _json({"known": await photos.known(event, asked.hashes)})


@documented("photos", answers={200: PhotoDetail}, errors=(401, 403, 404))
async def show(request: Request) -> Response:
    """One photo, with its faces."""
    caller = await caller_of(request, deps_of(request))
    photo, event = await photos.find_for(caller, request.path_params["photo_id"], Action.SEE_PHOTOS)
    return _json(await photos.detail(deps_of(request), photo, event))


@documented("photos", answers={204: None}, errors=(401, 403, 404))
async def delete(request: Request) -> Response:
    """Delete a photo, its faces and its matches for good."""
    caller, photo = await _own_photo(request)
    await photos.delete(deps_of(request), photo, caller)
    return nothing()


@documented("photos", answers={200: PhotoShape}, errors=(401, 403, 404))
async def hide(request: Request) -> Response:
    """Take a photo out of every gallery at once."""
    caller, photo = await _own_photo(request)
    photo = await photos.hide(deps_of(request), photo, caller)
    return _json(photos.public_photo(deps_of(request), photo, "owner"))


@documented("photos", answers={200: PhotoShape}, errors=(401, 403, 404))
async def unhide(request: Request) -> Response:
    """Bring a hidden photo back to everyone whom it shows."""
    caller, photo = await _own_photo(request)
    photo = await photos.unhide(deps_of(request), photo, caller)
    return _json(photos.public_photo(deps_of(request), photo, "owner"))


@documented("photos", answers={202: PhotoShape}, errors=(401, 403, 404, 409))
async def retry(request: Request) -> Response:
    """Try a failed photo again."""
    caller, photo = await _own_photo(request)
    photo = await photos.retry(deps_of(request), photo, caller)
    return _json(photos.public_photo(deps_of(request), photo, "owner"), 202)


async def _own_photo(request: Request) -> tuple[Caller, Photo]:
    """The caller and the photo in the path, if the caller may change it; otherwise as if it were not there."""
    caller = await caller_of(request, deps_of(request))
    photo, _ = await photos.find_for(caller, request.path_params["photo_id"], Action.CHANGE_PHOTOS)
    return caller, photo


async def _accept(request: Request, event: Event, part: Part) -> dict[str, Any]:
    accepted = await photos.accept(deps_of(request), event, part.filename or "", part.data)
    return accepted.public()


def _refusal(name: str, error: AppError) -> dict[str, Any]:
    why = {"code": error.code, "message": error.detail, "retryable": False}
    return {"id": None, "name": photos.clean_name(name), "status": "failed", "error": why}


async def _skip(data: AsyncIterator[bytes], most: int) -> None:
    """Read over the rest of a refused file, so that the next one comes; but nobody may send rubbish for ever."""
    async for chunk in data:
        most -= len(chunk)
        if most < 0:
            raise TooLarge


def _json(body: Any, status: int = 200) -> Response:
    return Response(orjson.dumps(body), status, media_type="application/json")
