"""Webhooks: what they are told, signed, to a real listener; and what becomes of one that does not listen."""

from __future__ import annotations

import asyncio
import json
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import httpx
import pytest
from standardwebhooks import Webhook as Verifying
from standardwebhooks import WebhookVerificationError

from app.adapters.authority import Names, certify, https_files
from app.adapters.pinned_http import PinnedHttp
from app.domain.times import utc_now
from app.domain.vocabulary import HookEvent
from app.services import privacy, showing, webhooks
from app.services.deps import Deps
from app.settings import Settings
from app.store import showing as showing_store
from app.store import stats
from app.store.documents import AuditEntry, Event, HookMessage, Webhook
from tests.integration.web import Json, Web, code_of, event_of, running_app
from tests.painted import PaintedEngine
from tests.stage import Stage, stage_of

Respond = Callable[[asyncio.StreamWriter], Awaitable[None]]


@dataclass
class Listener:
    """A program that is told: what it got, and how it answers (a status, or by itself)."""

    got: list[tuple[dict[str, str], str]] = field(default_factory=list)
    answers: int | Respond = 204
    port: int = 0
    heard: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def url(self) -> str:
        """Where it is."""
        return f"http://127.0.0.1:{self.port}/hook?from=photos"

    @property
    def told(self) -> list[Json]:
        """The messages."""
        return [json.loads(body) for _, body in self.got]

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One request."""
        head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
        headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in head[1:] if line)}
        self.got.append((headers, (await reader.readexactly(int(headers["content-length"]))).decode()))
        self.heard.set()
        if callable(self.answers):
            await self.answers(writer)
        else:
            writer.write(f"HTTP/1.1 {self.answers} So\r\nContent-Length: 0\r\nLocation: {self.url}&again\r\n\r\n".encode())
        writer.close()


@pytest.fixture
async def listener() -> AsyncIterator[Listener]:
    """On this machine."""
    listener = Listener()
    server = await asyncio.start_server(listener.serve, "127.0.0.1", 0)
    listener.port = server.sockets[0].getsockname()[1]
    async with server:
        yield listener


@pytest.fixture
async def settings(settings: Settings) -> Settings:
    """The listener is on this machine."""
    return settings.model_copy(update={"webhook_private": True})


def wanted(url: str, **changes: Any) -> Json:
    """What a webhook is made of."""
    kinds = [kind.value for kind in HookEvent if kind is not HookEvent.TEST]
    return {"name": "Slideshow", "url": url, "kinds": kinds, "event_ids": None, **changes}


async def made(owner: httpx.AsyncClient, url: str, **changes: Any) -> Json:
    """A new one."""
    answer = await owner.post("/webhooks", json=wanted(url, **changes))
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


async def deliver(settings: Settings, *, private: bool = True) -> None:
    """As a keeper does it every second."""
    await webhooks.deliver_due(settings, PinnedHttp(private=private))


async def log_of(owner: httpx.AsyncClient, hook: Json) -> list[Json]:
    """What its owner sees."""
    return list((await owner.get(f"/webhooks/{hook['id']}/log")).json()["items"])


async def make_due() -> None:
    """The time until the next try is over."""
    await HookMessage.find_all().update({"$set": {"due_at": utc_now() - timedelta(seconds=1)}})
    await Webhook.find_all().update({"$set": {"rests_until": None}})


@asynccontextmanager
async def party(web: Web, deps: Deps) -> AsyncIterator[tuple[httpx.AsyncClient, Stage]]:
    """An event on the stage, and its owner."""
    owner = await web.signed_in()
    event = await Event.get(await event_of(owner))
    assert event is not None
    async with stage_of(deps, event, PaintedEngine()) as stage:
        yield owner, stage


async def test_a_photo_is_told_of_once_signed_and_without_a_face(web: Web, deps: Deps, listener: Listener) -> None:
    async with party(web, deps) as (owner, stage):
        hook = await made(owner, listener.url, kinds=["photo.indexed"])
        photo = await stage.index(3, name="party.png")
        await stage.ingest.process(photo.id)
        await deliver(deps.settings)
        await deliver(deps.settings)
    [(headers, body)] = listener.got
    told = Verifying(hook["secret"]).verify(body, headers)
    assert told["type"] == "photo.indexed"
    assert told["data"] == {"event_id": stage.event.id, "photo_id": photo.id, "name": "party.png"}
    with pytest.raises(WebhookVerificationError):
        Verifying(hook["secret"]).verify(body.replace("party", "Party"), headers)
    [message] = await log_of(owner, hook)
    assert (message["state"], message["status"], message["attempts"]) == ("delivered", 204, 1)
    assert message["id"] == headers["webhook-id"]


async def test_a_photo_that_waits_at_the_gate_is_released_later_and_told_of_then(
    web: Web, deps: Deps, listener: Listener
) -> None:
    async with party(web, deps) as (owner, stage):
        await made(owner, listener.url, kinds=["photo.released"])
        at_once = await stage.index(3, look=1)
        await owner.patch(f"/events/{stage.event.id}", json={"release": "approved"})
        later = await stage.index(3, look=2)
        await deliver(deps.settings)
        assert [told["data"]["photo_id"] for told in listener.told] == [at_once.id]
        approved = await owner.post(f"/events/{stage.event.id}/photos/bulk", json={"action": "approve", "photo_ids": [later.id]})
        assert approved.status_code == 200, approved.text
        await deliver(deps.settings)
    assert [told["data"]["photo_id"] for told in listener.told] == [at_once.id, later.id]


async def test_a_release_whose_process_died_before_it_could_tell_is_told_of_once(
    web: Web, deps: Deps, listener: Listener
) -> None:
    async with party(web, deps) as (owner, stage):
        await made(owner, listener.url, kinds=["photo.released"])
        await owner.patch(f"/events/{stage.event.id}", json={"release": "approved"})
        photo, held_again = await stage.index(3, look=1), await stage.index(3, look=2)
        now = utc_now()
        for released in (photo, held_again):  # the one durable step of a release; what follows it dies with the process
            assert await showing_store.set_released(released.id, now, rejected_too=True)
        await showing.hold(deps, held_again)
        assert await showing.rematch_again(deps, now + timedelta(minutes=1)) == 2, "the keeper's round"
        for each in (photo, held_again):
            await stage.ingest.rematch(each.id)
        await showing.hide(deps, photo)
        await showing.unhide(deps, photo)
        await stage.ingest.rematch(photo.id)
        await deliver(deps.settings)
    assert [told["data"]["photo_id"] for told in listener.told] == [photo.id]


async def test_a_photo_that_comes_back_after_long_is_not_told_of_as_released_again(
    web: Web, deps: Deps, listener: Listener
) -> None:
    async with party(web, deps) as (owner, stage):
        await made(owner, listener.url, kinds=["photo.released"])
        await owner.patch(f"/events/{stage.event.id}", json={"release": "approved"})
        photo = await stage.index(3)
        assert await showing_store.set_released(photo.id, utc_now() - timedelta(days=15), rejected_too=True)
        await stage.ingest.rematch(photo.id)
        await deliver(deps.settings)
    assert listener.got == []


async def test_matches_are_counted_and_every_deleted_event_is_told_of(web: Web, deps: Deps, listener: Listener) -> None:
    async with party(web, deps) as (owner, stage):
        await made(owner, listener.url, kinds=["matches.counted", "event.deleted"])
        await stage.index(3)
        await stats.count(stage.event.id, guests=2, told=5)
        for _ in range(2):
            await webhooks.tell_of_matches(deps, utc_now())
        other = await event_of(owner)
        for event_id in (stage.event.id, other):
            await owner.delete(f"/events/{event_id}")
            for _ in range(2):
                await privacy.erase_event(deps, event_id)
        await deliver(deps.settings)
    assert [(told["type"], told["data"]) for told in listener.told] == [
        ("matches.counted", {"event_id": stage.event.id, "matches": 5, "searches": 2}),
        ("event.deleted", {"event_id": stage.event.id}),
        ("event.deleted", {"event_id": other}),
    ]


async def test_a_webhook_is_told_of_its_events_and_kinds_only(web: Web, deps: Deps, listener: Listener) -> None:
    async with party(web, deps) as (owner, stage):
        other = await web.signed_in()
        await made(owner, listener.url, kinds=["event.deleted"])
        await made(owner, listener.url, event_ids=[await event_of(owner)])
        await made(other, listener.url)
        await stage.index(3)
        await deliver(deps.settings)
    assert listener.got == []


async def test_who_does_not_listen_is_tried_again_later_and_the_rest_waits(web: Web, deps: Deps, listener: Listener) -> None:
    owner = await web.signed_in()
    hook = await made(owner, listener.url)
    listener.answers = 503
    for _ in range(2):
        await owner.post(f"/webhooks/{hook['id']}/test")
    await deliver(deps.settings)
    [resting] = await Webhook.find_all().to_list()
    assert resting.rests_until is not None
    await resting.set({"rests_until": utc_now() + timedelta(hours=1)})
    await deliver(deps.settings)
    assert len(listener.got) == 1, "it rests"
    states = sorted((message["state"], message["attempts"], message["problem"]) for message in await log_of(owner, hook))
    assert states == [("waiting", 0, ""), ("waiting", 1, "answered 503")]
    [shown] = (await owner.get("/webhooks")).json()["items"]
    assert shown["failing_since"] is not None
    listener.answers = 200
    await make_due()
    await deliver(deps.settings)
    assert {message["state"] for message in await log_of(owner, hook)} == {"delivered"}
    [shown] = (await owner.get("/webhooks")).json()["items"]
    assert shown["failing_since"] is None
    first, again, _ = listener.got
    assert first[0]["webhook-id"] == again[0]["webhook-id"], "so that a program knows it again"


async def test_a_message_that_was_given_up_can_be_sent_again(web: Web, deps: Deps, listener: Listener) -> None:
    owner, stranger = await web.signed_in(), await web.signed_in()
    hook = await made(owner, listener.url)
    await owner.post(f"/webhooks/{hook['id']}/test")
    listener.answers = 500
    while (await log_of(owner, hook))[0]["state"] == "waiting":
        await make_due()
        await deliver(deps.settings)
    [message] = await log_of(owner, hook)
    assert (message["state"], message["attempts"]) == ("failed", 10)
    listener.answers = 200
    await make_due()
    await deliver(deps.settings)
    assert len(listener.got) == 10
    path = f"/webhooks/{hook['id']}/log/{message['id']}/again"
    assert code_of(await stranger.post(path)) == "not_found"
    assert (await owner.post(path)).status_code == 204
    await deliver(deps.settings)
    assert (await log_of(owner, hook))[0]["state"] == "delivered"


@pytest.mark.parametrize("how", ["three days", "410"])
async def test_a_webhook_that_is_given_up_is_told_nothing_until_it_is_changed(
    web: Web, deps: Deps, listener: Listener, how: str
) -> None:
    owner = await web.signed_in()
    hook = await made(owner, listener.url)
    await owner.post(f"/webhooks/{hook['id']}/test")
    listener.answers = 410 if how == "410" else 500
    if how == "three days":
        await Webhook.find_all().update({"$set": {"failing_since": utc_now() - timedelta(days=3)}})
    await deliver(deps.settings)
    [shown] = (await owner.get("/webhooks")).json()["items"]
    assert shown["disabled_at"] is not None
    assert how in shown["disabled_because"]
    assert [message["state"] for message in await log_of(owner, hook)] == ["failed"]
    assert await AuditEntry.find({"action": "webhook.disable", "actor": "system"}).count() == 1
    [kept] = await Webhook.find_all().to_list()
    await webhooks.tell(kept.user_id, 1, HookEvent.PHOTO_INDEXED, {}, "x")
    assert await HookMessage.find_all().count() == 1
    changed = (await owner.put(f"/webhooks/{hook['id']}", json=wanted(listener.url))).json()
    assert (changed["disabled_at"], changed["failing_since"]) == (None, None)


async def test_answers_without_end_and_redirects_are_cut(web: Web, deps: Deps, listener: Listener) -> None:
    owner = await web.signed_in()
    hook = await made(owner, listener.url)
    poured: list[int] = []

    async def pour(writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 50000000\r\n\r\n")
        try:
            for piece in range(1000):
                writer.write(bytes(50_000))
                await writer.drain()
                poured.append(piece)
        except ConnectionError:
            pass

    listener.answers = pour
    await owner.post(f"/webhooks/{hook['id']}/test")
    await deliver(deps.settings)
    assert len(poured) < 1000
    assert (await log_of(owner, hook))[0]["state"] == "delivered", "the status was there"
    listener.answers = 302
    await owner.post(f"/webhooks/{hook['id']}/test")
    await deliver(deps.settings)
    assert len(listener.got) == 2
    assert (await log_of(owner, hook))[0]["problem"] == "answered 302"


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "[::1]", "2130706433"])
async def test_without_leave_no_address_of_this_machine_is_reached(web: Web, deps: Deps, listener: Listener, host: str) -> None:
    owner = await web.signed_in()
    hook = await made(owner, f"https://{host}:{listener.port}/")
    await owner.post(f"/webhooks/{hook['id']}/test")
    await deliver(deps.settings, private=False)
    assert listener.got == []
    [message] = await log_of(owner, hook)
    assert "private network" in message["problem"]


@pytest.mark.parametrize("url", ["https://localhost/", "https://127.1/", "https://[::1]/", "http://example.org/"])
async def test_without_leave_a_webhook_that_would_reach_this_machine_is_not_made(deps: Deps, url: str) -> None:
    without_leave = deps.settings.model_copy(update={"webhook_private": False})
    async with running_app(without_leave, replace(deps, settings=without_leave)) as app:
        owner = await Web(app).signed_in()
        answer = await owner.post("/webhooks", json=wanted(url))
    assert (answer.status_code, code_of(answer)) == (422, "validation_failed")
    assert [error["loc"] for error in answer.json()["errors"]] == [["body", "url"]]


class Changing:
    """A name that leads to another address each time it is looked up, as an attacker's server answers it."""

    def __init__(self, *answers: str) -> None:
        self.answers = list(answers)

    async def __call__(self, name: str, port: int) -> list[str]:
        """The next one."""
        return [self.answers.pop(0)]


