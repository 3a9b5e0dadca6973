"""A photo's way through a worker: on painted people where order and failures matter, on real photos and models at the end."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import os
import signal
import subprocess
import threading
import time
import weakref
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, cast

import numpy as np
import orjson
import psutil
import pytest
import redis.asyncio as redis
from arq.connections import ArqRedis
from arq.worker import Retry
from numpy.typing import NDArray

from app import errors, jobs, topics
from app.adapters.upload_folder import UploadFolder
from app.domain.faces import Box, DetectedFace, Point
from app.domain.times import utc_now
from app.domain.vocabulary import PhotoStatus, Visibility
from app.services import acceptance, blob_keys, photos, progress, showing
from app.services.deps import Deps
from app.services.keys import event_key
from app.services.public_photos import public_status
from app.settings import Settings
from app.store import faces as face_log
from app.store import photos as photo_store
from app.store import stats
from app.store.documents import Event, FaceEntry, Photo
from tests.conftest import REPOSITORY
from tests.covered import python
from tests.painted import PaintedEngine, painted
from tests.stage import BY_PROGRAM, Stage, open_stage
from workers.faces.finder import stored_face
from workers.faces.measure import measure_face
from workers.jobs import IngestJobs
from workers.marking import Marking
from workers.photo import PhotoPipeline
from workers.reembed import Reembedding
from workers.running import Running, release_orphans
from workers.second_look import SecondLook
from workers.thread import ThreadLost, WorkThread


@pytest.fixture
async def stage(deps: Deps) -> AsyncIterator[Stage]:
    """An event and its workers."""
    async with open_stage(deps) as opened:
        yield opened


async def told(deps: Deps, event_id: int, kind: str | None = None) -> list[dict[str, Any]]:
    """What was published on the event's ingest topic."""
    history = await deps.bus.history(topics.ingest_topic(event_id))
    messages = [orjson.loads(publication.data) for publication in history.publications]
    return [message for message in messages if kind in (None, message["type"])]


async def until(condition: Callable[[], Awaitable[bool]], within_s: float = 120) -> None:
    """Wait for it."""
    async with asyncio.timeout(within_s):
        while not await condition():
            await asyncio.sleep(0.05)


async def test_a_photo_is_told_of_at_every_stage_and_is_then_searchable(stage: Stage) -> None:
    photo = await stage.index(1, 2, name="party.png")

    stages = [message["stage"] for message in await told(stage.deps, 1, "photo.stage")]
    assert stages == ["stored", "decoding", "detecting", "embedding", "indexing"]
    [indexed] = await told(stage.deps, 1, "photo.indexed")
    assert indexed["photo"]["id"] == photo.id
    assert (indexed["photo"]["status"], indexed["photo"]["faces"]) == ("indexed", 2)
    entry = await face_log.of_photo(photo.id, stage.engine.id)
    assert entry is not None
    assert len(entry.faces) == 2
    assert entry.vectors is not None
    event = await Event.get(1)
    assert event is not None
    cipher = await stage.deps.keys.cipher(event_key(event))
    plain = cipher.open(entry.vectors, face_log.vectors_context(photo.id, stage.engine.id))
    vectors = np.frombuffer(plain, np.float32).reshape(2, -1)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx([1, 1], abs=1e-5)
    assert plain not in entry.vectors


@pytest.mark.parametrize(
    ("box", "kept"),
    [
        (Box(-10, 20, 40, 40), (0, 0.2, 0.15, 0.4)),
        (Box(180, 80, 40, 40), (0.9, 0.8, 0.1, 0.2)),
        (Box(-5, -5, 300, 200), (0, 0, 1, 1)),
        (Box(50, 25, 100, 50), (0.25, 0.25, 0.5, 0.5)),
    ],
)
def test_a_face_that_the_frame_cuts_is_marked_within_the_frame(box: Box, kept: tuple[float, ...]) -> None:
    face = DetectedFace(box, (Point(1, 1),) * 5, 0.9)
    stored = stored_face(face, measure_face(np.zeros((100, 200, 3), np.uint8), face), 200, 100)
    assert stored.box == pytest.approx(kept)


async def test_a_photo_without_faces_is_indexed_with_none(stage: Stage) -> None:
    photo = await stage.index(None, name="landscape.png")
    [indexed] = await told(stage.deps, 1, "photo.indexed")
    assert (indexed["photo"]["id"], indexed["photo"]["faces"]) == (photo.id, 0)


