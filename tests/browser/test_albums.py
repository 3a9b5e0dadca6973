"""Albums in the studio: made, filled from the gallery, put in order, deleted and had back."""

from __future__ import annotations

import re

from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.axe import assert_accessible
from tests.browser.chromium import PHONE, Photographs, Watch
from tests.browser.studio import opened
from tests.browser.wall import DRAWN, fill
from tests.service import Service


def albums(page: Page) -> Locator:
    """Those of the list."""
    return page.locator("#albums .album")


def change_times(page: Page) -> None:
    """An album of a time ends before its photos, then has no end again."""
    page.get_by_role("button", name=re.compile("^Edit .*Party")).click()
    editing = page.get_by_role("form", name=re.compile("^Edit .*Party"))
    expect(editing.get_by_label("From")).to_have_value("2026-06-20T00:00")
    editing.get_by_label("To", exact=True).fill("2026-06-19T00:00")
    editing.get_by_role("button", name="Save album").click()
    expect(editing.get_by_label("To", exact=True)).to_have_accessible_description("The end is before the beginning.")
    assert_accessible(page)
    editing.get_by_label("From", exact=True).fill("2026-06-18T00:00")
    editing.get_by_role("button", name="Save album").click()
    expect(albums(page).first).to_contain_text("0 photos")
    page.get_by_role("button", name=re.compile("^Edit .*Party")).click()
    editing.get_by_label("To", exact=True).fill("")
    editing.get_by_role("button", name="Save album").click()
    expect(albums(page).first).to_contain_text("12 photos")


def delete_church(page: Page) -> None:
    """Once with a change of mind."""
    deleting = page.get_by_role("button", name=re.compile("Delete .*Church"))
    deleting.click()
    expect(albums(page)).to_have_count(1)
    page.get_by_role("button", name="Undo").click()
    expect(albums(page)).to_have_count(2)
    expect(albums(page).first).to_contain_text("2 photos")
    deleting.click()
    expect(page.get_by_text("Church was deleted. Its photos are still in the gallery.")).to_be_visible()


def test_a_photographer_makes_albums_and_fills_them_from_the_gallery(service: Service, browser: Browser) -> None:
    watch, shots = Watch(service.url), Photographs()
    studio, event = opened(service, browser, watch, "Wedding")
    page = studio.page
    fill(service, event, 12)
    page.reload()
    studio.part("Albums")
    expect(page.get_by_text("No albums yet")).to_be_visible()
    expect(page.get_by_text("Guests cannot see all photos of this event")).to_be_visible()
    page.get_by_label("Name", exact=True).fill("Party")
    page.get_by_label("Photos from a time span").check()
    page.get_by_label("From", exact=True).fill("2026-06-20T00:00")
    page.get_by_role("button", name="Create album").click()
    expect(albums(page)).to_have_count(1)
    expect(albums(page).first).to_contain_text("12 photos")
    change_times(page)

    studio.part("Gallery")
    page.wait_for_function(DRAWN)
    page.locator(".tile-of-wall").first.click(modifiers=["Control"])
    page.locator(".tile-of-wall").nth(1).click(modifiers=["Control"])
    page.get_by_role("button", name="Add to album").click()
    question = page.get_by_role("dialog", name="Add to album")
    expect(question.get_by_text("No albums to add to yet.")).to_be_visible()
    question.get_by_label("New album").fill("Ceremony")
    assert_accessible(page)
    question.get_by_role("button", name="Create with 2 photos").click()
    expect(page.get_by_text(re.compile("2 photos added to .*Ceremony"))).to_be_visible()

    page.set_viewport_size(PHONE)
    studio.part("Albums")
    expect(albums(page)).to_have_count(2)
    page.get_by_role("button", name=re.compile("Move .*Ceremony.* up")).press("Enter")
    expect(albums(page).first).to_contain_text("Ceremony")
    expect(albums(page).first).to_contain_text("2 photos")
    page.get_by_role("button", name=re.compile("^Rename .*Ceremony")).click()
    page.locator("#albums").get_by_label("Name", exact=True).fill("Church")
    page.get_by_role("button", name="Save name").click()
    expect(albums(page).first).to_contain_text("Church")
    page.get_by_role("button", name=re.compile("Hide from guests: .*Church")).click()
    expect(albums(page).first).to_contain_text("hidden from guests")
    assert_accessible(page)
    shots.take(page, "albums")
    delete_church(page)
    studio.delete_now()
    page.reload()
    expect(albums(page)).to_have_count(1)
    assert watch.problems == []
