"""Accounts: registering, signing in and out, and the end of sign-ins."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from app.domain import text
from app.domain.permissions import Action, Caller
from app.domain.times import utc_now
from app.domain.vocabulary import Role
from app.errors import (
    AccountDisabled,
    BadCredentials,
    EmailTaken,
    InvitationInvalid,
    RateLimited,
    Unacceptable,
    Unauthenticated,
    Unavailable,
)
from app.services import address_checks, audit, devices, registration
from app.services.access import in_person, require, signed_in
from app.services.deps import Deps
from app.services.devices import Device
from app.services.passwords import Lane, check_room, hash_new_password, hash_password, is_outdated, verify_password
from app.services.tokens import issue_user_token
from app.store import invitations, users
from app.store.documents import Session, User
from app.topics import session_topic

LONGEST_NAME: Final = 100


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A sign-in and its token; ``device`` is the name and value of the cookie by which the device is known again."""

    token: str
    expires_at: datetime
    device: tuple[str, str]


@dataclass(frozen=True, slots=True)
class _Turn:
    """Whose turn it is to have a password hashed, and in which lane."""

    by: str
    lane: Lane


async def register(
    deps: Deps,
    email: str,
    password: str,
    name: str,
    role: Role,
    *,
    address: str,
    invitation: str | None = None,
    language: str = "en",
) -> User:
    """A new account; who comes with the token of an ``invitation`` gets the role that it says. Who comes without is asked by
    mail, in that ``language``, to confirm the e-mail address, where mail is sent. ``address`` is where the request came from.

    Raises ``Conflict`` (``email_taken``), ``Unacceptable`` (``weak_password``), ``RateLimited``, ``Unavailable``, and
    ``Forbidden`` as ``registration.admit``.
    """
    check_room(address)
    await deps.limiter.hit(deps.settings.register_rate, f"register:{address}")
    invited = await registration.admit(deps, invitation)
    user = await _new_user(email, password, name, invited.role if invited else role, by=address)
    user.confirmed = invited is not None or not deps.settings.sends_mail
    # After the hash, which takes a while: whoever uses up the invitation has nothing left to wait for.
    if invited and not await invitations.take(invited):
        raise InvitationInvalid
    if not await users.insert_user(user):
        if invited:
            await invitations.insert(invited)
        raise EmailTaken
    await audit.record(_as(user), "user.register", f"user:{user.id}", detail={"invitation": invited.id} if invited else None)
    if not user.confirmed:
        await address_checks.ask(deps, user, language)
    return user


async def create_admin(email: str, password: str, name: str) -> User:
    """A new administrator; only the command line does this. Raises ``Conflict`` and ``Unacceptable``."""
    return await _create_checked(email, password, name, Role.ADMIN)


async def create_for(caller: Caller, email: str, name: str, role: Role) -> User:
    """A new account, made by an administrator and without a password: nobody signs in to it before one was set by a link.
    Raises ``Conflict`` (``email_taken``). Administrators only."""
    require(caller, Action.ADMINISTER)
    user = User(email=email, name=name, role=role, password_hash="")
    if not await users.insert_user(user):
        raise EmailTaken
    await audit.record(caller, "user.create", f"user:{user.id}", detail={"role": role.value})
    return user


async def create_photographer(email: str, password: str, name: str) -> User:
    """A new photographer, made by the first run. Raises ``Conflict`` and ``Unacceptable``."""
    return await _create_checked(email, password, name, Role.PHOTOGRAPHER)


async def sign_in(deps: Deps, email: str, password: str, *, address: str, cookies: Mapping[str, str] | None = None) -> SignedIn:
    """Open a session. ``cookies`` are what a browser sent: a device that has signed in before is not kept out by others' tries.

    Raises ``Unauthenticated`` (``bad_credentials``), ``Forbidden`` (``account_disabled``), ``RateLimited`` and ``Unavailable``;
    an address without account takes as long as a wrong password.
    """
    email = email.strip().lower()
    device = await _known_device(deps, email, cookies or {})
    turn = _Turn(device.id, Lane.KNOWN_DEVICES) if device else _Turn(address, Lane.PASSWORDS)
    check_room(turn.by, turn.lane)
    if device is None:
        await _count_stranger(deps, email, address)
    user = await users.by_email(email)
    fits = await verify_password(user.password_hash if user else None, password, by=turn.by, lane=turn.lane)
    if user is None or not fits:
        if device is not None:
            with suppress(RateLimited):  # the next try is a stranger's
                await deps.limiter.hit(deps.settings.device_rate, f"login-device:{device.id}")
        await _note_failure(deps, user, email, "wrong_password" if user else "unknown_address")
        raise BadCredentials
    if user.disabled:
        await _note_failure(deps, user, email, "account_disabled")
        raise AccountDisabled
    if is_outdated(user.password_hash):
        renewed = await hash_password(password, by=turn.by, lane=turn.lane)
        await users.replace_hash(user.id, user.password_hash, renewed, of_new_password=False)
    return await _open_session(deps, user, password, turn, device)


