"""Photos come in, are tried again and deleted, one or many. What a worker does with them: ``workers.photo``; who may see them:
``app.services.showing``."""

from __future__ import annotations

import asyncio
import hashlib
import logging
import os
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Final, Literal

from anyio import to_thread

from app import jobs, topics
from app.domain import capture, releasing, text
from app.domain.chunks import chunks
from app.domain.filenames import LONGEST_BYTES
from app.domain.ids import new_id
from app.domain.image_formats import READ, SNIFF_BYTES, sniff
from app.domain.origin import Origin
from app.domain.permissions import Caller, everybody_browses
from app.domain.shots import stem_of
from app.domain.times import utc_now
from app.domain.vocabulary import PhotoStage, PhotoStatus, Review
from app.errors import (
    AppError,
    Conflict,
    EmptyFile,
    FileChanged,
    FinalInUse,
    Forbidden,
    NotFailed,
    NotFound,
    Refusal,
    TooLarge,
    UnsupportedMedia,
)
from app.services import audit, blob_keys, covers, gallery_news, progress, quotas, searches, showing, space, walls
from app.services.access import facts
from app.services.arrivals import Arrivals
from app.services.deps import Deps
from app.services.public_photos import public_photo, public_status
from app.store import counting, matches, sources
from app.store import events as event_store
from app.store import faces as face_log
from app.store import photos as store
from app.store.documents import Event, Photo, PhotoError, RefusedFile, StoredFace
from app.store.photos import Filters, Outlined

__all__ = [
    "Accepted",
    "Details",
    "Outline",
    "WholeFile",
    "accept",
    "accept_file",
    "change_many",
    "clean_name",
    "delete",
    "details",
    "find",
    "mark_missing",
    "of_event",
    "outline",
    "outlined",
    "public_photo",
    "public_status",
    "purge",
    "rate",
    "retry",
    "retry_failed",
    "uncounted",
]

MISSING: Final = PhotoError(code="missing", message="The file is no longer there. Please upload it again.", retryable=True)
"""What a photographer reads of a photo whose file is lost."""

_AT_ONCE = 16
_LOOKED_AHEAD = 4 * 2**20  # bytes: so often a file that comes in asks whether there is still room
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
class Accepted:
    """What became of an uploaded file. ``duplicate_of`` is the photo (then also ``id``) that has the same content."""

    id: str
    name: str
    status: str
    duplicate_of: str | None = None


@dataclass(frozen=True, slots=True)
class WholeFile:
    """A file on this machine that has all its bytes and does not change. ``sha256`` (hex) is known where they were hashed as they
    came."""

    path: Path
    sha256: str | None = None

    def photo(self, event_id: int, name: str, origin: Origin, most: int) -> Photo:
        """The document of it. Reads the file where its hash is not known. Raises as ``accept_file``."""
        with self.path.open("rb") as file:
            head = file.read(SNIFF_BYTES)
            _check_head(head)
            size = os.fstat(file.fileno()).st_size
            _check_size(size, most)
            file.seek(0)
            content_hash = self.sha256 or hashlib.file_digest(file, "sha256").hexdigest()
        return _new_photo(event_id, name, origin, content_hash=content_hash, size=size, head=head)


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


async def accept(
    deps: Deps, event: Event, name: str, stream: AsyncIterator[bytes], origin: Origin, *, sha256: str | None = None
) -> Accepted:
    """Store a file and queue its photo, by whichever way it came. When this returns nothing that happens to a process loses it.

    Raises ``TooLarge``, ``UnsupportedMedia``, ``Unacceptable`` (``empty_file``, or ``file_changed`` when the content is not that
    of ``sha256``), ``QuotaReached`` or ``InsufficientStorage`` and then leaves nothing behind. A file that the event
    has already is not stored again; if its photo failed it is tried again.
    """
    try:
        accepted = await _take_in(deps, event, name, stream, origin, sha256=sha256)
    except Refusal as error:
        await sources.note_refusal(event.id, origin, RefusedFile(name=clean_name(name), code=error.code, at=utc_now()))
        raise
    if accepted.duplicate_of is None:
        await sources.note_photos(event.id, origin, 1, accepted.name, utc_now())
    return accepted


