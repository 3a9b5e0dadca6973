"""Senders: cameras by what each signs in with over FTP, and what it sends, which becomes photos of one event."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from anyio import to_thread

from app.domain.image_formats import VIDEO_ENDINGS
from app.domain.origin import Origin
from app.domain.permissions import Action, Caller, accounts_who_may, may
from app.domain.times import utc_now
from app.domain.vocabulary import Role, Source
from app.errors import AppError, BadCredentials, EventDeleted, NotFound, QuotaReached, RateLimited, Refusal, UnsupportedMedia
from app.services import acceptance, audit, quotas, space
from app.services.acceptance import Accepted, WholeFile
from app.services.access import event_for, facts, signed_in
from app.services.arrivals import Arrivals
from app.services.briefly import Briefly
from app.services.deps import Deps
from app.services.passwords import hash_password, verify_password
from app.services.quotas import Room
from app.store import events, senders, sources, users
from app.store.documents import CutFile, Event, RefusedFile, Sender

LONGEST_NAME: Final = 100
# For a camera's buttons: one case, and nothing that is taken for something else (0 and o, 1, i and l): 31 characters.
ALPHABET: Final = "abcdefghjkmnpqrstuvwxyz23456789"
USERNAME_LENGTH: Final = 6
PASSWORD_LENGTH: Final = 10  # 49 bits, behind argon2 and a limit of tries
ONLINE_WITHIN: Final = timedelta(minutes=5)
_NOTED_AGAIN_AFTER: Final = timedelta(hours=1)
_SEEN_AGAIN_AFTER: Final = timedelta(seconds=10)
_KNOWN_FOR_S: Final = 1.0


@dataclass(frozen=True, slots=True)
class NewSender:
    """A camera that may send from now on; the password is not kept anywhere."""

    camera: Sender
    password: str


@dataclass(frozen=True, slots=True)
class OwnedSender:
    """A camera; ``owner_name`` is whose it is, None for the own ones of who asks."""

    camera: Sender
    owner_name: str | None


class Door:
    """Where cameras sign in. Many do so for every photo, so a password that fitted is known again without another hash."""

    def __init__(self, deps: Deps) -> None:
        self._deps = deps
        self._key = secrets.token_bytes(32)
        self._fitted: dict[str, tuple[str, bytes]] = {}

    async def sign_in(self, username: str, password: str, address: str) -> Sender:
        """The camera that these are of, however they were typed. ``address`` is where it comes from.

        Raises ``BadCredentials``, also for a revoked one, ``RateLimited`` and ``Unavailable``.
        """
        username, password = _typed(username), _typed(password)
        camera = await senders.by_username(username)
        if camera is None or not self._is_known(camera, password):
            await self._verify(camera, username, password, address)
        if camera is None or await _is_over(camera):
            await _note_failure(self._deps, camera, address, "revoked")
            raise BadCredentials
        await _note_sign_in(camera, address, utc_now())
        return camera

    def _is_known(self, camera: Sender, password: str) -> bool:
        known = self._fitted.get(camera.id)
        return known is not None and known[0] == camera.password_hash and hmac.compare_digest(known[1], self._digest(password))

    async def _verify(self, camera: Sender | None, username: str, password: str, address: str) -> None:
        settings = self._deps.settings
        limits = (
            (settings.login_rate, f"sender:{address}:{username}"),
            (settings.login_total_rate, f"camera-address:{address}"),
            (settings.login_total_rate, f"camera-name:{username}"),
        )
        for rule, key in limits:
            await self._deps.limiter.check(rule, key)
        if await verify_password(camera.password_hash if camera else None, password, by=address) and camera:
            self._fitted[camera.id] = camera.password_hash, self._digest(password)
            return
        for rule, key in limits:
            with suppress(RateLimited):
                await self._deps.limiter.hit(rule, key)
        await _note_failure(self._deps, camera, address, "wrong_password" if camera else "unknown_name")
        raise BadCredentials

    def _digest(self, password: str) -> bytes:
        return hmac.digest(self._key, password.encode(), hashlib.sha256)


async def create(deps: Deps, caller: Caller, event_id: int, name: str) -> NewSender:
    """A new camera of the caller's, and the password it signs in with. Raises as ``access.event_for``."""
    event = await event_for(caller, event_id, Action.MANAGE_OWN_SENDERS)
    password = _made_up(PASSWORD_LENGTH)
    hashed = await hash_password(password, by=signed_in(caller))
    while True:
        camera = Sender(
            event_id=event.id,
            user_id=signed_in(caller),
            name=name,
            username=_made_up(USERNAME_LENGTH),
            password_hash=hashed,
        )
        if await senders.insert(camera):
            break
    try:  # who takes somebody off the team does that first and then revokes what there is: one of the two sees the other
        await event_for(caller, event_id, Action.MANAGE_OWN_SENDERS)
    except AppError:
        await senders.revoke(camera.id, utc_now())
        raise
    await audit.record(caller, "sender.create", f"sender:{camera.id}", event.id)
    return NewSender(camera, password)


