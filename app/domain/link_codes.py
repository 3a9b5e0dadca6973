"""Codes of short addresses: ten letters and digits that are copied from a card without a mistake.

31 letters and digits, none of which looks like another one, ten of them: 8.2e14 codes, 49.6 bits. With 10,000 links that open,
one guess in 82 billion meets one of them. A server that answers 500 guesses a second without a pause, to whoever asks from as
many addresses as they like, gives one link away in five years, and a PIN stands before that. So nobody who mistypes has to be
locked out, nor others behind the same address; six letters and digits would give one away every three minutes.
"""

from __future__ import annotations

import re
from typing import Final

ALPHABET: Final = "23456789abcdefghjkmnpqrstuvwxyz"
LENGTH: Final = 10

_SHAPE: Final = re.compile(rf"[{ALPHABET}]{{{LENGTH}}}")
_TYPED: Final = str.maketrans("", "", "- ")


def code_from(secret: bytes) -> str:
    """The code that 16 or more secret bytes stand for; each is as likely as any other, to within 2^-78."""
    number = int.from_bytes(secret, "big")
    letters = []
    for _ in range(LENGTH):
        number, at = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[at])
    return "".join(letters)


def read(typed: str) -> str | None:
    """The code that somebody typed, whatever capitals, spaces and dashes are in it; None for anything that is none."""
    code = typed.translate(_TYPED).lower()
    return code if _SHAPE.fullmatch(code) else None