async def accept_file(deps: Deps, event: Event, name: str, file: WholeFile, origin: Origin, *, arrivals: Arrivals) -> Accepted:
    """As ``accept`` of a file that lies on this machine, which stays where it is; a store that can shares its bytes.

    Whether one more may come is the caller's to know. Raises ``UnsupportedMedia``, ``EmptyFile``, ``TooLarge`` and, where the
    bytes have to be copied, ``InsufficientStorage``.
    """
    try:
        photo = await to_thread.run_sync(file.photo, event.id, clean_name(name), origin, deps.settings.max_photo_bytes)
        present = await _keep(deps, photo, partial(deps.blobs.put_file, path=file.path))
    except Refusal as error:
        await sources.note_refusal(event.id, origin, RefusedFile(name=clean_name(name), code=error.code, at=utc_now()))
        raise
    if present is not None:
        return await _again(deps, await _adopted(present, origin), photo.name)
    arrivals.note(event.id, origin, photo.name, photo.size, utc_now())
    await _queue(deps, photo)
    return Accepted(photo.id, photo.name, photo.status.value)


async def _take_in(
    deps: Deps, event: Event, name: str, stream: AsyncIterator[bytes], origin: Origin, *, sha256: str | None
) -> Accepted:
    await quotas.check_event(deps, event)
    intake = _Intake(deps, stream)
    key = blob_keys.staging()
    await intake.begin()
    await deps.blobs.put(key, intake.chunks())
    photo = intake.photo(event.id, clean_name(name), origin)
    try:
        if sha256 is not None and photo.content_hash != sha256:
            raise FileChanged
        await quotas.check_file(deps, event, photo.size)
        present = await _keep(deps, photo, partial(deps.blobs.rename, key))
    finally:
        await deps.blobs.delete(key)
    if present is not None:
        return await _again(deps, await _adopted(present, origin), photo.name)
    await counting.count(event.id, total=1, size=photo.size)
    await _publish_stored(deps, photo)
    return Accepted(photo.id, photo.name, photo.status.value)


async def at_gate(photo: Photo) -> dict[str, Any]:
    """How a new photo begins by the setting for whoever sends it, as it is now: while the file came in, somebody may have changed
    it."""
    review = releasing.review_of_new(
        await event_store.release_of(photo.event_id, photo.uploaded_by, given=photo.given_by is not None)
    )
    return {"review": review, "hidden": review is Review.WAITING}


async def _keep(deps: Deps, photo: Photo, put: Callable[[str], Awaitable[None]]) -> Photo | None:
    """``put`` the bytes where they belong, and write the photo. Returns the one that the event has of these bytes already."""
    present = await _present(deps, photo)
    if present is None:
        await put(blob_keys.original(photo))
        stored = await store.insert_once(photo.model_copy(update=await at_gate(photo)))
        if stored.id == photo.id:
            return None
        await deps.blobs.delete(blob_keys.original(photo))
        return stored
    if present.status is PhotoStatus.FAILED:
        await put(blob_keys.original(present))  # it may have failed for want of its file
    return present


def clean_name(name: str) -> str:
    """The file's own name without folders and control characters, at most 255 bytes; ``photo`` when nothing is left."""
    return text.file_name(name, LONGEST_BYTES) or "photo"


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
    raws = (await store.raws_of([photo.id])).get(photo.id, [])
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
    await _publish_stored(deps, again)
    return again


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
    for files in (await store.files_of([photo.id])).values():
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


