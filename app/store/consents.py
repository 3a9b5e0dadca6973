"""What guests agreed to. A consent outlives its search as a receipt and holds no face data."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from app.domain.vocabulary import Ending
from app.store.documents import Consent
from app.store.queries import delete_all, had_by, note_new, write_all


async def note(consent: Consent) -> None:
    """Write it, on the disk as soon as what is written next and waits for it: the search that rests on it."""
    await note_new(consent)


async def get(consent_id: str) -> Consent | None:
    """The consent."""
    return await Consent.get(consent_id)


async def of_search(search_id: str) -> Consent | None:
    """The consent that a search rests on."""
    return await Consent.find_one({"search_id": search_id})


async def of_event(event_id: int) -> list[Consent]:
    """All consents that were given at an event, the oldest first."""
    found = await Consent.find({"event_id": event_id}).to_list()
    return sorted(found, key=lambda consent: consent.created_at)


async def end(search_id: str, at: datetime, because: Ending) -> None:
    """Note when the consent to a search ended, and why; the first time counts."""
    await write_all(Consent, {"search_id": search_id, "withdrawn_at": None}, _ended(at, because))


async def remove_ended(before: datetime) -> int:
    """Remove the records of consents that ended before that moment, by whatever it was; returns how many."""
    withdrawn = await delete_all(Consent, {"withdrawn_at": had_by(before)})
    expired = await delete_all(Consent, {"expires_at": {"$lt": before}, "withdrawn_at": None})
    return withdrawn + expired


async def end_event(event_id: int, at: datetime) -> None:
    """The event is gone, and with it all that was agreed to."""
    await write_all(Consent, {"event_id": event_id, "withdrawn_at": None}, _ended(at, Ending.EVENT_DELETED))


def _ended(at: datetime, because: Ending) -> dict[str, Any]:
    return {"$set": {"withdrawn_at": at, "ended_because": because.value}}
