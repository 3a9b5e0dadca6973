"""What came to an event by which way, counted beside the work and never in its way."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from pymongo.errors import PyMongoError

from app.domain.origin import Origin
from app.domain.vocabulary import Source
from app.errors import Unavailable
from app.store.documents import EventSource, RefusedFile
from app.store.queries import delete_all, upsert

_REFUSALS: Final = 20  # so many are named

_log = logging.getLogger(__name__)


async def of_event(event_id: int) -> Sequence[EventSource]:
    """Every way by which something came to the event."""
    return await EventSource.find({"event_id": event_id}).to_list()


async def came_by(event_id: int, source: Source) -> int:
    """How many photos came that way, other than from cameras, also those that are deleted."""
    found = await EventSource.get(f"{event_id}:{source.value}")
    return found.photos if found else 0


async def note_photos(event_id: int, origin: Origin, photos: int, last_name: str, now: datetime) -> None:
    """So many photos came that way. Raises nothing: what cannot be counted now is not."""
    await _note(event_id, origin, {"$inc": {"photos": photos}, "$set": {"last_photo": last_name, "last_photo_at": now}})


async def note_refusal(event_id: int, origin: Origin, refused: RefusedFile) -> None:
    """A file that came that way became no photo. Raises nothing, either."""
    pushed = {"refusals": {"$each": [refused.model_dump()], "$slice": -_REFUSALS}}
    await _note(event_id, origin, {"$inc": {"refused": 1}, "$push": pushed})


async def erase_event(event_id: int) -> None:
    """Of an event that is gone for good."""
    await delete_all(EventSource, {"event_id": event_id})


async def _note(event_id: int, origin: Origin, update: dict[str, Any]) -> None:
    said = {"event_id": event_id, "source": origin.source.value, "name": origin.name, "sender_id": origin.sender_id}
    key = f"{event_id}:{origin.sender_id or origin.source.value}"
    try:
        await upsert(EventSource, key, update | {"$setOnInsert": said})
    except (Unavailable, PyMongoError):
        _log.warning("what came by %s to event %s is not counted", origin.source.value, event_id, exc_info=True)
