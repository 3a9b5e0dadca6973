"""What a guest agrees to before a selfie is looked at. A change of the words is a new version."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Final

TEXT_VERSION: Final = "2026-11-30"
SCOPE: Final = "find_me_in_event_photos"
TEXT: Final = (
    "My selfie is turned into a face template and used only to find photos of me in this event. The selfie itself is not "
    "kept. The template, and where my face is on the photos that were found, are kept encrypted under a key of my search; which "
    "photos were found is kept readable. The key and all of this are erased when the search ends, and at once when I delete it. "
    "That I agreed, and when, stays on record for some years without face data."
)


def text_version(added: str = "") -> str:
    """The version of the words that a guest agrees to: ours, and a digest of what the photographer ``added`` to them."""
    return f"{TEXT_VERSION}+{hashlib.sha256(added.encode()).hexdigest()[:12]}" if added else TEXT_VERSION


def is_valid(granted_at: datetime, expires_at: datetime, withdrawn_at: datetime | None, now: datetime) -> bool:
    """May a face still be matched under this consent at ``now``?"""
    return withdrawn_at is None and granted_at <= now < expires_at
