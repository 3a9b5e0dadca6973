"""The WebSocket contract: numbers, recovery and close codes."""

from __future__ import annotations

import json
from typing import Any

import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from tests.acceptance.test_bad_photos import jpeg
from tests.client import Client, listening, photographer
from tests.service import Service


def open_socket(service: Service, **options: Any) -> ClientConnection:
    """A bare socket with the subprotocol."""
    return connect(service.url.replace("http", "ws", 1) + "/ws", subprotocols=["eventphotos.v1"], **options)  # type: ignore[list-item]


def closed_with(socket: ClientConnection) -> int:
    """The close code, after reading to the end."""
    while True:
        try:
            socket.recv(timeout=120)
        except ConnectionClosed as closed:
            return closed.rcvd.code if closed.rcvd else 1006


@pytest.mark.parametrize(
    "message",
    [
        "{",
        "[]",
        "null",
        '{"type":"dance"}',
        '{"type":"subscribe"}',
        '{"type":"subscribe","id":1,"topic":7}',
        b"\x00\x01",
        '{"type":"auth"}',
    ],
    ids=range(8),
)
def test_a_bad_message_closes_with_4400(service: Service, owner: Client, message: str | bytes) -> None:
    with open_socket(service) as socket:
        socket.send(json.dumps({"type": "auth", "token": owner.token}))
        socket.send(message)
        assert closed_with(socket) == 4400


def test_a_bad_token_closes_with_4401(service: Service) -> None:
    with open_socket(service) as socket:
        socket.send(json.dumps({"type": "auth", "token": "nonsense"}))
        assert closed_with(socket) == 4401


def test_a_foreign_topic_closes_with_4403(service: Service, event_id: int) -> None:
    stranger = photographer(service.url)
    for topic in (f"event:{event_id}:ingest", "event:99999:ingest", "search:nope", "kiosk:nope"):
        with open_socket(service) as socket:
            socket.send(json.dumps({"type": "auth", "token": stranger.token}))
            socket.send(json.dumps({"type": "subscribe", "id": 7, "topic": topic}))
            told = json.loads(socket.recv(timeout=120))
            assert (told["type"], told["id"]) == ("error", 7)
            assert closed_with(socket) == 4403


def test_ping_is_answered(service: Service, owner: Client) -> None:
    with open_socket(service) as socket:
        assert socket.subprotocol == "eventphotos.v1"
        socket.send(json.dumps({"type": "auth", "token": owner.token}))
        socket.send(json.dumps({"type": "ping"}))
        assert json.loads(socket.recv(timeout=120))["type"] == "pong"


def test_who_comes_back_gets_all_that_was_missed_once_and_in_order(service: Service, owner: Client, event_id: int) -> None:
    topic = f"event:{event_id}:ingest"
    with listening(service.url, owner.token or "", topic) as live:
        start = {key: live.subscribed[key] for key in ("epoch", "offset")}
        owner.upload(event_id, [("a.jpg", jpeg(700, 500))])
        live.wait_for("photo.indexed")
        heard = [publication["offset"] for publication in live.publications]
    with listening(service.url, owner.token or "", topic, since=start) as again:
        assert again.subscribed["recovered"] is True
        assert "snapshot" not in again.subscribed
        again.wait_for("photo.indexed")
        assert [publication["offset"] for publication in again.publications] == heard
    with listening(service.url, owner.token or "", topic, since={"epoch": "another", "offset": 1}) as fresh:
        assert fresh.subscribed["recovered"] is False
        assert fresh.subscribed["snapshot"]["progress"]["indexed"] == 1


def test_after_unsubscribe_nothing_more_comes(service: Service, owner: Client, event_id: int) -> None:
    topic = f"event:{event_id}:ingest"
    with listening(service.url, owner.token or "", topic) as live:
        live.socket.send(json.dumps({"type": "unsubscribe", "id": 2, "topic": topic}))
        told = json.loads(live.socket.recv(timeout=120))
        assert (told["type"], told["topic"]) == ("unsubscribed", topic)
        owner.upload(event_id, [("a.jpg", jpeg(300, 200))])
        owner.wait_indexed(event_id, 1)
        live.socket.send(json.dumps({"type": "ping"}))
        assert json.loads(live.socket.recv(timeout=120))["type"] == "pong"
