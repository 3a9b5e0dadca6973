"""Accounts: registering, signing in and out."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from app.domain import text
from app.domain.permissions import Caller
from app.errors import Conflict, Forbidden, Unauthenticated, Unavailable, Unprocessable
from app.events import session_topic
from app.services import audit
from app.services.access import signed_in
from app.services.deps import Deps
from app.services.passwords import hash_password, is_outdated, verify_password
from app.services.tokens import issue_user_token
from app.store import users
from app.store.documents import Role, Session, User, utc_now

LONGEST_NAME: Final = 100


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A sign-in and its token."""

    token: str
    expires_at: datetime


async def register(deps: Deps, email: str, password: str, name: str, role: Role, *, address: str) -> User:
    """A new account. ``address`` is where the request came from. Raises ``Conflict`` (``email_taken``)."""
    await deps.limiter.hit(deps.settings.register_rate, f"register:{address}")
    return await _create(email, password, name, role)


async def create_admin(deps: Deps, email: str, password: str, name: str) -> User:
    """A new administrator; only the command line does this. Raises ``Conflict`` and ``Unprocessable``."""
    return await _create_checked(email, password, name, Role.ADMIN)


async def create_photographer(deps: Deps, email: str, password: str, name: str) -> User:
    """A new photographer, made by the first run. Raises ``Conflict`` and ``Unprocessable``."""
    return await _create_checked(email, password, name, Role.PHOTOGRAPHER)


async def sign_in(deps: Deps, email: str, password: str, *, address: str) -> SignedIn:
    """Open a session. Raises ``Unauthenticated`` (``bad_credentials``), ``Forbidden`` (``account_disabled``) and
    ``RateLimited``; an address without account takes as long as a wrong password."""
    email = email.strip().lower()
    await deps.limiter.hit(deps.settings.login_rate, f"login:{address}:{email}")
    user = await users.by_email(email)
    fits = await verify_password(user.password_hash if user else None, password)
    if user is None or not fits:
        raise Unauthenticated("E-mail address or password is wrong.", code="bad_credentials")
    if user.disabled:
        raise Forbidden("This account is disabled.", code="account_disabled")
    if is_outdated(user.password_hash):
        await users.replace_hash(user.id, user.password_hash, await hash_password(password))
    return await _open_session(deps, user)


async def sign_out(deps: Deps, caller: Caller) -> None:
    """End the session that the caller's token or cookie stands for: both stop working, and open sockets are closed.

    Raises ``Unauthenticated``.
    """
    signed_in(caller)
    if caller.session_id:
        await users.delete_session(caller.session_id)
        with suppress(Unavailable):  # the session is over all the same; sockets ask again by themselves, later
            await deps.bus.end(session_topic(caller.session_id), "signed_out")


async def current_user(caller: Caller) -> User:
    """The caller's account; raises ``Unauthenticated``."""
    user = await User.get(signed_in(caller))
    if user is None:
        raise Unauthenticated
    return user


async def _create_checked(email: str, password: str, name: str, role: Role) -> User:
    try:
        email, password, name = text.email_address(email), text.new_password(password), text.one_line(name, LONGEST_NAME)
    except ValueError as error:
        raise Unprocessable(f"E-mail address, password or name is not acceptable: {error}") from error
    return await _create(email, password, name, role)


async def _create(email: str, password: str, name: str, role: Role) -> User:
    # Nobody waits for a hash to hear that the address is taken; the unique index decides all the same.
    user = User(email=email, name=name, role=role, password_hash="")
    if await users.by_email(email) is None:
        user.password_hash = await hash_password(password)
        if await users.insert_user(user):
            await audit.record(None, "user.create", f"user:{user.id}")
            return user
    raise Conflict("There is an account with this e-mail address already.", code="email_taken")


async def _open_session(deps: Deps, user: User) -> SignedIn:
    now = utc_now()
    await users.delete_expired_sessions(user.id, now)
    session = Session(user_id=user.id, expires_at=now + timedelta(seconds=deps.settings.access_token_ttl_s))
    await session.insert()
    return SignedIn(issue_user_token(deps.settings, session), session.expires_at)
