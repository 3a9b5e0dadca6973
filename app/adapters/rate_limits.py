"""Rate limits in Redis, shared by all web processes."""

from __future__ import annotations

import math
import time
from functools import lru_cache
from typing import Final

from limits import RateLimitItem, parse
from limits.aio.storage import RedisStorage
from limits.aio.strategies import MovingWindowRateLimiter

from app.adapters.redis_clients import answered, open_pool
from app.errors import RateLimited

_SCHEMES: Final = {"redis": "async+redis", "rediss": "async+rediss", "unix": "async+redis+unix"}


class RedisRateLimiter:
    """Exact moving windows (``limits``, one Lua step each)."""

    def __init__(self, url: str, patience_s: float = 5) -> None:
        scheme, _, rest = url.partition("://")
        self._pool = open_pool(url, patience_s)  # Ours, because the storage cannot close its own.
        self._windows = MovingWindowRateLimiter(
            RedisStorage(
                f"{_SCHEMES[scheme]}://{rest}",
                implementation="redispy",
                key_prefix="limit",
                connection_pool=self._pool,  # type: ignore[arg-type]
            )
        )

    @answered
    async def hit(self, rule: str, key: str) -> None:
        """Count one; raises ``RateLimited`` when ``rule`` is exceeded for ``key``."""
        item = _parsed(rule)
        if not await self._windows.hit(item, key):
            await self._refuse(item, key)

    @answered
    async def check(self, rule: str, key: str) -> None:
        """Count nothing; raises ``RateLimited`` when the next ``hit`` would."""
        item = _parsed(rule)
        if not await self._windows.test(item, key):
            await self._refuse(item, key)

    @answered
    async def counted(self, rule: str, key: str) -> int:
        """Those in the window."""
        item = _parsed(rule)
        return item.amount - (await self._windows.get_window_stats(item, key)).remaining

    async def aclose(self) -> None:
        """Close the connections."""
        await self._pool.aclose()

    async def _refuse(self, item: RateLimitItem, key: str) -> None:
        window = await self._windows.get_window_stats(item, key)
        raise RateLimited(retry_after_s=max(1, math.ceil(window.reset_time - time.time())))


@lru_cache(maxsize=64)
def _parsed(rule: str) -> RateLimitItem:
    return parse(rule)
