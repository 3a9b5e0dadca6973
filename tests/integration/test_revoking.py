"""What ends when a link is revoked or a search is over, and that it ends at once, with the addresses of pictures and ZIPs."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import timedelta

import httpx
import pytest

from app import errors
from app.domain.permissions import Caller
from app.domain.times import utc_now
from app.domain.vocabulary import Ending, SearchStage
from app.services import downloads, privacy
from app.services.deps import Deps
from app.store import consents, searches, templates
from app.store.documents import AuditEntry, Event, Holder, Match, Search, ShareLink, User
from tests.integration.sockets import peer, serving
from tests.integration.web import Json, Web, code_of, event_of, share
from tests.painted import VariedEngine, painted
from tests.stage import Stage, stage_of

SELFIE = ("selfie", ("me.png", painted(3, look=50), "image/png"))


@dataclass
class Looking:
    """A guest who came by a link and found two photos: her link, her search's token and the addresses that she was given."""

    link: Json
    search: Json
    by_token: httpx.AsyncClient
    pictures: list[str]
    archive: str

    @property
    def path(self) -> str:
        """Of the search."""
        return f"/searches/{self.search['id']}"


@dataclass
class Scene:
    """An event with two photos of person 3, which is its cover, and its owner."""

    web: Web
    stage: Stage
    owner: httpx.AsyncClient

    @property
    def path(self) -> str:
        """Of the event."""
        return f"/events/{self.stage.event.id}"

    async def guest(self) -> Looking:
        """Comes by a link of her own, and has found herself."""
        link = await share(self.owner, self.stage.event.id)
        opened = (await self.web.client().get(f"/share/{link['token']}")).json()
        session = self.web.client(opened["guest_token"])
        started = (await session.post(f"{self.path}/searches", files=[SELFIE], data={"consent": "true"})).json()
        await self.stage.searcher.run(started["id"])
        by_token = self.web.client(started["token"])
        matches = (await by_token.get(f"/searches/{started['id']}/matches")).json()["items"]
        assert len(matches) == 2
        pictures = [match[kind] for match in matches for kind in ("thumb_url", "preview_url", "original_url")]
        archive = (await by_token.post(f"/searches/{started['id']}/downloads", json={})).json()["url"]
        return Looking(link, started, by_token, [*pictures, opened["event"]["cover"]["thumb_url"]], archive)

    async def statuses(self, *urls: str) -> set[int]:
        """What anybody is answered who follows these addresses."""
        async with self.web.client() as anybody:
            return {(await anybody.get(f"http://testserver{url}")).status_code for url in urls}

    async def revoke(self, link: Json, **asked: str) -> httpx.Response:
        """By the owner."""
        return await self.owner.delete(f"/share-links/{link['id']}", params=asked)


@pytest.fixture
async def scene(web: Web, deps: Deps) -> AsyncIterator[Scene]:
    """On the stage."""
    owner = await web.signed_in()
    event = await Event.get(await event_of(owner, "unlisted"))
    assert event is not None
    async with stage_of(deps, event, VariedEngine()) as stage:
        photos = [await stage.index(3, look=look, name=f"party {look}.png") for look in range(2)]
        await owner.patch(f"/events/{event.id}", json={"cover_photo_id": photos[0].id})
        yield Scene(web, stage, owner)


