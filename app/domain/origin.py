"""Where a photo comes from, as every way in says it of a file."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.vocabulary import Source


@dataclass(frozen=True, slots=True)
class Origin:
    """The way in, and the account that answers for it. ``name`` and ``sender_id`` are of the camera, where it is one. ``final``:
    it is to replace the photo that it was made of. ``giver_id`` and ``giver_name`` are of a guest who gives it."""

    source: Source
    account_id: str | None
    name: str | None = None
    sender_id: str | None = None
    final: bool = False
    giver_id: str | None = None
    giver_name: str = ""