async def test_a_job_that_runs_twice_changes_and_tells_nothing_new(stage: Stage) -> None:
    photo = await stage.index(1)
    before = await told(stage.deps, 1, "photo.indexed")
    await stage.ingest.process(photo.id)
    stage.restart_workers()
    await stage.ingest.process(photo.id)
    assert await told(stage.deps, 1, "photo.indexed") == before
    assert await FaceEntry.find({"photo_id": photo.id}).count() == 1
    counted = await stats.of_event(1)
    assert (counted.total, counted.indexed, counted.faces) == (1, 1, 1)


async def test_a_worker_killed_after_the_last_write_is_spoken_for_by_the_next(stage: Stage) -> None:
    photo = await stage.accept(1)
    found = await photo_store.claim(photo.id)
    assert found is not None
    assert await photo_store.set_indexed(photo.id, found.updated_at)  # and then it was killed
    await stage.ingest.process(photo.id)
    assert [message["photo"]["id"] for message in await told(stage.deps, 1, "photo.indexed")] == [photo.id]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (painted(1, 2)[:300] + bytes(50) + painted(1, 2)[350:], "unreadable"),
        (painted(1, 2)[:-2000], "truncated"),
    ],
)
async def test_a_photo_that_cannot_be_read_fails_and_says_why(stage: Stage, data: bytes, code: str) -> None:
    async def body() -> AsyncIterator[bytes]:
        yield data

    accepted = await acceptance.accept(stage.deps, stage.event, "bad.jpg", body(), BY_PROGRAM)
    await stage.ingest.process(accepted.id)

    [failed] = await told(stage.deps, 1, "photo.failed")
    assert failed["photo"]["status"] == "failed"
    assert failed["photo"]["error"]["code"] == code
    assert failed["photo"]["error"]["message"]
    assert failed["photo"]["error"]["retryable"] is False
    counted = await stats.of_event(1)
    assert (counted.total, counted.processing, counted.failed) == (1, 0, 1)


async def test_a_photo_with_too_many_pixels_is_refused_before_decoding(deps: Deps, settings: Settings) -> None:
    few = replace(deps, settings=settings.model_copy(update={"max_photo_pixels": 5000}))
    async with open_stage(few) as stage:
        await stage.index(1)
        [failed] = await told(deps, 1, "photo.failed")
        assert failed["photo"]["error"]["code"] == "too_many_pixels"


async def test_a_photo_that_brings_every_worker_down_is_given_up(stage: Stage, settings: Settings) -> None:
    photo = await stage.accept(1)
    for _ in range(settings.job_tries):
        assert await photo_store.claim(photo.id)  # and then the process died
    await stage.ingest.process(photo.id)
    [failed] = await told(stage.deps, 1, "photo.failed")
    assert (failed["photo"]["error"]["code"], failed["photo"]["error"]["retryable"]) == ("crashed", True)
    counted = await stats.of_event(1)
    assert (counted.total, counted.failed) == (1, 1)


class Interrupted(PaintedEngine):
    """Does something in the middle: ``act`` runs while the photo's faces are embedded."""

    def __init__(self, act: Callable[[], Coroutine[Any, Any, None]]) -> None:
        super().__init__()
        self._act = act
        self._loop = asyncio.get_running_loop()

    def embed(self, image: NDArray[np.uint8], faces: Sequence[DetectedFace]) -> NDArray[np.float32]:
        """As painted, with an interruption."""
        asyncio.run_coroutine_threadsafe(self._act(), self._loop).result(30)
        return super().embed(image, faces)


async def test_a_photo_deleted_while_it_is_processed_leaves_nothing(deps: Deps) -> None:
    deleted: list[str] = []

    async def delete() -> None:
        await photos.delete(deps, await photos.find(deleted[0]))

    async with open_stage(deps, Interrupted(delete)) as stage:
        photo = await stage.accept(1)
        deleted.append(photo.id)
        await stage.ingest.process(photo.id)

    assert await Photo.get(photo.id) is None
    assert not await FaceEntry.find({"photo_id": photo.id, "kind": "add"}).to_list()
    assert not [path for path in (deps.settings.data_dir / "blobs").rglob(f"*{photo.id}*") if path.is_file()]
    assert await told(deps, 1, "photo.indexed") == []
    counted = await stats.of_event(1)
    assert (counted.total, counted.processing, counted.indexed, counted.faces) == (0, 0, 0, 0)


