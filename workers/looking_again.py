"""A live search is looked for again: the guest has answered, a photo came or went, another selfie speaks for her.

Everything is reckoned anew from the selfies, the answers and the gallery as they are, so that it does not matter what came first,
which worker did it or how often. What is new is announced like any other match; what a guest was told of stays unless it is
surely somebody else.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from math import inf
from typing import Final

from app import errors
from app.domain.evidence import doubt
from app.domain.matching import still_shown
from app.domain.times import utc_now
from app.domain.vocabulary import SearchStage
from app.ports import FaceEngine
from app.services import matching, searches, sightings
from app.services.deps import Deps
from app.services.sightings import SeenMatch, Sight
from app.store import events, matches, photos, templates
from app.store import searches as store
from app.store.documents import Event, Search
from workers.looker import Looker, View
from workers.search import batches

_JUST: Final = timedelta(minutes=1)
"""A photo that came so lately is new to a guest."""
_MOVED: Final = 0.05
"""A score or a probability that has changed by so much is written, though the tier is the same: galleries are in that order."""


class LookingAgain:
    """``run`` is a job of the search workers."""

    def __init__(self, deps: Deps, engine: FaceEngine, looker: Looker) -> None:
        self._deps = deps
        self._engine = engine
        self._looker = looker

    async def run(self, search_id: str) -> None:
        """Bring the matches of a live search up to what is known now. Does nothing when that was done since it was asked for."""
        search = await store.get(search_id)
        if search is None or search.state is not SearchStage.LIVE or search.look_asked_at is None:
            return
        event = await events.living(search.event_id)
        if event is None:
            return  # whoever deleted it ends its searches
        asks: list[str] = []
        if search.engine_id == self._engine.id and not event.registered_only:
            try:
                asks = await self._look(event, search)
            except errors.KeyDestroyed:
                present = await store.get(search_id)
                if present is not None and present.state in store.OPEN and await events.living(event.id) is not None:
                    raise  # that is no end of a search: it waits for who looks after keys
                await self._take_back_if_over(search_id)
                return
        if await store.looked(search.id, search.looks, asks) and asks != search.asks:
            await searches.publish_questions(self._deps, search.id, asks)
        await self._take_back_if_over(search_id)

    async def _look(self, event: Event, search: Search) -> list[str]:
        """Returns the photos to ask about."""
        entry = await templates.of_search(search.id)
        template = await self._looker.opened(event, search, entry) if entry is not None else None
        if entry is None or template is None:
            return []
        known = await sightings.opened(self._deps, await matches.of_search(search.id))
        view = await self._looker.look(event, template, known, inf)
        await self._looker.keep(event, search, entry, template, view.looked.template)
        await self._tell(search, known, view)
        answered = {seen.match.photo_id for seen in known if seen.match.is_me is not None}
        return [photo_id for photo_id in view.looked.asks if photo_id not in answered]

    async def _tell(self, search: Search, known: Sequence[SeenMatch], view: View) -> None:
        hits = {hit.photo_id: (hit, box) for hit, box in view.hits}
        gone: list[SeenMatch] = []
        moved: list[SeenMatch] = []
        revised: list[SeenMatch] = []
        for seen in known:
            log_odds = view.looked.log_odds.get(seen.match.photo_id)
            if seen.match.is_me is not None or log_odds is None:
                continue  # her word stands; a photo that is not in the gallery has just come or goes, and others see to that
            hit, box = hits.get(seen.match.photo_id, (None, seen.sight.face_box))
            tier = still_shown(seen.sight.tier, hit.tier if hit else None, log_odds)
            if tier is None:
                gone.append(seen)
                continue
            sight = matching.sight_of(hit, box) if hit else replace(seen.sight, probability=1 - doubt(log_odds))
            now = SeenMatch(seen.match, replace(sight, tier=tier))
            if tier is not seen.sight.tier:
                revised.append(now)
            elif _is_otherwise(seen.sight, now.sight):
                moved.append(now)
        await matching.drop(self._deps, [seen.match for seen in gone])
        await matching.keep(self._deps, moved)
        await matching.revise(self._deps, revised)
        told = {seen.match.photo_id for seen in known}
        new = [hit for photo_id, hit in hits.items() if photo_id not in told]
        fresh = await self._just_came(search, [hit.photo_id for hit, _ in new])
        found = [matching.new_match(search.event_id, search.id, hit, box, live=hit.photo_id in fresh) for hit, box in new]
        for batch in batches(found):
            await matching.record_and_announce(self._deps, batch)

    async def _just_came(self, search: Search, photo_ids: Sequence[str]) -> set[str]:
        """Those of the photos that came while the guest looks on: too doubtful by themselves, and likely now."""
        since = max(search.caught_up_at or search.created_at, utc_now() - _JUST)
        return {photo.id for photo in (await photos.by_ids(photo_ids)).values() if photo.created_at > since}

    async def _take_back_if_over(self, search_id: str) -> None:
        """The search ended meanwhile: leave nothing that was written after its end."""
        present = await store.get(search_id)
        if present is None or present.state not in store.OPEN:
            await searches.erase_faces(self._deps, search_id)


def _is_otherwise(told: Sight, now: Sight) -> bool:
    return (
        told.why is not now.why
        or told.face != now.face
        or abs(told.score - now.score) > _MOVED
        or abs(told.probability - now.probability) > _MOVED
    )
