"""What all documents have in common, and numbers that only go up."""

from __future__ import annotations

from datetime import datetime

from beanie import Document
from pydantic import Field

from app.domain.ids import new_id
from app.domain.times import utc_now


class Identified(Document):
    """A document with an opaque id that knows when it was made."""

    id: str = Field(default_factory=new_id)  # type: ignore[assignment]
    created_at: datetime = Field(default_factory=utc_now)


class Counter(Document):
    """A number that only goes up; seeded before use."""

    id: str  # type: ignore[assignment]
    value: int = 0

    class Settings:
        name = "counters"
