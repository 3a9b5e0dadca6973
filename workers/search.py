"""What a worker does with one search, from its selfies to the first matches.

Everything here can run twice and can stop anywhere: a search that has its template goes on from there, the selfies are not
needed any more. After each step the search is moved on by a conditional write; one that was withdrawn stays where it is,
and what was written for it is taken back.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from itertools import combinations
from time import perf_counter
from typing import TYPE_CHECKING, Final, NoReturn

import numpy as np

from app import errors, events
from app.domain.consent import is_valid
from app.domain.matching import FaceHit, best_per_photo, judged
from app.domain.quality import SelfieReason, judge_selfie
from app.domain.thresholds import thresholds
from app.events import SearchStage
from app.metrics import timed_stage
from app.ports import FaceEngine, Hit
from app.services import matching, privacy, searches
from app.services.deps import Deps
from app.store import consents, faces, stats, templates
from app.store import searches as store
from app.store.documents import Event, Match, Search, SearchState, TemplateEntry, utc_now
from workers.faces.measure import measure_face
from workers.faces.resolution import DETECTION_LONG_SIDE
from workers.images.limits import ImageLimits
from workers.images.reading import read_photo
from workers.index.gallery import Galleries
from workers.photo import Bench, ThreadLost

if TYPE_CHECKING:
    from app.ports import Vectors

_ACTIVE_WITHIN: Final = timedelta(minutes=2)
_WARM_EVENTS: Final = 8
_FIRST_BATCHES: Final = (1, 8, 32)
_BATCH: Final = 100
"""Matches are written and published in batches that grow, so that the first is on its way at once."""

_log = logging.getLogger(__name__)


class SelfieRefused(Exception):
    """No selfie will do; ``reason`` is one of PROTOCOL's."""

    def __init__(self, reason: SelfieReason) -> None:
        super().__init__(reason.value)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class _Found:
    """What a look at the gallery gave: matches, best first, and among how many faces."""

    matches: list[Match]
    searched_faces: int


