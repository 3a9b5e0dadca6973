"""Opens what a process reaches: the one place that knows which technology stands behind which port."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

import redis.asyncio as redis

from app.adapters.arq_queue import ArqQueue
from app.adapters.object_blobs import ObjectBlobs
from app.adapters.rate_limits import RedisRateLimiter
from app.adapters.redis_bus import RedisBus
from app.adapters.redis_deliveries import RedisDeliveryLog
from app.adapters.redis_presence import RedisPresence
from app.adapters.redis_selfies import RedisSelfieBox
from app.adapters.redis_tickets import RedisTickets
from app.adapters.vault import AesVault
from app.services.deps import Deps
from app.settings import Settings
from app.store.database import open_database


def blob_url(settings: Settings) -> str:
    """Where blobs are kept: ``BLOB_URL``, or a folder in ``DATA_DIR``."""
    return settings.blob_url or (settings.data_dir.absolute() / "blobs").as_uri()


@asynccontextmanager
async def open_deps(settings: Settings) -> AsyncIterator[Deps]:
    """All adapters of one process, closed on exit. The backends' URLs must be set (the supervisor sets embedded ones)."""
    secret = settings.secret_key.get_secret_value()
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(open_database(settings.mongodb_url, settings.mongodb_database))
        connection = redis.Redis.from_url(settings.redis_url, health_check_interval=15)
        stack.push_async_callback(connection.aclose)
        limiter = RedisRateLimiter(settings.redis_url)
        stack.push_async_callback(limiter.aclose)
        yield Deps(
            settings=settings,
            blobs=ObjectBlobs(blob_url(settings)),
            bus=RedisBus(connection, history=settings.topic_history, ttl_s=settings.topic_ttl_s),
            queue=ArqQueue(connection),
            selfies=RedisSelfieBox(connection, secret),
            vault=AesVault(secret),
            limiter=limiter,
            presence=RedisPresence(connection),
            deliveries=RedisDeliveryLog(connection),
            tickets=RedisTickets(connection),
        )
