"""Resumable uploads (tus): where their bytes wait, and how a complete one becomes a photo.

``tussi`` keeps the bytes in ``DATA_DIR/tus/open`` and moves what is complete to ``DATA_DIR/tus/complete``. From there it is
accepted like any other file, and a note in ``DATA_DIR/tus/done`` remembers for a day what became of it, so that a client that
did not hear the last answer can ask. A process may die between any two of these steps: whoever looks next goes on.
"""

from __future__ import annotations

import json
import logging
from collections.abc import AsyncIterator
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final
from uuid import UUID

from anyio import open_file, to_thread
from tussi import FilesystemStorage, UploadRecord
from tussi.storage import StorageException

from app.errors import AppError, Gone, NotFound
from app.services import photos
from app.services.deps import Deps
from app.settings import Settings
from app.store.documents import Event

_CHUNK_BYTES: Final = 1024 * 1024
_QUIET_S: Final = 30  # whoever sent the last byte has had this long to accept the file himself
_GIVEN_UP: Final = timedelta(days=7)

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Folders:
    """Where uploads are kept; every web process of a machine and its keeper share them."""

    open: Path
    complete: Path
    done: Path


@dataclass(frozen=True, slots=True)
class Upload:
    """An upload under way. ``metadata`` is the header as the client sent it."""

    id: str
    owner_id: str
    event_id: int
    name: str
    metadata: str
    length: int
    offset: int
    touched_at: float


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a complete upload; ``error`` is the code of a refusal."""

    upload_id: str
    owner_id: str
    event_id: int
    length: int
    photo_id: str | None = None
    status: str | None = None
    duplicate_of: str | None = None
    error: str | None = None
    message: str = ""


def folders(settings: Settings) -> Folders:
    """The three folders; made when missing, for this user only."""
    root = settings.data_dir / "tus"
    made = Folders(root / "open", root / "complete", root / "done")
    for folder in (made.open, made.complete, made.done):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return made


async def find(settings: Settings, upload_id: str) -> Upload | Outcome:
    """The upload, or what became of it; raises ``NotFound``."""
    where = folders(settings)
    return await to_thread.run_sync(_find, where, _checked(upload_id))


async def complete(deps: Deps, upload_id: str) -> Outcome:
    """Make a photo of an upload that has all its bytes; durable when this returns, and can run twice.

    A refused file is an ``Outcome`` with ``error``; raises ``NotFound`` for an upload that is not there, and whatever a
    backend that is away raises: then nothing is lost and it is tried again.
    """
    where = folders(deps.settings)
    upload = await find(deps.settings, upload_id)
    if isinstance(upload, Outcome):
        return upload
    path = where.complete / upload.id
    if not await to_thread.run_sync(path.exists):
        await FilesystemStorage(where.open).finalize(upload.id, path)
    outcome = await _accept(deps, upload, path)
    await to_thread.run_sync(_note, where, outcome)
    return outcome


async def discard(settings: Settings, upload_id: str) -> None:
    """Forget an upload that is under way."""
    try:
        await FilesystemStorage(folders(settings).open).delete(_checked(upload_id))
    except StorageException as error:
        raise NotFound from error


async def recover(deps: Deps, now: datetime) -> int:
    """Accept complete uploads whose process died before it could; returns how many."""
    where = folders(deps.settings)
    left = await to_thread.run_sync(_complete_since, where, now.timestamp() - _QUIET_S)
    for upload_id in left:
        outcome = await complete(deps, upload_id)
        _log.info("upload %s was complete and waiting: %s", upload_id, outcome.error or outcome.status)
    return len(left)


async def drop_stale(deps: Deps, now: datetime) -> None:
    """Remove uploads that nothing was sent to for ``upload_ttl_s``, and old notes."""
    where = folders(deps.settings)
    before = now.timestamp() - deps.settings.upload_ttl_s
    for info in await FilesystemStorage(where.open).list_uploads():
        if info.last_write < before:
            await discard(deps.settings, info.upload_id)
    await to_thread.run_sync(_unlink_older, where.open, before)
    await to_thread.run_sync(_unlink_older, where.done, before)
    await to_thread.run_sync(_unlink_older, where.complete, (now - _GIVEN_UP).timestamp())


async def _accept(deps: Deps, upload: Upload, path: Path) -> Outcome:
    outcome = Outcome(upload.id, upload.owner_id, upload.event_id, upload.length)
    try:
        event = await Event.get(upload.event_id)
        if event is None or event.deleted_at:
            raise Gone("The event was deleted.", code="event_deleted")
        accepted = await photos.accept(deps, event, upload.name, _bytes_of(path))
    except AppError as error:
        if error.status >= 500:
            raise
        return replace(outcome, error=error.code, message=error.detail)
    return replace(outcome, photo_id=accepted.id, status=accepted.status, duplicate_of=accepted.duplicate_of)


async def _bytes_of(path: Path) -> AsyncIterator[bytes]:
    async with await open_file(path, "rb") as file:
        while chunk := await file.read(_CHUNK_BYTES):
            yield chunk


def _find(where: Folders, upload_id: str) -> Upload | Outcome:
    try:
        return Outcome(**json.loads((where.done / upload_id).read_text()))
    except FileNotFoundError:
        pass
    for folder in (where.complete, where.open):
        try:
            record = UploadRecord.from_file(folder / f"{upload_id}.meta")
        except FileNotFoundError:
            continue
        return _upload(upload_id, record)
    raise NotFound


def _upload(upload_id: str, record: UploadRecord) -> Upload:
    ours = record.server_metadata
    return Upload(
        id=upload_id,
        owner_id=ours["owner_id"],
        event_id=int(ours["event_id"]),
        name=ours["name"],
        metadata=ours["metadata"],
        length=record.length or 0,
        offset=record.offset,
        touched_at=record.last_write,
    )


def _note(where: Folders, outcome: Outcome) -> None:
    """Write the note before the bytes go."""
    draft = where.done / f".{outcome.upload_id}"
    draft.write_text(json.dumps(asdict(outcome)))
    draft.replace(where.done / outcome.upload_id)
    (where.complete / outcome.upload_id).unlink(missing_ok=True)
    (where.complete / f"{outcome.upload_id}.meta").unlink(missing_ok=True)


def _complete_since(where: Folders, before: float) -> list[str]:
    """Uploads that have had all their bytes since ``before`` (POSIX seconds)."""
    found = {path.name for path in where.complete.iterdir() if path.suffix != ".meta" and path.stat().st_ctime < before}
    for path in where.open.glob("*-*.meta"):
        record = UploadRecord.from_file(path)
        if record.offset == record.length and record.last_write < before:
            found.add(path.stem)
    return sorted(found)


def _unlink_older(folder: Path, before: float) -> None:
    for path in folder.iterdir():
        if path.stat().st_mtime < before:
            path.unlink(missing_ok=True)


def _checked(upload_id: str) -> str:
    """The id as the path of a file: nothing but a UUID will do."""
    try:
        return str(UUID(upload_id))
    except ValueError:
        raise NotFound from None