async def test_a_link_that_is_revoked_takes_the_searches_along_that_it_began(scene: Scene, deps: Deps) -> None:
    hers, other = await scene.guest(), await scene.guest()
    async with serving(deps) as url, peer(url, hers.search["token"]) as page:
        assert (await page.subscribe(hers.search["topic"]))["type"] == "subscribed"
        answer = await scene.revoke(hers.link, searches="end")
        assert (answer.status_code, answer.json()) == (200, {"searches_ended": 1, "searches_kept": 0})
        assert (await page.receive())["reason"] == "link_revoked"
    assert await scene.statuses(*hers.pictures, hers.archive) <= {404, 410}
    assert (await hers.by_token.get(f"{hers.path}/matches")).status_code == 404
    assert (await hers.by_token.get(f"{hers.path}/photos.zip")).status_code == 404
    await scene.stage.index(3, look=7)
    assert {match.search_id for match in await Match.find_all().to_list()} == {other.search["id"]}
    assert await templates.searches_with_template() == {other.search["id"]}
    assert await Search.get(hers.search["id"]) is None
    consent = await consents.of_search(hers.search["id"])
    assert consent is not None
    assert (consent.ended_because, bool(consent.withdrawn_at)) == (Ending.LINK_REVOKED, True)
    noted = await AuditEntry.find({"target": f"search:{hers.search['id']}", "action": "search.end"}).to_list()
    assert [(entry.actor.partition(":")[0], entry.event_id) for entry in noted] == [("user", scene.stage.event.id)]
    assert [entry.detail.keys() for entry in noted] == [{"link"}]
    receipt = (await hers.by_token.get(f"{hers.path}/receipt")).json()["receipt"]
    assert (receipt["because"], receipt["left"]) == ("link_revoked", [])
    assert (await other.by_token.get(f"{hers.path}/receipt")).status_code == 404
    assert (await scene.web.client().get(f"{hers.path}/receipt")).status_code == 401, "whoever has no token may sign in"
    assert (await other.by_token.get(f"{other.path}/receipt")).status_code == 404, "it goes on"
    assert await scene.statuses(*other.pictures, other.archive) == {200}, "another link's guests see nothing of it"


async def test_a_link_can_be_closed_as_a_door_only_and_its_searches_be_ended_later(scene: Scene) -> None:
    hers = await scene.guest()
    answer = await scene.revoke(hers.link, searches="keep")
    assert answer.json() == {"searches_ended": 0, "searches_kept": 1}
    *found, cover = hers.pictures
    assert await scene.statuses(*found, hers.archive) == {200}
    assert await scene.statuses(cover) == {404}, "the cover was shown to her as a guest of the link"
    assert (await hers.by_token.get(f"{hers.path}/matches")).status_code == 200
    assert (await scene.revoke(hers.link, searches="keep")).json() == {"searches_ended": 0, "searches_kept": 1}
    assert (await scene.revoke(hers.link, searches="end")).json() == {"searches_ended": 1, "searches_kept": 0}
    assert await scene.statuses(*found, hers.archive) <= {404, 410}
    assert (await scene.revoke(hers.link, searches="end")).json() == {"searches_ended": 0, "searches_kept": 0}


async def test_whoever_does_not_say_what_becomes_of_the_searches_ends_them(scene: Scene) -> None:
    hers = await scene.guest()
    assert (await scene.revoke(hers.link)).status_code == 204
    assert (await hers.by_token.get(hers.path)).status_code == 404
    refused = await scene.revoke(hers.link, searches="perhaps")
    assert (refused.status_code, code_of(refused)) == (422, "validation_failed")


async def test_a_link_that_expires_only_closes_the_door(scene: Scene) -> None:
    hers = await scene.guest()
    await ShareLink.find({"_id": hers.link["id"]}).update({"$set": {"expires_at": utc_now() - timedelta(seconds=1)}})
    *found, cover = hers.pictures
    assert await scene.statuses(*found, hers.archive) == {200}
    assert await scene.statuses(cover) == {404}
    assert code_of(await scene.web.client().get(f"/share/{hers.link['token']}")) == "link_expired"


async def test_no_search_slips_through_while_its_link_is_revoked(scene: Scene) -> None:
    """The selfie was accepted when the link still held, and the search is written after all others were ended."""
    hers = await scene.guest()
    await scene.revoke(hers.link)
    late = Search(
        event_id=scene.stage.event.id,
        holder=Holder(kind="guest", id="her"),
        link_id=hers.link["id"],
        consent_id="c",
        expires_at=utc_now() + timedelta(days=1),
    )
    await late.insert()
    with pytest.raises(errors.Unauthenticated):
        await privacy.require_link(scene.stage.deps, late)
    assert await Search.get(late.id) is None


