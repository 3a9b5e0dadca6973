"""The documents, their indexes and nothing else. Ids of events are numbers, all others opaque strings.

Vectors and templates are stored sealed (``ports.Vault``) under the event's data key, never in the clear.
"""

from __future__ import annotations

import secrets
from datetime import UTC, datetime
from datetime import date as Day  # noqa: N812 - a field is called date
from enum import StrEnum
from typing import Any, ClassVar, Literal

import pymongo
from beanie import Document
from pydantic import BaseModel, Field


def new_id() -> str:
    """A fresh opaque id: 96 random bits, safe in URLs and topic names."""
    return secrets.token_hex(12)


def utc_now() -> datetime:
    """Now, aware, cut to the millisecond that BSON keeps, so that what was written equals what is read."""
    now = datetime.now(UTC)
    return now.replace(microsecond=now.microsecond // 1000 * 1000)


class Role(StrEnum):
    """Roles of accounts."""

    ADMIN = "admin"
    PHOTOGRAPHER = "photographer"
    GUEST = "guest"


class Visibility(StrEnum):
    """Who may find an event: anyone, those with a share link, or only the owner's invited."""

    PUBLIC = "public"
    UNLISTED = "unlisted"
    PRIVATE = "private"


class Downloads(StrEnum):
    """What guests may take home of a photo that shows them."""

    ORIGINAL = "original"
    PREVIEW = "preview"
    NONE = "none"


class PhotoStatus(StrEnum):
    """Stored status. ``hidden`` is a separate flag that covers ``indexed`` in the public shape; ``deleted`` is final, looks
    like "not found" from outside and lasts until the last trace of the photo is removed.
    """

    QUEUED = "queued"
    PROCESSING = "processing"
    INDEXED = "indexed"
    FAILED = "failed"
    DELETED = "deleted"


class _Identified(Document):
    id: str = Field(default_factory=new_id)  # type: ignore[assignment]
    created_at: datetime = Field(default_factory=utc_now)


class Counter(Document):
    """A number that only goes up; seeded before use."""

    id: str  # type: ignore[assignment]
    value: int = 0

    class Settings:
        name = "counters"


class User(_Identified):
    """An account. ``email`` is lower case. ``retiring`` is set for a moment while an administrator is to be one no longer
    (``store.users.retire_admin``).
    """

    email: str
    name: str
    role: Role
    password_hash: str
    disabled: bool = False
    last_sign_in_at: datetime | None = None
    retiring: str | None = None

    class Settings:
        name = "users"
        indexes: ClassVar = [
            pymongo.IndexModel("email", unique=True),
            pymongo.IndexModel([("created_at", -1), ("_id", -1)]),
        ]


class Session(_Identified):
    """One sign-in; its id is the ``jti`` of the JWT. Deleting it signs out."""

    user_id: str
    expires_at: datetime

    class Settings:
        name = "sessions"
        indexes: ClassVar = [pymongo.IndexModel("user_id"), pymongo.IndexModel("expires_at")]


class PasswordReset(_Identified):
    """A way to a new password that works once. The id is the account's, so that it has one at most; of the token only a digest
    is kept: nothing here opens it.
    """

    digest: str
    expires_at: datetime

    class Settings:
        name = "password_resets"
        indexes: ClassVar = [pymongo.IndexModel("digest")]


class Event(Document):
    """``data_key`` (wrapped) is destroyed first when the event is deleted: what was sealed under it is gone with it.

    ``keep_until`` is the last day, in the event's ``time_zone``, of an event that is not kept for good. ``consent_text`` is what
    the photographer adds to the words of the consent. With ``open_gallery`` everybody may browse it while it is public.
    ``deleted_by`` is who deleted it, as the audit log names them; ``erased_at`` says when all that it had left was removed.
    """

    id: int  # type: ignore[assignment]
    owner_id: str
    name: str
    date: Day | None = None
    time_zone: str = "UTC"
    visibility: Visibility
    selfie_search: bool = True
    downloads: Downloads = Downloads.ORIGINAL
    keep_until: Day | None = None
    consent_text: str = ""
    open_gallery: bool = False
    cover_photo_id: str | None = None
    data_key: bytes | None
    created_at: datetime = Field(default_factory=utc_now)
    deleted_at: datetime | None = None
    deleted_by: str | None = None
    erased_at: datetime | None = None

    class Settings:
        name = "events"
        indexes: ClassVar = [pymongo.IndexModel("owner_id")]
        # A datetime is a date too, and must stay one that the database can compare.
        bson_encoders: ClassVar[dict[Any, Any]] = {datetime: lambda moment: moment, Day: lambda day: day.isoformat()}


class EventStats(Document):
    """Counters of one event, kept beside it because they change with every photo; the keeper reconciles those of photos.

    ``recent`` holds when the last photos were finished: the pace is read off it. ``guests`` counts the searches so far that
    were not rejected, ``told`` the matches that guests were told of and ``told_live`` those of them that came after the
    search; they stay when a search goes.
    """

    id: int  # type: ignore[assignment]
    total: int = 0
    processing: int = 0
    indexed: int = 0
    failed: int = 0
    faces: int = 0
    guests: int = 0
    told: int = 0
    told_live: int = 0
    recent: list[datetime] = []

    class Settings:
        name = "event_stats"


class EventSize(Document):
    """How many bytes of blobs an event had when it was last measured, and its counters at that time: where they are other
    ones now, it is to be measured again.
    """

    id: int  # type: ignore[assignment]
    bytes: int
    counted: dict[str, int]
    measured_at: datetime

    class Settings:
        name = "event_sizes"


class ShareLink(_Identified):
    """The token of a link is derived from its id (itsdangerous), so nothing here opens it. ``opened`` counts how often."""

    event_id: int
    label: str = ""
    pin_hash: str | None = None
    expires_at: datetime
    revoked_at: datetime | None = None
    opened: int = 0

    class Settings:
        name = "share_links"
        indexes: ClassVar = [pymongo.IndexModel("event_id")]


class PhotoError(BaseModel):
    """Why a photo failed, in words for the photographer."""

    code: str
    message: str
    retryable: bool


class Photo(_Identified):
    """One photo of one event. ``seq`` numbers the photos of an event for paging (holes are harmless).

    Blob keys are functions of the id's document (``app.services.blob_keys``). ``(event_id, content_hash)`` is unique.
    ``taken_at`` is UTC. ``placeholder`` is a ThumbHash (base64); photos that were indexed before there were any have none, and
    one JPEG thumbnail instead of the WebP ones.
    """

    event_id: int
    seq: int
    name: str
    content_hash: str
    size: int
    media_type: str
    status: PhotoStatus = PhotoStatus.QUEUED
    hidden: bool = False
    error: PhotoError | None = None
    width: int = 0
    height: int = 0
    placeholder: str | None = None
    taken_at: datetime | None = None
    camera: str | None = None
    faces: int = 0
    engine_id: str | None = None
    attempts: int = 0
    updated_at: datetime = Field(default_factory=utc_now)
    indexed_at: datetime | None = None

    class Settings:
        name = "photos"
        indexes: ClassVar = [
            pymongo.IndexModel([("event_id", 1), ("content_hash", 1)], unique=True),
            pymongo.IndexModel([("event_id", 1), ("seq", 1)]),
            pymongo.IndexModel([("status", 1), ("updated_at", 1)]),
        ]


class StoredFace(BaseModel):
    """One face of a photo. ``box`` is x, y, width, height as fractions of the photo; row ``i`` of the entry's
    vectors is face ``i``.
    """

    box: tuple[float, float, float, float]
    score: float
    size_px: float
    sharpness: float
    brightness: float
    yaw: float
    pitch: float
    roll: float
    verdict: str


class FaceEntry(_Identified):
    """One entry of an event's face log (``app.store.logs``): a photo's faces came, or a photo went.

    A ``void`` entry added faces once; they were erased and only its number remains. ``vectors`` is the sealed
    float32 array ``(len(faces), dimension)``.
    """

    event_id: int
    engine_id: str
    seq: int
    key: str
    kind: Literal["add", "remove", "void"]
    photo_id: str
    faces: list[StoredFace] = []
    vectors: bytes | None = None

    class Settings:
        name = "faces"
        indexes: ClassVar = [
            pymongo.IndexModel([("event_id", 1), ("engine_id", 1), ("seq", 1)], unique=True),
            pymongo.IndexModel("key", unique=True),
            pymongo.IndexModel("photo_id"),
        ]


class TemplateEntry(_Identified):
    """One entry of an event's log of standing searches: a template came, or a search went.

    ``template`` is the sealed float32 vector.
    """

    event_id: int
    engine_id: str
    seq: int
    key: str
    kind: Literal["add", "remove", "void"]
    search_id: str
    template: bytes | None = None
    expires_at: datetime | None = None

    class Settings:
        name = "templates"
        indexes: ClassVar = [
            pymongo.IndexModel([("event_id", 1), ("engine_id", 1), ("seq", 1)], unique=True),
            pymongo.IndexModel("key", unique=True),
            pymongo.IndexModel("search_id"),
        ]


class Holder(BaseModel):
    """Who started a search: a guest session, a user or a kiosk."""

    kind: Literal["guest", "user", "kiosk", "anonymous"]
    id: str


class SearchState(StrEnum):
    """Stored stage of a search; ``withdrawn`` is final, wins every race and looks like "not found" from outside."""

    QUEUED = "queued"
    DETECTING = "detecting"
    SEARCHING = "searching"
    LIVE = "live"
    REJECTED = "rejected"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


class Search(_Identified):
    """A search of one person in one event; its template is in the event's template log.

    ``attempts`` counts how often a worker started on it; ``handed_off`` says that a phone took it over from a kiosk, and
    ``taken_with`` is a digest of what that phone can ask with once more.
    """

    event_id: int
    holder: Holder
    consent_id: str
    state: SearchState = SearchState.QUEUED
    reason: str | None = None
    attempts: int = 0
    handed_off: bool = False
    taken_with: str | None = None
    engine_id: str | None = None
    expires_at: datetime
    searched_faces: int = 0
    matches: int = 0
    elapsed_ms: int = 0
    caught_up_at: datetime | None = None
    updated_at: datetime = Field(default_factory=utc_now)

    class Settings:
        name = "searches"
        indexes: ClassVar = [
            pymongo.IndexModel("event_id"),
            pymongo.IndexModel([("state", 1), ("expires_at", 1)]),
        ]


class Match(Document):
    """A photo of the person a search looks for. The id is ``match_id``: one search, one photo, one match.

    ``announced`` is set after the match was published; until then whoever meets it publishes it (once, the bus sees to that).
    ``face_box`` is x, y, width, height as fractions of the photo. ``is_me`` is the guest's answer.
    """

    id: str  # type: ignore[assignment]
    event_id: int
    search_id: str
    photo_id: str
    score: float
    tier: Literal["certain", "maybe"]
    face_box: tuple[float, float, float, float]
    live: bool
    announced: bool = False
    is_me: bool | None = None
    created_at: datetime = Field(default_factory=utc_now)

    class Settings:
        name = "matches"
        indexes: ClassVar = [
            pymongo.IndexModel("search_id"),
            pymongo.IndexModel("photo_id"),
            pymongo.IndexModel([("event_id", 1), ("created_at", 1)]),
            pymongo.IndexModel("announced"),
        ]


def match_id(search_id: str, photo_id: str) -> str:
    """The unique key (search, photo)."""
    return f"{search_id}:{photo_id}"


class Consent(_Identified):
    """What a guest agreed to, when and until when; outlives the search as a receipt and holds no face data.

    ``language`` is the one that the guest read the words in (BCP 47), where the client said so.
    """

    event_id: int
    search_id: str
    text_version: str
    language: str | None = None
    scope: str
    expires_at: datetime
    withdrawn_at: datetime | None = None

    class Settings:
        name = "consents"
        indexes: ClassVar = [pymongo.IndexModel("event_id"), pymongo.IndexModel("search_id")]


class Kiosk(_Identified):
    """A device at the venue. The pairing code is kept as a digest and works once."""

    event_id: int
    name: str
    code_digest: str | None
    code_expires_at: datetime
    paired_at: datetime | None = None
    last_seen_at: datetime | None = None
    revoked_at: datetime | None = None

    class Settings:
        name = "kiosks"
        indexes: ClassVar = [pymongo.IndexModel("event_id"), pymongo.IndexModel("code_digest")]


class AuditEntry(_Identified):
    """Who did what to what. ``actor`` is ``user:ID``, ``guest:ID``, ``kiosk:ID`` or ``system``; ``detail`` holds what a reader
    wants to know beside that, and nothing secret.
    """

    actor: str
    action: str
    target: str
    event_id: int | None = None
    detail: dict[str, int | str] = {}

    class Settings:
        name = "audit"
        indexes: ClassVar = [
            pymongo.IndexModel("created_at"),
            pymongo.IndexModel([("event_id", 1), ("created_at", 1)]),
            pymongo.IndexModel([("action", 1), ("created_at", 1)]),
            pymongo.IndexModel([("actor", 1), ("created_at", 1)]),
        ]


DOCUMENTS: tuple[type[Document], ...] = (
    Counter,
    User,
    Session,
    PasswordReset,
    Event,
    EventStats,
    EventSize,
    ShareLink,
    Photo,
    FaceEntry,
    TemplateEntry,
    Search,
    Match,
    Consent,
    Kiosk,
    AuditEntry,
)
