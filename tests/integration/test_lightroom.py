"""The Lightroom plug-in's client, by a plain Lua, against the real service."""

from __future__ import annotations

import asyncio
import json
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

import httpx

from app.domain.times import rfc3339, utc_now
from app.store.documents import Photo
from tests.integration.sending import Installation
from tests.painted import painted
from tests.programs import lua, program

ROOT: Final = Path(__file__).parents[2]
PLUGIN: Final = ROOT / "integrations" / "lightroom" / "eventphotos.lrplugin"


async def token_for(installation: Installation, *scopes: str) -> str:
    """A personal access token, as a photographer makes it for the plug-in."""
    wanted = {"name": "Lightroom", "scopes": list(scopes), "expires_at": rfc3339(utc_now() + timedelta(days=30))}
    async with httpx.AsyncClient(base_url=f"{installation.url}/api/v1") as client:
        headers = {"Authorization": f"Bearer {installation.token}"}
        answer = await client.post("/auth/tokens", json=wanted, headers=headers)
    token: str = answer.raise_for_status().json()["token"]
    return token


async def call(installation: Installation, token: str, method: str, *arguments: str) -> dict[str, Any]:
    """What the client's method returned: ``found``, or ``message`` and ``code``."""
    program("curl")  # The client sends by it.
    where = [str(PLUGIN), f"{installation.url}/", token, str(installation.event_id)]
    client = await asyncio.create_subprocess_exec(
        lua(), str(ROOT / "tests" / "lua" / "run.lua"), *where, method, *arguments, stdout=asyncio.subprocess.PIPE
    )
    out, _ = await client.communicate()
    assert client.returncode == 0
    said: dict[str, Any] = json.loads(out)
    return said


async def sent(installation: Installation, folder: Path, name: str, picture: bytes) -> Photo:
    folder.mkdir()
    (folder / name).write_bytes(picture)
    assert await installation.ingest(folder) == 0
    photo = await Photo.find_one({"name": name})
    assert photo is not None
    return photo


async def test_a_published_photo_replaces_the_one_of_its_name_and_its_stars_come_back(
    installation: Installation, tmp_path: Path
) -> None:
    photo = await sent(installation, tmp_path / "card", "IMG_1.png", painted(1))
    await Photo.find({"_id": photo.id}).update({"$set": {"stars": 4}})
    token = await token_for(installation, "upload", "read", "manage")
    edited = tmp_path / "rendered.png"
    edited.write_bytes(painted(1, look=7))
    assert (await call(installation, token, "eventName"))["found"] == "Party"
    published = await call(installation, token, "publish", str(edited), "img_1.png")
    assert published["found"] == {"id": photo.id, "state": "replaced"}
    assert (await call(installation, token, "publish", str(edited), "img_1.png"))["found"] == {
        "id": photo.id,
        "state": "duplicate",
    }
    stars = (await call(installation, token, "stars"))["found"]
    assert stars == {"byId": {photo.id: 4}, "byStem": {"img_1": 4}}
    assert (await call(installation, token, "withdraw", photo.id))["found"] is True
    assert (await call(installation, token, "withdraw", "nobody"))["found"] is False


async def test_a_final_without_a_photo_is_said_to_be_one(installation: Installation, tmp_path: Path) -> None:
    edited = tmp_path / "rendered.png"
    edited.write_bytes(painted(2))
    token = await token_for(installation, "upload", "read")
    published = (await call(installation, token, "publish", str(edited), "IMG_9.png"))["found"]
    assert published["state"] == "no_proof"
    photo = await Photo.get(published["id"])
    assert photo is not None
    assert photo.name == "IMG_9.png"


async def test_what_the_service_refuses_is_said_in_its_words(installation: Installation, tmp_path: Path) -> None:
    text = tmp_path / "notes.jpg"
    text.write_text("no photo, and longer than what tells an image from none")
    token = await token_for(installation, "upload", "read")
    assert (await call(installation, token, "publish", str(text), "notes.jpg"))["code"] == "unsupported_media_type"
    reading = await token_for(installation, "read")
    text.write_bytes(painted(3))
    assert (await call(installation, reading, "publish", str(text), "a.png"))["code"] == "out_of_scope"
    assert (await call(installation, "ep_pat_wrong", "eventName"))["code"] == "not_authenticated"


async def test_a_service_that_is_not_there_is_said_to_be_away(installation: Installation) -> None:
    installation.url = "http://127.0.0.1:1"
    assert (await call(installation, "token", "eventName"))["code"] == "unreachable"
