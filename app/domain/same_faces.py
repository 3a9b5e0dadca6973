"""Which face of a picture is which of another one of the same shot: it was edited, cropped, straightened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from app.domain.faces import Box


@dataclass(frozen=True, slots=True)
class Likeness:
    """What makes two faces of one shot the same one. ``alike``: the cosine that will do wherever they are. ``place``: the overlap
    (intersection over union) of boxes where the picture was not cropped, with a cosine of ``not_another``: after a crop another
    person may be where the first one was.
    """

    alike: float = 0.6
    place: float = 0.5
    not_another: float = 0.2


LIKENESS: Final = Likeness()
"""``python -m tests.bench finals`` measures it, and others, on real photos and edits: docs/photos.md has the table."""


def same_faces(
    before: Sequence[Box], after: Sequence[Box], alike: Sequence[Sequence[float]] | None, likeness: Likeness = LIKENESS
) -> dict[int, int]:
    """By the number of a face before, its number after; who was cropped away has none. Each face is taken once.

    ``alike[i][j]`` is the cosine of face ``i`` before and ``j`` after; None where nothing but the boxes is known. Boxes are
    fractions of their pictures.
    """
    pairs: list[tuple[float, float, int, int]] = []
    for number, old in enumerate(before):
        for other, new in enumerate(after):
            overlap = old.overlap(new)
            cosine = alike[number][other] if alike is not None else None
            if _is_same(overlap, cosine, likeness):
                pairs.append((overlap if cosine is None else cosine, overlap, number, other))
    found: dict[int, int] = {}
    for _, _, number, other in sorted(pairs, key=lambda pair: (-pair[0], -pair[1], pair[2], pair[3])):
        if number not in found and other not in found.values():
            found[number] = other
    return found


def _is_same(overlap: float, cosine: float | None, likeness: Likeness) -> bool:
    in_place = overlap >= likeness.place
    if cosine is None:
        return in_place
    return cosine >= likeness.alike or (in_place and cosine >= likeness.not_another)
