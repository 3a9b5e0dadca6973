"""Webhooks, and which of them have something to be told (``app.store.outbox``)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from app.domain.vocabulary import HookEvent
from app.store.documents import HookMessage, Webhook
from app.store.outbox import waiting
from app.store.queries import change_one, delete_all, rows, write_one


async def insert(hook: Webhook) -> None:
    """Write a new one durably."""
    await hook.insert()


async def get(hook_id: str) -> Webhook | None:
    """The webhook."""
    return await Webhook.get(hook_id)


async def of_user(user_id: str) -> Sequence[Webhook]:
    """All of an account, the newest first."""
    found = await Webhook.find({"user_id": user_id}).to_list()
    return sorted(found, key=lambda hook: (hook.created_at, hook.id), reverse=True)


async def wanting(kind: HookEvent, user_id: str | None = None) -> Sequence[Webhook]:
    """Those that are to be told of such things, of one account or of all."""
    whose = {} if user_id is None else {"user_id": user_id}
    found = await Webhook.find({**whose, "disabled_at": None}).to_list()
    return [hook for hook in found if kind in hook.kinds]


async def change(hook_id: str, changes: Mapping[str, Any]) -> Webhook | None:
    """Set fields; returns it as it is then, None when it is not there."""
    return await change_one(Webhook, {"_id": hook_id}, {"$set": dict(changes)})


async def note_failure(hook_id: str, now: datetime) -> Webhook | None:
    """One more in a row; returns the webhook as it is then."""
    await write_one(Webhook, {"_id": hook_id, "failing_since": None}, {"$set": {"failing_since": now}})
    return await change_one(Webhook, {"_id": hook_id}, {"$inc": {"failures": 1}})


async def note_success(hook_id: str) -> None:
    """It takes messages."""
    fine = {"failures": 0, "failing_since": None, "rests_until": None}
    await write_one(Webhook, {"_id": hook_id, "failures": {"$gt": 0}}, {"$set": fine})


async def delete(hook_id: str) -> bool:
    """Take it away, with its log; False when it was gone."""
    gone = await delete_all(Webhook, {"_id": hook_id}) > 0
    await delete_all(HookMessage, {"hook_id": hook_id})
    return gone


async def message(message_id: str) -> HookMessage | None:
    """One message."""
    return await HookMessage.get(message_id)


async def log_of(hook_id: str, limit: int) -> Sequence[HookMessage]:
    """The newest messages of a webhook, whatever became of them."""
    return await HookMessage.find({"hook_id": hook_id}).sort("-created_at").limit(limit).to_list()


async def hooks_with_due(now: datetime, limit: int) -> set[str]:
    """Webhooks for which a message is due; not all of them where there are more than ``limit`` messages."""
    return {row["hook_id"] for row in await rows(HookMessage, waiting(now), "hook_id", limit=limit)}
