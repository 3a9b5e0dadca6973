"""``kill -9`` of the web processes while an editor lets photos go: a webhook is told of each release, however it came about."""

from __future__ import annotations

import json
import threading
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx

from tests.chaos.test_camera_crashes import photo
from tests.client import Client, photographer, until
from tests.service import Service

PHOTOS = 48
TOLD: defaultdict[str, set[str]] = defaultdict(set)
"""The ids of messages, by the photo that they are about. One that is sent twice has one id."""


class Hook(BaseHTTPRequestHandler):
    """A program that is told."""

    def do_POST(self) -> None:
        """One message."""
        message = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        TOLD[message["data"]["photo_id"]].add(self.headers["webhook-id"])
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Nothing."""


@contextmanager
def listener() -> Iterator[str]:
    """Its address."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Hook) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()


def approve(owner: Client, event_id: int, ids: list[str]) -> None:
    """Until somebody lives to say that it is done."""

    def once() -> bool:
        with suppress(httpx.HTTPError, AssertionError):
            owner.call("POST", f"/events/{event_id}/photos/bulk", 200, json={"action": "approve", "photo_ids": ids})
            return True
        return False

    until(once, bool)


def test_each_release_is_told_of_though_who_let_it_go_was_killed(service: Service) -> None:
    with listener() as url:
        owner = photographer(service.url)
        event_id = owner.create_event()
        owner.call("PATCH", f"/events/{event_id}", 200, json={"release": "approved"})
        hook = {"name": "Slideshow", "url": url, "kinds": ["photo.released"], "event_ids": None}
        owner.call("POST", "/webhooks", 201, json=hook)
        owner.upload(event_id, [(f"{number}.jpg", photo(number)) for number in range(PHOTOS)])
        waiting = until(lambda: owner.photos(event_id, status="waiting"), lambda photos: len(photos) == PHOTOS, 240)
        ids = [each["id"] for each in waiting]
        approving = threading.Thread(target=approve, args=(owner, event_id, ids))
        approving.start()
        until(lambda: owner.photos(event_id, status="indexed"), bool, every_s=0.01)
        assert service.kill("server.py web")
        approving.join()
        until(lambda: {each: len(TOLD[each]) for each in ids}, lambda told: set(told.values()) == {1}, 240)
