"""Files and photos that crashes parted are brought together again, in a folder and in an object store."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
import redis.asyncio as redis

from app.adapters.object_blobs import ObjectBlobs
from app.domain.times import utc_now
from app.domain.vocabulary import PhotoStatus
from app.errors import NotFound, Unavailable
from app.ports import BlobEntry
from app.services import blob_keys, photos, progress, reconciliation
from app.services.check import check
from app.services.deps import Deps
from app.store import counting, stats
from app.store import photos as photo_store
from app.store.documents import EventStats, Photo
from tests.stage import Stage, open_stage
from workers import keeper

LATER = timedelta(hours=2)


@pytest.fixture(params=["file", "memory"])
async def stage(request: pytest.FixtureRequest, deps: Deps) -> AsyncIterator[Stage]:
    """An event and its workers, with its files in a folder and in obstore's own store, which is asked as S3 is."""
    chosen = deps if request.param == "file" else replace(deps, blobs=ObjectBlobs("memory:///"))
    async with open_stage(chosen) as opened:
        yield opened


async def keys(deps: Deps, event_id: int) -> set[str]:
    """All files of the event."""
    return {entry.key async for batch in deps.blobs.list(blob_keys.event_prefix(event_id)) for entry in batch}


async def forget_jobs(deps: Deps) -> None:
    """Nothing waits any more."""
    async with redis.Redis.from_url(deps.settings.redis_url) as client:
        await client.flushall()


async def orphan(stage: Stage) -> Photo:
    """What a kill between the file and the document leaves; also pictures, as of a photo that was deleted under a worker."""
    lost = Photo(event_id=stage.event.id, seq=0, name="lost.png", content_hash="ab" * 32, size=3, media_type="image/png")
    for key in (blob_keys.original(lost), *blob_keys.pictures(lost)):
        await stage.deps.blobs.put(key, b"old")
    return lost


async def test_files_without_a_photo_go_after_their_time_and_all_others_stay(stage: Stage) -> None:
    await stage.index(1)
    await stage.accept(2)
    deleted = await stage.index(3)
    await photo_store.set_deleted(deleted.id)
    await stage.deps.blobs.put(f"{blob_keys.event_prefix(stage.event.id)}notes/mine.txt", b"none of ours")
    before = await keys(stage.deps, stage.event.id)
    await orphan(stage)

    await reconciliation.round_of_events(stage.deps, utc_now())
    assert len(await keys(stage.deps, stage.event.id)) > len(before), "its photo may be about to be written"
    await reconciliation.round_of_events(stage.deps, utc_now() + LATER)

    assert await keys(stage.deps, stage.event.id) == before
    assert await Photo.find({"status": "failed"}).count() == 0


async def test_a_photo_that_lost_its_file_is_said_to_have_failed_and_is_whole_when_it_is_sent_again(stage: Stage) -> None:
    kept, waiting, indexed = await stage.index(1), await stage.accept(2), await stage.index(3, 4)
    for photo in (waiting, indexed):
        await stage.deps.blobs.delete(blob_keys.original(photo))

    await reconciliation.round_of_events(stage.deps, utc_now() + LATER)

    for photo in (waiting, indexed):
        lost = await photo_store.get(photo.id)
        assert lost is not None
        assert (lost.status, lost.error) == (PhotoStatus.FAILED, photos.MISSING)
    whole = await photo_store.get(kept.id)
    assert whole is not None
    assert whole.status is PhotoStatus.INDEXED
    counted = await stats.of_event(stage.event.id)
    assert (counted.total, counted.indexed, counted.failed, counted.faces) == (3, 1, 2, 1)

    again = await stage.accept(3, 4)
    assert again.id == indexed.id
    await stage.ingest.process(again.id)
    found = await photo_store.get(indexed.id)
    assert found is not None
    assert (found.status, found.faces) == (PhotoStatus.INDEXED, 2)
    counted = await stats.of_event(stage.event.id)
    assert (counted.total, counted.indexed, counted.failed, counted.faces) == (3, 2, 1, 3)


