"""Albums of an event, and what guests who browse it get to see and hear of."""

from __future__ import annotations

import io
import zipfile
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import httpx
import orjson
import pytest

from app import topics
from app.domain.permissions import Caller
from app.domain.times import rfc3339, utc_now
from app.domain.vocabulary import Visibility
from app.errors import Forbidden
from app.services import event_albums, galleries, live
from app.services.deps import Deps
from app.store import albums as store
from app.store.documents import Album, Event, Photo
from tests.integration.web import Json, Web, code_of, event_of, share
from tests.painted import PaintedEngine
from tests.stage import Stage, stage_of


@dataclass
class Scene:
    """A photographer's event that whoever has its link may browse."""

    web: Web
    stage: Stage
    owner: httpx.AsyncClient
    guest: httpx.AsyncClient
    path: str

    async def album(self, name: str, **more: Any) -> str:
        """A new album; returns its id."""
        answer = await self.owner.post(f"{self.path}/albums", json={"name": name} | more)
        assert answer.status_code == 201, answer.text
        return str(answer.json()["id"])

    async def fill(self, album_id: str, *, add: list[Photo] = [], remove: list[Photo] = []) -> Json:  # noqa: B006
        """Put photos in and take them out; returns the album."""
        body = {"add": [photo.id for photo in add], "remove": [photo.id for photo in remove]}
        answer = await self.owner.post(f"{self.path}/albums/{album_id}/photos", json=body)
        assert answer.status_code == 200, answer.text
        return dict(answer.json())

    async def outline(self, **query: str) -> Json:
        """The gallery, as the guest sees it."""
        answer = await self.guest.get(f"{self.path}/gallery/outline", params=query)
        assert answer.status_code == 200, answer.text
        return dict(answer.json())

    async def told(self) -> list[Json]:
        """What guests who browse were told so far."""
        history = await self.stage.deps.bus.history(topics.gallery_topic(self.stage.event.id))
        return [orjson.loads(publication.data) for publication in history.publications]

    async def names(self) -> list[str]:
        """The albums as the owner sees them."""
        return [album["name"] for album in (await self.owner.get(f"{self.path}/albums")).json()["items"]]


@pytest.fixture
async def scene(web: Web, deps: Deps) -> AsyncIterator[Scene]:
    """Without photos and albums."""
    owner = await web.signed_in()
    event_id = await event_of(owner, "unlisted")
    await owner.patch(f"/events/{event_id}", json={"link_gallery": True})
    event = await Event.get(event_id)
    assert event is not None
    link = await share(owner, event_id)
    guest = web.client((await web.client().get(f"/share/{link['token']}")).json()["guest_token"])
    async with stage_of(deps, event, PaintedEngine()) as stage:
        yield Scene(web, stage, owner, guest, f"/events/{event_id}")


async def test_guests_choose_among_albums_and_see_of_each_what_they_may_see(scene: Scene) -> None:
    vows, cake, dance = [await scene.stage.index(number, look=number) for number in range(3)]
    church, party = await scene.album("Church"), await scene.album("Party")
    await scene.album("Not chosen yet", hidden=True)
    assert (await scene.fill(church, add=[vows, cake]))["photos"] == 2
    assert (await scene.fill(party, add=[cake, dance]))["photos"] == 2, "a photo may be in several"
    whole = await scene.outline()
    assert (whole["total"], whole["ids"], len(whole["ratios"])) == (3, [dance.id, cake.id, vows.id], 3)
    assert whole["albums"] == [{"id": church, "name": "Church"}, {"id": party, "name": "Party"}]
    assert (await scene.outline(album=church))["ids"] == [cake.id, vows.id]
    await scene.owner.post(f"/photos/{cake.id}/hide")
    assert (await scene.outline(album=church))["ids"] == [vows.id]
    seen = (await scene.guest.post(f"{scene.path}/gallery/lookup", json={"photo_ids": [cake.id, vows.id, "made-up"]})).json()
    assert [photo["photo_id"] for photo in seen["items"]] == [vows.id]
    assert (await scene.fill(church, remove=[vows]))["photos"] == 0
    studio = await scene.owner.get(f"{scene.path}/photos/outline", params={"album": church})
    assert studio.json()["ids"] == [cake.id], "the owner sees hidden ones too"
    await scene.owner.delete(f"/photos/{cake.id}")
    assert (await scene.owner.get(f"{scene.path}/photos/outline", params={"album": church})).json()["ids"] == []


