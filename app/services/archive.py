"""Photos as one ZIP, made while it is sent: no file, and one chunk of one photo in memory at a time."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Iterator, Sequence
from typing import Final

from anyio import from_thread, to_thread
from zipstream import ZipStream  # type: ignore[import-untyped]

from app import errors
from app.services import blob_keys
from app.services.deps import Deps
from app.store.documents import Photo

_LONGEST_NAME: Final = 150
# Separators and what Windows refuses in a name, and all control characters.
_UNSAFE: Final = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*\u2028\u2029\u202a-\u202e\u2066-\u2069]')
_RESERVED: Final = re.compile(r"(?i)^(con|prn|aux|nul|com\d|lpt\d)(\.|$)")


async def zip_of(deps: Deps, photos: Sequence[Photo]) -> AsyncIterator[bytes]:
    """The originals of ``photos``, stored and not compressed (they are already), under safe and different names.

    A photo whose file is gone by the time it is its turn is left out.
    """
    archive = ZipStream()
    for name, photo in zip(safe_names([photo.name for photo in photos]), photos, strict=True):
        stream = deps.blobs.stream(blob_keys.original(photo))
        try:
            first = await anext(stream, b"")
        except errors.NotFound:
            continue
        archive.add(_pulled(first, stream), name)
        async for chunk in _in_thread(archive.file()):
            yield chunk
    for chunk in archive.finalize():
        yield chunk


def safe_names(names: Sequence[str]) -> list[str]:
    """File names that every system can unpack, in the same order, each different from the others (case aside)."""
    taken: set[str] = set()
    safe: list[str] = []
    for name in names:
        stem, suffix = _parts(name)
        candidate, number = f"{stem}{suffix}", 1
        while candidate.casefold() in taken:
            number += 1
            candidate = f"{stem} ({number}){suffix}"
        taken.add(candidate.casefold())
        safe.append(candidate)
    return safe


def _parts(name: str) -> tuple[str, str]:
    cleaned = _UNSAFE.sub("_", name.replace("\\", "/").rsplit("/", 1)[-1]).strip(" .") or "photo"
    if _RESERVED.match(cleaned):
        cleaned = f"_{cleaned}"
    stem, dot, suffix = cleaned.rpartition(".")
    if not dot or not stem or len(suffix) > 10:
        return cleaned[:_LONGEST_NAME], ""
    return stem[:_LONGEST_NAME].rstrip(), f".{suffix}"


def _pulled(first: bytes, rest: AsyncIterator[bytes]) -> Iterator[bytes]:
    """An asynchronous stream for a synchronous reader, which must run in one of AnyIO's worker threads."""
    yield first
    while chunk := from_thread.run(_next, rest):
        yield chunk


async def _next(stream: AsyncIterator[bytes]) -> bytes:
    return await anext(stream, b"")


async def _in_thread(chunks: Iterator[bytes]) -> AsyncIterator[bytes]:
    """Each step in a thread; none is held while a slow client reads."""
    while chunk := await to_thread.run_sync(next, chunks, b""):
        yield chunk