async def test_a_photo_hidden_while_it_is_processed_reaches_no_guest(deps: Deps) -> None:
    hidden: list[str] = []

    async def hide() -> None:
        if hidden:
            await showing.hide(deps, await photos.find(hidden[0]))

    async with open_stage(deps, Interrupted(hide)) as stage:
        search = await stage.search(painted(1))
        photo = await stage.accept(1)
        hidden.append(photo.id)
        await stage.ingest.process(photo.id)
        assert await stage.announced(search) == []
    assert public_status(await photos.find(photo.id)) == "hidden"


async def test_two_photos_are_worked_on_one_after_the_other_with_the_loop_alive(deps: Deps) -> None:
    loop = asyncio.get_running_loop()

    class Slow(PaintedEngine):
        at_once = 0
        most = 0

        def detect(self, image: NDArray[np.uint8]) -> list[DetectedFace]:
            self.at_once += 1
            self.most = max(self.most, self.at_once)
            time.sleep(0.3)
            turned = threading.Event()
            loop.call_soon_threadsafe(turned.set)
            assert turned.wait(60), "nothing else goes on meanwhile"
            self.at_once -= 1
            return super().detect(image)

    engine = Slow()
    async with open_stage(deps, engine) as stage:
        waiting = [await stage.accept(number) for number in range(3)]
        await asyncio.gather(*(stage.ingest.process(photo.id) for photo in waiting))
        assert {photo.status for photo in (await photo_store.by_ids([one.id for one in waiting])).values()} == {
            PhotoStatus.INDEXED
        }
    assert engine.most == 1


async def test_a_photo_is_claimed_early_but_one_that_was_tried_waits_for_its_turn(deps: Deps) -> None:
    others: list[Photo] = []
    going: list[asyncio.Task[None]] = []
    tries: list[int] = []

    async def bring_others() -> None:
        if going:
            return
        going.extend(asyncio.create_task(stage.ingest.process(photo.id)) for photo in others)
        await until(lambda: is_tried(fresh.id))
        tries.extend(photo.attempts for photo in (await photo_store.by_ids([tried.id])).values())

    async def is_tried(photo_id: str) -> bool:
        return (await photos.find(photo_id)).attempts > 0

    async with open_stage(deps, Interrupted(bring_others)) as stage:
        first, tried, fresh = [await stage.accept(person) for person in (1, 2, 3)]
        assert await photo_store.claim(tried.id)  # and then the process died
        others += [tried, fresh]
        await stage.ingest.process(first.id)
        await asyncio.gather(*going)
    assert tries == [1], "its second try began while the first photo was still worked on"
    ended = await photo_store.by_ids([first.id, tried.id, fresh.id])
    assert [(ended[photo.id].status, ended[photo.id].attempts) for photo in (first, tried, fresh)] == [
        (PhotoStatus.INDEXED, 1),
        (PhotoStatus.INDEXED, 2),
        (PhotoStatus.INDEXED, 1),
    ]


async def test_progress_counts_to_the_end_and_stays_under_ten_a_second(stage: Stage) -> None:
    waiting = [await stage.accept(number) for number in range(12)]
    begun = asyncio.get_running_loop().time()
    await asyncio.gather(*(stage.ingest.process(photo.id) for photo in waiting))

    async def all_told() -> bool:
        return (await told(stage.deps, 1, "ingest.progress"))[-1]["indexed"] == len(waiting)

    await until(all_told)
    await stage.progress.aclose()
    took = asyncio.get_running_loop().time() - begun

    messages = await told(stage.deps, 1, "ingest.progress")
    last = messages[-1]
    assert (last["total"], last["queued"], last["processing"], last["indexed"], last["failed"]) == (12, 0, 0, 12, 0)
    assert last["eta_s"] == 0
    during = [message for message in messages if message["processing"] or message["indexed"]]
    assert len(during) <= 10 * took + 2
    assert [message["indexed"] for message in messages] == sorted(message["indexed"] for message in messages)


async def test_a_snapshot_shows_progress_and_the_newest_photos(stage: Stage) -> None:
    await stage.index(1, name="first.png")
    await stage.accept(2, name="second.png")
    snapshot = await progress.snapshot(stage.deps, 1)
    assert (snapshot["progress"]["total"], snapshot["progress"]["queued"], snapshot["progress"]["indexed"]) == (2, 1, 1)
    assert [photo["name"] for photo in snapshot["photos"]] == ["second.png", "first.png"]
    assert (await progress.snapshot(stage.deps, 99))["photos"] == []


