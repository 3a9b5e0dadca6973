"""What an event's matches and searches add up to. Some of these read all matches or searches of an event: SecantusDB takes about
a second for fifty thousand.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from app.domain.vocabulary import SearchStage
from app.store.documents import Match, Photo, Search
from app.store.queries import batches, meeting_both, rows

_ANNOUNCED: Final[Mapping[str, Any]] = {"announced": True, "is_me": {"$ne": False}}


@dataclass(frozen=True, slots=True)
class LiveMatch:
    """A match that came while its guest waited, and when its photo arrived or, where it was held, when it was let go."""

    event_id: int
    search_id: str
    photo_id: str
    found_at: datetime
    photo_at: datetime


async def matched_search_ids(event_id: int) -> set[str]:
    """Searches whose guests were told of a photo and did not say that it is of somebody else."""
    by_search = {"$group": {"_id": "$search_id"}}
    return {row["_id"] for row in await meeting_both(Match, {"event_id": event_id}, _ANNOUNCED, by_search)}


async def photos_found(event_id: int) -> dict[str, int]:
    """Photos that guests were told of and did not say are of somebody else; and to how many searches each belongs."""
    by_photo = {"$group": {"_id": "$photo_id", "searches": {"$sum": 1}}}
    found = await meeting_both(Match, {"event_id": event_id}, _ANNOUNCED, by_photo)
    return {row["_id"]: row["searches"] for row in found}


async def live_search_ids(event_id: int) -> set[str]:
    """Searches that have been through the gallery and wait for more."""
    live = {"state": SearchStage.LIVE.value}
    return {row["_id"] for row in await meeting_both(Search, {"event_id": event_id}, live, {"$project": {"_id": 1}})}


async def events_of(search_ids: Collection[str]) -> dict[str, int]:
    """The event of each of these searches that exists."""
    return {row["_id"]: row["event_id"] for row in await _by_ids(Search, search_ids, "event_id")}


async def live_matches(match_ids: Collection[str]) -> list[LiveMatch]:
    """Those of the matches that came live and whose photo is still there."""
    fields = ("event_id", "search_id", "photo_id", "created_at", "live")
    live = [row for row in await _by_ids(Match, match_ids, *fields) if row["live"]]
    photos = await _by_ids(Photo, {row["photo_id"] for row in live}, "created_at", "released_at")
    arrived = {photo["_id"]: photo.get("released_at") or photo["created_at"] for photo in photos}
    return [
        LiveMatch(row["event_id"], row["search_id"], row["photo_id"], row["created_at"], arrived[row["photo_id"]])
        for row in live
        if row["photo_id"] in arrived
    ]


async def _by_ids(kind: type[Match | Photo | Search], ids: Collection[str], *fields: str) -> list[dict[str, Any]]:
    """Those of the documents that exist, as much of them as is asked for."""
    found: list[dict[str, Any]] = []
    for some in batches(list(ids)):
        found += await rows(kind, {"_id": {"$in": some}}, *fields)
    return found
