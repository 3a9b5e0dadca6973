"""Files and photos are held against each other, both ways: after a crash there may be files that no photo knows of, and a lost
disk leaves photos without their file.

A file goes into the store before its photo goes into the database, so a file without a photo is only left over when it is older
than ``ORPHAN_GRACE_S``: whoever brought it has had that time to write its photo, and was never told that it had arrived.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from time import monotonic
from typing import Final

from app.errors import NotFound
from app.services import blob_keys, photos
from app.services.deps import Deps
from app.store import blob_checks
from app.store import photos as store

_AGAIN_AFTER: Final = timedelta(hours=1)
_ROUND_S: Final = 8.0  # no further event is begun after so long; the next round goes on with those that waited longest
_MANY: Final = 20

_log = logging.getLogger(__name__)


@dataclass(slots=True)
class Findings:
    """What does not fit together in one event. ``orphans`` are keys of files that belong to no photo, ``missing`` the ids of
    photos whose original is not there, ``unfinished`` counts what interrupted writes left.

    ``doubtful``: more originals are without their photo, or photos without their original, than there are pairs. Then rather this
    is not the database that belongs to the files (an old backup, a disk that is not mounted), and nothing is to be changed
    without somebody having looked.
    """

    event_id: int
    orphans: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    unfinished: int = 0
    doubtful: bool = False

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.orphans) + len(self.missing) + self.unfinished


async def examine(deps: Deps, event_id: int, now: datetime) -> Findings:
    """Look through all files and all photos of the event; changes nothing."""
    before = now - timedelta(seconds=deps.settings.orphan_grace_s)
    found = Findings(event_id)
    prefix = blob_keys.event_prefix(event_id)
    originals: set[str] = set()
    lost = 0
    # What is written from now on is younger than the grace; and before anything is removed it is asked for once more.
    there = await store.ids_of_event(event_id)
    async for batch in deps.blobs.list(prefix):
        for entry in batch:
            photo_id = blob_keys.photo_of(entry.key)
            if photo_id is None:
                continue  # none of ours: not ours to remove
            if photo_id in there:
                originals |= {photo_id} if blob_keys.is_original(entry.key) else set()
            elif entry.modified < before:
                found.orphans.append(entry.key)
                lost += blob_keys.is_original(entry.key)
    found.unfinished = await deps.blobs.unfinished(prefix, before)
    async for photo in store.with_original(event_id, before):
        if photo.id not in originals and not await _is_there(deps, blob_keys.original(photo)):
            found.missing.append(photo.id)
    found.doubtful = max(lost, len(found.missing)) > max(_MANY, len(originals))
    return found


async def repair(deps: Deps, found: Findings, now: datetime) -> None:
    """Remove the files and mark the photos as failed: sent again, they are whole. What came right meanwhile stays. Can repeat."""
    before = now - timedelta(seconds=deps.settings.orphan_grace_s)
    there = await store.existing({blob_keys.photo_of(key) or "" for key in found.orphans})
    for key in found.orphans:
        if blob_keys.photo_of(key) not in there:
            await deps.blobs.delete(key)
    if found.unfinished:
        await deps.blobs.unfinished(blob_keys.event_prefix(found.event_id), before, remove=True)
    for photo_id in found.missing:
        photo = await store.get(photo_id)
        if photo is not None and not await _is_there(deps, blob_keys.original(photo)):
            await photos.mark_missing(deps, photo)


async def round_of_events(deps: Deps, now: datetime) -> None:
    """Examine and repair the events that were not looked at for the longest time, as many as fit into one round."""
    deadline = monotonic() + _ROUND_S
    for event_id in await blob_checks.due(now - _AGAIN_AFTER):
        if monotonic() > deadline:
            return
        try:
            await _look_after(deps, event_id, now)
        except Exception:  # one event whose files cannot be listed keeps no other from its turn
            _log.exception("files and photos of event %s could not be held against each other; it has its turn again", event_id)
        await blob_checks.done(event_id, now)


async def _look_after(deps: Deps, event_id: int, now: datetime) -> None:
    found = await examine(deps, event_id, now)
    if found.doubtful:
        _log.error(
            "event %s has %d files that belong to no photo, and %d photos without their file: so many that nothing is changed;"
            " are these the files of this database? See `server.py check`",
            event_id,
            len(found.orphans),
            len(found.missing),
        )
    elif found.count:
        await repair(deps, found, now)
        _log.warning(
            "event %s: %d files without a photo and %d unfinished ones removed, %d photos have lost their file",
            event_id,
            len(found.orphans),
            found.unfinished,
            len(found.missing),
        )


async def _is_there(deps: Deps, key: str) -> bool:
    try:
        await deps.blobs.info(key)
    except NotFound:
        return False
    return True
