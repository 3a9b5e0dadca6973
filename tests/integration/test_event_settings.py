"""How an event treats its guests: searching, downloads, consent, cover, gallery, and how long it stays."""

from __future__ import annotations

import io
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import httpx
import pytest
from PIL import ExifTags, Image

from app import jobs
from app.domain.consent import TEXT_VERSION
from app.domain.times import rfc3339, utc_now
from app.services import privacy
from app.services.deps import Deps
from app.services.keys import event_key, search_key
from app.store.documents import AuditEntry, Consent, Event, Search
from app.topics import kiosk_topic
from tests.integration.web import GUEST_EVENT, Json, Web, code_of, event_of, share
from tests.painted import PaintedEngine, painted
from tests.stage import Stage, stage_of

NEXT_YEAR = (utc_now() + timedelta(days=365)).date().isoformat()
WORDS = "Frau Müller, Fotostudio Müller:\nschreiben Sie mir, wenn ein Foto weg soll."
SETTINGS = {"selfie_search": False, "downloads": "preview", "keep_until": NEXT_YEAR, "consent_text": WORDS, "open_gallery": True}
SELFIE = ("selfie", ("me.png", painted(3, look=50), "image/png"))
PICTURE = {"photo_id", "width", "height", "placeholder", "thumb_url", "thumb_srcset", "preview_url"}


@dataclass
class Scene:
    """A photographer's event with its workers."""

    web: Web
    stage: Stage
    owner: httpx.AsyncClient
    path: str

    async def guest(self) -> httpx.AsyncClient:
        """Somebody who came by a share link."""
        link = await share(self.owner, self.stage.event.id)
        return self.web.client((await self.web.client().get(f"/share/{link['token']}")).json()["guest_token"])

    async def seen(self) -> Json:
        """The event as a guest sees it."""
        return dict((await (await self.guest()).get(self.path)).json())

    async def change(self, **settings: Any) -> Json:
        """The owner changes settings."""
        answer = await self.owner.patch(self.path, json=settings)
        assert answer.status_code == 200, answer.text
        return dict(answer.json())

    async def search(self, guest: httpx.AsyncClient, **fields: str) -> Json:
        """Start a search and run it."""
        answer = await guest.post(f"{self.path}/searches", files=[SELFIE], data={"consent": "true"} | fields)
        assert answer.status_code == 202, answer.text
        await self.stage.searcher.run(answer.json()["id"])
        return dict(answer.json())

    async def kiosk(self) -> Json:
        """A device that was paired: its ``token``, ``event`` and ``kiosk``."""
        new = (await self.owner.post(f"{self.path}/kiosks", json={"name": "Door"})).json()
        return dict((await self.web.client().post("/kiosks/pair", json={"code": new["pairing_code"]})).json())


@pytest.fixture
async def scene(web: Web, deps: Deps) -> AsyncIterator[Scene]:
    """A private event without photos."""
    owner = await web.signed_in()
    event = await Event.get(await event_of(owner, "private"))
    assert event is not None
    async with stage_of(deps, event, PaintedEngine()) as stage:
        yield Scene(web, stage, owner, f"/events/{event.id}")


# What is set


async def test_a_new_event_can_have_all_its_settings_at_once(web: Web) -> None:
    owner = await web.signed_in()
    answer = await owner.post("/events", json={"name": "Gala", "visibility": "public", "cover_photo_id": None} | SETTINGS)
    assert answer.status_code == 201
    assert answer.json().items() >= SETTINGS.items()
    assert (await owner.get("/events/1")).json() == answer.json()
    assert (await web.client().get("/events/1")).json().items() >= SETTINGS.items()


async def test_every_way_into_an_event_tells_its_settings(scene: Scene) -> None:
    await scene.change(visibility="public", **SETTINGS)
    device = await scene.kiosk()
    told = [
        await scene.seen(),
        (await scene.web.client().post(f"{scene.path}/guest-session")).json()["event"],
        (await scene.web.client().get("/events")).json()["items"][0],
        device["event"],
        (await scene.web.client(device["token"]).get("/kiosks/self")).json()["event"],
    ]
    for event in told:
        assert event.keys() == GUEST_EVENT
        assert event.items() >= SETTINGS.items()


