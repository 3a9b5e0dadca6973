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

    async def issue(self, holder: str, content: bytes, ttl_s: int) -> str:
        """192 random bits. That the holder has it is remembered for as long as the holder's last one."""
        ticket = secrets.token_urlsafe(24)
        async with self._redis.pipeline(transaction=True) as step:
            step.set(_key(ticket), content, ex=ttl_s)
            step.sadd(_held_by(holder), _key(ticket))
            step.expire(_held_by(holder), ttl_s)
            await step.execute()
        return ticket

    async def read(self, ticket: str) -> bytes | None:
        """The content while it lasts."""
        return cast("bytes | None", await self._redis.get(_key(ticket)))

    async def forget(self, holder: str) -> None:
        """Two steps: a ticket that is issued in between lasts its time."""
        held = cast("set[bytes]", await self._redis.smembers(_held_by(holder)))  # type: ignore[misc]
        await self._redis.unlink(*held, _held_by(holder))


def _key(ticket: str) -> str:
    return f"ticket:{hashlib.sha256(ticket.encode()).hexdigest()}"


def _held_by(holder: str) -> str:
    return f"tickets:{holder}"
