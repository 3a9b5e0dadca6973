"""Photos are listed, rated, tried again and deleted, one or many. How a file becomes one: ``app.services.acceptance``; what a
worker does with them: ``workers.photo``; who may see them: ``app.services.showing``."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from app import jobs, topics
from app.domain import capture
from app.domain.chunks import chunks
from app.domain.permissions import Caller, everybody_browses
from app.domain.times import utc_now
from app.domain.vocabulary import PhotoStage, PhotoStatus, Review
from app.errors import AppError, Conflict, FinalInUse, Forbidden, NotFailed, NotFound
from app.services import audit, blob_keys, covers, gallery_news, progress, searches, showing, walls
from app.services.access import facts
from app.services.deps import Deps
from app.services.public_photos import public_photo
from app.store import counting, matches, shot_files
from app.store import faces as face_log
from app.store import photos as store
from app.store.documents import Event, Photo, PhotoError, StoredFace
from app.store.photos import Filters, Outlined

MISSING: Final = PhotoError(code="missing", message="The file is no longer there. Please upload it again.", retryable=True)
"""What a photographer reads of a photo whose file is lost."""

_AT_ONCE = 16
_UNKNOWN_RATIO = 1.5  # of most cameras

_log = logging.getLogger(__name__)


BulkAction = Literal["hide", "unhide", "approve", "reject", "hold", "delete", "retry"]
Order = Literal["newest", "taken"]
_ACTS: Final[Mapping[BulkAction, audit.Act]] = {
    "hide": "photo.hide",
    "unhide": "photo.unhide",
    "approve": "photo.approve",
    "reject": "photo.reject",
    "hold": "photo.hold",
    "delete": "photo.delete",
    "retry": "photo.retry",
}


@dataclass(frozen=True, slots=True)
class Skipped:
    """A photo to which something could not be done, and why (an error's code)."""

    photo_id: str
    code: str


@dataclass(frozen=True, slots=True)
class BulkOutcome:
    """How many photos were changed, and which were skipped."""

    done: int
    skipped: list[Skipped]


@dataclass(frozen=True, slots=True)
class Outline:
    """Every photo, in order; ``ratios`` are width by height."""

    ids: Sequence[str]
    ratios: Sequence[float]


@dataclass(frozen=True, slots=True)
class Details:
    """A photo, how many searches have it among their matches (also while it is hidden from them), whether all its guests or
    those of a share link may browse its event, its faces, and the RAW files of its shot."""

    photo: Photo
    guests: int
    everyone: bool
    faces: Sequence[StoredFace]
    raws: Sequence[Photo]


async def outline(event: Event, filters: Filters, order: Order) -> Outline:
    """Every photo that passes, without paging; the newest first."""
    return outlined(await store.outline(event.id, filters), order)


def outlined(found: Sequence[Outlined], order: Order) -> Outline:
    """Photos that were read the newest first, in that order."""
    rows = list(found)
    if order == "taken":
        # Newest first, too; those that nobody knows the time of come last. Sorting keeps the order of equals.
        rows.sort(key=lambda row: capture.place(row.taken_at, row.created_at), reverse=True)
    return Outline([row.id for row in rows], [round(row.width / row.height, 3) if row.width else _UNKNOWN_RATIO for row in rows])


async def of_event(event: Event, photo_ids: Sequence[str]) -> list[Photo]:
    """Those of the photos that the event has, in the order asked for, each once."""
    found = await store.by_ids(list(dict.fromkeys(photo_ids)))
    return [photo for photo in map(found.get, dict.fromkeys(photo_ids)) if photo and photo.event_id == event.id]


async def details(photo: Photo, event: Event) -> Details:
    """Everything that the owner may know of a photo."""
    entry = await face_log.of_photo(photo.id, photo.engine_id) if photo.engine_id else None
    matched = [match for match in await matches.of_photo(photo.id) if match.is_me is not False]
    everyone = event.link_gallery or everybody_browses(facts(event))
    raws = (await shot_files.raws_of([photo.id])).get(photo.id, [])
    return Details(photo, len(matched), everyone, entry.faces if entry else (), raws)


async def find(photo_id: str) -> Photo:
    """The photo; raises ``NotFound``."""
    photo = await store.get(photo_id)
    if photo is None:
        raise NotFound
    return photo


async def retry(deps: Deps, photo: Photo, by: Caller | None = None) -> Photo:
    """Try a failed photo again; raises ``Conflict`` when it has not failed. ``by`` is who is named in the log."""
    again = await store.set_queued_again(photo.id)
    if again is None:
        raise NotFailed
    if again.raw_of is None:
        await counting.count(again.event_id, failed=-1)
    await _note(by, "retry", photo)
    await publish_stored(deps, again)
    return again


async def queue(deps: Deps, photo: Photo) -> None:
    """A worker is to look at the photo, which is stored; the studio learns of it."""
    stored = topics.photo_stage(photo.id, photo.name, PhotoStage.STORED)
    await deps.bus.publish(topics.ingest_topic(photo.event_id), stored)
    await deps.queue.enqueue(jobs.process_photo(photo.id))


async def publish_stored(deps: Deps, photo: Photo) -> None:
    """As ``queue``, and the event's counts are told at once."""
    await queue(deps, photo)
    try:
        await progress.publish(deps, photo.event_id)
    except AppError:
        _log.warning("progress of event %s not published", photo.event_id)


async def rate(deps: Deps, photo: Photo, stars: int) -> Photo:
    """Give the photo so many stars, 0 to 5."""
    changed = await store.set_stars(photo.id, stars)
    if changed is None:
        raise NotFound
    await deps.bus.publish(topics.ingest_topic(photo.event_id), topics.photo_changed(public_photo(deps, changed).message()))
    return changed


async def delete(deps: Deps, photo: Photo, by: Caller | None = None) -> None:
    """A photo and all that was made of it go. From the first write on nobody sees it; the keeper ends what a crash cut off.
    ``by`` is who is named in the log. Raises ``FinalInUse`` for a final that a photo shows."""
    if photo.final and photo.raw_of is not None:
        shown = await store.get(photo.raw_of)
        if shown is not None and shown.final_id == photo.id:
            raise FinalInUse
    before = await store.set_deleted(photo.id)
    if before is None:
        raise NotFound
    counted = {"total": -1, **uncounted(before)} if before.raw_of is None else {}
    await counting.count(photo.event_id, size=-before.own_bytes, **counted)
    await _note(by, "delete", photo)
    await purge(deps, photo)
    await progress.publish(deps, photo.event_id)


async def change_many(
    deps: Deps, event: Event, action: BulkAction, photo_ids: Sequence[str], by: Caller, *, sent_by: str | None = None
) -> BulkOutcome:
    """Do to each of the photos what the function of that name does, here or in ``showing``; what cannot be done is skipped.

    What is no photo of the event is skipped as ``not_found``, and with ``sent_by`` what another account sent as ``forbidden``.
    Can run twice. The log has one entry of it, also where it fails
    half way.
    """
    changes: dict[BulkAction, Callable[[Deps, Photo], Awaitable[object]]] = {
        "hide": showing.hide,
        "unhide": showing.unhide,
        "approve": showing.approve,
        "reject": showing.reject,
        "hold": showing.hold,
        "delete": delete,
        "retry": retry,
    }
    present = await of_event(event, photo_ids)
    known_ids = {photo.id for photo in present}
    skipped = [Skipped(photo_id, NotFound.code) for photo_id in dict.fromkeys(photo_ids) if photo_id not in known_ids]
    if sent_by is not None:
        skipped += [Skipped(photo.id, Forbidden.code) for photo in present if photo.uploaded_by != sent_by]
        present = [photo for photo in present if photo.uploaded_by == sent_by]
    done = 0
    failed: list[BaseException] = []
    for batch in chunks(present, _AT_ONCE):
        outcomes = await asyncio.gather(*(changes[action](deps, photo) for photo in batch), return_exceptions=True)
        for photo, outcome in zip(batch, outcomes, strict=True):
            if isinstance(outcome, (Conflict, NotFound)):
                skipped.append(Skipped(photo.id, outcome.code))
            elif isinstance(outcome, BaseException):
                failed.append(outcome)
            else:
                done += 1
        if failed:
            break
    detail = {"photos": done, "skipped": len(skipped)} | ({"failed": len(failed)} if failed else {})
    await audit.record(by, _ACTS[action], f"event:{event.id}", event.id, detail=detail)
    if failed:
        raise failed[0]
    await progress.publish_settled(deps, event.id)
    return BulkOutcome(done, skipped)


async def retry_failed(deps: Deps, event: Event, by: Caller) -> BulkOutcome:
    """Try every photo of the event again that has failed."""
    return await change_many(deps, event, "retry", await store.failed_ids(event.id), by)


async def mark_missing(deps: Deps, photo: Photo) -> None:
    """The photo's file is lost: it has failed until the same file is sent again. Its faces stay, and what guests were shown."""
    now = utc_now()
    before = await store.set_missing(photo.id, MISSING, now)
    if before is None:
        return
    if before.raw_of is None:
        await counting.count(photo.event_id, failed=1, **uncounted(before))
    failed = before.model_copy(update={"status": PhotoStatus.FAILED, "error": MISSING, "updated_at": now})
    await deps.bus.publish(topics.ingest_topic(photo.event_id), topics.photo_failed(public_photo(deps, failed).message()))
    await gallery_news.tell_of_photo(deps, photo.event_id, photo.id)
    await progress.publish(deps, photo.event_id)


async def purge(deps: Deps, photo: Photo) -> None:
    """Remove every trace of a photo that is marked as deleted. Can run twice; the document goes last."""
    for files in (await shot_files.files_of([photo.id])).values():
        for file in files:
            await delete(deps, file)
    await face_log.remove_photo(photo.id)
    await covers.withdraw(deps, photo)
    await walls.leave(deps, photo)
    await searches.retract_photo(deps, photo, "deleted")
    own = photo.as_proof()  # a final that it shows is one of its further files
    for key in (*blob_keys.pictures(own), blob_keys.original(own)):
        await deps.blobs.delete(key)
    await deps.blobs.delete_prefix(blob_keys.marks_of(own))
    removed = topics.photo_removed(photo.id)
    await deps.bus.publish(topics.ingest_topic(photo.event_id), removed, once=f"removed:{photo.id}")
    await gallery_news.tell_of_photo(deps, photo.event_id, photo.id)
    await store.remove(photo.id)


async def _note(by: Caller | None, action: BulkAction, photo: Photo) -> None:
    """As soon as the database has it: what comes after that may fail, and is brought to its end all the same."""
    if by is not None:
        await audit.record(by, _ACTS[action], f"photo:{photo.id}", photo.event_id)


def uncounted(photo: Photo) -> dict[str, int]:
    """What a photo was counted as, besides being one: what to add to the counters when it is one no more."""
    match photo.status:
        case PhotoStatus.PROCESSING:
            return {"processing": -1}
        case PhotoStatus.INDEXED:
            at_gate, replaced = photo.review is Review.WAITING, photo.final_id is not None
            return {"indexed": -1, "waiting": -int(at_gate), "replaced": -int(replaced), "faces": -photo.faces}
        case PhotoStatus.FAILED:
            return {"failed": -1}
        case _:
            return {}
