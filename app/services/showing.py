"""What guests may see of an event's photos: hidden and shown by hand, and held at the event's gate until they are let go.

Each step is one conditional write of the photo, so that of all who try one wins, counts it and tells of it; from that write on
it holds everywhere, for all who show anything to guests ask the photo itself. That searches hear of a photo which is back is
noted in the same write, until a worker has seen to it.
"""

from __future__ import annotations

import logging
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Final

from app import jobs, topics
from app.domain import releasing
from app.domain.permissions import Caller
from app.domain.times import utc_now
from app.domain.vocabulary import HookEvent, PhotoStatus, Release, Review
from app.errors import NotFound, Unavailable
from app.services import audit, covers, gallery_news, progress, searches, walls, webhooks
from app.services.deps import Deps
from app.services.public_photos import public_photo
from app.store import counting, events, stats
from app.store import photos as store
from app.store import showing as showing_store
from app.store.documents import Event, Photo

_REMATCH_AFTER: Final = timedelta(seconds=20)

_log = logging.getLogger(__name__)


async def hide(deps: Deps, photo: Photo, by: Caller | None = None) -> Photo:
    """Take a photo out of every gallery at once. Can repeat: a second call finishes an interrupted first one. It rejects a photo
    that waits at the gate. The log names ``by``."""
    if photo.review is Review.WAITING:
        return await reject(deps, photo, by)
    changed = await showing_store.set_hidden(photo.id)
    await _note(by, "photo.hide", photo)
    await _withdraw(deps, photo)
    return await _told(deps, photo) if changed else await _present(photo)


async def unhide(deps: Deps, photo: Photo, by: Caller | None = None) -> Photo:
    """Bring a hidden photo back: a worker matches it again, and whoever it shows hears of it. Of one that waits at the gate or
    was rejected there that is a yes. ``by`` is who is named in the log."""
    if photo.review in (Review.WAITING, Review.REJECTED):
        return await approve(deps, photo, by)
    changed = await showing_store.set_shown(photo.id, utc_now())
    await _note(by, "photo.unhide", photo)
    if not changed:
        return await _present(photo)
    await deps.queue.enqueue(jobs.rematch_photo(photo.id))
    return await _told(deps, photo)


async def approve(deps: Deps, photo: Photo, by: Caller | None = None) -> Photo:
    """Let a photo go that waits at the gate, or that was rejected there: whoever it shows hears of it, once. Twice is no error,
    nor is a photo that never waited. ``by`` is who is named in the log."""
    before = await showing_store.set_released(photo.id, utc_now(), rejected_too=True)
    await _note(by, "photo.approve", photo)
    return await _released(deps, before) if before else await _present(photo)


async def as_its_shot(deps: Deps, photo: Photo, before: Photo) -> None:
    """What was said of a shot by its file ``before`` holds for ``photo``, which is shown in its place from now on: guests who saw
    the one see the other, and nobody sees what was hidden or rejected. An answer of its own at the gate is not changed.

    Can run twice.
    """
    seen = before.review is Review.APPROVED or (before.status is PhotoStatus.INDEXED and not before.hidden)
    if before.review is Review.REJECTED and photo.review in (Review.NONE, Review.WAITING):
        await reject(deps, photo)
    elif before.review is Review.NONE and before.hidden and photo.review in (Review.NONE, Review.WAITING):
        await hide(deps, photo)
    elif seen and photo.review is Review.WAITING:
        released = await showing_store.set_released(photo.id, utc_now(), rejected_too=False)
        if released is not None:
            await _released(deps, released)


async def reject(deps: Deps, photo: Photo, by: Caller | None = None) -> Photo:
    """Show the photo to no guest, even if it was released before. Can repeat: a second call finishes an interrupted first one.
    The log names ``by``."""
    before = await showing_store.set_rejected(photo.id)
    await _note(by, "photo.reject", photo)
    await _withdraw(deps, photo)
    if before is None:
        return await _present(photo)
    await _count(before, waiting=-int(before.review is Review.WAITING))
    return await _told(deps, photo)


async def hold(deps: Deps, photo: Photo, by: Caller | None = None) -> Photo:
    """Take back what was said at the gate: the photo waits again, from now on. Twice is no error, nor is a photo that never
    waited. ``by`` is who is named in the log."""
    before = await showing_store.set_waiting(photo.id, utc_now())
    await _note(by, "photo.hold", photo)
    if before is None:
        return await _present(photo)
    await _withdraw(deps, photo)
    await _count(before, waiting=1)
    return await _told(deps, photo)


async def release_due(deps: Deps, now: datetime) -> int:
    """Let go of what has waited for as long as its event's setting says; returns how many photos."""
    counted = await stats.with_waiting()
    return sum([await _release_of(deps, event, now) for event in await events.by_ids([each.id for each in counted])])


async def rematch_again(deps: Deps, now: datetime) -> int:
    """Queue what tells searches of photos that are back, where that was lost; returns how many."""
    lost = await showing_store.waiting_to_rematch(now - _REMATCH_AFTER)
    for photo_id in lost:
        await deps.queue.enqueue(jobs.rematch_photo(photo_id))
    return len(lost)


async def _release_of(deps: Deps, event: Event, now: datetime) -> int:
    if {event.release, *event.releases.values()} == {Release.APPROVED}:
        return 0
    released = 0
    for waiting in await showing_store.waiting_at_gate(event.id):
        release = releasing.release_for(
            event.release, event.releases, waiting.uploaded_by, held=waiting.given and event.guest_gate
        )
        since = releasing.due(release, event.release_after_min, now)
        if since is None or waiting.since > since:
            continue
        before = await showing_store.set_released(waiting.id, now, rejected_too=False)
        if before is not None:
            await _released(deps, before)
            released += 1
    if released:
        await progress.publish_settled(deps, event.id)
        await audit.record(None, "photo.release", f"event:{event.id}", event.id, detail={"photos": released})
    return released


async def _released(deps: Deps, before: Photo) -> Photo:
    await _count(before, waiting=-int(before.review is Review.WAITING))
    if before.status is PhotoStatus.INDEXED:
        await webhooks.tell_of_photo(before, HookEvent.PHOTO_RELEASED)
    with suppress(Unavailable):  # the keeper queues it when Redis is back
        await deps.queue.enqueue(jobs.rematch_photo(before.id))
    return await _told(deps, before)


async def _withdraw(deps: Deps, photo: Photo) -> None:
    await covers.withdraw(deps, photo)
    await walls.leave(deps, photo)
    await searches.retract_photo(deps, photo, "hidden")


async def _count(photo: Photo, *, waiting: int) -> None:
    """Only photos that are ready are counted as waiting."""
    if photo.status is PhotoStatus.INDEXED and waiting:
        await counting.count(photo.event_id, waiting=waiting)


async def _told(deps: Deps, photo: Photo) -> Photo:
    """Tell the photographer's other screens, the walls of a photo that is back, and guests who browse."""
    present = await _present(photo)
    await walls.show(deps, present)
    changed = topics.photo_changed(public_photo(deps, present).message())
    await deps.bus.publish(topics.ingest_topic(photo.event_id), changed)
    await gallery_news.tell_of_photo(deps, photo.event_id, photo.id)
    return present


async def _present(photo: Photo) -> Photo:
    present = await store.get(photo.id)
    if present is None:
        raise NotFound
    return present


async def _note(by: Caller | None, action: audit.Act, photo: Photo) -> None:
    """As soon as the database has it: what comes after that may fail, and is brought to its end all the same."""
    if by is not None:
        await audit.record(by, action, f"photo:{photo.id}", photo.event_id)
