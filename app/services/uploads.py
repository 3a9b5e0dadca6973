"""Resumable uploads (tus): how a complete one becomes a photo, and what an account may have under way.

The bytes wait in the ``UploadStore``. A complete upload is accepted like any other file, and for a day it is remembered what
became of it, so that a client that did not hear the last answer can ask. A process may die between any two of these steps:
whoever looks next goes on, and only one at a time.
"""

from __future__ import annotations

import json
import logging
from collections.abc import AsyncIterator
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Final
from uuid import uuid4

from app.domain.origin import Origin
from app.domain.permissions import Action, Caller
from app.domain.vocabulary import Source
from app.errors import (
    Conflict,
    EventDeleted,
    NotFound,
    OffsetMismatch,
    Refusal,
    TooLarge,
    TooManyUploadBytes,
    TooManyUploads,
    Unauthenticated,
)
from app.ports import HeldUpload, UploadNote
from app.services import acceptance, giving, quotas, space
from app.services.access import event_for, signed_in
from app.services.deps import Deps
from app.store import events
from app.store.documents import Event

_QUIET_S: Final = 30  # whoever sent the last byte has had this long to accept the file himself
_FORSAKEN_S: Final = 3600  # an upload that nothing came of for so long makes way where its account may have no more
_RETRY_AFTER_S: Final = 60

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a complete upload; ``error`` is the code of a refusal."""

    upload_id: str
    owner_id: str
    event_id: int
    length: int
    photo_id: str | None = None
    status: str | None = None
    duplicate_of: str | None = None
    error: str | None = None
    message: str = ""


async def begin(deps: Deps, caller: Caller, note: UploadNote, now: datetime) -> UploadNote:
    """A new upload of the caller's, with the id and the owner that it was given.

    Raises as ``access.event_for``, ``TooLarge``, ``TooManyUploads``, ``TooManyUploadBytes``, ``QuotaReached`` and
    ``InsufficientStorage``: what cannot come to its end is refused before its first byte.
    """
    event, owner_id = await _admitted(deps, caller, note)
    note = replace(note, owner_id=owner_id)
    if note.length > deps.settings.max_photo_bytes:
        raise TooLarge(f"The file is larger than {deps.settings.max_photo_bytes // 2**20} MB.")
    await space.need(deps, 2 * note.length)  # once while it comes, and once more while it becomes a photo
    await quotas.check(deps, event, note.length)
    usage = await deps.uploads.usage(note.owner_id)
    if usage.uploads >= deps.settings.max_open_uploads or usage.bytes + note.length > deps.settings.max_open_upload_bytes:
        await deps.uploads.drop_silent(now.timestamp() - _FORSAKEN_S, note.owner_id)
        usage = await deps.uploads.usage(note.owner_id)
    if usage.uploads >= deps.settings.max_open_uploads:
        raise TooManyUploads(
            f"You have {usage.uploads} unfinished uploads: end some of them first.", retry_after_s=_RETRY_AFTER_S
        )
    _check_bytes(deps, usage.bytes + note.length)
    begun = replace(note, id=str(uuid4()))
    await deps.uploads.begin(begun)
    return begun


async def _admitted(deps: Deps, caller: Caller, note: UploadNote) -> tuple[Event, str]:
    """The event that the upload is for, and whose it is: an account's, or a guest session's of what a guest gives."""
    if note.source is not Source.GUEST:
        return await event_for(caller, note.event_id, Action.UPLOAD_PHOTOS), signed_in(caller)
    return await giving.admit(deps, caller, note.event_id), caller.guest_id or ""


async def receive(
    deps: Deps, upload: HeldUpload, offset: int, pieces: AsyncIterator[bytes], *, coming: int | None
) -> int | Outcome:
    """Add bytes to an upload that was found for its owner: from ``offset`` on, ``coming`` in all (None: nobody says). Returns how
    far it is then, or what became of it once it is complete.

    Raises ``OffsetMismatch``, ``UploadBusy``, ``TooLarge``, ``InsufficientStorage`` and ``TooManyUploadBytes``: what came before
    that stays and counts.
    """
    note = upload.note
    if offset != upload.offset:
        raise OffsetMismatch
    if coming is not None and offset + coming > note.length:
        raise TooLarge("The file is larger than announced.")
    await _check_room(deps, upload, note.length - offset)
    try:
        async for piece in pieces:
            await _check_room(deps, upload, len(piece))
            offset = await deps.uploads.append(note, offset, piece)
        return await complete(deps, note) if offset == note.length else offset
    except NotFound:
        return await _ended(deps, note.owner_id, note.id)  # by another request beside this one


async def _check_room(deps: Deps, upload: HeldUpload, size: int) -> None:
    """Raise ``InsufficientStorage`` or ``RateLimited`` when there is no room for ``size`` bytes more of the upload."""
    await space.need(deps, size + upload.note.length)  # there must be room for the photo, too: better said now than at the end
    usage = await deps.uploads.usage(upload.note.owner_id)
    _check_bytes(deps, usage.bytes + size)


async def find(deps: Deps, owner_id: str, upload_id: str) -> HeldUpload | Outcome:
    """The upload of this account, or what became of it; raises ``NotFound``."""
    ended = await _outcome(deps, owner_id, upload_id)
    if ended is not None:
        return ended
    try:
        return await deps.uploads.find(owner_id, upload_id)
    except NotFound:
        return await _ended(deps, owner_id, upload_id)  # it may have ended between the two looks


async def own(deps: Deps, caller: Caller, upload_id: str) -> HeldUpload | Outcome:
    """The upload, for who began it and may still upload to its event; for anyone else it is not there."""
    if caller.is_stranger:
        raise Unauthenticated
    try:
        upload = await find(deps, caller.user_id or "", upload_id)
    except NotFound:
        upload = await find(deps, caller.guest_id or "", upload_id)
        await event_for(caller, _event_of(upload), Action.GIVE_PHOTOS)
    else:
        await event_for(caller, _event_of(upload), Action.UPLOAD_PHOTOS)
    return upload


def _event_of(upload: HeldUpload | Outcome) -> int:
    return upload.event_id if isinstance(upload, Outcome) else upload.note.event_id


async def give_up(deps: Deps, caller: Caller, upload_id: str) -> None:
    """Forget the upload; one that has become a photo stays. Raises as ``own``, and ``UploadBusy``."""
    upload = await own(deps, caller, upload_id)
    if isinstance(upload, HeldUpload):
        await deps.uploads.discard(upload.note)


async def complete(deps: Deps, note: UploadNote, wait_s: float = 0) -> Outcome:
    """Make a photo of an upload that has all its bytes; durable when this returns. Whoever comes second gets the same outcome.

    A refused file is an ``Outcome`` with ``error``. Raises ``Conflict`` (``upload_busy``) when somebody else is still at it after
    ``wait_s`` seconds, ``NotFound`` for an upload that is not there, and whatever a backend that is away raises: then nothing
    is lost and it is tried again.
    """
    try:
        async with deps.uploads.holding(note, wait_s):
            outcome = await _outcome(deps, note.owner_id, note.id)
            if outcome is None:
                outcome = await _accept(deps, note)
            await deps.uploads.end(note, json.dumps(asdict(outcome)).encode())
            return outcome
    except NotFound:
        return await _ended(deps, note.owner_id, note.id)


async def waiting(deps: Deps, now: datetime) -> list[tuple[str, str]]:
    """Complete uploads that nobody ended, by account and id."""
    return await deps.uploads.complete_since(now.timestamp() - _QUIET_S)


async def recover(deps: Deps, now: datetime) -> int:
    """Accept complete uploads whose process died before it could; returns how many. One that fails stops no other."""
    recovered = 0
    for owner_id, upload_id in await waiting(deps, now):
        try:
            upload = await deps.uploads.find(owner_id, upload_id)
            outcome = await complete(deps, upload.note)
        except (NotFound, Conflict) as error:
            _log.debug("upload %s is not to be ended now: %s", upload_id, error.code)
        except Exception:
            _log.exception("upload %s is complete and could not be accepted; it is tried again", upload_id)
        else:
            recovered += 1
            _log.info("upload %s was complete and waiting: %s", upload_id, outcome.error or outcome.status)
    return recovered


async def drop_stale(deps: Deps, now: datetime) -> None:
    """Remove uploads that nothing was sent to for ``upload_ttl_s``, old outcomes and what a crash left."""
    before = now.timestamp() - deps.settings.upload_ttl_s
    await deps.uploads.drop_silent(before)
    await deps.uploads.tidy(before)


def _check_bytes(deps: Deps, held: int) -> None:
    if held > deps.settings.max_open_upload_bytes:
        raise TooManyUploadBytes(retry_after_s=_RETRY_AFTER_S)


async def _accept(deps: Deps, note: UploadNote) -> Outcome:
    outcome = Outcome(note.id, note.owner_id, note.event_id, note.length)
    given = note.source is Source.GUEST
    sent = Origin(note.source, note.owner_id, final=note.final)
    origin = giving.origin_of(note.owner_id, note.giver_name) if given else sent
    try:
        event = await events.living(note.event_id)
        if event is None:
            raise EventDeleted
        accepted = await acceptance.accept(deps, event, note.name, deps.uploads.read(note), origin, sha256=note.sha256)
    except Refusal as error:
        return replace(outcome, error=error.code, message=error.detail)
    return replace(outcome, photo_id=accepted.id, status=accepted.status, duplicate_of=accepted.duplicate_of)


async def _ended(deps: Deps, owner_id: str, upload_id: str) -> Outcome:
    outcome = await _outcome(deps, owner_id, upload_id)
    if outcome is None:
        raise NotFound
    return outcome


async def _outcome(deps: Deps, owner_id: str, upload_id: str) -> Outcome | None:
    kept = await deps.uploads.outcome(owner_id, upload_id)
    if kept is None:
        return None
    try:
        return Outcome(**json.loads(kept))
    except (ValueError, TypeError):
        _log.warning("what became of upload %s cannot be read", upload_id)
        return None
