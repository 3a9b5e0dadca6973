"""What a crash left lying is brought back, on real backends."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime, timedelta

import pytest
import redis.asyncio as redis
from arq.connections import ArqRedis
from arq.constants import in_progress_key_prefix

from app import jobs
from app.domain.ids import new_id
from app.domain.times import utc_now
from app.domain.vocabulary import PhotoStatus, Role
from app.services import blob_keys, privacy
from app.services.deps import Deps
from app.services.keys import event_key
from app.settings import Settings
from app.store import events as event_store
from app.store import expired, stats
from app.store import photos as photo_store
from app.store.documents import Event, Invitation, Kiosk, PasswordReset, Photo, Session
from tests.stage import Stage, open_stage
from workers import keeper
from workers.keeper import Keeper
from workers.running import Running, release_orphans, running_key

LATER = timedelta(minutes=5)


@pytest.fixture
async def stage(deps: Deps) -> AsyncIterator[Stage]:
    """An event and its workers."""
    async with open_stage(deps) as opened:
        yield opened


async def forget_jobs(settings: Settings) -> None:
    """Redis lost everything."""
    async with redis.Redis.from_url(settings.redis_url) as client:
        await client.flushall()


async def test_photos_whose_jobs_were_lost_are_queued_again(stage: Stage, settings: Settings) -> None:
    waiting, begun, done = await stage.accept(1), await stage.accept(2), await stage.index(3)
    assert await photo_store.claim(begun.id)
    await forget_jobs(settings)

    assert await keeper.requeue_photos(stage.deps, utc_now()) == 0, "they may be about to be queued"
    assert await keeper.requeue_photos(stage.deps, utc_now() + LATER) == 2

    ids = [jobs.process_photo(photo.id).id for photo in (waiting, begun, done)]
    assert await stage.deps.queue.waiting(ids) == set(ids[:2])


async def test_photos_that_wait_in_the_queue_stay_as_they_are(stage: Stage) -> None:
    await stage.accept(1)
    assert await keeper.requeue_photos(stage.deps, utc_now() + LATER) == 0


async def test_a_photo_that_was_begun_by_a_killed_worker_is_indexed_by_the_next(stage: Stage, settings: Settings) -> None:
    photo = await stage.accept(1)
    assert await photo_store.claim(photo.id)
    await stats.count(photo.event_id, processing=1)
    await stage.ingest.process(photo.id)
    indexed = await Photo.get(photo.id)
    assert indexed is not None
    assert (indexed.status, indexed.attempts) == (PhotoStatus.INDEXED, 2)
    counted = await stats.of_event(photo.event_id)
    assert (counted.processing, counted.indexed) == (0, 1)


async def test_a_deletion_that_was_cut_off_is_finished(stage: Stage) -> None:
    photo = await stage.index(1)
    assert await photo_store.set_deleted(photo.id)

    await keeper.finish_deletions(stage.deps, utc_now())
    assert await Photo.get(photo.id), "its own process may still be at it"
    await keeper.finish_deletions(stage.deps, utc_now() + LATER)

    assert await Photo.get(photo.id) is None
    assert await stage.deps.blobs.info(blob_keys.original(await stage.accept(2)))


async def test_counters_that_a_crash_left_wrong_are_put_right(stage: Stage, settings: Settings) -> None:
    await stage.index(1, 2)
    await stage.index(3)
    await stats.count(stage.event.id, total=5, processing=1, faces=7)
    await forget_jobs(settings)

    await keeper.recount_idle_events(stage.deps, utc_now() + LATER)

    counted = await stats.of_event(stage.event.id)
    assert (counted.total, counted.processing, counted.indexed, counted.failed, counted.faces) == (2, 0, 2, 0, 3)


async def test_a_deletion_that_was_cut_off_before_it_was_counted_is_counted_by_the_keeper(
    stage: Stage, settings: Settings
) -> None:
    deleted, _ = await stage.index(1, 2), await stage.index(3)
    await photo_store.set_deleted(deleted.id)  # and then the process was killed
    await forget_jobs(settings)
    await keeper.finish_deletions(stage.deps, utc_now() + LATER)
    await keeper.recount_idle_events(stage.deps, utc_now() + LATER)
    counted = await stats.of_event(stage.event.id)
    assert (counted.total, counted.indexed, counted.faces) == (1, 1, 1)
    assert not await stats.recount(counted), "what is right is not written again"


async def test_counters_are_left_alone_while_photos_go_through(stage: Stage) -> None:
    await stage.accept(1)
    await stats.count(stage.event.id, total=5)
    await keeper.recount_idle_events(stage.deps, utc_now() + LATER)
    assert (await stats.of_event(stage.event.id)).total == 6


async def test_bytes_that_nobody_will_make_a_photo_of_are_dropped(deps: Deps) -> None:
    key = blob_keys.staging()
    await deps.blobs.put(key, b"left behind")
    await keeper.drop_leftovers(deps, utc_now() + timedelta(minutes=30))
    assert await deps.blobs.get(key)
    await keeper.drop_leftovers(deps, utc_now() + timedelta(hours=2))
    assert not [path for path in (deps.settings.data_dir / "blobs" / "staging").iterdir() if path.is_file()]


async def test_what_is_over_is_forgotten_a_bounded_number_at_a_time(deps: Deps) -> None:
    now = utc_now()
    for expires_at in (now - timedelta(hours=2), now - timedelta(hours=1), now + timedelta(hours=1)):
        await Session(user_id="somebody", expires_at=expires_at).insert()
        await PasswordReset(digest=new_id(), expires_at=expires_at).insert()
        await Invitation(digest=new_id(), role=Role.GUEST, invited_by="somebody", expires_at=expires_at).insert()
        await Kiosk(event_id=1, name="Door", code_digest=new_id(), code_expires_at=expires_at).insert()

    assert await expired.forget(now, 1) == 4
    assert await keeper.forget_expired(deps, now) == 4

    for kind in (Session, PasswordReset, Invitation):
        [left] = await kind.find_all().to_list()
        assert left.expires_at > now  # type: ignore[attr-defined]
    kiosks = await Kiosk.find_all().to_list()
    assert len(kiosks) == 3, "its owner sees that nobody paired it"
    assert [kiosk.code_expires_at > now for kiosk in kiosks if kiosk.code_digest] == [True]
    assert await keeper.forget_expired(deps, now) == 0


async def test_every_duty_of_a_round_is_done_on_an_empty_installation(
    deps: Deps, arq: ArqRedis, caplog: pytest.LogCaptureFixture
) -> None:
    await Keeper(deps, arq).tidy()
    await Keeper(deps, arq).tidy_thoroughly()
    assert not [record for record in caplog.records if record.levelname in ("ERROR", "CRITICAL")]


async def test_rounds_of_several_keepers_do_not_overlap(stage: Stage, settings: Settings, arq: ArqRedis) -> None:
    await stage.accept(1)
    await Photo.get_pymongo_collection().update_many({}, {"$set": {"updated_at": utc_now() - LATER}})
    await forget_jobs(settings)
    async with arq.lock(keeper.ROUND, timeout=60):
        await Keeper(stage.deps, arq).tidy()
        assert await stage.deps.queue.depth(jobs.INGEST_QUEUE) == 0
    await asyncio.gather(*(Keeper(stage.deps, arq).tidy() for _ in range(3)))
    assert await stage.deps.queue.depth(jobs.INGEST_QUEUE) == 1


async def test_a_job_whose_worker_died_before_it_said_so_is_let_go(arq: ArqRedis) -> None:
    held = {name: in_progress_key_prefix + name for name in ("process_photo:lost", "process_photo:runs", "cron:tidy:1")}
    for key in held.values():
        await arq.set(key, b"1")
    await Running(arq, running_key("ingest", 0)).begin({"job_id": "process_photo:runs"})

    assert await release_orphans(arq) == 1

    assert not await arq.exists(held["process_photo:lost"])
    assert await arq.exists(held["process_photo:runs"], held["cron:tidy:1"]) == 2


async def test_a_keeper_that_was_killed_in_a_round_does_not_stop_the_next_for_long(arq: ArqRedis, stage: Stage) -> None:
    begun = asyncio.Event()

    async def endless(deps: Deps, now: datetime) -> None:
        begun.set()
        await asyncio.Event().wait()

    killed = asyncio.create_task(Keeper(stage.deps, arq).round_of(keeper.ROUND, [endless]))
    await begun.wait()
    killed.cancel()
    assert 0 < await arq.pttl(keeper.ROUND) <= 20_000


async def test_an_event_that_is_kept_for_longer_this_very_moment_stays(stage: Stage) -> None:
    today = utc_now().date()
    await stage.event.set({"keep_until": (today - timedelta(days=1)).isoformat()})
    [over] = await event_store.kept_until_before(today)
    await stage.event.set({"keep_until": (today + timedelta(days=1)).isoformat()})
    await privacy.delete_event(stage.deps, over, None, kept_until=over.keep_until)
    kept = await Event.get(stage.event.id)
    assert kept is not None
    assert kept.deleted_at is None
    assert event_key(kept) in await stage.deps.keys.names()


async def test_an_event_whose_last_day_is_over_is_deleted(stage: Stage, arq: ArqRedis) -> None:
    await stage.event.set({"keep_until": (utc_now() - timedelta(days=1)).date().isoformat()})
    await Keeper(stage.deps, arq).tidy_thoroughly()
    event = await Event.get(stage.event.id)
    assert event is not None
    assert event.deleted_at is not None
    assert event_key(event) not in await stage.deps.keys.names()
