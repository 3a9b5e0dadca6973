"""What a camera's clock showed, and when that was."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import clocks
from app.domain.clocks import LARGEST_OFFSET_S, Correction, Reading

BERLIN = "Europe/Berlin"
SHOWN = st.datetimes(datetime(1970, 1, 1), datetime(2060, 1, 1))
READINGS = st.builds(Reading, SHOWN, st.none() | st.integers(-12 * 3600, 14 * 3600))
OFFSETS = st.integers(-LARGEST_OFFSET_S, LARGEST_OFFSET_S)


@given(st.lists(READINGS, max_size=8), OFFSETS, st.booleans())
def test_what_is_put_right_and_taken_back_is_as_before_and_a_camera_keeps_its_own_order(
    readings: list[Reading], offset: int, by_itself: bool
) -> None:
    as_shown = [clocks.taken_at(reading, BERLIN, Correction(0, by_itself)) for reading in readings]
    moved = [clocks.taken_at(reading, BERLIN, Correction(offset, by_itself)) for reading in readings]
    assert as_shown == [clocks.by_the_clock(reading, BERLIN, Correction(0, by_itself)) for reading in readings]
    there = [(shown, put) for shown, put in zip(as_shown, moved, strict=True) if shown and put]
    assert all(put - shown == timedelta(seconds=offset) for shown, put in there)
    assert sorted(there) == sorted(there, key=lambda pair: pair[1])


@given(st.lists(st.datetimes(datetime(2026, 10, 24, 18), datetime(2026, 10, 25, 5, 59)), min_size=2, max_size=8))
def test_a_clock_that_is_changed_by_hand_keeps_the_order_of_a_night_in_which_summer_time_ends(shown: list[datetime]) -> None:
    times = [clocks.by_the_clock(Reading(one), BERLIN) for one in sorted(shown)]
    assert times == [(one - timedelta(hours=2)).replace(tzinfo=UTC) for one in sorted(shown)]


@pytest.mark.parametrize(
    ("shown", "by_hand", "by_itself"),
    [
        # Summer time begins at 2:00, which is 3:00 then.
        (datetime(2026, 3, 29, 1, 50), "00:50", "00:50"),
        (datetime(2026, 3, 29, 2, 30), "01:30", "01:30"),  # by a clock that was not put forward
        (datetime(2026, 3, 29, 3, 10), "02:10", "01:10"),
        (datetime(2026, 3, 29, 5, 59), "04:59", "03:59"),
        (datetime(2026, 3, 29, 6, 0), "04:00", "04:00"),  # in the morning everybody's is
        # It ends at 3:00, which is 2:00 then.
        (datetime(2026, 10, 25, 1, 50), "23:50", "23:50"),
        (datetime(2026, 10, 25, 2, 30), "00:30", "00:30"),
        (datetime(2026, 10, 25, 3, 10), "01:10", "02:10"),
        (datetime(2026, 10, 25, 6, 0), "05:00", "05:00"),
    ],
)
def test_in_the_night_a_clock_runs_on_unless_it_changes_by_itself(shown: datetime, by_hand: str, by_itself: str) -> None:
    times = [clocks.by_the_clock(Reading(shown), BERLIN, Correction(0, follows)) for follows in (False, True)]
    assert [f"{time:%H:%M}" for time in times if time] == [by_hand, by_itself]


def test_a_clock_that_tells_its_zone_is_believed_at_any_hour() -> None:
    told = clocks.reading_of(datetime(2026, 10, 25, 2, 30, tzinfo=timezone(timedelta(hours=1))))
    assert told == Reading(datetime(2026, 10, 25, 2, 30), 3600)
    assert clocks.by_the_clock(told, "Asia/Tokyo") == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    assert clocks.reading_of(datetime(2026, 10, 25, 2, 30)) == Reading(datetime(2026, 10, 25, 2, 30))


def test_what_lies_outside_the_calendar_is_no_time() -> None:
    first, last = datetime(1, 1, 1), datetime(9999, 12, 31, 23, 59)
    assert clocks.by_the_clock(Reading(first, 3600), "UTC") is None
    assert clocks.by_the_clock(Reading(first), "Asia/Tokyo") is None
    assert clocks.by_the_clock(Reading(last, -3600), "UTC") is None
    assert clocks.taken_at(Reading(last), "UTC", Correction(3600)) is None
    assert clocks.taken_at(Reading(first, 3600), "UTC", Correction(3600)) is None


@pytest.mark.parametrize(
    ("serial", "shown"),
    [("", ""), ("12", ""), ("123", "3"), ("0123456", "56"), ("012345678901", "8901"), ("0" * 40 + "12", "0012")],
)
def test_of_a_serial_number_no_more_is_shown_than_tells_two_bodies_apart(serial: str, shown: str) -> None:
    assert clocks.end_of_serial(serial) == shown
