"""The clocks of an event's cameras: what puts each of them right, and how its photos come by their times.

Two sides write before they read, so that no photo keeps an old time. A worker writes what it read of a photo, the camera
among it, and then looks whether the camera has another version by now. A change is written to the camera first, and then
every photo that names the camera is given its time; a version that is older never replaces a newer one.
"""

from __future__ import annotations

import hashlib
import hmac
from collections import defaultdict
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from app import jobs, topics
from app.derived_keys import derived_key
from app.domain import capture, clocks
from app.domain.clock_difference import Difference
from app.domain.clocks import Correction, Reading
from app.domain.permissions import Action, Caller
from app.domain.times import rfc3339, utc_now
from app.domain.vocabulary import ClockOrigin
from app.errors import FacesNotKept, NotFound, Unavailable
from app.services import audit, gallery_news
from app.services.access import event_for
from app.services.deps import Deps
from app.settings import Settings
from app.store import cameras, matches, searches
from app.store import events as event_store
from app.store import photos as store
from app.store.documents import ClockSuggestion, Event, EventCamera, Photo
from app.store.photos import Clocked

SHOWN_PHOTOS: Final = 6
_DIGEST_BYTES: Final = 12
_QUEUED_FOR: Final = timedelta(seconds=20)


@dataclass(frozen=True, slots=True)
class ShownCamera:
    """A camera of the event with ``photos`` ready, of which ``doubtful`` have a time that cannot be; ``zoneless``: some of its
    photos tell no time zone. ``last`` are the latest of them by their time."""

    camera: EventCamera
    photos: int
    doubtful: int
    zoneless: bool
    last: Sequence[Photo]


@dataclass(frozen=True, slots=True)
class Offset:
    """What puts a clock right, and how that was found. None leaves as it is."""

    offset_s: int | None = None
    follows_summer_time: bool | None = None
    origin: ClockOrigin = "hand"


async def of_event(caller: Caller, event_id: int) -> list[ShownCamera]:
    """The cameras of the event that photos are of, the one with most of them first. Raises as ``access.event_for``."""
    event = await event_for(caller, event_id, Action.SEE_PHOTOS)
    taken = await store.of_cameras(event.id)
    shown = [_shown(camera, taken[camera.key]) for camera in await cameras.of_event(event.id) if camera.key in taken]
    last = await store.by_ids([photo_id for each in shown for photo_id in each[3]])
    found = [
        ShownCamera(camera, len(taken[camera.key]), doubtful, zoneless, [last[photo_id] for photo_id in ids if photo_id in last])
        for camera, doubtful, zoneless, ids in shown
    ]
    return sorted(found, key=lambda each: (-each.photos, each.camera.key))


async def change(deps: Deps, caller: Caller, event_id: int, key: str, offset: Offset) -> EventCamera:
    """Put a camera's clock right in another way; its photos follow within seconds. Raises as ``access.event_for``, and
    ``NotFound``."""
    event = await event_for(caller, event_id, Action.CHANGE_PHOTOS)
    known = await cameras.get(event.id, key)
    if known is None:
        raise NotFound
    wanted: dict[str, Any] = {"offset_s": offset.offset_s, "follows_summer_time": offset.follows_summer_time}
    changes = {name: value for name, value in wanted.items() if value is not None and value != getattr(known, name)}
    if not changes:
        return known
    changed = await cameras.change(event.id, key, changes | {"origin": offset.origin})
    if changed is None:
        raise NotFound
    await _announce(deps, changed)
    detail = {name: int(value) for name, value in changes.items()}
    await audit.record(caller, "camera.change", f"event:{event.id}", event.id, detail=detail)
    return changed


