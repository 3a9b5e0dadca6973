"""Many photos at once: the outline of all, a handful by their ids, and one change to each of many."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import httpx
import orjson
import pytest

from app import topics
from app.domain.times import utc_now
from app.domain.vocabulary import PhotoStatus
from app.services import searches
from app.services.deps import Deps
from app.store import photos as store
from app.store.documents import Counter, Event, Photo, PhotoError
from tests.integration.web import Json, Web, code_of, event_of
from tests.painted import PaintedEngine, painted
from tests.stage import Stage, stage_of


@dataclass
class Scene:
    """A photographer's event."""

    web: Web
    stage: Stage
    owner: httpx.AsyncClient

    @property
    def path(self) -> str:
        """Of the event's photos."""
        return f"/events/{self.stage.event.id}/photos"

    async def counts(self, **query: Any) -> Json:
        """As answered."""
        answer = await self.owner.get(f"{self.path}/counts", params=query)
        assert answer.status_code == 200, answer.text
        return dict(answer.json())

    async def outline(self, **query: Any) -> Json:
        """As answered."""
        answer = await self.owner.get(f"{self.path}/outline", params=query)
        assert answer.status_code == 200, answer.text
        return dict(answer.json())

    async def bulk(self, **change: Any) -> Json:
        """As answered."""
        answer = await self.owner.post(f"{self.path}/bulk", json=change)
        assert answer.status_code == 200, answer.text
        return dict(answer.json())

    async def failed(self, look: int) -> Photo:
        """A photo that has failed."""
        photo = await self.stage.accept(1, look=look)
        await store.set_failed(photo.id, PhotoError(code="crashed", message="", retryable=True), utc_now())
        return photo

    async def told(self, kind: str) -> list[Json]:
        """What the event's topic was told."""
        history = await self.stage.deps.bus.history(topics.ingest_topic(self.stage.event.id))
        return [data for data in (orjson.loads(one.data) for one in history.publications) if data["type"] == kind]


@pytest.fixture
async def scene(web: Web, deps: Deps) -> AsyncIterator[Scene]:
    """On the stage."""
    owner = await web.signed_in()
    event = await Event.get(await event_of(owner))
    assert event is not None
    async with stage_of(deps, event, PaintedEngine()) as stage:
        yield Scene(web, stage, owner)


def bare(event_id: int, count: int) -> list[Photo]:
    """Photos without anything to them; not stored."""
    described = {"event_id": event_id, "name": "x", "size": 1, "media_type": "image/jpeg"}
    return [Photo(seq=number, content_hash=str(number), **described) for number in range(1, count + 1)]


async def set_fields(photo: Photo, **fields: Any) -> None:
    """As a camera would have."""
    await Photo.get_pymongo_collection().update_one({"_id": photo.id}, {"$set": fields})


# The outline


async def test_the_outline_has_every_photo_and_its_shape_newest_first(scene: Scene) -> None:
    first, second = [await scene.stage.index(1, look=look) for look in range(2)]
    waiting = await scene.stage.accept(2)
    await set_fields(first, width=6000, height=4001)
    await set_fields(second, width=3000, height=4000)
    assert await scene.outline() == {"total": 3, "ids": [waiting.id, second.id, first.id], "ratios": [1.5, 0.75, 1.5]}
    await set_fields(first, width=4000, height=2250)
    assert (await scene.outline())["ratios"][2] == 1.778


async def test_the_outline_by_time_has_photos_without_one_last(scene: Scene) -> None:
    early, late, unknown = [await scene.stage.index(1, look=look) for look in range(3)]
    await set_fields(early, taken_at=datetime(2026, 1, 1, tzinfo=UTC))
    await set_fields(late, taken_at=datetime(2026, 6, 1, tzinfo=UTC))
    assert (await scene.outline(sort="taken"))["ids"] == [late.id, early.id, unknown.id]


