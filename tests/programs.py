"""Programs of other projects that tests run: ``make test`` sees to it that they are there (``make programs``)."""

from __future__ import annotations

import shutil

import pytest


def program(name: str) -> str:
    """Where the program is. Where it cannot be installed the test is skipped; in CI that fails it (tests/order.py)."""
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"this machine lacks {name}, and `make programs` found no way to install it")
    return found


def lua() -> str:
    """The interpreter of Lua 5.1, which is Lightroom's, or of 5.4 where that cannot be installed."""
    return shutil.which("lua5.1") or program("lua5.4")
