"""Jobs through arq: sorted sets in Redis."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

from arq.connections import ArqRedis
from arq.constants import health_check_key_suffix, in_progress_key_prefix, job_key_prefix
from arq.jobs import deserialize_job_raw
from redis.exceptions import RedisError

from app.adapters.redis_clients import about, answered
from app.domain.chunks import chunks
from app.errors import Unavailable
from app.jobs import Job, due_channel
from app.ports import About, QueueState

if TYPE_CHECKING:
    from redis.asyncio import Redis

_PAGE = 1000
_RETRY_AFTER_S = 2
_FRONT = 500  # more than ever run at once: a worker has a few
_AHEAD_S = 120.0
"""Who has not asked lately is put before all who came within so many seconds. Whoever has waited for longer is not overtaken."""
_STEP_S = 2.0
"""Each job asked for lately takes so much of that away: after 60, one is behind everybody who waits."""


class ArqQueue:
    """Implements ``ports.JobQueue`` over the given connection, which stays the caller's."""

    def __init__(self, connection: Redis, lanes: Redis) -> None:
        """``lanes`` is a Redis that writes nothing to disk: what is counted there names guests and addresses."""
        self._arq = ArqRedis(connection.connection_pool)
        self._lanes = lanes

    async def enqueue(self, job: Job, *, delay_s: float = 0, lanes: Sequence[str] = ()) -> bool:
        """Queue; False when a job with that id is queued or running already (``keep_result=0`` keeps no other traces).

        arq takes the job with the earliest time first, and all whose time has come: one that is to overtake gets a time in the
        past, which makes no job wait while nothing else is to be done.
        """
        try:
            due_in = -await self._ahead(job, lanes) if lanes else delay_s
            due = datetime.now(UTC) + timedelta(seconds=due_in) if due_in else None
            queued = await self._arq.enqueue_job(
                job.function, job.argument, _job_id=job.id, _queue_name=job.queue, _defer_until=due
            )
        except (RedisError, OSError) as error:
            raise Unavailable("Nothing can be queued for a moment.", retry_after_s=_RETRY_AFTER_S) from error
        if queued is not None and due_in <= 0:
            with suppress(RedisError, OSError):  # It is queued, and workers look by themselves too.
                await self._arq.publish(due_channel(job.queue), b"")
        return queued is not None

    async def _ahead(self, job: Job, lanes: Sequence[str]) -> float:
        """How many seconds this job is put ahead. A lane counts those of the lane before it (guests of an address, say), the
        narrowest counts jobs; what one has asked for oneself is no reason to put others at one's address back.
        """
        now, lately = time.time(), 0
        for inner, lane in zip((job.id, *lanes), lanes, strict=False):
            key = f"lane:{job.queue}:{sha256(lane.encode()).hexdigest()}"
            async with self._lanes.pipeline(transaction=True) as pipe:
                pipe.zremrangebyscore(key, 0, now - _AHEAD_S)
                pipe.zadd(key, {inner: now})
                pipe.zcard(key)
                pipe.expire(key, round(_AHEAD_S))
                lately += int((await pipe.execute())[2]) - 1
        return max(0.0, _AHEAD_S - _STEP_S * lately)

    @answered
    async def depth(self, queue: str) -> int:
        """Jobs waiting in ``queue``, with those that run."""
        return int(await self._arq.zcard(queue))

    @answered
    async def state(self, queue: str) -> QueueState:
        """A running job keeps its place in the queue, and workers take from the front: those that run are found there. How long a
        job has waited is not told by its place but by when it was queued.
        """
        now_ms = time.time() * 1000
        front = await self._arq.zrange(queue, 0, _FRONT - 1, withscores=True)
        async with self._arq.pipeline(transaction=False) as pipe:
            pipe.zcard(queue)
            for job_id, _ in front:
                pipe.exists(f"{in_progress_key_prefix}{job_id.decode()}")
            total, *taken = await pipe.execute()
        due = {job_id: score for (job_id, score), running in zip(front, taken, strict=True) if not running and score <= now_ms}
        running = sum(map(bool, taken))
        since = await self._waiting_since(due)
        return QueueState(max(0, total - running), running, max(0.0, (now_ms - since) / 1000) if since else None)

    async def _waiting_since(self, due: Mapping[bytes, float]) -> float | None:
        """Since when the first of these jobs waits, in Unix milliseconds: since it was queued, or was due if that was later."""
        async with self._arq.pipeline(transaction=False) as pipe:
            for job_id in due:
                pipe.get(f"{job_key_prefix}{job_id.decode()}")
            queued = await pipe.execute()
        known = zip(queued, due.values(), strict=True)
        return min((max(deserialize_job_raw(job)[4], score) for job, score in known if job), default=None)

    @answered
    async def waiting(self, job_ids: Sequence[str]) -> set[str]:
        """Those of ``job_ids`` that are queued or running: arq keeps a job's definition for exactly that long."""
        found: set[str] = set()
        for page in chunks(job_ids, _PAGE):
            async with self._arq.pipeline(transaction=False) as pipe:
                for job_id in page:
                    pipe.exists(f"{job_key_prefix}{job_id}")
                present = await pipe.execute()
            found.update(job_id for job_id, there in zip(page, present, strict=True) if there)
        return found

    @answered
    async def ping(self) -> None:
        """Ask for a sign of life."""
        await self._arq.ping()

    @answered
    async def about(self) -> About:
        """As the server has it."""
        return about(await self._arq.info())

    @answered
    async def alive(self, queue: str) -> bool:
        """arq's health check: the workers of a queue sign one key of it, which expires soon after the last of them died."""
        return bool(await self._arq.exists(f"{queue}{health_check_key_suffix}"))