async def test_settings_are_changed_one_by_one_and_taken_back(scene: Scene) -> None:
    await scene.change(**SETTINGS)
    event = await scene.change(selfie_search=True)
    assert event.items() >= (SETTINGS | {"selfie_search": True}).items()
    event = await scene.change(keep_until=None, consent_text="", downloads="none")
    assert (event["keep_until"], event["consent_text"], event["downloads"]) == (None, "", "none")
    assert event["name"] == "Party"


async def test_an_event_of_an_older_version_behaves_as_it_did(scene: Scene) -> None:
    gone = ("selfie_search", "downloads", "keep_until", "consent_text", "cover_photo_id", "time_zone")
    await Event.find({"_id": scene.stage.event.id}).update({"$unset": dict.fromkeys(gone, "")})
    event = await scene.seen()
    assert (event["selfie_search"], event["downloads"], event["keep_until"]) == (True, "original", None)
    assert (event["consent_text"], event["cover"]) == ("", None)


@pytest.mark.parametrize(
    "bad",
    [
        {"downloads": "everything"},
        {"selfie_search": "perhaps"},
        {"selfie_search": None},
        {"keep_until": "2020-01-01"},
        {"keep_until": "soon"},
        {"time_zone": "Paris"},
        {"time_zone": None},
        {"consent_text": "x" * 2001},
        {"consent_text": "bell \x07"},
        {"cover_photo_id": ""},
        {"cover_photo_id": "x" * 65},
    ],
)
async def test_settings_that_make_no_sense_are_refused(scene: Scene, bad: Json) -> None:
    for answer in (
        await scene.owner.patch(scene.path, json=bad),
        await scene.owner.post("/events", json={"name": "Gala", "visibility": "public"} | bad),
    ):
        assert (answer.status_code, code_of(answer)) == (422, "validation_failed")
        assert answer.json()["errors"][0]["loc"] == ["body", *bad]


async def test_only_the_owner_changes_settings(scene: Scene) -> None:
    people = {"guest": await scene.guest(), "other": await scene.web.signed_in()}
    answers = {who: (await client.patch(scene.path, json=SETTINGS)).status_code for who, client in people.items()}
    assert answers == {"guest": 403, "other": 404}
    assert (await scene.seen())["selfie_search"] is True


async def test_a_kiosk_hears_of_a_change_at_once(scene: Scene) -> None:
    device = await scene.kiosk()
    topic = kiosk_topic(device["kiosk"]["id"])
    await scene.change(selfie_search=False)
    [told] = (await scene.stage.deps.bus.history(topic)).publications
    assert b'"kiosk.config"' in told.data
    assert b'"selfie_search":false' in told.data


# Cover


async def test_a_kiosk_is_told_where_faces_are_on_the_cover_and_guests_are_not(scene: Scene) -> None:
    photo = await scene.stage.index(1, 2, look=1)
    await scene.change(cover_photo_id=photo.id)
    device = await scene.kiosk()
    await scene.change(name="Gala Night")
    [*_, told] = (await scene.stage.deps.bus.history(kiosk_topic(device["kiosk"]["id"]))).publications
    faces = json.loads(told.data)["cover_faces"]
    assert (len(faces), {len(box) for box in faces}) == (2, {4})
    assert "faces" not in str(await scene.seen())


async def test_a_guest_sees_the_cover_before_anything_else(scene: Scene) -> None:
    first, second = await scene.stage.index(3, look=1), await scene.stage.index(5, look=2)
    assert (await scene.seen())["cover"] is None
    event = await scene.change(cover_photo_id=first.id)
    assert (event["cover_photo_id"], event["cover"]["photo_id"]) == (first.id, first.id)
    cover = (await scene.seen())["cover"]
    assert cover.keys() == PICTURE
    assert (cover["photo_id"], cover["width"], cover["height"]) == (first.id, 96, 96)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(scene.web.app), base_url="http://testserver") as stranger:
        assert (await stranger.get(cover["preview_url"])).status_code == 200
    assert second.id not in str(await scene.seen())
    assert (await scene.change(cover_photo_id=None))["cover_photo_id"] is None
    assert (await scene.seen())["cover"] is None


