"""tus uploads, by hand and with other people's clients, against the real application."""

from __future__ import annotations

import asyncio
import hashlib
import json
import os
import subprocess
from base64 import b64encode
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
import uvicorn
from anyio import to_thread

from app.adapters.upload_folder import UploadFolder
from app.domain.times import utc_now
from app.domain.vocabulary import Source
from app.ports import UploadNote
from app.services import photos, privacy, uploads
from app.services.deps import Deps
from app.settings import Settings
from app.store import photos as photo_store
from app.store.documents import Photo
from app.web.application import create_app
from tests.integration.web import Web, code_of, event_of, running_app
from tests.node import NODE, NPM
from tests.painted import painted
from tests.service import free_port

TUS = {"Tus-Resumable": "1.0.0"}
BYTES = {**TUS, "Content-Type": "application/offset+octet-stream"}
NOISE = painted(1, 2, 3)


def metadata(**pairs: str) -> str:
    """The ``Upload-Metadata`` header."""
    return ",".join(f"{key} {b64encode(value.encode()).decode()}" for key, value in pairs.items())


async def begin(client: httpx.AsyncClient, event_id: int, length: int, name: str = "photo.png") -> str:
    """Create an upload; returns its path."""
    headers = {**TUS, "Upload-Length": str(length), "Upload-Metadata": metadata(event_id=str(event_id), filename=name)}
    answer = await client.post("/uploads", headers=headers)
    assert answer.status_code == 201, answer.text
    return urlsplit(answer.headers["location"]).path.removeprefix("/api/v1")


async def send(client: httpx.AsyncClient, path: str, data: bytes, offset: int = 0) -> httpx.Response:
    """One PATCH."""
    return await client.patch(path, headers={**BYTES, "Upload-Offset": str(offset)}, content=data)


async def note_of(deps: Deps, path: str) -> UploadNote:
    """What is remembered of the upload at ``path``."""
    upload_id = path.rsplit("/", 1)[-1]
    [owner] = [found.parent.name for found in (deps.settings.data_dir / "tus" / "open").glob(f"*/{upload_id}.note")]
    return (await deps.uploads.find(owner, upload_id)).note


def kept(deps: Deps) -> list[str]:
    """Every file of an upload under way."""
    return sorted(path.name for path in (deps.settings.data_dir / "tus" / "open").rglob("*") if path.is_file())


async def test_the_last_patch_is_answered_when_the_photo_is_stored_and_queued(web: Web, deps: Deps) -> None:
    client = await web.signed_in()
    path = await begin(client, await event_of(client), len(NOISE), "Grüße aus Köln.png")
    half = len(NOISE) // 2

    first = await send(client, path, NOISE[:half])
    assert (first.status_code, first.headers["upload-offset"]) == (204, str(half))
    assert "photo-id" not in first.headers
    last = await send(client, path, NOISE[half:], half)

    assert (last.status_code, last.headers["upload-offset"]) == (204, str(len(NOISE)))
    photo = await photo_store.get(last.headers["photo-id"])
    assert photo is not None
    assert photo.name == "Grüße aus Köln.png"
    assert await deps.queue.waiting([f"process_photo:{photo.id}"])


async def test_a_client_that_did_not_hear_the_last_answer_can_ask(web: Web) -> None:
    client = await web.signed_in()
    path = await begin(client, await event_of(client), len(NOISE))
    last = await send(client, path, NOISE)

    asked = await client.head(path, headers=TUS)

    assert asked.status_code == 200
    assert asked.headers["upload-offset"] == asked.headers["upload-length"] == str(len(NOISE))
    assert asked.headers["photo-id"] == last.headers["photo-id"]


async def test_head_tells_offset_length_and_the_metadata_as_sent(web: Web) -> None:
    client = await web.signed_in()
    event_id = await event_of(client)
    path = await begin(client, event_id, 100, "ß.jpg")
    await send(client, path, b"\xff\xd8\xff1234567")

    asked = await client.head(path, headers=TUS)

    assert asked.headers["upload-offset"] == "10"
    assert asked.headers["upload-length"] == "100"
    assert asked.headers["upload-metadata"] == metadata(event_id=str(event_id), filename="ß.jpg")
    assert asked.headers["cache-control"] == "no-store"


