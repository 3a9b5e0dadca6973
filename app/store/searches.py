"""Searches. A state changes by one conditional write, so that a withdrawal wins every race."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any, Final

from pymongo import ReturnDocument

from app.store.batches import batches
from app.store.documents import Search, SearchState, utc_now

UNFINISHED: Final = (SearchState.QUEUED, SearchState.DETECTING, SearchState.SEARCHING)
OPEN: Final = (*UNFINISHED, SearchState.LIVE)


async def insert(search: Search) -> None:
    """Write a new search durably."""
    await search.insert()


async def get(search_id: str) -> Search | None:
    """The search in whatever state."""
    return await Search.get(search_id)


async def begin(search_id: str) -> Search | None:
    """Note that a worker is at it; None when the search is over or gone. A state that was reached is not taken back."""
    return await _change({"_id": search_id, "state": {"$in": list(OPEN)}}, {"$set": {"updated_at": utc_now()}})


async def count_attempt(search_id: str) -> Search | None:
    """Note that a worker looks at the selfies now, which may be the end of it; None when the search is over or gone."""
    return await _change(
        {"_id": search_id, "state": {"$in": list(OPEN)}}, {"$set": {"updated_at": utc_now()}, "$inc": {"attempts": 1}}
    )


async def advance(search_id: str, state: SearchState, **changes: Any) -> Search | None:
    """Move an open search on to ``state``; None when it is over (withdrawn, say) or gone: then nothing more may be written.

    Never back: of two runs at the same time the slower one gets the search as the faster one left it.
    """
    earlier = OPEN[: OPEN.index(state)] if state in OPEN else OPEN
    moved = await _change(
        {"_id": search_id, "state": {"$in": [*earlier, *([state] if state in UNFINISHED else [])]}},
        {"$set": {"state": state.value, "updated_at": utc_now(), **changes}},
    )
    if moved is not None or state not in OPEN:
        return moved
    present = await get(search_id)
    return present if present is not None and present.state in OPEN else None


async def withdraw(search_id: str) -> None:
    """Final, from any state."""
    await _change({"_id": search_id}, {"$set": {"state": SearchState.WITHDRAWN.value, "updated_at": utc_now()}})


async def withdraw_unless_handed_off(search_id: str) -> bool:
    """Final, but for a search that a phone took over; False for that, and for one that is gone."""
    condition = {"_id": search_id, "handed_off": {"$ne": True}}
    update = {"$set": {"state": SearchState.WITHDRAWN.value, "updated_at": utc_now()}}
    return await _change(condition, update) is not None


async def set_holder(search_id: str, kind: str, holder_id: str) -> None:
    """Somebody else holds the search from now on."""
    await _change({"_id": search_id}, {"$set": {"holder": {"kind": kind, "id": holder_id}}})


async def held_by(event_id: int, kind: str, holder_id: str) -> list[Search]:
    """What somebody holds in an event."""
    return await Search.find({"event_id": event_id, "holder.kind": kind, "holder.id": holder_id}).to_list()


async def hand_off(search_id: str, taken_with: str | None) -> Search | None:
    """A phone takes the search over from a kiosk; None when another one has it, or it is withdrawn or gone."""
    return await _change(
        {"_id": search_id, "handed_off": {"$ne": True}, "state": {"$ne": SearchState.WITHDRAWN.value}},
        {"$set": {"handed_off": True, "taken_with": taken_with}},
    )


async def at_kiosks() -> list[Search]:
    """What kiosks hold and no phone took over; reads the whole collection, for the keeper's rare rounds."""
    return await Search.find(
        {"holder.kind": "kiosk", "handed_off": {"$ne": True}, "state": {"$ne": SearchState.WITHDRAWN.value}}
    ).to_list()


async def open_ids(search_ids: Iterable[str], now: datetime) -> set[str]:
    """Those of the searches that may still be told of a photo."""
    found: set[str] = set()
    for ids in batches(list(set(search_ids))):
        condition = {"_id": {"$in": ids}, "state": {"$in": list(OPEN)}, "expires_at": {"$gt": now}}
        found |= {row["_id"] async for row in Search.get_pymongo_collection().find(condition, {"_id": 1})}
    return found


async def seen(search_ids: Collection[str]) -> dict[str, tuple[SearchState, datetime]]:
    """State and last change of those of the searches that exist, by id."""
    found: dict[str, tuple[SearchState, datetime]] = {}
    for ids in batches(list(search_ids)):
        rows = Search.get_pymongo_collection().find({"_id": {"$in": ids}}, {"state": 1, "updated_at": 1})
        found |= {row["_id"]: (SearchState(row["state"]), row["updated_at"]) async for row in rows}
    return found


async def due(now: datetime) -> list[Search]:
    """Open searches whose time is over."""
    return await Search.find({"state": {"$in": list(OPEN)}, "expires_at": {"$lte": now}}).to_list()


async def in_state(*states: SearchState, untouched_since: datetime) -> list[Search]:
    """Searches in one of ``states`` that nothing happened to since then."""
    return await Search.find(
        {"state": {"$in": [state.value for state in states]}, "updated_at": {"$lt": untouched_since}}
    ).to_list()


async def of_event(event_id: int) -> list[Search]:
    """All searches of an event."""
    return await Search.find({"event_id": event_id}).to_list()


async def delete(search_id: str) -> None:
    """The document itself; the last step of a withdrawal, so that a withdrawn document is one that is not finished."""
    await Search.get_pymongo_collection().delete_one({"_id": search_id})


async def erase_event(event_id: int) -> None:
    """All searches of an event that is gone for good."""
    await Search.find({"event_id": event_id}).delete()


async def _change(condition: dict[str, Any], update: dict[str, Any]) -> Search | None:
    changed = await Search.get_pymongo_collection().find_one_and_update(condition, update, return_document=ReturnDocument.AFTER)
    return Search.model_validate(changed) if changed is not None else None
