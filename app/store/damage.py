"""What is stored and does not open any more, as it was noticed; each thing once, until it is put right or gone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from pymongo.errors import DuplicateKeyError

from app.store.documents import Damage
from app.store.queries import delete_all


async def note(damage: Damage) -> bool:
    """Remember it; False when it was known."""
    try:
        await damage.insert()
    except DuplicateKeyError:
        return False
    return True


async def newest(count: int) -> Sequence[Damage]:
    """The last ones noticed, the newest first."""
    return await Damage.find({}).sort("-noticed_at").limit(count).to_list()


async def number() -> int:
    """How many there are."""
    return await Damage.find({}).count()


async def noticed_before(moment: datetime) -> Sequence[Damage]:
    """All that were noticed before then."""
    return await Damage.find({"noticed_at": {"$lt": moment}}).to_list()


async def forget(damage_id: str) -> None:
    """It is put right, or gone."""
    await delete_all(Damage, {"_id": damage_id})


async def erase_event(event_id: int) -> None:
    """All of an event that is gone for good."""
    await delete_all(Damage, {"event_id": event_id})
