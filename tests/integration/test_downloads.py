"""ZIP files to save: prepared with credentials, fetched without."""

from __future__ import annotations

import asyncio
import io
import zipfile
from collections.abc import AsyncIterator
from dataclasses import dataclass

import httpx
import pytest
import redis.asyncio as redis

from app.services import blob_keys
from app.services.deps import Deps
from app.store.documents import Event, Photo
from tests.integration.sockets import serving
from tests.integration.web import Json, Web, code_of, event_of, share
from tests.painted import PaintedEngine, painted
from tests.stage import Stage, stage_of

SELFIE = ("selfie", ("me.png", painted(3, look=50), "image/png"))


@dataclass
class Scene:
    """An event with two photos of person 3 and one of person 5, its owner, and a guest who is person 3."""

    web: Web
    stage: Stage
    owner: httpx.AsyncClient
    guest: httpx.AsyncClient
    photos: list[Photo]

    @property
    def path(self) -> str:
        """Of the event."""
        return f"/events/{self.stage.event.id}"

    async def search(self) -> str:
        """The path of a search that has found both photos."""
        answer = await self.guest.post(f"{self.path}/searches", files=[SELFIE], data={"consent": "true"})
        await self.stage.searcher.run(answer.json()["id"])
        return f"/searches/{answer.json()['id']}"

    async def change(self, **terms: str) -> None:
        """Of the event."""
        assert (await self.owner.patch(self.path, json=terms)).status_code == 200

    async def follow(self, url: str) -> httpx.Response:
        """Go to an address, as anybody."""
        async with self.web.client() as anybody:
            return await anybody.get(f"http://testserver{url}")


@pytest.fixture
async def scene(web: Web, deps: Deps) -> AsyncIterator[Scene]:
    """On the stage."""
    owner = await web.signed_in()
    event_id = await event_of(owner, "private")
    guest = await web.guest(await share(owner, event_id))
    event = await Event.get(event_id)
    assert event is not None
    async with stage_of(deps, event, PaintedEngine()) as stage:
        photos = [await stage.index(3, look=look, name=f"party {look}.png") for look in range(2)]
        photos.append(await stage.index(5, look=9, name="other.png"))
        yield Scene(web, stage, owner, guest, photos)


def files_in(answer: httpx.Response) -> dict[str, bytes]:
    """Name and content; the answer is a file to save, as long as it says."""
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/zip"), answer.text
    assert answer.headers["content-disposition"].startswith("attachment; ")
    assert int(answer.headers["content-length"]) == len(answer.content)
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


async def offered(client: httpx.AsyncClient, path: str, *photo_ids: str) -> Json:
    """What is prepared; everything there is when no photos are named."""
    answer = await client.post(f"{path}/downloads", json={"photo_ids": list(photo_ids)} if photo_ids else {})
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


async def test_the_owner_takes_chosen_originals_home_in_one_file(scene: Scene) -> None:
    first, _, third = (photo.id for photo in scene.photos)
    offer = await offered(scene.owner, scene.path, third, first, "unknown", first)
    answer = await scene.follow(offer["url"])
    assert files_in(answer) == {"other.png": painted(5, look=9), "party 0.png": painted(3, look=0)}
    assert (offer["photos"], offer["bytes"]) == (2, len(answer.content))
    assert files_in(await scene.follow(offer["url"])), "a browser may ask twice"
    async with scene.web.client() as anybody:
        head = await anybody.head(f"http://testserver{offer['url']}")
    assert (head.headers["content-length"], head.content) == (str(offer["bytes"]), b"")


async def test_the_file_is_called_after_the_event(scene: Scene) -> None:
    await scene.change(name='Anna & "Ben" 5/6')
    answer = await scene.follow((await offered(scene.owner, scene.path, scene.photos[0].id))["url"])
    assert answer.headers["content-disposition"] == (
        "attachment; filename=\"Anna & _Ben_ 5_6.zip\"; filename*=UTF-8''Anna%20%26%20_Ben_%205_6.zip"
    )


async def test_hidden_photos_are_in_the_owners_file_and_deleted_ones_are_not(scene: Scene) -> None:
    offer = await offered(scene.owner, scene.path, *(photo.id for photo in scene.photos))
    await scene.owner.post(f"/photos/{scene.photos[0].id}/hide")
    await scene.owner.delete(f"/photos/{scene.photos[1].id}")
    assert list(files_in(await scene.follow(offer["url"]))) == ["party 0.png", "other.png"]