async def test_whoever_opens_the_page_sees_what_is_ready_also_behind_all_that_waits(stage: Stage) -> None:
    ready = [await stage.index(1, look=look) for look in range(2)]
    for look in range(2, progress.NEWEST + 3):
        await stage.accept(1, look=look)
    photos = (await progress.snapshot(stage.deps, 1))["photos"]
    assert [photo["status"] for photo in photos] == ["queued"] * progress.NEWEST + ["indexed"] * 2
    assert [photo["id"] for photo in photos[-2:]] == [photo.id for photo in reversed(ready)]


async def test_photos_of_another_engine_are_embedded_by_the_new_one_and_found_by_its_searches(stage: Stage) -> None:
    photo, other, gone = await stage.index(1), await stage.index(2), await stage.index(3)
    await stage.deps.blobs.delete(blob_keys.original(gone))
    await drain(stage.deps)
    stage.engine = PaintedEngine(name="better")
    stage.restart_workers()
    search = await stage.search(painted(1))
    assert await stage.announced(search) == []

    reembedding = Reembedding(stage.deps, SecondLook(stage.deps, stage.engine, stage.thread), stage.standing)
    assert await reembedding.run(stage.engine.id)
    assert await reembedding.run("an engine of other workers")

    assert await stage.announced(search) == [photo.id]
    assert {(await photos.find(one.id)).engine_id for one in (photo, other, gone)} == {"better-32"}
    counted = await stats.of_event(1)
    assert (counted.indexed, counted.faces) == (3, 2)


async def test_embedding_again_makes_way_for_new_photos(stage: Stage) -> None:
    old = await stage.index(1)
    await stage.accept(2)
    await stage.accept(3)
    engine = PaintedEngine(name="better")
    assert not await Reembedding(stage.deps, SecondLook(stage.deps, engine, stage.thread), stage.standing).run(engine.id)
    assert (await photos.find(old.id)).engine_id == stage.engine.id


async def test_embedding_again_passes_over_photos_of_deleted_events_and_comes_to_an_end(stage: Stage) -> None:
    await stage.index(1)
    await stage.event.set({"deleted_at": utc_now()})
    await drain(stage.deps)
    engine = PaintedEngine(name="better")
    reembedding = Reembedding(stage.deps, SecondLook(stage.deps, engine, stage.thread), stage.standing)
    assert await asyncio.wait_for(reembedding.run(engine.id), 120)


async def test_embedding_again_goes_on_behind_a_photo_that_fails_and_is_tried_again(stage: Stage, arq: ArqRedis) -> None:
    class Broken:
        """A blob store that cannot be reached for the file of one photo."""

        def __init__(self, key: str) -> None:
            self._key = key

        def __getattr__(self, name: str) -> Any:
            return getattr(stage.deps.blobs, name)

        async def get(self, key: str) -> bytes:
            if key == self._key:
                raise errors.Unavailable
            return await stage.deps.blobs.get(key)

    first, second = sorted([await stage.index(1), await stage.index(2)], key=lambda photo: photo.id)
    await drain(stage.deps)
    engine = PaintedEngine(name="better")
    broken = replace(stage.deps, blobs=cast("Any", Broken(blob_keys.original(first))))
    reembedding = Reembedding(broken, SecondLook(broken, engine, stage.thread), stage.standing)
    worker = IngestJobs(
        Running(arq, "worker:test:running"), stage.ingest, stage.scanner, reembedding, Marking(broken, stage.thread), tries=3
    )
    # It has made way for new photos a thousand times: that is no reason to wait long after an error.
    with pytest.raises(Retry) as again:
        await worker.reembed_photos({"job_try": 1000}, engine.id)
    assert again.value.defer_score is not None
    assert again.value.defer_score <= 5_000
    assert worker.running.failed == 1
    assert [(await photos.find(one.id)).engine_id for one in (first, second)] == [stage.engine.id, engine.id]
    healed = Reembedding(stage.deps, SecondLook(stage.deps, engine, stage.thread), stage.standing)
    await replace(worker, reembedding=healed).reembed_photos({"job_try": 2}, engine.id)
    assert (await photos.find(first.id)).engine_id == engine.id


