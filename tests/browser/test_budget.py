"""What the guest's page may cost: on a phone with a slow network, measured by the browser itself."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import assert_accessible
from tests.browser.chromium import GUEST, PHONE, Photographs, Watch, visitor
from tests.browser.guest import Guest
from tests.browser.visits import NAME, visited
from tests.client import Client, photographer
from tests.service import Service

CODE_BYTES = 150_000
SHIFT = 0.1


@pytest.fixture(scope="module")
def owner(service: Service) -> Client:
    return photographer(service.url)


@pytest.fixture(scope="module")
def event_id(owner: Client, sample: Any) -> int:
    """An event with a cover and photos of the guest."""
    event = owner.create_event(NAME)
    photos = sorted((sample / GUEST).iterdir())[1:9]
    [first, *_] = owner.upload(event, [(photo.name, photo.read_bytes()) for photo in photos])
    owner.wait_indexed(event, len(photos))
    owner.call("PATCH", f"/events/{event}", 200, json={"cover_photo_id": first["id"]})
    return event


def test_the_link_brings_little_code_and_nothing_jumps(service: Service, browser: Browser, owner: Client, event_id: int) -> None:
    watch = Watch(service.url)
    link = f"/s/{owner.share(event_id)}"

    def open_link(page: Page) -> None:
        page.goto(link)
        expect(page.get_by_role("heading", name=NAME)).to_be_visible()
        page.wait_for_load_state("networkidle")

    visit = visited(service, browser, watch, open_link)

    assert 1000 < visit.code < CODE_BYTES
    assert visit.seen["shift"] < SHIFT
    assert watch.problems == []  # Among them: requests to other hosts.


def test_the_start_page_shows_what_happens_in_pictures_of_few_bytes(service: Service, browser: Browser) -> None:
    watch, shots = Watch(service.url), Photographs()

    def open_start(page: Page) -> None:
        page.goto("/")
        steps = page.locator(".steps").get_by_role("listitem")
        expect(steps).to_have_count(3)
        for step in steps.all():
            expect(step.locator("svg").first).to_be_visible()
            expect(step).to_have_text(re.compile(r"\w"))
        page.wait_for_load_state("networkidle")
        assert_accessible(page)
        shots.take(page, "start")

    visit = visited(service, browser, watch, open_start)

    assert 1000 < visit.code < CODE_BYTES
    assert visit.seen["shift"] < SHIFT
    assert watch.problems == []


def test_nothing_jumps_while_photos_load(service: Service, browser: Browser, owner: Client, event_id: int, sample: Any) -> None:
    watch = Watch(service.url)
    link = f"/s/{owner.share(event_id)}"

    def look_at_photos(page: Page) -> None:
        guest = Guest(page)
        guest.open(link)
        guest.agree()
        guest.choose(sorted((sample / GUEST).iterdir())[0])
        guest.find()
        expect(page.locator(".tile").nth(3)).to_be_visible()
        page.reload()
        expect(page.locator(".tile").nth(3)).to_be_visible()
        page.wait_for_function("() => [...document.querySelectorAll('.tile img')].slice(0, 4).every((image) => image.complete)")

    visit = visited(service, browser, watch, look_at_photos)

    assert visit.seen["shift"] < SHIFT, visit.seen
    assert watch.problems == []


def test_no_page_allows_inline_code_or_other_hosts(service: Service, browser: Browser, event_id: int, owner: Client) -> None:
    page = visitor(browser, service.url, PHONE).new_page()
    link = f"/s/{owner.share(event_id)}"
    for address in ("/", link, f"/e/{event_id}", "/find", "/kiosk", "/studio", "/admin", "/static/card.html"):
        answer = page.goto(address)
        assert answer is not None
        assert answer.status == 200, address
        policy = answer.headers["content-security-policy"]
        assert "default-src 'self'" in policy
        assert not re.search(r"unsafe-inline|unsafe-eval|https?:|\*", policy), policy
        for source in re.findall(r'(?:src|href)="([^"]+)"', answer.text()):
            assert source.startswith(("/", "#")), f"{address} names {source}"