async def test_what_a_crash_left_of_a_revocation_is_brought_to_its_end(scene: Scene) -> None:
    class Away:
        async def end(self, topic: str, reason: str) -> None:
            raise errors.Unavailable

    hers = await scene.guest()
    link = await ShareLink.get(hers.link["id"])
    assert link is not None
    with pytest.raises(errors.Unavailable):
        await privacy.end_searches_of_link(replace(scene.stage.deps, bus=Away()), link, Caller(user_id="o"))  # type: ignore[arg-type]
    assert await scene.statuses(*hers.pictures[:-1]) == {404}, "marked is enough"
    await privacy.reconcile(scene.stage.deps, utc_now() + timedelta(minutes=5))
    assert await Search.get(hers.search["id"]) is None
    consent = await consents.of_search(hers.search["id"])
    assert consent is not None
    assert consent.ended_because is Ending.LINK_REVOKED

    other = await scene.guest()
    await ShareLink.find({"_id": other.link["id"]}).update({"$set": {"revoked_at": utc_now(), "searches_end_at": utc_now()}})
    await privacy.reconcile(scene.stage.deps, utc_now())  # and then the process that revoked it was gone
    found = await searches.get(other.search["id"])
    assert found is None or found.state is SearchStage.WITHDRAWN


async def test_addresses_end_with_the_search_that_they_were_given_for(scene: Scene) -> None:
    withdrawn, expired = await scene.guest(), await scene.guest()
    assert (await withdrawn.by_token.delete(withdrawn.path)).status_code == 204
    *found, cover = withdrawn.pictures
    assert await scene.statuses(*found, withdrawn.archive) <= {404, 410}
    assert await scene.statuses(cover, *expired.pictures, expired.archive) == {200}
    await Search.find({"_id": expired.search["id"]}).update({"$set": {"expires_at": utc_now()}})
    *found, cover = expired.pictures
    assert await scene.statuses(*found, expired.archive) == {404}, "before the keeper came by"
    assert (await expired.by_token.post(f"{expired.path}/downloads", json={})).status_code in {401, 422}


async def test_addresses_of_live_matches_end_with_their_search_too(scene: Scene) -> None:
    hers = await scene.guest()
    search = await Search.get(hers.search["id"])
    assert search is not None
    await scene.stage.index(3, look=8)
    live = [told["match"]["preview_url"] for told in await scene.stage.told(search, "search.match") if told["match"]["live"]]
    assert len(live) == 1
    assert await scene.statuses(*live) == {200}
    await hers.by_token.delete(hers.path)
    assert await scene.statuses(*live) == {404}


async def test_addresses_for_everybody_end_when_the_gallery_closes(scene: Scene) -> None:
    await scene.owner.patch(scene.path, json={"visibility": "public", "open_gallery": True})
    shown = [photo["preview_url"] for photo in (await scene.web.client().get(f"{scene.path}/gallery")).json()["items"]]
    assert len(shown) == 2
    assert await scene.statuses(*shown) == {200}
    await scene.owner.patch(scene.path, json={"open_gallery": False})
    assert sorted([await scene.statuses(url) for url in shown], key=str) == [{200}, {404}], "the cover stays"
    await scene.owner.patch(scene.path, json={"visibility": "private"})
    assert await scene.statuses(*shown) == {404}


async def test_a_kiosks_picture_ends_with_the_kiosk(scene: Scene) -> None:
    made = (await scene.owner.post(f"{scene.path}/kiosks", json={"name": "Door"})).json()
    paired = (await scene.web.client().post("/kiosks/pair", json={"code": made["pairing_code"]})).json()
    cover = paired["event"]["cover"]["preview_url"]
    assert await scene.statuses(cover) == {200}
    await scene.owner.delete(f"/kiosks/{made['id']}")
    assert await scene.statuses(cover) == {404}


async def test_the_owners_addresses_end_with_the_account(scene: Scene) -> None:
    photos = (await scene.owner.get(f"{scene.path}/photos")).json()["items"]
    archive = (await scene.owner.post(f"{scene.path}/downloads", json={"photo_ids": [photos[0]["id"]]})).json()["url"]
    shown = [photo["preview_url"] for photo in photos]
    assert await scene.statuses(*shown, archive) == {200}
    await User.find({"_id": scene.stage.event.owner_id}).update({"$set": {"disabled": True}})
    assert await scene.statuses(*shown, archive) == {404}


async def test_a_zip_that_is_on_its_way_ends_where_the_search_does(scene: Scene) -> None:
    hers = await scene.guest()
    search = await Search.get(hers.search["id"])
    assert search is not None
    holder = Caller(search_ids=frozenset({search.id}))
    stream = (await downloads.all_matches(scene.stage.deps, holder, search.id)).archive.stream()
    await anext(stream)
    await privacy.withdraw_search(scene.stage.deps, search)
    with pytest.raises((errors.NotFound, RuntimeError)):
        async for _ in stream:
            pass
