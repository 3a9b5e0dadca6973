"""Answers of workers to who waits for them, as values of a Redis that expire within seconds.

Who waits asks again and again: a blocking command would hold a connection for each of them, and a process has few.
"""

from __future__ import annotations

import asyncio
import time
from typing import Final, cast

from redis.asyncio import Redis

from app.adapters.redis_clients import answered

_ASK_EVERY_S: Final = 0.03


class RedisAnswers:
    """Implements ``ports.Answers``. ``redis`` must not decode responses."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    @answered
    async def give(self, question_id: str, answer: bytes, ttl_s: int) -> None:
        """Keep it for so long."""
        await self._redis.set(_key(question_id), answer, ex=ttl_s)

    @answered
    async def wait(self, question_id: str, within_s: float) -> bytes | None:
        """Asks at least once."""
        until = time.monotonic() + within_s
        while True:
            answer = cast("bytes | None", await self._redis.getdel(_key(question_id)))
            if answer is not None or time.monotonic() >= until:
                return answer
            await asyncio.sleep(_ASK_EVERY_S)


def _key(question_id: str) -> str:
    return f"answer:{question_id}"
