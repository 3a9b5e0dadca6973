"""ZIP files of photos: prepared with credentials, fetched by an address that needs none."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Annotated, Final, Self

from pydantic import BaseModel, Field, model_validator
from starlette.requests import Request
from starlette.responses import Response

from app.domain.permissions import Action
from app.domain.vocabulary import Shared
from app.services import downloads
from app.services.downloads import Download, Offer
from app.web.admission import Archives, SentArchive
from app.web.answers import answer, content_disposition
from app.web.auth import caller_of
from app.web.endpoints.photos import PhotoId
from app.web.openapi import documented
from app.web.requests import address_of, deps_of, json_body

_MOST_OTHERS: Final = 4
"""A visit is of five people."""

SearchToken = Annotated[str, Field(min_length=1, max_length=2048)]


class ChosenPhotos(BaseModel):
    """Photos of the event."""

    photo_ids: Annotated[list[PhotoId], Field(min_length=1, max_length=1000)]


class OwnersChoice(BaseModel):
    """Photos of the event: these, or those of a list of favourites (`list_id`), for who may see those."""

    photo_ids: Annotated[list[PhotoId], Field(min_length=1, max_length=1000)] | None = None
    list_id: Annotated[str, Field(min_length=1, max_length=64)] | None = None

    @model_validator(mode="after")
    def _one(self) -> Self:
        if (self.photo_ids is None) == (self.list_id is None):
            raise ValueError("either photo_ids or list_id")
        return self


class ChosenMatches(BaseModel):
    """Some of the matches; without `photo_ids` all of them.

    `others` are the tokens of more searches of the event, of other people in the same visit: then the photos of any of them or,
    with the mode `all`, those with all of them.
    """

    photo_ids: Annotated[list[PhotoId], Field(min_length=1, max_length=1000)] | None = None
    others: Annotated[list[SearchToken], Field(max_length=_MOST_OTHERS)] = []
    mode: Shared = Shared.ANY


class DownloadShape(BaseModel):
    """A ZIP file that waits at `url` for some minutes: `bytes` long, with so many `photos`."""

    url: str
    bytes: int
    photos: int


@documented("photos", action=Action.SEE_PHOTOS, body=OwnersChoice, answers={200: DownloadShape}, errors=(401, 403, 404))
async def offer_photos(request: Request) -> Response:
    """Prepare a ZIP of originals; photos that the event does not have are left out.

    A browser goes to `url` as it is, without credentials; the answer is a file to save.
    """
    deps = deps_of(request)
    caller = await caller_of(request, deps)
    asked = await json_body(request, OwnersChoice)
    event_id = request.path_params["event_id"]
    async with _archives(request).making:
        if asked.list_id is not None:
            offer = await downloads.offer_list(deps, caller, event_id, asked.list_id)
        else:
            offer = await downloads.offer_photos(deps, caller, event_id, asked.photo_ids or [])
    return _offered(offer)


@documented("events", action=Action.SEE_EVENT, body=ChosenPhotos, answers={200: DownloadShape}, errors=(403, 404), anonymous=True)
async def offer_gallery(request: Request) -> Response:
    """Prepare a ZIP of photos of an event that you may browse, as it lets guests have them; those that guests do not see are left
    out.

    A browser goes to `url` as it is, without credentials; the answer is a file to save.
    """
    deps = deps_of(request)
    caller = await caller_of(request, deps)
    asked = await json_body(request, ChosenPhotos)
    async with _archives(request).making:
        offer = await downloads.offer_gallery(deps, caller, request.path_params["event_id"], asked.photo_ids)
    return _offered(offer)


@documented("searches", action=Action.USE_SEARCH, body=ChosenMatches, answers={200: DownloadShape}, errors=(401, 403, 404))
async def offer_matches(request: Request) -> Response:
    """Prepare a ZIP of matched photos, as the event lets guests have them.

    A browser goes to `url` as it is, without credentials; the answer is a file to save.
    """
    deps = deps_of(request)
    caller = await caller_of(request, deps)
    asked = await json_body(request, ChosenMatches, optional=True)
    async with _archives(request).making:
        search_id = request.path_params["search_id"]
        offer = await downloads.offer_matches(deps, caller, search_id, asked.photo_ids, others=asked.others, mode=asked.mode)
    return _offered(offer)


@documented("searches", action=Action.USE_SEARCH, answers={200: "application/zip"}, errors=(401, 403, 404))
async def all_matches(request: Request) -> Response:
    """All matched photos, as the event lets guests have them, in one ZIP that is made while it is sent."""
    deps = deps_of(request)
    caller = await caller_of(request, deps)
    search_id = request.path_params["search_id"]
    looking = request.method == "HEAD"
    # Counted by who asks, too: whoever only knows its number takes nobody's place.
    who = f"{caller.actor} {search_id}"
    return await sent(request, who, lambda: downloads.all_matches(deps, caller, search_id, looking=looking))


@documented("photos", action="whoever has the address", answers={200: "application/zip"}, errors=(403, 404, 410), anonymous=True)
async def fetch(request: Request) -> Response:
    """A ZIP that was prepared, made while it is sent.

    It holds what may still be had: what was hidden or deleted meanwhile is not in it.
    """
    ticket = request.path_params["ticket"]
    return await sent(request, ticket, lambda: downloads.redeem(deps_of(request), ticket))


def _offered(offer: Offer) -> Response:
    return answer(DownloadShape(url=offer.url, bytes=offer.size, photos=offer.photos))


async def sent(request: Request, who: str, packed: Callable[[], Awaitable[Download]]) -> Response:
    """The file that ``packed`` prepares, made while it is sent, in a place among those that are on their way; only its headers
    to who asks for those. ``who``: whose files count together."""
    leave = await _archives(request).enter(who, address_of(request))
    try:
        async with _archives(request).making:
            download = await packed()
        headers = {
            "Content-Disposition": content_disposition("attachment", download.name),
            "Content-Length": str(download.archive.size),
            "Cache-Control": "private, no-store",
        }
        if request.method != "HEAD":
            return SentArchive(download.archive.stream(), headers, leave)
    except BaseException:
        leave()
        raise
    leave()
    return Response(None, 200, headers, "application/zip")


def _archives(request: Request) -> Archives:
    archives: Archives = request.state.archives
    return archives
