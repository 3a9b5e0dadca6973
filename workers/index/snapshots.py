"""Index snapshots: sealed under the event's key, worth nothing once that is destroyed.

A snapshot is a header line of JSON and the sealed pieces, each behind its length: a gallery may be as large as the memory that
is left. Each piece is sealed in a context that names event, engine, sequence, the id of the log entry with that number, and
the piece's place: a snapshot of another engine, of a log that was restored from a backup, or with pieces exchanged does
not open.
"""

from __future__ import annotations

import json
import struct
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Final

from anyio import to_thread

from app.errors import SealBroken
from app.ports import Cipher, SnapshotStore

_PIECE_BYTES: Final = 8 * 1024 * 1024
_LONGEST_HEADER: Final = 1024
_LONGEST_PIECE: Final = 2 * _PIECE_BYTES  # a seal adds some bytes; more is a length that is damaged
_LENGTH: Final = struct.Struct(">I")

EntryAt = Callable[[int], Awaitable[str | None]]
"""The id of the log entry with that number, or None where the log has none."""


class SealedSnapshots:
    """The snapshots of one engine's galleries in a store that need not be trusted."""

    def __init__(self, store: SnapshotStore, engine_id: str) -> None:
        self._store = store
        self._engine_id = engine_id

    async def read(self, event_id: int, cipher: Cipher, entry_at: EntryAt) -> tuple[str, bytearray]:
        """The id of the entry that the snapshot reaches to, and the snapshot.

        Raises ``NotFound``, ``Unavailable``, and ``SealBroken`` or ``ValueError`` when it is damaged, or of another log than
        the one that ``entry_at`` looks into.
        """
        reader = _Reader(self._store.read(event_id, self._engine_id))
        sequence, pieces = _header(await reader.line())
        entry_id = await entry_at(sequence)
        if entry_id is None:
            raise SealBroken("the snapshot goes beyond the log")
        context = _context(event_id, self._engine_id, sequence, entry_id)
        plain = bytearray()
        for number in range(pieces):
            (length,) = _LENGTH.unpack(await reader.exactly(_LENGTH.size))
            if length > _LONGEST_PIECE:
                raise ValueError("no piece is so long")
            sealed = await reader.exactly(length)
            plain += await to_thread.run_sync(cipher.open, sealed, f"{context}:{number}/{pieces}")
        return entry_id, plain

    async def write(self, event_id: int, sequence: int, entry_id: str, cipher: Cipher, snapshot: bytes) -> None:
        """Replace the event's snapshot; ``entry_id`` is that of the log entry with number ``sequence``."""
        context = _context(event_id, self._engine_id, sequence, entry_id)
        await self._store.write(event_id, self._engine_id, _sealed(context, sequence, cipher, snapshot))

    async def forget(self, event_id: int) -> None:
        """Remove all snapshots of the event, also other engines'."""
        await self._store.forget(event_id)


async def _sealed(context: str, sequence: int, cipher: Cipher, snapshot: bytes) -> AsyncIterator[bytes]:
    pieces = -(-len(snapshot) // _PIECE_BYTES)
    yield json.dumps({"sequence": sequence, "pieces": pieces}).encode() + b"\n"
    for number in range(pieces):
        piece = snapshot[number * _PIECE_BYTES : (number + 1) * _PIECE_BYTES]
        sealed = await to_thread.run_sync(cipher.seal, piece, f"{context}:{number}/{pieces}")
        yield _LENGTH.pack(len(sealed)) + sealed


class _Reader:
    """Takes a stream apart. What ends too early raises ``ValueError``."""

    def __init__(self, chunks: AsyncIterator[bytes]) -> None:
        self._chunks = chunks
        self._held = bytearray()

    async def line(self) -> bytes:
        while b"\n" not in self._held[:_LONGEST_HEADER]:
            if len(self._held) >= _LONGEST_HEADER:
                raise ValueError("no header")
            await self._more()
        return await self.exactly(self._held.index(b"\n") + 1)

    async def exactly(self, size: int) -> bytes:
        while len(self._held) < size:
            await self._more()
        taken = bytes(self._held[:size])
        del self._held[:size]
        return taken

    async def _more(self) -> None:
        try:
            self._held += await anext(self._chunks)
        except StopAsyncIteration:
            raise ValueError("cut off") from None


def _header(line: bytes) -> tuple[int, int]:
    """Sequence and number of pieces, as claimed: not to be believed before the pieces have opened."""
    claimed = json.loads(line)
    try:
        return int(claimed["sequence"]), int(claimed["pieces"])
    except (KeyError, TypeError) as error:
        raise ValueError("no header") from error


def _context(event_id: int, engine_id: str, sequence: int, entry_id: str) -> str:
    return f"index:{event_id}:{engine_id}:{sequence}:{entry_id}"