async def test_a_guest_takes_all_matches_home_or_some(scene: Scene) -> None:
    search = await scene.search()
    everything = await scene.follow((await offered(scene.guest, search))["url"])
    assert files_in(everything) == {f"party {look}.png": painted(3, look=look) for look in range(2)}
    some = await offered(scene.guest, search, scene.photos[1].id, scene.photos[2].id)
    assert list(files_in(await scene.follow(some["url"]))) == ["party 1.png"], "and none that is no match"
    assert files_in(await scene.guest.get(f"{search}/photos.zip")) == files_in(everything)


async def test_several_people_of_a_visit_take_their_photos_home_in_one_file(scene: Scene) -> None:
    """Person 5 is on a photo of his own and on one with her."""
    both = await scene.stage.index(3, 5, look=20, name="both.png")
    made = []
    for person in (3, 5):
        selfie = ("selfie", ("me.png", painted(person, look=50), "image/png"))
        answer = await scene.guest.post(f"{scene.path}/searches", files=[selfie], data={"consent": "true"})
        await scene.stage.searcher.run(answer.json()["id"])
        made.append(answer.json())
    path, others = f"/searches/{made[0]['id']}/downloads", [made[1]["token"]]

    async def names(**asked: object) -> set[str]:
        answer = await scene.guest.post(path, json={"others": others, **asked})
        assert answer.status_code == 200, answer.text
        return set(files_in(await scene.follow(answer.json()["url"])))

    assert await names() == {"party 0.png", "party 1.png", "other.png", "both.png"}
    assert await names(mode="all") == {"both.png"}
    assert await names(photo_ids=[both.id, scene.photos[2].id]) == {"other.png", "both.png"}
    any_of_them, of_all = [
        (await scene.guest.post(path, json={"others": others, "mode": mode})).json()["url"] for mode in ("any", "all")
    ]
    assert (await scene.guest.delete(f"/searches/{made[1]['id']}")).status_code == 204
    assert set(files_in(await scene.follow(any_of_them))) == {"party 0.png", "party 1.png", "both.png"}, "he is forgotten"
    assert (await scene.follow(of_all)).status_code == 404
    assert (await scene.guest.post(path, json={"others": others})).status_code == 404


async def test_with_her_own_a_guest_takes_home_nothing_of_a_search_that_she_does_not_hold(scene: Scene) -> None:
    search = await scene.search()
    _, _, token = scene.guest.headers["authorization"].partition(" ")
    assert (await scene.guest.post(f"{search}/downloads", json={"others": [token]})).status_code == 404, "of no search"
    assert (await scene.guest.post(f"{search}/downloads", json={"others": ["made up"]})).status_code == 401


async def test_guests_get_previews_where_the_event_lets_them_have_no_more(scene: Scene) -> None:
    await scene.change(downloads="preview")
    search = await scene.search()
    chosen = await scene.follow((await offered(scene.guest, search))["url"])
    for answer in (chosen, await scene.guest.get(f"{search}/photos.zip")):
        files = files_in(answer)
        assert sorted(files) == ["party 0.jpg", "party 1.jpg"]
        assert all(content.startswith(b"\xff\xd8\xff") for content in files.values())


async def test_an_address_gives_no_more_than_may_be_had_when_it_is_followed(scene: Scene) -> None:
    search = await scene.search()
    url = (await offered(scene.guest, search))["url"]
    await scene.owner.post(f"/photos/{scene.photos[0].id}/hide")
    assert list(files_in(await scene.follow(url))) == ["party 1.png"]
    await scene.change(downloads="none")
    assert code_of(await scene.follow(url)) == "downloads_off"
    assert code_of(await scene.guest.post(f"{search}/downloads", json={})) == "downloads_off"
    await scene.change(downloads="original")
    await scene.owner.delete(f"/photos/{scene.photos[1].id}")
    assert (await scene.follow(url)).status_code == 404


async def test_an_address_ends_with_its_search_and_with_its_event(scene: Scene) -> None:
    search = await scene.search()
    guests = (await offered(scene.guest, search))["url"]
    owners = (await offered(scene.owner, scene.path, scene.photos[0].id))["url"]
    assert (await scene.guest.delete(search)).status_code == 204
    assert code_of(await scene.follow(guests)) == "download_expired", "with the search goes what says which photos show its guest"
    assert (await scene.follow(owners)).status_code == 200
    assert (await scene.owner.delete(scene.path)).status_code == 204
    assert (await scene.follow(owners)).status_code == 404


