"""``python server.py watch``: what is in a folder goes up, and what comes, whatever happens to folder, token and service."""

from __future__ import annotations

import asyncio
import hashlib
import io
import subprocess
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
from anyio import to_thread
from anyio.lowlevel import checkpoint
from rich.console import Console

from app.adapters.folder_watch import Count, FolderWatch, Pace
from app.adapters.upload_client import Destination, Refused, UploadClient
from app.adapters.watch_client import REFUSED, Line, watch_folder
from app.adapters.watch_journal import open_journal
from app.domain.times import rfc3339, utc_now
from app.domain.vocabulary import PhotoStatus, Source
from app.store.documents import AccessToken, Photo, PhotoError
from app.store.photos import insert_once
from tests.integration.sending import Installation, Proxy, noise
from tests.painted import painted

QUICK = Pace(settle_s=0.05, rest_s=0.05, outcome_s=0.05)


@dataclass
class Heard:
    """What a watch says."""

    task: asyncio.Task[None] = field(init=False)
    now: Count = field(default_factory=Count)
    failures: list[tuple[str, str]] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)
    news: asyncio.Event = field(default_factory=asyncio.Event)

    def count(self, count: Count) -> None:
        """Told."""
        self.now = replace(count)
        self.news.set()

    def failed(self, name: str, code: str, message: str) -> None:
        """Told."""
        assert message
        self.failures.append((name, code))
        self.news.set()

    def trouble(self, text: str) -> None:
        """Told."""
        self.troubles.append(text)
        self.news.set()

    async def until(self, holds: Callable[[], bool]) -> None:
        """Wait for it; fails when the watch ends."""
        while not holds():
            self.news.clear()
            news = asyncio.ensure_future(self.news.wait())
            await asyncio.wait({news, self.task}, return_when=asyncio.FIRST_COMPLETED)
            news.cancel()
            assert not self.task.done(), self.task

    async def sent(self, number: int) -> None:
        """Wait until so many were sent and nothing is left."""
        await self.until(lambda: self.now.sent == number and self.now.left == 0)


