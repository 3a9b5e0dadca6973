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
    with pytest.raises(ValueError, match=r"^must be an e-mail address$"):
        text.email_address(address)


def test_the_longest_address_is_accepted_and_a_longer_one_is_not() -> None:
    longest = f"{'x' * 64}@{'.'.join(['x' * 61] * 3)}.com"
    assert len(longest) == text.LONGEST_EMAIL
    assert text.email_address(longest) == longest
    with pytest.raises(ValueError, match=r"^must be an e-mail address$"):
        text.email_address(f"{longest}m")


def test_names_are_trimmed_and_composed() -> None:
    assert text.one_line("  Zoe\u0308 ", 10) == "Zoë"
    assert text.one_line("👩‍👩‍👧 at Café", 20) == "👩‍👩‍👧 at Café"
    assert text.one_line("x" * 10, 10) == "x" * 10


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        *(("", "not be empty"), ("  ", "not be empty"), ("x" * 11, "have at most 10 characters")),
        *((bad, "be one line without control characters") for bad in ("a\nb", "a\x00b", "a\x1b[31mb", "a\u2028b", "a\ud800b")),
    ],
)
def test_names_that_would_break_a_line_or_a_terminal_are_refused(name: str, wrong: str) -> None:
    with pytest.raises(ValueError, match=f"^must {wrong}$"):
        text.one_line(name, 10)


def test_text_of_several_lines_keeps_them_and_nothing_else_that_is_invisible() -> None:
    assert text.several_lines(" Zoe\u0308 \r\n\tat\u2028 Café\n\n", 20) == "Zoë\nat\nCafé"
    assert text.several_lines(" \n ", 20) == ""
    assert text.several_lines("a\tb", 20) == "a b"
    assert text.several_lines("x" * 20 + "\n", 20) == "x" * 20
    with pytest.raises(ValueError, match=r"^must have at most 20 characters$"):
        text.several_lines("x" * 21, 20)
    for bad in ("a\x00b", "a\x1b[31mb", "a\ud800b"):
        with pytest.raises(ValueError, match=r"^must be text without control characters$"):
            text.several_lines(bad, 20)


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("DSC_1.jpg", "DSC_1.jpg"),
        ("a b.jpg", "a b.jpg"),
        ("one/two/three.jpg", "three.jpg"),
        ("C:\\one\\two.jpg", "two.jpg"),
        ("archive.tar.gz", "archive.tar.gz"),
        ("Zoe\u0308.jpg", "Zoë.jpg"),
        ("x\u202egpj\u2069.exe", "xgpj.exe"),
        ("a\x00b\nc.jpg", "abc.jpg"),
        ("👩‍👧.jpg", "👩‍👧.jpg"),
        (" \n.jpg ", ".jpg"),
        ("x" * 30 + ".jpg", "x" * 16 + ".jpg"),
        ("x" * 30 + "." + "y" * 10, "x" * 9 + "." + "y" * 10),
        ("x" * 5 + "." + "y" * 11 + "x" * 5, "x" * 5 + "." + "y" * 11 + "x" * 3),
        ("." + "x" * 30, "." + "x" * 19),
        ("x" * 19 + " y", "x" * 19),
        ("é" * 30, "é" * 10),
        ("folder/", ""),
    ],
)
def test_a_files_name_keeps_what_people_see_and_its_ending(name: str, kept: str) -> None:
    assert text.file_name(name, 20) == kept


def test_a_pin_can_travel_in_a_header() -> None:
    assert text.pin(" 12 ab-34 ") == "12 ab-34"
    for bad in ("1\n2", "pïn", "\x7f1"):
        with pytest.raises(ValueError, match=r"^must have digits, Latin letters and ordinary signs only$"):
            text.pin(bad)


def test_passwords_have_a_length_and_nothing_else_to_obey() -> None:
    assert text.new_password("        ") == "        "
    assert text.new_password("x" * 256) == "x" * 256
    for bad, wrong in (("", "at least 8"), ("1234567", "at least 8"), ("x" * 257, "at most 256")):
        with pytest.raises(ValueError, match=f"^must have {wrong} characters$"):
            text.new_password(bad)
