"""Whether the address of an account is its holder's: asked by mail of who signed up by themselves, where mail is sent.

Until it is confirmed nothing is mailed for the account: no invitation to its teams, and nothing to guests of its events. So
nobody writes to others through this service under a name that is not theirs. All else works: a photographer at a venue waits for
no mail.
"""

from __future__ import annotations

import hmac
from base64 import urlsafe_b64encode
from contextlib import suppress
from datetime import timedelta
from typing import Final

from app.derived_keys import derived_key
from app.domain.permissions import Caller
from app.domain.times import utc_now
from app.domain.vocabulary import LetterKind
from app.errors import AddressUnconfirmed, NotFound, RateLimited
from app.services import audit, letters
from app.services.access import in_person
from app.services.deps import Deps
from app.services.letters import Recipient
from app.settings import Settings
from app.store import users
from app.store.documents import User

_ASK_WITHIN: Final = timedelta(days=3)


def is_open(settings: Settings, user: User) -> bool:
    """Is there something to ask about the account's address? Without mail there is not."""
    return settings.sends_mail and not user.confirmed


async def ask(deps: Deps, user: User, language: str) -> None:
    """Mail the question to who has just signed up. Where that address has had its letters for today, it is asked for later."""
    with suppress(RateLimited):
        await _ask(deps, user, language)


async def ask_again(deps: Deps, caller: Caller, language: str) -> None:
    """Mail it once more; nothing where the address is confirmed. Raises as ``access.in_person``, ``MailOff`` and
    ``RateLimited``."""
    user = await users.get(in_person(caller))
    letters.require_mail(deps.settings)
    if user is not None and not user.confirmed:
        await _ask(deps, user, language)


async def confirm(settings: Settings, token: str) -> None:
    """The holder of the account has its mail. Can be said twice. Raises ``NotFound`` for a link that is none of ours, or of an
    account that has gone."""
    user_id, _, code = token.partition(".")
    user = await users.get(user_id)
    if user is None or not hmac.compare_digest(code.encode(), _code(settings, user).encode()):
        raise NotFound
    if await users.confirm(user.id, user.email):
        await audit.record(Caller(), "user.confirm_address", f"user:{user.id}")


async def may_mail_for(settings: Settings, user_id: str) -> bool:
    """Is mail sent for this account, and its events?"""
    user = await users.get(user_id) if settings.sends_mail else None
    return user is not None and user.confirmed


async def require(settings: Settings, user_id: str) -> None:
    """Raises ``MailOff`` where none is sent, and ``Forbidden`` (``address_unconfirmed``) where none is sent for this account."""
    letters.require_mail(settings)
    if not await may_mail_for(settings, user_id):
        raise AddressUnconfirmed


async def _ask(deps: Deps, user: User, language: str) -> None:
    to = Recipient(user.email, language)
    await letters.admit(deps, to)
    url = f"{deps.settings.public_url}/studio#confirm={user.id}.{_code(deps.settings, user)}"
    await letters.post(deps.settings, LetterKind.ADDRESS, to, url, until=utc_now() + _ASK_WITHIN)


def _code(settings: Settings, user: User) -> str:
    """Nothing of the link is stored: nobody else can make one, and it is of this address alone."""
    key = derived_key(settings.secret_key.get_secret_value(), "address checks")
    return urlsafe_b64encode(hmac.digest(key, f"{user.id} {user.email}".encode(), "sha256")[:18]).decode()