async def read_off(deps: Deps, event: Event, photo: Photo, clock_at: datetime) -> None:
    """A photo shows the studio's clock at ``clock_at``: that puts its camera's clock right. Can run twice."""
    reading = Reading(photo.clock_shown.replace(tzinfo=None), photo.clock_ahead_s) if photo.clock_shown else None
    camera = await cameras.get(event.id, photo.camera_key) if photo.camera_key else None
    if reading is None or camera is None:
        return
    shown = clocks.by_the_clock(reading, event.time_zone, _correction(camera))
    offset_s = round((clock_at - shown).total_seconds()) if shown else None
    if offset_s is None or abs(offset_s) > clocks.LARGEST_OFFSET_S:
        return
    changed = await cameras.read_off(event.id, camera.key, offset_s, clock_at)
    if changed is not None:
        await audit.record(None, "camera.change", f"event:{event.id}", event.id, detail={"offset_s": offset_s, "photo": photo.id})
        await _announce(deps, changed)


async def ask_for_suggestions(deps: Deps, caller: Caller, event_id: int, key: str) -> None:
    """Have a worker look what would put the other cameras' clocks right, if that of this one is. What it finds is kept with
    each of them. Raises as ``access.event_for``, ``NotFound``, and ``FacesNotKept``."""
    event = await event_for(caller, event_id, Action.CHANGE_PHOTOS)
    if await cameras.get(event.id, key) is None:
        raise NotFound
    if event.registered_only:
        raise FacesNotKept
    await deps.queue.enqueue(jobs.suggest_offsets(event.id, key))


async def suggest(deps: Deps, right: EventCamera, camera: EventCamera, seen: Difference | None) -> None:
    """Keep what was found of two cameras, unless the clock of one of them was put right in another way meanwhile, and tell."""
    offset_s = camera.offset_s + seen.seconds if seen else None
    if offset_s is None or seen is None or abs(offset_s) > clocks.LARGEST_OFFSET_S:
        suggestion = ClockSuggestion(like=right.key, offset_s=None)
    else:
        moments, elsewhere = round(seen.moments, 1), round(seen.elsewhere, 1)
        suggestion = ClockSuggestion(like=right.key, offset_s=offset_s, moments=moments, elsewhere=elsewhere, sure=seen.is_sure)
    await cameras.suggest(camera, suggestion)
    # After it was written: whoever changes a camera forgets what is suggested by it.
    now = await cameras.get(right.event_id, right.key)
    if now is None or now.version != right.version:
        await cameras.forget_suggestions(right.event_id, right.key)
    await deps.bus.publish(topics.ingest_topic(camera.event_id), topics.cameras_changed(camera.key, pending=camera.pending))


async def _announce(deps: Deps, camera: EventCamera) -> None:
    await cameras.forget_suggestions(camera.event_id, camera.key)
    with suppress(Unavailable):  # the keeper queues it when Redis is back
        await deps.queue.enqueue(jobs.correct_times(camera.event_id, camera.key))
        changed = topics.cameras_changed(camera.key, pending=True)
        await deps.bus.publish(topics.ingest_topic(camera.event_id), changed)


async def apply(deps: Deps, event_id: int, key: str) -> None:
    """Give every photo of the camera the time of its newest version, and tell who looks at them. Can run twice, and stop
    anywhere."""
    event = await event_store.living(event_id)
    while event is not None and (camera := await cameras.get(event_id, key)) is not None and camera.pending:
        async for window in store.behind_version(event_id, key, camera.version):
            await store.set_taken_at({photo.id: _taken_at(photo, event, camera) for photo in window}, camera.version)
            await tell_guests(deps, [photo.id for photo in window])
        if await cameras.note_applied(camera):
            await deps.bus.publish(topics.ingest_topic(event_id), topics.cameras_changed(key, pending=False))
            await gallery_news.tell_of_album(deps, event_id, None)
            return


async def requeue_pending(deps: Deps, now: datetime) -> None:
    """Cameras whose photos still wait for their times, because a crash came in between."""
    waiting = [jobs.correct_times(*camera) for camera in await cameras.pending_since(now - _QUEUED_FOR)]
    known = await deps.queue.waiting([job.id for job in waiting])
    for job in waiting:
        if job.id not in known:
            await deps.queue.enqueue(job)


