"""All events at a glance, for who administers them: whose they are, what is in them, how large they are."""

from __future__ import annotations

from collections.abc import Collection

from app.store.documents import Event


async def counts_by_owner(owner_ids: Collection[str]) -> dict[str, int]:
    """How many events each of these accounts has; those without any are left out."""
    counted: dict[str, int] = {}
    query = {"owner_id": {"$in": list(owner_ids)}, "deleted_at": None}
    async for row in Event.get_pymongo_collection().find(query, {"owner_id": 1}):
        counted[row["owner_id"]] = counted.get(row["owner_id"], 0) + 1
    return counted
