"""By how much two clocks differ, on simulated evenings: two photographers, guests in groups, a couple that is everywhere."""

from __future__ import annotations

import random
from collections import defaultdict

import pytest

from app.domain.clock_difference import Difference, Sighting, difference

GUESTS, GROUPS = 60, 10
EVENING_S = 4 * 3600
SEVEN_MINUTES = 7 * 60


def photos(chance: random.Random, programme: list[int], together: float) -> list[tuple[float, set[int]]]:
    """One photographer's: when, and who is recognised. For ``together`` of the time where the programme is, else at a table."""
    taken: list[tuple[float, set[int]]] = []
    at, group, leaves_at = 0.0, 0, 0.0
    while at < EVENING_S:
        if at >= leaves_at:
            leaves_at = at + chance.uniform(60, 240)
            group = programme[int(at // 180)] if chance.random() < together else chance.randrange(GROUPS)
        people = {guest for guest in range(2, GUESTS) if guest % GROUPS == group and chance.random() < 0.4}
        people |= {0, 1} if chance.random() < 0.25 else set()  # the couple
        people |= {chance.randrange(GUESTS)} if chance.random() < 0.05 else set()  # taken for somebody else
        taken.append((at, people))
        at += chance.expovariate(1 / 40)
    return taken


def evening(seed: int, wrong_s: float, together: float) -> Difference | None:
    """What is made of an evening on which the second camera's clock showed ``wrong_s`` too much."""
    chance = random.Random(seed)
    programme = [chance.randrange(GROUPS) for _ in range(EVENING_S // 180 + 2)]
    first, second = photos(chance, programme, together), photos(chance, programme, together)
    seen: defaultdict[int, list[float]] = defaultdict(list)
    for at, people in second:
        for person in people:
            seen[person].append(at + wrong_s)
    return difference(Sighting(at, seen[person]) for at, people in first for person in people)


def test_a_clock_that_is_wrong_is_found_on_most_evenings_and_no_other_difference_is_taken_for_it() -> None:
    found = [evening(seed, SEVEN_MINUTES, together=0.7) for seed in range(6)]
    sure = [one.seconds for one in found if one and one.is_sure]
    assert len(sure) == 4
    assert all(abs(seconds + SEVEN_MINUTES) <= 60 for seconds in sure)


@pytest.mark.parametrize("wrong_s", [-3600, 1_400_000_000])
def test_it_does_not_matter_how_wrong_a_clock_is(wrong_s: int) -> None:
    found = evening(4, wrong_s, together=0.7)
    assert found is not None
    assert found.is_sure
    assert abs(found.seconds + wrong_s) <= 60


def test_two_who_never_are_at_the_same_place_are_told_apart_from_two_clocks() -> None:
    sure = [seed for seed in range(8) if (found := evening(seed, SEVEN_MINUTES, together=0.0)) and found.is_sure]
    assert sure == []


def test_cameras_that_saw_nobody_in_common_say_nothing() -> None:
    assert difference([]) is None
    assert difference([Sighting(10.0, [])]) is None


def test_a_burst_and_a_whole_table_are_one_moment() -> None:
    burst = [Sighting(100.0 + frame / 5, [40.0]) for frame in range(50)]
    table = [Sighting(100.0, [40.0]) for _ in range(8)]
    for seen in (burst, table):
        found = difference(seen)
        assert found is not None
        assert (found.moments, found.is_sure) == (1.0, False)


def test_a_few_moments_of_people_who_are_seen_once_each_are_enough_when_they_agree() -> None:
    agreeing = [Sighting(at, [at + 420.0]) for at in (0.0, 600.0, 1900.0, 4000.0)]
    found = difference(agreeing)
    assert found is not None
    assert (found.seconds, found.moments, found.elsewhere, found.is_sure) == (-420, 4.0, 0.0, True)
    against = [Sighting(at, [at + other]) for at, other in zip((7000.0, 8000.0, 9000.0), (3000.0, 3010.0, 2990.0), strict=True)]
    doubted = difference([*agreeing, *against])
    assert doubted is not None
    assert (doubted.seconds, doubted.is_sure) == (-420, False)
