"""Galleries: all photos of an event, for guests who may browse it."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from weakref import WeakKeyDictionary

from pydantic import BaseModel, Field
from starlette.requests import Request
from starlette.responses import Response

from app.domain.cursors import BY_NUMBER
from app.domain.permissions import Action
from app.services import events, galleries
from app.services.galleries import Gallery
from app.web.answers import answer, shaped
from app.web.auth import caller_of
from app.web.compression import Packed, compressed
from app.web.endpoints.photos import PhotoIds, PhotoOutline, PictureShape
from app.web.openapi import documented
from app.web.requests import deps_of, json_body, query_params


class GalleryPhotoShape(PictureShape):
    """A photo that a guest may see; `download_url` saves it as a file, by what the event allows. `given`: by a guest, who goes by
    `giver_name` (empty: by none)."""

    download_url: str | None
    taken_at: datetime | None
    given: bool
    giver_name: str


class GalleryPage(BaseModel):
    """Newest first; ``next_cursor`` goes on."""

    items: list[GalleryPhotoShape]
    next_cursor: str | None


class GalleryPhotos(BaseModel):
    """In the order asked for."""

    items: list[GalleryPhotoShape]


class GalleryAlbum(BaseModel):
    """An album that guests can choose."""

    id: str
    name: str


class GalleryOutline(PhotoOutline):
    """Every photo, in order; `ratios` are width by height. `albums` are those that there are, in their order."""

    albums: list[GalleryAlbum]


class GalleryQuery(BaseModel):
    """A page of the gallery."""

    cursor: Annotated[str | None, Field(pattern=BY_NUMBER.pattern)] = None
    limit: Annotated[int, Field(ge=1, le=events.LARGEST_PAGE)] = 50


class GalleryOutlineQuery(BaseModel):
    """All of the gallery or of one of its albums, the newest first by when the photos came
    (`newest`) or were taken (`taken`), or as they were taken, the earliest first and those of an unknown time last (`day`)."""

    album: Annotated[str, Field(max_length=64, description="The `id` of an album")] | None = None
    sort: galleries.GalleryOrder = "newest"


@documented("events", action=Action.SEE_EVENT, query=GalleryQuery, answers={200: GalleryPage}, errors=(403, 404), anonymous=True)
async def page(request: Request) -> Response:
    """The photos of an event that you may browse, newest first: a public one with an open gallery, or one that is open to those
    who came by a share link.

    All other events answer 403 `gallery_closed` to whom they are visible.
    """
    deps = deps_of(request)
    caller = await caller_of(request, deps)
    query = query_params(request, GalleryQuery)
    before = BY_NUMBER.place(query.cursor) if query.cursor else None
    found, following = await galleries.page(deps, caller, request.path_params["event_id"], before, query.limit)
    cursor = BY_NUMBER.of(following) if following is not None else None
    return answer(GalleryPage(items=[shaped(GalleryPhotoShape, photo) for photo in found], next_cursor=cursor))


@documented(
    "events",
    action=Action.SEE_EVENT,
    query=GalleryOutlineQuery,
    answers={200: GalleryOutline},
    errors=(403, 404),
    anonymous=True,
)
async def outline(request: Request) -> Response:
    """Every photo of an event that you may browse, or of one of its albums, without paging: no more than a page needs to leave
    room for them.

    What is in sight is then asked for with `lookup`, and what comes and goes is told on the topic `event:{event_id}:gallery`.
    """
    deps = deps_of(request)
    caller = await caller_of(request, deps)
    query = query_params(request, GalleryOutlineQuery)
    found = await galleries.outline(deps, caller, request.path_params["event_id"], query.album, query.sort)
    if found not in _written:
        _written[found] = Packed(_shape(found).model_dump_json().encode())
    return compressed(request, _written[found], "application/json")


_written: WeakKeyDictionary[Gallery, Packed] = WeakKeyDictionary()
"""Answers, for as long as the gallery is what they say."""


def _shape(found: Gallery) -> GalleryOutline:
    return GalleryOutline(
        total=len(found.outline.ids),
        ids=list(found.outline.ids),
        ratios=list(found.outline.ratios),
        albums=[GalleryAlbum(id=album.id, name=album.name) for album in found.albums],
    )


@documented("events", action=Action.SEE_EVENT, body=PhotoIds, answers={200: GalleryPhotos}, errors=(403, 404), anonymous=True)
async def lookup(request: Request) -> Response:
    """These photos of an event that you may browse, in the order asked for; those that guests do not see are left out."""
    deps = deps_of(request)
    caller = await caller_of(request, deps)
    asked = await json_body(request, PhotoIds)
    found = await galleries.lookup(deps, caller, request.path_params["event_id"], asked.photo_ids)
    return answer(GalleryPhotos(items=[shaped(GalleryPhotoShape, photo) for photo in found]))
