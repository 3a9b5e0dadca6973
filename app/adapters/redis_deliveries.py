"""What reached guests and how fast, in Redis: a counter a minute, a capped list of delays, which photos of a search are in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Final

from app.adapters.redis_clients import answered

if TYPE_CHECKING:
    from redis.asyncio import Redis

KEPT: Final = 1000
_LIFE_S: Final = 7 * 86_400  # as long as a search lives
_MINUTES_LIFE_S: Final = 3_720  # the last sixty minutes, and the present one

# KEYS: samples, photos noted of the search. ARGV: kept, life in s, then photo, delay, photo, delay, …
_NOTE: Final = """
for i = 3, #ARGV, 2 do
  if redis.call('SADD', KEYS[2], ARGV[i]) == 1 then redis.call('LPUSH', KEYS[1], ARGV[i + 1]) end
end
redis.call('LTRIM', KEYS[1], 0, ARGV[1] - 1)
redis.call('EXPIRE', KEYS[1], ARGV[2])
redis.call('EXPIRE', KEYS[2], ARGV[2])
"""


class RedisDeliveryLog:
    """Implements ``ports.DeliveryLog`` over the given client, which stays the caller's."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis
        self._note = redis.register_script(_NOTE)

    @answered
    async def announced(self, event_id: int, at: datetime, matches: int) -> None:
        """A minute's counter goes when nobody asks for it any more."""
        key = _minute_key(event_id, at)
        async with self._redis.pipeline(transaction=False) as pipe:
            pipe.incrby(key, matches)
            pipe.expire(key, _MINUTES_LIFE_S)
            await pipe.execute()

    @answered
    async def announced_in(self, event_id: int, minutes: Sequence[datetime]) -> list[int]:
        """Zero for a minute without a counter."""
        found = await self._redis.mget([_minute_key(event_id, minute) for minute in minutes])
        return [int(count or 0) for count in found]

    @answered
    async def note(self, event_id: int, search_id: str, delays_ms: Mapping[str, int]) -> None:
        """One step, so that two pages of the same guest count once."""
        pairs = [part for photo_id, delay in delays_ms.items() for part in (photo_id, delay)]
        await self._note([_samples_key(event_id), f"{_samples_key(event_id)}:{search_id}"], [KEPT, _LIFE_S, *pairs])

    @answered
    async def delays_ms(self, event_id: int) -> list[int]:
        """The last thousand."""
        async with self._redis.pipeline(transaction=False) as pipe:
            pipe.lrange(_samples_key(event_id), 0, KEPT - 1)
            [found] = await pipe.execute()
        return [int(delay) for delay in found]


def _minute_key(event_id: int, at: datetime) -> str:
    return f"{_samples_key(event_id)}:minute:{int(at.timestamp()) // 60}"


def _samples_key(event_id: int) -> str:
    return f"deliveries:{{event:{event_id}}}"
