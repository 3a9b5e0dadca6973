"""A copy of a running service in a folder, and the way back from it into an empty one.

The folder holds the database and the photos, and no key: faces, templates and matches' places are in it as sealed as they are
in the database. The keys are copied apart from it (``adapters.key_copies``), and that copy loses what is erased. So a backup
does not undo an erasure: an event or a search whose key is gone by then is not brought back.

    manifest.json     written last: a folder without it is no backup
    database/*.bson   one file a collection
    blobs/…           originals and previews, by their keys in the blob store
"""

from __future__ import annotations

import os
import shutil
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import orjson
from anyio import open_file, to_thread

from app.domain.times import utc_now
from app.domain.vocabulary import PhotoStatus
from app.errors import NoBackup, NotEmpty, NotFound
from app.ports import BlobStore
from app.services import blob_keys
from app.services.deps import Deps
from app.services.keys import event_key, search_key
from app.store import dumps, stats
from app.store.documents import Event, FaceEntry, LogEntry, Photo, Search, TemplateEntry

VERSION: Final = 1
_CHUNK_BYTES: Final = 1024 * 1024

Said = Callable[[str, int, int], None]
"""Told of progress: what is done, how much of it, of how much."""
Row = dict[str, Any]


@dataclass(slots=True)
class BackupReport:
    """What a backup holds, and which photos' originals were not there to be copied."""

    photos: int = 0
    copied: int = 0
    removed: int = 0
    missing: list[str] = field(default_factory=list)


@dataclass(slots=True)
class RestoreReport:
    """What came back, and what did not because its key is gone."""

    photos: int = 0
    events: int = 0
    events_erased: int = 0
    searches: int = 0
    searches_erased: int = 0
    missing: list[str] = field(default_factory=list)


async def back_up(deps: Deps, folder: Path, say: Said) -> BackupReport:
    """Copy the service as it is now to ``folder``, while it goes on. A folder that holds an older backup is brought up to date:
    what was deleted since is removed from it, what it has already is not copied again.

    Raises ``Conflict`` for a folder that holds something else, ``Unavailable`` and ``OSError``.
    """
    await to_thread.run_sync(_prepare, folder)
    fresh, manifest = folder / "database.new", folder / "manifest.json"
    sizes: dict[str, int] = {}
    for done, kind in enumerate(dumps.ORDER):
        name = str(kind.get_collection_name())
        say("reading the database", done, len(dumps.ORDER))
        sizes[name] = await dumps.write(kind, fresh / f"{name}.bson")
    # From here to the manifest the folder holds no backup: its photos may be those of neither.
    await to_thread.run_sync(lambda: manifest.unlink(missing_ok=True))
    report = await _copy_photos(deps.blobs, fresh, folder / "blobs", say)
    await to_thread.run_sync(_take_place, fresh, folder / "database")
    made = {"version": VERSION, "made_at": datetime.now(UTC).isoformat(), "bytes": sizes, "photos": report.photos}
    await to_thread.run_sync(_write_durably, manifest, orjson.dumps(made, option=orjson.OPT_INDENT_2))
    return report


async def restore(deps: Deps, folder: Path, say: Said, *, with_keys: bool) -> RestoreReport:
    """Bring a backup back into an empty database and blob store.

    ``with_keys``: the keys are back already, and whatever has none was erased since; it stays so. Otherwise every event gets a
    fresh key, its faces are found again in its photos, and guests have to search again.

    Raises ``Unacceptable`` for a folder that is no backup and ``Conflict`` for a service that is not empty.
    """
    await to_thread.run_sync(check, folder)
    if not await dumps.is_empty():
        raise NotEmpty("There is already data here. Restore into an empty folder and database.")
    plan = await _plan(deps, folder / "database", with_keys=with_keys)
    for done, kind in enumerate(dumps.ORDER):
        say("writing the database", done, len(dumps.ORDER))
        name = str(kind.get_collection_name())
        await dumps.insert(kind, plan.rows(name, dumps.read(folder / "database" / f"{name}.bson")))
    await _put_photos(deps.blobs, folder, plan, say)
    for counted in await stats.all_events():
        await stats.recount(counted)
    return plan.report


