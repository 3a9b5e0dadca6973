"""Photos over HTTP: sending them in, and what their owner can do with them."""

from __future__ import annotations

import asyncio
import io
from collections.abc import AsyncIterator
from typing import Any

import httpx
import orjson
import pytest

from app import topics
from app.domain.times import utc_now
from app.domain.vocabulary import PhotoStatus
from app.services import blob_keys, photos, showing
from app.services.deps import Deps
from app.settings import Settings
from app.store import faces as face_log
from app.store import photos as photo_store
from app.store import showing as showing_store
from app.store import stats
from app.store.documents import Event, Photo, PhotoError
from tests.integration.web import Web, code_of, event_of, running_app
from tests.painted import painted
from tests.stage import Stage

File = tuple[str, tuple[str, bytes]]


def file(data: bytes, name: str = "photo.png", field: str = "file") -> File:
    """One part of a multipart body."""
    return (field, (name, data))


async def upload(client: httpx.AsyncClient, event_id: int, *files: File) -> list[dict[str, Any]]:
    """Accepted, in the order sent."""
    answer = await client.post(f"/events/{event_id}/photos", files=list(files))
    assert answer.status_code == 202, answer.text
    accepted: list[dict[str, Any]] = answer.json()["photos"]
    return accepted


@pytest.fixture
async def owner(web: Web) -> httpx.AsyncClient:
    """A photographer."""
    return await web.signed_in()


@pytest.fixture
async def event_id(owner: httpx.AsyncClient) -> int:
    """Her event."""
    return await event_of(owner)


@pytest.fixture
async def stage(deps: Deps, event_id: int) -> AsyncIterator[Stage]:
    """The workers of her event."""
    from app.services.progress import ProgressPublisher
    from tests.painted import PaintedEngine
    from workers.thread import WorkThread

    event = await Event.get(event_id)
    assert event is not None
    thread, progress = WorkThread(60), ProgressPublisher(deps)
    yield Stage(deps, event, PaintedEngine(), thread, progress)
    await progress.aclose()
    thread.close()


async def test_photos_are_accepted_in_the_order_sent_under_their_own_names(owner: httpx.AsyncClient, event_id: int) -> None:
    sent = [file(painted(number), f"C:\\Bilder\\größe {number}.png") for number in range(3)]
    accepted = await upload(owner, event_id, *sent)
    assert [photo["name"] for photo in accepted] == [f"größe {number}.png" for number in range(3)]
    assert {photo["status"] for photo in accepted} == {"queued"}
    assert len({photo["id"] for photo in accepted}) == 3


@pytest.mark.parametrize(
    ("said", "source"), [({}, "program"), ({"source": "folder"}, "folder"), ({"source": "browser"}, "browser")]
)
async def test_a_photo_says_by_which_way_it_came(
    owner: httpx.AsyncClient, event_id: int, said: dict[str, str], source: str
) -> None:
    answer = await owner.post(f"/events/{event_id}/photos", data=said, files=[file(painted(1))])
    [accepted] = answer.json()["photos"]
    shown = (await owner.get(f"/photos/{accepted['id']}")).json()
    assert (shown["source"], shown["source_name"]) == (source, None)
    me = (await owner.get("/auth/me")).json()
    assert (await photos.find(accepted["id"])).uploaded_by == me["id"]


async def test_nobody_says_over_http_to_be_a_camera(owner: httpx.AsyncClient, event_id: int) -> None:
    answer = await owner.post(f"/events/{event_id}/photos", data={"source": "camera"}, files=[file(painted(1))])
    assert (answer.status_code, code_of(answer)) == (422, "unknown_source")
    assert (await stats.of_event(event_id)).total == 0


async def test_an_accepted_photo_is_stored_queued_and_announced(deps: Deps, owner: httpx.AsyncClient, event_id: int) -> None:
    data = painted(1)
    [accepted] = await upload(owner, event_id, file(data))

    photo = await photos.find(accepted["id"])
    assert await deps.blobs.get(blob_keys.original(photo)) == data
    assert await deps.queue.waiting([f"process_photo:{photo.id}"])
    history = await deps.bus.history(topics.ingest_topic(event_id))
    told = [orjson.loads(publication.data) for publication in history.publications]
    assert told[0] == {"type": "photo.stage", "photo_id": photo.id, "name": "photo.png", "stage": "stored"}
    assert (told[1]["type"], told[1]["total"], told[1]["queued"]) == ("ingest.progress", 1, 1)


