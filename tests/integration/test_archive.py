"""Photos as one ZIP: made while it is sent, whatever the size and whoever reads it."""

from __future__ import annotations

import io
import os
import random
import tracemalloc
import zipfile
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pytest

from app.errors import NotFound
from app.ports import BlobInfo
from app.services import blob_keys, handed
from app.services.archive import Archive, archive_of
from app.services.deps import Deps
from app.store.documents import Photo

MEBIBYTE = 2**20


async def _photo(deps: Deps, number: int, size: int) -> Photo:
    photo = Photo(
        event_id=1, seq=number, name=f"IMG_{number}.jpg", content_hash=f"{number:064}", size=size, media_type="image/jpeg"
    )
    await deps.blobs.put(blob_keys.original(photo), random.Random(number).randbytes(size))
    return photo


async def _bytes(archive: Archive) -> bytes:
    return b"".join([chunk async for chunk in archive.stream()])


async def test_a_zip_of_large_photos_never_is_in_memory(deps: Deps) -> None:
    photos = [await _photo(deps, number, 40 * MEBIBYTE) for number in range(3)]
    total = most = 0
    tracemalloc.start()
    try:
        archive = await archive_of(deps, photos, handed.original)
        async for chunk in archive.stream():
            total += len(chunk)
            most = max(most, tracemalloc.get_traced_memory()[0])
    finally:
        tracemalloc.stop()
    assert total == archive.size > 120 * MEBIBYTE
    assert most < 12 * MEBIBYTE


async def test_a_zip_is_as_long_as_it_says(deps: Deps) -> None:
    photos = [await _photo(deps, number, size) for number, size in enumerate((1, 1000, 300_000, 0))]
    for number, photo in enumerate(photos):
        photo.name = f"{'Größe ' * number}{number}.jpg"
    for chosen in (photos, photos[:1], []):
        archive = await archive_of(deps, chosen, handed.original)
        data = await _bytes(archive)
        assert (len(data), archive.photos) == (archive.size, len(chosen))
        with zipfile.ZipFile(io.BytesIO(data)) as opened:
            assert opened.testzip() is None
            assert opened.namelist() == [photo.name for photo in chosen]
            assert [entry.file_size for entry in opened.infolist()] == [photo.size for photo in chosen]


class Zeros:
    """A blob store, at its port, in which every blob is so many zeros."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._chunk = bytes(16 * MEBIBYTE)

    async def info(self, key: str) -> BlobInfo:
        """As long as any other."""
        return BlobInfo(self._size, '"zeros"')

    async def stream(self, key: str, start: int = 0, end: int | None = None) -> AsyncIterator[bytes]:
        """All of it."""
        for at in range(0, self._size, len(self._chunk)):
            yield self._chunk[: self._size - at]


async def test_a_zip_of_more_than_four_gigabytes_is_as_long_as_it_says_and_opens(deps: Deps, tmp_path: Path) -> None:
    """(65,535 entries and more, which take minutes, were tried by hand, as were 7z, bsdtar and unzip on both.)"""
    size = 80 * MEBIBYTE
    photos = [
        Photo(event_id=1, seq=number, name="image.jpg", content_hash=f"{number:064}", size=size, media_type="image/jpeg")
        for number in range(53)
    ]
    archive = await archive_of(replace(deps, blobs=cast("Any", Zeros(size))), photos, handed.original)
    path = tmp_path / "large.zip"
    with path.open("wb") as file:
        async for chunk in archive.stream():
            if len(chunk) == 16 * MEBIBYTE:
                file.seek(len(chunk), os.SEEK_CUR)  # leaves a hole, which takes no room
            else:
                file.write(chunk)
        file.truncate(file.tell())
    assert path.stat().st_size == archive.size > 2**32
    with zipfile.ZipFile(path) as opened:
        assert [entry.file_size for entry in opened.infolist()] == [size] * len(photos)
        assert opened.infolist()[-1].header_offset > 2**32
        assert len(set(opened.namelist())) == len(photos)
        with opened.open(opened.infolist()[-1]) as last:
            assert last.read(1000) == bytes(1000)


async def test_a_photo_without_its_file_is_left_out(deps: Deps) -> None:
    photos = [await _photo(deps, number, 1000) for number in range(3)]
    await deps.blobs.delete(blob_keys.original(photos[1]))
    archive = await archive_of(deps, photos, handed.original)
    with zipfile.ZipFile(io.BytesIO(await _bytes(archive))) as opened:
        assert opened.testzip() is None
        assert opened.namelist() == ["IMG_0.jpg", "IMG_2.jpg"]
    assert archive.photos == 2


@pytest.mark.parametrize("instead", [None, b"shorter", b"l" * 2000])
async def test_a_photo_that_is_another_by_its_turn_breaks_the_archive_off(deps: Deps, instead: bytes | None) -> None:
    photos = [await _photo(deps, number, 1000) for number in range(3)]
    archive = await archive_of(deps, photos, handed.original)
    if instead is None:
        await deps.blobs.delete(blob_keys.original(photos[1]))
    else:
        await deps.blobs.put(blob_keys.original(photos[1]), instead)
    with pytest.raises((NotFound, RuntimeError)):
        await _bytes(archive)


async def test_a_zip_of_previews_has_them_by_the_names_of_their_photos(deps: Deps) -> None:
    photos = [await _photo(deps, number, 1000) for number in range(2)]
    photos[0].name, photos[1].name = "a.heic", "a.png"
    for photo in photos:
        await deps.blobs.put(blob_keys.preview(photo), photo.name.encode())
    with zipfile.ZipFile(io.BytesIO(await _bytes(await archive_of(deps, photos, handed.preview)))) as opened:
        assert {name: opened.read(name) for name in opened.namelist()} == {"a.jpg": b"a.heic", "a (2).jpg": b"a.png"}


async def test_a_reader_who_leaves_in_the_middle_leaves_nothing_running(deps: Deps) -> None:
    photos = [await _photo(deps, number, 5 * MEBIBYTE) for number in range(2)]
    stream = (await archive_of(deps, photos, handed.original)).stream()
    await anext(stream)
    await stream.aclose()  # type: ignore[attr-defined]
