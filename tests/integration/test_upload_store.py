"""Where the bytes of resumable uploads wait: one contract for a folder and an object store, and what crashes, power cuts and
several processes leave in either."""

from __future__ import annotations

import asyncio
import inspect
import os
import random
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest
import redis.asyncio as redis

from app.adapters.object_blobs import ObjectBlobs
from app.adapters.object_uploads import ObjectUploads
from app.adapters.upload_folder import UploadFolder
from app.errors import Conflict, InsufficientStorage, NotFound, TooLarge, Unavailable
from app.ports import UploadNote, UploadStore

OWNER = "0123456789abcdef01234567"
OTHER = "fedcba9876543210fedcba98"
LATER = 3600
Opening = Callable[[], UploadStore]


def note(length: int = 10, owner: str = OWNER) -> UploadNote:
    """An upload that nobody has begun yet."""
    return UploadNote(str(uuid4()), owner, 7, "photo.png", "filename cGhvdG8ucG5n", length)


async def begun(store: UploadStore, length: int = 10, data: bytes = b"", owner: str = OWNER) -> UploadNote:
    """An upload with its first bytes."""
    upload = note(length, owner)
    await store.begin(upload)
    if data:
        await store.append(upload, 0, data)
    return upload


async def content(store: UploadStore, upload: UploadNote) -> bytes:
    """What is here of it."""
    return b"".join([chunk async for chunk in store.read(upload)])


def files(root: Path) -> list[Path]:
    """Everything that is kept."""
    return [path for path in root.rglob("*") if path.is_file()]


def age(path: Path, seconds: float = LATER) -> None:
    """Nothing was written to it for so long."""
    os.utime(path, (time.time() - seconds,) * 2)


@pytest.fixture
async def locks(redis_url: str) -> AsyncIterator[redis.Redis]:
    """An empty Redis."""
    async with redis.from_url(redis_url) as client:
        await client.flushall()
        yield client


@pytest.fixture(params=["folder", "s3"])
def opening(request: pytest.FixtureRequest, tmp_path: Path) -> Opening:
    """Makes one more process's view of the same uploads."""
    if request.param == "folder":
        return lambda: UploadFolder(tmp_path)
    url, locks = request.getfixturevalue("s3_url"), request.getfixturevalue("locks")
    return lambda: ObjectUploads(ObjectBlobs(url), locks)


@pytest.fixture
def store(opening: Opening) -> UploadStore:
    """An empty one."""
    return opening()


async def test_what_came_at_one_process_goes_on_at_another(store: UploadStore, opening: Opening) -> None:
    data = random.Random(1).randbytes(30_000)
    upload = await begun(store, len(data))
    held = await store.find(OWNER, upload.id)
    assert (held.note, held.offset) == (upload, 0)
    offset = 0
    for size in (1, 1, 1, 20_000, 0, 3, 2, 5_000, 7, len(data)):
        elsewhere = opening()
        assert (await elsewhere.find(OWNER, upload.id)).offset == offset
        piece = data[offset : offset + size]
        assert await elsewhere.append(upload, offset, piece) == offset + len(piece)
        offset += len(piece)
        assert await content(opening(), upload) == data[:offset]
        assert await store.usage(OWNER) == await elsewhere.usage(OWNER)
    assert (await store.usage(OWNER)).bytes == len(data)
    assert await store.complete_since(time.time() + LATER) == [(OWNER, upload.id)]
    assert await store.complete_since(time.time() - LATER) == []


async def test_bytes_at_another_offset_or_past_the_length_change_nothing(store: UploadStore) -> None:
    upload = await begun(store, 10, b"12345")
    for offset in (0, 4, 6):
        with pytest.raises(Conflict) as refused:
            await store.append(upload, offset, b"x")
        assert refused.value.code == "offset_mismatch"
    with pytest.raises(TooLarge):
        await store.append(upload, 5, b"123456")
    assert await content(store, upload) == b"12345"


async def test_of_those_that_write_at_one_offset_at_once_one_wins(opening: Opening) -> None:
    upload = await begun(opening(), 100, b"12345")
    pieces = [str(number).encode() * (number + 1) for number in range(6)]
    done = await asyncio.gather(*(opening().append(upload, 5, piece) for piece in pieces), return_exceptions=True)
    [won] = [number for number, result in enumerate(done) if isinstance(result, int)]
    assert done[won] == 5 + len(pieces[won])
    assert all(isinstance(result, Conflict) for number, result in enumerate(done) if number != won)
    assert await content(opening(), upload) == b"12345" + pieces[won]


