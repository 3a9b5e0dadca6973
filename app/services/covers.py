"""The picture on an event's cover, when it may be shown no longer."""

from __future__ import annotations

from app.services import kiosks
from app.services.deps import Deps
from app.store import events, photos
from app.store.documents import Photo


async def withdraw(deps: Deps, photo: Photo) -> None:
    """The photo was hidden or deleted: if it was its event's cover, that has none now and its kiosks hear of it. Can repeat."""
    event = await events.uncover(photo.event_id, photo.id)
    if event is not None:
        await kiosks.reconfigure(deps, event)


async def pass_on(deps: Deps, photo: Photo, to_id: str) -> None:
    """The photo is a further file of that one now, which is the cover in its place where guests may see it. Can repeat."""
    shown = await photos.get(to_id)
    if shown is None or shown.hidden or await events.cover_instead(photo.event_id, photo.id, to_id) is None:
        await withdraw(deps, photo)
    else:
        await renew(deps, shown)


async def renew(deps: Deps, photo: Photo) -> None:
    """The photo shows another picture: if it is its event's cover, kiosks hear of it. Can repeat."""
    event = await events.living(photo.event_id)
    if event is not None and event.cover_photo_id == photo.id:
        await kiosks.reconfigure(deps, event)
