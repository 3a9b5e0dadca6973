"""Favourites: what guests and clients choose, comments on single photos, and what the photographer sees of it."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Final

from pydantic import AfterValidator, BaseModel, Field
from starlette.requests import Request
from starlette.responses import Response

from app.domain import text
from app.domain.cursors import BY_NUMBER
from app.domain.permissions import Action
from app.domain.vocabulary import ListKind
from app.services import chosen, favourites
from app.services.favourites import OwnList
from app.store.documents import Comment
from app.web.answers import answer, content_disposition, nothing, shaped
from app.web.auth import caller_of
from app.web.endpoints.downloads import SearchToken
from app.web.endpoints.events import EventShape, event_shape
from app.web.endpoints.galleries import GalleryPage, GalleryPhotoShape
from app.web.endpoints.photos import PhotoId
from app.web.openapi import documented
from app.web.requests import deps_of, json_body, query_params

_MOST_AT_ONCE: Final = 1000
ListName = Annotated[str, AfterValidator(lambda name: text.one_line(name, favourites.LONGEST_NAME))]
PhotoIds = Annotated[list[PhotoId], Field(max_length=_MOST_AT_ONCE)]


def _name(given: str) -> str:
    return text.one_line(given, favourites.LONGEST_NAME) if given.strip() else ""


def _said(given: str) -> str:
    said = text.several_lines(given, favourites.LONGEST_COMMENT)
    if not said:
        raise ValueError("must not be empty")
    return said


class OwnFavourites(BaseModel):
    """An event, and tokens of the searches of one visit there, whose photos the list may name."""

    event_id: Annotated[int, Field(ge=1, lt=10**18)]
    searches: Annotated[list[SearchToken], Field(max_length=favourites.MOST_SEARCHES)] = []


class FavouritesShape(BaseModel):
    """A list as its holder has it. `token` is a bearer token for this one list, and `url` opens it on any device: whoever has
    either holds the list.

    `kind` is `guest` (her own favourites) or `client` (`goal` photos are to be chosen for what `name` says). `photo_ids` are
    those of the chosen photos that may be seen now, in the order they were chosen; `finished_at` says when the choice was made.
    """

    id: str
    event: EventShape
    kind: ListKind
    name: str
    goal: int | None
    photo_ids: list[str]
    finished_at: datetime | None
    updated_at: datetime
    token: str
    url: str


class ListChanges(BaseModel):
    """What is given is changed. `name` is what the photographer reads ("Anna"); an empty one says nothing. That of a client's
    list stays. `finished`: the choice is made."""

    name: Annotated[str, AfterValidator(_name)] | None = None
    finished: bool | None = None


class Choice(BaseModel):
    """Photos that are to be in the list, and photos that are not, whatever was before."""

    add: PhotoIds = []
    remove: PhotoIds = []


class ListPhotosQuery(BaseModel):
    """A page of photos: those that are `chosen`, or for a client all that there are to choose from."""

    chosen: bool = True
    cursor: Annotated[str | None, Field(pattern=BY_NUMBER.pattern)] = None
    limit: Annotated[int, Field(ge=1, le=favourites.LARGEST_PAGE)] = 50


class NewComment(BaseModel):
    """Plain text about a photo."""

    photo_id: PhotoId
    text: Annotated[str, AfterValidator(_said), Field(max_length=4 * favourites.LONGEST_COMMENT)]


class OwnCommentShape(BaseModel):
    """What was said; `key` is the word that the client made up for it."""

    key: str
    photo_id: str
    text: str
    created_at: datetime


class OwnCommentsPage(BaseModel):
    """Newest first; `next_cursor` goes on."""

    items: list[OwnCommentShape]
    next_cursor: str | None


class CommentsQuery(BaseModel):
    """A page of comments."""

    cursor: Annotated[str | None, Field(pattern=BY_NUMBER.pattern)] = None
    limit: Annotated[int, Field(ge=1, le=favourites.LARGEST_PAGE)] = 100


class EventCommentsQuery(CommentsQuery):
    """Of one photo, or of all."""

    photo_id: PhotoId | None = None


class NewClientList(BaseModel):
    """What a client is to choose (`name`: "For the album"), and how many photos (`goal`; null: as many as they like)."""

    name: ListName
    goal: Annotated[int, Field(ge=1, le=chosen.LARGEST_GOAL)] | None = None


class SeenListShape(BaseModel):
    """A list as the photographer sees it: how many `photos` are chosen. `url` is for the client; null of a guest's list."""

    id: str
    kind: ListKind
    name: str
    goal: int | None
    photos: int
    finished_at: datetime | None
    created_at: datetime
    updated_at: datetime
    url: str | None


class SeenListsShape(BaseModel):
    """The one that was changed last comes first."""

    items: list[SeenListShape]


class ChosenQuery(BaseModel):
    """Of one list, or of all."""

    list_id: Annotated[str, Field(min_length=1, max_length=64)] | None = None


