"""When photos go out, by an event's setting."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from app.domain.releasing import due, release_for, review_of_new
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


def test_who_has_a_setting_of_their_own_goes_by_it_and_everybody_else_by_the_events() -> None:
    of_accounts = {"assistant": Release.APPROVED, "owner": Release.AT_ONCE}
    found = [release_for(Release.LATER, of_accounts, who) for who in ("assistant", "owner", "colleague", None)]
    assert found == [Release.APPROVED, Release.AT_ONCE, Release.LATER, Release.LATER]
