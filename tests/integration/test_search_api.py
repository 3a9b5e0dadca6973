"""Searches over HTTP, with what goes wrong; and the way from a kiosk to a phone."""

from __future__ import annotations

import asyncio
import io
import re
import zipfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import timedelta

import httpx
import pytest
import redis.asyncio as redis
from arq.connections import ArqRedis

from app import errors
from app.domain.times import utc_now
from app.domain.vocabulary import SearchStage, Tier, Why
from app.jobs import SEARCH_QUEUE
from app.services import handoff, picture_faces, sightings
from app.services.deps import Deps
from app.services.keys import search_key
from app.services.sightings import SeenMatch, Sight
from app.settings import Settings
from app.store import templates
from app.store.documents import AuditEntry, Consent, Event, Kiosk, Match, Search, User, match_id
from tests.integration.web import PASSWORD, Json, Web, code_of, event_of, running_app, share
from tests.kept import Database, Kept
from tests.painted import PaintedEngine, painted
from tests.stage import Stage, stage_of

SELFIE = ("selfie", ("me.png", painted(3, look=50), "image/png"))
YES = {"consent": "true"}
SENTENCE = re.compile("[A-Z].*[.]")
"""As somebody reads it."""


@dataclass
class Scene:
    """An event of a photographer, and a guest with a share link."""

    web: Web
    stage: Stage
    owner: httpx.AsyncClient
    guest: httpx.AsyncClient
    event_id: int

    async def start(self, client: httpx.AsyncClient | None = None) -> Json:
        """A search by the guest; run."""
        answer = await (client or self.guest).post(f"/events/{self.event_id}/searches", files=[SELFIE], data=YES)
        assert answer.status_code == 202, answer.text
        await self.stage.searcher.run(answer.json()["id"])
        return dict(answer.json())


@asynccontextmanager
async def opened(web: Web, deps: Deps, owner: httpx.AsyncClient, event: Event) -> AsyncIterator[Scene]:
    """The workers of an event, and a guest who has just opened it."""
    guest = await web.guest(await share(owner, event.id))
    async with stage_of(deps, event, PaintedEngine()) as stage:
        yield Scene(web, stage, owner, guest, event.id)


async def private_event(web: Web) -> tuple[httpx.AsyncClient, Event]:
    """A photographer, signed in, and their event."""
    owner = await web.signed_in()
    event = await Event.get(await event_of(owner, "private"))
    assert event is not None
    return owner, event


@pytest.fixture
async def empty(web: Web, deps: Deps) -> AsyncIterator[Scene]:
    """A private event without photos, for searches that do not come to them."""
    async with opened(web, deps, *await private_event(web)) as scene:
        yield scene


@pytest.fixture(scope="module")
def party(tmp_path_factory: pytest.TempPathFactory) -> Kept:
    """The event of ``scene``, and its photographer."""
    return Kept(tmp_path_factory.mktemp("party"))


@pytest.fixture
async def scene(web: Web, deps: Deps, database: Database, party: Kept) -> AsyncIterator[Scene]:
    """A private event with two photos of person 3 and one of somebody else."""
    if not party.taken:
        _, event = await private_event(web)
        async with stage_of(deps, event, PaintedEngine()) as stage:
            for look in range(2):
                await stage.index(3, look=look, name="../../party.png")
            await stage.index(5, look=9)
        await party.take(database, deps.settings.data_dir)
    else:
        await party.put_back(database, deps.settings.data_dir)
    account, kept = await User.find_one(), await Event.find_one()
    assert account is not None
    assert kept is not None
    owner = web.client(await web.token({"email": account.email, "password": PASSWORD}))
    async with opened(web, deps, owner, kept) as scene:
        yield scene


async def test_a_guest_sends_a_selfie_and_finds_her_photos(scene: Scene) -> None:
    started = await scene.start()
    assert {"id", "topic", "token", "status", "expires_at"} <= started.keys()
    assert (started["topic"], started["status"]) == (f"search:{started['id']}", "queued")
    assert started["expires_at"].endswith("Z")
    for holder in (scene.guest, scene.web.client(started["token"])):
        shown = (await holder.get(f"/searches/{started['id']}")).json()
        assert (shown["status"], shown["matches"], shown["searched_faces"]) == ("live", 2, 3)
        page = (await holder.get(f"/searches/{started['id']}/matches", params={"limit": 1})).json()
        assert len(page["items"]) == 1
        rest = (await holder.get(f"/searches/{started['id']}/matches", params={"cursor": page["next_cursor"]})).json()
        assert rest["next_cursor"] is None
        match = rest["items"][0]
        assert {"photo_id", "score", "tier", "face_box", "thumb_url", "preview_url", "live"} <= match.keys()
        assert (match["tier"], match["live"]) == ("certain", False)
        assert all(0 <= part <= 1 for part in match["face_box"])
        assert (await holder.get(match["thumb_url"].removeprefix("/api/v1"))).status_code == 200


