"""What is stored and does not open, though its key is there: set aside, so that it stops nobody else; named in the log and in the
administrators' report; and made anew where that can be done.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from typing import Final

from app import jobs
from app.domain.vocabulary import DamageKind
from app.errors import KeyBroken, KeyDestroyed
from app.services.deps import Deps
from app.services.keys import event_key
from app.store import damage as store
from app.store import events, faces, matches, photos, searches, templates
from app.store.documents import Damage, FaceEntry, Match, TemplateEntry

_LOOK_AFTER: Final = timedelta(seconds=10)  # whoever noticed it is at it

_log = logging.getLogger(__name__)


async def set_aside_faces(deps: Deps, entry: FaceEntry) -> None:
    """No index meets the entry again, and a worker embeds the photo again as soon as there is time. Can run twice, and
    stop anywhere: ``mend`` goes on."""
    name = f"faces:{entry.photo_id}:{entry.engine_id}"
    await _note(name, "faces", entry.event_id, entry.photo_id, entry.id)
    await faces.set_aside(entry)
    await photos.forget_engine(entry.photo_id, entry.engine_id)
    await deps.queue.enqueue(jobs.reembed_photos(entry.engine_id))


async def note_template(entry: TemplateEntry) -> None:
    """The search is told of no new photo; all others are."""
    await _note(f"template:{entry.search_id}", "template", entry.event_id, entry.search_id, entry.id)


async def note_match(match: Match) -> None:
    """The guest does not see it; all others are shown."""
    await _note(f"match:{match.id}", "match", match.event_id, match.search_id, match.id)


async def mend(deps: Deps, now: datetime) -> None:
    """Look after event keys and all that was noticed: go on with what a crash cut off, forget what is right again or gone."""
    await _look_at_keys(deps)
    for known in await store.noticed_before(now - _LOOK_AFTER):
        if await _is_over(deps, known):
            _log.info("%s is no longer damaged", known.id)
            await store.forget(known.id)


async def _look_at_keys(deps: Deps) -> None:
    for event in await events.alive():
        try:
            await deps.keys.cipher(event_key(event))
        except (KeyBroken, KeyDestroyed) as error:
            if not await events.by_ids([event.id]):
                continue  # deleted this very moment
            _log.error("the key of event %d cannot be used: %s", event.id, error.code)
            await _note(f"key:{event_key(event)}", "key", event.id, event_key(event), "")


async def _is_over(deps: Deps, known: Damage) -> bool:
    match known.kind:
        case "faces":
            return await _is_made_anew(deps, known)
        case "template":
            entry = await templates.of_search(known.subject)
            search = await searches.get(known.subject)
            return entry is None or entry.kind != "add" or search is None or search.state not in searches.OPEN
        case "match":
            return await matches.get(known.entry_id) is None
        case "key":
            return known.subject not in {event_key(event) for event in await events.alive()} or await _opens(deps, known.subject)


async def _is_made_anew(deps: Deps, known: Damage) -> bool:
    _, photo_id, engine_id = known.id.split(":", 2)
    if await photos.get(photo_id) is None:
        return True
    entry = await faces.of_photo(photo_id, engine_id)
    if entry is not None and entry.id != known.entry_id:
        return True
    if entry is not None:  # the worker that noticed it did not get to set it aside
        await faces.set_aside(entry)
    await photos.forget_engine(photo_id, engine_id)
    await deps.queue.enqueue(jobs.reembed_photos(engine_id))
    return False


async def _opens(deps: Deps, name: str) -> bool:
    try:
        await deps.keys.cipher(name)
    except (KeyBroken, KeyDestroyed):
        return False
    return True


async def _note(name: str, kind: DamageKind, event_id: int, subject: str, entry_id: str) -> None:
    if await store.note(Damage(id=name, kind=kind, event_id=event_id, subject=subject, entry_id=entry_id)):
        _log.error("%s of event %d is damaged and set aside", name, event_id)
