"""The galleries that a search worker has in memory: one index an event, brought up to date before every search."""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import anyio
import numpy as np

from app import errors
from app.domain.evidence import Calibration, Crowd
from app.domain.quality import Verdict
from app.ports import Cipher, VectorIndex
from app.services import damage
from app.services.deps import Deps
from app.services.keys import event_key
from app.store import companies, events, faces
from app.store.documents import Event, EventCompany, FaceEntry
from workers.index.crowd import Company
from workers.index.flat import FlatIndex
from workers.index.looking import company_of
from workers.index.snapshots import SealedSnapshots

if TYPE_CHECKING:
    from app.ports import Vectors

MEMORY_BYTES: Final = 128 * 1024 * 1024
"""Galleries that were not used lately are dropped above this; what is in use stays, however large."""
_SAVE_EVERY: Final = 500
"""Entries after which a snapshot is worth writing, or a tenth of the log where that is more: reading 500 takes some 0.2 s."""

_GROWN_BY: Final = 10
"""Others are told anew when the log has become longer by the tenth part."""
_A_CROWD: Final = 100
"""Faces; what fewer have in common says too much of each of them to be kept."""

_log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Gallery:
    index: FlatIndex
    saved: int = 0
    last_entry_id: str = ""
    company: Company | None = None
    counted: int = 0
    told: int = 0
    """The entries up to which ``company`` was reckoned, and up to which others were told of it."""
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)