@pytest.mark.parametrize("upload_id", ["..", "", "note", "0" * 31, "../" + "0" * 32])
async def test_an_id_that_is_not_one_of_ours_is_not_found(store: UploadStore, upload_id: str) -> None:
    for call in (store.find, store.outcome):
        with pytest.raises(NotFound):
            await call(OWNER, upload_id)
        with pytest.raises(NotFound):
            await call("../" + OWNER, str(uuid4()))


async def test_what_one_account_has_under_way_costs_another_nothing_and_is_not_found_by_it(store: UploadStore) -> None:
    upload = await begun(store, 10, b"12345")
    usage = await store.usage(OWNER)
    assert (usage.uploads, usage.bytes) == (1, 5)
    assert (await store.usage(OTHER)).uploads == 0
    with pytest.raises(NotFound):
        await store.find(OTHER, upload.id)


async def test_nobody_writes_to_an_upload_that_is_being_ended_nor_ends_it_too(store: UploadStore, opening: Opening) -> None:
    upload = await begun(store, 10, b"x" * 9)
    elsewhere = opening()
    async with store.holding(upload):
        for act in (elsewhere.append(upload, 9, b"x"), elsewhere.discard(upload), elsewhere.holding(upload).__aenter__()):
            with pytest.raises(Conflict) as refused:
                await act
            assert refused.value.code == "upload_busy"
        waiting = asyncio.create_task(elsewhere.holding(upload, 30).__aenter__())
        await store.end(upload, b"it became a photo")
    with pytest.raises(NotFound):
        await waiting
    assert await elsewhere.outcome(OWNER, upload.id) == b"it became a photo"
    for gone in (store.append(upload, 9, b"x"), store.discard(upload), store.find(OWNER, upload.id)):
        with pytest.raises(NotFound):
            await gone
    await store.end(upload, b"it became a photo")
    assert (await elsewhere.usage(OWNER)).uploads == 0


async def test_what_is_complete_is_never_taken_for_given_up(store: UploadStore) -> None:
    complete, half, empty = await begun(store, 10, b"x" * 10), await begun(store, 10, b"x"), await begun(store, 10)
    last = (await store.find(OWNER, empty.id)).touched_at
    fresh = await begun(store, 1000)
    for offset in range(1000):  # an object store tells whole seconds
        await store.append(fresh, offset, b"x")
        before = (await store.find(OWNER, fresh.id)).touched_at
        if before > last:
            break
    assert await store.drop_silent(before, OTHER) == 0
    assert await store.drop_silent(before) == 2
    for gone in (half, empty):
        with pytest.raises(NotFound):
            await store.find(OWNER, gone.id)
    for kept in (complete, fresh):
        assert (await store.find(OWNER, kept.id)).note == kept


async def test_outcomes_are_forgotten_after_their_time(store: UploadStore) -> None:
    upload = await begun(store)
    await store.end(upload, b"done")
    assert await store.tidy(time.time() - 60) == 0
    assert await store.outcome(OWNER, upload.id) == b"done"
    await store.tidy(time.time() + 60)
    assert await store.outcome(OWNER, upload.id) is None
    assert await begun(store, owner=OWNER)


async def test_what_is_under_way_to_an_event_goes_with_it(store: UploadStore) -> None:
    other = replace(note(), event_id=8)
    await store.begin(other)
    held, gone = await begun(store, 10, b"x" * 10), await begun(store, 10, b"x", OTHER)
    async with store.holding(held):
        assert await store.drop_event(7) == 1
    with pytest.raises(NotFound):
        await store.find(OTHER, gone.id)
    assert await store.drop_event(7) == 1
    assert (await store.usage(OWNER)).uploads == 1
    assert (await store.find(OWNER, other.id)).note == other


async def test_what_was_given_up_is_gone_with_all_its_bytes(store: UploadStore) -> None:
    upload = await begun(store, 10, b"12345")
    await store.append(upload, 5, b"67")
    await store.discard(upload)
    assert (await store.usage(OWNER)).bytes == 0
    assert await store.faults() == []
    with pytest.raises(NotFound):
        await store.discard(upload)


# What only an object store has


@pytest.fixture
def blobs(s3_url: str) -> ObjectBlobs:
    """The bucket of one test."""
    return ObjectBlobs(s3_url)


async def keys(blobs: ObjectBlobs) -> list[str]:
    """The names of all objects, without their folders."""
    return [entry.key.rsplit("/", 1)[-1] async for batch in blobs.list("uploads/") for entry in batch]


