"""Where an event's photos come from: what its cameras sign in with, and what was taken in and refused by each way."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

import pymongo
from pydantic import BaseModel

from app.domain.vocabulary import Source
from app.store.documents.base import Identified, Stored, Tally


class CutFile(BaseModel):
    """A file that came in part, and whose rest has not come."""

    name: str
    size: int
    since: datetime


class Sender(Identified):
    """What one camera signs in with over FTP, to send photos to one event as ``user_id``. ``username`` is unique.

    ``waiting`` counts the files that have come in part or wait to be taken in; ``cut`` names those whose rest is overdue.
    """

    event_id: int
    user_id: str
    name: str
    username: str
    password_hash: str
    last_seen_at: datetime | None = None
    last_address: str | None = None
    waiting: int = 0
    cut: list[CutFile] = []
    revoked_at: datetime | None = None

    class Settings(Stored):
        name = "senders"
        indexes: ClassVar = [pymongo.IndexModel("event_id"), pymongo.IndexModel("username", unique=True)]


class RefusedFile(BaseModel):
    """A file that did not become a photo, and why (an error's code)."""

    name: str
    code: str
    at: datetime


class EventSource(Tally):
    """What came to an event by one way, or from one camera. The id names event and way. ``refusals`` are the last ones."""

    id: str  # type: ignore[assignment]
    event_id: int
    source: Source
    name: str | None = None
    sender_id: str | None = None
    photos: int = 0
    last_photo: str | None = None
    last_photo_at: datetime | None = None
    refused: int = 0
    refusals: list[RefusedFile] = []

    class Settings(Stored):
        name = "event_sources"
        indexes: ClassVar = [pymongo.IndexModel("event_id")]
