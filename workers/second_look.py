"""A photo that was looked at before is looked at again: by another face engine, or for guests who came after it."""

from __future__ import annotations

import logging
from functools import partial

from app.errors import ImageError, NotFound
from app.ports import FaceEngine
from app.services import blob_keys
from app.services.deps import Deps
from app.store.documents import Photo
from workers.faces.finder import LONG_SIDE, FaceFinder, limits_of
from workers.faces.found import FoundFaces
from workers.images.reading import read_photo
from workers.thread import ThreadLost, WorkThread

_log = logging.getLogger(__name__)


class SecondLook:
    """Finds the faces of photos again with the engine ``engine_id``."""

    def __init__(self, deps: Deps, engine: FaceEngine, thread: WorkThread) -> None:
        self.engine_id = engine.id
        self._deps = deps
        self._thread = thread
        self._faces = FaceFinder(engine, deps.settings.max_faces_per_photo)

    async def faces_of(self, photo: Photo) -> FoundFaces | None:
        """Its faces; None when it cannot be read (any more). The process ends with a thread that is lost."""
        try:
            return await self._found(photo, await self._deps.blobs.get(blob_keys.original(photo)))
        except (ImageError, NotFound) as error:
            _log.warning("photo %s cannot be looked at again: %s", photo.id, error.code)
            return None

    async def _found(self, photo: Photo, data: bytes) -> FoundFaces:
        async with self._thread.one_photo:
            try:
                loaded = await self._thread.run(partial(read_photo, data, limits_of(self._deps.settings), LONG_SIDE))
                seen = await self._thread.run(partial(self._faces.detect, loaded))
                return await self._thread.run(partial(self._faces.embed, loaded, seen))
            except ThreadLost:
                self._thread.abandon(f"photo {photo.id}")