async def test_a_name_that_changes_after_it_was_looked_at_leads_to_what_was_looked_at(listener: Listener) -> None:
    other = Listener()
    server = await asyncio.start_server(other.serve, "127.0.0.2", listener.port)  # the same port of another address
    async with server:
        rebinding = Changing("127.0.0.1", "127.0.0.2", "127.0.0.2")
        sender = PinnedHttp(private=True, resolve=rebinding)
        answer = await sender.post(f"http://rebinding.example:{listener.port}/hook", {}, b"{}")
    assert (answer.status, answer.problem) == (204, "")
    assert (len(listener.got), len(other.got), rebinding.answers) == (1, 0, ["127.0.0.2", "127.0.0.2"])
    [(headers, _)] = listener.got
    assert headers["host"] == f"rebinding.example:{listener.port}"


async def test_a_name_of_a_public_and_a_private_address_is_refused_whole(listener: Listener) -> None:
    async def both(_name: str, _port: int) -> list[str]:
        return ["93.184.216.34", "127.0.0.1"]

    answer = await PinnedHttp(private=False, resolve=both).post(f"https://rebinding.example:{listener.port}/", {}, b"{}")
    assert (answer.status, listener.got) == (None, [])
    assert "private network" in answer.problem


@dataclass
class TlsListener(Listener):
    """The same behind TLS; ``asked_for`` are the names that clients asked for (SNI)."""

    asked_for: list[str | None] = field(default_factory=list)

    def context(self, pem: Path) -> ssl.SSLContext:
        """With that certificate."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(pem)
        context.sni_callback = lambda _socket, name, _context: self.asked_for.append(name)
        return context


@pytest.mark.parametrize(("certified", "taken"), [("hooks.example", True), ("other.example", False)])
async def test_over_tls_the_name_is_asked_for_and_verified_though_the_connection_goes_to_an_address(
    tmp_path: Path, certified: str, taken: bool
) -> None:
    certify(tmp_path, Names((certified,), (ip_address("127.0.0.1"),)), datetime.now(UTC))  # the address is in both of them
    files, listener = https_files(tmp_path), TlsListener()
    server = await asyncio.start_server(listener.serve, "127.0.0.1", 0, ssl=listener.context(files.certificate))
    listener.port = server.sockets[0].getsockname()[1]
    async with server:
        trust = ssl.create_default_context(cafile=files.trusted)
        sender = PinnedHttp(private=True, resolve=Changing("127.0.0.1"), trust=trust)
        answer = await sender.post(f"https://hooks.example:{listener.port}/", {}, b"{}")
        strangers = PinnedHttp(private=True, resolve=Changing("127.0.0.1"))
        not_trusted = await strangers.post(f"https://hooks.example:{listener.port}/", {}, b"{}")
    assert listener.asked_for == ["hooks.example", "hooks.example"]
    assert (answer.status == 204, len(listener.got)) == (taken, int(taken)), answer.problem
    assert taken or "certificate" in answer.problem
    assert not_trusted.status is None, "no public authority knows it"


class Silent(Listener):
    """Reads what it is sent and answers nothing, until the other side hangs up."""

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One request."""
        self.got.append(({}, (await reader.read()).decode()))
        self.heard.set()
        writer.close()


