"""From a kiosk to a phone: a link that works once and for a few minutes, and then the phone holds the search.

It is short: a code of few and large modules is read from further away, in worse light, by older phones.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from pydantic import BaseModel
from pymongo.errors import DuplicateKeyError

from app import errors
from app.domain.permissions import Caller
from app.services import privacy
from app.services.deps import Deps
from app.services.qr import qr_svg
from app.services.searches import ticket_holder
from app.store import searches
from app.store.documents import AuditEntry, Event, Kiosk, Search, SearchState, utc_now

_PAGE: Final = "/find"
_KNOWN_S: Final = 86_400  # who comes too late is told so for a day, and after that that there is nothing


class _Handoff(BaseModel):
    """What a link's token stands for."""

    search_id: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Offer:
    """A link and its picture. The token is in the fragment, which browsers send to no server."""

    url: str
    qr_svg: str
    expires_at: datetime


async def offer(deps: Deps, search: Search) -> Offer:
    """A fresh link for ``search``; others that were made before stay valid until one of them is used up or expires."""
    expires_at = utc_now() + timedelta(seconds=deps.settings.handoff_ttl_s)
    content = _Handoff(search_id=search.id, expires_at=expires_at).model_dump_json().encode()
    token = await deps.tickets.issue(ticket_holder(search.id), content, deps.settings.handoff_ttl_s + _KNOWN_S)
    url = f"{deps.settings.public_url}{_PAGE}#handoff={token}"
    return Offer(url, qr_svg(url), expires_at)


async def redeem(deps: Deps, token: str) -> tuple[Search, Event]:
    """The search and its event, for whoever comes first with ``token``.

    Raises ``Gone`` (``handoff_expired``, ``handoff_used``) and ``NotFound`` when the token is not ours or the search is over.
    """
    content = await deps.tickets.read(token)
    if content is None:
        raise errors.NotFound
    offered = _Handoff.model_validate_json(content)
    if offered.expires_at <= utc_now():
        raise errors.Gone("This code has expired. Please ask for a new one.", code="handoff_expired")
    search = await searches.get(offered.search_id)
    event = await Event.get(search.event_id) if search else None
    if search is None or search.state is SearchState.WITHDRAWN or event is None or event.deleted_at:
        raise errors.NotFound
    try:
        # The entry in the audit log is what makes the link work once: its id is the link's.
        await AuditEntry(
            id=f"handoff-{hashlib.sha256(token.encode()).hexdigest()[:32]}",
            actor="system",
            action="search.hand_off",
            target=f"search:{search.id}",
            event_id=event.id,
        ).insert()
    except DuplicateKeyError:
        raise errors.Gone("This code was used already.", code="handoff_used") from None
    await searches.mark_handed_off(search.id)
    return search, event


async def release(deps: Deps, search: Search) -> None:
    """The guest walks away from the kiosk: it keeps no way to what it searched."""
    if search.handed_off:
        await searches.set_holder(search.id, "anonymous", "")
    else:
        await privacy.withdraw_search(deps, search, by=Caller(kiosk_id=search.holder.id))


async def release_all(deps: Deps, kiosk: Kiosk) -> None:
    """Let go of every search that the kiosk still holds. Can run twice."""
    for search in await searches.held_by(kiosk.event_id, "kiosk", kiosk.id):
        await release(deps, search)