@pytest.fixture
async def token(installation: Installation) -> str:
    """Of the owner, for uploading."""
    asked = {"name": "Tethered", "scopes": ["upload"], "expires_at": rfc3339(utc_now() + timedelta(hours=1))}
    async with httpx.AsyncClient(headers={"Authorization": f"Bearer {installation.token}"}) as owner:
        made = await owner.post(f"{installation.url}/api/v1/auth/tokens", json=asked)
    return str(made.json()["token"])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three photos, one of them in a subfolder."""
    root = tmp_path / "tethered"
    (root / "later").mkdir(parents=True)
    for number, name in enumerate(("1.png", "2.png", "later/3.png")):
        (root / name).write_bytes(painted(number))
    return root


@dataclass
class Desk:
    """Where somebody watches a folder."""

    installation: Installation
    token: str
    folder: Path
    journal: Path

    @asynccontextmanager
    async def watching(self, url: str = "", pace: Pace = QUICK) -> AsyncIterator[Heard]:
        """As the command does it, until the end of the block."""
        heard = Heard()
        to = Destination(url or self.installation.url, self.token, self.installation.event_id, Source.FOLDER)
        async with UploadClient(to, 1) as client:
            with open_journal(self.journal) as journal:
                heard.task = asyncio.create_task(FolderWatch(self.folder, client, journal, heard, pace).run())
                try:
                    yield heard
                finally:
                    heard.task.cancel()
                    await asyncio.gather(heard.task, return_exceptions=True)


@pytest.fixture
def desk(installation: Installation, token: str, folder: Path, tmp_path: Path) -> Desk:
    """With what is in the folder before."""
    return Desk(installation, token, folder, tmp_path / "watch.jsonl")


async def names() -> list[str]:
    """Of all photos that the service has."""
    return sorted(photo.name for photo in await Photo.find_all().to_list())


async def test_what_the_system_tells_while_it_looks_is_seen_at_the_next_look(desk: Desk) -> None:
    threads = to_thread.current_default_thread_limiter()

    def somebody_listens() -> bool:
        return ["FolderWatch._listen" in repr(task) for task in threads.statistics().borrowers] == [True]

    async with desk.watching() as heard:
        await heard.sent(3)
        threads.total_tokens, usual = 1, threads.total_tokens
        try:
            # A look has begun once it knows that the folder is there; who listens has the one thread that it needs to go on.
            while threads.borrowed_tokens != 1 or somebody_listens():
                await checkpoint()
            while not somebody_listens() or not threads.statistics().tasks_waiting:
                await checkpoint()
            (desk.folder / "4.png").write_bytes(painted(4))
            async with asyncio.timeout(30):  # Half as long as until it looks at everything again.
                await heard.until(lambda: heard.now.left + heard.now.sent == 4)
        finally:
            threads.total_tokens = usual
        await heard.sent(4)


@pytest.mark.parametrize("pace", [QUICK, replace(QUICK, poll_s=0.05)], ids=["told by the system", "polling"])
async def test_what_is_there_is_sent_and_then_what_comes(desk: Desk, pace: Pace) -> None:
    async with desk.watching(pace=pace) as heard:
        await heard.sent(3)
        (desk.folder / ".hidden.png").write_bytes(painted(8))
        (desk.folder / "4.png.part").write_bytes(painted(9))
        (desk.folder / "4.png").write_bytes(painted(4))
        (desk.folder / "tonight").mkdir()
        (desk.folder / "tonight" / "5.png").write_bytes(painted(5))
        await heard.sent(5)
        (desk.folder / "4.png.part").rename(desk.folder / "6.png")
        await heard.sent(6)
    assert await names() == ["1.png", "2.png", "3.png", "4.png", "5.png", "6.png"]
    assert {photo.source for photo in await Photo.find_all().to_list()} == {Source.FOLDER}
    assert heard.failures == []


async def test_who_starts_again_sends_and_asks_nothing_twice(desk: Desk) -> None:
    async with desk.watching() as heard:
        await heard.sent(3)
    (desk.folder / "4.png").write_bytes(painted(4))
    asked: list[str] = []

    def rule(method: str, _: int) -> str:
        asked.append(method)
        return "pass"

    async with Proxy(desk.installation.url, rule) as url, desk.watching(url) as heard:
        await heard.sent(1)
        assert heard.now.known == 0
    assert asked[:3] == ["POST", "POST", "PATCH"], "is it known, begin, send: of one photo"
    assert asked.count("PATCH") == 1


async def test_without_its_journal_it_asks_what_the_service_has(desk: Desk) -> None:
    async with desk.watching() as heard:
        await heard.sent(3)
    desk.journal.unlink()
    async with desk.watching() as heard:
        await heard.until(lambda: heard.now.known == 3)
        assert heard.now.sent == 0


async def test_a_service_that_is_away_is_said_and_waited_for(desk: Desk) -> None:
    away = True

    async with (
        Proxy(desk.installation.url, lambda *_: "cut" if away else "pass") as url,
        desk.watching(url) as heard,
    ):
        await heard.until(lambda: any("Trying again" in text for text in heard.troubles))
        away = False
        await heard.sent(3)
        assert heard.troubles[-1] == ""
    assert await names() == ["1.png", "2.png", "3.png"]


async def test_a_token_that_is_revoked_ends_it(desk: Desk) -> None:
    async with desk.watching() as heard:
        await heard.sent(3)
        await AccessToken.find_all().delete()
        (desk.folder / "4.png").write_bytes(painted(4))
        with pytest.raises(Refused) as refused:
            await heard.task
    assert refused.value.status == 401
    assert await names() == ["1.png", "2.png", "3.png"]


async def test_a_folder_that_goes_and_comes_back_is_looked_at_anew(desk: Desk) -> None:
    async with desk.watching() as heard:
        await heard.sent(3)
        away = desk.folder.with_name("unplugged")
        desk.folder.rename(away)
        await heard.until(lambda: "is not there" in heard.troubles[-1])
        (away / "4.png").write_bytes(painted(4))
        away.rename(desk.folder)
        await heard.sent(4)
        assert heard.troubles[-1] == ""
        (desk.folder / "5.png").write_bytes(painted(5))
        await heard.sent(5)


@pytest.mark.parametrize("pace", [QUICK, replace(QUICK, poll_s=0.05)], ids=["told by the system", "polling"])
async def test_a_drive_that_is_unmounted_and_comes_back_is_sent_once_and_gone_on_with(
    desk: Desk, small_disk: Path, tmp_path: Path, pace: Pace
) -> None:
    """Its folder stays, empty: that is no reason to forget anything, nor to end."""
    card = tmp_path / "card"
    (small_disk / "DCIM").mkdir()
    desk = replace(desk, folder=small_disk)
    (small_disk / "DCIM" / "1.png").write_bytes(painted(1))
    async with desk.watching(pace=pace) as heard:
        await heard.sent(1)
        await run("mount", "--bind", small_disk, made_folder(card))  # the drive itself, which is elsewhere meanwhile
        await run("umount", "--lazy", small_disk)
        (card / "DCIM" / "2.png").write_bytes(painted(2))
        (small_disk / "3.png").write_bytes(painted(3))  # what a program puts where the drive was
        await heard.sent(2)
        await run("mount", "--bind", card, small_disk)
        await run("umount", card)
        await heard.sent(3)
        (small_disk / "DCIM" / "4.png").write_bytes(painted(4))
        await heard.sent(4)
        assert heard.failures == []
    async with desk.watching(pace=pace) as heard:
        (small_disk / "5.png").write_bytes(painted(5))
        await heard.sent(1)
    assert await names() == ["1.png", "2.png", "3.png", "4.png", "5.png"]


async def run(*command: str | Path) -> None:
    """A command that succeeds."""
    await to_thread.run_sync(lambda: subprocess.run(command, check=True, capture_output=True))


def made_folder(path: Path) -> Path:
    """It is there."""
    path.mkdir()
    return path


async def test_a_folder_may_come_later(desk: Desk) -> None:
    later = desk.folder.with_name("later")
    desk.folder.rename(later)
    async with desk.watching() as heard:
        await heard.until(lambda: bool(heard.troubles))
        later.rename(desk.folder)
        await heard.sent(3)


async def test_a_file_that_changes_on_its_way_is_sent_as_it_is_then(desk: Desk) -> None:
    for path in desk.folder.rglob("*.png"):
        path.unlink()
    victim = noise(desk.folder, "large.png")
    changed = False

    def rule(method: str, _: int) -> str:
        nonlocal changed
        if method != "PATCH" or changed:
            return "pass"
        changed = True
        victim.write_bytes(painted(3))
        return "cut"

    async with Proxy(desk.installation.url, rule) as url, desk.watching(url) as heard:
        await heard.sent(1)
    [photo] = await Photo.find_all().to_list()
    assert photo.size == len(painted(3))


async def test_what_is_no_photo_is_said_once_and_what_the_workers_find_is_said_too(desk: Desk) -> None:
    (desk.folder / "text.jpg").write_text("hello")
    (desk.folder / "cut.png").write_bytes(painted(7, 8)[:-3000])
    async with desk.watching() as heard:
        await heard.until(lambda: len(heard.failures) == 2)
        assert set(heard.failures) == {("text.jpg", "unsupported_media_type"), ("cut.png", "truncated")}
        await heard.sent(4)  # Else the next one sends what this one has not.
    async with desk.watching() as heard:
        (desk.folder / "4.png").write_bytes(painted(4))
        await heard.sent(1)
        assert heard.failures == []


async def test_what_the_workers_find_of_a_photo_that_came_before_is_said_too(desk: Desk) -> None:
    content = painted(4)
    came = Photo(
        event_id=desk.installation.event_id,
        seq=0,
        name="4.png",
        content_hash=hashlib.sha256(content).hexdigest(),
        size=len(content),
        media_type="image/png",
        status=PhotoStatus.PROCESSING,
    )
    await insert_once(came)
    (desk.folder / "4.png").write_bytes(content)
    async with desk.watching() as heard:
        await heard.until(lambda: heard.now.known == 1)
        error = PhotoError(code="truncated", message="It ends before its end.", retryable=False)
        await Photo.find_one(Photo.id == came.id).update({"$set": {"status": PhotoStatus.FAILED, "error": error.model_dump()}})
        await heard.until(lambda: bool(heard.failures))
        assert heard.failures == [("4.png", "truncated")]


async def test_the_command_says_why_it_ends(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    printed = io.StringIO()
    console = Console(file=printed, width=200)
    url, event_id = desk.installation.url, desk.installation.event_id
    for token, said in (("nonsense", "sign in"), ("", "access token")):
        status = await to_thread.run_sync(watch_folder, desk.folder, Destination(url, token, event_id), QUICK, console)
        assert status == REFUSED
        assert said in printed.getvalue()


def test_a_log_has_a_line_when_all_is_sent_and_every_hundred_photos() -> None:
    printed = io.StringIO()
    with Line(Console(file=printed, width=200, force_terminal=False)) as line:
        for sent in range(250):
            line.count(Count(sent=sent, left=250 - sent))
        line.trouble("The service is away.")
        line.trouble("The service is away.")
        line.count(Count(sent=250, known=3, failed=1))
        line.count(Count(sent=250, known=3, failed=1))
    assert printed.getvalue().splitlines() == [
        "100 sent, 150 to go",
        "200 sent, 50 to go",
        "The service is away.",
        "250 sent, 3 there already, 1 failed, waiting for more",
    ]


async def test_what_lies_in_a_folder_for_finals_replaces_photos(desk: Desk) -> None:
    async with desk.watching() as heard:
        await heard.sent(3)
        (desk.folder / "finals").mkdir()
        (desk.folder / "finals" / "1.png").write_bytes(painted(0, look=7))
        await heard.sent(4)
    final = await Photo.find_one({"final": True})
    assert final is not None
    assert (final.name, await Photo.find({"final": True}).count()) == ("1.png", 1)
