"""One worker process: opens what its jobs work with, and runs arq until it is told to stop."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AsyncExitStack
from functools import partial
from typing import TYPE_CHECKING, Final

import redis.asyncio as redis
from arq import constants as arq_constants
from arq.connections import ArqRedis
from arq.cron import CronJob
from arq.typing import WorkerCoroutine
from arq.worker import Function, Worker, func
from redis.exceptions import RedisError

from app import jobs as queues
from app.adapters.opening import open_deps
from app.ports import FaceEngine
from app.services.deps import Deps
from app.services.processes import Activity, reporting
from app.services.progress import ProgressPublisher
from app.settings import Settings
from workers import jobs, keeper
from workers.jobs import Context
from workers.running import Running, running_key

if TYPE_CHECKING:
    from workers.photo import Bench

QUEUES: Final = {"ingest": queues.INGEST_QUEUE, "search": queues.SEARCH_QUEUE, "keeper": queues.KEEPER_QUEUE}
# The next job's bytes are read and the last one's results written while one is worked on; a third job would only be
# taken away from a worker that has nothing to do.
_MAX_JOBS: Final = 2
_POLL_DELAY_S: Final = {"ingest": 0.1, "search": 0.02, "keeper": 0.5}
_UPKEEP_EVERY_S: Final = 10
_FINISH_WITHIN_S: Final = 8  # less than the supervisor waits before it kills
_BEAT_S: Final = 5
_ALIVE_S: Final = 20  # so long after its last worker a queue counts as served; a busy machine may miss a beat or two
_TRIES: Final = 1_000_000  # our jobs count their own tries; arq would drop a job without a word


_log = logging.getLogger(__name__)


def run_worker(kind: str, slot: int, settings: Settings) -> None:
    """Serve the queue of ``kind`` (``ingest``, ``search`` or ``keeper``) until SIGTERM or SIGINT; ``slot`` numbers the workers
    of a kind on this machine. Raises when a backend goes away: the supervisor starts a new worker.
    """
    asyncio.run(_serve(kind, slot, settings))


async def _serve(kind: str, slot: int, settings: Settings) -> None:
    async with AsyncExitStack() as stack:
        deps = await stack.enter_async_context(open_deps(settings))
        connection = redis.Redis.from_url(settings.redis_url, health_check_interval=15)
        stack.push_async_callback(connection.aclose)
        arq = ArqRedis(connection.connection_pool)
        running = Running(arq, running_key(kind, slot))
        await running.free_predecessor()
        ctx = await _context(kind, deps, stack) | {"running": running}
        worker = _worker(kind, arq, running, ctx)
        await stack.enter_async_context(reporting(deps, kind, partial(_activity, worker, running), ctx.get("engine")))
        beating = asyncio.create_task(_beat(arq, QUEUES[kind]))
        stack.callback(beating.cancel)
        await _run(worker)


def _activity(worker: Worker, running: Running) -> Activity:
    busy = sum(not task.done() for task in worker.tasks.values())
    return Activity(busy, worker.jobs_complete + worker.jobs_failed, running.failed + worker.jobs_failed)


async def _beat(arq: ArqRedis, queue: str) -> None:
    """Sign the key by which ``ArqQueue.alive`` knows that the queue is served."""
    while True:
        with contextlib.suppress(RedisError):
            await arq.setex(queue + arq_constants.health_check_key_suffix, _ALIVE_S, b"1")
        await asyncio.sleep(_BEAT_S)


async def _keep_up(duty: Callable[[], Awaitable[None]]) -> None:
    """Each worker does this for its own memory; a job of arq's would reach only one of them."""
    while True:
        await asyncio.sleep(_UPKEEP_EVERY_S)
        try:
            await duty()
        except Exception:
            _log.warning("upkeep failed; what it left is done by the next job or the next round", exc_info=True)


