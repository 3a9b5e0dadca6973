"""What an event's faces say of how alike its people are: the place and the spread of similarities between them.

A sample of the faces, chosen by what they are called and not by when they came, so that every worker finds the same, whichever
way it came by them. Pairs of one person are few among random pairs, and are in their upper part alone: the median and the .1587
quantile do not see them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple
from zlib import crc32

import numpy as np

from app.domain import evidence
from app.domain.evidence import Calibration, Crowd
from app.ports import GalleryFaces

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from app.ports import Vectors

SAMPLE: Final = 4_000
"""Faces; their pairs give the deviation to half a percent."""
_PAIRS: Final = 16_000
"""So many pairs are compared, where there are so many: each face with those one place on, two places on, and so forth. In an
event of up to 179 faces it is each with each, so that it does not matter there what they are called."""
_ONE_PERSON: Final = 4.5
"""Pairs that are more alike than so many deviations of the engine's calibration are left out: they are mostly of one person.
Where two people are most of an event they would be half of all pairs, and nothing in it certain."""
_LOWER: Final = 0.1587  # as far below the median as a deviation is, where the distribution is normal


class Company(NamedTuple):
    """The event's faces: ``centre`` ``(dimension,)``, which is taken from each vector, and their ``crowd``."""

    centre: Vectors
    crowd: Crowd


def company(vectors: Vectors, present: NDArray[np.intp], names: NDArray[np.uint64], calibration: Calibration) -> Company:
    """Of the rows ``present`` of ``vectors`` ``(n, dimension)``, which are called ``names``."""
    faces, prior = len(present), calibration_centre(calibration, vectors.shape[1])
    sample = vectors[present[_first(names)]]
    own = np.float32(evidence.weight_of_event(faces))
    centre: Vectors = prior if not faces else own * sample.mean(axis=0) + (1 - own) * prior
    return Company(centre, evidence.crowd(faces, deviation(sample, centre, calibration.deviation), calibration))


def _first(names: NDArray[np.uint64]) -> NDArray[np.intp]:
    """The places of the ``SAMPLE`` smallest names, in their order; to sort all of 200,000 takes longer than all the rest."""
    places = np.argpartition(names, SAMPLE)[:SAMPLE] if len(names) > SAMPLE else np.arange(len(names))
    return places[np.argsort(names[places], kind="stable")]


def of_nobody(calibration: Calibration, dimension: int) -> Company:
    """An event of which nothing is known yet."""
    return Company(calibration_centre(calibration, dimension), evidence.crowd(0, calibration.deviation, calibration))


def calibration_centre(calibration: Calibration, dimension: int) -> Vectors:
    """The engine's centre ``(dimension,)``; without one it is nowhere."""
    if not calibration.centre:
        return np.zeros(dimension, dtype=np.float32)
    return np.array(calibration.centre, dtype=np.float32)


def deviation(sample: Vectors, centre: Vectors, unknown: float) -> float:
    """Of similarities between faces ``(n, dimension)``, centred, from the median to the .1587 quantile; of one ``unknown``."""
    moved = sample - centre
    moved /= np.maximum(np.linalg.norm(moved, axis=1, keepdims=True), np.float32(1e-6))
    if len(moved) < 2:
        return unknown
    scores = _of_pairs(moved)
    different = scores[scores < _ONE_PERSON * unknown]
    if not len(different):
        return unknown
    middle, lower = np.quantile(different, [0.5, _LOWER])
    return float(middle - lower)


def _of_pairs(moved: Vectors) -> NDArray[np.float32]:
    faces = len(moved)
    if faces * (faces - 1) // 2 <= _PAIRS:
        each: NDArray[np.float32] = (moved @ moved.T)[np.triu_indices(faces, 1)]
        return each
    shifts = range(1, -(-_PAIRS // faces) + 1)
    return np.concatenate([np.einsum("ij,ij->i", moved, np.roll(moved, shift, axis=0)) for shift in shifts])


def names_of(gallery: GalleryFaces) -> NDArray[np.uint64]:
    """A number for each row ``(n,)``, like chance, and for a face everywhere the same (the finaliser of SplitMix64)."""
    photos = np.fromiter((crc32(photo_id.encode()) for photo_id in gallery.photo_ids), np.uint64, len(gallery.photo_ids))
    if not len(photos):
        return np.zeros(len(gallery.photo), dtype=np.uint64)
    mixed = photos[gallery.photo] + (gallery.face.astype(np.uint64) + np.uint64(1)) * np.uint64(0x9E3779B97F4A7C15)
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    names: NDArray[np.uint64] = mixed ^ (mixed >> np.uint64(31))
    return names
