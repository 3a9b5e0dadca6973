"""What a guest is told of by mail or push, and what is on its way to people."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

import pymongo
from beanie import Document

from app.domain.vocabulary import AlertChannel, LetterKind
from app.store.documents.base import Identified, Stored
from app.store.documents.delivery import Delivery


class Alert(Identified):
    """One way by which the guest of a search wants to be told of new photos. ``sealed`` has the address or the browser's
    subscription, under the keys of the search; ``text_version`` is of the words that she agreed to, ``language`` what she is told
    in. Nothing but the question whether the address is hers goes out before ``confirmed_at``.
    """

    event_id: int
    search_id: str
    channel: AlertChannel
    sealed: bytes
    language: str
    text_version: str
    confirmed_at: datetime | None = None

    class Settings(Stored):
        name = "alerts"
        indexes: ClassVar = [pymongo.IndexModel("search_id"), pymongo.IndexModel("event_id")]


class AlertState(Document):
    """Where telling the guest of a search stands, whatever the ways; its id is the search's. ``news`` counts how often there was
    reason to look whether there is something to tell, ``look_at`` is when to do so, ``new_since`` when the first photo came that
    she was not told of. ``tellings`` were so far, the last one ``told_at``; ``ended``: also that the event is complete.
    """

    id: str  # type: ignore[assignment]
    event_id: int
    news: int = 0
    look_at: datetime | None = None
    new_since: datetime | None = None
    tellings: int = 0
    told_at: datetime | None = None
    ended: bool = False

    class Settings(Stored):
        name = "alert_states"
        indexes: ClassVar = [pymongo.IndexModel("event_id"), pymongo.IndexModel("look_at")]


class NoMail(Document):
    """An address that wants no mail about an event any more: the id is a digest of both under a key of the installation."""

    id: str  # type: ignore[assignment]
    event_id: int

    class Settings(Stored):
        name = "no_mail"
        indexes: ClassVar = [pymongo.IndexModel("event_id")]


class Letter(Delivery):
    """A mail or push on its way. Of an ``alert_id`` it says how many photos were ``new``; who it is for and what there is to see
    is looked up as it is sent. Any other has all that in ``sealed``, which is emptied once the letter has ended.
    """

    kind: LetterKind
    alert_id: str | None = None
    search_id: str | None = None
    new: int = 0
    sealed: bytes = b""

    class Settings(Stored):
        name = "letters"
        indexes: ClassVar = [
            pymongo.IndexModel([("state", 1), ("due_at", 1)]),
            pymongo.IndexModel("search_id"),
            pymongo.IndexModel("expires_at"),
        ]
