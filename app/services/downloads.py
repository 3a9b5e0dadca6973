"""ZIP files to save: an address that a browser can just go to, without credentials and for some minutes.

The address holds nothing but a ticket. Who follows it gets what may be had at that moment: what was hidden from guests,
deleted, or closed by the event since the address was made is not in it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pydantic import BaseModel

from app.errors import Gone, NotFound, Unprocessable
from app.services import photos, searches
from app.services.archive import Archive, archive_of, safe_names
from app.services.deps import Deps
from app.store.documents import Downloads, Event, Photo, Search, SearchState


@dataclass(frozen=True, slots=True)
class Offer:
    """``url`` is a path on this server; ``size`` in bytes, exact unless something changes before it is followed."""

    url: str
    size: int
    photos: int


@dataclass(frozen=True, slots=True)
class Download:
    """What an address leads to, and what the file is called."""

    archive: Archive
    name: str


class _Ticket(BaseModel):
    """Photos of an event for its owner or, with a search, for the guest who holds that."""

    event_id: int
    photo_ids: list[str]
    search_id: str | None = None


async def offer_photos(deps: Deps, event: Event, photo_ids: Sequence[str]) -> Offer:
    """The originals of these photos, for the event's owner. Raises ``Unprocessable`` (``nothing_to_download``)."""
    chosen = await photos.of_event(event, photo_ids)
    ticket = _Ticket(event_id=event.id, photo_ids=_ids(chosen))
    return await _offer(deps, await archive_of(deps, chosen, Downloads.ORIGINAL), ticket)


async def offer_matches(deps: Deps, search: Search, photo_ids: Sequence[str] | None) -> Offer:
    """These matches of the search (None: all), as the event lets guests have them.

    Raises ``Forbidden`` (``downloads_off``) and ``Unprocessable`` (``nothing_to_download``).
    """
    downloads = await searches.downloads_for(search)
    chosen = await _matched(search, photo_ids)
    ticket = _Ticket(event_id=search.event_id, photo_ids=_ids(chosen), search_id=search.id)
    return await _offer(deps, await archive_of(deps, chosen, downloads), ticket)


async def all_matches(deps: Deps, search: Search) -> Download:
    """All matches of the search, as the event lets guests have them. Raises ``Forbidden`` (``downloads_off``)."""
    downloads = await searches.downloads_for(search)
    return Download(await archive_of(deps, await searches.visible_photos(search), downloads), "photos.zip")


async def redeem(deps: Deps, ticket: str) -> Download:
    """What the address leads to now.

    Raises ``Gone`` (``download_expired``), ``NotFound`` when the event, the search or all of the photos are not there any more,
    ``Forbidden`` (``downloads_off``).
    """
    content = await deps.tickets.read(ticket)
    if content is None:
        raise Gone("This address has expired.", code="download_expired")
    asked = _Ticket.model_validate_json(content)
    event = await Event.get(asked.event_id)
    if event is None or event.deleted_at is not None:
        raise NotFound
    archive = await _archive(deps, event, asked)
    if archive.photos == 0:
        raise NotFound
    name = re.sub(r"[/\\]", "_", event.name)  # a slash in an event's name begins no folder
    return Download(archive, safe_names([f"{name}.zip"])[0])


async def _archive(deps: Deps, event: Event, asked: _Ticket) -> Archive:
    if asked.search_id is None:
        return await archive_of(deps, await photos.of_event(event, asked.photo_ids), Downloads.ORIGINAL)
    search = await Search.get(asked.search_id)
    if search is None or search.state is SearchState.WITHDRAWN:
        raise NotFound
    downloads = await searches.downloads_for(search)
    return await archive_of(deps, await _matched(search, asked.photo_ids), downloads)


async def _matched(search: Search, photo_ids: Sequence[str] | None) -> list[Photo]:
    """In the order of the matches, best first."""
    visible = await searches.visible_photos(search)
    wanted = None if photo_ids is None else set(photo_ids)
    return [photo for photo in visible if wanted is None or photo.id in wanted]


async def _offer(deps: Deps, archive: Archive, ticket: _Ticket) -> Offer:
    if archive.photos == 0:
        raise Unprocessable("None of these photos can be downloaded.", code="nothing_to_download")
    holder = searches.ticket_holder(ticket.search_id) if ticket.search_id else f"event:{ticket.event_id}"
    token = await deps.tickets.issue(holder, ticket.model_dump_json().encode(), deps.settings.download_ttl_s)
    return Offer(f"/api/v1/downloads/{token}/photos.zip", archive.size, archive.photos)


def _ids(chosen: Sequence[Photo]) -> list[str]:
    return [photo.id for photo in chosen]
