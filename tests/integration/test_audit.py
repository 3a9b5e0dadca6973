"""What was done is written down, and administrators can read it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import httpx
import pytest

from app.domain.permissions import Caller
from app.domain.times import utc_now
from app.domain.vocabulary import Tier, Why
from app.errors import Unavailable
from app.services import audit, photos, sightings
from app.services.deps import Deps
from app.services.sightings import SeenMatch, Sight
from app.store.documents import AuditEntry, Event, Kiosk, Match, Photo, match_id
from tests.integration.test_account_admin import account_of, admin, token_of
from tests.integration.web import PASSWORD, Json, Web, code_of, event_of, share
from tests.painted import painted
from tests.stage import OWNER


async def log(root: httpx.AsyncClient, **query: Any) -> list[Json]:
    """The entries of one page, newest first."""
    answer = await root.get("/admin/audit", params=query)
    assert answer.status_code == 200, answer.text
    return list(answer.json()["items"])


def acts(entries: list[Json]) -> list[str]:
    """What was done, in the order in which it was."""
    return [entry["action"] for entry in reversed(entries)]


async def test_the_log_tells_who_did_what_and_names_them(web: Web, deps: Deps) -> None:
    root = await admin(web, deps)
    account = await web.register()
    owner = web.client(await web.token(account))
    event_id = await event_of(owner)
    [entry] = await log(root, action="event")
    user_id = (await account_of(root, account["email"]))["id"]
    assert entry["actor"] == {"kind": "user", "id": user_id, "label": account["email"]}
    assert (entry["action"], entry["target"], entry["event_id"]) == ("event.create", f"event:{event_id}", event_id)
    kiosk = Kiosk(event_id=event_id, name="Door", code_digest=None, code_expires_at=utc_now())
    await kiosk.insert()
    await audit.record(Caller(kiosk_id=kiosk.id), "kiosk.pair", f"kiosk:{kiosk.id}", event_id, detail={"tries": 2})
    await audit.record(Caller(guest_id="g1"), "search.start", "search:s1", event_id)
    await audit.record(Caller(), "search.start", "search:s2", event_id)
    await audit.record(None, "event.expired", f"event:{event_id}", event_id)
    system, stranger, guest, device = (await log(root, event_id=event_id))[:4]
    assert system["actor"] == {"kind": "system", "id": None, "label": "the service"}
    assert stranger["actor"] == {"kind": "guest", "id": None, "label": "a guest"}
    assert guest["actor"] == {"kind": "guest", "id": "g1", "label": "a guest"}
    assert device["actor"] == {"kind": "kiosk", "id": kiosk.id, "label": "Door"}
    assert (device["target_label"], device["detail"]) == ("Door", {"tries": 2})


async def test_every_step_of_an_account_is_written_down_without_its_secrets(web: Web, deps: Deps) -> None:
    root = await admin(web, deps)
    account = await web.register()
    client = web.client(await web.token(account))
    user_id = (await account_of(root, account["email"]))["id"]
    new = "another horse battery staple"
    await client.post("/auth/password", json={"current": PASSWORD, "password": new})
    await root.patch(f"/admin/users/{user_id}", json={"role": "guest", "disabled": False})
    token = token_of((await root.post(f"/admin/users/{user_id}/password-reset")).json())
    await client.post("/auth/logout")
    await web.client().post("/auth/password-reset", json={"token": token, "password": PASSWORD})
    await web.client().post("/auth/login", json=account | {"password": "not the password"})
    entries = await log(root, q=account["email"])
    assert acts(entries) == [
        "user.register",
        "user.sign_in",
        "user.password_change",
        "user.change",
        "user.password_reset_link",
        "user.sign_out",
        "user.password_reset",
        "user.sign_in_failed",
    ]
    assert {entry["target_label"] for entry in entries} == {account["email"]}
    assert entries[-4]["detail"] == {"role": "guest"}
    assert entries[0]["detail"] == {"reason": "wrong_password"}
    stored = str(await AuditEntry.find_all().to_list())
    assert not [secret for secret in (PASSWORD, new, token, "not the password", "argon2") if secret in stored]


async def test_of_a_stranger_who_fails_to_sign_in_little_is_kept_and_not_often(web: Web, deps: Deps) -> None:
    root = await admin(web, deps)
    for typed in ("zoe.secret@example.com", "my password by mistake"):
        await web.client().post("/auth/login", json={"email": typed, "password": "not the password"})
    second, first = await log(root, action="user.sign_in_failed")
    assert first["detail"] == {"reason": "unknown_address", "address": "z…@example.com"}
    assert second["detail"] == {"reason": "unknown_address", "address": "no e-mail address"}
    assert first["actor"]["id"] is None
    for number in range(21):
        await web.client().post("/auth/login", json={"email": f"{number}@example.com", "password": "x"})
    assert await AuditEntry.find({"target": "user:unknown"}).count() == 20
    await web.client().post("/auth/login", json={"email": "root@example.com", "password": "x"})
    assert (await log(root))[0]["target_label"] == "root@example.com"


async def test_entries_are_found_by_actor_action_event_time_and_words(web: Web, deps: Deps) -> None:
    root = await admin(web, deps)
    await AuditEntry.find_all().delete()
    now = utc_now()
    entries = [
        ("user:a", "share_link.create", "share_link:1", 7, now - timedelta(hours=3)),
        ("user:a", "share_link.revoke", "share_link:1", 7, now - timedelta(hours=2)),
        ("kiosk:k", "search.start", "search:x.y", 8, now - timedelta(hours=1)),
        ("system", "event.expired", "event:8", 8, now),
    ]
    for actor, action, target, event_id, at in entries:
        await AuditEntry(actor=actor, action=action, target=target, event_id=event_id, created_at=at).insert()

    async def found(**query: Any) -> list[str]:
        return acts(await log(root, **query))

    assert await found(actor="user:a") == ["share_link.create", "share_link.revoke"]
    assert await found(actor="kiosk") == ["search.start"]
    assert await found(action="share_link") == ["share_link.create", "share_link.revoke"]
    assert await found(action="share_link.revoke") == ["share_link.revoke"]
    assert await found(event_id=8) == ["search.start", "event.expired"]
    assert await found(since=(now - timedelta(hours=1)).isoformat()) == ["search.start", "event.expired"]
    assert await found(until=(now - timedelta(hours=2)).isoformat()) == ["share_link.create", "share_link.revoke"]
    assert len(await found(since="0001-01-01T00:00:00Z")) == len(await found(until="9999-12-31T23:59:59-14:00")) == 4
    assert await found(q="X.Y") == ["search.start"]
    assert await found(q="x?y") == []
    assert await found(q="share_link", event_id=8) == []


async def test_pages_have_every_entry_once_though_many_are_of_one_instant(web: Web, deps: Deps) -> None:
    root = await admin(web, deps)
    await AuditEntry.find_all().delete()
    now = utc_now()
    for number in range(7):
        at = now - timedelta(seconds=number // 4)
        await AuditEntry(actor="system", action="event.expired", target=f"event:{number}", created_at=at).insert()
    seen: list[str] = []
    cursor = None
    while cursor or not seen:
        answer = (await root.get("/admin/audit", params={"limit": 3} | ({"cursor": cursor} if cursor else {}))).json()
        seen += [entry["target"] for entry in answer["items"]]
        cursor = answer["next_cursor"]
    assert sorted(seen) == [f"event:{number}" for number in range(7)]


@pytest.mark.parametrize("query", [{"cursor": "x"}, {"since": "yesterday"}, {"since": "2026-11-23T00:00:00"}, {"event_id": 0}])
async def test_questions_that_make_no_sense_are_refused(web: Web, deps: Deps, query: dict[str, Any]) -> None:
    answer = await (await admin(web, deps)).get("/admin/audit", params=query)
    assert (answer.status_code, code_of(answer)) == (422, "validation_failed")


async def test_all_actions_that_there_are_come_along(web: Web, deps: Deps) -> None:
    answer = (await (await admin(web, deps)).get("/admin/audit")).json()
    assert answer["actions"] == sorted(audit.ACTS)
    assert {entry["action"] for entry in answer["items"]} <= set(answer["actions"])


async def photo_of(owner: httpx.AsyncClient, event_id: int, *people: int) -> str:
    """An uploaded photo; nobody looks at it."""
    answer = await owner.post(f"/events/{event_id}/photos", files={"file": ("a.png", painted(*people), "image/png")})
    return str(answer.json()["photos"][0]["id"])


async def test_what_happens_to_photos_is_one_entry_a_call(web: Web, deps: Deps) -> None:
    root = await admin(web, deps)
    owner = await web.signed_in()
    event_id = await event_of(owner)
    first, second = [await photo_of(owner, event_id, person) for person in (1, 2)]
    await Photo.find({"_id": first}).update({"$set": {"status": "indexed"}})
    for act in ("hide", "unhide"):
        assert (await owner.post(f"/photos/{first}/{act}")).status_code == 200
    await owner.post(f"/events/{event_id}/downloads", json={"photo_ids": [first, second]})
    await Photo.find({"_id": second}).update({"$set": {"status": "failed"}})
    assert (await owner.post(f"/photos/{second}/retry")).status_code == 202
    assert (await owner.post(f"/photos/{second}/retry")).status_code == 409
    await owner.post(f"/events/{event_id}/photos/bulk", json={"action": "hide", "photo_ids": [first, "unknown"]})
    assert (await owner.delete(f"/photos/{first}")).status_code == 204
    entries = (await log(root, action="photo"))[::-1]
    assert [(entry["action"], entry["target"], entry["detail"]) for entry in entries] == [
        ("photo.hide", f"photo:{first}", {}),
        ("photo.unhide", f"photo:{first}", {}),
        ("photo.download", f"event:{event_id}", {"photos": 2}),
        ("photo.retry", f"photo:{second}", {}),
        ("photo.hide", f"event:{event_id}", {"photos": 1, "skipped": 1}),
        ("photo.delete", f"photo:{first}", {}),
    ]
    assert {entry["event_id"] for entry in entries} == {event_id}
    assert {entry["actor"]["kind"] for entry in entries} == {"user"}


async def test_what_was_done_to_photos_is_written_down_though_redis_fails_half_way(web: Web, deps: Deps) -> None:
    class Away:
        def __getattr__(self, name: str) -> Any:
            raise Unavailable

    owner = await web.signed_in()
    event_id = await event_of(owner)
    event = await Event.get(event_id)
    assert event is not None
    first, second = [await photos.find(await photo_of(owner, event_id, person)) for person in (1, 2)]
    half = replace(deps, bus=Away())  # type: ignore[arg-type]
    with pytest.raises(Unavailable):
        await photos.delete(half, first, OWNER)
    with pytest.raises(Unavailable):
        await photos.change_many(half, event, "delete", [second.id, "unknown"], OWNER)
    one, many = await AuditEntry.find({"action": "photo.delete"}).sort("created_at").to_list()
    assert (one.actor, one.target, one.detail) == ("user:owner", f"photo:{first.id}", {})
    assert (many.actor, many.target, many.detail) == ("user:owner", f"event:{event_id}", {"photos": 0, "skipped": 1, "failed": 1})


async def test_who_tries_out_secrets_is_noted_and_does_not_fill_the_log(web: Web, deps: Deps) -> None:
    root = await admin(web, deps)
    owner = await web.signed_in()
    link = await share(owner, await event_of(owner), pin="4711")
    await owner.post("/auth/password", json={"current": "not the password", "password": "another password"})
    await web.client().post("/auth/password-reset", json={"token": "made up", "password": "another password"})
    await web.client().get(f"/share/{link['token']}", headers={"X-Share-Pin": "no-such-pin"})
    for _ in range(22):
        await web.client().post("/kiosks/pair", json={"code": "ABCD2345"})
    for act, target, count in (
        ("user.wrong_password", f"user:{(await owner.get('/auth/me')).json()['id']}", 1),
        ("user.wrong_reset_link", "user:unknown", 1),
        ("share_link.wrong_pin", f"share_link:{link['id']}", 1),
        ("kiosk.wrong_code", "kiosk:unknown", 20),
    ):
        assert [entry["target"] for entry in await log(root, action=act)] == [target] * count
    assert not [tried for tried in ("no-such-pin", "made up", "ABCD2345") if tried in str(await AuditEntry.find_all().to_list())]


async def test_a_guests_way_is_written_down_and_says_nothing_of_who_is_on_which_photo(web: Web, deps: Deps) -> None:
    root = await admin(web, deps)
    owner = await web.signed_in()
    event_id = await event_of(owner)
    photo_id = await photo_of(owner, event_id, 1)
    opened = await web.client().get(f"/share/{(await share(owner, event_id))['token']}")
    guest = web.client(opened.json()["guest_token"])
    search_id = await search_of(guest, event_id)
    match = Match(
        id=match_id(search_id, photo_id),
        event_id=event_id,
        search_id=search_id,
        photo_id=photo_id,
        live=False,
        announced=True,
    )
    [sealed] = await sightings.sealed(deps, [SeenMatch(match, Sight(0.9, Tier.CERTAIN, 0.99, Why.SELFIE, 0, (0, 0, 1, 1)))])
    await sealed.insert()
    assert (await guest.post(f"/searches/{search_id}/feedback", json={"photo_id": photo_id, "is_me": True})).status_code == 204
    assert (await guest.post(f"/searches/{search_id}/downloads")).status_code == 200
    assert (await guest.get(f"/searches/{search_id}/photos.zip")).status_code == 200
    assert (await guest.delete(f"/searches/{search_id}")).status_code == 204
    entries = [entry for entry in await log(root, event_id=event_id) if entry["actor"]["kind"] == "guest"]
    assert acts(entries) == [
        "share_link.open",
        "consent.give",
        "search.start",
        "search.feedback",
        "search.download",
        "search.download",
        "search.withdraw",
        "consent.withdraw",
    ]
    assert len({entry["actor"]["id"] for entry in entries}) == 1
    assert entries[0]["target"] == entries[-2]["target"]
    assert photo_id not in str(entries)


async def test_what_a_kiosk_lets_go_of_is_withdrawn_by_that_kiosk(web: Web, deps: Deps) -> None:
    root = await admin(web, deps)
    owner = await web.signed_in()
    event_id = await event_of(owner)
    made = (await owner.post(f"/events/{event_id}/kiosks", json={"name": "Door"})).json()
    paired = await web.client().post("/kiosks/pair", json={"code": made["pairing_code"]})
    device = web.client(paired.json()["token"])
    first, second = [await search_of(device, event_id) for _ in range(2)]
    offered = (await device.post(f"/kiosks/searches/{first}/handoff")).json()
    taken = await web.client().post("/handoffs", json={"handoff": offered["url"].partition("#handoff=")[2]})
    assert taken.status_code == 200
    for search_id in (first, second):
        assert (await device.post(f"/kiosks/searches/{search_id}/done")).status_code == 204
    entries = (await log(root, action="search"))[::-1]
    assert [(entry["action"], entry["target"], entry["actor"]["label"]) for entry in entries] == [
        ("search.start", f"search:{first}", "Door"),
        ("search.start", f"search:{second}", "Door"),
        ("search.hand_off", f"search:{first}", "the service"),
        ("search.withdraw", f"search:{second}", "Door"),
    ]


async def search_of(client: httpx.AsyncClient, event_id: int) -> str:
    """A search that nobody runs."""
    files = {"selfie": ("me.png", painted(1), "image/png")}
    answer = await client.post(f"/events/{event_id}/searches", data={"consent": "true"}, files=files)
    assert answer.status_code == 202, answer.text
    return str(answer.json()["id"])
