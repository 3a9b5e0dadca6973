"""Which photos an album has."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from app.domain.albums import Belonging, Rule, has
from app.domain.vocabulary import AlbumKind

NOON = datetime(2026, 6, 20, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def taken(at: datetime | None) -> Belonging:
    """A photo of that time."""
    return Belonging((), at, "r6")


def test_what_was_put_into_an_album_is_in_it_and_nothing_else() -> None:
    rule = Rule(AlbumKind.HAND)
    assert has("a", rule, Belonging(("b", "a"), None, None))
    assert not has("a", rule, Belonging(("b",), NOON, "r6"))


@pytest.mark.parametrize(("at", "is_in"), [(-1, False), (0, True), (60, True), (61, False)])
def test_an_album_of_a_time_has_its_first_and_its_last_moment(at: int, is_in: bool) -> None:
    rule = Rule(AlbumKind.TIME, NOON, NOON + HOUR)
    assert has("a", rule, taken(NOON + at * timedelta(minutes=1))) is is_in


def test_an_album_of_a_time_may_have_one_end_only_and_never_has_a_photo_of_an_unknown_time() -> None:
    since, until = Rule(AlbumKind.TIME, NOON), Rule(AlbumKind.TIME, None, NOON)
    assert [has("a", rule, taken(NOON + HOUR)) for rule in (since, until)] == [True, False]
    assert [has("a", rule, taken(NOON - HOUR)) for rule in (since, until)] == [False, True]
    assert [has("a", rule, taken(None)) for rule in (since, until)] == [False, False]


def test_an_album_of_a_camera_has_what_that_one_took() -> None:
    assert has("a", Rule(AlbumKind.CAMERA, camera_key="r6"), taken(None))
    assert not has("a", Rule(AlbumKind.CAMERA, camera_key="z9"), taken(None))


@pytest.mark.parametrize(
    ("rule", "makes_sense"),
    [
        (Rule(AlbumKind.HAND), True),
        (Rule(AlbumKind.HAND, NOON), False),
        (Rule(AlbumKind.HAND, camera_key="r6"), False),
        (Rule(AlbumKind.TIME), False),
        (Rule(AlbumKind.TIME, NOON, NOON), True),
        (Rule(AlbumKind.TIME, NOON + HOUR, NOON), False),
        (Rule(AlbumKind.TIME, NOON, camera_key="r6"), False),
        (Rule(AlbumKind.CAMERA), False),
        (Rule(AlbumKind.CAMERA, camera_key="r6"), True),
        (Rule(AlbumKind.CAMERA, NOON, camera_key="r6"), False),
    ],
)
def test_a_rule_says_what_its_kind_needs_and_no_more(rule: Rule, makes_sense: bool) -> None:
    assert rule.makes_sense is makes_sense
