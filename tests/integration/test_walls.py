"""Walls: paired as kiosks are, told of photos that guests may see and of those that leave, and able to do nothing else."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from typing import Any

import orjson
import pytest

from app import topics
from app.domain.albums import Rule
from app.domain.permissions import Caller
from app.domain.times import utc_now
from app.domain.vocabulary import AlbumKind
from app.errors import Forbidden, NotFound, OtherDevice, UnknownAlbum, UnknownLink
from app.services import event_albums, grounds, kiosks, live, media, own_search, photos, showing, walls
from app.services.deps import Deps
from app.store import events, share_links
from app.store import kiosks as kiosk_store
from app.store.documents import Kiosk, Photo, ShareLink
from tests.integration.web import Web, code_of, event_of, share
from tests.painted import painted
from tests.stage import OWNER, Stage, open_stage


@pytest.fixture
async def stage(deps: Deps) -> AsyncIterator[Stage]:
    async with open_stage(deps) as opened:
        yield opened


async def paired(stage: Stage, name: str = "Hall") -> Kiosk:
    """A wall of the stage's event, and the device that it is."""
    new = await kiosks.create(stage.deps, OWNER, stage.event.id, name, "wall")
    return (await kiosks.pair(stage.deps, new.code, "wall")).kiosk


async def told(stage: Stage, wall: Kiosk) -> list[dict[str, Any]]:
    """What its topic has said so far."""
    history = await stage.deps.bus.history(topics.kiosk_topic(wall.id))
    return [orjson.loads(publication.data) for publication in history.publications]


async def on_it(stage: Stage, wall: Kiosk) -> list[str]:
    """The photos that a wall which begins now shows."""
    _, snapshot = await live.snapshot(stage.deps, topics.kiosk_topic(wall.id))
    return [photo["photo_id"] for photo in snapshot["photos"]]


def of_photos(said: Sequence[dict[str, Any]]) -> list[tuple[str, str]]:
    """Which photos came (``wall.photo``) and left, in order."""
    comings = [one for one in said if one["type"] in {"wall.photo", "wall.left"}]
    return [(one["type"], one["photo"]["photo_id"] if "photo" in one else one["photo_id"]) for one in comings]


async def test_a_wall_is_told_of_each_photo_and_of_each_that_leaves(stage: Stage) -> None:
    wall, elsewhere = await paired(stage), await paired(stage, "Terrace")
    first, second = await stage.index(1), await stage.index(2)
    assert of_photos(await told(stage, wall)) == [("wall.photo", first.id), ("wall.photo", second.id)]
    assert await on_it(stage, wall) == [second.id, first.id], "the newest first"

    await showing.hide(stage.deps, await photos.find(first.id), OWNER)
    await photos.delete(stage.deps, await photos.find(second.id), OWNER)
    await showing.unhide(stage.deps, await photos.find(first.id), OWNER)

    assert of_photos(await told(stage, wall))[2:] == [("wall.left", first.id), ("wall.left", second.id), ("wall.photo", first.id)]
    assert of_photos(await told(stage, elsewhere)) == of_photos(await told(stage, wall))
    assert await on_it(stage, wall) == [first.id]


async def test_what_waits_at_the_gate_comes_when_it_is_approved_and_goes_when_it_is_rejected(stage: Stage) -> None:
    await events.change(stage.event.id, {"release": "approved"})
    wall = await paired(stage)
    photo = await stage.index(1)
    assert (await told(stage, wall), await on_it(stage, wall)) == ([], [])
    await showing.approve(stage.deps, await photos.find(photo.id), OWNER)
    assert await on_it(stage, wall) == [photo.id]
    await showing.reject(stage.deps, await photos.find(photo.id), OWNER)
    assert of_photos(await told(stage, wall)) == [("wall.photo", photo.id), ("wall.left", photo.id)]
    assert await on_it(stage, wall) == []


