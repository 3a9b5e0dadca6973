"""From a kiosk to a phone: a link that works once and for a few minutes, and then the phone holds the search.

It is short: a code of few and large modules is read from further away, in worse light, by older phones.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from pydantic import BaseModel

from app import errors
from app.domain.digests import digest_of
from app.domain.permissions import Caller
from app.domain.times import utc_now
from app.domain.vocabulary import SearchStage
from app.services import branding, privacy
from app.services.deps import Deps
from app.services.qr import qr_svg
from app.services.searches import ticket_holder
from app.store import audit, events, kiosks, searches
from app.store.documents import AuditEntry, Event, Kiosk, Search

_PAGE: Final = "/find"
_KNOWN_S: Final = 86_400  # who comes too late is told so for a day, and after that that there is nothing
_UNSEEN_FOR: Final = timedelta(minutes=10)  # a kiosk that runs asks every minute whether it still is one
_LONGEST_VISIT: Final = timedelta(hours=1)  # a guest who does not touch the screen is gone after 30 seconds


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
    """A fresh link for ``search``; others that were made before are good until they expire, all of them for one phone."""
    expires_at = utc_now() + timedelta(seconds=deps.settings.handoff_ttl_s)
    content = _Handoff(search_id=search.id, expires_at=expires_at).model_dump_json().encode()
    token = await deps.tickets.issue(ticket_holder(search.id), content, deps.settings.handoff_ttl_s + _KNOWN_S)
    event = await events.get(search.event_id)
    base = await branding.link_base(deps.settings, event) if event else deps.settings.public_url
    url = f"{base}{_PAGE}#handoff={token}"
    return Offer(url, qr_svg(url), expires_at)


async def redeem(deps: Deps, token: str, nonce: str | None = None) -> tuple[Search, Event]:
    """The search and its event, for whoever comes first with one of its links.

    Who came with a ``nonce`` of its own may ask again with both: the answer may have been lost on its way.

    Raises ``Gone`` (``handoff_expired``, ``handoff_used``) and ``NotFound`` when the token is not ours or the search is over.
    """
    content = await deps.tickets.read(token)
    if content is None:
        raise errors.NotFound
    offered = _Handoff.model_validate_json(content)
    taken_with = digest_of(f"{token}:{nonce}") if nonce else None
    search = await searches.get(offered.search_id)
    again = search is not None and taken_with is not None and search.taken_with == taken_with
    if offered.expires_at <= utc_now() and not again:
        raise errors.HandoffExpired
    event = await events.living(search.event_id) if search else None
    if search is None or search.state is SearchStage.WITHDRAWN or event is None:
        raise errors.NotFound
    if not again and await searches.hand_off(search.id, taken_with) is None:
        raise errors.HandoffUsed
    await _record(token, search)
    return search, event


async def release(deps: Deps, search: Search) -> None:
    """The guest walks away from the kiosk: it keeps no way to what it searched.

    A phone may be taking it over this very moment: one write decides which of the two it is.
    """
    if await searches.withdraw_unless_handed_off(search.id):
        await privacy.withdraw_search(deps, search, by=Caller(kiosk_id=search.holder.id))
    else:
        await searches.set_holder(search.id, "anonymous", "")


async def release_all(deps: Deps, kiosk: Kiosk) -> None:
    """Let go of every search that the kiosk still holds. Can run twice."""
    for search in await searches.held_by(kiosk.event_id, "kiosk", kiosk.id):
        await release(deps, search)


async def release_forsaken(deps: Deps, now: datetime) -> int:
    """Let go of what kiosks hold for guests who must have left long ago; returns how many searches that were.

    A kiosk tells when a visit ends, unless it was carried away, lost its power for good, or was revoked while a search of
    its guest was being accepted.
    """
    held = await searches.at_kiosks()
    present = await kiosks.by_ids({search.holder.id for search in held})
    forsaken = [search for search in held if not _attended(search, present.get(search.holder.id), now)]
    for search in forsaken:
        await release(deps, search)
    return len(forsaken)


def _attended(search: Search, kiosk: Kiosk | None, now: datetime) -> bool:
    """May its guest still stand in front of the kiosk?"""
    if kiosk is None or kiosk.revoked_at or kiosk.last_seen_at is None:
        return False
    return now - kiosk.last_seen_at < _UNSEEN_FOR and now - search.created_at < _LONGEST_VISIT


async def _record(token: str, search: Search) -> None:
    """Once for each link, also for a phone that asks again."""
    entry = AuditEntry(
        id=f"handoff-{digest_of(token)[:32]}",
        actor="system",
        action="search.hand_off",
        target=f"search:{search.id}",
        event_id=search.event_id,
    )
    await audit.add_once(entry)
