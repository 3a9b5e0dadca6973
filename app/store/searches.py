"""Searches. A state changes by one conditional write, so that a withdrawal wins every race."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any, Final

from app.domain.times import utc_now
from app.domain.vocabulary import Ending, SearchStage
from app.store.documents import Scan, Search
from app.store.queries import batches, change_one, delete_all, note_one, rows, write_all

UNFINISHED: Final = (SearchStage.QUEUED, SearchStage.DETECTING, SearchStage.SEARCHING)
OPEN: Final = (*UNFINISHED, SearchStage.LIVE)
_SCANNING: Final = (SearchStage.SEARCHING.value, SearchStage.LIVE.value)


async def insert(search: Search) -> None:
    """Write a new search durably."""
    await search.insert()


async def get(search_id: str) -> Search | None:
    """The search in whatever state."""
    return await Search.get(search_id)


async def begin(search_id: str) -> Search | None:
    """Note that a worker is at it; None when the search is over or gone. A state that was reached is not taken back."""
    return await note_one(Search, search_id, {"state": {"$in": list(OPEN)}}, {"$set": {"updated_at": utc_now()}})


async def attempt(search_id: str) -> Search | None:
    """As ``advance`` to ``detecting``: a worker looks at the selfies now, which may be the end of it and is counted."""
    return await _advance(search_id, SearchStage.DETECTING, {"$inc": {"attempts": 1}})


async def advance(search_id: str, state: SearchStage, **changes: Any) -> Search | None:
    """Move an open search on to ``state``; None when it is over (withdrawn, say) or gone: then nothing more may be written.

    Never back: of two runs at the same time the slower one gets the search as the faster one left it.
    """
    return await _advance(search_id, state, {"$set": changes})


async def _advance(search_id: str, state: SearchStage, update: dict[str, Any]) -> Search | None:
    earlier = OPEN[: OPEN.index(state)] if state in OPEN else OPEN
    on_the_way = state in UNFINISHED
    condition = {"state": {"$in": [*earlier, *([state] if on_the_way else [])]}}
    update = update | {"$set": {"state": state.value, "updated_at": utc_now(), **update.get("$set", {})}}
    # The guest waits for what her search comes to, and not for each step to be on the disk behind the photos of a burst.
    if on_the_way:
        moved = await note_one(Search, search_id, condition, update)
    else:
        moved = await _change({"_id": search_id, **condition}, update)
    if moved is not None or state not in OPEN:
        return moved
    present = await get(search_id)
    return present if present is not None and present.state in OPEN else None


async def ask_to_look(search_ids: Collection[str]) -> list[Search]:
    """There is reason to look for these searches again; returns those that are live, each with the number of this reason.

    One that is not live yet looks at everything before it is.
    """
    asked = []
    for search_id in search_ids:
        update = {"$inc": {"looks": 1}, "$set": {"look_asked_at": utc_now()}}
        search = await _change({"_id": search_id, "state": {"$in": list(OPEN)}}, update)
        if search is not None and search.state is SearchStage.LIVE:
            asked.append(search)
    return asked


async def note_added(search_id: str, now: datetime) -> Search | None:
    """Selfies were added that wait for a worker; returns the search with the number of this time, None when it is not live."""
    live = {"_id": search_id, "state": SearchStage.LIVE.value, "expires_at": {"$gt": now}}
    return await _change(live, {"$inc": {"added": 1}, "$set": {"added_at": now}})


async def settle_added(search_id: str) -> None:
    """No selfies wait for a worker any more."""
    await _change({"_id": search_id}, {"$set": {"added_at": None}})


async def waiting_with_added(added_before: datetime) -> list[Search]:
    """Live searches whose added selfies nobody has settled since then."""
    live = await Search.find({"state": SearchStage.LIVE.value, "added_at": {"$lt": added_before}}).to_list()
    return [search for search in live if search.added_at is not None]


async def set_selfies(search_id: str, selfies: int) -> None:
    """So many have been taken into the template."""
    await _change({"_id": search_id}, {"$set": {"selfies": selfies}})


async def looked(search_id: str, looks: int, asks: Sequence[str]) -> bool:
    """It was looked for again for the first ``looks`` reasons; False when there has come another one meanwhile."""
    done = {"look_asked_at": None, "asks": list(asks)}
    return await _change({"_id": search_id, "looks": looks, "state": {"$in": list(OPEN)}}, {"$set": done}) is not None


async def waiting_to_look(asked_before: datetime) -> list[Search]:
    """Live searches for which nobody has looked again since then, though there was reason to."""
    live = await Search.find({"state": SearchStage.LIVE.value, "look_asked_at": {"$lt": asked_before}}).to_list()
    return [search for search in live if search.look_asked_at is not None]


async def begin_scan(search_id: str, total: int) -> Search | None:
    """The search waits until the first ``total`` photos of its event were looked at; None when it does so already, or is over."""
    scan = Scan(total=total, next=1).model_dump()
    return await _change({"_id": search_id, "state": SearchStage.SEARCHING.value, "scan": None}, {"$set": {"scan": scan}})


async def scan_again(search_id: str, total: int) -> Search | None:
    """The first ``total`` photos are looked at once more for a live search, from now on; None when it is not live."""
    scan = Scan(total=total, next=1).model_dump()
    return await _change({"_id": search_id, "state": SearchStage.LIVE.value}, {"$set": {"scan": scan, "updated_at": utc_now()}})


async def end_scan(search_id: str, scan: Scan) -> None:
    """All photos were looked at again for a live search; that it was asked for once more meanwhile stays."""
    live = {"_id": search_id, "state": SearchStage.LIVE.value, "scan.scanned": scan.scanned, "scan.total": scan.total}
    await _change(live, {"$set": {"scan": None}})


async def scanning(event_id: int, engine_id: str) -> list[Search]:
    """Searches of an event that wait until its photos were looked at, for the first time or again."""
    condition = {"event_id": event_id, "engine_id": engine_id, "state": {"$in": list(_SCANNING)}, "scan": {"$ne": None}}
    return await Search.find(condition).to_list()


async def waiting_to_scan(untouched_since: datetime) -> list[Search]:
    """Live searches for which photos are to be looked at again, and nobody has looked at one since then."""
    condition = {"state": SearchStage.LIVE.value, "scan": {"$ne": None}, "updated_at": {"$lt": untouched_since}}
    return await Search.find(condition).to_list()


async def join_scan(search_id: str, number: int) -> None:
    """Begin with photo ``number``, where others are, unless the search has begun."""
    await _change({"_id": search_id, "scan.scanned": 0, "scan.tries": 0}, {"$set": {"scan.next": number}})


async def try_scan(search_ids: Collection[str]) -> None:
    """A worker begins with the next photo of these searches, which may be the end of it."""
    update = {"$inc": {"scan.tries": 1}, "$set": {"updated_at": utc_now()}}
    await write_all(Search, {"_id": {"$in": list(search_ids)}}, update)


async def step_scan(search_id: str, number: int, following: int) -> Search | None:
    """Photo ``number`` was looked at, ``following`` is next; None when the search is over, or another worker was faster."""
    return await _change(
        {"_id": search_id, "state": {"$in": list(_SCANNING)}, "scan.next": number},
        {"$set": {"scan.next": following, "scan.tries": 0, "updated_at": utc_now()}, "$inc": {"scan.scanned": 1}},
    )


async def withdraw(search_id: str, because: Ending) -> Ending:
    """Final, from any state; the first reason counts, and is returned."""
    marked = await _change({"_id": search_id, "state": {"$ne": SearchStage.WITHDRAWN.value}}, _withdrawn(because))
    present = marked or await get(search_id)
    return (present.ended_because if present else None) or because


async def withdraw_of_link(link_id: str) -> list[Search]:
    """Final, for all searches that came by a share link; returns them, and those that were marked before and not erased yet."""
    going_on = {"link_id": link_id, "state": {"$ne": SearchStage.WITHDRAWN.value}}
    await write_all(Search, going_on, _withdrawn(Ending.LINK_REVOKED))
    return await Search.find({"link_id": link_id, "state": SearchStage.WITHDRAWN.value}).to_list()


async def open_of_link(link_id: str, now: datetime) -> int:
    """How many searches that came by a share link go on."""
    return await Search.find(
        {"link_id": link_id, "state": {"$in": [state.value for state in OPEN]}, "expires_at": {"$gt": now}}
    ).count()


async def withdraw_unless_handed_off(search_id: str) -> bool:
    """Final, but for a search that a phone took over; False for that, and for one that is gone."""
    condition = {"_id": search_id, "handed_off": {"$ne": True}}
    return await _change(condition, _withdrawn(Ending.LEFT_KIOSK)) is not None


async def count_waiting(kind: str, holder_id: str) -> int:
    """How many searches of somebody wait for a worker to have looked at their selfies."""
    waiting = [SearchStage.QUEUED.value, SearchStage.DETECTING.value]
    return await Search.find({"state": {"$in": waiting}, "holder.kind": kind, "holder.id": holder_id}).count()


async def set_holder(search_id: str, kind: str, holder_id: str) -> None:
    """Somebody else holds the search from now on."""
    await _change({"_id": search_id}, {"$set": {"holder": {"kind": kind, "id": holder_id}}})


async def held_by(event_id: int, kind: str, holder_id: str) -> list[Search]:
    """What somebody holds in an event."""
    return await Search.find({"event_id": event_id, "holder.kind": kind, "holder.id": holder_id}).to_list()


async def set_wall(search_id: str, answer: bool | None) -> bool:
    """Whether a wall may show photos of the guest; False when the search is over or gone."""
    return await _change({"_id": search_id, "state": {"$in": list(OPEN)}}, {"$set": {"wall": answer}}) is not None


async def answered_on_wall(event_id: int, now: datetime) -> dict[str, bool]:
    """What the guests of the event's open searches have said of the wall, by search; without those who said nothing."""
    found = await rows(Search, {"event_id": event_id}, "state", "expires_at", "wall")
    return {row["_id"]: row["wall"] for row in found if _answers(row, now)}


