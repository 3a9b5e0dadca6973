"""Another event like one that there is: for who does the same again next week."""

from __future__ import annotations

from dataclasses import fields
from datetime import date as Day  # noqa: N812 - as the documents call it

from app.domain.permissions import Action, Caller
from app.domain.times import utc_now
from app.domain.vocabulary import AlbumKind
from app.services import audit, events, sharing, watermarks
from app.services.access import event_for
from app.services.deps import Deps
from app.services.events import Terms
from app.store import albums, brands, share_links
from app.store import events as event_store
from app.store.documents import Album, BrandPicture, BrandWishes, Event, StoredPicture


async def duplicate(deps: Deps, caller: Caller, event_id: int, name: str, date: Day | None) -> Event:
    """A new event of the caller's with the settings of that one, links with the same names, PINs and spans of time, and albums of
    the same names, to be filled by hand: times and cameras are of that one. Photos, the team, the cover and the last day are not
    taken over. Raises as ``access.event_for`` and ``events.create``."""
    event = await event_for(caller, event_id, Action.SHARE_EVENT)
    terms = Terms(**{field.name: getattr(event, field.name) for field in fields(Terms)} | {"keep_until": None})
    made = await events.create(deps, caller, name, date, event.visibility, terms=terms)
    made = await event_store.change(made.id, {"brand": (await _brand_for(made, event.brand)).model_dump()}) or made
    if event.watermark is not None:
        made = await watermarks.repeat(deps, caller, made, event.watermark)
    now = utc_now()
    for link in reversed(await share_links.of_event(event.id)):
        if link.revoked_at is None:
            await sharing.repeat(deps, caller, link, made.id, now)
    for album in await albums.of_event(event.id):
        await albums.insert(Album(event_id=made.id, name=album.name, kind=AlbumKind.HAND, place=album.place, hidden=album.hidden))
    await audit.record(caller, "event.duplicate", f"event:{made.id}", made.id, detail={"of": event.id, "event": made.id})
    return made


async def _brand_for(made: Event, brand: BrandWishes) -> BrandWishes:
    """The same for another event, which has a logo of its own: the first one's goes with the first."""
    logo = await brands.picture(brand.logo.id) if brand.logo else None
    if logo is None:
        return brand.model_copy(update={"logo": None, "cover_focus": None})
    kept = BrandPicture(owner_id=made.owner_id, event_id=made.id, png=logo.png, width=logo.width, height=logo.height)
    await brands.insert_picture(kept)
    own = StoredPicture(id=kept.id, width=kept.width, height=kept.height)
    return brand.model_copy(update={"logo": own, "cover_focus": None})
