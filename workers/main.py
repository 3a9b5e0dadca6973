"""One worker process: opens what its jobs work with, and runs arq until it is told to stop."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final, cast

import redis.asyncio as redis
from arq import constants as arq_constants
from arq.connections import ArqRedis
from arq.cron import CronJob
from arq.worker import Worker, func
from redis.exceptions import RedisError

from app import jobs as queues
from app.adapters.opening import open_deps, open_post
from app.adapters.redis_clients import open_pool
from app.jobs import QUEUES
from app.patience import AT_WORK
from app.ports import FaceEngine, HookSender
from app.services import post, space, webhooks
from app.services.deps import Deps
from app.services.post import Post
from app.services.processes import Activity, reporting
from app.services.progress import ProgressPublisher
from app.settings import Settings
from workers import jobs
from workers.keeper import Keeper
from workers.memory import give_back_large_blocks
from workers.running import Running, running_key
from workers.waking import WakingWorker

if TYPE_CHECKING:
    from arq.typing import WorkerCoroutine

    from workers.thread import WorkThread

# The next job's bytes are read and the last one's results written while one is worked on; a third job would only be
# taken away from a worker that has nothing to do. Searches are short, and one that overtakes must not wait for a place.
_MAX_JOBS: Final = {"ingest": 2, "search": 4, "keeper": 2}
_UPKEEP_EVERY_S: Final = 10
_DELIVERED_EVERY_S: Final = 1
_FINISH_WITHIN_S: Final = 8  # less than the supervisor waits before it kills
_BEAT_S: Final = 5
_ROOM_EVERY_S: Final = 3
_ALIVE_S: Final = 20  # so long after its last worker a queue counts as served; a busy machine may miss a beat or two
_TRIES: Final = 1_000_000  # our jobs count their own tries; arq would drop a job without a word


_log = logging.getLogger(__name__)


def run_worker(kind: str, slot: int, settings: Settings) -> None:
    """Serve the queue of ``kind`` (``ingest``, ``search`` or ``keeper``) until SIGTERM or SIGINT; ``slot`` numbers the workers
    of a kind on this machine. Raises when a backend goes away: the supervisor starts a new worker.
    """
    give_back_large_blocks()
    asyncio.run(_serve(kind, slot, settings))


async def _serve(kind: str, slot: int, settings: Settings) -> None:
    async with AsyncExitStack() as stack:
        deps = await stack.enter_async_context(open_deps(settings))
        connection = redis.Redis.from_pool(open_pool(settings.redis_url, AT_WORK.redis_s))
        stack.push_async_callback(connection.aclose)
        arq = ArqRedis(connection.connection_pool)
        running = Running(arq, running_key(kind, slot))
        await running.free_predecessor()
        duties = await _duties(kind, deps, running, arq, stack)
        worker = _worker(kind, arq, running, duties, settings)
        await stack.enter_async_context(reporting(deps, kind, partial(_activity, worker, running), duties.engine))
        beating = asyncio.create_task(_beat(arq, QUEUES[kind]))
        stack.callback(beating.cancel)
        pausing = asyncio.create_task(_pause_without_room(deps, worker)) if kind == "ingest" else None
        await _run(worker, pausing)


async def _pause_without_room(deps: Deps, worker: Worker) -> None:
    """While the disk has only its reserve left no photo is begun: what is made of them takes room too."""
    while True:
        try:
            short = await space.is_short(deps)
        except OSError:
            _log.warning("how much room there is cannot be told", exc_info=True)
        else:
            if short and worker.allow_pick_jobs:
                _log.warning("the disk has no room: photos wait")
            elif not short and not worker.allow_pick_jobs:
                _log.info("there is room again: photos go on")
            worker.allow_pick_jobs = not short
        await asyncio.sleep(_ROOM_EVERY_S)


def _activity(worker: Worker, running: Running) -> Activity:
    busy = sum(not task.done() for task in worker.tasks.values())
    return Activity(busy, worker.jobs_complete + worker.jobs_failed, running.failed + worker.jobs_failed)


async def _beat(arq: ArqRedis, queue: str) -> None:
    """Sign the key by which ``ArqQueue.alive`` knows that the queue is served."""
    while True:
        with contextlib.suppress(RedisError):
            await arq.setex(queue + arq_constants.health_check_key_suffix, _ALIVE_S, b"1")
        await asyncio.sleep(_BEAT_S)


async def _keep_delivering(settings: Settings, sender: HookSender) -> None:
    """What webhooks are to be told; each keeper does it, and each message is taken by one."""
    while True:
        await asyncio.sleep(_DELIVERED_EVERY_S)
        try:
            await webhooks.deliver_due(settings, sender)
        except Exception:
            _log.warning("webhooks were not told; what waits is due again", exc_info=True)


async def _keep_posting(deps: Deps, letters: Post) -> None:
    """The same for letters."""
    while True:
        await asyncio.sleep(_DELIVERED_EVERY_S)
        try:
            await post.deliver_due(deps, letters)
        except Exception:
            _log.warning("letters were not sent; what waits is due again", exc_info=True)


async def _keep_up(duty: Callable[[], Awaitable[None]]) -> None:
    """Each worker does this for its own memory; a job of arq's would reach only one of them."""
    while True:
        await asyncio.sleep(_UPKEEP_EVERY_S)
        try:
            await duty()
        except Exception:
            _log.warning("upkeep failed; what it left is done by the next job or the next round", exc_info=True)


