"""``python server.py ingest``: a folder goes up, is watched, and what failed is said."""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
from rich.console import Console

from app.adapters.ingest_client import Failure, _Tally, ingest_folder
from app.adapters.photo_files import photos_in
from app.adapters.upload_client import Destination
from app.domain.times import rfc3339, utc_now
from app.services import blob_keys
from app.services.deps import Deps
from app.store.documents import Photo
from tests.cards import CODES, write_card
from tests.integration.sending import Installation, Proxy, noise
from tests.painted import painted
from tests.unit.images.raws import RAWS, picture


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


async def through(installation: Installation, folder: Path, rule: Callable[[str, int], str]) -> int:
    """The command by way of such a proxy."""
    async with Proxy(installation.url, rule) as url:
        direct, installation.url = installation.url, url
        try:
            return await installation.ingest(folder)
        finally:
            installation.url = direct


@pytest.fixture
def one_photo(tmp_path: Path) -> Path:
    """A folder with a photo of two megabytes."""
    folder = tmp_path / "card"
    folder.mkdir()
    noise(folder, "large.png")
    return folder


@pytest.mark.parametrize("how", ["cut", "413"])
async def test_a_proxy_that_takes_no_large_pieces_is_sent_smaller_ones(
    installation: Installation, one_photo: Path, how: str
) -> None:
    lengths: list[int] = []

    def rule(method: str, length: int) -> str:
        lengths.append(length if method == "PATCH" else 0)
        return how if method == "PATCH" and length > 600_000 else "pass"

    assert await through(installation, one_photo, rule) == 0
    assert "1 of 1 photos" in installation.text
    assert max(lengths) > 600_000 > lengths[-1]
    assert await Photo.find({"status": "indexed"}).count() == 1


@pytest.mark.parametrize("how", ["cut", "empty"])
async def test_a_proxy_that_lets_no_piece_through_ends_in_a_failure_and_not_never(
    installation: Installation, one_photo: Path, how: str
) -> None:
    (one_photo / "copy.png").write_bytes((one_photo / "large.png").read_bytes() + b"\0")
    pieces = 0

    def rule(method: str, length: int) -> str:
        nonlocal pieces
        pieces += method == "PATCH"
        assert pieces < 60, "for ever"
        return how if method == "PATCH" else "pass"

    assert await through(installation, one_photo, rule) == 1
    assert "0 of 2 photos" in installation.text
    assert 10 < pieces < 30


async def test_a_piece_whose_answer_is_lost_is_not_lost(installation: Installation, one_photo: Path) -> None:
    heard = ["deaf", "pass"]
    assert await through(installation, one_photo, lambda method, _: heard.pop(0) if method == "PATCH" and heard else "pass") == 0
    assert await Photo.find({"status": "indexed"}).count() == 1


async def test_an_upload_that_the_service_does_not_know_any_more_is_begun_anew(
    installation: Installation, one_photo: Path
) -> None:
    heard = ["404"]
    assert await through(installation, one_photo, lambda method, _: heard.pop(0) if method == "PATCH" and heard else "pass") == 0
    assert await Photo.find({"status": "indexed"}).count() == 1


