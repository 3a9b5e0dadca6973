"""Who runs which job. arq holds a job for minutes after the worker that had it was killed; these find out and let go of it."""

from __future__ import annotations

import asyncio
import platform
from typing import TYPE_CHECKING, Any, Final

from arq.constants import in_progress_key_prefix

if TYPE_CHECKING:
    from arq.connections import ArqRedis

Context = dict[Any, Any]
"""What arq tells a job of this try: ``job_id``, ``job_try``, ``score`` and its own ``redis``. Nothing of ours is in it."""

_KEYS: Final = "worker:*:running"
_SECOND_LOOK_S: Final = 2.0


def running_key(kind: str, slot: int) -> str:
    """The Redis set of jobs that the worker in this ``slot`` of this machine runs."""
    return f"worker:{platform.node()}:{kind}:{slot}:running"


class Running:
    """The jobs that this worker runs now, remembered in Redis: arq holds a job that a killed worker had for minutes, so the
    next worker in its slot, which knows that it is dead, lets go of them. ``failed`` counts the tries that ended in an error.
    """

    def __init__(self, arq: ArqRedis, key: str) -> None:
        self._arq = arq
        self.key = key
        self.failed = 0

    async def free_predecessor(self) -> None:
        """Jobs that the worker before this one was killed with can be started again at once."""
        async with self._arq.pipeline(transaction=False) as pipe:
            pipe.smembers(self.key)
            [left] = await pipe.execute()
            pipe.delete(self.key, *(f"{in_progress_key_prefix}{job_id.decode()}" for job_id in left))
            await pipe.execute()

    async def begin(self, ctx: Context) -> None:
        """arq's ``on_job_start``."""
        async with self._arq.pipeline(transaction=False) as pipe:
            pipe.sadd(self.key, ctx["job_id"])
            await pipe.execute()

    async def end(self, ctx: Context) -> None:
        """arq's ``after_job_end``."""
        async with self._arq.pipeline(transaction=False) as pipe:
            pipe.srem(self.key, ctx["job_id"])
            await pipe.execute()


async def release_orphans(arq: ArqRedis) -> int:
    """Let go of jobs that arq holds and no worker knows of: theirs died between taking a job and saying so. Returns how many.

    A worker says so within milliseconds, so what is still held by nobody at a second look has no worker.
    """
    suspects = await _held_by_nobody(arq)
    if suspects:
        await asyncio.sleep(_SECOND_LOOK_S)
        suspects &= await _held_by_nobody(arq)
    async with arq.pipeline(transaction=False) as pipe:
        for job_id in suspects:
            pipe.delete(in_progress_key_prefix + job_id)
        await pipe.execute()
    return len(suspects)


async def _held_by_nobody(arq: ArqRedis) -> set[str]:
    prefix = in_progress_key_prefix
    held = {key.decode().removeprefix(prefix) async for key in arq.scan_iter(match=prefix + "*", count=1000)}
    sets: list[Any] = [key async for key in arq.scan_iter(match=_KEYS, count=1000)]
    async with arq.pipeline(transaction=False) as pipe:
        for key in sets:
            pipe.smembers(key)
        known = {job_id.decode() for members in await pipe.execute() for job_id in members}
    # arq holds on to what it does by the clock, so that no second worker does it too.
    return {job_id for job_id in held - known if not job_id.startswith("cron:")}
