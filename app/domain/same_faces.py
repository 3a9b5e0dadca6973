"""Which face of a picture is which of another one of the same shot: it was edited, cropped, straightened."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from app.domain.faces import Box

SAME_FACE: Final = 0.6
"""Cosine from which two faces of one shot are the same one, wherever they are: other people at one event hardly reach it."""
SAME_PLACE: Final = 0.5
"""Overlap (intersection over union) of boxes that are of the same face where the picture was not cropped."""
NOT_ANOTHER: Final = 0.3
"""Cosine that faces in the same place must have: after a crop another person may be where the first one was."""


def same_faces(before: Sequence[Box], after: Sequence[Box], alike: Sequence[Sequence[float]] | None) -> dict[int, int]:
    """By the number of a face before, its number after; who was cropped away has none. Each face is taken once.

    ``alike[i][j]`` is the cosine of face ``i`` before and ``j`` after; None where nothing but the boxes is known. Boxes are
    fractions of their pictures.
    """
    pairs: list[tuple[float, float, int, int]] = []
    for number, old in enumerate(before):
        for other, new in enumerate(after):
            overlap = old.overlap(new)
            cosine = alike[number][other] if alike is not None else None
            if _is_same(overlap, cosine):
                pairs.append((overlap if cosine is None else cosine, overlap, number, other))
    found: dict[int, int] = {}
    for _, _, number, other in sorted(pairs, key=lambda pair: (-pair[0], -pair[1], pair[2], pair[3])):
        if number not in found and other not in found.values():
            found[number] = other
    return found


def _is_same(overlap: float, cosine: float | None) -> bool:
    if cosine is None:
        return overlap >= SAME_PLACE
    return cosine >= SAME_FACE or (overlap >= SAME_PLACE and cosine >= NOT_ANOTHER)
