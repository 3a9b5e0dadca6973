"""What is over: sign-ins, tokens, ways to a new password, invitations, what webhooks and people were told, pairing codes.

Nothing of it opens anything any more.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

from beanie import Document

from app.store.documents import AccessToken, HookMessage, Invitation, Kiosk, Letter, PasswordReset, Session
from app.store.queries import delete_all, rows, write_all

_AT_ONCE: Final = timedelta(0)
_GOING: Final[tuple[tuple[type[Document], timedelta], ...]] = (
    (Session, _AT_ONCE),
    (PasswordReset, _AT_ONCE),
    (Invitation, _AT_ONCE),
    (HookMessage, _AT_ONCE),
    (Letter, _AT_ONCE),
    (AccessToken, timedelta(days=30)),  # its owner can look up why a program stopped
)


async def forget(now: datetime, most: int) -> int:
    """Remove what was over at ``now``, or is long enough, at most ``most`` of each kind; returns how much that was.

    A kiosk stays, for its owner to see that nobody paired it; only its code goes.
    """
    removed = 0
    for kind, kept in _GOING:
        over = {"expires_at": {"$lte": now - kept}}
        ids = await _ids(kind, over, most)
        if ids:
            # Asked again: a way to a new password may have been replaced by a fresh one meanwhile.
            removed += await delete_all(kind, {"_id": {"$in": ids}, **over})
    ids = await _ids(Kiosk, {"code_expires_at": {"$lte": now}, "code_digest": {"$ne": None}}, most)
    if ids:
        cleared = await write_all(Kiosk, {"_id": {"$in": ids}}, {"$set": {"code_digest": None}})
        removed += cleared.modified_count
    return removed


async def _ids(kind: type[Document], query: Mapping[str, object], most: int) -> list[str]:
    return [row["_id"] for row in await rows(kind, query, limit=most)]
