"""Which photo to ask a guest about first: the one whose answer settles most others."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import numpy as np

from app.domain import evidence
from app.domain.evidence import Calibration, Crowd
from app.domain.matching import FaceHit

if TYPE_CHECKING:
    from numpy.typing import NDArray

MOST_ASKED: Final = 3
"""Questions in sight at a time."""
MOST_COMPARED: Final = 300
"""Doubtful photos, the surest: each is compared with each."""


def questions(doubtful: Sequence[FaceHit], vectors: NDArray[np.float64], crowd: Crowd, calibration: Calibration) -> list[str]:
    """Photos to ask about, the one whose answer says most of the others first.

    ``vectors`` ``(len(doubtful), dimension)`` are of the faces, centred. Two are taken for one person when they rather are than
    not. The photo that is like most others stands for them; what it stands for is not asked about again. Of equals the one whose
    answer is most doubtful comes first.
    """
    line = evidence.line(1, 1, crowd, calibration)
    alike = line.offset + line.slope * (vectors @ vectors.T) >= 0
    np.fill_diagonal(alike, True)
    asked: list[str] = []
    left = np.ones(len(doubtful), dtype=np.bool_)
    while left.any() and len(asked) < MOST_ASKED:
        settled = (alike & left).sum(axis=1)
        best = max(map(int, np.flatnonzero(left)), key=lambda row: (settled[row], -abs(doubtful[row].probability - 0.5), -row))
        asked.append(doubtful[best].photo_id)
        left &= ~alike[best]
    return asked