async def drip(writer: asyncio.StreamWriter) -> None:
    """An answer whose head never ends, a byte at a time: so slowly that no limit of size is met before that of time."""
    writer.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    try:
        while True:
            writer.write(b"x")
            await writer.drain()
            await asyncio.sleep(0.01)
    except ConnectionError:
        pass


@pytest.mark.parametrize("silent", [Silent(), Listener(answers=drip)], ids=["no answer", "an answer without end"])
async def test_a_webhook_that_never_answers_is_cut_and_keeps_nobody_waiting(
    web: Web, deps: Deps, listener: Listener, silent: Listener
) -> None:
    owner = await web.signed_in()
    server = await asyncio.start_server(silent.serve, "127.0.0.1", 0)
    silent.port = server.sockets[0].getsockname()[1]
    hung, fine = await made(owner, silent.url), await made(owner, listener.url)
    for hook in (hung, fine):
        await owner.post(f"/webhooks/{hook['id']}/test")
    await webhooks.deliver_due(deps.settings, PinnedHttp(private=True, within_s=1))
    server.close()
    [late], [told] = await log_of(owner, hung), await log_of(owner, fine)
    assert (late["state"], late["problem"], told["state"]) == ("waiting", "no answer within 1 s", "delivered")
    await silent.heard.wait()  # one of them notices only that the other side has hung up
    assert len(silent.got) == 1


