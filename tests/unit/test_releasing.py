"""When photos go out, by an event's setting."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from app.domain.releasing import due, review_of_new
from app.domain.vocabulary import Release, Review

NOW = datetime(2026, 11, 30, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("release", "review"),
    [(Release.AT_ONCE, Review.NONE), (Release.LATER, Review.WAITING), (Release.APPROVED, Review.WAITING)],
)
def test_a_new_photo_waits_where_there_is_a_gate(release: Release, review: Review) -> None:
    assert review_of_new(release) is review


@pytest.mark.parametrize(
    ("release", "since"),
    [(Release.AT_ONCE, NOW), (Release.LATER, NOW - timedelta(minutes=7)), (Release.APPROVED, None)],
)
def test_what_waits_goes_out_by_the_setting_as_it_is_now(release: Release, since: datetime | None) -> None:
    assert due(release, 7, NOW) == since
