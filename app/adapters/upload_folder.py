"""Resumable uploads in a folder of this machine: ``OWNER/ID.note`` says what it will be, ``OWNER/ID.LENGTH`` holds its bytes.

A note is written once, whole and synced, and never again: how far an upload has come is the size of its bytes. So there is
nothing that a crash can leave half written. A folder for each account keeps every call from looking at what others have, and
a file says in its name how long it is to be, so that the keeper finds complete ones without reading notes.

Who writes or ends an upload has its note locked (``flock``): that holds among all processes of the machine, and a process that
dies lets go.
"""

from __future__ import annotations

import fcntl
import json
import logging
import os
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Final, ParamSpec, TypeVar

from anyio import open_file, to_thread

from app.adapters.local_disk import disk_errors, free_bytes
from app.adapters.upload_names import checked_id, checked_owner, note_from
from app.errors import Conflict, NotFound, OffsetMismatch, TooLarge, UploadBusy
from app.ports import HeldUpload, UploadNote, UploadUsage
from app.private_files import write_private

_CHUNK_BYTES: Final = 1024 * 1024
_WRITER_WAITS_S: Final = 2.0  # for another writer's piece; longer than that is somebody who ends the upload
_LOOK_AGAIN_S: Final = 0.02
_DAMAGED_FOR_S: Final = 60  # a draft may be being written, and the file of an upload is made after its note
_AWAY: Final = "Uploads are away for a moment."

Given = ParamSpec("Given")
Result = TypeVar("Result")

_log = logging.getLogger(__name__)