async def test_the_same_file_twice_is_one_photo_and_in_another_event_another(owner: httpx.AsyncClient, event_id: int) -> None:
    other_event = await event_of(owner)
    first, again = await upload(owner, event_id, file(painted(1), "a.png"), file(painted(1), "b.png"))
    [elsewhere] = await upload(owner, other_event, file(painted(1)))
    assert again["duplicate_of"] == again["id"] == first["id"]
    assert "duplicate_of" not in first
    assert elsewhere["id"] != first["id"]
    assert "duplicate_of" not in elsewhere


async def test_the_same_file_many_times_at_once_is_one_photo(deps: Deps, owner: httpx.AsyncClient, event_id: int) -> None:
    answers = await asyncio.gather(*(upload(owner, event_id, file(painted(1))) for _ in range(8)))
    assert len({accepted["id"] for [accepted] in answers}) == 1
    assert sum("duplicate_of" not in accepted for [accepted] in answers) == 1
    assert (await stats.of_event(event_id)).total == 1


async def test_a_bad_file_does_not_stop_the_others(owner: httpx.AsyncClient, event_id: int) -> None:
    good, bad, empty, good_too = await upload(
        owner, event_id, file(painted(1)), file(b"no image", "notes.txt"), file(b"", "empty.jpg"), file(painted(2))
    )
    assert good["status"] == good_too["status"] == "queued"
    assert (bad["id"], bad["status"], bad["name"]) == (None, "failed", "notes.txt")
    assert bad["error"]["code"] == "unsupported_media_type"
    assert empty["error"]["code"] == "empty_file"
    assert not bad["error"]["retryable"]


@pytest.mark.parametrize(
    ("data", "status", "code"),
    [(b"", 422, "empty_file"), (b"hello", 415, "unsupported_media_type"), (b"%PDF-1.7" * 99, 415, "unsupported_media_type")],
)
async def test_a_request_with_nothing_acceptable_is_refused(
    owner: httpx.AsyncClient, event_id: int, data: bytes, status: int, code: str
) -> None:
    answer = await owner.post(f"/events/{event_id}/photos", files=[file(data)])
    assert (answer.status_code, code_of(answer)) == (status, code)
    assert await photo_store.last_seq(event_id) == 0
    assert (await stats.of_event(event_id)).total == 0


async def test_a_file_over_the_limit_is_refused_and_leaves_no_bytes(settings: Settings) -> None:
    small = settings.model_copy(update={"max_photo_bytes": 100_000})
    async with running_app(small) as app:
        web = Web(app)
        owner = await web.signed_in()
        event_id = await event_of(owner)
        answer = await owner.post(f"/events/{event_id}/photos", files=[file(b"\xff\xd8\xff" + b"x" * 150_000)])
        assert (answer.status_code, code_of(answer)) == (413, "too_large")
        too_large, good = await upload(owner, event_id, file(b"\xff\xd8\xff" + b"x" * 150_000), file(painted(1)))
        assert (too_large["error"]["code"], good["status"]) == ("too_large", "queued")
        # Sent bit by bit, as a server receives it: rubbish without end is not listened to for ever.
        rubbish = ("file", ("endless.jpg", io.BytesIO(b"\xff\xd8\xff" + b"x" * 900_000)))
        assert (await owner.post(f"/events/{event_id}/photos", files=[rubbish, file(painted(2))])).status_code == 413
    assert not [path for path in (settings.data_dir / "blobs" / "staging").rglob("*") if path.is_file()]


