"""The searches that wait for new photos: an event's live templates as one matrix, compared with a photo in one product."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Final

import anyio
import numpy as np

from app import errors
from app.domain import evidence
from app.domain.evidence import Calibration
from app.domain.matching import Candidate, FaceHit, shown
from app.domain.quality import Verdict
from app.domain.times import utc_now
from app.ports import Cipher, FaceEngine
from app.services import damage, matching
from app.services.deps import Deps
from app.services.keys import event_key, keys_of_search
from app.store import companies, stats, templates
from app.store import events as event_store
from app.store.documents import Event, FaceEntry, Photo, StoredFace, TemplateEntry
from workers.faces.found import FoundFaces
from workers.index.crowd import Company, of_nobody
from workers.index.gallery import opened_company, opened_template, opened_vectors
from workers.index.growth import centred

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from app.ports import Vectors

MEMORY_BYTES: Final = 64 * 1024 * 1024
_FIRST_ROWS: Final = 64
_AN_EVENING: Final = 2_000
"""Faces; photos come one by one, and each of an evening may be wrong. While an event is small none of them is surer for that."""


class TemplateTable:
    """The templates of one event, row by row; ``sequence`` is the last log entry applied."""

    def __init__(self, dimension: int) -> None:
        self.sequence = 0
        self._searches: list[str] = []
        self._row: dict[str, int] = {}
        self._templates: Vectors = np.zeros((_FIRST_ROWS, dimension), dtype=np.float32)
        self._expires: NDArray[np.float64] = np.zeros(_FIRST_ROWS, dtype=np.float64)

    def __len__(self) -> int:
        return len(self._searches)

    @property
    def memory_bytes(self) -> int:
        """About what it occupies; a search's id and place take some 200 bytes."""
        return self._templates.nbytes + len(self) * 200

    def add(self, search_id: str, template: Vectors, expires_at: datetime) -> None:
        """A search came; ``template`` is ``(dimension,)``."""
        row = self._row.get(search_id, len(self))
        if row == len(self):
            self._make_room()
            self._row[search_id] = row
            self._searches.append(search_id)
        self._templates[row] = template
        self._expires[row] = expires_at.timestamp()

    def remove(self, search_id: str) -> None:
        """A search went; the last row takes its place and nothing of the template stays."""
        row = self._row.pop(search_id, None)
        if row is None:
            return
        last = len(self) - 1
        if row != last:
            self._templates[row], self._expires[row] = self._templates[last], self._expires[last]
            self._searches[row] = self._searches[last]
            self._row[self._searches[row]] = row
        self._templates[last] = 0
        self._searches.pop()

    def drop_expired(self, now: datetime) -> None:
        """Forget templates whose time is over."""
        over = np.flatnonzero(self._expires[: len(self)] <= now.timestamp())
        for search_id in [self._searches[row] for row in over]:
            self.remove(search_id)

    def resembling(self, faces: Vectors, centre: Vectors, limits: NDArray[np.float32]) -> list[tuple[str, int, float]]:
        """Search, face and similarity wherever that is at least the face's limit; ``limits`` is ``(len(faces),)``.

        ``faces`` are centred by ``centre``; the templates are here, without a copy of them.
        """
        held = self._templates[: len(self)]
        lengths = np.sqrt(np.maximum(1 - 2 * (held @ centre) + float(centre @ centre), np.float32(1e-12)))
        scores = (held @ faces.T - centre @ faces.T) / lengths[:, None]
        rows, columns = np.nonzero(scores >= limits)
        return [
            (self._searches[row], int(face), float(score))
            for row, face, score in zip(rows, columns, scores[rows, columns], strict=True)
        ]

    def _make_room(self) -> None:
        rows = len(self._templates)
        if len(self) == rows:
            self._templates = np.concatenate([self._templates, np.zeros_like(self._templates)])
            self._expires = np.concatenate([self._expires, np.zeros(rows)])


@dataclass(slots=True)
class _Waiting:
    table: TemplateTable
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)


@dataclass(frozen=True, slots=True)
class _Seen:
    """The faces of one photo; ``vectors`` is ``(len(faces), dimension)``."""

    faces: list[StoredFace]
    vectors: Vectors