async def test_without_a_cover_the_owner_sees_the_newest_photo_and_guests_none(scene: Scene) -> None:
    assert (await scene.owner.get(scene.path)).json()["cover"] is None
    kept = await scene.stage.index(3, look=1)
    hidden = await scene.stage.index(5, look=2)
    await scene.stage.accept(7)
    event = (await scene.owner.get(scene.path)).json()
    assert (event["cover"]["photo_id"], event["cover_photo_id"]) == (hidden.id, None)
    assert (await scene.seen())["cover"] is None
    await scene.owner.post(f"/photos/{hidden.id}/hide")
    assert (await scene.owner.get("/events")).json()["items"][0]["cover"]["photo_id"] == kept.id


@pytest.mark.parametrize("how", ["hide", "delete"])
async def test_a_cover_that_is_hidden_or_deleted_is_taken_off_and_kiosks_hear_of_it(scene: Scene, how: str) -> None:
    photo = await scene.stage.index(3)
    device = await scene.kiosk()
    await scene.change(cover_photo_id=photo.id)
    url = (await scene.seen())["cover"]["thumb_url"]
    if how == "hide":
        await scene.owner.post(f"/photos/{photo.id}/hide")
    else:
        await scene.owner.delete(f"/photos/{photo.id}")
    history = (await scene.stage.deps.bus.history(kiosk_topic(device["kiosk"]["id"]))).publications
    assert [b'"cover":null' in told.data for told in history] == [False, True]
    assert (await scene.seen())["cover"] is None
    async with httpx.AsyncClient(transport=httpx.ASGITransport(scene.web.app), base_url="http://testserver") as stranger:
        assert (await stranger.get(url)).status_code == 404
    if how == "hide":
        await scene.owner.post(f"/photos/{photo.id}/unhide")
        assert (await scene.seen())["cover"] is None, "nobody asked for it to come back"


async def test_a_cover_that_still_waits_shows_as_soon_as_it_is_indexed(scene: Scene) -> None:
    photo = await scene.stage.accept(3)
    await scene.change(cover_photo_id=photo.id)
    assert (await scene.seen())["cover"] is None
    await scene.stage.ingest.process(photo.id)
    assert (await scene.seen())["cover"]["photo_id"] == photo.id


async def test_what_guests_may_not_see_cannot_be_the_cover(scene: Scene) -> None:
    hidden = await scene.stage.index(3)
    await scene.owner.post(f"/photos/{hidden.id}/hide")
    elsewhere = await event_of(scene.owner)
    other = await Event.get(elsewhere)
    assert other is not None
    async with stage_of(scene.stage.deps, other, PaintedEngine()) as neighbour:
        foreign = await neighbour.index(3)
    for photo_id in (hidden.id, foreign.id, "unknown"):
        answer = await scene.owner.patch(scene.path, json={"cover_photo_id": photo_id, "name": "Changed"})
        assert (answer.status_code, code_of(answer)) == (422, "unknown_photo")
    assert (await scene.owner.get(scene.path)).json()["name"] == "Party"
    new = {"name": "New", "visibility": "public", "cover_photo_id": foreign.id}
    answer = await scene.owner.post("/events", json=new)
    assert (answer.status_code, code_of(answer)) == (422, "unknown_photo")


# Searching and consent


async def test_where_searching_is_off_nobody_searches_and_nothing_is_kept(scene: Scene) -> None:
    await scene.change(selfie_search=False)
    kiosk = scene.web.client((await scene.kiosk())["token"])
    for client in (await scene.guest(), kiosk, scene.owner):
        answer = await client.post(f"{scene.path}/searches", files=[SELFIE], data={"consent": "true"})
        assert (answer.status_code, code_of(answer)) == (403, "selfie_search_off")
    assert await Search.find_all().to_list() == []
    assert await Consent.find_all().to_list() == []
    await scene.change(selfie_search=True)
    assert (await scene.search(await scene.guest()))["id"]


