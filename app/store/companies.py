"""What the faces of an event say of it together: written by search workers, read by those who compare new photos."""

from __future__ import annotations

from app.store.documents import EventCompany
from app.store.queries import delete_all, upsert


async def of_event(event_id: int, engine_id: str) -> EventCompany | None:
    """What was last reckoned, if anything was."""
    return await EventCompany.get(_id(event_id, engine_id))


async def keep(event_id: int, engine_id: str, sealed: bytes, faces: int, deviation: float) -> None:
    """Replace what was reckoned before; ``sealed`` is the mean in ``context``."""
    fields = {"event_id": event_id, "engine_id": engine_id, "sealed": sealed, "faces": faces, "deviation": deviation}
    await upsert(EventCompany, _id(event_id, engine_id), {"$set": fields})


async def erase_event(event_id: int) -> None:
    """The event is gone."""
    await delete_all(EventCompany, {"event_id": event_id})


def context(event_id: int, engine_id: str) -> str:
    """What the mean is sealed in."""
    return f"company:{event_id}:{engine_id}"


def _id(event_id: int, engine_id: str) -> str:
    return f"{event_id}:{engine_id}"
