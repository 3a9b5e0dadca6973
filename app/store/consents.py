"""What guests agreed to. A consent outlives its search as a receipt and holds no face data."""

from __future__ import annotations

from datetime import datetime

from app.store.documents import Consent


async def insert(consent: Consent) -> None:
    """Write it durably, before anything is done with the selfie."""
    await consent.insert()


async def of_search(search_id: str) -> Consent | None:
    """The consent that a search rests on."""
    return await Consent.find_one({"search_id": search_id})


async def withdraw(search_id: str, at: datetime) -> None:
    """Note when the consent to a search was withdrawn; the first time counts."""
    await Consent.get_pymongo_collection().update_many(
        {"search_id": search_id, "withdrawn_at": None}, {"$set": {"withdrawn_at": at}}
    )


async def withdraw_event(event_id: int, at: datetime) -> None:
    """The event is gone, and with it all that was agreed to."""
    await Consent.get_pymongo_collection().update_many(
        {"event_id": event_id, "withdrawn_at": None}, {"$set": {"withdrawn_at": at}}
    )
