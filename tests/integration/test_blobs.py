"""The blob store's contract, over every kind of store that a test can have."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from app.adapters.object_blobs import ObjectBlobs
from app.domain.times import utc_now
from app.errors import InsufficientStorage, NotFound, Unavailable
from app.patience import WHILE_SOMEBODY_WAITS
from tests.written_back import unwritten_bytes

DATA = bytes(range(256)) * 4000


@pytest.fixture(params=["file", "s3"])
def blobs(request: pytest.FixtureRequest, tmp_path: Path) -> ObjectBlobs:
    """A local folder, whose name needs escaping in a URL, and an S3 server."""
    return ObjectBlobs((tmp_path / "größe 100%").as_uri() if request.param == "file" else request.getfixturevalue("s3_url"))


async def chunks(*parts: bytes) -> AsyncIterator[bytes]:
    """A stream."""
    for part in parts:
        yield part


async def read(stream: AsyncIterator[bytes]) -> bytes:
    """All of a stream."""
    return b"".join([chunk async for chunk in stream])


async def test_what_was_put_is_got(blobs: ObjectBlobs) -> None:
    await blobs.put("a/whole", DATA)
    await blobs.put("a/streamed", chunks(DATA[:10], b"", DATA[10:]))
    await blobs.put("a/whole too", chunks(DATA))
    for key in ("a/whole", "a/streamed", "a/whole too"):
        assert await blobs.get(key) == DATA
        assert (await blobs.info(key)).size == len(DATA)


async def test_what_is_in_a_folder_outlives_the_machine_once_its_writer_is_told(tmp_path: Path) -> None:
    folder, file = tmp_path / "blobs", tmp_path / "file"
    blobs = ObjectBlobs(folder.as_uri())
    file.write_bytes(DATA)
    await blobs.put_file("of/a/file", file)
    assert unwritten_bytes(folder / "of/a/file") == 0
    await blobs.put("whole", DATA)
    assert unwritten_bytes(folder / "whole") == 0
    await blobs.put("streamed", chunks(DATA[:10], DATA[10:]))
    assert unwritten_bytes(folder / "streamed") == 0
    await blobs.create("once", DATA)
    assert unwritten_bytes(folder / "once") == 0
    await blobs.rename("streamed", "renamed")
    assert unwritten_bytes(folder / "renamed") == 0


async def test_a_part_can_be_streamed(blobs: ObjectBlobs) -> None:
    await blobs.put("a", DATA)
    assert await read(blobs.stream("a")) == DATA
    assert await read(blobs.stream("a", 5)) == DATA[5:]
    assert await read(blobs.stream("a", 0, 7)) == DATA[:7]
    assert await read(blobs.stream("a", 1000, 700_000)) == DATA[1000:700_000]
    assert await read(blobs.stream("a", 7, 7)) == b""


async def test_an_etag_is_quoted_and_changes_with_the_content(blobs: ObjectBlobs) -> None:
    await blobs.put("a", b"one")
    before = (await blobs.info("a")).etag
    assert before.startswith('"')
    assert before.endswith('"')
    assert (await blobs.info("a")).etag == before
    await blobs.put("a", b"another")
    assert (await blobs.info("a")).etag != before


async def test_what_is_not_there_is_not_found(blobs: ObjectBlobs) -> None:
    with pytest.raises(NotFound):
        await blobs.get("none")
    with pytest.raises(NotFound):
        await blobs.info("none")
    with pytest.raises(NotFound):
        await read(blobs.stream("none"))
    with pytest.raises(NotFound):
        await blobs.rename("none", "other")
    await blobs.delete("none")
    await blobs.delete_prefix("none/")
    await blobs.delete_stale("none/", utc_now())


async def test_a_renamed_blob_replaces_the_target(blobs: ObjectBlobs) -> None:
    await blobs.put("a", b"new")
    await blobs.put("b/c", b"old")
    await blobs.rename("a", "b/c")
    assert await blobs.get("b/c") == b"new"
    with pytest.raises(NotFound):
        await blobs.get("a")


async def test_a_store_that_does_not_work_is_away(tmp_path: Path) -> None:
    blobs = ObjectBlobs(tmp_path.as_uri())
    await blobs.put("a", DATA)
    calls = (
        lambda: blobs.put("a/b", b"x"),
        lambda: blobs.get("a/b"),
        lambda: read(blobs.stream("a/b")),
        lambda: blobs.info("a/b"),
        lambda: blobs.rename("a", "a/b"),
        lambda: blobs.delete("a/b"),
        lambda: blobs.size("a/b"),
    )
    for call in calls:
        with pytest.raises(Unavailable) as raised:
            await call()
        assert raised.value.retry_after_s


async def test_a_file_of_this_machine_is_stored_and_stays(blobs: ObjectBlobs, tmp_path: Path) -> None:
    file = tmp_path / "came by FTP.jpg"
    file.write_bytes(b"first" * 500_000)
    await blobs.put_file("events/1/a", file)
    assert await blobs.get("events/1/a") == file.read_bytes()
    await blobs.put_file("events/1/a", file)  # again, as after a crash
    other = tmp_path / "other.jpg"
    other.write_bytes(b"second")
    await blobs.put_file("events/1/a", other)
    file.unlink()
    assert (await blobs.get("events/1/a"), other.read_bytes()) == (b"second", b"second")
    assert [entry.key async for page in blobs.list("events/") for entry in page] == ["events/1/a"]
    assert await blobs.unfinished("events/", utc_now() + timedelta(hours=1)) == 0


async def test_a_file_that_lay_for_long_is_a_new_blob(blobs: ObjectBlobs, tmp_path: Path) -> None:
    """What is old and has no photo yet is cleared away."""
    file = tmp_path / "waited.jpg"
    file.write_bytes(b"photo")
    os.utime(file, (1_000_000, 1_000_000))
    await blobs.put_file("events/1/a", file)
    [[entry]] = [page async for page in blobs.list("events/")]
    assert utc_now() - entry.modified < timedelta(minutes=5)


async def test_a_prefix_goes_as_a_whole_and_alone(blobs: ObjectBlobs) -> None:
    for key in ("events/1/a", "events/1/b/c", "events/10/a", "events/2"):
        await blobs.put(key, b"x")
    await blobs.delete_prefix("events/1/")
    await blobs.delete("events/2")
    assert await blobs.get("events/10/a") == b"x"
    for key in ("events/1/a", "events/1/b/c", "events/2"):
        with pytest.raises(NotFound):
            await blobs.info(key)


async def test_only_one_creates_what_is_not_there_and_many_go_at_once(blobs: ObjectBlobs) -> None:
    created = await asyncio.gather(*(blobs.create("a", f"{number}".encode()) for number in range(8)))
    assert created.count(True) == 1
    assert await blobs.get("a") == f"{created.index(True)}".encode()
    await blobs.put("b", b"x")
    await blobs.delete_keys(["a", "none", "b"])
    assert await blobs.create("a", b"again")
    with pytest.raises(NotFound):
        await blobs.info("b")


async def test_only_what_is_old_is_stale(blobs: ObjectBlobs) -> None:
    await blobs.put("staging/a", b"x")
    await blobs.delete_stale("staging/", utc_now() - timedelta(seconds=5))
    assert await blobs.get("staging/a") == b"x"
    await blobs.delete_stale("staging/", utc_now() + timedelta(seconds=5))
    with pytest.raises(NotFound):
        await blobs.info("staging/a")


async def test_a_stream_that_breaks_leaves_nothing(blobs: ObjectBlobs, tmp_path: Path) -> None:
    class BrokeOff(Exception):
        pass

    async def broken() -> AsyncIterator[bytes]:
        yield b"x" * 6_000_000
        raise BrokeOff

    with pytest.raises(BrokeOff):
        await blobs.put("a", broken())
    with pytest.raises(NotFound):
        await blobs.info("a")
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


async def test_a_put_that_is_cancelled_leaves_nothing(blobs: ObjectBlobs, tmp_path: Path) -> None:
    async def slow() -> AsyncIterator[bytes]:
        yield b"x" * 6_000_000
        await asyncio.sleep(100)

    putting = asyncio.ensure_future(blobs.put("a", slow()))
    await asyncio.sleep(0.2)
    putting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await putting
    await asyncio.sleep(0.2)
    async with asyncio.timeout(120):
        while [path for path in tmp_path.rglob("*") if path.is_file()]:
            await asyncio.sleep(0.05)


async def test_what_a_killed_process_left_half_written_is_stale_too(tmp_path: Path) -> None:
    blobs = ObjectBlobs(tmp_path.as_uri())
    await blobs.put("staging/a", b"x")
    half = tmp_path / "staging" / "b#1"
    half.write_bytes(b"half")
    await blobs.delete_stale("staging/", utc_now() + timedelta(seconds=5))
    assert not half.exists()


async def test_a_store_that_answers_answers(blobs: ObjectBlobs) -> None:
    await blobs.ping()


async def test_an_object_store_that_says_nothing_is_away_within_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "nobody's")
    asked = 0

    async def listen_and_say_nothing(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal asked
        asked += 1
        await reader.read()
        writer.close()

    server = await asyncio.start_server(listen_and_say_nothing, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{port}")
    monkeypatch.setenv("AWS_ALLOW_HTTP", "true")
    monkeypatch.setenv("AWS_REGION", "here")
    impatient = replace(WHILE_SOMEBODY_WAITS, blob_read_s=1, blob_write_s=1)
    blobs = ObjectBlobs("s3://bucket/prefix", impatient)
    async with server, asyncio.timeout(120):
        for act in (blobs.ping, lambda: blobs.get("a"), lambda: blobs.info("a"), lambda: blobs.put("a", b"x")):
            with pytest.raises(Unavailable):
                await act()
    assert asked >= 4


async def test_a_listing_shows_everything_below_a_prefix_and_nothing_else(blobs: ObjectBlobs) -> None:
    for key in ("events/1/originals/a", "events/1/b", "events/12/c", "staging/d"):
        await blobs.put(key, DATA[:7])
    listed = [entry async for batch in blobs.list("events/1/") for entry in batch]
    assert {(entry.key, entry.size) for entry in listed} == {("events/1/originals/a", 7), ("events/1/b", 7)}
    assert all(abs(utc_now() - entry.modified) < timedelta(minutes=5) for entry in listed)
    assert await blobs.folders("events/") == ["1", "12"]
    assert await blobs.folders("nothing/") == []
    assert [entry async for batch in blobs.list("nothing/") for entry in batch] == []


async def test_a_disk_without_room_is_said_and_nothing_half_written_stays(small_disk: Path) -> None:
    blobs = ObjectBlobs(small_disk.as_uri())
    room = await blobs.free()
    assert room is not None
    assert room <= 8 * 2**20
    for data in (b"x" * 16 * 2**20, chunks(*[b"x" * 2**20] * 16)):
        with pytest.raises(InsufficientStorage):
            await blobs.put("events/1/large", data)
    later = utc_now() + timedelta(hours=1)
    await blobs.unfinished("events/1/", later, remove=True)
    assert await blobs.unfinished("events/1/", later) == 0
    assert not [path for path in small_disk.rglob("*") if path.is_file()]
    # A file that was removed takes its room until the thread that wrote it has let go of it.
    async with asyncio.timeout(120):
        while (await blobs.free() or 0) < room - 2**20:
            await asyncio.sleep(0.01)
    await blobs.put("events/1/small", DATA)