async def test_options_announces_version_extensions_and_size(web: Web, settings: Settings) -> None:
    answer = await web.client().options("/uploads")
    assert answer.status_code == 204
    assert answer.headers["tus-version"] == "1.0.0"
    assert answer.headers["tus-max-size"] == str(settings.max_photo_bytes)
    assert set(answer.headers["tus-extension"].split(",")) == {"creation", "creation-with-upload", "termination"}


async def test_a_whole_file_can_come_with_the_creation(web: Web) -> None:
    client = await web.signed_in()
    pairs = metadata(event_id=str(await event_of(client)), filename="photo.png")
    answer = await client.post(
        "/uploads", headers={**BYTES, "Upload-Length": str(len(NOISE)), "Upload-Metadata": pairs}, content=NOISE
    )
    assert answer.status_code == 201
    assert answer.headers["upload-offset"] == str(len(NOISE))
    assert await photo_store.get(answer.headers["photo-id"])


async def test_an_upload_says_by_which_way_its_photo_comes(web: Web, deps: Deps) -> None:
    client, data = await web.signed_in(), painted(1)
    pairs = metadata(event_id=str(await event_of(client)), filename="photo.png", source="folder")
    headers = {**TUS, "Upload-Length": str(len(data)), "Upload-Metadata": pairs}
    begun = await client.post("/uploads", headers=headers)
    ended = await send(client, begun.headers["location"], data)
    assert (await photos.find(ended.headers["photo-id"])).source is Source.FOLDER


async def test_the_same_file_again_is_told_to_be_a_duplicate(web: Web) -> None:
    client = await web.signed_in()
    event_id = await event_of(client)
    first = await send(client, await begin(client, event_id, len(NOISE)), NOISE)
    second = await send(client, await begin(client, event_id, len(NOISE)), NOISE)
    assert second.headers["photo-duplicate-of"] == first.headers["photo-id"]


async def test_a_file_that_is_no_image_is_refused_and_leaves_nothing(web: Web, deps: Deps) -> None:
    client = await web.signed_in()
    path = await begin(client, await event_of(client), 11)
    answer = await send(client, path, b"hello world")
    assert (answer.status_code, code_of(answer)) == (415, "unsupported_media_type")
    assert (await client.head(path, headers=TUS)).status_code == 415
    assert kept(deps) == []


@pytest.mark.parametrize(
    ("length", "pairs", "status", "code"),
    [
        ("0", {"event_id": "1"}, 422, "empty_file"),
        ("99999999999", {"event_id": "1"}, 413, "too_large"),
        ("10", {}, 422, "event_id_missing"),
        ("10", {"event_id": "seven"}, 422, "event_id_missing"),
        ("10", {"event_id": "1", "source": "camera"}, 422, "unknown_source"),
        ("10", {"event_id": "1", "source": "guest"}, 403, "forbidden"),
        ("10", {"event_id": "4711"}, 404, "not_found"),
        ("many", {"event_id": "1"}, 400, "bad_tus_request"),
    ],
)
async def test_an_upload_that_cannot_succeed_is_refused_at_the_start(
    web: Web, length: str, pairs: dict[str, str], status: int, code: str
) -> None:
    client = await web.signed_in()
    assert await event_of(client) == 1
    answer = await client.post("/uploads", headers={**TUS, "Upload-Length": length, "Upload-Metadata": metadata(**pairs)})
    assert (answer.status_code, code_of(answer)) == (status, code)
    assert answer.headers["tus-resumable"] == "1.0.0"


async def test_metadata_that_is_not_base64_is_refused(web: Web) -> None:
    client = await web.signed_in()
    answer = await client.post("/uploads", headers={**TUS, "Upload-Length": "3", "Upload-Metadata": "event_id ***"})
    assert code_of(answer) == "bad_tus_request"


async def test_bytes_at_the_wrong_offset_conflict_and_more_than_was_said_is_too_large(web: Web) -> None:
    client = await web.signed_in()
    path = await begin(client, await event_of(client), 20)
    assert code_of(await send(client, path, b"x" * 5, offset=3)) == "offset_mismatch"
    assert code_of(await send(client, path, b"x" * 21)) == "too_large"
    assert code_of(await client.patch(path, headers=BYTES, content=b"x")) == "bad_tus_request"
    assert code_of(await client.patch(path, headers={**TUS, "Upload-Offset": "0"}, content=b"x")) == "unsupported_media_type"


