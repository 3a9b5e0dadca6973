"""Jobs through arq: sorted sets in Redis."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from arq.connections import ArqRedis
from arq.constants import health_check_key_suffix, job_key_prefix

from app.jobs import Job

if TYPE_CHECKING:
    from redis.asyncio import Redis

_PAGE = 1000


class ArqQueue:
    """Implements ``ports.JobQueue`` over the given connection, which stays the caller's."""

    def __init__(self, connection: Redis) -> None:
        self._arq = ArqRedis(connection.connection_pool)

    async def enqueue(self, job: Job, *, delay_s: float = 0) -> bool:
        """Queue; False when a job with that id is queued or running already (``keep_result=0`` keeps no other traces)."""
        queued = await self._arq.enqueue_job(
            job.function, job.argument, _job_id=job.id, _queue_name=job.queue, _defer_by=delay_s or None
        )
        return queued is not None

    async def depth(self, queue: str) -> int:
        """Jobs waiting in ``queue``, with those that run."""
        return int(await self._arq.zcard(queue))

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
