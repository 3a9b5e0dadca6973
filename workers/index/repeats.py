"""Faces that say again what others have said: frames of a burst, copies of a picture.

Photos of one person are taken to vary independently about her. Those that are nearly the same show one look, and would make
whoever is on them seem to be known by many. So they count as one together, each by as much as no other has said it: the weights
of sequences in an alignment (Morcos et al., "Direct-coupling analysis of residue coevolution", PNAS 2011), with a slope instead
of a step, so that an album that grows moves them a little at a time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from app.domain import evidence

if TYPE_CHECKING:
    from numpy.typing import NDArray


def repeated(similarities: NDArray[np.float64]) -> NDArray[np.float64]:
    """The share of what one face says of a person that another says too, from 0 to 1, by how similar both are."""
    share: NDArray[np.float64] = (similarities - evidence.LIKE_NEW) / (evidence.REPEATED - evidence.LIKE_NEW)
    return np.clip(share, 0.0, 1.0)


def among(vectors: NDArray[np.float64]) -> NDArray[np.float64]:
    """``repeated`` of each of ``vectors`` ``(n, dimension)`` with each; of a face with itself it is 1."""
    shares = repeated(vectors @ vectors.T)
    np.fill_diagonal(shares, 1.0)
    return shares


def weights(vectors: NDArray[np.float64]) -> NDArray[np.float64]:
    """``(n,)`` what each counts: those that are nearly the same count one together."""
    each: NDArray[np.float64] = 1.0 / among(vectors).sum(axis=1)
    return each


def new_next_to(vectors: NDArray[np.float64], known: NDArray[np.float64]) -> NDArray[np.float64]:
    """``(n,)`` what each of ``vectors`` says that none of ``known`` ``(k, dimension)`` says, from 0 to 1."""
    new: NDArray[np.float64] = 1.0 - repeated(vectors @ known.T).max(axis=1, initial=0.0)
    return new


def new_in_turn(shares: NDArray[np.float64]) -> NDArray[np.float64]:
    """``(n,)`` what each face says that none before it says, by the ``shares`` ``(n, n)`` among them."""
    new: NDArray[np.float64] = 1.0 - np.tril(shares, -1).max(axis=1, initial=0.0)
    return new
