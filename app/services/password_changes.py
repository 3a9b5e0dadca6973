"""New passwords: chosen by who knows the old one, or by who was handed a link that an administrator made."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from app.domain.permissions import Action, Caller
from app.errors import Conflict, Forbidden, Gone, NotFound
from app.services import accounts, audit
from app.services.access import require
from app.services.deps import Deps
from app.services.passwords import hash_password, verify_password
from app.store import users
from app.store.documents import PasswordReset, User, utc_now

RESET_LIFE: Final = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class ResetLink:
    """The address that an administrator hands over; its token is in the fragment, which browsers send to no server."""

    url: str
    expires_at: datetime


async def change(deps: Deps, caller: Caller, current: str, new: str) -> None:
    """Replace the caller's own password; all other sign-ins of the account end, and so does a link to reset it.

    Raises ``Unauthenticated``, ``Forbidden`` (``wrong_password``), ``RateLimited``, and ``Conflict`` when the password was
    changed by somebody else this very moment.
    """
    user = await accounts.current_user(caller)
    await deps.limiter.hit(deps.settings.login_rate, f"password:{user.id}")
    if not await verify_password(user.password_hash, current):
        await audit.record_some(deps, caller, "user.wrong_password", f"user:{user.id}")
        raise Forbidden("The present password is wrong.", code="wrong_password")
    hashed = await hash_password(new)
    await users.delete_reset(user.id)
    if not await users.replace_hash(user.id, user.password_hash, hashed):
        raise Conflict("The password was changed meanwhile.")
    await accounts.end_sessions(deps, user.id, "password_changed", but=caller.session_id)
    await audit.record(caller, "user.password_change", f"user:{user.id}")


async def make_reset_link(deps: Deps, caller: Caller, user_id: str) -> ResetLink:
    """A link by which somebody who forgot the password chooses a new one, once and within the hour; an earlier one of the
    account stops working. Administrators only. Raises ``NotFound``.
    """
    require(caller, Action.ADMINISTER)
    if await User.get(user_id) is None:
        raise NotFound
    token = secrets.token_urlsafe(32)
    reset = PasswordReset(id=user_id, digest=_digest(token), expires_at=utc_now() + RESET_LIFE)
    await users.put_reset(reset)
    await audit.record(caller, "user.password_reset_link", f"user:{user_id}")
    return ResetLink(f"{deps.settings.public_url}/studio#reset={token}", reset.expires_at)


async def reset(deps: Deps, token: str, password: str, *, address: str) -> None:
    """Set a new password with the token of a link; all sign-ins of the account end.

    Raises ``RateLimited``, and ``Gone`` (``reset_expired``) for a token that was used, is too old, or never was one.
    """
    await deps.limiter.hit(deps.settings.login_rate, f"reset:{address}")
    digest = _digest(token)
    found = await users.reset_of(digest, utc_now())
    if found is None:
        await audit.record_some(deps, Caller(), "user.wrong_reset_link", "user:unknown")
        raise _expired()
    hashed = await hash_password(password)
    # After the hash, which takes a while: whoever uses up the link has nothing left to wait for.
    if not await users.use_reset(digest, utc_now()):
        raise _expired()
    await users.set_hash(found.id, hashed)
    await accounts.end_sessions(deps, found.id, "password_changed")
    await audit.record(Caller(user_id=found.id), "user.password_reset", f"user:{found.id}")


def _expired() -> Gone:
    return Gone("This link was used already or is too old. Ask for a new one.", code="reset_expired")


def _digest(token: str) -> str:
    """Of 256 random bits, which nobody tries out: the digest needs no key."""
    return hashlib.sha256(token.encode()).hexdigest()
