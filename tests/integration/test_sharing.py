"""Share links and guest sessions."""

from __future__ import annotations

import asyncio
import re
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np
import pytest
from PIL import Image, ImageOps

from app.domain.times import utc_now
from app.services.deps import Deps
from app.services.sharing import token_of
from app.settings import Settings
from app.store.documents import AuditEntry, Event, ShareLink
from tests import qr
from tests.integration.web import GUEST_EVENT, Web, code_of, event_of, running_app, share

FAR = (datetime.now(UTC) + timedelta(days=30)).isoformat()


async def test_a_link_opens_a_guest_session_at_its_event_alone(web: Web) -> None:
    owner = await web.signed_in()
    event_id, other_id = await event_of(owner, "unlisted"), await event_of(owner, "unlisted")
    link = await share(owner, event_id, label="Table 4", expires_at=FAR)
    assert re.fullmatch(r"http://testserver/g/[2-9a-z]{10}", link["url"])
    assert link["expires_at"].endswith("Z")
    answer = await web.client().get(f"/share/{link['token']}")
    assert answer.status_code == 200
    opened = answer.json()
    assert opened["event"]["id"] == event_id
    assert opened["event"].keys() == GUEST_EVENT
    guest = web.client(opened["guest_token"])
    assert (await guest.get(f"/events/{event_id}")).status_code == 200
    assert (await guest.get(f"/events/{other_id}")).status_code == 404
    assert (await guest.get("/auth/me")).status_code == 401


async def test_a_browser_gets_the_guest_session_as_a_cookie(web: Web) -> None:
    owner = await web.signed_in()
    event_id = await event_of(owner)
    browser = web.client()
    answer = await browser.get(f"/share/{(await share(owner, event_id))['token']}")
    cookies = {cookie.split("=")[0]: cookie.lower() for cookie in answer.headers.get_list("set-cookie")}
    assert "httponly" in cookies["ep_guest"]
    assert "samesite=lax" in cookies["ep_guest"]
    assert "httponly" not in cookies["ep_csrf"]
    assert (await browser.get(f"/events/{event_id}")).status_code == 200


async def test_an_account_may_be_a_guest_elsewhere_at_the_same_time(web: Web) -> None:
    owner = await web.signed_in()
    event_id = await event_of(owner)
    browser = await web.browser(await web.register())
    soon = (utc_now() + timedelta(hours=1)).isoformat()
    await browser.get(f"/share/{(await share(owner, event_id, expires_at=soon))['token']}")
    assert browser.headers["X-CSRF-Token"] == browser.cookies["ep_csrf"]
    assert (await browser.get(f"/events/{event_id}")).status_code == 200
    assert (await browser.get("/auth/me")).status_code == 200
    assert (await browser.post("/events", json={"name": "Own", "visibility": "private"})).status_code == 201
    lives = {cookie.name: cookie.expires or 0 for cookie in browser.cookies.jar}
    assert lives["ep_csrf"] >= max(lives["ep_session"], lives["ep_guest"]) - 2


async def test_no_link_lets_a_guest_outlive_it(web: Web) -> None:
    owner = await web.signed_in()
    event_id = await event_of(owner)
    for seconds in (3, 10, 50):  # Long enough to be opened and used, also by a slow machine.
        soon = utc_now() + timedelta(seconds=seconds)
        link = await share(owner, event_id, expires_at=soon.isoformat())
        opened = (await web.client().get(f"/share/{link['token']}")).json()
        guest = web.client(opened.get("guest_token"))
        seen = await guest.get(f"/events/{event_id}")
        if utc_now() < soon - timedelta(seconds=1):
            break
    assert seen.status_code == 200
    assert opened["expires_at"] == link["expires_at"]
    await asyncio.sleep((soon - utc_now()).total_seconds() + 0.1)
    assert (await guest.get(f"/events/{event_id}")).status_code == 401
    late = await web.client().get(f"/share/{link['token']}")
    assert (late.status_code, code_of(late)) == (410, "link_expired")


