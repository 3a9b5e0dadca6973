"""Favourites: lists of photos, each a document, and comments on single photos."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final

from pymongo.errors import DuplicateKeyError

from app.domain.times import utc_now
from app.domain.vocabulary import ListKind
from app.store import gapless_logs
from app.store.documents import Comment, Counter, FavouriteList
from app.store.queries import change_one, delete_all, meeting_both, write_all, write_one

_WINDOW: Final = 500
"""Comments are read by bounded ranges of their number: a sorted limit is not pushed into the index."""


async def insert_once(listing: FavouriteList) -> FavouriteList:
    """Write a new list durably; returns it, or the one with the same origin that was faster."""
    try:
        await listing.insert()
    except DuplicateKeyError:
        present = await FavouriteList.find_one({"origin": listing.origin})
        return present if present is not None else await insert_once(listing)  # deleted in this very moment
    return listing


async def get(list_id: str) -> FavouriteList | None:
    """One list."""
    return await FavouriteList.get(list_id)


async def is_of(list_id: str, event_id: int, kind: ListKind | None = None) -> bool:
    """Is it a list of the event, and of that kind?"""
    found = await get(list_id)
    return found is not None and found.event_id == event_id and kind in (None, found.kind)


async def of_event(event_id: int) -> Sequence[FavouriteList]:
    """All lists of the event, the one that was changed last first."""
    found = await FavouriteList.find({"event_id": event_id}).to_list()
    return sorted(found, key=lambda listing: listing.updated_at, reverse=True)


async def of_search(search_id: str) -> FavouriteList | None:
    """The list that hangs on a search."""
    return await FavouriteList.find_one({"search_ids": search_id})


async def of_guest(event_id: int, guest_id: str) -> FavouriteList | None:
    """The list of a guest session at the event."""
    found = await FavouriteList.find({"guest_id": guest_id}).to_list()
    return next((listing for listing in found if listing.event_id == event_id), None)


async def join(list_id: str, search_ids: Collection[str]) -> FavouriteList | None:
    """The list hangs on these searches too; None when it is gone."""
    return await change_one(FavouriteList, {"_id": list_id}, {"$addToSet": {"search_ids": {"$each": list(search_ids)}}})


async def come_by(list_id: str, link_id: str) -> FavouriteList | None:
    """The guest came by that share link; None when the list is gone."""
    return await change_one(FavouriteList, {"_id": list_id}, {"$set": {"link_id": link_id}})


async def change(list_id: str, fields: Mapping[str, Any]) -> FavouriteList | None:
    """Set fields; None when the list is gone."""
    return await change_one(FavouriteList, {"_id": list_id}, {"$set": {**fields, "updated_at": utc_now()}})


async def choose(list_id: str, add: Sequence[str], remove: Collection[str]) -> FavouriteList | None:
    """These photos are in the list and those are not, whatever was before; None when it is gone."""
    now = {"$set": {"updated_at": utc_now()}}
    if remove:
        await write_one(FavouriteList, {"_id": list_id}, {"$pullAll": {"photo_ids": list(remove)}, **now})
    if add:
        return await change_one(FavouriteList, {"_id": list_id}, {"$addToSet": {"photo_ids": {"$each": list(add)}}, **now})
    return await get(list_id)


async def leave(search_id: str) -> bool:
    """The search is over before its time: a guest's list that hung on nothing else is gone, with its comments. Can run twice.
    Did one go?"""
    gone = False
    for listing in await FavouriteList.find({"search_ids": search_id}).to_list():
        left = await change_one(FavouriteList, {"_id": listing.id}, {"$pull": {"search_ids": search_id}})
        if left is not None and not left.search_ids:
            gone = await delete(listing.id) or gone
    return gone


async def delete(list_id: str) -> bool:
    """The list, then its comments: who writes one meanwhile looks for the list after that. False when it was gone."""
    gone = await delete_all(FavouriteList, {"_id": list_id})
    await delete_all(Comment, {"list_id": list_id})
    return gone > 0


async def delete_of_photo(event_id: int, photo_id: str) -> bool:
    """The photo is gone for good: it leaves all lists, and what was said about it goes. Was there anything?"""
    left = await write_all(FavouriteList, {"event_id": event_id}, {"$pull": {"photo_ids": photo_id}})
    return await delete_all(Comment, {"photo_id": photo_id}) > 0 or left.modified_count > 0


async def move_photo(event_id: int, photo_id: str, instead: str) -> None:
    """What was chosen and said of the one photo is of the other, which has its place in each list. Can run twice."""
    for row in await meeting_both(FavouriteList, {"event_id": event_id}, {"photo_ids": photo_id}):
        await _put_instead(row["_id"], photo_id, instead)
    await write_all(Comment, {"photo_id": photo_id}, {"$set": {"photo_id": instead}})


async def _put_instead(list_id: str, photo_id: str, instead: str) -> None:
    while (listing := await get(list_id)) is not None and photo_id in listing.photo_ids:
        now = dict.fromkeys(instead if chosen == photo_id else chosen for chosen in listing.photo_ids)
        as_seen = {"_id": list_id, "photo_ids": listing.photo_ids}
        if await write_one(FavouriteList, as_seen, {"$set": {"photo_ids": list(now), "updated_at": utc_now()}}):
            return


async def insert_comment(comment: Comment) -> Comment:
    """Number and write a comment durably; returns it, or what was written under its id before."""
    comment.number = await gapless_logs.next_number(_counter_id(comment.event_id))
    try:
        await comment.insert()
    except DuplicateKeyError:
        present = await Comment.get(comment.id)
        return present if present is not None else await insert_comment(comment)
    return comment


async def get_comment(comment_id: str) -> Comment | None:
    """One comment."""
    return await Comment.get(comment_id)


async def delete_comment(comment_id: str) -> bool:
    """False when it was gone."""
    return await delete_all(Comment, {"_id": comment_id}) > 0


async def comments_of_list(list_id: str) -> Sequence[Comment]:
    """All that were written with the list, the newest first."""
    return _newest_first(await Comment.find({"list_id": list_id}).to_list())


async def comments_of_photo(photo_id: str) -> Sequence[Comment]:
    """All about the photo, the newest first."""
    return _newest_first(await Comment.find({"photo_id": photo_id}).to_list())


async def page_of_comments(event_id: int, before: int | None, limit: int) -> tuple[list[Comment], int | None]:
    """Up to ``limit`` comments with numbers below ``before`` (None: from the newest), newest first, and where to go on."""
    counter = await Counter.get(_counter_id(event_id))
    end = counter.value if counter else 0
    if before is not None:
        end = min(end, before - 1)
    found: list[Comment] = []
    while end > 0 and len(found) <= limit:
        numbers = {"event_id": event_id, "number": {"$gt": end - _WINDOW, "$lte": end}}
        found += _newest_first(await Comment.find(numbers).to_list())
        end -= _WINDOW
    return found[:limit], found[limit - 1].number if len(found) > limit else None


async def all_comments(event_id: int) -> list[Comment]:
    """Every comment of the event, newest first."""
    return _newest_first(await Comment.find({"event_id": event_id}).to_list())


async def erase_event(event_id: int) -> None:
    """All lists and comments of an event that is gone for good."""
    await delete_all(FavouriteList, {"event_id": event_id})
    await delete_all(Comment, {"event_id": event_id})
    await delete_all(Counter, {"_id": _counter_id(event_id)})


def _newest_first(found: Sequence[Comment]) -> list[Comment]:
    return sorted(found, key=lambda comment: -comment.number)


def _counter_id(event_id: int) -> str:
    return f"comments:{event_id}"
