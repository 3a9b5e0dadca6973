"""One look for a search: at the whole gallery of its event, with the selfies and all that the guest has said."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np

from app import errors
from app.domain.matching import FaceHit
from app.ports import FaceEngine
from app.services import damage
from app.services.deps import Deps
from app.services.keys import keys_of_search
from app.services.sightings import Box, SeenMatch
from app.store import faces, photos, templates
from app.store.documents import Event, Search, TemplateEntry
from workers.index.gallery import Galleries
from workers.index.looking import Answers, Looked, look
from workers.index.template import Template
from workers.thread import WorkThread

if TYPE_CHECKING:
    from app.ports import Vectors

_OTHERWISE: Final = 0.1
"""A template is written anew when what it counts has changed by that part, or its direction by a cosine so much below one."""


@dataclass(frozen=True, slots=True)
class View:
    """What a look gave: ``hits``, best first, each with the box of its face, and among how many faces."""

    looked: Looked
    hits: Sequence[tuple[FaceHit, Box]]
    searched_faces: int


class Looker:
    """Looks for one search at a time, on the worker's thread."""

    def __init__(self, deps: Deps, engine: FaceEngine, galleries: Galleries, thread: WorkThread) -> None:
        self._deps = deps
        self._engine = engine
        self._galleries = galleries
        self._thread = thread

    async def look(self, event: Event, template: Template, known: Sequence[SeenMatch], rank: float) -> View:
        """Search the gallery as it is now; it holds every photo that was durable before the call.

        ``known`` are the matches that the search has, with the guest's answers. Of several looks at a time, the one with the
        lowest ``rank`` is first. Raises ``KeyDestroyed``.
        """
        told = [seen.match.photo_id for seen in known]
        answers = replace(_answers(known), hidden=await self._not_seen(told))
        while True:  # each round knows more of the photos that nobody may see: they speak for nobody
            looked, searched = await self._looked(event, template, answers, told, rank)
            members = looked.members - set(told)
            unseen, boxes = await asyncio.gather(
                self._not_seen(members.union(looked.asks)),
                faces.of_photos({hit.photo_id for hit in looked.hits}, self._engine.id),
            )
            if not members & unseen:
                break
            answers = replace(answers, hidden=(members & unseen) | set(answers.hidden))
        looked = replace(looked, asks=[photo_id for photo_id in looked.asks if photo_id not in unseen])
        hits = [
            (hit, boxes[hit.photo_id][hit.face].box)
            for hit in looked.hits
            if hit.photo_id in boxes and hit.face < len(boxes[hit.photo_id])  # Removed since?
        ]
        return View(looked, hits, searched)

    async def _looked(
        self, event: Event, template: Template, answers: Answers, told: Collection[str], rank: float
    ) -> tuple[Looked, int]:
        calibration = self._engine.calibration
        async with self._galleries.caught_up(event) as index:

            def looked() -> Looked:
                company = self._galleries.company(event.id, index, calibration)
                return look(template.selfies, index.gallery(), calibration, company, answers=answers, told=told)

            return await self._thread.run(looked, rank), index.faces

    async def _not_seen(self, photo_ids: Collection[str]) -> frozenset[str]:
        """Those of the photos that guests may not see."""
        present = await photos.by_ids(sorted(photo_ids))
        return frozenset(photo_id for photo_id in photo_ids if photo_id not in present or present[photo_id].hidden)

    async def opened(self, event: Event, search: Search, entry: TemplateEntry) -> Template | None:
        """What the entry holds; None when it holds nothing (any more), or what does not open, which is noted. Raises
        ``KeyDestroyed``."""
        if entry.kind != "add" or entry.template is None:
            return None
        cipher = await self._deps.keys.cipher(*keys_of_search(event, search.id))
        try:
            return Template.opened(cipher, search.id, entry.template, self._engine.dimension)
        except errors.SealBroken:
            await damage.note_template(entry)
            return None

    async def keep(self, event: Event, search: Search, entry: TemplateEntry, before: Template, grown: Template) -> None:
        """Write what the template has become, and what all faces of the event say, for the workers that compare new photos with
        it, where that is worth it. To be called after a look, when nobody waits any more."""
        await self._galleries.tell_company(event)
        if not _is_otherwise(before, grown):
            return
        cipher = await self._deps.keys.cipher(*keys_of_search(event, search.id))
        await templates.renew(entry, grown.sealed(cipher, search.id))


def _answers(known: Sequence[SeenMatch]) -> Answers:
    answered = [seen for seen in known if seen.match.is_me is not None]
    answered.sort(key=lambda seen: (seen.match.answered_at or seen.match.created_at, seen.match.photo_id), reverse=True)
    by_answer = {
        answer: [(seen.match.photo_id, seen.sight.face) for seen in answered if seen.match.is_me is answer]
        for answer in (True, False)
    }
    return Answers(by_answer[True], by_answer[False])


def _is_otherwise(before: Template, after: Template) -> bool:
    if (
        before.alike is not after.alike
        or len(before.selfies) != len(after.selfies)
        or not _same(before.refused, after.refused)
        or not before.observations
    ):
        return True
    counted = abs(after.observations - before.observations) > _OTHERWISE * before.observations
    lengths = float(np.linalg.norm(before.mean) * np.linalg.norm(after.mean))
    return counted or float(before.mean @ after.mean) < (1 - _OTHERWISE) * lengths


def _same(one: Vectors, other: Vectors) -> bool:
    return one.shape == other.shape and bool(np.allclose(one, other))
