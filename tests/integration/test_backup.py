"""A backup of a service that goes on, and the way back into an empty one; nothing that was erased comes back with it."""

from __future__ import annotations

import os
import shutil
import subprocess
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import bson
import pytest

from app.adapters.key_copies import bring_back, copy_keys
from app.adapters.key_places import key_folder
from app.adapters.opening import open_deps
from app.domain.vocabulary import PhotoStatus, SearchStage
from app.errors import Conflict, Unacceptable
from app.services import backup, blob_keys, photos, privacy
from app.services.backup import RestoreReport
from app.services.deps import Deps
from app.settings import Settings
from app.store import faces
from app.store import photos as photo_store
from app.store.documents import Consent, Event, EventStats, FaceEntry, Photo, Search, Session
from tests.client import PASSWORD, photographer
from tests.covered import python
from tests.painted import painted
from tests.service import BACKEND_SETTINGS, REPOSITORY, running_service
from tests.stage import Stage, open_stage, stage_of


@pytest.fixture
async def stage(deps: Deps) -> AsyncIterator[Stage]:
    async with open_stage(deps) as opened:
        yield opened


def nothing_said(what: str, done: int, total: int) -> None:
    """Nobody watches."""


async def backed_up(stage: Stage, folder: Path) -> backup.BackupReport:
    return await backup.back_up(stage.deps, folder, nothing_said)


def keys_of(settings: Settings) -> Path:
    """The folder of an installation's keys."""
    folder = key_folder(settings)
    assert folder is not None
    return folder


@asynccontextmanager
async def restored(stage: Stage, folder: Path, keys: Path | None) -> AsyncIterator[tuple[Deps, RestoreReport]]:
    """A new machine with what came back of the backup, and of the keys that ``keys`` holds a copy of."""
    settings = stage.deps.settings.model_copy(
        update={"data_dir": folder.parent / f"new-{uuid.uuid4().hex[:6]}", "mongodb_database": f"test_{uuid.uuid4().hex[:12]}"}
    )
    if keys:
        bring_back(keys, keys_of(settings))
    async with open_deps(settings) as deps:
        yield deps, await backup.restore(deps, folder, nothing_said, with_keys=keys is not None)


def copied_keys(stage: Stage, folder: Path) -> Path:
    copy_keys(keys_of(stage.deps.settings), stage.deps.settings.secret_key.get_secret_value(), folder)
    return folder


async def test_all_that_a_service_has_comes_back_and_goes_on(stage: Stage, tmp_path: Path) -> None:
    mine = await stage.index(3, look=1)
    other = await stage.index(5, look=2)
    search = await stage.search(painted(3, look=9))
    await backed_up(stage, tmp_path / "backup")
    async with restored(stage, tmp_path / "backup", copied_keys(stage, tmp_path / "keys")) as (deps, report):
        assert (report.photos, report.events, report.searches, report.missing) == (2, 1, 1, [])
        assert await deps.blobs.get(blob_keys.original(mine)) == await stage.deps.blobs.get(blob_keys.original(mine))
        event = await Event.get(stage.event.id)
        assert event is not None
        async with stage_of(deps, event, stage.engine) as new:
            assert await new.matched(search) == [mine.id]
            later = await new.index(3, 5, look=3)
            assert await new.announced(search) == [mine.id, later.id], "both share one Redis here"
            assert set(await new.matched(await new.search(painted(5, look=9)))) == {other.id, later.id}
        counted = await EventStats.get(event.id)
        assert counted is not None
        assert (counted.total, counted.indexed, counted.faces) == (3, 3, 4)


async def test_a_final_comes_back_and_so_does_its_proof(stage: Stage, tmp_path: Path) -> None:
    photo = await stage.index(3, name="IMG_1.png")
    final = await stage.accept(3, look=7, name="IMG_1.png", final=True)
    await stage.ingest.process(final.id)
    await backed_up(stage, tmp_path / "backup")
    async with restored(stage, tmp_path / "backup", copied_keys(stage, tmp_path / "keys")) as (deps, report):
        assert report.missing == []
        back = await photo_store.get(photo.id)
        assert back is not None
        assert back.final_id == final.id
        for key, look in ((blob_keys.original(back), 7), (blob_keys.original(back.as_proof()), 0)):
            assert await deps.blobs.get(key) == painted(3, look=look)
        await deps.blobs.info(blob_keys.preview(back))


async def test_what_was_erased_after_the_backup_stays_erased(stage: Stage, tmp_path: Path) -> None:
    await stage.index(3, look=1)
    kept, taken_back = await stage.search(painted(3, look=8)), await stage.search(painted(3, look=9))
    async with open_stage(stage.deps, event_id=2) as doomed:
        photo = await doomed.index(3, look=2)
        await backed_up(stage, tmp_path / "backup")
        copied_keys(stage, tmp_path / "keys")
        await privacy.withdraw_search(stage.deps, taken_back)
        await privacy.delete_event(stage.deps, doomed.event, None)
    async with restored(stage, tmp_path / "backup", copied_keys(stage, tmp_path / "keys")) as (deps, report):
        assert (report.events, report.events_erased, report.searches, report.searches_erased) == (1, 1, 1, 1)
        assert [search.id for search in await Search.find_all().to_list()] == [kept.id]
        assert await Photo.find({"event_id": 2}).to_list() == []
        assert not [path for path in deps.settings.data_dir.rglob("*") if photo.id in path.name]
        event = await Event.get(2)
        assert event is not None
        assert event.deleted_at is not None
        consent = await Consent.find_one({"search_id": taken_back.id})
        assert consent is not None
        assert consent.withdrawn_at is not None