async def test_a_revoked_link_closes_the_sessions_it_opened(web: Web) -> None:
    owner = await web.signed_in()
    event_id = await event_of(owner)
    revoked, kept = await share(owner, event_id), await share(owner, event_id)
    guests = [web.client((await web.client().get(f"/share/{link['token']}")).json()["guest_token"]) for link in (revoked, kept)]
    assert (await owner.delete(f"/share-links/{revoked['id']}")).status_code == 204
    assert (await owner.delete(f"/share-links/{revoked['id']}")).status_code == 204
    assert [(await guest.get(f"/events/{event_id}")).status_code for guest in guests] == [401, 200]
    answer = await web.client().get(f"/share/{revoked['token']}")
    assert (answer.status_code, code_of(answer)) == (410, "link_revoked")
    entries = [entry.action for entry in await AuditEntry.find({"event_id": event_id}).to_list()]
    assert entries.count("share_link.revoke") == 1


async def test_the_owner_sees_how_often_a_link_was_opened(web: Web) -> None:
    owner = await web.signed_in()
    event_id = await event_of(owner)
    link = await share(owner, event_id, pin="2468")
    assert link["opened"] == 0
    browser, pin = web.client(), {"X-Share-Pin": "2468"}
    await browser.get(f"/share/{link['token']}")
    for _ in range(2):
        await browser.get(f"/share/{link['token']}", headers=pin)
    await web.client().get(f"/share/{link['token']}", headers=pin)
    [item] = (await owner.get(f"/events/{event_id}/share-links")).json()["items"]
    assert item == link | {"opened": 3}
    entries = await AuditEntry.find({"action": "share_link.open"}).to_list()
    assert {entry.target for entry in entries} == {f"share_link:{link['id']}"}
    assert len(entries) == 2, "who looks in again is worth no entry"
    assert all(entry.actor.startswith("guest:") for entry in entries)


async def test_a_camera_reads_the_address_from_the_qr_code(web: Web) -> None:
    owner, other = await web.signed_in(), await web.signed_in()
    link = await share(owner, await event_of(owner, "public"))
    answer = await owner.get(f"/share-links/{link['id']}/qr.svg")
    assert (answer.status_code, answer.headers["content-type"].partition(";")[0]) == (200, "image/svg+xml")
    assert answer.headers["cache-control"] == "no-store"
    assert _read_by_a_camera(answer.text) == link["url"]
    statuses = [(await client.get(f"/share-links/{link['id']}/qr.svg")).status_code for client in (other, web.client())]
    assert statuses == [403, 401]
    assert (await owner.get("/share-links/unknown/qr.svg")).status_code == 404


def _read_by_a_camera(drawing: str) -> str:
    """Draws segno's SVG: rows of dark modules as horizontal strokes, one unit a module."""
    (side,), (path,) = re.findall(r'viewBox="0 0 (\d+) \d+"', drawing), re.findall(r'class="qrline"[^>]* d="([^"]+)"', drawing)
    modules = np.full((int(side), int(side)), 255, np.uint8)
    x = y = 0.0
    for step, numbers in re.findall(r"([Mmh])([^Mmh]*)", path):
        across, down = (*(float(number) for number in numbers.replace("-", " -").split()), 0.0)[:2]
        if step == "h":
            modules[int(y), int(x) : int(x + across)] = 0
        x, y = (across, down) if step == "M" else (x + across, y + down)
    return qr.text_in(ImageOps.scale(Image.fromarray(modules), 8, Image.Resampling.NEAREST))


async def test_the_owner_sees_all_links(web: Web) -> None:
    owner = await web.signed_in()
    event_id = await event_of(owner)
    first = await share(owner, event_id, label="Door", pin="24681357")
    second = await share(owner, event_id)
    await owner.delete(f"/share-links/{first['id']}")
    items = (await owner.get(f"/events/{event_id}/share-links")).json()["items"]
    assert {item["id"] for item in items} == {first["id"], second["id"]}
    door = next(item for item in items if item["id"] == first["id"])
    assert (door["label"], door["has_pin"], bool(door["revoked_at"])) == ("Door", True, True)
    assert door["token"] == first["token"]
    assert "24681357" not in str(items)


