"""A wedding, from signing up to the choice for the album: by the photographer, a guest, the couple; all on one size of screen."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.axe import assert_accessible
from tests.browser.chromium import DEVICES, GUEST, STRANGER, Photographs, Watch, visitor
from tests.browser.guest import Guest
from tests.browser.studio import Studio
from tests.service import Service

PIN = "2468"
OUT_OF_THEIR_BOX = """[...document.querySelectorAll("dd, dt, h1, h2, button, label")]
  .filter((each) => each.checkVisibility() && !each.matches(".unseen") && each.scrollWidth > each.clientWidth + 1)
  .filter((each) => getComputedStyle(each).display !== "inline").map((each) => each.textContent)"""
# How far the end of what is lettered along the first frame is from the beginning of the second.
LETTERED_APART = """(() => {
  const [first, second] = document.querySelectorAll(".frame .edge");
  return second.firstChild.getBoundingClientRect().left - first.lastChild.getBoundingClientRect().right;
})()"""


@pytest.mark.parametrize("device", DEVICES)
def test_a_wedding_from_signing_up_to_the_choice_for_the_album(
    service: Service, browser: Browser, sample: Path, device: str
) -> None:
    watch, shots = Watch(service.url), Photographs(f"wedding-{device}")

    def somebody() -> Page:
        return watch.over(visitor(browser, service.url, **DEVICES[device]).new_page())

    studio, guest, couple = Studio(somebody()), Guest(somebody()), somebody()
    selfie, *hers = sorted((sample / GUEST).iterdir())[:4]
    photos = [*hers, *sorted((sample / STRANGER).iterdir())[:2]]
    sign_up(studio, shots)
    send(studio, photos, shots)
    share_all_photos(studio)
    shots.take(studio.page, "settings", whole=True)
    link = studio.make_link(PIN)
    shots.take(studio.page, "link", whole=True)
    find(guest, link, selfie, shots)
    guest.expect_found(len(hers))
    shots.take(guest.page, "found")
    mark_the_first(guest, shots)
    shots.take(guest.page, "found-favourite", whole=True)
    couple.goto(ask_for_two(studio, shots))
    choose_two(couple, shots)
    studio.page.reload()
    assert copied_names(studio.page) <= {photo.name for photo in photos}
    shots.take(studio.page, "names-copied", whole=True)
    assert watch.problems == []


def sign_up(studio: Studio, shots: Photographs) -> None:
    """Until there is an event."""
    page = studio.page
    studio.fill_registration()
    shots.take(page, "sign-up")
    page.get_by_role("button", name="Create account").click()
    expect(page.get_by_role("heading", name="Your events")).to_be_visible()
    shots.take(page, "no-events")
    studio.fill_event("Ella & Omar")
    expect(page.get_by_role("button", name="Create event")).to_be_in_viewport(ratio=1)
    shots.take(page, "new-event")
    page.get_by_role("button", name="Create event").click()
    expect(page.get_by_role("heading", level=1, name="Ella & Omar")).to_be_visible()
    expect(studio.connection).to_have_text("Live")
    shots.take(page, "event", whole=True)


def send(studio: Studio, photos: list[Path], shots: Photographs) -> None:
    """Until guests can find themselves; what is said of it stays within its boxes."""
    page = studio.page
    studio.upload(*photos)
    studio.expect_ready(len(photos))
    expect(page.locator(".frame")).to_have_count(len(photos))
    expect(page.locator(".first-steps [data-done=true]")).to_contain_text("Upload your photos")
    assert page.evaluate(OUT_OF_THEIR_BOX) == []
    assert page.evaluate(LETTERED_APART) >= 16
    shots.take(page, "sent", whole=True)


def find(guest: Guest, link: str, selfie: Path, shots: Photographs) -> None:
    """From the link to what was found."""
    page = guest.page
    guest.open(link)
    expect(page.get_by_label("PIN", exact=True)).to_be_visible()
    shots.take(page, "pin")
    guest.enter_pin(PIN)
    expect(page.get_by_role("button", name="Take a selfie")).to_be_visible()
    shots.take(page, "welcome")
    guest.agree()
    expect(page.get_by_role("button", name="Take the picture")).to_be_visible()
    shots.take(page, "selfie")
    guest.choose(selfie)
    expect(guest.selfies).to_have_count(1)
    shots.take(page, "selfie-chosen")
    guest.find()


def ask_for_two(studio: Studio, shots: Photographs) -> str:
    """Ask the couple to choose two photos for the album; where they do it."""
    page = studio.page
    studio.part("Favourites")
    expect(page.locator("#lists").get_by_text("1 photo", exact=True)).to_be_visible()
    shots.take(page, "favourites", whole=True)
    page.get_by_label("What is it for?").fill("For the album")
    page.get_by_label("How many photos").fill("2")
    page.get_by_role("button", name="Create the link").click()
    ours = for_the_album(page)
    expect(ours.get_by_text("0 of 2 photos")).to_be_visible()
    shots.take(page, "album-link", whole=True)
    return ours.locator(".address").inner_text()


def for_the_album(page: Page) -> Locator:
    return page.locator("#lists li").filter(has_text="For the album")


def choose_two(couple: Page, shots: Photographs) -> None:
    """And say that this is their choice."""
    expect(couple.locator("#chosen-count")).to_have_text("0 of 2 chosen")
    shots.take(couple, "couple")
    for number in (1, 4):
        couple.get_by_role("button", name=f"Favourite photo {number}", exact=True).click()
    expect(couple.locator("#chosen-count")).to_have_text("2 of 2 chosen")
    bar = couple.get_by_role("progressbar")
    assert bar.evaluate("(bar) => getComputedStyle(bar, '::-webkit-progress-value').transitionDuration") == "0s"
    shots.take(couple, "couple-chosen")
    couple.get_by_role("button", name="I’m done choosing").click()
    expect(couple.get_by_text("The photographer can see your choice.")).to_be_visible()
    assert_accessible(couple)
    shots.take(couple, "couple-done", whole=True)


def copied_names(page: Page) -> set[str]:
    """The file names of what the couple chose, as the photographer gets them."""
    ours = for_the_album(page)
    expect(ours.get_by_text("2 of 2 photos")).to_be_visible()
    ours.get_by_role("button", name="Copy file names").click()
    expect(ours.get_by_text("2 names copied")).to_be_visible()
    return set(str(page.evaluate("navigator.clipboard.readText()")).split(", "))


def share_all_photos(studio: Studio) -> None:
    """Whoever has a link may look through all photos."""
    studio.part("Settings")
    studio.page.get_by_label("Guests with a link", exact=True).check()
    save(studio.page)


def save(page: Page) -> None:
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("status").filter(has_text="Saved")).to_be_visible()


def mark_the_first(guest: Guest, shots: Photographs) -> None:
    """Her favourite, until the service has it."""
    guest.page.locator("#certain .tile button").first.click()
    heart = guest.page.get_by_role("dialog").get_by_role("button", name="Favourite")
    with guest.page.expect_response(lambda answer: "/favourites" in answer.url and answer.request.method == "PATCH"):
        heart.click()
    shots.take(guest.page, "photo")
    guest.close_photo()
