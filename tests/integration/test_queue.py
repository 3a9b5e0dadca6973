"""The job queue on a real Redis."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
import redis.asyncio as redis
from arq.connections import ArqRedis
from arq.worker import Worker, func

from app import errors, jobs
from app.adapters.arq_queue import ArqQueue
from app.services.deps import Deps
from app.settings import Settings
from workers.waking import WakingWorker


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


async def test_who_asked_is_counted_where_nothing_is_written_to_disk(settings: Settings) -> None:
    async with redis.from_url(settings.redis_url) as written, redis.from_url(settings.redis_url, db=1) as volatile:
        await ArqQueue(written, volatile).enqueue(jobs.run_search("s1"), lanes=("guest:a", "address:venue"))
        assert [key for key in await written.keys() if b"lane" in key] == []
        assert len(await volatile.keys()) == 2


async def test_the_queue_knows_which_jobs_wait(deps: Deps) -> None:
    for number in range(3):
        await deps.queue.enqueue(jobs.process_photo(f"p{number}"), delay_s=60 if number == 2 else 0)
    asked = [jobs.process_photo(f"p{number}").id for number in range(2500)]
    assert await deps.queue.waiting(asked) == {jobs.process_photo(f"p{number}").id for number in range(3)}
    assert await deps.queue.waiting([]) == set()


async def test_a_worker_takes_a_guest_who_asked_little_before_one_who_asks_much(deps: Deps, arq: ArqRedis) -> None:
    for number in range(30):
        await deps.queue.enqueue(jobs.run_search(f"flood{number}"), lanes=("guest:a", "address:venue"))
    await deps.queue.enqueue(jobs.run_search("beside"), lanes=("guest:b", "address:venue"))
    await deps.queue.enqueue(jobs.run_search("elsewhere"), lanes=("guest:c", "address:home"))
    taken = await taken_by_a_worker(arq)
    assert len(taken) == 32
    assert {"beside", "elsewhere"} <= set(taken[:4])
    assert [name for name in taken if name.startswith("flood")] == [f"flood{number}" for number in range(30)]


async def test_many_sessions_at_one_address_do_not_hold_up_a_guest_at_another(deps: Deps, arq: ArqRedis) -> None:
    for number in range(30):
        await deps.queue.enqueue(jobs.run_search(f"flood{number}"), lanes=(f"guest:{number}", "address:one"))
    await deps.queue.enqueue(jobs.run_search("elsewhere"), lanes=("guest:x", "address:other"))
    assert "elsewhere" in (await taken_by_a_worker(arq))[:2]


async def test_who_waits_for_long_is_overtaken_no_more_and_nobody_waits_while_nothing_is_to_be_done(
    deps: Deps, arq: ArqRedis
) -> None:
    for number in range(70):
        await deps.queue.enqueue(jobs.run_search(f"flood{number}"), lanes=("guest:a", "address:venue"))
    # arq rounds to whole milliseconds, up and down.
    assert await arq.zcount(jobs.SEARCH_QUEUE, 0, time.time() * 1000 + 1) == 70, "every job is due at once"
    last = jobs.run_search("flood69").id
    await arq.zadd(jobs.SEARCH_QUEUE, {last: time.time() * 1000 - 130_000})  # it has waited so long
    await deps.queue.enqueue(jobs.run_search("first"), lanes=("guest:b", "address:home"))
    order = await arq.zrange(jobs.SEARCH_QUEUE, 0, -1)
    assert order.index(last.encode()) < order.index(jobs.run_search("first").id.encode())


async def test_how_long_a_job_has_waited_does_not_depend_on_its_place(deps: Deps) -> None:
    await deps.queue.enqueue(jobs.run_search("s1"), lanes=("guest:a",))
    oldest = (await deps.queue.state(jobs.SEARCH_QUEUE)).oldest_s
    assert oldest is not None
    assert oldest < 60


async def taken_by_a_worker(arq: ArqRedis) -> list[str]:
    """What waits in the queue of searches, in the order in which one worker of arq does it."""
    taken: list[str] = []

    async def run_search(ctx: dict[Any, Any], search_id: str) -> None:
        taken.append(search_id)

    worker = Worker(
        [func(run_search, name="run_search")],
        queue_name=jobs.SEARCH_QUEUE,
        redis_pool=arq,
        burst=True,
        max_jobs=1,
        poll_delay=0.01,
        keep_result=0,
        handle_signals=False,
    )
    await worker.async_run()
    return taken


@asynccontextmanager
async def told_worker(arq: ArqRedis) -> AsyncIterator[asyncio.Queue[str]]:
    """A worker for searches that looks into its queue only when it is told; what it begins."""
    begun: asyncio.Queue[str] = asyncio.Queue()

    async def run_search(ctx: dict[Any, Any], search_id: str) -> None:
        await begun.put(search_id)

    worker = WakingWorker(
        [func(run_search, name="run_search")],
        look_every_s=100_000,
        queue_name=jobs.SEARCH_QUEUE,
        redis_pool=arq,
        max_jobs=1,
        keep_result=0,
        handle_signals=False,
    )
    running = asyncio.create_task(worker.async_run())
    async with asyncio.timeout(120):
        yield begun
    running.cancel()
    await asyncio.wait([running])


async def test_a_worker_begins_what_is_queued_and_what_waits_behind_it_without_looking_by_itself(
    deps: Deps, arq: ArqRedis
) -> None:
    async with told_worker(arq) as begun:
        for name in ("before it listens", "while it has nothing to do"):
            await deps.queue.enqueue(jobs.run_search(name))
            assert await begun.get() == name
        for number in range(3):
            await deps.queue.enqueue(jobs.run_search(f"{number}"))
        assert [await begun.get() for _ in range(3)] == ["0", "1", "2"]


async def test_a_worker_whose_connection_was_cut_is_told_of_what_came_meanwhile_and_comes_after(
    deps: Deps, arq: ArqRedis
) -> None:
    async with told_worker(arq) as begun:
        while not await arq.client_kill_filter(_type="pubsub"):  # it does not listen yet
            await asyncio.sleep(0)
        for name in ("meanwhile", "after"):
            await deps.queue.enqueue(jobs.run_search(name))
            assert await begun.get() == name


async def test_a_queue_without_workers_is_not_served(deps: Deps) -> None:
    assert not await deps.queue.alive(jobs.INGEST_QUEUE)


async def test_what_cannot_be_queued_is_said_to_be_so() -> None:
    async with redis.Redis.from_url("redis://127.0.0.1:1") as nobody:
        with pytest.raises(errors.Unavailable):
            await ArqQueue(nobody, nobody).enqueue(jobs.run_search("s1"))
