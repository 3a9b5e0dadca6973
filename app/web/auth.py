"""Who asks: bearer token first, cookies otherwise; and the cookies of browsers."""

from __future__ import annotations

import hmac
import re
import secrets
from datetime import datetime, timedelta
from typing import Final, Literal
from urllib.parse import urlsplit

from starlette.requests import HTTPConnection
from starlette.responses import Response

from app.domain.permissions import Caller
from app.domain.times import utc_now
from app.errors import CsrfFailed, Unauthenticated
from app.services import devices
from app.services.deps import Deps
from app.services.tokens import caller_from_bearer, caller_from_token
from app.settings import Settings

SESSION_COOKIE: Final = "ep_session"
GUEST_COOKIE: Final = "ep_guest"
DOOR_COOKIE: Final = "ep_door"
CSRF_COOKIE: Final = "ep_csrf"
CSRF_HEADER: Final = "X-CSRF-Token"
_CSRF_TOKEN: Final = re.compile(r"[\w-]{32}", re.ASCII)
_AT_THE_DOOR: Final = timedelta(days=1)
_SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})


async def caller_of(connection: HTTPConnection, deps: Deps) -> Caller:
    """Everything that the connection's credentials prove; a stranger without any.

    A bearer token must hold, or ``Unauthenticated`` is raised. Cookies that no longer hold count as absent. Where cookies
    authenticate, a method that changes something needs the CSRF header and, if the browser names it, our own origin
    (``Forbidden`` with code ``csrf_failed``). Looked at once in a request.
    """
    known: Caller | None = getattr(connection.state, "caller", None)
    if known is None:
        known = connection.state.caller = await _caller_of(connection, deps)
    return known


async def _caller_of(connection: HTTPConnection, deps: Deps) -> Caller:
    scheme, _, token = connection.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        return await caller_from_bearer(deps, token.strip())
    caller = await cookie_caller(connection, deps)
    if not caller.is_stranger and connection.scope.get("method", "GET") not in _SAFE:
        _check_csrf(connection, deps.settings)
    return caller


async def cookie_caller(connection: HTTPConnection, deps: Deps) -> Caller:
    """What the cookies prove; an account and a guest session may come together. The caller must check the origin."""
    user = await _from_cookie(connection, deps, SESSION_COOKIE)
    guest = await _from_cookie(connection, deps, GUEST_COOKIE)
    return Caller(
        user_id=user.user_id,
        role=user.role,
        session_id=user.session_id,
        guest_id=guest.guest_id,
        guest_event_id=guest.guest_event_id,
        guest_link_id=guest.guest_link_id,
    )


def same_origin(connection: HTTPConnection, settings: Settings) -> bool:
    """Does the ``Origin`` header name this service, by its public address or by the host that was asked?"""
    origin = connection.headers.get("origin", "")
    public = urlsplit(settings.public_url)
    own = {f"{public.scheme}://{public.netloc}"}
    if host := connection.headers.get("host"):
        own |= {f"http://{host}", f"https://{host}"}
    return origin.lower() in {address.lower() for address in own}


def set_session_cookie(response: Response, settings: Settings, token: str, expires_at: datetime) -> None:
    """Sign a browser in."""
    _set(response, settings, SESSION_COOKIE, token, expires_at)
    _set_csrf(response, settings, secrets.token_urlsafe(24))


def set_guest_cookie(
    connection: HTTPConnection, response: Response, settings: Settings, token: str, expires_at: datetime
) -> None:
    """Open a guest session in a browser; an account that is signed in keeps its CSRF token."""
    _set(response, settings, GUEST_COOKIE, token, expires_at)
    present = connection.cookies.get(CSRF_COOKIE, "")
    if not _CSRF_TOKEN.fullmatch(present):
        present = secrets.token_urlsafe(24)
    _set_csrf(response, settings, present)


def clear_guest_cookie(response: Response, settings: Settings) -> None:
    """Let a browser forget its guest; an account that is signed in stays."""
    _clear(response, settings, GUEST_COOKIE)


def set_device_cookie(response: Response, settings: Settings, name: str, value: str) -> None:
    """Know a browser again that has signed in; it opens nothing, and stays when somebody signs out."""
    _set(response, settings, name, value, utc_now() + devices.LIFE)


def set_door_cookie(response: Response, settings: Settings, name: str) -> None:
    """Know again who types PINs in this browser; it opens nothing."""
    _set(response, settings, DOOR_COOKIE, name, utc_now() + _AT_THE_DOOR)


def clear_session_cookie(response: Response, settings: Settings) -> None:
    """Sign a browser out; a guest session stays."""
    _clear(response, settings, SESSION_COOKIE)


async def _from_cookie(connection: HTTPConnection, deps: Deps, name: str) -> Caller:
    token = connection.cookies.get(name)
    if not token:
        return Caller()
    try:
        return await caller_from_token(deps, token)
    except Unauthenticated:
        return Caller()


def _check_csrf(connection: HTTPConnection, settings: Settings) -> None:
    sent = connection.headers.get(CSRF_HEADER, "").encode()
    expected = connection.cookies.get(CSRF_COOKIE, "").encode()
    foreign = "origin" in connection.headers and not same_origin(connection, settings)
    if foreign or not expected or not hmac.compare_digest(sent, expected):
        raise CsrfFailed(f"Send the cookie {CSRF_COOKIE} in the header {CSRF_HEADER} too.")


def _set_csrf(response: Response, settings: Settings, value: str) -> None:
    """Account and guest session share the token, so it must outlive the longer of them."""
    life = timedelta(seconds=max(settings.access_token_ttl_s, settings.guest_session_ttl_s))
    _set(response, settings, CSRF_COOKIE, value, utc_now() + life, http_only=False)


def _set(response: Response, settings: Settings, name: str, value: str, expires_at: datetime, *, http_only: bool = True) -> None:
    lax: Literal["lax"] = "lax"
    response.set_cookie(
        name,
        value,
        max_age=max(0, int((expires_at - utc_now()).total_seconds())),
        path="/",
        secure=_is_https(settings),
        httponly=http_only,
        samesite=lax,
    )


def _clear(response: Response, settings: Settings, name: str) -> None:
    response.delete_cookie(name, path="/", secure=_is_https(settings), httponly=True, samesite="lax")


def _is_https(settings: Settings) -> bool:
    return settings.public_url.startswith("https://")
