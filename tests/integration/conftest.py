"""Fixtures for tests over HTTP."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from app.settings import Settings
from tests.integration.web import Web, running_app


@pytest.fixture
async def web(settings: Settings) -> AsyncIterator[Web]:
    """The application, real in all its parts."""
    async with running_app(settings) as app:
        yield Web(app)