@pytest.mark.parametrize(
    ("arguments", "status", "code"),
    [
        ({"json": {"file": "x"}}, 415, "unsupported_media_type"),
        ({"content": b"x", "headers": {"Content-Type": "multipart/form-data"}}, 400, "malformed_multipart"),
        ({"content": b"xyz", "headers": {"Content-Type": "multipart/form-data; boundary=b"}}, 400, "malformed_multipart"),
        (
            {
                "content": b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.jpg"\r\n\r\n\xff\xd8\xff cut off',
                "headers": {"Content-Type": "multipart/form-data; boundary=b"},
            },
            400,
            "malformed_multipart",
        ),
        ({"files": [("photo", ("a.png", b"x"))]}, 422, "file_missing"),
        ({"files": [("file", (None, b"a field, not a file"))]}, 422, "file_missing"),
    ],
)
async def test_a_body_that_makes_no_sense_gets_a_clear_problem(
    owner: httpx.AsyncClient, event_id: int, arguments: dict[str, Any], status: int, code: str
) -> None:
    answer = await owner.post(f"/events/{event_id}/photos", **arguments)
    assert (answer.status_code, code_of(answer)) == (status, code)
    assert await photo_store.last_seq(event_id) == 0


async def test_more_files_than_allowed_in_one_request_are_refused(settings: Settings) -> None:
    async with running_app(settings.model_copy(update={"max_photos_per_request": 2})) as app:
        owner = await Web(app).signed_in()
        files = [file(painted(number)) for number in range(3)]
        answer = await owner.post(f"/events/{await event_of(owner)}/photos", files=files)
        assert (answer.status_code, code_of(answer)) == (413, "too_many_files")


async def test_photos_are_their_owners_alone(web: Web, owner: httpx.AsyncClient) -> None:
    event_id = await event_of(owner, "public")
    [accepted] = await upload(owner, event_id, file(painted(1)))
    stranger, nobody = await web.signed_in(), web.client()
    paths = [f"/events/{event_id}/photos", f"/photos/{accepted['id']}"]
    assert [(await stranger.get(path)).status_code for path in paths] == [403, 403]
    assert [(await nobody.get(path)).status_code for path in paths] == [401, 401]
    assert (await stranger.delete(paths[1])).status_code == 403
    assert (await stranger.post(f"{paths[1]}/hide")).status_code == 403
    assert (await stranger.post(paths[0], files=[file(painted(2))])).status_code == 403
    private = await event_of(owner)
    assert (await stranger.post(f"/events/{private}/photos", files=[file(painted(2))])).status_code == 404
    assert (await owner.get("/photos/none")).status_code == 404


async def test_an_indexed_photo_is_shown_with_its_faces(owner: httpx.AsyncClient, stage: Stage) -> None:
    photo = await stage.index(1, None, 2, name="two.png")
    shown = (await owner.get(f"/photos/{photo.id}")).json()
    assert (shown["status"], shown["width"], shown["height"], shown["faces"]) == ("indexed", 288, 96, 2)
    assert shown["thumb_url"].startswith("/api/v1/media/")
    lefts = sorted(face["box"][0] for face in shown["face_boxes"])
    assert lefts == pytest.approx([8 / 288, (192 + 8) / 288], abs=0.01)
    assert "error" not in shown


async def test_pages_go_newest_first_without_repeats_also_while_photos_arrive(
    owner: httpx.AsyncClient, event_id: int, stage: Stage
) -> None:
    names = [f"{number:02}.png" for number in range(7)]
    for number, name in enumerate(names):
        await stage.accept(number, name=name)
    first = (await owner.get(f"/events/{event_id}/photos", params={"limit": 3})).json()
    await stage.accept(20, name="late.png")
    found = [photo["name"] for photo in first["items"]]
    cursor = first["next_cursor"]
    while cursor:
        page = (await owner.get(f"/events/{event_id}/photos", params={"limit": 3, "cursor": cursor})).json()
        found += [photo["name"] for photo in page["items"]]
        cursor = page["next_cursor"]
    assert found == names[::-1]


async def test_a_page_reaches_over_a_long_stretch_of_deleted_photos(deps: Deps, owner: httpx.AsyncClient, stage: Stage) -> None:
    await stage.accept(1, name="old.png")
    await (
        Event.get_pymongo_collection()
        .database["counters"]
        .update_one({"_id": photo_store.counter_id(stage.event.id)}, {"$inc": {"value": 3 * photo_store.WINDOW}})
    )
    await stage.accept(2, name="new.png")
    page = (await owner.get(f"/events/{stage.event.id}/photos", params={"limit": 2})).json()
    assert [photo["name"] for photo in page["items"]] == ["new.png", "old.png"]
    assert page["next_cursor"] is None