@pytest.mark.parametrize(
    ("options", "field"),
    [
        ({"expires_at": "2020-01-01T00:00:00Z"}, "expires_at"),
        ({"expires_at": "2999-01-01T00:00:00Z"}, "expires_at"),
        ({"expires_at": "9999-12-31T23:59:59-12:00"}, "expires_at"),
        ({"expires_at": "2030-01-01T00:00:00"}, "expires_at"),
        ({"expires_at": "soon"}, "expires_at"),
        ({"pin": "1"}, "pin"),
        ({"pin": 1234}, "pin"),
        ({"pin": "1" * 1000}, "pin"),
        ({"label": "x" * 101}, "label"),
    ],
)
async def test_what_cannot_be_a_link_is_refused(web: Web, options: dict[str, Any], field: str) -> None:
    owner = await web.signed_in()
    answer = await owner.post(f"/events/{await event_of(owner)}/share-links", json=options)
    assert (answer.status_code, code_of(answer)) == (422, "validation_failed")
    assert answer.json()["errors"][0]["loc"][:2] == ["body", field]


async def test_a_link_needs_no_options_at_all(web: Web) -> None:
    owner = await web.signed_in()
    answer = await owner.post(f"/events/{await event_of(owner)}/share-links")
    assert answer.status_code == 201


async def test_a_pin_is_asked_for_and_checked(web: Web) -> None:
    owner = await web.signed_in()
    event_id = await event_of(owner)
    path = f"/share/{(await share(owner, event_id, pin='2468'))['token']}"
    browser = web.client()
    missing = await browser.get(path)
    assert (missing.status_code, code_of(missing)) == (401, "pin_required")
    for bad in ("1357", "2468 9", "x" * 5000):
        wrong = await browser.get(path, headers={"X-Share-Pin": bad})
        assert (wrong.status_code, code_of(wrong)) == (403, "wrong_pin")
    assert "ep_guest" not in browser.cookies
    assert (await browser.get(path, headers={"X-Share-Pin": "2468"})).status_code == 200
    assert (await browser.get(path)).status_code == 200  # it knows this guest by the cookie
    assert (await web.client().get(path)).status_code == 401
    stored = await ShareLink.find_one({"event_id": event_id})
    assert stored
    assert stored.pin_hash
    assert stored.pin_hash.startswith("$argon2id$")


async def test_many_guests_behind_one_address_come_in_together(web: Web) -> None:
    owner = await web.signed_in()
    path = f"/share/{(await share(owner, await event_of(owner), pin='2468'))['token']}"
    answers = await asyncio.gather(*(web.client().get(path, headers={"X-Share-Pin": "2468"}) for _ in range(40)))
    assert {answer.status_code for answer in answers} == {200}


async def test_nobody_makes_up_guests_without_end(settings: Settings) -> None:
    async with running_app(settings.model_copy(update={"guest_rate": "3 per minute"})) as app:
        web = Web(app)
        owner = await web.signed_in()
        event_id = await event_of(owner, "public")
        path = f"/share/{(await share(owner, event_id))['token']}"
        browser = web.client(address="198.51.100.7")
        answers = [await browser.get(path)] + [await web.client(address="198.51.100.7").get(path) for _ in range(3)]
        assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
        stranger = web.client(address="198.51.100.7")
        assert code_of(await stranger.post(f"/events/{event_id}/guest-session")) == "rate_limited"
        assert (await browser.get(path)).status_code == 200, "who is a guest already comes back"
        assert (await web.client(address="198.51.100.8").get(path)).status_code == 200


async def test_the_log_is_not_filled_by_openings_of_one_link(web: Web) -> None:
    owner = await web.signed_in()
    link = await share(owner, await event_of(owner))
    await asyncio.gather(*(web.client().get(f"/share/{link['token']}") for _ in range(70)))
    assert (await ShareLink.get(link["id"])).opened == 70  # type: ignore[union-attr]
    assert len(await AuditEntry.find({"action": "share_link.open"}).to_list()) == 60


