"""Favourites: what guests and clients choose, what the photographer sees of it, and how it goes."""

from __future__ import annotations

import asyncio
import csv
import io
import zipfile
from collections.abc import AsyncIterator
from dataclasses import dataclass

import httpx
import pytest

from app import topics
from app.domain.times import utc_now
from app.domain.vocabulary import SearchStage
from app.services import favourites, privacy
from app.services.deps import Deps
from app.store.documents import Comment, Counter, Event, FavouriteList, Match, Search, match_id
from tests.integration.web import Json, Web, code_of, event_of, share
from tests.painted import PaintedEngine, painted
from tests.stage import Stage, stage_of

SELFIE = ("selfie", ("me.png", painted(3, look=50), "image/png"))
KEY = "a1b2c3d4e5f60718"


@dataclass
class Guest:
    """Who came by the event's link: her session, and the token of her search."""

    session: httpx.AsyncClient
    token: str
    search_id: str


@dataclass
class Scene:
    """A private event with two photos of person 3 (``hers``) and one of somebody else (``other``)."""

    web: Web
    stage: Stage
    owner: httpx.AsyncClient
    link: Json
    hers: list[str]
    other: str

    @property
    def event_id(self) -> int:
        """Of the event."""
        return self.stage.event.id

    @property
    def path(self) -> str:
        """Of the event."""
        return f"/events/{self.event_id}"

    async def session(self) -> httpx.AsyncClient:
        """A guest without a search."""
        return await self.web.guest(self.link)

    async def guest(self) -> Guest:
        """A guest who has found herself."""
        session = await self.session()
        answer = await session.post(f"{self.path}/searches", files=[SELFIE], data={"consent": "true"})
        assert answer.status_code == 202, answer.text
        await self.stage.searcher.run(answer.json()["id"])
        return Guest(session, answer.json()["token"], answer.json()["id"])

    async def begin(self, guest: Guest) -> tuple[Json, httpx.AsyncClient]:
        """Her list, and who holds it."""
        answer = await guest.session.post("/favourites", json={"event_id": self.event_id, "searches": [guest.token]})
        assert answer.status_code == 200, answer.text
        return dict(answer.json()), self.web.client(answer.json()["token"])

    async def client(self, **wanted: object) -> tuple[Json, httpx.AsyncClient]:
        """A list of the owner's for a client, and who has its link."""
        made = await self.owner.post(f"{self.path}/favourites/lists", json={"name": "For the album", **wanted})
        assert made.status_code == 201, made.text
        token = made.json()["url"].partition("#favourites=")[2]
        return dict(made.json()), self.web.client(token)


@pytest.fixture
async def scene(web: Web, deps: Deps) -> AsyncIterator[Scene]:
    """On the stage."""
    owner = await web.signed_in()
    event = await Event.get(await event_of(owner, "private"))
    assert event is not None
    async with stage_of(deps, event, PaintedEngine()) as stage:
        hers = [(await stage.index(3, look=look, name=f"=DSC_{look}.png")).id for look in range(2)]
        other = (await stage.index(5, look=9, name="DSC_9.png")).id
        yield Scene(web, stage, owner, await share(owner, event.id), hers, other)


