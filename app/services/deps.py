"""What a use case may reach. Built once per process by the entry point and passed down."""

from __future__ import annotations

from dataclasses import dataclass

from app.ports import (
    Answers,
    BlobStore,
    DeliveryLog,
    EventBus,
    JobQueue,
    KeyStore,
    Presence,
    RateLimiter,
    SelfieBox,
    SnapshotStore,
    Tickets,
    UploadStore,
)
from app.settings import Settings


@dataclass(frozen=True, slots=True)
class Deps:
    """The ports of one process. The database is reached through ``app.store``, which Beanie initialises globally."""

    settings: Settings
    blobs: BlobStore
    uploads: UploadStore
    snapshots: SnapshotStore
    bus: EventBus
    queue: JobQueue
    selfies: SelfieBox
    answers: Answers
    keys: KeyStore
    limiter: RateLimiter
    presence: Presence
    deliveries: DeliveryLog
    tickets: Tickets
