"""Passwords that would be among the first to be tried, as zxcvbn counts: common ones and names, as they are or a little changed,
rows of keys, dates, repetitions; and what anybody knows of the very person and of this product.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Collection
from typing import Final

# What zxcvbn calls "very guessable: protection from throttled online attacks" ends here. LOGIN_TOTAL_RATE lets somebody try
# so many within two days at the soonest.
_FEWEST_GUESSES: Final = 1_000_000
_LONGEST_LOOKED_AT: Final = 40  # zxcvbn's time grows with the square, and what follows makes nothing easier to guess
_PRODUCT: Final = ("eventphotos", "event photos", "photos")
_one: Final = threading.Lock()  # zxcvbn keeps what is known of a person in its module while it counts


def is_guessable(password: str, known: Collection[str]) -> bool:
    """``known`` are an e-mail address, a name and the like. Takes up to some tenths of a second."""
    # Half a megabyte of words: only a process that is given new passwords needs them.
    from zxcvbn import zxcvbn  # noqa: PLC0415

    with _one:
        found = zxcvbn(password[:_LONGEST_LOOKED_AT], [*_PRODUCT, *_parts(known)])
    return int(found["guesses"]) < _FEWEST_GUESSES


def _parts(known: Collection[str]) -> list[str]:
    """Whole, and word by word."""
    words = [word for text in known for word in re.split(r"[\W_]+", text) if len(word) > 2]
    return [text.lower() for text in (*known, *words) if text]
