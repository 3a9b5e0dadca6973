"""Whatever goes wrong, a client gets a problem that it can switch on, and no more than that."""

from __future__ import annotations

import asyncio
import gc
import inspect
import logging
import subprocess
import sys
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
import redis.asyncio as redis
from pydantic import SecretStr

from app.adapters.embedded import Backend, secantus, volatile_valkey
from app.adapters.opening import open_deps
from app.domain.vocabulary import Role
from app.errors import Unavailable
from app.services.deps import Deps
from app.settings import Settings
from app.store.documents import User
from app.web.application import create_app
from app.web.headers import CONTENT_SECURITY_POLICY
from tests.integration.sockets import serving
from tests.integration.web import PASSWORD, Web, code_of, event_of, running_app, share
from tests.painted import painted

LOGIN = "/auth/login"


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (b"", 400, "malformed_json"),
        (b"{", 400, "malformed_json"),
        (b'{"email": NaN, "password": "x"}', 400, "malformed_json"),
        (b'{"email": Infinity}', 400, "malformed_json"),
        (b'{"email": "\\ud800"}', 400, "malformed_json"),
        (b"[" * 50_000, 400, "malformed_json"),
        (b'{"a":' * 5_000 + b"1" + b"}" * 5_000, 400, "malformed_json"),
        (b"{'email': 'x'}", 400, "malformed_json"),
        (b"\xff\xfe\x00", 400, "not_utf8"),
        (b'{"email": "\xe9@example.com"}', 400, "not_utf8"),
        (b'\xef\xbb\xbf{"email": "x"}', 400, "malformed_json"),
        (b"[]", 422, "validation_failed"),
        (b"null", 422, "validation_failed"),
        (b"5", 422, "validation_failed"),
        (b'"text"', 422, "validation_failed"),
        (b"{}", 422, "validation_failed"),
        (b'{"email": {"$gt": ""}, "password": {"$gt": ""}}', 422, "validation_failed"),
        (b'{"email": ["a"], "password": 1e999}', 400, "malformed_json"),
        (b'{"email": true, "password": null}', 422, "validation_failed"),
        (b'{"email": "' + b"x" * 70_000 + b'"}', 413, "too_large"),
    ],
)
async def test_bad_bodies_get_a_clear_answer(web: Web, body: bytes, status: int, code: str) -> None:
    answer = await web.client().post(LOGIN, content=body, headers={"Content-Type": "application/json"})
    assert (answer.status_code, code_of(answer)) == (status, code)
    if code == "validation_failed":
        errors = answer.json()["errors"]
        assert errors
        assert all(error.keys() == {"loc", "msg"} for error in errors)


async def test_only_json_is_taken_for_json(web: Web) -> None:
    body = b'{"email": "a@example.com", "password": "not the password"}'
    for media_type in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""):
        answer = await web.client().post(LOGIN, content=body, headers={"Content-Type": media_type})
        assert (answer.status_code, code_of(answer)) == (415, "unsupported_media_type")
    spelled = {"Content-Type": "Application/JSON; charset=utf-8"}
    assert (await web.client().post(LOGIN, content=body, headers=spelled)).status_code == 401


async def test_what_was_sent_is_not_sent_back(web: Web) -> None:
    answer = await web.client().post(LOGIN, json={"email": 5, "password": ["my secret password"]})
    assert answer.status_code == 422
    assert "my secret password" not in answer.text


async def test_unknown_addresses_and_methods_are_problems_too(web: Web) -> None:
    client = web.client()
    for path in ("/nothing", "/../../etc/passwd", "/events/1/nothing", "http://testserver/static/nothing.js"):
        answer = await client.get(path)
        assert (answer.status_code, code_of(answer)) == (404, "not_found"), path
    answer = await client.put("/events")
    assert (answer.status_code, code_of(answer)) == (405, "method_not_allowed")
    assert set(answer.headers["Allow"].split(", ")) == {"GET", "HEAD", "POST"}


async def test_every_answer_carries_the_security_headers(web: Web) -> None:
    client = web.client()
    answers = [
        await client.get("/events"),
        await client.get("/nothing"),
        await client.post(LOGIN, content=b"{"),
        await client.get("http://testserver/docs"),
        await client.get("http://testserver/openapi.json"),
        await client.get("http://testserver/healthz"),
        await client.get("http://testserver/"),
    ]
    for answer in answers:
        assert answer.headers["Content-Security-Policy"] == CONTENT_SECURITY_POLICY
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert "camera=(self)" in answer.headers["Permissions-Policy"]
    assert answers[0].headers["Cache-Control"] == "no-store"
    assert "unsafe" not in CONTENT_SECURITY_POLICY
    assert "frame-ancestors 'none'" in CONTENT_SECURITY_POLICY


