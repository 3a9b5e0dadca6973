"""What a worker does with one search, from its selfies to the first matches.

Everything here can run twice and can stop anywhere: a search that has its template goes on from there, the selfies are not
needed any more. After each step the search is moved on by a conditional write; one that was withdrawn stays where it is,
and what was written for it is taken back.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import timedelta
from functools import partial
from math import inf
from time import perf_counter
from typing import TYPE_CHECKING, Final

import numpy as np

from app import errors, jobs
from app.domain.chunks import Item, chunks
from app.domain.consent import is_valid
from app.domain.quality import SelfieReason
from app.domain.times import utc_now
from app.domain.vocabulary import Ending, SearchStage
from app.metrics import timed_stage
from app.ports import FaceEngine, Selfie
from app.services import found_photos, matching, people, privacy, searches
from app.services.deps import Deps
from app.services.keys import keys_of_search
from app.store import consents, counting, events, faces, stats, templates
from app.store import searches as store
from app.store.documents import Event, Search, TemplateEntry
from workers.index.gallery import Galleries
from workers.index.template import Template
from workers.looker import Looker
from workers.selfies import SelfieRefused, of_one_person, same_person, selfie_limits, selfie_vector
from workers.thread import ThreadLost, WorkThread

if TYPE_CHECKING:
    from app.ports import Vectors

_ACTIVE_WITHIN: Final = timedelta(minutes=2)
_WARM_EVENTS: Final = 8
_FIRST_BATCH: Final = 8
_BATCH: Final = 100
"""Matches are written and published in batches, the first of what a screen shows. Each costs a dozen questions to the database,
one after the other; one more match costs none."""


class SearchPipeline:
    """``run`` is the job of the search workers."""

    def __init__(self, deps: Deps, engine: FaceEngine, galleries: Galleries, thread: WorkThread) -> None:
        self._deps = deps
        self._engine = engine
        self._galleries = galleries
        self._thread = thread
        self._looker = Looker(deps, engine, galleries, thread)

    async def run(self, search_id: str, rank: float = 0.0) -> None:
        """Bring a search to ``live``, or to ``rejected`` when the selfies will not do.

        Of several at a time, the one with the lowest ``rank`` is looked at first.

        Does nothing for a search that is over, except to take back what an earlier run may have left.
        """
        begun = perf_counter()
        search = await store.begin(search_id)
        if search is None:
            await self._take_back(search_id)
            return
        event = await events.living(search.event_id)
        if event is None:
            await privacy.withdraw_search(self._deps, search, ending=Ending.EVENT_DELETED)
            await self._galleries.drop(search.event_id)
            return
        try:
            await self._bring_live(event, search, begun, rank)
        except SelfieRefused as refused:
            await self._reject(search, refused.reason)
        except ThreadLost:
            # Rejected by now when it was the selfies that took so long; the next worker looks into the gallery again.
            self._thread.abandon(f"search {search.id}")
        except errors.KeyDestroyed:
            if not await self._ended_meanwhile(search):
                raise
        await self._galleries.drop_deleted()

    async def _ended_meanwhile(self, search: Search) -> bool:
        """A key is not there: because event or search ended while we worked? Then that is brought to its end here.

        Where neither has ended nobody has destroyed the key. That is no withdrawal: the search waits for who looks after keys.
        """
        event, present = await events.living(search.event_id), await store.get(search.id)
        if present is None or present.state not in store.OPEN:
            await self._take_back(search.id)
        elif event is None:
            await privacy.withdraw_search(self._deps, present, ending=Ending.EVENT_DELETED)
        else:
            return False
        return True

    async def warm(self) -> None:
        """Read what came into the galleries that fill now, so that a guest's search does not have to; forget deleted events.

        Without it the first guest of an album of 25,000 photos waits some ten seconds.
        """
        await self._galleries.drop_deleted()
        active = await stats.active_since(utc_now() - _ACTIVE_WITHIN)
        for counted in sorted(active, key=lambda counted: counted.recent[-1])[-_WARM_EVENTS:]:
            event = await events.living(counted.id)
            if event is not None and not event.registered_only:
                with suppress(errors.KeyDestroyed, errors.KeyBroken):
                    async with self._galleries.caught_up(event):
                        pass
                    await self._galleries.save_if_due(event)

    async def _bring_live(self, event: Event, search: Search, began: float, rank: float) -> None:
        if search.state is SearchStage.LIVE:
            await searches.publish_live(self._deps, search)
            return
        made = await self._template(event, search, rank)
        if made is None:
            await self._take_back(search.id)
            return
        entry, template = made
        if event.registered_only:
            if await self._searching(search, template):
                await self._let_scan(event, search)
            return
        with timed_stage("searching"):
            # First of all: it takes milliseconds, and whoever else looks into this gallery waits for it.
            going_on, view = await asyncio.gather(self._searching(search, template), self._looker.look(event, template, [], -inf))
        if not going_on:
            return
        for batch in batches([matching.new_match(event.id, search.id, *hit, live=False) for hit in view.hits]):
            await matching.record_and_announce(self._deps, batch)
        live = await store.advance(
            search.id,
            SearchStage.LIVE,
            searched_faces=view.searched_faces,
            matches=await found_photos.count_visible(search),
            elapsed_ms=round((perf_counter() - began) * 1000),
            caught_up_at=utc_now(),
            asks=list(view.looked.asks),
        )
        if live is None:
            await self._take_back(search.id)
            return
        await searches.publish_live(self._deps, live)
        if view.looked.asks:
            await searches.publish_questions(self._deps, search.id, view.looked.asks)
        await self._looker.keep(event, search, entry, template, view.looked.template)
        if live.look_asked_at is not None:
            await self._deps.queue.enqueue(jobs.look_again(live.id, live.looks))
        await self._galleries.save_if_due(event)
        if not await store.is_open(search.id, event.id, utc_now()):
            await self._take_back(search.id)

    async def _searching(self, search: Search, template: Template) -> bool:
        """The search has its template; False when it is over, and what was written for it taken back."""
        begun = {"engine_id": self._engine.id, "selfies": len(template.selfies)}
        if await store.advance(search.id, SearchStage.SEARCHING, **begun) is None:
            await self._take_back(search.id)
            return False
        await searches.publish_stage(self._deps, search.id, SearchStage.SEARCHING)
        return True

    async def _let_scan(self, event: Event, search: Search) -> None:
        """No faces are stored: ingest workers look at the photos that were compared before the template was durable; every later
        one meets the template by itself."""
        begun = await store.begin_scan(search.id, await faces.last_number(event.id, self._engine.id))
        if begun is not None:
            await searches.publish_progress(self._deps, begun)
        await self._deps.queue.enqueue(jobs.scan_event(event.id))

    async def _template(self, event: Event, search: Search, rank: float) -> tuple[TemplateEntry, Template] | None:
        """The search's template, durable when this returns; None when the search is over."""
        known, selfies = await asyncio.gather(templates.of_search(search.id), self._selfies(search))
        if known is None:
            known = await self._make_template(event, search, selfies, rank)
        if known is None or known.kind != "add" or known.template is None:
            return None
        if known.engine_id != self._engine.id:
            # The engine was changed while the search was under way; its vector means nothing to this one.
            raise SelfieRefused(SelfieReason.UNREADABLE)
        _, template = await asyncio.gather(self._deps.selfies.discard(search.id), self._looker.opened(event, search, known))
        if template is None:
            raise SelfieRefused(SelfieReason.UNREADABLE)  # it is damaged: the guest is asked for another one
        return known, template

    async def _make_template(
        self, event: Event, search: Search, selfies: Sequence[Selfie] | None, rank: float
    ) -> TemplateEntry | None:
        if selfies is None:
            made = await templates.of_search(search.id)  # by another run of this job, which then threw the selfies away
            if made is None:
                await self._expire(search)
            return made
        counted = await store.attempt(search.id)
        if counted is None:
            return None
        await searches.publish_stage(self._deps, search.id, SearchStage.DETECTING)
        if counted.attempts > self._deps.settings.job_tries:
            # It brought down every worker that looked at it.
            raise SelfieRefused(SelfieReason.UNREADABLE)
        try:
            vectors, last = await asyncio.gather(self.embedded(selfies, rank), templates.known_number(event.id, self._engine.id))
        except ThreadLost:
            await self._reject(search, SelfieReason.UNREADABLE)
            raise
        cipher = await self._deps.keys.cipher(*keys_of_search(event, search.id))
        sealed = Template.of_selfies(vectors).sealed(cipher, search.id)
        # Before the gallery is read: a photo that is indexed meanwhile finds the template, or the search finds the photo.
        return await templates.append_template(event.id, self._engine.id, search.id, sealed, search.expires_at, known_number=last)

    async def _selfies(self, search: Search) -> list[Selfie] | None:
        """The selfies, or None when they are gone or the consent to look at them does not hold (any more)."""
        agreed = await consents.of_search(search.id)
        if agreed is None or not is_valid(agreed.created_at, agreed.expires_at, agreed.withdrawn_at, utc_now()):
            return None
        return await self._deps.selfies.get(search.id)

    async def embedded(self, selfies: Sequence[Selfie], rank: float) -> Vectors:
        """A unit vector for each selfie ``(k, dimension)`` of one person. Raises ``SelfieRefused``.

        Selfies that will not do are left out as long as one does; two that show different people are refused. Each has a turn of
        its own, so that somebody else need not wait for all of them.
        """
        limits = selfie_limits(self._deps.settings)
        vectors: list[Vectors] = []
        refused: list[SelfieReason] = []
        for selfie in selfies:
            try:
                with timed_stage("selfie"):
                    vectors.append(await self._thread.run(partial(selfie_vector, self._engine, selfie, limits), rank))
            except SelfieRefused as problem:
                refused.append(problem.reason)
        if not vectors:
            raise SelfieRefused(refused[0])
        return of_one_person(np.stack(vectors), same_person(self._engine.calibration))

    async def _reject(self, search: Search, reason: SelfieReason) -> None:
        if await store.advance(search.id, SearchStage.REJECTED, reason=reason.value) is not None:
            await counting.count(search.event_id, guests=-1, people=-int(await people.is_new(search)))
            await searches.publish_stage(self._deps, search.id, SearchStage.REJECTED, reason.value)
        await self._take_back(search.id)

    async def _expire(self, search: Search) -> None:
        """The selfies waited longer than they are kept; the guest has to start anew."""
        if await store.advance(search.id, SearchStage.EXPIRED) is not None:
            await searches.publish_stage(self._deps, search.id, SearchStage.EXPIRED)
        await self._take_back(search.id)

    async def _take_back(self, search_id: str) -> None:
        """The search is over: leave nothing that this run, or one before it, wrote after the end."""
        await searches.erase_faces(self._deps, search_id)


def batches(found: Sequence[Item]) -> Iterator[Sequence[Item]]:
    if found:
        yield found[:_FIRST_BATCH]
    yield from chunks(found[_FIRST_BATCH:], _BATCH)
