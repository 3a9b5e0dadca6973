"""All that is stored, to take home: a guest's search, an owner's event."""

from __future__ import annotations

import base64
from datetime import datetime
from typing import Final, Literal

from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import Response

from app.domain.permissions import Action
from app.services import exports
from app.services.exports import Agreed, FaceTemplate, FoundPhoto, StoredSearch
from app.store.documents import AuditEntry
from app.web.answers import content_disposition, shaped
from app.web.auth import caller_of
from app.web.endpoints.alerts import AlertShape
from app.web.endpoints.downloads import sent
from app.web.openapi import documented
from app.web.requests import deps_of, query_params

_NOTES: Final = (
    "The photos themselves belong to the event; the addresses here open them for about an hour, as long as they may be seen.",
    "face_template describes your face for this event's face engine. The numbers say nothing in words; treat them like a photo "
    "of your face all the same.",
    "A browser keeps what it has loaded, and your phone its own list of searches and marked photos: both are in your hands.",
)


class ExportedSearch(BaseModel):
    """The search itself. `name` is what you call the person. `held_by` is how the search is found again without its token,
    `link_id` the share link that it came by."""

    id: str
    event_id: int
    event: str
    name: str | None
    status: str
    reason: str | None
    created_at: datetime
    expires_at: datetime
    updated_at: datetime
    held_by: str
    link_id: str | None
    handed_off: bool
    engine_id: str | None
    searched_faces: int
    caught_up_at: datetime | None


class ExportedConsent(BaseModel):
    """What was agreed to. `text` is null when our words have changed since."""

    id: str
    text_version: str
    text: str | None
    photographers_text: str | None
    language: str | None
    scope: str
    agreed_at: datetime
    expires_at: datetime
    ended_at: datetime | None


class ExportedTemplate(BaseModel):
    """What the face is found by: `dimension` numbers for each selfie, and then for the mean of all faces that were taken for the
    same once there are any; 32-bit floats in little-endian order, as base64."""

    engine_id: str
    dimension: int
    encoding: Literal["base64 of little-endian float32"] = "base64 of little-endian float32"
    data: str


class ExportedMatch(BaseModel):
    """A photo that was found, and where on it the face is (`face_box`: x, y, width, height as fractions of the photo).

    `is_me` is the guest's answer. Of a photo that guests do not see at the moment only the match is here.
    """

    photo_id: str
    name: str | None
    score: float
    tier: str
    face_box: tuple[float, float, float, float]
    live: bool
    is_me: bool | None
    found_at: datetime
    preview_url: str | None
    original_url: str | None


class ExportedComment(BaseModel):
    """What was said about a photo."""

    photo_id: str
    text: str
    created_at: datetime


class ExportedFavourites(BaseModel):
    """The list of favourites that hangs on the search; with others who are looked for in the same visit it is theirs too. `name`
    is what the photographer was told it is called."""

    id: str
    name: str
    photo_ids: list[str]
    finished_at: datetime | None
    created_at: datetime
    updated_at: datetime
    comments: list[ExportedComment]


class ExportedEntry(BaseModel):
    """A line of the service's log that is about the search, its consent or who holds it."""

    at: datetime
    actor: str
    action: str
    target: str
    detail: dict[str, int | str]


class SearchExport(BaseModel):
    """All that the service stores of a guest's search. `selfies` counts those that still wait to be looked at."""

    made_at: datetime
    search: ExportedSearch
    consent: ExportedConsent | None
    selfies: int
    face_template: ExportedTemplate | None
    matches: list[ExportedMatch]
    favourites: ExportedFavourites | None
    alerts: list[AlertShape]
    log: list[ExportedEntry]
    notes: list[str]


class EventExport(BaseModel):
    """With `photos=true` the originals are in it too."""

    photos: bool = False


