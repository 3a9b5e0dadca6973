"""What administrators do with accounts, and how passwords are replaced."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import httpx
import pytest

from app.domain.times import utc_now
from app.domain.vocabulary import Role
from app.services import accounts
from app.services.deps import Deps
from app.store import users
from app.store.documents import PasswordReset, Session, User
from tests.integration.sockets import peer, serving
from tests.integration.web import GUEST_EVENT, PASSWORD, Json, Web, code_of, event_of

NEW_PASSWORD = "another horse battery staple"


async def admin(web: Web, deps: Deps, email: str = "root@example.com") -> httpx.AsyncClient:
    """A signed-in administrator."""
    await accounts.create_admin(email, PASSWORD, "Root")
    return web.client(await web.token({"email": email, "password": PASSWORD}))


async def account_of(client: httpx.AsyncClient, email: str) -> Json:
    """The account of that address, as administrators see it."""
    answer = await client.get("/admin/users", params={"q": email})
    assert answer.status_code == 200, answer.text
    [found] = answer.json()["items"]
    return dict(found)


def token_of(link: Json) -> str:
    """What stands behind ``#reset=``."""
    return str(link["url"].partition("#reset=")[2])


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/admin/users"),
        ("GET", "/admin/users?limit=0"),
        ("PATCH", "/admin/users/x"),
        ("POST", "/admin/users/x/password-reset"),
        ("GET", "/admin/events?limit=0"),
        ("GET", "/admin/audit?limit=0"),
    ],
)
async def test_only_administrators_come_in(web: Web, method: str, path: str) -> None:
    assert (await web.client().request(method, path)).status_code == 401
    for role in ("photographer", "guest"):
        refused = await (await web.signed_in(role)).request(method, path)
        assert (refused.status_code, code_of(refused)) == (403, "forbidden")


async def test_accounts_are_listed_newest_first_with_what_matters_of_them(web: Web, deps: Deps) -> None:
    root = await admin(web, deps)
    account = await web.register()
    before = await account_of(root, account["email"])
    assert before["last_sign_in_at"] is None
    owner = web.client(await web.token(account))
    await event_of(owner)
    gone = await event_of(owner)
    await owner.delete(f"/events/{gone}")
    found = await account_of(root, account["email"].upper())
    assert found["last_sign_in_at"] is not None
    assert (found["role"], found["disabled"], found["events"], found["name"]) == ("photographer", False, 1, "Phoebe")
    assert not {"password_hash", "retiring"} & found.keys()
    newest = (await root.get("/admin/users")).json()["items"]
    assert [item["email"] for item in newest] == [account["email"], "root@example.com"]
    admins = (await root.get("/admin/users", params={"role": "admin"})).json()["items"]
    assert [item["email"] for item in admins] == ["root@example.com"]


