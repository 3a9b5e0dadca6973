"""What a search worker does when a photographer asks whose clock is wrong: it looks whom two cameras saw, and when."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

import numpy as np

from app import errors
from app.domain import evidence
from app.domain.clock_difference import Difference, Sighting, difference
from app.ports import FaceEngine, GalleryFaces
from app.services import clocks
from app.services.deps import Deps
from app.store import cameras, events, photos
from workers.index.crowd import Company
from workers.index.gallery import Galleries
from workers.index.growth import centred
from workers.thread import Result, ThreadLost, WorkThread

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from app.ports import Vectors

_WRONG: Final = 0.1
"""Two faces are of one person when that is as probable not so: strangers among them fall anywhere, and make no peak."""
_MOST_FACES: Final = 4_000
"""Of one camera: as many are compared with as many of another one within a second."""
_AT_ONCE: Final = 256
"""Faces; guests who search go in between."""


@dataclass(frozen=True, slots=True)
class _Faces:
    """Of one camera: unit vectors ``(n, dimension)``, and when each was taken, in seconds ``(n,)``."""

    vectors: Vectors
    at: NDArray[np.float64]


class ClockSuggestions:
    """``run`` is a job of the search workers."""

    def __init__(self, deps: Deps, engine: FaceEngine, galleries: Galleries, thread: WorkThread) -> None:
        self._deps = deps
        self._engine = engine
        self._galleries = galleries
        self._thread = thread

    async def run(self, event_id: int, right_key: str) -> None:
        """Suggest to every other camera of the event what puts its clock right, if the clock of that one is. Can run twice."""
        right = await cameras.get(event_id, right_key)
        others = [camera for camera in await cameras.of_event(event_id) if camera.key != right_key]
        if right is None or not others:
            return
        try:
            found, least = await self._faces_of(event_id)
        except (errors.KeyDestroyed, errors.NotFound):
            return
        for camera in others:
            seen = await self._difference(found.get(right_key), found.get(camera.key), least)
            await clocks.suggest(self._deps, right, camera, seen)

    async def _faces_of(self, event_id: int) -> tuple[Mapping[str, _Faces], float]:
        """The faces of each camera, and how alike two of one person are at least."""
        event = await events.living(event_id)
        if event is None:
            raise errors.NotFound
        taken = await photos.of_cameras(event_id)
        known = await cameras.of_event(event_id)
        when = {
            key: {photo.id: photo.taken_at.timestamp() for photo in clocked if photo.taken_at} for key, clocked in taken.items()
        }
        calibration = self._engine.calibration
        async with self._galleries.caught_up(event) as index:

            def faces() -> tuple[Mapping[str, _Faces], float]:
                company = self._galleries.company(event_id, index, calibration)
                least = evidence.line(1, 1, company.crowd, calibration).where(_WRONG)
                gallery = index.gallery()
                return {camera.key: _faces(gallery, company, when.get(camera.key, {})) for camera in known}, least

            return await self._in_thread(faces)

    async def _difference(self, right: _Faces | None, other: _Faces | None, least: float) -> Difference | None:
        if right is None or other is None:
            return None
        sightings: list[Sighting] = []
        for start in range(0, len(right.at), _AT_ONCE):
            some = _Faces(right.vectors[start : start + _AT_ONCE], right.at[start : start + _AT_ONCE])
            sightings += await self._in_thread(partial(_sightings, some, other, least))
        return await self._in_thread(partial(difference, sightings))

    async def _in_thread(self, work: Callable[[], Result]) -> Result:
        try:
            return await self._thread.run(work)
        except ThreadLost:
            self._thread.abandon("a comparison of clocks")


def _faces(gallery: GalleryFaces, company: Company, when: Mapping[str, float]) -> _Faces:
    """The clear faces on these photos, spread over the evening where there are more than ``_MOST_FACES``."""
    at = np.array([when.get(photo_id, np.nan) for photo_id in gallery.photo_ids] or [np.nan], dtype=np.float64)
    times = np.where(gallery.photo >= 0, at[gallery.photo], np.nan)
    rows = np.flatnonzero(~np.isnan(times) & ~gallery.marked)
    rows = rows[np.argsort(times[rows], kind="stable")]
    if len(rows) > _MOST_FACES:
        rows = rows[np.linspace(0, len(rows) - 1, _MOST_FACES).astype(np.intp)]
    return _Faces(centred(gallery.vectors[rows], company.centre), times[rows])


def _sightings(right: _Faces, other: _Faces, least: float) -> list[Sighting]:
    alike = right.vectors @ other.vectors.T >= least
    return [Sighting(float(at), other.at[row].tolist()) for at, row in zip(right.at, alike, strict=True) if row.any()]