async def test_a_consent_names_the_words_that_were_read_and_their_language(scene: Scene) -> None:
    guest = await scene.guest()

    async def consent(**fields: str) -> Consent:
        found = await Consent.find_one({"search_id": (await scene.search(guest, **fields))["id"]})
        assert found is not None
        return found

    plain = await consent()
    assert (plain.text_version, plain.language) == (TEXT_VERSION, None)
    versions = []
    for text in (WORDS, f"{WORDS}!", f"\r\n{WORDS.replace(chr(10), chr(13) + chr(10))} "):
        await scene.change(consent_text=text)
        given = await consent(language="de-CH")
        assert given.language == "de-CH"
        versions.append(given.text_version)
    assert versions[0] == versions[2] != versions[1]
    assert all(version.startswith(f"{TEXT_VERSION}+") for version in versions)


async def test_a_guest_who_has_read_other_words_than_those_that_hold_now_is_asked_again(scene: Scene) -> None:
    read = (await scene.seen())["consent_version"]
    await scene.change(consent_text=WORDS)
    guest = await scene.guest()
    fields = {"consent": "true", "consent_version": read}
    answer = await guest.post(f"{scene.path}/searches", files=[SELFIE], data=fields)
    assert (answer.status_code, code_of(answer)) == (409, "consent_changed")
    assert await Search.find_all().to_list() == []
    await scene.search(guest, consent_version=(await scene.seen())["consent_version"])


@pytest.mark.parametrize("language", ["German, please", "de_CH", "x" * 9, "de-" * 12 + "de", "-"])
async def test_a_language_that_is_none_is_refused_and_nothing_is_kept(scene: Scene, language: str) -> None:
    fields = {"consent": "true", "language": language}
    answer = await (await scene.guest()).post(f"{scene.path}/searches", files=[SELFIE], data=fields)
    assert (answer.status_code, code_of(answer)) == (422, "validation_failed")
    assert answer.json()["errors"][0]["loc"] == ["body", "language"]
    assert await Consent.find_all().to_list() == []


async def test_who_deletes_a_search_gets_a_receipt_if_asked_for(scene: Scene) -> None:
    guest = await scene.guest()
    searches = [await scene.search(guest) for _ in range(3)]
    json = {"Accept": "application/json"}
    answer = await guest.delete(f"/searches/{searches[0]['id']}", params={"receipt": "true"}, headers=json)
    assert answer.status_code == 200
    kept = await Consent.find_one({"search_id": searches[0]["id"]})
    assert kept is not None
    assert kept.withdrawn_at is not None
    assert answer.json() == {
        "receipt": {
            "id": kept.id,
            "event_id": scene.stage.event.id,
            "agreed_at": rfc3339(kept.created_at),
            "withdrawn_at": rfc3339(kept.withdrawn_at),
            "because": "withdrawn",
            "erased": ["selfie", "template", "matches"],
            "left": [],
            "check_url": f"http://testserver/api/v1/receipts/{kept.id}",
        }
    }
    again = await scene.web.client().get(f"/receipts/{kept.id}")
    assert (again.status_code, again.json()) == (200, answer.json()), "whoever has the number may check it"
    await scene.stage.deps.keys.create(search_key(searches[0]["id"]))
    looked = await scene.web.client().get(f"/receipts/{kept.id}")
    assert looked.json()["receipt"]["left"] == ["template"], "a key that is there could still open a copy"
    assert (await guest.delete(f"/searches/{searches[0]['id']}", params={"receipt": "true"}, headers=json)).status_code == 404
    for search, options in ((searches[1], {"headers": json}), (searches[2], {"params": {"receipt": "true"}})):
        answer = await guest.delete(f"/searches/{search['id']}", **options)  # type: ignore[arg-type]
        assert (answer.status_code, answer.content) == (204, b"")


async def test_the_owner_sees_how_many_people_searched_each_once(scene: Scene) -> None:
    guest = await scene.guest()
    kept, gone = await scene.search(guest), await scene.search(guest)
    await scene.search(await scene.guest())
    await guest.delete(f"/searches/{gone['id']}")
    nobody = ("selfie", ("me.png", painted(None), "image/png"))
    unlucky = await scene.guest()
    rejected = await unlucky.post(f"{scene.path}/searches", files=[nobody], data={"consent": "true"})
    for _ in range(2):
        await scene.stage.searcher.run(rejected.json()["id"])
    assert (await unlucky.get(f"/searches/{rejected.json()['id']}")).json()["status"] == "rejected"
    assert (await guest.get(f"/searches/{kept['id']}")).json()["status"] == "live"
    assert (await scene.owner.get(scene.path)).json()["guests"] == 2


