"""Events: numbers, visibility, and who may do what with them."""

from __future__ import annotations

import asyncio
import itertools
import sys

import httpx
import pytest
from pymongo.errors import DocumentTooLarge

from app.domain.consent import TEXT_VERSION
from app.domain.permissions import AT_EVENT, Action
from app.domain.vocabulary import Visibility
from app.services import accounts
from app.services.deps import Deps
from app.services.keys import event_key
from app.store import events
from app.store.documents import AuditEntry, Event, EventStats
from tests.integration.web import GUEST_EVENT, PASSWORD, Json, Web, code_of, event_of, share


async def test_an_event_has_all_that_its_owner_wants_to_know(web: Web) -> None:
    owner = await web.signed_in()
    answer = await owner.post("/events", json={"name": " Café  ☀ ", "date": "2026-11-23", "visibility": "unlisted"})
    assert answer.status_code == 201
    event = answer.json()
    created_at = event.pop("created_at")
    assert created_at.endswith("Z")
    assert event == {
        "id": 1,
        "name": "Café  ☀",
        "date": "2026-11-23",
        "visibility": "unlisted",
        "selfie_search": True,
        "downloads": "original",
        "keep_until": None,
        "consent_text": "",
        "consent_version": TEXT_VERSION,
        "consent_keep_days": 1095,
        "open_gallery": False,
        "link_gallery": False,
        "registered_only": False,
        "cover": None,
        "owned": True,
        "role": "owner",
        "may": [action.value for action in AT_EVENT if action is not Action.LEAVE_TEAM],
        "owner_name": "Phoebe",
        "time_zone": "UTC",
        "release": "at_once",
        "release_after_min": 10,
        "finals_by": "name",
        "lone_finals": "photo",
        "keep_proofs": True,
        "guest_photos": False,
        "guest_gate": True,
        "wall_asks": False,
        "cover_photo_id": None,
        "archived_at": None,
        "guests": 0,
        "photos": 0,
        "queued": 0,
        "processing": 0,
        "indexed": 0,
        "failed": 0,
        "waiting": 0,
        "replaced": 0,
        "faces": 0,
        "comments": False,
        "brand": {
            "name": "",
            "link": None,
            "logo": None,
            "colours": None,
            "imprint": "",
            "privacy_url": None,
            "credit": True,
            "cover_focus": None,
        },
    }
    assert (await owner.get("/events/1")).json() == event | {"created_at": created_at}


async def test_fifty_events_at_once_are_numbered_one_to_fifty(web: Web) -> None:
    owners = [await web.signed_in() for _ in range(2)]
    ids = await asyncio.gather(*(event_of(owners[number % 2]) for number in range(50)))
    assert sorted(ids) == list(range(1, 51))


_WRITER = """
import asyncio, sys
from app.store import events
from app.store.database import open_database
from app.store.documents import Event

async def write():
    async with open_database(sys.argv[1], sys.argv[2]):
        for _ in range(10):
            event = Event(id=0, owner_id="x", name="x", visibility="private")
            print((await events.insert_next(event)).id)

asyncio.run(write())
"""


async def test_web_processes_that_number_at_once_leave_no_gap(deps: Deps) -> None:
    async def another_process() -> list[int]:
        command = [sys.executable, "-c", _WRITER, deps.settings.mongodb_url, deps.settings.mongodb_database]
        process = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE)
        printed, _ = await process.communicate()
        return [int(line) for line in printed.split()]

    numbers = await asyncio.gather(*(another_process() for _ in range(3)))
    assert sorted(itertools.chain.from_iterable(numbers)) == list(range(1, 31))


async def test_an_event_that_could_not_be_stored_leaves_no_gap(web: Web, deps: Deps) -> None:
    owner = await web.signed_in()
    assert await event_of(owner) == 1
    refused = await owner.post("/events", json={"name": "", "visibility": "private"})
    assert refused.status_code == 422
    too_large = Event(id=0, owner_id="x", name="x" * 20_000_000, visibility=Visibility.PRIVATE)
    with pytest.raises(DocumentTooLarge):
        await events.insert_next(too_large)
    assert await event_of(owner) == 2


async def test_the_number_of_an_erased_event_never_comes_back(web: Web) -> None:
    owner = await web.signed_in()
    assert [await event_of(owner) for _ in range(2)] == [1, 2]
    await Event.find({"_id": 2}).delete()
    assert await event_of(owner) == 3


async def test_each_event_has_counters_and_a_key_of_its_own(web: Web, deps: Deps) -> None:
    owner = await web.signed_in()
    first, second = await event_of(owner), await event_of(owner)
    keys = {event_key(event) for event in await Event.find_all().to_list()}
    assert len(keys) == 2
    assert await deps.keys.names() == keys
    assert {stats.id for stats in await EventStats.find_all().to_list()} == {first, second}


