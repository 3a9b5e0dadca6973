"""Where an event's photos come from, and how each source does, for the photographer: each way in, and each camera."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.domain.permissions import Action, Caller
from app.services import senders
from app.services.access import event_for
from app.store import senders as sender_store
from app.store import sources
from app.store.documents import EventSource, Sender


@dataclass(frozen=True, slots=True)
class SourceHealth:
    """One source: what came of it, if anything did, and the camera that it is, with whether it is ``online``."""

    came: EventSource | None
    camera: Sender | None = None
    online: bool | None = None

    @property
    def sent_last(self) -> float:
        """When its last photo came, in seconds since the epoch; 0 where none did."""
        return self.came.last_photo_at.timestamp() if self.came and self.came.last_photo_at else 0.0


async def of_event(caller: Caller, event_id: int, now: datetime) -> list[SourceHealth]:
    """Every source of which something came, and every camera that may send; whatever sent last comes first."""
    event = await event_for(caller, event_id, Action.SEE_PHOTOS)
    came = {each.sender_id or each.source.value: each for each in await sources.of_event(event.id)}
    cameras = await sender_store.of_event(event.id)
    found = [
        SourceHealth(came.get(camera.id), camera, senders.is_online(camera, now))
        for camera in cameras
        if camera.id in came or not camera.revoked_at
    ]
    found += [SourceHealth(each) for each in came.values() if each.sender_id is None]
    return sorted(found, key=lambda each: each.sent_last, reverse=True)