def _answers(row: dict[str, Any], now: datetime) -> bool:
    return row.get("wall") is not None and row["state"] in OPEN and row["expires_at"] > now


async def hand_off(search_id: str, taken_with: str | None) -> Search | None:
    """A phone takes the search over from a kiosk; None when another one has it, or it is withdrawn or gone."""
    return await _change(
        {"_id": search_id, "handed_off": {"$ne": True}, "state": {"$ne": SearchStage.WITHDRAWN.value}},
        {"$set": {"handed_off": True, "taken_with": taken_with}},
    )


async def at_kiosks() -> list[Search]:
    """What kiosks hold and no phone took over; reads the whole collection, for the keeper's rare rounds."""
    return await Search.find(
        {"holder.kind": "kiosk", "handed_off": {"$ne": True}, "state": {"$ne": SearchStage.WITHDRAWN.value}}
    ).to_list()


async def is_open(search_id: str, event_id: int, now: datetime) -> bool:
    """Is it a search of the event that goes on?"""
    # By its id alone: SecantusDB takes more than twice as long for a condition of several fields.
    found = await Search.get(search_id)
    return found is not None and found.event_id == event_id and found.state in OPEN and found.expires_at > now


async def open_ids(search_ids: Iterable[str], now: datetime) -> set[str]:
    """Those of the searches that may still be told of a photo."""
    found: set[str] = set()
    for ids in batches(list(set(search_ids))):
        condition = {"_id": {"$in": ids}, "state": {"$in": list(OPEN)}, "expires_at": {"$gt": now}}
        found |= {row["_id"] for row in await rows(Search, condition)}
    return found


