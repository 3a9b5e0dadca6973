"""The audit log: entries are only ever added."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.store.documents import AuditEntry


@dataclass(frozen=True, slots=True)
class Filters:
    """Which entries are wanted; what is not given does not matter. ``actor`` and ``action`` are beginnings.

    ``words`` are looked for in actor, action and target; ``accounts`` are ids that count as if they contained them.
    """

    actor: str = ""
    action: str = ""
    event_id: int | None = None
    since: datetime | None = None
    until: datetime | None = None
    words: str = ""
    accounts: Collection[str] = ()


async def page(filters: Filters, place: tuple[datetime, str] | None, limit: int) -> list[AuditEntry]:
    """Entries after ``place`` (when made, id), the newest first."""
    conditions = _conditions(filters)
    if place is not None:
        conditions.append({"$or": [{"created_at": {"$lt": place[0]}}, {"created_at": place[0], "_id": {"$lt": place[1]}}]})
    found = AuditEntry.find({"$and": conditions} if conditions else {})
    return await found.sort("-created_at", "-_id").limit(limit).to_list()


def _conditions(filters: Filters) -> list[dict[str, Any]]:
    conditions: list[dict[str, Any]] = []
    for field, beginning in (("actor", filters.actor), ("action", filters.action)):
        if beginning:
            conditions.append({field: {"$regex": f"^{re.escape(beginning)}"}})
    if filters.event_id is not None:
        conditions.append({"event_id": filters.event_id})
    if filters.since is not None:
        conditions.append({"created_at": {"$gte": filters.since}})
    if filters.until is not None:
        conditions.append({"created_at": {"$lte": filters.until}})
    if filters.words:
        conditions.append({"$or": _mentioning(filters)})
    return conditions


def _mentioning(filters: Filters) -> list[dict[str, Any]]:
    part = {"$regex": re.escape(filters.words), "$options": "i"}
    known = {"$in": [f"user:{user_id}" for user_id in filters.accounts]}
    return [{"actor": part}, {"action": part}, {"target": part}, {"actor": known}, {"target": known}]
