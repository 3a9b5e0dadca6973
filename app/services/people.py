"""How many people use an event: a guest's phone, an account, or a visitor of a kiosk counts once, however often it searches."""

from __future__ import annotations

from app.domain.vocabulary import SearchStage
from app.store import searches
from app.store.documents import Search


async def is_new(search: Search) -> bool:
    """Has nobody else's search of the event the same holder, but for rejected ones? A kiosk is another person's each time.

    A guest who was forgotten and comes again is a new one: nothing is kept to know her by.
    """
    if search.holder.kind in ("kiosk", "anonymous"):
        return True
    held = await searches.held_by(search.event_id, search.holder.kind, search.holder.id)
    return not any(other.id != search.id and other.state is not SearchStage.REJECTED for other in held)