async def test_an_album_that_guests_cannot_choose_is_not_there(scene: Scene) -> None:
    hidden = await scene.album("Secret", hidden=True)
    for album_id in (hidden, "made-up"):
        assert (await scene.guest.get(f"{scene.path}/gallery/outline", params={"album": album_id})).status_code == 404


async def test_albums_of_a_time_and_of_a_camera_fill_themselves(scene: Scene) -> None:
    noon = utc_now().replace(microsecond=0) - timedelta(days=1)
    early, late = await scene.stage.index(1), await scene.stage.index(2, look=1)
    await Photo.find_one({"_id": early.id}).update({"$set": {"taken_at": noon, "camera_key": "r6"}})
    await Photo.find_one({"_id": late.id}).update({"$set": {"taken_at": noon + timedelta(hours=2)}})
    until = await scene.album("Noon", kind="time", taken_to=rfc3339(noon))
    camera = await scene.album("R6", kind="camera", camera_key="r6")
    assert [(await scene.outline(album=album))["ids"] for album in (until, camera)] == [[early.id], [early.id]]
    later = {"taken_to": rfc3339(noon + timedelta(hours=3))}
    assert (await scene.owner.patch(f"{scene.path}/albums/{until}", json=later)).json()["photos"] == 2
    assert (await scene.outline(album=until, sort="taken"))["ids"] == [late.id, early.id]
    nobody_knows = await scene.stage.index(3, look=2)
    assert (await scene.outline(sort="day"))["ids"] == [early.id, late.id, nobody_knows.id]
    answer = await scene.owner.post(f"{scene.path}/albums/{camera}/photos", json={"add": [late.id]})
    assert (answer.status_code, code_of(answer)) == (409, "album_by_rule")
    counted = {album["name"]: album["photos"] for album in (await scene.owner.get(f"{scene.path}/albums")).json()["items"]}
    assert counted == {"Noon": 2, "R6": 1}


@pytest.mark.parametrize(
    "bad",
    [
        {"name": ""},
        {"name": "x" * 101},
        {"name": "A", "kind": "time"},
        {"name": "A", "kind": "camera"},
        {"name": "A", "camera_key": "r6"},
        {"name": "A", "kind": "time", "taken_from": "2026-06-20T13:00:00Z", "taken_to": "2026-06-20T12:00:00Z"},
    ],
)
async def test_an_album_that_cannot_be_is_refused(scene: Scene, bad: dict[str, Any]) -> None:
    answer = await scene.owner.post(f"{scene.path}/albums", json=bad)
    assert (answer.status_code, code_of(answer)) == (422, "validation_failed")


async def test_an_album_is_renamed_put_in_order_deleted_and_had_back_with_its_photos(scene: Scene) -> None:
    photo = await scene.stage.index(1)
    first, second = await scene.album("First"), await scene.album("Second")
    await scene.fill(first, add=[photo])
    await scene.owner.put(f"{scene.path}/albums/order", json={"album_ids": [second, "made-up"]})
    assert await scene.names() == ["Second", "First"]
    await scene.owner.patch(f"{scene.path}/albums/{first}", json={"name": "Church"})
    assert (await scene.owner.delete(f"{scene.path}/albums/{first}")).status_code == 204
    assert (await scene.owner.delete(f"{scene.path}/albums/{first}")).status_code == 404
    assert await scene.names() == ["Second"]
    await event_albums.remove_deleted(utc_now())
    for _ in range(2):
        assert (await scene.owner.post(f"{scene.path}/albums/{first}/restore")).json()["photos"] == 1
    assert await scene.names() == ["Second", "Church"]
    await scene.owner.delete(f"{scene.path}/albums/{first}")
    await event_albums.remove_deleted(utc_now() + timedelta(hours=2))
    assert (await scene.owner.post(f"{scene.path}/albums/{first}/restore")).status_code == 404
    present = await Photo.get(photo.id)
    assert present is not None
    assert present.albums == []


