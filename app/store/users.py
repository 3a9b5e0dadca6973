"""Accounts and sign-ins."""

from __future__ import annotations

import random
import re
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any, Final

import anyio
from pymongo import ReturnDocument
from pymongo.errors import DuplicateKeyError

from app.store.documents import PasswordReset, Role, Session, User, new_id

_ENABLED_ADMIN: Final[Mapping[str, Any]] = {"role": Role.ADMIN.value, "disabled": False}
_AGAIN_WITHIN_S: Final = 0.05


async def insert_user(user: User) -> bool:
    """False when the address is taken."""
    try:
        await user.insert()
    except DuplicateKeyError:
        return False
    return True


async def by_email(email: str) -> User | None:
    """The account of that (lower case) address."""
    return await User.find_one({"email": email})


async def by_ids(user_ids: Collection[str]) -> dict[str, User]:
    """Those of the accounts that exist, by id."""
    return {user.id: user for user in await User.find({"_id": {"$in": list(user_ids)}}).to_list()} if user_ids else {}


async def page(words: str, role: Role | None, place: tuple[datetime, str] | None, limit: int) -> list[User]:
    """Accounts whose name or address contains ``words``, the newest first, after ``place`` (when made, id)."""
    query: dict[str, Any] = {"$and": [_containing(words)] if words else []}
    if role is not None:
        query["role"] = role.value
    if place is not None:
        query["$and"].append({"$or": [{"created_at": {"$lt": place[0]}}, {"created_at": place[0], "_id": {"$lt": place[1]}}]})
    if not query["$and"]:
        del query["$and"]
    return await User.find(query).sort("-created_at", "-_id").limit(limit).to_list()


async def ids_containing(words: str, most: int = 0) -> list[str]:
    """Accounts whose name or address contains ``words``; any ``most`` of them, or all."""
    found = User.get_pymongo_collection().find(_containing(words), {"_id": 1}).limit(most)
    return [row["_id"] async for row in found]


async def change(seen: User, changes: Mapping[str, Any]) -> User | None:
    """Set fields; None when role or state is not as in ``seen`` any more, and then nothing is set."""
    condition = {"_id": seen.id, "role": seen.role.value, "disabled": seen.disabled}
    changed = await User.get_pymongo_collection().find_one_and_update(
        condition, {"$set": dict(changes)}, return_document=ReturnDocument.AFTER
    )
    return User.model_validate(changed) if changed is not None else None


async def has_other_admin(user_id: str) -> bool:
    """Is there an enabled administrator beside this one?"""
    return await User.find_one({**_ENABLED_ADMIN, "_id": {"$ne": user_id}}) is not None


async def retire_admin(user_id: str, changes: Mapping[str, Any]) -> bool:
    """Set ``changes``, by which an enabled administrator will be none any more; False when nobody would be left.

    Two who retire each other at the same moment must not both find the other still there. So each marks its own, takes
    all others' marks away, looks who is left, and writes only if its mark is there still: whoever marked later has taken
    the other's mark, and that one begins anew. A mark that a crash left behind stops nobody.
    """
    accounts = User.get_pymongo_collection()
    others = {**_ENABLED_ADMIN, "_id": {"$ne": user_id}}
    while True:
        mark = new_id()
        await accounts.update_one({"_id": user_id}, {"$set": {"retiring": mark}})
        await accounts.update_many({**others, "retiring": {"$ne": None}}, {"$set": {"retiring": None}})
        if await accounts.find_one(others, {"_id": 1}) is None:
            return False
        done = await accounts.update_one({"_id": user_id, "retiring": mark}, {"$set": {**changes, "retiring": None}})
        if done.matched_count:
            return True
        await anyio.sleep(random.uniform(0, _AGAIN_WITHIN_S))  # noqa: S311 - only so that two do not go on in step


async def replace_hash(user_id: str, old: str, new: str) -> bool:
    """Store another hash, unless the password was changed meanwhile; True when it was stored."""
    done = await User.get_pymongo_collection().update_one(
        {"_id": user_id, "password_hash": old}, {"$set": {"password_hash": new}}
    )
    return bool(done.matched_count)


async def set_hash(user_id: str, new: str) -> None:
    """Store the hash of a new password, whatever the old one was."""
    await User.get_pymongo_collection().update_one({"_id": user_id}, {"$set": {"password_hash": new}})


async def note_sign_in(user_id: str, now: datetime) -> None:
    """The account was used."""
    await User.get_pymongo_collection().update_one({"_id": user_id}, {"$set": {"last_sign_in_at": now}})


async def delete_session(session_id: str) -> None:
    """Sign out; an unknown session is no error."""
    await Session.find({"_id": session_id}).delete()


async def delete_expired_sessions(user_id: str, now: datetime) -> None:
    """What is over need not be kept."""
    await Session.find({"user_id": user_id, "expires_at": {"$lte": now}}).delete()


async def session_ids(user_id: str) -> list[str]:
    """All sign-ins of an account."""
    return [row["_id"] async for row in Session.get_pymongo_collection().find({"user_id": user_id}, {"_id": 1})]


async def delete_sessions(ids: Collection[str]) -> None:
    """End these sign-ins."""
    if ids:
        await Session.find({"_id": {"$in": list(ids)}}).delete()


async def put_reset(reset: PasswordReset) -> None:
    """Only the newest way to a new password is kept of an account."""
    written = {"digest": reset.digest, "created_at": reset.created_at, "expires_at": reset.expires_at}
    while True:
        try:
            await PasswordReset.get_pymongo_collection().update_one({"_id": reset.id}, {"$set": written}, upsert=True)
        except DuplicateKeyError:
            continue  # two make the account's first at once: one of them meets the other's
        return


async def reset_of(digest: str, now: datetime) -> PasswordReset | None:
    """The way to a new password, if it can still be gone."""
    return await PasswordReset.find_one({"digest": digest, "expires_at": {"$gt": now}})


async def delete_reset(user_id: str) -> None:
    """There is no such way any more."""
    await PasswordReset.get_pymongo_collection().delete_one({"_id": user_id})


async def use_reset(digest: str, now: datetime) -> bool:
    """Use it up; of two who try, one hears True."""
    used = await PasswordReset.get_pymongo_collection().find_one_and_delete({"digest": digest, "expires_at": {"$gt": now}})
    return used is not None


def _containing(words: str) -> dict[str, Any]:
    part = {"$regex": re.escape(words), "$options": "i"}
    return {"$or": [{"email": part}, {"name": part}]}
