"""What is measured is measured in the browser that people have, with all that is in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.chromium import chromium


@pytest.fixture(scope="module")
def browser(film: Path) -> Iterator[Browser]:
    """The whole Chromium."""
    with chromium(film) as running:
        yield running