def check(folder: Path) -> None:
    """Raise ``Unacceptable`` (``no_backup``) for a folder without a backup that this program reads."""
    try:
        manifest = orjson.loads((folder / "manifest.json").read_bytes())
        version = int(manifest["version"])
    except (OSError, ValueError, KeyError, TypeError):
        raise NoBackup(f"{folder} holds no backup that was finished.") from None
    if version != VERSION:
        raise NoBackup(f"{folder} holds a backup of version {version}; this program reads version {VERSION}.")


@dataclass(slots=True)
class _Plan:
    """What is brought back of each collection."""

    with_keys: bool
    now: datetime
    events: set[int] = field(default_factory=set)
    erased_events: set[int] = field(default_factory=set)
    searches: set[str] = field(default_factory=set)
    dropped: set[str] = field(default_factory=set)
    report: RestoreReport = field(default_factory=RestoreReport)

    def rows(self, name: str, rows: Iterator[Row]) -> Iterator[Row]:
        """Those rows of collection ``name`` that come back, as they come back."""
        ways: dict[str, Callable[[Iterator[Row]], Iterator[Row]]] = {
            "events": lambda rows: map(self._event, rows),
            "consents": lambda rows: map(self._consent, rows),
            "photos": lambda rows: map(self._photo, self._of_events(rows)),
            "faces": lambda rows: self._log(rows, FaceEntry),
            "templates": lambda rows: self._log(rows, TemplateEntry),
            "searches": lambda rows: (row for row in rows if row["_id"] in self.searches),
            "matches": lambda rows: (row for row in rows if row["search_id"] in self.searches),
            "counters": lambda rows: (row for row in rows if self.with_keys or not _is_of_a_log(row)),
            "event_stats": lambda rows: (row for row in rows if row["_id"] in self.events),
            "event_sizes": lambda rows: (row for row in rows if row["_id"] in self.events),
            # Read after the photos, which may have been given their times in between: they are given them again.
            "event_cameras": lambda rows: (row | {"pending": True} for row in self._of_events(rows)),
            "albums": self._of_events,
            "share_links": self._of_events,
            "kiosks": self._of_events,
        }
        return ways[name](rows) if name in ways else rows

    def _log(self, rows: Iterator[Row], kind: type[LogEntry]) -> Iterator[Row]:
        return dumps.without_holes(self._of_events(rows), self.dropped, kind) if self.with_keys else iter(())

    def _of_events(self, rows: Iterator[Row]) -> Iterator[Row]:
        return (row for row in rows if row["event_id"] in self.events)

    def _event(self, row: Row) -> Row:
        if row["_id"] in self.erased_events:
            return row | {"deleted_at": self.now, "deleted_by": "system", "erased_at": None}
        return row

    def _consent(self, row: Row) -> Row:
        """Of a search that does not come back nothing is agreed to any more."""
        over = row["search_id"] not in self.searches and row.get("withdrawn_at") is None
        return row | {"withdrawn_at": self.now} if over else row

    def _photo(self, row: Row) -> Row:
        if self.with_keys or row["status"] not in (PhotoStatus.INDEXED, PhotoStatus.PROCESSING):
            return row
        return row | {"status": PhotoStatus.QUEUED.value, "attempts": 0, "engine_id": None, "faces": 0}


def _is_of_a_log(row: Row) -> bool:
    """Is the counter the hint of where a log ends?"""
    return str(row["_id"]).startswith(("faces:", "templates:"))


async def _plan(deps: Deps, database: Path, *, with_keys: bool) -> _Plan:
    plan = _Plan(with_keys, utc_now())
    keys = await deps.keys.names()
    for row in dumps.read(database / f"{Event.get_collection_name()}.bson"):
        event = Event.model_validate(row)
        if event.deleted_at is not None:
            continue
        if not with_keys:
            await deps.keys.create(event_key(event))
        elif event_key(event) not in keys:
            plan.erased_events.add(event.id)
            continue
        plan.events.add(event.id)
    for row in dumps.read(database / f"{Search.get_collection_name()}.bson"):
        if with_keys and row["event_id"] in plan.events and search_key(row["_id"]) in keys:
            plan.searches.add(row["_id"])
        else:
            plan.dropped.add(row["_id"])
    plan.report.events, plan.report.events_erased = len(plan.events), len(plan.erased_events)
    plan.report.searches, plan.report.searches_erased = len(plan.searches), len(plan.dropped)
    return plan


