"""How many photos an event and an account may have. Read off the counters, which cost nothing to ask and may be off by the few
photos that come in at the same moment."""

from __future__ import annotations

from app.errors import AccountFull, EventFull
from app.services.deps import Deps
from app.store import events as event_store
from app.store import stats
from app.store.documents import Event


async def check(deps: Deps, event: Event) -> None:
    """Raise ``Conflict`` (``event_full`` or ``account_full``) when no photo more may come."""
    await check_event(deps, event)
    owned = await event_store.ids_of_owner(event.owner_id)
    if await stats.total_of(owned) >= deps.settings.max_photos_per_account:
        raise AccountFull(f"Your events have {deps.settings.max_photos_per_account} photos, as many as they may.")


async def check_event(deps: Deps, event: Event) -> None:
    """Raise ``Conflict`` (``event_full``) when the event may have no photo more."""
    if (await stats.of_event(event.id)).total >= deps.settings.max_photos_per_event:
        raise EventFull(f"The event has {deps.settings.max_photos_per_event} photos, as many as it may.")
