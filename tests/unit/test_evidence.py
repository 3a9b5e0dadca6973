"""How sure a match is: the model's properties for any engine and any event, and the promise of the tiers by simulation."""

from __future__ import annotations

import math
import random
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.evidence import (
    CERTAIN_WRONG,
    SHOWN_WRONG,
    SOMEBODY_ALIKE,
    Calibration,
    Crowd,
    Line,
    Part,
    but_for,
    crowd,
    dimensions,
    doubt,
    line,
    line_of_one_dimension,
    line_of_selfie,
    of_one_person,
    once_found,
    prior,
    tiers,
    too_many_for_one,
    weight_of_event,
)
from app.domain.vocabulary import Tier
from workers.faces.calibrating import packaged

CALIBRATION = Calibration(centre=(), deviation=0.09, between=0.4, temper=0.5, photos=45)

calibrations = st.builds(
    Calibration,
    centre=st.just(()),
    deviation=st.floats(0.03, 0.3),
    between=st.floats(0.2, 0.8),
    temper=st.floats(0.2, 1),
    photos=st.floats(1, 100),
)
sizes = st.integers(0, 1_000_000)
deviations = st.floats(0.03, 0.3)
counts = st.floats(1, 17)
ORDER = {None: 0, Tier.MAYBE: 1, Tier.CERTAIN: 2}


@given(
    st.builds(line, counts, st.floats(0.2, 1), st.builds(Crowd, sizes, deviations), calibrations),
    st.floats(-1, 1),
    st.floats(-1, 1),
)
def test_a_face_that_is_more_alike_is_never_less_probable(odds: Line, a: float, b: float) -> None:
    assert odds.at(min(a, b)) <= odds.at(max(a, b))


@given(calibrations, sizes, sizes, deviations, st.floats(-1, 1))
def test_among_more_faces_the_same_similarity_says_less(
    calibration: Calibration, a: int, b: int, deviation: float, similarity: float
) -> None:
    few, many = (line(1, 1, Crowd(size, deviation), calibration).at(similarity) for size in sorted((a, b)))
    assert many <= few


@given(calibrations, sizes, st.floats(0.05, 0.2), st.floats(0.05, 0.2))
def test_where_people_are_more_alike_a_face_must_be_more_alike_still(
    calibration: Calibration, size: int, a: float, b: float
) -> None:
    narrow, wide = (line(1, 1, Crowd(size + 50, deviation), calibration) for deviation in sorted((a, b)))
    assert -narrow.offset / narrow.slope <= -wide.offset / wide.slope + 1e-9


@given(calibrations, sizes, st.floats(0.3, 1))
def test_with_more_of_the_person_known_her_next_photo_is_surer(calibration: Calibration, size: int, similarity: float) -> None:
    """A photo that is as like the mean as photos of her are expected to be."""
    at = Crowd(size, 0.1)
    expected = calibration.between
    one, three = line(1, 1, at, calibration), line(3, (1 + 2 * expected) / 3, at, calibration)
    assert three.at(expected) >= one.at(expected)


def test_a_small_event_is_taken_to_be_as_others_are_and_a_large_one_as_it_is() -> None:
    calibration = packaged("fused")
    assert crowd(0, 0.2, calibration).deviation == pytest.approx(calibration.deviation)
    assert crowd(100_000, 0.2, calibration).deviation == pytest.approx(0.2, rel=1e-3)
    assert [crowd(faces, 0.2, calibration).faces for faces in (0, 100_000)] == [0, 100_000]
    assert weight_of_event(0) == 0
    assert 0.3 < weight_of_event(50) < 0.6


@given(calibrations, sizes)
def test_before_a_face_is_looked_at_it_is_at_most_as_likely_hers_as_not(calibration: Calibration, size: int) -> None:
    assert prior(size, calibration) <= 0