async def test_another_version_of_tus_is_told_which_one_we_speak(web: Web) -> None:
    answer = await (await web.signed_in()).post("/uploads", headers={"Tus-Resumable": "0.2.2"})
    assert (answer.status_code, answer.headers["tus-version"]) == (412, "1.0.0")


async def test_an_upload_belongs_to_who_began_it(web: Web) -> None:
    owner, stranger = await web.signed_in(), await web.signed_in()
    path = await begin(owner, await event_of(owner), 20)
    assert (await stranger.head(path, headers=TUS)).status_code == 404
    assert (await send(stranger, path, b"x")).status_code == 404
    assert (await stranger.delete(path, headers=TUS)).status_code == 404
    assert (await web.client().head(path, headers=TUS)).status_code in (401, 404)
    assert (await owner.head(path, headers=TUS)).headers["upload-offset"] == "0"


async def test_only_the_owner_of_the_event_may_begin(web: Web) -> None:
    event_id = await event_of(await web.signed_in(), "public")
    headers = {**TUS, "Upload-Length": "9", "Upload-Metadata": metadata(event_id=str(event_id))}
    assert (await (await web.signed_in()).post("/uploads", headers=headers)).status_code == 403
    assert (await web.client().post("/uploads", headers=headers)).status_code == 401


async def test_a_given_up_upload_is_gone(web: Web, deps: Deps) -> None:
    client = await web.signed_in()
    path = await begin(client, await event_of(client), 20)
    assert (await client.delete(path, headers=TUS)).status_code == 204
    assert (await client.head(path, headers=TUS)).status_code == 404
    assert kept(deps) == []


@pytest.mark.parametrize("upload_id", ["..%2Fsecret_key", "nonsense", "00000000-0000-0000-0000-000000000000"])
async def test_an_id_that_is_none_of_ours_is_not_found(web: Web, upload_id: str) -> None:
    assert (await (await web.signed_in()).head(f"/uploads/{upload_id}", headers=TUS)).status_code == 404


async def test_a_complete_upload_whose_process_died_is_accepted_by_the_keeper(web: Web, deps: Deps) -> None:
    client = await web.signed_in()
    event_id = await event_of(client)
    path = await begin(client, event_id, len(NOISE))
    half = len(NOISE) // 2
    await send(client, path, NOISE[:half])
    # Killed after the last byte was written, before the photo was accepted.
    await deps.uploads.append(await note_of(deps, path), half, NOISE[half:])

    assert await uploads.recover(deps, utc_now()) == 0, "its own process may still be at it"
    assert await uploads.recover(deps, utc_now() + timedelta(minutes=1)) == 1

    [photo] = await Photo.find({"event_id": event_id}).to_list()
    assert (await client.head(path, headers=TUS)).headers["photo-id"] == photo.id
    assert kept(deps) == []


async def test_a_complete_upload_whose_process_died_is_accepted_when_its_client_asks(web: Web, deps: Deps) -> None:
    client = await web.signed_in()
    path = await begin(client, await event_of(client), len(NOISE))
    await deps.uploads.append(await note_of(deps, path), 0, NOISE)

    asked = await client.head(path, headers=TUS)

    assert asked.headers["upload-offset"] == str(len(NOISE))
    assert await photo_store.get(asked.headers["photo-id"])


async def test_an_upload_whose_note_a_power_cut_emptied_is_gone_and_holds_up_no_other(web: Web, deps: Deps) -> None:
    client = await web.signed_in()
    event_id = await event_of(client)
    damaged, whole = [await begin(client, event_id, len(NOISE)) for _ in range(2)]
    await deps.uploads.append(await note_of(deps, damaged), 0, NOISE)
    await deps.uploads.append(await note_of(deps, whole), 0, NOISE)
    [note] = (deps.settings.data_dir / "tus").rglob(f"{damaged.rsplit('/', 1)[-1]}.note")
    note.write_bytes(b"")

    assert (await client.head(damaged, headers=TUS)).status_code == 404
    assert (await send(client, damaged, NOISE)).status_code == 404
    assert await uploads.recover(deps, utc_now() + timedelta(minutes=1)) == 1
    assert (await client.head(whole, headers=TUS)).headers["photo-id"]