class StandingSearches:
    """Matches photos against the live searches of their events. One an ingest worker, under its engine."""

    def __init__(self, engine: FaceEngine, memory_bytes: int = MEMORY_BYTES) -> None:
        self._engine_id = engine.id
        self._dimension = engine.dimension
        self._calibration: Calibration = engine.calibration
        self._memory_bytes = memory_bytes
        self._waiting: OrderedDict[int, _Waiting] = OrderedDict()

    def __len__(self) -> int:
        """How many templates are in memory."""
        return sum(len(waiting.table) for waiting in self._waiting.values())

    async def match_photo(
        self, deps: Deps, event: Event, photo: Photo, entry: FaceEntry, found: FoundFaces | None = None, *, live: bool = True
    ) -> None:
        """Announce the photo to every live search of its event that it matches; with ``found`` as its faces where the event keeps
        none.

        ``entry`` must be durable: the searches are read after it was written, as a search reads the gallery after its
        template was written, so one of the two sees the other. Can run twice, and beside the search itself.
        """
        if entry.kind != "add":
            return
        try:
            seen = await self._seen(deps, event, entry, found)
            if seen is None:
                await damage.set_aside_faces(deps, entry)
                return
            hits = await self._resembling(deps, event, photo.id, seen)
        except errors.KeyDestroyed:
            # The event's key is destroyed: there is nobody left to tell.
            self._waiting.pop(event.id, None)
            return
        boxes = seen.faces
        matches = [matching.new_match(event.id, search_id, hit, boxes[hit.face].box, live=live) for search_id, hit in hits]
        await matching.record_and_announce(deps, matches)

    async def forget_the_gone(self, deps: Deps) -> None:
        """Let go of the templates of withdrawn and expired searches and of deleted events, also where no photo comes any more."""
        held = list(self._waiting)
        events = {event.id: event for event in await event_store.by_ids(held)}
        for event_id in held:
            waiting, event = self._waiting.get(event_id), events.get(event_id)
            if event is None:
                self._waiting.pop(event_id, None)
            elif waiting is not None:
                async with waiting.lock:
                    await self._catch_up(deps, event, waiting.table)

    async def _seen(self, deps: Deps, event: Event, entry: FaceEntry, found: FoundFaces | None) -> _Seen | None:
        """The faces that ``entry`` keeps, or else those of ``found``; None when they do not open. Raises ``KeyDestroyed``."""
        if entry.vectors is None:
            plain = found.vectors if found else b""
            return _Seen(found.faces if found else [], np.frombuffer(plain, dtype=np.float32).reshape(-1, self._dimension))
        cipher = await deps.keys.cipher(event_key(event))
        try:
            return _Seen(entry.faces, opened_vectors(cipher, entry, self._dimension))
        except errors.SealBroken:
            return None

    async def _resembling(self, deps: Deps, event: Event, photo_id: str, seen: _Seen) -> list[tuple[str, FaceHit]]:
        waiting = self._waiting.setdefault(event.id, _Waiting(TemplateTable(self._dimension)))
        self._waiting.move_to_end(event.id)
        async with waiting.lock:
            await self._catch_up(deps, event, waiting.table)
            if not len(waiting.table) or not seen.faces:
                return []
            company = await self._company(deps, event)
            hits = await anyio.to_thread.run_sync(self._hits, waiting.table, photo_id, seen, company)
        self._shrink()
        return hits

    async def _company(self, deps: Deps, event: Event) -> Company:
        """The event's faces as the search workers last saw them, and at least so many as an evening has."""
        kept = await companies.of_event(event.id, self._engine_id)
        company = None
        if kept is not None:
            with suppress(errors.SealBroken):
                company = opened_company(await deps.keys.cipher(event_key(event)), kept, self._dimension)
        company = company or of_nobody(self._calibration, self._dimension)
        in_event = max((await stats.of_event(event.id)).faces, _AN_EVENING)
        return Company(company.centre, company.crowd._replace(faces=in_event))

    def _hits(self, table: TemplateTable, photo_id: str, seen: _Seen, company: Company) -> list[tuple[str, FaceHit]]:
        line = evidence.line(1, 1, company.crowd, self._calibration)
        taken_off = np.array([evidence.MARKED if face.verdict != Verdict.GOOD else 0.0 for face in seen.faces])
        limits = ((taken_off - line.offset) / line.slope).astype(np.float32)
        by_search: dict[str, list[Candidate]] = {}
        for search_id, face, score in table.resembling(centred(seen.vectors, company.centre), company.centre, limits):
            candidate = Candidate(photo_id, face, score, line.at(score) - float(taken_off[face]))
            by_search.setdefault(search_id, []).append(candidate)
        return [(search_id, hit) for search_id, candidates in by_search.items() for hit in shown(candidates)]

    async def _catch_up(self, deps: Deps, event: Event, table: TemplateTable) -> None:
        while entries := await templates.after(event.id, self._engine_id, table.sequence):
            await deps.keys.cipher(event_key(event))  # without it this is no matter of one search
            ciphers = await deps.keys.ciphers(
                {keys_of_search(event, entry.search_id) for entry in entries if entry.kind == "add"}
            )
            for entry in entries:
                if entry.kind == "remove":
                    table.remove(entry.search_id)
                elif entry.kind == "add" and entry.template is not None and entry.expires_at is not None:
                    names = keys_of_search(event, entry.search_id)
                    template = await self._template(deps, names, ciphers.get(names), entry, entry.template)
                    if template is not None:
                        table.add(entry.search_id, template, entry.expires_at)
                table.sequence = entry.seq
        table.drop_expired(utc_now())

    async def _template(
        self, deps: Deps, names: tuple[str, str], cipher: Cipher | None, entry: TemplateEntry, sealed: bytes
    ) -> Vectors | None:
        """``(dimension,)``; None for a search that is over, and for one whose template is damaged: the others go on."""
        try:
            cipher = cipher or await deps.keys.cipher(*names)
            return opened_template(cipher, entry.search_id, sealed, self._dimension)
        except errors.KeyDestroyed:
            return None
        except errors.SealBroken:
            await damage.note_template(entry)
            return None

    def _shrink(self) -> None:
        """Drop the events that had no photo for longest until the rest fits."""
        total = sum(waiting.table.memory_bytes for waiting in self._waiting.values())
        for event_id, waiting in list(self._waiting.items())[:-1]:
            if total <= self._memory_bytes:
                return
            if not waiting.lock.locked():
                total -= waiting.table.memory_bytes
                del self._waiting[event_id]