async def of_event(caller: Caller, event_id: int) -> Sequence[OwnedSender]:
    """All cameras of the event for its owner, and for who is on its team their own."""
    event = await event_for(caller, event_id, Action.MANAGE_OWN_SENDERS)
    found = await senders.of_event(event.id)
    if not may(caller, Action.MANAGE_SENDERS, facts(event)):
        found = [camera for camera in found if camera.user_id == caller.user_id]
    others = await users.by_ids({camera.user_id for camera in found} - {caller.user_id or ""})
    return [OwnedSender(camera, others[camera.user_id].name if camera.user_id in others else None) for camera in found]


async def revoke(caller: Caller, sender_id: str) -> None:
    """The camera sends nothing more: a file that is under way is cut, and what it was told is safe still arrives. Can be
    repeated."""
    camera = await senders.get(sender_id)
    event_id = camera.event_id if camera else 0
    await event_for(caller, event_id, Action.MANAGE_OWN_SENDERS)
    if camera is None:
        raise NotFound
    if camera.user_id != caller.user_id:
        await event_for(caller, event_id, Action.MANAGE_SENDERS)
    if await senders.revoke(camera.id, utc_now()):
        await audit.record(caller, "sender.revoke", f"sender:{camera.id}", camera.event_id)


async def revoke_of(by: Caller, event_id: int, user_id: str) -> None:
    """What the account had at the event sends nothing more: ``by`` has just taken it off the team."""
    for sender_id in await senders.revoke_of(event_id, user_id, utc_now()):
        await audit.record(by, "sender.revoke", f"sender:{sender_id}", event_id)


class Desk:
    """Where files of cameras are asked for and handed in. What many files of many cameras would ask the database again and again
    is known for a second: whose event it is, and how much room there is. Whether a login holds, and what the event's gate says,
    is asked for each file."""

    def __init__(self, deps: Deps, arrivals: Arrivals) -> None:
        self._deps = deps
        self._arrivals = arrivals
        self._may_send = Briefly(_may_send, _KNOWN_FOR_S)
        self._rooms = Briefly(self._room_of, _KNOWN_FOR_S)

    async def admit(self, sender_id: str, name: str) -> None:
        """May the camera begin to send that file? Raises ``BadCredentials`` when it was revoked, ``EventDeleted``,
        ``QuotaReached``, ``InsufficientStorage``, and ``UnsupportedMedia`` for a film, which need not be sent to be refused."""
        camera = await self._holder(sender_id)
        await self._room(camera.event_id)
        if name.lower().endswith(tuple(VIDEO_ENDINGS)):
            error = UnsupportedMedia("Videos are not accepted.")
            await _refused(camera, name, error)
            raise error

    async def accept(
        self, sender_id: str, name: str, file: WholeFile, *, final: bool = False, promised: bool = False
    ) -> Accepted:
        """Take in a file that has come whole. Raises as ``acceptance.accept_file``, ``EventDeleted``, ``QuotaReached``,
        ``NotFound`` when there is no such camera any more, and ``BadCredentials`` when it was revoked; but what it was promised
        before is kept."""
        camera = await (senders.get(sender_id) if promised else self._holder(sender_id))
        if camera is None:
            raise NotFound
        event = await _event(camera)
        size = await to_thread.run_sync(_size_of, file)
        room = await self._room(event.id, size)
        origin = replace(_origin(camera), final=final)
        accepted = await acceptance.accept_file(self._deps, event, name, file, origin, arrivals=self._arrivals)
        if accepted.duplicate_of is None:
            room.take(size)
        return accepted

    async def revoked(self, sender_ids: Collection[str]) -> Collection[str]:
        """Those of them that may send nothing more, or are not there."""
        found = await senders.by_ids(sender_ids)
        return {each for each in sender_ids if each not in found or await self._is_over(found[each])}

    async def _room(self, event_id: int, size: int = 0) -> Room:
        """A no is asked for each time."""
        room = await self._rooms.get(event_id)
        try:
            room.check(size)
        except QuotaReached:
            self._rooms.forget(event_id)
            room = await self._rooms.get(event_id)
            room.check(size)
        return room

    async def _holder(self, sender_id: str) -> Sender:
        camera = await senders.get(sender_id)
        if camera is None or await self._is_over(camera):
            raise BadCredentials
        return camera

    async def _is_over(self, camera: Sender) -> bool:
        return camera.revoked_at is not None or not await self._may_send.get((camera.user_id, camera.event_id))

    async def _room_of(self, event_id: int) -> Room:
        event = await events.living(event_id)
        if event is None:
            raise EventDeleted
        await space.need(self._deps)
        return await quotas.room(self._deps, event)


