"""Nothing jumps while a screen comes: what moves of its own accord stays under 0.05 (cumulative layout shift) on each of them."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.browser.axe import assert_accessible
from tests.browser.chromium import DESK, GUEST, PHONE, Photographs, Watch, photos_before_camera, photos_of, visitor
from tests.browser.guest import Guest
from tests.browser.studio import sign_in, signed_in
from tests.client import photographer, until
from tests.service import Service, administrator

MOST: Final = 0.05
PARTS: Final = ("live", "gallery", "cameras", "share", "team", "ftp", "kiosks", "insights", "settings")
_SHIFTS: Final = """
window.shifts = [];
new PerformanceObserver((list) => {
  for (const shift of list.getEntries()) if (!shift.hadRecentInput)
    window.shifts.push([shift.value, shift.sources.map(({ node }) => node?.className || node?.nodeName || "").join(" ")]);
}).observe({ type: "layout-shift", buffered: true });
"""


def jumped(page: Page, what: str) -> str:
    """What has moved on this screen, where that is more than may; then the count begins anew."""
    page.wait_for_load_state("networkidle")
    shifts: list[tuple[float, str]] = page.evaluate("window.shifts.splice(0)")
    total = sum(value for value, _ in shifts)
    return f"{what}: {total:.3f} {[name for _, name in shifts]}" if total >= MOST else ""


def come(page: Page, path: str) -> None:
    """The screen comes as the first of its page, on a device that was at the page before: not in the place of another screen of
    the page, and to reload that one would be to come twice."""
    page.goto("about:blank")
    page.goto(path)


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_no_screen_jumps_while_it_comes(service: Service, browser: Browser, sample: Path, viewport: ViewportSize) -> None:
    watch, shots = Watch(service.url), Photographs()
    client = photographer(service.url)
    event_id = client.create_event("Midsummer Night", "public")
    client.upload(event_id, photos_of(sample, GUEST, 0, 4))
    until(lambda: client.call("GET", f"/events/{event_id}", 200)["indexed"], lambda indexed: indexed == 4)
    link = client.share(event_id)
    context = visitor(browser, service.url, viewport)
    context.add_init_script(_SHIFTS)
    page = watch.over(context.new_page())
    moved = []
    for path, heading in (
        ("/", "Find yourself"),
        (f"/s/{link}", "Midsummer Night"),
        ("/studio", "Sign in"),
        ("/studio#register", "Create"),
    ):
        page.goto(path)
        page.reload()
        expect(page.get_by_role("heading", level=1, name=heading)).to_be_visible()
        moved.append(jumped(page, path))
        shots.take(page, f"calm-{path.strip('/').split('/')[0].replace('#', '-') or 'start'}")
    sign_in(context, client)
    for path in ("#", "#account", *(f"#event/{event_id}/{part}" for part in PARTS)):
        come(page, f"/studio{path}")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        moved.append(jumped(page, path))
        shots.take(page, f"calm-{path.split('/')[-1].strip('#') or 'events'}")
    assert not (jumps := [each for each in moved if each]), "\n".join(jumps)
    assert watch.problems == []


def test_neither_results_nor_the_screens_of_the_venue_and_of_administrators_jump(
    service: Service, browser: Browser, sample: Path
) -> None:
    """One page is all of them, one after the other; each comes as on a device that was there before."""
    watch, client, admin = Watch(service.url), photographer(service.url), administrator(service)
    event_id = client.create_event("Midsummer Night", "public")
    client.upload(event_id, photos_of(sample, GUEST, 1, 4))
    until(lambda: client.call("GET", f"/events/{event_id}", 200)["indexed"], lambda indexed: indexed == 3)
    context = visitor(browser, service.url, PHONE)
    context.add_init_script(_SHIFTS)
    page = watch.over(context.new_page())
    guest, moved = Guest(page), []
    link = f"/s/{client.share(event_id)}"
    guest.open(link)
    guest.agree()
    guest.choose(photos_before_camera(sample, GUEST)[0])
    guest.find()
    moved.append(jumped(page, "results of a search"))
    for kind, paired in (("kiosk", ".start"), ("wall", ".wall-photo")):
        device = client.call("POST", f"/events/{event_id}/kiosks", 201, json={"name": "Hall", "kind": kind})
        page.goto(f"/{kind}")
        page.get_by_label("Pairing code").fill(device["pairing_code"])
        moved.append(jumped(page, f"{kind}, not paired"))
        page.get_by_label("Pairing code").press("Enter")
        expect(page.locator(paired).first).to_be_visible()
    sign_in(context, admin)
    page.goto("/admin")
    screens = {"/kiosk": ".start", "/wall": ".wall-photo", link: "#certain .tile"} | {
        f"/admin#{part}": "h1" for part in ("system", "people", "events", "log")
    }
    for viewport in (PHONE, DESK):
        page.set_viewport_size(viewport)
        for path, what in screens.items():
            come(page, path)
            expect(page.locator(what).first).to_be_visible()
            moved.append(jumped(page, f"{path} {viewport['width']}"))
    assert not (jumps := [each for each in moved if each]), "\n".join(jumps)
    assert watch.problems == []


def test_keys_are_told_and_hiding_a_photo_can_be_taken_back(service: Service, browser: Browser, sample: Path) -> None:
    watch, shots = Watch(service.url), Photographs()
    client = photographer(service.url)
    event_id = client.create_event("Midsummer Night")
    client.upload(event_id, photos_of(sample, GUEST, 0, 2))
    until(lambda: client.call("GET", f"/events/{event_id}", 200)["indexed"], lambda indexed: indexed == 2)
    page = signed_in(service, browser, watch, client)
    page.goto(f"/studio#event/{event_id}/gallery")
    page.locator(".tile-of-wall").first.click()
    view = page.get_by_role("dialog", name="Photo")
    page.keyboard.press("?")
    expect(view.get_by_text("Hide from guests, or show again")).to_be_visible()
    assert_accessible(page)
    shots.take(page, "keys")
    page.keyboard.press("?")
    page.keyboard.press("h")
    expect(view.get_by_text("Hidden from guests.")).to_be_visible()
    view.get_by_role("button", name="Undo").click()
    expect(view.get_by_text("Hidden from guests.")).to_be_hidden()
    expect(view.get_by_role("button", name="Hide")).to_be_visible()
    page.keyboard.press("Delete")
    page.get_by_role("dialog", name="Delete this photo?").get_by_role("button", name="Delete").click()
    expect(view.get_by_text("1 photo deleted.")).to_be_visible()
    expect(view.get_by_text("1 of 1")).to_be_visible()
    view.get_by_role("button", name="Undo").click()
    expect(view.get_by_text("of 2")).to_be_visible()
    assert client.call("GET", f"/events/{event_id}", 200)["photos"] == 2
    assert watch.problems == []


def test_a_password_is_shown_while_it_is_typed_and_an_address_needs_a_domain(service: Service, browser: Browser) -> None:
    watch = Watch(service.url)
    page = watch.over(visitor(browser, service.url, PHONE).new_page())
    page.goto("/studio#register")
    page.get_by_label("Your name").fill("Nora")
    page.get_by_label("E-mail").fill("nora@example")
    password = page.get_by_label("Password", exact=True)
    password.fill("correct horse battery")
    page.get_by_role("button", name="Show").click()
    expect(password).to_have_attribute("type", "text")
    expect(password).to_have_value("correct horse battery")
    page.get_by_role("button", name="Create account").click()
    expect(page.get_by_label("E-mail")).to_be_focused()
    expect(page.get_by_label("E-mail")).to_have_attribute("aria-invalid", "true")
    assert_accessible(page)
    assert watch.problems == []