async def test_a_consent_is_kept_with_its_words_and_its_end(scene: Scene) -> None:
    started = await scene.start()
    consent = await Consent.find_one({"search_id": started["id"]})
    assert consent is not None
    assert consent.text_version
    assert consent.scope == "find_me_in_event_photos"
    assert consent.withdrawn_at is None
    await scene.guest.delete(f"/searches/{started['id']}")
    receipt = await Consent.find_one({"search_id": started["id"]})
    assert receipt is not None
    assert receipt.withdrawn_at is not None


@pytest.mark.parametrize("fields", [{}, {"consent": "false"}, {"consent": ""}, {"consent": "True story"}])
async def test_without_consent_nothing_is_kept(empty: Scene, fields: dict[str, str]) -> None:
    answer = await empty.guest.post(f"/events/{empty.event_id}/searches", files=[SELFIE], data=fields)
    assert (answer.status_code, code_of(answer)) == (422, "consent_required")
    assert await Search.find_all().to_list() == []
    assert await Consent.find_all().to_list() == []


@pytest.mark.parametrize(
    ("files", "status", "code"),
    [
        ([], 422, "selfie_missing"),
        ([SELFIE] * 4, 422, "too_many_selfies"),
        ([("selfie", ("me.txt", b"not an image at all", "image/jpeg"))], 415, "unsupported_media_type"),
        ([("selfie", ("me.gif", b"GIF89a........", "image/gif"))], 415, "unsupported_media_type"),
        ([("selfie", ("me.jpg", b"", "image/jpeg"))], 422, "empty_file"),
        ([("selfie", ("me.jpg", b"\xff\xd8\xff" + bytes(21 * 2**20), "image/jpeg"))], 413, "too_large"),
    ],
    ids=["none", "four", "text", "gif", "empty", "too large"],
)
async def test_what_cannot_be_a_selfie_is_refused_at_once(empty: Scene, files: list[object], status: int, code: str) -> None:
    parts = files or [("other", ("x", b"x"))]
    answer = await empty.guest.post(f"/events/{empty.event_id}/searches", files=parts, data=YES)  # type: ignore[arg-type]
    assert (answer.status_code, code_of(answer)) == (status, code)
    assert code == "selfie_missing" or SENTENCE.fullmatch(answer.json()["detail"]), "and what is wrong with it"
    assert await Search.find_all().to_list() == []


@pytest.mark.parametrize(
    ("content", "content_type", "status"),
    [
        (b"{}", "application/json", 415),
        (b"hello", "multipart/form-data", 400),
        (b"--x\r\nContent-Disposition: form-data; name=selfie\r\n\r\nhalf", "multipart/form-data; boundary=x", 400),
        (b"nonsense", "multipart/form-data; boundary=x", 400),
    ],
)
async def test_a_body_that_makes_no_sense_is_a_clear_problem(
    empty: Scene, content: bytes, content_type: str, status: int
) -> None:
    headers = {"Content-Type": content_type}
    answer = await empty.guest.post(f"/events/{empty.event_id}/searches", content=content, headers=headers)
    assert answer.status_code == status
    assert code_of(answer)


async def test_only_who_is_let_in_may_search(empty: Scene) -> None:
    other = await event_of(empty.owner, "private")
    path = f"/events/{empty.event_id}/searches"
    assert (await empty.web.client().post(path, files=[SELFIE], data=YES)).status_code == 401
    assert (await (await empty.web.signed_in()).post(path, files=[SELFIE], data=YES)).status_code == 404
    assert (await empty.guest.post(f"/events/{other}/searches", files=[SELFIE], data=YES)).status_code == 404
    assert (await empty.guest.post("/events/999999/searches", files=[SELFIE], data=YES)).status_code == 404


async def test_a_stranger_may_search_a_public_event_and_only_the_token_leads_back(scene: Scene) -> None:
    await scene.owner.patch(f"/events/{scene.event_id}", json={"visibility": "public"})
    started = await scene.start(scene.web.client())
    path = f"/searches/{started['id']}"
    assert (await scene.web.client(started["token"]).get(path)).status_code == 200
    assert (await scene.web.client().get(path)).status_code == 401
    assert (await scene.guest.get(path)).status_code == 404
    assert (await scene.owner.get(path)).status_code == 404


