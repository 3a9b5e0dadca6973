"""What a guest agrees to before a selfie is looked at. A change of the words is a new version."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Final

TEXT_VERSION: Final = "2026-11-23"
SCOPE: Final = "find_me_in_event_photos"
TEXT: Final = (
    "My selfie is turned into a face template and used only to find photos of me in this event. The selfie itself is not "
    "kept. The template and the matches are kept encrypted until the search ends, and are erased at once when I delete it."
)


def text_version(added: str = "") -> str:
    """The version of the words that a guest agrees to: ours, and a digest of what the photographer ``added`` to them."""
    return f"{TEXT_VERSION}+{hashlib.sha256(added.encode()).hexdigest()[:12]}" if added else TEXT_VERSION


def is_valid(granted_at: datetime, expires_at: datetime, withdrawn_at: datetime | None, now: datetime) -> bool:
    """May a face still be matched under this consent at ``now``?"""
    return withdrawn_at is None and granted_at <= now < expires_at