class SearchPipeline:
    """``run`` is the job of the search workers."""

    def __init__(self, deps: Deps, engine: FaceEngine, galleries: Galleries, bench: Bench) -> None:
        self._deps = deps
        self._engine = engine
        self._galleries = galleries
        self._bench = bench

    async def run(self, search_id: str) -> None:
        """Bring a search to ``live``, or to ``rejected`` when the selfies will not do.

        Does nothing for a search that is over, except to take back what an earlier run may have left.
        """
        begun = perf_counter()
        search = await store.begin(search_id)
        if search is None:
            await self._take_back(search_id)
            return
        event = await Event.get(search.event_id)
        if event is None or event.deleted_at:
            await privacy.withdraw_search(self._deps, search)
            self._galleries.drop(search.event_id)
            return
        try:
            await self._bring_live(event, search, begun)
        except SelfieRefused as refused:
            await self._reject(search, refused.reason)
        except errors.Gone:
            # The event's key was destroyed while we worked.
            await privacy.withdraw_search(self._deps, search)
        await self._galleries.drop_deleted()

    async def warm(self) -> None:
        """Read what came into the galleries that fill now, so that a guest's search does not have to; forget deleted events.

        Without it the first guest of an album of 25,000 photos waits some ten seconds.
        """
        await self._galleries.drop_deleted()
        active = await stats.active_since(utc_now() - _ACTIVE_WITHIN)
        for counted in sorted(active, key=lambda counted: counted.recent[-1])[-_WARM_EVENTS:]:
            event = await Event.get(counted.id)
            if event is not None and event.deleted_at is None:
                with suppress(errors.Gone):
                    async with self._galleries.caught_up(event):
                        pass
                    await self._galleries.save_if_due(event)

    async def _bring_live(self, event: Event, search: Search, begun: float) -> None:
        if search.state is SearchState.LIVE:
            await self._announce_live(search)
            return
        template = await self._template(event, search)
        if template is None or await store.advance(search.id, SearchState.SEARCHING, engine_id=self._engine.id) is None:
            await self._take_back(search.id)
            return
        await searches.publish_stage(self._deps, search.id, SearchStage.SEARCHING)
        with timed_stage("searching"):
            found = await self._look(event, search, template)
        for batch in batches(found.matches):
            await matching.deliver(self._deps, batch)
        live = await store.advance(
            search.id,
            SearchState.LIVE,
            searched_faces=found.searched_faces,
            matches=len(await searches.visible_photos(search)),
            elapsed_ms=round((perf_counter() - begun) * 1000),
            caught_up_at=utc_now(),
        )
        if live is None:
            await self._take_back(search.id)
            return
        await self._announce_live(live)
        await self._galleries.save_if_due(event)

    async def _announce_live(self, search: Search) -> None:
        """Tell that all is searched; the order in which clients learn it is that of PROTOCOL's stages."""
        topic = events.search_topic(search.id)
        caught_up = events.search_caught_up(search.searched_faces, search.matches, search.elapsed_ms)
        await self._deps.bus.publish(topic, caught_up, once="caught_up")
        await searches.publish_stage(self._deps, search.id, SearchStage.LIVE)

    async def _template(self, event: Event, search: Search) -> Vectors | None:
        """The search's template ``(1, dimension)``, durable when this returns; None when the search is over."""
        known = await templates.of_search(search.id)
        if known is None:
            known = await self._make_template(event, search)
        if known is None or known.kind != "add" or known.template is None:
            return None
        if known.engine_id != self._engine.id:
            # The engine was changed while the search was under way; its vector means nothing to this one.
            raise SelfieRefused(SelfieReason.UNREADABLE)
        await self._deps.selfies.discard(search.id)
        plain = self._deps.vault.open(event.data_key, known.template, templates.template_context(search.id))
        return np.frombuffer(plain, dtype=np.float32).reshape(1, -1)

    async def _make_template(self, event: Event, search: Search) -> TemplateEntry | None:
        if await store.advance(search.id, SearchState.DETECTING) is None:
            return None
        await searches.publish_stage(self._deps, search.id, SearchStage.DETECTING)
        selfies = await self._selfies(search)
        if selfies is None:
            made = await templates.of_search(search.id)  # by another run of this job, which then threw the selfies away
            if made is None:
                await self._expire(search)
            return made
        counted = await store.count_attempt(search.id)
        if counted is None:
            return None
        if counted.attempts > self._deps.settings.job_tries:
            # It brought down every worker that looked at it.
            raise SelfieRefused(SelfieReason.UNREADABLE)
        try:
            with timed_stage("selfie"):
                template = await self._bench.run(lambda: self._described(selfies))
        except ThreadLost:
            await self._reject(search, SelfieReason.UNREADABLE)
            _abandon_process(search.id)
        sealed = self._deps.vault.seal(event.data_key, template.tobytes(), templates.template_context(search.id))
        # Before the gallery is read: a photo that is indexed meanwhile finds the template, or the search finds the photo.
        return await templates.append_template(event.id, self._engine.id, search.id, sealed, search.expires_at)

    async def _selfies(self, search: Search) -> list[bytes] | None:
        """The selfies, or None when they are gone or the consent to look at them does not hold (any more)."""
        agreed = await consents.of_search(search.id)
        if agreed is None or not is_valid(agreed.created_at, agreed.expires_at, agreed.withdrawn_at, utc_now()):
            return None
        return await self._deps.selfies.get(search.id)

    def _described(self, selfies: Sequence[bytes]) -> Vectors:
        """One unit vector ``(dimension,)`` for the person on the selfies. Raises ``SelfieRefused``.

        Selfies that will not do are left out as long as one does; two that show different people are refused.
        """
        vectors: list[Vectors] = []
        refused: list[SelfieReason] = []
        for selfie in selfies:
            try:
                vectors.append(self._vector(selfie))
            except SelfieRefused as problem:
                refused.append(problem.reason)
        if not vectors:
            raise SelfieRefused(refused[0])
        return mean_of_one_person(np.stack(vectors), thresholds(self._engine.calibration, 1).maybe)

    def _vector(self, selfie: bytes) -> Vectors:
        settings = self._deps.settings
        limits = ImageLimits(max_bytes=settings.max_selfie_bytes, max_pixels=settings.max_photo_pixels)
        try:
            image = read_photo(selfie, limits, DETECTION_LONG_SIDE).image
        except errors.ImageError:
            raise SelfieRefused(SelfieReason.UNREADABLE) from None
        seen = self._engine.detect(image)
        height, width = image.shape[:2]
        verdict = judge_selfie([(face, measure_face(image, face)) for face in seen], (width, height))
        if verdict.reason is not None or verdict.face_index is None:
            raise SelfieRefused(verdict.reason or SelfieReason.NO_FACE)
        vector: Vectors = self._engine.embed(image, [seen[verdict.face_index]])[0]
        return vector

    async def _look(self, event: Event, search: Search, template: Vectors) -> _Found:
        """Search the gallery as it is now; it holds every photo that was durable before the template was."""
        async with self._galleries.caught_up(event) as index:
            searched = index.faces
            limits = thresholds(self._engine.calibration, searched)
            hits = await self._bench.run(lambda: index.search(template, limits.maybe))
        known = await faces.of_photos({hit.photo_id for hit in hits}, self._engine.id)

        def judge(hit: Hit) -> FaceHit | None:
            if hit.photo_id not in known or hit.face >= len(known[hit.photo_id]):
                return None  # Removed since.
            verdict = known[hit.photo_id][hit.face].verdict
            return judged(hit.photo_id, hit.face, hit.score, verdict=verdict, limits=limits, calibration=self._engine.calibration)

        best = best_per_photo(hit for hit in map(judge, hits) if hit is not None)
        boxes = [known[hit.photo_id][hit.face].box for hit in best]
        found = [matching.new_match(event.id, search.id, hit, box, live=False) for hit, box in zip(best, boxes, strict=True)]
        return _Found(found, searched)

    async def _reject(self, search: Search, reason: SelfieReason) -> None:
        if await store.advance(search.id, SearchState.REJECTED, reason=reason.value) is not None:
            await stats.count(search.event_id, guests=-1)
            await searches.publish_stage(self._deps, search.id, SearchStage.REJECTED, reason.value)
        await self._take_back(search.id)

    async def _expire(self, search: Search) -> None:
        """The selfies waited longer than they are kept; the guest has to start anew."""
        if await store.advance(search.id, SearchState.EXPIRED) is not None:
            await searches.publish_stage(self._deps, search.id, SearchStage.EXPIRED)

    async def _take_back(self, search_id: str) -> None:
        """The search is over: leave nothing that this run, or one before it, wrote after the end."""
        await searches.erase_faces(self._deps, search_id)


def mean_of_one_person(vectors: Vectors, same_person: float) -> Vectors:
    """The mean direction of unit vectors ``(n, dimension)`` as a unit vector ``(dimension,)``.

    Raises ``SelfieRefused`` when two of them resemble each other less than ``same_person``.
    """
    for first, second in combinations(vectors, 2):
        if float(first @ second) < same_person:
            raise SelfieRefused(SelfieReason.SEVERAL_FACES)
    mean = vectors.mean(axis=0)
    template: Vectors = (mean / np.linalg.norm(mean)).astype(np.float32)
    return template


def batches(found: Sequence[Match]) -> Iterator[Sequence[Match]]:
    start = 0
    for size in _FIRST_BATCHES:
        yield found[start : start + size]
        start += size
    for rest in range(start, len(found), _BATCH):
        yield found[rest : rest + _BATCH]


def _abandon_process(search_id: str) -> NoReturn:
    """A thread cannot be stopped: the process ends, and the supervisor starts a new one."""
    _log.critical("search %s never came back from its thread; this worker starts over", search_id)
    os._exit(70)  # EX_SOFTWARE