async def test_an_upload_is_ended_once_whoever_asks_beside_the_last_patch(web: Web, deps: Deps) -> None:
    client = await web.signed_in()
    event_id = await event_of(client)
    path = await begin(client, event_id, len(NOISE))
    await deps.uploads.append(await note_of(deps, path), 0, NOISE)
    later = utc_now() + timedelta(minutes=1)

    told, _, _ = await asyncio.gather(
        asyncio.gather(*(client.head(path, headers=TUS) for _ in range(4))),
        uploads.recover(deps, later),
        uploads.recover(deps, later),
    )

    [photo] = await Photo.find({"event_id": event_id}).to_list()
    assert {answer.headers["photo-id"] for answer in told} == {photo.id}
    assert not [answer for answer in told if "photo-duplicate-of" in answer.headers]
    assert kept(deps) == []


async def test_bytes_for_an_upload_that_is_being_ended_conflict(web: Web, deps: Deps) -> None:
    client = await web.signed_in()
    path = await begin(client, await event_of(client), 20)
    await send(client, path, b"x" * 10)
    note = await note_of(deps, path)
    async with deps.uploads.holding(note):
        answer = await send(client, path, b"x" * 10, 10)
        given_up = await client.delete(path, headers=TUS)
    assert (answer.status_code, code_of(answer), answer.headers["retry-after"]) == (409, "upload_busy", "1")
    assert (given_up.status_code, code_of(given_up)) == (409, "upload_busy")
    assert (await client.head(path, headers=TUS)).headers["upload-offset"] == "10"


async def test_bytes_for_an_upload_that_is_complete_are_answered_with_what_became_of_it(web: Web) -> None:
    client = await web.signed_in()
    event_id = await event_of(client)
    path, refused = await begin(client, event_id, len(NOISE)), await begin(client, event_id, 11)
    half = len(NOISE) // 2
    await send(client, path, NOISE[:half])
    first = await send(client, path, NOISE[half:], half)
    assert (await send(client, refused, b"hello world")).status_code == 415

    again = await send(client, path, NOISE[half:], half)

    assert (again.status_code, again.headers["upload-offset"]) == (204, str(len(NOISE)))
    assert again.headers["photo-id"] == first.headers["photo-id"]
    assert (await send(client, refused, b"hello world")).status_code == 415


@asynccontextmanager
async def limited(settings: Settings, **limits: int) -> AsyncIterator[Web]:
    """The same installation under these settings."""
    async with running_app(settings.model_copy(update=limits)) as app:
        yield Web(app)


async def test_an_account_has_so_many_uploads_under_way_and_those_that_were_forsaken_make_way(
    settings: Settings, deps: Deps
) -> None:
    async with limited(settings, max_open_uploads=2) as web:
        client, other = await web.signed_in(), await web.signed_in()
        event_id = await event_of(client)
        first, second = await begin(client, event_id, 20), await begin(client, event_id, 20)
        headers = {**TUS, "Upload-Length": "20", "Upload-Metadata": metadata(event_id=str(event_id))}

        refused = await client.post("/uploads", headers=headers)
        assert (refused.status_code, code_of(refused)) == (429, "too_many_uploads")
        assert int(refused.headers["retry-after"]) > 0
        assert await begin(other, await event_of(other), 20), "others have their own"

        await client.delete(first, headers=TUS)
        assert await begin(client, event_id, 20)
        for path in (deps.settings.data_dir / "tus").rglob(f"{second.rsplit('/', 1)[-1]}.*"):
            os.utime(path, (0, 0))
        assert await begin(client, event_id, 20)
        assert (await client.head(second, headers=TUS)).status_code == 404


