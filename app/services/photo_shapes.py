"""Photos as clients see them (PROTOCOL.md, ``photo``)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from pydantic import BaseModel

from app.services import media
from app.services.deps import Deps
from app.services.media import Audience, MediaUrls
from app.store.documents import Downloads, Photo, PhotoStatus


class PictureShape(BaseModel):
    """A photo as a picture on a page.

    `placeholder` is a ThumbHash (base64) to show until the picture is there; `thumb_srcset` is ready for an `img`. Both are null
    for photos of before they were made.
    """

    photo_id: str
    width: int
    height: int
    placeholder: str | None
    thumb_url: str
    thumb_srcset: str | None
    preview_url: str


class GalleryPhotoShape(PictureShape):
    """A photo that a guest may see; `download_url` saves it as a file, by what the event allows."""

    download_url: str | None
    taken_at: datetime | None


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
        "placeholder": photo.placeholder,
        "taken_at": rfc3339(photo.taken_at),
        "faces": photo.faces,
        "thumb_url": urls.thumb if urls else None,
        "thumb_srcset": urls.thumb_srcset if urls else None,
        "preview_url": urls.preview if urls else None,
        "created_at": rfc3339(photo.created_at),
    }
    return shown | ({"error": photo.error.model_dump()} if photo.error else {})


def picture(deps: Deps, photo: Photo, audience: Audience) -> dict[str, Any]:
    """An indexed photo as a ``PictureShape``."""
    return shown_picture(photo, media.urls(deps, photo, audience))


def gallery_photo(deps: Deps, photo: Photo, downloads: Downloads) -> dict[str, Any]:
    """An indexed photo as a ``GalleryPhotoShape``, for guests of an event with that setting."""
    urls = media.urls(deps, photo, "guest")
    return shown_picture(photo, urls) | {"download_url": urls.download(downloads), "taken_at": rfc3339(photo.taken_at)}


def shown_picture(photo: Photo, urls: MediaUrls) -> dict[str, Any]:
    """The same with addresses that are made already."""
    return {
        "photo_id": photo.id,
        "width": photo.width,
        "height": photo.height,
        "placeholder": photo.placeholder,
        "thumb_url": urls.thumb,
        "thumb_srcset": urls.thumb_srcset,
        "preview_url": urls.preview,
    }


def rfc3339(moment: datetime | None) -> str | None:
    """As JSON has it."""
    return moment.isoformat().replace("+00:00", "Z") if moment else None
