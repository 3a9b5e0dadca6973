"""Where the bytes of a photo are kept. Keys are functions of the photo's document, never of anything a client sent.

A photo whose picture a final has replaced has the keys of that final's document: what it shows changes by one write of the
photo, and no file is moved.

An original's key holds its content hash and the photo's id. The hash alone would not do: deleting a photo while the same
file is being uploaded again would take the new photo's bytes away.
"""

from __future__ import annotations

import re
from typing import Final

from app.domain.cleaning.originals import CLEANING_VERSION
from app.domain.ids import new_id
from app.domain.pictures import THUMB_LONG_SIDES
from app.store.documents import Photo

STAGING = "staging/"
"""Below this are uploads whose photo does not exist yet; what is old there was left behind by a crash."""


EVENTS = "events/"
"""Below this is a folder for each event."""

_ORIGINAL: Final = re.compile(r"originals/[0-9a-f]{64}-([0-9a-f]{24})$")
_PICTURE: Final = re.compile(
    r"(?:(?:previews|guests)/([0-9a-f]{24})\.(?:jpg|\d+)|thumbs/([0-9a-f]{24})(?:-\d+\.webp|\.jpg)"
    r"|marked/([0-9a-f]{24})/[0-9a-f]{16}-[a-z]+(?:-\d+)?\.(?:webp|jpg))$"
)


def photo_of(key: str) -> str | None:
    """The id of the photo that a key of an event is of; None for what is none of ours."""
    found = _ORIGINAL.search(key) or _PICTURE.search(key)
    return found[found.lastindex or 1] if found else None


def is_original(key: str) -> bool:
    """Is it the key of a file as it was uploaded?"""
    return _ORIGINAL.search(key) is not None


def event_prefix(event_id: int) -> str:
    """Below this is everything of one event."""
    return f"{EVENTS}{event_id}/"


def original(photo: Photo) -> str:
    """The file as it was uploaded."""
    return f"{event_prefix(photo.event_id)}originals/{photo.final_hash or photo.content_hash}-{photo.file_id}"


def preview(photo: Photo) -> str:
    """JPEG, long side 2048 px."""
    return f"{event_prefix(photo.event_id)}previews/{photo.file_id}.jpg"


def thumb(photo: Photo, long_side: int) -> str:
    """WebP, of one of ``domain.pictures.THUMB_LONG_SIDES``."""
    return f"{event_prefix(photo.event_id)}thumbs/{photo.file_id}-{long_side}.webp"


def jpeg_thumb(photo: Photo) -> str:
    """JPEG, long side 480 px: the one thumbnail of a photo without a ``placeholder``."""
    return f"{event_prefix(photo.event_id)}thumbs/{photo.file_id}.jpg"


def guests_changes(photo: Photo) -> str:
    """How the original changes before guests get it (``domain.cleaning``); another key when another version says how."""
    return f"{event_prefix(photo.event_id)}guests/{photo.file_id}.{CLEANING_VERSION}"


def guests_jpeg(photo: Photo) -> str:
    """What guests get instead of a RAW file: the JPEG in it, cleaned."""
    return f"{event_prefix(photo.event_id)}guests/{photo.file_id}.jpg"


def marked(photo: Photo, version: str, name: str) -> str:
    """A picture with the watermark that ``version`` names."""
    return f"{marks_of(photo)}{version}-{name}"


def marks_of(photo: Photo) -> str:
    """Below this are all pictures of the photo with a watermark."""
    return f"{marks(photo.event_id)}{photo.file_id}/"


def marks(event_id: int) -> str:
    """Below this are those of all photos of the event."""
    return f"{event_prefix(event_id)}marked/"


def pictures(photo: Photo) -> list[str]:
    """Everything that may have been made of the original."""
    thumbs = [thumb(photo, long_side) for long_side in THUMB_LONG_SIDES]
    return [preview(photo), jpeg_thumb(photo), *thumbs, guests_changes(photo), guests_jpeg(photo)]


def staging() -> str:
    """A fresh key for bytes that arrive."""
    return f"{STAGING}{new_id()}"
