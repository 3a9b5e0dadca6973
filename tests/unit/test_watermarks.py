"""Where a watermark lies and what it may say."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
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
    ("typed", "said"), [("  © Anna   Smith ", "© Anna Smith"), ("Łódź – ślub", "Łódź – ślub"), ("تصوير آنا", "تصوير آنا")]
)
def test_a_mark_says_what_our_typefaces_can_write(typed: str, said: str) -> None:
    assert mark_text(typed) == said
    assert is_arabic(said) is (said[0] > "\u0600")


@pytest.mark.parametrize("typed", ["", "  ", "x" * 61, "Анна", "安娜", "Anna تصوير", "Anna \U0001f4f7", "a\u202eb"])
def test_and_nothing_else(typed: str) -> None:
    with pytest.raises(ValueError, match=r"must have|can be"):
        mark_text(typed)
