"""What the address of a picture or of a ZIP hangs on: once that has ended, it opens nothing more.

An address is signed and needs no credentials, so it says itself by what right it was given: to the owner, to the holder of one
search, to the guests of one link, to one kiosk, or to everybody. Whether that right still holds is asked each time somebody
follows it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from app.domain.permissions import Caller
from app.domain.times import utc_now
from app.domain.vocabulary import ListKind, Visibility
from app.store import favourites, kiosks, searches, share_links, users
from app.store.documents import Event, Photo, Search

Kind: TypeAlias = Literal["owner", "search", "link", "kiosk", "list", "client", "giver", "public"]


@dataclass(frozen=True, slots=True)
class Ground:
    """``id`` is the search's, link's, kiosk's or list's, or of a guest who gave a photo the session's and the link's; the owner
    and the public need none, the event says who they are."""

    kind: Kind
    id: str = ""


OWNER: Final = Ground("owner")
PUBLIC: Final = Ground("public")


def of_search(search_id: str) -> Ground:
    """For whoever holds that search."""
    return Ground("search", search_id)


def of_link(link_id: str | None) -> Ground:
    """For the guests of that share link; who came without one came to a public event."""
    return Ground("link", link_id) if link_id else PUBLIC


def of_kiosk(kiosk_id: str) -> Ground:
    """For that device."""
    return Ground("kiosk", kiosk_id)


def of_list(list_id: str) -> Ground:
    """For whoever holds that list of favourites."""
    return Ground("list", list_id)


def of_client(list_id: str) -> Ground:
    """For whom the photographer lets choose, by that list, among all photos that guests may see."""
    return Ground("client", list_id)


def of_giver(guest_id: str, link_id: str | None) -> Ground:
    """For the guest who gave a photo and came by that link (None: to a public event)."""
    return Ground("giver", f"{guest_id}:{link_id or ''}")


def sees_hidden(ground: Ground, photo: Photo) -> bool:
    """May somebody with this right see a photo that guests may not? Its owner may, and the guest who gave it."""
    return ground.kind == "owner" or (ground.kind == "giver" and photo.given_by == ground.id.partition(":")[0])


def of_guest(guest: Caller, event_id: int) -> Ground:
    """For somebody who may see the event without managing it."""
    if guest.kiosk_id and guest.kiosk_event_id == event_id:
        return of_kiosk(guest.kiosk_id)
    return of_link(guest.guest_link_id if guest.guest_event_id == event_id else None)


async def holds(ground: Ground, event: Event, photo: Photo) -> bool:
    """May somebody with this right still see that photo of the event?

    An open search is proof enough: nothing but its own matches, and the cover, is ever signed for it. Kiosks show the cover,
    walls all photos. Links show the cover and, where their guests may browse, all photos; so does a public event with an open
    gallery to everybody.
    """
    match ground.kind:
        case "owner":
            return not await users.is_disabled(event.owner_id)
        case "search":
            return await searches.is_open(ground.id, event.id, utc_now())
        case "link":
            shown = event.link_gallery or photo.id == event.cover_photo_id
            return shown and await share_links.is_open(ground.id, event.id, utc_now())
        case "kiosk":
            device = await kiosks.paired(ground.id, event.id)
            return device is not None and (device.kind == "wall" or photo.id == event.cover_photo_id)
        case "list" | "client":
            wanted: ListKind | None = "client" if ground.kind == "client" else None
            shown = wanted is not None or photo.id == event.cover_photo_id
            return shown and await favourites.is_of(ground.id, event.id, wanted)
        case "giver" | "public":
            public = event.visibility is Visibility.PUBLIC
            shown = event.open_gallery or photo.id == event.cover_photo_id
            return (public and shown) if ground.kind == "public" else await _gave(ground, event, photo)


async def _gave(ground: Ground, event: Event, photo: Photo) -> bool:
    """Did that guest give the photo, and may she still come in?"""
    guest_id, _, link_id = ground.id.partition(":")
    if photo.given_by != guest_id:
        return False
    return await share_links.is_open(link_id, event.id, utc_now()) if link_id else event.visibility is Visibility.PUBLIC


async def browsing_holds(ground: Ground, event: Event) -> bool:
    """May somebody with this right still browse the event?"""
    match ground.kind:
        case "link":
            return event.link_gallery and await share_links.is_open(ground.id, event.id, utc_now())
        case "public":
            return event.open_gallery and event.visibility is Visibility.PUBLIC
        case _:
            return False


async def search_holds(search: Search) -> bool:
    """Does the search go on: neither ended, nor expired?"""
    return await searches.is_open(search.id, search.event_id, utc_now())
