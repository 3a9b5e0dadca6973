"""``python server.py ingest``: a folder goes up, is watched, and what failed is said."""

from __future__ import annotations

import asyncio
import io
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest
from anyio import to_thread
from rich.console import Console

from app.adapters.ingest_client import ingest_folder, photos_in
from app.services import photos
from app.services.deps import Deps
from app.store.documents import Event, Photo, PhotoStatus
from tests.integration.sockets import serving
from tests.integration.web import PASSWORD
from tests.painted import PaintedEngine, painted
from tests.stage import Stage
from workers.photo import Bench


class Installation:
    """A running service: its address, and an event of the account with ``token``."""

    def __init__(self, url: str, token: str, event_id: int) -> None:
        self.url, self.token, self.event_id = url, token, event_id
        self.printed = io.StringIO()

    async def ingest(self, folder: Path, token: str | None = None) -> int:
        """The command; returns its exit status."""
        console = Console(file=self.printed, width=200, force_terminal=False)
        token = self.token if token is None else token
        return await to_thread.run_sync(ingest_folder, folder, self.event_id, self.url, token, console)

    @property
    def text(self) -> str:
        """What was printed."""
        return self.printed.getvalue()


@pytest.fixture
async def installation(deps: Deps) -> AsyncIterator[Installation]:
    """The service with a worker on painted people."""
    async with serving(deps) as address:
        url = address.replace("ws://", "http://").removesuffix("/ws")
        async with httpx.AsyncClient(base_url=f"{url}/api/v1") as client:
            account = {"email": "phoebe@example.com", "password": PASSWORD, "name": "Phoebe", "role": "photographer"}
            (await client.post("/auth/register", json=account)).raise_for_status()
            token = (await client.post("/auth/login", json=account)).json()["access_token"]
            authorized = {"Authorization": f"Bearer {token}"}
            answer = await client.post("/events", json={"name": "Party", "visibility": "private"}, headers=authorized)
        event = await Event.get(answer.json()["id"])
        assert event is not None
        async with working(deps, event):
            yield Installation(url, token, event.id)


@asynccontextmanager
async def working(deps: Deps, event: Event) -> AsyncIterator[None]:
    """A worker that takes every photo that waits."""
    from app.services.progress import ProgressPublisher

    bench, progress = Bench(60), ProgressPublisher(deps)
    stage = Stage(deps, event, PaintedEngine(), bench, progress)

    async def work() -> None:
        while True:
            for photo in await Photo.find({"status": PhotoStatus.QUEUED.value}).to_list():
                await stage.ingest.process(photo.id)
            await asyncio.sleep(0.05)

    task = asyncio.create_task(work())
    yield
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    await progress.aclose()
    bench.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Photos in subfolders, one of them twice, and things that are no photos."""
    root = tmp_path / "album"
    (root / "Tag 1").mkdir(parents=True)
    (root / ".hidden").mkdir()
    for number in range(4):
        (root / "Tag 1" / f"größe {number}.PNG").write_bytes(painted(number))
    (root / "copy.png").write_bytes(painted(0))
    (root / "notes.txt").write_text("no photo")
    (root / ".hidden" / "x.png").write_bytes(painted(9))
    return root


def test_a_folder_gives_its_photos_in_order_and_nothing_else(folder: Path) -> None:
    found = [path.relative_to(folder).as_posix() for path in photos_in(folder)]
    assert found == ["copy.png", *(f"Tag 1/größe {number}.PNG" for number in range(4))]


async def test_a_folder_is_uploaded_and_processed(installation: Installation, folder: Path) -> None:
    assert await installation.ingest(folder) == 0
    assert "5 of 5 photos are in event" in installation.text
    indexed = await Photo.find({"status": "indexed"}).to_list()
    assert {photo.name for photo in indexed} == {"copy.png", *(f"größe {number}.PNG" for number in range(1, 4))}


async def test_what_failed_is_listed_with_the_reason(installation: Installation, folder: Path) -> None:
    (folder / "cut.png").write_bytes(painted(7, 8)[:-3000])
    (folder / "text.jpg").write_text("hello")
    (folder / "empty.jpg").touch()
    assert await installation.ingest(folder) == 1
    for line in ("5 of 8 photos", "3 failed", "cut.png", "truncated", "text.jpg", "unsupported_media_type", "empty_file"):
        assert line in installation.text


async def test_the_second_time_sends_only_what_is_new_and_tries_failures_again(
    installation: Installation, folder: Path, deps: Deps
) -> None:
    assert await installation.ingest(folder) == 0
    lost = await Photo.find_one({"name": "größe 3.PNG"})
    assert lost is not None
    await deps.blobs.delete(photos.blob_keys.original(lost))
    await lost.set({"status": "failed", "error": {"code": "missing", "message": "Gone.", "retryable": True}})
    (folder / "new.png").write_bytes(painted(11))

    assert await installation.ingest(folder) == 0

    assert "6 of 6 photos are in event 1, 4 of them already before." in installation.text
    assert await Photo.find({"status": "indexed"}).count() == 5


async def test_a_token_that_does_not_hold_is_said_so(installation: Installation, folder: Path) -> None:
    assert await installation.ingest(folder, token="nonsense") == 1
    assert await installation.ingest(folder, token="") == 1
    assert "sign in" in installation.text
    assert "access token" in installation.text


async def test_an_empty_folder_is_no_error(installation: Installation, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert await installation.ingest(tmp_path / "empty") == 0
    assert "No photos" in installation.text


def test_a_service_that_is_not_there_is_said_so(folder: Path) -> None:
    printed = io.StringIO()
    assert ingest_folder(folder, 1, "http://127.0.0.1:1", "token", Console(file=printed)) == 1
    assert "http://127.0.0.1:1" in printed.getvalue()
