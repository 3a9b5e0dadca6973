"""From faces that resemble a person to photos of the person."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from app.domain.faces import Calibration
from app.domain.quality import Verdict
from app.domain.thresholds import Thresholds, Tier, tier


class FaceHit(NamedTuple):
    """One face of one photo that resembles the person: ``score`` is a cosine, ``face`` its number in the photo."""

    photo_id: str
    face: int
    score: float
    tier: Tier


def judged(
    photo_id: str, face: int, score: float, *, verdict: str, limits: Thresholds, calibration: Calibration
) -> FaceHit | None:
    """The hit that a face with this ``score`` is, or None: a face that is not ``good`` must resemble more."""
    found = tier(score, limits, verdict != Verdict.GOOD, calibration)
    return FaceHit(photo_id, face, score, found) if found else None


def best_per_photo(hits: Iterable[FaceHit]) -> list[FaceHit]:
    """One hit a photo, on its best face, best photo first.

    Within a photo a certain face wins over a better scored but marked one; photos are ordered by score alone. Ties
    are broken by id, so that the order is the same every time.
    """
    best: dict[str, FaceHit] = {}
    for hit in hits:
        known = best.get(hit.photo_id)
        if known is None or _strength(hit) > _strength(known):
            best[hit.photo_id] = hit
    return sorted(best.values(), key=lambda hit: (-hit.score, hit.photo_id))


def _strength(hit: FaceHit) -> tuple[bool, float, int]:
    return hit.tier is Tier.CERTAIN, hit.score, -hit.face