async def test_photos_are_found_by_status_name_faces_and_time(owner: httpx.AsyncClient, event_id: int, stage: Stage) -> None:
    await stage.index(1, 2, name="Pair (1).png")
    await stage.index(3, name="one.png")
    hidden = await stage.index(4, name="hidden.png")
    await stage.accept(5, name="waiting.png")
    await showing.hide(stage.deps, hidden)
    one = await Photo.find_one({"name": "one.png"})
    assert one is not None
    await one.set({"taken_at": utc_now().replace(year=2020)})

    async def names(**query: str | int) -> set[str]:
        answer = await owner.get(f"/events/{event_id}/photos", params=query)
        assert answer.status_code == 200, answer.text
        return {photo["name"] for photo in answer.json()["items"]}

    assert await names(status="indexed") == {"Pair (1).png", "one.png"}
    assert await names(status="hidden") == {"hidden.png"}
    assert await names(status="queued") == {"waiting.png"}
    assert await names(q="PAIR (") == {"Pair (1).png"}
    assert await names(min_faces=2) == {"Pair (1).png"}
    assert await names(min_faces=1, max_faces=1, status="indexed") == {"one.png"}
    assert await names(taken_to="2021-01-01T00:00:00Z") == {"one.png"}
    assert await names(taken_from="2020-01-01T00:00:00+02:00", taken_to="2020-12-31T23:59:59Z") == {"one.png"}
    assert await names(taken_from="2021-01-01") == set()


@pytest.mark.parametrize("query", ["cursor=abc", "cursor=-1", "limit=0", "limit=100000", "status=deleted", "min_faces=x"])
async def test_a_query_that_makes_no_sense_is_refused(owner: httpx.AsyncClient, event_id: int, query: str) -> None:
    answer = await owner.get(f"/events/{event_id}/photos?{query}")
    assert (answer.status_code, code_of(answer)) == (422, "validation_failed")


async def test_a_deleted_photo_leaves_nothing_behind(deps: Deps, owner: httpx.AsyncClient, event_id: int, stage: Stage) -> None:
    photo, kept = await stage.index(1, look=1), await stage.index(1, look=2)
    search = await stage.search(painted(1))
    assert set(await stage.matched(search)) == {photo.id, kept.id}

    assert (await owner.delete(f"/photos/{photo.id}")).status_code == 204

    assert (await owner.get(f"/photos/{photo.id}")).status_code == 404
    assert (await owner.delete(f"/photos/{photo.id}")).status_code == 404
    assert await stage.matched(search) == [kept.id]
    assert (await stage.told(search, "search.retracted")) == [
        {"type": "search.retracted", "photo_id": photo.id, "reason": "deleted"}
    ]
    entry = await face_log.of_photo(photo.id, stage.engine.id)
    assert entry is not None
    assert (entry.kind, entry.faces, entry.vectors) == ("void", [], None)
    stored = [path.name for path in (deps.settings.data_dir / "blobs").rglob("*") if path.is_file()]
    assert not [name for name in stored if photo.id in name]
    counted = await stats.of_event(event_id)
    assert (counted.total, counted.indexed, counted.faces) == (1, 1, 1)
    history = await deps.bus.history(topics.ingest_topic(event_id))
    assert {"type": "photo.removed", "photo_id": photo.id} in [orjson.loads(one.data) for one in history.publications]


async def test_a_deleted_photo_can_be_uploaded_again(owner: httpx.AsyncClient, event_id: int) -> None:
    [first] = await upload(owner, event_id, file(painted(1)))
    await owner.delete(f"/photos/{first['id']}")
    [second] = await upload(owner, event_id, file(painted(1)))
    assert second["id"] != first["id"]
    assert "duplicate_of" not in second


async def test_a_deletion_that_was_cut_off_does_not_stop_a_new_upload(
    owner: httpx.AsyncClient, event_id: int, deps: Deps
) -> None:
    [first] = await upload(owner, event_id, file(painted(1)))
    assert await photo_store.set_deleted(first["id"])  # and then the process was killed
    [second] = await upload(owner, event_id, file(painted(1)))
    assert second["id"] != first["id"]
    assert await deps.blobs.get(blob_keys.original(await photos.find(second["id"])))


