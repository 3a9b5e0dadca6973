"""Two machines: each has processes and a data folder of its own; database, Redis, object store and keys are what they share."""

from __future__ import annotations

import asyncio
import hashlib
from base64 import b64encode
from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import numpy as np
import pytest

from app.adapters.opening import open_deps
from app.ports import UploadNote
from app.services.deps import Deps
from app.services.keys import event_key
from app.settings import Settings
from app.store import faces
from app.store.documents import Event, FaceEntry, StoredFace
from tests.client import Client, guest, listening, photographer, until
from tests.s3 import S3Server
from tests.service import running_service

PERSON = "madonna"
FACE = StoredFace(box=(0, 0, 1, 1), score=1, size_px=90, sharpness=1, brightness=0.5, yaw=0, pitch=0, roll=0, verdict="good")
SNAPSHOT_AFTER = 500  # entries of the log
TUS = {"Tus-Resumable": "1.0.0"}


@pytest.fixture
def shared(settings: Settings, s3_url: str, tmp_path: Path) -> Settings:
    """What both machines are given."""
    keys = (tmp_path / "shared" / "keys").as_uri()
    return settings.model_copy(update={"blob_url": s3_url, "keys_url": keys, "data_dir": tmp_path / "test"})


@pytest.fixture
async def deps(shared: Settings) -> AsyncIterator[Deps]:
    """The ports as a process of either machine has them."""
    async with open_deps(shared) as opened:
        yield opened


def given(shared: Settings, s3: S3Server) -> dict[str, str]:
    """The same as a process's environment."""
    return {
        "MONGODB_URL": shared.mongodb_url,
        "MONGODB_DATABASE": shared.mongodb_database,
        "REDIS_URL": shared.redis_url,
        "REDIS_VOLATILE_URL": shared.redis_volatile_url,
        "BLOB_URL": shared.blob_url,
        "KEYS_URL": shared.keys_url,
        "SECRET_KEY": shared.secret_key.get_secret_value(),
        "REGISTRATION": "open",
        **s3.environment,
    }


def pictures(sample: Path, person: str) -> list[bytes]:
    """Real photos of somebody."""
    return [path.read_bytes() for path in sorted((sample / person).iterdir())]


def tus(client: Client, method: str, path: str, data: bytes = b"", headers: Mapping[str, str] | None = None) -> httpx.Response:
    """One request of an upload."""
    kind = {"Content-Type": "application/offset+octet-stream"} if method == "PATCH" else {}
    answer = client.http.request(method, path, content=data, headers={**TUS, **kind, **(headers or {})})
    answer.raise_for_status()
    return answer


def begin(client: Client, event_id: int, data: bytes) -> str:
    """The path of a new upload."""
    pairs = {"event_id": str(event_id), "filename": "photo.jpg", "sha256": hashlib.sha256(data).hexdigest()}
    metadata = ",".join(f"{key} {b64encode(value.encode()).decode()}" for key, value in pairs.items())
    answer = tus(client, "POST", "/uploads", headers={"Upload-Length": str(len(data)), "Upload-Metadata": metadata})
    return "/uploads/" + answer.headers["Location"].rsplit("/", 1)[-1]


async def objects(deps: Deps, prefix: str) -> list[str]:
    """Keys in the bucket."""
    return [entry.key async for batch in deps.blobs.list(prefix) for entry in batch]


