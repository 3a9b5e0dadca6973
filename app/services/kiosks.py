"""Kiosks and walls: devices at the venue, paired by a code that works once, revocable at any moment."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from app.derived_keys import derived_key
from app.domain.permissions import Action, Caller
from app.domain.times import utc_now
from app.domain.vocabulary import DeviceKind, Visibility
from app.errors import NotAWall, NotFound, OtherDevice, Unavailable, UnknownAlbum, UnknownLink, UnknownPairingCode
from app.services import audit, branding, grounds, handoff, sharing
from app.services.access import event_for, kiosk_for
from app.services.deps import Deps
from app.services.events import faces_on_cover, guest_event
from app.services.qr import qr_svg
from app.services.tokens import issue_kiosk_token
from app.settings import Settings
from app.store import albums, events, kiosks, share_links
from app.store.documents import Event, Kiosk
from app.topics import kiosk_config, kiosk_revoked, kiosk_topic, wall_renew, wall_skip

LONGEST_NAME: Final = 100
CODE_LENGTH: Final = 8
# No letter that is taken for a digit or the other way round: 32 characters, so 40 bits a code.
ALPHABET: Final = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
TOKEN_LIFE: Final = timedelta(days=365)  # it is asked on each use whether it was revoked
ONLINE_WITHIN: Final = timedelta(seconds=90)


@dataclass(frozen=True, slots=True)
class NewKiosk:
    """A kiosk that waits for a device; the code is not kept anywhere."""

    kiosk: Kiosk
    code: str


@dataclass(frozen=True, slots=True)
class PairedKiosk:
    """A device that may act as kiosk."""

    kiosk: Kiosk
    event: Event
    token: str


async def create(deps: Deps, caller: Caller, event_id: int, name: str, kind: DeviceKind = "kiosk") -> NewKiosk:
    """A new kiosk or wall of the caller's event and its pairing code."""
    event = await event_for(caller, event_id, Action.MANAGE_KIOSKS)
    code = "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))
    kiosk = Kiosk(
        event_id=event.id,
        name=name,
        kind=kind,
        code_digest=_digest(deps.settings, code),
        code_expires_at=utc_now() + timedelta(seconds=deps.settings.pairing_code_ttl_s),
    )
    await kiosks.insert(kiosk)
    await audit.record(caller, "kiosk.create", f"kiosk:{kiosk.id}", event.id)
    return NewKiosk(kiosk, code)


async def of_event(caller: Caller, event_id: int) -> Sequence[Kiosk]:
    """All kiosks of the caller's event."""
    event = await event_for(caller, event_id, Action.MANAGE_KIOSKS)
    return await kiosks.of_event(event.id)


async def pair(deps: Deps, code: str, kind: DeviceKind = "kiosk") -> PairedKiosk:
    """Turn a code into a device token. Raises ``NotFound`` (``unknown_pairing_code``) for a code that was never given, was
    used or is too old, and ``OtherDevice`` for one of a device of another ``kind``, which stays good."""
    typed = "".join(character for character in code.upper() if character in ALPHABET)
    now = utc_now()
    waiting = await kiosks.waiting_for(_digest(deps.settings, typed), now)
    if waiting is not None and waiting.kind != kind:
        raise OtherDevice
    kiosk = await kiosks.pair(_digest(deps.settings, typed), now)
    event = await events.living(kiosk.event_id) if kiosk else None
    if kiosk is None or event is None:
        await audit.record_some(deps, Caller(), "kiosk.wrong_code", "kiosk:unknown")
        raise UnknownPairingCode
    await audit.record(Caller(kiosk_id=kiosk.id), "kiosk.pair", f"kiosk:{kiosk.id}", event.id)
    return PairedKiosk(kiosk, event, issue_kiosk_token(deps.settings, kiosk, now + TOKEN_LIFE))


async def revoke(deps: Deps, caller: Caller, kiosk_id: str) -> None:
    """The device locks at once, its token stops working, and what its guest searched is withdrawn. Can be repeated."""
    kiosk = await kiosk_for(caller, kiosk_id, Action.MANAGE_KIOSKS)
    if await kiosks.revoke(kiosk.id, utc_now()):
        await audit.record(caller, "kiosk.revoke", f"kiosk:{kiosk.id}", kiosk.event_id)
    # Published even when it was revoked before: the process that did so may have died here.
    topic = kiosk_topic(kiosk.id)
    await deps.bus.publish(topic, kiosk_revoked())
    await deps.bus.end(topic, "revoked")
    await handoff.release_all(deps, kiosk)


async def own(caller: Caller) -> tuple[Kiosk, Event]:
    """The kiosk that the caller is, and its event. Raises ``Unauthenticated`` and ``NotFound``."""
    kiosk = await kiosk_for(caller, caller.kiosk_id or "", Action.BE_DEVICE)
    event = await event_for(caller, kiosk.event_id, Action.SEE_EVENT)
    return kiosk, event


