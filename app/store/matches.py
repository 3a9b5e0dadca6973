"""Matches: one search, one photo, one document."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Final

from pymongo.errors import BulkWriteError

from app.domain.times import utc_now
from app.store.documents import Match
from app.store.queries import batches, change_one, delete_all, documents_meeting_both, note_all, rows, values_of, write_all

_DUPLICATE_KEY: Final = 11000


async def insert_once(matches: Sequence[Match]) -> list[Match]:
    """Write what is not there yet; returns every match as it is stored, in the order given.

    Whoever finds the same photo for the same search later meets the document of the first.
    """
    if not matches:
        return []
    try:
        await Match.insert_many(list(matches), ordered=False)
    except BulkWriteError as failure:
        if any(error["code"] != _DUPLICATE_KEY for error in failure.details["writeErrors"]):
            raise
    else:
        return list(matches)
    stored: dict[str, Match] = {}
    stored |= {match.id: match for match in await by_ids([match.id for match in matches])}
    return [stored[match.id] for match in matches if match.id in stored]


async def mark_announced(match_ids: Sequence[str]) -> set[str]:
    """Note that they were published; returns those that are gone by now.

    What a database that is killed forgets of it is published again, which changes nothing."""
    gone: set[str] = set()
    for ids in batches(match_ids):
        if await note_all(Match, {"_id": {"$in": ids}}, {"$set": {"announced": True}}) < len(ids):
            gone |= set(ids) - {row["_id"] for row in await rows(Match, {"_id": {"$in": ids}})}
    return gone


async def unannounce(match_ids: Sequence[str]) -> None:
    """They are to be published again."""
    for ids in batches(match_ids):
        await write_all(Match, {"_id": {"$in": ids}}, {"$set": {"announced": False}})


async def replace_sealed(found: Sequence[Match]) -> list[Match]:
    """Keep what is sealed now, and of which file that is; returns those of the matches that are still there, as they are now."""
    there: list[Match] = []
    for wanted in found:
        seen = {"sealed": wanted.sealed, "file_id": wanted.file_id}
        match = await change_one(Match, {"_id": wanted.id}, {"$set": seen})
        if match is not None:
            there.append(match)
    return there


async def get(match_id: str) -> Match | None:
    """One match."""
    return await Match.get(match_id)


async def by_ids(match_ids: Sequence[str]) -> list[Match]:
    """Those of the matches that there are."""
    found: list[Match] = []
    for ids in batches(match_ids):
        found += await Match.find({"_id": {"$in": ids}}).to_list()
    return found


async def of_search(search_id: str) -> list[Match]:
    """All matches of a search, in no order: how good they are is sealed."""
    return await Match.find({"search_id": search_id}).to_list()


async def of_photo(photo_id: str) -> list[Match]:
    """All matches of a photo."""
    return await Match.find({"photo_id": photo_id}).to_list()


async def announced_of(photo_ids: Sequence[str]) -> list[Match]:
    """The matches of these photos that were published."""
    found: list[Match] = []
    for ids in batches(photo_ids):
        found += await Match.find({"photo_id": {"$in": ids}}).to_list()
    return [match for match in found if match.announced]


async def unannounced(before: datetime) -> list[Match]:
    """Matches that are older than ``before`` and were never published: a worker died in between. Not those whose photo is held:
    there may be thousands of them for hours."""
    untold = {"announced": False, "held": False}
    return await documents_meeting_both(Match, untold, {"created_at": {"$lt": before}})


async def release(photo_ids: Collection[str]) -> None:
    """What was found while these photos were not to be seen comes to its guests now: live, if they were not told before."""
    for photo_id in photo_ids:
        await write_all(Match, {"photo_id": photo_id, "held": True}, {"$set": {"held": False, "live": True}})


async def mark_known(match_ids: Collection[str]) -> None:
    """The guest knows of these: there is no need to tell her by mail or push."""
    for ids in batches(sorted(match_ids)):
        await write_all(Match, {"_id": {"$in": ids}}, {"$set": {"known": True}})


async def answer(match_id: str, is_me: bool | None) -> Match | None:
    """Remember the guest's answer, None for none; returns the match as it was before, None when there is none."""
    answered_at = utc_now() if is_me is not None else None
    return await change_one(Match, {"_id": match_id}, {"$set": {"is_me": is_me, "answered_at": answered_at}}, before=True)


async def delete(match_ids: Sequence[str]) -> None:
    """These matches."""
    for ids in batches(match_ids):
        await delete_all(Match, {"_id": {"$in": ids}})


async def delete_of_search(search_id: str) -> None:
    """All matches of a search."""
    await delete_all(Match, {"search_id": search_id})


async def delete_of_photo(photo_id: str) -> None:
    """All matches of a photo."""
    await delete_all(Match, {"photo_id": photo_id})


async def searches_with_matches() -> set[str]:
    """Every search that has a match; reads the whole collection, for the keeper's rare rounds."""
    return await values_of(Match, "search_id", {})


async def photos_with_matches() -> set[str]:
    """Every photo that has a match; reads the whole collection, for the keeper's rare rounds."""
    return await values_of(Match, "photo_id", {})


async def erase_event(event_id: int) -> None:
    """All matches of an event that is gone for good."""
    await delete_all(Match, {"event_id": event_id})
