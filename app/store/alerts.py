"""Who wants to be told of new photos, and where telling them stands."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from pymongo.errors import DuplicateKeyError

from app.store.documents import Alert, AlertState, Letter, NoMail
from app.store.queries import batches, change_one, delete_all, had_by, rows, upsert, write_all, write_one


async def insert(alert: Alert) -> None:
    """Write a new one durably, and the state of its search where there is none yet."""
    await upsert(AlertState, alert.search_id, {"$setOnInsert": _fresh(alert)})
    await alert.insert()


async def get(alert_id: str) -> Alert | None:
    """One of them."""
    return await Alert.get(alert_id)


async def of_search(search_id: str) -> Sequence[Alert]:
    """All ways of a search, the oldest first."""
    found = await Alert.find({"search_id": search_id}).to_list()
    return sorted(found, key=lambda alert: (alert.created_at, alert.id))


async def confirm(alert_id: str, now: datetime) -> Alert | None:
    """The address is hers; None when the alert is gone."""
    await write_one(Alert, {"_id": alert_id, "confirmed_at": None}, {"$set": {"confirmed_at": now}})
    return await get(alert_id)


async def readdress(alert_id: str, sealed: bytes) -> bool:
    """It goes elsewhere from now on; False when it is gone."""
    return await write_one(Alert, {"_id": alert_id}, {"$set": {"sealed": sealed}})


async def delete(alert_id: str) -> bool:
    """Take one away, with what is on its way; False when it was gone."""
    await delete_all(Letter, {"alert_id": alert_id})
    return await delete_all(Alert, {"_id": alert_id}) > 0


async def note_new(search_ids: Collection[str], now: datetime, soon: timedelta) -> None:
    """There may be something to tell the guests of these searches, as far as they want to be told; to be called after it was
    written. Counted first: who has just looked, and is about to say that nothing is due, looks once more."""
    for ids in batches(sorted(set(search_ids))):
        counted = await write_all(AlertState, {"_id": {"$in": ids}}, {"$inc": {"news": 1}})
        if counted.matched_count:
            await write_all(AlertState, {"_id": {"$in": ids}, "new_since": None}, {"$set": {"new_since": now}})
            await write_all(AlertState, {"_id": {"$in": ids}, "look_at": None}, {"$set": {"look_at": now + soon}})


async def look_now(search_id: str, now: datetime) -> None:
    """Somebody may be told who could not be before."""
    await write_one(AlertState, {"_id": search_id}, {"$set": {"look_at": now}, "$inc": {"news": 1}})


async def to_look(now: datetime, limit: int) -> Sequence[AlertState]:
    """Those to look at now."""
    return await AlertState.find({"look_at": had_by(now)}).limit(limit).to_list()


async def note_told(search_id: str, changes: Mapping[str, Any]) -> None:
    """The guest was told, whatever came meanwhile."""
    await write_one(AlertState, {"_id": search_id}, {"$set": dict(changes)})


async def settle(seen: AlertState, changes: Mapping[str, Any]) -> bool:
    """Keep what came of looking; False when there was more news meanwhile."""
    return await change_one(AlertState, {"_id": seen.id, "news": seen.news}, {"$set": dict(changes)}) is not None


async def of_events() -> dict[int, list[str]]:
    """The searches of each event whose guests wait to be told that it is complete, but for those to look at anyway."""
    found: dict[int, list[str]] = {}
    for row in await rows(AlertState, {"ended": False, "look_at": None}, "event_id"):
        found.setdefault(row["event_id"], []).append(row["_id"])
    return found


async def among(search_ids: Collection[str]) -> set[str]:
    """Those of the searches whose guests want to be told."""
    found: set[str] = set()
    for ids in batches(sorted(search_ids)):
        found |= {row["_id"] for row in await rows(AlertState, {"_id": {"$in": ids}})}
    return found


async def erase(search_id: str) -> None:
    """All of a search: nothing is sent any more, and nobody knows to whom."""
    await delete_all(Letter, {"search_id": search_id})
    await delete_all(Alert, {"search_id": search_id})
    await delete_all(AlertState, {"_id": search_id})


async def searches_with_alerts() -> set[str]:
    """Every search that has any; reads the whole collections, for the keeper's rare rounds."""
    kept = await rows(AlertState, {}), await rows(Alert, {}, "search_id")
    return {row["_id"] for row in kept[0]} | {row["search_id"] for row in kept[1]}


async def erase_event(event_id: int) -> None:
    """All of an event that is gone for good."""
    for search_id in {row["search_id"] for row in await rows(Alert, {"event_id": event_id}, "search_id")}:
        await erase(search_id)
    await delete_all(AlertState, {"event_id": event_id})
    await delete_all(NoMail, {"event_id": event_id})


async def refuse_mail(digest: str, event_id: int) -> None:
    """The address behind the digest wants no mail about the event; can be said twice."""
    try:
        await NoMail(id=digest, event_id=event_id).insert()
    except DuplicateKeyError:
        return


async def wants_no_mail(digest: str) -> bool:
    """Has the address said so?"""
    return await NoMail.get(digest) is not None


def _fresh(alert: Alert) -> dict[str, Any]:
    state = AlertState(id=alert.search_id, event_id=alert.event_id).model_dump(exclude={"id", "revision_id"})
    return dict(state)