def _worker(kind: str, arq: ArqRedis, running: Running, duties: Duties, settings: Settings) -> Worker:
    return WakingWorker(
        [func(cast("WorkerCoroutine", job), name=job.__name__, max_tries=_TRIES) for job in duties.jobs],
        cron_jobs=duties.cron_jobs,
        queue_name=QUEUES[kind],
        redis_pool=arq,
        handle_signals=False,
        on_job_start=running.begin,
        after_job_end=running.end,
        max_jobs=_MAX_JOBS[kind],
        max_tries=_TRIES,
        # The thread has its own limit; this one must not strike while a job waits for its turn.
        job_timeout=settings.job_timeout_s * (_MAX_JOBS[kind] + 1),
        health_check_interval=queues.HEALTH_INTERVAL_S,
        keep_result=0,
        log_results=False,
        health_check_key=running.key + arq_constants.health_check_key_suffix,
    )


@dataclass(frozen=True, slots=True)
class Duties:
    """What a worker does: the jobs of its queue, what comes by the clock, and the engine that it works with."""

    jobs: Sequence[jobs.Job]
    cron_jobs: Sequence[CronJob] = ()
    engine: tuple[str, int] | None = None


async def _duties(kind: str, deps: Deps, running: Running, arq: ArqRedis, stack: AsyncExitStack) -> Duties:
    if kind == "keeper":
        from app.adapters.pinned_http import PinnedHttp  # noqa: PLC0415 - nobody else posts

        sender = PinnedHttp(private=deps.settings.webhook_private)
        stack.callback(asyncio.create_task(_keep_delivering(deps.settings, sender)).cancel)
        stack.callback(asyncio.create_task(_keep_posting(deps, open_post(deps.settings, sender))).cancel)
        return Duties(jobs.KeeperJobs(running, deps).all(), Keeper(deps, arq).cron_jobs())
    # The keeper needs no models: loading them takes a second and hundreds of megabytes.
    from workers.faces.engines import open_engine  # noqa: PLC0415
    from workers.faces.networks import BATCH  # noqa: PLC0415
    from workers.thread import WorkThread  # noqa: PLC0415

    settings = deps.settings
    batch = 1 if kind == "search" else BATCH  # of a selfie one face is embedded, and somebody waits for it
    opening = partial(open_engine, settings.face_engine, settings.models_dir, settings.face_weights, batch=batch)
    engine = await asyncio.to_thread(opening)
    thread = WorkThread(settings.job_timeout_s)
    stack.callback(thread.close)
    if kind == "ingest":
        await deps.queue.enqueue(queues.reembed_photos(engine.id))  # nothing to do, mostly
    served = (_search_jobs if kind == "search" else _ingest_jobs)(deps, running, engine, thread, stack)
    return Duties(served.all(), engine=(engine.id, engine.dimension))


def _ingest_jobs(deps: Deps, running: Running, engine: FaceEngine, thread: WorkThread, stack: AsyncExitStack) -> jobs.IngestJobs:
    from workers.index.standing import StandingSearches  # noqa: PLC0415
    from workers.marking import Marking  # noqa: PLC0415
    from workers.photo import PhotoPipeline  # noqa: PLC0415
    from workers.reembed import Reembedding  # noqa: PLC0415
    from workers.scan import Scanner  # noqa: PLC0415
    from workers.second_look import SecondLook  # noqa: PLC0415

    look = SecondLook(deps, engine, thread)
    progress = ProgressPublisher(deps)
    stack.push_async_callback(progress.aclose)
    standing = StandingSearches(engine)
    stack.callback(asyncio.create_task(_keep_up(lambda: standing.forget_the_gone(deps))).cancel)
    return jobs.IngestJobs(
        running,
        PhotoPipeline(deps, engine, standing, progress, thread),
        Scanner(deps, look, standing),
        Reembedding(deps, look, standing),
        Marking(deps, thread),
        deps.settings.job_tries,
    )


def _search_jobs(deps: Deps, running: Running, engine: FaceEngine, thread: WorkThread, stack: AsyncExitStack) -> jobs.SearchJobs:
    from workers.clock_suggestions import ClockSuggestions  # noqa: PLC0415
    from workers.index.gallery import Galleries  # noqa: PLC0415 - only search workers load faiss
    from workers.looker import Looker  # noqa: PLC0415
    from workers.looking_again import LookingAgain  # noqa: PLC0415
    from workers.more_selfies import MoreSelfies  # noqa: PLC0415
    from workers.picture_faces import PictureFaces  # noqa: PLC0415
    from workers.search import SearchPipeline  # noqa: PLC0415

    galleries = Galleries(deps, engine.id, engine.dimension)
    searches = SearchPipeline(deps, engine, galleries, thread)
    stack.callback(asyncio.create_task(_keep_up(searches.warm)).cancel)
    looker = Looker(deps, engine, galleries, thread)
    return jobs.SearchJobs(
        running,
        searches,
        LookingAgain(deps, engine, looker),
        MoreSelfies(deps, engine, searches, looker, thread),
        PictureFaces(deps, engine, thread),
        ClockSuggestions(deps, engine, galleries, thread),
    )


async def _run(worker: Worker, pausing: asyncio.Task[None] | None) -> None:
    """Until a signal: then no new job is begun, and those that do not end in time are left for the next worker."""
    told = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, told.set)
    serving = asyncio.create_task(worker.async_run())
    waiting = asyncio.create_task(told.wait())
    await asyncio.wait({serving, waiting}, return_when=asyncio.FIRST_COMPLETED)
    waiting.cancel()
    if pausing is not None:
        pausing.cancel()
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
