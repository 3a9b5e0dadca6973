"""How long a consent holds."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from app.domain.consent import TEXT, TEXT_VERSION, is_valid, text_version

GRANTED = datetime(2026, 11, 23, tzinfo=UTC)
END = GRANTED + timedelta(days=7)


@pytest.mark.parametrize(
    ("now", "withdrawn_at", "holds"),
    [
        (GRANTED, None, True),
        (END - timedelta(seconds=1), None, True),
        (END, None, False),
        (GRANTED - timedelta(seconds=1), None, False),
        (GRANTED + timedelta(days=1), GRANTED + timedelta(hours=1), False),
    ],
)
def test_a_consent_holds_from_when_it_is_given_until_it_ends_or_is_withdrawn(
    now: datetime, withdrawn_at: datetime | None, holds: bool
) -> None:
    assert is_valid(GRANTED, END, withdrawn_at, now) is holds


def test_the_words_have_a_version() -> None:
    assert TEXT
    assert text_version() == text_version("") == TEXT_VERSION


def test_what_the_photographer_adds_makes_another_version() -> None:
    versions = {text_version(), text_version("Ask me."), text_version("Ask me!")}
    assert len(versions) == 3
    assert text_version("Ask me.") in versions
    assert {len(version.removeprefix(f"{TEXT_VERSION}+")) for version in versions - {TEXT_VERSION}} == {12}
    assert all(version.startswith(TEXT_VERSION) and "Ask" not in version for version in versions)
