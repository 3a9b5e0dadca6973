"""Archiving an event: nobody searches in it any more, and no face of it is kept. Its photos, galleries and links stay.

What is erased is erased: the searches of guests, what they found, and all face data, whose key is destroyed. An event can come
back from the archive; then its photos are looked through anew, by a new key, and nothing of the searches is there.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from app import jobs
from app.domain.ids import new_id
from app.domain.permissions import Action, Caller
from app.domain.times import utc_now
from app.domain.vocabulary import Ending
from app.errors import NotArchived, StillArchiving
from app.services import audit, privacy
from app.services.access import event_for
from app.services.deps import Deps
from app.services.keys import event_key
from app.store import companies, counting, faces, photos
from app.store import events as event_store
from app.store import searches as search_store
from app.store.documents import Event

_AT_ONCE: Final = 200
_ERASE_AGAIN: Final = timedelta(days=1)


async def archive(deps: Deps, caller: Caller, event_id: int) -> Event:
    """Archive the event. Raises as ``access.event_for``. Can be repeated.

    One write sets the mark and a new key: from then on nobody can start a search and no photo comes in. The old key is
    destroyed next, and with it every face and template, wherever a copy of them lies. A worker removes the rest.
    """
    event = await event_for(caller, event_id, Action.DELETE_EVENT)
    following = event.model_copy(update={"key_id": new_id()})
    await deps.keys.create(event_key(following))
    before = await event_store.archive(event.id, utc_now(), following.key_id)
    if before is None:  # archived already, or deleted this very moment
        await deps.keys.destroy(event_key(following))
        return await event_for(caller, event_id, Action.DELETE_EVENT)
    await deps.keys.destroy(event_key(before))
    await audit.record(caller, "event.archive", f"event:{event.id}", event.id)
    await deps.queue.enqueue(jobs.erase_archived(event.id))
    return await event_for(caller, event_id, Action.DELETE_EVENT)


async def bring_back(deps: Deps, caller: Caller, event_id: int) -> Event:
    """Guests can search again, once the photos have been looked through anew. Raises as ``access.event_for``, and ``Conflict``:
    ``not_archived``, or ``still_archiving`` as long as face data is still being removed."""
    event = await event_for(caller, event_id, Action.CHANGE_EVENT)
    if event.archived_at is None:
        raise NotArchived
    if event.faces_erased_at is None or await faces.any_of_event(event.id):
        raise StillArchiving
    engines = await photos.engines_of(event.id)
    await photos.forget_engines(event.id)
    changed = await event_store.bring_back(event.id)
    if changed is None:
        raise NotArchived
    await audit.record(caller, "event.bring_back", f"event:{event.id}", event.id)
    for engine_id in engines:
        await deps.queue.enqueue(jobs.reembed_photos(engine_id))
    return changed


async def erase(deps: Deps, event_id: int) -> None:
    """Remove the searches and faces of an archived event. Can run twice."""
    event = await event_store.living(event_id)
    if event is None or event.archived_at is None:
        return
    for search in await search_store.of_event(event_id):
        await privacy.withdraw_search(deps, search, ending=Ending.EVENT_ARCHIVED)
    while entries := await faces.kept_of_event(event_id, _AT_ONCE):
        for entry in entries:
            await faces.set_aside(entry)
    await companies.erase_event(event_id)
    await deps.snapshots.forget(event_id)
    await photos.forget_faces(event_id)
    await counting.doubt(event_id)
    await event_store.note_faces_erased(event_id, utc_now())


async def erase_again(deps: Deps, now: datetime) -> None:
    """Until it has worked, and for a day again: a worker in the middle of a photo may have written after the first time."""
    for event in await event_store.archived_to_erase(now - _ERASE_AGAIN):
        await erase(deps, event.id)
