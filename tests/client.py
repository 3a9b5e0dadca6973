"""A client written against docs/protocol.md alone, as somebody else would write it: httpx for HTTP, websockets for ``/ws``."""

from __future__ import annotations

import json
import secrets
import ssl
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import httpx
from websockets.sync.client import ClientConnection, connect

Json = dict[str, Any]
PASSWORD = "correct horse battery staple"
TRUST = ssl.create_default_context()
"""For every client: to read the authorities of the machine takes 30 ms of a core, and httpx would do it for each."""


class Client:
    """One person or device at the API: ``get``, ``post``… under ``/api/v1`` with a bearer token."""

    def __init__(self, url: str, token: str | None = None) -> None:
        self.url = url
        self.token = token
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        # No connection is kept, so a client need not be closed.
        limits = httpx.Limits(max_keepalive_connections=0)
        self.http = httpx.Client(base_url=f"{url}/api/v1", headers=headers, timeout=120, limits=limits, verify=TRUST)

    def call(self, method: str, path: str, expect: int, **arguments: Any) -> Any:
        """One request; fails loudly on another status than ``expect``. Returns the JSON body (None for 204)."""
        answer = self.http.request(method, path, **arguments)
        if answer.status_code != expect:
            raise AssertionError(f"{method} {path}: {answer.status_code} instead of {expect}: {answer.text[:2000]}")
        return answer.json() if answer.content else None

    def create_event(self, name: str = "Party", visibility: str = "unlisted") -> int:
        """A new event of this photographer; returns its id."""
        return int(self.call("POST", "/events", 201, json={"name": name, "visibility": visibility})["id"])

    def share(self, event_id: int, **options: Any) -> str:
        """A share link's token."""
        return str(self.call("POST", f"/events/{event_id}/share-links", 201, json=options)["token"])

    def upload(self, event_id: int, files: Sequence[tuple[str, bytes]], kind: str = "photo") -> list[Json]:
        """Upload photos, or finals, in one request; the answers in the order sent."""
        parts = [("file", (name, data, "application/octet-stream")) for name, data in files]
        photos: list[Json] = self.call("POST", f"/events/{event_id}/photos", 202, data={"kind": kind}, files=parts)["photos"]
        return photos

    def photos(self, event_id: int, **query: Any) -> list[Json]:
        """All photos of the event, over all pages."""
        found: list[Json] = []
        cursor = None
        while True:
            page = self.call("GET", f"/events/{event_id}/photos", 200, params=query | ({"cursor": cursor} if cursor else {}))
            found += page["items"]
            cursor = page["next_cursor"]
            if not cursor:
                return found

    def wait_indexed(self, event_id: int, count: int, within_s: float = 240) -> list[Json]:
        """Wait until ``count`` photos are indexed or failed; returns all photos."""
        return until(
            lambda: self.photos(event_id),
            lambda photos: sum(photo["status"] in {"indexed", "failed", "hidden"} for photo in photos) >= count,
            within_s,
        )

    def search(self, event_id: int, selfies: Sequence[bytes]) -> Json:
        """Start a search with consent; returns ``{id, topic, token, …}``."""
        parts = [("selfie", (f"selfie{number}.jpg", data, "image/jpeg")) for number, data in enumerate(selfies)]
        answer: Json = self.call("POST", f"/events/{event_id}/searches", 202, files=parts, data={"consent": "true"})
        return answer

    def matches(self, search_id: str) -> list[Json]:
        """All matches of a search, best first."""
        found: list[Json] = []
        cursor = None
        while True:
            page = self.call("GET", f"/searches/{search_id}/matches", 200, params={"cursor": cursor} if cursor else {})
            found += page["items"]
            cursor = page.get("next_cursor")
            if not cursor:
                return found


def get(url: str | httpx.URL, **arguments: Any) -> httpx.Response:
    """What is at an address, for somebody who is nobody in particular."""
    return httpx.get(url, timeout=120, verify=TRUST, **arguments)


def photographer(url: str) -> Client:
    """A fresh photographer, signed in."""
    email = f"{secrets.token_hex(6)}@example.com"
    stranger = Client(url)
    account = {"email": email, "password": PASSWORD, "name": "Phoebe", "role": "photographer"}
    stranger.call("POST", "/auth/register", 201, json=account)
    answer = stranger.call("POST", "/auth/login", 200, json={"email": email, "password": PASSWORD})
    return Client(url, answer["access_token"])


def guest(url: str, share_token: str, pin: str | None = None) -> Client:
    """A guest who opened a share link."""
    headers = {"X-Share-Pin": pin} if pin else {}
    return Client(url, Client(url).call("GET", f"/share/{share_token}", 200, headers=headers)["guest_token"])


def until(read: Callable[[], Any], good: Callable[[Any], bool], within_s: float = 120, every_s: float = 0.2) -> Any:
    """Read again and again until it is good; fails with the last thing read."""
    deadline = time.monotonic() + within_s
    while True:
        value = read()
        if good(value):
            return value
        if time.monotonic() > deadline:
            raise AssertionError(f"still not so after {within_s} s: {str(value)[:2000]}")
        time.sleep(every_s)


@dataclass
class Listener:
    """One subscription on a socket; remembers all it was told, and checks that the offsets have no gap and no repeat."""

    socket: ClientConnection
    topic: str
    subscribed: Json
    publications: list[Json] = field(default_factory=list)
    arrived: list[float] = field(default_factory=list)

    def next(self, timeout_s: float = 120) -> Json:
        """The data of the next publication."""
        while True:
            message = json.loads(self.socket.recv(timeout=timeout_s))
            if message["type"] != "publication" or message["topic"] != self.topic:
                continue
            expected = self.offset + 1
            assert message["offset"] == expected, f"offset {message['offset']} after {expected - 1}"
            self.publications.append(message)
            self.arrived.append(time.monotonic())
            data: Json = message["data"]
            return data

    def wait_for(self, kind: str, good: Callable[[Json], bool] = lambda _: True, within_s: float = 120) -> Json:
        """The next publication of type ``kind`` that is good."""
        deadline = time.monotonic() + within_s
        while True:
            left = deadline - time.monotonic()
            if left <= 0:
                raise AssertionError(f"no {kind} within {within_s} s, but {[p['data']['type'] for p in self.publications]}")
            data = self.next(left)
            if data["type"] == kind and good(data):
                return data

    @property
    def offset(self) -> int:
        """Where this reader stands."""
        return int(self.publications[-1]["offset"] if self.publications else self.start)

    @property
    def start(self) -> int:
        """The offset at which the live part began."""
        return int(self.subscribed["since"] if "since" in self.subscribed else self.subscribed["offset"])

    def data(self, kind: str) -> list[Json]:
        """All data of one type heard so far."""
        return [publication["data"] for publication in self.publications if publication["data"]["type"] == kind]


@contextmanager
def listening(url: str, token: str, topic: str, since: Json | None = None) -> Iterator[Listener]:
    """Subscribe to ``topic`` with a bearer token."""
    address = url.replace("http", "ws", 1) + "/ws"
    with connect(address, subprotocols=["eventphotos.v1"], open_timeout=120, max_size=None) as socket:  # type: ignore[list-item]
        socket.send(json.dumps({"type": "auth", "token": token}))
        request: Json = {"type": "subscribe", "id": 1, "topic": topic} | ({"since": since} if since else {})
        socket.send(json.dumps(request))
        answer = json.loads(socket.recv(timeout=120))
        assert answer["type"] == "subscribed", answer
        if since and answer["recovered"]:
            answer["since"] = since["offset"]
        yield Listener(socket, topic, answer)
