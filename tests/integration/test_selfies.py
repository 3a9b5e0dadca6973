"""Selfies that wait for a worker, in a real Valkey that writes nothing."""

from __future__ import annotations

import asyncio
from asyncio.subprocess import DEVNULL
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import redis.asyncio as redis

from app import errors
from app.adapters.embedded import volatile_valkey
from app.adapters.redis_answers import RedisAnswers
from app.adapters.redis_clients import WritesToDisk
from app.adapters.redis_selfies import RedisSelfieBox
from app.domain.faces import Box
from app.ports import Selfie

SELFIES = [
    Selfie(b"\xff\xd8\xff a first face"),
    Selfie(b"\x89PNG a second face", Box(0.1, 0.2, 0.3, 0.4)),
    Selfie(bytes(1_000_000)),
]


@pytest.fixture
async def connection(volatile_url: str) -> AsyncIterator[redis.Redis]:
    """An empty Valkey."""
    async with redis.from_url(volatile_url) as client:
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
    await box.put("a", SELFIES, 60)
    assert 0 < await connection.pttl("selfies:a") <= 60_000
    await box.put("b", SELFIES, 1)
    async with asyncio.timeout(50):
        while await box.get("b") is not None:
            await asyncio.sleep(0.05)
    assert await box.get("a") is not None


async def test_valkey_never_sees_a_selfie_in_the_clear(connection: redis.Redis) -> None:
    await RedisSelfieBox(connection, "secret").put("a", SELFIES, 60)
    kept = await connection.lrange("selfies:a", 0, -1)  # type: ignore[misc]
    assert len(kept) == 1 + len(SELFIES)
    assert not any(b"face" in sealed for sealed in kept)


async def test_selfies_do_not_open_for_another_search_or_installation(connection: redis.Redis) -> None:
    await RedisSelfieBox(connection, "secret").put("a", SELFIES, 60)
    with pytest.raises(errors.SealBroken):
        await RedisSelfieBox(connection, "another secret").get("a")
    await connection.rename("selfies:a", "selfies:b")
    with pytest.raises(errors.SealBroken):
        await RedisSelfieBox(connection, "secret").get("b")


async def test_a_search_has_a_key_of_its_own_that_goes_with_its_selfies(connection: redis.Redis) -> None:
    box = RedisSelfieBox(connection, "secret")
    await box.put("a", SELFIES, 60)
    before = await connection.lrange("selfies:a", 0, -1)  # type: ignore[misc]
    await box.put("a", SELFIES, 60)
    after = await connection.lrange("selfies:a", 0, -1)  # type: ignore[misc]
    await connection.delete("selfies:a")
    await connection.rpush("selfies:a", after[0], *before[1:])  # type: ignore[misc]
    with pytest.raises(errors.SealBroken):  # not even of the same search, once they are sealed anew
        await box.get("a")


async def test_selfies_are_refused_while_too_many_wait_and_none_that_waits_is_lost(connection: redis.Redis) -> None:
    box = RedisSelfieBox(connection, "secret")
    await box.put("a", SELFIES, 60)
    before = (await connection.config_get("maxmemory"))["maxmemory"]
    used = int((await connection.info("memory"))["used_memory"])
    await connection.config_set("maxmemory", str(int(used / 0.75) + 500_000))
    try:
        with pytest.raises(errors.Unavailable):
            await box.put("b", SELFIES, 60)
        assert await box.get("a") == SELFIES
        await box.discard("a")
        await box.put("b", SELFIES, 60)
    finally:
        await connection.config_set("maxmemory", before)


@pytest.mark.parametrize("way", [("appendonly", "yes", "no"), ("save", "900 1", "")])
async def test_a_redis_that_writes_to_disk_gets_no_selfie(tmp_path: Path, way: tuple[str, str, str]) -> None:
    name, on, off = way
    backend = volatile_valkey(tmp_path)
    process = await asyncio.create_subprocess_exec(*backend.command, stdout=DEVNULL, stderr=DEVNULL)
    try:
        async with asyncio.timeout(120), redis.from_url(backend.url) as client:
            while not await backend.answers():
                await asyncio.sleep(0.02)
            await client.config_set(name, on)
            box = RedisSelfieBox(client, "secret")
            with pytest.raises(WritesToDisk, match="REDIS_VOLATILE_URL"):
                await box.check()
            with pytest.raises(errors.Unavailable):
                await box.put("a", SELFIES, 60)
            assert await client.keys("*") == []
            await client.config_set(name, off)
            await box.put("a", SELFIES, 60)
            assert await box.get("a") == SELFIES
    finally:
        process.kill()
        await process.wait()


async def test_the_volatile_valkey_has_no_command_that_writes_a_file(connection: redis.Redis) -> None:
    for command in ("SAVE", "BGSAVE", "BGREWRITEAOF"):
        with pytest.raises(redis.ResponseError, match="unknown command"):
            await connection.execute_command(command)  # type: ignore[no-untyped-call]


async def test_an_answer_reaches_who_waits_for_it_once_and_leaves_nothing(connection: redis.Redis) -> None:
    answers = RedisAnswers(connection)
    waiting = asyncio.create_task(answers.wait("a", 60))
    await answers.give("b", b"to somebody else", 60)
    await answers.give("a", b"two faces", 60)
    assert await waiting == b"two faces"
    assert await answers.wait("a", 0) is None
    assert await connection.keys("*") == [b"answer:b"]
    assert 0 < await connection.ttl("answer:b") <= 60
