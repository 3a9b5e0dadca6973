"""Passwords and PINs: argon2id, off the event loop, a few at a time; imported bcrypt hashes verify too."""

from __future__ import annotations

import os
from functools import lru_cache
from typing import Final

import anyio
import bcrypt
from anyio.lowlevel import RunVar
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.profiles import RFC_9106_LOW_MEMORY

# RFC 9106's second choice: 3 passes over 64 MiB.
_HASHER: Final = PasswordHasher.from_parameters(RFC_9106_LOW_MEMORY)
_BCRYPT: Final = ("$2a$", "$2b$", "$2y$")
_BCRYPT_BYTES: Final = 72  # bcrypt never looks further
# A limiter belongs to one event loop, so it is kept there.
_limiter: RunVar[anyio.CapacityLimiter] = RunVar("password hashing")


async def hash_password(password: str) -> str:
    """An argon2id hash with its salt and parameters."""
    return await anyio.to_thread.run_sync(_HASHER.hash, password, limiter=_few_at_a_time())


async def verify_password(stored: str | None, password: str) -> bool:
    """Does ``password`` fit? Without a ``stored`` hash the answer is no, and takes as long."""
    return await anyio.to_thread.run_sync(_verify, stored, password, limiter=_few_at_a_time())


def is_outdated(stored: str) -> bool:
    """Should the hash be made anew: another algorithm or weaker parameters?"""
    return stored.startswith(_BCRYPT) or _HASHER.check_needs_rehash(stored)


def _few_at_a_time() -> anyio.CapacityLimiter:
    """At most as many as there are cores: each takes 64 MiB and all of a core."""
    try:
        return _limiter.get()
    except LookupError:
        limiter = anyio.CapacityLimiter(os.cpu_count() or 1)
        _limiter.set(limiter)
        return limiter


def _verify(stored: str | None, password: str) -> bool:
    if stored is not None and stored.startswith(_BCRYPT):
        return _verify_bcrypt(stored, password)
    try:
        _HASHER.verify(stored or _nobodys_hash(), password)
    except (VerificationError, InvalidHashError):
        return False
    return stored is not None


def _verify_bcrypt(stored: str, password: str) -> bool:
    try:
        return bcrypt.checkpw(password.encode()[:_BCRYPT_BYTES], stored.encode())
    except ValueError:
        return False


@lru_cache(maxsize=1)
def _nobodys_hash() -> str:
    """Verified in place of an account that does not exist, so that the time taken tells nothing."""
    return _HASHER.hash("nobody has this password")
