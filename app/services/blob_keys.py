"""Where the bytes of a photo are kept. Keys are functions of the photo's document, never of anything a client sent.

An original's key holds its content hash and the photo's id. The hash alone would not do: deleting a photo while the same
file is being uploaded again would take the new photo's bytes away.
"""

from __future__ import annotations

from app.domain.pictures import THUMB_LONG_SIDES
from app.store.documents import Photo, new_id

STAGING = "staging/"
"""Below this are uploads whose photo does not exist yet; what is old there was left behind by a crash."""


def event_prefix(event_id: int) -> str:
    """Below this is everything of one event."""
    return f"events/{event_id}/"


def original(photo: Photo) -> str:
    """The file as it was uploaded."""
    return f"{event_prefix(photo.event_id)}originals/{photo.content_hash}-{photo.id}"


def preview(photo: Photo) -> str:
    """JPEG, long side 2048 px."""
    return f"{event_prefix(photo.event_id)}previews/{photo.id}.jpg"


def thumb(photo: Photo, long_side: int) -> str:
    """WebP, of one of ``domain.pictures.THUMB_LONG_SIDES``."""
    return f"{event_prefix(photo.event_id)}thumbs/{photo.id}-{long_side}.webp"


def jpeg_thumb(photo: Photo) -> str:
    """JPEG, long side 480 px: the one thumbnail of a photo without a ``placeholder``."""
    return f"{event_prefix(photo.event_id)}thumbs/{photo.id}.jpg"


def pictures(photo: Photo) -> list[str]:
    """Everything that may have been made of the original."""
    return [preview(photo), jpeg_thumb(photo), *(thumb(photo, long_side) for long_side in THUMB_LONG_SIDES)]


def staging() -> str:
    """A fresh key for bytes that arrive."""
    return f"{STAGING}{new_id()}"
