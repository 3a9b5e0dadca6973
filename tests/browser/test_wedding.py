"""A wedding, from signing up to the choice for the album: the photographer's desk, a guest's phone, the couple's sofa."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import assert_accessible
from tests.browser.chromium import DESK, GUEST, PHONE, STRANGER, Photographs, Watch, visitor
from tests.browser.guest import Guest
from tests.browser.studio import Studio
from tests.service import Service

PIN = "2468"


def test_a_wedding_from_signing_up_to_the_choice_for_the_album(service: Service, browser: Browser, sample: Path) -> None:
    watch, shots = Watch(service.url), Photographs()
    studio = Studio(watch.over(visitor(browser, service.url, DESK).new_page()))
    studio.register()
    studio.create_event("Ella & Omar")
    hers, others = sorted((sample / GUEST).iterdir())[1:4], sorted((sample / STRANGER).iterdir())[:2]
    studio.upload(*hers, *others)
    studio.expect_ready(5)
    share_all_photos(studio)
    link = studio.make_link(PIN)

    guest = Guest(watch.over(visitor(browser, service.url, PHONE, has_touch=True, is_mobile=True).new_page()))
    guest.open(link)
    guest.enter_pin(PIN)
    guest.agree()
    guest.choose(sorted((sample / GUEST).iterdir())[0])
    guest.find()
    guest.expect_found(len(hers))
    mark_the_first(guest)
    shots.take(guest.page, "wedding-guest")

    page = studio.page
    studio.part("Favourites")
    expect(page.locator("#lists").get_by_text("1 photo", exact=True)).to_be_visible()
    page.get_by_label("What is it for?").fill("For the album")
    page.get_by_label("How many photos").fill("2")
    page.get_by_role("button", name="Create the link").click()
    ours = page.locator("#lists li").filter(has_text="For the album")
    expect(ours.get_by_text("0 of 2 photos")).to_be_visible()

    couple = watch.over(visitor(browser, service.url, DESK).new_page())
    couple.goto(ours.locator(".address").inner_text())
    expect(couple.locator("#chosen-count")).to_have_text("0 of 2 chosen")
    for number in (1, 4):
        couple.get_by_role("button", name=f"Favourite photo {number}", exact=True).click()
    expect(couple.locator("#chosen-count")).to_have_text("2 of 2 chosen")
    couple.get_by_role("button", name="I’m done choosing").click()
    expect(couple.get_by_text("The photographer can see your choice.")).to_be_visible()
    assert_accessible(couple)
    shots.take(couple, "wedding-couple")

    page.reload()
    expect(ours.get_by_text("2 of 2 photos")).to_be_visible()
    ours.get_by_role("button", name="Copy file names").click()
    expect(ours.get_by_text("2 names copied")).to_be_visible()
    names = page.evaluate("navigator.clipboard.readText()")
    assert set(names.split(", ")) <= {photo.name for photo in (*hers, *others)}
    shots.take(page, "wedding-desk", whole=True)
    assert watch.problems == []


def share_all_photos(studio: Studio) -> None:
    """Whoever has a link may look through all photos."""
    studio.part("Settings")
    studio.page.get_by_label("Guests with a link", exact=True).check()
    save(studio.page)


def save(page: Page) -> None:
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("status").filter(has_text="Saved")).to_be_visible()


def mark_the_first(guest: Guest) -> None:
    """Her favourite, until the service has it."""
    guest.page.locator("#certain .tile button").first.click()
    heart = guest.page.get_by_role("dialog").get_by_role("button", name="Favourite")
    with guest.page.expect_response(lambda answer: "/favourites" in answer.url and answer.request.method == "PATCH"):
        heart.click()
    guest.close_photo()
