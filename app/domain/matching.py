"""From faces that resemble a person to photos of the person."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from app.domain.evidence import doubt, tiers
from app.domain.vocabulary import Tier


class Candidate(NamedTuple):
    """One face of one photo that is rather the person's than not: ``score`` is a cosine, ``face`` its number in the photo."""

    photo_id: str
    face: int
    score: float
    log_odds: float


class FaceHit(NamedTuple):
    """The face by which a photo shows the person, and how probable that is."""

    photo_id: str
    face: int
    score: float
    tier: Tier
    probability: float


def shown(candidates: Iterable[Candidate]) -> list[FaceHit]:
    """One hit a photo, on the face that is most probably hers, best photo first; what is too doubtful is left out.

    Photos are ordered by score alone. Ties are broken by face and id, so that the order is the same every time.
    """
    best: dict[str, Candidate] = {}
    for candidate in candidates:
        known = best.get(candidate.photo_id)
        if known is None or _strength(candidate) > _strength(known):
            best[candidate.photo_id] = candidate
    doubts = [doubt(candidate.log_odds) for candidate in best.values()]
    hits = [
        FaceHit(candidate.photo_id, candidate.face, candidate.score, tier, 1 - unsure)
        for candidate, unsure, tier in zip(best.values(), doubts, tiers(doubts), strict=True)
        if tier is not None
    ]
    return sorted(hits, key=lambda hit: (-hit.score, hit.photo_id))


def _strength(candidate: Candidate) -> tuple[float, float, int]:
    return candidate.log_odds, candidate.score, -candidate.face