async def test_a_guest_chooses_among_what_she_may_see_and_the_photographer_sees_it(scene: Scene) -> None:
    guest = await scene.guest()
    mine, me = await scene.begin(guest)
    path = f"/favourites/{mine['id']}"
    wanted = {"add": [*scene.hers, scene.other, "nobody"]}
    for _ in range(2):
        chosen = (await me.patch(f"{path}/photos", json=wanted)).json()
        assert chosen["photo_ids"] == scene.hers, "no word of somebody else's photo, and twice is once"
    assert (await me.patch(f"{path}/photos", json={"remove": [scene.hers[0]]})).json()["photo_ids"] == scene.hers[1:]
    assert (await me.patch(f"{path}/photos", json={"add": [scene.hers[0]]})).json()["photo_ids"] == scene.hers[::-1]
    assert (await me.patch(path, json={"name": " Anna ", "finished": True})).json()["name"] == "Anna"
    seen = (await scene.owner.get(f"{scene.path}/favourites")).json()["items"]
    assert [(one["name"], one["kind"], one["photos"], one["url"]) for one in seen] == [("Anna", "guest", 2, None)]
    assert seen[0]["finished_at"]
    photos = (await scene.owner.get(f"{scene.path}/favourites/photos")).json()["items"]
    assert {(one["photo_id"], one["name"], *one["list_ids"]) for one in photos} == {
        (photo_id, f"=DSC_{look}.png", mine["id"]) for look, photo_id in enumerate(scene.hers)
    }
    table = (await scene.owner.get(f"{scene.path}/favourites/choices.csv")).content.decode("utf-8-sig")
    assert [(row["photo"], row["list"]) for row in csv.DictReader(io.StringIO(table))] == [
        ("'=DSC_1.png", "Anna"),
        ("'=DSC_0.png", "Anna"),
    ]
    outline = f"{scene.path}/photos/outline"
    for wanted_list, ids in (("any", scene.hers), (mine["id"], scene.hers), ("nobody", [])):
        found = (await scene.owner.get(outline, params={"chosen_in": wanted_list})).json()
        assert (set(found["ids"]), found["total"], len(found["ratios"])) == (set(ids), len(ids), len(ids))
        counted = (await scene.owner.get(f"{scene.path}/photos/counts", params={"chosen_in": wanted_list})).json()
        assert counted == dict.fromkeys(counted, 0) | {"indexed": len(ids)}
    loved = (await scene.owner.get(outline, params={"sort": "loved"})).json()
    assert loved["ids"] == [*scene.hers[::-1], scene.other], "of those loved alike the newest first"
    album, client = await scene.client()
    await client.patch(f"/favourites/{album['id']}/photos", json={"add": scene.hers[:1]})
    loved = (await scene.owner.get(outline, params={"sort": "loved"})).json()
    assert loved["ids"] == [*scene.hers, scene.other], "chosen twice comes before chosen once"
    only = (await scene.owner.get(outline, params={"sort": "loved", "chosen_in": album["id"]})).json()
    assert only["ids"] == scene.hers[:1]
    page = (await me.get(f"{path}/photos", params={"limit": 1})).json()
    rest = (await me.get(f"{path}/photos", params={"cursor": page["next_cursor"]})).json()
    assert [one["photo_id"] for one in (*page["items"], *rest["items"])] == scene.hers[::-1]
    assert rest["next_cursor"] is None
    picture = page["items"][0]["thumb_url"].removeprefix("/api/v1")
    assert (await scene.web.client().get(picture)).status_code == 200


async def test_a_guest_has_one_list_however_often_and_from_wherever_it_is_asked_for(scene: Scene) -> None:
    guest = await scene.guest()
    answers = await asyncio.gather(*[scene.begin(guest) for _ in range(4)])
    by_search = (await scene.web.client(guest.token).post("/favourites", json={"event_id": scene.event_id})).json()
    assert {mine["id"] for mine, _ in answers} == {by_search["id"]}
    session = await scene.session()
    first = (await session.post("/favourites", json={"event_id": scene.event_id})).json()
    assert first["id"] != by_search["id"]
    assert (await session.post("/favourites", json={"event_id": scene.event_id})).json()["id"] == first["id"]
    assert await FavouriteList.find_all().count() == 2


async def test_the_link_to_oneself_opens_the_list_and_nothing_else_does(scene: Scene) -> None:
    guest = await scene.guest()
    mine, me = await scene.begin(guest)
    await me.patch(f"/favourites/{mine['id']}/photos", json={"add": scene.hers})
    token = mine["url"].partition("#favourites=")[2]
    assert f"/e/{scene.event_id}#favourites=" in mine["url"]
    found = (await scene.web.client(token).get(f"/favourites/{mine['id']}")).json()
    assert (found["photo_ids"], found["event"]["id"]) == (scene.hers, scene.event_id)
    other, _ = await scene.begin(await scene.guest())
    assert (await scene.web.client(token).get(f"/favourites/{other['id']}")).status_code == 404
    for forged in (f"ep_fav_{mine['id']}{'A' * 22}", f"ep_fav_{other['id']}{token[-22:]}", token[:-1], "ep_fav_"):
        assert (await scene.web.client(forged).get(f"/favourites/{mine['id']}")).status_code == 401
    assert (await scene.web.client(token).get(f"/searches/{guest.search_id}")).status_code == 404, "it opens no search"


