"""``kill -9`` in the middle: every photo is indexed in the end, and no guest is told of a photo twice.

``make chaos`` runs the same with more rounds (``CHAOS_ROUNDS``) than the suite.
"""

from __future__ import annotations

import json
import threading
import time
from collections import Counter
from pathlib import Path

import pytest
from websockets.exceptions import ConnectionClosed

from tests.chaos.conftest import ROUNDS
from tests.client import Client, Json, guest, listening, photographer, until
from tests.service import Service

PERSON = "jerry_seinfeld"


class StubbornGuest:
    """Watches one search through every crash, coming back with ``since``; remembers what it was told."""

    def __init__(self, url: str, search: Json) -> None:
        self.url, self.search = url, search
        self.announced: Counter[str] = Counter()
        self.known: set[str] = set()
        self._position: Json | None = None
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def _watch(self) -> None:
        while not self._over.is_set():
            try:
                self._watch_once()
            except (ConnectionClosed, OSError, TimeoutError, AssertionError, EOFError):
                time.sleep(0.3)

    def _watch_once(self) -> None:
        with listening(self.url, self.search["token"], self.search["topic"], self._position) as live:
            if not live.subscribed["recovered"]:
                self.known = {match["photo_id"] for match in live.subscribed["snapshot"]["matches"]}
                self._position = {key: live.subscribed[key] for key in ("epoch", "offset")}
            while not self._over.is_set():
                try:
                    message = json.loads(live.socket.recv(timeout=0.5))
                except TimeoutError:
                    continue
                if message["type"] == "publication":
                    self._hear(message)

    def _hear(self, message: Json) -> None:
        assert self._position is not None
        self._position["offset"] = message["offset"]
        if message["data"]["type"] == "search.match":
            photo_id = message["data"]["match"]["photo_id"]
            self.announced[photo_id] += 1 + (photo_id in self.known)

    def close(self) -> None:
        """Stop watching."""
        self._over.set()
        self._thread.join(20)

    @property
    def seen(self) -> set[str]:
        """Every photo that this guest was shown, by snapshot or live."""
        return self.known | set(self.announced)


def files_of(sample: Path, person: str) -> list[tuple[str, bytes]]:
    """All sample photos of one person."""
    return [(path.name, path.read_bytes()) for path in sorted((sample / person).iterdir())]


def upload_through_crashes(client: Client, event_id: int, files: list[tuple[str, bytes]]) -> None:
    """Upload one by one as a program would: what was not acknowledged is sent again."""
    for file in files:
        until(lambda file=file: _try_upload(client, event_id, file), bool, 120)  # type: ignore[misc]


def _try_upload(client: Client, event_id: int, file: tuple[str, bytes]) -> bool:
    try:
        client.upload(event_id, [file])
    except Exception:
        return False
    return True


def _photos(client: Client, event_id: int) -> list[Json]:
    try:
        return client.photos(event_id)
    except Exception:
        return []


@pytest.mark.parametrize(
    "victims",
    [
        ("worker ingest",),
        ("server.py web",),
        ("worker ingest", "server.py web", "worker search", "worker keeper"),
        ("valkey.sock", "volatile.sock"),
        ("secantus.cli",),
    ],
    ids=["ingest workers", "web", "everything of ours", "valkey", "database"],
)
def test_a_kill_in_the_middle_loses_no_photo_and_doubles_no_match(
    service: Service, sample: Path, victims: tuple[str, ...]
) -> None:
    for _ in range(ROUNDS):
        _one_round(service, sample, victims)


def _one_round(service: Service, sample: Path, victims: tuple[str, ...]) -> None:
    owner = photographer(service.url)
    event_id = owner.create_event()
    selfie, *files = files_of(sample, PERSON)
    search = guest(service.url, owner.share(event_id)).search(event_id, [selfie[1]])
    holder = Client(service.url, search["token"])
    # A selfie that still waits goes with the memory of the volatile Valkey, and its guest takes it again.
    until(lambda: holder.call("GET", f"/searches/{search['id']}", 200)["status"], lambda status: status == "live", 120)
    watcher = StubbornGuest(service.url, search)
    uploading = threading.Thread(target=upload_through_crashes, args=(owner, event_id, files))
    uploading.start()
    killed = 0
    for pause in (1.0, 1.5):
        time.sleep(pause)
        killed += sum(service.kill(victim) for victim in victims)
    assert killed >= len(victims)
    uploading.join(600)
    photos = until(
        lambda: _photos(owner, event_id),
        lambda found: len(found) == len(files) and all(photo["status"] in {"indexed", "failed"} for photo in found),
        240,
    )
    assert [photo for photo in photos if photo["status"] == "failed"] == []
    service.wait_ready()
    matches = until(lambda: holder.matches(search["id"]), lambda found: len(found) >= len(files) // 2)
    found = [match["photo_id"] for match in matches]
    assert len(found) == len(set(found))
    until(lambda: set(found) - watcher.seen, lambda missing: not missing)
    watcher.close()
    doubled = {photo_id: count for photo_id, count in watcher.announced.items() if count > 1}
    assert doubled == {}
