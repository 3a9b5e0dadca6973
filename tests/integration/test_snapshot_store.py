"""Where index snapshots are kept: one contract for a folder of one machine and an object store of many."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from app.adapters.object_blobs import ObjectBlobs
from app.adapters.object_snapshots import ObjectSnapshots
from app.errors import NotFound
from app.ports import SnapshotStore

Opening = Callable[[], SnapshotStore]
LARGE = [bytes([number]) * 3_000_000 for number in range(6)]


@pytest.fixture(params=["folder", "s3"])
def opening(request: pytest.FixtureRequest, tmp_path: Path) -> Opening:
    """Makes one more process's view of the same snapshots."""
    if request.param == "folder":
        return lambda: ObjectSnapshots(ObjectBlobs(tmp_path.as_uri()))
    url = request.getfixturevalue("s3_url")
    return lambda: ObjectSnapshots(ObjectBlobs(url), "index/")


async def pieces(*given: bytes) -> AsyncIterator[bytes]:
    """A stream."""
    for piece in given:
        yield piece


async def content(store: SnapshotStore, event_id: int, engine_id: str) -> bytes:
    """A whole snapshot."""
    return b"".join([chunk async for chunk in store.read(event_id, engine_id)])


async def test_what_one_process_wrote_another_reads_until_it_is_replaced(opening: Opening) -> None:
    await opening().write(1, "engine", pieces(*LARGE))
    assert await content(opening(), 1, "engine") == b"".join(LARGE)
    await opening().write(1, "engine", pieces(b"new"))
    assert await content(opening(), 1, "engine") == b"new"


async def test_each_event_and_engine_has_its_own_and_all_of_an_event_go_at_once(opening: Opening) -> None:
    for event_id, engine_id in ((1, "a/b"), (1, "c"), (11, "c")):
        await opening().write(event_id, engine_id, pieces(f"{event_id} {engine_id}".encode()))
    assert await content(opening(), 1, "a/b") == b"1 a/b"
    await opening().forget(1)
    await opening().forget(2)
    for engine_id in ("a/b", "c"):
        with pytest.raises(NotFound):
            await content(opening(), 1, engine_id)
    assert await content(opening(), 11, "c") == b"11 c"


async def test_one_that_broke_off_leaves_the_one_before(opening: Opening) -> None:
    async def broken() -> AsyncIterator[bytes]:
        yield LARGE[0]
        yield LARGE[1]
        raise RuntimeError("killed")

    await opening().write(1, "engine", pieces(b"whole"))
    with pytest.raises(RuntimeError, match="killed"):
        await opening().write(1, "engine", broken())
    assert await content(opening(), 1, "engine") == b"whole"