async def test_what_may_not_be_seen_any_more_leaves_the_list_without_a_word(scene: Scene, deps: Deps) -> None:
    guest = await scene.guest()
    mine, me = await scene.begin(guest)
    path = f"/favourites/{mine['id']}"
    await me.patch(f"{path}/photos", json={"add": scene.hers})
    await scene.owner.post(f"/photos/{scene.hers[0]}/hide")
    assert (await me.get(path)).json()["photo_ids"] == scene.hers[1:]
    await scene.owner.post(f"/photos/{scene.hers[0]}/unhide")
    assert (await me.get(path)).json()["photo_ids"] == scene.hers, "it is back"
    await Match.find_one({"_id": match_id(guest.search_id, scene.hers[0])}).update({"$set": {"is_me": False}})
    assert (await me.get(path)).json()["photo_ids"] == scene.hers[1:]
    await Search.find_one({"_id": guest.search_id}).update({"$set": {"expires_at": utc_now()}})
    assert (await me.get(path)).json()["photo_ids"] == []
    assert (await me.get(f"{path}/photos")).json()["items"] == []
    seen = (await scene.owner.get(f"{scene.path}/favourites")).json()["items"]
    assert [one["photos"] for one in seen] == [2], "the photographer keeps what was chosen"
    await scene.owner.delete(f"/photos/{scene.hers[0]}")
    assert (await FavouriteList.find_all().to_list())[0].photo_ids == scene.hers[1:]


async def test_forget_me_takes_list_and_comments_along_once_nobody_of_the_visit_is_left(scene: Scene, deps: Deps) -> None:
    await scene.owner.patch(scene.path, json={"comments": True})
    first, second = await scene.guest(), await scene.guest()
    both = {"event_id": scene.event_id, "searches": [first.token, second.token]}
    mine = (await first.session.post("/favourites", json=both)).json()
    me = scene.web.client(mine["token"])
    await me.patch(f"/favourites/{mine['id']}/photos", json={"add": scene.hers})
    await me.put(f"/favourites/{mine['id']}/comments/{KEY}", json={"photo_id": scene.hers[0], "text": "Lovely!"})
    export = (await scene.web.client(first.token).get(f"/searches/{first.search_id}/export")).json()["favourites"]
    assert (export["photo_ids"], [one["text"] for one in export["comments"]]) == (scene.hers, ["Lovely!"])
    await scene.web.client(first.token).delete(f"/searches/{first.search_id}")
    assert (await me.get(f"/favourites/{mine['id']}")).json()["photo_ids"] == scene.hers
    await scene.web.client(second.token).delete(f"/searches/{second.search_id}")
    assert (await me.get(f"/favourites/{mine['id']}")).status_code == 404
    assert await FavouriteList.find_all().count() == await Comment.find_all().count() == 0
    again = await first.session.post("/favourites", json=both)
    assert again.status_code == 404, "no list hangs on a search that is gone"
    assert await FavouriteList.find_all().count() == 0


async def test_a_search_that_is_withdrawn_while_a_list_begins_leaves_none(scene: Scene, deps: Deps) -> None:
    guest = await scene.guest()
    await Search.find_one({"_id": guest.search_id}).update({"$set": {"state": SearchStage.WITHDRAWN.value}})
    asked = {"event_id": scene.event_id, "searches": [guest.token]}
    assert (await guest.session.post("/favourites", json=asked)).status_code == 404
    await privacy.reconcile(deps, utc_now())
    assert await FavouriteList.find_all().count() == 0


