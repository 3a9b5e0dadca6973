"""The faces of one file of a shot, to be found again among those of another one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from app import errors
from app.domain.faces import Box
from app.domain.same_faces import same_faces
from app.services.deps import Deps
from app.services.keys import event_key
from app.services.sightings import Sight
from app.store import faces as face_log
from app.store.documents import Event, FaceEntry
from workers.faces.found import FoundFaces

if TYPE_CHECKING:
    from app.ports import Vectors


class FileFaces:
    """The faces of one file; ``vectors`` is ``(len(boxes), dimension)``, or None."""

    def __init__(self, boxes: Sequence[Box], vectors: Vectors | None) -> None:
        self.boxes = boxes
        self.vectors = vectors

    @classmethod
    def found(cls, found: FoundFaces, dimension: int) -> FileFaces:
        """Those that were just found in it."""
        return cls(_boxes(found), np.frombuffer(found.vectors, dtype=np.float32).reshape(-1, dimension))

    @classmethod
    async def kept(cls, deps: Deps, event: Event, entry: FaceEntry, dimension: int) -> FileFaces:
        """Those that the event keeps of it: their places alone where it keeps no vectors, or they do not open."""
        if entry.vectors is None:
            return cls(_boxes(entry), None)
        cipher = await deps.keys.cipher(event_key(event))
        try:
            plain = cipher.open(entry.vectors, face_log.vectors_context(entry.photo_id, entry.engine_id))
        except errors.SealBroken:
            return cls(_boxes(entry), None)
        return cls(_boxes(entry), np.frombuffer(plain, dtype=np.float32).reshape(-1, dimension))

    def number_of(self, sight: Sight) -> int | None:
        """Which of them was seen; None where it is none of them."""
        number = sight.face
        return number if number < len(self.boxes) and self.boxes[number] == Box(*sight.face_box) else None

    def numbers_in(self, after: FileFaces) -> dict[int, int]:
        """By the number of a face, which it is among ``after``."""
        alike = None
        if self.vectors is not None and after.vectors is not None:
            alike = (self.vectors @ after.vectors.T).tolist()
        return same_faces(self.boxes, after.boxes, alike)

    def place_of(self, sight: Sight) -> int | None:
        """Which of them is where a face was seen of which nothing else is known."""
        return same_faces([Box(*sight.face_box)], self.boxes, None).get(0)


def _boxes(of: FoundFaces | FaceEntry) -> list[Box]:
    return [Box(*face.box) for face in of.faces]
