"""Brands: parts of the documents of accounts and events, and their pictures."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pymongo.errors import DuplicateKeyError

from app.errors import HostTaken
from app.store.documents import BrandPicture, Event, User
from app.store.queries import change_one, delete_all


async def insert_picture(picture: BrandPicture) -> None:
    """Write a new picture durably."""
    await picture.insert()


async def picture(picture_id: str) -> BrandPicture | None:
    """The picture."""
    return await BrandPicture.get(picture_id)


async def delete_picture(picture_id: str) -> None:
    """Nobody shows it any more."""
    await delete_all(BrandPicture, {"_id": picture_id})


async def change_account(user_id: str, changes: Mapping[str, Any]) -> User | None:
    """Set parts of the account's brand; returns the account as it was until then. Raises ``HostTaken`` for a base address that is
    another account's, also of two who take one at the same moment: the index decides."""
    try:
        return await change_one(User, {"_id": user_id}, _set(changes), before=True)
    except DuplicateKeyError:
        raise HostTaken from None


async def change_event(event_id: int, changes: Mapping[str, Any]) -> Event | None:
    """Set parts of the brand of an event that is not deleted; returns the event as it was until then."""
    return await change_one(Event, {"_id": event_id, "deleted_at": None}, _set(changes), before=True)


async def erase_event(event_id: int) -> None:
    """All pictures of an event that is gone for good."""
    await delete_all(BrandPicture, {"event_id": event_id})


def _set(changes: Mapping[str, Any]) -> dict[str, Any]:
    return {"$set": {f"brand.{name}": value for name, value in changes.items()}}
