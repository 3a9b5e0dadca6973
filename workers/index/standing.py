"""The searches that wait for new photos: an event's live templates as one matrix, compared with a photo in one product."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Final

import anyio
import numpy as np

from app import errors
from app.domain.faces import Calibration
from app.domain.matching import FaceHit, best_per_photo, judged
from app.domain.thresholds import thresholds
from app.ports import FaceEngine
from app.services import matching
from app.services.deps import Deps
from app.store import stats, templates
from app.store.documents import Event, FaceEntry, Match, Photo, TemplateEntry, utc_now
from workers.index.gallery import opened_vectors

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from app.ports import Vectors

MEMORY_BYTES: Final = 64 * 1024 * 1024
_FIRST_ROWS: Final = 64


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

    def resembling(self, faces: Vectors, limits: NDArray[np.float32]) -> list[tuple[str, int, float]]:
        """Search, face and score wherever a face scores at least its limit; ``limits`` is ``(len(faces),)``."""
        scores = self._templates[: len(self)] @ faces.T
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

    async def match_photo(self, deps: Deps, event: Event, photo: Photo, entry: FaceEntry) -> None:
        """Announce the photo to every live search of its event that it matches.

        ``entry`` must be durable: the searches are read after it was written, as a search reads the gallery after its
        template was written, so one of the two sees the other. Can run twice, and beside the search itself.
        """
        if entry.kind != "add":
            return
        try:
            hits = await self._resembling(deps, event, entry)
        except errors.Gone:
            # The event's key is destroyed: there is nobody left to tell.
            self._waiting.pop(event.id, None)
            return
        found = [_match(event.id, search_id, hit, entry) for search_id, hit in hits]
        await matching.deliver(deps, found)

    async def forget_the_gone(self, deps: Deps) -> None:
        """Let go of the templates of withdrawn and expired searches and of deleted events, also where no photo comes any more."""
        held = list(self._waiting)
        events = {event.id: event for event in await Event.find({"_id": {"$in": held}, "deleted_at": None}).to_list()}
        for event_id in held:
            waiting, event = self._waiting.get(event_id), events.get(event_id)
            if event is None:
                self._waiting.pop(event_id, None)
            elif waiting is not None:
                async with waiting.lock:
                    await self._catch_up(deps, event, waiting.table)

    async def _resembling(self, deps: Deps, event: Event, entry: FaceEntry) -> list[tuple[str, FaceHit]]:
        waiting = self._waiting.setdefault(event.id, _Waiting(TemplateTable(self._dimension)))
        self._waiting.move_to_end(event.id)
        async with waiting.lock:
            await self._catch_up(deps, event, waiting.table)
            if not len(waiting.table) or not entry.faces:
                return []
            in_event = (await stats.of_event(event.id)).faces
            vectors = opened_vectors(deps.vault.open, event.data_key, entry, self._dimension)
            hits = await anyio.to_thread.run_sync(self._hits, waiting.table, vectors, entry, in_event)
        self._shrink()
        return hits

    def _hits(self, table: TemplateTable, vectors: Vectors, entry: FaceEntry, in_event: int) -> list[tuple[str, FaceHit]]:
        limits = thresholds(self._calibration, in_event)
        lowest = np.full(len(vectors), limits.maybe, dtype=np.float32)
        by_search: dict[str, list[FaceHit]] = {}
        for search_id, face, score in table.resembling(vectors, lowest):
            hit = judged(
                entry.photo_id,
                face,
                score,
                verdict=entry.faces[face].verdict,
                limits=limits,
                calibration=self._calibration,
            )
            if hit is not None:
                by_search.setdefault(search_id, []).append(hit)
        return [(search_id, best_per_photo(hits)[0]) for search_id, hits in by_search.items()]

    async def _catch_up(self, deps: Deps, event: Event, table: TemplateTable) -> None:
        while entries := await templates.after(event.id, self._engine_id, table.sequence):
            for entry in entries:
                self._apply(deps, event, table, entry)
                table.sequence = entry.seq
        table.drop_expired(utc_now())

    def _apply(self, deps: Deps, event: Event, table: TemplateTable, entry: TemplateEntry) -> None:
        if entry.kind == "remove":
            table.remove(entry.search_id)
        elif entry.kind == "add" and entry.template is not None and entry.expires_at is not None:
            plain = deps.vault.open(event.data_key, entry.template, templates.template_context(entry.search_id))
            table.add(entry.search_id, np.frombuffer(plain, dtype=np.float32), entry.expires_at)

    def _shrink(self) -> None:
        """Drop the events that had no photo for longest until the rest fits."""
        total = sum(waiting.table.memory_bytes for waiting in self._waiting.values())
        for event_id, waiting in list(self._waiting.items())[:-1]:
            if total <= self._memory_bytes:
                return
            if not waiting.lock.locked():
                total -= waiting.table.memory_bytes
                del self._waiting[event_id]


def _match(event_id: int, search_id: str, hit: FaceHit, entry: FaceEntry) -> Match:
    return matching.new_match(event_id, search_id, hit, entry.faces[hit.face].box, live=True)
