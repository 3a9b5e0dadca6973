"""Who is in a gallery: from the selfies of one person and all faces of an event to the photos that show her.

No database and no engine: the search workers and ``python server.py evaluate`` call this one function.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

import numpy as np

from app.domain import evidence
from app.domain.evidence import Calibration
from app.domain.matching import Candidate, FaceHit, shown
from app.domain.vocabulary import Tier, Why
from app.ports import GalleryFaces
from workers.index.crowd import Company, company, names_of
from workers.index.growth import Faces, Grown, Word, centred, grown
from workers.index.questions import MOST_COMPARED, questions
from workers.index.template import MOST_REFUSED, Template

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from app.ports import Vectors

FaceOf = tuple[str, int]
"""A photo's id, and the number of a face in it."""


@dataclass(frozen=True, slots=True)
class Answers:
    """What is known besides the selfies: faces that the person says are hers (``confirmed``) and are not (``refused``, the last
    answered first), and photos that nobody may see (``hidden``): they are found, and speak for nobody."""

    confirmed: Sequence[FaceOf] = ()
    refused: Sequence[FaceOf] = ()
    hidden: Collection[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Looked:
    """``hits``, one a photo, best first; ``asks``: the photos whose answer settles most, that first; ``log_odds`` of the best
    face of each photo that was asked after; ``members``: the photos that speak for the person beside the selfies, or were
    asked whether they do."""

    hits: Sequence[FaceHit]
    template: Template
    asks: Sequence[str] = ()
    log_odds: Mapping[str, float] = field(default_factory=dict)
    members: frozenset[str] = frozenset()


_NOTHING_KNOWN: Final = Answers()


def look(
    probes: Vectors,
    gallery: GalleryFaces,
    calibration: Calibration,
    known: Company | None = None,
    *,
    answers: Answers = _NOTHING_KNOWN,
    told: Collection[str] = (),
) -> Looked:
    """The photos of the person on the selfies.

    ``probes`` are the selfies' unit vectors ``(k, dimension)``, of one person. ``known`` is what ``company_of`` says of this
    gallery, where the caller has kept it. ``told`` are photos of which the caller wants to know what is thought of them now.
    """
    here = known or company_of(gallery, calibration)
    present = np.flatnonzero(gallery.photo >= 0)
    if not len(present):
        return Looked([], Template.of_selfies(probes))
    faces = Faces.of(gallery.vectors, present, here.centre, gallery.photo[present], gallery.marked[present])
    number = {photo_id: place for place, photo_id in enumerate(gallery.photo_ids)} if _asks(answers, told) else {}
    word = _word(answers, gallery, present, number)
    found = grown(centred(probes, here.centre), faces, here.crowd, calibration, word)
    likely = np.flatnonzero(found.log_odds >= evidence.LIKELY)
    why = _why(found, word)
    hits = shown(
        Candidate(gallery.photo_ids[gallery.photo[row]], int(gallery.face[row]), float(score), float(log_odds), why(int(place)))
        for place, row, score, log_odds in zip(
            likely, present[likely], found.similarity[likely], found.log_odds[likely], strict=True
        )
    )
    doubtful = [hit for hit in hits if hit.tier is Tier.MAYBE][:MOST_COMPARED]
    at = {(gallery.photo_ids[gallery.photo[present[place]]], int(gallery.face[present[place]])): place for place in likely}
    vectors = faces.at(np.array([at[hit.photo_id, hit.face] for hit in doubtful], dtype=np.intp))
    template = Template(
        probes,
        gallery.vectors[present[word.refused]],
        found.mean.astype(np.float32),
        found.observations,
        len(found.of_alike) + len(found.of_others) > 0,
    )
    if not len(found.members) and not len(word.confirmed):
        template = replace(template, observations=0.0)
    return Looked(
        hits,
        template,
        questions(doubtful, vectors, here.crowd, calibration),
        _log_odds_of(told, number, faces.photos, found.log_odds),
        frozenset(gallery.photo_ids[place] for place in faces.photos[[*found.members, *found.compared, *word.confirmed]]),
    )


def company_of(gallery: GalleryFaces, calibration: Calibration) -> Company:
    """What the faces of this gallery say of the event."""
    present = np.flatnonzero(gallery.photo >= 0)
    return company(gallery.vectors, present, names_of(gallery)[present], calibration)


def direction(vectors: Vectors) -> Vectors:
    """The mean direction of unit vectors ``(n, dimension)`` as a unit vector ``(dimension,)``."""
    mean = vectors.mean(axis=0)
    unit: Vectors = (mean / np.linalg.norm(mean)).astype(np.float32)
    return unit


def _asks(answers: Answers, told: Collection[str]) -> bool:
    return bool(answers.confirmed or answers.refused or answers.hidden or told)


def _word(answers: Answers, gallery: GalleryFaces, present: NDArray[np.intp], number: Mapping[str, int]) -> Word:
    photos, numbers = gallery.photo[present], gallery.face[present]

    def places(told: Sequence[FaceOf]) -> NDArray[np.intp]:
        """Faces of photos that are gone are nowhere."""
        known = [(number[photo_id], face) for photo_id, face in told if photo_id in number]
        out = [np.flatnonzero((photos == photo) & (numbers == face)) for photo, face in known]
        return np.concatenate([np.empty(0, dtype=np.intp), *out])

    hidden = [number[photo_id] for photo_id in answers.hidden if photo_id in number]
    return Word(
        places([face for face in answers.confirmed if face[0] not in answers.hidden]),
        places(answers.refused)[:MOST_REFUSED],
        np.flatnonzero(np.isin(photos, hidden)) if hidden else np.empty(0, dtype=np.intp),
    )


@dataclass(frozen=True, slots=True)
class _Whys:
    by_selfie: NDArray[np.bool_]
    confirmed: frozenset[int]

    def __call__(self, place: int) -> Why:
        if place in self.confirmed:
            return Why.CONFIRMED
        return Why.SELFIE if self.by_selfie[place] else Why.GROWN


def _why(found: Grown, word: Word) -> _Whys:
    return _Whys(found.alone >= 0, frozenset(int(place) for place in word.confirmed))


def _log_odds_of(
    told: Collection[str], number: Mapping[str, int], photos: NDArray[np.int32], log_odds: NDArray[np.float64]
) -> dict[str, float]:
    """Of the best face of each of these photos that is there."""
    if not told:
        return {}
    best = np.full(max(number.values(), default=-1) + 1, -np.inf)
    np.maximum.at(best, photos, log_odds)
    return {photo_id: float(best[number[photo_id]]) for photo_id in told if photo_id in number}
