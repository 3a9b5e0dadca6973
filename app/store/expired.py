"""What is over: sign-ins, ways to a new password, invitations, pairing codes. Nothing of it opens anything any more."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from beanie import Document

from app.store.documents import Invitation, Kiosk, PasswordReset, Session
from app.store.queries import delete_all, rows, write_all

_GOING: Final[tuple[type[Document], ...]] = (Session, PasswordReset, Invitation)


async def forget(now: datetime, most: int) -> int:
    """Remove what was over at ``now``, at most ``most`` of each kind; returns how much that was.

    A kiosk stays, for its owner to see that nobody paired it; only its code goes.
    """
    removed = 0
    for kind in _GOING:
        ids = await _ids(kind, {"expires_at": {"$lte": now}}, most)
        if ids:
            # Asked again: a way to a new password may have been replaced by a fresh one meanwhile.
            removed += await delete_all(kind, {"_id": {"$in": ids}, "expires_at": {"$lte": now}})
    ids = await _ids(Kiosk, {"code_expires_at": {"$lte": now}, "code_digest": {"$ne": None}}, most)
    if ids:
        cleared = await write_all(Kiosk, {"_id": {"$in": ids}}, {"$set": {"code_digest": None}})
        removed += cleared.modified_count
    return removed


async def _ids(kind: type[Document], query: dict[str, object], most: int) -> list[str]:
    return [row["_id"] for row in await rows(kind, query, limit=most)]