async def test_a_hidden_photo_leaves_the_guests_and_comes_back(owner: httpx.AsyncClient, stage: Stage) -> None:
    photo = await stage.index(1)
    search = await stage.search(painted(1))

    assert (await owner.post(f"/photos/{photo.id}/hide")).json()["status"] == "hidden"
    assert (await owner.post(f"/photos/{photo.id}/hide")).json()["status"] == "hidden"
    assert [told["reason"] for told in await stage.told(search, "search.retracted")] == ["hidden"]
    assert (await owner.post(f"/photos/{photo.id}/unhide")).json()["status"] == "indexed"
    assert await stage.deps.queue.waiting([f"rematch_photo:{photo.id}"])
    await stage.ingest.rematch(photo.id)

    assert await stage.announced(search) == [photo.id, photo.id]


async def test_hiding_a_photo_again_ends_what_was_cut_off(owner: httpx.AsyncClient, stage: Stage) -> None:
    photo, other = await stage.index(1), await stage.index(1, look=2)
    search = await stage.search(painted(1))
    for cut_off in (photo, other):
        await showing_store.set_hidden(cut_off.id)  # and then Redis went away
    assert (await owner.post(f"/photos/{photo.id}/hide")).status_code == 200
    bulk = {"action": "hide", "photo_ids": [photo.id, other.id]}
    assert (await owner.post(f"/events/{stage.event.id}/photos/bulk", json=bulk)).json()["done"] == 2
    told = [(message["photo_id"], message["reason"]) for message in await stage.told(search, "search.retracted")]
    assert told == [(photo.id, "hidden"), (other.id, "hidden")]


async def test_only_a_failed_photo_can_be_tried_again(deps: Deps, owner: httpx.AsyncClient, event_id: int, stage: Stage) -> None:
    photo = await stage.accept(1)
    assert code_of(await owner.post(f"/photos/{photo.id}/retry")) == "not_failed"
    await stage.ingest.give_up(photo.id, PhotoError(code="internal", message="Oh.", retryable=True))
    failed = (await owner.get(f"/photos/{photo.id}")).json()
    assert (failed["status"], failed["error"]["code"], failed["error"]["retryable"]) == ("failed", "internal", True)

    answer = await owner.post(f"/photos/{photo.id}/retry")

    assert (answer.status_code, answer.json()["status"]) == (202, "queued")
    await stage.ingest.process(photo.id)
    assert (await owner.get(f"/photos/{photo.id}")).json()["status"] == "indexed"
    counted = await stats.of_event(event_id)
    assert (counted.total, counted.processing, counted.indexed, counted.failed) == (1, 0, 1, 0)


async def test_a_failed_photo_that_is_uploaded_again_is_tried_again_with_the_new_file(
    deps: Deps, owner: httpx.AsyncClient, event_id: int, stage: Stage
) -> None:
    [accepted] = await upload(owner, event_id, file(painted(1)))
    photo = await photos.find(accepted["id"])
    await deps.blobs.delete(blob_keys.original(photo))
    await stage.ingest.process(photo.id)
    assert (await photos.find(photo.id)).error == PhotoError(
        code="missing", message="The file is no longer there. Please upload it again.", retryable=True
    )

    [again] = await upload(owner, event_id, file(painted(1)))

    assert (again["id"], again["status"], again["duplicate_of"]) == (photo.id, "queued", photo.id)
    await stage.ingest.process(photo.id)
    assert (await photos.find(photo.id)).status is PhotoStatus.INDEXED


async def test_a_client_can_ask_which_files_the_event_has(owner: httpx.AsyncClient, event_id: int) -> None:
    [accepted] = await upload(owner, event_id, file(painted(1)))
    photo = await photos.find(accepted["id"])
    asked = {"hashes": [photo.content_hash, "0" * 64]}
    answer = await owner.post(f"/events/{event_id}/photos/known", json=asked)
    assert answer.json() == {
        "known": {photo.content_hash: {"id": photo.id, "status": "queued", "error": None, "final": None, "replaces": None}}
    }
    assert code_of(await owner.post(f"/events/{event_id}/photos/known", json={"hashes": ["x"]})) == "validation_failed"
