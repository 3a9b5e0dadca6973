"""A guest gives photos on her phone: sent without a selfie, seen by others once they are approved, deleted by her."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Browser, FilePayload, Page, ViewportSize, expect

from tests.browser.axe import assert_accessible
from tests.browser.chromium import GUEST, STRANGER, Photographs, Watch, photos_of, visitor
from tests.browser.guest import Guest
from tests.browser.studio import signed_in
from tests.client import photographer, until
from tests.service import Service

SMALL: ViewportSize = {"width": 360, "height": 640}
NAME = "Midsummer Night at the Boathouse"


def chosen(*photos: tuple[str, bytes]) -> list[FilePayload]:
    """As they come from a phone's library."""
    return [{"name": name, "mimeType": "image/jpeg", "buffer": data} for name, data in photos]


def choose(page: Page, *photos: tuple[str, bytes]) -> None:
    page.locator("input[data-from=library]").set_input_files(chosen(*photos))


def look_in_the_studio(page: Page, event_id: int, photo_id: str) -> None:
    """What guests gave is looked at alone, and left out."""
    photo = page.locator(f'[data-photo="{photo_id}"]')
    page.goto(f"/studio#event/{event_id}/gallery?status=all")
    page.get_by_text("More filters").click()
    page.get_by_label("Photos from guests").select_option("Left out")
    expect(page.get_by_role("heading", name="No matching photos")).to_be_visible()
    page.get_by_label("Photos from guests").select_option("Only these")
    expect(photo).to_be_visible()
    assert_accessible(page)


def delete(page: Page, name: str, shots: Photographs) -> None:
    """One of two; what was taken back once, and then deleted from another screen."""
    given = page.locator("[data-given]")
    page.get_by_role("button", name=f"Delete {name}").press("Enter")
    expect(given).to_have_count(1)
    expect(page.get_by_role("heading", name="Your photos", exact=True)).to_be_focused()
    assert_accessible(page)
    shots.take(page, "given-deleted")
    page.get_by_role("button", name="Undo").press("Enter")
    expect(given).to_have_count(2)
    page.get_by_role("button", name=f"Delete {name}").press("Enter")
    page.get_by_role("button", name="Back", exact=True).click()
    page.get_by_role("button", name="Delete now").press("Enter")
    page.get_by_role("button", name="Share your photos").click()
    expect(given).to_have_count(1)


def test_a_guest_gives_photos_sees_how_they_stand_and_deletes_one(service: Service, browser: Browser, sample: Path) -> None:
    shots, watch, owner = Photographs(), Watch(service.url), photographer(service.url)
    event_id = owner.create_event(NAME)
    token = owner.share(event_id)
    settings = {"guest_photos": True, "link_gallery": True}
    owner.call("PATCH", f"/events/{event_id}", 200, json=settings)
    page = watch.over(visitor(browser, service.url, SMALL).new_page())
    page.goto(f"/s/{token}")
    page.get_by_role("button", name="Share your photos").click()
    expect(page.get_by_role("heading", level=1, name="Share your photos")).to_be_focused()
    expect(page.get_by_role("button", name="Choose photos")).to_be_in_viewport()
    expect(page.get_by_text("Nothing yet.")).to_be_visible()
    assert_accessible(page)
    shots.take(page, "give")

    [hers], [other] = photos_of(sample, GUEST, 1, 2), photos_of(sample, STRANGER, 0, 1)
    page.get_by_label("Your name").fill("Anna")
    choose(page, hers, ("again.jpg", hers[1]), other, ("letter.jpg", b"Dear Anna"))
    expect(page.get_by_text("2 photos sent. Thank you! 1 was here already.")).to_be_visible()
    expect(page.get_by_role("alert").filter(has_text="1 photo could not be sent.")).to_contain_text("not a picture we can read")
    expect(page.locator("[data-given][data-standing=waiting]")).to_have_count(2)
    assert_accessible(page)
    shots.take(page, "given", whole=True)

    ids = {photo["name"]: photo["id"] for photo in owner.photos(event_id)}
    assert {photo["giver_name"] for photo in owner.photos(event_id)} == {"Anna"}
    look_in_the_studio(signed_in(service, browser, watch, owner, SMALL), event_id, ids[hers[0]])
    owner.call("POST", f"/events/{event_id}/photos/bulk", 200, json={"action": "approve", "photo_ids": [ids[hers[0]]]})
    page.get_by_role("button", name="Back", exact=True).click()
    page.get_by_role("button", name="Share your photos").click()
    expect(page.locator(f"[data-given='{ids[hers[0]]}']")).to_have_attribute("data-standing", "shown")
    Guest(page).go_back("step")
    page.get_by_role("button", name=re.compile("See all|all photos", re.IGNORECASE)).first.click()
    expect(page.get_by_text("From Anna")).to_be_visible()
    assert_accessible(page)
    shots.take(page, "given-in-the-gallery")

    page.get_by_role("button", name="Share your photos").click()
    delete(page, hers[0], shots)
    until(lambda: owner.photos(event_id), lambda photos: len(photos) == 1)
    assert [photo["id"] for photo in owner.photos(event_id)] == [ids[other[0]]]

    owner.call("PATCH", f"/events/{event_id}", 200, json={"guest_photos": False})
    choose(page, *photos_of(sample, GUEST, 2, 3))
    failed = page.get_by_role("alert").filter(has_text="1 photo could not be sent.")
    expect(failed).to_contain_text("This event takes no photos from guests right now.")
    assert watch.problems == []
