"""What an administrator and an owner see of a service that really runs."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from tests.client import Client, Json, listening, until
from tests.service import Service, administrator


@pytest.fixture(scope="module")
def admin(service: Service) -> Client:
    """An administrator."""
    return administrator(service)


def workers(admin: Client) -> list[Json]:
    """The processes that say that they are there."""
    found: list[Json] = admin.call("GET", "/admin/system", 200)["workers"]
    return found


def test_every_process_is_there_and_one_that_is_killed_is_replaced_and_seen_no_more(service: Service, admin: Client) -> None:
    kinds = {"web": 1, "keeper": 1, "search": 1, "ingest": 1}
    found = until(lambda: workers(admin), lambda seen: Counter(one["kind"] for one in seen) == kinds)
    assert {one["pid"] for one in found} <= {child.pid for child in service.children("server.py")}
    [before] = [one for one in found if one["kind"] == "search"]
    assert service.kill("worker search") == 1

    def search_workers() -> list[Json]:
        return [one for one in workers(admin) if one["kind"] == "search"]

    def replaced(seen: list[Json]) -> bool:
        ages = {one["id"]: one["seen_s_ago"] for one in seen}
        last = ages.pop(before["id"], None)  # The one that was killed is told of for a minute.
        return (last is None or last > 8) and len(ages) == 1 and min(ages.values()) < 8

    until(search_workers, replaced)
    until(service.ready, bool, 120)


def test_the_report_of_a_running_service_has_no_gaps(admin: Client) -> None:
    def answered(found: Json) -> bool:
        return all(backend["ok"] for backend in found["backends"])

    report = until(
        lambda: admin.call("GET", "/admin/system", 200),
        lambda found: found["engine"]["id"] and len(found["queues"]) == 3 and answered(found),
    )
    folders = {"blobs", "keys"}
    assert all(backend["ok"] and backend["version"] for backend in report["backends"] if backend["name"] not in folders)
    assert report["engine"]["dimension"] > 0
    assert report["started_at"]


def test_photos_of_a_guest_who_waits_are_timed_until_the_page_shows_them(
    service: Service, owner: Client, event_id: int, visitor: Client, sample: Path
) -> None:
    person = next(folder for folder in sorted(sample.iterdir()) if len(list(folder.glob("*.jpg"))) > 1)
    selfie, photo = (path.read_bytes() for path in sorted(person.glob("*.jpg"))[:2])
    search = visitor.search(event_id, [selfie])
    with listening(service.url, search["token"], search["topic"]) as page:
        page.wait_for("search.caught_up")

        def seen() -> Json:
            found: Json = owner.call("GET", f"/events/{event_id}/insights", 200)
            return found

        until(seen, lambda found: found["guests_searching"] == found["guests_without_match"] == 1)
        owner.upload(event_id, [("photo.jpg", photo)])
        match = page.wait_for("search.match")["match"]
        page.socket.send(json.dumps({"type": "shown", "topic": search["topic"], "photo_ids": [match["photo_id"]]}))

        def told(found: Json) -> bool:
            # Guests without a match are counted once a second at most: that number may come after the others.
            return bool(found["delivery"]["samples"] and found["matches_live"] and not found["guests_without_match"])

        found = until(seen, told)
    assert found["delivery"]["p50_ms"] == found["delivery"]["p95_ms"] > 0
    assert (found["matches_delivered"], found["matches_live"]) == (1, 1)
    assert sum(minute["matches"] for minute in found["per_minute"]) == 1
    until(seen, lambda found: found["guests_searching"] == 0)
