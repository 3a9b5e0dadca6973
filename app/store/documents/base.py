"""What all documents have in common, and numbers that only go up."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from beanie import Document
from pydantic import Field
from pymongo import WriteConcern
from pymongo.asynchronous.collection import AsyncCollection

from app.domain.ids import new_id
from app.domain.times import utc_now


class Stored:
    """How the database keeps documents of one kind: its ``name`` and its ``indexes``, said by each."""

    projection: ClassVar[None] = None
    """Documents are read as they are stored. Beanie asks for each field by its name otherwise, and to pick 52 out of 52 takes
    SecantusDB four times as long as to find the photo (0.9 ms instead of 0.2)."""


class Identified(Document):
    """A document with an opaque id that knows when it was made."""

    id: str = Field(default_factory=new_id)  # type: ignore[assignment]
    created_at: datetime = Field(default_factory=utc_now)


class Tally(Document):
    """What is counted beside the work, again and again, and is counted anew, or taken for a hint only, when it is wrong.

    A write does not wait for the disk, as all others do: with those of a burst of photos, guests' searches would wait for it. The
    journal keeps the order. What a database that is killed forgets of it came after the last write of anything else.
    """

    @classmethod
    def get_pymongo_collection(cls) -> AsyncCollection[dict[str, Any]]:
        """The collection, through which writes are acknowledged before they are on the disk."""
        return super().get_pymongo_collection().with_options(write_concern=WriteConcern(j=False))


class Counter(Tally):
    """A number that only goes up; seeded before use. Who takes one writes it, durably, with what it is for."""

    id: str  # type: ignore[assignment]
    value: int = 0

    class Settings(Stored):
        name = "counters"
