"""The galleries that a search worker has in memory: one index an event, brought up to date before every search."""

from __future__ import annotations

import asyncio
import logging
import struct
from collections import OrderedDict
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Final

import anyio
import numpy as np

from app import errors
from app.ports import VectorIndex
from app.services.deps import Deps
from app.store import faces
from app.store.documents import Event, FaceEntry
from workers.index.flat import FlatIndex
from workers.index.snapshots import SnapshotFolder

MEMORY_BYTES: Final = 128 * 1024 * 1024
"""Galleries that were not used lately are dropped above this; what is in use stays, however large."""
_SAVE_EVERY: Final = 500
"""Entries after which a snapshot is worth writing, or a tenth of the log where that is more: reading 500 takes some 0.2 s."""

_log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Gallery:
    index: FlatIndex
    saved: int = 0
    last_entry_id: str = ""
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)


class Galleries:
    """Indexes of events under one engine. Derived from the database, and never trusted over it."""

    def __init__(self, deps: Deps, engine_id: str, dimension: int, memory_bytes: int = MEMORY_BYTES) -> None:
        self._deps = deps
        self._engine_id = engine_id
        self._dimension = dimension
        self._memory_bytes = memory_bytes
        self._snapshots = SnapshotFolder(deps.settings.data_dir / "index", deps.vault)
        self._open: OrderedDict[int, _Gallery] = OrderedDict()

    @asynccontextmanager
    async def caught_up(self, event: Event) -> AsyncIterator[VectorIndex]:
        """The event's index, holding every entry that was durable before the call; nobody else changes it meanwhile.

        Raises ``errors.Gone`` when the event's key is destroyed.
        """
        gallery = self._open.get(event.id)
        if gallery is None:
            gallery = self._open.setdefault(event.id, _Gallery(FlatIndex(self._dimension)))
        self._open.move_to_end(event.id)
        async with gallery.lock:
            try:
                if gallery.index.sequence == 0:
                    await self._load(event, gallery)
                await self._catch_up(event, gallery)
            except errors.Gone:
                self.drop(event.id)
                raise
            yield gallery.index
        self._shrink()

    async def save_if_due(self, event: Event) -> None:
        """Write a snapshot when enough came since the last one; a worker that starts anew then reads little."""
        gallery = self._open.get(event.id)
        if gallery is None:
            return
        async with gallery.lock:
            new = gallery.index.sequence - gallery.saved
            if new >= max(_SAVE_EVERY, gallery.saved // 10):
                await self._save(event, gallery)

    def drop(self, event_id: int) -> None:
        """Forget an event that is gone, in memory and on this machine's disk."""
        self._open.pop(event_id, None)
        self._snapshots.forget(event_id)

    async def drop_deleted(self) -> None:
        """Forget every event that was deleted since it was last searched."""
        held = list(self._open)
        alive = Event.get_pymongo_collection().find({"_id": {"$in": held}, "deleted_at": None}, {"_id": 1})
        for event_id in set(held) - {row["_id"] async for row in alive}:
            self.drop(event_id)

    async def _load(self, event: Event, gallery: _Gallery) -> None:
        """Start from the snapshot where there is a good one; otherwise the index stays empty and reads the whole log."""
        head = self._snapshots.head(event.id, self._engine_id)
        if head is None:
            return
        entry = await faces.at(event.id, self._engine_id, head.sequence)
        if entry is None:
            _log.warning("index snapshot of event %d goes beyond the log; reading the log", event.id)
            return
        entry_id = entry.id

        def load() -> FlatIndex:
            data = self._snapshots.read(event.id, self._engine_id, head, entry_id=entry_id, key=event.data_key)
            return FlatIndex.load(data, self._dimension)

        try:
            gallery.index = await anyio.to_thread.run_sync(load)
        except (errors.Gone, OSError, ValueError, KeyError, struct.error) as problem:
            _log.warning("index snapshot of event %d is of no use (%s); reading the log", event.id, type(problem).__name__)
            return
        gallery.saved, gallery.last_entry_id = gallery.index.sequence, entry.id

    async def _catch_up(self, event: Event, gallery: _Gallery) -> None:
        while entries := await faces.after(event.id, self._engine_id, gallery.index.sequence):
            await anyio.to_thread.run_sync(self._apply, event.data_key, gallery.index, list(entries))
            gallery.last_entry_id = entries[-1].id

    def _apply(self, key: bytes | None, index: VectorIndex, entries: list[FaceEntry]) -> None:
        for entry in entries:
            if entry.kind == "add":
                index.add(entry.photo_id, opened_vectors(self._deps.vault.open, key, entry, self._dimension), entry.seq)
            elif entry.kind == "remove":
                index.remove(entry.photo_id, entry.seq)
            else:
                index.skip(entry.seq)

    async def _save(self, event: Event, gallery: _Gallery) -> None:
        def save() -> None:
            snapshot = gallery.index.save()
            self._snapshots.write(
                event.id,
                self._engine_id,
                gallery.index.sequence,
                entry_id=gallery.last_entry_id,
                key=event.data_key,
                snapshot=snapshot,
            )

        with suppress(errors.Gone):
            await anyio.to_thread.run_sync(save)
            gallery.saved = gallery.index.sequence

    def _shrink(self) -> None:
        """Drop the galleries that were not used for longest until the rest fits."""
        total = sum(gallery.index.memory_bytes for gallery in self._open.values())
        for event_id, gallery in list(self._open.items())[:-1]:
            if total <= self._memory_bytes:
                return
            if not gallery.lock.locked():
                total -= gallery.index.memory_bytes
                del self._open[event_id]


def opened_vectors(
    unseal: Callable[[bytes | None, bytes, str], bytes], key: bytes | None, entry: FaceEntry, dimension: int
) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    """An ``add`` entry's vectors ``(faces, dimension)``. Raises ``errors.Gone`` when they do not open."""
    plain = unseal(key, entry.vectors or b"", faces.vectors_context(entry.photo_id, entry.engine_id))
    return np.frombuffer(plain, dtype=np.float32).reshape(-1, dimension)
