"""Blobs through obstore: one API for a local folder (``file:///…``) and S3 (``s3://bucket/prefix``)."""

from __future__ import annotations

import errno
import hashlib
import os
import re
import secrets
import shutil
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import obstore
from anyio import to_thread
from obstore.exceptions import AlreadyExistsError, BaseError
from obstore.store import LocalStore, from_url

from app.adapters.local_disk import disk_errors, free_bytes, no_room
from app.domain.chunks import chunks
from app.domain.vocabulary import BackendDetail
from app.errors import NotFound, Unavailable
from app.patience import AT_WORK, Patience
from app.ports import About, BlobEntry, BlobInfo
from app.private_files import sync_file, sync_folder

CHUNK_BYTES = 256 * 1024
_RETRY_AFTER_S = 5
_AWAY = "The photos' store is away for a moment."
_UNFINISHED = re.compile(r"#\d+$")
# In words only: obstore has no error of its own for a disk without room, and none for a quota.
_FULL = re.compile(r"No space left on device|os error 28\b|Disk quota exceeded|os error 122\b")
_LIST_BATCH = 5000
_HERE = ("file:", "memory:")
_CONNECTED_WITHIN_S = 3.0
_WHOLE_ANSWER = timedelta(hours=1)  # a large photo to a guest on a slow line
_RETRIES = 5
_FILE_CHUNK_BYTES = 2**20
# Another file system; one without links, or that forbids them; a file with as many names as it may have.
_NO_LINKS = frozenset({errno.EXDEV, errno.EPERM, errno.ENOTSUP, errno.ENOSYS, errno.EMLINK, errno.EACCES})
_DELETE_BATCH = 1000  # the most that one S3 request deletes


class ObjectBlobs:
    """Implements ``ports.BlobStore``. Writing is atomic: obstore renames a finished file, or completes a multipart upload. It
    does not wait for a local disk, which may keep the name of a file, and not yet its bytes, for half a minute: so this does.
    """

    def __init__(self, url: str, patience: Patience = AT_WORK) -> None:
        """``url`` as in the setting ``BLOB_URL``; a local folder is made when it is missing. An object store that says nothing
        for as long as ``patience`` allows raises ``Unavailable``.
        """
        if url.startswith(_HERE):
            self._store: Any = LocalStore.from_url(url, mkdir=True) if url.startswith("file:") else from_url(url)
            self._takes: Any = self._store
        else:
            self._store = _remote(url, patience.blob_read_s)
            # What is sent counts as silence of the other side, and a photo takes its time on a slow line.
            self._takes = _remote(url, patience.blob_write_s)
        self._folder: Path | None = self._store.prefix if isinstance(self._store, LocalStore) else None

    async def put(self, key: str, data: bytes | AsyncIterator[bytes]) -> None:
        """Store; a stream that raises or is cancelled leaves nothing behind."""
        with _translated():
            await obstore.put_async(self._takes, key, data)
        await self._settle(key)

    async def put_file(self, key: str, path: Path) -> None:
        """In a folder of the same file system the blob is another name of the file, and no byte is copied; elsewhere a copy."""
        if self._folder is not None:
            with disk_errors(_AWAY):
                if await to_thread.run_sync(_linked, path, self._folder / key):
                    return
        await self.put(key, _chunks_of(path))

    async def create(self, key: str, data: bytes) -> bool:
        """Store a blob that is not there yet; False when there is one. Of several that do so at once one alone succeeds, in
        stores that know ``If-None-Match``."""
        with _translated():
            try:
                await obstore.put_async(self._takes, key, data, mode="create")
            except AlreadyExistsError:
                return False
        await self._settle(key)
        return True

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
            await obstore.rename_async(self._takes, source, target)
        await self._settle(target)

    async def delete(self, key: str) -> None:
        """Remove; a missing key is no error."""
        with suppress(NotFound), _translated():
            await obstore.delete_async(self._store, key)

    async def delete_keys(self, keys: Sequence[str]) -> None:
        """Remove those; a missing one is no error."""
        if self._folder is not None:
            for key in keys:
                await self.delete(key)  # somebody else may be deleting too, and one missing file would end a batch
            return
        with _translated():
            for some in chunks(keys, _DELETE_BATCH):
                await obstore.delete_async(self._store, some)

    async def delete_prefix(self, prefix: str) -> None:
        """Remove every key below ``prefix``, and in a folder also what interrupted writes left there."""
        await self._delete_listed(prefix, None)
        if self._folder is not None:
            await to_thread.run_sync(shutil.rmtree, self._folder / prefix, True)

    async def delete_stale(self, prefix: str, before: datetime) -> None:
        """Remove the keys below ``prefix`` that were last written before ``before``."""
        await self._delete_listed(prefix, before)
        if self._folder is not None:
            with disk_errors(_AWAY):
                await to_thread.run_sync(_unlink_stale, self._folder / prefix, before.timestamp())

    async def list(self, prefix: str) -> AsyncIterator[Sequence[BlobEntry]]:
        """Every blob below ``prefix``, in no order."""
        with _translated():
            async for listed in obstore.list(self._store, prefix.rstrip("/"), chunk_size=_LIST_BATCH):
                yield [BlobEntry(meta["path"], meta["size"], meta["last_modified"]) for meta in listed]

    async def folders(self, prefix: str) -> Sequence[str]:
        """The names directly below ``prefix`` that have keys below them."""
        with _translated():
            found = await obstore.list_with_delimiter_async(self._store, prefix.rstrip("/"))
        return sorted(name.rstrip("/").rsplit("/", 1)[-1] for name in found["common_prefixes"])

    async def unfinished(self, prefix: str, before: datetime, *, remove: bool = False) -> int:
        """Half-written files of a folder; what S3 keeps of interrupted uploads is for a rule of the bucket."""
        if self._folder is None:
            return 0
        with disk_errors(_AWAY):
            return await to_thread.run_sync(_unfinished, self._folder / prefix, before.timestamp(), remove)

    async def size(self, prefix: str) -> int:
        """Bytes of all blobs below ``prefix``."""
        total = 0
        with _translated():
            async for listed in obstore.list(self._store, prefix.rstrip("/"), chunk_size=_LIST_BATCH):
                total += sum(meta["size"] for meta in listed)
        return total

    async def free(self) -> int | None:
        """Of the folder's file system; an object store does not say."""
        if self._folder is None:
            return None
        with disk_errors(_AWAY):
            return await to_thread.run_sync(free_bytes, self._folder)

    async def ping(self) -> None:
        """Raise if the store cannot be reached: list one key."""
        with _translated():
            async for _ in obstore.list(self._store, chunk_size=1):
                break

    def about(self) -> About:
        """A folder and where it is, or the kind of object store."""
        if self._folder is not None:
            return About("folder", None, BackendDetail.FOLDER, {"path": str(self._folder)})
        return About(type(self._store).__name__.removesuffix("Store"), None, BackendDetail.OBJECT_STORE)

    async def _settle(self, key: str) -> None:
        """What was put there outlives the machine; an object store answers when it does."""
        if self._folder is not None:
            with disk_errors(_AWAY):
                await to_thread.run_sync(_settled, self._folder / key)

    async def _delete_listed(self, prefix: str, before: datetime | None) -> None:
        with _translated():
            async for listed in obstore.list(self._store, prefix.rstrip("/"), chunk_size=_DELETE_BATCH):
                await self.delete_keys([meta["path"] for meta in listed if before is None or meta["last_modified"] < before])


