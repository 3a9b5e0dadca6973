"""A brand's colour is read by everybody, in both themes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.colours import READABLE, colour, contrast, shades

GROUNDS = {"light": ("#f3f5f4", "#ffffff"), "dark": ("#0d0f0f", "#171a1a")}


@pytest.mark.parametrize(("typed", "known"), [("#1A5FB4", "#1a5fb4"), (" 1a5fb4 ", "#1a5fb4"), ("#fd0", "#ffdd00")])
def test_a_colour_is_known_however_it_is_typed(typed: str, known: str) -> None:
    assert colour(typed) == known


@pytest.mark.parametrize("typed", ["", "red", "#12345", "#1a5fb4ff", "url(x)", "#1a5fb4; }", "#１２３４５６"])
def test_anything_else_is_no_colour(typed: str) -> None:
    with pytest.raises(ValueError, match="colour like"):
        colour(typed)


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)  # WebAIM's example of a grey that just fails
    assert contrast("#1a5fb4", "#1a5fb4") == 1


@given(st.integers(0, 0xFFFFFF))
def test_every_colour_has_a_shade_that_is_read_in_both_themes(number: int) -> None:
    found = shades(f"#{number:06x}")
    for theme, grounds in GROUNDS.items():
        shade = getattr(found, theme)
        assert min(contrast(shade.action, ground) for ground in grounds) >= READABLE
        assert contrast(shade.on_action, shade.action) >= READABLE


def test_a_colour_with_contrast_enough_stays_and_one_without_is_darkened_or_lightened() -> None:
    blue = shades("#1a5fb4")
    assert (blue.light.action, blue.light.changed) == ("#1a5fb4", False)
    assert blue.dark.changed
    yellow = shades("#ffd400")
    assert (yellow.dark.action, yellow.dark.changed) == ("#ffd400", False)
    assert yellow.light.changed
    red, green, blue_part = (int(yellow.light.action[at : at + 2], 16) for at in (1, 3, 5))
    assert red > green > blue_part, "still the same hue"
