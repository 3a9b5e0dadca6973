"""What was chosen of an event's photos, as its owner and editors see it: by whom, and how often each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from app.domain.ids import new_id
from app.domain.permissions import Action, Caller
from app.domain.vocabulary import ListKind
from app.errors import NotFound, TooManyLists
from app.services import audit, branding, choice_news, favourite_tokens
from app.services.access import event_for
from app.services.deps import Deps
from app.services.favourites import page_of
from app.services.spreadsheets import csv_of
from app.store import favourites, photos
from app.store.documents import Comment, Event, FavouriteList

LARGEST_GOAL: Final = 2000
MOST_CLIENT_LISTS: Final = 100
_CHOICE: Final = ("photo_id", "photo", "list_id", "list", "kind", "chosen_as", "finished_at", "list_changed_at")
_COMMENT: Final = ("at", "photo_id", "photo", "list_id", "list", "text")


@dataclass(frozen=True, slots=True)
class SeenList:
    """A list as the photographer sees it. ``url`` is None of a guest's: that is hers alone."""

    id: str
    kind: ListKind
    name: str
    goal: int | None
    photos: int
    finished_at: datetime | None
    created_at: datetime
    updated_at: datetime
    url: str | None


@dataclass(frozen=True, slots=True)
class ChosenPhoto:
    """A photo and the lists that it is in."""

    photo_id: str
    name: str
    list_ids: Sequence[str]


@dataclass(frozen=True, slots=True)
class SaidOfPhoto:
    """A comment, with the photo's name and what the list is called that it was written with."""

    id: str
    photo_id: str
    photo: str
    list_id: str
    by: str
    text: str
    created_at: datetime


async def lists(deps: Deps, caller: Caller, event_id: int) -> Sequence[SeenList]:
    """All lists of the event in which something is chosen, and those for clients; the one that was changed last first."""
    event = await event_for(caller, event_id, Action.SEE_FAVOURITES)
    found = await favourites.of_event(event.id)
    base = await branding.link_base(deps.settings, event)
    return [_seen(deps, event, each, base) for each in found if each.photo_ids or each.kind == "client"]


async def make_list(deps: Deps, caller: Caller, event_id: int, name: str, goal: int | None) -> SeenList:
    """A list in which a client chooses among all photos that guests may see: whoever has its link. Raises as
    ``access.event_for``, and ``Conflict`` (``too_many_lists``)."""
    event = await event_for(caller, event_id, Action.MANAGE_FAVOURITES)
    if sum(each.kind == "client" for each in await favourites.of_event(event.id)) >= MOST_CLIENT_LISTS:
        raise TooManyLists(f"An event has at most {MOST_CLIENT_LISTS} lists. Delete one first.")
    made = FavouriteList(event_id=event.id, kind="client", origin=f"client:{new_id()}", name=name, goal=goal)
    await favourites.insert_once(made)
    await audit.record(caller, "favourites.create", f"favourites:{made.id}", event.id)
    await choice_news.tell(deps, event.id)
    return _seen(deps, event, made, await branding.link_base(deps.settings, event))


async def remove(deps: Deps, caller: Caller, event_id: int, list_id: str) -> None:
    """Delete a list with its comments, a guest's too. Its link leads nowhere from then on. Can be repeated."""
    event = await event_for(caller, event_id, Action.MANAGE_FAVOURITES)
    listing = await favourites.get(list_id)
    if listing is None or listing.event_id != event.id:
        raise NotFound
    if await favourites.delete(listing.id):
        await audit.record(caller, "favourites.delete", f"favourites:{listing.id}", event.id)
        await choice_news.tell(deps, event.id)


async def chosen_photos(caller: Caller, event_id: int, list_id: str | None = None) -> Sequence[ChosenPhoto]:
    """The photos that are in any list of the event, or in that one (in the order they were chosen): the most chosen first."""
    event = await event_for(caller, event_id, Action.SEE_FAVOURITES)
    return await of_event(event.id, list_id)