async def test_what_an_account_has_under_way_holds_so_many_bytes(settings: Settings) -> None:
    async with limited(settings, max_open_upload_bytes=100) as web:
        client = await web.signed_in()
        event_id = await event_of(client)
        paths = [await begin(client, event_id, 60) for _ in range(3)]
        assert (await send(client, paths[0], b"x" * 59)).status_code == 204
        refused = await send(client, paths[1], b"x" * 59)
        assert (refused.status_code, code_of(refused)) == (429, "too_many_upload_bytes")
        headers = {**TUS, "Upload-Length": "60", "Upload-Metadata": metadata(event_id=str(event_id))}
        assert code_of(await client.post("/uploads", headers=headers)) == "too_many_upload_bytes"
        await client.delete(paths[0], headers=TUS)
        assert (await send(client, paths[1], b"x" * 59)).status_code == 204


async def test_an_event_and_an_account_have_so_many_photos(settings: Settings) -> None:
    async with limited(settings, max_photos_per_event=1, max_photos_per_account=2) as web:
        client = await web.signed_in()
        full, another, third = [await event_of(client) for _ in range(3)]
        assert (await send(client, await begin(client, full, len(NOISE)), NOISE)).headers["photo-id"]
        file = {"file": ("b.png", painted(4, 5), "image/png")}
        headers = {**TUS, "Upload-Length": "9", "Upload-Metadata": metadata(event_id=str(full))}

        for refused in (await client.post("/uploads", headers=headers), await client.post(f"/events/{full}/photos", files=file)):
            assert (refused.status_code, code_of(refused)) == (507, "event_full")

        two = [("file", ("a.png", painted(6), "image/png")), ("file", ("b.png", painted(7), "image/png"))]
        answer = await client.post(f"/events/{another}/photos", files=two)
        assert [(photo.get("error") or {}).get("code") for photo in answer.json()["photos"]] == [None, "event_full"]
        refused = await client.post(f"/events/{third}/photos", files=file)
        assert (refused.status_code, code_of(refused)) == (507, "account_full")


class Crowded(UploadFolder):
    """On a disk with as much room as is said."""

    room = 2**60

    async def free(self) -> int:
        """As told."""
        return self.room


async def test_without_room_nothing_is_taken_and_all_goes_on_when_there_is_some(settings: Settings, deps: Deps) -> None:
    store = Crowded(settings.data_dir / "tus")
    async with running_app(settings, replace(deps, uploads=store)) as app:
        client = await Web(app).signed_in()
        event_id = await event_of(client)
        begun, complete = await begin(client, event_id, len(NOISE)), await begin(client, event_id, len(NOISE))
        await store.append(await note_of(deps, complete), 0, NOISE)
        headers = {**TUS, "Upload-Length": "9", "Upload-Metadata": metadata(event_id=str(event_id))}

        store.room = settings.min_free_bytes + len(NOISE) + 8  # for its bytes, and not for the photo
        longest = {**TUS, "Upload-Length": str(len(NOISE)), "Upload-Metadata": metadata(event_id=str(event_id))}
        assert (await client.post("/uploads", headers=longest)).status_code == 507
        assert (await send(client, begun, NOISE)).status_code == 507
        assert (await client.head(begun, headers=TUS)).headers["upload-offset"] == "0", "said before a byte came"

        store.room = settings.min_free_bytes + 8
        for answer in (
            await client.post("/uploads", headers=headers),
            await send(client, begun, NOISE),
            await client.post(f"/events/{event_id}/photos", files={"file": ("b.png", painted(4), "image/png")}),
        ):
            assert (answer.status_code, answer.headers["retry-after"]) == (507, "30")
            assert code_of(answer) == "insufficient_storage"
        waits = await client.head(complete, headers=TUS)
        assert (waits.status_code, waits.headers["retry-after"]) == (423, "30"), "to be asked again, not to be begun anew"
        assert await Photo.find({"event_id": event_id}).count() == 0
        assert not [path for path in (settings.data_dir / "blobs").rglob("*") if path.is_file()]

        store.room = settings.min_free_bytes + 2**30
        assert (await send(client, begun, NOISE)).headers["photo-id"]
        assert (await client.head(complete, headers=TUS)).headers["photo-id"]


