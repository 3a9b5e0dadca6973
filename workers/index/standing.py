"""The searches that wait for new photos: an event's live templates as one matrix, compared with a photo in one product.

A template that has grown speaks here too, as its search's last look left it. A photo that is found may bring up older ones, and
makes all of them likelier, so the search is looked for again. So it is for one that is too doubtful to be announced by itself,
for the gallery may tell more, and for every photo where somebody who is alike is in the event.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Final, NamedTuple

import anyio
import numpy as np

from app import errors
from app.domain import evidence
from app.domain.evidence import Calibration
from app.domain.matching import Candidate, FaceHit, shown
from app.domain.quality import Verdict
from app.domain.times import utc_now
from app.domain.vocabulary import Why
from app.ports import Cipher, FaceEngine
from app.services import damage, matching, searches
from app.services.deps import Deps
from app.services.keys import event_key, keys_of_search
from app.store import companies, stats, templates
from app.store import events as event_store
from app.store.documents import Event, FaceEntry, Photo, StoredFace, TemplateEntry
from workers.faces.found import FoundFaces
from workers.index import repeats
from workers.index.crowd import Company, calibration_centre, of_nobody
from workers.index.gallery import opened_company, opened_vectors
from workers.index.growth import centred
from workers.index.looking import direction
from workers.index.template import Template

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from app.ports import Vectors

MEMORY_BYTES: Final = 64 * 1024 * 1024
_FIRST_ROWS: Final = 64
_AN_EVENING: Final = 2_000
"""Faces; photos come one by one, and each of an evening may be wrong. While an event is small none of them is surer for that."""
_WORTH_A_LOOK: Final = 0.0
"""Log-odds from which a face may turn out to be likely, when all are looked at."""


_EXPIRES, _PLAIN, _OFFSET, _SLOPE, _ALIKE = range(5)
_COLUMNS: Final = 5
"""Of a search in numbers: when it ends, whether its template is of selfies as they are (else of faces that are centred), its
line over similarity in an event of one dimension, and whether somebody is alike."""


class Found(NamedTuple):
    """A face that is rather than not the person's whom a search looks for; ``alike`` whether somebody is alike."""

    search_id: str
    face: int
    score: float
    log_odds: float
    why: Why
    alike: bool


def _why(numbers: NDArray[np.float64]) -> Why:
    return Why.SELFIE if numbers[_PLAIN] else Why.GROWN


class TemplateTable:
    """The templates of one event, row by row; ``sequence`` is the last log entry applied."""

    def __init__(self, dimension: int, calibration: Calibration) -> None:
        self.sequence = 0
        self._calibration = calibration
        self._centre = calibration_centre(calibration, dimension)
        self._searches: list[str] = []
        self._row: dict[str, int] = {}
        self._refused: dict[str, Vectors] = {}
        self._templates: Vectors = np.zeros((_FIRST_ROWS, dimension), dtype=np.float32)
        self._numbers: NDArray[np.float64] = np.zeros((_FIRST_ROWS, _COLUMNS), dtype=np.float64)

    def __len__(self) -> int:
        return len(self._searches)

    @property
    def memory_bytes(self) -> int:
        """About what it occupies; a search's id and place take some 200 bytes."""
        refused = sum(vectors.nbytes for vectors in self._refused.values())
        return self._templates.nbytes + self._numbers.nbytes + refused + len(self) * 200

    def add(self, search_id: str, template: Template, expires_at: datetime) -> None:
        """A search came, or its template has grown."""
        row = self._row.get(search_id, len(self))
        if row == len(self):
            self._make_room()
            self._row[search_id] = row
            self._searches.append(search_id)
        grown = template.observations > 0
        told, mean, observations = (
            (template.mean[None], template.mean, template.observations) if grown else self._of_selfies(template.selfies)
        )
        length = float(np.linalg.norm(mean))
        line = evidence.line_of_one_dimension(observations, length**2, self._calibration)
        self._templates[row] = direction(told)
        self._numbers[row] = (expires_at.timestamp(), not grown, line.offset, line.slope * length, template.alike)
        self._refused.pop(search_id, None)
        if len(template.refused):
            self._refused[search_id] = template.refused

    def _of_selfies(self, selfies: Vectors) -> tuple[Vectors, Vectors, float]:
        """What each says of her ``(k, dimension)``, their mean, and how many they count: those that repeat each other count once.

        They are kept as they are: where the event's faces are is not known for good while it is small.
        """
        here = centred(selfies, self._centre)
        weights = repeats.weights(here.astype(np.float64)).astype(np.float32)
        count = float(weights.sum())
        return weights[:, None] * selfies, weights @ here / count, count

    def remove(self, search_id: str) -> None:
        """A search went; the last row takes its place and nothing of the template stays."""
        row = self._row.pop(search_id, None)
        if row is None:
            return
        last = len(self) - 1
        if row != last:
            self._templates[row], self._numbers[row] = self._templates[last], self._numbers[last]
            self._searches[row] = self._searches[last]
            self._row[self._searches[row]] = row
        self._templates[last] = 0
        self._searches.pop()
        self._refused.pop(search_id, None)

    def drop_expired(self, now: datetime) -> None:
        """Forget templates whose time is over."""
        over = np.flatnonzero(self._numbers[: len(self), _EXPIRES] <= now.timestamp())
        for search_id in [self._searches[row] for row in over]:
            self.remove(search_id)

    def found(self, faces: Vectors, company: Company, taken_off: NDArray[np.float64]) -> list[Found]:
        """Wherever a face is rather the person's than not.

        ``faces`` ``(n, dimension)`` are centred by the company's centre; the templates are here, without a copy of them.
        ``taken_off`` ``(n,)`` is what the log-odds of each face are less.
        """
        held, numbers, centre = self._templates[: len(self)], self._numbers[: len(self)], company.centre
        plain = numbers[:, _PLAIN] > 0
        lengths = np.sqrt(np.maximum(1 - 2 * (held @ centre) + float(centre @ centre), np.float32(1e-12)))
        scores = held @ faces.T
        scores[plain] = (scores[plain] - centre @ faces.T) / lengths[plain, None]
        times = self._calibration.temper * evidence.dimensions(company.crowd)
        prior = evidence.prior(company.crowd.faces, self._calibration)
        log_odds = times * (numbers[:, _OFFSET, None] + numbers[:, _SLOPE, None] * scores) + prior - taken_off
        found: list[Found] = []
        for row, face in zip(*np.nonzero(log_odds >= _WORTH_A_LOOK), strict=True):
            search_id = self._searches[row]
            odds = self._but_for_others(search_id, faces[face], float(log_odds[row, face]), company)
            if odds >= _WORTH_A_LOOK:
                alike = bool(numbers[row, _ALIKE])
                found.append(Found(search_id, int(face), float(scores[row, face]), odds, _why(numbers[row]), alike))
        return found

    def _but_for_others(self, search_id: str, face: Vectors, log_odds: float, company: Company) -> float:
        refused = self._refused.get(search_id)
        if refused is None:
            return log_odds
        line = evidence.line(1, 1, company.crowd, self._calibration)
        return evidence.but_for(log_odds, [line.at(float(other)) for other in centred(refused, company.centre) @ face])

    def _make_room(self) -> None:
        rows = len(self._templates)
        if len(self) == rows:
            self._templates = np.concatenate([self._templates, np.zeros_like(self._templates)])
            self._numbers = np.concatenate([self._numbers, np.zeros((rows, _COLUMNS))])


