"""What an event's matches and searches add up to. Each of these reads all matches or searches of an event: SecantusDB takes about
a second for fifty thousand."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.store.documents import Match, Photo, Search, SearchState


@dataclass(frozen=True, slots=True)
class MatchCounts:
    """Matches that guests were told of, those among them that came live, and the searches that have any."""

    delivered: int
    live: int
    searches: frozenset[str]


@dataclass(frozen=True, slots=True)
class LiveMatch:
    """A match that came while its guest waited, and when its photo arrived."""

    event_id: int
    search_id: str
    photo_id: str
    found_at: datetime
    photo_at: datetime


async def match_counts(event_id: int) -> MatchCounts:
    """What guests were told of and did not say to be somebody else."""
    totals = {
        "_id": "$search_id",
        "delivered": {"$sum": 1},
        "live": {"$sum": {"$cond": ["$live", 1, 0]}},
    }
    pipeline = [{"$match": _delivered(event_id)}, {"$group": totals}]
    groups = await (await Match.get_pymongo_collection().aggregate(pipeline)).to_list()
    return MatchCounts(
        delivered=sum(group["delivered"] for group in groups),
        live=sum(group["live"] for group in groups),
        searches=frozenset(group["_id"] for group in groups),
    )


async def delivered_since(event_id: int, moment: datetime) -> list[datetime]:
    """When each match was found that guests were told of."""
    query = _delivered(event_id) | {"created_at": {"$gte": moment}}
    return [row["created_at"] async for row in Match.get_pymongo_collection().find(query, {"created_at": 1})]


async def live_search_ids(event_id: int) -> set[str]:
    """Searches that have been through the gallery and wait for more."""
    query = {"event_id": event_id, "state": SearchState.LIVE.value}
    return {row["_id"] async for row in Search.get_pymongo_collection().find(query, {"_id": 1})}


async def events_of(search_ids: Collection[str]) -> dict[str, int]:
    """The event of each of these searches that exists."""
    found = Search.get_pymongo_collection().find({"_id": {"$in": list(search_ids)}}, {"event_id": 1})
    return {row["_id"]: row["event_id"] async for row in found}


async def live_matches(match_ids: Collection[str]) -> list[LiveMatch]:
    """Those of the matches that came live and whose photo is still there."""
    query = {"_id": {"$in": list(match_ids)}, "live": True}
    rows = await Match.get_pymongo_collection().find(query).to_list()
    arrived = await _arrivals({row["photo_id"] for row in rows})
    return [
        LiveMatch(row["event_id"], row["search_id"], row["photo_id"], row["created_at"], arrived[row["photo_id"]])
        for row in rows
        if row["photo_id"] in arrived
    ]


async def _arrivals(photo_ids: Collection[str]) -> Mapping[str, datetime]:
    if not photo_ids:
        return {}
    found = Photo.get_pymongo_collection().find({"_id": {"$in": list(photo_ids)}}, {"created_at": 1})
    return {row["_id"]: row["created_at"] async for row in found}


def _delivered(event_id: int) -> dict[str, Any]:
    return {"event_id": event_id, "announced": True, "is_me": {"$ne": False}}
