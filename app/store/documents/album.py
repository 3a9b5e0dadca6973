"""An album of an event."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

import pymongo

from app.domain.albums import Rule
from app.domain.vocabulary import AlbumKind
from app.store.documents.base import Identified, Stored


class Album(Identified):
    """Some of an event's photos under a name. Which they are, the rule says (``app.domain.albums``); what was put into it by
    hand is kept with each photo (``Photo.albums``), so that an album costs no more however many they are.

    Albums lie by their ``place``. ``hidden`` leaves it out of what guests can choose from; its photos they see all the same. One
    that was deleted stays for a while, so that it can be had back.
    """

    event_id: int
    name: str
    kind: AlbumKind
    taken_from: datetime | None = None
    taken_to: datetime | None = None
    camera_key: str | None = None
    place: int = 0
    hidden: bool = False
    deleted_at: datetime | None = None

    @property
    def rule(self) -> Rule:
        """What makes a photo one of it."""
        return Rule(self.kind, self.taken_from, self.taken_to, self.camera_key)

    class Settings(Stored):
        name = "albums"
        indexes: ClassVar = [pymongo.IndexModel("event_id"), pymongo.IndexModel("deleted_at")]