async def met(settings: Settings, event: Event, name: str | None, serial: str, taken_at: datetime | None) -> dict[str, Any]:
    """What a photo keeps of its camera and its clock, which showed ``taken_at`` (naive, or aware where it told its zone): the
    fields of its document. Without a camera and a time that is nothing."""
    if name is None and taken_at is None:
        return {"taken_at": None}
    camera = await cameras.met(
        event.id, camera_key(settings, event.id, name or "", serial), name or "", clocks.end_of_serial(serial)
    )
    reading = clocks.reading_of(taken_at) if taken_at else None
    return {
        "camera_key": camera.key,
        "clock_shown": reading.shown.replace(tzinfo=UTC) if reading else None,
        "clock_ahead_s": reading.ahead_s if reading else None,
        "clock_version": camera.version,
        "taken_at": clocks.taken_at(reading, event.time_zone, _correction(camera)) if reading else None,
    }


async def settle(event: Event, photo: Photo) -> None:
    """After a photo was written with its camera: its time follows where that was put right meanwhile, also in ``photo``."""
    camera = await cameras.get(event.id, photo.camera_key) if photo.camera_key else None
    if camera is None or camera.version == photo.clock_version:
        return
    shown = photo.clock_shown.replace(tzinfo=None) if photo.clock_shown else None
    kept = Clocked(photo.id, photo.seq, shown, photo.clock_ahead_s, photo.taken_at, photo.created_at)
    photo.taken_at, photo.clock_version = _taken_at(kept, event, camera), camera.version
    await store.set_taken_at({photo.id: photo.taken_at}, camera.version)


async def tell_guests(deps: Deps, photo_ids: Sequence[str]) -> None:
    """Tell the searches that found these photos when they were taken. Read after it was written: what is told last is what
    holds."""
    told: dict[str, dict[str, str | None]] = defaultdict(dict)
    present = await store.by_ids(photo_ids)
    for match in await matches.announced_of(list(present)):
        photo = present[match.photo_id]
        told[match.search_id][photo.id] = rfc3339(capture.moment(photo.taken_at, photo.created_at))
    for search_id in await searches.open_ids(told, utc_now()):
        await deps.bus.publish(topics.search_topic(search_id), topics.search_times(told[search_id]))


def camera_key(settings: Settings, event_id: int, name: str, serial: str) -> str:
    """What a body is known by at one event. A serial number says who owns it and can be tried out, so the digest has a key."""
    key = derived_key(settings.secret_key.get_secret_value(), "cameras 1")
    body = "\0".join((str(event_id), name, serial)).encode()
    return hmac.new(key, body, hashlib.sha256).digest()[:_DIGEST_BYTES].hex()


def _shown(camera: EventCamera, taken: Sequence[Clocked]) -> tuple[EventCamera, int, bool, list[str]]:
    """``taken`` are its photos, the newest number first."""
    doubtful = sum(capture.is_doubtful(photo.taken_at, photo.created_at) for photo in taken)
    zoneless = any(photo.shown is not None and photo.ahead_s is None for photo in taken)
    by_time = sorted(taken, key=lambda photo: capture.moment(photo.taken_at, photo.created_at) or photo.created_at, reverse=True)
    return camera, doubtful, zoneless, [photo.id for photo in by_time[:SHOWN_PHOTOS]]


def _taken_at(photo: Clocked, event: Event, camera: EventCamera) -> datetime | None:
    reading = Reading(photo.shown, photo.ahead_s) if photo.shown else None
    return clocks.taken_at(reading, event.time_zone, _correction(camera)) if reading else None


def _correction(camera: EventCamera) -> Correction:
    return Correction(camera.offset_s, camera.follows_summer_time)