class _BrokenKeys:
    """Fails as no adapter should."""

    async def create(self, name: str) -> None:
        raise RuntimeError("the key store says: hunter2")


async def test_what_nobody_expected_is_logged_and_not_told(settings: Settings, caplog: pytest.LogCaptureFixture) -> None:
    @asynccontextmanager
    async def broken(settings: Settings) -> AsyncIterator[Deps]:
        async with open_deps(settings) as deps:
            yield replace(deps, keys=_BrokenKeys())  # type: ignore[arg-type]

    app = create_app(settings, broken)
    async with app.router.lifespan_context(app) as state:
        web = Web(lambda scope, receive, send: app({**scope, "state": dict(state or {})}, receive, send))
        owner = await web.signed_in()
        with caplog.at_level(logging.ERROR):
            answer = await owner.post("/events", json={"name": "Party", "visibility": "public"})
    assert (answer.status_code, code_of(answer)) == (500, "internal_error")
    assert "hunter2" not in answer.text
    assert "key store" not in answer.text
    assert "Content-Security-Policy" in answer.headers
    assert "unexpected error in POST /api/v1/events" in caplog.text
    assert "hunter2" in caplog.text


@asynccontextmanager
async def _own(backend: Backend) -> AsyncIterator[asyncio.subprocess.Process]:
    """A backend of this test alone, which it may kill."""
    process = await asyncio.create_subprocess_exec(
        *backend.command, cwd=backend.cwd, stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL
    )
    try:
        while not await backend.answers():
            await asyncio.sleep(0.05)
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


async def _expect_unavailable(client: httpx.AsyncClient, method: str, path: str, body: object) -> None:
    answer = await client.request(method, path, json=body)
    assert (answer.status_code, code_of(answer)) == (503, "unavailable")
    assert int(answer.headers["Retry-After"]) >= 1


def _ways_to_the_database() -> list[Awaitable[Any]]:
    """Every kind of operation that the store uses, by Beanie and past it."""
    rows = User.get_pymongo_collection()

    async def read(cursor: Awaitable[Any] | AsyncIterator[Any]) -> list[Any]:
        return [row async for row in (await cursor if inspect.isawaitable(cursor) else cursor)]

    return [
        User.get("a"),
        User.find_all().to_list(),
        User(email="a@example.com", password_hash="", name="A", role=Role.GUEST).insert(),
        rows.find_one({"_id": "a"}),
        rows.insert_many([{"_id": "a"}]),
        rows.update_one({"_id": "a"}, {"$set": {"name": "b"}}),
        rows.update_many({}, {"$set": {"name": "b"}}),
        rows.find_one_and_update({"_id": "a"}, {"$set": {"name": "b"}}),
        rows.find_one_and_delete({"_id": "a"}),
        rows.delete_many({}),
        rows.count_documents({}),
        read(rows.find({})),
        read(rows.find_raw_batches({})),
        read(rows.aggregate([])),
        rows.database.command("ping"),
    ]


async def test_while_redis_is_away_clients_are_asked_to_come_back(settings: Settings, backends_dir: Path) -> None:
    folder = backends_dir / "own-valkey"
    folder.mkdir()
    backend = volatile_valkey(folder)
    async with _own(backend) as process, running_app(settings.model_copy(update={"redis_volatile_url": backend.url})) as app:
        web = Web(app)
        owner = await web.signed_in()
        process.kill()
        await process.wait()
        await _expect_unavailable(web.client(), "POST", LOGIN, {"email": "a@example.com", "password": PASSWORD})
        assert (await owner.get("/auth/me")).status_code == 200


async def test_while_the_photos_store_is_away_clients_are_asked_to_come_back(web: Web, settings: Settings) -> None:
    owner = await web.signed_in()
    path = f"/events/{await event_of(owner)}/photos"
    (settings.data_dir / "blobs").mkdir(parents=True, exist_ok=True)
    (settings.data_dir / "blobs" / "staging").write_bytes(b"no folder can be here")
    answer = await owner.post(path, files={"file": ("a.png", painted(1), "image/png")})
    assert (answer.status_code, code_of(answer)) == (503, "unavailable")
    assert int(answer.headers["Retry-After"]) >= 1


async def test_while_redis_has_no_memory_left_clients_are_asked_to_come_back(web: Web, settings: Settings) -> None:
    async with redis.from_url(settings.redis_volatile_url) as connection:
        before = (await connection.config_get("maxmemory"))["maxmemory"]
        await connection.config_set("maxmemory", "1")
        try:
            await _expect_unavailable(web.client(), "POST", LOGIN, {"email": "a@example.com", "password": PASSWORD})
        finally:
            await connection.config_set("maxmemory", before)
    assert (await web.client().post(LOGIN, json={"email": "a@example.com", "password": PASSWORD})).status_code == 401


