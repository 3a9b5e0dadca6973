"""Webhooks of an account, and what is to be sent to them."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

import pymongo

from app.domain.vocabulary import HookEvent
from app.store.documents.base import Identified, Stored
from app.store.documents.delivery import Delivery


class Webhook(Identified):
    """An address that is told of some events. ``event_ids`` None: of all the account's. Its secret is derived from ``id`` and
    ``secret_number`` and kept nowhere. ``failures`` counts those in a row since ``failing_since``; ``rests_until``: nothing is
    sent before. ``counts`` are the matches of each event that it was told last.
    """

    user_id: str
    name: str
    url: str
    kinds: list[HookEvent]
    event_ids: list[int] | None
    secret_number: int = 1
    disabled_at: datetime | None = None
    disabled_because: str = ""
    failures: int = 0
    failing_since: datetime | None = None
    rests_until: datetime | None = None
    counts: dict[str, int] = {}

    class Settings(Stored):
        name = "webhooks"
        indexes: ClassVar = [pymongo.IndexModel("user_id")]


class HookMessage(Delivery):
    """What a webhook is to be told, and what became of it. ``body`` is JSON as it is sent; ``status`` is of the last try."""

    hook_id: str
    kind: HookEvent
    body: str
    status: int | None = None

    class Settings(Stored):
        name = "hook_messages"
        indexes: ClassVar = [
            pymongo.IndexModel([("state", 1), ("due_at", 1)]),
            pymongo.IndexModel([("hook_id", 1), ("created_at", -1)]),
            pymongo.IndexModel("expires_at"),
        ]