async def test_the_pictures_of_a_wall_open_as_long_as_it_is_one_and_the_photo_is_to_be_seen(stage: Stage) -> None:
    wall = await paired(stage)
    photo = await stage.index(1)
    shown = (await walls.photos_of(stage.deps, wall, stage.event))[0]

    async def opens(of: Photo) -> bool:
        try:
            await media.visible(of.id, grounds.of_kiosk(wall.id), original=True)
        except NotFound:
            return False
        return True

    assert shown["original_url"] is not None
    assert await opens(photo)
    await events.change(stage.event.id, {"downloads": "preview"})
    assert not await opens(photo), "no original where guests get none"
    event = await events.get(stage.event.id)
    assert event is not None
    assert (await walls.photos_of(stage.deps, wall, event))[0]["original_url"] is None
    await events.change(stage.event.id, {"downloads": "original"})
    await showing.hide(stage.deps, await photos.find(photo.id), OWNER)
    assert not await opens(photo)
    await showing.unhide(stage.deps, await photos.find(photo.id), OWNER)
    assert await opens(photo)
    await kiosks.revoke(stage.deps, OWNER, wall.id)
    assert not await opens(photo)


async def test_a_code_is_of_one_kind_of_device_and_stays_good_where_another_tries_it(stage: Stage) -> None:
    new = await kiosks.create(stage.deps, OWNER, stage.event.id, "Hall", "wall")
    with pytest.raises(OtherDevice):
        await kiosks.pair(stage.deps, new.code)
    assert (await kiosks.pair(stage.deps, new.code, "wall")).kiosk.id == new.kiosk.id


async def test_a_wall_may_listen_to_itself_and_search_for_nobody(web: Web) -> None:
    owner = await web.signed_in()
    event_id = await event_of(owner)
    made = (await owner.post(f"/events/{event_id}/kiosks", json={"name": "Hall", "kind": "wall"})).json()
    device = web.client(
        (await web.client().post("/kiosks/pair", json={"code": made["pairing_code"], "kind": "wall"})).json()["token"]
    )
    own = (await device.get("/kiosks/self")).json()
    assert (own["kiosk"]["kind"], own["event"]["id"]) == ("wall", event_id)
    refused = await device.post(f"/events/{event_id}/searches", files={"selfie": b"x"}, data={"consent": "true"})
    assert refused.status_code == 403
    assert (await device.post("/kiosks/self/done")).status_code == 404
    me = Caller(kiosk_id=made["id"], kiosk_event_id=event_id, kiosk_kind="wall")
    await live.authorise([me], topics.kiosk_topic(made["id"]))
    with pytest.raises(Forbidden):
        await live.authorise([me], topics.ingest_topic(event_id))


async def test_its_owner_pauses_it_skips_and_puts_a_link_on_it(stage: Stage) -> None:
    wall = await paired(stage)
    link = ShareLink(event_id=stage.event.id, expires_at=utc_now().replace(year=2100))
    foreign = ShareLink(event_id=stage.event.id + 1, expires_at=link.expires_at)
    await share_links.insert(link)
    await share_links.insert(foreign)
    await events.change(stage.event.id, {"visibility": "private"})

    async def shown() -> dict[str, Any]:
        _, snapshot = await live.snapshot(stage.deps, topics.kiosk_topic(wall.id))
        return dict(snapshot["config"]["wall"])

    assert await shown() == {"paused": False, "join": None}, "no link that nobody chose"
    await kiosks.change(stage.deps, OWNER, wall.id, {"paused": True, "link_id": link.id})
    await kiosks.skip(stage.deps, OWNER, wall.id)
    changed = await shown()
    assert changed["paused"]
    assert changed["join"]["url"].startswith(f"{stage.deps.settings.public_url}/s/")
    assert changed["join"]["qr_svg"].startswith("<svg")
    said = await told(stage, wall)
    assert [one["type"] for one in said] == ["kiosk.config", "wall.skip"]
    assert said[0]["wall"] == changed
    with pytest.raises(UnknownLink):
        await kiosks.change(stage.deps, OWNER, wall.id, {"link_id": foreign.id})
    await share_links.revoke(link.id, utc_now(), end_searches=False)
    assert (await shown())["join"] is None
    await events.change(stage.event.id, {"visibility": "public"})
    assert (await shown())["join"]["url"].endswith(f"/e/{stage.event.id}")


