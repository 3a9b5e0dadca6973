"""All that is stored: of a search for its guest, of an event for its owner. Nothing of it is written to a log."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import orjson

from app.domain import consent
from app.domain.filenames import safe_names
from app.domain.packed_template import PackedTemplate
from app.domain.permissions import Action, Caller
from app.domain.times import utc_now
from app.domain.vocabulary import Downloads
from app.errors import KeyDestroyed, NotFound, SealBroken
from app.services import alerts, chosen, grounds, handed, media, pairs, public_photos, searches, sightings
from app.services.access import event_for, search_for
from app.services.alerts import AlertDetails
from app.services.archive import Archive, archive_of
from app.services.audit import record
from app.services.deps import Deps
from app.services.downloads import Download
from app.services.events import managed_event
from app.services.keys import keys_of_search
from app.services.sightings import SeenMatch
from app.services.spreadsheets import csv_of
from app.store import albums, audit, cameras, consents, favourites, kiosks, matches, photos, share_links, templates, users
from app.store import events as event_store
from app.store.documents import AuditEntry, Comment, Consent, Event, FavouriteList, Photo, Search, User
from app.store.photos import Filters

_A_PAGE: Final = 500
_FLOAT_BYTES: Final = 4


@dataclass(frozen=True, slots=True)
class Agreed:
    """What was agreed to. ``text`` is None when our words have changed since, ``photographers_text`` when theirs have."""

    consent: Consent
    text: str | None
    photographers_text: str | None


@dataclass(frozen=True, slots=True)
class FaceTemplate:
    """What the face is found by, as 32-bit floats in little-endian order: ``dimension`` for each selfie, and then for the mean of
    all faces that were taken for the same, once there are any."""

    engine_id: str
    floats: bytes
    dimension: int


@dataclass(frozen=True, slots=True)
class FoundPhoto:
    """A photo that was found. Of one that guests do not see at the moment only the match is here. The addresses are whole."""

    seen: SeenMatch
    name: str | None
    preview_url: str | None
    original_url: str | None


@dataclass(frozen=True, slots=True)
class StoredSearch:
    """All that the service stores of a guest's search. ``name`` is what the guest calls the person, ``status`` its public stage,
    ``selfies`` counts those that still wait to be looked at, ``favourites`` is the list that hangs on the search and ``comments``
    what was written with it, ``alerts`` are the ways to be told of new photos, ``log`` has the lines that are about the search,
    its consent or who holds it."""

    made_at: datetime
    event: Event
    search: Search
    name: str | None
    status: str
    agreed: Agreed | None
    selfies: int
    template: FaceTemplate | None
    found: Sequence[FoundPhoto]
    favourites: FavouriteList | None
    comments: Sequence[Comment]
    alerts: Sequence[AlertDetails]
    log: Sequence[AuditEntry]


async def own_search(deps: Deps, caller: Caller, search_id: str, *, looking: bool = False) -> StoredSearch:
    """All that is stored of the caller's search. Who is only ``looking`` (how large it would be) is not in the log."""
    search = await search_for(caller, search_id, Action.EXPORT_SEARCH)
    stored = await of_search(deps, search)
    if not looking:
        detail = {"photos": len(stored.found)}
        await record(caller, "search.export", f"search:{search.id}", search.event_id, detail=detail)
    return stored


async def own_event(deps: Deps, caller: Caller, event_id: int, *, with_photos: bool, looking: bool = False) -> Download:
    """All that is stored of the caller's event, as a ZIP. ``looking`` as above."""
    event = await event_for(caller, event_id, Action.EXPORT_EVENT)
    archive = await of_event(deps, event, with_photos=with_photos)
    if not looking:
        await record(caller, "event.export", f"event:{event.id}", event.id, detail={"photos": archive.photos})
    name = re.sub(r"[/\\]", "_", event.name)  # a slash in an event's name begins no folder
    return Download(archive, safe_names([f"{name} export.zip"])[0])


async def of_search(deps: Deps, search: Search) -> StoredSearch:
    """For whoever holds it; a search that is over has little left. Raises ``NotFound`` when its event is gone."""
    event = await event_store.get(search.event_id)
    if event is None:
        raise NotFound
    agreed = await consents.of_search(search.id)
    found = sightings.best_first(await sightings.opened(deps, await matches.of_search(search.id)))
    shown = await photos.by_ids([seen.match.photo_id for seen in found])
    selfies = await deps.selfies.get(search.id)
    actor = f"{search.holder.kind}:{search.holder.id}" if search.holder.kind in {"guest", "user"} else None
    entries = await audit.naming(event.id, [f"search:{search.id}", f"consent:{search.consent_id}"], actor)
    listing = await favourites.of_search(search.id)
    return StoredSearch(
        made_at=utc_now(),
        event=event,
        search=search,
        name=await searches.name_of(deps, search),
        status=searches.public_status(search),
        agreed=_agreed(event, agreed) if agreed else None,
        selfies=len(selfies or ()),
        template=await _template(deps, event, search),
        found=[_found(deps, event, seen, shown.get(seen.match.photo_id)) for seen in found],
        favourites=listing,
        comments=await favourites.comments_of_list(listing.id) if listing else (),
        alerts=await alerts.details_of(deps, search),
        log=entries,
    )