async def drain(deps: Deps) -> None:
    """The jobs are done: the stage calls workers directly and leaves the queue as it is."""
    async with redis.Redis.from_url(deps.settings.redis_url) as client:
        await client.delete(jobs.INGEST_QUEUE)


class _Pixels:
    """Something large that work has in hand when it fails."""


async def test_work_that_failed_leaves_nothing_for_the_garbage_collector() -> None:
    thread, in_hand = WorkThread(60), list[weakref.ref[_Pixels]]()

    def fail() -> None:
        pixels = _Pixels()
        in_hand.append(weakref.ref(pixels))
        raise ValueError

    gc.disable()
    try:
        for _ in range(3):
            with contextlib.suppress(ValueError):
                await thread.run(fail)
        async with asyncio.timeout(120):  # the thread may hold the last one for a moment longer
            while any(pixels() for pixels in in_hand):
                await asyncio.sleep(0.01)
        assert len(in_hand) == 3
    finally:
        gc.enable()
        thread.close()


async def test_work_that_never_ends_is_given_up() -> None:
    thread, stuck = WorkThread(0.1), threading.Event()
    with pytest.raises(ThreadLost):
        await thread.run(stuck.wait)
    stuck.set()
    thread.close()


async def test_a_lost_thread_ends_the_process_whoever_lost_it_and_blames_nobody_who_waited() -> None:
    ended, stuck = asyncio.Event(), threading.Event()
    thread = WorkThread(0.2, ended.set, last_words_s=0.2)
    forgetful = asyncio.create_task(thread.run(stuck.wait))
    behind = asyncio.create_task(thread.run(lambda: "done"))
    await asyncio.wait([forgetful])
    assert isinstance(forgetful.exception(), ThreadLost)
    await asyncio.wait_for(ended.wait(), 120)
    assert not behind.done()
    stuck.set()
    assert await behind == "done"
    thread.close()


async def test_the_thread_goes_to_the_lowest_rank_and_past_whoever_waits_no_more() -> None:
    thread, busy, order = WorkThread(60), threading.Event(), list[int]()
    came = asyncio.Semaphore(0)

    async def ask(work: Callable[[], object], rank: float = 0.0) -> None:
        came.release()  # Nobody else goes on before this one waits for its turn.
        await thread.run(work, rank)

    first = asyncio.create_task(ask(busy.wait))
    await came.acquire()
    ranks = (5, 1, 1, 3, 2)
    waiting = [asyncio.create_task(ask(partial(order.append, rank), rank)) for rank in ranks]
    for _ in ranks:
        await came.acquire()
    waiting[-1].cancel()
    busy.set()
    await asyncio.wait([first, *waiting])
    assert order == [1, 1, 3, 5]
    assert await thread.run(lambda: "free") == "free"
    thread.close()


async def test_a_thread_that_is_lost_to_a_job_which_was_cancelled_ends_the_process_too() -> None:
    ended, begun, stuck = asyncio.Event(), asyncio.Event(), threading.Event()
    loop, thread = asyncio.get_running_loop(), WorkThread(0.2, ended.set, last_words_s=0.1)

    def hang() -> None:
        loop.call_soon_threadsafe(begun.set)
        stuck.wait()

    job = asyncio.create_task(thread.run(hang))
    await begun.wait()
    job.cancel()
    await asyncio.wait_for(ended.wait(), 120)
    stuck.set()
    thread.close()


class WorkerProcess:
    """A real ingest worker: ``python server.py worker ingest``."""

    def __init__(self, settings: Settings) -> None:
        environment = os.environ | {
            "MONGODB_URL": settings.mongodb_url,
            "MONGODB_DATABASE": settings.mongodb_database,
            "REDIS_URL": settings.redis_url,
            "REDIS_VOLATILE_URL": settings.redis_volatile_url,
            "DATA_DIR": str(settings.data_dir),
            "MODELS_DIR": str(settings.models_dir),
            "SECRET_KEY": settings.secret_key.get_secret_value(),
        }
        command = [*python(), "server.py", "worker", "ingest"]
        self.process = subprocess.Popen(command, cwd=REPOSITORY, env=environment, stderr=subprocess.DEVNULL)

    @property
    def rss_mb(self) -> float:
        """Its memory."""
        return float(psutil.Process(self.process.pid).memory_info().rss / 2**20)

    def kill(self) -> None:
        """As the kernel does it when memory is short."""
        self.process.kill()
        self.process.wait()

    def stop(self) -> int:
        """As the supervisor does it; returns the exit status."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(20)


@pytest.fixture
async def event(deps: Deps) -> Event:
    """An event."""
    event = Event(id=1, owner_id="owner", name="Party", visibility=Visibility.UNLISTED)
    await deps.keys.create(event_key(event))
    return await event.insert()


async def accept_files(deps: Deps, event: Event, files: list[Path]) -> list[str]:
    """Upload them; returns the photos' ids."""

    async def body(path: Path) -> AsyncIterator[bytes]:
        yield path.read_bytes()

    return [(await acceptance.accept(deps, event, path.name, body(path), BY_PROGRAM)).id for path in files]


