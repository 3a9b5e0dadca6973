"""The names that keys can have, wherever they are kept: part of a path, of a file or of a URL."""

from __future__ import annotations

import re
from typing import Final

_NAME: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,199}")


def is_name(name: str) -> bool:
    """Could this be the name of a key?"""
    return _NAME.fullmatch(name) is not None


def checked(name: str) -> str:
    """The name; ``ValueError`` for one that could not be ours."""
    if not is_name(name):
        raise ValueError(f"not the name of a key: {name!r}")
    return name
