"""Passwords and PINs: argon2id, off the event loop, a few at a time; imported bcrypt hashes verify too.

Each hash takes 64 MiB (``PASSWORD_MEMORY_MIB``) and all of a core for a tenth of a second or more, so whoever makes us hash
holds up all others who do.
Three lanes go beside each other, each with turns of its own (``fair_turns.FairTurns``): passwords, those of devices that have
signed in before, and PINs. In each of them one address, device or account delays another by one hash, has a few waiting at most,
and hears 429 at once beyond that; 503 when there are very many at all.
"""

from __future__ import annotations

import os
from collections.abc import Collection
from dataclasses import replace
from enum import StrEnum
from functools import lru_cache
from typing import Final

import anyio
import bcrypt
from anyio.lowlevel import RunVar
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.profiles import RFC_9106_LOW_MEMORY

from app.errors import WeakPassword
from app.services.fair_turns import FairTurns
from app.services.password_strength import is_guessable

# RFC 9106's second choice: 3 passes over 64 MiB. How many MiB is a setting; the rest stays.
_PARAMETERS: Final = RFC_9106_LOW_MEMORY
_BCRYPT: Final = ("$2a$", "$2b$", "$2y$")
_BCRYPT_BYTES: Final = 72  # bcrypt never looks further
_MOST_AT_ONCE: Final = 4  # of strangers' passwords; a quarter of a GiB
_MOST_OF_ONE: Final = 16  # an office that comes in all at once waits two or three seconds
_MOST_WAITING: Final = 256  # half a minute's work on a small machine


class Lane(StrEnum):
    """What is hashed beside what."""

    PASSWORDS = "passwords"
    KNOWN_DEVICES = "known devices"
    PINS = "pins"


# Turns belong to one event loop, so they are kept there.
_lanes: RunVar[dict[Lane, FairTurns]] = RunVar("password hashing")
_hasher: RunVar[PasswordHasher] = RunVar("password hasher", PasswordHasher.from_parameters(_PARAMETERS))


def hash_in(mebibytes: int) -> None:
    """From now on the hashes of this event loop take so much memory (``PASSWORD_MEMORY_MIB``); older ones verify still."""
    _hasher.set(_hasher_in(mebibytes))


@lru_cache
def _hasher_in(mebibytes: int) -> PasswordHasher:
    return PasswordHasher.from_parameters(replace(_PARAMETERS, memory_cost=mebibytes * 1024))


def check_room(by: str, lane: Lane = Lane.PASSWORDS) -> None:
    """Raises as ``hash_password`` would now: before anything else is asked for somebody who is refused all the same."""
    _turns(lane).check(by)


async def hash_password(password: str, *, by: str = "", lane: Lane = Lane.PASSWORDS) -> str:
    """An argon2id hash with its salt and parameters. ``by`` is whose turn it takes: an address, a device, an account.

    Raises ``RateLimited`` and ``Unavailable`` at once where too many wait.
    """
    async with _turns(lane).turn(by):
        return await anyio.to_thread.run_sync(_hasher.get().hash, password, limiter=_unlimited())


async def hash_new_password(password: str, known: Collection[str], *, by: str = "") -> str:
    """The hash of a password that somebody chooses; ``known`` is what anybody may know of them (e-mail address, name).

    Raises ``Unacceptable`` (``weak_password``) for one that would be among the first to be tried, and as ``hash_password``.
    """
    async with _turns(Lane.PASSWORDS).turn(by):
        if await anyio.to_thread.run_sync(is_guessable, password, known, limiter=_unlimited()):
            raise WeakPassword
        return await anyio.to_thread.run_sync(_hasher.get().hash, password, limiter=_unlimited())


async def verify_password(stored: str | None, password: str, *, by: str = "", lane: Lane = Lane.PASSWORDS) -> bool:
    """Does ``password`` fit? Without a ``stored`` hash (None or empty) the answer is no, and takes as long.

    ``by`` and what is raised are as in ``hash_password``.
    """
    async with _turns(lane).turn(by):
        return await anyio.to_thread.run_sync(_verify, _hasher.get(), stored, password, limiter=_unlimited())


def is_outdated(stored: str) -> bool:
    """Should the hash be made anew: another algorithm or weaker parameters?"""
    return stored.startswith(_BCRYPT) or _hasher.get().check_needs_rehash(stored)


def _turns(lane: Lane) -> FairTurns:
    try:
        lanes = _lanes.get()
    except LookupError:
        # One core is left to the rest of this process: a flood of passwords must not hold up the event loop.
        at_once = max(1, min(_MOST_AT_ONCE, (os.cpu_count() or 1) - 1))
        several = {Lane.PASSWORDS: at_once, Lane.KNOWN_DEVICES: 1, Lane.PINS: 1}
        lanes = {each: FairTurns(number, most_of_one=_MOST_OF_ONE, most=_MOST_WAITING) for each, number in several.items()}
        _lanes.set(lanes)
    return lanes[lane]


def _unlimited() -> anyio.CapacityLimiter:
    """The turns are the limit; anyio's own for all threads would let other work stand in the way."""
    return anyio.CapacityLimiter(1)


def _verify(hasher: PasswordHasher, stored: str | None, password: str) -> bool:
    if stored is not None and stored.startswith(_BCRYPT):
        return _verify_bcrypt(stored, password)
    try:
        hasher.verify(stored or _nobodys_hash(hasher), password)
    except (VerificationError, InvalidHashError):
        return False
    return bool(stored)


def _verify_bcrypt(stored: str, password: str) -> bool:
    try:
        return bcrypt.checkpw(password.encode()[:_BCRYPT_BYTES], stored.encode())
    except ValueError:
        return False


@lru_cache(maxsize=1)
def _nobodys_hash(hasher: PasswordHasher) -> str:
    """Verified in place of an account that does not exist, so that the time taken tells nothing."""
    return hasher.hash("nobody has this password")
