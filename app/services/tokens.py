"""Tokens: what they say, how they are signed, and whether they still hold.

JWT (HS256, ``exp`` always) with a ``kind``: ``user`` {sub: user, jti: session}, ``guest`` {sub: guest, event, link?},
``kiosk`` {sub: kiosk, event} and ``search`` {sub: search}. A signature alone opens nothing: every use asks the database
whether the sign-in, link, event, device or search is still there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

import jwt

from app.derived_keys import derived_key
from app.domain.permissions import Caller
from app.domain.times import utc_now
from app.domain.vocabulary import Visibility
from app.errors import Unauthenticated
from app.services import access_tokens, favourite_tokens
from app.services.deps import Deps
from app.settings import Settings
from app.store import events, kiosks, share_links, users
from app.store.documents import Kiosk, Search, Session

_ALGORITHM: Final = "HS256"
_LONGEST_TOKEN: Final = 4096
_SEEN_EVERY = timedelta(seconds=20)


@dataclass(frozen=True, slots=True)
class GuestSession:
    """What a guest token proves. ``link_id`` is None when the event was public."""

    guest_id: str
    event_id: int
    link_id: str | None


def issue_user_token(settings: Settings, session: Session) -> str:
    """For programs and the cookie; as long as the sign-in lasts."""
    return _issue(settings, "user", session.user_id, session.expires_at, {"jti": session.id})


def issue_guest_token(settings: Settings, guest: GuestSession, expires_at: datetime) -> str:
    """For one guest at one event."""
    claims = {"event": guest.event_id} | ({"link": guest.link_id} if guest.link_id else {})
    return _issue(settings, "guest", guest.guest_id, expires_at, claims)


def issue_kiosk_token(settings: Settings, kiosk: Kiosk, expires_at: datetime) -> str:
    """For one paired device."""
    return _issue(settings, "kiosk", kiosk.id, expires_at, {"event": kiosk.event_id})


def issue_search_token(settings: Settings, search: Search) -> str:
    """For whoever holds one search; as long as the search lives."""
    return _issue(settings, "search", search.id, search.expires_at, {})


async def caller_from_bearer(deps: Deps, token: str) -> Caller:
    """Who presents ``token`` in a header: one of those below, or a personal access token or that of a list of favourites, which
    are good in no cookie. Raises ``Unauthenticated`` as they do."""
    if favourite_tokens.is_one(token):
        return favourite_tokens.caller_from(deps.settings, token)
    return await (access_tokens.caller_from if access_tokens.is_one(token) else caller_from_token)(deps, token)


async def caller_from_token(deps: Deps, token: str) -> Caller:
    """Who presents ``token``; raises ``Unauthenticated`` unless it is ours, in time, and what it stands for still holds."""
    claims = read_claims(deps.settings, token)
    prove = {"user": _user, "guest": _guest, "kiosk": _kiosk, "search": _search}.get(claims["kind"])
    caller = await prove(claims) if prove else None
    if caller is None:
        raise Unauthenticated
    return caller


def read_claims(settings: Settings, token: str) -> Mapping[str, Any]:
    """The claims of a token of ours that has not expired; raises ``Unauthenticated``. Says nothing about the database."""
    if len(token) > _LONGEST_TOKEN:
        raise Unauthenticated
    try:
        return jwt.decode(
            token, _key(settings), algorithms=[_ALGORITHM], options={"require": ["exp", "sub", "kind"], "verify_iat": False}
        )
    except (jwt.InvalidTokenError, ValueError):
        raise Unauthenticated from None


def _issue(settings: Settings, kind: str, subject: str, expires_at: datetime, claims: Mapping[str, Any]) -> str:
    payload = {"kind": kind, "sub": subject, "exp": expires_at, **claims}
    return jwt.encode(payload, _key(settings), algorithm=_ALGORITHM)


def _key(settings: Settings) -> bytes:
    return derived_key(settings.secret_key.get_secret_value(), "tokens 1")


async def guest_session(settings: Settings, token: str) -> GuestSession | None:
    """What a guest token stands for, while it holds; None for any other."""
    try:
        claims = read_claims(settings, token)
    except Unauthenticated:
        return None
    if claims["kind"] != "guest" or await _guest(claims) is None:
        return None
    return GuestSession(claims["sub"], int(claims["event"]), claims.get("link"))


async def _user(claims: Mapping[str, Any]) -> Caller | None:
    session = await users.get_session(str(claims.get("jti")))
    if session is None or session.user_id != claims["sub"] or session.expires_at <= utc_now():
        return None
    user = await users.get(session.user_id)
    if user is None or user.disabled:
        return None
    return Caller(user_id=user.id, role=user.role, session_id=session.id)


async def _guest(claims: Mapping[str, Any]) -> Caller | None:
    event = await events.living(int(claims["event"]))
    if event is None:
        return None
    link_id = claims.get("link")
    holds = await _link_holds(link_id, event.id) if link_id else event.visibility is Visibility.PUBLIC
    if not holds:
        return None
    return Caller(guest_id=claims["sub"], guest_event_id=event.id, guest_link_id=link_id)


async def _link_holds(link_id: str, event_id: int) -> bool:
    link = await share_links.get(link_id)
    return link is not None and link.event_id == event_id and not link.revoked_at and link.expires_at > utc_now()


async def _kiosk(claims: Mapping[str, Any]) -> Caller | None:
    kiosk = await kiosks.get(claims["sub"])
    if kiosk is None or kiosk.revoked_at or kiosk.paired_at is None:
        return None
    if await events.living(kiosk.event_id) is None:
        return None
    now = utc_now()
    if kiosk.last_seen_at is None or now - kiosk.last_seen_at > _SEEN_EVERY:
        await kiosks.touch(kiosk.id, now)
    return Caller(kiosk_id=kiosk.id, kiosk_event_id=kiosk.event_id, kiosk_kind=kiosk.kind)


async def _search(claims: Mapping[str, Any]) -> Caller | None:
    # The token opens nothing but its search, and ``access.search_for`` asks whether that is still there: after a
    # withdrawal the holder is told 404 as everybody is, not that the token were bad.
    return Caller(search_ids=frozenset({claims["sub"]}))
