"""The threshold policy for any calibration and any number of faces."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.faces import Calibration
from app.domain.thresholds import FEWEST_FACES, Thresholds, Tier, thresholds, tier

calibrations = st.builds(
    Calibration,
    certain_at_1000=st.floats(0.2, 0.8),
    per_decade=st.floats(0, 0.1),
    maybe_margin=st.floats(0, 0.2),
    strict_margin=st.floats(0, 0.1),
)
counts = st.integers(0, 10_000_000)
scores = st.floats(-1, 1)
ORDER = {None: 0, Tier.MAYBE: 1, Tier.CERTAIN: 2}


@given(calibrations, counts, counts)
def test_more_faces_never_lower_a_threshold(calibration: Calibration, a: int, b: int) -> None:
    few, many = (thresholds(calibration, count) for count in sorted((a, b)))
    assert few.certain <= many.certain
    assert few.maybe <= many.maybe


@given(calibrations, counts)
def test_maybe_never_asks_for_more_than_certain(calibration: Calibration, count: int) -> None:
    limits = thresholds(calibration, count)
    assert 0 < limits.maybe <= limits.certain < 1


@given(calibrations, counts, scores, scores, st.booleans())
def test_a_higher_score_never_gets_a_lower_tier(calibration: Calibration, count: int, a: float, b: float, marked: bool) -> None:
    limits = thresholds(calibration, count)
    low, high = (tier(score, limits, marked, calibration) for score in sorted((a, b)))
    assert ORDER[low] <= ORDER[high]


@given(calibrations, counts, scores)
def test_a_marked_face_never_gets_a_higher_tier(calibration: Calibration, count: int, score: float) -> None:
    limits = thresholds(calibration, count)
    assert ORDER[tier(score, limits, True, calibration)] <= ORDER[tier(score, limits, False, calibration)]


def test_a_threshold_moves_by_the_calibrated_step_for_ten_times_the_faces() -> None:
    calibration = Calibration(certain_at_1000=0.43, per_decade=0.045, maybe_margin=0.07, strict_margin=0.02)
    assert thresholds(calibration, 1000) == pytest.approx((0.43, 0.36))
    assert thresholds(calibration, 10_000) == pytest.approx((0.475, 0.405))


def test_the_first_photos_of_an_event_do_not_move_the_threshold() -> None:
    calibration = Calibration(certain_at_1000=0.43, per_decade=0.045, maybe_margin=0.07, strict_margin=0.02)
    assert len({thresholds(calibration, count) for count in (0, 1, 20, FEWEST_FACES)}) == 1


@pytest.mark.parametrize(
    ("score", "marked", "expected"),
    [
        (0.50, False, Tier.CERTAIN),
        (0.50, True, Tier.MAYBE),
        (0.55, True, Tier.CERTAIN),
        (0.40, False, Tier.MAYBE),
        (0.40, True, None),
        (0.39, False, None),
        (float("nan"), False, None),
    ],
)
def test_the_limits_themselves_count_as_reached(score: float, marked: bool, expected: Tier | None) -> None:
    calibration = Calibration(certain_at_1000=0.5, per_decade=0.05, maybe_margin=0.1, strict_margin=0.05)
    assert tier(score, Thresholds(certain=0.50, maybe=0.40), marked, calibration) == expected
