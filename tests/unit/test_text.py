"""What people may type."""

from __future__ import annotations

import pytest

from app.domain import text


@pytest.mark.parametrize("address", ["a@b", "Ada@Example.COM", " ada.l+x@mail.example.com ", "o'neill@example.museum"])
def test_addresses_that_browsers_accept_are_accepted_in_lower_case(address: str) -> None:
    assert text.email_address(address) == address.strip().lower()


@pytest.mark.parametrize(
    "address",
    ["", "ada", "@example.com", "ada@", "a b@example.com", "ada@exa mple.com", "a@b@c", "ada@-x.com", "ada@x..com",
     "ada@example.com\n.evil", "ada@\u0435xample.com", "x" * 65 + "@example.com", "a@" + "x" * 64 + ".com"],
)  # fmt: skip
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(ValueError, match="e-mail"):
        text.email_address(address)


def test_names_are_trimmed_and_composed() -> None:
    assert text.one_line("  Zoe\u0308 ", 10) == "Zoë"
    assert text.one_line("👩‍👩‍👧 at Café", 20) == "👩‍👩‍👧 at Café"


@pytest.mark.parametrize("name", ["", "  ", "x" * 11, "a\nb", "a\x00b", "a\x1b[31mb", "a\u2028b", "a\ud800b"])
def test_names_that_would_break_a_line_or_a_terminal_are_refused(name: str) -> None:
    with pytest.raises(ValueError, match="must"):
        text.one_line(name, 10)


def test_text_of_several_lines_keeps_them_and_nothing_else_that_is_invisible() -> None:
    assert text.several_lines(" Zoe\u0308 \r\n\tat\u2028 Café\n\n", 20) == "Zoë\nat\nCafé"
    assert text.several_lines(" \n ", 20) == ""
    assert text.several_lines("x" * 20 + "\n", 20) == "x" * 20
    for bad in ("x" * 21, "a\x00b", "a\x1b[31mb", "a\ud800b"):
        with pytest.raises(ValueError, match="must"):
            text.several_lines(bad, 20)


def test_passwords_have_a_length_and_nothing_else_to_obey() -> None:
    assert text.new_password("        ") == "        "
    assert text.new_password("x" * 256) == "x" * 256
    for bad in ("", "1234567", "x" * 257):
        with pytest.raises(ValueError, match="characters"):
            text.new_password(bad)