async def of_event(event_id: int, list_id: str | None = None) -> list[ChosenPhoto]:
    """The same, without asking who wants to know."""
    by_photo: dict[str, list[str]] = {}
    for listing in await favourites.of_event(event_id):
        if list_id in (None, listing.id):
            for photo_id in listing.photo_ids:
                by_photo.setdefault(photo_id, []).append(listing.id)
    present = await photos.names(list(by_photo))
    found = [ChosenPhoto(photo_id, present[photo_id], ids) for photo_id, ids in by_photo.items() if photo_id in present]
    return sorted(found, key=lambda photo: -len(photo.list_ids))


async def table(caller: Caller, event_id: int) -> bytes:
    """Who chose what, as CSV. Raises as ``access.event_for``."""
    event = await event_for(caller, event_id, Action.SEE_FAVOURITES)
    await audit.record(caller, "favourites.export", f"event:{event.id}", event.id)
    return await choices_csv(event.id)


async def choices_csv(event_id: int) -> bytes:
    """A row for each photo of each list, in the order they were chosen."""
    found = await favourites.of_event(event_id)
    named = await photos.names(list({photo_id for listing in found for photo_id in listing.photo_ids}))
    rows: list[Sequence[Any]] = [
        (
            *(photo_id, named[photo_id], listing.id, listing.name, listing.kind, place),
            *(listing.finished_at, listing.updated_at),
        )
        for listing in found
        for place, photo_id in enumerate(listing.photo_ids, 1)
        if photo_id in named
    ]
    return csv_of(_CHOICE, rows)


async def comments_csv(event_id: int) -> bytes:
    """All that was said about photos, the newest first."""
    said = await _said(await favourites.all_comments(event_id))
    return csv_of(_COMMENT, [(one.created_at, one.photo_id, one.photo, one.list_id, one.by, one.text) for one in said])


async def comments(
    caller: Caller, event_id: int, photo_id: str | None, before: int | None, limit: int
) -> tuple[Sequence[SaidOfPhoto], int | None]:
    """What was said about the event's photos, or about that one: newest first, and where to go on."""
    event = await event_for(caller, event_id, Action.SEE_FAVOURITES)
    if photo_id is None:
        found, following = await favourites.page_of_comments(event.id, before, limit)
        return await _said(found), following
    of_photo = [each for each in await favourites.comments_of_photo(photo_id) if each.event_id == event.id]
    page, following = page_of(of_photo, before, limit)
    return await _said(page), following


async def remove_comment(deps: Deps, caller: Caller, event_id: int, comment_id: str) -> None:
    """Delete what somebody said about a photo. Raises ``NotFound``."""
    event = await event_for(caller, event_id, Action.MANAGE_FAVOURITES)
    comment = await favourites.get_comment(comment_id)
    if comment is None or comment.event_id != event.id:
        raise NotFound
    if await favourites.delete_comment(comment.id):
        await audit.record(caller, "favourites.comment_delete", f"comment:{comment.id}", event.id)
        await choice_news.tell(deps, event.id)


async def _said(found: Sequence[Comment]) -> list[SaidOfPhoto]:
    named = await photos.names(list({comment.photo_id for comment in found}))
    by = {list_id: await favourites.get(list_id) for list_id in {comment.list_id for comment in found}}
    said: list[SaidOfPhoto] = []
    for each in found:
        listing = by[each.list_id]
        photo, name = named.get(each.photo_id, ""), listing.name if listing else ""
        said.append(SaidOfPhoto(each.id, each.photo_id, photo, each.list_id, name, each.text, each.created_at))
    return said


def _seen(deps: Deps, event: Event, listing: FavouriteList, base: str) -> SeenList:
    client = listing.kind == "client"
    return SeenList(
        id=listing.id,
        kind=listing.kind,
        name=listing.name,
        goal=listing.goal,
        photos=len(listing.photo_ids),
        finished_at=listing.finished_at,
        created_at=listing.created_at,
        updated_at=listing.updated_at,
        url=favourite_tokens.url_of(deps.settings, event.id, listing.id, base) if client else None,
    )