async def test_a_client_chooses_for_a_goal_among_all_that_guests_may_see(scene: Scene) -> None:
    await scene.owner.post(f"/photos/{scene.hers[1]}/hide")
    made, client = await scene.client(goal=1)
    path = f"/favourites/{made['id']}"
    assert (made["kind"], made["goal"], made["photos"]) == ("client", 1, 0)
    shown = (await client.get(f"{path}/photos", params={"chosen": False})).json()["items"]
    assert [one["photo_id"] for one in shown] == [scene.other, scene.hers[0]]
    picture = shown[0]["preview_url"].removeprefix("/api/v1")
    assert (await scene.web.client().get(picture)).status_code == 200
    chosen = (await client.patch(f"{path}/photos", json={"add": [scene.other, scene.hers[1]]})).json()
    assert (chosen["photo_ids"], chosen["name"], chosen["goal"]) == ([scene.other], "For the album", 1)
    assert (await client.patch(path, json={"name": "Mine"})).json()["name"] == "For the album"
    await client.delete(path)
    assert (await client.get(path)).json()["photo_ids"] == [], "it is emptied, and the photographer's"
    assert (await scene.owner.delete(f"{scene.path}/favourites/lists/{made['id']}")).status_code == 204
    assert (await client.get(path)).status_code == 404
    assert (await scene.web.client().get(picture)).status_code == 404


async def test_where_a_guest_may_browse_all_of_it_may_be_chosen_without_a_selfie(scene: Scene) -> None:
    session = await scene.session()
    mine = (await session.post("/favourites", json={"event_id": scene.event_id})).json()
    me = scene.web.client(mine["token"])
    add = {"add": [scene.other]}
    assert (await me.patch(f"/favourites/{mine['id']}/photos", json=add)).json()["photo_ids"] == []
    await scene.owner.patch(scene.path, json={"link_gallery": True})
    assert (await me.patch(f"/favourites/{mine['id']}/photos", json=add)).json()["photo_ids"] == [scene.other]
    await scene.owner.delete(f"/share-links/{scene.link['id']}", params={"searches": "keep"})
    assert (await me.get(f"/favourites/{mine['id']}")).json()["photo_ids"] == [], "its link is closed"
    await scene.owner.patch(scene.path, json={"visibility": "public", "open_gallery": True})
    assert (await me.get(f"/favourites/{mine['id']}")).json()["photo_ids"] == [scene.other]
    assert (await me.delete(f"/favourites/{mine['id']}")).status_code == 204
    assert await FavouriteList.find_all().count() == 0


async def test_comments_are_plain_text_of_who_wrote_them_and_for_the_photographer_alone(scene: Scene) -> None:
    mine, me = await scene.begin(await scene.guest())
    other, stranger = await scene.begin(await scene.guest())
    path = f"/favourites/{mine['id']}/comments"
    said = {"photo_id": scene.hers[0], "text": "  Please crop \r\n <b>me</b> out  "}
    assert code_of(await me.put(f"{path}/{KEY}", json=said)) == "comments_off"
    await scene.owner.patch(scene.path, json={"comments": True})
    for _ in range(2):
        assert (await me.put(f"{path}/{KEY}", json=said)).json()["text"] == "Please crop\n<b>me</b> out"
    assert [one["key"] for one in (await me.get(path)).json()["items"]] == [KEY]
    assert (await stranger.get(f"/favourites/{other['id']}/comments")).json()["items"] == []
    assert (await stranger.get(path)).status_code == 404
    for bad in ({"photo_id": scene.hers[0], "text": "x" * 501}, {"photo_id": scene.hers[0], "text": " \n "}, {"text": "x"}):
        assert (await me.put(f"{path}/{KEY[::-1]}", json=bad)).status_code == 422
    for hidden in (scene.other, "nobody"):
        answer = await me.put(f"{path}/{KEY[::-1]}", json={"photo_id": hidden, "text": "Who is it?"})
        assert (answer.status_code, code_of(answer)) == (422, "unknown_photo")
    shown = (await scene.owner.get(f"{scene.path}/comments", params={"photo_id": scene.hers[0]})).json()["items"]
    assert [(one["text"], one["photo"]) for one in shown] == [("Please crop\n<b>me</b> out", "=DSC_0.png")]
    await stranger.delete(f"/favourites/{other['id']}/comments/{KEY}")
    assert await Comment.find_all().count() == 1, "another list's comment by the same key"
    await me.delete(f"{path}/{KEY}")
    assert await Comment.find_all().count() == 0
    await me.put(f"{path}/{KEY}", json=said)
    [written] = await Comment.find_all().to_list()
    assert (await scene.owner.delete(f"{scene.path}/comments/{written.id}")).status_code == 204
    assert (await scene.owner.delete(f"{scene.path}/comments/{written.id}")).status_code == 404