async def test_a_foreign_search_is_not_there(scene: Scene) -> None:
    started = await scene.start()
    mine = (await scene.start(scene.owner))["token"]
    path = f"/searches/{started['id']}"
    for stranger in (scene.owner, scene.web.client(mine), await scene.web.signed_in("guest")):
        assert (await stranger.get(path)).status_code == 404
        assert (await stranger.get(f"{path}/matches")).status_code == 404
        assert (await stranger.get(f"{path}/photos.zip")).status_code == 404
        assert (await stranger.post(f"{path}/feedback", json={"photo_id": "x", "is_me": True})).status_code == 404
        assert (await stranger.delete(path)).status_code == 404
    assert (await scene.guest.get(path)).status_code == 200


async def test_a_deleted_search_is_gone_for_everybody(scene: Scene) -> None:
    started = await scene.start()
    path = f"/searches/{started['id']}"
    assert (await scene.guest.delete(path)).status_code == 204
    for client in (scene.guest, scene.web.client(started["token"])):
        assert (await client.get(path)).status_code == 404
        assert (await client.get(f"{path}/matches")).status_code == 404
        assert (await client.delete(path)).status_code == 404


async def test_a_withdrawal_that_was_cut_off_can_be_asked_for_again(scene: Scene) -> None:
    started = await scene.start()
    path = f"/searches/{started['id']}"
    await Search.find({"_id": started["id"]}).update({"$set": {"state": SearchStage.WITHDRAWN.value}})
    for stranger, status in ((scene.owner, 404), (scene.web.client(), 401)):
        assert (await stranger.delete(path)).status_code == status
    holder = scene.web.client(started["token"])
    assert (await holder.get(path)).status_code == 404
    answer = await holder.delete(f"{path}?receipt=true", headers={"Accept": "application/json"})
    assert (answer.status_code, answer.json()["receipt"]["erased"]) == (200, ["selfie", "template", "matches"])
    assert await templates.searches_with_template() == set()
    assert (await holder.delete(path)).status_code == 404


async def test_feedback_takes_a_photo_out_and_brings_it_back(scene: Scene) -> None:
    started = await scene.start()
    path = f"/searches/{started['id']}"
    photo_id = (await scene.guest.get(f"{path}/matches")).json()["items"][0]["photo_id"]
    for is_me, left in ((False, 1), (False, 1), (True, 2), (False, 1), (None, 2)):
        answer = await scene.guest.post(f"{path}/feedback", json={"photo_id": photo_id, "is_me": is_me})
        assert answer.status_code == 204
        assert len((await scene.guest.get(f"{path}/matches")).json()["items"]) == left
    assert all("is_me" not in match for match in (await scene.guest.get(f"{path}/matches")).json()["items"])
    answer = await scene.guest.post(f"{path}/feedback", json={"photo_id": "of another", "is_me": True})
    assert answer.status_code == 404
    answer = await scene.guest.post(f"{path}/feedback", json={"photo_id": photo_id})
    assert (answer.status_code, code_of(answer)) == (422, "validation_failed")


async def test_matches_refuse_a_cursor_or_limit_that_makes_no_sense(scene: Scene) -> None:
    path = f"/searches/{(await scene.start())['id']}/matches"
    assert code_of(await scene.guest.get(path, params={"cursor": "nonsense!"})) == "bad_cursor"
    assert code_of(await scene.guest.get(path, params={"cursor": "bnVsbA"})) == "bad_cursor"
    assert code_of(await scene.guest.get(path, params={"limit": 0})) == "validation_failed"
    assert code_of(await scene.guest.get(path, params={"limit": 100_000})) == "validation_failed"


