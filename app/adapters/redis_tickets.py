"""Tickets in Redis, under a digest: who reads the keys can follow no address."""

from __future__ import annotations

import hashlib
import secrets
from typing import cast

from redis.asyncio import Redis


class RedisTickets:
    """Implements ``ports.Tickets``. ``redis`` must not decode responses."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    async def issue(self, content: bytes, ttl_s: int) -> str:
        """192 random bits."""
        ticket = secrets.token_urlsafe(24)
        await self._redis.set(_key(ticket), content, ex=ttl_s)
        return ticket

    async def read(self, ticket: str) -> bytes | None:
        """The content while it lasts."""
        return cast("bytes | None", await self._redis.get(_key(ticket)))


def _key(ticket: str) -> str:
    return f"ticket:{hashlib.sha256(ticket.encode()).hexdigest()}"
