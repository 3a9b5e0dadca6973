"""The WebSocket contract on a real server: who may listen, what is answered, and which code closes the socket."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

import httpx
import psutil
import pytest
from prometheus_client import REGISTRY
from websockets.asyncio.client import connect

from app import topics
from app.adapters.opening import open_deps
from app.domain.permissions import Caller
from app.domain.vocabulary import PhotoStage, Role, SearchStage
from app.services import kiosks, privacy, sharing
from app.services.deps import Deps
from app.settings import Settings
from app.web.ws.transport import EndingWebSocketProtocol
from tests.integration.sockets import Json, Peer, Wire, World, peer, serving, until


@pytest.fixture
async def world(deps: Deps) -> World:
    """A photographer with an event."""
    return await World.make(deps)


@pytest.fixture
async def url(deps: Deps) -> AsyncIterator[str]:
    """A running server."""
    async with serving(deps) as address:
        yield address


def changed(deps: Deps, **settings: Any) -> Deps:
    """The same ports with other settings."""
    return replace(deps, settings=deps.settings.model_copy(update=settings))


def ingest(world: World) -> str:
    """The topic of the event."""
    return topics.ingest_topic(world.event.id)


# Handshake and authentication


async def test_the_subprotocol_is_negotiated_and_not_forced(url: str) -> None:
    async with peer(url) as client:
        assert client.socket.subprotocol == "eventphotos.v1"
    async with peer(url, subprotocols=["other", "eventphotos.v1"]) as client:
        assert client.socket.subprotocol == "eventphotos.v1"
    async with connect(url) as socket:
        assert socket.subprotocol is None
        await Peer(socket).silent(0)


async def test_who_does_not_authenticate_in_time_is_closed(deps: Deps) -> None:
    async with serving(changed(deps, ws_auth_timeout_s=2)) as url, peer(url) as client:
        await client.send("ping")
        code, told = await client.closed()
        assert (code, [message["type"] for message in told]) == (4401, ["pong", "error"])


@asynccontextmanager
async def _held_back(settings: Settings) -> AsyncIterator[tuple[Settings, asyncio.Event, asyncio.Event]]:
    """The same database, whose answers come only while the first event is set; the second is set once a search is asked for
    meanwhile."""
    target = urlsplit(settings.mongodb_url)
    flows, asked = asyncio.Event(), asyncio.Event()
    flows.set()

    async def pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, *, held: bool) -> None:
        with suppress(ConnectionError):
            while data := await reader.read(65_536):
                if held:
                    await flows.wait()
                elif not flows.is_set() and b"searches\0" in data:  # BSON has the collection's name as it is
                    asked.set()
                writer.write(data)
                await writer.drain()
        writer.close()

    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        far_reader, far_writer = await asyncio.open_connection(target.hostname, target.port)
        await asyncio.gather(pump(reader, far_writer, held=False), pump(far_reader, writer, held=True))

    server = await asyncio.start_server(connected, "127.0.0.1")
    address = f"127.0.0.1:{server.sockets[0].getsockname()[1]}"
    url = target._replace(netloc=address).geturl()
    async with server:
        yield settings.model_copy(update={"mongodb_url": url}), flows, asked


async def test_who_has_sent_credentials_in_time_is_not_refused_because_we_are_slow(settings: Settings, world: World) -> None:
    _, token = await world.session()
    impatient = settings.model_copy(update={"ws_auth_timeout_s": 2})
    async with _held_back(impatient) as (slow, flows, _), open_deps(slow) as held, serving(held) as url:
        flows.clear()
        async with peer(url, token) as client:
            await asyncio.sleep(2.5)
            flows.set()
            assert (await client.subscribe(ingest(world)))["type"] == "subscribed"
    async with open_deps(settings):
        pass  # Beanie lets go of the slow client


async def test_a_bad_token_closes(url: str, world: World) -> None:
    for token in ("nonsense", "", "a.b.c", "x" * 5000):
        async with peer(url, token) as client:
            code, [told] = await client.closed()
            assert (code, told["code"]) == (4401, "not_authenticated")
    session, token = await world.session()
    await session.delete()
    async with peer(url, token) as client:
        assert (await client.closed())[0] == 4401


async def test_nothing_is_listened_to_before_authentication(url: str, world: World) -> None:
    async with peer(url) as client:
        told = await client.subscribe(ingest(world), request_id="first")
        assert (told["type"], told["id"], told["code"]) == ("error", "first", "not_authenticated")
        assert (await client.closed())[0] == 4401


async def test_a_bearer_header_authenticates_programs(url: str, world: World) -> None:
    _, token = await world.session()
    async with peer(url, additional_headers={"Authorization": f"Bearer {token}"}) as client:
        assert (await client.subscribe(ingest(world)))["type"] == "subscribed"


async def test_a_cookie_counts_only_on_our_own_pages(url: str, world: World) -> None:
    _, token = await world.session()
    cookie = {"Cookie": f"ep_session={token}"}
    own = f"http://{httpx.URL(url).netloc.decode()}"
    for origin in (own, "http://testserver"):
        async with peer(url, origin=origin, additional_headers=cookie) as client:
            assert (await client.subscribe(ingest(world)))["type"] == "subscribed"
    for foreign in ("http://evil.example", "null", None):
        async with peer(url, origin=foreign, additional_headers=cookie) as client:
            await client.subscribe(ingest(world))
            assert (await client.closed())[0] == 4401


async def test_several_credentials_add_up(url: str, world: World) -> None:
    (one, first), (two, second) = await world.search(), await world.search()
    async with peer(url, first) as client:
        await client.send("auth", token=second)
        for search in (one, two):
            assert (await client.subscribe(topics.search_topic(search.id)))["type"] == "subscribed"


async def test_credentials_add_up_to_a_bound_and_the_same_ones_not_at_all(deps: Deps) -> None:
    world = await World.make(deps)
    tokens = [(await world.search())[1] for _ in range(3)]
    async with serving(changed(deps, ws_max_subscriptions=2)) as url, peer(url, tokens[0]) as client:
        await client.send("auth", token=tokens[0])
        await client.send("auth", token=tokens[1])
        await client.silent(0)
        await client.send("auth", token=tokens[2])
        assert (await client.receive())["code"] == "too_many_credentials"
        await client.silent(0)


# What is refused


@pytest.mark.parametrize(
    "message",
    [
        "",
        "{",
        "[]",
        "null",
        '"ping"',
        "{}",
        '{"type":null}',
        '{"type":"dance"}',
        '{"type":"auth"}',
        '{"type":"auth","token":7}',
        '{"type":"subscribe"}',
        '{"type":"subscribe","id":1}',
        '{"type":"subscribe","topic":"search:x"}',
        '{"type":"subscribe","id":1,"topic":7}',
        '{"type":"subscribe","id":true,"topic":"search:x"}',
        '{"type":"subscribe","id":1.5,"topic":"search:x"}',
        '{"type":"subscribe","id":{},"topic":"search:x"}',
        '{"type":"subscribe","id":1,"topic":"search:x","since":{"epoch":"e"}}',
        '{"type":"subscribe","id":1,"topic":"search:x","since":{"epoch":"e","offset":-1}}',
        '{"type":"subscribe","id":1,"topic":"search:x","since":{"epoch":7,"offset":1}}',
        '{"type":"subscribe","id":1,"topic":"\\ud800"}',
        '{"type":"unsubscribe","id":1}',
        '{"type":"ping"' + " " * 17_000 + "}",
        "[" * 10_000,
        b"\x00\x01",
        b'{"type":"ping"}',
    ],
    ids=range(26),
)
async def test_a_bad_message_is_named_and_closes(url: str, world: World, message: str | bytes) -> None:
    _, token = await world.session()
    async with peer(url, token) as client, peer(url, token) as other:
        await client.socket.send(message)
        code, told = await client.closed()
        assert (code, [error["code"] for error in told]) == (4400, ["bad_message"])
        await other.silent(0)


async def test_the_error_has_the_id_of_the_request(url: str, world: World) -> None:
    _, token = await world.session()
    for request_id in (7, "seven"):
        async with peer(url, token) as client:
            await client.send("dance", id=request_id)
            assert (await client.receive())["id"] == request_id


async def test_text_that_is_not_utf8_and_huge_messages_end_only_their_own_socket(url: str, world: World) -> None:
    _, token = await world.session()
    async with peer(url, token) as other:
        async with connect(url) as socket:
            socket.protocol.send_text(b"\xff\xfe")
            socket.transport.write(b"".join(socket.protocol.data_to_send()))
            assert (await Peer(socket).closed())[0] == 1007
        async with connect(url) as socket:
            await socket.send("x" * 1_000_000)
            assert (await Peer(socket).closed())[0] == 1009
        await other.silent(0)


async def test_foreign_and_missing_topics_look_the_same(url: str, world: World, deps: Deps) -> None:
    stranger = await World.make(deps)
    search, _ = await world.search()
    withdrawn, holder = await world.search()
    await withdrawn.set({"state": SearchStage.WITHDRAWN})
    kiosk, _ = await world.kiosk()
    _, token = await stranger.session()
    closed = [
        *(ingest(world), topics.search_topic(search.id), topics.search_topic(withdrawn.id), topics.kiosk_topic(kiosk.id)),
        *("event:99999999:ingest", "event:99999999999999999999:ingest", "search:nope", "kiosk:nope", "event:1:photos", ""),
        *("event:0:ingest", "session:x", "search:{x}", "search:a:b", "SEARCH:x", "search:" + "x" * 5000),
    ]
    answers = set()
    for topic in closed:
        async with peer(url, token) as client:
            told = await client.subscribe(topic, request_id=7)
            assert (told["type"], told["id"], told["code"]) == ("error", 7, "forbidden")
            answers.add(told["message"])
            assert (await client.closed())[0] == 4403
    async with peer(url, holder) as client:
        answers.add((await client.subscribe(topics.search_topic(withdrawn.id)))["message"])
        assert (await client.closed())[0] == 4403
    assert len(answers) == 1


async def test_a_kiosk_hears_itself_and_its_owner_hears_it(url: str, world: World) -> None:
    kiosk, token = await world.kiosk()
    other, _ = await world.kiosk()
    _, owner = await world.session()
    for credentials in (token, owner):
        async with peer(url, credentials) as client:
            answer = await client.subscribe(topics.kiosk_topic(kiosk.id))
            assert answer["snapshot"]["config"]["name"] == "Door"
    async with peer(url, token) as client:
        await client.subscribe(topics.kiosk_topic(other.id))
        assert (await client.closed())[0] == 4403


async def test_a_topic_is_subscribed_once_and_not_without_bound(deps: Deps) -> None:
    world = await World.make(deps)
    _, token = await world.session()
    async with serving(changed(deps, ws_max_subscriptions=1)) as url, peer(url, token) as client:
        assert (await client.subscribe(ingest(world)))["type"] == "subscribed"
        assert (await client.subscribe(ingest(world), request_id=2))["code"] == "already_subscribed"
        kiosk, _ = await world.kiosk()
        assert (await client.subscribe(topics.kiosk_topic(kiosk.id), request_id=3))["code"] == "too_many_subscriptions"
        await client.silent(0)


async def test_a_silent_socket_that_listens_to_nothing_is_idle(deps: Deps) -> None:
    world = await World.make(deps)
    _, token = await world.session()
    async with serving(changed(deps, ws_idle_timeout_s=3)) as url, peer(url, token) as client:
        assert (await client.subscribe(ingest(world)))["type"] == "subscribed"
        await client.silent(3.5)
        await client.send("unsubscribe", id=2, topic=ingest(world))
        assert (await client.receive())["type"] == "unsubscribed"
        for _ in range(7):
            await client.silent(0.5)
        assert (await client.closed(30))[0] == 4408


# Topics


async def test_ping_is_answered(url: str) -> None:
    async with peer(url) as client:
        await client.send("ping", id=5)
        assert await client.receive() == {"type": "pong", "id": 5}


async def test_a_new_listener_gets_a_snapshot_and_all_that_follows(url: str, world: World) -> None:
    _, token = await world.session()
    bus, topic = world.deps.bus, ingest(world)
    await bus.publish(topic, topics.photo_removed("before"))
    async with peer(url, token) as client:
        answer = await client.subscribe(topic)
        assert {"type": "subscribed", "id": 1, "topic": topic, "offset": 1, "recovered": False}.items() <= answer.items()
        assert answer["snapshot"]["progress"]["total"] == 0
        assert answer["snapshot"]["photos"] == []
        for number in range(3):
            await bus.publish(topic, topics.photo_removed(str(number)))
        heard = await client.publications(3)
        assert [message["offset"] for message in heard] == [2, 3, 4]
        assert heard[0] == {"type": "publication", "topic": topic, "offset": 2, "data": topics.photo_removed("0")}


async def test_who_comes_back_gets_what_was_missed_and_then_what_is_new(url: str, world: World) -> None:
    _, token = await world.session()
    bus, topic = world.deps.bus, ingest(world)
    for number in range(1, 8):
        await bus.publish(topic, topics.photo_removed(str(number)))
    epoch = (await bus.history(topic)).end.epoch
    async with peer(url, token) as client:
        answer = await client.subscribe(topic, since={"epoch": epoch, "offset": 3})
        assert (answer["recovered"], answer["epoch"], "snapshot" in answer) == (True, epoch, False)
        await bus.publish(topic, topics.photo_removed("8"))
        heard = await client.publications(5)
        assert [message["offset"] for message in heard] == [4, 5, 6, 7, 8]
        assert [message["data"]["photo_id"] for message in heard] == ["4", "5", "6", "7", "8"]
        await client.silent()


@pytest.mark.parametrize("since", [{"epoch": "another", "offset": 1}, {"epoch": "", "offset": 0}])
async def test_who_comes_back_from_another_epoch_gets_a_snapshot(url: str, world: World, since: Json) -> None:
    _, token = await world.session()
    await world.deps.bus.publish(ingest(world), topics.photo_removed("1"))
    async with peer(url, token) as client:
        answer = await client.subscribe(ingest(world), since=since)
        assert (answer["recovered"], answer["offset"]) == (False, 1)
        assert "snapshot" in answer
        await client.silent()


async def test_a_position_beyond_the_history_gets_a_snapshot(url: str, world: World) -> None:
    _, token = await world.session()
    bus, topic = world.deps.bus, ingest(world)
    history = world.deps.settings.topic_history
    for number in range(history + 2):
        await bus.publish(topic, topics.photo_removed(str(number)))
    epoch = (await bus.history(topic)).end.epoch
    async with peer(url, token) as client:
        assert not (await client.subscribe(topic, since={"epoch": epoch, "offset": 1}))["recovered"]
    async with peer(url, token) as client:  # Far more than a queue holds: what was missed is not held against the client.
        assert (await client.subscribe(topic, since={"epoch": epoch, "offset": 2}))["recovered"]
        heard = await client.publications(history)
        assert [message["offset"] for message in heard] == list(range(3, history + 3))


async def test_after_unsubscribe_nothing_more_comes_until_subscribed_again(url: str, world: World) -> None:
    _, token = await world.session()
    bus, topic = world.deps.bus, ingest(world)
    async with peer(url, token) as client:
        answer = await client.subscribe(topic)
        await client.send("unsubscribe", id=2, topic=topic)
        told = await client.receive()
        assert told == {"type": "unsubscribed", "topic": topic, "reason": "unsubscribed", "id": 2}
        await bus.publish(topic, topics.photo_removed("1"))
        await client.silent()
        again = await client.subscribe(topic, since={"epoch": answer["epoch"], "offset": answer["offset"]})
        assert again["recovered"]
        assert [message["offset"] for message in await client.publications(1)] == [1]
        await client.send("unsubscribe", id=3, topic="search:unknown")
        assert (await client.receive())["code"] == "not_subscribed"


def match(photo_id: str, score: float) -> Json:
    """A match as it is published."""
    return {"photo_id": photo_id, "score": score, "tier": "certain", "live": True}


async def test_a_search_snapshot_holds_what_was_published_and_what_was_not_follows(url: str, world: World) -> None:
    search, token = await world.search()
    bus, topic = world.deps.bus, topics.search_topic(search.id)
    for data in (
        topics.search_status(SearchStage.SEARCHING),
        topics.search_match(match("worse", 0.5)),
        topics.search_match(match("better", 0.9)),
        topics.search_match(match("gone", 0.7)),
        topics.search_retracted("gone", "hidden"),
        topics.search_caught_up(120, 2, 15),
        topics.search_status(SearchStage.LIVE),
    ):
        await bus.publish(topic, data)
    async with peer(url, token) as client:
        answer = await client.subscribe(topic)
        assert answer["offset"] == 7
        snapshot = answer["snapshot"]
        assert snapshot["status"] == {"stage": "live"}
        assert snapshot["caught_up"] == {"searched_faces": 120, "matches": 2, "elapsed_ms": 15}
        assert [found["photo_id"] for found in snapshot["matches"]] == ["better", "worse"]
        await bus.publish(topic, topics.search_match(match("new", 0.8)))
        [heard] = await client.publications(1)
        assert (heard["offset"], heard["data"]["match"]["photo_id"]) == (8, "new")


# Endings


async def test_a_deleted_search_ends_its_topic(url: str, world: World) -> None:
    search, token = await world.search()
    topic = topics.search_topic(search.id)
    async with peer(url, token) as client:
        await client.subscribe(topic)
        await privacy.withdraw_search(world.deps, search)
        assert await client.receive() == {"type": "unsubscribed", "topic": topic, "reason": "deleted"}
        await world.deps.bus.publish(topic, topics.search_match(match("late", 0.9)))
        await client.silent()


async def test_a_topic_that_ends_while_it_is_subscribed_to_is_answered_with_its_end(settings: Settings, world: World) -> None:
    search, token = await world.search()
    topic = topics.search_topic(search.id)
    async with (
        _held_back(settings) as (slow, flows, asked),
        open_deps(slow) as held,
        serving(held) as url,
        peer(url, token) as client,
        peer(url, token) as earlier,
    ):
        await client.silent(0)
        await earlier.subscribe(topic)
        flows.clear()
        await client.send("subscribe", id=7, topic=topic)
        async with asyncio.timeout(120):
            await asked.wait()
        await world.deps.bus.end(topic, "deleted")
        assert (await earlier.receive())["reason"] == "deleted", "the service has heard of it"
        flows.set()
        assert await client.receive() == {"type": "unsubscribed", "topic": topic, "reason": "deleted", "id": 7}
        await client.silent(0)
    async with open_deps(settings):
        pass  # Beanie lets go of the slow client


async def test_a_revoked_kiosk_is_told_and_loses_its_socket(url: str, world: World) -> None:
    kiosk, token = await world.kiosk()
    topic = topics.kiosk_topic(kiosk.id)
    _, owner = await world.session()
    async with peer(url, token) as device, peer(url, owner) as watching:
        await device.subscribe(topic)
        await watching.subscribe(topic)
        await kiosks.revoke(world.deps, Caller(user_id=world.owner.id, role=Role.PHOTOGRAPHER), kiosk.id)
        for client in (device, watching):
            [told] = await client.publications(1)
            assert told["data"] == {"type": "kiosk.revoked"}
            assert (await client.receive())["reason"] == "revoked"
        assert (await device.closed())[0] == 4401
        await watching.silent(0)


async def test_a_revoked_link_closes_the_sockets_of_its_guests_at_once(url: str, world: World) -> None:
    owner = Caller(user_id=world.owner.id, role=Role.PHOTOGRAPHER)
    links = [await sharing.create(world.deps, owner, world.event.id, expires_at=None, pin=None, label="") for _ in range(2)]
    revoked, kept = [
        (await sharing.open_link(world.deps, sharing.token_of(world.deps.settings, link), pin=None, address="here")).token
        for link in links
    ]
    async with peer(url, revoked) as gone, peer(url, kept) as stays:
        for client in (gone, stays):
            await client.silent(0)
        await sharing.revoke(world.deps, owner, links[0].id, end_searches=True)
        assert (await gone.closed())[0] == 4401
        await stays.silent()


async def test_signing_out_ends_what_the_session_opened(url: str, world: World) -> None:
    _, token = await world.session()
    _, still_valid = await world.session()
    async with peer(url, token) as gone, peer(url, still_valid) as stays:
        await gone.subscribe(ingest(world))
        await stays.subscribe(ingest(world))
        http = str(httpx.URL(url).copy_with(scheme="http", path="/api/v1/auth/logout"))
        async with httpx.AsyncClient(headers={"Authorization": f"Bearer {token}"}, timeout=120) as browser:
            assert (await browser.post(http)).status_code == 204
        assert (await gone.closed())[0] == 4401
        await stays.silent()


async def test_access_that_ends_without_a_word_is_noticed(deps: Deps) -> None:
    world = await World.make(deps)
    search, holder = await world.search()
    _, owner = await world.session()
    async with serving(changed(deps, ws_recheck_s=0.3)) as url, peer(url, holder) as guest, peer(url, owner) as photographer:
        await photographer.subscribe(ingest(world))
        await guest.subscribe(topics.search_topic(search.id))
        await photographer.silent(1)
        await world.event.set({"owner_id": "somebody else"})
        assert (await photographer.receive())["reason"] == "revoked"
        await search.set({"state": SearchStage.WITHDRAWN})
        assert (await guest.receive())["reason"] == "revoked"
        await world.owner.set({"disabled": True})
        assert (await photographer.closed())[0] == 4401


# Slow clients


async def test_a_client_that_does_not_read_is_closed_and_comes_back_without_a_loss(deps: Deps) -> None:
    world = await World.make(deps)
    _, token = await world.session()
    topic, bus = ingest(world), deps.bus
    large = "x" * 20_000
    # Who does not read hears no pings either: nobody is closed for that here, however long a slow machine takes to publish.
    async with serving(changed(deps, ws_queue=16, ws_ping_every_s=600)) as url, peer(url, token) as quick:
        await quick.subscribe(topic)
        heard: list[int] = []
        async with peer(url, token, max_queue=2) as slow:
            answer = await slow.subscribe(topic)
            reading = asyncio.create_task(quick.publications(800))
            for number in range(800):
                await bus.publish(topic, {"type": "photo.removed", "photo_id": str(number), "padding": large})
            assert [message["offset"] for message in await reading] == list(range(1, 801))
            code, messages = await slow.closed()
            heard = [message["offset"] for message in messages]
            assert code == 4008
            assert heard == list(range(1, len(heard) + 1))
        async with peer(url, token) as back:
            again = await back.subscribe(topic, since={"epoch": answer["epoch"], "offset": heard[-1]})
            assert again["recovered"]
            rest = await back.publications(800 - len(heard))
            assert [message["offset"] for message in rest] == list(range(len(heard) + 1, 801))


def connections(url: str) -> int:
    """How many the server has."""
    found = psutil.Process().net_connections("tcp")
    return sum(one.laddr[1] == httpx.URL(url).port and one.status == psutil.CONN_ESTABLISHED for one in found)


async def test_a_client_that_never_reads_again_is_cut_off_at_last(deps: Deps) -> None:
    class Impatient(EndingWebSocketProtocol):
        linger_s = 0.5

    world = await World.make(deps)
    _, token = await world.session()
    async with (
        serving(changed(deps, ws_queue=16), Impatient) as url,
        peer(url, token, max_queue=2, close_timeout=0.1) as deaf,
    ):
        await deaf.subscribe(ingest(world))
        assert connections(url) == 1
        async with asyncio.timeout(120):
            while connections(url):
                await deps.bus.publish(ingest(world), {"type": "photo.removed", "padding": "x" * 200_000})
                await asyncio.sleep(0.01)


# Clients that are gone


def open_sockets() -> float:
    """What the gauge says."""
    return REGISTRY.get_sample_value("eventphotos_sockets") or 0.0


async def asking_for_much(url: str, world: World, *, twice: bool) -> Wire:
    """A client that has asked for all of a long history and reads no more than its begin; ``twice``, and for another topic after
    it."""
    (search, token), bus = await world.search(), world.deps.bus
    topic = topics.search_topic(search.id)
    for number in range(400):
        await bus.publish(topic, {"type": "search.match", "match": {"photo_id": str(number)}, "padding": "x" * 20_000})
    epoch = (await bus.history(topic)).end.epoch
    begun = False
    while not begun:  # A slow machine answers pings too late: it is cut off then, and comes again.
        wire = await Wire.connect(url, token)
        await wire.send("subscribe", id=1, topic=topic, since={"epoch": epoch, "offset": 0})
        if twice:
            await wire.send("subscribe", id=2, topic=ingest(world))
        if not (begun := await wire.hear(1)):
            wire.reset()
    return wire


async def looked_at(world: World) -> bool:
    """Whether somebody listens to a search of the event, as far as the service knows."""
    return bool(await world.deps.presence.watched(world.event.id))


async def test_whoever_resets_during_a_long_replay_is_counted_no_more(url: str, world: World) -> None:
    wire = await asking_for_much(url, world, twice=True)
    assert open_sockets() == 1
    wire.reset()
    await until(lambda: open_sockets() == 0)
    async with asyncio.timeout(120):
        while await looked_at(world):
            await asyncio.sleep(0.1)


@pytest.mark.parametrize("twice", [False, True])
async def test_whoever_never_reads_is_closed_though_nothing_is_published(deps: Deps, twice: bool) -> None:
    class Impatient(EndingWebSocketProtocol):
        linger_s = 0.5

    world = await World.make(deps)
    async with serving(changed(deps, ws_ping_every_s=1, ws_pong_within_s=1), Impatient) as url:
        wire = await asking_for_much(url, world, twice=twice)
        await until(lambda: open_sockets() == 0 and connections(url) == 0)
        wire.reset()


async def test_whoever_says_goodbye_and_never_reads_is_cut_off(deps: Deps) -> None:
    class Impatient(EndingWebSocketProtocol):
        linger_s = 0.5

    world = await World.make(deps)
    async with serving(deps, Impatient) as url:
        wire = await asking_for_much(url, world, twice=False)
        assert connections(url) == 1
        await wire.say_goodbye()
        await until(lambda: open_sockets() == 0 and connections(url) == 0)
        wire.reset()


async def test_what_a_client_asks_for_without_reading_waits_for_itself(url: str, world: World) -> None:
    """A snapshot that was not read yet holds back the next one, so that nobody fills our memory by asking."""
    _, token = await world.session()
    topic = ingest(world)
    async with peer(url, token) as client:
        for number in range(300):
            await client.send("subscribe", id=number, topic=topic)
            await client.send("unsubscribe", id=number, topic=topic)
        for number in range(300):
            assert {"type": "subscribed", "id": number}.items() <= (await client.receive()).items()
            assert {"type": "unsubscribed", "id": number}.items() <= (await client.receive()).items()


async def test_messages_are_prepared_as_json_of_the_publisher(url: str, world: World) -> None:
    _, token = await world.session()
    name = 'Fête "été" \u2028 \n </script> 🎉'
    async with peer(url, token) as client:
        await client.subscribe(ingest(world))
        await world.deps.bus.publish(ingest(world), topics.photo_stage("p", name, PhotoStage.STORED))
        text = await asyncio.wait_for(client.socket.recv(), 120)
        assert isinstance(text, str)
        assert json.loads(text)["data"]["name"] == name