async def _chunks_of(path: Path) -> AsyncIterator[bytes]:
    with path.open("rb") as file:
        while chunk := await to_thread.run_sync(file.read, _FILE_CHUNK_BYTES):
            yield chunk


def _linked(path: Path, target: Path) -> bool:
    """Give the file another name, which replaces what was there, and the present time; False where the file systems do not allow
    it."""
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = target.with_name(f"{target.name}#{secrets.randbelow(10**9)}")  # as obstore calls what is not finished
    try:
        fresh.hardlink_to(path)
    except OSError as error:
        if error.errno in _NO_LINKS:
            return False
        raise
    os.utime(fresh)  # it is new here, however long it lay elsewhere: what is old and has no photo is taken for a leftover
    fresh.replace(target)
    fresh.unlink(missing_ok=True)  # renaming one name of a file to another name of it leaves both
    _settled(target)
    return True


def _settled(path: Path) -> None:
    """The file's bytes and its name are on the disk when this returns, unless somebody has deleted it by now."""
    with suppress(FileNotFoundError):
        sync_file(path)
        sync_folder(path.parent)


def _unfinished(folder: Path, before: float, remove: bool) -> int:
    found = 0
    for parent, _, names in os.walk(folder):
        for name in names:
            path = Path(parent) / name
            with suppress(FileNotFoundError):
                if _UNFINISHED.search(name) and path.stat().st_mtime < before:
                    found += 1
                    if remove:
                        path.unlink()
    return found


def _remote(url: str, silent_s: float) -> Any:
    """A client of an object store that tries again for no longer than it waits for one answer."""
    return from_url(
        url,
        client_options={
            "connect_timeout": timedelta(seconds=min(silent_s, _CONNECTED_WITHIN_S)),
            "read_timeout": timedelta(seconds=silent_s),
            "timeout": _WHOLE_ANSWER,
            # Options that are given replace all of those that obstore reads from the environment.
            "allow_http": os.environ.get("AWS_ALLOW_HTTP", "").lower() in {"1", "true", "yes", "on"},
        },
        retry_config={"max_retries": _RETRIES, "retry_timeout": timedelta(seconds=silent_s / 2)},
    )


def _unlink_stale(folder: Path, before: float) -> None:
    """Half-written files are called ``name#1`` and are not listed by the store."""
    for path in folder.glob("*") if folder.is_dir() else ():
        with suppress(FileNotFoundError):
            if path.is_file() and path.stat().st_mtime < before:
                path.unlink()


@contextmanager
def _translated() -> Iterator[None]:
    """What obstore raises, as the port has it."""
    try:
        yield
    except FileNotFoundError as error:
        raise NotFound from error
    except (BaseError, OSError) as error:
        if _FULL.search(str(error)):
            raise no_room() from error
        raise Unavailable(_AWAY, retry_after_s=_RETRY_AFTER_S) from error