async def test_many_small_requests_leave_few_objects(blobs: ObjectBlobs, locks: redis.Redis) -> None:
    store = ObjectUploads(blobs, locks)
    upload = await begun(store, 200)
    for offset in range(200):
        await store.append(upload, offset, b"%d" % (offset % 10))
        assert len(await keys(blobs)) <= 10
    assert await content(store, upload) == b"0123456789" * 20


async def test_of_two_that_do_not_see_each_others_locks_one_wins_still(
    blobs: ObjectBlobs, locks: redis.Redis, redis_url: str
) -> None:
    async with redis.from_url(redis_url, db=1) as lost:
        stores = [ObjectUploads(blobs, locks), ObjectUploads(blobs, lost)]
        upload = await begun(stores[0], 10_000)
        expected = b""
        for size in (1, 1, 500, 2, 1, 7, 90, 300):
            pieces = [bytes([65 + number]) * (size + number) for number in (0, 1)]
            acts = [store.append(upload, len(expected), piece) for store, piece in zip(stores, pieces, strict=True)]
            done = await asyncio.gather(*acts, return_exceptions=True)
            [won] = [number for number, result in enumerate(done) if isinstance(result, int)]
            assert isinstance(done[1 - won], Conflict)
            expected += pieces[won]
            assert await content(stores[0], upload) == expected


async def test_bytes_that_were_put_together_and_not_yet_removed_count_once(blobs: ObjectBlobs, locks: redis.Redis) -> None:
    store = ObjectUploads(blobs, locks)
    upload = await begun(store, 10, b"12345")
    await store.append(upload, 5, b"6")
    folder = f"uploads/open/{OWNER}/{upload.id}"
    await blobs.put(f"{folder}/0.10", b"123456")  # and then the process was killed
    held = await store.find(OWNER, upload.id)
    assert (held.offset, await content(store, upload)) == (6, b"123456")
    assert await store.append(upload, 6, b"7890") == 10
    assert await content(store, upload) == b"1234567890"
    async with store.holding(upload):
        await store.end(upload, b"done")
    assert await keys(blobs) == [upload.id], "only what became of it"


async def test_an_upload_is_free_again_soon_after_whoever_held_it_was_killed(blobs: ObjectBlobs, locks: redis.Redis) -> None:
    store = ObjectUploads(blobs, locks)
    upload = await begun(store, 10, b"12345")
    await locks.set(f"upload:{upload.id}", "a process that is dead", px=700)
    async with store.holding(upload, 60):
        assert await locks.pttl(f"upload:{upload.id}") <= 10_000


async def test_what_leads_nowhere_in_the_store_is_removed_and_nothing_else(blobs: ObjectBlobs, locks: redis.Redis) -> None:
    store = ObjectUploads(blobs, locks)
    whole, damaged = await begun(store, 10, b"12345"), await begun(store, 10, b"12345")
    await blobs.put(f"uploads/open/{OWNER}/{damaged.id}/note.7", b"{")
    await blobs.put(f"uploads/open/{OWNER}/{uuid4()}/0.10", b"123")
    await blobs.put(f"uploads/open/{OWNER}/what is this", b"")
    with pytest.raises(NotFound):
        await store.find(OWNER, damaged.id)
    assert await store.tidy(0) == 0, "it may be being written"
    later = ObjectUploads(blobs, locks, clock=lambda: time.time() + LATER)
    assert len(await later.faults()) == 4
    assert await later.tidy(0) == 4
    assert await later.faults() == []
    assert await content(store, whole) == b"12345"
    assert len(await keys(blobs)) == 2


async def test_uploads_wait_while_nobody_can_say_who_is_at_them(blobs: ObjectBlobs, locks: redis.Redis) -> None:
    upload = await begun(ObjectUploads(blobs, locks), 10, b"12345")
    async with redis.from_url("redis://127.0.0.1:1") as nobody:
        alone = ObjectUploads(blobs, nobody)
        assert (await alone.find(OWNER, upload.id)).offset == 5
        with pytest.raises(Unavailable):
            await alone.append(upload, 5, b"6")


# What only a folder has


@pytest.fixture
def folder(tmp_path: Path) -> UploadFolder:
    """An empty one."""
    return UploadFolder(tmp_path)