@documented("searches", action=Action.EXPORT_SEARCH, answers={200: SearchExport}, errors=(401, 404))
async def of_search(request: Request) -> Response:
    """All that is stored of a search: consent, face template, matches and answers, and what the log says of it.

    The face template is in it, as numbers: whoever has the file should treat it like a photo of the face.
    """
    deps = deps_of(request)
    caller = await caller_of(request, deps)
    search_id = request.path_params["search_id"]
    stored = await exports.own_search(deps, caller, search_id, looking=request.method == "HEAD")
    headers = {
        "Content-Disposition": content_disposition("attachment", f"search-{search_id}.json"),
        "Cache-Control": "private, no-store",
    }
    return Response(_export(stored).model_dump_json(indent=2).encode(), 200, headers, "application/json")


@documented("events", action=Action.EXPORT_EVENT, query=EventExport, answers={200: "application/zip"}, errors=(401, 403, 404))
async def of_event(request: Request) -> Response:
    """All that is stored of an event, as a ZIP that is made while it is sent.

    `event.json` (settings and counts), `photos.csv`, `consents.csv`, `share_links.json`, `cameras.json`, `kiosks.json`,
    `favourites.csv` and `comments.csv` (who chose what, and what was said), `log.csv` and, if asked for, `photos/` with the
    originals. No face data, and nothing that opens a link or a kiosk.
    """
    deps = deps_of(request)
    caller = await caller_of(request, deps)
    event_id = request.path_params["event_id"]
    with_photos = query_params(request, EventExport).photos
    looking = request.method == "HEAD"
    # Counted by who asks, too: whoever only knows its number takes nobody's place.
    return await sent(
        request,
        f"{caller.actor} event:{event_id}",
        lambda: exports.own_event(deps, caller, event_id, with_photos=with_photos, looking=looking),
    )


def _export(stored: StoredSearch) -> SearchExport:
    return SearchExport(
        made_at=stored.made_at,
        search=_search(stored),
        consent=_consent(stored.agreed) if stored.agreed else None,
        selfies=stored.selfies,
        face_template=_template(stored.template) if stored.template else None,
        matches=[_match(found) for found in stored.found],
        favourites=_favourites(stored),
        alerts=[shaped(AlertShape, each) for each in stored.alerts],
        log=[_entry(entry) for entry in stored.log],
        notes=list(_NOTES),
    )


def _search(stored: StoredSearch) -> ExportedSearch:
    search = stored.search
    return ExportedSearch(
        id=search.id,
        event_id=stored.event.id,
        event=stored.event.name,
        name=stored.name,
        status=stored.status,
        reason=search.reason,
        created_at=search.created_at,
        expires_at=search.expires_at,
        updated_at=search.updated_at,
        held_by=f"{search.holder.kind}:{search.holder.id}",
        link_id=search.link_id,
        handed_off=search.handed_off,
        engine_id=search.engine_id,
        searched_faces=search.searched_faces,
        caught_up_at=search.caught_up_at,
    )


def _consent(agreed: Agreed) -> ExportedConsent:
    consent = agreed.consent
    return ExportedConsent(
        id=consent.id,
        text_version=consent.text_version,
        text=agreed.text,
        photographers_text=agreed.photographers_text,
        language=consent.language,
        scope=consent.scope,
        agreed_at=consent.created_at,
        expires_at=consent.expires_at,
        ended_at=consent.withdrawn_at,
    )


def _template(template: FaceTemplate) -> ExportedTemplate:
    return ExportedTemplate(
        engine_id=template.engine_id, dimension=template.dimension, data=base64.b64encode(template.floats).decode()
    )


def _match(found: FoundPhoto) -> ExportedMatch:
    match, sight = found.seen.match, found.seen.sight
    return ExportedMatch(
        photo_id=match.photo_id,
        name=found.name,
        score=sight.score,
        tier=sight.tier,
        face_box=sight.face_box,
        live=match.live,
        is_me=match.is_me,
        found_at=match.created_at,
        preview_url=found.preview_url,
        original_url=found.original_url,
    )


def _favourites(stored: StoredSearch) -> ExportedFavourites | None:
    if stored.favourites is None:
        return None
    said = [shaped(ExportedComment, comment) for comment in stored.comments]
    return shaped(ExportedFavourites, stored.favourites, comments=said)


def _entry(entry: AuditEntry) -> ExportedEntry:
    return ExportedEntry(at=entry.created_at, actor=entry.actor, action=entry.action, target=entry.target, detail=entry.detail)
