"""Who is here, in Redis: keys that expire. How long ago a process was seen is read off what is left of its key's life, so the
clocks of several machines need not agree."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

import orjson

from app.adapters.redis_clients import answered
from app.ports import Process, SeenProcess

if TYPE_CHECKING:
    from redis.asyncio import Redis

_REMEMBERED_MS: Final = 45_000
_WATCHED_MS: Final = 12_000
_PROCESSES: Final = "presence:processes"


class RedisPresence:
    """Implements ``ports.Presence`` over the given client, which stays the caller's."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    @answered
    async def report(self, process_id: str, process: Process) -> None:
        """Its key, and its name among all."""
        async with self._redis.pipeline(transaction=False) as pipe:
            pipe.set(_process_key(process_id), orjson.dumps(asdict(process)), px=_REMEMBERED_MS)
            pipe.sadd(_PROCESSES, process_id)
            await pipe.execute()

    @answered
    async def leave(self, process_id: str) -> None:
        """Gone at once."""
        async with self._redis.pipeline(transaction=False) as pipe:
            pipe.delete(_process_key(process_id))
            pipe.srem(_PROCESSES, process_id)
            await pipe.execute()

    @answered
    async def processes(self) -> list[SeenProcess]:
        """All whose key is still there; the names of the others are forgotten."""
        names: list[str] = sorted(name.decode() for name in await _members(self._redis, _PROCESSES))
        async with self._redis.pipeline(transaction=False) as pipe:
            for name in names:
                pipe.get(_process_key(name))
                pipe.pttl(_process_key(name))
            answers = await pipe.execute()
        present = {name: (raw, left) for name, raw, left in zip(names, answers[::2], answers[1::2], strict=True) if raw}
        gone = [name for name in names if name not in present]
        if gone:
            async with self._redis.pipeline(transaction=False) as pipe:
                pipe.srem(_PROCESSES, *gone)
                await pipe.execute()
        return [_seen(name, raw, left) for name, (raw, left) in present.items()]

    @answered
    async def watch(self, process_id: str, event_id: int, search_ids: Collection[str]) -> None:
        """The process's own set replaces the one before it; both keys of an event are in one slot of a cluster."""
        own, holders = _watch_key(event_id, process_id), _holders_key(event_id)
        async with self._redis.pipeline(transaction=True) as pipe:
            pipe.delete(own)
            if search_ids:
                pipe.sadd(own, *search_ids)
                pipe.pexpire(own, _WATCHED_MS)
                pipe.sadd(holders, process_id)
                pipe.pexpire(holders, _REMEMBERED_MS)
            else:
                pipe.srem(holders, process_id)
            await pipe.execute()

    @answered
    async def watched(self, event_id: int) -> int:
        """Each search once, though it be open in two browsers at two processes."""
        holders = [name.decode() for name in await _members(self._redis, _holders_key(event_id))]
        if not holders:
            return 0
        async with self._redis.pipeline(transaction=False) as pipe:
            pipe.sunion([_watch_key(event_id, name) for name in holders])
            [found] = await pipe.execute()
        return len(found)


async def _members(redis: Redis, key: str) -> Collection[bytes]:
    async with redis.pipeline(transaction=False) as pipe:
        pipe.smembers(key)
        [found] = await pipe.execute()
    members: Collection[bytes] = found
    return members


def _seen(name: str, raw: bytes, left_ms: int) -> SeenProcess:
    fields: dict[str, Any] = orjson.loads(raw)
    engine = fields.pop("engine")
    started_at = datetime.fromisoformat(fields.pop("started_at"))
    process = Process(**fields, started_at=started_at, engine=tuple(engine) if engine else None)
    return SeenProcess(name, max(0, _REMEMBERED_MS - max(0, left_ms)) / 1000, process)


def _process_key(process_id: str) -> str:
    return f"presence:process:{process_id}"


def _holders_key(event_id: int) -> str:
    return f"presence:{{event:{event_id}}}:processes"


def _watch_key(event_id: int, process_id: str) -> str:
    return f"presence:{{event:{event_id}}}:searches:{process_id}"
