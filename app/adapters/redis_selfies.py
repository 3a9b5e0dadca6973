"""Selfies in Redis for the minutes that a queue needs them: encrypted, with an expiry, never a file of ours.

Redis may write its own append-only file, which is why even these few minutes are under a key.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from redis.asyncio import Redis

from app.adapters.vault import derived_key, seal, unseal


class RedisSelfieBox:
    """The ``SelfieBox`` port. ``redis`` must not decode responses."""

    def __init__(self, redis: Redis, secret: str) -> None:
        self._redis = redis
        self._cipher = AESGCM(derived_key(secret, "selfies"))

    async def put(self, search_id: str, selfies: Sequence[bytes], ttl_s: int) -> None:
        """Keep them for ``ttl_s`` seconds at most; replaces what was there."""
        sealed = [seal(self._cipher, selfie, _context(search_id, number)) for number, selfie in enumerate(selfies)]
        async with self._redis.pipeline(transaction=True) as step:
            step.delete(_key(search_id))
            step.rpush(_key(search_id), *sealed)
            step.expire(_key(search_id), ttl_s)
            await step.execute()

    async def get(self, search_id: str) -> list[bytes] | None:
        """The selfies in the order given, or None when they are gone."""
        sealed = cast("list[bytes]", await self._redis.lrange(_key(search_id), 0, -1))  # type: ignore[misc]
        if not sealed:
            return None
        return [unseal(self._cipher, selfie, _context(search_id, number)) for number, selfie in enumerate(sealed)]

    async def discard(self, search_id: str) -> None:
        """Gone at once."""
        await self._redis.unlink(_key(search_id))


def _key(search_id: str) -> str:
    return f"selfies:{search_id}"


def _context(search_id: str, number: int) -> str:
    return f"selfie:{search_id}:{number}"