async def test_an_event_has_so_many_albums_and_no_more_and_none_of_another_ones(scene: Scene) -> None:
    for number in range(50):
        await Album(event_id=scene.stage.event.id, name=f"{number}", kind="hand", place=number).insert()
    answer = await scene.owner.post(f"{scene.path}/albums", json={"name": "One more"})
    assert (answer.status_code, code_of(answer)) == (409, "too_many_albums")
    elsewhere = await event_of(scene.owner, "unlisted")
    foreign = await Album(event_id=elsewhere, name="Elsewhere", kind="hand").insert()
    assert (await scene.owner.patch(f"{scene.path}/albums/{foreign.id}", json={"name": "Mine"})).status_code == 404
    theirs = (await scene.owner.get(f"{scene.path}/albums")).json()["items"][0]["id"]
    strange = await Photo(event_id=elsewhere, seq=1, name="a", content_hash="h", size=1, media_type="image/jpeg").insert()
    await scene.fill(theirs, add=[strange])
    present = await Photo.get(strange.id)
    assert present is not None
    assert present.albums == []


async def test_what_comes_and_goes_is_told_in_order_and_says_nothing_of_what_guests_do_not_see(scene: Scene) -> None:
    photo = await scene.stage.index(1)
    album = await scene.album("Party")
    await scene.fill(album, add=[photo])
    await scene.owner.post(f"/photos/{photo.id}/hide")
    await scene.owner.post(f"/photos/{photo.id}/unhide")
    await scene.owner.delete(f"/photos/{photo.id}")
    await scene.album("Secret", hidden=True)
    told = await scene.told()
    came = {"type": "gallery.photo", "photo_id": photo.id, "ratio": 1.5, "file_id": photo.id, "taken_at": None}
    gone = {"type": "gallery.removed", "photo_id": photo.id}
    albums = {"type": "gallery.albums", "albums": [{"id": album, "name": "Party"}]}
    came["ratio"] = told[0]["ratio"]
    assert told == [
        came | {"album_ids": []},
        albums,
        {"type": "gallery.changed", "album_id": album},
        gone,
        came | {"album_ids": [album]},
        gone,
        albums,
    ]


async def test_a_guest_takes_home_what_she_chose_for_as_long_as_she_may_see_it(scene: Scene) -> None:
    kept, hidden = await scene.stage.index(1, name="cake.png"), await scene.stage.index(2, look=1)
    body = {"photo_ids": [kept.id, hidden.id]}
    offer = (await scene.guest.post(f"{scene.path}/gallery/downloads", json=body)).json()
    assert offer["photos"] == 2
    url = offer["url"].removeprefix("/api/v1")
    await scene.owner.post(f"/photos/{hidden.id}/hide")
    archive = await scene.web.client().get(url)
    assert zipfile.ZipFile(io.BytesIO(archive.content)).namelist() == ["cake.png"]
    await scene.owner.patch(scene.path, json={"downloads": "none"})
    answers = [await scene.web.client().get(url), await scene.guest.post(f"{scene.path}/gallery/downloads", json=body)]
    assert [code_of(answer) for answer in answers] == ["downloads_off", "downloads_off"]
    await scene.owner.patch(scene.path, json={"downloads": "original", "link_gallery": False})
    assert (await scene.web.client().get(url)).status_code == 404


async def test_where_nobody_may_browse_nothing_is_told_and_nobody_listens(scene: Scene) -> None:
    guest = Caller(guest_id="g", guest_event_id=scene.stage.event.id, guest_link_id="l")
    topic = topics.gallery_topic(scene.stage.event.id)
    await live.authorise([guest], topic)
    await scene.owner.patch(scene.path, json={"link_gallery": False})
    with pytest.raises(Forbidden):
        await live.authorise([guest], topic)
    await scene.stage.index(1)
    assert await scene.told() == []
    assert scene.stage.event.visibility is Visibility.UNLISTED


async def test_the_wall_gets_of_an_album_what_guests_may_see(scene: Scene) -> None:
    shown, hidden = await scene.stage.index(1), await scene.stage.index(2, look=1)
    album_id = await scene.album("Party")
    await scene.fill(album_id, add=[shown, hidden])
    await scene.owner.post(f"/photos/{hidden.id}/hide")
    album = await store.get(scene.stage.event.id, album_id)
    assert album is not None
    [photos] = await galleries.photos_of(scene.stage.deps, scene.stage.event, [album])
    assert [photo.id for photo in photos] == [shown.id]
