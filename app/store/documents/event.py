"""An event and what is counted of it."""

from __future__ import annotations

from datetime import date as Day  # noqa: N812 - a field is called date
from datetime import datetime
from typing import Any, ClassVar

import pymongo
from beanie import Document
from pydantic import BaseModel, Field

from app.domain.ids import new_id
from app.domain.releasing import USUAL_MIN
from app.domain.times import utc_now
from app.domain.vocabulary import Downloads, FinalsRule, LoneFinals, Release, TeamRole, Visibility
from app.domain.watermarks import Place
from app.store.documents.base import Stored, Tally
from app.store.documents.brand import BrandWishes, StoredPicture


class TeamMember(BaseModel):
    """An account on the team of an event."""

    user_id: str
    role: TeamRole
    joined_at: datetime


class TeamInvitation(BaseModel):
    """A way onto the team of an event that works once; of the token only a digest is kept. ``note`` says whom it is for."""

    id: str
    digest: str
    role: TeamRole
    note: str = ""
    created_at: datetime
    expires_at: datetime


class StoredWatermark(BaseModel):
    """As ``domain.watermarks.Watermark``; ``text`` is what ``picture`` was made of, "" for one that was sent. ``version`` names
    it, ``before`` those that photos may still have, the latest first."""

    text: str = ""
    picture: StoredPicture
    place: Place
    size: int
    opacity: int
    version: str
    before: list[str] = []


class Event(Document):
    """``key_id`` names its key, which is made before the event is written and destroyed as soon as it is deleted: what was
    sealed under it is gone with it.

    ``keep_until`` is the last day, in the event's ``time_zone``, of an event that is not kept for good. ``consent_text`` is what
    the photographer adds to the words of the consent. With ``open_gallery`` everybody may browse it while it is public,
    with ``link_gallery`` whoever came by a share link.
    With ``comments`` guests may write to the photographer about single photos.
    With ``registered_only`` faces of photos are compared with those who asked, in memory, and never stored.
    ``clock_shown_at`` is when the studio last showed its clock, for cameras to be set by.
    ``release`` says when guests see its photos, ``release_after_min`` how long those wait that go out by themselves later.
    ``team`` and its open ``invitations`` are here, so that one conditional write settles who is on it; ``releases`` has what of
    ``release`` is otherwise for photos of single accounts, also of some that have left.
    With ``guest_photos`` guests give photos; with ``guest_gate`` those wait until somebody has approved them, whatever
    ``release`` says. With ``wall_asks`` guests are asked whether a wall may show photos of them, and it shows
    none of who said no.
    ``finals_by`` says which photo a final replaces, ``lone_finals`` what becomes of one that finds none, ``keep_proofs`` whether
    what was replaced stays.
    ``brand`` is what goes before its owner's. ``watermark`` lies over what guests get; ``mark_asked_at`` is set until a worker
    has seen that every photo has it, or none any more.
    ``archived_at`` is when it was archived (``app.services.archiving``),
    ``faces_erased_at`` when all of its faces and searches were removed after that.
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
    link_gallery: bool = False
    comments: bool = False
    registered_only: bool = False
    release: Release = Release.AT_ONCE
    release_after_min: int = USUAL_MIN
    finals_by: FinalsRule = FinalsRule.NAME
    lone_finals: LoneFinals = LoneFinals.PHOTO
    keep_proofs: bool = True
    guest_photos: bool = False
    guest_gate: bool = True
    wall_asks: bool = False
    cover_photo_id: str | None = None
    clock_shown_at: datetime | None = None
    team: list[TeamMember] = []
    invitations: list[TeamInvitation] = []
    releases: dict[str, Release] = {}
    brand: BrandWishes = BrandWishes()
    watermark: StoredWatermark | None = None
    mark_asked_at: datetime | None = None
    key_id: str = Field(default_factory=new_id)
    created_at: datetime = Field(default_factory=utc_now)
    archived_at: datetime | None = None
    faces_erased_at: datetime | None = None
    deleted_at: datetime | None = None
    deleted_by: str | None = None
    erased_at: datetime | None = None

    class Settings(Stored):
        name = "events"
        indexes: ClassVar = [
            pymongo.IndexModel("owner_id"),
            pymongo.IndexModel("team.user_id"),
            pymongo.IndexModel("invitations.digest"),
            pymongo.IndexModel("mark_asked_at"),
        ]
        # A datetime is a date too, and must stay one that the database can compare.
        bson_encoders: ClassVar[dict[Any, Any]] = {datetime: lambda moment: moment, Day: lambda day: day.isoformat()}


class EventStats(Tally):
    """Counters of one event, kept beside it because they change with every photo; the keeper reconciles those of photos.

    ``waiting`` counts those of the ``indexed`` photos that wait at the event's gate, ``replaced`` those that show a final.
    ``bytes`` are those of the files of its photos, also of RAW files, finals and proofs, without previews. ``recent`` holds when
    the last photos were finished: the pace is read off it. ``guests`` counts the searches so far that were not rejected,
    ``people`` those who began them (``app.services.people``), ``downloads`` the photos that guests saved, ``told`` the matches
    that guests were told of and ``told_live`` those of them that came after the search; they stay when a search goes.
    ``doubtful`` is set when a crash may have cut off a step, until they are counted anew.
    """

    id: int  # type: ignore[assignment]
    total: int = 0
    processing: int = 0
    indexed: int = 0
    failed: int = 0
    waiting: int = 0
    replaced: int = 0
    faces: int = 0
    bytes: int = 0
    guests: int = 0
    people: int = 0
    downloads: int = 0
    told: int = 0
    told_live: int = 0
    recent: list[datetime] = []
    doubtful: bool = False

    class Settings(Stored):
        name = "event_stats"


class EventCompany(Document):
    """What the faces of an event under one engine say of it together, as a search worker last reckoned it: their mean, ``sealed``
    under the event's key, and how they spread. The id names event and engine.
    """

    id: str  # type: ignore[assignment]
    event_id: int
    engine_id: str
    sealed: bytes
    faces: int
    deviation: float

    class Settings(Stored):
        name = "event_companies"
        indexes: ClassVar = [pymongo.IndexModel("event_id")]


class EventSize(Document):
    """How many bytes of blobs an event had when it was last measured, and its counters at that time: where they are other
    ones now, it is to be measured again.
    """

    id: int  # type: ignore[assignment]
    bytes: int
    counted: dict[str, int]
    measured_at: datetime

    class Settings(Stored):
        name = "event_sizes"


class BlobCheck(Document):
    """When the files of an event were last held against its photos."""

    id: int  # type: ignore[assignment]
    checked_at: datetime

    class Settings(Stored):
        name = "blob_checks"