@pytest.mark.parametrize("shrinks", [True, False], ids=["shrinks", "is written anew"])
async def test_a_file_that_changes_meanwhile_is_said_so_and_the_others_go_on(
    installation: Installation, one_photo: Path, shrinks: bool
) -> None:
    victim = one_photo / "large.png"
    (one_photo / "other.png").write_bytes(painted(1))
    size = victim.stat().st_size
    changed = False

    def rule(method: str, length: int) -> str:
        nonlocal changed
        if method == "PATCH" and not changed and length > 100_000:
            changed = True
            data = victim.read_bytes()
            victim.write_bytes(data[: size // 3] if shrinks else data[: size // 3] + bytes(size - size // 3))
            return "cut"
        return "pass"

    assert await through(installation, one_photo, rule) == 1
    assert "file_changed" in installation.text
    assert [photo.name for photo in await Photo.find_all().to_list()] == ["other.png"]


async def test_two_files_of_equal_name_size_and_time_are_two_photos(installation: Installation, tmp_path: Path) -> None:
    for number in range(2):
        folder = tmp_path / "album" / str(number)
        folder.mkdir(parents=True)
        path = noise(folder, "IMG_1.png", number)
        path.write_bytes(path.read_bytes().ljust(2_000_000, b"\0"))
        os.utime(path, (1_700_000_000, 1_700_000_000))
    assert await installation.ingest(tmp_path / "album") == 0
    assert len({photo.content_hash for photo in await Photo.find({"status": "indexed"}).to_list()}) == 2


def test_a_folder_gives_its_photos_in_order_and_nothing_else(folder: Path) -> None:
    found = [path.relative_to(folder).as_posix() for path in photos_in(folder)]
    assert found == ["copy.png", *(f"Tag 1/größe {number}.PNG" for number in range(4))]


async def test_a_folder_is_uploaded_and_processed(installation: Installation, folder: Path) -> None:
    (folder / "DSC_1.NEF").write_bytes(RAWS["nef"](picture()))
    (folder / "MVI_1.MOV").touch()
    assert await installation.ingest(folder) == 0
    assert "1 video, not sent." in installation.text
    assert "6 of 6 photos are in event" in installation.text
    indexed = await Photo.find({"status": "indexed"}).to_list()
    assert {photo.name for photo in indexed} == {"copy.png", "DSC_1.NEF", *(f"größe {number}.PNG" for number in range(1, 4))}


async def test_what_failed_is_listed_with_the_reason(installation: Installation, folder: Path) -> None:
    (folder / "cut.png").write_bytes(painted(7, 8)[:-3000])
    (folder / "text.jpg").write_text("hello")
    (folder / "empty.jpg").touch()
    assert await installation.ingest(folder) == 1
    for line in ("5 of 8 photos", "3 failed", "cut.png", "truncated", "text.jpg", "unsupported_media_type", "empty_file"):
        assert line in installation.text


async def test_of_a_card_with_broken_files_each_is_named_with_its_reason_and_every_good_one_is_there_once(
    installation: Installation, tmp_path: Path
) -> None:
    wrong = write_card(tmp_path, 60, 10)
    assert await installation.ingest(tmp_path) == 1
    assert f"50 of 60 photos are in event {installation.event_id}." in installation.text
    assert f"{len(wrong)} failed" in installation.text
    rows = [line.split("│") for line in installation.text.splitlines() if line.startswith("│")]
    named = {name.strip(): (code.strip(), why.strip()) for _, name, code, why, _ in rows}
    assert named.keys() == wrong.keys()
    for name, (code, why) in named.items():
        assert code == CODES[wrong[name]], f"{name} ({wrong[name]})"
        assert why
    good = {path.name for path in tmp_path.rglob("*.JPG")} - {Path(name).name for name in wrong}
    assert sorted(photo.name for photo in await Photo.find({"status": "indexed"}).to_list()) == sorted(good)


def test_a_photo_that_fails_before_its_upload_is_answered_is_listed_too() -> None:
    tally = _Tally(2)
    failed = {"id": "a", "status": "failed", "error": {"code": "truncated", "message": "Cut off."}}
    tally.told(failed)
    tally.told({"id": "b", "status": "indexed"})
    tally.uploaded("a", "cut.png", "0a")
    tally.uploaded("b", "whole.png", "0b")
    assert tally.failures == [Failure("cut.png", "truncated", "Cut off.")]
    assert not tally.waiting


async def test_the_second_time_sends_only_what_is_new_and_tries_failures_again(
    installation: Installation, folder: Path, deps: Deps
) -> None:
    assert await installation.ingest(folder) == 0
    lost = await Photo.find_one({"name": "größe 3.PNG"})
    assert lost is not None
    await deps.blobs.delete(blob_keys.original(lost))
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


async def test_a_token_that_may_only_upload_is_enough_and_hears_what_failed(installation: Installation, folder: Path) -> None:
    (folder / "cut.png").write_bytes(painted(7, 8)[:-3000])
    asked = {"name": "Laptop", "scopes": ["upload"], "expires_at": rfc3339(utc_now() + timedelta(hours=1))}
    async with httpx.AsyncClient(headers={"Authorization": f"Bearer {installation.token}"}) as owner:
        made = await owner.post(f"{installation.url}/api/v1/auth/tokens", json=asked)
    assert await installation.ingest(folder, made.json()["token"]) == 1
    for line in ("5 of 6 photos are in event", "1 failed", "cut.png", "truncated"):
        assert line in installation.text


async def test_an_empty_folder_is_no_error(installation: Installation, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert await installation.ingest(tmp_path / "empty") == 0
    assert "No photos" in installation.text


def test_a_service_that_is_not_there_is_said_so(folder: Path) -> None:
    printed = io.StringIO()
    assert ingest_folder(folder, Destination("http://127.0.0.1:1", "token", 1), Console(file=printed)) == 1
    assert "http://127.0.0.1:1" in printed.getvalue()


async def test_a_folder_of_finals_replaces_photos_and_says_how_many(installation: Installation, tmp_path: Path) -> None:
    for folder, look in (("card", 0), ("edited", 7)):
        (tmp_path / folder).mkdir()
        for number in range(3):
            (tmp_path / folder / f"IMG_{number}.png").write_bytes(painted(number, look=look))
    (tmp_path / "edited" / "IMG_9.png").write_bytes(painted(9))
    assert await installation.ingest(tmp_path / "card") == 0
    assert await installation.ingest(tmp_path / "edited", finals=True) == 0
    assert "3 replaced, 1 had no proof" in installation.text
    assert await Photo.find({"final_id": {"$ne": None}}).count() == 3
