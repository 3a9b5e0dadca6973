"""The gate in a browser: photos wait, one looks at them on a desk and on a phone, and what is decided holds."""

from __future__ import annotations

from playwright.sync_api import Browser, Locator, Page, expect

from app.domain.vocabulary import Review
from app.services.deps import Deps
from app.store import stats
from app.store.documents import Photo
from tests.browser.axe import assert_accessible
from tests.browser.chromium import PHONE, Photographs, Watch, visitor
from tests.browser.studio import PASSWORD, Studio, opened
from tests.browser.wall import fill
from tests.service import Service, on_backends_of

ALIKE = 3
"""So many of the photos are of one burst: the second of them is the sharpest, and the third is dark."""


def test_an_editor_lets_photos_go_by_keys_and_by_thumb(service: Service, browser: Browser) -> None:
    watch, shots = Watch(service.url), Photographs()
    studio, event = opened(service, browser, watch, "Gala")
    page = studio.page
    set_up_a_gate(studio)
    fill(service, event, 8)
    on_backends_of(service, lambda deps: _put_to_gate(deps, event))
    page.reload()
    expect(tab(page)).to_have_text("Review 8")
    expect(page.get_by_text("8 to review")).to_be_visible()
    expect_photo(page, 2)
    expect(page.locator(".review-marks")).to_contain_text("1 of 3 similar")
    expect(page.locator(".review-marks .best")).to_be_visible()
    expect(page.locator(".review-strip img")).to_have_count(ALIKE)
    assert_accessible(page)
    shots.take(page, "review")
    decide_by_keys(page)

    phone = watch.over(visitor(browser, service.url, PHONE, has_touch=True, is_mobile=True).new_page())
    sign_in(phone, studio)
    phone.goto(f"/studio#event/{event}/review")
    expect_photo(phone, 5)
    assert_accessible(phone)
    shots.take(phone, "review-phone")
    swipe_left(phone)
    expect_photo(phone, 6)
    phone.get_by_role("button", name="Approve").click()
    expect(phone.get_by_text("3 to review")).to_be_visible()
    expect(page.get_by_text("3 to review")).to_be_visible()

    studio.part("Gallery")
    for status, count in (("Ready", "2 photos"), ("To review", "3 photos"), ("Rejected", "3 photos")):
        page.locator(".tabs").get_by_role("radio", name=status).check()
        expect(page.locator(".filters .count")).to_have_text(count)
    assert watch.problems == []


def set_up_a_gate(studio: Studio) -> None:
    """From now on photos wait to be approved."""
    page = studio.page
    studio.part("Settings")
    page.get_by_label("When approved").check()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".save-bar")).to_have_text("Saved.")
    studio.part("Review")
    expect(page.get_by_role("heading", name="Nothing to review")).to_be_visible()
    assert_accessible(page)


def decide_by_keys(page: Page) -> None:
    """Look at the burst, keep the suggestion of it alone, and take back the second of two decisions."""
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect_photo(page, 3)
    expect(page.locator(".review-marks .doubt")).to_have_text("Dark")
    page.keyboard.press("4")
    expect(page.get_by_role("group", name="4 stars")).to_be_visible()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    expect_photo(page, 2)
    page.keyboard.press("Shift+A")
    expect_photo(page, 4)
    expect(tab(page)).to_have_text("Review 5")
    page.keyboard.press("x")
    page.keyboard.press("a")
    expect(tab(page)).to_have_text("Review 3")
    page.keyboard.press("u")
    expect_photo(page, 5)
    expect(tab(page)).to_have_text("Review 4")
    expect(page.get_by_role("status").filter(has_text="Back to review. IMG_00005.jpg")).to_be_attached()


def expect_photo(page: Page, number: int) -> None:
    """One looks at that photo."""
    expect(page.locator(".review-stage img")).to_have_attribute("alt", f"Photo IMG_{number:05d}.jpg")


async def _put_to_gate(deps: Deps, event_id: int) -> None:
    """All photos of the event wait."""
    await Photo.find({"event_id": event_id}).update_many({"$set": {"review": Review.WAITING.value, "hidden": True}})
    for seq, (sharpness, light) in enumerate([(0.2, 0.9), (0.5, 0.9), (0.9, 0.1)], 1):
        look = {"fingerprint": "0f" * 8, "sharpness": sharpness, "light": light}
        await Photo.find({"event_id": event_id, "seq": seq}).update_many({"$set": look})
    await stats.count(event_id, waiting=8)


def tab(page: Page) -> Locator:
    """The link to the review, with how many wait."""
    return page.get_by_role("navigation").get_by_role("link", name="Review")


def sign_in(page: Page, studio: Studio) -> None:
    """On another device."""
    page.goto("/studio")
    page.get_by_label("E-mail").fill(studio.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="Your events")).to_be_visible()


def swipe_left(page: Page) -> None:
    """Over the photo, by a thumb, above what one decides with."""
    place = page.locator(".review-stage").bounding_box()
    assert place
    y = place["y"] + 80
    devtools = page.context.new_cdp_session(page)
    for kind, x in (("touchStart", 300), ("touchMove", 200), ("touchMove", 80)):
        devtools.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y}]})
    devtools.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
