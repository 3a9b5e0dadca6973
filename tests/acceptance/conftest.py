"""One whole service for all acceptance tests; every test has its own photographer and events."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.client import Client, guest, photographer
from tests.service import Service, running_service

RATES = ("LOGIN_RATE", "PAIRING_RATE", "SEARCH_RATE", "REGISTER_RATE")


@pytest.fixture(scope="package")
def service(models_dir: Path) -> Iterator[Service]:
    """Everything under one supervisor; rates loosened, because all tests share one address (the PIN's rate is tested)."""
    assert models_dir.is_dir()
    with running_service(settings=dict.fromkeys(RATES, "1000 per minute"), TRUSTED_PROXIES="127.0.0.1") as running:
        yield running


@pytest.fixture
def owner(service: Service) -> Client:
    """A fresh photographer."""
    return photographer(service.url)


@pytest.fixture
def event_id(owner: Client) -> int:
    """A fresh, unlisted event of ``owner``."""
    return owner.create_event()


@pytest.fixture
def visitor(service: Service, owner: Client, event_id: int) -> Client:
    """A guest of ``event_id`` by share link."""
    return guest(service.url, owner.share(event_id))
