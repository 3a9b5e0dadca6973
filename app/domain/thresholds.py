"""From which score a face counts as a match: a function of how many faces were searched, not a constant.

The more faces a search compares with, the higher the best score among strangers: about linear in the logarithm of their
number. Each engine's :class:`Calibration` says where its line lies.
"""

from __future__ import annotations

import math
from enum import StrEnum
from typing import NamedTuple

from app.domain.faces import Calibration

FEWEST_FACES = 100
"""Smaller events are treated as having this many: one photo more must not turn yesterday's matches into strangers."""

LOWEST = 0.05
HIGHEST = 0.95


class Tier(StrEnum):
    """How sure a match is."""

    CERTAIN = "certain"
    MAYBE = "maybe"


class Thresholds(NamedTuple):
    """The least scores (cosine) of the two tiers; ``maybe <= certain``."""

    certain: float
    maybe: float


def thresholds(calibration: Calibration, faces_in_event: int) -> Thresholds:
    """The limits for a search among ``faces_in_event`` faces. Both rise with the number of faces, never fall."""
    decades = math.log10(max(faces_in_event, FEWEST_FACES) / 1000)
    certain = _bounded(calibration.certain_at_1000 + calibration.per_decade * decades)
    return Thresholds(certain, _bounded(certain - calibration.maybe_margin))


def tier(score: float, thresholds: Thresholds, marked: bool, calibration: Calibration) -> Tier | None:
    """The tier of one hit, or None when it is no match. A ``marked`` face (small or blurred) must score more."""
    strict = calibration.strict_margin if marked else 0.0
    if score >= thresholds.certain + strict:
        return Tier.CERTAIN
    if score >= thresholds.maybe + strict:
        return Tier.MAYBE
    return None


def _bounded(value: float) -> float:
    return min(max(value, LOWEST), HIGHEST)