async def test_a_token_that_we_never_gave_opens_nothing(web: Web, deps: Deps) -> None:
    owner = await web.signed_in()
    link = await share(owner, await event_of(owner))
    foreign = deps.settings.model_copy(update={"secret_key": type(deps.settings.secret_key)("another secret")})
    stored = await ShareLink.get(link["id"])
    assert stored
    forged = token_of(foreign, stored)
    for token in ("x", "a.b", link["id"], link["token"][:-2], link["token"] + "A", forged, "%00", "%FF", "W10.x"):
        answer = await web.client().get(f"/share/{token}")
        assert (answer.status_code, code_of(answer)) == (404, "not_found"), token


async def test_a_guest_who_comes_back_is_the_same_guest(web: Web, deps: Deps) -> None:
    from app.services.tokens import read_claims

    owner = await web.signed_in()
    event_id, other_id = await event_of(owner), await event_of(owner)
    path = f"/share/{(await share(owner, event_id))['token']}"
    second = f"/share/{(await share(owner, event_id))['token']}"
    elsewhere = f"/share/{(await share(owner, other_id))['token']}"
    browser = web.client()

    async def guest_id(address: str) -> str:
        token = (await browser.get(address)).json()["guest_token"]
        return str(read_claims(deps.settings, token)["sub"])

    first = await guest_id(path)
    assert await guest_id(path) == first
    assert await guest_id(second) == first
    assert await guest_id(elsewhere) != first


async def test_a_browser_forgets_its_guest_and_is_asked_for_the_pin_again(web: Web) -> None:
    owner = await web.signed_in()
    event_id = await event_of(owner)
    path = f"/share/{(await share(owner, event_id, pin='2468'))['token']}"
    browser = web.client()
    assert (await browser.get(path, headers={"X-Share-Pin": "2468"})).status_code == 200
    known, leave = {"X-CSRF-Token": browser.cookies["ep_csrf"]}, f"/events/{event_id}/guest-session"
    assert code_of(await browser.delete(leave)) == "csrf_failed"
    assert (await browser.delete(f"/events/{event_id + 1}/guest-session", headers=known)).status_code == 204
    assert (await browser.get(path)).status_code == 200  # a cookie of another event stays
    assert (await browser.delete(leave, headers=known)).status_code == 204
    assert "ep_guest" not in browser.cookies
    assert code_of(await browser.get(path)) == "pin_required"
    assert (await browser.delete(leave)).status_code == 204  # once more, as when the answer was lost


async def test_a_public_event_lets_anyone_in_without_a_link(web: Web) -> None:
    owner = await web.signed_in()
    public, private = await event_of(owner, "public"), await event_of(owner, "private")
    opened = (await web.client().post(f"/events/{public}/guest-session")).json()
    assert opened["event"]["id"] == public
    guest = web.client(opened["guest_token"])
    assert (await guest.get(f"/events/{public}")).status_code == 200
    assert (await web.client().post(f"/events/{private}/guest-session")).status_code == 404
    assert (await owner.post(f"/events/{private}/guest-session")).status_code == 403
    await owner.patch(f"/events/{public}", json={"visibility": "private"})
    assert (await guest.get(f"/events/{public}")).status_code == 401


async def test_links_of_others_cannot_be_revoked(web: Web) -> None:
    owner, other = await web.signed_in(), await web.signed_in()
    link = await share(owner, await event_of(owner))
    assert (await other.delete(f"/share-links/{link['id']}")).status_code == 404
    assert (await web.client().delete(f"/share-links/{link['id']}")).status_code == 401
    assert (await web.client().delete("/share-links/unknown")).status_code == 401
    assert (await owner.delete("/share-links/unknown")).status_code == 404
    assert (await web.client().get(f"/share/{link['token']}")).status_code == 200


async def test_a_deleted_event_takes_its_links_along(web: Web) -> None:
    owner = await web.signed_in()
    link = await share(owner, await event_of(owner))
    await Event.find({"_id": 1}).update({"$set": {"deleted_at": utc_now()}})
    answer = await web.client().get(f"/share/{link['token']}")
    assert (answer.status_code, code_of(answer)) == (404, "not_found")