async def fill(deps: Deps, event_id: int, photo_id: str) -> None:
    """Faces of nobody, until a snapshot is due, in the log that has those of this photo."""
    event = await Event.get(event_id)
    own = await FaceEntry.find_one({"photo_id": photo_id})
    assert event is not None
    assert own is not None
    assert own.vectors is not None
    cipher = await deps.keys.cipher(event_key(event))
    length = len(cipher.open(own.vectors, faces.vectors_context(photo_id, own.engine_id))) // len(own.faces)
    random = np.random.default_rng(5)
    for _ in range(SNAPSHOT_AFTER):
        nobody = f"nobody-{uuid4()}"
        vector = random.normal(size=length // 4).astype(np.float32)
        sealed = cipher.seal((vector / np.linalg.norm(vector)).tobytes(), faces.vectors_context(nobody, own.engine_id))
        await faces.append_faces(event_id, own.engine_id, nobody, [FACE], sealed)


def found(client: Client, search_id: str) -> set[str]:
    """The photos that a guest sees."""
    return {match["photo_id"] for match in client.matches(search_id)}


async def waits(read: Any, good: Any, within_s: float = 120) -> Any:
    """``until`` for what is awaited."""
    async with asyncio.timeout(within_s):
        while not good(value := await read()):
            await asyncio.sleep(0.2)
    return value


async def test_what_one_machine_began_another_goes_on_with(
    shared: Settings, deps: Deps, s3: S3Server, sample: Path, tmp_path: Path
) -> None:
    selfie, first, second, third, fourth, fifth = pictures(sample, PERSON)[:6]
    with running_service(tmp_path / "a", machine="a", settings=given(shared, s3)) as a:
        owner = photographer(a.url)
        event_id = owner.create_event()
        link = owner.share(event_id)
        [early] = owner.upload(event_id, [("first.jpg", first)])
        owner.wait_indexed(event_id, 1)
        await fill(deps, event_id, early["id"])
        visitor = guest(a.url, link)
        at_a = visitor.search(event_id, [selfie])
        until(lambda: found(Client(a.url, at_a["token"]), at_a["id"]), lambda seen: early["id"] in seen, 120)
        await waits(lambda: objects(deps, f"index/{event_id}/"), bool)
        # From here on only the snapshot that A wrote knows where the first photo's face is.
        await FaceEntry.find({"photo_id": early["id"]}).update({"$set": {"vectors": None}})

        with running_service(tmp_path / "b", machine="b", watched=True, settings=given(shared, s3)) as b:
            at_b = Client(b.url, owner.token)

            # A guest at B sees a photo that was sent to A, as it comes.
            hers = guest(b.url, link).search(event_id, [selfie])
            with listening(b.url, hers["token"], hers["topic"]) as listener:
                [late] = owner.upload(event_id, [("second.jpg", second)])
                listener.wait_for("search.match", lambda data: data["match"]["photo_id"] == late["id"], 120)

            # A dies in the middle of one upload, and before it could end another.
            half = begin(owner, event_id, third)
            tus(owner, "PATCH", half, third[: len(third) // 2], {"Upload-Offset": "0"})
            left = begin(owner, event_id, fourth).rsplit("/", 1)[-1]
            tus(owner, "PATCH", begin(owner, event_id, fifth), fifth[:1000], {"Upload-Offset": "0"})
            note = await note_of(deps, owner, left)
            a.die()
            assert await deps.uploads.append(note, 0, fourth) == len(fourth)

            # The first goes on at B.
            assert int(tus(at_b, "HEAD", half).headers["Upload-Offset"]) == len(third) // 2
            rest = {"Upload-Offset": str(len(third) // 2)}
            taken = tus(at_b, "PATCH", half, third[len(third) // 2 :], rest).headers["Photo-Id"]

            # A worker of B looks into the gallery that A wrote down.
            again = guest(b.url, link).search(event_id, [selfie])
            reader = Client(b.url, again["token"])
            until(lambda: found(reader, again["id"]), lambda seen: {early["id"], late["id"], taken} <= seen, 120)

            # The keeper of B ends the other.
            at_b.wait_indexed(event_id, 4)
            assert tus(at_b, "HEAD", f"/uploads/{left}").headers["Photo-Id"] in {p["id"] for p in at_b.photos(event_id)}

            # And an event that is deleted at B takes along whatever A left of it.
            assert await objects(deps, "uploads/open/")
            at_b.call("DELETE", f"/events/{event_id}", 204)
            everywhere = (f"events/{event_id}/", f"index/{event_id}/", "uploads/open/")
            await waits(lambda: all_objects(deps, everywhere), lambda kept: not kept)
    for machine in ("a", "b"):
        ours = {path.name for path in (tmp_path / machine).iterdir()}
        assert ours <= {"first_run_done", "lock", "run"}, "nothing that another machine could miss"


async def all_objects(deps: Deps, prefixes: tuple[str, ...]) -> list[str]:
    """Keys below any of the prefixes."""
    return [key for prefix in prefixes for key in await objects(deps, prefix)]


async def note_of(deps: Deps, owner: Client, upload_id: str) -> UploadNote:
    """What is known of an upload of this account."""
    me = owner.call("GET", "/auth/me", 200)
    return (await deps.uploads.find(me["id"], upload_id)).note