class UploadFolder:
    """Implements ``ports.UploadStore``. All work on the disk is done in threads; a disk that fails raises ``Unavailable``."""

    def __init__(self, root: Path) -> None:
        """The folders below ``root`` are made when they are first needed, for this user only."""
        self._root = root
        self._open = root / "open"
        self._done = root / "done"

    async def begin(self, note: UploadNote) -> None:
        """Remember the upload; survives a power cut when this returns."""
        await _off_the_loop(_write, self._note_path(note.owner_id, note.id), json.dumps(asdict(note)).encode())

    async def find(self, owner_id: str, upload_id: str) -> HeldUpload:
        """The upload, and how far it has come."""
        return await _off_the_loop(self._find, owner_id, upload_id)

    async def append(self, note: UploadNote, offset: int, data: bytes) -> int:
        """Add bytes at ``offset``; synced when this returns."""
        return await _off_the_loop(self._append, note, offset, data)

    @asynccontextmanager
    async def holding(self, note: UploadNote, wait_s: float = 0) -> AsyncIterator[None]:
        """Keep everybody else away from the upload."""
        descriptor = await _off_the_loop(_lock, self._note_path(note.owner_id, note.id), wait_s)
        try:
            yield
        finally:
            os.close(descriptor)

    async def read(self, note: UploadNote) -> AsyncIterator[bytes]:
        """The bytes that are here, in chunks."""
        with disk_errors(_AWAY):
            try:
                file = await open_file(self._part_path(note), "rb")
            except FileNotFoundError:
                return
            async with file:
                while chunk := await file.read(_CHUNK_BYTES):
                    yield chunk

    async def end(self, note: UploadNote, outcome: bytes) -> None:
        """Keep the outcome before the bytes go."""
        await _off_the_loop(_write, self._done / note.owner_id / note.id, outcome)
        await _off_the_loop(self._unlink, note)

    async def outcome(self, owner_id: str, upload_id: str) -> bytes | None:
        """What ``end`` kept; an empty note of it is none."""
        return await _off_the_loop(_outcome, self._done / checked_owner(owner_id) / checked_id(upload_id))

    async def discard(self, note: UploadNote) -> None:
        """Forget the upload."""
        await _off_the_loop(self._discard, note)

    async def usage(self, owner_id: str) -> UploadUsage:
        """Looks at the files of this account alone."""
        return await _off_the_loop(self._usage, owner_id)

    async def complete_since(self, before: float) -> list[tuple[str, str]]:
        """By names and sizes alone."""
        return await _off_the_loop(self._complete_since, before)

    async def drop_silent(self, before: float, owner_id: str | None = None) -> int:
        """Forget what nobody goes on with."""
        return await _off_the_loop(self._drop_silent, before, owner_id)

    async def drop_event(self, event_id: int) -> int:
        """Forget what is under way to the event."""
        return await _off_the_loop(self._drop_event, event_id)

    async def tidy(self, before: float) -> int:
        """Old outcomes go, and what belongs to nothing."""
        return await _off_the_loop(self._tidy, before)

    async def faults(self) -> list[str]:
        """What ``tidy`` would remove because it belongs to nothing."""
        return await _off_the_loop(lambda: [f"{path.relative_to(self._root)}: {why}" for path, why in self._damaged()])

    async def free(self) -> int | None:
        """Of the file system that the folder is on, or will be."""
        return await _off_the_loop(free_bytes, self._root)

    def _find(self, owner_id: str, upload_id: str) -> HeldUpload:
        path = self._note_path(owner_id, upload_id)
        note = _read_note(path)
        if note is None or (note.owner_id, note.id) != (owner_id, path.stem):
            raise NotFound
        try:
            seen = self._part_path(note).stat()
        except FileNotFoundError:
            try:
                seen = path.stat()
            except FileNotFoundError:
                raise NotFound from None  # it ended in this moment
            return HeldUpload(note, 0, seen.st_mtime)
        return HeldUpload(note, seen.st_size, seen.st_mtime)

    def _append(self, note: UploadNote, offset: int, data: bytes) -> int:
        with _locked(self._note_path(note.owner_id, note.id), _WRITER_WAITS_S):
            part = os.open(self._part_path(note), os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
            try:
                if os.fstat(part).st_size != offset:
                    raise OffsetMismatch
                if offset + len(data) > note.length:
                    raise TooLarge("The file is larger than announced.")
                return offset + _write_all(part, data)
            finally:
                os.close(part)

    def _discard(self, note: UploadNote) -> None:
        with _locked(self._note_path(note.owner_id, note.id), 0):
            self._unlink(note)

    def _unlink(self, note: UploadNote) -> None:
        """The note goes last: without it the bytes could not be told from those of an upload that begins."""
        self._part_path(note).unlink(missing_ok=True)
        self._note_path(note.owner_id, note.id).unlink(missing_ok=True)

    def _usage(self, owner_id: str) -> UploadUsage:
        uploads = held = 0
        for entry in _entries(self._open / checked_owner(owner_id)):
            if entry.name.endswith(".note"):
                uploads += 1
            elif not entry.name.startswith("."):
                held += _size(entry)
        return UploadUsage(uploads, held)

    def _complete_since(self, before: float) -> list[tuple[str, str]]:
        found = []
        for owner in _entries(self._open):
            for entry in _entries(Path(owner.path)):
                upload_id, _, length = entry.name.rpartition(".")
                if not length.isdecimal() or entry.name.startswith("."):
                    continue
                with suppress(FileNotFoundError):
                    seen = entry.stat()
                    if seen.st_size == int(length) and seen.st_mtime < before:
                        found.append((owner.name, upload_id))
        return sorted(found)

    def _drop_silent(self, before: float, owner_id: str | None) -> int:
        dropped = 0
        for owner in [owner_id] if owner_id is not None else [entry.name for entry in _entries(self._open)]:
            for entry in _entries(self._open / checked_owner(owner)):
                if not entry.name.endswith(".note"):
                    continue
                with suppress(NotFound, Conflict):
                    dropped += self._drop_if_silent(owner, entry.name.removesuffix(".note"), before)
        return dropped

    def _drop_if_silent(self, owner: str, upload_id: str, before: float) -> bool:
        if not _is_silent(self._find(owner, upload_id), before):
            return False
        with _locked(self._note_path(owner, upload_id), 0):
            upload = self._find(owner, upload_id)  # its client may have come back in this moment
            if silent := _is_silent(upload, before):
                self._unlink(upload.note)
            return silent

    def _drop_event(self, event_id: int) -> int:
        dropped = 0
        for owner in _entries(self._open):
            for entry in _entries(Path(owner.path)):
                note = _read_note(Path(entry.path)) if entry.name.endswith(".note") else None
                if note is not None and note.event_id == event_id:
                    with suppress(NotFound, Conflict):  # who ends it now hears that the event is gone
                        self._discard(note)
                        dropped += 1
        return dropped

    def _tidy(self, before: float) -> int:
        damaged = list(self._damaged())
        for path, why in damaged:
            _log.warning("upload file %s removed: %s", path.name, why)
            path.unlink(missing_ok=True)
        for folder in _entries(self._done):
            for entry in _entries(Path(folder.path)):
                with suppress(FileNotFoundError):
                    if entry.stat().st_mtime < before:
                        Path(entry.path).unlink()
        for folder in (*_entries(self._done), *_entries(self._open)):
            with suppress(OSError):
                Path(folder.path).rmdir()  # only an empty one goes
        return len(damaged)

    def _damaged(self) -> Iterator[tuple[Path, str]]:
        """Files that lead nowhere, and why: nobody will ever go on with them."""
        now = time.time()
        for owner in _entries(self._open):
            for entry in _entries(Path(owner.path)):
                path = Path(entry.path)
                with suppress(FileNotFoundError):
                    if now - entry.stat().st_mtime < _DAMAGED_FOR_S:
                        continue
                    if entry.name.startswith("."):
                        yield path, "a note that was never finished"
                    elif entry.name.endswith(".note"):
                        if _read_note(path) is None:
                            yield path, "a note that cannot be read"
                    elif _read_note(path.parent / f"{path.stem}.note") is None:
                        yield path, "bytes without a note"
        for owner in _entries(self._done):
            for entry in _entries(Path(owner.path)):
                with suppress(FileNotFoundError):
                    if entry.name.startswith(".") and now - entry.stat().st_mtime >= _DAMAGED_FOR_S:
                        yield Path(entry.path), "an outcome that was never finished"

    def _note_path(self, owner_id: str, upload_id: str) -> Path:
        return self._open / checked_owner(owner_id) / f"{checked_id(upload_id)}.note"

    def _part_path(self, note: UploadNote) -> Path:
        return self._open / checked_owner(note.owner_id) / f"{checked_id(note.id)}.{note.length}"


async def _off_the_loop(work: Callable[Given, Result], *args: Given.args, **kwargs: Given.kwargs) -> Result:
    """``work(...)`` in a thread."""
    with disk_errors(_AWAY):
        return await to_thread.run_sync(partial(work, *args, **kwargs))


def _write_all(descriptor: int, data: bytes) -> int:
    """What was written before the disk was full stays: it is part of the file, and its size says so."""
    left = memoryview(data)
    while left:
        left = left[os.write(descriptor, left) :]
    os.fdatasync(descriptor)
    return len(data)


def _write(path: Path, data: bytes) -> None:
    """Whole or not at all, and there for good when this returns."""
    for _ in range(3):
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with suppress(FileNotFoundError):  # somebody tidied the empty folder away in this moment
            return write_private(path, data)
    raise FileNotFoundError(path)


def _outcome(path: Path) -> bytes | None:
    try:
        return path.read_bytes() or None
    except FileNotFoundError:
        return None


@contextmanager
def _locked(path: Path, wait_s: float) -> Iterator[None]:
    descriptor = _lock(path, wait_s)
    try:
        yield
    finally:
        os.close(descriptor)


def _lock(path: Path, wait_s: float) -> int:
    """A descriptor that holds the lock of the note until it is closed."""
    deadline = time.monotonic() + wait_s
    while (descriptor := _locked_now(path)) is None:
        if time.monotonic() >= deadline:
            raise UploadBusy(retry_after_s=1)
        time.sleep(_LOOK_AGAIN_S)
    return descriptor


def _locked_now(path: Path) -> int | None:
    """None while somebody else has the lock."""
    try:
        descriptor = os.open(path, os.O_RDONLY)
    except FileNotFoundError:
        raise NotFound from None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if not _is_still(descriptor, path):
            raise NotFound  # it ended while we came
    except BlockingIOError:
        os.close(descriptor)
        return None
    except BaseException:
        os.close(descriptor)
        raise
    return descriptor


def _is_still(descriptor: int, path: Path) -> bool:
    try:
        return os.fstat(descriptor).st_ino == path.stat().st_ino
    except FileNotFoundError:
        return False


def _is_silent(upload: HeldUpload, before: float) -> bool:
    return upload.touched_at < before and upload.offset < upload.note.length


def _read_note(path: Path) -> UploadNote | None:
    """None for a note that is not there or cannot be read."""
    try:
        return note_from(path.read_bytes())
    except FileNotFoundError:
        return None


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as found:
            return list(found)
    except (FileNotFoundError, NotADirectoryError):
        return []


def _size(entry: os.DirEntry[str]) -> int:
    try:
        return entry.stat().st_size
    except FileNotFoundError:
        return 0
