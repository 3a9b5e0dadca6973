"""What is put on record for those who run the service: what was done, what is damaged, and what they have decided."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

import pymongo
from beanie import Document
from bson import ObjectId
from pydantic import Field

from app.domain.times import utc_now
from app.domain.vocabulary import DamageKind, RegistrationMode
from app.store.documents.base import Identified, Stored


class AuditEntry(Identified):
    """Who did what to what. ``actor`` is ``user:ID``, ``guest:ID``, ``kiosk:ID`` or ``system``; ``detail`` holds what a reader
    wants to know beside that, and nothing secret. Ids of one process go up, so that what it did within one millisecond stays in
    order.
    """

    id: str = Field(default_factory=lambda: str(ObjectId()))
    actor: str
    action: str
    target: str
    event_id: int | None = None
    detail: dict[str, int | str] = {}

    class Settings(Stored):
        name = "audit"
        indexes: ClassVar = [
            pymongo.IndexModel("created_at"),
            pymongo.IndexModel([("event_id", 1), ("created_at", 1)]),
            pymongo.IndexModel([("action", 1), ("created_at", 1)]),
            pymongo.IndexModel([("actor", 1), ("created_at", 1)]),
        ]


class Damage(Document):
    """Something stored that does not open though its key is there, or a key that cannot be used. The id names it; ``subject`` is
    the photo, search or key, ``entry_id`` the document that is damaged.
    """

    id: str  # type: ignore[assignment]
    kind: DamageKind
    event_id: int
    subject: str
    entry_id: str
    noticed_at: datetime = Field(default_factory=utc_now)

    class Settings(Stored):
        name = "damage"
        indexes: ClassVar = [pymongo.IndexModel("noticed_at"), pymongo.IndexModel("event_id")]


class House(Document):
    """What administrators have decided for the whole installation; there is one. None: nothing."""

    id: str  # type: ignore[assignment]
    registration: RegistrationMode | None = None

    class Settings(Stored):
        name = "house"
