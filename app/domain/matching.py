"""From faces that resemble a person to photos of the person, and what becomes of those that a guest was told of."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

from app.domain.evidence import doubt, tiers
from app.domain.vocabulary import Tier, Why

STRONG: Final = 3.0
"""Log-odds (20 to 1) against a photo that a guest was told of, before it is taken from her."""


class Candidate(NamedTuple):
    """One face of one photo that is likely the person's: ``score`` is a cosine, ``face`` its number in the photo."""

    photo_id: str
    face: int
    score: float
    log_odds: float
    why: Why = Why.SELFIE


class FaceHit(NamedTuple):
    """The face by which a photo shows the person, and how probable that is."""

    photo_id: str
    face: int
    score: float
    tier: Tier
    probability: float
    why: Why


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
        FaceHit(candidate.photo_id, candidate.face, candidate.score, tier, 1 - unsure, candidate.why)
        for candidate, unsure, tier in zip(best.values(), doubts, tiers(doubts), strict=True)
        if tier is not None
    ]
    return sorted(hits, key=lambda hit: (-hit.score, hit.photo_id))


def _strength(candidate: Candidate) -> tuple[float, float, int]:
    return candidate.log_odds, candidate.score, -candidate.face


def still_shown(told: Tier, now: Tier | None, log_odds: float) -> Tier | None:
    """The tier from now on of a photo that a guest was told of as ``told``, None when it is to leave her photos.

    ``now`` is what a search that begins at this moment would call it (None: it would not show it), with these ``log_odds``. What
    one was told is certain stays so until it is rather somebody else, and only what is surely somebody else goes: an album that
    grows moves every limit a little, and photos must not come and go with it.
    """
    if log_odds < -STRONG:
        return None
    if told is Tier.CERTAIN and log_odds >= 0:
        return Tier.CERTAIN
    return now or Tier.MAYBE