async def test_the_outline_takes_the_filters_of_the_list(scene: Scene) -> None:
    shown, hidden = await scene.stage.index(1, name="Alpha.png"), await scene.stage.index(2, 3, name="beta.png")
    failed = await scene.failed(9)
    await scene.owner.post(f"/photos/{hidden.id}/hide")
    deleted = await scene.stage.index(4)
    await scene.owner.delete(f"/photos/{deleted.id}")
    for query, expected in (
        ({}, [failed.id, hidden.id, shown.id]),
        ({"status": "hidden"}, [hidden.id]),
        ({"status": "indexed"}, [shown.id]),
        ({"status": "failed"}, [failed.id]),
        ({"q": "ALPHA"}, [shown.id]),
        ({"min_faces": 2}, [hidden.id]),
    ):
        assert (await scene.outline(**query))["ids"] == expected, query
        listed = (await scene.owner.get(scene.path, params=query)).json()["items"]
        assert [photo["id"] for photo in listed] == expected, query
    counted = {"indexed": 1, "waiting": 0, "rejected": 0, "hidden": 1, "failed": 1, "processing": 0, "queued": 0}
    assert await scene.counts() == counted
    assert await scene.counts(status="failed", min_faces=2) == dict.fromkeys(counted, 0) | {"hidden": 1}
    assert code_of(await scene.owner.get(f"{scene.path}/outline", params={"sort": "size"})) == "validation_failed"
    assert code_of(await scene.owner.get(scene.path, params={"q": "a\0b"})) == "validation_failed"


async def test_the_outline_is_compressed_for_who_reads_that(scene: Scene) -> None:
    event_id = scene.stage.event.id
    many = [
        Photo(event_id=event_id, seq=n, name="x", content_hash=f"{n}", size=1, media_type="image/jpeg") for n in range(1, 200)
    ]
    await Photo.insert_many(many)
    await scene.stage.accept(1)
    await Counter.get_pymongo_collection().update_one({"_id": store.counter_id(event_id)}, {"$set": {"value": 200}})
    sent = {}
    for coding in ("gzip", "identity", "gzip;q=0"):
        answer = await scene.owner.get(f"{scene.path}/outline", headers={"Accept-Encoding": coding})
        assert answer.headers["vary"] == "Accept-Encoding"
        sent[coding] = (answer.headers.get("content-encoding"), answer.content, answer.num_bytes_downloaded)
    coding, content, size = sent["gzip"]
    assert coding == "gzip"
    assert sent["identity"] == sent["gzip;q=0"] == (None, content, len(content))
    assert size < len(content) * 2 / 3, "of random ids about half"
    assert orjson.loads(content)["total"] == 200


# By their ids


async def test_photos_are_looked_up_in_the_order_asked(scene: Scene) -> None:
    first, second = [await scene.stage.index(1, look=look) for look in range(2)]
    elsewhere = await event_of(scene.owner)
    answer = await scene.owner.post(f"{scene.path}/lookup", json={"photo_ids": [second.id, "unknown", first.id]})
    assert [photo["id"] for photo in answer.json()["items"]] == [second.id, first.id]
    assert answer.json()["items"][0]["thumb_srcset"]
    assert answer.json()["items"][0]["placeholder"]
    answer = await scene.owner.post(f"/events/{elsewhere}/photos/lookup", json={"photo_ids": [first.id]})
    assert answer.json() == {"items": []}
    assert code_of(await scene.owner.post(f"{scene.path}/lookup", json={"photo_ids": ["x"] * 201})) == "validation_failed"


async def test_a_long_list_of_ids_is_found_whole(scene: Scene) -> None:
    many = bare(scene.stage.event.id, 450)
    await Photo.insert_many(many)
    assert (await store.by_ids([photo.id for photo in many])).keys() == {photo.id for photo in many}


async def test_an_owner_sees_who_sees_a_photo(scene: Scene) -> None:
    photo = await scene.stage.index(3)
    one, _ = [await scene.stage.search(painted(3, look=look)) for look in (50, 51)]

    async def visible_to() -> Json:
        return dict((await scene.owner.get(f"/photos/{photo.id}")).json()["visible_to"])

    assert await visible_to() == {"guests": 2, "everyone": False, "hidden": False}
    await searches.answer(scene.stage.deps, one, photo.id, False)
    assert (await visible_to())["guests"] == 1
    await scene.owner.patch(f"/events/{scene.stage.event.id}", json={"visibility": "public", "open_gallery": True})
    await scene.owner.post(f"/photos/{photo.id}/hide")
    assert await visible_to() == {"guests": 1, "everyone": True, "hidden": True}


async def test_an_owner_saves_an_original_by_its_address(scene: Scene) -> None:
    photo = await scene.stage.index(3, name="party.png")
    url = (await scene.owner.get(f"/photos/{photo.id}")).json()["download_url"]
    answer = await scene.owner.get(f"http://testserver{url}")
    assert answer.headers["content-disposition"].startswith('attachment; filename="party.png"')
    assert answer.content == painted(3)


# One change to many


