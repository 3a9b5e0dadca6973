"""How far an event's photos have come: counters, pace and what is left, for a page that opens and for one that is open."""

from __future__ import annotations

import asyncio
import logging
import math
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from app import topics
from app.domain.times import utc_now
from app.domain.vocabulary import PhotoStatus
from app.services.deps import Deps
from app.services.public_photos import public_photo
from app.store import photos as store
from app.store import stats
from app.store.documents import EventStats, Photo
from app.store.photos import Filters

NEWEST: Final = 100
_PACE_WINDOW = timedelta(seconds=30)
_LEAST_MS: Final = 100  # docs/protocol.md: at most ten a second
_PAUSE_S: Final = 0.2
_CLOSE_S: Final = 2.0

_log = logging.getLogger(__name__)


async def snapshot(deps: Deps, event_id: int) -> dict[str, Any]:
    """``{progress, photos}``: the counters, and the 100 newest photos, newest first.

    Where not all of these are ready, the newest that are follow: behind thousands that wait there would be none to show.
    """
    counted = await stats.of_event(event_id)
    message = progress_message(counted, utc_now())
    newest = await store.newest(event_id, NEWEST)
    return {
        "progress": {name: value for name, value in message.items() if name != "type"},
        "photos": [public_photo(deps, photo).message() for photo in [*newest, *await _ready_before(event_id, newest, counted)]],
    }


async def _ready_before(event_id: int, newest: Sequence[Photo], counted: EventStats) -> Sequence[Photo]:
    ready = sum(photo.status is PhotoStatus.INDEXED for photo in newest)
    if ready >= min(counted.indexed, NEWEST):
        return []
    indexed = Filters(status=PhotoStatus.INDEXED.value)
    found, _ = await store.page(event_id, indexed, newest[-1].seq if newest else None, NEWEST - ready)
    return found


def progress_message(counted: EventStats, now: datetime) -> topics.Message:
    """The ``ingest.progress`` of these counters. Between two of their writes they may be off by one: never below zero."""
    pending = max(0, counted.total - counted.indexed - counted.failed)
    processing = min(max(0, counted.processing), pending)
    pace = photos_per_second(counted.recent, now)
    return topics.ingest_progress(
        total=counted.total,
        queued=pending - processing,
        processing=processing,
        indexed=counted.indexed,
        failed=counted.failed,
        waiting=max(0, counted.waiting),
        replaced=max(0, counted.replaced),
        faces=counted.faces,
        photos_per_s=pace,
        eta_s=eta_s(pending, pace),
        counting=counted.doubtful,
    )


def photos_per_second(finished: Sequence[datetime], now: datetime) -> float:
    """The pace over the last 30 seconds; it sinks while nothing is finished, and is 0 when fewer than two were."""
    recent = [at for at in finished if now - at <= _PACE_WINDOW]
    if len(recent) < 2:
        return 0.0
    return (len(recent) - 1) / max((now - min(recent)).total_seconds(), 0.05)


def eta_s(pending: int, pace: float) -> int | None:
    """Seconds until ``pending`` photos are done: 0 when none are, None while the pace is not known."""
    if pending == 0:
        return 0
    return math.ceil(pending / pace) if pace else None


async def publish(deps: Deps, event_id: int) -> bool:
    """Publish the counters unless that was just done. A worker that goes on with the photos publishes the later ones."""
    message = progress_message(await stats.of_event(event_id), utc_now())
    published = await deps.bus.publish(topics.ingest_topic(event_id), message, at_most_every_ms=_LEAST_MS)
    return published is not None


async def publish_settled(deps: Deps, event_id: int) -> None:
    """Publish until what was published last is what the counters say: after a flurry of changes the end always arrives,
    also when another process published something older in between.
    """
    published: EventStats | None = None
    while True:
        counted = await stats.of_event(event_id)
        if counted == published:
            return
        message = progress_message(counted, utc_now())
        if await deps.bus.publish(topics.ingest_topic(event_id), message, at_most_every_ms=_LEAST_MS):
            published = counted
        await asyncio.sleep(_PAUSE_S)


class ProgressPublisher:
    """Publishes in the background, once for many changes; for processes that change the counters all the time."""

    def __init__(self, deps: Deps) -> None:
        self._deps = deps
        self._changed: set[int] = set()
        self._tasks: dict[int, asyncio.Task[None]] = {}

    def note(self, event_id: int) -> None:
        """The counters of this event have changed."""
        self._changed.add(event_id)
        if event_id not in self._tasks:
            self._tasks[event_id] = asyncio.create_task(self._publish(event_id))

    async def aclose(self) -> None:
        """Publish what is outstanding, unless that takes long."""
        if self._tasks:
            _, late = await asyncio.wait(self._tasks.values(), timeout=_CLOSE_S)
            for task in late:
                task.cancel()

    async def _publish(self, event_id: int) -> None:
        try:
            while event_id in self._changed:
                self._changed.discard(event_id)
                await publish_settled(self._deps, event_id)
        except Exception:
            # A backend is away. Nothing is lost but a message: the keeper publishes again when it finds the event idle.
            _log.warning("progress of event %s not published", event_id, exc_info=True)
        finally:
            self._tasks.pop(event_id, None)