@pytest.mark.parametrize(
    "bad",
    [
        {"name": "Party"},
        {"visibility": "public"},
        {"name": "Party", "visibility": "secret"},
        {"name": "Party", "visibility": "public", "date": "tomorrow"},
        {"name": "Party", "visibility": "public", "date": "2026-02-30"},
        {"name": "x" * 201, "visibility": "public"},
        {"name": 7, "visibility": "public"},
        {"name": "two\nlines", "visibility": "public"},
    ],
)
async def test_what_is_no_event_is_refused(web: Web, bad: Json) -> None:
    owner = await web.signed_in()
    answer = await owner.post("/events", json=bad)
    assert (answer.status_code, code_of(answer)) == (422, "validation_failed")
    changed = await owner.patch(f"/events/{await event_of(owner)}", json={"name": "x" * 201})
    assert changed.status_code == 422


async def test_the_owner_changes_an_event_and_only_what_is_given(web: Web) -> None:
    owner = await web.signed_in()
    created = (await owner.post("/events", json={"name": "A", "date": "2026-11-23", "visibility": "public"})).json()
    path = f"/events/{created['id']}"
    assert (await owner.patch(path, json={})).json() == created
    assert (await owner.patch(path, json={"name": "B"})).json() == created | {"name": "B"}
    assert (await owner.patch(path, json={"date": "2026-12-24"})).json()["date"] == "2026-12-24"
    assert (await owner.patch(path, json={"date": None})).json()["date"] is None
    assert (await owner.patch(path, json={"visibility": "private"})).json()["visibility"] == "private"
    assert (await owner.get(path)).json() == created | {"name": "B", "date": None, "visibility": "private"}
    assert (await owner.patch(path, json={"name": None})).status_code == 422
    assert (await owner.patch(path, json={"id": 99, "owner_id": "me"})).json()["id"] == created["id"]
    actions = [entry.action for entry in await AuditEntry.find({"event_id": created["id"]}).to_list()]
    assert actions.count("event.create") == 1
    assert "event.change" in actions


class _Cast:
    """Everybody who might come to one event."""

    def __init__(self, web: Web, **people: httpx.AsyncClient) -> None:
        self.web = web
        self.people = people


async def _cast(web: Web, deps: Deps, event_id: int, owner: httpx.AsyncClient) -> _Cast:
    token = (await share(owner, event_id))["token"]
    guest_token = (await web.client().get(f"/share/{token}")).json()["guest_token"]
    code = (await owner.post(f"/events/{event_id}/kiosks", json={"name": "Door"})).json()["pairing_code"]
    kiosk_token = (await web.client().post("/kiosks/pair", json={"code": code})).json()["token"]
    await accounts.create_admin("root@example.com", PASSWORD, "Root")
    admin_token = await web.token({"email": "root@example.com", "password": PASSWORD})
    return _Cast(
        web,
        owner=owner,
        admin=web.client(admin_token),
        other=await web.signed_in(),
        account=await web.signed_in("guest"),
        guest=web.client(guest_token),
        kiosk=web.client(kiosk_token),
        stranger=web.client(),
    )


EVENT_ROUTES = {
    "see": ("GET", "/events/{id}", None),
    "change": ("PATCH", "/events/{id}", {"name": "Changed"}),
    "share": ("POST", "/events/{id}/share-links", {}),
    "links": ("GET", "/events/{id}/share-links", None),
    "kiosk": ("POST", "/events/{id}/kiosks", {"name": "Bar"}),
    "kiosks": ("GET", "/events/{id}/kiosks", None),
    "delete": ("DELETE", "/events/{id}", None),
}
# Who gets what; "ok" stands for any success.
PRIVATE = {
    "see": {"owner": "ok", "admin": "ok", "other": 404, "account": 404, "guest": "ok", "kiosk": "ok", "stranger": 404},
    "change": {"owner": "ok", "admin": "ok", "other": 404, "account": 404, "guest": 403, "kiosk": 403, "stranger": 401},
    "share": {"owner": "ok", "admin": 403, "other": 404, "account": 404, "guest": 403, "kiosk": 403, "stranger": 401},
    "links": {"owner": "ok", "admin": 403, "other": 404, "account": 404, "guest": 403, "kiosk": 403, "stranger": 401},
    "kiosk": {"owner": "ok", "admin": 403, "other": 404, "account": 404, "guest": 403, "kiosk": 403, "stranger": 401},
    "kiosks": {"owner": "ok", "admin": 403, "other": 404, "account": 404, "guest": 403, "kiosk": 403, "stranger": 401},
    "delete": {"other": 404, "account": 404, "guest": 403, "kiosk": 403, "stranger": 401, "owner": "ok", "admin": 404},
}


def _in_public(rights: Json) -> Json:
    """At a public event everybody sees it, so what is forbidden need not be hidden."""
    seen = rights == PRIVATE["see"]
    return {who: ("ok" if seen else 403) if who in {"other", "account"} or (seen and who == "stranger") else what
            for who, what in rights.items()}  # fmt: skip