def _worker(kind: str, arq: ArqRedis, running: Running, ctx: Context) -> Worker:
    settings: Settings = ctx["deps"].settings
    functions, cron_jobs = _duties(kind, settings)
    return Worker(
        functions,
        cron_jobs=cron_jobs,
        queue_name=QUEUES[kind],
        redis_pool=arq,
        handle_signals=False,
        on_job_start=running.begin,
        after_job_end=running.end,
        max_jobs=_MAX_JOBS,
        max_tries=_TRIES,
        # The thread has its own limit; this one must not strike while a job waits for its turn.
        job_timeout=settings.job_timeout_s * (_MAX_JOBS + 1),
        poll_delay=_POLL_DELAY_S[kind],
        health_check_interval=queues.HEALTH_INTERVAL_S,
        keep_result=0,
        log_results=False,
        health_check_key=running.key + arq_constants.health_check_key_suffix,
        ctx=ctx,
    )


def _duties(kind: str, settings: Settings) -> tuple[list[Function], list[CronJob]]:
    """The functions that the workers of a kind know, and what they do by the clock."""
    wanted: dict[str, Sequence[WorkerCoroutine]] = {
        "ingest": (jobs.process_photo, jobs.rematch_photo, jobs.reembed_photos),
        "search": (jobs.run_search,),
        "keeper": (jobs.erase_event,),
    }
    functions = [func(function, max_tries=_TRIES) for function in wanted[kind]]
    return functions, keeper.cron_jobs(settings) if kind == "keeper" else []


async def _context(kind: str, deps: Deps, stack: AsyncExitStack) -> Context:
    if kind == "keeper":
        return {"deps": deps}
    # The keeper needs no models: loading them takes a second and hundreds of megabytes.
    from workers.faces.engines import open_engine  # noqa: PLC0415
    from workers.photo import Bench  # noqa: PLC0415

    settings = deps.settings
    engine = await asyncio.to_thread(open_engine, settings.face_engine, settings.models_dir, settings.face_weights)
    bench = Bench(settings.job_timeout_s)
    stack.callback(bench.close)
    if kind == "ingest":
        await deps.queue.enqueue(queues.reembed_photos(engine.id))  # nothing to do, mostly
    ctx = {"deps": deps, "engine": (engine.id, engine.dimension)}
    return ctx | (_for_search if kind == "search" else _for_ingest)(deps, engine, bench, stack)


def _for_ingest(deps: Deps, engine: FaceEngine, bench: Bench, stack: AsyncExitStack) -> Context:
    from workers.index.standing import StandingSearches  # noqa: PLC0415
    from workers.photo import PhotoPipeline  # noqa: PLC0415
    from workers.reembed import Reembedding  # noqa: PLC0415

    progress = ProgressPublisher(deps)
    stack.push_async_callback(progress.aclose)
    standing = StandingSearches(engine)
    stack.callback(asyncio.create_task(_keep_up(lambda: standing.forget_the_gone(deps))).cancel)
    return {
        "photos": PhotoPipeline(deps, engine, standing, progress, bench),
        "reembedding": Reembedding(deps, engine, standing, bench),
    }


def _for_search(deps: Deps, engine: FaceEngine, bench: Bench, stack: AsyncExitStack) -> Context:
    from workers.index.gallery import Galleries  # noqa: PLC0415 - only search workers load faiss
    from workers.search import SearchPipeline  # noqa: PLC0415

    searches = SearchPipeline(deps, engine, Galleries(deps, engine.id, engine.dimension), bench)
    stack.callback(asyncio.create_task(_keep_up(searches.warm)).cancel)
    return {"searches": searches}


async def _run(worker: Worker) -> None:
    """Until a signal: then no new job is begun, and those that do not end in time are left for the next worker."""
    told = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, told.set)
    serving = asyncio.create_task(worker.async_run())
    waiting = asyncio.create_task(told.wait())
    await asyncio.wait({serving, waiting}, return_when=asyncio.FIRST_COMPLETED)
    waiting.cancel()
    worker.allow_pick_jobs = False
    if worker.tasks:
        await asyncio.wait(worker.tasks.values(), timeout=_FINISH_WITHIN_S)
    for task in worker.tasks.values():
        task.cancel()
    await asyncio.gather(*worker.tasks.values(), return_exceptions=True)
    if serving.done() and not told.is_set():
        serving.result()  # a backend is away: say so, and let the supervisor start a new worker
    while not serving.done():  # a library on the way may swallow a cancellation
        serving.cancel()
        await asyncio.wait({serving}, timeout=1)
