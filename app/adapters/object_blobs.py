"""Blobs through obstore: one API for a local folder (``file:///…``) and S3 (``s3://bucket/prefix``)."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Any

import obstore
from anyio import to_thread
from obstore.exceptions import BaseError
from obstore.store import LocalStore, from_url

from app.errors import NotFound, Unavailable
from app.ports import About, BlobInfo

CHUNK_BYTES = 256 * 1024
_RETRY_AFTER_S = 5
_LIST_BATCH = 5000
_DELETE_BATCH = 1000  # the most that one S3 request deletes


class ObjectBlobs:
    """Implements ``ports.BlobStore``. Writing is atomic: obstore renames a finished file, or completes a multipart upload."""

    def __init__(self, url: str) -> None:
        """``url`` as in the setting ``BLOB_URL``; a local folder is made when it is missing."""
        self._store: Any = LocalStore.from_url(url, mkdir=True) if url.startswith("file://") else from_url(url)
        self._folder: Path | None = self._store.prefix if isinstance(self._store, LocalStore) else None

    async def put(self, key: str, data: bytes | AsyncIterator[bytes]) -> None:
        """Store; a stream that raises or is cancelled leaves nothing behind."""
        with _translated():
            await obstore.put_async(self._store, key, data)

    async def get(self, key: str) -> bytes:
        """The whole blob."""
        with _translated():
            result = await obstore.get_async(self._store, key)
            return bytes(await result.bytes_async())

    async def stream(self, key: str, start: int = 0, end: int | None = None) -> AsyncIterator[bytes]:
        """The bytes ``start`` up to ``end`` in chunks; the first ``anext`` raises ``NotFound`` when there is no such blob."""
        if end is not None and end <= start:
            return
        asked: Any = None
        if end is not None:
            asked = (start, end)
        elif start:
            asked = {"offset": start}
        with _translated():
            result = await obstore.get_async(self._store, key, options={"range": asked} if asked else None)
            async for chunk in result.stream(min_chunk_size=CHUNK_BYTES):
                yield bytes(chunk)

    async def info(self, key: str) -> BlobInfo:
        """Size and ETag. S3's own ETag where there is one, else one made of size and time."""
        with _translated():
            meta = await obstore.head_async(self._store, key)
        etag = meta["e_tag"] or hashlib.sha256(f"{meta['size']}{meta['last_modified']}".encode()).hexdigest()[:32]
        etag = etag.removeprefix("W/")
        return BlobInfo(meta["size"], etag if etag.startswith('"') else f'"{etag}"')

    async def rename(self, source: str, target: str) -> None:
        """Move a blob; atomic in a folder, a copy and a deletion on S3."""
        with _translated():
            await obstore.rename_async(self._store, source, target)

    async def delete(self, key: str) -> None:
        """Remove; a missing key is no error."""
        with suppress(NotFound), _translated():
            await obstore.delete_async(self._store, key)

    async def delete_prefix(self, prefix: str) -> None:
        """Remove every key below ``prefix``, and in a folder also what interrupted writes left there."""
        await self._delete_listed(prefix, None)
        if self._folder is not None:
            await to_thread.run_sync(shutil.rmtree, self._folder / prefix, True)

    async def delete_stale(self, prefix: str, before: datetime) -> None:
        """Remove the keys below ``prefix`` that were last written before ``before``."""
        await self._delete_listed(prefix, before)
        if self._folder is not None:
            await to_thread.run_sync(_unlink_stale, self._folder / prefix, before.timestamp())

    async def size(self, prefix: str) -> int:
        """Bytes of all blobs below ``prefix``."""
        total = 0
        with _translated():
            async for listed in obstore.list(self._store, prefix.rstrip("/"), chunk_size=_LIST_BATCH):
                total += sum(meta["size"] for meta in listed)
        return total

    async def ping(self) -> None:
        """Raise if the store cannot be reached: list one key."""
        with _translated():
            async for _ in obstore.list(self._store, chunk_size=1):
                break

    def about(self) -> About:
        """A folder and where it is, or the kind of object store."""
        if self._folder is not None:
            return About("folder", None, str(self._folder))
        return About(type(self._store).__name__.removesuffix("Store"), None, "object store")

    async def _delete_listed(self, prefix: str, before: datetime | None) -> None:
        with _translated():
            async for listed in obstore.list(self._store, prefix.rstrip("/"), chunk_size=_DELETE_BATCH):
                keys = [meta["path"] for meta in listed if before is None or meta["last_modified"] < before]
                for key in keys if self._folder is not None else ():
                    await self.delete(key)  # somebody else may be deleting too, and one missing file would end a batch
                if keys and self._folder is None:
                    await obstore.delete_async(self._store, keys)


def _unlink_stale(folder: Path, before: float) -> None:
    """Half-written files are called ``name#1`` and are not listed by the store."""
    for path in folder.glob("*") if folder.is_dir() else ():
        if path.is_file() and path.stat().st_mtime < before:
            path.unlink(missing_ok=True)


@contextmanager
def _translated() -> Iterator[None]:
    """What obstore raises, as the port has it."""
    try:
        yield
    except FileNotFoundError as error:
        raise NotFound from error
    except BaseError as error:
        raise Unavailable("The photos' store is away for a moment.", retry_after_s=_RETRY_AFTER_S) from error
