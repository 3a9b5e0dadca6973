"""What an event's matches and searches add up to. Some of these read all matches or searches of an event: SecantusDB takes about
a second for fifty thousand.

Conditions are matched in two steps: SecantusDB finds by an index only what is asked for by its very fields, and otherwise reads
the whole collection. MongoDB makes one step of them.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from app.store.documents import Match, Photo, Search, SearchState

_IDS_AT_ONCE: Final = 200  # a longer list of ids makes SecantusDB walk the collection
_DELIVERED: Final[Mapping[str, Any]] = {"announced": True, "is_me": {"$ne": False}}


@dataclass(frozen=True, slots=True)
class LiveMatch:
    """A match that came while its guest waited, and when its photo arrived."""

    event_id: int
    search_id: str
    photo_id: str
    found_at: datetime
    photo_at: datetime


async def matched_search_ids(event_id: int) -> set[str]:
    """Searches whose guests were told of a photo and did not say that it is of somebody else."""
    stages: list[dict[str, Any]] = [{"$match": {"event_id": event_id}}, {"$match": _DELIVERED}, {"$group": {"_id": "$search_id"}}]
    return {row["_id"] async for row in await Match.get_pymongo_collection().aggregate(stages)}


async def live_search_ids(event_id: int) -> set[str]:
    """Searches that have been through the gallery and wait for more."""
    stages: list[dict[str, Any]] = [
        {"$match": {"event_id": event_id}},
        {"$match": {"state": SearchState.LIVE.value}},
        {"$project": {"_id": 1}},
    ]
    return {row["_id"] async for row in await Search.get_pymongo_collection().aggregate(stages)}


async def events_of(search_ids: Collection[str]) -> dict[str, int]:
    """The event of each of these searches that exists."""
    return {row["_id"]: row["event_id"] for row in await _by_ids(Search, search_ids, {"event_id": 1})}


async def live_matches(match_ids: Collection[str]) -> list[LiveMatch]:
    """Those of the matches that came live and whose photo is still there."""
    fields = {"event_id": 1, "search_id": 1, "photo_id": 1, "created_at": 1, "live": 1}
    rows = [row for row in await _by_ids(Match, match_ids, fields) if row["live"]]
    photos = await _by_ids(Photo, {row["photo_id"] for row in rows}, {"created_at": 1})
    arrived = {photo["_id"]: photo["created_at"] for photo in photos}
    return [
        LiveMatch(row["event_id"], row["search_id"], row["photo_id"], row["created_at"], arrived[row["photo_id"]])
        for row in rows
        if row["photo_id"] in arrived
    ]


async def _by_ids(kind: type[Match | Photo | Search], ids: Collection[str], fields: Mapping[str, int]) -> list[dict[str, Any]]:
    """Those of the documents that exist, as much of them as is asked for."""
    wanted, found = list(ids), []
    for start in range(0, len(wanted), _IDS_AT_ONCE):
        query = {"_id": {"$in": wanted[start : start + _IDS_AT_ONCE]}}
        found += await kind.get_pymongo_collection().find(query, fields).to_list()
    return found