async def note_refused(sender_id: str, name: str, refusal: Refusal) -> None:
    """A file was refused before all of it had come."""
    camera = await senders.get(sender_id)
    if camera is not None:
        await _refused(camera, name, refusal)


async def note_waiting(sender_id: str, waiting: int, cut: Sequence[CutFile]) -> None:
    """How many files of the camera are not all there, and which of them have been so for long."""
    await senders.note_waiting(sender_id, waiting, cut)


async def known(sender_ids: Collection[str]) -> Collection[str]:
    """Those of them that are there: a camera goes with its event."""
    return await senders.by_ids(sender_ids)


async def begin_anew() -> None:
    """The process that knew what waits is another one now, and says it again."""
    await senders.none_waits()


def is_online(camera: Sender, now: datetime) -> bool:
    """Did the camera sign in lately?"""
    return camera.revoked_at is None and camera.last_seen_at is not None and now - camera.last_seen_at < ONLINE_WITHIN


async def _is_over(camera: Sender) -> bool:
    """Revoked, or of an account that may do nothing any more, or not send to this event."""
    return camera.revoked_at is not None or not await _may_send((camera.user_id, camera.event_id))


async def _may_send(account_and_event: tuple[str, int]) -> bool:
    user_id, event_id = account_and_event
    user = await users.get(user_id)
    if user is None or user.disabled or user.role is Role.GUEST:
        return False
    event = await events.living(event_id)  # of one that is gone the camera hears when it sends
    return event is None or user_id in accounts_who_may(Action.UPLOAD_PHOTOS, facts(event))


async def _event(camera: Sender) -> Event:
    event = await events.living(camera.event_id)
    if event is None:
        raise EventDeleted
    return event


async def _refused(camera: Sender, name: str, refusal: Refusal) -> None:
    refused = RefusedFile(name=acceptance.clean_name(name), code=refusal.code, at=utc_now())
    await sources.note_refusal(camera.event_id, _origin(camera), refused)


def _size_of(file: WholeFile) -> int:
    return file.path.stat().st_size


def _origin(camera: Sender) -> Origin:
    return Origin(Source.CAMERA, camera.user_id, camera.name, camera.id)


async def _note_sign_in(camera: Sender, address: str, now: datetime) -> None:
    """In the log once an hour and address: cameras sign in for every photo."""
    before = camera.last_seen_at if camera.last_address == address else None
    if before is None or now - before > _NOTED_AGAIN_AFTER:
        owner = Caller(user_id=camera.user_id)
        await audit.record(owner, "sender.sign_in", f"sender:{camera.id}", camera.event_id, detail={"address": address})
    if before is None or now - before > _SEEN_AGAIN_AFTER:
        await senders.touch(camera.id, address, now)


async def _note_failure(deps: Deps, camera: Sender | None, address: str, reason: str) -> None:
    target, event_id = (f"sender:{camera.id}", camera.event_id) if camera else ("sender:unknown", None)
    detail = {"reason": reason, "address": address}
    await audit.record_some(deps, Caller(), "sender.sign_in_failed", target, event_id, detail=detail)


def _made_up(length: int) -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


def _typed(text: str) -> str:
    """What cameras put in by themselves, capitals and spaces, does not count."""
    return text.strip().lower()
