"""ZIP files to save: an address that a browser can just go to, without credentials and for some minutes.

The address holds nothing but a ticket. Who follows it gets what may be had at that moment: what was hidden from guests,
deleted, or closed by the event since the address was made is not in it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pydantic import BaseModel

from app.domain.filenames import safe_names
from app.domain.permissions import Action, Caller
from app.domain.vocabulary import Downloads
from app.errors import DownloadExpired, NotFound, NothingToDownload
from app.services import audit, grounds, media, photos, searches
from app.services.access import event_for, search_for
from app.services.archive import Archive, archive_of
from app.services.deps import Deps
from app.services.grounds import Ground
from app.store import events, users
from app.store import searches as search_store
from app.store.documents import Event, Photo, Search


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


async def offer_photos(deps: Deps, caller: Caller, event_id: int, photo_ids: Sequence[str]) -> Offer:
    """The originals of these photos. Raises as ``access.event_for``, and ``NothingToDownload``."""
    event = await event_for(caller, event_id, Action.SEE_PHOTOS)
    chosen = await photos.of_event(event, photo_ids)
    ticket = _Ticket(event_id=event.id, photo_ids=_ids(chosen))
    offer = await _offer(deps, await _packed(deps, chosen, Downloads.ORIGINAL, grounds.OWNER), ticket)
    await audit.record(caller, "photo.download", f"event:{event.id}", event.id, detail={"photos": offer.photos})
    return offer


async def offer_matches(deps: Deps, caller: Caller, search_id: str, photo_ids: Sequence[str] | None) -> Offer:
    """These matches of the search (None: all), as the event lets guests have them.

    Raises as ``access.search_for``, ``DownloadsOff`` and ``NothingToDownload``.
    """
    search = await search_for(caller, search_id)
    downloads = await searches.downloads_for(search)
    chosen = await _matched(deps, search, photo_ids)
    ticket = _Ticket(event_id=search.event_id, photo_ids=_ids(chosen), search_id=search.id)
    offer = await _offer(deps, await _packed(deps, chosen, downloads, grounds.of_search(search.id)), ticket)
    await _note(caller, search, offer.photos)
    return offer


async def all_matches(deps: Deps, caller: Caller, search_id: str, *, looking: bool = False) -> Download:
    """All matches of the search, as the event lets guests have them. Raises as ``access.search_for``, and ``DownloadsOff``.

    Who is only ``looking`` (how large it would be) takes nothing home, and is not in the log.
    """
    search = await search_for(caller, search_id)
    downloads = await searches.downloads_for(search)
    shown = await searches.visible_photos(deps, search)
    download = Download(await _packed(deps, shown, downloads, grounds.of_search(search.id)), "photos.zip")
    if not looking:
        await _note(caller, search, download.archive.photos)
    return download


async def redeem(deps: Deps, ticket: str) -> Download:
    """What the address leads to now.

    Raises ``Gone`` (``download_expired``), ``NotFound`` when the event, the search or all of the photos are not there any more,
    ``Forbidden`` (``downloads_off``).
    """
    content = await deps.tickets.read(ticket)
    if content is None:
        raise DownloadExpired
    asked = _Ticket.model_validate_json(content)
    event = await events.living(asked.event_id)
    if event is None:
        raise NotFound
    archive = await _archive(deps, event, asked)
    if archive.photos == 0:
        raise NotFound
    name = re.sub(r"[/\\]", "_", event.name)  # a slash in an event's name begins no folder
    return Download(archive, safe_names([f"{name}.zip"])[0])


async def _note(caller: Caller, search: Search, photos: int) -> None:
    """How many, and not which: that would say who is on them, and outlive the search."""
    await audit.record(caller, "search.download", f"search:{search.id}", search.event_id, detail={"photos": photos})


async def _archive(deps: Deps, event: Event, asked: _Ticket) -> Archive:
    if asked.search_id is None:
        if await users.is_disabled(event.owner_id):
            raise NotFound
        return await _packed(deps, await photos.of_event(event, asked.photo_ids), Downloads.ORIGINAL, grounds.OWNER)
    search = await search_store.get(asked.search_id)
    if search is None or not await grounds.search_holds(search):
        raise NotFound
    downloads = await searches.downloads_for(search)
    return await _packed(deps, await _matched(deps, search, asked.photo_ids), downloads, grounds.of_search(search.id))


async def _packed(deps: Deps, chosen: Sequence[Photo], downloads: Downloads, ground: Ground) -> Archive:
    """What ends while the file is on its way, ends it: a large one takes long enough for that."""

    async def still(photo_id: str) -> Photo:
        return await media.visible(photo_id, ground, original=downloads is Downloads.ORIGINAL)

    return await archive_of(deps, chosen, downloads, still)


async def _matched(deps: Deps, search: Search, photo_ids: Sequence[str] | None) -> list[Photo]:
    """In the order of the matches, best first."""
    visible = await searches.visible_photos(deps, search)
    wanted = None if photo_ids is None else set(photo_ids)
    return [photo for photo in visible if wanted is None or photo.id in wanted]


async def _offer(deps: Deps, archive: Archive, ticket: _Ticket) -> Offer:
    if archive.photos == 0:
        raise NothingToDownload
    holder = searches.ticket_holder(ticket.search_id) if ticket.search_id else f"event:{ticket.event_id}"
    token = await deps.tickets.issue(holder, ticket.model_dump_json().encode(), deps.settings.download_ttl_s)
    return Offer(f"/api/v1/downloads/{token}/photos.zip", archive.size, archive.photos)


def _ids(chosen: Sequence[Photo]) -> list[str]:
    return [photo.id for photo in chosen]
