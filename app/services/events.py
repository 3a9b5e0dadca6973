"""Events: made, found, changed; and how they look from outside."""

from __future__ import annotations

from datetime import UTC, datetime
from datetime import date as Day  # noqa: N812 - a field is called date
from typing import Any, Final

from pydantic import BaseModel

from app.domain.permissions import Action, Caller, may, relations
from app.services import audit
from app.services.access import event_for, facts, require, signed_in
from app.services.deps import Deps
from app.store import events, stats
from app.store.documents import Event, EventStats, Visibility

LONGEST_NAME: Final = 200
LARGEST_PAGE: Final = 200


class EventShape(BaseModel):
    """An event as a guest may see it."""

    id: int
    name: str
    date: Day | None
    visibility: Visibility
    created_at: datetime


class ManagedEventShape(EventShape):
    """An event as its owner sees it, with what is in it. ``owned``: by who asks (an administrator sees others' too)."""

    owned: bool
    photos: int
    queued: int
    processing: int
    indexed: int
    failed: int
    faces: int


class EventPage(BaseModel):
    """Newest first; ``next_cursor`` goes on."""

    items: list[ManagedEventShape | EventShape]
    next_cursor: str | None


async def create(deps: Deps, caller: Caller, name: str, date: Day | None, visibility: Visibility) -> Event:
    """A new event of the caller's, with a data key of its own. Raises ``Unauthenticated`` and ``Forbidden``."""
    require(caller, Action.CREATE_EVENT)
    draft = Event(id=0, owner_id=signed_in(caller), name=name, date=date, visibility=visibility, data_key=deps.vault.new_key())
    event = await events.insert_next(draft)
    await audit.record(caller, "event.create", f"event:{event.id}", event.id)
    return event


async def change(caller: Caller, event_id: int, changes: dict[str, Any]) -> Event:
    """Set ``name``, ``date`` or ``visibility``. Raises as ``access.event_for``."""
    event = await event_for(caller, event_id, Action.CHANGE_EVENT)
    stored = {key: value.isoformat() if isinstance(value, Day) else value for key, value in changes.items()}
    changed = await events.change(event.id, stored)
    if changed is None:  # deleted this very moment
        return await event_for(caller, event_id, Action.CHANGE_EVENT)
    await audit.record(caller, "event.change", f"event:{event.id}", event.id)
    return changed


async def page(caller: Caller, *, mine: bool, before: int | None, limit: int) -> EventPage:
    """The events that the caller may see, the newest first; only the caller's own with ``mine``."""
    found = await events.visible(
        owner_id=caller.user_id,
        guest_of=None if mine else caller.guest_event_id or caller.kiosk_event_id,
        public=not mine,
        everything=caller.role == "admin" and not mine,
        before=before,
        limit=limit + 1,
    )
    items = [await shape_for(caller, event) for event in found[:limit]]
    return EventPage(items=items, next_cursor=str(items[-1].id) if len(found) > limit else None)


async def shape_for(caller: Caller, event: Event) -> ManagedEventShape | EventShape:
    """As much of the event as the caller may know."""
    found = relations(caller, facts(event))
    if not may(Action.CHANGE_EVENT, found):
        return guest_shape(event)
    return _managed(event, await stats.of_event(event.id), owned=caller.user_id == event.owner_id)


def guest_shape(event: Event) -> EventShape:
    """The event as anyone may see it who may see it at all."""
    return EventShape(
        id=event.id,
        name=event.name,
        date=event.date,
        visibility=event.visibility,
        created_at=event.created_at.astimezone(UTC),
    )


def _managed(event: Event, counted: EventStats, *, owned: bool) -> ManagedEventShape:
    return ManagedEventShape(
        **dict(guest_shape(event)),
        owned=owned,
        photos=counted.total,
        queued=max(0, counted.total - counted.processing - counted.indexed - counted.failed),
        processing=counted.processing,
        indexed=counted.indexed,
        failed=counted.failed,
        faces=counted.faces,
    )
