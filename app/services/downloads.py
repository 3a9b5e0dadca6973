"""ZIP files to save: an address that a browser can just go to, without credentials and for some minutes.

The address holds nothing but a ticket. Who follows it gets what may be had at that moment: what was hidden from guests,
deleted, or closed by the event since the address was made is not in it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pydantic import BaseModel

from app.domain import capture
from app.domain.filenames import safe_names
from app.domain.permissions import Action, Caller, accounts_who_may
from app.domain.vocabulary import Downloads, Shared
from app.errors import DownloadExpired, DownloadsOff, NotFound, NothingToDownload
from app.services import audit, branding, found_photos, galleries, grounds, handed, marks, media, pairs, photos, searches
from app.services.access import event_for, facts, search_for
from app.services.archive import Archive, archive_of
from app.services.deps import Deps
from app.services.grounds import Ground
from app.services.handed import HandedFile
from app.services.tokens import caller_from_token
from app.store import counting, events, favourites, users
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
    """Photos of an event for the account that may see it or, with a search, for the guest who holds that, and the ``others``;
    with a ``ground``, for who browses the event by that right. ``name`` is what the file is called besides the event."""

    event_id: int
    photo_ids: list[str]
    user_id: str | None = None
    search_id: str | None = None
    others: list[str] = []
    mode: Shared = Shared.ANY
    ground: Ground | None = None
    name: str = ""


async def offer_photos(deps: Deps, caller: Caller, event_id: int, photo_ids: Sequence[str]) -> Offer:
    """The originals of these photos, with RAW files of their shots. Raises as ``access.event_for``, and ``NothingToDownload``."""
    event = await event_for(caller, event_id, Action.SEE_PHOTOS)
    return await _offer_originals(deps, caller, event, photo_ids)


async def offer_list(deps: Deps, caller: Caller, event_id: int, list_id: str) -> Offer:
    """The same of the photos that are chosen in a list of favourites, in a file that is called after it. Raises as
    ``access.event_for``, ``NotFound`` and ``NothingToDownload``."""
    event = await event_for(caller, event_id, Action.SEE_FAVOURITES)
    listing = await favourites.get(list_id)
    if listing is None or listing.event_id != event.id:
        raise NotFound
    return await _offer_originals(deps, caller, event, listing.photo_ids, listing.name)


async def _offer_originals(deps: Deps, caller: Caller, event: Event, photo_ids: Sequence[str], name: str = "") -> Offer:
    chosen = await pairs.with_raws(await photos.of_event(event, photo_ids))
    ticket = _Ticket(event_id=event.id, photo_ids=[photo.id for photo in chosen], user_id=caller.user_id, name=name)
    offer = await _offer(deps, await _packed(deps, event, _of_owner(chosen), Downloads.ORIGINAL), ticket)
    await audit.record(caller, "photo.download", f"event:{event.id}", event.id, detail={"photos": offer.photos})
    return offer


async def offer_gallery(deps: Deps, caller: Caller, event_id: int, photo_ids: Sequence[str]) -> Offer:
    """These photos of an event that the caller may browse, as the event lets guests have them. Raises as ``galleries.browsed``,
    ``DownloadsOff`` and ``NothingToDownload``."""
    event, ground = await galleries.browsed(caller, event_id)
    if event.downloads is Downloads.NONE:
        raise DownloadsOff
    chosen = await galleries.seen(event, photo_ids)
    ticket = _Ticket(event_id=event.id, photo_ids=[photo.id for photo in chosen], ground=ground)
    offer = await _offer(deps, await _packed(deps, event, [(photo, ground) for photo in chosen], event.downloads), ticket)
    await audit.record(caller, "gallery.download", f"event:{event.id}", event.id, detail={"photos": offer.photos})
    return offer


async def offer_matches(
    deps: Deps,
    caller: Caller,
    search_id: str,
    photo_ids: Sequence[str] | None,
    *,
    others: Sequence[str] = (),
    mode: Shared = Shared.ANY,
) -> Offer:
    """These matches of the search (None: all), as the event lets guests have them. With ``others``, tokens of more searches of
    the event, the matches of any of them, or those of all.

    Raises as ``access.search_for`` for each, ``Unauthenticated`` for a token that does not hold, ``NotFound`` for one of another
    event, ``DownloadsOff`` and ``NothingToDownload``.
    """
    search = await search_for(caller, search_id)
    held = [search, *[await _held_by(deps, token, search.event_id) for token in others]]
    downloads = await searches.downloads_for(search)
    chosen = await _matched(deps, held, mode, photo_ids)
    ids = [photo.id for photo, _ in chosen]
    ticket = _Ticket(
        event_id=search.event_id, photo_ids=ids, search_id=search.id, others=[other.id for other in held[1:]], mode=mode
    )
    offer = await _offer(deps, await _packed(deps, await _event(search.event_id), chosen, downloads), ticket)
    for each in held:
        await _note(caller, each, sum(ground == grounds.of_search(each.id) for _, ground in chosen))
    return offer


async def _held_by(deps: Deps, token: str, event_id: int) -> Search:
    """The search of the event that this token is of."""
    caller = await caller_from_token(deps, token)
    for search_id in caller.search_ids:
        search = await search_for(caller, search_id)
        if search.event_id == event_id:
            return search
    raise NotFound


async def all_matches(deps: Deps, caller: Caller, search_id: str, *, looking: bool = False) -> Download:
    """All matches of the search, as the event lets guests have them. Raises as ``access.search_for``, and ``DownloadsOff``.

    Who is only ``looking`` (how large it would be) takes nothing home, and is not in the log.
    """
    search = await search_for(caller, search_id)
    downloads = await searches.downloads_for(search)
    shown = await _matched(deps, [search], Shared.ANY, None)
    event = await _event(search.event_id)
    download = Download(await _packed(deps, event, shown, downloads), await _name(event))
    if not looking:
        await _note(caller, search, download.archive.photos)
    return download


async def redeem(deps: Deps, ticket: str) -> Download:
    """What the address leads to now.

    Raises ``Gone`` (``download_expired``), ``NotFound`` when the event, the searches or all of the photos are not there any more,
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
    return Download(archive, await _name(event, asked.name))


