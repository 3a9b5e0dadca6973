"""Which photos lie in one stack, and which of them is on top."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from app.domain.stacks import ALIKE_BITS, BURST, DARK, SHUT, SOFT, SeenEyes, Shot, is_dark, is_soft, stacked

NOON = datetime(2026, 11, 30, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)
ONE, OTHER = 0, (1 << 64) - 1


def shot(
    name: str, after: float, fingerprint: int | None = ONE, sharpness: float | None = 1.0, light: float | None = 1.0
) -> Shot:
    """Taken so many seconds after noon."""
    return Shot(name, NOON + after * SECOND, fingerprint, sharpness, light)


def group(name: str, sharpness: float, *openness: float, moved: float = 0.0, light: float = 1.0) -> Shot:
    """A photo of people side by side, whose eyes are so far open."""
    eyes = [SeenEyes(0.2 + 0.2 * place + moved, 0.4, 0.1, each) for place, each in enumerate(openness)]
    return Shot(name, NOON, ONE, sharpness, light, eyes)


def names(*shots: Shot) -> list[str]:
    """Each stack as a word."""
    return ["".join(each.id for each in stack) for stack in stacked(shots)]


def test_a_burst_is_one_stack_and_something_else_another() -> None:
    assert names(shot("a", 0), shot("b", 1), shot("c", 2, OTHER), shot("d", 3, OTHER)) == ["ab", "cd"]


def test_the_order_is_that_of_the_first_shots_whatever_came_first() -> None:
    assert names(shot("d", 9, OTHER), shot("b", 8), shot("a", 7)) == ["ab", "d"]
    assert [stack[0].at for stack in stacked([shot("b", 60), shot("a", 0)])] == [NOON, NOON + 60 * SECOND]


def test_shots_of_another_camera_in_between_break_no_stack() -> None:
    assert names(shot("a", 0), shot("x", 1, OTHER), shot("b", 2), shot("y", 3, OTHER), shot("c", 4)) == ["abc", "xy"]


def test_what_looks_alike_much_later_is_another_stack() -> None:
    just, over = BURST / SECOND, BURST / SECOND + 1
    assert names(shot("a", 0), shot("b", just)) == ["ab"]
    assert names(shot("a", 0), shot("b", over)) == ["a", "b"]
    assert names(shot("a", 0), shot("b", just), shot("c", 2 * just)) == ["abc"], "each follows the one before it"


def test_so_many_bits_may_differ_and_no_more() -> None:
    assert names(shot("a", 0), shot("b", 1, (1 << ALIKE_BITS) - 1)) == ["ab"]
    assert names(shot("a", 0), shot("b", 1, (1 << ALIKE_BITS + 1) - 1)) == ["a", "b"]


def test_photos_that_were_not_measured_lie_alone() -> None:
    assert names(shot("a", 0, None), shot("b", 1, None), shot("c", 2)) == ["a", "b", "c"]


def test_the_sharpest_is_on_top_unless_it_is_dark() -> None:
    sharp, dark, plain = shot("s", 0, sharpness=0.4), shot("d", 1, sharpness=0.9, light=DARK / 2), shot("p", 2, sharpness=0.2)
    assert names(plain, dark, sharp) == ["spd"]
    assert names(shot("n", 0, sharpness=None), shot("m", 1, sharpness=0.1)) == ["mn"]


def test_of_equals_the_first_one_is_on_top() -> None:
    assert names(shot("b", 1), shot("a", 0), shot("c", 2)) == ["abc"]


def test_what_was_not_measured_is_neither_soft_nor_dark() -> None:
    assert (is_soft(None), is_dark(None)) == (False, False)
    assert (is_soft(SOFT * 0.99), is_soft(SOFT)) == (True, False)
    assert (is_dark(DARK * 0.99), is_dark(DARK)) == (True, False)


def test_the_one_in_which_the_fewest_have_their_eyes_shut_is_on_top_even_of_a_sharper_one() -> None:
    blinks, both, all_open = group("b", 0.9, 0.35, 0.1), group("c", 0.8, 0.1, 0.1), group("o", 0.2, 0.35, 0.35)
    assert names(blinks, both, all_open) == ["obc"]
    assert names(blinks, both, group("d", 0.9, 0.35, 0.35, light=DARK / 2)) == ["bcd"], "a dark one is no better for it"


def test_eyes_are_narrow_only_beside_the_same_persons_own() -> None:
    narrow, wide = 0.2, 0.4
    assert names(group("a", 0.5, narrow, wide), group("b", 0.6, narrow, wide)) == ["ba"], "two people, each as before"
    just, under = SHUT * wide + 0.001, SHUT * wide
    assert names(group("a", 0.5, wide), group("b", 0.6, just)) == ["ba"]
    assert names(group("a", 0.5, wide), group("b", 0.6, under)) == ["ab"]


def test_a_face_that_moved_by_its_width_is_compared_with_nobody() -> None:
    assert names(group("a", 0.5, 0.4), group("b", 0.6, 0.1, moved=0.09)) == ["ab"]
    assert names(group("a", 0.5, 0.4), group("b", 0.6, 0.1, moved=0.11)) == ["ba"]