@pytest.mark.parametrize(("faces", "one_in"), [(0, 1), (45, 1), (90, 2), (45_000, 1_000)])
def test_of_twice_as_many_faces_as_there_are_photos_of_somebody_every_second_is_hers(faces: int, one_in: int) -> None:
    assert prior(faces, CALIBRATION) == pytest.approx(-math.log(one_in))


def test_the_only_face_of_an_event_is_hers_where_one_photo_shows_a_guest() -> None:
    assert prior(1, replace(CALIBRATION, photos=1)) == 0


@given(st.builds(line, counts, st.floats(0.2, 1), st.builds(Crowd, sizes, deviations), calibrations), st.floats(0.01, 0.99))
def test_a_face_that_lies_where_a_doubt_is_has_that_doubt(odds: Line, unsure: float) -> None:
    assert doubt(odds.at(odds.where(unsure))) == pytest.approx(unsure)


@given(counts, st.floats(0.2, 1), st.builds(Crowd, sizes, deviations), calibrations)
def test_a_selfie_against_many_faces_is_one_comparison_and_not_tempered(
    observations: float, length_squared: float, crowd: Crowd, calibration: Calibration
) -> None:
    plain = line(observations, length_squared, crowd, replace(calibration, temper=1))
    assert line_of_selfie(observations, length_squared, crowd, calibration) == plain


@given(st.floats(-1e6, 1e6))
def test_a_doubt_is_a_probability_and_the_odds_its_logit(log_odds: float) -> None:
    unsure = doubt(log_odds)
    assert 0 <= unsure <= 1
    if abs(log_odds) < 30:
        assert math.log((1 - unsure) / unsure) == pytest.approx(log_odds, abs=1e-3)


@given(st.lists(st.floats(0, 1), max_size=60))
def test_tiers_expect_no_more_wrong_photos_than_they_promise_and_are_the_largest_that_do(doubts: list[float]) -> None:
    found = tiers(doubts)
    certain = [unsure for unsure, tier in zip(doubts, found, strict=True) if tier is Tier.CERTAIN]
    shown = [unsure for unsure, tier in zip(doubts, found, strict=True) if tier is not None]
    assert sum(certain) <= CERTAIN_WRONG + 1e-9
    assert sum(shown) <= SHOWN_WRONG + 1e-9
    left = [unsure for unsure, tier in zip(doubts, found, strict=True) if tier is None]
    if left:  # all that are as doubtful as the surest of them, together, would be too many
        assert sum(shown) + min(left) * left.count(min(left)) > SHOWN_WRONG - 1e-9


@given(st.lists(st.floats(0, 1), max_size=40), st.randoms())
def test_a_surer_photo_never_has_a_lower_tier_and_the_order_of_photos_changes_nothing(
    doubts: list[float], chance: random.Random
) -> None:
    found = tiers(doubts)
    pairs = sorted(zip(doubts, found, strict=True), key=lambda pair: pair[0])
    assert [ORDER[tier] for _, tier in pairs] == sorted((ORDER[tier] for _, tier in pairs), reverse=True)
    mixed = list(range(len(doubts)))
    chance.shuffle(mixed)
    assert tiers([doubts[index] for index in mixed]) == [found[index] for index in mixed]


def test_what_is_expected_to_be_wrong_is_what_turns_out_wrong() -> None:
    """Photos that are wrong as often as is said of them: over many searches both promises are kept, and nearly filled."""
    chance = random.Random(1)
    wrong = {Tier.CERTAIN: 0, Tier.MAYBE: 0}
    searches = 4_000
    for _ in range(searches):
        doubts = [chance.random() ** 3 for _ in range(40)]
        for unsure, tier in zip(doubts, tiers(doubts), strict=True):
            if tier is not None and chance.random() < unsure:
                wrong[tier] += 1
    assert 0.5 * CERTAIN_WRONG < wrong[Tier.CERTAIN] / searches < 1.2 * CERTAIN_WRONG
    assert 0.6 * SHOWN_WRONG < sum(wrong.values()) / searches < 1.1 * SHOWN_WRONG


