"""Photos as clients see them (PROTOCOL.md, ``photo``)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from app.services import media
from app.services.deps import Deps
from app.services.media import Audience
from app.store.documents import Photo, PhotoStatus


def public_status(photo: Photo) -> str:
    """``hidden`` covers ``indexed``."""
    hidden = photo.hidden and photo.status is PhotoStatus.INDEXED
    return "hidden" if hidden else photo.status.value


def public_photo(deps: Deps, photo: Photo, audience: Audience) -> dict[str, Any]:
    """A photo as PROTOCOL.md shows it; the pictures' addresses are null until the pictures are made."""
    urls = media.urls(deps, photo, audience) if photo.width else None
    shown: dict[str, Any] = {
        "id": photo.id,
        "event_id": photo.event_id,
        "name": photo.name,
        "status": public_status(photo),
        "width": photo.width,
        "height": photo.height,
        "taken_at": _rfc3339(photo.taken_at),
        "faces": photo.faces,
        "thumb_url": urls.thumb if urls else None,
        "preview_url": urls.preview if urls else None,
        "created_at": _rfc3339(photo.created_at),
    }
    return shown | ({"error": photo.error.model_dump()} if photo.error else {})


def _rfc3339(moment: datetime | None) -> str | None:
    return moment.isoformat().replace("+00:00", "Z") if moment else None