async def of_event(deps: Deps, event: Event, *, with_photos: bool) -> Archive:
    """For its owner, as a ZIP that is made while it is sent: settings and counts, photos (their originals ``with_photos``),
    consents without face data, links without what opens them, kiosks and the log.
    """
    managed = (await managed_event(deps, event, "owner", ())).message()
    del managed["cover"]  # an address that soon leads nowhere
    del managed["may"]
    present = await _photos(event.id)
    named = await users.by_ids({*(member.user_id for member in event.team), *(photo.uploaded_by or "" for photo in present)})
    agreed = await consents.of_event(event.id)
    files = {
        "event.json": _json({"made_at": utc_now(), "event": managed}),
        "photos.csv": csv_of(_PHOTO, [_photo_row(photo, named) for photo in present]),
        "consents.csv": csv_of(_CONSENT, map(_consent_row, agreed)),
        "share_links.json": _json(
            [
                link.model_dump(mode="json", exclude={"pin_hash"}) | {"has_pin": link.pin_hash is not None}
                for link in await share_links.of_event(event.id)
            ]
        ),
        "cameras.json": _json([camera.model_dump(mode="json", exclude={"id"}) for camera in await cameras.of_event(event.id)]),
        "albums.json": _json([each.model_dump(mode="json", exclude={"deleted_at"}) for each in await albums.of_event(event.id)]),
        "kiosks.json": _json(
            [
                kiosk.model_dump(mode="json", exclude={"code_digest", "code_expires_at"})
                for kiosk in await kiosks.of_event(event.id)
            ]
        ),
        "team.json": _json(
            [
                member.model_dump(mode="json") | {"name": named[member.user_id].name if member.user_id in named else None}
                for member in event.team
            ]
        ),
        "favourites.csv": await chosen.choices_csv(event.id),
        "comments.csv": await chosen.comments_csv(event.id),
        "log.csv": csv_of(_LOG, map(_log_row, await audit.of_event(event.id))),
    }

    async def still(photo_id: str) -> Photo:
        return await media.visible(photo_id, grounds.OWNER, original=True)

    packed = present if with_photos else []
    return await archive_of(deps, packed, handed.original, still, files=files, folder="photos/")


def _agreed(event: Event, agreed: Consent) -> Agreed:
    current = agreed.text_version == consent.text_version(event.consent_text)
    ours = agreed.text_version.partition("+")[0] == consent.TEXT_VERSION
    return Agreed(agreed, consent.TEXT if ours else None, event.consent_text if current else None)


async def _template(deps: Deps, event: Event, search: Search) -> FaceTemplate | None:
    entry = await templates.of_search(search.id)
    if entry is None or entry.template is None:
        return None
    try:
        cipher = await deps.keys.cipher(*keys_of_search(event, search.id))
        template = PackedTemplate.unpacked(cipher.open(entry.template, templates.template_context(search.id)))
    except (KeyDestroyed, SealBroken, ValueError):
        return None
    return FaceTemplate(entry.engine_id, template.selfies + template.mean, template.vector_bytes // _FLOAT_BYTES)


def _found(deps: Deps, event: Event, seen: SeenMatch, photo: Photo | None) -> FoundPhoto:
    if photo is None or photo.hidden:
        return FoundPhoto(seen, None, None, None)
    urls = media.urls(deps, photo, grounds.of_search(seen.match.search_id))
    base = deps.settings.public_url
    original = f"{base}{urls.original}" if event.downloads is Downloads.ORIGINAL else None
    return FoundPhoto(seen, photo.name, f"{base}{urls.preview}", original)


async def _photos(event_id: int) -> list[Photo]:
    """All that there are, newest first."""
    present: list[Photo] = []
    before: int | None = None
    while True:
        page, before = await photos.page(event_id, Filters(), before, _A_PAGE)
        present += page
        if before is None:
            return await pairs.with_raws(present)


_PHOTO: Final = (
    *("id", "name", "status", "bytes", "media_type", "width", "height"),
    *("taken_at", "camera", "faces", "created_at", "photographer"),
)
_CONSENT: Final = (
    *("id", "search_id", "text_version", "language", "scope"),
    *("agreed_at", "expires_at", "ended_at", "ended_because"),
)
_LOG: Final = ("at", "actor", "action", "target", "detail")


def _photo_row(photo: Photo, named: Mapping[str, User]) -> Sequence[Any]:
    sender = named.get(photo.uploaded_by or "")
    return (
        *(photo.id, photo.name, public_photos.public_status(photo), photo.size, photo.media_type, photo.width, photo.height),
        *(photo.taken_at, photo.camera, photo.faces, photo.created_at, sender.name if sender else None),
    )


def _consent_row(agreed: Consent) -> Sequence[Any]:
    return (
        *(agreed.id, agreed.search_id, agreed.text_version, agreed.language, agreed.scope),
        *(agreed.created_at, agreed.expires_at, agreed.withdrawn_at, agreed.ended_because),
    )


def _log_row(entry: AuditEntry) -> Sequence[Any]:
    return entry.created_at, entry.actor, entry.action, entry.target, orjson.dumps(entry.detail).decode()


def _json(value: Sequence[Any] | Mapping[str, Any]) -> bytes:
    return orjson.dumps(value, option=orjson.OPT_INDENT_2 | orjson.OPT_UTC_Z)