def test_an_event_without_faces_has_no_photos() -> None:
    assert tiers([]) == []


def test_as_many_as_are_promised_at_most_may_be_expected_to_be_wrong() -> None:
    assert tiers([CERTAIN_WRONG, SHOWN_WRONG]) == [Tier.CERTAIN, None]
    assert tiers([SHOWN_WRONG]) == [Tier.MAYBE]


@given(st.floats(-50, 50), st.lists(st.floats(-50, 50), max_size=4))
def test_somebody_else_it_may_be_only_takes_away(log_odds: float, others: list[float]) -> None:
    less = but_for(log_odds, others)
    assert less <= log_odds + 1e-9
    assert but_for(log_odds, [*others, -700.0]) == pytest.approx(less)
    for more in others:
        assert less <= log_odds - max(more, 0.0) + 1e-9


@given(st.floats(0, 1_000), st.floats(0.01, 1_000))
def test_the_more_photos_are_hers_the_likelier_is_one_more_and_the_less_each_adds(photos: float, more: float) -> None:
    first, second = once_found(photos + more) - once_found(photos), once_found(photos + 2 * more) - once_found(photos + more)
    assert first > second > 0


def test_the_rate_of_her_photos_is_what_those_found_say_of_it() -> None:
    """Guests whose rates are spread as a gamma distribution: of those on so many of one half, on how many of the other."""
    chance = np.random.default_rng(1)
    rates = chance.gamma(5.0, 1.0, size=400_000)
    seen, more = chance.poisson(rates), chance.poisson(rates)
    mean = {count: float(more[seen == count].mean()) for count in (1, 3, 9)}
    for count in (1, 9):
        assert math.log(mean[count] / mean[3]) == pytest.approx(once_found(count) - once_found(3), abs=0.02)
    assert once_found(3) == 0


def test_hers_and_the_others_are_alternatives() -> None:
    """Odds of 8 to 1 that it is hers, and of 3 to 1 that it is the other's: 8 in 12 that it is hers."""
    assert but_for(math.log(8), [math.log(3)]) == pytest.approx(math.log(8 / 4))
    assert but_for(1.5, []) == 1.5


@given(st.floats(1, 30), st.floats(0.2, 1), st.floats(0.05, 0.2), st.floats(-1, 1))
def test_a_line_is_that_of_one_dimension_as_often_as_there_are(
    observations: float, length: float, deviation: float, similarity: float
) -> None:
    here = Crowd(500, deviation)
    plain = line_of_one_dimension(observations, length, CALIBRATION)
    times = CALIBRATION.temper * dimensions(here)
    expected = times * plain.at(similarity) + prior(500, CALIBRATION)
    assert line(observations, length, here, CALIBRATION).at(similarity) == pytest.approx(expected)


parts = st.builds(Part, st.integers(1, 200), st.floats(0.2, 1))


def log_density(variances: tuple[float, float], common: float, squares: tuple[float, float], inner: float) -> float:
    """Of two numbers that are normally distributed about nothing, by the textbook; ``squares`` and their product are given."""
    covariance = np.array([[variances[0], common], [common, variances[1]]])
    measured = np.array([[squares[0], inner], [inner, squares[1]]])
    return float(-(np.trace(np.linalg.inv(covariance) @ measured) + np.log(np.linalg.det(2 * np.pi * covariance))) / 2)


@given(counts, st.floats(0.2, 1), st.floats(-1, 1), calibrations)
def test_a_line_is_how_much_likelier_the_face_and_the_mean_are_if_both_are_hers(
    count: float, length_squared: float, similarity: float, calibration: Calibration
) -> None:
    between = calibration.between
    variances, squares = (between + (1 - between) / count, 1.0), (length_squared, 1.0)
    hers, anybodys = (log_density(variances, common, squares, similarity) for common in (between, 0.0))
    found = line_of_one_dimension(count, length_squared, calibration).at(similarity)
    assert found == pytest.approx(hers - anybodys, rel=1e-6, abs=1e-9)


