"""Entries of the gapless logs of an event (``app.store.gapless_logs``): faces of photos, templates of searches."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar, Literal, Self

import pymongo
from pydantic import BaseModel

from app.store.documents.base import Identified, Stored


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


class LogEntry(Identified):
    """One entry of a log. A ``void`` entry added something once that was erased since: only its number remains.

    ``key`` says what the entry records, and is there once. ``SUBJECT`` is the field that names what it is about, ``ERASED`` how
    the fields of a ``void`` entry are.
    """

    SUBJECT: ClassVar[str]
    ERASED: ClassVar[dict[str, Any]]

    event_id: int
    engine_id: str
    seq: int
    key: str
    kind: Literal["add", "remove", "void"]

    def removal(self, key: str) -> Self:
        """An entry that says, further on in the same log, that what this one is about went."""
        about = {self.SUBJECT: getattr(self, self.SUBJECT)}
        return type(self)(event_id=self.event_id, engine_id=self.engine_id, seq=0, key=key, kind="remove", **about)


class FaceEntry(LogEntry):
    """One entry of an event's face log (``app.store.gapless_logs``): a photo's faces came, or a photo went.

    ``vectors`` is the sealed float32 array ``(len(faces), dimension)``. In an event for registered guests only there are neither:
    the entry says that the photo was compared with everybody who had asked by then. ``file_id`` names the final that the faces
    are of; None where they are those of the photo's own file.
    """

    SUBJECT: ClassVar[str] = "photo_id"
    ERASED: ClassVar[dict[str, Any]] = {"kind": "void", "faces": [], "vectors": None}

    photo_id: str
    file_id: str | None = None
    faces: list[StoredFace] = []
    vectors: bytes | None = None

    class Settings(Stored):
        name = "faces"
        indexes: ClassVar = [
            pymongo.IndexModel([("event_id", 1), ("engine_id", 1), ("seq", 1)], unique=True),
            pymongo.IndexModel("key", unique=True),
            pymongo.IndexModel("photo_id"),
        ]


class TemplateEntry(LogEntry):
    """One entry of an event's log of standing searches: a template came, or a search went.

    ``template`` is the sealed float32 vector.
    """

    SUBJECT: ClassVar[str] = "search_id"
    ERASED: ClassVar[dict[str, Any]] = {"kind": "void", "template": None}

    search_id: str
    template: bytes | None = None
    expires_at: datetime | None = None

    class Settings(Stored):
        name = "templates"
        indexes: ClassVar = [
            pymongo.IndexModel([("event_id", 1), ("engine_id", 1), ("seq", 1)], unique=True),
            pymongo.IndexModel("key", unique=True),
            pymongo.IndexModel("search_id"),
        ]