async def test_many_photos_are_hidden_and_shown_as_one_is(scene: Scene) -> None:
    photos = [await scene.stage.index(3, look=look) for look in range(3)]
    search = await scene.stage.search(painted(3, look=50))
    chosen = [photo.id for photo in photos[:2]]
    assert await scene.bulk(action="hide", photo_ids=[*chosen, "unknown", chosen[0]]) == {
        "done": 2,
        "skipped": [{"photo_id": "unknown", "code": "not_found"}],
    }
    assert {message["photo_id"] for message in await scene.stage.told(search, "search.retracted")} == set(chosen)
    assert (await scene.outline(status="hidden"))["total"] == 2
    assert (await scene.bulk(action="unhide", photo_ids=chosen))["done"] == 2
    assert (await scene.outline(status="indexed"))["total"] == 3
    assert await scene.stage.deps.queue.waiting([f"rematch_photo:{photo_id}" for photo_id in chosen])


async def test_the_photographers_other_screens_hear_when_photos_are_hidden_and_shown_again(scene: Scene) -> None:
    photo = await scene.stage.index(3)
    await scene.owner.post(f"/photos/{photo.id}/hide")
    await scene.owner.post(f"/photos/{photo.id}/hide")
    await scene.bulk(action="unhide", photo_ids=[photo.id])
    assert [(told["photo"]["id"], told["photo"]["status"]) for told in await scene.told("photo.changed")] == [
        (photo.id, "hidden"),
        (photo.id, "indexed"),
    ]


async def test_many_photos_are_deleted_as_one_is(scene: Scene) -> None:
    photos = [await scene.stage.index(3, look=look) for look in range(40)]
    gone = [photo.id for photo in photos[1:]]
    assert await scene.bulk(action="delete", photo_ids=gone) == {"done": 39, "skipped": []}
    assert (await scene.outline())["ids"] == [photos[0].id]
    assert {message["photo_id"] for message in await scene.told("photo.removed")} == set(gone)
    event = (await scene.owner.get(f"/events/{scene.stage.event.id}")).json()
    assert (event["photos"], event["indexed"], event["faces"]) == (1, 1, 1)
    assert (await scene.bulk(action="delete", photo_ids=gone[:1]))["skipped"] == [{"photo_id": gone[0], "code": "not_found"}]


async def test_what_failed_is_tried_again_and_the_rest_is_left_alone(scene: Scene) -> None:
    failed = [await scene.failed(look) for look in range(3)]
    indexed = await scene.stage.index(2)
    assert await scene.bulk(action="retry", photo_ids=[failed[0].id, indexed.id]) == {
        "done": 1,
        "skipped": [{"photo_id": indexed.id, "code": "not_failed"}],
    }
    assert await scene.bulk(action="retry", all_failed=True) == {"done": 2, "skipped": []}
    for photo in failed:
        again = await store.get(photo.id)
        assert again is not None
        assert again.status is PhotoStatus.QUEUED
    assert await scene.bulk(action="retry", all_failed=True) == {"done": 0, "skipped": []}


async def test_photos_of_another_event_are_left_alone(scene: Scene) -> None:
    photo = await scene.stage.index(1)
    elsewhere = await event_of(scene.owner)
    answer = await scene.owner.post(f"/events/{elsewhere}/photos/bulk", json={"action": "delete", "photo_ids": [photo.id]})
    assert answer.json() == {"done": 0, "skipped": [{"photo_id": photo.id, "code": "not_found"}]}
    assert (await scene.outline())["total"] == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"action": "retry"},
        {"action": "hide", "all_failed": True},
        {"action": "retry", "all_failed": True, "photo_ids": ["x"]},
        {"action": "burn", "photo_ids": ["x"]},
        {"action": "hide", "photo_ids": []},
        {"action": "hide", "photo_ids": ["x"] * 1001},
    ],
)
async def test_a_change_that_makes_no_sense_is_refused(scene: Scene, wrong: Json) -> None:
    assert code_of(await scene.owner.post(f"{scene.path}/bulk", json=wrong)) == "validation_failed"


async def test_nobody_else_sees_or_changes_many(scene: Scene) -> None:
    somebody, stranger = await scene.web.signed_in(), scene.web.client()
    for client, status in ((somebody, 404), (stranger, 401)):
        assert (await client.get(f"{scene.path}/outline")).status_code == status
        assert (await client.post(f"{scene.path}/lookup", json={"photo_ids": []})).status_code == status
        assert (await client.post(f"{scene.path}/bulk", json={"action": "retry", "all_failed": True})).status_code == status
