"""A camera of an event, and what puts its clock right."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

import pymongo
from beanie import Document
from pydantic import BaseModel, Field

from app.domain.times import utc_now
from app.domain.vocabulary import ClockOrigin
from app.store.documents.base import Stored


class ClockSuggestion(BaseModel):
    """What would put a camera's clock right if that of the camera ``like`` (its key) is: an offset from that many ``moments``, of
    which ``elsewhere`` have as many by chance. None where the two saw nobody in common."""

    like: str
    offset_s: int | None
    moments: float = 0
    elsewhere: float = 0
    sure: bool = False


class EventCamera(Document):
    """One body at one event; ``id`` names both. ``key`` is a digest of make, model and serial number, which says nothing of
    either and is another one at every event; ``serial_end`` are the last digits of the number.

    ``version`` counts the changes of what puts the clock right (``offset_s``, ``follows_summer_time``); while ``pending``, photos
    may still have the time of a version before, and ``changed_at`` says since when. ``clock_at`` is what the studio's clock
    showed on the latest photo that it was read off.
    """

    id: str  # type: ignore[assignment]
    event_id: int
    key: str
    name: str
    serial_end: str = ""
    offset_s: int = 0
    follows_summer_time: bool = False
    origin: ClockOrigin | None = None
    version: int = 0
    pending: bool = False
    clock_at: datetime | None = None
    suggestion: ClockSuggestion | None = None
    changed_at: datetime = Field(default_factory=utc_now)

    class Settings(Stored):
        name = "event_cameras"
        indexes: ClassVar = [pymongo.IndexModel("event_id"), pymongo.IndexModel("pending")]
