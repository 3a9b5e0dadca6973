"""Resumable uploads in an object store that many machines share, so that one begun at one of them goes on at any other.

``open/OWNER/ID/note.EVENT`` says what the upload will be, and ``open/OWNER/ID/START.LENGTH`` holds its bytes from ``START`` on,
of ``LENGTH`` in all. Objects are whole or not there, so how far an upload has come is how far its pieces reach without a gap.
Names say all that listings are asked for: which uploads are complete, which are to an event.

An object store cannot append, and a part of a multipart upload must be larger than what may come of a request that is cut off.
So each append is an object, created only if there is none of that name: of two that write at one offset, wherever they are, one
wins. Small ones are put together as more comes, with those before that are no larger: so there are few of them however small the
requests are, and no byte is written again more than some twenty times.

Who writes or ends an upload holds a lock in Redis, which is let go of by itself some seconds after a process died. Should Redis
lose it, two can be at one upload; creating only what is not there keeps its bytes right then, and ending can run twice.
"""

from __future__ import annotations

import asyncio
import json
import logging
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import asdict, dataclass, field
from typing import Any, Final

import anyio
import redis.asyncio as redis
from redis.asyncio.lock import Lock
from redis.exceptions import LockError, RedisError

from app.adapters.object_blobs import ObjectBlobs
from app.adapters.upload_names import checked_id, checked_owner, note_from
from app.errors import Conflict, NotFound, OffsetMismatch, TooLarge, Unavailable, UploadBusy
from app.ports import BlobEntry, HeldUpload, UploadNote, UploadUsage

_WRITER_WAITS_S: Final = 2.0  # for another writer's piece; longer than that is somebody who ends the upload
_LOOK_AGAIN_S: Final = 0.05
_LOCKED_FOR_S: Final = 10.0  # after its last sign of life; a process that dies keeps an upload from others for so long
_SIGN_EVERY_S: Final = 2.5
_DAMAGED_FOR_S: Final = 60  # what a listing showed may have ended while the next was made
_LARGEST_PIECE: Final = 8 * 1024 * 1024
_RETRY_AFTER_S: Final = 5

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Piece:
    key: str
    start: int
    end: int

    @property
    def size(self) -> int:
        return self.end - self.start


@dataclass(slots=True)
class _Seen:
    """What a listing shows of one upload."""

    owner_id: str
    upload_id: str
    note: BlobEntry | None = None
    event_id: int = -1
    length: int | None = None  # not known before the first piece
    pieces: list[_Piece] = field(default_factory=list)
    strange: list[BlobEntry] = field(default_factory=list)
    bytes: int = 0
    touched_at: float = 0.0

    def chain(self) -> list[_Piece]:
        """The pieces that hold the bytes from 0 on, in order. One that was put together with others and is not yet removed lies
        within another and is left out."""
        chained: list[_Piece] = []
        reached = 0
        for piece in sorted(self.pieces, key=lambda piece: (piece.start, -piece.end)):
            if piece.start > reached:
                break
            if piece.end > reached:
                chained.append(piece)
                reached = piece.end
        return chained

    @property
    def offset(self) -> int:
        chained = self.chain()
        return chained[-1].end if chained else 0

    @property
    def is_complete(self) -> bool:
        return self.length is not None and self.offset == self.length


