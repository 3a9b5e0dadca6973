"""Counts what comes, once for many files that come at the same time: the counters, the sources and the progress of an event are
written a few times a second, however many cameras send."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from app.domain.origin import Origin
from app.errors import AppError
from app.services import progress
from app.services.deps import Deps
from app.store import counting, sources

_PAUSE_S: Final = 0.2
_CLOSE_S: Final = 2.0

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Came:
    """Photos that came one way since they were counted last."""

    photos: int
    size: int
    last_name: str
    last_at: datetime


class Arrivals:
    """Of one process. The first photo is counted at once, and those that come while that is done, together."""

    def __init__(self, deps: Deps) -> None:
        self._deps = deps
        self._came: dict[tuple[int, Origin], _Came] = {}
        self._task: asyncio.Task[None] | None = None

    def note(self, event_id: int, origin: Origin, name: str, size: int, now: datetime) -> None:
        """A photo of ``size`` bytes came. What a crash keeps from being counted the keeper counts."""
        before = self._came.get((event_id, origin), _Came(0, 0, name, now))
        counted = replace(before, photos=before.photos + 1, size=before.size + size)
        self._came[event_id, origin] = replace(counted, last_name=name, last_at=now)
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._count())

    async def aclose(self) -> None:
        """Count what is outstanding, unless that takes long."""
        if self._task is not None:
            await asyncio.wait([self._task], timeout=_CLOSE_S)
            self._task.cancel()

    async def _count(self) -> None:
        while self._came:
            came, self._came = self._came, {}
            totals: Counter[int] = Counter()
            sizes: Counter[int] = Counter()
            for (event_id, origin), photos in came.items():
                totals[event_id] += photos.photos
                sizes[event_id] += photos.size
                await sources.note_photos(event_id, origin, photos.photos, photos.last_name, photos.last_at)
            for event_id, photos_of_event in totals.items():
                await counting.count(event_id, total=photos_of_event, size=sizes[event_id])
                try:
                    await progress.publish(self._deps, event_id)
                except AppError:
                    _log.warning("progress of event %s not published", event_id)
            await asyncio.sleep(_PAUSE_S)
