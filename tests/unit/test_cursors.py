"""Cursors: what was a place in a list is one again after the way through a URL."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.cursors import BY_MOMENT, BY_NUMBER, BY_SCORE, BY_SIZE, Cursor
from app.domain.ids import new_id

IDS = st.builds(new_id)
MOMENTS = st.integers(0, 10**13).map(lambda ms: datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=ms))
SCORES = st.one_of(st.floats(-1, 1), st.integers(-10_000, 10_000).map(lambda score: round(score / 10_000, 4)))


def same(kind: Cursor[Any], place: object) -> None:
    cursor = kind.of(place)
    assert quote(cursor, safe="") == cursor
    assert re.match(kind.pattern, cursor), "as pydantic looks at it"
    assert kind.place(cursor) == place


@given(st.integers(0, 10**15 - 1), MOMENTS, SCORES, IDS)
def test_a_place_comes_back_as_it_was(number: int, moment: datetime, score: float, item_id: str) -> None:
    same(BY_NUMBER, number)
    same(BY_MOMENT, (moment, item_id))
    same(BY_SCORE, (score, item_id))
    same(BY_SIZE, (number, number % 10**9))


@pytest.mark.parametrize("kind", [BY_NUMBER, BY_MOMENT, BY_SCORE, BY_SIZE])
@pytest.mark.parametrize("bad", ["", "x", "-1", "1.", "nan~x", "inf~x", "1e+400~x", "0.5~", "٣", "1\n", "1.2.3~x", "9" * 40])
def test_what_is_no_cursor_is_refused(kind: Cursor[object], bad: str) -> None:
    with pytest.raises(ValueError, match=r"^not a cursor of this list$"):
        kind.place(bad)
