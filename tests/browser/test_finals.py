"""A final takes a photo's place while a guest looks on, and the photographer compares the two and goes back."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any, Final

from PIL import Image, ImageOps
from playwright.sync_api import Browser, expect

from tests.browser.chromium import GUEST, PHONE, Watch, visitor
from tests.browser.guest import Guest
from tests.client import photographer, until
from tests.service import Service

MOBILE: Final[dict[str, Any]] = {"has_touch": True, "is_mobile": True}


def edited(photo: Path) -> bytes:
    """As an editor leaves it: black and white."""
    out = io.BytesIO()
    with Image.open(photo) as picture:
        ImageOps.grayscale(picture.convert("RGB")).convert("RGB").save(out, "JPEG", quality=90)
    return out.getvalue()


def test_a_guests_photo_changes_in_place_and_stays_her_favourite(service: Service, sample: Path, browser: Browser) -> None:
    owner = photographer(service.url)
    event_id = owner.create_event("Midsummer Night")
    selfie, *hers = sorted((sample / GUEST).iterdir())[:4]
    sent = owner.upload(event_id, [(photo.name, photo.read_bytes()) for photo in hers])
    owner.wait_indexed(event_id, len(hers))
    watch = Watch(service.url)
    guest = Guest(watch.over(visitor(browser, service.url, PHONE, **MOBILE).new_page()))
    guest.open(f"/s/{owner.share(event_id)}")
    guest.agree()
    guest.choose(selfie)
    guest.find()
    guest.expect_found(len(hers))
    photo_id = str(sent[0]["id"])
    tile = guest.tile(photo_id)
    tile.click()
    dialog = guest.page.get_by_role("dialog")
    dialog.get_by_role("button", name="Favourite").click()
    expect(dialog.get_by_role("button", name="Favourite")).to_have_attribute("aria-pressed", "true")
    guest.close_photo()
    expect(tile.locator(".kept")).to_be_visible()
    before = tile.locator("img").get_attribute("src")

    answer = owner.call(
        "POST",
        f"/events/{event_id}/photos",
        202,
        data={"kind": "final"},
        files=[("file", (hers[0].name, edited(hers[0]), "image/jpeg"))],
    )
    until(lambda: owner.call("GET", f"/photos/{photo_id}", 200), lambda photo: photo.get("final") == "replaced")
    assert answer["photos"][0]["id"] != photo_id
    expect(tile.locator("img")).not_to_have_attribute("src", str(before))
    expect(tile.locator(".kept")).to_be_visible()
    assert guest.photos() == {str(each["id"]) for each in sent}
    assert watch.problems == []