# Downloads and gallery


async def test_where_downloads_are_off_there_is_no_zip(scene: Scene) -> None:
    await scene.stage.index(3)
    guest = await scene.guest()
    search = await scene.search(guest)
    path = f"/searches/{search['id']}/photos.zip"
    assert (await guest.get(path)).status_code == 200
    await scene.change(downloads="none")
    answer = await guest.get(path)
    assert (answer.status_code, code_of(answer)) == (403, "downloads_off")


async def test_a_public_event_shows_its_photos_page_by_page_newest_first(scene: Scene) -> None:
    photos = [await scene.stage.index(number, look=number) for number in range(5)]
    await scene.stage.accept(7)
    await scene.owner.post(f"/photos/{photos[3].id}/hide")
    await scene.change(visibility="public", open_gallery=True, downloads="preview")
    stranger = scene.web.client()
    pages, cursor = [], None
    while True:
        page = (await stranger.get(f"{scene.path}/gallery", params={"limit": 3} | ({"cursor": cursor} if cursor else {}))).json()
        pages.append(page["items"])
        if (cursor := page["next_cursor"]) is None:
            break
    assert [[item["photo_id"] for item in items] for items in pages] == [
        [photos[4].id, photos[2].id, photos[1].id],
        [photos[0].id],
    ]
    assert all(item.keys() == PICTURE | {"download_url", "taken_at", "given", "giver_name"} for items in pages for item in items)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(scene.web.app), base_url="http://testserver") as browser:
        shown = pages[0][0]
        assert (await browser.get(shown["thumb_url"])).status_code == 200
        assert (await browser.get(shown["download_url"])).headers["Content-Disposition"].startswith("attachment")
    await scene.change(downloads="none")
    items = (await stranger.get(f"{scene.path}/gallery")).json()["items"]
    assert {item["download_url"] for item in items} == {None}


async def test_the_gallery_of_a_public_event_is_closed_until_the_photographer_opens_it(scene: Scene) -> None:
    await scene.change(visibility="public")
    answer = await scene.web.client().get(f"{scene.path}/gallery")
    assert (answer.status_code, code_of(answer)) == (403, "gallery_closed")
    await scene.change(open_gallery=True)
    assert (await scene.web.client().get(f"{scene.path}/gallery")).status_code == 200


async def test_the_gallery_of_an_event_that_is_not_public_is_closed(scene: Scene) -> None:
    await scene.stage.index(3)
    await scene.change(open_gallery=True)
    for visibility in ("private", "unlisted"):
        await scene.change(visibility=visibility)
        for client in (await scene.guest(), scene.owner):
            answer = await client.get(f"{scene.path}/gallery")
            assert (answer.status_code, code_of(answer)) == (403, "gallery_closed")
        for client in (scene.web.client(), await scene.web.signed_in()):
            assert (await client.get(f"{scene.path}/gallery")).status_code == 404


async def test_a_gallery_for_those_who_come_by_a_link_is_closed_to_everybody_else(scene: Scene) -> None:
    await scene.stage.index(3)
    await scene.change(link_gallery=True)
    guest = await scene.guest()
    shown = (await guest.get(f"{scene.path}/gallery")).json()["items"]
    assert len(shown) == 1
    async with httpx.AsyncClient(transport=httpx.ASGITransport(scene.web.app), base_url="http://testserver") as browser:
        address = shown[0]["preview_url"]
        assert (await browser.get(address)).status_code == 200
        assert (await scene.web.client().get(f"{scene.path}/gallery")).status_code == 404
        await scene.change(visibility="public")
        assert code_of(await scene.web.client().get(f"{scene.path}/gallery")) == "gallery_closed"
        await scene.change(link_gallery=False)
        assert code_of(await guest.get(f"{scene.path}/gallery")) == "gallery_closed"
        assert (await browser.get(address)).status_code == 404


