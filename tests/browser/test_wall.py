"""The wall at the venue: photos as they come, off it at once when they are hidden, and nothing on it once it is revoked."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, ViewportSize, expect

from tests.browser.axe import assert_accessible
from tests.browser.chromium import GUEST, STRANGER, Photographs, Watch, photos_of, visitor
from tests.client import photographer
from tests.service import Service

TELEVISION: ViewportSize = {"width": 1920, "height": 1080}
UPRIGHT: ViewportSize = {"width": 1080, "height": 1920}
NAME = "Midsummer Night at the Boathouse"

# Every address of a Blob is counted.
_WITNESS = """
window.addresses = new Set();
const make = URL.createObjectURL, revoke = URL.revokeObjectURL;
URL.createObjectURL = (thing) => { const address = make(thing); window.addresses.add(address); return address; };
URL.revokeObjectURL = (address) => { window.addresses.delete(address); revoke(address); };
"""


def shown(page: Page) -> Locator:
    """The photo on the wall."""
    return page.locator(".wall-photo:last-child")


def on_the_wall(page: Page) -> str:
    """Its id."""
    return str(shown(page).get_attribute("data-photo"))


def has_its_place(page: Page) -> bool:
    """A photo of 3:2 has all of the screen's height, and nothing is left at the edges."""
    place = page.locator(".wall-stage").bounding_box()
    assert place
    across, down = TELEVISION["width"], TELEVISION["height"]
    return (place["x"], place["y"], place["height"]) == (0, 0, down) and down * 3 / 2 <= place["width"] < across


def test_a_wall_shows_photos_as_they_come_and_none_that_guests_may_not_see(
    service: Service, browser: Browser, sample: Path
) -> None:
    shots, watch, owner = Photographs(), Watch(service.url), photographer(service.url)
    event_id = owner.create_event(NAME)
    owner.share(event_id, label="Table cards")
    link = owner.call("GET", f"/events/{event_id}/share-links", 200)["items"][0]
    wall = owner.call("POST", f"/events/{event_id}/kiosks", 201, json={"name": "Hall", "kind": "wall"})
    kiosk = owner.call("POST", f"/events/{event_id}/kiosks", 201, json={"name": "Door"})["pairing_code"]
    owner.call("PATCH", f"/kiosks/{wall['id']}", 200, json={"link_id": link["id"]})
    context = visitor(browser, service.url, TELEVISION)
    context.add_init_script(_WITNESS)
    page = watch.over(context.new_page())

    page.goto("/wall")
    page.get_by_label("Pairing code").fill(kiosk)
    page.get_by_role("button", name="Connect this screen").click()
    expect(page.get_by_role("alert")).to_contain_text("another kind of screen")
    assert_accessible(page)
    page.get_by_label("Pairing code").fill(wall["pairing_code"])
    page.get_by_label("Pairing code").press("Enter")
    expect(page.get_by_role("heading", name=NAME)).to_be_visible()
    expect(page.get_by_text("Photos will appear here as they are taken.")).to_be_visible()
    expect(page.get_by_role("img", name="Code that opens")).to_be_visible()
    assert_accessible(page)
    shots.take(page, "wall-empty")

    first = owner.upload(event_id, photos_of(sample, GUEST, 1, 2))[0]["id"]
    expect(shown(page)).to_have_attribute("data-photo", first)
    second, third = [photo["id"] for photo in owner.upload(event_id, photos_of(sample, STRANGER, 0, 2))]
    expect(shown(page)).to_have_attribute("data-photo", re.compile(f"{second}|{third}"))
    shots.take(page, "wall")
    assert has_its_place(page)
    assert_accessible(page)

    owner.call("PATCH", f"/kiosks/{wall['id']}", 200, json={"paused": True})
    expect(page.get_by_text("Paused")).to_be_visible()
    held = on_the_wall(page)
    owner.call("POST", f"/photos/{held}/hide", 200)
    expect(page.locator(f"[data-photo='{held}']")).to_have_count(0)
    owner.call("POST", f"/kiosks/{wall['id']}/skip", 204)
    for photo_id in {first, second, third} - {held}:
        owner.call("DELETE", f"/photos/{photo_id}", 204)
    expect(page.get_by_text("Photos will appear here as they are taken.")).to_be_visible()
    assert page.evaluate("addresses.size") == 0

    page.set_viewport_size(UPRIGHT)
    owner.call("POST", f"/photos/{held}/unhide", 200)
    expect(shown(page)).to_have_attribute("data-photo", held)
    shots.take(page, "wall-upright")
    page.reload()
    expect(shown(page)).to_have_attribute("data-photo", held)
    owner.call("DELETE", f"/kiosks/{wall['id']}", 204)
    expect(page.get_by_role("heading", name="This screen is closed")).to_be_visible()
    expect(page.get_by_text("It shows no photos any more.")).to_be_visible()
    assert page.locator(".wall-photo").count() == 0
    assert page.evaluate("addresses.size + localStorage.length") == 0
    assert watch.problems == []
