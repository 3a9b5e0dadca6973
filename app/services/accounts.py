"""Accounts: registering, signing in and out, and the end of sign-ins."""

from __future__ import annotations

from collections.abc import Sequence
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
    user = await _create(email, password, name, role)
    await audit.record(_as(user), "user.register", f"user:{user.id}")
    return user


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
    for key in (f"login-address:{address}", f"login-account:{email}"):
        await deps.limiter.hit(deps.settings.login_total_rate, key)
    user = await users.by_email(email)
    fits = await verify_password(user.password_hash if user else None, password)
    if user is None or not fits:
        await _note_failure(deps, user, email, "wrong_password" if user else "unknown_address")
        raise _bad_credentials()
    if user.disabled:
        await _note_failure(deps, user, email, "account_disabled")
        raise Forbidden("This account is disabled.", code="account_disabled")
    if is_outdated(user.password_hash):
        await users.replace_hash(user.id, user.password_hash, await hash_password(password))
    return await _open_session(deps, user, password)


async def sign_out(deps: Deps, caller: Caller) -> None:
    """End the session that the caller's token or cookie stands for: both stop working, and open sockets are closed.

    Raises ``Unauthenticated``.
    """
    user_id = signed_in(caller)
    if caller.session_id:
        await users.delete_session(caller.session_id)
        await audit.record(caller, "user.sign_out", f"user:{user_id}")
        await _tell_sockets(deps, [caller.session_id], "signed_out")


async def end_sessions(deps: Deps, user_id: str, reason: str, *, but: str | None = None) -> None:
    """End all sign-ins of an account, except the session ``but``: tokens and cookies stop working, open sockets are closed."""
    ids = [session_id for session_id in await users.session_ids(user_id) if session_id != but]
    await users.delete_sessions(ids)
    await _tell_sockets(deps, ids, reason)


async def recheck_sessions(deps: Deps, user_id: str) -> None:
    """The account may do other things from now on: its open sockets look at once what that means for them."""
    await _tell_sockets(deps, await users.session_ids(user_id), "changed")


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
    user = await _create(email, password, name, role)
    await audit.record(None, "user.create", f"user:{user.id}", detail={"role": role.value})
    return user


async def _create(email: str, password: str, name: str, role: Role) -> User:
    # Nobody waits for a hash to hear that the address is taken; the unique index decides all the same.
    user = User(email=email, name=name, role=role, password_hash="")
    if await users.by_email(email) is None:
        user.password_hash = await hash_password(password)
        if await users.insert_user(user):
            return user
    raise Conflict("There is an account with this e-mail address already.", code="email_taken")


async def _open_session(deps: Deps, user: User, password: str) -> SignedIn:
    """Raises ``Unauthenticated`` when the password was changed meanwhile.

    A change first writes the new password and then ends the sessions that there are; this first writes the session and then
    reads the password. So one of the two sees the other.
    """
    now = utc_now()
    await users.delete_expired_sessions(user.id, now)
    session = Session(user_id=user.id, expires_at=now + timedelta(seconds=deps.settings.access_token_ttl_s))
    await session.insert()
    if not await _fits_still(user, password):
        await users.delete_session(session.id)
        raise _bad_credentials()
    await users.note_sign_in(user.id, now)
    await audit.record(_as(user), "user.sign_in", f"user:{user.id}")
    return SignedIn(issue_user_token(deps.settings, session), session.expires_at)


async def _fits_still(seen: User, password: str) -> bool:
    """Another hash may be of the same password: hashes are renewed."""
    present = await User.get(seen.id)
    if present is None or present.password_hash == seen.password_hash:
        return present is not None
    return await verify_password(present.password_hash, password)


async def _note_failure(deps: Deps, user: User | None, email: str, reason: str) -> None:
    """The address of an account is in its entry as the target; of one that we do not know an administrator sees enough to
    recognise a typing error."""
    target = f"user:{user.id}" if user else "user:unknown"
    detail = {"reason": reason} if user else {"reason": reason, "address": _masked(email)}
    await audit.record_some(deps, Caller(), "user.sign_in_failed", target, detail=detail)


async def _tell_sockets(deps: Deps, session_ids: Sequence[str], reason: str) -> None:
    with suppress(Unavailable):  # it is so all the same; sockets ask again by themselves, later
        for session_id in session_ids:
            await deps.bus.end(session_topic(session_id), reason)


def _bad_credentials() -> Unauthenticated:
    return Unauthenticated("E-mail address or password is wrong.", code="bad_credentials")


def _masked(typed: str) -> str:
    """``ada@example.com`` as ``a…@example.com``; what is no address at all may be a password and is not kept."""
    try:
        name, _, host = text.email_address(typed).partition("@")
    except ValueError:
        return "no e-mail address"
    return f"{name[0]}…@{host}"


def _as(user: User) -> Caller:
    return Caller(user_id=user.id, role=user.role.value)
