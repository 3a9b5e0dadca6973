"""What a guest waits: selfie to first match, idle and under a saturated ingest; upload of a photo to a live guest, idle."""

from __future__ import annotations

import statistics
import threading
import time
from pathlib import Path

from tests.bench.album import compose, portraits
from tests.bench.bench_ingest import PRODUCT
from tests.client import Client, Json, guest, listening, photographer
from tests.conftest import MODELS, SHARED_DATA
from tests.service import Service, running_service

ROUNDS = 15


def main(scratch: Path) -> None:
    """Print p50 and p95 of the three waits."""
    del scratch
    people = portraits(MODELS / "sample", SHARED_DATA)
    photos = list(compose(people, 40, seed=11))
    person = sorted(people)[0]
    selfie = people[person][0].read_bytes()
    with_person = [photo for photo in photos if person in photo.people]
    without = [photo for photo in photos if person not in photo.people] or photos
    with running_service(settings=PRODUCT) as service:
        owner = photographer(service.url)
        event_id = owner.create_event("Bench")
        owner.upload(event_id, [(photo.name, photo.jpeg) for photo in with_person[:4]])
        owner.wait_indexed(event_id, 4)
        visitor = guest(service.url, owner.share(event_id))
        _first_match(visitor, service, event_id, selfie)  # Everything is loaded after this.
        _print("selfie to first match, idle", [_first_match(visitor, service, event_id, selfie) for _ in range(ROUNDS)], 0.6)
        search = visitor.search(event_id, [selfie])
        waits = _uploads(owner, search, event_id, [(photo.name, photo.jpeg) for photo in with_person[4:]])
        _print("upload to live guest, idle", waits, 1.5)
        with _Saturated(owner, [photo.jpeg for photo in without]):
            time.sleep(5)
            waits = [_first_match(visitor, service, event_id, selfie) for _ in range(ROUNDS)]
        _print("selfie to first match, ingest saturated", waits, 1.5)


def _first_match(visitor: Client, service: Service, event_id: int, selfie: bytes) -> float:
    begun = time.monotonic()
    search = visitor.search(event_id, [selfie])
    with listening(service.url, search["token"], search["topic"]) as live:
        if not live.subscribed.get("snapshot", {}).get("matches"):
            live.wait_for("search.match")
        waited = time.monotonic() - begun
    time.sleep(0.05)
    Client(service.url, search["token"]).call("DELETE", f"/searches/{search['id']}", 204)
    time.sleep(1.1)  # Stays below the rate limit of one guest.
    return waited


def _uploads(owner: Client, search: Json, event_id: int, photos: list[tuple[str, bytes]]) -> list[float]:
    waits = []
    with listening(owner.url, search["token"], search["topic"]) as live:
        if live.subscribed["snapshot"]["status"]["stage"] != "live":
            live.wait_for("search.status", lambda data: data["stage"] == "live")
        for photo in photos[:ROUNDS]:
            begun = time.monotonic()
            sent = owner.upload(event_id, [photo])[0]["id"]
            while live.wait_for("search.match")["match"]["photo_id"] != sent:
                continue
            waits.append(time.monotonic() - begun)
    return waits


class _Saturated:
    """Keeps the ingest queue full from a thread of its own while in the ``with`` block."""

    def __init__(self, owner: Client, jpegs: list[bytes]) -> None:
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._feed, args=(Client(owner.url, owner.token), jpegs))

    def _feed(self, owner: Client, jpegs: list[bytes]) -> None:
        event_id = owner.create_event("Load")
        number = 0
        while not self._over.is_set():
            photos = owner.photos(event_id, status="queued")
            if len(photos) < 12:
                # Bytes after the end of a JPEG change its hash and nothing else.
                batch = [(f"{number + i}.jpg", jpegs[i % len(jpegs)] + str(number + i).encode()) for i in range(6)]
                owner.upload(event_id, batch)
                number += 6
            self._over.wait(0.5)

    def __enter__(self) -> None:
        self._thread.start()

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join(60)


def _print(name: str, waits: list[float], goal_p95: float) -> None:
    cuts = statistics.quantiles(waits, n=20, method="inclusive")
    print(f"latency {name:42} p50 {cuts[9]:5.2f} s  p95 {cuts[18]:5.2f} s  (goal p95 {goal_p95} s, n={len(waits)})")
