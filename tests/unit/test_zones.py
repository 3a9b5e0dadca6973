"""Clocks and days of an event's time zone."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from app.domain import zones

LOS_ANGELES = "America/Los_Angeles"
LAST = date(2026, 11, 27)


def test_a_day_is_over_when_it_is_over_where_the_event_is() -> None:
    afternoon_there = datetime(2026, 11, 28, 0, 30, tzinfo=UTC)
    assert zones.is_over(LAST, "UTC", afternoon_there)
    assert not zones.is_over(LAST, LOS_ANGELES, afternoon_there)
    assert zones.is_over(LAST, LOS_ANGELES, datetime(2026, 11, 28, 8, tzinfo=UTC))
    assert zones.is_over(LAST, "Pacific/Kiritimati", datetime(2026, 11, 27, 10, tzinfo=UTC))


def test_a_clock_without_an_offset_shows_the_time_of_the_events_zone_in_summer_and_winter() -> None:
    assert zones.in_utc(datetime(2026, 7, 1, 20), "Europe/Paris") == datetime(2026, 7, 1, 18, tzinfo=UTC)
    assert zones.in_utc(datetime(2026, 12, 1, 20), "Europe/Paris") == datetime(2026, 12, 1, 19, tzinfo=UTC)
    assert zones.in_utc(datetime(1, 1, 1), "Asia/Tokyo") is None
    assert zones.in_utc(datetime(9999, 12, 31, 23), LOS_ANGELES) is None


@pytest.mark.parametrize("name", ["UTC", "Europe/Paris", "America/Argentina/Ushuaia", "CET"])
def test_what_browsers_call_their_time_zone_is_one(name: str) -> None:
    assert zones.zone_name(name) == name


@pytest.mark.parametrize(
    "name", ["", "Paris", "America", "../../etc/passwd", "/etc/localtime", "Factory", "+02:00", "UTC\0", "é"]
)
def test_nothing_else_is_a_time_zone(name: str) -> None:
    with pytest.raises(ValueError, match=r"^must be the IANA name of a time zone, as Europe/Paris$"):
        zones.zone_name(name)
