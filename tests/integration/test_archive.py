"""Photos as one ZIP: made while it is sent, whatever the size and whoever reads it."""

from __future__ import annotations

import io
import random
import tracemalloc
import zipfile

from app.services import archive, blob_keys
from app.services.deps import Deps
from app.store.documents import Photo

MEBIBYTE = 2**20


async def _photo(deps: Deps, number: int, size: int) -> Photo:
    photo = Photo(
        event_id=1, seq=number, name=f"IMG_{number}.jpg", content_hash=f"{number:064}", size=size, media_type="image/jpeg"
    )
    await deps.blobs.put(blob_keys.original(photo), random.Random(number).randbytes(size))
    return photo


async def test_a_zip_of_large_photos_never_is_in_memory(deps: Deps) -> None:
    photos = [await _photo(deps, number, 40 * MEBIBYTE) for number in range(3)]
    total = most = 0
    tracemalloc.start()
    try:
        async for chunk in archive.zip_of(deps, photos):
            total += len(chunk)
            most = max(most, tracemalloc.get_traced_memory()[0])
    finally:
        tracemalloc.stop()
    assert total > 120 * MEBIBYTE
    assert most < 12 * MEBIBYTE


async def test_a_photo_that_is_gone_by_its_turn_is_left_out(deps: Deps) -> None:
    photos = [await _photo(deps, number, 1000) for number in range(3)]
    await deps.blobs.delete(blob_keys.original(photos[1]))
    data = b"".join([chunk async for chunk in archive.zip_of(deps, photos)])
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        assert opened.testzip() is None
        assert opened.namelist() == ["IMG_0.jpg", "IMG_2.jpg"]


async def test_a_zip_of_nothing_is_a_zip(deps: Deps) -> None:
    data = b"".join([chunk async for chunk in archive.zip_of(deps, [])])
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        assert opened.namelist() == []


async def test_a_reader_who_leaves_in_the_middle_leaves_nothing_running(deps: Deps) -> None:
    photos = [await _photo(deps, number, 5 * MEBIBYTE) for number in range(2)]
    stream = archive.zip_of(deps, photos)
    await anext(stream)
    await stream.aclose()  # type: ignore[attr-defined]
