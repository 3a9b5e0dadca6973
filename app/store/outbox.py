"""The durable queue of what is to be sent, of whatever kind: put once, taken by one, tried until it has ended."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, TypeVar

from pymongo.errors import DuplicateKeyError

from app.domain.vocabulary import DeliveryState
from app.store.documents import Delivery
from app.store.queries import change_one, write_all, write_one

Kind = TypeVar("Kind", bound=Delivery)


async def put(message: Delivery) -> bool:
    """Queue it durably; False when the same one (by its id) is queued or was sent."""
    try:
        await message.insert()
    except DuplicateKeyError:
        return False
    return True


def waiting(now: datetime) -> dict[str, Any]:
    """The condition of those that are due."""
    return {"state": DeliveryState.WAITING.value, "due_at": {"$lte": now}}


async def due(kind: type[Kind], now: datetime, limit: int, **of: Any) -> Sequence[Kind]:
    """Those that are due and have these fields, the oldest first."""
    return await kind.find({**of, **waiting(now)}).sort("created_at").limit(limit).to_list()


async def take(seen: Kind, until: datetime) -> Kind | None:
    """Take a due one for oneself: nobody else tries it before ``until``. None when somebody was faster."""
    condition = {"_id": seen.id, "state": DeliveryState.WAITING.value, "due_at": seen.due_at}
    return await change_one(type(seen), condition, {"$set": {"due_at": until}, "$inc": {"attempts": 1}})


async def settle(kind: type[Delivery], message_id: str, changes: Mapping[str, Any]) -> None:
    """What became of a try."""
    await write_one(kind, {"_id": message_id}, {"$set": dict(changes)})


async def fail_waiting(kind: type[Delivery], now: datetime, problem: str, **of: Any) -> None:
    """Nothing that waits and has these fields is sent any more."""
    ended = {"state": DeliveryState.FAILED.value, "ended_at": now, "problem": problem}
    await write_all(kind, {**of, "state": DeliveryState.WAITING.value}, {"$set": ended})