@given(parts, parts, st.floats(-0.2, 1), deviations, calibrations)
def test_two_parts_are_held_to_be_of_one_person_by_how_much_likelier_that_is_than_two_who_are_half_alike(
    one: Part, other: Part, inner: float, deviation: float, calibration: Calibration
) -> None:
    between, rest = calibration.between, 1 - calibration.between
    first, second = (between + rest / 6 + rest * 5 / 6 / part.faces for part in (one, other))
    squares = one.length_squared, other.length_squared
    same, alike = (log_density((first, second), common, squares, inner) for common in (between, between / 2))
    there = Crowd(1_000, deviation)
    assert of_one_person(one, other, inner, there, calibration) == pytest.approx(
        dimensions(there) * (same - alike), rel=1e-6, abs=1e-6
    )


@given(parts, parts, st.tuples(st.floats(-0.2, 1), st.floats(-0.2, 1)), deviations, calibrations)
def test_whether_two_parts_are_of_one_person_is_the_same_from_both_sides_and_surer_the_more_alike(
    one: Part, other: Part, inner: tuple[float, float], deviation: float, calibration: Calibration
) -> None:
    there = Crowd(1_000, deviation)
    less, more = (of_one_person(one, other, each, there, calibration) for each in sorted(inner))
    assert less <= more + 1e-9
    assert of_one_person(other, one, max(inner), there, calibration) == pytest.approx(more)


@pytest.mark.parametrize("faces", [2, 6, 30])
def test_two_parts_are_told_to_be_of_one_person_or_of_two_and_the_surer_the_more_faces_there_are(faces: int) -> None:
    """Made-up means, drawn as the model says: persons with .4, a part's own look with .1, each photo's rest with .5."""
    chance = random.Random(faces)
    there, dimension = Crowd(1_000, 0.09), round(dimensions(Crowd(1_000, 0.09)))

    def draw(variance: float) -> list[float]:
        return [chance.gauss(0, math.sqrt(variance / dimension)) for _ in range(dimension)]

    def odds(common: float) -> float:
        both = draw(0.4 * common)
        one, other = (
            [sum(each) for each in zip(both, draw(0.4 * (1 - common)), draw(0.1 + 0.5 / faces), strict=True)] for _ in range(2)
        )
        first, second = (Part(faces, sum(part * part for part in mean)) for mean in (one, other))
        inner = sum(part * its for part, its in zip(one, other, strict=True))
        return of_one_person(first, second, inner, there, CALIBRATION)

    same, alike = [odds(1.0) for _ in range(400)], [odds(0.5) for _ in range(400)]
    wrong = (sum(each < 0 for each in same) + sum(each > 0 for each in alike)) / 800
    assert wrong < {2: 0.2, 6: 0.09, 30: 0.05}[faces]
    assert sum(same) > 0 > sum(alike)


@given(st.floats(-50, 50), st.floats(0, 20), st.integers(0, 200), st.integers(0, 50))
def test_what_is_too_many_to_be_shown_stays_so_with_more_photos_and_where_two_people_are_likelier(
    log_odds: float, less: float, photos: int, more: int
) -> None:
    if too_many_for_one(log_odds, photos):
        assert too_many_for_one(log_odds - less, photos + more)


@pytest.mark.parametrize("photos", [1, 4, 50])
def test_as_many_photos_are_shown_as_may_be_wrong_together(photos: int) -> None:
    """Where somebody is alike in ``SOMEBODY_ALIKE`` of searches, the expected number of them is ``SHOWN_WRONG`` at the limit."""
    there = math.log(1 / SOMEBODY_ALIKE - 1)
    limit = math.log(photos / SHOWN_WRONG - 1) - there if photos > SHOWN_WRONG else -there
    assert too_many_for_one(limit - 1e-6, photos)
    assert not too_many_for_one(limit + 1e-6, photos)
