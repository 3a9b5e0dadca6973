"""How many photos an event and an account may have. Read off the counters, which cost nothing to ask and may be off by the few
photos that come in at the same moment."""

from __future__ import annotations

from app.errors import AccountFull, Conflict, EventFull
from app.services.deps import Deps
from app.store import events as event_store
from app.store import stats
from app.store.documents import Event


async def check(deps: Deps, event: Event) -> None:
    """Raise ``Conflict`` (``event_full`` or ``account_full``) when no photo more may come."""
    left, full = await room(deps, event)
    if left <= 0:
        raise full


async def room(deps: Deps, event: Event) -> tuple[int, Conflict]:
    """How many photos more may come, and what is raised when none may: ``Conflict`` (``event_full`` or ``account_full``)."""
    of_event, event_full = await _room_of_event(deps, event)
    owned = await event_store.ids_of_owner(event.owner_id)
    most = deps.settings.max_photos_per_account
    of_account = most - await stats.total_of(owned)
    if of_account < of_event:
        return of_account, AccountFull(f"Your events have {most} photos, as many as they may.")
    return of_event, event_full


async def check_event(deps: Deps, event: Event) -> None:
    """Raise ``Conflict`` (``event_full``) when the event may have no photo more."""
    left, full = await _room_of_event(deps, event)
    if left <= 0:
        raise full


async def _room_of_event(deps: Deps, event: Event) -> tuple[int, Conflict]:
    most = deps.settings.max_photos_per_event
    left = most - (await stats.of_event(event.id)).total
    return left, EventFull(f"The event has {most} photos, as many as it may.")