async def test_ten_thousand_comments_come_in_pages_and_one_list_writes_so_many(scene: Scene) -> None:
    mine, me = await scene.begin(await scene.guest())
    await scene.owner.patch(scene.path, json={"comments": True})
    said = [
        Comment(
            id=f"{'x' if number > favourites.MOST_COMMENTS else mine['id']}:{number:016}",
            number=number,
            event_id=scene.event_id,
            list_id="x" if number > favourites.MOST_COMMENTS else mine["id"],
            photo_id=scene.hers[number % 2],
            text=f"{number}",
        )
        for number in range(1, 10_001)
    ]
    await Comment.insert_many(said)
    await Counter(id=f"comments:{scene.event_id}", value=10_000).insert()
    first = (await scene.owner.get(f"{scene.path}/comments", params={"limit": 200})).json()
    second = (await scene.owner.get(f"{scene.path}/comments", params={"limit": 200, "cursor": first["next_cursor"]})).json()
    assert [int(one["text"]) for one in (*first["items"], *second["items"])] == list(range(10_000, 9_600, -1))
    last = (await scene.owner.get(f"{scene.path}/comments", params={"limit": 200, "cursor": "101"})).json()
    assert (len(last["items"]), last["next_cursor"]) == (100, None)
    of_photo = (await scene.owner.get(f"{scene.path}/comments", params={"photo_id": scene.hers[0]})).json()
    assert [int(one["text"]) for one in of_photo["items"]] == list(range(10_000, 9_800, -2))
    own = (await me.get(f"/favourites/{mine['id']}/comments", params={"cursor": "51"})).json()
    assert (len(own["items"]), own["next_cursor"]) == (50, None)
    answer = await me.put(f"/favourites/{mine['id']}/comments/{KEY}", json={"photo_id": scene.hers[0], "text": "One more"})
    assert (answer.status_code, code_of(answer)) == (409, "too_many_comments")


async def test_the_photographer_hears_that_something_is_another_and_no_more(scene: Scene, deps: Deps) -> None:
    async def heard() -> int:
        history = await deps.bus.history(topics.favourites_topic(scene.event_id))
        assert {publication.data for publication in history.publications} <= {b'{"type":"favourites.changed"}'}
        return len(history.publications)

    await scene.owner.patch(scene.path, json={"comments": True})
    guest = await scene.guest()
    mine, me = await scene.begin(guest)
    made, client = await scene.client()
    path, said = f"/favourites/{mine['id']}", {"photo_id": scene.hers[0], "text": "Lovely!"}
    assert await heard() == 1, "of the list for the client: the guest's is empty"
    changes: list[tuple[httpx.AsyncClient, str, str, Json | None]] = [
        (me, "PATCH", f"{path}/photos", {"add": scene.hers}),
        (client, "PATCH", f"/favourites/{made['id']}/photos", {"add": [scene.hers[0]]}),
        (me, "PATCH", path, {"name": "Anna"}),
        (me, "PUT", f"{path}/comments/{KEY}", said),
        (me, "DELETE", f"{path}/comments/{KEY}", None),
        (scene.owner, "DELETE", f"/photos/{scene.hers[0]}", None),
        (scene.owner, "DELETE", f"{scene.path}/favourites/lists/{made['id']}", None),
        (scene.web.client(guest.token), "DELETE", f"/searches/{guest.search_id}", None),
    ]
    for number, (who, method, where, wanted) in enumerate(changes, 2):
        answer = await who.request(method, where, json=wanted)
        assert answer.is_success, answer.text
        assert await heard() == number, f"{method} {where}"
    other, her = await scene.begin(await scene.guest())
    nothings: list[Json] = [{"add": [scene.other]}, {"remove": [scene.other]}, {"add": []}]
    for nothing in nothings:
        assert (await her.patch(f"/favourites/{other['id']}/photos", json=nothing)).is_success
    assert await heard() == len(changes) + 1, "where nothing has changed nothing is said"


