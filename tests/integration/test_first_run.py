"""What an empty installation gets, and what a killed first run leaves to the next."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.adapters.object_blobs import ObjectBlobs
from app.adapters.opening import open_deps
from app.services import accounts, sharing
from app.services.deps import Deps
from app.services.first_run import ADMIN, PHOTOGRAPHER, make_first_content
from app.services.passwords import verify_password
from app.settings import Settings
from app.store.documents import Event, Photo, User


class OutOfPower(BaseException):
    """The machine stops here."""


@pytest.fixture
async def deps(settings: Settings, sample: Path, tmp_path: Path) -> AsyncIterator[Deps]:
    """With three sample photos instead of all, among them the one for the cover."""
    models = tmp_path / "models"
    for photo in (*sorted((sample / "madonna").glob("*.jpg"))[:2], sample / "elton_john" / "train-04.jpg"):
        (models / "sample" / photo.parent.name).mkdir(parents=True, exist_ok=True)
        shutil.copy(photo, models / "sample" / photo.parent.name)
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    async with open_deps(settings.model_copy(update={"models_dir": models})) as opened:
        yield opened


def password_in(lines: list[str], email: str) -> str:
    return next(line.split()[-1] for line in lines if email in line)


async def opens(email: str, password: str) -> bool:
    user = await User.find_one({"email": email})
    return user is not None and await verify_password(user.password_hash, password)


async def test_an_empty_installation_gets_accounts_a_demo_event_and_its_photos(deps: Deps) -> None:
    said: list[str] = []
    await make_first_content(deps, said.append)
    for email in (ADMIN, PHOTOGRAPHER):
        assert await opens(email, password_in(said, email))
    (event,) = await Event.find_all().to_list()
    assert await Photo.find({"event_id": event.id}).count() == 3
    cover = await Photo.get(event.cover_photo_id or "")
    assert cover is not None
    assert cover.name == "elton_john train-04.jpg"
    token = said[-1].rpartition("/")[2]
    assert (await sharing.open_link(deps, token, pin=None, address="127.0.0.1")).event.id == event.id
    assert not list(deps.settings.data_dir.glob("first_run*"))


async def test_it_happens_once(deps: Deps) -> None:
    await make_first_content(deps, lambda line: None)
    said: list[str] = []
    await make_first_content(deps, said.append)
    assert said == []
    assert await Event.find_all().count() == 1


async def test_a_database_in_use_is_left_alone(deps: Deps) -> None:
    await accounts.create_admin("somebody@example.org", "a good password", "Somebody")
    await make_first_content(deps, lambda line: None)
    assert await User.find_all().count() == 1


async def test_after_a_power_cut_the_passwords_shown_are_the_ones_that_work(deps: Deps) -> None:
    def cut(line: str) -> None:
        raise OutOfPower

    with pytest.raises(OutOfPower):
        await make_first_content(deps, cut)
    notes = deps.settings.data_dir / "first_run.json"
    assert notes.stat().st_mode & 0o077 == 0
    said: list[str] = []
    await make_first_content(deps, said.append)
    assert await opens(ADMIN, password_in(said, ADMIN))
    assert await Event.find_all().count() == 1
    assert not notes.exists()


async def test_a_first_run_cut_while_it_uploads_goes_on_without_showing_anything_again(deps: Deps) -> None:
    class FullDisk(ObjectBlobs):
        """A blob store that takes nothing."""

        async def put(self, key: str, data: bytes | AsyncIterator[bytes]) -> None:
            raise OutOfPower

    said: list[str] = []
    with pytest.raises(OutOfPower):
        await make_first_content(replace(deps, blobs=FullDisk("memory:///")), said.append)
    assert password_in(said, ADMIN) not in (deps.settings.data_dir / "first_run.json").read_text()
    again: list[str] = []
    await make_first_content(deps, again.append)
    assert again == []
    (photographer,) = await User.find({"email": PHOTOGRAPHER}).to_list()
    (event,) = await Event.find({"owner_id": photographer.id}).to_list()
    assert await Photo.find({"event_id": event.id}).count() == 3