async def test_a_file_that_changed_on_its_way_is_refused_where_the_client_said_what_it_is(web: Web) -> None:
    client = await web.signed_in()
    event_id = await event_of(client)
    half = len(NOISE) // 2

    async def arrives(digest: str, data: bytes) -> httpx.Response:
        pairs = metadata(event_id=str(event_id), filename="a.png", sha256=digest)
        created = await client.post("/uploads", headers={**TUS, "Upload-Length": str(len(data)), "Upload-Metadata": pairs})
        if created.status_code != 201:
            return created
        path = urlsplit(created.headers["location"]).path.removeprefix("/api/v1")
        await send(client, path, data[:half])
        return await send(client, path, data[half:], half)

    other = NOISE[:half] + bytes(len(NOISE) - half)
    refused = await arrives(hashlib.sha256(NOISE).hexdigest(), other)
    assert (refused.status_code, code_of(refused)) == (422, "file_changed")
    assert await Photo.find({"event_id": event_id}).count() == 0
    assert (await arrives(hashlib.sha256(NOISE).hexdigest(), NOISE)).headers["photo-id"]
    assert code_of(await arrives("no hash", NOISE)) == "bad_sha256"


async def test_five_different_photos_of_one_name_are_five_photos(web: Web) -> None:
    """As an iPhone hands them to a browser (enketo-express 374)."""
    client = await web.signed_in()
    event_id = await event_of(client)
    files = [("file", ("image.jpg", painted(number), "image/png")) for number in range(3)]
    assert (await client.post(f"/events/{event_id}/photos", files=files)).status_code == 202
    for number in (3, 4):
        data = painted(number)
        await send(client, await begin(client, event_id, len(data), "image.jpg"), data)
    found = (await client.get(f"/events/{event_id}/photos")).json()["items"]
    assert len({photo["id"] for photo in found}) == 5
    assert {photo["name"] for photo in found} == {"image.jpg"}


async def test_what_is_under_way_to_an_event_that_is_deleted_goes_with_it(web: Web, deps: Deps) -> None:
    client = await web.signed_in()
    event_id = await event_of(client)
    await send(client, await begin(client, event_id, len(NOISE)), NOISE[:100])
    assert (await client.delete(f"/events/{event_id}")).status_code == 204
    await privacy.erase_event(deps, event_id)
    assert kept(deps) == []


async def test_what_nobody_goes_on_with_is_dropped_after_its_time(web: Web, deps: Deps, settings: Settings) -> None:
    client = await web.signed_in()
    path = await begin(client, await event_of(client), 20)
    await send(client, path, b"x")

    await uploads.drop_stale(deps, utc_now() + timedelta(seconds=settings.upload_ttl_s - 60))
    assert (await client.head(path, headers=TUS)).headers["upload-offset"] == "1"
    await uploads.drop_stale(deps, utc_now() + timedelta(seconds=settings.upload_ttl_s + 60))

    assert (await client.head(path, headers=TUS)).status_code == 404
    assert kept(deps) == []


async def test_what_arrived_of_a_request_that_was_cut_off_is_kept(server: str, web: Web) -> None:
    client = await web.signed_in()
    path = await begin(client, await event_of(client), 10_000_000)
    host, port = server.removeprefix("http://").split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    head = {**BYTES, "Upload-Offset": "0", "Content-Length": "10000000", "Host": host} | dict(client.headers)
    lines = "".join(f"{name}: {value}\r\n" for name, value in head.items())
    writer.write(f"PATCH /api/v1{path} HTTP/1.1\r\n{lines}\r\n".encode() + b"\xff\xd8\xff" + b"x" * 5_000_000)
    await writer.drain()

    async def kept(size: int) -> None:
        async with asyncio.timeout(120):
            while int((await client.head(path, headers=TUS)).headers["upload-offset"]) < size:
                await asyncio.sleep(0.05)

    await kept(4 * 2**20)  # In whole pieces; the rest has come when the server has had its turn some times more.
    for _ in range(50):
        await asyncio.sleep(0.01)
    writer.close()
    await kept(5_000_003)
    del reader


@pytest.fixture
async def server(settings: Settings) -> AsyncIterator[str]:
    """The application behind a real HTTP server; shares backends and folders with ``web``."""
    port = free_port()
    config = uvicorn.Config(create_app(settings), port=port, log_config=None, ws="none", http="httptools", lifespan="on")
    server = uvicorn.Server(config)
    serving = asyncio.create_task(server.serve())
    while not server.started:
        assert not serving.done()
        await asyncio.sleep(0.01)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    await serving


