"""Accounts, sign-ins, cookies and tokens."""

from __future__ import annotations

import asyncio
import base64
import json
import time
from collections import Counter
from contextlib import suppress
from datetime import timedelta

import bcrypt
import httpx
import jwt
import pytest
from argon2 import PasswordHasher

from app.derived_keys import derived_key
from app.domain.permissions import Caller
from app.domain.times import utc_now
from app.domain.vocabulary import Role
from app.errors import Conflict, Unacceptable, Unauthenticated
from app.services import accounts, password_changes
from app.services.deps import Deps
from app.services.passwords import hash_in, hash_password
from app.services.tokens import issue_user_token
from app.settings import Settings
from app.store import users
from app.store.documents import Session, User
from tests.integration.web import PASSWORD, Web, code_of, running_app

ACCOUNT = {"email": "ada@example.com", "password": PASSWORD, "name": "Ada", "role": "photographer"}


async def test_who_registers_can_sign_in_and_is_who_they_said(web: Web) -> None:
    answer = await web.client().post("/auth/register", json=ACCOUNT)
    assert answer.status_code == 201
    user = answer.json()
    assert user["email"] == "ada@example.com"
    assert user["role"] == "photographer"
    assert "password" not in answer.text
    assert "hash" not in answer.text
    me = await web.client(await web.token(ACCOUNT)).get("/auth/me")
    assert me.json() == user


async def test_an_address_is_one_account_however_it_is_written(web: Web) -> None:
    await web.client().post("/auth/register", json=ACCOUNT)
    again = await web.client().post("/auth/register", json=ACCOUNT | {"email": " ADA@Example.COM "})
    assert (again.status_code, code_of(again)) == (409, "email_taken")
    assert await web.token(ACCOUNT | {"email": "Ada@EXAMPLE.com"})


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"email": "not an address"}, "email"),
        ({"email": "a@b@c"}, "email"),
        ({"email": "x" * 300 + "@example.com"}, "email"),
        ({"password": "short"}, "password"),
        ({"password": "x" * 10_000}, "password"),
        ({"name": " "}, "name"),
        ({"name": "Ada\r\nSet-Cookie: x"}, "name"),
        ({"role": "admin"}, "role"),
        ({"role": None}, "role"),
        ({"email": 5}, "email"),
    ],
)
async def test_what_cannot_be_an_account_is_refused_with_the_field_named(web: Web, change: dict[str, object], field: str) -> None:
    answer = await web.client().post("/auth/register", json=ACCOUNT | change)
    assert (answer.status_code, code_of(answer)) == (422, "validation_failed")
    assert [error["loc"] for error in answer.json()["errors"]] == [["body", field]]
    assert all(error["msg"] for error in answer.json()["errors"])
    assert "x" * 200 not in answer.text


@pytest.mark.parametrize(
    "password",
    ["password", "12345678", "Passw0rd!", "qwertyuiop", "eventphotos", "ada@example.com", "Lovelace1", "aaaaaaaaaaaaaaaa"],
)
async def test_the_first_passwords_that_anybody_would_try_are_refused(web: Web, password: str) -> None:
    answer = await web.client().post("/auth/register", json=ACCOUNT | {"name": "Ada Lovelace", "password": password})
    assert (answer.status_code, code_of(answer)) == (422, "weak_password")
    assert password not in answer.text.replace("weak_password", "").replace("This password", "")
    assert await User.find_all().count() == 0


async def test_a_weak_password_is_refused_wherever_one_is_chosen(web: Web, deps: Deps) -> None:
    with pytest.raises(Unacceptable) as refused:
        await accounts.create_admin("root@example.com", "password", "Root")
    assert refused.value.code == "weak_password"
    account = await web.register()
    client = web.client(await web.token(account))
    change = {"current": PASSWORD, "password": "12345678"}
    assert code_of(await client.post("/auth/password", json=change)) == "weak_password"
    assert await web.token(account), "the old one holds"
    user = await users.by_email(account["email"])
    assert user
    root = Caller(user_id="root", role=Role.ADMIN)
    token = (await password_changes.make_reset_link(deps, root, user.id)).url.partition("#reset=")[2]
    new = {"token": token, "password": account["email"]}
    assert code_of(await web.client().post("/auth/password-reset", json=new)) == "weak_password"
    new["password"] = "another horse battery staple"
    assert (await web.client().post("/auth/password-reset", json=new)).status_code == 204, "the link works on"


