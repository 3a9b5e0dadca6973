"""Another face engine was chosen: the photos that are there are described by it too, in the background.

Vectors of different engines never meet, so each engine has its own log of faces. A photo that the new engine has described is
matched like a new one: searches that were started since find it as soon as it is. Searches from before keep what they found
and stay in their engine; they are not told of photos that only the new one describes.
"""

from __future__ import annotations

import logging
from functools import partial
from typing import Final

from app.errors import ImageError, NotFound
from app.jobs import INGEST_QUEUE
from app.ports import FaceEngine
from app.services import blob_keys
from app.services.deps import Deps
from app.store import faces as face_log
from app.store import photos as store
from app.store import stats
from app.store.documents import Event, Photo
from workers.images.reading import read_photo
from workers.photo import LONG_SIDE, Bench, FaceFinder, FoundFaces, Matcher, ThreadLost, abandon_process, limits_of

_BATCH: Final = 200

_log = logging.getLogger(__name__)


class Reembedding:
    """``run`` is a job of the ingest workers; one at a time works for an engine."""

    def __init__(self, deps: Deps, engine: FaceEngine, matcher: Matcher, bench: Bench) -> None:
        self._deps = deps
        self._engine = engine
        self._matcher = matcher
        self._bench = bench
        self._faces = FaceFinder(engine, deps.settings.max_faces_per_photo)

    async def run(self, engine_id: str) -> bool:
        """Go on as long as nobody waits for new photos; True when all is done (or this is not our engine)."""
        if engine_id != self._engine.id:
            return True
        while not await self._others_wait():
            todo = await store.of_other_engines(engine_id, _BATCH)
            if not todo:
                return True
            for photo_id in todo:
                await self._describe(photo_id)
                if await self._others_wait():
                    break
        return False

    async def _others_wait(self) -> bool:
        """Is there more in the queue than this job?"""
        return await self._deps.queue.depth(INGEST_QUEUE) > 1

    async def _describe(self, photo_id: str) -> None:
        """One photo. One that cannot be read any more, or that brings workers down, keeps no faces under this engine."""
        photo = await store.claim_again(photo_id)
        event = await Event.get(photo.event_id) if photo else None
        if photo is None or event is None or event.deleted_at:
            return
        found = FoundFaces([], b"")
        if photo.attempts <= 2 * self._deps.settings.job_tries:
            try:
                found = await self._found(photo, await self._deps.blobs.get(blob_keys.original(photo)))
            except (ImageError, NotFound) as error:
                _log.warning("photo %s cannot be described again: %s", photo_id, error.code)
        sealed = self._deps.vault.seal(event.data_key, found.vectors, face_log.vectors_context(photo.id, self._engine.id))
        entry = await face_log.append_faces(event.id, self._engine.id, photo.id, found.faces, sealed)
        await self._matcher.match_photo(self._deps, event, photo, entry)
        before = await store.set_engine(photo.id, self._engine.id, len(entry.faces))
        if before is not None:
            await stats.count(event.id, faces=len(entry.faces) - before.faces)
        elif await store.get(photo.id) is None:
            await face_log.remove_photo(photo.id)  # deleted meanwhile

    async def _found(self, photo: Photo, data: bytes) -> FoundFaces:
        async with self._bench.one_photo:
            try:
                loaded = await self._bench.run(partial(read_photo, data, limits_of(self._deps.settings), LONG_SIDE))
                seen = await self._bench.run(partial(self._faces.detect, loaded))
                return await self._bench.run(partial(self._faces.embed, loaded, seen))
            except ThreadLost:
                abandon_process(photo.id)