async def test_every_method_says_that_a_disk_which_fails_is_away_and_not_which_file_it_was(tmp_path: Path) -> None:
    upload = note()
    calls: dict[str, tuple[object, ...]] = {
        "begin": (upload,),
        "find": (OWNER, upload.id),
        "append": (upload, 0, b"x"),
        "end": (upload, b"done"),
        "outcome": (OWNER, upload.id),
        "discard": (upload,),
        "usage": (OWNER,),
        "complete_since": (0.0,),
        "drop_silent": (0.0,),
        "drop_event": (7,),
        "tidy": (0.0,),
        "faults": (),
        "free": (),
    }
    assert set(calls) == {name for name, _ in inspect.getmembers(UploadStore, inspect.iscoroutinefunction)}
    failing = UploadFolder(tmp_path / ("x" * 300))  # no file system has such a name: every call fails
    for name, arguments in calls.items():
        with pytest.raises(Unavailable) as away:
            await getattr(failing, name)(*arguments)
        assert "xxx" not in away.value.detail, "a photographer reads it"
        assert away.value.retry_after_s
    with pytest.raises(Unavailable):
        await content(failing, upload)
    with pytest.raises(Unavailable):
        async with failing.holding(upload):
            pass


async def test_what_fails_while_an_upload_is_held_is_not_its_folder(folder: UploadFolder) -> None:
    upload = await begun(folder)
    with pytest.raises(ConnectionResetError):
        async with folder.holding(upload):
            raise ConnectionResetError
    async with folder.holding(upload):
        assert (await folder.find(OWNER, upload.id)).offset == 0


async def test_an_upload_takes_no_room_before_its_bytes_come(folder: UploadFolder, tmp_path: Path) -> None:
    for _ in range(20):
        await begun(folder, 80 * 2**20)
    assert sum(path.stat().st_blocks * 512 for path in files(tmp_path)) < 2**20
    assert (await folder.usage(OWNER)).bytes == 0


async def test_an_empty_folder_goes(folder: UploadFolder, tmp_path: Path) -> None:
    await folder.end(await begun(folder), b"done")
    await folder.tidy(time.time() + 60)
    assert not list((tmp_path / "done").iterdir())


async def test_the_offset_is_what_is_on_the_disk_whoever_was_killed_while_writing(folder: UploadFolder, tmp_path: Path) -> None:
    upload = await begun(folder, 10, b"12345")
    [part] = tmp_path.rglob(f"{upload.id}.10")
    with part.open("ab") as file:
        file.write(b"67")  # and then the process was killed
    assert (await UploadFolder(tmp_path).find(OWNER, upload.id)).offset == 7
    with pytest.raises(Conflict, match="another offset"):
        await folder.append(upload, 5, b"67890")
    assert await folder.append(upload, 7, b"890") == 10
    assert b"".join([chunk async for chunk in folder.read(upload)]) == b"1234567890"


@pytest.mark.parametrize("left", [b"", b"{", b"[]", b'{"id": 1}', b"\0" * 200])
async def test_a_note_that_a_power_cut_damaged_stops_nothing_else_and_is_removed(
    folder: UploadFolder, tmp_path: Path, left: bytes
) -> None:
    damaged = await begun(folder, 10, b"x" * 10)
    whole = await begun(folder, 10, b"x" * 10)
    [path] = tmp_path.rglob(f"{damaged.id}.note")
    path.write_bytes(left)

    with pytest.raises(NotFound):
        await folder.find(OWNER, damaged.id)
    assert (OWNER, whole.id) in await folder.complete_since(time.time() + 1)
    assert await folder.drop_silent(time.time() + 1) == 0
    assert await folder.tidy(0) == 0, "it may be being written"
    for kept in files(tmp_path):
        age(kept)
    assert len(await folder.faults()) == 2
    assert await folder.tidy(0) == 2

    assert {kept.stem for kept in files(tmp_path)} == {whole.id}


async def test_a_full_disk_is_said_and_what_had_room_is_gone_on_with(small_disk: Path) -> None:
    store = UploadFolder(small_disk / "tus")
    upload = await begun(store, 12 * 2**20, b"x" * 4 * 2**20)
    ballast = small_disk / "ballast"
    ballast.write_bytes(b"y" * 2 * 2**20)
    with pytest.raises(InsufficientStorage):
        await store.append(upload, 4 * 2**20, b"x" * 4 * 2**20)
    held = await store.find(OWNER, upload.id)
    assert 4 * 2**20 <= held.offset < 8 * 2**20
    with pytest.raises(InsufficientStorage):
        await begun(store, 10, b"x" * 10)
    ballast.unlink()
    assert await store.append(upload, held.offset, b"x" * 2**20) == held.offset + 2**20
    assert await store.tidy(0) == 0
    assert await begun(store, 10, b"x" * 10)