async def test_one_address_that_makes_us_hash_is_refused_at_once_and_keeps_nobody_waiting(web: Web) -> None:
    hash_in(12)  # The least that may be set: to refuse must be quicker.
    account = await web.register()
    wrong = {"email": "nobody@example.com", "password": "not the password"}
    flood = [
        asyncio.create_task(
            web.client(address="203.0.113.9").post("/auth/login", json=wrong | {"email": f"{number}@example.com"})
        )
        for number in range(60)
    ]
    await asyncio.wait(flood, return_when=asyncio.FIRST_COMPLETED)
    right = {"email": account["email"], "password": account["password"]}
    assert (await web.client(address="198.51.100.7").post("/auth/login", json=right)).status_code == 200
    assert any(not task.done() for task in flood), "it did not wait until the flood was over"
    answers = await asyncio.gather(*flood)
    statuses = Counter(answer.status_code for answer in answers)
    assert set(statuses) == {401, 429}
    assert statuses[429] > statuses[401]
    assert all(int(answer.headers["Retry-After"]) >= 1 for answer in answers if answer.status_code == 429)


async def test_wrong_password_and_unknown_address_look_the_same(web: Web) -> None:
    await web.client().post("/auth/register", json=ACCOUNT)
    wrong = await web.client().post("/auth/login", json={"email": ACCOUNT["email"], "password": "not the password"})
    unknown = await web.client().post("/auth/login", json={"email": "nobody@example.com", "password": "not the password"})
    assert wrong.status_code == unknown.status_code == 401
    assert code_of(wrong) == "bad_credentials"
    assert wrong.json() == unknown.json()


async def test_an_unknown_address_takes_as_much_work_as_a_wrong_password(web: Web) -> None:
    await web.client().post("/auth/register", json=ACCOUNT)

    async def took(email: str) -> float:
        begun = time.process_time()
        await web.client().post("/auth/login", json={"email": email, "password": "not the password"})
        return time.process_time() - begun

    # Of the processor, so that it does not count what else the machine does.
    times = [(await took("nobody@example.com"), await took(ACCOUNT["email"])) for _ in range(6)]
    unknown, wrong = map(min, zip(*times, strict=True))
    assert unknown > 0.5 * wrong, times


async def test_sign_ins_of_one_account_from_one_address_are_limited(web: Web) -> None:
    client = web.client()
    wrong = {"email": "ada@example.com", "password": "not the password"}
    answers = [await client.post("/auth/login", json=wrong) for _ in range(31)]
    assert [answer.status_code for answer in answers] == [401] * 30 + [429]
    assert code_of(answers[-1]) == "rate_limited"
    assert 1 <= int(answers[-1].headers["Retry-After"]) <= 60
    elsewhere = await web.client(address="198.51.100.7").post("/auth/login", json=wrong)
    assert elsewhere.status_code == 401
    other = await client.post("/auth/login", json=wrong | {"email": "bob@example.com"})
    assert other.status_code == 401


async def test_sign_ins_are_limited_whatever_account_or_address_is_named(settings: Settings) -> None:
    async with running_app(settings.model_copy(update={"login_total_rate": "3 per minute"})) as app:
        web = Web(app)

        async def status(email: str, address: str) -> int:
            wrong = {"email": email, "password": "not the password"}
            return (await web.client(address=address).post("/auth/login", json=wrong)).status_code

        assert [await status(f"{number}@example.com", "198.51.100.7") for number in range(4)] == [401] * 3 + [429]
        assert [await status("ada@example.com", f"198.51.100.{number}") for number in range(20, 24)] == [401] * 3 + [429]


