"""Jobs through arq: sorted sets in Redis."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import TYPE_CHECKING

from arq.connections import ArqRedis
from arq.constants import health_check_key_suffix, in_progress_key_prefix, job_key_prefix
from redis.exceptions import RedisError

from app.errors import Unavailable
from app.jobs import Job
from app.ports import QueueState

if TYPE_CHECKING:
    from redis.asyncio import Redis

_PAGE = 1000
_RETRY_AFTER_S = 2
_FRONT = 500  # more than ever run at once: a worker has two


class ArqQueue:
    """Implements ``ports.JobQueue`` over the given connection, which stays the caller's."""

    def __init__(self, connection: Redis) -> None:
        self._arq = ArqRedis(connection.connection_pool)

    async def enqueue(self, job: Job, *, delay_s: float = 0) -> bool:
        """Queue; False when a job with that id is queued or running already (``keep_result=0`` keeps no other traces)."""
        try:
            queued = await self._arq.enqueue_job(
                job.function, job.argument, _job_id=job.id, _queue_name=job.queue, _defer_by=delay_s or None
            )
        except (RedisError, OSError) as error:
            raise Unavailable("Nothing can be queued for a moment.", retry_after_s=_RETRY_AFTER_S) from error
        return queued is not None

    async def depth(self, queue: str) -> int:
        """Jobs waiting in ``queue``, with those that run."""
        return int(await self._arq.zcard(queue))

    async def state(self, queue: str) -> QueueState:
        """A running job keeps its place in the queue, and workers take from the front: those that run are found there."""
        now_ms = time.time() * 1000
        front = await self._arq.zrange(queue, 0, _FRONT - 1, withscores=True)
        async with self._arq.pipeline(transaction=False) as pipe:
            pipe.zcard(queue)
            for job_id, _ in front:
                pipe.exists(f"{in_progress_key_prefix}{job_id.decode()}")
            total, *taken = await pipe.execute()
        due = [score for (_, score), running in zip(front, taken, strict=True) if not running and score <= now_ms]
        running = sum(map(bool, taken))
        return QueueState(max(0, total - running), running, (now_ms - min(due)) / 1000 if due else None)

    async def waiting(self, job_ids: Sequence[str]) -> set[str]:
        """Those of ``job_ids`` that are queued or running: arq keeps a job's definition for exactly that long."""
        found: set[str] = set()
        for start in range(0, len(job_ids), _PAGE):
            page = job_ids[start : start + _PAGE]
            async with self._arq.pipeline(transaction=False) as pipe:
                for job_id in page:
                    pipe.exists(f"{job_key_prefix}{job_id}")
                present = await pipe.execute()
            found.update(job_id for job_id, there in zip(page, present, strict=True) if there)
        return found

    async def alive(self, queue: str) -> bool:
        """arq's health check: the workers of a queue sign one key of it, which expires soon after the last of them died."""
        return bool(await self._arq.exists(f"{queue}{health_check_key_suffix}"))
