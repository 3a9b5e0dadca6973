"""Where an event's photos come from, and how each source does, for the photographer: each way in, and each camera."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.domain.permissions import Action, Caller
from app.domain.vocabulary import Source
from app.services import senders
from app.services.access import event_for
from app.store import senders as sender_store
from app.store import sources
from app.store.documents import CutFile, EventSource, RefusedFile, Sender


@dataclass(frozen=True, slots=True)
class SourceHealth:
    """One source: what came, what was refused (the last ones by name), what waits for its rest. ``online`` and ``last_seen_at``
    are known of cameras only."""

    source: Source
    name: str | None
    sender_id: str | None
    photos: int
    last_photo: str | None
    last_photo_at: datetime | None
    refused: int
    refusals: Sequence[RefusedFile]
    waiting: int = 0
    cut: Sequence[CutFile] = ()
    online: bool | None = None
    last_seen_at: datetime | None = None


async def of_event(caller: Caller, event_id: int, now: datetime) -> list[SourceHealth]:
    """Every source of which something came, and every camera that may send; whatever sent last comes first."""
    event = await event_for(caller, event_id, Action.SEE_PHOTOS)
    came = {each.sender_id or each.source.value: each for each in await sources.of_event(event.id)}
    cameras = await sender_store.of_event(event.id)
    found = [_health(came.get(camera.id), camera, now) for camera in cameras if camera.id in came or not camera.revoked_at]
    found += [_health(each, None, now) for each in came.values() if each.sender_id is None]
    return sorted(found, key=lambda each: each.last_photo_at.timestamp() if each.last_photo_at else 0.0, reverse=True)


def _health(came: EventSource | None, camera: Sender | None, now: datetime) -> SourceHealth:
    return SourceHealth(
        source=came.source if came else Source.CAMERA,
        name=camera.name if camera else None,
        sender_id=camera.id if camera else None,
        photos=came.photos if came else 0,
        last_photo=came.last_photo if came else None,
        last_photo_at=came.last_photo_at if came else None,
        refused=came.refused if came else 0,
        refusals=came.refusals if came else (),
        waiting=camera.waiting if camera else 0,
        cut=camera.cut if camera else (),
        online=senders.is_online(camera, now) if camera else None,
        last_seen_at=camera.last_seen_at if camera else None,
    )