async def test_who_tries_passwords_out_does_not_keep_the_owner_out_of_a_device_that_has_signed_in(settings: Settings) -> None:
    async with running_app(settings.model_copy(update={"login_total_rate": "3 per minute", "device_rate": "2 per hour"})) as app:
        web = Web(app)
        account = await web.register()
        right = {"email": account["email"], "password": account["password"]}
        wrong = right | {"password": "not the password"}
        device = web.client(address="192.0.2.1")
        assert (await device.post("/auth/login", json=right)).status_code == 200
        [cookie] = [cookie for cookie in device.cookies.jar if cookie.name.startswith("ep_device_")]
        assert cookie.has_nonstandard_attr("HttpOnly")
        assert (cookie.expires or 0) > time.time() + 300 * 86_400
        await device.post("/auth/logout", headers={"X-CSRF-Token": device.cookies["ep_csrf"]})
        for number in range(4):
            await web.client(address=f"203.0.113.{number}").post("/auth/login", json=wrong)

        async def status(client: httpx.AsyncClient, credentials: dict[str, str]) -> int:
            return (await client.post("/auth/login", json=credentials)).status_code

        assert await status(web.client(address="198.51.100.1"), right) == 429, "the account is tried out"
        assert await status(device, right) == 200
        thief = web.client(address="203.0.113.9")
        thief.cookies.set(cookie.name.replace(cookie.name[-2:], "xx"), str(cookie.value))
        assert await status(thief, right) == 429
        thief.cookies.set(cookie.name, str(cookie.value)[:-2] + "xx")
        assert await status(thief, right) == 429, "it is signed"
        other = await web.register()
        assert await status(device, {"email": other["email"], "password": PASSWORD}) == 200
        assert len([each for each in device.cookies if each.startswith("ep_device_")]) == 2, "each account has its own"
        assert [await status(device, wrong) for _ in range(3)] == [401, 401, 429], "only its own wrong tries count"
        assert await status(device, right) == 429


async def test_a_device_is_known_by_the_password_that_it_proved(settings: Settings, deps: Deps) -> None:
    async with running_app(settings.model_copy(update={"login_total_rate": "2 per minute"})) as app:
        web = Web(app)
        account = await web.register()
        right = {"email": account["email"], "password": account["password"]}
        device, other = web.client(address="192.0.2.1"), web.client(address="192.0.2.2")
        for client in (device, other):
            assert (await client.post("/auth/login", json=right)).status_code == 200
        user = await users.by_email(account["email"])
        assert user
        await users.replace_hash(user.id, user.password_hash, await hash_password(PASSWORD), of_new_password=False)
        assert (await device.post("/auth/login", json=right)).status_code == 200, "it is the same password"
        change = {"current": PASSWORD, "password": "another horse battery staple"}
        csrf = {"X-CSRF-Token": device.cookies["ep_csrf"]}
        assert (await device.post("/auth/password", json=change, headers=csrf)).status_code == 204
        late = await other.post("/auth/login", json=right | {"password": change["password"]})
        assert (late.status_code, code_of(late)) == (429, "rate_limited")


async def test_a_sign_in_that_is_under_way_does_not_outlive_a_new_password(web: Web, deps: Deps) -> None:
    account = await web.register()
    user = await users.by_email(account["email"])
    assert user is not None
    old, new = user.password_hash, await hash_password("another password")

    async def sign_in() -> None:
        with suppress(Unauthenticated):
            await accounts.sign_in(deps, account["email"], PASSWORD, address="198.51.100.7")

    for delay_s in (0.0, 0.005, 0.01, 0.02, 0.04):
        await users.set_hash(user.id, old)
        under_way = asyncio.create_task(sign_in())
        await asyncio.sleep(delay_s)
        await users.set_hash(user.id, new)
        await accounts.end_sessions(deps, user.id, "password_changed")
        await under_way
        assert await users.session_ids(user.id) == [], delay_s


async def test_cookies_are_out_of_reach_of_scripts_and_other_sites(web: Web) -> None:
    await web.client().post("/auth/register", json=ACCOUNT)
    answer = await web.client().post("/auth/login", json=ACCOUNT)
    cookies = {cookie.split("=")[0]: cookie.lower() for cookie in answer.headers.get_list("set-cookie")}
    assert {"httponly", "samesite=lax", "path=/"} <= set(cookies["ep_session"].split("; "))
    assert "httponly" not in cookies["ep_csrf"]
    assert "samesite=lax" in cookies["ep_csrf"]
    assert "secure" not in cookies["ep_session"]


