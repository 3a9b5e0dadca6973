"""Share links: made by the owner, opened by guests, who get a session bound to the event."""

from __future__ import annotations

import hmac
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from itsdangerous import BadSignature, URLSafeSerializer

from app.derived_keys import derived_key
from app.domain import link_codes
from app.domain.ids import new_id
from app.domain.permissions import Action, Caller
from app.domain.times import utc_now
from app.domain.vocabulary import Visibility
from app.errors import Forbidden, LinkExpired, LinkRevoked, NotFound, Unauthenticated
from app.services import audit, branding, pins, privacy
from app.services.access import event_for
from app.services.deps import Deps
from app.services.passwords import Lane, hash_password
from app.services.tokens import GuestSession, issue_guest_token
from app.settings import Settings
from app.store import events, searches, share_links
from app.store.documents import Event, ShareLink
from app.topics import link_topic

LONGEST_LABEL: Final = 100
SHORTEST_PIN: Final = 4
LONGEST_PIN: Final = pins.LONGEST
LONGEST_LIFE = timedelta(days=3653)
_OPENINGS_NOTED: Final = "60 per minute"  # of each link: who opens one over and over must not fill the log


@dataclass(frozen=True, slots=True)
class Revoked:
    """How many searches that came by the link were ended with it, and how many go on."""

    ended: int
    kept: int


@dataclass(frozen=True, slots=True)
class OpenedSession:
    """A guest session and its token."""

    event: Event
    guest: GuestSession
    token: str
    expires_at: datetime


async def create(
    deps: Deps, caller: Caller, event_id: int, *, expires_at: datetime | None, pin: str | None, label: str
) -> ShareLink:
    """A new link to the caller's event. ``expires_at`` must lie ahead."""
    event = await event_for(caller, event_id, Action.SHARE_EVENT)
    link = ShareLink(
        event_id=event.id,
        label=label,
        pin_hash=await hash_password(pin, by=caller.actor, lane=Lane.PINS) if pin else None,
        expires_at=expires_at or utc_now() + timedelta(seconds=deps.settings.share_link_ttl_s),
    )
    link.code_digest = _code_digest(deps.settings, code_of(deps.settings, link))
    await share_links.insert(link)
    await audit.record(caller, "share_link.create", f"share_link:{link.id}", event.id)
    return link


async def repeat(deps: Deps, caller: Caller, link: ShareLink, event_id: int, now: datetime) -> ShareLink:
    """A link to another event of the caller's, as this one was when it was made: of the same name and PIN, open for as long.
    Raises as ``access.event_for``."""
    event = await event_for(caller, event_id, Action.SHARE_EVENT)
    life = max(link.expires_at - link.created_at, timedelta(0))
    made = ShareLink(event_id=event.id, label=link.label, pin_hash=link.pin_hash, created_at=now, expires_at=now + life)
    made.code_digest = _code_digest(deps.settings, code_of(deps.settings, made))
    await share_links.insert(made)
    await audit.record(caller, "share_link.create", f"share_link:{made.id}", event.id)
    return made


async def change(deps: Deps, caller: Caller, link_id: str, changes: Mapping[str, Any]) -> ShareLink:
    """Set ``label``, ``expires_at`` (which must lie ahead) or ``pin`` (None: it needs none any more) of a link to an event of the
    caller's.

    Who has come in by it stays in: another PIN is asked of those who come after. A link that has expired opens again with a day
    that lies ahead. Raises ``Gone`` (``link_revoked``) for one that was revoked: that is not taken back.
    """
    link = await own_link(caller, link_id)
    fields = {name: value for name, value in changes.items() if name != "pin"}
    if "pin" in changes:
        pin = changes["pin"]
        fields["pin_hash"] = await hash_password(pin, by=caller.actor, lane=Lane.PINS) if pin else None
    changed = await share_links.change(link.id, fields)
    if changed is None:
        raise LinkRevoked
    detail = {"changed": ", ".join(sorted(changes))}
    await audit.record(caller, "share_link.change", f"share_link:{link.id}", link.event_id, detail=detail)
    return changed


async def links(caller: Caller, event_id: int) -> Sequence[ShareLink]:
    """All links of the caller's event."""
    event = await event_for(caller, event_id, Action.SHARE_EVENT)
    return await share_links.of_event(event.id)


async def own_link(caller: Caller, link_id: str) -> ShareLink:
    """A link to an event of the caller's, dead or alive."""
    link = await share_links.get(link_id)
    if link is None:
        raise Unauthenticated if caller.is_stranger else NotFound
    await event_for(caller, link.event_id, Action.SHARE_EVENT)
    return link


async def revoke(deps: Deps, caller: Caller, link_id: str, *, end_searches: bool) -> Revoked:
    """The link, and every guest session that it opened, stops working; their sockets close at once. Can be repeated.

    With ``end_searches`` all searches that came by it end too, and are erased. Without, only the door is closed: they stay with
    whoever has their tokens until they expire; and can be ended by revoking the link again.
    """
    link = await own_link(caller, link_id)
    now = utc_now()
    if await share_links.revoke(link.id, now, end_searches=end_searches):
        detail = {"searches": "ended" if end_searches else "kept"}
        await audit.record(caller, "share_link.revoke", f"share_link:{link.id}", link.event_id, detail=detail)
    # Told even when it was revoked before: the process that did so may have died here.
    await deps.bus.end(link_topic(link.id), "revoked")
    ended = await privacy.end_searches_of_link(deps, link, caller) if end_searches else 0
    return Revoked(ended, await searches.open_of_link(link.id, now))