async def test_a_kiosk_is_no_wall(web: Web) -> None:
    owner = await web.signed_in()
    event_id = await event_of(owner)
    kiosk = (await owner.post(f"/events/{event_id}/kiosks", json={"name": "Door"})).json()
    assert kiosk["kind"] == "kiosk"
    for answer in (
        await owner.patch(f"/kiosks/{kiosk['id']}", json={"paused": True}),
        await owner.post(f"/kiosks/{kiosk['id']}/skip"),
    ):
        assert (answer.status_code, code_of(answer)) == (422, "not_a_wall")
    assert await kiosk_store.walls_of(event_id) == []
    link = await share(owner, event_id)
    wall = (await owner.post(f"/events/{event_id}/kiosks", json={"name": "Hall", "kind": "wall"})).json()
    changed = await owner.patch(f"/kiosks/{wall['id']}", json={"link_id": link["id"]})
    assert changed.json()["link_id"] == link["id"]


async def test_a_wall_shows_nobody_who_said_no_where_the_event_asks(stage: Stage) -> None:
    wall = await paired(stage)
    hers, both, his = await stage.index(1), await stage.index(1, 2), await stage.index(2)
    search = await stage.search(painted(1))
    her = Caller(search_ids=frozenset({search.id}))

    await own_search.answer_for_wall(stage.deps, her, search.id, False)
    assert await on_it(stage, wall) == [his.id, both.id, hers.id], "nobody is asked"
    await events.change(stage.event.id, {"wall_asks": True})
    assert await on_it(stage, wall) == [his.id]
    before = len(of_photos(await told(stage, wall)))
    later, another = await stage.index(1, look=2), await stage.index(2, look=2)
    assert ("wall.photo", later.id) not in of_photos(await told(stage, wall))[before:]
    assert await on_it(stage, wall) == [another.id, his.id]

    await own_search.answer_for_wall(stage.deps, her, search.id, True)
    assert (await told(stage, wall))[-1] == {"type": "wall.renew"}
    assert set(await on_it(stage, wall)) == {hers.id, both.id, his.id, later.id, another.id}
    await own_search.answer_for_wall(stage.deps, her, search.id, False)
    await own_search.say(stage.deps, her, search.id, both.id, False)
    assert set(await on_it(stage, wall)) == {both.id, his.id, another.id}, "she says that it is not her"
    await own_search.withdraw(stage.deps, her, search.id, receipted=False)
    assert len(await on_it(stage, wall)) == 5, "her answer went with her search"


async def test_a_photo_leaves_when_somebody_who_said_no_is_found_on_it(stage: Stage) -> None:
    await events.change(stage.event.id, {"wall_asks": True})
    wall = await paired(stage)
    photo = await stage.index(1)
    search = await stage.begin(painted(1))
    await own_search.answer_for_wall(stage.deps, Caller(search_ids=frozenset({search.id})), search.id, False)
    assert await on_it(stage, wall) == [photo.id]
    await stage.searcher.run(search.id)
    assert of_photos(await told(stage, wall))[-1] == ("wall.left", photo.id)
    assert await on_it(stage, wall) == []


async def test_a_wall_may_show_one_album_alone(stage: Stage) -> None:
    wall = await paired(stage)
    inside, outside = await stage.index(1), await stage.index(2)
    made = await event_albums.create(stage.deps, OWNER, stage.event.id, "Ceremony", Rule(AlbumKind.HAND), hidden=False)
    album_id = made.album.id
    await kiosks.change(stage.deps, OWNER, wall.id, {"album_id": album_id})
    assert await on_it(stage, wall) == []
    await event_albums.fill(stage.deps, OWNER, stage.event.id, album_id, add=[inside.id], remove=[])
    assert (await told(stage, wall))[-1] == {"type": "wall.renew"}
    assert await on_it(stage, wall) == [inside.id]
    await showing.unhide(stage.deps, await showing.hide(stage.deps, await photos.find(outside.id), OWNER), OWNER)
    assert ("wall.photo", outside.id) not in of_photos((await told(stage, wall))[-2:])
    await event_albums.delete(stage.deps, OWNER, stage.event.id, album_id)
    assert await on_it(stage, wall) == []
    with pytest.raises(UnknownAlbum):
        await kiosks.change(stage.deps, OWNER, wall.id, {"album_id": album_id})
    await kiosks.change(stage.deps, OWNER, wall.id, {"album_id": None})
    assert await on_it(stage, wall) == [outside.id, inside.id]
