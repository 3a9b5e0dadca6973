"""A search of one person, what it found and what the person agreed to."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

import pymongo
from beanie import Document
from pydantic import BaseModel, Field

from app.domain.times import utc_now
from app.domain.vocabulary import Ending, HolderKind, SearchStage
from app.store.documents.base import Identified, Stored


class Holder(BaseModel):
    """Who started a search: a guest session, a user or a kiosk."""

    kind: HolderKind
    id: str


class Scan(BaseModel):
    """How far the photos of an event that stores no faces were looked through for one search.

    The photos are the entries 1 to ``total`` of the face log. Searches share one look at a photo: each joins where the others
    are, goes on to its end and round to where it began. ``next`` is the entry to look at, ``scanned`` counts those it has
    behind it, ``tries`` how often a worker began with ``next``.
    """

    total: int
    next: int
    scanned: int = 0
    tries: int = 0

    @property
    def is_over(self) -> bool:
        """All photos were looked at."""
        return self.scanned >= self.total


class Search(Identified):
    """A search of one person in one event; its template is in the event's template log.

    ``link_id`` is the share link that it came by; kiosks and public events need none. ``sealed_name`` is what the guest calls the
    person (``app.services.searches``). ``ended_because`` is set with the state ``withdrawn``. ``scan`` is only there in an event
    for registered guests only, while its photos are looked through for this search. ``attempts`` counts how often a worker
    started on it; ``handed_off`` says that a phone took it over from a kiosk, and ``taken_with`` is a digest of what that phone
    can ask with once more. ``selfies`` counts those that the template has taken in; ``asks`` are photos to ask the guest about,
    the one whose answer settles most first.

    ``wall`` is the guest's answer to whether a wall may show photos of her, None without one.

    ``looks`` counts how often there was reason to look for the whole search again (an answer, a photo that came or went, another
    selfie); ``look_asked_at`` is set until that was done for the last of them. ``added`` counts how often selfies were added, and
    ``added_at`` is set until a worker has taken in the last of them, or said why not.
    """

    event_id: int
    holder: Holder
    link_id: str | None = None
    consent_id: str
    sealed_name: bytes | None = None
    state: SearchStage = SearchStage.QUEUED
    ended_because: Ending | None = None
    reason: str | None = None
    attempts: int = 0
    handed_off: bool = False
    taken_with: str | None = None
    engine_id: str | None = None
    expires_at: datetime
    scan: Scan | None = None
    searched_faces: int = 0
    matches: int = 0
    elapsed_ms: int = 0
    caught_up_at: datetime | None = None
    asks: list[str] = []
    selfies: int = 0
    wall: bool | None = None
    looks: int = 0
    look_asked_at: datetime | None = None
    added: int = 0
    added_at: datetime | None = None
    updated_at: datetime = Field(default_factory=utc_now)

    class Settings(Stored):
        name = "searches"
        indexes: ClassVar = [
            pymongo.IndexModel("event_id"),
            pymongo.IndexModel("link_id"),
            pymongo.IndexModel([("state", 1), ("expires_at", 1)]),
        ]


class Match(Document):
    """A photo of the person a search looks for. The id is ``match_id``: one search, one photo, one match.

    ``held``: its photo was not to be seen when it was found, and the guest is told when that comes back, not before.
    ``announced`` is set after the match was published; until then whoever meets it publishes it (once, the bus sees to that).
    ``file_id`` is what the photo showed when it was found there: a final, or (its own id, or None) its own file.
    ``known``: the guest has seen it on her page, or was told of it by mail or push, as far as she asked for that.
    ``sealed`` says where on the photo the guest was seen and how sure that is (``app.services.sightings``). ``is_me`` is the
    guest's answer, given at ``answered_at``.
    """

    id: str  # type: ignore[assignment]
    event_id: int
    search_id: str
    photo_id: str
    file_id: str | None = None
    sealed: bytes = b""
    live: bool
    announced: bool = False
    held: bool = False
    known: bool = False
    is_me: bool | None = None
    answered_at: datetime | None = None
    created_at: datetime = Field(default_factory=utc_now)

    class Settings(Stored):
        name = "matches"
        indexes: ClassVar = [
            pymongo.IndexModel("search_id"),
            pymongo.IndexModel("photo_id"),
            pymongo.IndexModel([("event_id", 1), ("created_at", 1)]),
            pymongo.IndexModel([("announced", 1), ("held", 1)]),
        ]


def match_id(search_id: str, photo_id: str) -> str:
    """The unique key (search, photo)."""
    return f"{search_id}:{photo_id}"


class Consent(Identified):
    """What a guest agreed to, when and until when; outlives the search as a receipt and holds no face data.

    ``language`` is the one that the guest read the words in (BCP 47), where the client said so. ``withdrawn_at`` is when it ended
    before its time, for whatever reason, which is ``ended_because``.
    """

    event_id: int
    search_id: str
    text_version: str
    language: str | None = None
    scope: str
    expires_at: datetime
    withdrawn_at: datetime | None = None
    ended_because: Ending | None = None

    class Settings(Stored):
        name = "consents"
        indexes: ClassVar = [
            pymongo.IndexModel("event_id"),
            pymongo.IndexModel("search_id"),
            pymongo.IndexModel("expires_at"),
            pymongo.IndexModel("withdrawn_at"),
        ]
