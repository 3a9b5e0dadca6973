"""Favourites in the hands of whoever holds the list: a guest her own, a client what the photographer wants chosen.

A list opens by its token (``favourite_tokens``). It may name what its holder may see at this moment and nothing else: a photo
that is not there, is hidden or is somebody else's is left out without a word, so that no answer tells of it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from app.domain.permissions import Action, Caller, everybody_browses
from app.domain.times import utc_now
from app.domain.vocabulary import ListKind, PhotoStatus
from app.errors import CommentsOff, FavouritesFull, Forbidden, NotFound, TooManyComments, Unauthenticated, UnknownPhoto
from app.services import branding, choice_news, favourite_tokens, grounds
from app.services.access import event_for, facts, list_for, search_for
from app.services.deps import Deps
from app.services.events import GuestEvent, guest_event
from app.services.grounds import Ground
from app.services.public_photos import GalleryPhoto, gallery_photo
from app.services.tokens import caller_from_bearer
from app.store import events, favourites, matches, photos, searches, share_links, shot_files
from app.store.documents import Comment, Event, FavouriteList, Photo, Search, comment_id, match_id
from app.store.photos import Filters

LONGEST_NAME: Final = 60
LONGEST_COMMENT: Final = 500
MOST_PHOTOS: Final = 2000  # of one list, so that it is one document and one answer
MOST_SEARCHES: Final = 5  # as many people as a visit has
MOST_COMMENTS: Final = 1000  # written with one list
LARGEST_PAGE: Final = 200


@dataclass(frozen=True, slots=True)
class OwnList:
    """A list as its holder sees it. ``photo_ids`` are those of the chosen photos that may be seen now, in the order they were
    chosen; ``url`` opens the list on any device, and ``token`` is what that does it by."""

    id: str
    event: GuestEvent
    kind: ListKind
    name: str
    goal: int | None
    photo_ids: Sequence[str]
    finished_at: datetime | None
    updated_at: datetime
    token: str
    url: str


async def begin(deps: Deps, caller: Caller, event_id: int, search_tokens: Sequence[str]) -> OwnList:
    """The list of a guest, made if there is none: of whoever holds one of these searches (the caller's own, or by their tokens),
    or of the caller's guest session. It hangs on all of them from now on.

    Raises as ``access.event_for`` for a guest without a search, as ``access.search_for`` for each search, and ``NotFound`` for
    one of another event.
    """
    held = await _held(deps, caller, event_id, search_tokens)
    event = await events.living(event_id) if held else await event_for(caller, event_id, Action.CHOOSE_PHOTOS)
    if event is None:
        raise NotFound
    here = caller.guest_event_id == event.id
    guest_id, link_id = (caller.guest_id, caller.guest_link_id) if here else (None, None)
    if not held and guest_id is None:  # everybody is a guest of a public event, and a list is somebody's
        raise Unauthenticated if caller.is_stranger else Forbidden
    listing = await _present(event, held, guest_id) or await favourites.insert_once(_new(event, held, guest_id))
    if link_id is not None and link_id != listing.link_id:  # the one that she came by last
        listing = await favourites.come_by(listing.id, link_id) or listing
    if missing := {search.id for search in held} - set(listing.search_ids):
        listing = await favourites.join(listing.id, missing) or listing
    for search in held:
        await _require_still(deps, search)
    return await _seen(deps, event, listing)


async def show(deps: Deps, caller: Caller, list_id: str) -> OwnList:
    """The list and what is chosen in it. Raises as ``access.list_for``."""
    listing, event = await list_for(caller, list_id)
    return await _seen(deps, event, listing)


async def change(deps: Deps, caller: Caller, list_id: str, *, name: str | None = None, finished: bool | None = None) -> OwnList:
    """Call it something else (a guest her own: a client's was named by the photographer), or say that the choice is made."""
    listing, event = await list_for(caller, list_id)
    fields: dict[str, object] = {}
    if name is not None and listing.kind == "guest":
        fields["name"] = name
    if finished is not None:
        fields["finished_at"] = (listing.finished_at or utc_now()) if finished else None
    if not fields:
        return await _seen(deps, event, listing)
    changed = _there(await favourites.change(listing.id, fields))
    await choice_news.tell(deps, event.id)
    return await _seen(deps, event, changed)


async def choose(deps: Deps, caller: Caller, list_id: str, add: Sequence[str], remove: Sequence[str]) -> OwnList:
    """These photos are in the list and those are not, whatever was before: who asks twice changes nothing. What the holder may
    not see is left out; for a RAW file whose JPEG has come since, that one is meant.

    Raises ``Conflict`` (``favourites_full``).
    """
    listing, event = await list_for(caller, list_id)
    instead = await shot_files.shown_instead([*add, *remove])
    add, remove = ([instead.get(photo_id, photo_id) for photo_id in meant] for meant in (add, remove))
    seen = await _visible(event, listing, [photo_id for photo_id in add if photo_id not in remove])
    wanted = [photo_id for photo_id in dict.fromkeys(add) if photo_id in seen]
    if len({*listing.photo_ids, *wanted} - set(remove)) > MOST_PHOTOS:
        raise FavouritesFull(f"At most {MOST_PHOTOS} photos can be chosen. Remove some first.")
    changed = await favourites.choose(listing.id, wanted, remove)
    for photo_id, shown_id in (await shot_files.shown_instead(wanted)).items():  # its JPEG came this very moment
        await favourites.move_photo(event.id, photo_id, shown_id)
        changed = await favourites.get(listing.id)
    if _there(changed).photo_ids != listing.photo_ids:
        await choice_news.tell(deps, event.id)
    return await _seen(deps, event, _there(changed))


async def photos_of(
    deps: Deps, caller: Caller, list_id: str, before: int | None, limit: int, *, chosen: bool
) -> tuple[Sequence[GalleryPhoto], int | None]:
    """The photos that are chosen or, for a client, all that there are to choose from: newest first, from below number ``before``,
    and the ``before`` of the next page. A guest chooses where she finds her photos, and has no others here."""
    listing, event = await list_for(caller, list_id)
    if listing.kind == "client" and not chosen:
        found, following = await photos.page(event.id, Filters(status=PhotoStatus.INDEXED.value), before, limit)
        ground = grounds.of_client(listing.id)
        return [gallery_photo(deps, photo, event.downloads, ground) for photo in found], following
    seen = await _visible(event, listing, listing.photo_ids)
    rest = sorted((one for one in seen.values() if before is None or one[0].seq < before), key=lambda one: -one[0].seq)
    page = rest[:limit]
    following = page[-1][0].seq if len(rest) > limit else None
    return [gallery_photo(deps, photo, event.downloads, ground) for photo, ground in page], following


async def remove(deps: Deps, caller: Caller, list_id: str) -> None:
    """Nothing of a guest's list is left when this returns; a client's is the photographer's, and is emptied."""
    listing, event = await list_for(caller, list_id)
    if listing.kind == "guest":
        await favourites.delete(listing.id)
    else:
        await favourites.change(listing.id, {"photo_ids": [], "finished_at": None})
    await choice_news.tell(deps, event.id)


async def comments(caller: Caller, list_id: str, before: int | None, limit: int) -> tuple[Sequence[Comment], int | None]:
    """What was written with the list, and by nobody else; newest first, and where to go on."""
    listing, _ = await list_for(caller, list_id)
    return page_of(await favourites.comments_of_list(listing.id), before, limit)


async def comment(deps: Deps, caller: Caller, list_id: str, key: str, *, photo_id: str, text: str) -> Comment:
    """Say something about a photo that one may see; with the same ``key``, which the client makes up, it is said once.

    Raises ``Forbidden`` (``comments_off``), ``Unacceptable`` (``unknown_photo``), ``RateLimited`` and ``Conflict``
    (``too_many_comments``).
    """
    listing, event = await list_for(caller, list_id)
    present = await favourites.get_comment(comment_id(listing.id, key))
    if present is not None:
        return present
    if not event.comments:
        raise CommentsOff
    await deps.limiter.hit(deps.settings.comment_rate, f"comment:{listing.id}")
    photo_id = (await shot_files.shown_instead([photo_id])).get(photo_id, photo_id)
    if not await _visible(event, listing, [photo_id]):
        raise UnknownPhoto
    if len(await favourites.comments_of_list(listing.id)) >= MOST_COMMENTS:
        raise TooManyComments(f"At most {MOST_COMMENTS} comments can be written. Delete some first.")
    said = Comment(id=comment_id(listing.id, key), number=0, event_id=event.id, list_id=listing.id, photo_id=photo_id, text=text)
    written = await favourites.insert_comment(said)
    if await favourites.get(listing.id) is None:  # the list went this very moment, and its comments before this one
        await favourites.delete_comment(written.id)
        raise NotFound
    await choice_news.tell(deps, event.id)
    return written


async def take_back(deps: Deps, caller: Caller, list_id: str, key: str) -> None:
    """Delete a comment that was written with the list. Can be repeated."""
    listing, event = await list_for(caller, list_id)
    if await favourites.delete_comment(comment_id(listing.id, key)):
        await choice_news.tell(deps, event.id)


def page_of(found: Sequence[Comment], before: int | None, limit: int) -> tuple[Sequence[Comment], int | None]:
    """A page of comments that are all here, the newest first."""
    rest = [comment for comment in found if before is None or comment.number < before]
    return rest[:limit], rest[limit - 1].number if len(rest) > limit else None


async def _held(deps: Deps, caller: Caller, event_id: int, search_tokens: Sequence[str]) -> list[Search]:
    shown = [caller, *[await caller_from_bearer(deps, token) for token in search_tokens]]
    held = {search_id: await search_for(who, search_id) for who in shown for search_id in sorted(who.search_ids)}
    if any(search.event_id != event_id for search in held.values()):
        raise NotFound
    return list(held.values())


async def _present(event: Event, held: Sequence[Search], guest_id: str | None) -> FavouriteList | None:
    for search in held:
        if listing := await favourites.of_search(search.id):
            return listing
    return await favourites.of_guest(event.id, guest_id) if guest_id else None


def _new(event: Event, held: Sequence[Search], guest_id: str | None) -> FavouriteList:
    origin = f"guest:{guest_id}" if guest_id else f"search:{held[0].id}"
    search_ids = [search.id for search in held]
    return FavouriteList(event_id=event.id, kind="guest", origin=origin, guest_id=guest_id, search_ids=search_ids)


async def _require_still(deps: Deps, search: Search) -> None:
    """After the list was written: a search that was withdrawn this very moment did not see it yet."""
    if await searches.get(search.id) is None or not await grounds.search_holds(search):
        await favourites.leave(search.id)
        raise NotFound


async def _seen(deps: Deps, event: Event, listing: FavouriteList) -> OwnList:
    visible = await _visible(event, listing, listing.photo_ids)
    brand, base = await branding.brand_and_base(deps.settings, event)
    return OwnList(
        id=listing.id,
        event=await guest_event(deps, event, grounds.of_list(listing.id), brand),
        kind=listing.kind,
        name=listing.name,
        goal=listing.goal,
        photo_ids=[photo_id for photo_id in listing.photo_ids if photo_id in visible],
        finished_at=listing.finished_at,
        updated_at=listing.updated_at,
        token=favourite_tokens.token_of(deps.settings, listing.id),
        url=favourite_tokens.url_of(deps.settings, event.id, listing.id, base),
    )


async def _visible(event: Event, listing: FavouriteList, photo_ids: Sequence[str]) -> Mapping[str, tuple[Photo, Ground]]:
    """Those of the photos that the list's holder may see now, and by what right."""
    there = {
        photo_id: photo
        for photo_id, photo in (await photos.by_ids(list(dict.fromkeys(photo_ids)))).items()
        if photo.event_id == event.id and photo.status is PhotoStatus.INDEXED and not photo.hidden
    }
    if listing.kind == "client":
        return {photo_id: (photo, grounds.of_client(listing.id)) for photo_id, photo in there.items()}
    if browsing := await _browsing(event, listing):
        return {photo_id: (photo, browsing) for photo_id, photo in there.items()}
    by_search = await _found_by(event, listing.search_ids, there)
    return {photo_id: (photo, by_search[photo_id]) for photo_id, photo in there.items() if photo_id in by_search}


async def _browsing(event: Event, listing: FavouriteList) -> Ground | None:
    """By what right the guest may browse the event now, where she may: as ``events.browsed`` says it of a session."""
    if everybody_browses(facts(event)):
        return grounds.PUBLIC
    if event.link_gallery and listing.link_id and await share_links.is_open(listing.link_id, event.id, utc_now()):
        return grounds.of_link(listing.link_id)
    return None


async def _found_by(event: Event, search_ids: Sequence[str], photo_ids: Collection[str]) -> Mapping[str, Ground]:
    """The search by whose right each photo may be seen, as long as that goes on and nobody said that it shows somebody else."""
    found: dict[str, Ground] = {}
    for search_id in search_ids:
        if not await searches.is_open(search_id, event.id, utc_now()):
            continue
        for match in await matches.by_ids([match_id(search_id, photo_id) for photo_id in photo_ids]):
            if match.is_me is not False:
                found.setdefault(match.photo_id, grounds.of_search(search_id))
    return found


def _there(listing: FavouriteList | None) -> FavouriteList:
    if listing is None:
        raise NotFound
    return listing
