"""What all upload stores agree on: which names they take, and how a note is written down."""

from __future__ import annotations

import json
from uuid import UUID

from app.domain.vocabulary import Source
from app.errors import NotFound
from app.ports import UploadNote


def note_from(data: bytes) -> UploadNote | None:
    """None for a note that cannot be read: a power cut may have left it empty."""
    try:
        said = json.loads(data)
        note = UploadNote(**said | {"source": Source(said.get("source", Source.BROWSER))})
    except (AttributeError, ValueError, TypeError):
        return None
    return note if isinstance(note.length, int) and isinstance(note.event_id, int) else None


def checked_owner(owner_id: str) -> str:
    """The account's id as the name of a folder. Raises ``NotFound`` for what cannot be one."""
    if not (owner_id.isascii() and owner_id.isalnum()):
        raise NotFound
    return owner_id


def checked_id(upload_id: str) -> str:
    """The id as the name of a file: nothing but a UUID will do. Raises ``NotFound``."""
    try:
        return str(UUID(upload_id))
    except ValueError:
        raise NotFound from None
