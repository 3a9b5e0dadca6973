"""What a worker does with selfies that are added to a live search: the template takes them in, and it is looked for again.

An event that stores no faces has nothing to look for it in: there ingest workers look at its photos once more.

Can run twice and stop anywhere. Whatever is wrong with them is told on the search's topic, and the search goes on as it was.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np

from app import errors, jobs
from app.domain.consent import is_valid
from app.domain.quality import SelfieReason
from app.domain.times import utc_now
from app.domain.vocabulary import SearchStage
from app.ports import FaceEngine, Selfie
from app.services import searches
from app.services.deps import Deps
from app.services.keys import keys_of_search
from app.store import consents, events, faces, templates
from app.store import searches as store
from app.store.documents import Event, Search
from workers.index.template import Template
from workers.looker import Looker
from workers.search import SearchPipeline
from workers.selfies import SelfieRefused, of_one_person, same_person
from workers.thread import ThreadLost, WorkThread

if TYPE_CHECKING:
    from app.ports import Vectors

_GONE: Final = "selfie_gone"


class MoreSelfies:
    """``run`` is a job of the search workers."""

    def __init__(self, deps: Deps, engine: FaceEngine, pipeline: SearchPipeline, looker: Looker, thread: WorkThread) -> None:
        self._deps = deps
        self._engine = engine
        self._pipeline = pipeline
        self._looker = looker
        self._thread = thread

    async def run(self, search_id: str, tries: int = 1, rank: float = 0.0) -> None:
        """Take in the selfies that wait for a live search. ``tries`` counts this one: those that brought down every worker which
        looked at them are refused, and those that went before anybody looked are said to be gone: selfies exist in memory only.
        Does nothing when none wait."""
        search = await store.get(search_id)
        selfies = await self._deps.selfies.get(search_id) if search is not None and search.state is SearchStage.LIVE else None
        event = await events.living(search.event_id) if search is not None else None
        if search is None or event is None:
            return
        if not selfies:
            if search.added_at is not None and search.state is SearchStage.LIVE:
                await self._end(search, _GONE)
            return
        try:
            if tries > self._deps.settings.job_tries:
                raise SelfieRefused(SelfieReason.UNREADABLE)
            await self._take(event, search, selfies, rank)
        except SelfieRefused as refused:
            await self._end(search, refused.reason)
        except ThreadLost:
            await self._end(search, SelfieReason.UNREADABLE)
            self._thread.abandon(f"selfies added to search {search.id}")
        except errors.KeyDestroyed:
            if await store.is_open(search.id, event.id, utc_now()):
                raise  # that is no end of a search: it waits for who looks after keys
        else:
            if event.registered_only:
                await self._scan_again(event, search)
            await self._end(search, None)
            await searches.look_again(self._deps, [search.id])
        present = await store.get(search_id)
        if present is None or present.state not in store.OPEN:
            await searches.erase_faces(self._deps, search_id)

    async def _scan_again(self, event: Event, search: Search) -> None:
        """The template is durable: every later photo meets it by itself."""
        total = await faces.last_number(event.id, self._engine.id)
        if await store.scan_again(search.id, total) is not None:
            await self._deps.queue.enqueue(jobs.scan_event(event.id))

    async def _take(self, event: Event, search: Search, selfies: Sequence[Selfie], rank: float) -> None:
        """Raises ``SelfieRefused``, also for a person other than the search's."""
        agreed = await consents.of_search(search.id)
        if agreed is None or not is_valid(agreed.created_at, agreed.expires_at, agreed.withdrawn_at, utc_now()):
            return
        vectors = await self._pipeline.embedded(selfies, rank)
        cipher = await self._deps.keys.cipher(*keys_of_search(event, search.id))
        while (entry := await templates.of_search(search.id)) is not None:
            template = await self._looker.opened(event, search, entry)
            if template is None:
                return
            more = self._with(template, vectors)
            sealed = more.sealed(cipher, search.id)
            if (await templates.renew(entry, sealed)).template == sealed:
                await store.set_selfies(search.id, len(more.selfies))
                return
            # A look at the search has written what it grew to, at the same moment.

    def _with(self, template: Template, vectors: Vectors) -> Template:
        all_of_them = np.concatenate([template.selfies, vectors])[: searches.MOST_SELFIES]
        return replace(template, selfies=of_one_person(all_of_them, same_person(self._engine.calibration)))

    async def _end(self, search: Search, reason: str | None) -> None:
        await self._deps.selfies.discard(search.id)
        await store.settle_added(search.id)
        await searches.publish_taken(self._deps, search.id, reason)