async def test_the_zip_holds_the_originals_of_the_visible_matches_under_safe_names(scene: Scene) -> None:
    path = f"/searches/{(await scene.start())['id']}"
    answer = await scene.guest.get(f"{path}/photos.zip")
    assert answer.headers["content-type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert archive.testzip() is None
        assert sorted(archive.namelist()) == ["party (2).png", "party.png"]
        assert {archive.read(name) for name in archive.namelist()} == {painted(3, look=0), painted(3, look=1)}
        assert all(entry.compress_type == zipfile.ZIP_STORED for entry in archive.infolist())
    photo_id = (await scene.guest.get(f"{path}/matches")).json()["items"][0]["photo_id"]
    await scene.owner.post(f"/photos/{photo_id}/hide")
    with zipfile.ZipFile(io.BytesIO((await scene.guest.get(f"{path}/photos.zip")).content)) as archive:
        assert len(archive.namelist()) == 1


async def test_who_searches_too_often_is_told_when_to_come_back(empty: Scene) -> None:
    allowed = int(empty.stage.deps.settings.search_rate.split()[0])
    for _ in range(allowed):
        answer = await empty.guest.post(f"/events/{empty.event_id}/searches", files=[SELFIE], data=YES)
        assert answer.status_code == 202
    answer = await empty.guest.post(f"/events/{empty.event_id}/searches", files=[SELFIE], data=YES)
    assert (answer.status_code, code_of(answer)) == (429, "rate_limited")
    assert int(answer.headers["retry-after"]) > 0


async def test_as_many_searches_wait_as_there_is_room_for_and_no_more(settings: Settings) -> None:
    few = settings.model_copy(update={"max_waiting_searches": 3, "max_waiting_searches_per_guest": 2})
    async with running_app(few) as app:
        web = Web(app)
        owner = await web.signed_in()
        event_id = await event_of(owner, "unlisted")
        link = (await share(owner, event_id))["token"]
        guests = [web.client((await web.client().get(f"/share/{link}")).json()["guest_token"]) for _ in range(3)]

        async def start(guest: httpx.AsyncClient) -> httpx.Response:
            return await guest.post(f"/events/{event_id}/searches", files=[SELFIE], data=YES)

        answers = [await start(guest) for guest in (guests[0], guests[0], guests[0], guests[1], guests[2])]
        assert [answer.status_code for answer in answers] == [202, 202, 429, 202, 503]
        assert all(int(answer.headers["retry-after"]) > 0 for answer in answers if answer.status_code != 202)
        assert [code_of(answers[2]), code_of(answers[4])] == ["rate_limited", "unavailable"]
        assert all(SENTENCE.fullmatch(answers[refused].json()["detail"]) for refused in (2, 4))
        (await guests[0].delete(f"/searches/{answers[0].json()['id']}")).raise_for_status()
        assert (await start(guests[0])).status_code == 503, "its job is still in the queue"


async def test_guests_at_one_address_share_how_much_they_search_and_take_home(settings: Settings) -> None:
    async with running_app(settings.model_copy(update={"guest_rate": "3 per minute"})) as app:
        web = Web(app)
        owner = await web.signed_in()
        event_id = await event_of(owner)
        link = (await share(owner, event_id))["token"]
        path = f"/events/{event_id}/searches"
        opened = [await web.client(address=f"198.51.100.{number}").get(f"/share/{link}") for number in range(4)]
        guests = [web.client(answer.json()["guest_token"]) for answer in opened]
        searched = [await guest.post(path, files=[SELFIE], data=YES) for guest in guests]
        assert [answer.status_code for answer in searched] == [202, 202, 202, 429]
        taken = [await guests[0].post(f"/searches/{searched[0].json()['id']}/downloads") for _ in range(4)]
        assert [answer.status_code for answer in taken] == [422, 422, 422, 429]
        assert (await owner.post(path, files=[SELFIE], data=YES)).status_code == 202


async def _kiosk(scene: Scene) -> httpx.AsyncClient:
    code = (await scene.owner.post(f"/events/{scene.event_id}/kiosks", json={"name": "Door"})).json()["pairing_code"]
    return scene.web.client((await scene.web.client().post("/kiosks/pair", json={"code": code})).json()["token"])


async def test_a_phone_takes_a_search_over_from_a_kiosk_once(scene: Scene) -> None:
    kiosk = await _kiosk(scene)
    started = await scene.start(kiosk)
    offered = (await kiosk.post(f"/kiosks/searches/{started['id']}/handoff")).json()
    address, _, token = offered["url"].partition("#handoff=")
    assert address == "http://testserver/find"
    assert offered["qr_svg"].startswith("<svg")
    phone = scene.web.client()
    taken = (await phone.post("/handoffs", json={"handoff": token})).json()
    assert taken["event"]["id"] == scene.event_id
    assert taken["search"]["id"] == started["id"]
    holder = scene.web.client(taken["search"]["token"])
    assert len((await holder.get(f"/searches/{started['id']}/matches")).json()["items"]) == 2
    again = await phone.post("/handoffs", json={"handoff": token})
    assert (again.status_code, code_of(again)) == (410, "handoff_used")
    done = await kiosk.post(f"/kiosks/searches/{started['id']}/done")
    assert (done.status_code, done.headers["clear-site-data"]) == (204, '"cache"')
    assert (await kiosk.get(f"/searches/{started['id']}")).status_code == 404
    assert (await holder.get(f"/searches/{started['id']}")).status_code == 200


async def _offered(kiosk: httpx.AsyncClient, search: Json) -> str:
    """The token of a fresh link for the phone."""
    answer = await kiosk.post(f"/kiosks/searches/{search['id']}/handoff")
    return str(answer.json()["url"].partition("#handoff=")[2])


async def test_of_several_links_to_one_search_one_phone_gets_it(scene: Scene) -> None:
    kiosk = await _kiosk(scene)
    started = await scene.start(kiosk)
    tokens = [await _offered(kiosk, started) for _ in range(4)]
    answers = await asyncio.gather(*(scene.web.client().post("/handoffs", json={"handoff": token}) for token in tokens))
    assert sorted(answer.status_code for answer in answers) == [200, 410, 410, 410]
    assert {code_of(answer) for answer in answers if answer.status_code == 410} == {"handoff_used"}


async def test_a_phone_that_did_not_hear_the_answer_asks_again(scene: Scene) -> None:
    kiosk = await _kiosk(scene)
    started = await scene.start(kiosk)
    token, nonce = await _offered(kiosk, started), "the-phones-own-nonce"
    asked = {"handoff": token, "nonce": nonce}
    for _ in range(2):
        taken = await scene.web.client().post("/handoffs", json=asked)
        assert (taken.status_code, taken.json()["search"]["id"]) == (200, started["id"])
    stored = await Search.get(started["id"])
    assert nonce not in str(stored)
    assert len(await AuditEntry.find({"action": "search.hand_off"}).to_list()) == 1
    fresh = await _offered(kiosk, started)
    for other in ({"handoff": token}, asked | {"nonce": "another-phones-nonce"}, asked | {"handoff": fresh}):
        refused = await scene.web.client().post("/handoffs", json=other)
        assert (refused.status_code, code_of(refused)) == (410, "handoff_used")
    for bad in ("short", "x" * 65, "not url-safe at all!"):
        refused = await scene.web.client().post("/handoffs", json={"handoff": token, "nonce": bad})
        assert (refused.status_code, code_of(refused)) == (422, "validation_failed")
    await scene.web.client(taken.json()["search"]["token"]).delete(f"/searches/{started['id']}")
    assert (await scene.web.client().post("/handoffs", json=asked)).status_code == 404


async def test_a_search_that_a_phone_takes_while_the_guest_walks_away_stays_with_the_phone(scene: Scene) -> None:
    kiosk = await _kiosk(scene)
    started = await scene.start(kiosk)
    token = await _offered(kiosk, started)
    seen = await Search.get(started["id"])
    assert seen is not None
    taken = (await scene.web.client().post("/handoffs", json={"handoff": token})).json()
    await handoff.release(scene.stage.deps, seen)
    holder = scene.web.client(taken["search"]["token"])
    assert len((await holder.get(f"/searches/{started['id']}/matches")).json()["items"]) == 2
    assert (await kiosk.get(f"/searches/{started['id']}")).status_code == 404


async def test_what_a_kiosk_that_does_not_come_back_holds_is_withdrawn(scene: Scene) -> None:
    deps, now = scene.stage.deps, utc_now()
    present, silent, revoked, removed = [await _kiosk(scene) for _ in range(4)]
    ids = {who: (await who.get("/kiosks/self")).json()["kiosk"]["id"] for who in (present, silent, revoked, removed)}
    kept, old, left, taken, late, lost, guests = [
        await scene.start(who) for who in (present, present, silent, silent, revoked, removed, scene.guest)
    ]
    await scene.web.client().post("/handoffs", json={"handoff": await _offered(silent, taken)})
    await Search.find({"_id": old["id"]}).update({"$set": {"created_at": now - timedelta(minutes=61)}})
    await Kiosk.find({"_id": ids[silent]}).update({"$set": {"last_seen_at": now - timedelta(minutes=11)}})
    await Kiosk.find({"_id": ids[revoked]}).update({"$set": {"revoked_at": now}})
    await Kiosk.find({"_id": ids[removed]}).delete()
    assert await handoff.release_forsaken(deps, now) == 4
    assert {search.id for search in await Search.find_all().to_list()} == {kept["id"], taken["id"], guests["id"]}
    withdrawn = await AuditEntry.find({"action": "search.withdraw", "actor": f"kiosk:{ids[silent]}"}).to_list()
    assert [entry.target for entry in withdrawn] == [f"search:{left['id']}"]
    assert await handoff.release_forsaken(deps, now) == 0
    assert {late["id"], lost["id"]}.isdisjoint({search.id for search in await Search.find_all().to_list()})


async def test_a_phone_that_comes_too_late_is_told_so(scene: Scene) -> None:
    kiosk = await _kiosk(scene)
    search = await Search.get((await scene.start(kiosk))["id"])
    assert search is not None
    deps = scene.stage.deps
    over = replace(deps, settings=deps.settings.model_copy(update={"handoff_ttl_s": -1}))
    token = (await handoff.offer(over, search)).url.partition("#handoff=")[2]
    answer = await scene.web.client().post("/handoffs", json={"handoff": token})
    assert (answer.status_code, code_of(answer)) == (410, "handoff_expired")


async def test_a_kiosk_forgets_whom_nobody_took_along(scene: Scene) -> None:
    kiosk = await _kiosk(scene)
    started, cut_off = await scene.start(kiosk), await scene.start(kiosk)
    await Search.find({"_id": cut_off["id"]}).update({"$set": {"state": SearchStage.WITHDRAWN.value}})
    token = (await kiosk.post(f"/kiosks/searches/{started['id']}/handoff")).json()["url"].partition("#handoff=")[2]
    for path in (f"/kiosks/searches/{started['id']}/done", f"/kiosks/searches/{cut_off['id']}/done"):
        assert (await kiosk.post(path)).status_code == 204
        assert (await kiosk.post(path)).status_code == 404
    assert await Search.find_all().to_list() == []
    assert (await scene.web.client().post("/handoffs", json={"handoff": token})).status_code == 404


async def test_a_kiosk_learns_that_a_phone_has_the_search(scene: Scene) -> None:
    kiosk = await _kiosk(scene)
    path = f"/searches/{(started := await scene.start(kiosk))['id']}"
    token = (await kiosk.post(f"/kiosks{path}/handoff")).json()["url"].partition("#handoff=")[2]
    for client in (kiosk, scene.web.client(started["token"])):
        assert (await client.get(path)).json()["handed_off"] is False
    await scene.web.client().post("/handoffs", json={"handoff": token})
    for client in (kiosk, scene.web.client(started["token"])):
        assert (await client.get(path)).json()["handed_off"] is True


async def test_a_kiosk_that_starts_again_lets_go_of_whatever_it_had_open(scene: Scene) -> None:
    kiosk, other = await _kiosk(scene), await _kiosk(scene)
    left, taken, elsewhere, guests = [await scene.start(who) for who in (kiosk, kiosk, other, scene.guest)]
    token = (await kiosk.post(f"/kiosks/searches/{taken['id']}/handoff")).json()["url"].partition("#handoff=")[2]
    await scene.web.client().post("/handoffs", json={"handoff": token})
    for _ in range(2):
        done = await kiosk.post("/kiosks/self/done")
        assert (done.status_code, done.headers["clear-site-data"]) == (204, '"cache"')
        assert await Search.get(left["id"]) is None
        assert (await kiosk.get(f"/searches/{taken['id']}")).status_code == 404
        for search in (taken, elsewhere, guests):
            assert (await scene.web.client(search["token"]).get(f"/searches/{search['id']}")).status_code == 200
    assert (await scene.guest.post("/kiosks/self/done")).status_code == 404
    assert (await scene.web.client().post("/kiosks/self/done")).status_code == 401


async def test_revoking_a_kiosk_withdraws_what_its_guest_had_open(scene: Scene) -> None:
    kiosk = await _kiosk(scene)
    left, taken = await scene.start(kiosk), await scene.start(kiosk)
    token = (await kiosk.post(f"/kiosks/searches/{taken['id']}/handoff")).json()["url"].partition("#handoff=")[2]
    await scene.web.client().post("/handoffs", json={"handoff": token})
    kiosk_id = (await kiosk.get("/kiosks/self")).json()["kiosk"]["id"]
    assert (await scene.owner.delete(f"/kiosks/{kiosk_id}")).status_code == 204
    assert (await scene.web.client(left["token"]).get(f"/searches/{left['id']}")).status_code == 404
    assert await Search.get(left["id"]) is None
    assert (await scene.web.client(taken["token"]).get(f"/searches/{taken['id']}")).status_code == 200


async def test_only_a_kiosk_hands_off_and_only_what_it_holds(scene: Scene) -> None:
    kiosk = await _kiosk(scene)
    own, foreign = await scene.start(kiosk), await scene.start()
    assert (await kiosk.post(f"/kiosks/searches/{foreign['id']}/handoff")).status_code == 404
    assert (await scene.guest.post(f"/kiosks/searches/{foreign['id']}/handoff")).status_code == 403
    assert (await scene.guest.post(f"/kiosks/searches/{own['id']}/handoff")).status_code == 404
    assert (await scene.web.client().post("/handoffs", json={"handoff": "made.up.token"})).status_code == 404


@pytest.mark.parametrize("box", ["0.1,0.2,0.3", "a,b,c,d", "0.1,0.1,0,0.5", "-0.1,0,0.5,0.5", "nan,0,1,1", "0,0,2,1"])
async def test_a_box_that_is_none_is_refused(scene: Scene, box: str) -> None:
    answer = await scene.guest.post(f"/events/{scene.event_id}/searches", files=[SELFIE], data={**YES, "box": box})
    assert (answer.status_code, code_of(answer)) == (422, "validation_failed")
    assert await Search.find_all().to_list() == []


async def test_each_box_is_for_the_selfie_of_its_number(scene: Scene) -> None:
    two = ("selfie", ("both.png", painted(5, 3, look=51), "image/png"))
    path, boxes = f"/events/{scene.event_id}/searches", ["", "0.55,0.1,0.4,0.8"]
    started = (await scene.guest.post(path, files=[SELFIE, two], data={**YES, "box": boxes})).json()
    await scene.stage.searcher.run(started["id"])
    shown = (await scene.guest.get(f"/searches/{started['id']}")).json()
    assert (shown["status"], shown["matches"]) == ("live", 2)


async def test_what_the_guest_calls_a_person_is_sealed_and_told_to_her_alone(scene: Scene) -> None:
    path = f"/events/{scene.event_id}/searches"
    started = (await scene.guest.post(path, files=[SELFIE], data={**YES, "name": "  Ännchen "})).json()
    one = f"/searches/{started['id']}"
    assert (await scene.guest.get(one)).json()["name"] == "Ännchen"
    assert (await scene.guest.get(f"{one}/export")).json()["search"]["name"] == "Ännchen"
    kept = await Search.get(started["id"])
    assert kept is not None
    assert kept.sealed_name
    stored = [kept, *await AuditEntry.find_all().to_list(), *await Consent.find_all().to_list()]
    assert not any("nnchen" in repr(document) for document in stored)
    await scene.stage.deps.keys.destroy(search_key(started["id"]))
    assert "name" not in (await scene.guest.get(one)).json()
    nameless = await scene.start()
    assert "name" not in (await scene.guest.get(f"/searches/{nameless['id']}")).json()
    for bad in ("x" * 61, "two\nlines"):
        answer = await scene.guest.post(path, files=[SELFIE], data={**YES, "name": bad})
        assert (answer.status_code, code_of(answer)) == (422, "validation_failed")


async def looked_at(scene: Scene, arq: ArqRedis, picture: bytes) -> httpx.Response:
    """What is answered about a picture that a worker has looked at."""
    asked = asyncio.create_task(scene.guest.post(f"/events/{scene.event_id}/faces", files={"selfie": ("us.png", picture)}))
    while not (jobs := await arq.zrange(SEARCH_QUEUE, 0, -1)) and not asked.done():
        await asyncio.sleep(0.005)
    for job in jobs:
        await scene.stage.pictures.run(job.decode().removeprefix("find_faces:"))
    return await asked


async def test_a_guest_sees_which_faces_a_picture_shows_and_nothing_is_kept(
    scene: Scene, arq: ArqRedis, volatile: redis.Redis
) -> None:
    answer = await looked_at(scene, arq, painted(3, None, 5))
    assert answer.status_code == 200
    left, right = answer.json()["faces"]
    assert left == {"box": pytest.approx([1 / 36, 1 / 12, 5 / 18, 5 / 6]), "usable": True}
    assert right["box"][0] == pytest.approx(25 / 36)
    assert [key async for key in volatile.scan_iter("selfies:*")] + [key async for key in volatile.scan_iter("answer:*")] == []
    assert await Search.find_all().to_list() == await Consent.find_all().to_list() == []


async def test_a_picture_that_cannot_be_read_is_said_to_be_none(scene: Scene, arq: ArqRedis) -> None:
    answer = await looked_at(scene, arq, painted(3)[:200])
    assert (answer.status_code, code_of(answer)) == (415, "unsupported_media_type")


async def test_a_picture_is_one(scene: Scene) -> None:
    path = f"/events/{scene.event_id}/faces"
    for files, code in (([SELFIE] * 2, "too_many_selfies"), ([("other", b"x")], "selfie_missing")):
        answer = await scene.guest.post(path, files=files)  # type: ignore[arg-type]
        assert (answer.status_code, code_of(answer)) == (422, code)


async def test_a_picture_that_nobody_looks_at_is_forgotten_and_the_guest_told_to_come_back(
    scene: Scene, volatile: redis.Redis
) -> None:
    question_id = await picture_faces.ask(scene.stage.deps, painted(3), ("a guest",))
    with pytest.raises(errors.Unavailable) as raised:
        await picture_faces.answer(scene.stage.deps, question_id, within_s=0)
    assert raised.value.retry_after_s
    assert [key async for key in volatile.scan_iter("selfies:*")] == []
    await scene.stage.pictures.run(question_id)
    assert await scene.stage.deps.answers.wait(question_id, 0) is None


async def test_photos_of_several_people_are_merged_and_those_of_all_of_them_asked_for(scene: Scene) -> None:
    together = await scene.stage.index(3, 5, look=20)
    hers = await scene.start()
    boy = ("selfie", ("boy.png", painted(5, look=52), "image/png"))
    his = (await scene.guest.post(f"/events/{scene.event_id}/searches", files=[boy], data={**YES, "name": "Ben"})).json()
    await scene.stage.searcher.run(his["id"])
    both = {"ids": f"{hers['id']},{his['id']},{hers['id']}"}
    single = {
        match["photo_id"]: (match["score"], search["id"])
        for search in (hers, his)
        for match in (await scene.guest.get(f"/searches/{search['id']}/matches")).json()["items"]
        if match["photo_id"] != together.id
    }

    items: list[Json] = []
    cursor: str | None = None
    while len(items) < 10 and (cursor or not items):
        page = await scene.guest.get("/searches/matches", params={**both, "limit": 2, **({"cursor": cursor} if cursor else {})})
        items += page.json()["items"]
        cursor = page.json()["next_cursor"]
    assert [item["score"] for item in items] == sorted((item["score"] for item in items), reverse=True)
    found = {item["photo_id"]: item for item in items}
    assert len(items) == len(found) == 4
    assert set(found[together.id]["searches"]) == {hers["id"], his["id"]}
    del found[together.id]
    assert {photo_id: (item["score"], *item["searches"]) for photo_id, item in found.items()} == single
    all_of_them = (await scene.guest.get("/searches/matches", params={**both, "mode": "all"})).json()
    assert ([item["photo_id"] for item in all_of_them["items"]], all_of_them["next_cursor"]) == ([together.id], None)

    stranger = scene.web.client(his["token"])
    assert (await stranger.get("/searches/matches", params={"ids": his["id"]})).status_code == 200
    assert (await stranger.get("/searches/matches", params=both)).status_code == 404
    for bad in ({"ids": ""}, {"ids": ",".join("abcdef")}, {**both, "mode": "none"}, {}):
        assert code_of(await scene.guest.get("/searches/matches", params=bad)) == "validation_failed"


async def test_a_photo_is_certain_if_it_is_for_one_of_the_people(scene: Scene) -> None:
    together = await scene.stage.index(3, 5, look=20)
    searches = [await scene.start() for _ in range(2)]
    matches = [
        Match(
            id=match_id(search["id"], together.id),
            event_id=scene.event_id,
            search_id=search["id"],
            photo_id=together.id,
            live=False,
            announced=True,
        )
        for search in searches
    ]
    await Match.find(Match.photo_id == together.id).delete()
    sights = [
        Sight(0.9, Tier.MAYBE, 0.6, Why.SELFIE, 0, (0.1, 0.1, 0.2, 0.2)),
        Sight(0.8, Tier.CERTAIN, 0.99, Why.GROWN, 1, (0.6, 0.1, 0.2, 0.2)),
    ]
    for sealed in await sightings.sealed(scene.stage.deps, [SeenMatch(*pair) for pair in zip(matches, sights, strict=True)]):
        await sealed.insert()
    params = {"ids": ",".join(search["id"] for search in searches)}
    found = (await scene.guest.get("/searches/matches", params=params)).json()["items"]
    [one] = [match for match in found if match["photo_id"] == together.id]
    assert (one["tier"], one["score"], one["probability"], one["face_box"]) == ("certain", 0.9, 0.99, [0.1, 0.1, 0.2, 0.2])
    assert one["searches"] == [search["id"] for search in searches]


async def test_selfies_are_added_to_a_live_search_up_to_five_in_all(scene: Scene) -> None:
    started = (await scene.guest.post(f"/events/{scene.event_id}/searches", files=[SELFIE], data=YES)).json()
    path = f"/searches/{started['id']}/selfies"

    async def code(client: httpx.AsyncClient = scene.guest, files: int = 1, **data: str) -> str:
        return code_of(await client.post(path, files=[SELFIE] * files, data=data or YES))

    assert await code() == "search_not_live"
    await scene.stage.searcher.run(started["id"])
    assert await code(consent="no") == "consent_required"
    assert await code(scene.web.client((await scene.start())["token"])) == "not_found"
    for taken in (3, 5):
        answer = await scene.web.client(started["token"]).post(path, files=[SELFIE] * 2, data=YES)
        assert (answer.status_code, answer.json()["id"]) == (202, started["id"])
        waits = await scene.guest.post(path, files=[SELFIE], data=YES)  # for the last ones
        assert (code_of(waits), bool(SENTENCE.fullmatch(waits.json()["detail"]))) == ("rate_limited", True)
        await scene.stage.more_selfies.run(started["id"])
        assert (await scene.guest.get(f"/searches/{started['id']}")).json()["selfies"] == taken
        assert await code(files=3) == "too_many_selfies"
    assert await code() == "too_many_selfies"
    logged = await AuditEntry.find({"action": "search.selfies"}).to_list()
    assert [entry.detail for entry in logged] == [{"selfies": 2}] * 2
    await scene.guest.delete(f"/searches/{started['id']}")
    assert await code() == "not_found"
