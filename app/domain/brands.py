"""A photographer's brand: what is said of it, for the account and for one event, and what of that a page shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from app.domain.colours import Shades, shades

_OWN_PORT: Final = {"http": ":80", "https": ":443", "": ""}


@dataclass(frozen=True, slots=True)
class Logo:
    """A picture that is kept under ``id``, and its size in pixels."""

    id: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Wishes:
    """What somebody has said: None where nothing was, "" where there is to be nothing. ``credit``: name eventphotos in the
    footer."""

    name: str | None = None
    link: str | None = None
    colour: str | None = None
    imprint: str | None = None
    privacy_url: str | None = None
    credit: bool | None = None
    logo: Logo | None = None


@dataclass(frozen=True, slots=True)
class Look:
    """What pages show: nothing of what is "" or None."""

    name: str
    link: str | None
    shades: Shades | None
    imprint: str
    privacy_url: str | None
    credit: bool
    logo: Logo | None


def look_of(account: Wishes, event: Wishes = Wishes()) -> Look:
    """What the event says goes before what the account says, one by one."""
    colour = _first(event.colour, account.colour)
    credit = event.credit if event.credit is not None else account.credit
    return Look(
        name=_first(event.name, account.name),
        link=_first(event.link, account.link) or None,
        shades=shades(colour) if colour else None,
        imprint=_first(event.imprint, account.imprint),
        privacy_url=_first(event.privacy_url, account.privacy_url) or None,
        credit=credit is not False,
        logo=event.logo or account.logo,
    )


def web_address(text: str) -> str:
    """An address that a page may link to: http or https, a host, and no password in it; "" stays. ``ValueError`` for any other:
    ``javascript:`` is an address too."""
    text = text.strip()
    if not text:
        return ""
    if "://" not in text and ":" not in text.partition("/")[0]:
        text = f"https://{text}"
    try:
        parts = urlsplit(text)
        host = parts.hostname
    except ValueError:
        host = None
    if not host or parts.scheme not in ("http", "https") or parts.username or any(letter.isspace() for letter in text):
        raise ValueError("must be an address like https://example.org")
    return text


def base_address(text: str) -> str:
    """What links of an account begin with: ``https://host``, with a port where it is not the scheme's own, and nothing behind it;
    "" stays. ``ValueError`` for any other."""
    text = web_address(text)
    parts = urlsplit(text)
    if text and (parts.path not in ("", "/") or parts.query or parts.fragment):
        raise ValueError("must be a domain alone, like https://photos.example.org")
    return f"{parts.scheme}://{parts.netloc.lower().removesuffix(_OWN_PORT[parts.scheme])}" if text else ""


def leads_here(base: str, hosts: Sequence[str]) -> bool:
    """Is the host of ``base`` one of ``hosts``? ``*.example.org`` there is any name one level below ``example.org``."""
    host = urlsplit(base).netloc.lower()
    above = host.partition(".")[2]
    return any(host == one or (one.startswith("*.") and above == one[2:]) for one in hosts)


def _first(one: str | None, other: str | None) -> str:
    return (one if one is not None else other) or ""