async def test_cookies_are_only_sent_over_https_where_the_service_is_public(settings: Settings) -> None:
    async with running_app(settings.model_copy(update={"base_url": "https://photos.example"})) as app:
        web = Web(app)
        await web.client().post("/auth/register", json=ACCOUNT)
        answer = await web.client().post("/auth/login", json=ACCOUNT)
    assert all("secure" in cookie.lower().split("; ") for cookie in answer.headers.get_list("set-cookie"))
    assert "Strict-Transport-Security" in answer.headers


async def test_a_browser_changes_things_only_with_the_csrf_header(web: Web) -> None:
    browser = await web.browser(await web.register())
    event = {"name": "Party", "visibility": "private"}
    assert (await browser.post("/events", json=event)).status_code == 201
    foreign = await browser.post("/events", json=event, headers={"Origin": "https://evil.example"})
    assert (foreign.status_code, code_of(foreign)) == (403, "csrf_failed")
    own = await browser.post("/events", json=event, headers={"Origin": "http://testserver"})
    assert own.status_code == 201
    for bad in ("", "guess", "é"):
        refused = await browser.post("/events", json=event, headers=[(b"X-CSRF-Token", bad.encode())])
        assert (refused.status_code, code_of(refused)) == (403, "csrf_failed")
    assert (await browser.get("/auth/me")).status_code == 200


async def test_signing_out_ends_cookie_and_token_alike(web: Web) -> None:
    account = await web.register()
    browser = await web.browser(account)
    token = browser.cookies["ep_session"]
    assert (await web.client(token).get("/auth/me")).status_code == 200
    answer = await browser.post("/auth/logout")
    assert answer.status_code == 204
    assert "ep_session" not in browser.cookies
    assert (await web.client(token).get("/auth/me")).status_code == 401

    other = await web.token(account)
    assert (await web.client(other).post("/auth/logout")).status_code == 204
    assert (await web.client(other).get("/auth/me")).status_code == 401
    assert (await web.client(other).post("/auth/logout")).status_code == 401


async def test_strangers_are_asked_to_sign_in(web: Web) -> None:
    for method, path in (("GET", "/auth/me"), ("POST", "/auth/logout")):
        answer = await web.client().request(method, path)
        assert (answer.status_code, code_of(answer)) == (401, "not_authenticated")
        assert answer.headers["WWW-Authenticate"] == "Bearer"


