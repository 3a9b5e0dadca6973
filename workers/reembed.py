"""Another face engine was chosen: the faces of the photos that are there are embedded by it too, in the background.

Vectors of different engines never meet, so each engine has its own log of faces. A photo that the new engine has been at is
matched like a new one: searches that were started since find it as soon as it is. Searches from before keep what they found
and stay in their engine; they are not told of photos that only the new one has been at.
"""

from __future__ import annotations

import logging
from typing import Final

from app.jobs import INGEST_QUEUE
from app.services.deps import Deps
from app.store import counting, events
from app.store import faces as face_log
from app.store import photos as store
from workers.faces.found import FoundFaces
from workers.matcher import Matcher
from workers.photo import keep_faces
from workers.second_look import SecondLook

_BATCH: Final = 200

_log = logging.getLogger(__name__)


class Reembedding:
    """``run`` is a job of the ingest workers; one at a time works for an engine."""

    def __init__(self, deps: Deps, look: SecondLook, matcher: Matcher) -> None:
        self._deps = deps
        self._look = look
        self._matcher = matcher

    async def run(self, engine_id: str) -> bool:
        """Go on as long as nobody waits for new photos; True when all is done (or this is not our engine).

        Each photo has one turn in a run. One that fails stops none of the others; the first error is raised at the end.
        """
        if engine_id != self._look.engine_id:
            return True
        last, failed = "", None
        while not await self._others_wait():
            todo = await store.of_other_engines(engine_id, _BATCH, after=last)
            if not todo:
                if failed is not None:
                    raise failed
                return True
            for last in todo:
                try:
                    await self._embed(last)
                except Exception as error:
                    _log.warning("photo %s is not embedded again yet: %s", last, type(error).__name__)
                    failed = failed or error
                if await self._others_wait():
                    break
        return False

    async def _others_wait(self) -> bool:
        """Is there more in the queue than this job?"""
        return await self._deps.queue.depth(INGEST_QUEUE) > 1

    async def _embed(self, photo_id: str) -> None:
        """One photo. One that cannot be read any more, or that brings workers down, keeps no faces under this engine."""
        known = await store.get(photo_id)
        event = await events.living(known.event_id) if known else None
        if event is None or event.archived_at is not None:
            return  # whoever erases the event takes its photos along, and who brings it back from the archive asks again
        photo = await store.claim_again(photo_id)
        if photo is None:
            return
        brings_down = photo.attempts > 2 * self._deps.settings.job_tries
        found = (None if brings_down else await self._look.faces_of(photo)) or FoundFaces([], b"")
        entry = await keep_faces(self._deps, event, photo, self._look.engine_id, found)
        await self._matcher.match_photo(self._deps, event, photo, entry, found)
        before = await store.set_engine(photo.id, self._look.engine_id, len(found.faces))
        if before is not None:
            await counting.count(event.id, faces=len(found.faces) - before.faces)
        elif await store.get(photo.id) is None:
            await face_log.remove_photo(photo.id)  # deleted meanwhile
