"""Accounts as administrators see and change them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from app.domain.cursors import BY_MOMENT
from app.domain.permissions import Action, Caller
from app.domain.vocabulary import Role
from app.errors import LastAdmin, NotFound, OwnPowers
from app.services import access_tokens, accounts, audit, password_changes
from app.services.access import require
from app.services.deps import Deps
from app.services.password_changes import ResetLink
from app.store import event_overview, users
from app.store.documents import User


@dataclass(frozen=True, slots=True)
class KnownAccount:
    """An account and how many events it has."""

    user: User
    events: int


@dataclass(frozen=True, slots=True)
class AccountPage:
    """Newest first; ``next_cursor`` goes on."""

    items: list[KnownAccount]
    next_cursor: str | None


@dataclass(frozen=True, slots=True)
class AccountChanges:
    """What is given is changed."""

    role: Role | None = None
    disabled: bool | None = None
    name: str | None = None

    def of(self, user: User) -> dict[str, Any]:
        """Those that make a difference, by the name of the field."""
        wanted = {"role": self.role and self.role.value, "disabled": self.disabled, "name": self.name}
        return {field: value for field, value in wanted.items() if value is not None and value != getattr(user, field)}


async def page(caller: Caller, *, words: str, role: Role | None, cursor: str | None, limit: int) -> AccountPage:
    """Accounts whose name or address contains ``words``. ``cursor`` fits ``cursors.BY_MOMENT``. Administrators only."""
    require(caller, Action.ADMINISTER)
    found = await users.page(words, role, BY_MOMENT.place(cursor) if cursor else None, limit + 1)
    shown = found[:limit]
    owned = await event_overview.counts_by_owner([user.id for user in shown])
    following = BY_MOMENT.of((shown[-1].created_at, shown[-1].id)) if len(found) > limit else None
    return AccountPage([KnownAccount(user, owned.get(user.id, 0)) for user in shown], following)


async def create(deps: Deps, caller: Caller, email: str, name: str, role: Role) -> tuple[KnownAccount, ResetLink]:
    """A new account, and the link by which its owner chooses the first password. Administrators only.

    Raises ``Conflict`` (``email_taken``).
    """
    require(caller, Action.ADMINISTER)
    user = await accounts.create_for(caller, email, name, role)
    return KnownAccount(user, 0), await password_changes.make_reset_link(deps, caller, user.id)


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
        detail = {field: str(value) for field, value in changes.items()}
        await audit.record(caller, "user.change", f"user:{user.id}", detail=detail)
        await _tell(deps, user.id, changes)
    return KnownAccount(await _found(user_id), (await event_overview.counts_by_owner([user_id])).get(user_id, 0))


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


async def _found(user_id: str) -> User:
    user = await users.get(user_id)
    if user is None:
        raise NotFound
    return user
