"""Index snapshots as blobs: ``EVENT/ENGINE.bin`` below a prefix of an object store, or in a folder of this machine."""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator

from app.adapters.object_blobs import ObjectBlobs


class ObjectSnapshots:
    """Implements ``ports.SnapshotStore``."""

    def __init__(self, blobs: ObjectBlobs, prefix: str = "") -> None:
        """``prefix`` ends with ``/`` where there is one."""
        self._blobs = blobs
        self._prefix = prefix

    async def write(self, event_id: int, engine_id: str, pieces: AsyncIterator[bytes]) -> None:
        """Replace the snapshot in one step."""
        await self._blobs.put(self._key(event_id, engine_id), pieces)

    def read(self, event_id: int, engine_id: str) -> AsyncIterator[bytes]:
        """In chunks that need not be the pieces that were written."""
        return self._blobs.stream(self._key(event_id, engine_id))

    async def forget(self, event_id: int) -> None:
        """Also what an interrupted write left in a folder."""
        await self._blobs.delete_prefix(f"{self._prefix}{event_id}/")

    def _key(self, event_id: int, engine_id: str) -> str:
        return f"{self._prefix}{event_id}/{hashlib.sha256(engine_id.encode()).hexdigest()[:32]}.bin"
