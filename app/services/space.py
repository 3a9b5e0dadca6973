"""Room on the disk. The last ``MIN_FREE_BYTES`` belong to the database: whoever would take of them is told so before a byte is
written, and workers, whose previews take room too, wait. All goes on by itself when there is room."""

from __future__ import annotations

from typing import Final

from app.errors import InsufficientStorage
from app.services.deps import Deps

RETRY_AFTER_S: Final = 30


async def free(deps: Deps) -> int | None:
    """Bytes that there is room for where photos are kept and where uploads wait, whichever is less; None if nobody can say."""
    known = [room for room in (await deps.uploads.free(), await deps.blobs.free()) if room is not None]
    return min(known, default=None)


async def is_short(deps: Deps) -> bool:
    """Is only the reserve left?"""
    room = await free(deps)
    return room is not None and room < deps.settings.min_free_bytes


async def need(deps: Deps, size: int = 0) -> None:
    """Raise ``InsufficientStorage`` unless ``size`` bytes more leave the reserve alone."""
    room = await free(deps)
    if room is not None and room - size < deps.settings.min_free_bytes:
        raise InsufficientStorage("There is no room for this right now; it goes on once there is.", retry_after_s=RETRY_AFTER_S)
