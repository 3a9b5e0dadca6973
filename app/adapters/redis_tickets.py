"""Tickets in Redis, under a digest: who reads the keys can follow no address."""

from __future__ import annotations

import secrets
from typing import cast

from redis.asyncio import Redis

from app.adapters.redis_clients import answered
from app.domain.digests import digest_of


class RedisTickets:
    """Implements ``ports.Tickets``. ``redis`` must not decode responses."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    @answered
    async def issue(self, holder: str, content: bytes, ttl_s: int) -> str:
        """192 random bits. That the holder has it is remembered for as long as the one of the holder's that lasts longest."""
        ticket = secrets.token_urlsafe(24)
        async with self._redis.pipeline(transaction=True) as step:
            step.set(_key(ticket), content, ex=ttl_s)
            step.sadd(_held_by(holder), _key(ticket))
            step.expire(_held_by(holder), ttl_s, nx=True)  # the first one; ``gt`` takes no expiry for endless
            step.expire(_held_by(holder), ttl_s, gt=True)
            await step.execute()
        return ticket

    @answered
    async def read(self, ticket: str) -> bytes | None:
        """The content while it lasts."""
        return cast("bytes | None", await self._redis.get(_key(ticket)))

    @answered
    async def forget(self, holder: str) -> None:
        """Two steps: a ticket that is issued in between lasts its time."""
        held = cast("set[bytes]", await self._redis.smembers(_held_by(holder)))  # type: ignore[misc]
        await self._redis.unlink(*held, _held_by(holder))


def _key(ticket: str) -> str:
    return f"ticket:{digest_of(ticket)}"


def _held_by(holder: str) -> str:
    return f"tickets:{holder}"