@pytest.mark.parametrize("visibility", ["private", "unlisted", "public"])
async def test_the_table_of_permissions_holds_over_http(web: Web, deps: Deps, visibility: str) -> None:
    owner = await web.signed_in()
    event_id = await event_of(owner, visibility)
    cast = await _cast(web, deps, event_id, owner)
    for action, rights in PRIVATE.items():
        method, path, body = EVENT_ROUTES[action]
        for who, expected in (_in_public(rights) if visibility == "public" else rights).items():
            answer = await cast.people[who].request(method, path.format(id=event_id), json=body)
            right = answer.is_success if expected == "ok" else answer.status_code == expected
            assert right, f"{who} wants to {action} a {visibility} event: {answer.status_code}, expected {expected}"
            if not answer.is_success:
                code_of(answer)


async def test_who_may_create_events(web: Web, deps: Deps) -> None:
    cast = await _cast(web, deps, await event_of(owner := await web.signed_in()), owner)
    expected = {"owner": 201, "admin": 201, "other": 201, "account": 403, "guest": 403, "kiosk": 403, "stranger": 401}
    for who, status in expected.items():
        answer = await cast.people[who].post("/events", json={"name": "Mine", "visibility": "private"})
        assert answer.status_code == status, who


async def test_what_is_hidden_looks_as_if_it_were_not_there(web: Web) -> None:
    event_id = await event_of(await web.signed_in())
    other = await web.signed_in()
    hidden, missing = await other.get(f"/events/{event_id}"), await other.get("/events/999")
    assert hidden.status_code == missing.status_code == 404
    assert hidden.json() == missing.json()


async def test_guests_learn_less_than_the_owner(web: Web) -> None:
    event_id = await event_of(await web.signed_in(), "public")
    seen = (await web.client().get(f"/events/{event_id}")).json()
    assert seen.keys() == GUEST_EVENT


async def test_everybody_lists_what_they_may_see(web: Web, deps: Deps) -> None:
    owner, other = await web.signed_in(), await web.signed_in()
    private, public, unlisted = [await event_of(owner, kind) for kind in ("private", "public", "unlisted")]
    others = await event_of(other)
    cast = await _cast(web, deps, unlisted, owner)
    expected = {
        "owner": [unlisted, public, private],
        "admin": [others, unlisted, public, private],
        "other": [public],
        "account": [public],
        "guest": [unlisted, public],
        "kiosk": [unlisted, public],
        "stranger": [public],
    }
    for who, ids in expected.items():
        assert [event["id"] for event in (await cast.people[who].get("/events")).json()["items"]] == ids, who
    assert [event["id"] for event in (await other.get("/events", params={"mine": "true"})).json()["items"]] == [others]
    assert (await web.client().get("/events", params={"mine": "true"})).status_code == httpx.codes.UNAUTHORIZED


async def test_a_long_list_comes_in_pages(web: Web) -> None:
    owner = await web.signed_in()
    for _ in range(5):
        await event_of(owner)
    pages, cursor = [], None
    while True:
        page = (await owner.get("/events", params={"limit": 2} | ({"cursor": cursor} if cursor else {}))).json()
        pages.append([event["id"] for event in page["items"]])
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert pages == [[5, 4], [3, 2], [1]]
    for bad in ({"limit": 0}, {"limit": 1000}, {"limit": "many"}, {"cursor": "x"}, {"cursor": "9" * 40}):
        answer = await owner.get("/events", params=bad)
        assert (answer.status_code, code_of(answer)) == (422, "validation_failed")
        assert answer.json()["errors"][0]["loc"][0] == "query"


@pytest.mark.parametrize("number", ["0", "-1", "abc", "1.5", "99999999999999999999999999", "2147483648", "%00"])
async def test_numbers_that_no_event_can_have_are_not_found(web: Web, number: str) -> None:
    answer = await (await web.signed_in()).get(f"/events/{number}")
    assert (answer.status_code, code_of(answer)) == (404, "not_found")


async def test_a_deleted_event_is_gone_for_everybody_at_once(web: Web, deps: Deps) -> None:
    owner = await web.signed_in()
    event_id = await event_of(owner, "public")
    cast = await _cast(web, deps, event_id, owner)
    link = (await share(owner, event_id))["token"]
    assert (await owner.delete(f"/events/{event_id}")).status_code == 204
    stored = await Event.get(event_id)
    assert stored is not None
    assert event_key(stored) not in await deps.keys.names()
    for who in ("owner", "admin", "other", "stranger"):
        assert (await cast.people[who].get(f"/events/{event_id}")).status_code == 404, who
    for who in ("guest", "kiosk"):
        assert (await cast.people[who].get(f"/events/{event_id}")).status_code == 401, who
    assert (await owner.delete(f"/events/{event_id}")).status_code == 404
    assert (await web.client().get(f"/share/{link}")).status_code == 404
    assert (await owner.get("/events")).json()["items"] == []
