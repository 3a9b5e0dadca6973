"""When the files of each event were last held against its photos."""

from __future__ import annotations

from datetime import datetime

from app.store.documents import BlobCheck, Event
from app.store.queries import rows, upsert


async def events() -> list[int]:
    """All events that the database knows of, also erased ones."""
    return [row["_id"] for row in await rows(Event, {})]


async def due(before: datetime) -> list[int]:
    """Events that were not looked at since ``before``, those that waited longest first; also erased ones: a worker that did not
    hear of it may have stored something since."""
    checked = {check.id: check.checked_at async for check in BlobCheck.find_all()}
    waiting = [event_id for event_id in await events() if event_id not in checked or checked[event_id] < before]
    return sorted(waiting, key=lambda event_id: (event_id in checked, checked.get(event_id, before), event_id))


async def done(event_id: int, now: datetime) -> None:
    """The event was looked at."""
    await upsert(BlobCheck, event_id, {"$set": {"checked_at": now}})