@dataclass(slots=True)
class _Waiting:
    table: TemplateTable
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)


@dataclass(frozen=True, slots=True)
class _Seen:
    """The faces of one photo; ``vectors`` is ``(len(faces), dimension)``."""

    faces: list[StoredFace]
    vectors: Vectors


class _Met(NamedTuple):
    """A photo against one search that it is reason to look for again: what is announced of it, nothing or one hit."""

    search_id: str
    hits: list[FaceHit]


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
            met = await self._resembling(deps, event, photo.id, seen)
        except errors.KeyDestroyed:
            # The event's key is destroyed: there is nobody left to tell.
            self._waiting.pop(event.id, None)
            return
        boxes = seen.faces
        hits = [(each.search_id, hit) for each in met for hit in each.hits]
        matches = [matching.new_match(event.id, search_id, hit, boxes[hit.face].box, live=live) for search_id, hit in hits]
        await matching.record_and_announce(deps, matches)
        if not event.registered_only:
            await searches.look_again(deps, [each.search_id for each in met])

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

    async def _resembling(self, deps: Deps, event: Event, photo_id: str, seen: _Seen) -> list[_Met]:
        waiting = self._waiting.setdefault(event.id, _Waiting(TemplateTable(self._dimension, self._calibration)))
        self._waiting.move_to_end(event.id)
        async with waiting.lock:
            await self._catch_up(deps, event, waiting.table)
            if not len(waiting.table) or not seen.faces:
                return []
            company = await self._company(deps, event)
            met = await anyio.to_thread.run_sync(self._met, waiting.table, photo_id, seen, company)
        self._shrink()
        return met

    async def _company(self, deps: Deps, event: Event) -> Company:
        """The event's faces as the search workers last saw them."""
        kept = await companies.of_event(event.id, self._engine_id)
        company = None
        if kept is not None:
            with suppress(errors.SealBroken):
                company = opened_company(await deps.keys.cipher(event_key(event)), kept, self._dimension)
        company = company or of_nobody(self._calibration, self._dimension)
        return Company(company.centre, company.crowd._replace(faces=(await stats.of_event(event.id)).faces))

    def _met(self, table: TemplateTable, photo_id: str, seen: _Seen, company: Company) -> list[_Met]:
        taken_off = np.array([evidence.MARKED if face.verdict != Verdict.GOOD else 0.0 for face in seen.faces])
        by_search: dict[str, list[Found]] = {}
        for found in table.found(centred(seen.vectors, company.centre), company, taken_off):
            by_search.setdefault(found.search_id, []).append(found)
        faces = company.crowd.faces
        stricter = evidence.prior(faces, self._calibration) - evidence.prior(max(faces, _AN_EVENING), self._calibration)
        out: list[_Met] = []
        for search_id, likely in by_search.items():
            candidates = [Candidate(photo_id, each.face, each.score, each.log_odds - stricter, each.why) for each in likely]
            # Faces of somebody who is alike are held against her in the gallery alone: it would be the answer that depends on
            # which came first, and another's face that is kept in a guest's template.
            sure = [] if likely[0].alike else [each for each in candidates if each.log_odds >= evidence.LIKELY]
            out.append(_Met(search_id, shown(sure)))
        return out

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
    ) -> Template | None:
        """None for a search that is over, and for one whose template is damaged: the others go on."""
        try:
            cipher = cipher or await deps.keys.cipher(*names)
            return Template.opened(cipher, entry.search_id, sealed, self._dimension)
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
