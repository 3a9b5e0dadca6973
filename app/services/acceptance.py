"""A file comes in, by whichever way, and becomes a photo: the one acceptance in which every way in ends."""

from __future__ import annotations

import hashlib
import os
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from anyio import to_thread

from app import jobs
from app.domain import releasing, text
from app.domain.filenames import LONGEST_BYTES
from app.domain.ids import new_id
from app.domain.image_formats import READ, SNIFF_BYTES, sniff
from app.domain.origin import Origin
from app.domain.shots import stem_of
from app.domain.times import utc_now
from app.domain.vocabulary import PhotoStatus, Review
from app.errors import Conflict, EmptyFile, FileChanged, Refusal, TooLarge, UnsupportedMedia
from app.services import blob_keys, photos, quotas, space
from app.services.arrivals import Arrivals
from app.services.deps import Deps
from app.services.public_photos import public_status
from app.store import counting, sources
from app.store import events as event_store
from app.store import photos as store
from app.store.documents import Event, Photo, RefusedFile

_LOOKED_AHEAD = 4 * 2**20  # bytes: so often a file that comes in asks whether there is still room


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
    await photos.queue(deps, photo)
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
    await photos.publish_stored(deps, photo)
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
        await photos.purge(deps, present)
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
            present = await photos.retry(deps, present)
        except Conflict:
            present = await photos.find(present.id)
    elif present.status in (PhotoStatus.QUEUED, PhotoStatus.PROCESSING):
        await deps.queue.enqueue(jobs.process_photo(present.id))
    # Of a final that has replaced a photo there is nothing to see but that photo.
    shown = present.raw_of if present.final and present.raw_of else present.id
    return Accepted(shown, name, public_status(present), duplicate_of=shown)