@pytest.mark.parametrize("bad", [{"limit": 0}, {"limit": 201}, {"cursor": "x"}, {"cursor": "-1"}, {"cursor": "9" * 40}])
async def test_a_page_of_the_gallery_that_cannot_be_is_refused(scene: Scene, bad: dict[str, Any]) -> None:
    await scene.change(visibility="public", open_gallery=True)
    answer = await scene.owner.get(f"{scene.path}/gallery", params=bad)
    assert (answer.status_code, code_of(answer)) == (422, "validation_failed")


# The last day


async def test_an_event_is_deleted_on_the_day_after_its_last_one_and_not_before(scene: Scene) -> None:
    await scene.stage.index(3)
    staying, event_id = await event_of(scene.owner), scene.stage.event.id
    await scene.change(keep_until=NEXT_YEAR)
    midnight = datetime.combine(datetime.fromisoformat(NEXT_YEAR), datetime.min.time(), UTC) + timedelta(days=1)
    deps = scene.stage.deps
    assert await privacy.delete_expired_events(deps, midnight - timedelta(milliseconds=1)) == 0
    assert (await scene.owner.get(scene.path)).status_code == 200
    assert await privacy.delete_expired_events(deps, midnight) == 1
    assert await privacy.delete_expired_events(deps, midnight) == 0
    assert (await scene.owner.get(scene.path)).status_code == 404
    stored = await Event.get(event_id)
    assert stored is not None
    assert event_key(stored) not in await deps.keys.names()
    assert await deps.queue.waiting([jobs.erase_event(event_id).id])
    [entry] = await AuditEntry.find({"action": "event.expired"}).to_list()
    assert (entry.actor, entry.target) == ("system", f"event:{event_id}")
    assert (await scene.owner.get(f"/events/{staying}")).status_code == 200


async def test_the_last_day_ends_with_the_midnight_of_the_events_own_time_zone(scene: Scene) -> None:
    there = ZoneInfo("America/Los_Angeles")
    await scene.change(keep_until=NEXT_YEAR, time_zone=there.key)
    midnight = (datetime.fromisoformat(NEXT_YEAR).replace(tzinfo=there) + timedelta(days=1)).astimezone(UTC)
    deps = scene.stage.deps
    assert await privacy.delete_expired_events(deps, midnight - timedelta(seconds=1)) == 0
    assert await privacy.delete_expired_events(deps, midnight) == 1


async def test_a_day_that_is_over_where_the_event_is_cannot_be_its_last(scene: Scene) -> None:
    behind, ahead = "Etc/GMT+12", "Pacific/Kiritimati"  # more than a day apart: what is today in one is over in the other
    today = datetime.now(ZoneInfo(behind)).date().isoformat()
    assert (await scene.change(keep_until=today, time_zone=behind))["time_zone"] == behind
    over = {"keep_until": today, "time_zone": ahead}
    refused = [
        await scene.owner.patch(scene.path, json={"time_zone": ahead}),
        await scene.owner.patch(scene.path, json=over),
        await scene.owner.post("/events", json={"name": "Gala", "visibility": "public"} | over),
    ]
    for answer in refused:
        assert (answer.status_code, code_of(answer)) == (422, "validation_failed")
        assert answer.json()["errors"][0]["loc"] == ["body", "keep_until"]
    assert (await scene.owner.get(scene.path)).json()["time_zone"] == behind


# The clocks of cameras


async def test_a_camera_that_does_not_say_its_time_zone_shows_that_of_the_event(scene: Scene) -> None:
    await scene.change(time_zone="America/Los_Angeles")
    exif = Image.Exif()
    exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = "2026:07:01 20:00:00"
    jpeg = io.BytesIO()
    Image.open(io.BytesIO(painted(3))).save(jpeg, "JPEG", quality=95, exif=exif)
    photo = await scene.stage.accept_file(jpeg.getvalue(), "party.jpg")
    await scene.stage.ingest.process(photo.id)
    taken_at = (await scene.owner.get(f"/photos/{photo.id}")).json()["taken_at"]
    assert datetime.fromisoformat(taken_at) == datetime(2026, 7, 2, 3, tzinfo=UTC)