async def test_pages_of_accounts_have_everyone_once_though_many_came_in_one_instant(web: Web, deps: Deps) -> None:
    root = await admin(web, deps)
    now = utc_now()
    for number in range(7):
        created = now - timedelta(seconds=number // 3)
        await User(email=f"{number}@x.org", name="N", role=Role.GUEST, password_hash="", created_at=created).insert()
    seen: list[str] = []
    cursor = None
    while cursor or not seen:
        answer = (await root.get("/admin/users", params={"limit": 2} | ({"cursor": cursor} if cursor else {}))).json()
        seen += [item["email"] for item in answer["items"]]
        cursor = answer["next_cursor"]
    assert sorted(seen) == sorted([*(f"{number}@x.org" for number in range(7)), "root@example.com"])
    assert len(seen) == 8


@pytest.mark.parametrize(
    "query", [{"cursor": "x"}, {"limit": 0}, {"limit": 10_000}, {"role": "king"}, {"q": "x" * 300}, {"q": "a\0b"}]
)
async def test_questions_that_make_no_sense_are_refused(web: Web, deps: Deps, query: dict[str, Any]) -> None:
    answer = await (await admin(web, deps)).get("/admin/users", params=query)
    assert (answer.status_code, code_of(answer)) == (422, "validation_failed")


async def test_words_are_looked_for_as_they_stand(web: Web, deps: Deps) -> None:
    root = await admin(web, deps)
    await User(email="a.b+c@example.com", name="Zoë (press)", role=Role.GUEST, password_hash="").insert()
    for words, hits in (("B+C@", 1), ("(press)", 1), (".*", 0), ("zoë", 1)):
        assert len((await root.get("/admin/users", params={"q": words})).json()["items"]) == hits, words


async def test_a_changed_role_counts_from_the_next_request_on(web: Web, deps: Deps) -> None:
    root = await admin(web, deps)
    account = await web.register("guest")
    client = web.client(await web.token(account))
    event = {"name": "Party", "visibility": "private"}
    assert (await client.post("/events", json=event)).status_code == 403
    user_id = (await account_of(root, account["email"]))["id"]
    changed = await root.patch(f"/admin/users/{user_id}", json={"role": "photographer", "name": "Press"})
    assert changed.status_code == 200
    assert changed.json() == await account_of(root, account["email"])
    assert (changed.json()["role"], changed.json()["name"]) == ("photographer", "Press")
    assert (await client.post("/events", json=event)).status_code == 201
    assert (await root.patch(f"/admin/users/{user_id}", json={"role": "admin"})).status_code == 200
    assert (await client.get("/admin/users")).status_code == 200
    missing = await root.patch("/admin/users/nobody", json={"name": "X"})
    assert (missing.status_code, code_of(missing)) == (404, "not_found")


async def test_a_photographer_who_is_made_a_guest_has_no_power_over_events_until_made_one_again(web: Web, deps: Deps) -> None:
    root = await admin(web, deps)
    account = await web.register()
    client = web.client(await web.token(account))
    private, public = await event_of(client), await event_of(client, "public")
    user_id = (await account_of(root, account["email"]))["id"]
    await root.patch(f"/admin/users/{user_id}", json={"role": "guest"})
    assert (await client.get(f"/events/{private}")).status_code == 404
    assert (await client.get("/events", params={"mine": True})).json()["items"] == []
    [seen] = (await client.get("/events")).json()["items"]
    assert seen.keys() == GUEST_EVENT
    for path in (f"/events/{public}/photos", f"/events/{public}/share-links", f"/events/{public}/kiosks"):
        assert (await client.get(path)).status_code == 403
    assert (await client.delete(f"/events/{public}")).status_code == 403
    await root.patch(f"/admin/users/{user_id}", json={"role": "photographer"})
    assert (await client.get(f"/events/{private}/photos")).status_code == 200
    assert {item["id"] for item in (await client.get("/events", params={"mine": True})).json()["items"]} == {private, public}


async def test_who_is_disabled_is_out_at_once_and_stays_out_when_enabled_until_the_next_sign_in(web: Web, deps: Deps) -> None:
    root = await admin(web, deps)
    account = await web.register()
    token = await web.token(account)
    user_id = (await account_of(root, account["email"]))["id"]
    event_id = await event_of(web.client(token))
    async with serving(deps) as url, peer(url, token) as socket:
        assert (await socket.subscribe(f"event:{event_id}:ingest"))["type"] == "subscribed"
        assert (await root.patch(f"/admin/users/{user_id}", json={"disabled": True})).json()["disabled"] is True
        code, _ = await socket.closed()
        assert code == 4401
    assert (await web.client(token).get("/auth/me")).status_code == 401
    refused = await web.client().post("/auth/login", json=account)
    assert code_of(refused) == "account_disabled"
    assert (await root.patch(f"/admin/users/{user_id}", json={"disabled": False})).json()["disabled"] is False
    assert (await web.client(token).get("/auth/me")).status_code == 401
    assert await web.token(account)


async def test_an_administrator_who_is_demoted_stops_seeing_what_others_do(web: Web, deps: Deps) -> None:
    root = await admin(web, deps)
    await accounts.create_admin("second@example.com", PASSWORD, "Second")
    token = await web.token({"email": "second@example.com", "password": PASSWORD})
    event_id = await event_of(await web.signed_in())
    second_id = (await account_of(root, "second@example.com"))["id"]
    async with serving(deps) as url, peer(url, token) as socket:
        topic = f"event:{event_id}:ingest"
        assert (await socket.subscribe(topic))["type"] == "subscribed"
        assert (await root.patch(f"/admin/users/{second_id}", json={"role": "photographer"})).status_code == 200
        assert await socket.receive() == {"type": "unsubscribed", "topic": topic, "reason": "revoked"}


async def test_nobody_takes_the_own_powers_away_and_somebody_always_has_them(web: Web, deps: Deps) -> None:
    root = await admin(web, deps)
    own_id = (await account_of(root, "root@example.com"))["id"]
    for change in ({"disabled": True}, {"role": "photographer"}):
        answer = await root.patch(f"/admin/users/{own_id}", json=change)
        assert (answer.status_code, code_of(answer)) == (409, "last_admin")
    await accounts.create_admin("second@example.com", PASSWORD, "Second")
    for change in ({"disabled": True}, {"role": "guest"}):
        answer = await root.patch(f"/admin/users/{own_id}", json=change)
        assert (answer.status_code, code_of(answer)) == (409, "yourself")
    assert (await root.patch(f"/admin/users/{own_id}", json={"name": "Me", "role": "admin"})).status_code == 200
    second_id = (await account_of(root, "second@example.com"))["id"]
    assert (await root.patch(f"/admin/users/{second_id}", json={"disabled": True})).status_code == 200
    assert code_of(await root.patch(f"/admin/users/{own_id}", json={"disabled": True})) == "last_admin"


async def test_administrators_who_demote_each_other_at_the_same_moment_leave_one(web: Web, deps: Deps) -> None:
    emails = [f"{number}@admins.example" for number in range(4)]
    clients = [await admin(web, deps, email) for email in emails]
    ids = [(await account_of(clients[0], email))["id"] for email in emails]

    async def demote(one: int, other: int) -> httpx.Response:
        return await clients[one].patch(f"/admin/users/{ids[other]}", json={"disabled": True})

    for _ in range(5):
        answers = await asyncio.gather(*(demote(one, other) for one in range(4) for other in range(4) if one != other))
        assert {answer.status_code for answer in answers} <= {200, 401, 403, 409}
        left = await User.find({"role": "admin", "disabled": False}).to_list()
        assert len(left) >= 1
        await User.find({"role": "admin"}).update({"$set": {"disabled": False}})
        clients = [web.client(await web.token({"email": email, "password": PASSWORD})) for email in emails]


async def test_two_who_retire_each_other_never_both_succeed(deps: Deps) -> None:
    """The rule where it is kept, without the time that a request takes in between."""
    for number in range(20):
        pair = [User(email=f"{number}-{one}@x.org", name="A", role=Role.ADMIN, password_hash="") for one in range(2)]
        for user in pair:
            await user.insert()
        done = await asyncio.gather(*(users.retire_admin(user.id, {"disabled": True}) for user in pair))
        assert sorted(done) == [False, True]
        await User.find({"role": "admin"}).update({"$set": {"disabled": True}})


async def test_a_mark_that_a_crash_left_behind_stops_nobody(deps: Deps) -> None:
    first = User(email="a@x.org", name="A", role=Role.ADMIN, password_hash="", retiring="left behind")
    second = User(email="b@x.org", name="B", role=Role.ADMIN, password_hash="")
    await first.insert()
    await second.insert()
    assert await users.retire_admin(second.id, {"role": "guest"}) is True
    assert await users.retire_admin(first.id, {"role": "guest"}) is False


async def test_a_reset_link_sets_a_new_password_once_and_ends_every_sign_in(web: Web, deps: Deps) -> None:
    root = await admin(web, deps)
    account = await web.register()
    token = await web.token(account)
    user_id = (await account_of(root, account["email"]))["id"]
    made = await root.post(f"/admin/users/{user_id}/password-reset")
    assert made.status_code == 201
    link = made.json()
    assert link["url"].startswith("http://testserver/studio#reset=")
    weak = await web.client().post("/auth/password-reset", json={"token": token_of(link), "password": "short"})
    assert weak.status_code == 422
    new = {"token": token_of(link), "password": NEW_PASSWORD}
    assert (await web.client().post("/auth/password-reset", json=new)).status_code == 204
    assert (await web.client(token).get("/auth/me")).status_code == 401
    assert code_of(await web.client().post("/auth/login", json=account)) == "bad_credentials"
    assert await web.token(account | {"password": NEW_PASSWORD})
    again = await web.client().post("/auth/password-reset", json=new)
    assert (again.status_code, code_of(again)) == (410, "reset_expired")
    assert (await root.post("/admin/users/nobody/password-reset")).status_code == 404


async def test_of_many_who_use_a_reset_link_at_once_one_gets_in(web: Web, deps: Deps) -> None:
    root = await admin(web, deps)
    account = await web.register()
    user_id = (await account_of(root, account["email"]))["id"]
    token = token_of((await root.post(f"/admin/users/{user_id}/password-reset")).json())
    passwords = [f"{number} {NEW_PASSWORD}" for number in range(6)]
    answers = await asyncio.gather(
        *(web.client().post("/auth/password-reset", json={"token": token, "password": password}) for password in passwords)
    )
    assert sorted(answer.status_code for answer in answers) == [204] + [410] * 5
    [winner] = [password for password, answer in zip(passwords, answers, strict=True) if answer.status_code == 204]
    assert await web.token(account | {"password": winner})


async def test_nothing_that_is_stored_opens_a_reset_and_old_ones_are_over(web: Web, deps: Deps) -> None:
    root = await admin(web, deps)
    account = await web.register()
    user_id = (await account_of(root, account["email"]))["id"]
    first = token_of((await root.post(f"/admin/users/{user_id}/password-reset")).json())
    second = token_of((await root.post(f"/admin/users/{user_id}/password-reset")).json())
    [stored] = await PasswordReset.find_all().to_list()
    for token in (first, stored.digest, "", "nonsense"):
        answer = await web.client().post("/auth/password-reset", json={"token": token, "password": NEW_PASSWORD})
        assert (answer.status_code, code_of(answer)) == (410, "reset_expired")
    assert second not in str(stored.model_dump())
    await stored.set({"expires_at": utc_now() - timedelta(seconds=1)})
    late = await web.client().post("/auth/password-reset", json={"token": second, "password": NEW_PASSWORD})
    assert (late.status_code, code_of(late)) == (410, "reset_expired")
    assert await web.token(account)


async def test_of_many_links_that_are_made_at_once_one_works(web: Web, deps: Deps) -> None:
    root = await admin(web, deps)
    user_id = (await account_of(root, (await web.register())["email"]))["id"]
    made = await asyncio.gather(*(root.post(f"/admin/users/{user_id}/password-reset") for _ in range(5)))
    new = [{"token": token_of(answer.json()), "password": NEW_PASSWORD} for answer in made]
    answers = [await web.client().post("/auth/password-reset", json=each) for each in new]
    assert sorted(answer.status_code for answer in answers) == [204] + [410] * 4


async def test_a_reset_link_ends_when_the_password_is_changed(web: Web, deps: Deps) -> None:
    root = await admin(web, deps)
    account = await web.register()
    user_id = (await account_of(root, account["email"]))["id"]
    token = token_of((await root.post(f"/admin/users/{user_id}/password-reset")).json())
    change = {"current": account["password"], "password": NEW_PASSWORD}
    assert (await web.client(await web.token(account)).post("/auth/password", json=change)).status_code == 204
    late = await web.client().post("/auth/password-reset", json={"token": token, "password": "yet another password"})
    assert (late.status_code, code_of(late)) == (410, "reset_expired")


async def test_guesses_of_reset_links_are_limited(web: Web) -> None:
    guess = {"token": "nonsense", "password": NEW_PASSWORD}
    answers = [await web.client().post("/auth/password-reset", json=guess) for _ in range(31)]
    assert [answer.status_code for answer in answers] == [410] * 30 + [429]
    assert "Retry-After" in answers[-1].headers


async def test_who_knows_the_password_changes_it_and_stays_signed_in_alone(web: Web) -> None:
    account = await web.register()
    here, elsewhere = web.client(await web.token(account)), web.client(await web.token(account))
    wrong = await here.post("/auth/password", json={"current": "not the password", "password": NEW_PASSWORD})
    assert (wrong.status_code, code_of(wrong)) == (403, "wrong_password")
    change = {"current": PASSWORD, "password": NEW_PASSWORD}
    assert (await web.client().post("/auth/password", json=change)).status_code == 401
    assert (await here.post("/auth/password", json=change | {"password": "short"})).status_code == 422
    assert (await here.post("/auth/password", json=change)).status_code == 204
    assert (await here.get("/auth/me")).status_code == 200
    assert (await elsewhere.get("/auth/me")).status_code == 401
    assert await Session.find_all().count() == 1
    assert code_of(await web.client().post("/auth/login", json=account)) == "bad_credentials"
    assert await web.token(account | {"password": NEW_PASSWORD})
