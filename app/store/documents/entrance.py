"""How guests come to an event: share links, and devices at the venue."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

import pymongo

from app.domain.vocabulary import DeviceKind
from app.store.documents.base import Identified, Stored


class ShareLink(Identified):
    """The token of a link is derived from its id (itsdangerous), so nothing here opens it. ``opened`` counts how often.

    ``searches_end_at`` is set when the owner, who revoked it, wanted the searches that it began to end too.
    ``code_digest`` is of the code in its short address, keyed; None for links of before there were any.
    """

    event_id: int
    label: str = ""
    pin_hash: str | None = None
    expires_at: datetime
    revoked_at: datetime | None = None
    searches_end_at: datetime | None = None
    code_digest: str | None = None
    opened: int = 0

    class Settings(Stored):
        name = "share_links"
        indexes: ClassVar = [
            pymongo.IndexModel("event_id"),
            pymongo.IndexModel("searches_end_at"),
            pymongo.IndexModel("code_digest"),
        ]


class Kiosk(Identified):
    """A device at the venue: a kiosk, or a wall (``kind``). The pairing code is kept as a digest and works once.

    Of a wall: ``paused`` stops it at the photo that it shows, and ``link_id`` names the share link whose QR code is on it,
    ``album_id`` the album whose photos alone it shows.
    """

    event_id: int
    name: str
    kind: DeviceKind = "kiosk"
    paused: bool = False
    link_id: str | None = None
    album_id: str | None = None
    code_digest: str | None
    code_expires_at: datetime
    paired_at: datetime | None = None
    last_seen_at: datetime | None = None
    revoked_at: datetime | None = None

    class Settings(Stored):
        name = "kiosks"
        indexes: ClassVar = [
            pymongo.IndexModel("event_id"),
            pymongo.IndexModel("code_digest"),
            pymongo.IndexModel("code_expires_at"),
        ]
