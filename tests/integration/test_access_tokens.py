"""Personal access tokens: made by people, used by programs, and over when revoked, too old, or the password is another one."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import httpx
import pytest

from app.domain.digests import digest_of
from app.domain.permissions import Caller
from app.domain.times import rfc3339, utc_now
from app.domain.vocabulary import Role
from app.services import password_changes
from app.services.access_tokens import MOST
from app.services.deps import Deps
from app.store import expired
from app.store.documents import AccessToken, AuditEntry, User
from tests.integration.sockets import peer, serving
from tests.integration.web import PASSWORD, Json, Web, code_of, event_of


def wanted(**changes: Any) -> Json:
    """What a token is made of."""
    asked: Json = {"name": "Laptop", "scopes": ["read"], "expires_at": rfc3339(utc_now() + timedelta(days=1))}
    return asked | changes


async def made(owner: httpx.AsyncClient, **changes: Any) -> Json:
    """A new token."""
    answer = await owner.post("/auth/tokens", json=wanted(**changes))
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


async def test_a_token_is_shown_once_and_kept_as_a_digest(web: Web) -> None:
    owner = await web.signed_in()
    event_id = await event_of(owner)
    token = await made(owner, scopes=["upload", "read"], event_ids=[event_id])
    assert token["token"].startswith("ep_pat_")
    [listed] = (await owner.get("/auth/tokens")).json()["items"]
    assert listed == {key: value for key, value in token.items() if key != "token"}
    assert (listed["scopes"], listed["event_ids"], listed["last_used_at"]) == (["read", "upload"], [event_id], None)
    [kept] = await AccessToken.find_all().to_list()
    assert token["token"] not in kept.model_dump_json()
    assert kept.digest == digest_of(token["token"])
    assert (await web.client(token["token"]).get(f"/events/{event_id}/photos")).status_code == 200
    [used] = (await owner.get("/auth/tokens")).json()["items"]
    assert used["last_used_at"] is not None


async def test_a_token_lists_and_opens_only_its_own_events(web: Web) -> None:
    owner, other = await web.signed_in(), await web.signed_in()
    first, second = await event_of(owner), await event_of(owner)
    public = await event_of(other, "public")
    some, every = (await made(owner, event_ids=[first]))["token"], (await made(owner))["token"]
    shown = [[event["id"] for event in (await web.client(one).get("/events")).json()["items"]] for one in (some, every)]
    assert shown == [[first], [second, first]]
    assert (await web.client(some).get(f"/events/{second}")).status_code == 404
    assert (await web.client(every).get(f"/events/{public}")).status_code == 404


async def test_what_a_token_was_not_made_for_is_said_so(web: Web) -> None:
    owner = await web.signed_in()
    event_id = await event_of(owner)
    program = web.client((await made(owner))["token"])
    assert code_of(await program.patch(f"/events/{event_id}", json={})) == "out_of_scope"
    assert code_of(await program.post("/auth/tokens", json=wanted())) == "out_of_scope"
    assert code_of(await program.post("/auth/password", json={"current": PASSWORD, "password": "x" * 20})) == "out_of_scope"


async def test_a_revoked_token_opens_nothing_and_its_sockets_are_closed(web: Web, deps: Deps) -> None:
    owner, other = await web.signed_in(), await web.signed_in()
    event_id = await event_of(owner)
    token = await made(owner)
    assert code_of(await other.delete(f"/auth/tokens/{token['id']}")) == "not_found"
    async with serving(deps) as url, peer(url, token["token"]) as socket:
        assert (await socket.subscribe(f"event:{event_id}:ingest"))["type"] == "subscribed"
        assert (await owner.delete(f"/auth/tokens/{token['id']}")).status_code == 204
        code, _ = await socket.closed()
        assert code == 4401
    assert code_of(await web.client(token["token"]).get("/auth/me")) == "not_authenticated"
    assert code_of(await owner.delete(f"/auth/tokens/{token['id']}")) == "not_found"


async def test_a_new_password_ends_all_tokens(web: Web, deps: Deps) -> None:
    account = await web.register()
    owner = web.client(await web.token(account))
    before = await made(owner)
    changed = await owner.post("/auth/password", json={"current": PASSWORD, "password": "another horse battery staple"})
    assert changed.status_code == 204
    assert (await web.client(before["token"]).get("/auth/me")).status_code == 401
    again = await made(owner)
    user = await User.find_one({"email": account["email"]})
    assert user is not None
    link = await password_changes.make_reset_link(deps, Caller(user_id="root", role=Role.ADMIN), user.id)
    token = link.url.partition("#reset=")[2]
    answer = await web.client().post("/auth/password-reset", json={"token": token, "password": "a third horse battery staple"})
    assert answer.status_code == 204
    assert (await web.client(again["token"]).get("/auth/me")).status_code == 401
    assert await AccessToken.find_all().to_list() == []


async def test_a_token_rests_while_its_account_is_disabled(web: Web) -> None:
    account = await web.register()
    token = (await made(web.client(await web.token(account))))["token"]
    for disabled, status in ((True, 401), (False, 200)):
        await User.find({"email": account["email"]}).update({"$set": {"disabled": disabled}})
        assert (await web.client(token).get("/auth/me")).status_code == status


async def test_a_token_opens_nothing_as_a_cookie(web: Web) -> None:
    owner = await web.signed_in()
    token = (await made(owner, scopes=["upload"]))["token"]
    browser = web.client()
    browser.cookies.set("ep_session", token)
    assert code_of(await browser.get("/auth/me")) == "not_authenticated"


async def test_the_log_says_what_was_done_by_a_token_and_by_which(web: Web) -> None:
    owner = await web.signed_in()
    event_id = await event_of(owner)
    token = await made(owner, scopes=["manage"])
    (await web.client(token["token"]).patch(f"/events/{event_id}", json={"name": "Ball"})).raise_for_status()
    await owner.delete(f"/auth/tokens/{token['id']}")
    by_token = await AuditEntry.find({"action": "event.change"}).to_list()
    assert [entry.detail["token"] for entry in by_token] == [token["id"]]
    assert by_token[0].actor.startswith("user:")
    entries = await AuditEntry.find({"target": f"token:{token['id']}"}).to_list()
    assert {entry.action for entry in entries} == {"token.create", "token.revoke"}
    assert all(token["token"] not in entry.model_dump_json() for entry in await AuditEntry.find_all().to_list())


@pytest.mark.parametrize(
    "changes",
    [
        {"scopes": []},
        {"scopes": ["everything"]},
        {"name": " "},
        {"event_ids": []},
        {"event_ids": [999]},
        {"expires_at": rfc3339(utc_now() - timedelta(minutes=1))},
        {"expires_at": rfc3339(utc_now() + timedelta(days=400))},
        {"expires_at": None},
    ],
    ids=["for nothing", "for what is not", "no name", "no event", "no such event", "over", "for ever", "without end"],
)
async def test_a_token_that_makes_no_sense_is_not_made(web: Web, changes: Json) -> None:
    owner = await web.signed_in()
    assert code_of(await owner.post("/auth/tokens", json=wanted(**changes))) == "validation_failed"
    assert await AccessToken.find_all().to_list() == []


async def test_nobody_makes_a_token_for_somebody_elses_event(web: Web) -> None:
    owner, other = await web.signed_in(), await web.signed_in()
    event_id = await event_of(owner, "public")
    assert code_of(await other.post("/auth/tokens", json=wanted(event_ids=[event_id]))) == "validation_failed"


async def test_an_account_has_so_many_tokens_and_no_more(web: Web) -> None:
    owner = await web.signed_in()
    user_id = (await owner.get("/auth/me")).json()["id"]
    for number in range(MOST):
        await AccessToken(
            user_id=user_id, digest=str(number), name="Laptop", scopes=[], event_ids=None, expires_at=utc_now()
        ).insert()
    assert code_of(await owner.post("/auth/tokens", json=wanted())) == "too_many_tokens"


async def test_a_token_that_is_over_is_shown_for_a_month(web: Web) -> None:
    owner = await web.signed_in()
    token = await made(owner)
    over = utc_now() - timedelta(days=29)
    await AccessToken.find_all().update({"$set": {"expires_at": over}})
    assert (await web.client(token["token"]).get("/auth/me")).status_code == 401
    await expired.forget(utc_now(), 10)
    assert len((await owner.get("/auth/tokens")).json()["items"]) == 1
    await expired.forget(utc_now() + timedelta(days=2), 10)
    assert await AccessToken.find_all().to_list() == []