class ChosenPhotoShape(BaseModel):
    """A photo, its file's name, and the lists that it is in."""

    photo_id: str
    name: str
    list_ids: list[str]


class ChosenPhotosShape(BaseModel):
    """The most chosen first; of one list in the order they were chosen."""

    items: list[ChosenPhotoShape]


class SaidOfPhotoShape(BaseModel):
    """A comment. `photo` is the photo's file name, `by` what its list is called (empty: it has no name)."""

    id: str
    photo_id: str
    photo: str
    list_id: str
    by: str
    text: str
    created_at: datetime


class SaidOfPhotosPage(BaseModel):
    """Newest first; `next_cursor` goes on."""

    items: list[SaidOfPhotoShape]
    next_cursor: str | None


@documented(
    "favourites",
    action=Action.CHOOSE_PHOTOS,
    body=OwnFavourites,
    answers={200: FavouritesShape},
    errors=(401, 403, 404),
    anonymous=True,
)
async def begin(request: Request) -> Response:
    """Your list of favourites at an event; it is made when you ask first.

    A guest has one list: of the searches that are shown, and of the guest session. It goes with the last of its searches.
    """
    deps = deps_of(request)
    caller = await caller_of(request, deps)
    held = await json_body(request, OwnFavourites)
    return answer(_own(await favourites.begin(deps, caller, held.event_id, held.searches)))


@documented("favourites", action=Action.USE_FAVOURITES, answers={200: FavouritesShape}, errors=(401, 404))
async def show(request: Request) -> Response:
    """A list and what is chosen in it."""
    deps = deps_of(request)
    return answer(_own(await favourites.show(deps, await caller_of(request, deps), request.path_params["list_id"])))


@documented("favourites", action=Action.USE_FAVOURITES, body=ListChanges, answers={200: FavouritesShape}, errors=(401, 404))
async def change(request: Request) -> Response:
    """Say who you are, or that the choice is made."""
    deps = deps_of(request)
    caller = await caller_of(request, deps)
    list_id = request.path_params["list_id"]
    wanted = await json_body(request, ListChanges)
    return answer(_own(await favourites.change(deps, caller, list_id, name=wanted.name, finished=wanted.finished)))


@documented("favourites", action=Action.USE_FAVOURITES, answers={204: None}, errors=(401, 404))
async def remove(request: Request) -> Response:
    """Delete your list and what was written with it. A client's list is emptied."""
    deps = deps_of(request)
    await favourites.remove(deps, await caller_of(request, deps), request.path_params["list_id"])
    return nothing()


@documented("favourites", action=Action.USE_FAVOURITES, query=ListPhotosQuery, answers={200: GalleryPage}, errors=(400, 401, 404))
async def photos(request: Request) -> Response:
    """The photos of a list, newest first."""
    deps = deps_of(request)
    caller = await caller_of(request, deps)
    query = query_params(request, ListPhotosQuery)
    list_id, before = request.path_params["list_id"], _place(query.cursor)
    found, following = await favourites.photos_of(deps, caller, list_id, before, query.limit, chosen=query.chosen)
    return answer(GalleryPage(items=[shaped(GalleryPhotoShape, photo) for photo in found], next_cursor=_cursor(following)))


@documented("favourites", action=Action.USE_FAVOURITES, body=Choice, answers={200: FavouritesShape}, errors=(401, 404, 409))
async def choose(request: Request) -> Response:
    """Choose photos, or take them out: what is asked for holds, whatever was before, so that it can be asked for again.

    A photo that you may not see is left out without a word. 409 `favourites_full` beyond 2000 photos.
    """
    deps = deps_of(request)
    caller = await caller_of(request, deps)
    wanted = await json_body(request, Choice)
    return answer(_own(await favourites.choose(deps, caller, request.path_params["list_id"], wanted.add, wanted.remove)))


@documented("favourites", action=Action.USE_FAVOURITES, query=CommentsQuery, answers={200: OwnCommentsPage}, errors=(401, 404))
async def comments(request: Request) -> Response:
    """What was written with the list, newest first."""
    deps = deps_of(request)
    caller = await caller_of(request, deps)
    query = query_params(request, CommentsQuery)
    list_id = request.path_params["list_id"]
    found, following = await favourites.comments(caller, list_id, _place(query.cursor), query.limit)
    return answer(OwnCommentsPage(items=[_own_comment(each) for each in found], next_cursor=_cursor(following)))


@documented(
    "favourites", action=Action.USE_FAVOURITES, body=NewComment, answers={200: OwnCommentShape}, errors=(401, 403, 404, 409)
)
async def comment(request: Request) -> Response:
    """Say something about a photo, to the photographer alone.

    The last part of the path is made up by the client: who sends it again says it once. 403 `comments_off` where the photographer
    takes none, 409 `too_many_comments` beyond 1000 of one list.
    """
    deps = deps_of(request)
    caller = await caller_of(request, deps)
    new = await json_body(request, NewComment)
    list_id, key = request.path_params["list_id"], request.path_params["key"]
    return answer(_own_comment(await favourites.comment(deps, caller, list_id, key, photo_id=new.photo_id, text=new.text)))


