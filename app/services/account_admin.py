"""Accounts as administrators see and change them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from app.domain.cursors import BY_MOMENT
from app.domain.permissions import Action, Caller
from app.domain.vocabulary import Role
from app.errors import LastAdmin, NotFound, OwnPowers
from app.services import access_tokens, accounts, audit, password_changes, quotas
from app.services.access import require
from app.services.deps import Deps
from app.services.password_changes import ResetLink
from app.services.quotas import Usage
from app.store import users
from app.store.documents import User


@dataclass(frozen=True, slots=True)
class KnownAccount:
    """An account, what it has and what it may have."""

    user: User
    usage: Usage


@dataclass(frozen=True, slots=True)
class AccountPage:
    """Newest first; ``next_cursor`` goes on."""

    items: list[KnownAccount]
    next_cursor: str | None


@dataclass(frozen=True, slots=True)
class AccountChanges:
    """What is given is changed; of ``quota`` (``max_events``, ``max_photos``, ``max_bytes``) also to None."""

    role: Role | None = None
    disabled: bool | None = None
    name: str | None = None
    quota: Mapping[str, int | None] = field(default_factory=dict)

    def of(self, user: User) -> dict[str, Any]:
        """Those that make a difference, by the name of the field."""
        wanted = {"role": self.role and self.role.value, "disabled": self.disabled, "name": self.name}
        given = {name: value for name, value in wanted.items() if value is not None} | dict(self.quota)
        return {name: value for name, value in given.items() if value != getattr(user, name)}


async def page(deps: Deps, caller: Caller, *, words: str, role: Role | None, cursor: str | None, limit: int) -> AccountPage:
    """Accounts whose name or address contains ``words``. ``cursor`` fits ``cursors.BY_MOMENT``. Administrators only."""
    require(caller, Action.ADMINISTER)
    found = await users.page(words, role, BY_MOMENT.place(cursor) if cursor else None, limit + 1)
    shown = found[:limit]
    following = BY_MOMENT.of((shown[-1].created_at, shown[-1].id)) if len(found) > limit else None
    usages = await quotas.usages_of(deps.settings, shown)
    return AccountPage([KnownAccount(user, usages[user.id]) for user in shown], following)


async def create(deps: Deps, caller: Caller, email: str, name: str, role: Role) -> tuple[KnownAccount, ResetLink]:
    """A new account, and the link by which its owner chooses the first password. Administrators only.

    Raises ``Conflict`` (``email_taken``).
    """
    require(caller, Action.ADMINISTER)
    user = await accounts.create_for(caller, email, name, role)
    return await _known(deps, user), await password_changes.make_reset_link(deps, caller, user.id)


async def change(deps: Deps, caller: Caller, user_id: str, wanted: AccountChanges) -> KnownAccount:
    """Change an account. Administrators only. Who is disabled is signed out everywhere at once.

    Raises ``NotFound``, and ``Conflict``: ``last_admin`` where no enabled administrator would be left, ``yourself`` for who
    would take the own powers away.
    """
    require(caller, Action.ADMINISTER)
    user = await _found(user_id)
    changes = wanted.of(user)
    while changes and not await _set(caller, user, changes):
        user = await _found(user_id)
        changes = wanted.of(user)
    if changes:
        detail = {name: str(value) for name, value in changes.items()}
        await audit.record(caller, "user.change", f"user:{user.id}", detail=detail)
        await _tell(deps, user.id, changes)
    return await _known(deps, await _found(user_id))


async def _set(caller: Caller, user: User, changes: dict[str, Any]) -> bool:
    """False when the account is not as it was read any more, and has to be looked at again."""
    powerful = user.role is Role.ADMIN and not user.disabled
    stays = changes.get("role", Role.ADMIN.value) == Role.ADMIN.value and not changes.get("disabled", False)
    if not powerful or stays:
        return await users.change(user, changes) is not None
    if user.id == caller.user_id and await users.has_other_admin(user.id):
        raise OwnPowers
    if user.id == caller.user_id or not await users.retire_admin(user.id, changes):
        raise LastAdmin
    return True


async def _tell(deps: Deps, user_id: str, changes: dict[str, Any]) -> None:
    if "disabled" in changes:
        # Also when it is enabled: a sign-in that was under way when it was disabled does not come to life.
        await accounts.end_sessions(deps, user_id, "account_changed")
    elif "role" in changes:
        await accounts.recheck_sessions(deps, user_id)
    await access_tokens.recheck(deps, user_id)


async def _known(deps: Deps, user: User) -> KnownAccount:
    return KnownAccount(user, await quotas.usage_of(deps.settings, user))


async def _found(user_id: str) -> User:
    user = await users.get(user_id)
    if user is None:
        raise NotFound
    return user
