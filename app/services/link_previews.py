"""What a messenger may show of a link that somebody sends: title, date and a picture, never a guest's face.

* A link with a PIN says whose it is (the brand) and nothing of the event: neither does the page before the PIN.
* The picture is the event's cover where no face was found on it, else the logo, else none. Who chose a cover with people on it
  shows it to guests; a messenger keeps what it is sent, for whoever is in the group.
* Nothing is counted: who only looks at what a link leads to has not opened it, and is asked for no PIN.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date as Day  # noqa: N812 - as the documents call it

from app.domain.pictures import THUMB_LONG_SIDES, fitted
from app.domain.times import utc_now
from app.domain.vocabulary import PhotoStatus, Visibility
from app.services import branding, grounds, media, sharing
from app.services.branding import Brand
from app.services.deps import Deps
from app.services.grounds import Ground
from app.store import events, photos
from app.store.documents import Event


@dataclass(frozen=True, slots=True)
class PreviewPicture:
    """``url`` is whole, with its host; the size is in pixels."""

    url: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class LinkPreview:
    """``title`` is "" where neither event nor brand may be named."""

    title: str
    site: str
    date: Day | None
    picture: PreviewPicture | None


async def of_link(deps: Deps, token: str) -> LinkPreview | None:
    """Of a share link, by its token or code; None for one that opens nothing."""
    link = await sharing.link_at(deps.settings, token)
    if link is None or link.revoked_at or link.expires_at <= utc_now():
        return None
    event = await events.living(link.event_id)
    if event is None:
        return None
    return await _preview(deps, event, grounds.of_link(link.id), said=link.pin_hash is None)


async def of_public(deps: Deps, event_id: int) -> LinkPreview | None:
    """Of an event that everybody may find; None for any other."""
    event = await events.living(event_id)
    if event is None or event.visibility is not Visibility.PUBLIC:
        return None
    return await _preview(deps, event, grounds.PUBLIC, said=True)


async def _preview(deps: Deps, event: Event, ground: Ground, *, said: bool) -> LinkPreview:
    brand, base = await branding.brand_and_base(deps.settings, event)
    cover = await _cover(deps, event, ground, base) if said else None
    return LinkPreview(
        title=event.name if said else brand.name,
        site=brand.name,
        date=event.date if said else None,
        picture=cover or _logo(brand, base),
    )


async def _cover(deps: Deps, event: Event, ground: Ground, base: str) -> PreviewPicture | None:
    photo = await photos.get(event.cover_photo_id) if event.cover_photo_id else None
    if photo is None or photo.status is not PhotoStatus.INDEXED or photo.hidden or photo.faces:
        return None
    urls = media.urls(deps, photo, ground)
    # Of all sizes the largest thumbnail: some messengers leave out what has more than 600 KB.
    long_side = THUMB_LONG_SIDES[-1] if photo.placeholder else None
    url = urls.thumb.rpartition("/")[0] + f"/thumb-{long_side}.webp" if long_side else urls.thumb
    width, height = fitted(photo.width, photo.height, long_side or 480)
    return PreviewPicture(f"{base}{url}", width, height)


def _logo(brand: Brand, base: str) -> PreviewPicture | None:
    logo = brand.logo
    return PreviewPicture(f"{base}{logo.url}", logo.width, logo.height) if logo else None
