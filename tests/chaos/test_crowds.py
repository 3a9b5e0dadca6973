"""Clients that do harm by what they ask for: one floods the search, others are gone in the middle of a long replay. Nobody else
notices, and nothing is left of them.

``make chaos`` runs the same with more rounds (``CHAOS_ROUNDS``) than the suite.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from app.services.deps import Deps
from tests.chaos.conftest import ROUNDS
from tests.client import Client, Json, get, guest, listening, photographer, until
from tests.integration.sockets import Wire
from tests.service import Service, on_backends_of, running_service

PERSON = "jerry_seinfeld"
FLOOD = 40
GONE = 16
MISSED = 400
PADDING = 20_000


@pytest.fixture(scope="module")
def service() -> Iterator[Service]:
    """All of it, asking sockets often for a sign of life, with limits that do not do the scenes' work."""
    settings = {"WS_PING_EVERY_S": "2", "WS_PONG_WITHIN_S": "8", "SEARCH_RATE": "6000 per minute"}
    with running_service(TRUSTED_PROXIES="127.0.0.1", METRICS_ACCESS="open", settings=settings) as running:
        yield running


@pytest.fixture(scope="module")
def photos(sample: Path) -> list[bytes]:
    """Photos of one person; the first is the selfie."""
    return [path.read_bytes() for path in sorted((sample / PERSON).iterdir())]


def from_address(client: Client, address: str) -> Client:
    """The same client behind a proxy that says so."""
    client.http.headers["X-Forwarded-For"] = address
    return client


def test_while_one_guest_floods_the_search_anothers_matches_still_come(service: Service, photos: list[bytes]) -> None:
    owner = photographer(service.url)
    for number in range(ROUNDS):
        _one_flood(service, owner, photos, number)


def _one_flood(service: Service, owner: Client, photos: list[bytes], number: int) -> None:
    event_id = owner.create_event()
    owner.upload(event_id, [("before.jpg", photos[1])])
    owner.wait_indexed(event_id, 1)
    link = owner.share(event_id)
    flooding = from_address(guest(service.url, link), f"198.51.100.{number + 1}")
    patient = from_address(guest(service.url, link), f"192.0.2.{number + 1}")
    with service.frozen("worker search"):
        flood = [flooding.search(event_id, photos[:3]) for _ in range(FLOOD)]
        search = patient.search(event_id, [photos[0]])
    with listening(service.url, search["token"], search["topic"]) as live:
        until(lambda: _status(service, search), lambda status: status == "live", 120, every_s=0.05)
        last = _status(service, flood[-1])
        owner.upload(event_id, [("meanwhile.jpg", photos[2])])
        live.wait_for("search.match", lambda data: bool(data["match"]["live"]), 120)
    assert last == "queued", "the guest waited for all searches of another one"
    for one in flood:
        Client(service.url, one["token"]).call("DELETE", f"/searches/{one['id']}", 204)


def _status(service: Service, search: Json) -> str:
    return str(Client(service.url, search["token"]).call("GET", f"/searches/{search['id']}", 200)["status"])


def test_of_clients_that_are_gone_in_the_middle_of_a_replay_nothing_is_left(service: Service, photos: list[bytes]) -> None:
    owner = photographer(service.url)
    event_id = owner.create_event()
    visitor = guest(service.url, owner.share(event_id))
    for number in range(ROUNDS):
        search = visitor.search(event_id, [photos[0]])
        until(lambda search=search: _status(service, search), lambda status: status == "live", 120)  # type: ignore[misc]
        missed: Json = {}
        on_backends_of(service, partial(_publish_much, search, missed))
        with listening(service.url, search["token"], search["topic"]) as live:
            asyncio.run(_come_and_go(service, search, missed))
            owner.upload(event_id, [(f"{number}.jpg", photos[1 + number % (len(photos) - 1)])])
            live.wait_for("search.match", within_s=120)
        assert "a socket failed" not in service.log.read_text(errors="replace")


async def _publish_much(search: Json, missed: Json, deps: Deps) -> None:
    """A long history; ``missed`` becomes the position before it."""
    start = (await deps.bus.history(search["topic"])).end
    missed |= {"epoch": start.epoch, "offset": start.offset}
    for number in range(MISSED):
        match = {"photo_id": f"none-{number}", "score": 0.5, "tier": "maybe", "live": True}
        await deps.bus.publish(search["topic"], {"type": "search.match", "match": match, "padding": "x" * PADDING})


async def _come_and_go(service: Service, search: Json, missed: Json) -> None:
    """Clients that ask for all of it and for something more behind it; half of them reset their connections while it is on its
    way, the others stay and never read on. Returns when the service counts none but the one that listens."""
    async with asyncio.timeout(120):
        clients = (_client(service, search, missed, resets=number % 2 == 0) for number in range(GONE))
        wires = await asyncio.gather(*clients)
        # Not by how many there were: the service may have cut off the first of them before the last is there.
        while await asyncio.to_thread(_sockets, service) > 1:
            await asyncio.sleep(0.2)
    assert await asyncio.to_thread(_sockets, service) == 1
    for wire in wires[1::2]:
        wire.reset()


async def _client(service: Service, search: Json, missed: Json, *, resets: bool) -> Wire:
    """One that is in the middle of it, or gone from there. Who was cut off before, since a slow machine answered a ping too late,
    comes again as any client does."""
    begun = False
    while not begun:
        wire = await Wire.connect(service.url.replace("http", "ws", 1) + "/ws", search["token"])
        await wire.send("subscribe", id=1, topic=search["topic"], since=missed)
        await wire.send("subscribe", id=2, topic=f"{search['topic']}-another")
        begun = await wire.hear(2 * PADDING if resets else PADDING // 2)
        if resets or not begun:
            wire.reset()
    return wire


def _sockets(service: Service) -> float:
    """Open sockets, as the service counts them."""
    found = re.search(r"^eventphotos_sockets(?:{[^}]*})? (\S+)$", get(f"{service.url}/metrics").text, re.MULTILINE)
    return float(found[1]) if found else 0.0