async def test_without_keys_faces_are_found_again_and_guests_search_anew(stage: Stage, tmp_path: Path) -> None:
    photo = await stage.index(3)
    await stage.search(painted(3, look=9))
    await backed_up(stage, tmp_path / "backup")
    async with restored(stage, tmp_path / "backup", None) as (deps, report):
        assert (report.events, report.searches, report.searches_erased) == (1, 0, 1)
        assert (await Photo.get(photo.id)).status is PhotoStatus.QUEUED  # type: ignore[union-attr]
        event = await Event.get(stage.event.id)
        assert event is not None
        async with stage_of(deps, event, stage.engine) as new:
            await new.ingest.process(photo.id)
            found = await new.search(painted(3, look=9))
            assert (found.state, await new.matched(found)) == (SearchStage.LIVE, [photo.id])
        counted = await EventStats.get(event.id)
        assert counted is not None
        assert (counted.total, counted.indexed, counted.faces) == (1, 1, 1)


async def test_a_second_backup_copies_what_is_new_and_removes_what_was_deleted(stage: Stage, tmp_path: Path) -> None:
    gone, stays = await stage.index(3, look=1), await stage.index(3, look=2)
    first = await backed_up(stage, tmp_path / "backup")
    await photos.delete(stage.deps, gone)
    new = await stage.index(5)
    second = await backed_up(stage, tmp_path / "backup")
    assert (first.photos, second.photos) == (2, 2)
    assert second.copied == first.copied // 2
    assert second.removed == first.copied // 2
    names = {path.name for path in (tmp_path / "backup" / "blobs").rglob("*") if path.is_file()}
    assert not [name for name in names if gone.id in name]
    assert [name for name in names if stays.id in name]
    assert [name for name in names if new.id in name]


async def test_an_entry_that_a_log_lacks_leaves_its_number(stage: Stage, tmp_path: Path) -> None:
    for look in range(3):
        await stage.index(3, look=look)
    await backed_up(stage, tmp_path / "backup")
    dump = tmp_path / "backup" / "database" / f"{FaceEntry.get_collection_name()}.bson"
    rows = bson.decode_all(dump.read_bytes())
    dump.write_bytes(b"".join(bson.encode(row) for row in rows if row["seq"] != 2))
    async with restored(stage, tmp_path / "backup", copied_keys(stage, tmp_path / "keys")):
        entries = await faces.after(stage.event.id, stage.engine.id, 0)
        assert [(entry.seq, entry.kind) for entry in entries] == [(1, "add"), (2, "void"), (3, "add")]


async def test_a_backup_holds_no_key_and_no_way_to_sign_in(stage: Stage, tmp_path: Path) -> None:
    await stage.index(3)
    await Session(user_id="somebody", expires_at=stage.event.created_at).insert()
    await backed_up(stage, tmp_path / "backup")
    everything = b"".join(path.read_bytes() for path in (tmp_path / "backup").rglob("*") if path.is_file())
    keys = [path.read_bytes() for path in keys_of(stage.deps.settings).iterdir() if not path.name.startswith(".")]
    assert keys
    assert not [key for key in keys if key in everything]
    assert stage.deps.settings.secret_key.get_secret_value().encode() not in everything
    assert not (tmp_path / "backup" / "database" / "sessions.bson").exists()


async def test_nothing_is_restored_over_data_or_from_half_a_backup(stage: Stage, tmp_path: Path) -> None:
    await stage.index(3)
    await backed_up(stage, tmp_path / "backup")
    with pytest.raises(Conflict):
        await backup.restore(stage.deps, tmp_path / "backup", nothing_said, with_keys=True)
    (tmp_path / "backup" / "manifest.json").unlink()
    with pytest.raises(Unacceptable):
        await backup.restore(stage.deps, tmp_path / "backup", nothing_said, with_keys=True)
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("not to be touched")
    with pytest.raises(Conflict):
        await backed_up(stage, tmp_path / "mine")


def run(arguments: list[str], data_dir: Path) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if name not in BACKEND_SETTINGS}
    command = [*python(), "server.py", *arguments]
    return subprocess.run(
        command, cwd=REPOSITORY, env=kept | {"DATA_DIR": str(data_dir)}, capture_output=True, text=True, timeout=200, check=False
    )


def test_the_commands_bring_a_running_service_to_another_folder(models_dir: Path, tmp_path: Path) -> None:
    old, new, copy, keys = (tmp_path / name for name in ("old", "new", "copy", "keys"))
    with running_service(old) as service:
        owner = photographer(service.url)
        email = owner.call("GET", "/auth/me", 200)["email"]
        event_id = owner.create_event()
        link = owner.share(event_id)
        owner.upload(event_id, [("photo.png", painted(3))])
        owner.wait_indexed(event_id, 1)
        made = run(["backup", str(copy), "--keys", str(keys)], old)
        assert made.returncode == 0, made.stderr
        assert run(["restore", str(copy), "--keys", str(keys)], old).returncode != 0, "a service runs there"
    refused = run(["restore", str(copy)], new)
    assert "--without-keys" in refused.stderr
    brought = run(["restore", str(copy), "--keys", str(keys)], new)
    assert brought.returncode == 0, brought.stderr
    shutil.rmtree(old)
    with running_service(new) as service:
        answer = owner.__class__(service.url).call("POST", "/auth/login", 200, json={"email": email, "password": PASSWORD})
        back = owner.__class__(service.url, answer["access_token"])
        [photo] = back.photos(event_id)
        assert photo["status"] == "indexed"
        assert back.http.get(service.url + photo["preview_url"]).status_code == 200
        owner.__class__(service.url).call("GET", f"/share/{link}", 200)
