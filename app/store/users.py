"""Accounts and sign-ins."""

from __future__ import annotations

import random
import re
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any, Final

import anyio
from pymongo.errors import DuplicateKeyError

from app.domain.ids import new_id
from app.domain.vocabulary import Role
from app.store.documents import PasswordReset, Session, User
from app.store.queries import change_one, delete_all, rows, upsert, write_all, write_one

_ENABLED_ADMIN: Final[Mapping[str, Any]] = {"role": Role.ADMIN.value, "disabled": False}
_AGAIN_WITHIN_S: Final = 0.05
_AGAIN_AT_MOST_S: Final = 1.6


async def insert_user(user: User) -> bool:
    """False when the address is taken."""
    try:
        await user.insert()
    except DuplicateKeyError:
        return False
    return True


async def get(user_id: str) -> User | None:
    """The account."""
    return await User.get(user_id)


async def any_user() -> bool:
    """Has anybody an account?"""
    return await User.find_one({}) is not None


async def by_email(email: str) -> User | None:
    """The account of that (lower case) address."""
    return await User.find_one({"email": email})


async def is_disabled(user_id: str) -> bool:
    """Is the account shut?"""
    found = await User.get(user_id)
    return found is not None and found.disabled


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
    return [row["_id"] for row in await rows(User, _containing(words), limit=most)]


async def change(seen: User, changes: Mapping[str, Any]) -> User | None:
    """Set fields; None when role or state is not as in ``seen`` any more, and then nothing is set."""
    condition = {"_id": seen.id, "role": seen.role.value, "disabled": seen.disabled}
    return await change_one(User, condition, {"$set": dict(changes)})


async def has_owner() -> bool:
    """Is there an account that can have events?"""
    return await User.find_one({"role": {"$in": [Role.ADMIN.value, Role.PHOTOGRAPHER.value]}}) is not None


async def has_other_admin(user_id: str) -> bool:
    """Is there an enabled administrator beside this one?"""
    return await User.find_one({**_ENABLED_ADMIN, "_id": {"$ne": user_id}}) is not None


async def retire_admin(user_id: str, changes: Mapping[str, Any]) -> bool:
    """Set ``changes``, by which an enabled administrator will be none any more; False when nobody would be left.

    Two who retire each other at the same moment must not both find the other still there. So each marks its own, takes
    all others' marks away, looks who is left, and writes only if its mark is there still: whoever marked later has taken
    the other's mark, and that one begins anew. A mark that a crash left behind stops nobody.
    """
    others = {**_ENABLED_ADMIN, "_id": {"$ne": user_id}}
    within_s = _AGAIN_WITHIN_S
    while True:
        mark = new_id()
        await write_one(User, {"_id": user_id}, {"$set": {"retiring": mark}})
        await write_all(User, {**others, "retiring": {"$ne": None}}, {"$set": {"retiring": None}})
        if await User.find_one(others) is None:
            return False
        if await write_one(User, {"_id": user_id, "retiring": mark}, {"$set": {**changes, "retiring": None}}):
            return True
        # So that they do not go on in step; twice as long each time, or many would take each other's marks for minutes.
        await anyio.sleep(random.uniform(0, within_s))  # noqa: S311
        within_s = min(2 * within_s, _AGAIN_AT_MOST_S)


async def replace_hash(user_id: str, old: str, new: str, *, of_new_password: bool) -> bool:
    """Store another hash, unless the password was changed meanwhile; True when it was stored."""
    written = _new_password(new) if of_new_password else {"password_hash": new}
    return await write_one(User, {"_id": user_id, "password_hash": old}, {"$set": written})


async def set_hash(user_id: str, new: str) -> None:
    """Store the hash of a new password, whatever the old one was."""
    await write_one(User, {"_id": user_id}, {"$set": _new_password(new)})


async def confirm(user_id: str, email: str) -> bool:
    """The address is the account's. False where that was known, or it has another one."""
    return await write_one(User, {"_id": user_id, "email": email, "confirmed": False}, {"$set": {"confirmed": True}})


async def note_sign_in(user_id: str, now: datetime) -> None:
    """The account was used."""
    await write_one(User, {"_id": user_id}, {"$set": {"last_sign_in_at": now}})


async def insert_session(session: Session) -> None:
    """Write a new sign-in durably."""
    await session.insert()


async def get_session(session_id: str) -> Session | None:
    """The sign-in, also one that is over."""
    return await Session.get(session_id)


async def delete_session(session_id: str) -> None:
    """Sign out; an unknown session is no error."""
    await delete_all(Session, {"_id": session_id})


async def delete_expired_sessions(user_id: str, now: datetime) -> None:
    """What is over need not be kept."""
    await delete_all(Session, {"user_id": user_id, "expires_at": {"$lte": now}})


async def session_ids(user_id: str) -> list[str]:
    """All sign-ins of an account."""
    return [row["_id"] for row in await rows(Session, {"user_id": user_id})]


async def delete_sessions(ids: Collection[str]) -> None:
    """End these sign-ins."""
    if ids:
        await delete_all(Session, {"_id": {"$in": list(ids)}})


async def put_reset(reset: PasswordReset) -> None:
    """Only the newest way to a new password is kept of an account."""
    written = {"digest": reset.digest, "created_at": reset.created_at, "expires_at": reset.expires_at}
    await upsert(PasswordReset, reset.id, {"$set": written})


async def reset_of(digest: str, now: datetime) -> PasswordReset | None:
    """The reset link for a new password, if it is still valid."""
    return await PasswordReset.find_one({"digest": digest, "expires_at": {"$gt": now}})


async def delete_reset(user_id: str) -> None:
    """There is no such way any more."""
    await delete_all(PasswordReset, {"_id": user_id})


async def use_reset(digest: str, now: datetime) -> bool:
    """Use it up; of two who try, one hears True."""
    return await delete_all(PasswordReset, {"digest": digest, "expires_at": {"$gt": now}}) > 0


def _new_password(hashed: str) -> dict[str, Any]:
    return {"password_hash": hashed, "password_id": new_id()}


def _containing(words: str) -> dict[str, Any]:
    part = {"$regex": re.escape(words), "$options": "i"}
    return {"$or": [{"email": part}, {"name": part}]}
