"""What people may type: names, e-mail addresses, passwords. A ``ValueError`` says in words what is wrong."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

LONGEST_EMAIL: Final = 254  # RFC 3696, erratum 1690
SHORTEST_PASSWORD: Final = 8  # NIST SP 800-63B; length, no rules about kinds of characters
LONGEST_PASSWORD: Final = 256  # so that nobody makes us hash megabytes

# What browsers accept in <input type=email>: https://html.spec.whatwg.org/#valid-e-mail-address
_LABEL: Final = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_EMAIL: Final = re.compile(rf"[a-z0-9.!#$%&'*+/=?^_`{{|}}~-]{{1,64}}@{_LABEL}(?:\.{_LABEL})*")


def one_line(text: str, longest: int) -> str:
    """``text`` without outer whitespace, in Unicode's composed form; 1 to ``longest`` characters, nothing invisible
    that steers a terminal or a log."""
    text = unicodedata.normalize("NFC", text).strip()
    if not text:
        raise ValueError("must not be empty")
    if len(text) > longest:
        raise ValueError(f"must have at most {longest} characters")
    if any(unicodedata.category(character) in {"Cc", "Cs", "Zl", "Zp"} for character in text):
        raise ValueError("must be one line without control characters")
    return text


def email_address(text: str) -> str:
    """The address in the form in which accounts are known: lower case, no outer whitespace."""
    address = text.strip().lower()
    if len(address) > LONGEST_EMAIL or not _EMAIL.fullmatch(address):
        raise ValueError("must be an e-mail address")
    return address


def new_password(text: str) -> str:
    """A password that may be chosen."""
    if len(text) < SHORTEST_PASSWORD:
        raise ValueError(f"must have at least {SHORTEST_PASSWORD} characters")
    if len(text) > LONGEST_PASSWORD:
        raise ValueError(f"must have at most {LONGEST_PASSWORD} characters")
    return text