class Galleries:
    """Indexes of events under one engine. Derived from the database, and never trusted over it."""

    def __init__(self, deps: Deps, engine_id: str, dimension: int, memory_bytes: int = MEMORY_BYTES) -> None:
        self._deps = deps
        self._engine_id = engine_id
        self._dimension = dimension
        self._memory_bytes = memory_bytes
        self._snapshots = SealedSnapshots(deps.snapshots, engine_id)
        self._open: OrderedDict[int, _Gallery] = OrderedDict()

    @asynccontextmanager
    async def caught_up(self, event: Event) -> AsyncIterator[VectorIndex]:
        """The event's index, holding every entry that was durable before the call; nobody else changes it meanwhile.

        Raises ``errors.KeyDestroyed`` when the event's key is.
        """
        gallery = self._open.get(event.id)
        if gallery is None:
            gallery = self._open.setdefault(event.id, _Gallery(FlatIndex(self._dimension)))
        self._open.move_to_end(event.id)
        async with gallery.lock:
            try:
                cipher = await self._deps.keys.cipher(event_key(event))
                if gallery.index.sequence == 0:
                    await self._load(event, gallery, cipher)
                await self._catch_up(event, gallery, cipher)
            except errors.KeyDestroyed:
                await self.drop(event.id)
                raise
            yield gallery.index
        self._shrink()

    def company(self, event_id: int, index: VectorIndex, calibration: Calibration) -> Company:
        """What the faces of the event say of it, reckoned once for what ``index`` holds. For the thread, while that is held."""
        gallery = self._open.setdefault(event_id, _Gallery(FlatIndex(self._dimension)))
        if gallery.company is None or gallery.counted != index.sequence:
            gallery.company, gallery.counted = company_of(index.gallery(), calibration), index.sequence
        return gallery.company

    async def tell_company(self, event: Event) -> None:
        """Leave what the faces say where the workers find it who compare new photos, when it is new enough to them."""
        gallery = self._open.get(event.id)
        if gallery is None or gallery.company is None or gallery.company.crowd.faces < _A_CROWD:
            return
        if gallery.counted - gallery.told <= gallery.told // _GROWN_BY:
            return
        cipher = await self._deps.keys.cipher(event_key(event))
        sealed = cipher.seal(gallery.company.centre.tobytes(), companies.context(event.id, self._engine_id))
        crowd = gallery.company.crowd
        await companies.keep(event.id, self._engine_id, sealed, crowd.faces, crowd.deviation)
        gallery.told = gallery.counted

    async def save_if_due(self, event: Event) -> None:
        """Write a snapshot when enough came since the last one; a worker that starts anew then reads little."""
        gallery = self._open.get(event.id)
        if gallery is None:
            return
        async with gallery.lock:
            new = gallery.index.sequence - gallery.saved
            if new >= max(_SAVE_EVERY, gallery.saved // 10):
                await self._save(event, gallery)

    async def drop(self, event_id: int) -> None:
        """Forget an event that is gone, in memory and its snapshots. Those stay for now while their store is away: nothing opens
        them, and whoever erases the event removes them."""
        self._open.pop(event_id, None)
        try:
            await self._snapshots.forget(event_id)
        except errors.Unavailable as away:
            _log.warning("index snapshots of event %d are not removed yet: %s", event_id, away)

    async def drop_deleted(self) -> None:
        """Forget every event that was deleted since it was last searched."""
        held = list(self._open)
        for event_id in set(held) - await events.living_ids(held):
            await self.drop(event_id)

    async def _load(self, event: Event, gallery: _Gallery, cipher: Cipher) -> None:
        """Start from the snapshot where there is a good one; otherwise the index stays empty and reads the whole log."""

        async def entry_at(sequence: int) -> str | None:
            entry = await faces.at(event.id, self._engine_id, sequence)
            return entry.id if entry is not None else None

        try:
            entry_id, data = await self._snapshots.read(event.id, cipher, entry_at)
            gallery.index = await anyio.to_thread.run_sync(FlatIndex.load, data, self._dimension)
        except errors.NotFound:
            return
        except (errors.SealBroken, errors.Unavailable, ValueError, KeyError) as problem:
            _log.warning("index snapshot of event %d is of no use (%s); reading the log", event.id, problem)
            return
        gallery.saved, gallery.last_entry_id = gallery.index.sequence, entry_id

    async def _catch_up(self, event: Event, gallery: _Gallery, cipher: Cipher) -> None:
        while entries := await faces.after(event.id, self._engine_id, gallery.index.sequence):
            damaged = await anyio.to_thread.run_sync(self._apply, cipher, gallery.index, list(entries))
            gallery.last_entry_id = entries[-1].id
            for entry in damaged:
                await damage.set_aside_faces(self._deps, entry)

    def _apply(self, cipher: Cipher, index: VectorIndex, entries: list[FaceEntry]) -> list[FaceEntry]:
        """Returns those that do not open; the index goes on without them."""
        damaged: list[FaceEntry] = []
        for entry in entries:
            if entry.kind == "add":
                try:
                    vectors = opened_vectors(cipher, entry, self._dimension)
                    marked = [face.verdict != Verdict.GOOD for face in entry.faces[: len(vectors)]]
                    index.add(entry.photo_id, vectors, entry.seq, marked)
                except errors.SealBroken:
                    damaged.append(entry)
                    index.skip(entry.seq)
            elif entry.kind == "remove":
                index.remove(entry.photo_id, entry.seq)
            else:
                index.skip(entry.seq)
        return damaged

    async def _save(self, event: Event, gallery: _Gallery) -> None:
        """What fails is tried again when the next one is due: a search does not wait for a snapshot."""
        sequence, entry_id = gallery.index.sequence, gallery.last_entry_id
        try:
            cipher = await self._deps.keys.cipher(event_key(event))
            snapshot = await anyio.to_thread.run_sync(gallery.index.save)
            await self._snapshots.write(event.id, sequence, entry_id, cipher, snapshot)
        except errors.KeyDestroyed:
            return
        except (errors.Unavailable, errors.InsufficientStorage) as problem:
            _log.warning("index snapshot of event %d is not written: %s", event.id, problem)
        gallery.saved = sequence

    def _shrink(self) -> None:
        """Drop the galleries that were not used for longest until the rest fits."""
        total = sum(gallery.index.memory_bytes for gallery in self._open.values())
        for event_id, gallery in list(self._open.items())[:-1]:
            if total <= self._memory_bytes:
                return
            if not gallery.lock.locked():
                total -= gallery.index.memory_bytes
                del self._open[event_id]


def opened_vectors(cipher: Cipher, entry: FaceEntry, dimension: int) -> Vectors:
    """An ``add`` entry's vectors ``(faces, dimension)``. Raises ``errors.SealBroken`` when they do not open."""
    if entry.vectors is None:  # the event keeps none
        return np.zeros((0, dimension), dtype=np.float32)
    plain = cipher.open(entry.vectors, faces.vectors_context(entry.photo_id, entry.engine_id))
    if len(plain) != len(entry.faces) * dimension * 4:
        raise errors.SealBroken("these are not the vectors of these faces")
    return np.frombuffer(plain, dtype=np.float32).reshape(-1, dimension)


def opened_company(cipher: Cipher, kept: EventCompany, dimension: int) -> Company:
    """What the faces of an event say of it. Raises ``errors.SealBroken`` when it does not open."""
    plain = cipher.open(kept.sealed, companies.context(kept.event_id, kept.engine_id))
    if len(plain) != dimension * 4:
        raise errors.SealBroken("this is not of this engine")
    return Company(np.frombuffer(plain, dtype=np.float32), Crowd(kept.faces, kept.deviation))
