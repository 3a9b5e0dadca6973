"""What guests and clients have chosen of an event's photos, and what they say about single ones."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

import pymongo
from beanie import Document
from pydantic import Field

from app.domain.times import utc_now
from app.domain.vocabulary import ListKind
from app.store.documents.base import Identified, Stored


class FavouriteList(Identified):
    """One guest's favourites, or what a client chooses for a purpose of the photographer's.

    ``origin`` is unique: the search or guest session that a guest's list began with, so that it is begun once. A guest's list
    hangs on ``search_ids`` (of the people in one visit) and goes with the last of them; one of a guest who only browses has none.
    ``link_id`` is the share link that its guest came by last.
    ``goal`` is how many photos a client is to choose. ``photo_ids`` are in the order they were chosen, each once.
    """

    event_id: int
    kind: ListKind
    origin: str
    guest_id: str | None = None
    link_id: str | None = None
    search_ids: list[str] = []
    name: str = ""
    goal: int | None = None
    photo_ids: list[str] = []
    finished_at: datetime | None = None
    updated_at: datetime = Field(default_factory=utc_now)

    class Settings(Stored):
        name = "favourite_lists"
        indexes: ClassVar = [
            pymongo.IndexModel("event_id"),
            pymongo.IndexModel("origin", unique=True),
            pymongo.IndexModel("search_ids"),
            pymongo.IndexModel("guest_id"),
        ]


class Comment(Document):
    """What somebody with a list says about a photo. The id is ``comment_id``: who sends it again writes it once.
    ``number`` counts up in the event."""

    id: str  # type: ignore[assignment]
    number: int
    event_id: int
    list_id: str
    photo_id: str
    text: str
    created_at: datetime = Field(default_factory=utc_now)

    class Settings(Stored):
        name = "comments"
        indexes: ClassVar = [
            pymongo.IndexModel([("event_id", 1), ("number", 1)]),
            pymongo.IndexModel("list_id"),
            pymongo.IndexModel("photo_id"),
        ]


def comment_id(list_id: str, key: str) -> str:
    """The unique key: a list, and the word that its holder made up for the comment."""
    return f"{list_id}:{key}"