async def seen(search_ids: Collection[str]) -> dict[str, tuple[SearchStage, datetime]]:
    """State and last change of those of the searches that exist, by id."""
    found: dict[str, tuple[SearchStage, datetime]] = {}
    for ids in batches(list(search_ids)):
        states = await rows(Search, {"_id": {"$in": ids}}, "state", "updated_at")
        found |= {row["_id"]: (SearchStage(row["state"]), row["updated_at"]) for row in states}
    return found


async def due(now: datetime) -> list[Search]:
    """Open searches whose time is over."""
    return await Search.find({"state": {"$in": list(OPEN)}, "expires_at": {"$lte": now}}).to_list()


async def in_state(*states: SearchStage, untouched_since: datetime) -> list[Search]:
    """Searches in one of ``states`` that nothing happened to since then."""
    return await Search.find(
        {"state": {"$in": [state.value for state in states]}, "updated_at": {"$lt": untouched_since}}
    ).to_list()


async def of_event(event_id: int) -> list[Search]:
    """All searches of an event."""
    return await Search.find({"event_id": event_id}).to_list()


async def delete(search_id: str) -> None:
    """The document itself; the last step of a withdrawal, so that a withdrawn document is one that is not finished."""
    await delete_all(Search, {"_id": search_id})


async def erase_event(event_id: int) -> None:
    """All searches of an event that is gone for good."""
    await delete_all(Search, {"event_id": event_id})


async def _change(condition: dict[str, Any], update: dict[str, Any]) -> Search | None:
    return await change_one(Search, condition, update)


def _withdrawn(because: Ending) -> dict[str, Any]:
    return {"$set": {"state": SearchStage.WITHDRAWN.value, "ended_because": because.value, "updated_at": utc_now()}}
