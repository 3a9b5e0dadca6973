"""When a guest who follows a link sees something: on a slow phone with a slow network, by the browser's own clock."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from tests.browser.chromium import GUEST, Watch
from tests.browser.visits import NAME, visited
from tests.client import photographer
from tests.service import Service

SLOWER_CPU = 4
RUNS = 3
FIRST_PAINT_MS = 1500
NAME_MS = 2000


def test_the_link_opens_fast_on_a_slow_phone(service: Service, browser: Browser, sample: Path) -> None:
    watch = Watch(service.url)
    owner = photographer(service.url)
    event = owner.create_event(NAME)
    [cover] = owner.upload(event, [("cover.jpg", sorted((sample / GUEST).iterdir())[1].read_bytes())])
    owner.wait_indexed(event, 1)
    owner.call("PATCH", f"/events/{event}", 200, json={"cover_photo_id": cover["id"]})
    link = f"/s/{owner.share(event)}"

    def open_link(page: Page) -> None:
        page.goto(link)
        expect(page.get_by_role("heading", name=NAME)).to_be_visible()
        page.wait_for_load_state("networkidle")

    visits = [visited(service, browser, watch, open_link, slower_cpu=SLOWER_CPU) for _ in range(RUNS)]

    # Whatever else this machine does takes time and never gives any: the quickest visit is what the page itself takes.
    found = {what: min(visit.seen[what] for visit in visits) for what in ("paintAt", "nameAt")}
    print(found)
    assert found["paintAt"] < FIRST_PAINT_MS, found
    assert found["nameAt"] < NAME_MS, found
    assert watch.problems == []
