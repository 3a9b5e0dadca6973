"""The application over HTTP, and the queue as workers have it."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import redis.asyncio as redis
from arq.connections import ArqRedis

from app.settings import Settings
from tests.integration.web import Web, running_app


@pytest.fixture
async def web(settings: Settings) -> AsyncIterator[Web]:
    """The application, real in all its parts."""
    async with running_app(settings) as app:
        yield Web(app)


@pytest.fixture
async def arq(settings: Settings) -> AsyncIterator[ArqRedis]:
    """What a keeper's job is given as ``redis``."""
    async with redis.Redis.from_url(settings.redis_url) as client:
        yield ArqRedis(client.connection_pool)
