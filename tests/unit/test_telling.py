"""When a guest is told of new photos: a table, and rules that hold whatever comes."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.alerts import AT_MOST_EVERY, QUIET_FOR, Due, Known, complete_at, due
from app.domain.vocabulary import LetterKind

SOON = timedelta(minutes=1)
NOON = datetime(2026, 6, 20, 12, tzinfo=UTC)
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


def known(
    new: int = 0,
    since: datetime | None = None,
    told: datetime | None = None,
    complete: datetime | None = None,
    *,
    ended: bool = False,
) -> Known:
    return Known(new, since, told, complete, ended)


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (known(), Due(None, None)),
        (known(1, NOON), Due(None, NOON + SOON)),
        (known(1, NOON - SOON), Due(LetterKind.FIRST, None)),
        (known(3, NOON - HOUR, NOON - 59 * MINUTE), Due(None, NOON + MINUTE)),
        (known(3, NOON - HOUR, NOON - HOUR), Due(LetterKind.MORE, None)),
        (known(1, NOON, NOON - 5 * HOUR), Due(None, NOON + SOON)),
        (known(0, None, NOON - 5 * HOUR, NOON), Due(LetterKind.LAST, None)),
        (known(0, None, None, NOON), Due(LetterKind.LAST, None)),
        (known(2, NOON - HOUR, NOON - 2 * HOUR, NOON), Due(LetterKind.LAST, None)),
        (known(0, None, NOON - 30 * MINUTE, NOON), Due(None, NOON + 30 * MINUTE)),
        (known(0, None, NOON - 5 * HOUR, NOON + 7 * HOUR), Due(None, None)),
        (known(1, NOON - HOUR, NOON - 5 * HOUR, NOON + 7 * HOUR), Due(LetterKind.MORE, None)),
        (known(0, None, NOON - 5 * HOUR, NOON, ended=True), Due(None, None)),
        (known(1, NOON - HOUR, NOON - 5 * HOUR, NOON, ended=True), Due(LetterKind.MORE, None)),
    ],
)
def test_what_is_due(state: Known, expected: Due) -> None:
    assert due(state, SOON, NOON) == expected


moments = st.datetimes(datetime(2026, 6, 1), datetime(2026, 6, 30), timezones=st.just(UTC))


@given(
    new=st.integers(0, 9),
    since=moments,
    told=st.none() | moments,
    complete=st.none() | moments,
    ended=st.booleans(),
    now=moments,
)
def test_never_twice_an_hour_and_never_of_nothing(
    *, new: int, since: datetime, told: datetime | None, complete: datetime | None, ended: bool, now: datetime
) -> None:
    found = due(known(new, since, told, complete, ended=ended), SOON, now)
    if found.now is not None:
        assert told is None or now - told >= AT_MOST_EVERY
        assert new or found.now is LetterKind.LAST
        assert not (ended and found.now is LetterKind.LAST)
    assert found.again_at is None or found.again_at > now
    assert found.now or found.again_at or not new


@pytest.mark.parametrize(
    ("day", "last", "expected"),
    [
        (None, None, None),
        (date(2026, 6, 20), None, None),
        (None, NOON, NOON + QUIET_FOR),
        (date(2026, 6, 20), NOON, datetime(2026, 6, 20, 22, tzinfo=UTC) + QUIET_FOR),
        (date(2026, 6, 20), NOON + 2 * QUIET_FOR, NOON + 3 * QUIET_FOR),
        (date.max, NOON, NOON + QUIET_FOR),
    ],
)
def test_an_event_is_complete_a_day_after_its_end_or_its_last_photo(
    day: date | None, last: datetime | None, expected: datetime | None
) -> None:
    assert complete_at(day, "Europe/Paris", last) == expected
