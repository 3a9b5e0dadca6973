"""Where a watermark lies and what it may say."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.domain.watermarks import LARGEST, SMALLEST, Place, Watermark, corners_on, is_arabic, mark_text, size_on, version_of

MARK = Watermark("a", 400, 100, Place.BOTTOM_RIGHT, 25, 50)
SIDES = st.integers(1, 12_000)


@pytest.mark.parametrize(
    ("place", "corner"),
    [
        (Place.TOP_LEFT, (20, 20)),
        (Place.TOP_RIGHT, (730, 20)),
        (Place.BOTTOM_LEFT, (20, 588)),
        (Place.BOTTOM_RIGHT, (730, 588)),
        (Place.CENTRE, (375, 304)),
    ],
)
def test_a_mark_lies_where_it_is_wanted_with_room_to_the_edge(place: Place, corner: tuple[int, int]) -> None:
    mark = replace(MARK, place=place)
    assert size_on(mark, 1000, 670) == (250, 62)
    assert corners_on(mark, 1000, 670) == [corner]


@example((1000, 100), (1000, 670), 100, Place.TOP_LEFT)  # as wide as the picture
@example((1000, 100), (1000, 670), 100, Place.TOP_RIGHT)
@example((400, 100), (3000, 1), 25, Place.BOTTOM_LEFT)  # a picture of one row
@given(
    st.tuples(SIDES, SIDES),
    st.tuples(SIDES, SIDES),
    st.integers(SMALLEST, LARGEST),
    st.sampled_from([place for place in Place if place != Place.ALL_OVER]),
)
def test_all_of_a_mark_is_on_the_picture(own: tuple[int, int], on: tuple[int, int], size: int, place: Place) -> None:
    mark, (width, height) = Watermark("a", *own, place, size, 50), on
    across, down = size_on(mark, width, height)
    ((x, y),) = corners_on(mark, width, height)
    assert 0 <= x <= x + across <= max(width, across)
    assert 0 <= y <= y + down <= max(height, down)


@pytest.mark.parametrize(("place", "expected"), [(Place.CENTRE, (150, 600)), (Place.TOP_LEFT, (50, 200))])
def test_a_tall_mark_is_a_third_of_the_picture_high_at_most_and_all_of_it_in_the_middle(
    place: Place, expected: tuple[int, int]
) -> None:
    tall = Watermark("a", 100, 400, place, 100, 50)
    assert size_on(tall, 1000, 600) == expected


def test_in_the_middle_means_to_a_whole_pixel() -> None:
    assert repr(corners_on(replace(MARK, place=Place.CENTRE), 1001, 670)) == "[(375, 303)]"


def test_all_over_marks_lie_half_a_mark_apart_and_every_other_row_between_those_above() -> None:
    mark = replace(MARK, place=Place.ALL_OVER, size=20)
    assert size_on(mark, 1000, 400) == (200, 50)
    first, second, third, last = [(0, 300, 600, 900), (-150, 150, 450, 750)] * 2
    rows = {0: first, 131: second, 262: third, 393: last}
    assert corners_on(mark, 1000, 400) == [(x, y) for y, row in rows.items() for x in row]


def test_all_over_there_is_one_near_every_place() -> None:
    mark = replace(MARK, place=Place.ALL_OVER, size=20)
    wide, high = size_on(mark, 1000, 670)
    corners = corners_on(mark, 1000, 670)
    assert len(corners) < 200
    for at_x in range(0, 1000, 50):
        for at_y in range(0, 670, 50):
            assert any(abs(x + wide / 2 - at_x) <= wide and abs(y + high / 2 - at_y) <= high + wide / 2 for x, y in corners)


def test_every_other_way_to_lay_a_mark_is_another_version() -> None:
    others = [
        replace(MARK, picture_id="b"),
        replace(MARK, place=Place.CENTRE),
        replace(MARK, size=26),
        replace(MARK, opacity=51),
    ]
    assert len({version_of(mark) for mark in (MARK, *others)}) == 5
    assert version_of(replace(MARK)) == version_of(MARK)


@pytest.mark.parametrize(
    ("typed", "said"),
    [("  © Anna   Smith ", "© Anna Smith"), ("Łódź – ślub", "Łódź – ślub"), ("تصوير آنا", "تصوير آنا"), ("x" * 60, "x" * 60)],
)
def test_a_mark_says_what_our_typefaces_can_write(typed: str, said: str) -> None:
    assert mark_text(typed) == said
    assert is_arabic(said) is (said[0] > "\u0600")


@pytest.mark.parametrize("typed", ["", "  ", "x" * 61, "Анна", "安娜", "Anna تصوير", "Anna \U0001f4f7", "a\u202eb"])
def test_and_nothing_else(typed: str) -> None:
    with pytest.raises(ValueError, match=r"must have|can be"):
        mark_text(typed)
