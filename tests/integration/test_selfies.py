"""Selfies that wait for a worker, in a real Valkey."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest
import redis.asyncio as redis

from app import errors
from app.adapters.redis_selfies import RedisSelfieBox

SELFIES = [b"\xff\xd8\xff a first face", b"\x89PNG a second face", bytes(1_000_000)]


@pytest.fixture
async def connection(redis_url: str) -> AsyncIterator[redis.Redis]:
    """An empty Valkey."""
    async with redis.from_url(redis_url) as client:
        await client.flushall()
        yield client


async def test_selfies_come_back_in_the_order_they_went_in(connection: redis.Redis) -> None:
    box = RedisSelfieBox(connection, "secret")
    await box.put("a", SELFIES, 60)
    await box.put("b", SELFIES[:1], 60)
    assert await box.get("a") == SELFIES
    assert await box.get("b") == SELFIES[:1]
    assert await box.get("c") is None


async def test_what_is_discarded_is_gone(connection: redis.Redis) -> None:
    box = RedisSelfieBox(connection, "secret")
    await box.put("a", SELFIES, 60)
    for _ in range(2):
        await box.discard("a")
    assert await box.get("a") is None
    assert await connection.keys("*") == []


async def test_a_selfie_that_nobody_fetches_goes_by_itself(connection: redis.Redis) -> None:
    box = RedisSelfieBox(connection, "secret")
    await box.put("a", SELFIES, 1)
    assert 0 < await connection.pttl("selfies:a") <= 1000
    await asyncio.sleep(1.1)
    assert await box.get("a") is None


async def test_valkey_never_sees_a_selfie_in_the_clear(connection: redis.Redis) -> None:
    await RedisSelfieBox(connection, "secret").put("a", SELFIES, 60)
    for sealed in await connection.lrange("selfies:a", 0, -1):  # type: ignore[misc]
        assert b"face" not in sealed


async def test_selfies_do_not_open_for_another_search_or_installation(connection: redis.Redis) -> None:
    await RedisSelfieBox(connection, "secret").put("a", SELFIES, 60)
    with pytest.raises(errors.Gone):
        await RedisSelfieBox(connection, "another secret").get("a")
    await connection.rename("selfies:a", "selfies:b")
    with pytest.raises(errors.Gone):
        await RedisSelfieBox(connection, "secret").get("b")