class ObjectUploads:
    """Implements ``ports.UploadStore``. What fails in between raises ``Unavailable``; whoever sends goes on from where it got."""

    def __init__(
        self, blobs: ObjectBlobs, locks: redis.Redis, prefix: str = "uploads/", clock: Callable[[], float] = time.time
    ) -> None:
        """``prefix`` ends with ``/``; below it everything is ours. ``clock`` tells POSIX seconds."""
        self._blobs = blobs
        self._locks = locks
        self._clock = clock
        self._open = f"{prefix}open/"
        self._done = f"{prefix}done/"

    async def begin(self, note: UploadNote) -> None:
        """Remember the upload."""
        await self._blobs.put(self._note_key(note), json.dumps(asdict(note)).encode())

    async def find(self, owner_id: str, upload_id: str) -> HeldUpload:
        """The upload, and how far it has come; one listing and one small object."""
        seen = await self._look(owner_id, upload_id)
        if seen is None or seen.note is None:
            raise NotFound
        note = note_from(await self._blobs.get(seen.note.key))
        if note is None or (note.owner_id, note.id) != (seen.owner_id, seen.upload_id):
            raise NotFound
        return HeldUpload(note, seen.offset, seen.touched_at)

    async def append(self, note: UploadNote, offset: int, data: bytes) -> int:
        """Add bytes at ``offset``: all or none of them. Whoever is told nothing asks with ``find`` which it was."""
        async with self._locked(note.owner_id, note.id, _WRITER_WAITS_S) as seen:
            if seen.offset != offset:
                raise OffsetMismatch
            if offset + len(data) > note.length:
                raise TooLarge("The file is larger than announced.")
            if data and not await self._blobs.create(self._piece_key(note, offset), data):
                raise OffsetMismatch
            await self._put_together(seen.chain())
            return offset + len(data)

    @asynccontextmanager
    async def holding(self, note: UploadNote, wait_s: float = 0) -> AsyncIterator[None]:
        """Keep everybody else away from the upload, on all machines."""
        async with self._locked(note.owner_id, note.id, wait_s):
            yield

    async def read(self, note: UploadNote) -> AsyncIterator[bytes]:
        """The bytes that are here, in chunks."""
        seen = await self._look(note.owner_id, note.id)
        reached = 0
        for piece in seen.chain() if seen is not None else ():
            async for chunk in self._blobs.stream(piece.key, reached - piece.start, piece.end - piece.start):
                yield chunk
            reached = piece.end

    async def end(self, note: UploadNote, outcome: bytes) -> None:
        """Keep the outcome before the bytes go."""
        await self._blobs.put(self._outcome_key(note.owner_id, note.id), outcome)
        seen = await self._look(note.owner_id, note.id)
        if seen is not None:
            await self._remove(seen)

    async def outcome(self, owner_id: str, upload_id: str) -> bytes | None:
        """What ``end`` kept."""
        key = self._outcome_key(owner_id, upload_id)
        try:
            return await self._blobs.get(key)
        except NotFound:
            return None

    async def discard(self, note: UploadNote) -> None:
        """Forget the upload."""
        async with self._locked(note.owner_id, note.id) as seen:
            await self._remove(seen)

    async def usage(self, owner_id: str) -> UploadUsage:
        """Lists what this account has alone."""
        found = await self._all(owner_id)
        return UploadUsage(sum(seen.note is not None for seen in found), sum(seen.bytes for seen in found))

    async def complete_since(self, before: float) -> list[tuple[str, str]]:
        """By names and sizes alone."""
        return sorted(
            (seen.owner_id, seen.upload_id)
            for seen in await self._all()
            if seen.note is not None and seen.is_complete and seen.touched_at < before
        )

    async def drop_silent(self, before: float, owner_id: str | None = None) -> int:
        """Forget what nobody goes on with."""
        return sum(
            [
                await self._drop_if_silent(seen, before)
                for seen in await self._all(owner_id)
                if seen.note is not None and _is_silent(seen, before)
            ]
        )

    async def drop_event(self, event_id: int) -> int:
        """Forget what is under way to the event; names say what is."""
        dropped = 0
        for seen in await self._all():
            if seen.note is None or seen.event_id != event_id:
                continue
            with suppress(NotFound, Conflict):  # who ends it now hears that the event is gone
                async with self._locked(seen.owner_id, seen.upload_id) as held:
                    await self._remove(held)
                    dropped += 1
        return dropped

    async def tidy(self, before: float) -> int:
        """Old outcomes go, and what belongs to nothing."""
        damaged = await self._damaged()
        for key, why in damaged:
            _log.warning("upload object %s removed: %s", key, why)
        await self._blobs.delete_keys([key for key, _ in damaged])
        async for batch in self._blobs.list(self._done):
            await self._blobs.delete_keys([entry.key for entry in batch if entry.modified.timestamp() < before])
        return len(damaged)

    async def faults(self) -> list[str]:
        """What ``tidy`` would remove because it belongs to nothing."""
        return [f"{key}: {why}" for key, why in await self._damaged()]

    async def free(self) -> int | None:
        """An object store does not say."""
        return await self._blobs.free()

    async def _put_together(self, chain: Sequence[_Piece]) -> None:
        """The last of these pieces become one, as long as the one before is no larger than all that follow it. Not the newest:
        while it is an object of its own, nobody who believes the upload to be shorter can begin at its offset too."""
        first = max(len(chain) - 1, 0)
        while first:
            before, after = chain[first - 1].size, chain[-1].end - chain[first].start
            if before > after or before + after > _LARGEST_PIECE:
                break
            first -= 1
        small = chain[first:]
        if len(small) < 2:
            return
        held = bytearray()
        for piece in small:
            held += (await self._blobs.get(piece.key))[small[0].start + len(held) - piece.start :]
        # The larger one comes before the others go: they lie within it then, and whoever looks meanwhile sees no gap.
        await self._blobs.put(small[0].key, bytes(held))
        await self._blobs.delete_keys([piece.key for piece in small[1:]])

    async def _drop_if_silent(self, seen: _Seen, before: float) -> bool:
        with suppress(NotFound, Conflict):
            async with self._locked(seen.owner_id, seen.upload_id) as held:  # its client may have come back in this moment
                if _is_silent(held, before):
                    await self._remove(held)
                    return True
        return False

    async def _remove(self, seen: _Seen) -> None:
        """The note goes last: without it nobody knows whose bytes they were, nor to which event."""
        await self._blobs.delete_keys([*(piece.key for piece in seen.pieces), *(entry.key for entry in seen.strange)])
        if seen.note is not None:
            await self._blobs.delete(seen.note.key)

    async def _damaged(self) -> list[tuple[str, str]]:
        """Objects that lead nowhere, and why: nobody will ever go on with them."""
        found: list[tuple[str, str]] = []
        latest = self._clock() - _DAMAGED_FOR_S
        for seen in await self._all():
            found += [(entry.key, "none of an upload") for entry in seen.strange if entry.modified.timestamp() < latest]
            if seen.touched_at >= latest:
                continue
            if seen.note is None:
                found += [(piece.key, "bytes without a note") for piece in seen.pieces]
            elif not await self._is_readable(seen.note):
                found += [(piece.key, "bytes without a note") for piece in seen.pieces]
                found.append((seen.note.key, "a note that cannot be read"))
        return found

    async def _is_readable(self, note: BlobEntry) -> bool:
        try:
            return note_from(await self._blobs.get(note.key)) is not None
        except NotFound:
            return True  # it ended in this moment

    async def _look(self, owner_id: str, upload_id: str) -> _Seen | None:
        found = await self._list(f"{self._open}{checked_owner(owner_id)}/{checked_id(upload_id)}/")
        return found[0] if found else None

    async def _all(self, owner_id: str | None = None) -> list[_Seen]:
        return await self._list(self._open if owner_id is None else f"{self._open}{checked_owner(owner_id)}/")

    async def _list(self, prefix: str) -> list[_Seen]:
        found: dict[tuple[str, str], _Seen] = {}
        async for batch in self._blobs.list(prefix):
            for entry in batch:
                owner_id, _, rest = entry.key.removeprefix(self._open).partition("/")
                upload_id, _, name = rest.partition("/")
                _note(found.setdefault((owner_id, upload_id), _Seen(owner_id, upload_id)), name, entry)
        return list(found.values())

    @asynccontextmanager
    async def _locked(self, owner_id: str, upload_id: str, wait_s: float = 0) -> AsyncIterator[_Seen]:
        """How the upload stands, while nobody else is at it."""
        lock = Lock(
            self._locks, f"upload:{checked_id(upload_id)}", timeout=_LOCKED_FOR_S, sleep=_LOOK_AGAIN_S, thread_local=False
        )
        try:
            taken = await lock.acquire(blocking=wait_s > 0, blocking_timeout=wait_s or None)
        except (RedisError, OSError) as error:
            raise Unavailable("Uploads are away for a moment.", retry_after_s=_RETRY_AFTER_S) from error
        if not taken:
            raise UploadBusy(retry_after_s=1)
        signing = asyncio.create_task(_sign(lock))
        try:
            seen = await self._look(owner_id, upload_id)
            if seen is None or seen.note is None:
                raise NotFound  # it ended while we came
            yield seen
        finally:
            signing.cancel()
            with anyio.CancelScope(shield=True), suppress(LockError, RedisError, OSError):
                await lock.release()

    def _note_key(self, note: UploadNote) -> str:
        return f"{self._open}{checked_owner(note.owner_id)}/{checked_id(note.id)}/note.{note.event_id}"

    def _piece_key(self, note: UploadNote, start: int) -> str:
        return f"{self._open}{checked_owner(note.owner_id)}/{checked_id(note.id)}/{start}.{note.length}"

    def _outcome_key(self, owner_id: str, upload_id: str) -> str:
        return f"{self._done}{checked_owner(owner_id)}/{checked_id(upload_id)}"


def _note(seen: _Seen, name: str, entry: BlobEntry) -> None:
    """What an object's name and size say of its upload."""
    kind, _, number = name.partition(".")
    if not number.isdecimal() or not (kind == "note" or kind.isdecimal()):
        seen.strange.append(entry)
        return
    seen.touched_at = max(seen.touched_at, entry.modified.timestamp())
    if kind == "note":
        seen.note, seen.event_id = entry, int(number)
        return
    seen.length = int(number)
    seen.bytes += entry.size
    seen.pieces.append(_Piece(entry.key, int(kind), int(kind) + entry.size))


def _is_silent(seen: _Seen, before: float) -> bool:
    return seen.touched_at < before and not seen.is_complete


async def _sign(lock: Any) -> None:
    """Say that we are still at it, until told to stop."""
    while True:
        await asyncio.sleep(_SIGN_EVERY_S)
        try:
            await lock.reacquire()
        except (RedisError, OSError) as error:
            _log.warning("the lock of an upload may be lost: %s", type(error).__name__)
