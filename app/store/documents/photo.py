"""A photo of an event."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

import pymongo
from pydantic import BaseModel, Field

from app.domain.stacks import SeenEyes
from app.domain.times import utc_now
from app.domain.vocabulary import FinalState, PhotoStatus, Review, Source
from app.store.documents.base import Identified, Stored


class PhotoError(BaseModel):
    """Why a photo failed, in words for the photographer."""

    code: str
    message: str
    retryable: bool


class ProofFile(BaseModel):
    """What a photo was before a final took its place: all that goes by its pixels. ``kept``: its file and pictures are there."""

    name: str
    size: int
    media_type: str
    width: int
    height: int
    placeholder: str | None
    film: int
    fingerprint: str | None
    sharpness: float | None
    light: float | None
    eyes: list[SeenEyes] = []
    kept: bool = True


class Photo(Identified):
    """One photo of one event. ``seq`` numbers the photos of an event for paging (holes are harmless).

    Blob keys are functions of the id's document (``app.services.blob_keys``). ``(event_id, content_hash)`` is unique.
    ``source_name`` is that of the camera's login it came by; ``uploaded_by`` the account, None in photos of before that was kept.
    Of what a guest gave that is None: ``given_by`` names the guest's session, and ``giver_name`` is what the guest typed.
    ``taken_at`` is UTC: what the camera's clock showed (``clock_shown``, as it stood there and kept as if it were UTC;
    ``clock_ahead_s``, seconds ahead of UTC, where the camera told), put right by the version ``clock_version`` of what the event
    knows of the camera ``camera_key`` (an ``EventCamera``). Photos that were indexed before there were cameras have none.
    ``clock_seen_at`` is what the studio's clock showed on a photo of it.

    ``placeholder`` is a ThumbHash (base64); photos that were indexed before there were any have none, and one JPEG thumbnail
    instead of the WebP ones. ``film`` is how many bytes of the file are one, which a phone has put behind the picture (a Motion
    Photo). ``raw_of`` is set in another file of a photo: the RAW file of its shot (``app.services.pairs``) or, where ``final``, a
    final that took its place (``app.services.finals``). Such a one is always hidden, counted nowhere and in no list.

    ``stem`` is what a final finds its photo by; photos of before there were finals have none until one is looked for. In a photo
    whose picture a final has replaced, ``final_id`` and ``final_hash`` name that one's document and content, ``replaced_at`` says
    when, and ``proof`` what the photo was; what goes by the pixels is the final's. ``proof_asked_at`` is set until the proof is
    back. In a final, ``replaces`` is the photo that somebody said it is of, and ``final_state`` why it is a photo of its own.

    ``fingerprint``, ``sharpness`` and ``light`` are as ``workers.images.looks`` measures them, and ``eyes``, which are measured
    of what waits at a gate only, as ``workers.faces.eyes`` does; ``stars`` are its owner's, 0 to 5, and ``albums`` those that it
    was put into by hand, also some that are deleted.

    Who may see it is ``hidden`` alone; ``review`` says whether that is by the event's gate, and what waits or was rejected there
    is always hidden. ``held_at``: when it was sent back to the gate, ``released_at``: when guests were first to see it.
    ``rematch_asked_at`` is set until a worker has told the searches that it shows of its being back.
    """

    event_id: int
    seq: int
    name: str
    content_hash: str
    size: int
    media_type: str
    source: Source = Source.BROWSER
    source_name: str | None = None
    uploaded_by: str | None = None
    given_by: str | None = None
    giver_name: str = ""
    status: PhotoStatus = PhotoStatus.QUEUED
    hidden: bool = False
    review: Review = Review.NONE
    held_at: datetime | None = None
    released_at: datetime | None = None
    rematch_asked_at: datetime | None = None
    error: PhotoError | None = None
    width: int = 0
    height: int = 0
    placeholder: str | None = None
    taken_at: datetime | None = None
    camera: str | None = None
    camera_key: str | None = None
    clock_shown: datetime | None = None
    clock_ahead_s: int | None = None
    clock_version: int = 0
    clock_seen_at: datetime | None = None
    film: int = 0
    fingerprint: str | None = None
    sharpness: float | None = None
    light: float | None = None
    eyes: list[SeenEyes] = []
    stars: int = 0
    albums: list[str] = []
    raw_of: str | None = None
    stem: str | None = None
    final: bool = False
    final_state: FinalState | None = None
    replaces: str | None = None
    final_id: str | None = None
    final_hash: str | None = None
    replaced_at: datetime | None = None
    proof: ProofFile | None = None
    proof_asked_at: datetime | None = None
    faces: int = 0
    engine_id: str | None = None
    attempts: int = 0
    updated_at: datetime = Field(default_factory=utc_now)
    indexed_at: datetime | None = None

    class Settings(Stored):
        name = "photos"
        indexes: ClassVar = [
            pymongo.IndexModel([("event_id", 1), ("content_hash", 1)], unique=True),
            pymongo.IndexModel([("event_id", 1), ("seq", 1)]),
            pymongo.IndexModel([("event_id", 1), ("clock_shown", 1)]),
            pymongo.IndexModel([("event_id", 1), ("stem", 1)]),
            pymongo.IndexModel([("event_id", 1), ("given_by", 1)]),
            pymongo.IndexModel("raw_of"),
            pymongo.IndexModel("proof_asked_at"),
            pymongo.IndexModel([("status", 1), ("updated_at", 1)]),
            pymongo.IndexModel([("event_id", 1), ("review", 1)]),
            pymongo.IndexModel("rematch_asked_at"),
            pymongo.IndexModel("albums"),
        ]

    @property
    def file_id(self) -> str:
        """Whose file and pictures it shows: its own, or those of its final."""
        return self.final_id or self.id

    @property
    def own_bytes(self) -> int:
        """Those of its own file, as long as that is kept; a final that it shows has a document of its own."""
        if self.proof is None:
            return self.size
        return self.proof.size if self.proof.kept else 0

    def as_proof(self) -> Photo:
        """As it was before a final took its place."""
        was = self.proof.model_dump(exclude={"kept"}) if self.proof else {}
        proof: Photo = self.model_copy(update={**was, "final_id": None, "final_hash": None})
        return proof
