"""Moments as they are kept and sent, and when a photo was taken."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from app.domain.capture import is_doubtful, moment
from app.domain.times import rfc3339, utc_now

ARRIVED = datetime(2026, 11, 29, 20, 0, 0, tzinfo=UTC)


def test_now_is_in_utc_and_whole_milliseconds() -> None:
    before = datetime.now(UTC)
    times = [utc_now() for _ in range(20)]
    assert all(now.tzinfo is UTC and now.microsecond % 1000 == 0 for now in times)
    assert timedelta(milliseconds=-1) < times[0] - before
    assert times[-1] <= datetime.now(UTC)


def test_a_moment_is_written_with_a_z_for_utc_and_nothing_stays_nothing() -> None:
    assert rfc3339(ARRIVED) == "2026-11-29T20:00:00Z"
    assert rfc3339(ARRIVED.astimezone(timezone(timedelta(hours=2)))) == "2026-11-29T22:00:00+02:00"
    assert rfc3339(None) is None


@pytest.mark.parametrize(
    ("taken_at", "doubtful"),
    [
        (ARRIVED - timedelta(hours=1), False),
        (ARRIVED + timedelta(days=1), False),
        (ARRIVED + timedelta(days=1, milliseconds=1), True),
        (datetime(1990, 1, 1, tzinfo=UTC), False),
        (datetime(1989, 12, 31, 23, 59, tzinfo=UTC), True),
        (datetime(1970, 1, 1, tzinfo=UTC), True),
    ],
)
def test_a_photo_is_where_its_camera_says_unless_that_cannot_be(taken_at: datetime, doubtful: bool) -> None:
    assert is_doubtful(taken_at, ARRIVED) is doubtful
    assert moment(taken_at, ARRIVED) == (ARRIVED if doubtful else taken_at)


def test_a_photo_without_a_time_is_nowhere_and_in_no_doubt() -> None:
    assert is_doubtful(None, ARRIVED) is False
    assert moment(None, ARRIVED) is None