async def _name(event: Event, part: str = "") -> str:
    """Whose photos these are and of what; a slash in there begins no folder."""
    brand = await branding.brand_of(event)
    name = re.sub(r"[/\\]", "_", " - ".join(filter(None, (brand.name, event.name, part))))
    return safe_names([f"{name}.zip"])[0]


async def _note(caller: Caller, search: Search, photos: int) -> None:
    """How many, and not which: that would say who is on them, and outlive the search."""
    await counting.count(search.event_id, downloads=photos)
    await audit.record(caller, "search.download", f"search:{search.id}", search.event_id, detail={"photos": photos})


async def _archive(deps: Deps, event: Event, asked: _Ticket) -> Archive:
    if asked.ground is not None:
        if not await grounds.browsing_holds(asked.ground, event):
            raise NotFound
        if event.downloads is Downloads.NONE:
            raise DownloadsOff
        seen = await galleries.seen(event, asked.photo_ids)
        return await _packed(deps, event, [(photo, asked.ground) for photo in seen], event.downloads)
    if asked.search_id is None:
        asker = asked.user_id or event.owner_id
        if asker not in accounts_who_may(Action.SEE_PHOTOS, facts(event)) or await users.is_disabled(asker):
            raise NotFound
        return await _packed(deps, event, _of_owner(await photos.of_event(event, asked.photo_ids)), Downloads.ORIGINAL)
    found = [await search_store.get(search_id) for search_id in (asked.search_id, *asked.others)]
    held = [search for search in found if search is not None and await grounds.search_holds(search)]
    if not held or (asked.mode is Shared.ALL and len(held) < len(found)):
        raise NotFound
    downloads = await searches.downloads_for(held[0])
    return await _packed(deps, event, await _matched(deps, held, asked.mode, asked.photo_ids), downloads)


async def _event(event_id: int) -> Event:
    event = await events.living(event_id)
    if event is None:
        raise NotFound
    return event


async def _packed(deps: Deps, event: Event, chosen: Sequence[tuple[Photo, Ground]], downloads: Downloads) -> Archive:
    """What ends while the file is on its way, ends it: a large one takes long enough for that."""
    ground_of = {photo.id: ground for photo, ground in chosen}

    async def still(photo_id: str) -> Photo:
        return await media.visible(photo_id, ground_of[photo_id], original=downloads is Downloads.ORIGINAL)

    async def file_of(deps: Deps, photo: Photo) -> HandedFile:
        if ground_of[photo.id] == grounds.OWNER:
            return await handed.original(deps, photo)
        return await marks.for_guests(deps, event, photo, downloads)

    return await archive_of(deps, [photo for photo, _ in chosen], file_of, still)


async def _matched(
    deps: Deps, held: Sequence[Search], mode: Shared, photo_ids: Sequence[str] | None
) -> list[tuple[Photo, Ground]]:
    """Each photo once, with the search by whose right it is had; the latest first as on the guest's page."""
    found = [{photo.id: photo for photo in await found_photos.visible_photos(deps, search)} for search in held]
    wanted = None if photo_ids is None else set(photo_ids)
    if mode is Shared.ALL:
        in_all = set.intersection(*map(set, found))
        wanted = in_all if wanted is None else wanted & in_all
    chosen: dict[str, tuple[Photo, Ground]] = {}
    for search, visible in zip(held, found, strict=True):
        for photo in visible.values():
            if wanted is None or photo.id in wanted:
                chosen.setdefault(photo.id, (photo, grounds.of_search(search.id)))
    return sorted(chosen.values(), key=lambda one: capture.place(one[0].taken_at, one[0].created_at), reverse=True)


async def _offer(deps: Deps, archive: Archive, ticket: _Ticket) -> Offer:
    if archive.photos == 0:
        raise NothingToDownload
    holder = searches.ticket_holder(ticket.search_id) if ticket.search_id else f"event:{ticket.event_id}"
    token = await deps.tickets.issue(holder, ticket.model_dump_json().encode(), deps.settings.download_ttl_s)
    return Offer(f"/api/v1/downloads/{token}/photos.zip", archive.size, archive.photos)


def _of_owner(chosen: Sequence[Photo]) -> list[tuple[Photo, Ground]]:
    return [(photo, grounds.OWNER) for photo in chosen]