# A connection attempt that pymongo itself cancels while the server is away leaves its socket to the garbage collector.
@pytest.mark.filterwarnings("ignore:Exception ignored in. <socket:pytest.PytestUnraisableExceptionWarning")
async def test_while_the_database_is_away_clients_are_asked_to_come_back(settings: Settings, tmp_path: Path) -> None:
    backend = secantus(tmp_path)
    async with _own(backend) as process, running_app(settings.model_copy(update={"mongodb_url": backend.url})) as app:
        web = Web(app)
        owner = await web.signed_in()
        process.kill()
        await process.wait()
        await _expect_unavailable(owner, "GET", "/events", None)
        await _expect_unavailable(owner, "POST", "/events", {"name": "Party", "visibility": "public"})
        ends = await asyncio.gather(*_ways_to_the_database(), return_exceptions=True)
        assert {type(end) for end in ends} == {Unavailable}
    async with open_deps(settings):
        pass  # Beanie lets go of the dead client
    gc.collect()  # and its socket goes here, where the warning is filtered


async def test_no_connection_is_used_that_the_database_may_have_closed(settings: Settings) -> None:
    ask = "from secantus.server import DEFAULT_CLIENT_IDLE_TIMEOUT_S as seconds; print(seconds)"
    asked = await asyncio.create_subprocess_exec(sys.executable, "-c", ask, stdout=subprocess.PIPE)  # a program of its own
    closes_after, _ = await asked.communicate()
    async with open_deps(settings):
        lives_s = User.get_pymongo_collection().database.client.options.pool_options.max_idle_time_seconds
    assert lives_s is not None
    assert lives_s + 60 < float(closes_after)


async def test_over_a_real_connection_a_large_body_is_refused_and_nothing_secret_is_logged(
    deps: Deps, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    async with serving(deps) as socket_url:
        url = f"http://{urlsplit(socket_url).netloc}/api/v1"
        async with httpx.AsyncClient(base_url=url, headers={"Content-Type": "application/json"}, timeout=120) as client:

            async def endless() -> AsyncIterator[bytes]:
                yield b'{"email": "'
                for _ in range(2000):
                    yield b"x" * 1000

            answer = await client.post(LOGIN, content=endless())
            assert (answer.status_code, code_of(answer)) == (413, "too_large")
            assert (await client.head("/events")).status_code == 200
            assert (await client.head("/events")).content == b""
            account = {"email": "ada@example.com", "password": PASSWORD, "name": "Ada", "role": "photographer"}
            await client.post("/auth/register", json=account)
            token = (await client.post(LOGIN, json=account)).json()["access_token"]
            owner = httpx.AsyncClient(base_url=url, headers={"Authorization": f"Bearer {token}"}, timeout=120)
            link = (await share(owner, await event_of(owner), pin="2468"))["token"]
            wrong = await client.get(f"/share/{link}", headers={"X-Share-Pin": "a wrong pin"})
            assert code_of(wrong) == "wrong_pin"
            await owner.aclose()
    # The client logs its own requests, and server.py runs uvicorn without its access log.
    logged = [str(vars(entry)) for entry in caplog.records if entry.name not in {"httpx", "uvicorn.access"}]
    for secret in (token, link, PASSWORD, "a wrong pin"):
        assert not [line for line in logged if secret in line]


async def test_a_client_that_leaves_in_the_middle_is_no_error_of_ours(deps: Deps, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    async with serving(deps) as socket_url:
        address = urlsplit(socket_url)
        _, writer = await asyncio.open_connection(address.hostname, address.port)
        head = "POST /api/v1/auth/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"
        writer.write(head.encode())
        await writer.drain()
        await asyncio.sleep(0.1)
        writer.close()
        await writer.wait_closed()
        async with asyncio.timeout(120):
            while "a client left in the middle of POST /api/v1/auth/login" not in caplog.text:
                await asyncio.sleep(0.01)
    assert not [entry for entry in caplog.records if entry.levelno >= logging.WARNING]


async def test_a_secret_key_of_its_own_makes_an_installation_refuse_foreign_tokens(settings: Settings) -> None:
    async with running_app(settings) as app:
        token = await Web(app).token(await Web(app).register())
    other = {"secret_key": SecretStr("a different secret, long enough"), "data_dir": settings.data_dir / "another"}
    async with running_app(settings.model_copy(update=other)) as app:
        assert (await Web(app).client(token).get("/auth/me")).status_code == 401
