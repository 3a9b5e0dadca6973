"""New passwords: chosen by who knows the old one, or by who has a link: handed over by an administrator, or mailed."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from app.domain.digests import digest_of
from app.domain.permissions import Action, Caller
from app.domain.times import utc_now
from app.domain.vocabulary import LetterKind
from app.errors import Conflict, NotFound, ResetExpired, WrongPassword
from app.services import access_tokens, accounts, audit, letters
from app.services.access import in_person, require
from app.services.deps import Deps
from app.services.letters import Recipient
from app.services.passwords import check_room, hash_new_password, verify_password
from app.store import users
from app.store.documents import PasswordReset, User

RESET_LIFE: Final = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class ResetLink:
    """The address that an administrator hands over; its token is in the fragment, which browsers send to no server."""

    url: str
    expires_at: datetime


def admit(caller: Caller) -> None:
    """Raise ``Unauthenticated`` for who has no account, and ``Forbidden`` for a personal access token: before anything is read of
    what they send."""
    in_person(caller)


async def change(deps: Deps, caller: Caller, current: str, new: str) -> None:
    """Replace the caller's own password; all other sign-ins of the account end, and so do its tokens and a link to reset it.

    Raises ``Unauthenticated``, ``Forbidden`` (``wrong_password``), ``RateLimited``, ``Unavailable``, ``Unacceptable``
    (``weak_password``), and ``Conflict`` when the password was changed by somebody else this very moment.
    """
    admit(caller)
    user = await accounts.current_user(caller)
    await deps.limiter.hit(deps.settings.login_rate, f"password:{user.id}")
    if not await verify_password(user.password_hash, current, by=user.id):
        await audit.record_some(deps, caller, "user.wrong_password", f"user:{user.id}")
        raise WrongPassword
    hashed = await hash_new_password(new, (user.email, user.name), by=user.id)
    await users.delete_reset(user.id)
    if not await users.replace_hash(user.id, user.password_hash, hashed, of_new_password=True):
        raise Conflict("The password has been changed in the meantime.")
    await accounts.end_sessions(deps, user.id, "password_changed", but=caller.session_id)
    await access_tokens.revoke_all(deps, user.id)
    await audit.record(caller, "user.password_change", f"user:{user.id}")


async def forgot(deps: Deps, to: Recipient, *, address: str) -> None:
    """Mail a link to a new password to that address, if it is an account's.

    Nobody learns whether it is: what is done here is the same in either case, and the link is made as the letter is sent. Raises
    ``Conflict`` (``mail_off``) and ``RateLimited``.
    """
    letters.require_mail(deps.settings)
    await deps.limiter.hit(deps.settings.login_rate, f"forgot:{address}")
    await letters.admit(deps, to)
    await letters.post(deps.settings, LetterKind.PASSWORD, to, "", until=utc_now() + RESET_LIFE)


async def link_for(deps: Deps, email: str) -> str | None:
    """A link to a new password for whoever has the mail of that address; None without an account, or for one that is disabled."""
    user = await users.by_email(email)
    if user is None or user.disabled:
        return None
    link = await _link(deps, user)
    await audit.record(Caller(), "user.forgot_password", f"user:{user.id}")
    return link.url


async def make_reset_link(deps: Deps, caller: Caller, user_id: str, mail_in: str | None = None) -> ResetLink:
    """A link by which somebody who forgot the password chooses a new one, once and within the hour; an earlier one of the
    account stops working. Who never had a password has longer (``invitation_ttl_s``). With ``mail_in``, a language (BCP 47), it
    is mailed to the account's address too. Administrators only. Raises ``NotFound``, and for a mail as ``letters.admit``.
    """
    require(caller, Action.ADMINISTER)
    user = await users.get(user_id)
    if user is None:
        raise NotFound
    to = Recipient(user.email, mail_in) if mail_in else None
    if to is not None:
        await letters.admit(deps, to)
    link = await _link(deps, user)
    await audit.record(caller, "user.password_reset_link", f"user:{user_id}")
    if to is not None:
        kind = LetterKind.PASSWORD if user.password_hash else LetterKind.INVITATION
        await letters.post(deps.settings, kind, to, link.url, until=link.expires_at)
    return link


async def _link(deps: Deps, user: User) -> ResetLink:
    token = secrets.token_urlsafe(32)
    life = RESET_LIFE if user.password_hash else timedelta(seconds=deps.settings.invitation_ttl_s)
    reset = PasswordReset(id=user.id, digest=digest_of(token), expires_at=utc_now() + life)
    await users.put_reset(reset)
    return ResetLink(f"{deps.settings.public_url}/studio#reset={token}", reset.expires_at)


async def reset(deps: Deps, token: str, password: str, *, address: str) -> None:
    """Set a new password with the token of a link; all sign-ins and tokens of the account end.

    Raises ``RateLimited``, ``Unacceptable`` (``weak_password``; the link works on), and ``Gone`` (``reset_expired``) for a token
    that was used, is too old, or never was one.
    """
    check_room(address)
    await deps.limiter.hit(deps.settings.login_rate, f"reset:{address}")
    digest = digest_of(token)
    found = await users.reset_of(digest, utc_now())
    if found is None:
        await audit.record_some(deps, Caller(), "user.wrong_reset_link", "user:unknown")
        raise ResetExpired
    user = await users.get(found.id)
    if user is None:
        raise ResetExpired
    hashed = await hash_new_password(password, (user.email, user.name), by=address)
    # After the hash, which takes a while: whoever uses up the link has nothing left to wait for.
    if not await users.use_reset(digest, utc_now()):
        raise ResetExpired
    await users.set_hash(found.id, hashed)
    await accounts.end_sessions(deps, found.id, "password_changed")
    await access_tokens.revoke_all(deps, found.id)
    await audit.record(Caller(user_id=found.id), "user.password_reset", f"user:{found.id}")
