"""The brand of an account and of its events, and what guests see of it; short links and what can be changed of them."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from html import unescape
from io import BytesIO

import httpx
import pytest
from PIL import Image

from app.domain.vocabulary import PhotoStatus
from app.services.deps import Deps
from app.settings import Settings
from app.store.documents import AuditEntry, BrandPicture, Photo, ShareLink
from tests.integration.web import Web, code_of, event_of, running_app, share

SOON = (datetime.now(UTC) + timedelta(days=2)).isoformat()
ANNA = {
    "name": "Anna Smith",
    "link": "anna.example",
    "colour": "#FFD400",
    "imprint": "Anna Smith, 12 High Street, Bath",
    "privacy_url": "https://anna.example/privacy",
}


@pytest.fixture
async def settings(settings: Settings) -> Settings:
    """The proxy hands on two further names."""
    return settings.model_copy(update={"link_hosts": "photos.anna.example, *.photos.example.org"})


@pytest.fixture
async def web(deps: Deps) -> AsyncIterator[Web]:
    """The application."""
    async with running_app(deps.settings, deps) as app:
        yield Web(app)


def png(width: int = 300, height: int = 100) -> bytes:
    file = BytesIO()
    Image.new("RGB", (width, height), "navy").save(file, "PNG")
    return file.getvalue()


async def send_logo(client: httpx.AsyncClient, path: str, data: bytes) -> httpx.Response:
    return await client.post(path, files={"logo": ("logo.png", data)})


async def as_guest(web: Web, token: str) -> dict[str, object]:
    answer = await web.client().get(f"/share/{token}")
    assert answer.status_code == 200, answer.text
    return dict(answer.json()["event"]["brand"])


async def test_guests_see_the_account_s_brand_and_what_the_event_says_otherwise(web: Web) -> None:
    owner = await web.signed_in()
    event_id = await event_of(owner)
    token = (await share(owner, event_id))["token"]
    nothing = await as_guest(web, token)
    assert {name: value for name, value in nothing.items() if value} == {"credit": True}
    changed = await owner.patch("/brand", json=ANNA)
    assert changed.status_code == 200
    assert changed.json()["said"]["colour"] == "#ffd400"
    brand = await as_guest(web, token)
    assert (brand["name"], brand["link"], brand["imprint"]) == ("Anna Smith", "https://anna.example", ANNA["imprint"])
    assert brand["colours"] == changed.json()["shown"]["colours"]
    assert {theme: shade["changed"] for theme, shade in brand["colours"].items()} == {"light": True, "dark": False}  # type: ignore[attr-defined]
    answer = await owner.patch(f"/events/{event_id}/brand", json={"name": "Smith & Sons", "link": "", "credit": False})
    assert (answer.json()["shown"]["name"], answer.json()["account"]["name"]) == ("Smith & Sons", "Anna Smith")
    brand = await as_guest(web, token)
    assert (brand["name"], brand["link"], brand["credit"]) == ("Smith & Sons", None, False)
    assert brand["imprint"] == ANNA["imprint"]
    await owner.patch(f"/events/{event_id}/brand", json={"name": None})
    assert (await as_guest(web, token))["name"] == "Anna Smith"
    acts = await AuditEntry.find({"action": "brand.change"}).to_list()
    assert [entry.detail["changed"] for entry in acts][-1] == "name"
    assert "Anna" not in str([entry.detail for entry in acts])


async def test_a_logo_is_everybody_s_to_see_and_goes_when_another_takes_its_place(web: Web) -> None:
    owner = await web.signed_in()
    event_id = await event_of(owner)
    token = (await share(owner, event_id))["token"]
    first = (await send_logo(owner, "/brand/logo", png())).json()["shown"]["logo"]
    assert (first["width"], first["height"]) == (300, 100)
    assert (await as_guest(web, token))["logo"] == first
    stranger = web.client()
    seen = await stranger.get(first["url"].removeprefix("/api/v1"))
    assert (seen.status_code, seen.headers["content-type"]) == (200, "image/png")
    assert "immutable" in seen.headers["cache-control"]
    second = (await send_logo(owner, "/brand/logo", png(90, 90))).json()["shown"]["logo"]
    assert (await stranger.get(first["url"].removeprefix("/api/v1"))).status_code == 404
    own = (await send_logo(owner, f"/events/{event_id}/brand/logo", png(40, 40))).json()
    assert own["own_logo"]
    assert own["account"]["logo"] == second
    assert (await as_guest(web, token))["logo"] == own["shown"]["logo"]
    await owner.patch(f"/events/{event_id}/brand", json={"logo": None})
    assert (await as_guest(web, token))["logo"] == second
    await owner.patch("/brand", json={"logo": None})
    assert (await as_guest(web, token))["logo"] is None
    assert await BrandPicture.find({}).to_list() == []


@pytest.mark.parametrize(
    ("data", "status", "code"),
    [
        (bytes(40 * 1024 * 1024), 413, "too_large"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", 415, "svg"),
        (b"not a picture at all", 415, "unreadable"),
    ],
)
async def test_what_is_no_logo_is_refused_in_words(web: Web, data: bytes, status: int, code: str) -> None:
    owner = await web.signed_in()
    answer = await send_logo(owner, "/brand/logo", data)
    assert (answer.status_code, code_of(answer)) == (status, code)
    missing = await owner.post("/brand/logo", files={"other": ("a.png", png())})
    assert (missing.status_code, code_of(missing)) == (422, "file_missing")


async def test_links_begin_with_a_domain_that_leads_here_and_with_no_other(web: Web) -> None:
    owner, other = await web.signed_in(), await web.signed_in()
    event_id = await event_of(owner)
    refused = await owner.patch("/brand", json={"base_url": "https://photos.elsewhere.example"})
    assert (refused.status_code, code_of(refused)) == (422, "unknown_host")
    taken = await owner.patch("/brand", json={"base_url": "https://Photos.Anna.example/"})
    assert taken.json()["base_url"] == "https://photos.anna.example"
    link = await share(owner, event_id)
    assert link["url"].startswith("https://photos.anna.example/g/")
    listed = (await owner.get(f"/events/{event_id}/share-links")).json()["items"]
    assert listed[0]["url"] == link["url"]
    clients = await owner.post(f"/events/{event_id}/favourites/lists", json={"name": "For the album"})
    assert clients.json()["url"].startswith("https://photos.anna.example/e/")
    [of_clients] = (await owner.get(f"/events/{event_id}/favourites")).json()["items"]
    assert of_clients["url"] == clients.json()["url"]
    token = of_clients["url"].partition("#favourites=")[2]
    held = await web.client().get(f"/favourites/{of_clients['id']}", headers={"Authorization": f"Bearer {token}"})
    assert held.json()["url"] == of_clients["url"], "who holds it sends it on by the same domain"
    for same in ("https://photos.anna.example", "http://photos.anna.example", "https://photos.anna.example:443"):
        clash = await other.patch("/brand", json={"base_url": same})
        assert (clash.status_code, code_of(clash)) == (409, "host_taken"), same
    assert (await other.patch("/brand", json={"base_url": "https://joe.photos.example.org"})).status_code == 200
    await owner.patch("/brand", json={"base_url": ""})
    assert (await share(owner, event_id))["url"].startswith("http://testserver/g/")
    assert (await other.patch("/brand", json={"base_url": "https://photos.anna.example"})).status_code == 200
    assert (await other.patch("/brand", json={"base_url": ""})).status_code == 200, "nor do two without one meet"


async def test_of_many_who_take_a_domain_at_once_one_has_it(web: Web) -> None:
    accounts = [await web.signed_in() for _ in range(6)]
    for name in ("one", "two", "three"):
        wanted = {"base_url": f"https://{name}.photos.example.org"}
        answers = await asyncio.gather(*(account.patch("/brand", json=wanted) for account in accounts))
        assert sorted(answer.status_code for answer in answers) == [200, 409, 409, 409, 409, 409]
        assert {code_of(answer) for answer in answers if answer.is_error} == {"host_taken"}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("colour", "yellow"),
        ("link", "javascript:alert(1)"),
        ("privacy_url", "ftp://a"),
        ("base_url", "https://a.example/b"),
        ("name", "x" * 81),
    ],
)
async def test_nonsense_is_named(web: Web, field: str, value: str) -> None:
    owner = await web.signed_in()
    answer = await owner.patch("/brand", json={field: value})
    assert (answer.status_code, answer.json()["errors"][0]["loc"]) == (422, ["body", field])


async def test_a_short_link_opens_and_so_does_the_long_one(web: Web) -> None:
    owner = await web.signed_in()
    event_id = await event_of(owner)
    link = await share(owner, event_id)
    code = link["url"].rpartition("/")[2]
    for name in (code, code.upper(), f"{code[:5]}-{code[5:]}", link["token"]):
        assert (await web.client().get(f"/share/{name}")).json()["event"]["id"] == event_id
    stored = await ShareLink.get(link["id"])
    assert stored is not None
    assert stored.opened == 4
    assert code not in stored.model_dump_json(), "the database opens no link"
    wrong = await web.client().get(f"/share/{code[:-1]}{'2' if code[-1] != '2' else '3'}")
    assert (wrong.status_code, code_of(wrong)) == (404, "not_found")
    await stored.set({"code_digest": None})  # of before there were any
    items = (await owner.get(f"/events/{event_id}/share-links")).json()["items"]
    assert items[0]["url"] == f"http://testserver/s/{link['token']}"


async def test_pin_expiry_and_label_of_a_link_can_be_changed(web: Web) -> None:
    owner = await web.signed_in()
    event_id = await event_of(owner)
    link = await share(owner, event_id)
    inside = web.client((await web.client().get(f"/share/{link['token']}")).json()["guest_token"])
    changed = await owner.patch(f"/share-links/{link['id']}", json={"pin": "4711", "expires_at": SOON, "label": "Table 4"})
    assert (changed.json()["has_pin"], changed.json()["label"]) == (True, "Table 4")
    assert changed.json()["url"] == link["url"], "the printed one goes on"
    assert (await inside.get(f"/events/{event_id}")).status_code == 200
    refused = await web.client().get(f"/share/{link['token']}")
    assert (refused.status_code, code_of(refused)) == (401, "pin_required")
    assert (await web.client().get(f"/share/{link['token']}", headers={"X-Share-Pin": "4711"})).status_code == 200
    await owner.patch(f"/share-links/{link['id']}", json={"pin": None})
    assert (await web.client().get(f"/share/{link['token']}")).status_code == 200
    past = await owner.patch(f"/share-links/{link['id']}", json={"expires_at": "2020-01-01T00:00:00Z"})
    assert past.status_code == 422
    await owner.delete(f"/share-links/{link['id']}")
    late = await owner.patch(f"/share-links/{link['id']}", json={"label": "Table 5"})
    assert (late.status_code, code_of(late)) == (410, "link_revoked")


WHATSAPP = {"User-Agent": "WhatsApp/2.23.20.0 A"}
CHROME = {
    "User-Agent": "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0 Safari/537.36",
    "Sec-Fetch-Mode": "navigate",
}


async def page_of(web: Web, url: str, headers: dict[str, str]) -> str:
    answer = await web.client().get(f"http://testserver/{url.split('/', 3)[3]}", headers=headers)
    assert answer.status_code == 200
    return answer.text


def said(page: str) -> dict[str, str]:
    return {name: unescape(value) for name, value in re.findall(r'<meta property="([^"]+)" content="([^"]*)">', page)}


async def photo_in(event_id: int, faces: int) -> Photo:
    photo = Photo(
        event_id=event_id,
        seq=faces + 1,
        name="a.jpg",
        content_hash=sha256(bytes([faces])).hexdigest(),
        media_type="image/jpeg",
        size=1,
        width=4000,
        height=3000,
        placeholder="3OcRJYB4d3h/iIeHeEh3eIhw+j2w",
        status=PhotoStatus.INDEXED,
        faces=faces,
    )
    await photo.insert()
    return photo


async def test_a_messenger_shows_title_date_and_a_cover_without_faces_else_the_logo(web: Web) -> None:
    owner = await web.signed_in()
    created = await owner.post("/events", json={"name": 'Ben & "Jo"<script>', "date": "2026-06-20", "visibility": "private"})
    event_id = created.json()["id"]
    await owner.patch("/brand", json=ANNA)
    logo = (await send_logo(owner, "/brand/logo", png())).json()["shown"]["logo"]
    url = (await share(owner, event_id))["url"]
    page = await page_of(web, url, WHATSAPP)
    found = said(page)
    assert (found["og:title"], found["og:description"], found["og:site_name"]) == (
        'Ben & "Jo"<script>',
        "2026-06-20",
        "Anna Smith",
    )
    assert found["og:image"] == f"http://testserver{logo['url']}"
    assert "<script" not in page, "there is nothing in it that could open the link"
    for faces, picture in ((2, logo["url"]), (0, "/thumb-960.webp")):
        photo = await photo_in(event_id, faces)
        assert (await owner.patch(f"/events/{event_id}", json={"cover_photo_id": photo.id})).status_code == 200
        assert said(await page_of(web, url, WHATSAPP))["og:image"].endswith(picture)
    stored = await ShareLink.find_one({"event_id": event_id})
    assert stored is not None
    assert stored.opened == 0


async def test_a_link_with_a_pin_says_whose_it_is_and_a_dead_one_nothing(web: Web) -> None:
    owner = await web.signed_in()
    event_id = await event_of(owner, name="Secret party")
    await owner.patch("/brand", json=ANNA)
    link = await share(owner, event_id, pin="4711")
    page = await page_of(web, link["url"], WHATSAPP)
    assert said(page) == {"og:type": "website", "og:title": "Anna Smith", "og:site_name": "Anna Smith"}
    await owner.delete(f"/share-links/{link['id']}")
    assert said(await page_of(web, link["url"], WHATSAPP)) == {}
    assert "Secret" not in page + await page_of(web, "http://testserver/g/ab3x9kfm2t", WHATSAPP)
    assert (await ShareLink.get(link["id"])).opened == 0  # type: ignore[union-attr]
    assert await AuditEntry.find({"action": {"$in": ["share_link.open", "share_link.wrong_pin"]}}).to_list() == []


async def test_browsers_get_the_page_as_it_is_and_whoever_is_neither_gets_both(web: Web) -> None:
    owner = await web.signed_in()
    url = (await share(owner, await event_of(owner, name="Fair")))["url"]
    assert said(await page_of(web, url, CHROME)) == {}
    page = await page_of(web, url, {"User-Agent": "Some Client 1.0"})
    assert said(page)["og:title"] == "Fair"
    assert "/static/js/guest/main.js" in page
    public = await event_of(owner, "public", name="Open day")
    assert said(await page_of(web, f"http://testserver/e/{public}", WHATSAPP))["og:title"] == "Open day"
    hidden = await event_of(owner, "unlisted", name="Hidden")
    assert said(await page_of(web, f"http://testserver/e/{hidden}", WHATSAPP)) == {}


async def test_what_of_a_cover_stays_in_sight_is_the_event_s_to_say_until_it_has_another(web: Web) -> None:
    owner = await web.signed_in()
    event_id = await event_of(owner)
    token = (await share(owner, event_id))["token"]
    first, second = await photo_in(event_id, 0), await photo_in(event_id, 1)
    await owner.patch(f"/events/{event_id}", json={"cover_photo_id": first.id})
    answer = await owner.patch(f"/events/{event_id}/brand", json={"cover_focus": {"x": 30, "y": 80}})
    assert answer.json()["shown"]["cover_focus"] == {"x": 30, "y": 80}
    await owner.patch(f"/events/{event_id}", json={"cover_photo_id": first.id})
    assert (await as_guest(web, token))["cover_focus"] == {"x": 30, "y": 80}
    assert (await owner.patch(f"/events/{event_id}/brand", json={"cover_focus": {"x": 101, "y": 0}})).status_code == 422
    await owner.patch(f"/events/{event_id}", json={"cover_photo_id": second.id})
    assert (await as_guest(web, token))["cover_focus"] is None
