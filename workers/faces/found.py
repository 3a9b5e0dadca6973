"""What an engine found in one photo."""

from __future__ import annotations

from dataclasses import dataclass

from app.store.documents import StoredFace


@dataclass(frozen=True, slots=True)
class FoundFaces:
    """The faces of one photo: boxes as fractions of it, and row ``i`` of the float32 ``vectors`` for face ``i``."""

    faces: list[StoredFace]
    vectors: bytes
