"""Accounts and sign-ins."""

from __future__ import annotations

from datetime import datetime

from pymongo.errors import DuplicateKeyError

from app.store.documents import Session, User


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


async def replace_hash(user_id: str, old: str, new: str) -> None:
    """Store a better hash of the same password, unless the password was changed meanwhile."""
    await User.find({"_id": user_id, "password_hash": old}).update({"$set": {"password_hash": new}})


async def delete_session(session_id: str) -> None:
    """Sign out; an unknown session is no error."""
    await Session.find({"_id": session_id}).delete()


async def delete_expired_sessions(user_id: str, now: datetime) -> None:
    """What is over need not be kept."""
    await Session.find({"user_id": user_id, "expires_at": {"$lte": now}}).delete()
