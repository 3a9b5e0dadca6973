"""Personal access tokens."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from app.store.documents import AccessToken
from app.store.queries import delete_all, rows, write_one


async def insert(token: AccessToken) -> None:
    """Write a new token durably."""
    await token.insert()


async def get(token_id: str) -> AccessToken | None:
    """The token, also one that is over."""
    return await AccessToken.get(token_id)


async def by_digest(digest: str, now: datetime) -> AccessToken | None:
    """The token, if its time is not over."""
    return await AccessToken.find_one({"digest": digest, "expires_at": {"$gt": now}})


async def of_user(user_id: str) -> Sequence[AccessToken]:
    """All tokens of an account, also those that are over, the newest first."""
    found = await AccessToken.find({"user_id": user_id}).to_list()
    return sorted(found, key=lambda token: (token.created_at, token.id), reverse=True)


async def ids_of_user(user_id: str) -> list[str]:
    """All tokens of an account, by id."""
    return [row["_id"] for row in await rows(AccessToken, {"user_id": user_id})]


async def note_use(token_id: str, now: datetime) -> None:
    """It was used."""
    await write_one(AccessToken, {"_id": token_id}, {"$set": {"last_used_at": now}})


async def delete(token_id: str) -> bool:
    """Revoke it; of two who try, one hears True."""
    return await delete_all(AccessToken, {"_id": token_id}) > 0
