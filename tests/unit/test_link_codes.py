"""Codes of short addresses."""

from __future__ import annotations

from hashlib import sha256

import pytest

from app.domain.link_codes import ALPHABET, LENGTH, code_from, read


def test_a_code_is_read_as_it_was_made() -> None:
    codes = {code_from(sha256(str(number).encode()).digest()) for number in range(1000)}
    assert len(codes) == 1000
    assert {read(code) for code in codes} == codes
    assert set("".join(codes)) == set(ALPHABET)


def test_nothing_in_it_looks_like_something_else() -> None:
    assert not set("01ilo") & set(ALPHABET)


def test_it_may_be_typed_in_capitals_and_groups() -> None:
    assert read("AB3X9-KFM2T") == read("ab3x9 kfm2t") == "ab3x9kfm2t"


@pytest.mark.parametrize("typed", ["", "ab3x9kfm2", "ab3x9kfm2tt", "ab3x9kfm20", "WyJhYiIsMTc4.signature-of-it", "x" * 10_000])
def test_anything_else_is_no_code(typed: str) -> None:
    assert read(typed) is None


def test_enough_of_them_that_guessing_leads_nowhere() -> None:
    links, guesses_a_second = 10_000, 500
    years = len(ALPHABET) ** LENGTH / links / guesses_a_second / (365 * 24 * 3600)
    assert years > 5