def token_of(settings: Settings, link: ShareLink) -> str:
    """What opens the link: its id and expiry, signed; nothing in the database does."""
    return _signer(settings).dumps([link.id, int(link.expires_at.timestamp())])


def code_of(settings: Settings, link: ShareLink) -> str:
    """The short way to name the link, which opens it too: nothing in the database does."""
    key = derived_key(settings.secret_key.get_secret_value(), "codes of share links 1")
    return link_codes.code_from(hmac.digest(key, link.id.encode(), "sha256"))


def url_of(settings: Settings, link: ShareLink, base: str) -> str:
    """The address that guests open; it begins with ``base`` (``base_of``). Links older than short codes have a long one."""
    return f"{base}/g/{code_of(settings, link)}" if link.code_digest else f"{base}/s/{token_of(settings, link)}"


async def base_of(deps: Deps, event_id: int) -> str:
    """What the addresses of an event's links begin with."""
    event = await events.get(event_id)
    return await branding.link_base(deps.settings, event) if event else deps.settings.public_url


async def open_link(
    deps: Deps,
    token: str,
    *,
    pin: str | None,
    address: str,
    present: GuestSession | None = None,
    guest: str | None = None,
) -> OpenedSession:
    """Open a guest session. A guest who is back (``present``) stays the same guest, and need not give the PIN again; ``guest`` is
    who types one, where they are known (``pins.known_guest``).

    Raises ``NotFound`` for a token that we never gave or whose event is gone, ``Gone`` (``link_expired``,
    ``link_revoked``), ``Unauthenticated`` (``pin_required``), ``Forbidden`` (``wrong_pin``) and ``RateLimited``.
    """
    link = await _living_link(deps.settings, token)
    event = await events.living(link.event_id)
    if event is None:
        raise NotFound
    known = present is not None and present.link_id == link.id
    if link.pin_hash and not known:
        await pins.check(deps, link, pin, address=address, guest=guest)
    opened = await _open(deps, event, present, link, address)
    await share_links.count_opening(link.id)
    if not known:  # a guest who looks in again is counted and not worth an entry
        await _note_opening(deps, opened.guest, link)
    return opened


async def open_public(
    deps: Deps, caller: Caller, event_id: int, *, address: str, present: GuestSession | None = None
) -> OpenedSession:
    """A guest session at a public event, without a link. Raises as ``access.event_for``, ``Forbidden`` where the event is not
    public, and ``RateLimited``."""
    event = await event_for(caller, event_id, Action.SEE_EVENT)
    if event.visibility is not Visibility.PUBLIC:
        raise Forbidden("Guests need a share link to open this event.")
    return await _open(deps, event, present, None, address)


async def link_at(settings: Settings, token: str) -> ShareLink | None:
    """The link that a token, or the code of a short address, is of; None for what we never gave."""
    code = link_codes.read(token)
    if code is not None:
        return await share_links.by_code(_code_digest(settings, code))
    try:
        link_id, _ = _signer(settings).loads(token)
    except (BadSignature, TypeError, ValueError):
        return None
    return await share_links.get(link_id)


async def _living_link(settings: Settings, token: str) -> ShareLink:
    link = await link_at(settings, token)
    if link is None:
        raise NotFound("This share link does not exist.")
    if link.revoked_at:
        raise LinkRevoked
    if link.expires_at <= utc_now():
        raise LinkExpired
    return link


async def _open(deps: Deps, event: Event, present: GuestSession | None, link: ShareLink | None, address: str) -> OpenedSession:
    if present is not None and present.event_id == event.id:
        guest_id = present.guest_id
    else:
        # At a venue all guests may come from one address; but whoever makes guests up gets so many and no more.
        await deps.limiter.hit(deps.settings.guest_rate, f"guest-session:{address}")
        guest_id = new_id()
    guest = GuestSession(guest_id, event.id, link.id if link else None)
    expires_at = utc_now() + timedelta(seconds=deps.settings.guest_session_ttl_s)
    if link:
        expires_at = min(expires_at, link.expires_at)
    return OpenedSession(event, guest, issue_guest_token(deps.settings, guest, expires_at), expires_at)


async def _note_opening(deps: Deps, guest: GuestSession, link: ShareLink) -> None:
    caller, target = Caller(guest_id=guest.guest_id), f"share_link:{link.id}"
    await audit.record_some(deps, caller, "share_link.open", target, link.event_id, rule=_OPENINGS_NOTED)


def _code_digest(settings: Settings, code: str) -> str:
    """Keyed: 50 bits alone could be tried out by who reads the database."""
    key = derived_key(settings.secret_key.get_secret_value(), "digests of link codes 1")
    return hmac.digest(key, code.encode(), "sha256").hex()


def _signer(settings: Settings) -> URLSafeSerializer:
    return URLSafeSerializer(derived_key(settings.secret_key.get_secret_value(), "share links 1"), salt="share")
