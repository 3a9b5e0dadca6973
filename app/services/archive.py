"""Photos as one ZIP, made while it is sent: no file, and one chunk of one photo in memory at a time.

What goes in is fixed before the first byte, so that its length can be told. A photo that vanishes after that ends the stream
with an error: an archive that was cut off is told from a whole one, one that lacks a photo is not.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from typing import Final

from anyio import from_thread, to_thread
from zipstream import ZipStream  # type: ignore[import-untyped]

from app import errors
from app.domain.media import EXTENSIONS
from app.services import blob_keys
from app.services.deps import Deps
from app.store.documents import Downloads, Photo

_LONGEST_NAME: Final = 150
_LOOKED_AT_ONCE: Final = 32
# Separators and what Windows refuses in a name, and all control characters.
_UNSAFE: Final = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*\u2028\u2029\u202a-\u202e\u2066-\u2069]')
_RESERVED: Final = re.compile(r"(?i)^(con|prn|aux|nul|com\d|lpt\d)(\.|$)")


class Archive:
    """A ZIP that can be sent once. ``size`` is its length in bytes, ``photos`` how many are in it."""

    def __init__(self, archive: ZipStream, photos: int) -> None:
        self._archive = archive
        self.photos = photos
        self.size = len(archive)

    async def stream(self) -> AsyncIterator[bytes]:
        """The bytes; raises ``NotFound`` or ``RuntimeError`` in their midst when a photo is not what it was."""
        async for chunk in _in_thread(iter(self._archive)):
            yield chunk


async def archive_of(deps: Deps, photos: Sequence[Photo], downloads: Downloads) -> Archive:
    """The originals of ``photos`` or, with ``Downloads.PREVIEW``, their previews, under safe and different names.

    They are stored and not compressed, which they are already. A photo without its file is left out.
    """
    key_of: Callable[[Photo], str] = blob_keys.preview if downloads is Downloads.PREVIEW else blob_keys.original
    sizes = await _sizes(deps, [key_of(photo) for photo in photos])
    there = [(photo, size) for photo, size in zip(photos, sizes, strict=True) if size is not None]
    archive = ZipStream(sized=True)
    for name, (photo, size) in zip(safe_names([_name(photo, downloads) for photo, _ in there]), there, strict=True):
        archive.add(_pulled(deps.blobs.stream(key_of(photo))), name, size=size)
    return Archive(archive, len(there))


def safe_names(names: Sequence[str]) -> list[str]:
    """File names that every system can unpack, in the same order, each different from the others (case aside)."""
    taken: set[str] = set()
    numbers: dict[str, int] = {}  # the last of each name: of thousands with the same name none tries all numbers again
    safe: list[str] = []
    for name in names:
        stem, suffix = _parts(name)
        candidate = f"{stem}{suffix}"
        plain = candidate.casefold()
        number = numbers.get(plain, 1)
        while candidate.casefold() in taken:
            number += 1
            candidate = f"{stem} ({number}){suffix}"
        numbers[plain] = number
        taken.add(candidate.casefold())
        safe.append(candidate)
    return safe


def _name(photo: Photo, downloads: Downloads) -> str:
    if downloads is not Downloads.PREVIEW:
        return photo.name
    return f"{_parts(photo.name)[0]}{EXTENSIONS['image/jpeg']}"


def _parts(name: str) -> tuple[str, str]:
    cleaned = _UNSAFE.sub("_", name.replace("\\", "/").rsplit("/", 1)[-1]).strip(" .") or "photo"
    if _RESERVED.match(cleaned):
        cleaned = f"_{cleaned}"
    stem, dot, suffix = cleaned.rpartition(".")
    if not dot or not stem or len(suffix) > 10:
        return cleaned[:_LONGEST_NAME], ""
    return stem[:_LONGEST_NAME].rstrip(), f".{suffix}"


async def _sizes(deps: Deps, keys: Sequence[str]) -> list[int | None]:
    """The size of each blob, None where there is none."""
    found: list[int | None] = []
    for start in range(0, len(keys), _LOOKED_AT_ONCE):
        found += await asyncio.gather(*(_size(deps, key) for key in keys[start : start + _LOOKED_AT_ONCE]))
    return found


async def _size(deps: Deps, key: str) -> int | None:
    try:
        return (await deps.blobs.info(key)).size
    except errors.NotFound:
        return None


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