async def sign_out(deps: Deps, caller: Caller) -> None:
    """End the session that the caller's token or cookie stands for: both stop working, and open sockets are closed.

    Raises ``Unauthenticated``, and ``Forbidden`` to a personal access token.
    """
    user_id = in_person(caller)
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
    user = await users.get(signed_in(caller))
    if user is None:
        raise Unauthenticated
    return user


async def _create_checked(email: str, password: str, name: str, role: Role) -> User:
    try:
        email, password, name = text.email_address(email), text.new_password(password), text.one_line(name, LONGEST_NAME)
    except ValueError as error:
        raise Unacceptable(f"E-mail address, password or name is not acceptable: {error}") from error
    user = await _new_user(email, password, name, role)
    if not await users.insert_user(user):
        raise EmailTaken
    await audit.record(None, "user.create", f"user:{user.id}", detail={"role": role.value})
    return user


async def _new_user(email: str, password: str, name: str, role: Role, *, by: str = "") -> User:
    """Not stored yet. Nobody waits for a hash to hear that the address is taken; the unique index decides all the same."""
    if await users.by_email(email) is not None:
        raise EmailTaken
    return User(email=email, name=name, role=role, password_hash=await hash_new_password(password, (email, name), by=by))


async def _known_device(deps: Deps, email: str, cookies: Mapping[str, str]) -> Device | None:
    """The device, if it has signed in to that account before and has not had too many wrong tries of its own."""
    device = devices.presented(deps.settings, email, cookies)
    if device is None or not device.belongs_to(await users.by_email(email)):
        return None
    try:
        await deps.limiter.check(deps.settings.device_rate, f"login-device:{device.id}")
    except RateLimited:
        return None
    return device


async def _count_stranger(deps: Deps, email: str, address: str) -> None:
    await deps.limiter.hit(deps.settings.login_rate, f"login:{address}:{email}")
    for key in (f"login-address:{address}", f"login-account:{email}"):
        await deps.limiter.hit(deps.settings.login_total_rate, key)


async def _open_session(deps: Deps, user: User, password: str, turn: _Turn, device: Device | None) -> SignedIn:
    """Raises ``Unauthenticated`` when the password was changed meanwhile.

    A change first writes the new password and then ends the sessions that there are; this first writes the session and then
    reads the password. So one of the two sees the other.
    """
    now = utc_now()
    await users.delete_expired_sessions(user.id, now)
    session = Session(user_id=user.id, expires_at=now + timedelta(seconds=deps.settings.access_token_ttl_s))
    await users.insert_session(session)
    if not await _fits_still(user, password, turn):
        await users.delete_session(session.id)
        raise BadCredentials
    await users.note_sign_in(user.id, now)
    await audit.record(_as(user), "user.sign_in", f"user:{user.id}")
    cookie = (devices.cookie_of(deps.settings, user.email), devices.remembered(deps.settings, user, device))
    return SignedIn(issue_user_token(deps.settings, session), session.expires_at, cookie)


async def _fits_still(seen: User, password: str, turn: _Turn) -> bool:
    """Another hash may be of the same password: hashes are renewed."""
    present = await users.get(seen.id)
    if present is None or present.password_hash == seen.password_hash:
        return present is not None
    return await verify_password(present.password_hash, password, by=turn.by, lane=turn.lane)


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


def _masked(typed: str) -> str:
    """``ada@example.com`` as ``a…@example.com``; what is no address at all may be a password and is not kept."""
    try:
        name, _, host = text.email_address(typed).partition("@")
    except ValueError:
        return "no e-mail address"
    return f"{name[0]}…@{host}"


def _as(user: User) -> Caller:
    return Caller(user_id=user.id, role=user.role)
