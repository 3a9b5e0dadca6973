"""Who may make an account: anyone, who was invited, or administrators alone."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta

import anyio
import httpx
import pytest
from playwright.sync_api import expect

from app.domain.times import utc_now
from app.services.deps import Deps
from app.settings import Settings
from app.store.documents import AuditEntry, Invitation, User
from tests.browser.chromium import Watch, chromium
from tests.integration.sockets import serving
from tests.integration.test_account_admin import admin
from tests.integration.web import PASSWORD, Json, Web, code_of, running_app

NEWCOMER = {"email": "new@example.com", "password": PASSWORD, "name": "Nora", "role": "photographer"}


@asynccontextmanager
async def running(settings: Settings, **changes: str) -> AsyncIterator[Web]:
    async with running_app(settings.model_copy(update={"registration": "", **changes})) as app:
        yield Web(app)


async def register(web: Web, **changes: str) -> httpx.Response:
    return await web.client().post("/auth/register", json=NEWCOMER | changes)


async def invited(root: httpx.AsyncClient, **options: str) -> Json:
    answer = await root.post("/admin/invitations", json=options)
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


@pytest.mark.parametrize(
    ("host", "base_url", "mode"),
    [
        ("127.0.0.1", "", "open"),
        ("127.0.0.1", "http://localhost:8000", "open"),
        ("::1", "http://[::1]:8000/", "open"),
        ("127.0.0.1", "https://photos.example", "closed"),
        ("0.0.0.0", "", "closed"),  # noqa: S104 - nothing is bound
        ("0.0.0.0", "http://127.0.0.1:8000", "closed"),  # noqa: S104
        ("192.0.2.1", "http://localhost.example", "closed"),
    ],
)
async def test_what_others_can_reach_is_closed_once_there_is_a_photographer(
    settings: Settings, deps: Deps, host: str, base_url: str, mode: str
) -> None:
    async with running(settings, host=host, base_url=base_url) as web:
        assert (await web.client().get("/auth/registration")).json() == {"mode": "open", "mail": False}
        assert (await register(web, role="guest", email="guest@example.com")).status_code == 201
        assert (await register(web)).status_code == 201
        assert (await web.client().get("/auth/registration")).json() == {"mode": mode, "mail": False}
        later = await register(web, email="later@example.com")
        assert later.status_code == (201 if mode == "open" else 403)


async def test_an_administrator_chooses_who_may_register_without_a_restart(settings: Settings, deps: Deps) -> None:
    async with running(settings, base_url="https://photos.example") as web:
        root = await admin(web, deps)
        usual = {"mode": "closed", "chosen": None, "usual": "closed", "fixed": False, "public": True}
        assert (await root.get("/admin/registration")).json() == usual
        for mode, code in (("open", None), ("invitation", "invitation_required"), (None, "registration_closed")):
            chosen = await root.put("/admin/registration", json={"mode": mode})
            assert chosen.json() == usual | {"mode": mode or "closed", "chosen": mode}
            assert (await web.client().get("/auth/registration")).json() == {"mode": mode or "closed", "mail": False}
            tried = await register(web)
            assert (tried.status_code == 201) if code is None else (code_of(tried) == code)
        noted = [entry.detail["mode"] for entry in await AuditEntry.find({"action": "registration.change"}).to_list()]
        assert sorted(map(str, noted)) == ["invitation", "open", "usual"]
        assert (await root.put("/admin/registration", json={"mode": "ajar"})).status_code == 422


async def test_where_the_setting_says_who_may_register_nothing_else_does(settings: Settings, deps: Deps) -> None:
    async with running(settings, registration="invitation") as web:
        root = await admin(web, deps)
        assert (await root.get("/admin/registration")).json()["fixed"]
        refused = await root.put("/admin/registration", json={"mode": "open"})
        assert (refused.status_code, code_of(refused)) == (409, "registration_fixed")
        assert code_of(await register(web)) == "invitation_required"


@pytest.mark.parametrize(("mode", "code"), [("closed", "registration_closed"), ("invitation", "invitation_required")])
async def test_where_it_is_not_open_an_invitation_opens_it_once(settings: Settings, deps: Deps, mode: str, code: str) -> None:
    async with running(settings, registration=mode) as web:
        for role in ("photographer", "guest"):
            refused = await register(web, role=role)
            assert (refused.status_code, code_of(refused)) == (403, code)
        root = await admin(web, deps)
        invitation = await invited(root, role="guest", note="Nora of the press")
        assert invitation["url"] == f"http://testserver/studio#invitation={invitation['token']}"
        [listed] = (await root.get("/admin/invitations")).json()["items"]
        assert listed == {key: invitation[key] for key in ("id", "role", "note", "created_at", "expires_at")}
        made = await register(web, invitation=invitation["token"])
        assert (made.status_code, made.json()["role"]) == (201, "guest"), "the invitation says what they become"
        assert await web.token(NEWCOMER)
        again = await register(web, invitation=invitation["token"], email="second@example.com")
        assert (again.status_code, code_of(again)) == (403, "invitation_invalid")
        assert (await root.get("/admin/invitations")).json()["items"] == []
        [entry] = await AuditEntry.find({"action": "user.register"}).to_list()
        assert entry.detail == {"invitation": invitation["id"]}


async def test_an_invitation_that_was_taken_back_or_is_too_old_or_made_up_opens_nothing(settings: Settings, deps: Deps) -> None:
    async with running(settings, registration="invitation") as web:
        root = await admin(web, deps)
        revoked, old = await invited(root), await invited(root)
        assert (await root.delete(f"/admin/invitations/{revoked['id']}")).status_code == 204
        assert (await root.delete(f"/admin/invitations/{revoked['id']}")).status_code == 404
        stored = await Invitation.get(old["id"])
        assert stored
        await stored.set({"expires_at": utc_now() - timedelta(seconds=1)})
        assert (await root.get("/admin/invitations")).json()["items"] == []
        for token in (revoked["token"], old["token"], stored.digest, "made up"):
            answer = await register(web, invitation=token)
            assert (answer.status_code, code_of(answer)) == (403, "invitation_invalid")
        assert old["token"] not in str(stored.model_dump()), "nothing that is stored opens it"
        assert await User.find({"email": NEWCOMER["email"]}).count() == 0


async def test_of_many_who_follow_one_invitation_at_once_one_gets_an_account(settings: Settings, deps: Deps) -> None:
    async with running(settings, registration="invitation") as web:
        token = (await invited(await admin(web, deps)))["token"]
        answers = await asyncio.gather(*(register(web, invitation=token, email=f"{n}@example.com") for n in range(4)))
        assert sorted(answer.status_code for answer in answers) == [201, 403, 403, 403]


async def test_an_invitation_is_not_used_up_by_an_address_that_is_taken(settings: Settings, deps: Deps) -> None:
    async with running(settings, registration="closed") as web:
        token = (await invited(await admin(web, deps)))["token"]
        taken = await register(web, invitation=token, email="root@example.com")
        assert (taken.status_code, code_of(taken)) == (409, "email_taken")
        assert (await register(web, invitation=token)).status_code == 201


async def test_an_administrator_makes_an_account_whose_owner_chooses_the_password(settings: Settings, deps: Deps) -> None:
    async with running(settings, registration="closed") as web:
        root = await admin(web, deps)
        new = {"email": "Lee@Example.com", "name": "Lee", "role": "photographer"}
        answer = await root.post("/admin/users", json=new)
        assert answer.status_code == 201, answer.text
        made = answer.json()
        assert (made["email"], made["role"], made["events"], made["disabled"]) == ("lee@example.com", "photographer", 0, False)
        for password in ("", "nobody has this password"):
            nobody = await web.client().post("/auth/login", json={"email": made["email"], "password": password})
            assert (nobody.status_code, code_of(nobody)) == (401, "bad_credentials"), "there is no password yet"
        token = made["password_link"]["url"].partition("#reset=")[2]
        chosen = {"token": token, "password": PASSWORD}
        assert (await web.client().post("/auth/password-reset", json=chosen)).status_code == 204
        assert await web.token({"email": made["email"], "password": PASSWORD})
        again = await root.post("/admin/users", json=new)
        assert (again.status_code, code_of(again)) == (409, "email_taken")
        refused = await root.post("/admin/users", json=new | {"email": "x@example.com", "role": "admin"})
        assert (refused.status_code, code_of(refused)) == (422, "validation_failed")


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/admin/invitations"),
        ("POST", "/admin/invitations"),
        ("POST", "/admin/users"),
        ("DELETE", "/admin/invitations/x"),
        ("GET", "/admin/registration"),
        ("PUT", "/admin/registration"),
    ],
)
async def test_only_administrators_let_people_in(web: Web, method: str, path: str) -> None:
    assert (await web.client().request(method, path)).status_code == 401
    refused = await (await web.signed_in()).request(method, path)
    assert (refused.status_code, code_of(refused)) == (403, "forbidden")


async def test_the_pages_offer_an_account_only_where_anyone_may_make_one(deps: Deps) -> None:
    def look(url: str, said: str | None) -> list[str]:
        watch = Watch(url)
        with chromium(whole=False) as browser:
            page = watch.over(browser.new_page(locale="en"))
            for path, sign_in in (("/", "Sign in"), ("/studio", "Sign in")):
                with page.expect_response(re.compile("/auth/registration$")):
                    page.goto(f"{url}{path}")
                page.get_by_text(sign_in, exact=True).first.wait_for()
                expect(page.get_by_role("link", name="Create an account")).to_have_count(0 if said else 1)
            page.goto(f"{url}/studio#register")
            page.get_by_role("heading", name="Create an account").wait_for()
            if said:
                page.get_by_text(said).wait_for()
            expect(page.get_by_label("E-mail")).to_have_count(0 if said else 1)
        return watch.problems

    told = {
        "open": None,
        "invitation": "You need an invitation to join.",
        "closed": "Only an administrator can create accounts here.",
    }
    for mode, said in told.items():
        here = replace(deps, settings=deps.settings.model_copy(update={"registration": mode}))
        async with serving(here) as socket_url:
            url = socket_url.replace("ws:", "http:").removesuffix("/ws")
            assert await anyio.to_thread.run_sync(look, url, said) == []
