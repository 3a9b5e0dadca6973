"""What the photographer hears of what guests and clients choose, as it happens: that something is another, and no more."""

from __future__ import annotations

from app import topics
from app.services.deps import Deps


async def tell(deps: Deps, event_id: int) -> None:
    """A list or a comment of the event was made, changed or deleted. Said after the database has it."""
    await deps.bus.publish(topics.favourites_topic(event_id), topics.favourites_changed())
