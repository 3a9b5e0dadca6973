"""Index snapshots on this machine's disk: sealed under the event's key, worth nothing once that is destroyed.

A file is a header line of JSON and the sealed pieces, each behind its length: a gallery may be as large as the memory that
is left. Each piece is sealed in a context that names event, engine, sequence, the id of the log entry with that number, and
the piece's place: a snapshot of another engine, of a log that was restored from a backup, or with pieces exchanged does
not open.
"""

from __future__ import annotations

import hashlib
import json
import secrets
import shutil
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from app import errors
from app.ports import Vault

_PIECE_BYTES: Final = 8 * 1024 * 1024
_LONGEST_HEADER: Final = 1024
_LENGTH: Final = struct.Struct(">I")


@dataclass(frozen=True, slots=True)
class SnapshotHead:
    """What a file says of itself; not to be believed before the pieces have opened."""

    sequence: int
    pieces: int


class SnapshotFolder:
    """``DATA_DIR/index``: one folder an event, one file an engine."""

    def __init__(self, folder: Path, vault: Vault) -> None:
        self._folder = folder
        self._vault = vault

    def head(self, event_id: int, engine_id: str) -> SnapshotHead | None:
        """What the file claims, or None when there is none or it is damaged."""
        try:
            with self._path(event_id, engine_id).open("rb") as file:
                return _head(file.readline(_LONGEST_HEADER))
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def read(self, event_id: int, engine_id: str, head: SnapshotHead, *, entry_id: str, key: bytes | None) -> bytearray:
        """The snapshot. Raises ``errors.Gone``, ``struct.error`` or ``OSError`` when it is not what the arguments say,
        or damaged."""
        context = _context(event_id, engine_id, head.sequence, entry_id)
        with self._path(event_id, engine_id).open("rb") as file:
            if _head(file.readline(_LONGEST_HEADER)) != head:
                raise errors.Gone("the snapshot was replaced meanwhile")
            plain = bytearray()
            for number in range(head.pieces):
                sealed = file.read(_LENGTH.unpack(file.read(_LENGTH.size))[0])
                plain += self._vault.open(key, sealed, f"{context}:{number}/{head.pieces}")
            return plain

    def write(self, event_id: int, engine_id: str, sequence: int, *, entry_id: str, key: bytes | None, snapshot: bytes) -> None:
        """Replace the file in one step; ``entry_id`` is that of the log entry with number ``sequence``.

        Raises ``errors.Gone`` when the key is destroyed.
        """
        context = _context(event_id, engine_id, sequence, entry_id)
        pieces = -(-len(snapshot) // _PIECE_BYTES)
        path = self._path(event_id, engine_id)
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
        try:
            with draft.open("xb") as file:
                file.write(json.dumps({"sequence": sequence, "pieces": pieces}).encode() + b"\n")
                for number in range(pieces):
                    piece = snapshot[number * _PIECE_BYTES : (number + 1) * _PIECE_BYTES]
                    sealed = self._vault.seal(key, piece, f"{context}:{number}/{pieces}")
                    file.write(_LENGTH.pack(len(sealed)))
                    file.write(sealed)
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)

    def forget(self, event_id: int) -> None:
        """Remove all files of an event."""
        shutil.rmtree(self._folder / str(event_id), ignore_errors=True)

    def _path(self, event_id: int, engine_id: str) -> Path:
        return self._folder / str(event_id) / f"{hashlib.sha256(engine_id.encode()).hexdigest()[:32]}.bin"


def _head(line: bytes) -> SnapshotHead:
    claimed = json.loads(line)
    return SnapshotHead(int(claimed["sequence"]), int(claimed["pieces"]))


def _context(event_id: int, engine_id: str, sequence: int, entry_id: str) -> str:
    return f"index:{event_id}:{engine_id}:{sequence}:{entry_id}"
