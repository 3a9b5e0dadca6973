"""Photos as one ZIP, made while it is sent: no file, and one chunk of one photo in memory at a time.

What goes in is fixed before the first byte, so that its length can be told. A photo that vanishes after that ends the stream
with an error: an archive that was cut off is told from a whole one, one that lacks a photo is not.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping, Sequence
from typing import Final

from anyio import from_thread, to_thread
from zipstream import ZipStream  # type: ignore[import-untyped]

from app import errors
from app.domain.chunks import chunks
from app.domain.filenames import safe_names
from app.ports import BlobStore
from app.services import handed
from app.services.deps import Deps
from app.services.handed import HandedFile
from app.store.documents import Photo

_LOOKED_AT_ONCE: Final = 32

Still = Callable[[str], Awaitable[object]]
"""Asked with the id of a photo whether it may still be sent; raises when it may not."""

FileOf = Callable[[Deps, Photo], Awaitable[HandedFile]]
"""What of a photo goes in; raises ``NotFound`` when it is not there."""


class Archive:
    """A ZIP that can be sent once. ``size`` is its length in bytes, ``photos`` how many are in it, be it with one file or two."""

    def __init__(self, archive: ZipStream, photos: int) -> None:
        self._archive = archive
        self.photos = photos
        self.size = len(archive)

    async def stream(self) -> AsyncIterator[bytes]:
        """The bytes; raises ``NotFound`` or ``RuntimeError`` in their midst when a photo is not what it was."""
        async for chunk in _in_thread(iter(self._archive)):
            yield chunk


async def archive_of(
    deps: Deps,
    photos: Sequence[Photo],
    file_of: FileOf,
    still: Still | None = None,
    *,
    files: Mapping[str, bytes] | None = None,
    folder: str = "",
) -> Archive:
    """What ``file_of`` gives of each of ``photos``, under safe and different names.

    They are stored and not compressed, which they are already. A photo without its file is left out. ``still`` is asked with
    the id of each photo before that is sent, which may be long after the first: what it raises ends the stream. ``files`` come
    first; the photos are in ``folder``, which ends with a slash if it is not empty.
    """
    found: list[HandedFile | None] = []
    for some in chunks(photos, _LOOKED_AT_ONCE):
        found += await asyncio.gather(*(_found(deps, photo, file_of) for photo in some))
    there = [(photo, file) for photo, file in zip(photos, found, strict=True) if file is not None]
    archive = ZipStream(sized=True)
    for name, content in (files or {}).items():
        archive.add(content, name)
    names = safe_names([handed.name_of(photo, file) for photo, file in there])
    for name, (photo, file) in zip(names, there, strict=True):
        archive.add(_Content(deps.blobs, file, photo.id, still), f"{folder}{name}", size=file.info.size)
    return Archive(archive, len({photo.raw_of or photo.id for photo, _ in there}))


async def _found(deps: Deps, photo: Photo, file_of: FileOf) -> HandedFile | None:
    try:
        return await file_of(deps, photo)
    except errors.NotFound:
        return None


class _Content:
    """The bytes of one photo, opened when it is its turn. Thousands of these wait for as long as a reader takes, so they hold
    what they need and no document."""

    __slots__ = ("_blobs", "_file", "_photo_id", "_still")

    def __init__(self, blobs: BlobStore, file: HandedFile, photo_id: str, still: Still | None) -> None:
        self._blobs = blobs
        self._file = file
        self._photo_id = photo_id
        self._still = still

    def __iter__(self) -> Iterator[bytes]:
        """In a worker thread."""
        return _pulled(self._allowed())

    async def _allowed(self) -> AsyncIterator[bytes]:
        if self._still is not None:
            await self._still(self._photo_id)
        async for chunk in self._file.stream(self._blobs):
            yield chunk


def _pulled(stream: AsyncIterator[bytes]) -> Iterator[bytes]:
    """An asynchronous stream for a synchronous reader, which must run in one of AnyIO's worker threads."""
    while chunk := from_thread.run(_next, stream):
        yield chunk


async def _next(stream: AsyncIterator[bytes]) -> bytes:
    return await anext(stream, b"")


async def _in_thread(chunks: Iterator[bytes]) -> AsyncIterator[bytes]:
    """Each step in a thread; none is held while a slow client reads."""
    while chunk := await to_thread.run_sync(next, chunks, b""):
        yield chunk
