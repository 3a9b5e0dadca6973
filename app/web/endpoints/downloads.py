"""ZIP files of photos: prepared with credentials, fetched by an address that needs none."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, Field
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from app.domain.permissions import Action, Caller
from app.services import audit, downloads
from app.services.access import event_for, search_for
from app.services.downloads import Download, Offer
from app.store.documents import Search
from app.web import allowances
from app.web.answers import answer, content_disposition
from app.web.auth import caller_of
from app.web.endpoints.photos import PhotoId
from app.web.openapi import documented
from app.web.requests import deps_of, json_body


class ChosenPhotos(BaseModel):
    """Photos of the event."""

    photo_ids: Annotated[list[PhotoId], Field(min_length=1, max_length=1000)]


class ChosenMatches(BaseModel):
    """Some of the matches; without `photo_ids` all of them."""

    photo_ids: Annotated[list[PhotoId], Field(min_length=1, max_length=1000)] | None = None


class DownloadShape(BaseModel):
    """A ZIP file that waits at `url` for some minutes: `bytes` long, with so many `photos`."""

    url: str
    bytes: int
    photos: int


@documented("photos", body=ChosenPhotos, answers={200: DownloadShape}, errors=(401, 403, 404))
async def offer_photos(request: Request) -> Response:
    """Prepare a ZIP of originals; photos that the event does not have are left out.

    A browser goes to `url` as it is, without credentials; the answer is a file to save.
    """
    deps = deps_of(request)
    caller = await caller_of(request, deps)
    event = await event_for(caller, request.path_params["event_id"], Action.SEE_PHOTOS)
    await allowances.count(request, deps, caller, "download", deps.settings.download_rate)
    asked = await json_body(request, ChosenPhotos)
    offer = await downloads.offer_photos(deps, event, asked.photo_ids)
    await audit.record(caller, "photo.download", f"event:{event.id}", event.id, detail={"photos": offer.photos})
    return _offered(offer)


@documented("searches", body=ChosenMatches, answers={200: DownloadShape}, errors=(401, 403, 404))
async def offer_matches(request: Request) -> Response:
    """Prepare a ZIP of matched photos, as the event lets guests have them.

    A browser goes to `url` as it is, without credentials; the answer is a file to save.
    """
    deps = deps_of(request)
    caller = await caller_of(request, deps)
    search = await search_for(caller, request.path_params["search_id"])
    await allowances.count(request, deps, caller, "download", deps.settings.download_rate)
    asked = await json_body(request, ChosenMatches, optional=True)
    offer = await downloads.offer_matches(deps, search, asked.photo_ids)
    await _note(caller, search, offer.photos)
    return _offered(offer)


@documented("searches", answers={200: "application/zip"}, errors=(401, 403, 404))
async def all_matches(request: Request) -> Response:
    """All matched photos, as the event lets guests have them, in one ZIP that is made while it is sent."""
    deps = deps_of(request)
    caller = await caller_of(request, deps)
    search = await search_for(caller, request.path_params["search_id"])
    download = await downloads.all_matches(deps, search)
    if request.method != "HEAD":
        await _note(caller, search, download.archive.photos)
    return _sent(request, download)


@documented("photos", answers={200: "application/zip"}, errors=(403, 404, 410), anonymous=True)
async def fetch(request: Request) -> Response:
    """A ZIP that was prepared, made while it is sent.

    It holds what may still be had: what was hidden or deleted meanwhile is not in it.
    """
    return _sent(request, await downloads.redeem(deps_of(request), request.path_params["ticket"]))


async def _note(caller: Caller, search: Search, photos: int) -> None:
    """How many, and not which: that would say who is on them, and outlive the search."""
    await audit.record(caller, "search.download", f"search:{search.id}", search.event_id, detail={"photos": photos})


def _offered(offer: Offer) -> Response:
    return answer(DownloadShape(url=offer.url, bytes=offer.size, photos=offer.photos))


def _sent(request: Request, download: Download) -> Response:
    headers = {
        "Content-Disposition": content_disposition("attachment", download.name),
        "Content-Length": str(download.archive.size),
        "Cache-Control": "private, no-store",
    }
    if request.method == "HEAD":
        return Response(None, 200, headers, "application/zip")
    return StreamingResponse(download.archive.stream(), 200, headers, "application/zip")