async def test_what_a_client_chose_comes_as_one_file_that_is_called_after_the_list(scene: Scene) -> None:
    made, client = await scene.client()
    ask = {"list_id": made["id"]}
    empty = await scene.owner.post(f"{scene.path}/downloads", json=ask)
    assert code_of(empty) == "nothing_to_download"
    await client.patch(f"/favourites/{made['id']}/photos", json={"add": [scene.other, scene.hers[0]]})
    offer = (await scene.owner.post(f"{scene.path}/downloads", json=ask)).json()
    assert offer["photos"] == 2
    saved = await scene.web.client().get(offer["url"].removeprefix("/api/v1"))
    assert "For%20the%20album.zip" in saved.headers["content-disposition"]
    assert zipfile.ZipFile(io.BytesIO(saved.content)).namelist() == ["DSC_9.png", "=DSC_0.png"]
    elsewhere = await scene.owner.post(f"/events/{await event_of(scene.owner)}/downloads", json=ask)
    assert elsewhere.status_code == 404, "of the event that it is asked of"
    for wrong in ({}, {"list_id": made["id"], "photo_ids": scene.hers}):
        assert (await scene.owner.post(f"{scene.path}/downloads", json=wrong)).status_code == 422


async def test_the_event_takes_lists_and_comments_home_and_along(scene: Scene, deps: Deps) -> None:
    await scene.owner.patch(scene.path, json={"comments": True})
    mine, me = await scene.begin(await scene.guest())
    await me.patch(f"/favourites/{mine['id']}/photos", json={"add": scene.hers})
    await me.put(f"/favourites/{mine['id']}/comments/{KEY}", json={"photo_id": scene.hers[0], "text": "Lovely!"})
    export = zipfile.ZipFile(io.BytesIO((await scene.owner.get(f"{scene.path}/export")).content))
    assert export.read("favourites.csv").decode("utf-8-sig").count(mine["id"]) == 2
    assert b"Lovely!" in export.read("comments.csv")
    await scene.owner.delete(scene.path)
    assert (await me.get(f"/favourites/{mine['id']}")).status_code == 404, "from the moment it is deleted"
    await privacy.erase_event(deps, scene.event_id)
    assert await FavouriteList.find_all().count() == await Comment.find_all().count() == 0


async def test_comments_come_at_a_pace_and_a_list_has_an_end(scene: Scene, deps: Deps) -> None:
    await scene.owner.patch(scene.path, json={"comments": True})
    mine, me = await scene.begin(await scene.guest())
    path, said = f"/favourites/{mine['id']}/comments", {"photo_id": scene.hers[0], "text": "Lovely!"}
    pace = int(deps.settings.comment_rate.partition(" ")[0])
    statuses = [(await me.put(f"{path}/{number:016}", json=said)).status_code for number in range(pace + 1)]
    assert statuses == [200] * pace + [429]
    assert (await me.put(f"{path}/{0:016}", json=said)).status_code == 200, "what was said already may be said again"
    full = [f"gone-{number}" for number in range(favourites.MOST_PHOTOS - 1)]
    await FavouriteList.find_one({"_id": mine["id"]}).update({"$set": {"photo_ids": full}})
    answer = await me.patch(f"/favourites/{mine['id']}/photos", json={"add": scene.hers})
    assert (answer.status_code, code_of(answer)) == (409, "favourites_full")
    swapped = {"add": scene.hers, "remove": full[:1]}
    assert (await me.patch(f"/favourites/{mine['id']}/photos", json=swapped)).json()["photo_ids"] == scene.hers