class _Intake:
    """A file on its way in: hashed, counted and looked at while it streams through, never whole in memory."""

    def __init__(self, deps: Deps, stream: AsyncIterator[bytes]) -> None:
        self._deps = deps
        self._stream = stream
        self._most = deps.settings.max_photo_bytes
        self._room_until = 0
        self._head = b""
        self._hash = hashlib.sha256()
        self._size = 0

    async def begin(self) -> None:
        """Read as much as tells whether this is an image; raises when it is none."""
        while len(self._head) < SNIFF_BYTES:
            chunk = await anext(self._stream, b"")
            if not chunk:
                break
            self._head += chunk
        _check_head(self._head)

    async def chunks(self) -> AsyncIterator[bytes]:
        """All of it; raises ``TooLarge`` or ``InsufficientStorage`` as soon as it is."""
        yield await self._count(self._head)
        async for chunk in self._stream:
            if chunk:
                yield await self._count(chunk)

    def photo(self, event_id: int, name: str, origin: Origin) -> Photo:
        """The document of what streamed through."""
        return _new_photo(event_id, name, origin, content_hash=self._hash.hexdigest(), size=self._size, head=self._head)

    async def _count(self, chunk: bytes) -> bytes:
        self._size += len(chunk)
        if self._size > self._room_until:  # how large the file will be nobody has said
            await space.need(self._deps, _LOOKED_AHEAD)
            self._room_until = self._size + _LOOKED_AHEAD
        _check_size(self._size, self._most)
        self._hash.update(chunk)
        return chunk


def _check_head(head: bytes) -> None:
    if not head:
        raise EmptyFile
    if sniff(head[:SNIFF_BYTES]) is None:
        raise UnsupportedMedia(f"This is not a {READ} photo.")


def _check_size(size: int, most: int) -> None:
    if size > most:
        raise TooLarge(f"The file is larger than {most // 2**20} MB.")


def _new_photo(event_id: int, name: str, origin: Origin, *, content_hash: str, size: int, head: bytes) -> Photo:
    return Photo(
        id=new_id(),
        event_id=event_id,
        seq=0,
        name=name,
        content_hash=content_hash,
        size=size,
        media_type=sniff(head[:SNIFF_BYTES]) or "",
        source=origin.source,
        source_name=origin.name,
        uploaded_by=origin.account_id,
        given_by=origin.giver_id,
        giver_name=origin.giver_name,
        stem=stem_of(name),
        final=origin.final,
    )


async def _present(deps: Deps, photo: Photo) -> Photo | None:
    """The event's photo with this content. One whose deletion is not over yet is deleted to the end first."""
    present = await store.by_hash(photo.event_id, photo.content_hash)
    if present is not None and present.status is PhotoStatus.DELETED:
        await purge(deps, present)
        return None
    return present


async def _adopted(present: Photo, origin: Origin) -> Photo:
    """A guest gave it, and an account of the event sends the same file: it is the account's from now on, so that the guest does
    not delete it for all."""
    if present.given_by is None or origin.account_id is None:
        return present
    return await store.adopt(present.id, origin.account_id, origin.source) or present


async def _again(deps: Deps, present: Photo, name: str) -> Accepted:
    """The same file came again: a failed photo is tried again, and one that waits is queued in case its job was lost."""
    if present.status is PhotoStatus.FAILED:
        try:
            present = await retry(deps, present)
        except Conflict:
            present = await find(present.id)
    elif present.status in (PhotoStatus.QUEUED, PhotoStatus.PROCESSING):
        await deps.queue.enqueue(jobs.process_photo(present.id))
    # Of a final that has replaced a photo there is nothing to see but that photo.
    shown = present.raw_of if present.final and present.raw_of else present.id
    return Accepted(shown, name, public_status(present), duplicate_of=shown)


async def _queue(deps: Deps, photo: Photo) -> None:
    stored = topics.photo_stage(photo.id, photo.name, PhotoStage.STORED)
    await deps.bus.publish(topics.ingest_topic(photo.event_id), stored)
    await deps.queue.enqueue(jobs.process_photo(photo.id))


async def _publish_stored(deps: Deps, photo: Photo) -> None:
    await _queue(deps, photo)
    try:
        await progress.publish(deps, photo.event_id)
    except AppError:
        _log.warning("progress of event %s not published", photo.event_id)
