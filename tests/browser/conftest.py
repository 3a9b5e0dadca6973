"""What browser tests share: one service, and those of a module one browser with a face before its camera."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.chromium import GUEST, WAIT_MS, camera_film, chromium, photos_before_camera
from tests.service import Service, free_port, running_service

expect.set_options(timeout=WAIT_MS)


@pytest.fixture(scope="package")
def service() -> Iterator[Service]:
    """Everything, as its user starts it; to start it takes a quarter of a minute of a core, so all that can share it do. It ends
    before a process goes on to tests of another kind: several that are left would take the memory of those that are tested."""
    with running_service(FTP_PORT=str(free_port()), FTP_PLAIN="1", ALERT_SOON_S="1") as running:
        yield running


@pytest.fixture(autouse=True)
def closed_pages(request: pytest.FixtureRequest) -> Iterator[None]:
    """The pages of a test go with it: whatever is left goes on drawing what it is told. And a browser connects its pages to a
    service one after the other: a dozen that are left would come back before the one that is tested, whenever it was away."""
    running: Browser | None = request.getfixturevalue("browser") if "browser" in request.fixturenames else None
    yield
    for context in running.contexts if running else ():
        context.close()


@pytest.fixture(scope="session")
def film(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The guest before a camera."""
    return camera_film(photos_before_camera(sample, GUEST), tmp_path_factory.mktemp("camera"))


@pytest.fixture(scope="module")
def browser(film: Path) -> Iterator[Browser]:
    """Chromium, with the guest before its camera."""
    with chromium(film, whole=False) as running:
        yield running