async def all_done(event_id: int) -> bool:
    """Is nothing left to do?"""
    counted = await stats.of_event(event_id)
    return counted.total == counted.indexed + counted.failed


async def test_a_worker_process_indexes_real_photos_within_its_memory(deps: Deps, event: Event, sample: Path) -> None:
    files = sorted(sample.rglob("*.jpg"))[::6]
    ids = await accept_files(deps, event, files)
    worker = WorkerProcess(deps.settings)
    try:
        await until(lambda: all_done(event.id), 240)
        assert worker.rss_mb < 700
    finally:
        assert worker.stop() == 0
    found = await photo_store.by_ids(ids)
    assert {photo.status for photo in found.values()} == {PhotoStatus.INDEXED}
    # Web photos of one person each: nearly all show a face.
    assert sum(photo.faces > 0 for photo in found.values()) >= 0.9 * len(set(ids))
    for photo in found.values():
        preview = await deps.blobs.get(blob_keys.preview(photo))
        assert preview.startswith(b"\xff\xd8\xff")


async def test_photos_of_a_killed_worker_are_indexed_by_the_next_at_once(
    deps: Deps, arq: ArqRedis, event: Event, sample: Path
) -> None:
    files = sorted(sample.rglob("*.jpg"))[:12]
    ids = await accept_files(deps, event, files)

    async def some_indexed() -> bool:
        return (await stats.of_event(event.id)).indexed >= 2

    first = WorkerProcess(deps.settings)
    try:
        await until(some_indexed, 120)
    finally:
        first.kill()
    await release_orphans(arq)  # The keeper's part: one that the worker had taken and not said so yet.
    second = WorkerProcess(deps.settings)
    try:
        # arq alone would start the killed worker's jobs again after more than nine minutes.
        await until(lambda: _settled(ids), 120)
    finally:
        assert second.stop() == 0
    assert await deps.queue.waiting([jobs.process_photo(photo_id).id for photo_id in ids]) == set()
    told_of = [message["photo"]["id"] for message in await told(deps, event.id, "photo.indexed")]
    assert sorted(told_of) == sorted(set(ids))
    assert await FaceEntry.find({"kind": "add"}).count() == len(set(ids))


async def _settled(ids: list[str]) -> bool:
    found = await photo_store.by_ids(ids)
    return all(photo.status is PhotoStatus.INDEXED for photo in found.values())


class NoRoom(UploadFolder):
    """On a disk that is full."""

    async def free(self) -> int:
        """Nothing."""
        return 0


async def test_without_room_a_photo_waits_for_as_long_as_it_takes_and_is_not_to_blame(deps: Deps, tmp_path: Path) -> None:
    crowded = replace(deps, uploads=NoRoom(tmp_path))
    async with open_stage(deps) as stage:
        photo = await stage.accept(1)
        thread = WorkThread(60)
        pipeline = PhotoPipeline(crowded, stage.engine, stage.standing, stage.progress, thread)
        running = Running(ArqRedis(), "of nobody")
        looking = Reembedding(deps, SecondLook(deps, stage.engine, thread), stage.standing)
        worker = IngestJobs(running, pipeline, stage.scanner, looking, Marking(deps, thread), tries=3)
        with pytest.raises(Retry):
            await worker.process_photo({"job_try": 99}, photo.id)
        thread.close()
        waiting = await photo_store.get(photo.id)
        assert waiting is not None
        assert (waiting.status, waiting.attempts) == (PhotoStatus.QUEUED, 0)
        await stage.ingest.process(photo.id)
        indexed = await photo_store.get(photo.id)
        assert indexed is not None
        assert indexed.status is PhotoStatus.INDEXED
