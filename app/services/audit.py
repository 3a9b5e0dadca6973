"""Who did what to what; kept when the thing is gone, without face data or secrets."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from typing import Final, Literal, TypeAlias, get_args

from app.domain.cursors import BY_MOMENT
from app.domain.permissions import Action, Caller
from app.errors import RateLimited
from app.services.access import require
from app.services.deps import Deps
from app.store import audit, kiosks, senders, users
from app.store.audit import Filters
from app.store.documents import AuditEntry

Act: TypeAlias = Literal[
    "album.change",
    "album.create",
    "album.delete",
    "album.photos",
    "album.restore",
    "brand.change",
    "alert.ask",
    "alert.confirm",
    "alert.refuse",
    "alert.stop",
    "camera.change",
    "consent.give",
    "consent.withdraw",
    "event.archive",
    "event.bring_back",
    "event.change",
    "event.create",
    "event.delete",
    "event.duplicate",
    "event.expired",
    "event.export",
    "favourites.comment_delete",
    "favourites.create",
    "favourites.delete",
    "favourites.export",
    "gallery.download",
    "invitation.create",
    "invitation.revoke",
    "kiosk.change",
    "kiosk.create",
    "kiosk.pair",
    "kiosk.revoke",
    "kiosk.wrong_code",
    "photo.approve",
    "photo.delete",
    "photo.download",
    "photo.hide",
    "photo.hold",
    "photo.reject",
    "photo.release",
    "photo.replace",
    "photo.retry",
    "photo.show_proof",
    "photo.unhide",
    "registration.change",
    "search.download",
    "search.end",
    "search.export",
    "search.feedback",
    "search.hand_off",
    "search.selfies",
    "search.start",
    "search.wall",
    "search.withdraw",
    "sender.create",
    "sender.revoke",
    "sender.sign_in",
    "sender.sign_in_failed",
    "share_link.change",
    "share_link.create",
    "share_link.open",
    "share_link.pin_tried_out",
    "share_link.revoke",
    "share_link.wrong_pin",
    "team.accept",
    "team.change",
    "team.decline",
    "team.invite",
    "team.leave",
    "team.remove",
    "team.revoke_invitation",
    "token.create",
    "token.revoke",
    "user.change",
    "user.confirm_address",
    "user.create",
    "user.forgot_password",
    "user.password_change",
    "user.password_reset",
    "user.password_reset_link",
    "user.register",
    "user.sign_in",
    "user.sign_in_failed",
    "user.sign_out",
    "user.wrong_invitation",
    "user.wrong_password",
    "user.wrong_reset_link",
    "webhook.change",
    "webhook.create",
    "webhook.delete",
    "webhook.disable",
    "webhook.new_secret",
]
ACTS: Final[tuple[Act, ...]] = tuple(sorted(get_args(Act)))
SYSTEM: Final = "system"
_MOST_ACCOUNTS: Final = 500  # each stretch of the log is compared with all of them


@dataclass(frozen=True, slots=True)
class AuditPage:
    """Newest first; ``next_cursor`` goes on. ``labels`` are names for people of what ``user:ID``, ``kiosk:ID`` and
    ``sender:ID`` stand for."""

    items: list[AuditEntry]
    labels: Mapping[str, str]
    next_cursor: str | None


async def record(
    caller: Caller | None,
    action: Act,
    target: str,
    event_id: int | None = None,
    *,
    detail: Mapping[str, int | str] | None = None,
    waits: bool = True,
) -> None:
    """Write down that ``caller`` (None: the system itself) did ``action`` to ``target`` (``share_link:ID``).

    ``detail`` says how much or what of it (``{"photos": 12}``), for a reader; never a secret or face data. What a program did by
    a token of the account says by which. It waits for the disk, unless what the caller writes next does.
    """
    by_token = {"token": caller.restriction.token_id} if caller and caller.restriction else {}
    noted = {**(detail or {}), **by_token}
    entry = AuditEntry(actor=actor_of(caller), action=action, target=target, event_id=event_id, detail=noted)
    await (audit.add if waits else audit.note)(entry)


def actor_of(caller: Caller | None) -> str:
    """How the log names who did something; None is the system itself."""
    return caller.actor if caller else SYSTEM


async def record_end(event_id: int, actor: str, at: datetime) -> None:
    """Write down that ``actor`` deleted the event at that moment. Again it changes nothing: a crash may have come in between."""
    action: Act = "event.expired" if actor == SYSTEM else "event.delete"
    target = f"event:{event_id}"
    entry_id = sha256(f"{action} {target}".encode()).hexdigest()[:24]  # Of one deletion there is one entry.
    entry = AuditEntry(id=entry_id, actor=actor, action=action, target=target, event_id=event_id, created_at=at)
    await audit.add_once(entry)


async def record_some(
    deps: Deps,
    by: Caller,
    action: Act,
    target: str,
    event_id: int | None = None,
    *,
    rule: str = "20 per minute",
    detail: Mapping[str, int | str] | None = None,
) -> None:
    """As ``record``, but of each target no more than ``rule`` allows: who tries one thing after the other fills no log."""
    with suppress(RateLimited):
        await deps.limiter.hit(rule, f"audit:{target}")
        await record(by, action, target, event_id, detail=detail)


def beginning_with(action: str) -> list[Act]:
    """All acts that begin like that."""
    return [act for act in ACTS if act.startswith(action)]


async def page(caller: Caller, filters: Filters, cursor: str | None, limit: int) -> AuditPage:
    """What was done. ``cursor`` fits ``cursors.BY_MOMENT``. Words also find accounts by name or address. Administrators only."""
    require(caller, Action.ADMINISTER)
    if filters.words:
        filters = replace(filters, accounts=await users.ids_containing(filters.words, _MOST_ACCOUNTS))
    found = await audit.page(filters, BY_MOMENT.place(cursor) if cursor else None, limit + 1)
    shown = found[:limit]
    following = BY_MOMENT.of((shown[-1].created_at, shown[-1].id)) if len(found) > limit else None
    return AuditPage(shown, await _labels({name for entry in shown for name in (entry.actor, entry.target)}), following)


async def _labels(names: Collection[str]) -> dict[str, str]:
    """E-mail addresses of accounts, names of kiosks and cameras; what is gone has no label any more."""
    accounts = await users.by_ids(_ids(names, "user"))
    devices = await kiosks.by_ids(_ids(names, "kiosk"))
    cameras = await senders.by_ids(_ids(names, "sender"))
    return (
        {f"user:{user_id}": user.email for user_id, user in accounts.items()}
        | {f"kiosk:{kiosk_id}": kiosk.name for kiosk_id, kiosk in devices.items()}
        | {f"sender:{sender_id}": camera.name for sender_id, camera in cameras.items()}
    )


def _ids(names: Collection[str], kind: str) -> list[str]:
    return [name.removeprefix(f"{kind}:") for name in names if name.startswith(f"{kind}:")]
