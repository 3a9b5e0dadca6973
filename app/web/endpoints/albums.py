"""Albums of an event, for its owner and team."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, Field
from starlette.requests import Request
from starlette.responses import Response

from app.domain import text
from app.domain.albums import MOST_ALBUMS, Rule
from app.domain.permissions import Action
from app.domain.vocabulary import AlbumKind
from app.services import event_albums
from app.services.event_albums import LONGEST_NAME, ShownAlbum
from app.web.answers import answer, nothing
from app.web.auth import caller_of
from app.web.endpoints.photos import Moment, PhotoId
from app.web.openapi import documented
from app.web.requests import deps_of, json_body

AlbumName = Annotated[str, AfterValidator(lambda name: text.one_line(name, LONGEST_NAME))]
CameraKey = Annotated[str, Field(min_length=1, max_length=64)]


class AlbumShape(BaseModel):
    """An album.

    Its photos are those that were put into it (`kind` is `hand`), those that were taken between `taken_from` and `taken_to`, both
    inclusive (`time`; null: without that end), or those of a camera (`camera`). `photos` counts those that guests get to see. A
    `hidden` album is none that guests can choose; its photos they see all the same.
    """

    id: str
    name: str
    kind: AlbumKind
    taken_from: datetime | None
    taken_to: datetime | None
    camera_key: str | None
    hidden: bool
    photos: int


class AlbumList(BaseModel):
    """In the order in which guests see them."""

    items: list[AlbumShape]


class NewAlbum(BaseModel):
    """An album, behind those that are there. `kind` says which of the others it needs: `time` one of the times at least,
    `camera` the `camera_key`, and `hand` none."""

    name: AlbumName
    kind: AlbumKind = AlbumKind.HAND
    taken_from: Moment | None = None
    taken_to: Moment | None = None
    camera_key: CameraKey | None = None
    hidden: bool = False


class AlbumChanges(BaseModel):
    """What is given is changed; what kind of album it is stays."""

    name: AlbumName = ""
    taken_from: Moment | None = None
    taken_to: Moment | None = None
    camera_key: CameraKey | None = None
    hidden: bool = False


class AlbumOrder(BaseModel):
    """Albums of the event; those that are left out come last."""

    album_ids: Annotated[list[Annotated[str, Field(max_length=64)]], Field(max_length=MOST_ALBUMS)]


class AlbumFilling(BaseModel):
    """Photos of the event to put into the album, and to take out of it."""

    add: Annotated[list[PhotoId], Field(max_length=1000)] = []
    remove: Annotated[list[PhotoId], Field(max_length=1000)] = []


@documented("albums", action=Action.SEE_PHOTOS, answers={200: AlbumList}, errors=(401, 403, 404))
async def page(request: Request) -> Response:
    """The albums of an event."""
    deps = deps_of(request)
    caller = await caller_of(request, deps)
    found = await event_albums.of_event(deps, caller, request.path_params["event_id"])
    return answer(AlbumList(items=[_shape(shown) for shown in found]))


@documented("albums", action=Action.CHANGE_PHOTOS, body=NewAlbum, answers={201: AlbumShape}, errors=(401, 403, 404, 409))
async def create(request: Request) -> Response:
    """Make an album.

    409 `too_many_albums` where there are 50.
    """
    deps = deps_of(request)
    caller = await caller_of(request, deps)
    new = await json_body(request, NewAlbum)
    rule = Rule(new.kind, new.taken_from, new.taken_to, new.camera_key)
    made = await event_albums.create(deps, caller, request.path_params["event_id"], new.name, rule, hidden=new.hidden)
    return answer(_shape(made), 201)


@documented("albums", action=Action.CHANGE_PHOTOS, body=AlbumChanges, answers={200: AlbumShape}, errors=(401, 403, 404))
async def change(request: Request) -> Response:
    """Rename an album, hide it, or change its time or camera."""
    deps = deps_of(request)
    caller = await caller_of(request, deps)
    changes: dict[str, Any] = (await json_body(request, AlbumChanges)).model_dump(exclude_unset=True)
    return answer(_shape(await event_albums.change(deps, caller, *_album_of(request), changes)))


@documented("albums", action=Action.CHANGE_PHOTOS, answers={204: None}, errors=(401, 403, 404))
async def delete(request: Request) -> Response:
    """Delete an album.

    Its photos stay. For an hour `restore` brings it back.
    """
    deps = deps_of(request)
    await event_albums.delete(deps, await caller_of(request, deps), *_album_of(request))
    return nothing()


@documented("albums", action=Action.CHANGE_PHOTOS, answers={200: AlbumShape}, errors=(401, 403, 404))
async def restore(request: Request) -> Response:
    """Bring back an album that was deleted, with its photos."""
    deps = deps_of(request)
    return answer(_shape(await event_albums.restore(deps, await caller_of(request, deps), *_album_of(request))))


@documented("albums", action=Action.CHANGE_PHOTOS, body=AlbumOrder, answers={204: None}, errors=(401, 403, 404))
async def put_in_order(request: Request) -> Response:
    """Put the albums in another order."""
    deps = deps_of(request)
    caller = await caller_of(request, deps)
    asked = await json_body(request, AlbumOrder)
    await event_albums.put_in_order(deps, caller, request.path_params["event_id"], asked.album_ids)
    return nothing()


@documented("albums", action=Action.CHANGE_PHOTOS, body=AlbumFilling, answers={200: AlbumShape}, errors=(401, 403, 404, 409))
async def fill(request: Request) -> Response:
    """Put photos into an album, or take them out.

    Of an album by time or camera 409 `album_by_rule`: photos come into it by themselves.
    """
    deps = deps_of(request)
    caller = await caller_of(request, deps)
    asked = await json_body(request, AlbumFilling)
    return answer(_shape(await event_albums.fill(deps, caller, *_album_of(request), add=asked.add, remove=asked.remove)))


def _album_of(request: Request) -> tuple[int, str]:
    return request.path_params["event_id"], request.path_params["album_id"]


def _shape(shown: ShownAlbum) -> AlbumShape:
    album = shown.album
    return AlbumShape(
        id=album.id,
        name=album.name,
        kind=album.kind,
        taken_from=album.taken_from,
        taken_to=album.taken_to,
        camera_key=album.camera_key,
        hidden=album.hidden,
        photos=shown.photos,
    )
