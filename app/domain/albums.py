"""Which photos of an event an album has: those that were put into it, or those of a time or a camera."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from app.domain.vocabulary import AlbumKind

MOST_ALBUMS: Final = 50
"""Of an event: as many as somebody still looks through on a phone."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What makes a photo one of the album. A ``TIME`` album has a beginning, an end (both inclusive) or both; a ``CAMERA`` album
    has a ``camera_key``."""

    kind: AlbumKind
    taken_from: datetime | None = None
    taken_to: datetime | None = None
    camera_key: str | None = None

    @property
    def makes_sense(self) -> bool:
        """Is there all that its kind needs, and nothing else?"""
        timed = (self.taken_from, self.taken_to) != (None, None)
        if self.kind is AlbumKind.TIME:
            in_order = not (self.taken_from and self.taken_to) or self.taken_from <= self.taken_to
            return timed and in_order and self.camera_key is None
        return not timed and bool(self.camera_key) == (self.kind is AlbumKind.CAMERA)


@dataclass(frozen=True, slots=True)
class Belonging:
    """What matters of a photo: the albums that it was put into, when it was taken, and with which camera."""

    albums: Collection[str]
    taken_at: datetime | None
    camera_key: str | None


def has(album_id: str, rule: Rule, photo: Belonging) -> bool:
    """Is the photo one of the album? One of an unknown time is in no album of a time."""
    match rule.kind:
        case AlbumKind.HAND:
            return album_id in photo.albums
        case AlbumKind.CAMERA:
            return photo.camera_key == rule.camera_key
        case AlbumKind.TIME:
            at = photo.taken_at
            early = at is None or (rule.taken_from is not None and at < rule.taken_from)
            late = at is None or (rule.taken_to is not None and at > rule.taken_to)
            return not early and not late
