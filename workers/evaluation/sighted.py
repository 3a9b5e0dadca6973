"""What the product sees in one file: its faces as a photo of an event, and whose face it shows as a selfie."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from app.domain.quality import Verdict
from app.errors import ImageError
from app.ports import FaceEngine, Selfie
from app.settings import Settings
from workers.faces.finder import LONG_SIDE, FaceFinder, limits_of
from workers.images.reading import LoadedPhoto, read_photo
from workers.selfies import SelfieRefused, face_meant, selfie_limits, selfie_vector

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from app.ports import Vectors

_SAME_PIXELS = 4_000_000
"""A photo that is decoded whole and has no more pixels than this is read in the same way, and never refused, as a selfie."""

NOT_ASKED = "not asked"


@dataclass(frozen=True, slots=True, eq=False)
class Sighted:
    """``vectors`` ``(n, dimension)`` and ``marked`` ``(n,)`` are those of the photo's faces; ``unreadable`` says why it is none.

    ``selfie`` is the unit vector ``(dimension,)`` of the person whose selfie it is, or None; ``refused`` says why then.
    """

    vectors: Vectors
    marked: NDArray[np.bool_]
    unreadable: str = ""
    selfie: Vectors | None = None
    refused: str = ""


def sight(engine: FaceEngine, data: bytes, settings: Settings, *, as_selfie: bool) -> Sighted:
    """What the workers would see in a file; ``refused`` is ``NOT_ASKED`` where it need not be looked at as a selfie."""
    finder = FaceFinder(engine, settings.max_faces_per_photo)
    try:
        loaded = read_photo(data, limits_of(settings), LONG_SIDE)
        measured = finder.detect(loaded)
        found = finder.embed(loaded, measured)
    except ImageError as error:
        nothing = np.zeros((0, engine.dimension), dtype=np.float32)
        return Sighted(nothing, np.zeros(0, dtype=np.bool_), unreadable=error.code, refused="unreadable")
    vectors = np.frombuffer(found.vectors, dtype=np.float32).reshape(-1, engine.dimension)
    marked = np.array([face.verdict != Verdict.GOOD for face in found.faces], dtype=np.bool_)
    selfie, refused = None, NOT_ASKED
    try:
        if _is_the_same_selfie(loaded, data, settings):
            height, width = loaded.image.shape[:2]
            selfie, refused = vectors[face_meant(measured, (width, height))], ""
        elif as_selfie:
            selfie, refused = selfie_vector(engine, Selfie(data), selfie_limits(settings)), ""
    except SelfieRefused as problem:
        refused = problem.reason.value
    return Sighted(vectors, marked, selfie=selfie, refused=refused)


def _is_the_same_selfie(loaded: LoadedPhoto, data: bytes, settings: Settings) -> bool:
    """Then its faces need not be found and embedded a second time."""
    limits = selfie_limits(settings)
    small = loaded.width * loaded.height <= min(_SAME_PIXELS, limits.max_pixels) and len(data) <= limits.max_bytes
    return loaded.scale == 1 and small