async def test_a_database_that_does_not_belong_to_the_files_costs_none_of_them(
    stage: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    for _ in range(21):
        await orphan(stage)
    before = await keys(stage.deps, stage.event.id)
    lost = {blob_keys.photo_of(key) for key in before}
    assert len(lost) == 21
    await reconciliation.round_of_events(stage.deps, utc_now() + LATER)
    assert await keys(stage.deps, stage.event.id) == before
    assert "nothing is changed" in caplog.text
    said: list[str] = []
    assert await check(stage.deps, utc_now() + LATER, repair=False, say=said.append) == len(before)
    assert said[20] == f"event {stage.event.id}: and {len(before) - 20} files more that belong to no photo"
    assert said[21].endswith("Are these the files of this database?")
    assert await keys(stage.deps, stage.event.id) == before


async def test_a_store_that_is_not_the_one_fails_none_of_the_photos(stage: Stage, caplog: pytest.LogCaptureFixture) -> None:
    for number in range(21):
        content = f"{number:064x}"
        photo = Photo(event_id=stage.event.id, seq=0, name="a.png", content_hash=content, size=3, media_type="image/png")
        photo.status = PhotoStatus.INDEXED
        await photo_store.insert_once(photo)
    await reconciliation.round_of_events(stage.deps, utc_now() + LATER)
    assert await Photo.find({"status": "indexed"}).count() == 21
    assert "nothing is changed" in caplog.text
    said: list[str] = []
    await check(stage.deps, utc_now() + LATER, repair=False, say=said.append)
    assert said[20] == f"event {stage.event.id}: and 1 photos more whose file is not there"


async def test_events_that_waited_longest_are_looked_at_first_and_none_twice_in_an_hour(stage: Stage) -> None:
    await orphan(stage)
    await reconciliation.round_of_events(stage.deps, utc_now())
    later = utc_now() + timedelta(minutes=50)
    await reconciliation.round_of_events(stage.deps, later)
    assert await keys(stage.deps, stage.event.id)
    await reconciliation.round_of_events(stage.deps, utc_now() + LATER)
    assert not await keys(stage.deps, stage.event.id)


class Patchy(ObjectBlobs):
    """A store that cannot list one event."""

    async def list(self, prefix: str) -> AsyncIterator[Sequence[BlobEntry]]:
        """All but the first."""
        if prefix == blob_keys.event_prefix(1):
            raise Unavailable
        async for batch in super().list(prefix):
            yield batch


async def test_an_event_whose_files_cannot_be_listed_keeps_no_other_from_its_turn(deps: Deps) -> None:
    patchy = replace(deps, blobs=Patchy("memory:///"))
    async with open_stage(patchy) as first, open_stage(patchy, event_id=2) as second:
        assert first.event.id == 1
        await orphan(second)
        await reconciliation.round_of_events(patchy, utc_now() + LATER)
        assert not await keys(patchy, second.event.id)


async def test_what_an_interrupted_write_left_goes_after_its_time(deps: Deps) -> None:
    async with open_stage(deps) as stage:
        photo = await stage.index(1)
        path = deps.settings.data_dir / "blobs" / f"{blob_keys.preview(photo)}#1"
        path.write_bytes(b"half")
        await reconciliation.round_of_events(deps, utc_now())
        assert path.exists()
        said: list[str] = []
        assert await check(deps, utc_now() + LATER, repair=False, say=said.append) == 1
        assert said[0] == f"event {stage.event.id}: 1 files that were never finished"
        await reconciliation.round_of_events(deps, utc_now() + LATER)
        assert not path.exists()
        assert await deps.blobs.info(blob_keys.preview(photo))


async def test_check_names_what_is_wrong_and_repair_puts_it_right(stage: Stage) -> None:
    deps = stage.deps
    said: list[str] = []
    photo = await stage.index(1)
    await forget_jobs(deps)
    assert await check(deps, utc_now() + LATER, repair=False, say=said.append) == 0
    assert said == ["All is well."]
    lost = await orphan(stage)
    await deps.blobs.delete(blob_keys.original(photo))
    await stats.count(stage.event.id, faces=5)
    folder = deps.settings.data_dir / "tus" / "open" / "0123456789abcdef"
    folder.mkdir(parents=True)
    (folder / f"{'0' * 8}-0000-0000-0000-{'0' * 12}.note").touch()
    os.utime(next(folder.iterdir()), (0, 0))

    said.clear()
    assert await check(deps, utc_now() + LATER, repair=False, say=said.append) > 3
    text = "\n".join(said)
    for part in (blob_keys.original(lost), photo.id, "faces 6 instead of 1", "a note that cannot be read"):
        assert part in text
    assert await deps.blobs.info(blob_keys.original(lost)), "it only looks"

    assert await check(deps, utc_now() + LATER, repair=True, say=said.append) == 0
    assert await check(deps, utc_now() + LATER, repair=False, say=said.append) == 0
    with pytest.raises(NotFound):
        await deps.blobs.info(blob_keys.original(lost))


async def test_files_of_an_event_that_the_database_does_not_know_are_named_and_left_alone(stage: Stage) -> None:
    said: list[str] = []
    await stage.deps.blobs.put("events/4711/previews/x.jpg", b"x")
    assert await check(stage.deps, utc_now() + LATER, repair=True, say=said.append) == 1
    assert "events/4711/" in said[0]
    assert await stage.deps.blobs.get("events/4711/previews/x.jpg")


async def test_counters_that_a_crash_may_have_cut_off_are_said_to_be_counted_until_they_are(deps: Deps) -> None:
    async with open_stage(deps) as stage:
        photo = await stage.accept(1)
        assert await photo_store.claim(photo.id)
        await photo_store.set_findings(photo.id, {"faces": 1})
        assert await photo_store.set_indexed(photo.id, utc_now())  # and then the worker was killed, before it counted
        shown = (await progress.snapshot(deps, stage.event.id))["progress"]
        assert shown["counting"] is False

        await stage.ingest.process(photo.id)  # by the worker that comes after it
        assert (await progress.snapshot(deps, stage.event.id))["progress"]["counting"] is True
        await forget_jobs(deps)
        await keeper.recount_idle_events(deps, utc_now() + LATER)
        shown = (await progress.snapshot(deps, stage.event.id))["progress"]
        assert (shown["counting"], shown["indexed"], shown["faces"]) == (False, 1, 1)


async def test_counters_that_cannot_be_written_fail_no_photo(deps: Deps) -> None:
    async with open_stage(deps) as stage:
        photo = await stage.accept(1)
        broken = {"$set": {"indexed": "many", "processing": "some", "failed": "none"}}
        await EventStats.get_pymongo_collection().update_one({"_id": stage.event.id}, broken)
        with pytest.raises(Exception, match=r"(?i)type|numeric|inc"):
            await stats.count(stage.event.id, indexed=1)

        await stage.ingest.process(photo.id)

        found = await photo_store.get(photo.id)
        assert found is not None
        assert (found.status, found.attempts) == (PhotoStatus.INDEXED, 1)
        await counting.count(stage.event.id, failed=1)
        row = await EventStats.get_pymongo_collection().find_one({"_id": stage.event.id})
        assert row is not None
        assert row["doubtful"] is True