async def test_the_name_of_a_webhook_is_in_its_request(web: Web, deps: Deps, listener: Listener) -> None:
    owner = await web.signed_in()
    hook = await made(owner, listener.url.replace("127.0.0.1", "localhost"))
    await owner.post(f"/webhooks/{hook['id']}/test")
    await deliver(deps.settings)
    [(headers, _)] = listener.got
    assert headers["host"] == f"localhost:{listener.port}"


async def test_another_secret_signs_from_then_on(web: Web, deps: Deps, listener: Listener) -> None:
    owner = await web.signed_in()
    hook = await made(owner, listener.url)
    fresh = (await owner.post(f"/webhooks/{hook['id']}/secret")).json()["secret"]
    assert fresh != hook["secret"]
    await owner.post(f"/webhooks/{hook['id']}/test")
    await deliver(deps.settings)
    [(headers, body)] = listener.got
    assert Verifying(fresh).verify(body, headers)["type"] == "test"
    with pytest.raises(WebhookVerificationError):
        Verifying(hook["secret"]).verify(body, headers)
    assert all(fresh not in kept.model_dump_json() for kept in await Webhook.find_all().to_list())


async def test_a_webhook_that_is_deleted_takes_what_waits_along(web: Web, deps: Deps, listener: Listener) -> None:
    owner, stranger = await web.signed_in(), await web.signed_in()
    hook = await made(owner, listener.url)
    await owner.post(f"/webhooks/{hook['id']}/test")
    assert code_of(await stranger.delete(f"/webhooks/{hook['id']}")) == "not_found"
    assert (await owner.delete(f"/webhooks/{hook['id']}")).status_code == 204
    await deliver(deps.settings)
    assert (listener.got, await HookMessage.find_all().count()) == ([], 0)
    entries = await AuditEntry.find({"target": f"webhook:{hook['id']}"}).to_list()
    assert {entry.action for entry in entries} == {"webhook.create", "webhook.delete"}


@pytest.mark.parametrize(
    "changes",
    [
        {"url": "ftp://example.org/"},
        {"url": "https://"},
        {"url": "https://user:pass@example.org/"},
        {"url": "https://example.org:99999/"},
        {"url": "https://example.org/\n"},
        {"kinds": []},
        {"kinds": ["everything"]},
        {"event_ids": [999]},
        {"name": ""},
    ],
    ids=str,
)
async def test_a_webhook_that_makes_no_sense_is_not_made(web: Web, changes: Json) -> None:
    owner = await web.signed_in()
    asked = wanted("https://example.org/") | changes
    assert code_of(await owner.post("/webhooks", json=asked)) == "validation_failed"