async def _copy_photos(blobs: BlobStore, database: Path, target: Path, say: Said) -> BackupReport:
    """Originals and previews of the photos in the dump; what else lies in ``target`` is removed."""
    report, kept = BackupReport(), set[str]()
    photos = [photo for photo in _photos(database) if photo.status is not PhotoStatus.DELETED]
    for done, photo in enumerate(photos):
        say("copying photos", done, len(photos))
        original = blob_keys.original(photo)
        for key in (original, *blob_keys.pictures(photo)):
            try:
                report.copied += await _fetch(blobs, key, target / key)
                kept.add(key)
            except NotFound:
                if key == original:
                    report.missing.append(photo.id)
    report.photos = len(photos) - len(report.missing)
    report.removed = await to_thread.run_sync(_remove_others, target, kept)
    return report


async def _fetch(blobs: BlobStore, key: str, path: Path) -> bool:
    """Copy a blob to a file; False when that is there already. A key names its content, so the size tells."""
    info = await blobs.info(key)
    if await to_thread.run_sync(_size_of, path) == info.size:
        return False
    draft = path.with_name(f".{path.name}.new")
    await to_thread.run_sync(lambda: draft.parent.mkdir(parents=True, exist_ok=True))
    async with await open_file(draft, "wb") as file:
        async for chunk in blobs.stream(key):
            await file.write(chunk)
    await to_thread.run_sync(draft.replace, path)
    return True


def _size_of(path: Path) -> int | None:
    return path.stat().st_size if path.is_file() else None


async def _put_photos(blobs: BlobStore, folder: Path, plan: _Plan, say: Said) -> None:
    photos = [photo for photo in _photos(folder / "database") if photo.event_id in plan.events]
    for done, photo in enumerate(photos):
        say("bringing photos back", done, len(photos))
        original = blob_keys.original(photo)
        for key in (original, *blob_keys.pictures(photo)):
            path = folder / "blobs" / key
            if await to_thread.run_sync(_size_of, path) is not None:
                await blobs.put(key, _bytes_of(path))
                plan.report.photos += key == original
            elif key == original and photo.status is not PhotoStatus.DELETED:
                plan.report.missing.append(photo.id)


async def _bytes_of(path: Path) -> AsyncIterator[bytes]:
    async with await open_file(path, "rb") as file:
        while chunk := await file.read(_CHUNK_BYTES):
            yield chunk


def _photos(database: Path) -> Iterator[Photo]:
    """Each with the files that are its own: of one that shows a final what it was before, where that is kept. The final is one
    of them itself."""
    for photo in map(Photo.model_validate, dumps.read(database / f"{Photo.get_collection_name()}.bson")):
        yield photo.as_proof() if photo.proof is not None and photo.proof.kept else photo


def _prepare(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    ours = {"manifest.json", "database", "database.new", "blobs"}
    if others := {path.name for path in folder.iterdir()} - ours:
        raise NotEmpty(f"{folder} holds other things ({', '.join(sorted(others)[:3])}); give a folder of its own.")
    shutil.rmtree(folder / "database.new", ignore_errors=True)
    (folder / "database.new").mkdir(mode=0o700)


def _take_place(fresh: Path, present: Path) -> None:
    shutil.rmtree(present, ignore_errors=True)
    fresh.replace(present)


def _remove_others(folder: Path, kept: set[str]) -> int:
    removed = 0
    for path in folder.rglob("*"):
        if path.is_file() and path.relative_to(folder).as_posix() not in kept:
            path.unlink()
            removed += 1
    return removed


def _write_durably(path: Path, data: bytes) -> None:
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
