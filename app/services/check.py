"""What ``server.py check`` looks at: files against photos, uploads under way, counters. By hand what the keeper does by the
clock, with a report; also of what the keeper leaves alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from app import jobs
from app.services import blob_keys, reconciliation, uploads
from app.services.deps import Deps
from app.store import blob_checks, stats

_SHOWN = 20

Say = Callable[[str], None]


async def check(deps: Deps, now: datetime, *, repair: bool, say: Say) -> int:
    """Look at everything and tell ``say`` of it, line by line; with ``repair`` put right what can be. Returns how many findings
    are left."""
    left = await _uploads(deps, now, repair, say)
    known = set(await blob_checks.events())
    for event_id in sorted(known):
        left += await _files(deps, event_id, now, repair, say)
        left += await _counters(deps, event_id, repair, say)
    for name in await deps.blobs.folders(blob_keys.EVENTS):
        if not name.isdecimal() or int(name) not in known:
            say(f"{blob_keys.EVENTS}{name}/: files of no event of this database; is it the right one? They are left alone.")
            left += 1
    say("All is well." if left == 0 else f"{left} findings{' are left' if repair else ''}.")
    return left


async def _uploads(deps: Deps, now: datetime, repair: bool, say: Say) -> int:
    damaged = await deps.uploads.faults()
    for line in damaged:
        say(f"upload {line}")
    waiting = await uploads.waiting(deps, now)
    if waiting:
        say(f"{len(waiting)} uploads are complete and no photos yet")
    if not repair:
        return len(damaged) + len(waiting)
    await deps.uploads.tidy(now.timestamp() - deps.settings.upload_ttl_s)
    await uploads.recover(deps, now)
    return len(await deps.uploads.faults()) + len(await uploads.waiting(deps, now))


async def _files(deps: Deps, event_id: int, now: datetime, repair: bool, say: Say) -> int:
    found = await reconciliation.examine(deps, event_id, now)
    for key in found.orphans[:_SHOWN]:
        say(f"{key}: belongs to no photo")
    if len(found.orphans) > _SHOWN:
        say(f"event {event_id}: and {len(found.orphans) - _SHOWN} files more that belong to no photo")
    for photo_id in found.missing[:_SHOWN]:
        say(f"photo {photo_id} of event {event_id}: its file is not there")
    if len(found.missing) > _SHOWN:
        say(f"event {event_id}: and {len(found.missing) - _SHOWN} photos more whose file is not there")
    if found.unfinished:
        say(f"event {event_id}: {found.unfinished} files that were never finished")
    if found.doubtful:
        say(f"event {event_id}: more is alone than belongs together. Are these the files of this database?")
    if repair and found.count:
        await reconciliation.repair(deps, found, now)
        found = await reconciliation.examine(deps, event_id, now)
    return found.count


async def _counters(deps: Deps, event_id: int, repair: bool, say: Say) -> int:
    """While photos go through the counters are off by a moment's worth: nothing is said of them then."""
    if await deps.queue.depth(jobs.INGEST_QUEUE):
        return 0
    counted = await stats.known(event_id)
    if counted is None:
        return 0
    right = await stats.counted_anew(event_id)
    wrong = {name: getattr(counted, name) for name, value in right.items() if getattr(counted, name) != value}
    if not wrong:
        return 0
    said = ", ".join(f"{name} {value} instead of {right[name]}" for name, value in wrong.items())
    say(f"event {event_id}: counters are off: {said}")
    return int(not (repair and await stats.recount(counted)))
