"""The faces of one event in memory: unit vectors, one a row, in FAISS's flat storage, which a search looks at as one array."""

from __future__ import annotations

import json
from array import array
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

import faiss
import numpy as np

from app.ports import GalleryFaces

if TYPE_CHECKING:
    from app.ports import Vectors

_GONE: Final = -1
_COMPACT_FROM: Final = 1_000
_HEAD_BYTES: Final = 256


class FlatIndex:
    """The ``VectorIndex`` port. Not safe for use by two threads at once.

    A removed photo's vectors are overwritten with zeros at once; their rows are given back when a quarter of all is gone.
    """

    def __init__(self, dimension: int) -> None:
        self.dimension = dimension
        self.sequence = 0
        self._index = faiss.IndexFlatIP(dimension)
        self._photos: list[str] = []
        self._number: dict[str, int] = {}
        self._photo_of_row = array("i")
        self._face_of_row = array("H")
        self._marked = bytearray()
        self._dead = 0

    @property
    def faces(self) -> int:
        """How many faces it holds."""
        return int(self._index.ntotal) - self._dead

    @property
    def memory_bytes(self) -> int:
        """About what it occupies: FAISS grows its storage by doubling, a photo's id and number take some 200 bytes."""
        return int(self._index.ntotal) * (self.dimension * 4 * 3 // 2 + 7) + len(self._photos) * 200

    def add(self, photo_id: str, vectors: Vectors, sequence: int, marked: Sequence[bool] = ()) -> None:
        """Apply an entry that adds a photo's faces; adding the same photo again replaces it."""
        if photo_id in self._number:
            self._forget(photo_id)
        if len(vectors):
            number = len(self._photos)
            self._photos.append(photo_id)
            self._number[photo_id] = number
            self._photo_of_row.extend([number] * len(vectors))
            self._face_of_row.extend(range(len(vectors)))
            self._marked += bytes(marked or len(vectors))
            self._index.add(np.ascontiguousarray(vectors, dtype=np.float32))
        self.sequence = sequence

    def remove(self, photo_id: str, sequence: int) -> None:
        """Apply an entry that removes a photo."""
        if photo_id in self._number:
            self._forget(photo_id)
        self.sequence = sequence

    def skip(self, sequence: int) -> None:
        """Apply an entry that has nothing to say any more."""
        self.sequence = sequence

    def gallery(self) -> GalleryFaces:
        """All rows, also those that are gone; the vectors are the index's own."""
        return GalleryFaces(
            self._vectors(),
            np.array(self._photo_of_row, dtype=np.int32),
            np.array(self._face_of_row, dtype=np.uint16),
            np.array(self._marked, dtype=np.bool_),
            self._photos,
        )

    def save(self) -> bytes:
        """A snapshot of everything, to be encrypted by the caller. Takes its own size of memory and no more."""
        self._compact()
        photos = "\n".join(self._photos).encode()
        head = {"sequence": self.sequence, "dimension": self.dimension, "rows": len(self._photo_of_row), "photos": len(photos)}
        line = json.dumps(head).encode().ljust(_HEAD_BYTES - 1) + b"\n"
        parts = (line, self._vectors().data, self._photo_of_row, self._face_of_row, self._marked, photos)
        return b"".join(parts)

    @classmethod
    def load(cls, snapshot: bytes | bytearray, dimension: int) -> FlatIndex:
        """What ``save`` made. Raises ``ValueError`` when the snapshot is not one of this dimension."""
        head = json.loads(snapshot[:_HEAD_BYTES])
        rows = int(head["rows"])
        size = _HEAD_BYTES + rows * (dimension * 4 + 4 + 2 + 1) + int(head["photos"])
        if head["dimension"] != dimension or size != len(snapshot):
            raise ValueError("a snapshot of another shape")
        vectors = np.frombuffer(snapshot, np.float32, rows * dimension, _HEAD_BYTES).reshape(rows, dimension)
        after = _HEAD_BYTES + vectors.nbytes
        index = cls(dimension)
        index._photo_of_row = array("i", snapshot[after : after + rows * 4])
        index._face_of_row = array("H", snapshot[after + rows * 4 : after + rows * 6])
        index._marked = bytearray(snapshot[after + rows * 6 : after + rows * 7])
        index._photos = snapshot[after + rows * 7 :].decode().split("\n") if head["photos"] else []
        index._number = {photo: number for number, photo in enumerate(index._photos)}
        index._index.add(vectors)
        index.sequence = int(head["sequence"])
        return index

    def _vectors(self) -> Vectors:
        """FAISS's own storage as an array: writing to it changes the index, adding faces makes it stale."""
        if self._index.ntotal == 0:
            return np.empty((0, self.dimension), dtype=np.float32)
        flat: Any = faiss.rev_swig_ptr(self._index.get_xb(), self._index.ntotal * self.dimension)
        stored: Vectors = flat.reshape(-1, self.dimension)
        return stored

    def _forget(self, photo_id: str) -> None:
        number = self._number.pop(photo_id)
        numbers = np.frombuffer(self._photo_of_row, dtype=np.int32)
        rows = np.flatnonzero(numbers == number)
        del numbers  # An array whose memory is looked at cannot grow.
        self._vectors()[rows] = 0
        for row in rows:
            self._photo_of_row[row] = _GONE
        self._photos[number] = ""
        self._dead += len(rows)
        if self._dead >= max(_COMPACT_FROM, self._index.ntotal // 4):
            self._compact()

    def _compact(self) -> None:
        if not self._dead:
            return
        old_numbers = np.array(self._photo_of_row, dtype=np.int32)
        kept = np.flatnonzero(old_numbers != _GONE)
        vectors = self._vectors()[kept]
        faces = np.array(self._face_of_row, dtype=np.uint16)[kept]
        marked = np.array(self._marked, dtype=np.uint8)[kept]
        photos = [photo for photo in self._photos if photo]
        renumbered = np.full(len(self._photos) + 1, _GONE, dtype=np.int32)
        renumbered[[self._number[photo] for photo in photos]] = np.arange(len(photos), dtype=np.int32)
        self._photo_of_row = array("i", renumbered[old_numbers[kept]].tobytes())
        self._face_of_row = array("H", faces.tobytes())
        self._marked = bytearray(marked.tobytes())
        self._photos, self._number = photos, {photo: number for number, photo in enumerate(photos)}
        self._index = faiss.IndexFlatIP(self.dimension)
        self._index.add(vectors)
        self._dead = 0