async def let_go(deps: Deps, caller: Caller) -> None:
    """Nobody is in front of the kiosk that the caller is: it lets go of every search that it still holds. Raises as ``own``."""
    kiosk = await kiosk_for(caller, caller.kiosk_id or "", Action.BE_KIOSK)
    await handoff.release_all(deps, kiosk)


async def change(deps: Deps, caller: Caller, kiosk_id: str, changes: Mapping[str, Any]) -> Kiosk:
    """Pause a wall or let it go on (``paused``), choose the share link that its QR code opens (``link_id``, None: none),
    or the album that it shows (``album_id``, None: all photos).

    Raises as ``access.kiosk_for``, ``NotAWall``, ``UnknownLink`` for a link that is not the event's or opens nothing any more,
    ``UnknownAlbum``, and ``NotFound`` for a wall that is revoked.
    """
    wall = await _wall_for(caller, kiosk_id)
    link_id = changes.get("link_id")
    if link_id and not await share_links.is_open(link_id, wall.event_id, utc_now()):
        raise UnknownLink
    if changes.get("album_id") and await albums.get(wall.event_id, changes["album_id"]) is None:
        raise UnknownAlbum
    changed = await kiosks.change(wall.id, changes)
    event = await events.living(wall.event_id)
    if changed is None or event is None:
        raise NotFound
    detail = {"changed": ", ".join(sorted(changes))}
    await audit.record(caller, "kiosk.change", f"kiosk:{wall.id}", wall.event_id, detail=detail)
    if changed.paired_at:
        await deps.bus.publish(kiosk_topic(wall.id), kiosk_config(await config(deps, changed, event)))
    if changed.paired_at and changed.album_id != wall.album_id:
        await deps.bus.publish(kiosk_topic(wall.id), wall_renew())
    return changed


async def admit_change(caller: Caller, kiosk_id: str) -> None:
    """Raise as ``change``, before anything is read of what the caller sends."""
    await _wall_for(caller, kiosk_id)


async def skip(deps: Deps, caller: Caller, kiosk_id: str) -> None:
    """The wall shows its next photo now, also while it is paused. Raises as ``change``."""
    wall = await _wall_for(caller, kiosk_id)
    if wall.revoked_at:
        raise NotFound
    await deps.bus.publish(kiosk_topic(wall.id), wall_skip())


async def _wall_for(caller: Caller, kiosk_id: str) -> Kiosk:
    wall = await kiosk_for(caller, kiosk_id, Action.MANAGE_KIOSKS)
    if wall.kind != "wall":
        raise NotAWall
    return wall


async def reconfigure(deps: Deps, event: Event) -> None:
    """Tell the event's devices what they show now; one that is not listening learns it from its next snapshot."""
    with suppress(Unavailable):
        for kiosk in await kiosks.of_event(event.id):
            if kiosk.paired_at and not kiosk.revoked_at:
                await deps.bus.publish(kiosk_topic(kiosk.id), kiosk_config(await config(deps, kiosk, event)))


async def config(deps: Deps, kiosk: Kiosk, event: Event) -> dict[str, Any]:
    """What the device shows (``kiosk.config``, and the snapshot of its topic); of a wall also how it is to show it, of a kiosk
    where faces are on the cover, which its viewfinder goes to."""
    shown = {"name": kiosk.name, "event": (await guest_event(deps, event, grounds.of_kiosk(kiosk.id))).message()}
    if kiosk.kind == "kiosk":
        return shown | {"cover_faces": await faces_on_cover(event)}
    return shown | {"wall": {"paused": kiosk.paused, "join": await _join(deps, kiosk, event)}}


async def _join(deps: Deps, wall: Kiosk, event: Event) -> dict[str, str] | None:
    """The address that guests come by, and its QR code: of the share link that was chosen for the wall while that is open, else
    of a public event its own; None where there is none. No link is put before everybody's eyes that nobody chose for it."""
    base = await branding.link_base(deps.settings, event)
    link = await share_links.get(wall.link_id) if wall.link_id else None
    if link is not None and await share_links.is_open(link.id, event.id, utc_now()):
        url = sharing.url_of(deps.settings, link, base)
    elif event.visibility is Visibility.PUBLIC:
        url = f"{base}/e/{event.id}"
    else:
        return None
    return {"url": url, "qr_svg": qr_svg(url)}


def is_online(kiosk: Kiosk, now: datetime) -> bool:
    """Did the device show itself lately?"""
    return kiosk.revoked_at is None and kiosk.last_seen_at is not None and now - kiosk.last_seen_at < ONLINE_WITHIN


def _digest(settings: Settings, code: str) -> str:
    """Keyed: 40 bits alone could be tried out by who reads the database."""
    key = derived_key(settings.secret_key.get_secret_value(), "pairing codes 1")
    return hmac.new(key, code.encode(), hashlib.sha256).hexdigest()