@documented("favourites", action=Action.USE_FAVOURITES, answers={204: None}, errors=(401, 404))
async def take_back(request: Request) -> Response:
    """Delete a comment of yours."""
    deps = deps_of(request)
    caller = await caller_of(request, deps)
    await favourites.take_back(deps, caller, request.path_params["list_id"], request.path_params["key"])
    return nothing()


@documented("favourites", action=Action.SEE_FAVOURITES, answers={200: SeenListsShape}, errors=(401, 403, 404))
async def lists(request: Request) -> Response:
    """The lists of an event in which something is chosen, and those for clients."""
    deps = deps_of(request)
    found = await chosen.lists(deps, await caller_of(request, deps), request.path_params["event_id"])
    return answer(SeenListsShape(items=[shaped(SeenListShape, each) for each in found]))


@documented(
    "favourites", action=Action.MANAGE_FAVOURITES, body=NewClientList, answers={201: SeenListShape}, errors=(401, 403, 404, 409)
)
async def make_list(request: Request) -> Response:
    """Make a list in which a client chooses among all photos that guests may see: whoever has its `url`."""
    deps = deps_of(request)
    caller = await caller_of(request, deps)
    new = await json_body(request, NewClientList)
    made = await chosen.make_list(deps, caller, request.path_params["event_id"], new.name, new.goal)
    return answer(shaped(SeenListShape, made), 201)


@documented("favourites", action=Action.MANAGE_FAVOURITES, answers={204: None}, errors=(401, 403, 404))
async def remove_list(request: Request) -> Response:
    """Delete a list with its comments; its link leads nowhere from then on."""
    deps = deps_of(request)
    caller = await caller_of(request, deps)
    await chosen.remove(deps, caller, request.path_params["event_id"], request.path_params["list_id"])
    return nothing()


@documented(
    "favourites", action=Action.SEE_FAVOURITES, query=ChosenQuery, answers={200: ChosenPhotosShape}, errors=(401, 403, 404)
)
async def chosen_photos(request: Request) -> Response:
    """Which photos were chosen, with the names of their files, and in which lists each is."""
    caller = await caller_of(request, deps_of(request))
    query = query_params(request, ChosenQuery)
    found = await chosen.chosen_photos(caller, request.path_params["event_id"], query.list_id)
    return answer(ChosenPhotosShape(items=[shaped(ChosenPhotoShape, each) for each in found]))


@documented("favourites", action=Action.SEE_FAVOURITES, answers={200: "text/csv"}, errors=(401, 403, 404))
async def table(request: Request) -> Response:
    """Who chose what, as CSV: a row for each photo of each list."""
    caller = await caller_of(request, deps_of(request))
    content = await chosen.table(caller, request.path_params["event_id"])
    headers = {
        "Content-Disposition": content_disposition("attachment", "favourites.csv"),
        "Cache-Control": "private, no-store",
    }
    return Response(content, 200, headers, "text/csv; charset=utf-8")


@documented(
    "favourites",
    action=Action.SEE_FAVOURITES,
    query=EventCommentsQuery,
    answers={200: SaidOfPhotosPage},
    errors=(400, 401, 403, 404),
)
async def event_comments(request: Request) -> Response:
    """What was said about the event's photos, newest first."""
    caller = await caller_of(request, deps_of(request))
    query = query_params(request, EventCommentsQuery)
    event_id, before = request.path_params["event_id"], _place(query.cursor)
    found, following = await chosen.comments(caller, event_id, query.photo_id, before, query.limit)
    items = [shaped(SaidOfPhotoShape, each) for each in found]
    return answer(SaidOfPhotosPage(items=items, next_cursor=_cursor(following)))


@documented("favourites", action=Action.MANAGE_FAVOURITES, answers={204: None}, errors=(401, 403, 404))
async def remove_comment(request: Request) -> Response:
    """Delete a comment."""
    deps = deps_of(request)
    caller = await caller_of(request, deps)
    await chosen.remove_comment(deps, caller, request.path_params["event_id"], request.path_params["comment_id"])
    return nothing()


def _own(found: OwnList) -> FavouritesShape:
    return shaped(FavouritesShape, found, event=event_shape(found.event), photo_ids=list[str](found.photo_ids))


def _own_comment(comment: Comment) -> OwnCommentShape:
    return shaped(OwnCommentShape, comment, key=comment.id.partition(":")[2])


def _place(cursor: str | None) -> int | None:
    return BY_NUMBER.place(cursor) if cursor else None


def _cursor(following: int | None) -> str | None:
    return BY_NUMBER.of(following) if following is not None else None