async def test_tuspy_uploads_in_chunks(server: str, web: Web, tmp_path: Path) -> None:
    from tusclient.client import TusClient

    client = await web.signed_in()
    event_id = await event_of(client)
    file = tmp_path / "from tuspy.png"
    file.write_bytes(NOISE)

    def upload() -> str:
        tus = TusClient(f"{server}/api/v1/uploads", headers={"Authorization": client.headers["authorization"]})
        pairs = {"event_id": str(event_id), "filename": file.name}
        with file.open("rb") as stream:
            uploader = tus.uploader(file_stream=stream, chunk_size=10_000, metadata=pairs)
            uploader.upload()
        return str(uploader.url)

    url = await to_thread.run_sync(upload)

    [photo] = await Photo.find({"event_id": event_id}).to_list()
    assert (photo.name, photo.size) == ("from tuspy.png", len(NOISE))
    assert (await client.head(f"{server}{url.removeprefix(server)}", headers=TUS)).headers["photo-id"] == photo.id


async def test_the_address_of_an_upload_is_the_public_one_and_never_that_of_a_host_that_a_client_made_up(web: Web) -> None:
    client = await web.signed_in()
    headers = {**TUS, "Upload-Length": "9", "Upload-Metadata": metadata(event_id=str(await event_of(client)))}
    ours = (await client.post("/uploads", headers=headers)).headers["location"]
    assert ours.startswith("http://testserver/api/v1/uploads/")
    other = (await client.post("/uploads", headers={**headers, "Host": "evil.example"})).headers["location"]
    assert other.startswith("/api/v1/uploads/")
    assert (await client.head(ours, headers=TUS)).headers["upload-offset"] == "0"


TUS_JS = """
const tus = require("tus-js-client");
const fs = require("fs");
const [file, endpoint, authorization, event_id, chunkSize] = process.argv.slice(2);
let photoId = null;
const upload = new tus.Upload(fs.createReadStream(file), {
  endpoint, headers: { Authorization: authorization }, metadata: { event_id, filename: "von tus-js-client ü.png" },
  uploadSize: fs.statSync(file).size, chunkSize: Number(chunkSize), retryDelays: [],
  onAfterResponse: (_, response) => { photoId = response.getHeader("Photo-Id") || photoId; },
  onError: (error) => { console.error(String(error)); process.exit(1); },
  onSuccess: () => console.log(JSON.stringify({ url: upload.url, photoId })),
});
upload.start();
"""


@pytest.fixture(scope="session")
def tus_js(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with tus-js-client from npm."""
    folder = tmp_path_factory.mktemp("tus-js")
    command = [*NPM, "install", "--no-audit", "--no-fund", "--ignore-scripts", "tus-js-client@4"]
    fetched = subprocess.run(command, check=False, cwd=folder, capture_output=True, text=True, timeout=120)
    if fetched.returncode:
        pytest.skip(f"lacks tus-js-client: npm says {fetched.stderr.strip()[-200:]}")
    (folder / "upload.js").write_text(TUS_JS)
    return folder


@pytest.mark.parametrize("chunk_size", ["Infinity", "20000"])
async def test_tus_js_client_uploads(server: str, web: Web, tus_js: Path, tmp_path: Path, chunk_size: str) -> None:
    """With one request for all, as Uppy has it by default, and in chunks."""
    client = await web.signed_in()
    event_id = await event_of(client)
    file = tmp_path / "photo.png"
    file.write_bytes(NOISE)
    arguments = [str(file), f"{server}/api/v1/uploads", client.headers["authorization"], str(event_id), chunk_size]

    def run() -> subprocess.CompletedProcess[str]:
        command = [NODE, "upload.js", *arguments]
        return subprocess.run(command, check=False, cwd=tus_js, capture_output=True, text=True, timeout=120)

    done = await to_thread.run_sync(run)

    assert done.returncode == 0, done.stderr
    [photo] = await Photo.find({"event_id": event_id}).to_list()
    assert (photo.name, photo.size) == ("von tus-js-client ü.png", len(NOISE))
    assert json.loads(done.stdout)["photoId"] == photo.id
