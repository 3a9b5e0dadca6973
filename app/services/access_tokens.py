"""Personal access tokens: what a program shows instead of a sign-in, made for some actions at some events or all."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from app.domain.digests import digest_of
from app.domain.permissions import Action, Caller
from app.domain.times import utc_now
from app.domain.token_scopes import restriction
from app.domain.vocabulary import TokenScope
from app.errors import NotFound, TooManyTokens, Unauthenticated, Unavailable, ValidationFailed
from app.services import audit
from app.services.access import in_person, require
from app.services.deps import Deps
from app.store import access_tokens, events, users
from app.store.documents import AccessToken
from app.topics import token_topic

PREFIX: Final = "ep_pat_"
"""What all of them begin with: people, and programs that look for secrets in files, know one by it."""
LONGEST_NAME: Final = 80
LONGEST_LIFE: Final = timedelta(days=366)
MOST_EVENTS: Final = 100
MOST: Final = 50  # so that the list of them is one answer
_LONGEST: Final = 100
_USE_NOTED_EVERY: Final = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A token to be made; ``event_ids`` None: for all events of the account and its teams, also those to come."""

    name: str
    scopes: Collection[TokenScope]
    event_ids: Collection[int] | None
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class NewToken:
    """A token and what it is, which is kept nowhere."""

    token: AccessToken
    secret: str


def is_one(text: str) -> bool:
    """Does it look like one of these tokens?"""
    return text.startswith(PREFIX)


async def caller_from(_: Deps, secret: str) -> Caller:
    """Who presents ``secret``; raises ``Unauthenticated`` unless it is a token of an account that is open, in time and not
    revoked. Its use is noted, once a minute."""
    now = utc_now()
    token = await access_tokens.by_digest(digest_of(secret), now) if len(secret) <= _LONGEST else None
    user = await users.get(token.user_id) if token else None
    if token is None or user is None or user.disabled:
        raise Unauthenticated
    if token.last_used_at is None or now - token.last_used_at > _USE_NOTED_EVERY:
        await access_tokens.note_use(token.id, now)
    limits = restriction(token.id, token.scopes, token.event_ids)
    return Caller(user_id=user.id, role=user.role, restriction=limits)


async def create(caller: Caller, wanted: Wanted) -> NewToken:
    """A new token of the caller's account. Raises ``Unauthenticated``, ``Forbidden``, ``Conflict`` (``too_many_tokens``), and
    ``ValidationFailed`` for an event that is not the caller's own and has not the caller on its team."""
    user_id = _owner(caller)
    if len(await access_tokens.ids_of_user(user_id)) >= MOST:
        raise TooManyTokens(f"You have {MOST} tokens. Revoke some first.")
    if wanted.event_ids is not None and not set(wanted.event_ids) <= await _reached(user_id):
        raise ValidationFailed([{"loc": ["body", "event_ids"], "msg": "must be events of your own or of your teams"}])
    secret = PREFIX + secrets.token_urlsafe(32)
    token = AccessToken(
        user_id=user_id,
        digest=digest_of(secret),
        name=wanted.name,
        scopes=sorted(set(wanted.scopes)),
        event_ids=None if wanted.event_ids is None else sorted(set(wanted.event_ids)),
        expires_at=wanted.expires_at,
    )
    await access_tokens.insert(token)
    # A new password first ends the sign-ins and then the tokens that there are: one of the two sees the other.
    if caller.session_id is None or await users.get_session(caller.session_id) is None:
        await access_tokens.delete(token.id)
        raise Unauthenticated
    await audit.record(caller, "token.create", f"token:{token.id}", detail={"scopes": ", ".join(token.scopes)})
    return NewToken(token, secret)


async def page(caller: Caller) -> Sequence[AccessToken]:
    """All tokens of the caller's account, the newest first. Raises ``Unauthenticated`` and ``Forbidden``."""
    return await access_tokens.of_user(_owner(caller))


async def revoke(deps: Deps, caller: Caller, token_id: str) -> None:
    """End a token of the caller's account: it stops working at once, and open sockets are closed. Raises ``Unauthenticated``,
    ``Forbidden`` and ``NotFound``."""
    user_id = _owner(caller)
    token = await access_tokens.get(token_id)
    if token is None or token.user_id != user_id or not await access_tokens.delete(token_id):
        raise NotFound
    await audit.record(caller, "token.revoke", f"token:{token_id}")
    await _tell_sockets(deps, [token_id])


async def revoke_all(deps: Deps, user_id: str) -> None:
    """End all tokens of an account: whoever knew the old password may have made one."""
    ids = await access_tokens.ids_of_user(user_id)
    for token_id in ids:
        await access_tokens.delete(token_id)
    await _tell_sockets(deps, ids)


async def recheck(deps: Deps, user_id: str) -> None:
    """The account may do other things from now on: what is open by its tokens looks at once what that means."""
    await _tell_sockets(deps, await access_tokens.ids_of_user(user_id))


async def _reached(user_id: str) -> set[int]:
    return {*await events.ids_of_owner(user_id), *await events.ids_of_team(user_id)}


def _owner(caller: Caller) -> str:
    require(caller, Action.MANAGE_TOKENS)
    return in_person(caller)


async def _tell_sockets(deps: Deps, ids: Sequence[str]) -> None:
    with suppress(Unavailable):  # it is so all the same; sockets ask again by themselves, later
        for token_id in ids:
            await deps.bus.end(token_topic(token_id), "revoked")
