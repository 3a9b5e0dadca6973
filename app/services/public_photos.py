"""Photos as clients see them (docs/photos.md)."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from datetime import datetime
from typing import Any

from app.domain import capture, stacks
from app.domain.times import rfc3339
from app.domain.vocabulary import Downloads, FinalState, PhotoStatus, Review, Source
from app.services import grounds, media
from app.services.deps import Deps
from app.services.grounds import Ground
from app.services.media import MediaUrls
from app.store.documents import Photo, PhotoError


@dataclass(frozen=True, slots=True)
class Picture:
    """A photo as a picture on a page. ``placeholder`` (a ThumbHash, base64) and ``thumb_srcset`` are None for photos
    from before they existed."""

    photo_id: str
    width: int
    height: int
    placeholder: str | None
    thumb_url: str
    thumb_srcset: str | None
    preview_url: str


@dataclass(frozen=True, slots=True)
class GalleryPhoto(Picture):
    """A photo of an open gallery; ``download_url`` saves it as a file, by what the event allows; ``taken_at`` is when it was
    taken or, where that is in doubt, arrived. ``given``: by a guest, who goes by ``giver_name`` (empty: by none)."""

    download_url: str | None
    taken_at: datetime | None
    given: bool
    giver_name: str


@dataclass(frozen=True, slots=True)
class PublicPhoto:
    """A photo as its event's owner and team see it; the pictures' addresses are None until the pictures are made."""

    id: str
    event_id: int
    name: str
    status: str
    source: Source
    source_name: str | None
    uploaded_by: str | None
    given: bool
    giver_name: str
    camera_key: str | None
    width: int
    height: int
    placeholder: str | None
    taken_at: datetime | None
    taken_doubtful: bool
    faces: int
    stars: int
    soft: bool
    dark: bool
    final: FinalState | None
    thumb_url: str | None
    thumb_srcset: str | None
    preview_url: str | None
    created_at: datetime
    error: PhotoError | None

    def message(self) -> dict[str, Any]:
        """As live messages have it: without the ``error`` where there is none."""
        shown = {each.name: getattr(self, each.name) for each in fields(self) if each.name != "error"}
        shown |= {"taken_at": rfc3339(self.taken_at), "created_at": rfc3339(self.created_at)}
        return shown | ({"error": self.error.model_dump()} if self.error else {})


def public_status(photo: Photo) -> str:
    """``hidden`` covers ``indexed``, and what was said at the event's gate covers both."""
    shown_final = photo.final and photo.raw_of is not None  # hidden as a photo of its own, and seen in another one
    if not photo.hidden or shown_final or photo.status is not PhotoStatus.INDEXED:
        return photo.status.value
    return photo.review.value if photo.review in (Review.WAITING, Review.REJECTED) else "hidden"


def final_state(photo: Photo) -> FinalState | None:
    """What the photo has to do with finals, where it has."""
    if photo.final_id is not None or (photo.final and photo.raw_of is not None):
        return FinalState.REPLACED
    return photo.final_state


def public_photo(deps: Deps, photo: Photo) -> PublicPhoto:
    """For its owner."""
    urls = media.urls(deps, photo, grounds.OWNER) if photo.width else None
    return PublicPhoto(
        id=photo.id,
        event_id=photo.event_id,
        name=photo.name,
        status=public_status(photo),
        source=photo.source,
        source_name=photo.source_name,
        uploaded_by=photo.uploaded_by,
        given=photo.given_by is not None,
        giver_name=photo.giver_name,
        camera_key=photo.camera_key,
        width=photo.width,
        height=photo.height,
        placeholder=photo.placeholder,
        taken_at=photo.taken_at,
        taken_doubtful=capture.is_doubtful(photo.taken_at, photo.created_at),
        faces=photo.faces,
        stars=photo.stars,
        soft=stacks.is_soft(photo.sharpness),
        dark=stacks.is_dark(photo.light),
        final=final_state(photo),
        thumb_url=urls.thumb if urls else None,
        thumb_srcset=urls.thumb_srcset if urls else None,
        preview_url=urls.preview if urls else None,
        created_at=photo.created_at,
        error=photo.error,
    )


def picture(deps: Deps, photo: Photo, ground: Ground) -> Picture:
    """An indexed photo, for whoever has that right."""
    return picture_at(photo, media.urls(deps, photo, ground))


def gallery_photo(deps: Deps, photo: Photo, downloads: Downloads, ground: Ground) -> GalleryPhoto:
    """An indexed photo, for who browses an event with that setting by that right."""
    urls = media.urls(deps, photo, ground)
    taken_at = capture.moment(photo.taken_at, photo.created_at)
    return GalleryPhoto(
        **asdict(picture_at(photo, urls)),
        download_url=urls.download(downloads),
        taken_at=taken_at,
        given=photo.given_by is not None,
        giver_name=photo.giver_name,
    )


def picture_at(photo: Photo, urls: MediaUrls) -> Picture:
    """With addresses that are made already."""
    return Picture(
        photo_id=photo.id,
        width=photo.width,
        height=photo.height,
        placeholder=photo.placeholder,
        thumb_url=urls.thumb,
        thumb_srcset=urls.thumb_srcset,
        preview_url=urls.preview,
    )
