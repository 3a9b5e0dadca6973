"""Which photos a wall may show, where guests are asked."""

from __future__ import annotations

import pytest

from app.domain.vocabulary import Tier
from app.domain.wall import is_recognised, may_show


@pytest.mark.parametrize(
    ("tier", "is_me", "recognised"),
    [
        (Tier.CERTAIN, None, True),
        (Tier.CERTAIN, True, True),
        (Tier.CERTAIN, False, False),
        (Tier.MAYBE, None, False),
        (Tier.MAYBE, True, True),
        (Tier.MAYBE, False, False),
    ],
)
def test_recognised_is_who_is_surely_on_the_photo_by_her_own_word_first(tier: Tier, is_me: bool | None, recognised: bool) -> None:
    assert is_recognised(tier, is_me) is recognised


@pytest.mark.parametrize(
    ("answers", "shown"),
    [
        ([], True),
        ([None], True),
        ([None, None], True),
        ([True], True),
        ([True, None], True),
        ([False], False),
        ([True, False], False),
        ([None, False, True], False),
    ],
)
def test_everybody_who_gave_an_answer_has_to_have_said_yes(answers: list[bool | None], shown: bool) -> None:
    assert may_show(answers) is shown
