"""The cameras of an event: whose clock is wrong is seen side by side, and put right on a phone."""

from __future__ import annotations

import io
import re

from PIL import ExifTags, Image
from playwright.sync_api import Browser, expect

from tests import qr
from tests.browser.axe import assert_accessible
from tests.browser.chromium import PHONE, Watch
from tests.browser.studio import signed_in
from tests.client import Client, photographer
from tests.service import Service


def shot(model: str, at: str, shade: int) -> bytes:
    """A plain picture by a camera that showed that time of 20 June 2026."""
    exif = Image.Exif()
    exif[ExifTags.Base.Model] = model
    exif[ExifTags.IFD.Exif] = {ExifTags.Base.DateTimeOriginal: f"2026:06:20 {at}", ExifTags.Base.BodySerialNumber: "6010472"}
    file = io.BytesIO()
    Image.new("RGB", (300, 200), (shade, shade, shade)).save(file, "JPEG", exif=exif)
    return file.getvalue()


def order(client: Client, event_id: int) -> list[str]:
    """The names of the event's photos as they were taken, the latest first."""
    ids = client.call("GET", f"/events/{event_id}/photos/outline?sort=taken", 200)["ids"]
    found = client.call("POST", f"/events/{event_id}/photos/lookup", 200, json={"photo_ids": ids})["items"]
    return [photo["name"] for photo in found]


def test_a_clock_that_is_seven_minutes_fast_is_put_right_on_a_phone(service: Service, browser: Browser) -> None:
    client = photographer(service.url)
    event_id = client.create_event("Two cameras")
    shots = [
        ("first.jpg", "NIKON Z 6", "21:00:00"),
        ("second.jpg", "Canon R5", "21:08:00"),
        ("third.jpg", "NIKON Z 6", "21:02:00"),
    ]
    watch = Watch(service.url)
    page = signed_in(service, browser, watch, client, PHONE)
    page.goto(f"/studio#event/{event_id}/cameras")
    expect(page.get_by_role("heading", name="No cameras yet")).to_be_visible()
    client.upload(event_id, [(name, shot(model, at, shade)) for shade, (name, model, at) in enumerate(shots, 60)])
    client.wait_indexed(event_id, 3)
    page.reload()
    canon = page.get_by_role("listitem").filter(has=page.get_by_role("heading", name=re.compile("Canon R5")))
    expect(canon.get_by_text("Sat 21:08:00")).to_be_visible()
    assert_accessible(page)
    assert order(client, event_id) == ["second.jpg", "third.jpg", "first.jpg"]

    canon.get_by_label("minutes").fill("7")
    canon.get_by_label("Slow or fast").select_option("fast")
    expect(canon.get_by_text("Sat 21:01:00")).to_be_visible()
    canon.get_by_role("button", name="Correct the clock").click()
    expect(canon.get_by_role("status")).to_have_text("The clock was 7 mins fast. Set by hand.")
    expect(canon.get_by_text("Sat 21:01:00")).to_be_visible()
    assert order(client, event_id) == ["third.jpg", "second.jpg", "first.jpg"]
    assert_accessible(page)

    page.get_by_role("button", name="Show a clock to photograph").click()
    code = page.get_by_role("img", name="The time as a QR code")
    expect(code).to_be_visible()
    assert_accessible(page)
    assert qr.text_in(Image.open(io.BytesIO(code.screenshot()))).startswith(f"EPCLOCK:{event_id}:")
    page.get_by_role("button", name="Done").click()
    expect(code).to_have_count(0)
    assert watch.problems == []
