"""Kiosks: devices at the venue, paired by a code that works once, revocable at any moment."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from app.derived_keys import derived_key
from app.domain.permissions import Action, Caller
from app.domain.times import utc_now
from app.errors import Unavailable, UnknownPairingCode
from app.services import audit, grounds, handoff
from app.services.access import event_for, kiosk_for
from app.services.deps import Deps
from app.services.events import guest_event
from app.services.tokens import issue_kiosk_token
from app.settings import Settings
from app.store import events, kiosks
from app.store.documents import Event, Kiosk
from app.topics import kiosk_config, kiosk_revoked, kiosk_topic

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


async def create(deps: Deps, caller: Caller, event_id: int, name: str) -> NewKiosk:
    """A new kiosk of the caller's event and its pairing code."""
    event = await event_for(caller, event_id, Action.MANAGE_KIOSKS)
    code = "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))
    kiosk = Kiosk(
        event_id=event.id,
        name=name,
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


async def pair(deps: Deps, code: str) -> PairedKiosk:
    """Turn a code into a device token. Raises ``NotFound`` (``unknown_pairing_code``) for a code that was never given, was
    used or is too old."""
    typed = "".join(character for character in code.upper() if character in ALPHABET)
    now = utc_now()
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
    kiosk = await kiosk_for(caller, caller.kiosk_id or "", Action.BE_KIOSK)
    event = await event_for(caller, kiosk.event_id, Action.SEE_EVENT)
    return kiosk, event


async def let_go(deps: Deps, caller: Caller) -> None:
    """Nobody is in front of the kiosk that the caller is: it lets go of every search that it still holds. Raises as ``own``."""
    kiosk, _ = await own(caller)
    await handoff.release_all(deps, kiosk)


async def reconfigure(deps: Deps, event: Event) -> None:
    """Tell the event's devices what they show now; one that is not listening learns it from its next snapshot."""
    with suppress(Unavailable):
        for kiosk in await kiosks.of_event(event.id):
            if kiosk.paired_at and not kiosk.revoked_at:
                await deps.bus.publish(kiosk_topic(kiosk.id), kiosk_config(await config(deps, kiosk, event)))


async def config(deps: Deps, kiosk: Kiosk, event: Event) -> dict[str, Any]:
    """What the kiosk shows (``kiosk.config``, and the snapshot of its topic)."""
    return {"name": kiosk.name, "event": (await guest_event(deps, event, grounds.of_kiosk(kiosk.id))).message()}


def is_online(kiosk: Kiosk, now: datetime) -> bool:
    """Did the device show itself lately?"""
    return kiosk.revoked_at is None and kiosk.last_seen_at is not None and now - kiosk.last_seen_at < ONLINE_WITHIN


def _digest(settings: Settings, code: str) -> str:
    """Keyed: 40 bits alone could be tried out by who reads the database."""
    key = derived_key(settings.secret_key.get_secret_value(), "pairing codes 1")
    return hmac.new(key, code.encode(), hashlib.sha256).hexdigest()