async def test_an_address_that_is_over_or_made_up_has_expired(scene: Scene, deps: Deps) -> None:
    for url in (
        "/api/v1/downloads/made-up/photos.zip",
        f"/api/v1/downloads/{await deps.tickets.issue('me', b'', 1)}x/photos.zip",
    ):
        answer = await scene.follow(url)
        assert (answer.status_code, code_of(answer)) == (410, "download_expired")


async def test_nothing_to_download_is_said_at_once(scene: Scene) -> None:
    answer = await scene.owner.post(f"{scene.path}/downloads", json={"photo_ids": ["unknown"]})
    assert (answer.status_code, code_of(answer)) == (422, "nothing_to_download")
    wrong: Json
    for wrong in ({}, {"photo_ids": []}, {"photo_ids": ["x"] * 1001}):
        assert code_of(await scene.owner.post(f"{scene.path}/downloads", json=wrong)) == "validation_failed"


async def test_only_the_owner_and_the_holder_prepare_files(scene: Scene) -> None:
    search = await scene.search()
    somebody = await scene.web.signed_in()
    chosen = {"photo_ids": [scene.photos[0].id]}
    assert (await somebody.post(f"{scene.path}/downloads", json=chosen)).status_code == 404
    assert (await scene.guest.post(f"{scene.path}/downloads", json=chosen)).status_code == 403
    assert (await somebody.post(f"{search}/downloads", json={})).status_code == 404
    assert (await scene.web.client().post(f"{search}/downloads", json={})).status_code == 401


async def test_a_ticket_lasts_its_time_and_is_kept_under_another_name(deps: Deps) -> None:
    ticket = await deps.tickets.issue("me", b"content", 600)
    assert await deps.tickets.read(ticket) == b"content"
    assert await deps.tickets.read(ticket + "x") is None
    async with redis.Redis.from_url(deps.settings.redis_volatile_url) as client:
        [key] = await client.keys("ticket:*")
        assert ticket.encode() not in key
        assert 500 < await client.ttl(key) <= 600
        await client.expire(key, 0)
    assert await deps.tickets.read(ticket) is None


async def test_a_holders_last_ticket_is_void_at_once_though_one_that_lasts_less_was_issued_after_it(deps: Deps) -> None:
    long = await deps.tickets.issue("me", b"content", 600)
    short = await deps.tickets.issue("me", b"content", 1)
    async with asyncio.timeout(120):
        while await deps.tickets.read(short) is not None:
            await asyncio.sleep(0.05)
    assert [await deps.tickets.read(ticket) for ticket in (long, short)] == [b"content", None]
    await deps.tickets.forget("me")
    assert await deps.tickets.read(long) is None


async def test_tickets_of_one_holder_are_void_at_once_and_no_others(deps: Deps) -> None:
    mine, mine_too, yours = [await deps.tickets.issue(holder, b"content", 600) for holder in ("me", "me", "you")]
    for _ in range(2):
        await deps.tickets.forget("me")
        assert [await deps.tickets.read(ticket) for ticket in (mine, mine_too, yours)] == [None, None, b"content"]
    async with redis.Redis.from_url(deps.settings.redis_volatile_url) as client:
        assert len(await client.keys("ticket*")) == 2


async def test_a_file_that_cannot_be_finished_is_broken_off_and_never_shorter_than_it_said(scene: Scene, deps: Deps) -> None:
    large = b"\x89PNG\r\n\x1a\n" + bytes(24 * 2**20)
    photos = [await scene.stage.accept_file(large + bytes([number]), f"{number}.png") for number in range(2)]
    url = (await offered(scene.owner, scene.path, *(photo.id for photo in photos)))["url"]
    received = bytearray()

    async def receive(answer: httpx.Response) -> None:
        async for chunk in answer.aiter_raw():
            if not received:
                await deps.blobs.delete(blob_keys.original(photos[1]))
            received.extend(chunk)

    async with serving(deps) as socket_url, httpx.AsyncClient(timeout=120) as anybody:
        address = socket_url.replace("ws:", "http:").removesuffix("/ws")
        async with anybody.stream("GET", f"{address}{url}") as answer:
            with pytest.raises(httpx.RemoteProtocolError):
                await receive(answer)
    assert len(large) < len(received) < int(answer.headers["content-length"])
