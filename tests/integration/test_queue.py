"""The job queue on a real Redis."""

from __future__ import annotations

import asyncio

import pytest
import redis.asyncio as redis

from app import errors, jobs
from app.adapters.arq_queue import ArqQueue
from app.services.deps import Deps


async def test_a_job_is_queued_once_while_it_waits(deps: Deps) -> None:
    job = jobs.process_photo("p1")
    assert await deps.queue.enqueue(job)
    assert not await deps.queue.enqueue(job)
    assert await deps.queue.enqueue(jobs.rematch_photo("p1")), "another function on the same photo is another job"
    assert await deps.queue.depth(jobs.INGEST_QUEUE) == 2
    assert await deps.queue.depth(jobs.SEARCH_QUEUE) == 0


async def test_of_many_who_queue_a_job_at_once_one_does(deps: Deps) -> None:
    answers = await asyncio.gather(*(deps.queue.enqueue(jobs.run_search("s1")) for _ in range(20)))
    assert sum(answers) == 1


async def test_the_queue_knows_which_jobs_wait(deps: Deps) -> None:
    for number in range(3):
        await deps.queue.enqueue(jobs.process_photo(f"p{number}"), delay_s=60 if number == 2 else 0)
    asked = [jobs.process_photo(f"p{number}").id for number in range(2500)]
    assert await deps.queue.waiting(asked) == {jobs.process_photo(f"p{number}").id for number in range(3)}
    assert await deps.queue.waiting([]) == set()


async def test_a_queue_without_workers_is_not_served(deps: Deps) -> None:
    assert not await deps.queue.alive(jobs.INGEST_QUEUE)


async def test_what_cannot_be_queued_is_said_to_be_so() -> None:
    async with redis.Redis.from_url("redis://127.0.0.1:1") as nobody:
        with pytest.raises(errors.Unavailable):
            await ArqQueue(nobody).enqueue(jobs.run_search("s1"))