def _unsigned(payload: dict[str, object]) -> str:
    parts = [{"alg": "none", "typ": "JWT"}, payload]
    return ".".join(base64.urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=") for part in parts) + "."


async def test_no_token_but_ours_opens_anything(web: Web, deps: Deps) -> None:
    good = await web.token(await web.register())
    claims = jwt.decode(good, options={"verify_signature": False})
    key = derived_key(deps.settings.secret_key.get_secret_value(), "tokens 1")
    header, payload, signature = good.split(".")
    forged = [
        "",
        "garbage",
        "a.b.c",
        "x" * 100_000,
        good[:-3],
        f"{header}.{payload}.",
        f"{header}.{payload[:-4]}AAAA.{signature}",
        _unsigned(claims),
        jwt.encode(claims, "another secret of the right length", algorithm="HS256"),
        jwt.encode(claims, deps.settings.secret_key.get_secret_value(), algorithm="HS256"),
        jwt.encode(claims | {"exp": int(time.time()) - 1}, key, algorithm="HS256"),
        jwt.encode({name: value for name, value in claims.items() if name != "exp"}, key, algorithm="HS256"),
        jwt.encode(claims | {"kind": "admin"}, key, algorithm="HS256"),
        jwt.encode(claims | {"jti": "unknown"}, key, algorithm="HS256"),
    ]
    for token in forged:
        answer = await web.client(token).get("/auth/me")
        assert (answer.status_code, code_of(answer)) == (401, "not_authenticated"), token[:80]
    assert (await web.client(good).get("/auth/me")).status_code == 200


async def test_a_bad_bearer_token_is_refused_even_beside_a_good_cookie(web: Web) -> None:
    browser = await web.browser(await web.register())
    assert (await browser.get("/auth/me", headers={"Authorization": "Bearer nonsense"})).status_code == 401
    assert (await browser.get("/auth/me", headers={"Authorization": "Basic cHJveHk6eA=="})).status_code == 200


async def test_a_stale_cookie_is_no_obstacle_to_what_everybody_may(web: Web) -> None:
    client = web.client()
    client.cookies.set("ep_session", "stale")
    assert (await client.get("/events")).status_code == 200
    assert (await client.get("/auth/me")).status_code == 401


async def test_a_session_that_is_over_opens_nothing_whatever_its_token_says(web: Web, deps: Deps) -> None:
    token = await web.token(await web.register())
    session = await Session.get(jwt.decode(token, options={"verify_signature": False})["jti"])
    assert session
    await session.set({"expires_at": utc_now() - timedelta(seconds=1)})
    assert (await web.client(token).get("/auth/me")).status_code == 401
    session.expires_at = utc_now() + timedelta(days=1)
    assert (await web.client(issue_user_token(deps.settings, session)).get("/auth/me")).status_code == 401


async def test_a_disabled_account_neither_signs_in_nor_goes_on(web: Web) -> None:
    account = await web.register()
    client = web.client(await web.token(account))
    await User.find({"email": account["email"]}).update({"$set": {"disabled": True}})
    assert (await client.get("/auth/me")).status_code == 401
    answer = await web.client().post("/auth/login", json=account)
    assert (answer.status_code, code_of(answer)) == (403, "account_disabled")
    wrong = await web.client().post("/auth/login", json=account | {"password": "not the password"})
    assert code_of(wrong) == "bad_credentials"


async def test_an_imported_bcrypt_hash_verifies_and_is_upgraded(web: Web) -> None:
    long_password = "ü" * 60  # longer than the 72 bytes that bcrypt looks at
    for password in (PASSWORD, long_password):
        stored = bcrypt.hashpw(password.encode()[:72], bcrypt.gensalt(4)).decode()
        user = User(email=f"{len(password)}@example.com", name="Old", role=Role.GUEST, password_hash=stored)
        await user.insert()
        credentials = {"email": user.email, "password": password}
        wrong = await web.client().post("/auth/login", json=credentials | {"password": "not the password"})
        assert wrong.status_code == 401
        assert (await web.client().post("/auth/login", json=credentials)).status_code == 200
        after = await User.get(user.id)
        assert after
        assert after.password_hash.startswith("$argon2id$")
        assert (await web.client().post("/auth/login", json=credentials)).status_code == 200


async def test_a_hash_that_took_other_memory_verifies_and_is_made_anew_as_the_settings_say(web: Web, settings: Settings) -> None:
    account = await web.register()
    for kibibytes in (settings.password_memory_mib * 512, settings.password_memory_mib * 2048):
        stored = PasswordHasher(memory_cost=kibibytes).hash(PASSWORD)
        await User.find(User.email == account["email"]).update({"$set": {"password_hash": stored}})
        assert await web.token(account)
        [after] = await User.find(User.email == account["email"]).to_list()
        assert f"$m={settings.password_memory_mib * 1024}," in after.password_hash


async def test_only_the_command_line_makes_administrators(web: Web, deps: Deps) -> None:
    user = await accounts.create_admin("Root@example.com", PASSWORD, "Root")
    assert (user.role, user.email) == (Role.ADMIN, "root@example.com")
    token = await web.token({"email": "root@example.com", "password": PASSWORD})
    assert (await web.client(token).get("/auth/me")).json()["role"] == "admin"
    with pytest.raises(Conflict):
        await accounts.create_admin("root@example.com", PASSWORD, "Root")
    with pytest.raises(Unacceptable):
        await accounts.create_admin("other@example.com", "short", "Root")


async def test_many_registrations_at_once_make_one_account(web: Web) -> None:
    import asyncio

    async def register(number: int) -> httpx.Response:
        return await web.client(address=f"203.0.113.{number}").post("/auth/register", json=ACCOUNT)

    answers = await asyncio.gather(*(register(number) for number in range(20)))
    assert sorted(answer.status_code for answer in answers) == [201] + [409] * 19
