"""What a page shows of a brand, and which addresses may be in it."""

from __future__ import annotations

import pytest

from app.domain.brands import Logo, Wishes, base_address, leads_here, look_of, web_address

LOGO = Logo("a", 10, 10)
ACCOUNT = Wishes("Anna Smith", "https://anna.example", "#1a5fb4", "Anna Smith, Bath", "https://anna.example/p", False, LOGO)


def test_an_account_that_has_said_nothing_shows_the_product_alone() -> None:
    look = look_of(Wishes())
    assert (look.name, look.link, look.shades, look.imprint, look.logo) == ("", None, None, "", None)
    assert look.credit


def test_an_event_shows_the_account_s_brand_unless_it_says_otherwise() -> None:
    assert look_of(ACCOUNT) == look_of(ACCOUNT, Wishes())
    look = look_of(ACCOUNT, Wishes(name="Smith & Sons", link="", colour="", credit=True, logo=Logo("b", 20, 20)))
    assert (look.name, look.link, look.shades, look.credit) == ("Smith & Sons", None, None, True)
    assert look.logo == Logo("b", 20, 20)
    assert look.imprint == "Anna Smith, Bath"


@pytest.mark.parametrize(
    ("typed", "known"),
    [
        ("", ""),
        ("anna.example", "https://anna.example"),
        ("http://anna.example/a?b#c", "http://anna.example/a?b#c"),
        (" https://anna.example:8443/ ", "https://anna.example:8443/"),
    ],
)
def test_a_link_leads_to_the_web(typed: str, known: str) -> None:
    assert web_address(typed) == known


@pytest.mark.parametrize(
    "typed",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "ftp://a.example",
        "https://",
        "https://u:p@a.example",
        "https://a b",
        "http://[::1",
    ],
)
def test_and_nowhere_else(typed: str) -> None:
    with pytest.raises(ValueError, match="address like"):
        web_address(typed)


def test_what_links_begin_with_is_a_domain_alone() -> None:
    assert base_address("https://Photos.Anna.example/") == "https://photos.anna.example"
    assert base_address("https://anna.example:443") == "https://anna.example"
    assert base_address("http://anna.example:443") == "http://anna.example:443"
    assert base_address("") == ""
    with pytest.raises(ValueError, match="domain alone"):
        base_address("https://anna.example/photos")


@pytest.mark.parametrize(
    ("base", "ours"),
    [
        ("https://photos.example.org", True),
        ("https://anna.studio.example", True),
        ("https://deep.anna.studio.example", False),
        ("https://studio.example", False),
        ("https://evilstudio.example", False),
        ("https://photos.example.org:8443", False),
        ("https://elsewhere.example", False),
    ],
)
def test_only_hosts_that_lead_here_may_be_in_links(base: str, ours: bool) -> None:
    assert leads_here(base, ("photos.example.org", "*.studio.example")) is ours
