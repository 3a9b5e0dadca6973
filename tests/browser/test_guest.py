"""The guest's page on a phone: every state that somebody with one hand and bad reception may meet."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

import pytest
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, Route, ViewportSize, WebSocketRoute, expect

from tests.browser.axe import assert_accessible
from tests.browser.chromium import (
    GUEST,
    PHONE,
    STRANGER,
    Photographs,
    Watch,
    countdown_held,
    patient_with_faces,
    side_by_side,
    visitor,
)
from tests.browser.guest import Guest, in_doubt
from tests.browser.silence import HURRIED, a_handshake, anything, nothing, silence
from tests.client import Client, photographer, until
from tests.service import Service

MOBILE: dict[str, Any] = {"has_touch": True, "is_mobile": True}
SMALL_PHONE: ViewportSize = {"width": 360, "height": 640}
PIN = "2468"
CONSENT_WORDS = "Dear guests,\nI take photos all evening. Robert"


@dataclass
class Party:
    """An event with photos of two people, and its photographer."""

    service: Service
    owner: Client
    event_id: int
    hers: list[str]
    strangers: list[str]
    selfies: list[Path]
    later: list[Path]

    @property
    def link(self) -> str:
        """A fresh share link."""
        return f"/s/{self.owner.share(self.event_id)}"

    def upload(self, photo: Path) -> str:
        """One more photo; returns its id, when it is indexed."""
        before = len(self.owner.photos(self.event_id))
        [sent] = self.owner.upload(self.event_id, [(photo.name, photo.read_bytes())])
        self.owner.wait_indexed(self.event_id, before + 1)
        return str(sent["id"])

    def change(self, **settings: object) -> None:
        """Change the event's settings."""
        self.owner.call("PATCH", f"/events/{self.event_id}", 200, json=settings)


@pytest.fixture(scope="module")
def party(service: Service, sample: Path) -> Party:
    owner = photographer(service.url)
    event_id = owner.create_event("Midsummer Night at the Boathouse")
    people = {name: sorted((sample / name).iterdir()) for name in (GUEST, STRANGER)}
    files = [(f"{name}-{photo.name}", photo.read_bytes()) for name in people for photo in people[name][1:6]]
    sent = owner.upload(event_id, files)
    owner.wait_indexed(event_id, len(files))
    hers, strangers = ([p["id"] for p in sent if p["name"].startswith(name)] for name in (GUEST, STRANGER))
    owner.call("PATCH", f"/events/{event_id}", 200, json={"cover_photo_id": hers[0], "consent_text": CONSENT_WORDS})
    later = people[GUEST][6:12]
    return Party(service, owner, event_id, hers, strangers, [people[GUEST][0], people[STRANGER][0]], later)


@pytest.fixture
def watch(service: Service) -> Iterator[Watch]:
    """Nothing may go wrong behind the guest's back."""
    watching = Watch(service.url)
    yield watching
    assert watching.problems == []


def phone(browser: Browser, service: Service, **options: Any) -> BrowserContext:
    """A phone of somebody new."""
    return visitor(browser, service.url, PHONE, **(MOBILE | options))


def searching(party: Party, page: Page, selfie: int = 0, link: str | None = None) -> Guest:
    """A guest who has found her photos, by a picture that she chose."""
    guest = Guest(page)
    guest.open(link or party.link)
    guest.agree()
    guest.choose(party.selfies[selfie])
    guest.find()
    return guest


def test_a_guest_reads_agrees_takes_her_picture_and_watches_photos_come(party: Party, browser: Browser, watch: Watch) -> None:
    shots = Photographs()
    guest = Guest(watch.over(phone(browser, party.service).new_page()))
    guest.open(party.link)
    page = guest.page
    expect(page.get_by_role("heading", name="Midsummer Night at the Boathouse")).to_be_visible()
    expect(page.get_by_role("img", name="cover photo")).to_be_visible()
    expect(page.get_by_text("Dear guests,")).to_have_text(CONSENT_WORDS)
    page.get_by_role("button", name="Take a selfie").click()
    expect(page.get_by_role("alert").filter(has_text="tick the box")).to_be_visible()
    expect(page.get_by_label("Yes, look for my face")).to_be_focused()
    page.get_by_text("What exactly happens with my face?").click()
    expect(page.get_by_text("Saying yes is your free choice.")).to_be_visible()
    expect(page.get_by_text(re.compile("The record is deleted .?1,095.? days after your search has ended"))).to_be_visible()
    assert_accessible(page)
    shots.take(page, "welcome", whole=True)

    guest.take_selfie()
    assert_accessible(page)
    shots.take(page, "selfie-review", whole=True)
    page.get_by_role("button", name="Take it again").click()
    expect(guest.selfies).to_have_count(0)
    with countdown_held(page):
        page.get_by_role("button", name="Take the picture").click()
        page.get_by_role("button", name="Cancel").click()
    expect(page.get_by_role("button", name="Take the picture")).to_be_visible()
    shots.take(page, "selfie-live")
    page.get_by_role("button", name="Take the picture").click()
    expect(guest.selfies).to_have_count(1)
    page.get_by_role("button", name="Add one more").click()
    guest.choose(party.selfies[0], party.selfies[0])
    expect(guest.selfies).to_have_count(3)
    expect(page.locator(".selfies img.mirrored")).to_have_count(1)  # What the camera took, as it showed it.
    expect(page.locator(".selfies img").first).to_have_css("scale", "-1 1")
    page.get_by_role("button", name="Remove selfie 3").click()
    expect(guest.selfies).to_have_count(2)
    guest.find()

    assert set(party.hers) <= guest.all_photos()
    assert not guest.photos() & set(party.strangers)
    assert_accessible(page)
    shots.take(page, "results", whole=True)
    new_photos_slide_in_and_nothing_moves(party, guest, shots)
    until(lambda: insights(party)["delivery"]["samples"], lambda samples: samples >= 2)


SMALL_PHONES: Final[tuple[ViewportSize, ...]] = ({"width": 360, "height": 640}, {"width": 640, "height": 360})


def in_sight(page: Page, name: str) -> bool:
    """All of the button can be seen without scrolling, on small phones held upright and on their side."""
    before = page.viewport_size
    assert before
    seen = []
    for size in SMALL_PHONES:
        page.set_viewport_size(size)
        page.evaluate("scrollTo(0, 0)")
        box = page.get_by_role("button", name=name).bounding_box()
        seen.append(box is not None and box["y"] >= 0 and box["y"] + box["height"] <= size["height"])
    page.set_viewport_size(before)
    return all(seen)


def test_the_main_button_is_in_sight_and_the_way_back_goes_step_by_step(party: Party, browser: Browser, watch: Watch) -> None:
    guest = Guest(watch.over(phone(browser, party.service).new_page()))
    page = guest.page
    guest.open(party.link)
    expect(page.get_by_role("button", name="Take a selfie")).to_be_visible()
    assert in_sight(page, "Take a selfie"), "under a cover, a title of two lines and the photographer's words"
    guest.agree()
    expect(page.get_by_role("button", name="Take the picture")).to_be_visible()
    assert in_sight(page, "Take the picture")
    guest.go_back("step")
    expect(page.get_by_role("button", name="Take a selfie")).to_be_visible()
    guest.agree()
    guest.choose(party.selfies[0])
    expect(guest.selfies).to_have_count(1)
    assert in_sight(page, "Find my photos")
    busy = {"code": "unavailable", "retry_after_s": 2}
    page.route("**/searches", lambda route: route.fulfill(status=503, json=busy, headers={"Retry-After": "2"}), times=1)
    page.get_by_role("button", name="Find my photos").click()
    expect(page.get_by_role("alert").filter(has_text="busy")).to_be_visible()
    assert in_sight(page, "Find my photos"), "below what went wrong"
    watch.problems.clear()  # The browser's own word on the 503.
    guest.find()
    page.get_by_role("button", name="Add a person").click()
    expect(guest.headline).to_have_count(0)
    assert in_sight(page, "Take the picture")
    guest.go_back("step")
    expect(guest.headline).to_be_visible()
    guest.page.locator("#certain .tile button").first.click()
    expect(page.get_by_role("dialog")).to_be_visible()
    guest.go_back("photo")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(guest.headline).to_be_visible()


BACK_AT_ONCE = """() => new MutationObserver((_, watching) => {
  if (document.querySelector("main").dataset.screen !== "selfie") return;
  watching.disconnect();
  window.addEventListener("popstate", () => { window.cameBack = true; });
  history.back();
}).observe(document.body, { attributes: true, childList: true, subtree: true })"""


def test_the_way_back_leads_out_of_a_step_from_the_moment_it_is_drawn(party: Party, browser: Browser, watch: Watch) -> None:
    guest = Guest(watch.over(phone(browser, party.service).new_page()))
    guest.open(party.link)
    expect(guest.page.get_by_role("button", name="Take a selfie")).to_be_visible()
    guest.page.evaluate(BACK_AT_ONCE)
    guest.agree()
    guest.page.wait_for_function("() => window.cameBack")
    expect(guest.page.get_by_label("Yes, look for my face")).to_be_visible()


def insights(party: Party) -> dict[str, Any]:
    answer: dict[str, Any] = party.owner.call("GET", f"/events/{party.event_id}/insights", 200)
    return answer


def new_photos_slide_in_and_nothing_moves(party: Party, guest: Guest, shots: Photographs) -> None:
    page = guest.page
    looked_at = page.locator("#certain .tile").last
    # What looked at the page before has left it wherever it was; with the strip out of sight the first photo counts, too.
    page.evaluate("scrollTo(0, 0)")
    expect(page.locator("#arrivals")).to_be_in_viewport()
    place = looked_at.bounding_box()
    first = party.upload(party.later[0])
    arrived = page.locator(f'#arrivals .tile[data-photo="{first}"]')
    expect(arrived).to_be_visible()
    expect(arrived.locator(".badge")).to_have_text("New")
    assert looked_at.bounding_box() == place
    page.set_viewport_size({"width": PHONE["width"], "height": 360})
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    expect(page.locator("#arrivals")).not_to_be_in_viewport()
    place = looked_at.bounding_box()
    party.upload(party.later[1])
    notice = page.get_by_role("button", name="1 new photo of you")
    expect(notice).to_be_visible()
    assert looked_at.bounding_box() == place
    shots.take(page, "notice")
    notice.click()
    expect(arrived).to_be_in_viewport()
    expect(notice).to_be_hidden()


SPOKEN = """window.spoken = [];
new MutationObserver(() => spoken.push(document.querySelector("#pin-problem").textContent))
  .observe(document.querySelector("#pin-problem"), { childList: true, characterData: true, subtree: true });"""


def test_a_wrong_pin_is_said_and_after_five_the_seconds_are_counted(party: Party, browser: Browser, watch: Watch) -> None:
    guest = Guest(watch.over(phone(browser, party.service).new_page()))
    guest.page.clock.install()
    guest.open(f"/s/{party.owner.share(party.event_id, pin=PIN)}")
    expect(guest.page.get_by_label("PIN", exact=True)).to_be_visible()
    assert_accessible(guest.page)
    guest.page.evaluate(SPOKEN)
    for _ in range(5):
        with guest.page.expect_response(re.compile("/share/")) as answered:
            guest.enter_pin("1357")
        assert answered.value.status == 403
        expect(guest.page.locator("#pin-problem")).to_have_text("That PIN isn’t right. Please try again.")
    assert guest.page.evaluate("spoken.filter(Boolean).length") == 5, "a wrong PIN after another is said again"
    with guest.page.expect_response(re.compile("/share/")):
        guest.enter_pin("1357")
    counted = guest.page.locator("[data-locked]")
    expect(counted).to_have_text(re.compile(r"Too many wrong PINs. You can try again in \d+ seconds"))
    expect(guest.page.get_by_role("button", name="Open the event")).to_be_disabled()
    assert_accessible(guest.page)
    # From here on the page's time passes as the test says: what is left must not go on while it is read.
    guest.page.clock.pause_at(guest.page.evaluate("Date.now()") / 1000 + 10)
    before = int(str(counted.get_attribute("data-locked")))
    guest.page.clock.run_for(5000)
    expect(counted).to_have_attribute("data-locked", re.compile(f"^{before - 5}$|^{before - 6}$"))
    guest.page.clock.run_for(60_000)
    expect(guest.page.get_by_text("You can try again now.")).to_be_visible()
    expect(guest.page.get_by_role("button", name="Open the event")).to_be_enabled()


def test_a_link_that_does_not_open_says_why(party: Party, browser: Browser, watch: Watch) -> None:
    page = watch.over(phone(browser, party.service).new_page())
    soon = datetime.now(UTC) + timedelta(seconds=6)
    expiring = party.owner.share(party.event_id, expires_at=soon.isoformat())
    revoked = party.owner.call("POST", f"/events/{party.event_id}/share-links", 201, json={})
    party.owner.call("DELETE", f"/share-links/{revoked['id']}", 204)
    until(lambda: Client(party.service.url).http.get(f"/share/{expiring}").status_code, lambda status: status == 410)
    for token, title, why in (
        (expiring, "This link has expired", "has expired"),
        (revoked["token"], "This link has expired", "has been withdrawn"),
        ("mistyped", "Link not found", "may be mistyped"),
    ):
        page.goto(f"/s/{token}")
        expect(page.get_by_role("heading", name=title)).to_be_visible()
        expect(page.locator("#closed-reason")).to_contain_text(why)
        assert_accessible(page)


def test_who_tries_again_without_a_connection_sees_that_it_is_tried(party: Party, browser: Browser, watch: Watch) -> None:
    page = watch.over(phone(browser, party.service).new_page())
    page.route("**/api/v1/share/*", lambda route: route.abort())
    page.goto(party.link)
    expect(page.get_by_role("heading", name="You are offline")).to_be_visible()
    hanging: list[Route] = []

    def hang(route: Route) -> None:
        hanging.append(route)

    # Before the other, and that one stays: the page tries by itself too, and must not get through in between.
    page.route("**/api/v1/share/*", hang)
    with page.expect_request("**/api/v1/share/*"):
        page.get_by_role("button", name="Try again").click()
    expect(page.get_by_role("status").filter(has_text="One moment")).to_be_visible()
    expect(page.get_by_role("button", name="Try again")).to_be_focused()
    assert_accessible(page)
    hanging[-1].continue_()
    expect(page.get_by_role("button", name="Take a selfie")).to_be_visible()


RUNNING = "document.getAnimations().filter(({ playState }) => playState === 'running').length"


def test_whoever_wants_no_motion_sees_none_while_the_page_waits(party: Party, browser: Browser, watch: Watch) -> None:
    page = watch.over(phone(browser, party.service, reduced_motion="reduce").new_page())
    page.route("**/words/*.ftl", lambda route: None)
    page.goto(party.link)
    expect(page.locator(".finder.searching")).to_be_visible()
    # What the page says at last waits ten seconds for its turn.
    until(lambda: page.evaluate(RUNNING), lambda running: running == 0)


def test_where_searching_is_off_all_photos_are_offered_if_they_are_public(party: Party, browser: Browser, watch: Watch) -> None:
    page = watch.over(phone(browser, party.service).new_page())
    party.change(selfie_search=False)
    try:
        page.goto(party.link)
        expect(page.get_by_role("heading", name="Face search is off")).to_be_visible()
        expect(page.get_by_text("Ask the photographer")).to_be_visible()
        assert_accessible(page)
        party.change(visibility="public", open_gallery=True, downloads="none")
        page.goto(f"/e/{party.event_id}")
        page.get_by_role("button", name="See all photos").click()
        expect(page.locator("#gallery .tile")).to_have_count(len(party.owner.photos(party.event_id)))
        assert_accessible(page)
        Photographs().take(page, "gallery")
        page.locator("#gallery .tile button").first.click()
        dialog = page.get_by_role("dialog")
        expect(dialog.get_by_text(re.compile("Photo 1 of"))).to_be_visible()
        assert dialog.get_by_role("link", name="Download").count() == 0
        Guest(page).close_photo()
        page.get_by_role("button", name="Back").click()
        expect(page.get_by_role("button", name="See all photos")).to_be_visible()
        party.change(visibility="unlisted", open_gallery=False, link_gallery=True)
        page.goto(party.link)
        expect(page.get_by_role("heading", name="Face search is off")).to_have_count(0)
        page.get_by_role("button", name="See all photos").click()
        expect(page.locator("#gallery .tile").first).to_be_visible()
    finally:
        settings = {"visibility": "unlisted", "open_gallery": False, "link_gallery": False, "downloads": "original"}
        party.change(selfie_search=True, **settings)


def test_who_browses_all_photos_hears_of_what_comes_and_goes_and_of_a_gallery_that_is_closed(
    party: Party, browser: Browser, watch: Watch
) -> None:
    page = watch.over(phone(browser, party.service).new_page())
    fair = replace(party, event_id=party.owner.create_event("Fair"))
    fair.change(visibility="public", open_gallery=True, selfie_search=False)
    page.goto(f"/e/{fair.event_id}")
    page.get_by_role("button", name="See all photos").click()
    expect(page.get_by_text("No photos yet. They will appear here.")).to_be_visible()
    shown = page.locator("#gallery .tile")
    first = fair.upload(party.later[0])
    expect(shown).to_have_count(1)  # By itself, without a reload.
    second = fair.upload(party.later[1])
    newer = page.get_by_role("button", name="1 new photo")
    expect(newer).to_be_visible()
    expect(shown).to_have_count(1)
    assert_accessible(page)
    newer.press("Enter")
    expect(newer).to_have_count(0)
    expect(page.get_by_role("heading", name="All photos")).to_be_focused()
    expect(shown).to_have_count(2)
    assert [tile.get_attribute("data-photo") for tile in shown.all()] == [second, first]
    party.owner.call("POST", f"/photos/{first}/hide", 200)
    expect(shown).to_have_count(1)
    party.owner.call("POST", f"/photos/{first}/unhide", 200)
    newer.click()
    expect(shown).to_have_count(2)
    page.context.set_offline(True)
    lost = page.get_by_text("No connection right now.")
    expect(lost).to_be_visible()
    assert_accessible(page)
    page.context.set_offline(False)
    expect(lost).to_have_count(0)
    page.locator("#gallery").evaluate("(wall) => { wall.style.paddingBottom = '200vh'; }")  # As if there were many.
    page.evaluate("scrollTo(0, innerHeight)")
    page.wait_for_function("() => scrollY > innerHeight / 2")
    expect(page.get_by_role("button", name="Choose", exact=True)).to_be_in_viewport()
    fair.change(open_gallery=False)
    expect(page.get_by_text("The gallery of this event is not open to you.")).to_be_visible()
    expect(shown).to_have_count(0)


def test_a_guest_goes_through_albums_chooses_photos_and_sits_back(party: Party, browser: Browser, watch: Watch) -> None:
    page = watch.over(phone(browser, party.service).new_page())
    fair = replace(party, event_id=party.owner.create_event("Wedding"))
    fair.change(link_gallery=True, selfie_search=False)
    ids = [fair.upload(picture) for picture in party.later[:2]]
    album = party.owner.call("POST", f"/events/{fair.event_id}/albums", 201, json={"name": "Ceremony"})["id"]
    party.owner.call("POST", f"/events/{fair.event_id}/albums/{album}/photos", 200, json={"add": ids[:1]})
    page.goto(fair.link)
    page.get_by_role("button", name="See all photos").click()
    shown = page.locator("#gallery .tile")
    expect(shown).to_have_count(2)
    albums = page.get_by_role("group", name="Albums")
    albums.get_by_role("button", name="Ceremony").press("Enter")
    expect(shown).to_have_count(1)
    assert shown.get_attribute("data-photo") == ids[0]
    party.owner.call("POST", f"/events/{fair.event_id}/albums/{album}/photos", 200, json={"add": ids[1:]})
    page.get_by_role("button", name="Show new photos").click()
    expect(shown).to_have_count(2)
    party.owner.call("DELETE", f"/events/{fair.event_id}/albums/{album}", 204)
    expect(albums).to_have_count(0)
    expect(shown).to_have_count(2)
    page.get_by_role("button", name="Larger photos").click()
    page.get_by_label("Order").select_option("Through the day")
    expect(shown).to_have_count(2)
    page.get_by_role("button", name="Choose", exact=True).click()
    expect(page.get_by_text("Tap the photos you want.")).to_be_visible()
    shown.first.get_by_role("button").click()
    expect(page.get_by_text("1 photo chosen.")).to_be_visible()
    assert_accessible(page)
    Photographs().take(page, "gallery-chosen")
    with page.expect_download() as saving:
        page.get_by_role("toolbar").get_by_role("button", name="Download").click()
    assert saving.value.suggested_filename == "Wedding – photos.zip"
    page.evaluate(SHARING_SEVERAL)
    page.get_by_role("button", name="Choose all").click()
    page.get_by_role("button", name="Save to this phone").click()
    expect(page.get_by_role("button", name="2 photos saved")).to_be_disabled()
    assert page.evaluate("window.taken") == [2]
    page.evaluate("navigator.canShare = undefined")
    page.get_by_role("toolbar").get_by_role("button", name="Cancel").click()
    page.get_by_role("button", name="Slideshow").click()
    show = page.get_by_role("dialog", name="Slideshow of all photos")
    expect(show.get_by_role("img", name="Photo 1 of 2")).to_be_visible()
    show.get_by_role("button", name="Pause").click()
    page.keyboard.press("ArrowRight")
    expect(show.get_by_role("img", name="Photo 2 of 2")).to_be_visible()
    assert_accessible(page)
    Photographs().take(page, "slideshow")
    Guest(page).go_back("photo")
    expect(show).to_have_count(0)
    expect(page.get_by_role("heading", name="All photos")).to_be_visible()


def test_among_all_photos_only_ones_own_are_kept_or_answered(party: Party, browser: Browser, watch: Watch) -> None:
    page = watch.over(phone(browser, party.service).new_page())
    party.change(visibility="public", open_gallery=True)
    try:
        guest = searching(party, page, link=f"/e/{party.event_id}")
        mine = sorted(guest.photos() & set(party.hers))[0]
        # Tapped before anything is known of the photo, it opens once it is. What is held goes on when its route is taken away.
        held: list[Route] = []
        page.route("**/gallery/lookup", lambda route: held.append(route))  # noqa: PLW0108 - Playwright marks what it is given.
        page.get_by_role("button", name="All photos").click()
        dialog = page.get_by_role("dialog")
        with page.expect_request("**/gallery/lookup"):
            page.locator(f'#gallery .tile[data-photo="{party.strangers[0]}"] button').click()
        expect(dialog).to_have_count(0)
        page.unroute("**/gallery/lookup")
        expect(dialog.get_by_role("link", name="Download")).to_be_visible()
        assert dialog.get_by_role("button", name="Not me").count() == 0
        expect(dialog.get_by_role("button", name="Favourite")).to_be_visible()
        guest.close_photo()
        page.locator(f'#gallery .tile[data-photo="{mine}"] button').click()
        place = dialog.get_by_role("status").inner_text()
        page.route("**/feedback", lambda route: route.fulfill(status=409))
        dialog.get_by_role("button", name="Not me").click()
        expect(dialog.get_by_role("alert")).to_contain_text("Something has changed")
        expect(dialog.get_by_role("button", name="Not me")).to_be_visible()
        assert_accessible(page)
        guest.close_photo()
        page.locator("#complaint").get_by_role("button", name="Close").click()
        expect(page.locator("#complaint")).to_be_empty()
        page.locator(f'#gallery .tile[data-photo="{mine}"] button').click()
        dialog.get_by_role("button", name="Not me").click()
        expect(dialog.get_by_role("alert")).to_contain_text("Something has changed")
        page.unroute("**/feedback")
        dialog.get_by_role("button", name="Not me").click()
        expect(dialog.get_by_role("button", name="Not me")).to_have_count(0)
        expect(dialog.get_by_role("alert")).to_have_text("Not you, then. We’ve taken this photo out of yours.")
        dialog.get_by_role("button", name="Undo").click()
        expect(dialog.get_by_role("button", name="Not me")).to_be_visible()
        expect(dialog.get_by_role("alert")).to_be_empty()
        dialog.get_by_role("button", name="Not me").click()
        expect(dialog.get_by_role("button", name="Undo")).to_be_visible()
        assert dialog.get_by_role("status").inner_text() == place
        guest.close_photo()
        expect(page.locator("#complaint")).to_be_empty()
        assert_accessible(page)
    finally:
        party.change(visibility="unlisted", open_gallery=False)


def test_a_language_that_cannot_be_had_is_said_and_all_stays_as_it_is(party: Party, browser: Browser, watch: Watch) -> None:
    # What is kept on the phone would come all the same.
    page = watch.over(phone(browser, party.service, service_workers="block").new_page())
    page.route("**/words/fr.ftl", lambda route: route.abort())
    page.goto(party.link)
    begin = page.get_by_role("button", name="Take a selfie")
    expect(begin).to_be_visible()  # What is said goes with the screen on which it was.
    page.get_by_label("Language").select_option(label="Français")
    expect(page.get_by_role("alert").filter(has_text="cannot reach")).to_be_in_viewport()
    expect(page.get_by_label("Language")).to_have_value("en")
    expect(begin).to_be_visible()
    assert_accessible(page)


CAMERAS = {
    "NotAllowedError": "blocked here",
    "NotFoundError": "No camera found",
    "NotReadableError": "Another app is using the camera",
}
REFUSES = "navigator.mediaDevices.getUserMedia = async () => { throw new DOMException('', window.refusal ?? 'AbortError'); }"


def test_without_a_camera_a_guest_is_told_why_and_chooses_a_picture(party: Party, browser: Browser, watch: Watch) -> None:
    context = phone(browser, party.service)
    context.add_init_script(REFUSES)
    guest = Guest(watch.over(context.new_page()))
    guest.open(party.link)
    guest.agree()
    for refusal, said in CAMERAS.items():
        guest.page.evaluate("(refusal) => { window.refusal = refusal; }", refusal)
        guest.page.get_by_role("button", name="Use the camera").click()
        expect(guest.problem).to_contain_text(said)
        assert_accessible(guest.page)
    guest.choose(party.selfies[0])
    guest.find()
    assert set(party.hers) <= guest.all_photos()


VANISHING = """for (const track of document.querySelector("video").srcObject.getTracks()) {
  track.stop();
  track.dispatchEvent(new Event("ended"));
}"""


def test_a_camera_that_vanishes_while_counting_is_noticed_and_what_was_taken_stays(
    party: Party, browser: Browser, watch: Watch
) -> None:
    guest = Guest(watch.over(phone(browser, party.service).new_page()))
    guest.open(party.link)
    guest.take_selfie()
    guest.page.get_by_role("button", name="Add one more").click()
    with countdown_held(guest.page):
        guest.page.get_by_role("button", name="Take the picture").click()
        expect(guest.page.locator(".count")).to_be_visible()
        guest.page.evaluate(VANISHING)
    expect(guest.problem).to_contain_text("The camera was disconnected")
    expect(guest.selfies).to_have_count(1)
    assert_accessible(guest.page)
    guest.page.get_by_role("button", name="Use the camera").click()
    expect(guest.page.get_by_role("button", name="Take the picture")).to_be_visible()
    expect(guest.selfies).to_have_count(1)
    guest.find()


LOCKED = {
    "muted": "video.srcObject.getTracks()[0].dispatchEvent(new Event('mute'))",
    "frozen": """const frozen = video.srcObject;
      Object.defineProperty(video, "readyState", { get: () => (video.srcObject === frozen ? 1 : 4) })""",
}
# What a phone does to a camera while it is locked, and that somebody looks at the page again.
_UNLOCKED = """() => {
  const video = document.querySelector("video");
  window.before = video.srcObject;
  HAPPENED;
  window.unlockedAt = performance.now();
  document.dispatchEvent(new Event("visibilitychange"));
}"""
_PLAYS_ON = "(from) => document.querySelector('video').currentTime > from + 2"
_ANOTHER_CAMERA = """() => {
  const { srcObject } = document.querySelector("video");
  const live = document.querySelector(".selfie").dataset.state === "live";
  return live && srcObject && srcObject !== window.before && performance.now() - window.unlockedAt;
}"""


def test_after_the_phone_was_locked_the_camera_opens_again(party: Party, browser: Browser, watch: Watch) -> None:
    guest = Guest(watch.over(phone(browser, party.service).new_page()))
    guest.open(party.link)
    guest.take_selfie()
    page = guest.page
    page.get_by_role("button", name="Add one more").click()
    for name, happened in LOCKED.items():
        expect(page.get_by_role("button", name="Take the picture")).to_be_visible()
        page.evaluate(_UNLOCKED.replace("HAPPENED", happened))
        took = page.wait_for_function(_ANOTHER_CAMERA).json_value()
        print(f"{name}: opened again after {took:.0f} ms")
        assert page.evaluate("window.before.getTracks()[0].readyState") == "ended"
    # One that works is left alone.
    page.evaluate(_UNLOCKED.replace("HAPPENED", ""))
    page.wait_for_function(_PLAYS_ON, arg=page.evaluate("document.querySelector('video').currentTime"))
    assert page.evaluate("window.before === document.querySelector('video').srcObject")
    page.get_by_role("button", name="Take the picture").click()
    expect(guest.selfies).to_have_count(2)


INSTAGRAM = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 "
    "Instagram 350.0.0.20.110 (iPhone15,2; iOS 18_1; en_GB; en; scale=3.00; 1179x2556; 650000000)"
)


def test_inside_an_app_without_a_camera_a_guest_takes_the_link_to_a_browser_or_chooses_a_picture(
    party: Party, browser: Browser, watch: Watch
) -> None:
    link = f"/s/{party.owner.share(party.event_id, pin=PIN)}"
    context = phone(browser, party.service, user_agent=INSTAGRAM)
    context.add_init_script("navigator.mediaDevices.getUserMedia = undefined")
    guest = Guest(watch.over(context.new_page()))
    guest.open(link)
    guest.enter_pin(PIN)
    guest.agree()
    page = guest.page
    expect(guest.problem).to_contain_text("open it in Safari")
    assert_accessible(page)
    page.get_by_role("button", name="Copy the link for Safari").click()
    expect(page.get_by_text("Link copied. Open Safari")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == f"{party.service.url}{link}"
    for language, said in {"Deutsch": "öffne ihn", "Français": "ouvre-le", "Español": "ábrelo", "العربية": "افتحه"}.items():
        page.get_by_role("banner").get_by_role("combobox").select_option(label=language)
        expect(guest.problem).to_contain_text(said)
    page.get_by_role("banner").get_by_role("combobox").select_option(label="English")
    # Where even copying is refused, the link can be read.
    page.evaluate("void (navigator.clipboard.writeText = () => Promise.reject(new DOMException('', 'NotAllowedError')))")
    page.evaluate("void (document.execCommand = () => false)")
    page.get_by_role("button", name="Copy the link for Safari").click()
    expect(page.get_by_text(f"{party.service.url}{link}")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    guest.choose(party.selfies[0])
    guest.find()
    assert set(party.hers) <= guest.all_photos()


def test_whoever_uses_the_keyboard_keeps_her_place_when_a_button_has_done_its_work(
    party: Party, browser: Browser, watch: Watch
) -> None:
    guest = Guest(watch.over(phone(browser, party.service).new_page()))
    page = guest.page
    guest.open(party.link)
    guest.agree()
    expect(page.get_by_role("heading", name="Your selfie")).to_be_focused()
    shutter = page.get_by_role("button", name="Take the picture")
    shutter.press("Enter")
    expect(guest.selfies).to_have_count(1)
    expect(page.get_by_role("button", name="Find my photos")).to_be_focused()
    page.get_by_role("button", name="Add one more").press("Enter")
    expect(shutter).to_be_focused()
    page.get_by_role("button", name="Remove selfie 1").press("Enter")
    expect(shutter).to_be_focused()
    guest.choose(party.selfies[0])
    guest.find()
    hanging: list[Route] = []

    def hang(route: Route) -> None:
        hanging.append(route)

    page.route("**/downloads", hang)
    page.get_by_role("button", name="Download all").press("Enter")
    cancel = page.get_by_role("button", name="Cancel")
    expect(cancel).to_be_focused()
    cancel.press("Enter")
    expect(page.get_by_role("button", name="Download all")).to_be_focused()
    with page.expect_request("**/downloads"):
        page.get_by_role("button", name="Download all").press("Enter")
    expect(cancel).to_be_focused()
    hanging[-1].abort()
    expect(page.locator(".zip").get_by_role("status")).to_contain_text("cannot reach")
    expect(page.get_by_role("button", name="Download all")).to_be_focused()


def test_a_part_of_the_page_that_could_not_be_fetched_is_fetched_on_the_next_try(
    party: Party, browser: Browser, watch: Watch
) -> None:
    page = watch.over(phone(browser, party.service, service_workers="block").new_page())
    guest = Guest(page)
    page.route("**/js/camera.js", lambda route: route.abort())
    guest.open(party.link)
    page.evaluate("window.samePage = true")
    guest.agree()
    expect(page.get_by_role("alert").filter(has_text="cannot reach")).to_be_visible()
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_role("alert").filter(has_text="cannot reach")).to_be_visible()
    assert_accessible(page)
    page.unroute("**/js/camera.js")  # It comes by itself now, if nobody is faster.
    guest.choose(party.selfies[0])
    page.route("**/photoswipe.js", lambda route: route.abort())
    guest.find()
    page.locator("#certain .tile button").first.click()
    expect(page.get_by_role("alert").filter(has_text="cannot reach")).to_be_visible()
    page.unroute("**/photoswipe.js")
    page.locator("#certain .tile button").first.click()
    expect(page.get_by_role("dialog")).to_be_visible()
    assert page.evaluate("window.samePage")


# The page fetches what comes next while its guest reads, after this time.
_NOTHING_AHEAD = """
const inTime = window.setTimeout;
window.setTimeout = (act, ms, ...more) => (ms === 800 ? 0 : inTime(act, ms, ...more));
"""


def test_a_part_that_a_silence_of_the_network_kept_back_comes_by_itself_when_that_is_over(party: Party, browser: Browser) -> None:
    with silence(party.service.url) as network:
        watch = Watch(network.url)
        page = watch.over(visitor(browser, network.url, PHONE, **MOBILE, service_workers="block").new_page())
        page.add_init_script(f"({HURRIED})()")
        page.add_init_script(_NOTHING_AHEAD)
        guest = Guest(page)
        guest.open(party.link)
        expect(page.get_by_role("button", name="Take a selfie")).to_be_visible()
        page.evaluate("window.samePage = true")
        network.swallows = anything
        guest.agree()
        lost = page.get_by_role("alert").filter(has_text="cannot reach")
        expect(lost).to_be_visible()
        expect(page.get_by_role("button", name="Try again")).to_be_visible()
        assert_accessible(page)
        Photographs().take(page, "part-lost")
        network.swallows = nothing
        guest.choose(party.selfies[0])
        expect(guest.selfies).to_have_count(1)
        expect(lost).to_have_count(0)
        expect(page.get_by_role("heading", name="Your selfie")).to_be_focused()
        assert page.evaluate("window.samePage")


def test_a_part_comes_as_soon_as_the_browser_says_that_the_network_is_back(party: Party, browser: Browser, watch: Watch) -> None:
    page = watch.over(phone(browser, party.service, service_workers="block").new_page())
    page.route("**/js/camera.js", lambda route: route.abort())
    page.clock.install()  # No time passes by which the page would look again by itself.
    guest = Guest(page)
    guest.open(party.link)
    guest.agree()
    expect(page.get_by_role("alert").filter(has_text="cannot reach")).to_be_visible()
    page.context.set_offline(True)
    page.unroute("**/js/camera.js")
    page.context.set_offline(False)
    guest.choose(party.selfies[0])
    expect(guest.selfies).to_have_count(1)


def test_a_part_that_the_browser_does_not_ask_for_again_comes_with_a_new_page(
    party: Party, browser: Browser, watch: Watch
) -> None:
    page = watch.over(phone(browser, party.service, service_workers="block").new_page())

    def only_fetched(route: Route) -> None:
        if route.request.resource_type == "script":
            route.abort()
        else:
            route.continue_()

    page.route("**/js/camera.js", only_fetched)
    guest = Guest(page)
    guest.open(party.link)
    guest.agree()
    expect(page.get_by_role("alert").filter(has_text="cannot reach")).to_be_visible()
    page.unroute("**/js/camera.js")
    page.get_by_role("button", name="Try again").click()
    begun = page.get_by_label("Yes, look for my face")
    expect(begun.or_(page.locator("#files"))).to_be_attached()
    if begun.is_visible():
        guest.agree()
    guest.choose(party.selfies[0])
    expect(guest.selfies).to_have_count(1)


def test_a_page_whose_scripts_never_came_says_so_and_loads_again(party: Party, browser: Browser, watch: Watch) -> None:
    page = watch.over(phone(browser, party.service, service_workers="block").new_page())
    page.route("**/js/socket.js", lambda route: route.abort())
    page.goto(f"{party.link}#kept")
    again = page.get_by_role("button", name="Load again")
    expect(again).to_be_hidden()
    expect(again).to_be_visible()
    assert_accessible(page)
    page.unroute("**/js/socket.js")
    again.click()
    expect(page.get_by_role("button", name="Take a selfie")).to_be_visible()
    expect(again).to_have_count(0)
    assert page.evaluate("location.hash") == "#kept"


def test_files_that_are_no_selfie_are_refused_before_they_are_sent(
    party: Party, browser: Browser, watch: Watch, tmp_path: Path
) -> None:
    guest = Guest(watch.over(phone(browser, party.service).new_page()))
    guest.open(party.link)
    guest.agree()
    guest.choose({"name": "holiday.jpg", "mimeType": "image/jpeg", "buffer": b"This is no photo."})
    expect(guest.problem).to_have_text("“holiday.jpg” is not a picture we can read. Please choose a JPEG, PNG or HEIC photo.")
    huge = tmp_path / "huge.jpg"
    with huge.open("wb") as sparse:
        sparse.truncate(2 * 2**30)
    guest.choose(huge)
    expect(guest.problem).to_contain_text("“huge.jpg” is too large")
    expect(guest.selfies).to_have_count(0)
    # What this browser cannot read, the service may: it has the last word, and what was chosen stays.
    guest.choose({"name": "phone.heic", "mimeType": "image/heic", "buffer": b"This is no photo either."})
    expect(guest.selfies).to_have_count(1)
    guest.page.get_by_role("button", name="Find my photos").click()
    expect(guest.problem).to_contain_text("not a picture we can read")
    expect(guest.selfies).to_have_count(1)
    assert_accessible(guest.page)


def test_a_rejected_selfie_says_what_to_do_and_leads_straight_back_to_the_camera(
    party: Party, browser: Browser, watch: Watch, tmp_path: Path
) -> None:
    blank = tmp_path / "blank.jpg"
    Image.new("RGB", (640, 480), (200, 200, 200)).save(blank)
    guest = Guest(watch.over(patient_with_faces(phone(browser, party.service)).new_page()))
    guest.open(party.link)
    guest.agree()
    guest.choose({"name": "blank.jpg", "mimeType": "image/jpeg", "buffer": blank.read_bytes()})
    expect(guest.problem).to_contain_text("We could not find a face. Look straight at the camera")
    assert in_sight(guest.page, "Take the picture")
    assert_accessible(guest.page)
    Photographs().take(guest.page, "rejected")
    guest.page.get_by_role("button", name="Take the picture").click()
    expect(guest.problem).to_be_empty()
    guest.find()
    guest.page.reload()
    expect(guest.headline).to_contain_text("photos of you")


def test_without_a_camera_too_a_rejected_selfie_says_what_to_do(
    party: Party, browser: Browser, watch: Watch, tmp_path: Path
) -> None:
    blank = tmp_path / "blank.jpg"
    Image.new("RGB", (640, 480), (200, 200, 200)).save(blank)
    context = phone(browser, party.service)
    context.add_init_script(f"window.refusal = 'NotFoundError'; {REFUSES}")
    context.route("**/faces", lambda route: route.fulfill(json={"faces": None}))  # Nobody says before what the picture shows.
    guest = Guest(watch.over(context.new_page()))
    guest.open(party.link)
    guest.agree()
    guest.choose(blank)
    guest.page.get_by_role("button", name="Find my photos").click()
    expect(guest.problem).to_contain_text("We could not find a face.")
    expect(guest.page.get_by_role("status").filter(has_text="No camera found")).to_be_visible()
    assert_accessible(guest.page)
    guest.choose(party.selfies[0])
    guest.find()


def test_of_several_people_on_a_picture_a_guest_taps_her_face(party: Party, browser: Browser, watch: Watch) -> None:
    shots = Photographs()
    guest = Guest(watch.over(patient_with_faces(visitor(browser, party.service.url, SMALL_PHONE, **MOBILE)).new_page()))
    page = guest.page
    guest.open(party.link)
    guest.agree()
    picture = side_by_side(party.selfies[1], party.selfies[0])
    guest.choose({"name": "us.jpg", "mimeType": "image/jpeg", "buffer": picture})
    expect(page.get_by_role("heading", name="Tap your face")).to_be_visible()
    expect(page.get_by_role("button", name="Find my photos")).to_have_count(0)
    left, right = page.locator(".pick").all()
    expect(left).to_have_accessible_name("Face 1 of 2, left")
    expect(right).to_have_accessible_name("Face 2 of 2, right")
    on_the_left, on_the_right = left.bounding_box(), right.bounding_box()
    assert on_the_left
    assert on_the_right
    assert on_the_left["x"] + on_the_left["width"] < SMALL_PHONE["width"] / 2 < on_the_right["x"]
    assert_accessible(page)
    shots.take(page, "tap-your-face")
    right.press("Enter")
    expect(guest.selfies).to_have_count(1)
    guest.find()
    assert not guest.photos() & set(party.strangers)
    assert set(party.hers) <= guest.all_photos()


def test_another_selfie_is_added_to_a_live_search_and_one_of_somebody_else_changes_nothing(
    party: Party, browser: Browser, watch: Watch
) -> None:
    shots = Photographs()
    guest = searching(party, watch.over(visitor(browser, party.service.url, SMALL_PHONE, **MOBILE).new_page()))
    page = guest.page
    before = guest.all_photos()
    said = page.locator("#selfie-added")
    for selfie, answer in ((1, "That looks like someone else"), (0, "Your new selfie is in use")):
        page.get_by_role("button", name="Add another selfie").click()
        expect(page.get_by_role("heading", name="Another selfie")).to_be_focused()
        guest.choose(party.selfies[selfie])
        page.get_by_role("button", name="Find my photos").click()
        expect(said).to_contain_text(answer)
        assert before <= guest.all_photos()
        shots.take(page, f"another-selfie-{selfie}", whole=True)
    assert_accessible(page)
    page.get_by_role("button", name="Add another selfie").click()
    page.get_by_role("button", name="Back").click()
    expect(guest.headline).to_contain_text("photos of you")
    assert before <= guest.all_photos()


def test_several_people_are_looked_for_in_one_visit_and_their_photos_shown_together_or_one_by_one(
    party: Party, browser: Browser, watch: Watch, sample: Path
) -> None:
    shots = Photographs()
    hers, his = (sorted((sample / person).iterdir()) for person in (GUEST, STRANGER))
    event_id = party.owner.create_event("Family Day")
    files = [("hers.jpg", hers[1].read_bytes()), ("his.jpg", his[1].read_bytes()), ("both.jpg", side_by_side(hers[2], his[2]))]
    ids = [sent["id"] for sent in party.owner.upload(event_id, files)]
    party.owner.wait_indexed(event_id, 3)
    guest = Guest(watch.over(visitor(browser, party.service.url, SMALL_PHONE, **MOBILE).new_page()))
    page = guest.page
    guest.open(f"/s/{party.owner.share(event_id)}")
    guest.agree()
    guest.choose(hers[0])
    guest.find()
    expect(guest.headline).to_have_text("2 photos of you")

    add_ben(guest, his[0], shots)
    expect(guest.headline).to_have_text("2 photos of Ben")
    assert guest.all_photos() == {ids[1], ids[2]}

    chips = page.get_by_role("group", name="People").get_by_role("button")
    expect(chips).to_have_text(["Everybody", "Me", "Ben", "Together"])
    chips.filter(has_text="Together").click()
    expect(guest.headline).to_have_text("1 photo with all of you")
    assert guest.all_photos() == {ids[2]}
    shots.take(page, "together")
    page.reload()
    expect(guest.headline).to_have_text("3 photos of all of you")
    assert guest.all_photos() == set(ids)
    assert_accessible(page)
    shots.take(page, "everybody")
    with page.expect_download() as packed:
        page.get_by_role("button", name="Download all").click()
    with zipfile.ZipFile(packed.value.path()) as archive:
        assert sorted(archive.namelist()) == ["both.jpg", "hers.jpg", "his.jpg"]
    with page.expect_download() as exported:
        page.get_by_role("button", name="Save my data").click()
    assert len(json.loads(exported.value.path().read_text())["searches"]) == 2

    party.owner.upload(event_id, [("later.jpg", his[3].read_bytes())])
    expect(guest.headline).to_have_text("4 photos of all of you")
    chips.filter(has_text="Me").click()
    expect(guest.headline).to_have_text("2 photos of you")
    chips.filter(has_text="Ben").click()
    expect(guest.headline).to_have_text("3 photos of Ben")
    page.get_by_role("button", name="Forget Ben").click()
    page.get_by_role("button", name="Yes, delete everything").click()
    page.get_by_role("button", name="Back to the photos").click()
    expect(guest.headline).to_have_text("2 photos of you")
    expect(chips).to_have_count(0)


def add_ben(guest: Guest, picture: Path, shots: Photographs) -> None:
    """Somebody else in the same visit, after some tries to leave out what is asked for."""
    page = guest.page
    page.get_by_role("button", name="Add a person").click()
    expect(page.get_by_role("heading", name="Who else?")).to_be_focused()
    page.get_by_role("button", name="Take the picture").click()
    expect(page.get_by_role("alert").filter(has_text="enter a name for this person")).to_be_visible()
    page.get_by_label("Name").fill("Ben")
    page.get_by_role("button", name="Take the picture").click()
    expect(page.get_by_role("alert").filter(has_text="tick the box")).to_be_visible()
    assert_accessible(page)
    shots.take(page, "who-else", whole=True)
    page.get_by_label("Yes, look for this face").check()
    page.get_by_role("button", name="Take the picture").click()
    expect(page.get_by_role("heading", name="Picture of Ben")).to_be_visible()
    guest.choose(picture)
    guest.find()


def test_two_guests_never_see_each_others_photos(party: Party, browser: Browser, watch: Watch) -> None:
    link = party.link
    one, other = (
        searching(party, watch.over(phone(browser, party.service).new_page()), selfie=face, link=link) for face in (0, 1)
    )
    assert set(party.hers) <= one.all_photos()
    assert set(party.strangers) <= other.photos() | other.all_photos()
    assert not one.photos() & set(party.strangers)
    assert not other.photos() & set(party.hers)
    searches = [json.loads(guest.page.evaluate(f"localStorage.getItem('ep.search.{party.event_id}')")) for guest in (one, other)]
    for mine, hers in (searches, searches[::-1]):
        spy = Client(party.service.url, mine["token"])
        assert spy.http.get(f"/searches/{hers['id']}/matches").status_code == 404
        assert spy.http.post(f"/searches/{hers['id']}/downloads", json={}).status_code == 404


def test_what_is_in_doubt_is_asked_answered_taken_back_and_rolled_back_when_it_fails(
    party: Party, browser: Browser, watch: Watch, tmp_path: Path
) -> None:
    page = watch.over(phone(browser, party.service).new_page())
    doubted = set(party.hers[1:4])
    page.route_web_socket("**/ws", lambda socket: in_doubt(socket, doubted))
    guest = searching(party, page)
    expect(page.locator("#maybe .tile")).to_have_count(3)
    mine, foreign, failing = (str(tile.get_attribute("data-photo")) for tile in page.locator("#maybe .tile").all())
    assert archive_of(page, "Download all", tmp_path) == len(guest.photos()), "nobody has said yes to the others"
    page.get_by_role("button", name="Is this you? (3)").click()
    expect(guest.tile(mine).first).to_be_in_viewport()
    assert_accessible(page)
    Photographs().take(page, "maybe")
    for card in page.locator("#maybe .question-card").all():
        assert card.locator(".face").bounding_box() == card.locator("button.photo").bounding_box(), "the face fills its place"

    place = guest.tile(mine).bounding_box()
    say(guest, mine, "Yes, me")
    expect(page.locator(f'#certain .tile[data-photo="{mine}"]')).to_be_attached()
    asked = page.locator(f'#maybe .tile[data-photo="{mine}"]')
    expect(asked).to_contain_text("Yours now")
    assert moved_by(asked.bounding_box(), place) < 1, "answering moved what was answered"
    say(guest, foreign, "Not me")
    expect(page.locator(f'#maybe .tile[data-photo="{foreign}"]')).to_contain_text("Not you")
    say(guest, foreign, "Undo")
    expect(page.locator(f'#maybe .tile[data-photo="{foreign}"]').get_by_role("button", name="Yes, me")).to_be_focused()
    say(guest, foreign, "Not me")
    assert_accessible(page)

    page.route("**/feedback", lambda route: route.abort())
    page.locator(f'#maybe .tile[data-photo="{failing}"]').get_by_role("button", name="Yes, me").click()
    expect(page.locator(f'#certain .tile[data-photo="{failing}"]')).to_be_attached()
    with page.expect_response(re.compile("/feedback$")) as told:
        page.unroute("**/feedback")
    assert told.value.status == 204, "what could not be told is told when it can be"

    page.reload()
    expect(page.locator(f'#certain .tile[data-photo="{mine}"]')).to_be_visible()
    assert foreign not in guest.all_photos()


def moved_by(now: Any, before: Any) -> float:
    """Pixels between two places."""
    return float(max(abs(now["x"] - before["x"]), abs(now["y"] - before["y"])))


def say(guest: Guest, photo_id: str, word: str) -> None:
    """Press a button of a photo in doubt; the service hears of it."""
    with guest.page.expect_response(re.compile("/feedback$")) as answered:
        guest.page.locator(f'#maybe .tile[data-photo="{photo_id}"]').get_by_role("button", name=word).click()
    assert answered.value.status == 204


PHOTO_IDS = "tiles => tiles.map(tile => tile.dataset.photo)"
SHARING = """navigator.canShare = () => true;
navigator.share = async ({ files: [file], url }) => {
  window.shared = { size: file.size, url };
};"""


def test_photos_come_as_they_were_taken_or_the_surest_first(party: Party, browser: Browser, watch: Watch) -> None:
    page = watch.over(phone(browser, party.service).new_page())
    searching(party, page)
    tiles, order = page.locator("#certain .tile"), page.get_by_label("Order")
    expect(order).to_have_value("latest")
    search = json.loads(page.evaluate(f"localStorage.getItem('ep.search.{party.event_id}')"))
    found = Client(party.service.url, search["token"]).call("GET", f"/searches/{search['id']}/matches", 200)["items"]
    surest = [match["photo_id"] for match in found if match["tier"] == "certain"]
    latest = tiles.evaluate_all(PHOTO_IDS)
    assert sorted(latest) == sorted(surest)
    order.select_option(label="Best first")
    expect(tiles.first).to_have_attribute("data-photo", surest[0])
    assert tiles.evaluate_all(PHOTO_IDS) == surest
    assert_accessible(page)
    Photographs().take(page, "surest")
    tiles.nth(1).get_by_role("button").click()
    expect(page.get_by_role("dialog").get_by_role("status")).to_contain_text("Photo 2 of")
    Guest(page).close_photo()
    order.select_option(label="Newest first")
    expect(tiles.first).to_have_attribute("data-photo", latest[0])
    assert tiles.evaluate_all(PHOTO_IDS) == latest


def test_a_photo_is_looked_at_kept_shared_and_saved_and_all_come_in_one_file(
    party: Party, browser: Browser, watch: Watch, tmp_path: Path
) -> None:
    context = phone(browser, party.service)
    context.add_init_script(SHARING)
    page = watch.over(context.new_page())
    guest = searching(party, page)
    first = str(page.locator("#certain .tile").first.get_attribute("data-photo"))
    page.locator("#certain .tile button").first.click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("status")).to_contain_text("Photo 1 of")
    expect(page.locator(".pswp__item[aria-hidden=false] img.pswp__img").last).to_have_js_property("complete", True)
    assert_accessible(page)
    Photographs().take(page, "photo")
    dialog.get_by_role("button", name="Favourite").click()
    expect(dialog.get_by_role("button", name="Favourite")).to_have_attribute("aria-pressed", "true")
    dialog.get_by_role("button", name="Share").click()
    shared = until(lambda: page.evaluate("window.shared"), bool)
    assert shared["size"] > 1000
    assert shared.get("url") is None, "the page's address opens the guest's own search"
    with page.expect_download() as saved:
        dialog.get_by_role("link", name="Download").click()
    assert saved.value.suggested_filename.endswith(".jpg")
    page.keyboard.press("ArrowRight")
    expect(dialog.get_by_role("status")).to_contain_text("Photo 2 of")
    guest.close_photo()
    expect(page.locator("#certain .tile button").first).to_be_focused()
    page.locator("#certain .tile button").first.click()
    expect(dialog.get_by_role("status")).to_contain_text("Photo 1 of")
    guest.go_back("photo")
    expect(dialog).to_have_count(0)
    expect(guest.headline).to_be_visible()

    page.get_by_role("button", name="Favourites").first.click()
    expect(page.locator("#certain .tile")).to_have_count(1)
    assert guest.photos() == {first}
    assert archive_of(page, "Download favourites", tmp_path) == 1
    page.reload()
    expect(guest.tile(first).locator(".kept")).to_be_attached()
    assert archive_of(page, "Download all", tmp_path) == len(guest.photos())


def test_the_app_on_an_iphone_which_has_no_downloads_saves_a_photo_by_the_devices_own_means(
    party: Party, browser: Browser, watch: Watch
) -> None:
    context = phone(browser, party.service)
    context.add_init_script(SHARING + "Object.defineProperty(navigator, 'standalone', { value: true });")
    page = watch.over(context.new_page())
    guest = searching(party, page)
    page.locator("#certain .tile button").first.click()
    # What is looked at is kept for when there is no network, and fetched as well.
    with page.expect_request(lambda request: request.resource_type == "fetch" and "/original" in request.url) as fetched:
        page.get_by_role("dialog").get_by_role("button", name="Download").click()
    shared = until(lambda: page.evaluate("window.shared"), bool)
    assert shared["size"] == len(page.request.get(fetched.value.url).body())
    expect(guest.headline).to_be_attached()


SHARING_SEVERAL = """() => {
navigator.canShare = () => true;
navigator.share = async ({ files }) => { window.taken = [...(window.taken ?? []), files.length]; }; }"""


def test_several_photos_are_chosen_and_go_into_the_phone_or_into_one_file(
    party: Party, browser: Browser, watch: Watch, tmp_path: Path
) -> None:
    context = visitor(browser, party.service.url, SMALL_PHONE, **MOBILE)
    page = watch.over(context.new_page())
    searching(party, page)
    page.evaluate(SHARING_SEVERAL)
    page.get_by_role("button", name="Choose several").click()
    bar, tiles = page.get_by_role("group", name="Choose several"), page.locator("#certain .tile button")
    expect(bar).to_contain_text("Tap the photos you want")
    for place in (0, 2):
        tiles.nth(place).focus()
        page.keyboard.press("Enter")
        expect(tiles.nth(place)).to_have_attribute("aria-pressed", "true")
    expect(bar).to_contain_text("2 photos chosen")
    expect(bar).to_be_in_viewport()
    assert_accessible(page)
    Photographs().take(page, "choosing")
    bar.get_by_role("button", name="Save to this phone").click()
    expect(bar.get_by_role("button", name="2 photos saved")).to_be_disabled()
    assert page.evaluate("window.taken") == [2]
    assert archive_of(page, "As ZIP", tmp_path) == 2
    page.evaluate("navigator.canShare = undefined")
    bar.get_by_role("button", name="All", exact=True).click()
    count = tiles.count()
    bar.get_by_role("button", name="Download", exact=True).click()
    expect(page.get_by_text("Saved. Look in your downloads.")).to_be_visible()
    assert count > 2
    bar.get_by_role("button", name="Done").click()
    expect(bar).to_have_count(0)


def test_favourites_reach_the_photographer_and_another_phone_also_those_marked_without_a_network(
    party: Party, browser: Browser, watch: Watch
) -> None:
    fair = replace(party, event_id=party.owner.create_event("Fair"))  # Where nobody else has marked any.
    for picture in party.later[:2]:
        fair.upload(picture)
    context = visitor(browser, party.service.url, SMALL_PHONE, **MOBILE)
    page = watch.over(context.new_page())
    guest = searching(fair, page)
    dialog, tiles = page.get_by_role("dialog"), page.locator("#certain .tile")
    marked = {str(tiles.nth(place).get_attribute("data-photo")) for place in (0, 1)}
    for place in (0, 1):
        context.set_offline(place == 1)
        tiles.nth(place).get_by_role("button").click()
        dialog.get_by_role("button", name="Favourite").click()
        guest.close_photo()
    page.get_by_role("button", name="Favourites").first.click()
    own = page.locator(".own-list")
    expect(own.get_by_text("when you are back online")).to_be_visible()
    context.set_offline(False)
    expect(own.get_by_text("when you are back online")).to_have_count(0)
    own.get_by_label("Your name").fill("Anna")
    own.get_by_role("button", name="Save").click()
    expect(own.get_by_text("Saved")).to_be_visible()
    assert_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= SMALL_PHONE["width"]
    Photographs().take(page, "favourites", whole=True)
    of_event = f"/events/{fair.event_id}/favourites"
    [mine] = party.owner.call("GET", of_event, 200)["items"]
    assert (mine["name"], mine["photos"]) == ("Anna", 2)
    page.evaluate("delete Navigator.prototype.share")
    own.get_by_role("button", name="Open on another device").click()
    expect(own.get_by_text("Link copied")).to_be_visible()
    link = str(page.evaluate("navigator.clipboard.readText()"))

    other = watch.over(phone(browser, party.service).new_page())
    other.goto(link)
    expect(other.get_by_role("heading", name="Anna")).to_be_visible()
    expect(other.locator("#chosen-count")).to_have_text("2 photos chosen")
    expect(other.locator(".tile")).to_have_count(2)
    assert_accessible(other)
    with other.expect_response(lambda answer: answer.request.method == "PATCH") as told:
        other.get_by_role("button", name="Favourite photo 1", exact=True).click()
    assert told.value.status == 200
    expect(other.locator("#chosen-count")).to_have_text("1 photo chosen")
    page.reload()
    expect(page.locator("#certain .tile .kept")).to_have_count(1)
    [left] = party.owner.call("GET", f"{of_event}/photos", 200)["items"]
    assert left["photo_id"] in marked
    guest.forget()
    expect(page.get_by_role("heading", name="Your data is deleted")).to_be_visible()
    assert party.owner.call("GET", of_event, 200)["items"] == []
    other.reload()
    expect(other.get_by_role("button", name="Try again")).to_be_visible()


def test_a_guest_writes_about_a_photo_to_the_photographer(party: Party, browser: Browser, watch: Watch) -> None:
    party.change(comments=True)
    page = watch.over(visitor(browser, party.service.url, SMALL_PHONE, **MOBILE).new_page())
    guest = searching(party, page)
    dialog = page.get_by_role("dialog")
    page.locator("#certain .tile").first.get_by_role("button").click()
    dialog.get_by_role("button", name="Comment").click()
    words = page.get_by_role("dialog", name="To the photographer")
    words.get_by_label("Your comment on this photo").fill("Please send this one to Grandma.")
    words.get_by_role("button", name="Send").click()
    expect(words.get_by_role("listitem").get_by_role("button", name="Delete")).to_be_visible()
    assert_accessible(page)
    Photographs().take(page, "comment")
    words.get_by_role("listitem").get_by_role("button", name="Delete").click()
    expect(words.get_by_role("listitem")).to_have_count(0)
    assert_accessible(page)
    Photographs().take(page, "comment-deleted")
    words.get_by_role("button", name="Undo").click()
    expect(words.get_by_role("listitem")).to_have_count(1)
    words.get_by_role("button", name="Close").click()
    expect(words).to_have_count(0)
    [said] = party.owner.call("GET", f"/events/{party.event_id}/comments", 200)["items"]
    assert said["text"] == "Please send this one to Grandma."
    party.change(comments=False)
    guest.forget()
    expect(page.get_by_role("heading", name="Your data is deleted")).to_be_visible()
    assert party.owner.call("GET", f"/events/{party.event_id}/comments", 200)["items"] == []


def test_a_client_chooses_for_the_album(party: Party, browser: Browser, watch: Watch) -> None:
    wanted = {"name": "For the album", "goal": 2}
    made = party.owner.call("POST", f"/events/{party.event_id}/favourites/lists", 201, json=wanted)
    page = watch.over(visitor(browser, party.service.url, SMALL_PHONE, **MOBILE).new_page())
    page.goto(made["url"])
    expect(page.get_by_role("heading", name="For the album")).to_be_visible()
    expect(page.locator("#chosen-count")).to_have_text("0 of 2 chosen")
    for index in (1, 3):
        page.get_by_role("button", name=f"Favourite photo {index}", exact=True).click()
    expect(page.locator("#chosen-count")).to_have_text("2 of 2 chosen")
    assert_accessible(page)
    Photographs().take(page, "client-list")
    page.get_by_role("button", name="Chosen").click()
    expect(page.locator(".tile")).to_have_count(2)
    page.get_by_role("button", name="I’m done choosing").click()
    expect(page.get_by_text("The photographer can see your choice.")).to_be_visible()
    [seen] = [each for each in party.owner.call("GET", f"/events/{party.event_id}/favourites", 200)["items"] if each["goal"]]
    assert (seen["photos"], bool(seen["finished_at"])) == (2, True)
    party.owner.call("DELETE", f"/events/{party.event_id}/favourites/lists/{made['id']}", 204)


def archive_of(page: Page, button: str, folder: Path) -> int:
    """Download a ZIP; returns how many photos are in it."""
    with page.expect_download() as saved:
        page.get_by_role("button", name=button).click()
    path = folder / "photos.zip"
    saved.value.save_as(path)
    with zipfile.ZipFile(path) as opened:
        assert opened.testzip() is None
        return len(opened.namelist())


def test_photos_that_may_not_be_taken_home_are_only_looked_at(party: Party, browser: Browser, watch: Watch) -> None:
    party.change(downloads="none")
    try:
        page = watch.over(phone(browser, party.service).new_page())
        searching(party, page)
        assert page.get_by_role("button", name="Download all").count() == 0
        page.locator("#certain .tile button").first.click()
        expect(page.get_by_role("dialog").get_by_role("button", name="Favourite")).to_be_visible()
        assert page.get_by_role("dialog").get_by_role("link", name="Download").count() == 0
    finally:
        party.change(downloads="original")


def test_a_guest_comes_back_by_the_same_link_though_her_phones_clock_is_wrong_or_the_link_is_over(
    party: Party, browser: Browser, watch: Watch
) -> None:
    link = party.owner.call("POST", f"/events/{party.event_id}/share-links", 201, json={})
    context = phone(browser, party.service)
    guest = searching(party, watch.over(context.new_page()), link=f"/s/{link['token']}")
    found = guest.all_photos()
    guest.page.close()

    back = Guest(watch.over(context.new_page()))
    back.page.clock.set_system_time(datetime.now(UTC) + timedelta(days=800))
    back.open(f"/s/{link['token']}")
    expect(back.page.locator("#certain .tile").first).to_be_visible()
    expect(back.headline).to_have_attribute("data-busy", "false")
    assert back.all_photos() == found

    party.owner.call("DELETE", f"/share-links/{link['id']}?searches=keep", 200)
    back.page.reload()
    expect(back.page.get_by_text("the photos found for you are still here")).to_be_visible()
    expect(back.page.locator("#certain .tile").first).to_be_visible()
    expect(back.headline).to_have_attribute("data-busy", "false")
    assert back.all_photos() == found


def test_a_guest_agrees_to_the_words_that_hold_when_the_selfie_is_sent(party: Party, browser: Browser, watch: Watch) -> None:
    guest = Guest(watch.over(phone(browser, party.service).new_page()))
    guest.open(party.link)
    guest.agree()
    guest.choose(party.selfies[0])
    try:
        party.change(consent_text="Some of these photos will be printed.")
        guest.page.get_by_role("button", name="Find my photos").click()
        expect(guest.page.get_by_role("alert").filter(has_text="has just changed what you agree to")).to_be_visible()
        expect(guest.page.get_by_text("Some of these photos will be printed.")).to_be_visible()
        assert_accessible(guest.page)
        guest.agree()
        guest.choose(party.selfies[0])
        guest.find()
    finally:
        party.change(consent_text=CONSENT_WORDS)


def test_forget_me_deletes_everything_and_gives_a_receipt(party: Party, browser: Browser, watch: Watch) -> None:
    page = watch.over(phone(browser, party.service, timezone_id="Asia/Tokyo").new_page())
    guest = searching(party, page)
    search = json.loads(page.evaluate(f"localStorage.getItem('ep.search.{party.event_id}')"))
    page.get_by_role("button", name="Forget me").click()
    expect(page.get_by_role("button", name="Keep looking")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("button", name="Keep looking").click()
    expect(page.get_by_role("button", name="Forget me")).to_be_focused()
    with page.expect_download() as exported:
        page.get_by_role("button", name="Save my data").click()
    stored = json.loads(Path(exported.value.path()).read_text())
    assert (stored["search"]["id"], len(stored["matches"])) == (search["id"], len(guest.all_photos()))
    assert stored["face_template"]["data"]
    guest.forget()
    expect(page.get_by_role("heading", name="Your data is deleted")).to_be_focused()
    receipt = page.get_by_role("region", name="Receipt")
    expect(receipt).to_contain_text("your selfie, your face print, everything that was found")
    expect(receipt).to_contain_text(search["id"])
    assert_accessible(page)
    Photographs().take(page, "forgotten", whole=True)
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save the receipt").click()
    text = Path(saved.value.path()).read_text()
    assert "Midsummer Night at the Boathouse" in text
    check = text.partition("Check it at: ")[2].splitlines()[0]
    assert Client(party.service.url).http.get(check).json()["receipt"]["left"] == []
    assert Client(party.service.url, search["token"]).http.get(f"/searches/{search['id']}").status_code in {401, 404}
    assert page.evaluate("Object.keys(localStorage).filter((key) => !/language|link/.test(key))") == []
    page.reload()
    expect(page.get_by_role("button", name="Take a selfie")).to_be_visible()


def test_a_guest_who_wants_to_be_forgotten_offline_is_forgotten_as_soon_as_the_service_hears_of_it(
    party: Party, browser: Browser, watch: Watch
) -> None:
    page = watch.over(phone(browser, party.service, keeping=True).new_page())
    guest = searching(party, page)
    search = json.loads(page.evaluate(f"localStorage.getItem('ep.search.{party.event_id}')"))
    page.wait_for_function("() => navigator.serviceWorker.controller")  # The screen that comes next is on the phone by then.
    page.context.set_offline(True)
    guest.forget()
    expect(page.get_by_role("heading", name="Deleted on this phone")).to_be_visible()
    expect(page.get_by_text("has not yet confirmed")).to_be_visible()
    assert page.locator(".tile").count() == 0
    assert_accessible(page)
    page.context.set_offline(False)
    expect(page.get_by_role("heading", name="Your data is deleted")).to_be_visible()
    expect(page.get_by_role("region", name="Receipt")).to_contain_text("your face print")
    assert Client(party.service.url, search["token"]).http.get(f"/searches/{search['id']}").status_code in {401, 404}


# Forgetting is tried again by itself, now and then; not here, or the button might be gone before it is pressed.
NO_OTHER_TRY = """const later = window.setTimeout;
window.setTimeout = (act, ms, ...more) => later(act, ms > 1000 ? 2 ** 31 - 1 : ms, ...more);"""


def test_a_page_that_closes_before_the_service_confirmed_goes_on_asking_when_it_opens_again(
    party: Party, browser: Browser, watch: Watch
) -> None:
    context = phone(browser, party.service)
    link = party.link
    page = watch.over(context.new_page())
    guest = searching(party, page, link=link)
    context.route("**/searches/*?receipt=true", lambda route: route.abort())
    guest.forget()
    expect(page.get_by_role("heading", name="Deleted on this phone")).to_be_visible()
    page.close()
    back = watch.over(context.new_page())
    back.add_init_script(NO_OTHER_TRY)
    back.goto(link)
    expect(back.get_by_role("heading", name="Deleted on this phone")).to_be_visible()
    context.unroute("**/searches/*?receipt=true")
    back.get_by_role("button", name="Try again").click()
    expect(back.get_by_role("heading", name="Your data is deleted")).to_be_visible()
    back.get_by_role("button", name="Start again").click()
    expect(back.get_by_role("button", name="Take a selfie")).to_be_visible()


def test_pictures_whose_addresses_have_expired_are_fetched_anew(party: Party, browser: Browser, watch: Watch) -> None:
    page = watch.over(phone(browser, party.service).new_page())
    renewed: list[str] = []

    def expired_until_renewed(route: Route) -> None:
        if renewed:
            route.continue_()
        else:
            route.fulfill(status=410, content_type="application/problem+json", body='{"code": "media_url_expired"}')

    page.on("response", lambda answer: renewed.extend([answer.url] if "/matches?" in answer.url else []))
    page.route("**/api/v1/media/**", expired_until_renewed)
    searching(party, page)
    first = page.locator("#certain .tile").first
    until(lambda: first.evaluate("(tile) => tile.querySelector('img')?.naturalWidth > 0"), bool)
    assert len(renewed) == 1


def test_the_page_says_when_it_is_cut_off_and_misses_nothing(party: Party, browser: Browser, watch: Watch) -> None:
    page = watch.over(phone(browser, party.service).new_page())
    guest = searching(party, page)
    place = page.locator("#certain .tile").first.bounding_box()
    page.context.set_offline(True)
    page.evaluate("dispatchEvent(new Event('offline'))")
    party.service.kill("server.py web")
    expect(page.locator("#connection")).to_contain_text("No connection right now")
    expect(page.locator("#connection")).to_be_in_viewport()
    assert page.locator("#certain .tile").first.bounding_box() == place
    assert_accessible(page)
    party.service.wait_ready()
    missed = party.upload(party.later[2])
    page.context.set_offline(False)
    expect(guest.tile(missed)).to_be_visible()
    expect(page.locator("#connection")).to_be_empty()
    expect(guest.tile(missed)).to_have_count(1)


def test_after_a_silence_every_tab_shows_what_was_missed(party: Party, browser: Browser) -> None:
    with silence(party.service.url) as network:
        watch = Watch(network.url)
        # Keeping its pages, or it would wait for their code as well.
        context = visitor(browser, network.url, PHONE, keeping=True, **MOBILE)
        context.add_init_script(f"({HURRIED})()")
        link = party.link
        open_before = searching(party, watch.over(context.new_page()), link=link)
        network.swallows = a_handshake
        opening = Guest(watch.over(context.new_page()))
        with opening.page.expect_websocket():
            opening.open(link)
        expect(opening.headline).to_be_visible()
        network.swallows = anything
        before = network.begun
        missed = party.upload(party.later[3])
        expect(open_before.page.locator("#connection")).to_contain_text("No connection right now")
        until(lambda: network.begun, lambda begun: begun >= before + 3)  # each page has tried again, in vain
        for page in (open_before.page, opening.page):
            assert page.locator(f'.tile[data-photo="{missed}"]').count() == 0
        network.swallows = nothing
        for guest in (open_before, opening):
            expect(guest.tile(missed)).to_be_visible()
        context.close()
    assert [problem for problem in watch.problems if "ERR_" not in problem] == []


TABS = 8  # more than the six connections that Chromium opens to a host
# Looked at and left fifty times within five seconds.
_SWITCHED = """async () => {
  let state = "visible";
  Object.defineProperty(document, "visibilityState", { get: () => state, configurable: true });
  for (let turn = 0; turn < 50; turn += 1) {
    state = turn % 2 ? "visible" : "hidden";
    document.dispatchEvent(new Event("visibilitychange"));
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}"""


def test_eight_tabs_that_are_switched_have_one_socket_each_and_show_no_photo_twice(
    party: Party, browser: Browser, watch: Watch
) -> None:
    context = phone(browser, party.service)
    link = party.link
    first = searching(party, watch.over(context.new_page()), link=link)
    tabs = [first, *(Guest(watch.over(context.new_page())) for _ in range(TABS - 1))]
    opened: list[str] = []
    refused: list[str] = []
    for tab in tabs:
        tab.page.on("websocket", lambda socket: opened.append(socket.url))
        tab.page.on("response", lambda answer: refused.append(answer.url) if answer.status == 429 else None)
        tab.open(link)
    for tab in tabs:
        expect(tab.page.locator(".connection")).to_have_attribute("data-state", "online")
        tab.page.evaluate(f"void ({_SWITCHED})().then(() => (window.switched = true))")
    new = party.upload(party.later[4])
    for tab in tabs:
        tab.page.wait_for_function("() => window.switched")
        expect(tab.tile(new)).to_have_count(1)
        expect(tab.page.locator(".connection")).to_have_attribute("data-state", "online")
        expect(tab.page.locator("#complaint")).to_be_empty()
    assert len(opened) == TABS
    assert refused == []
    context.close()


def test_a_search_that_ends_while_its_topic_is_asked_for_is_over_on_the_page(
    party: Party, browser: Browser, watch: Watch
) -> None:
    context = phone(browser, party.service)
    link = party.link
    searching(party, watch.over(context.new_page()), link=link).page.close()
    page = watch.over(context.new_page())

    def ended_meanwhile(socket: WebSocketRoute) -> None:
        def asked(text: str | bytes) -> None:
            message = json.loads(text)
            if message["type"] == "subscribe":
                answer = {"type": "unsubscribed", "topic": message["topic"], "reason": "deleted", "id": message["id"]}
                socket.send(json.dumps(answer))

        socket.on_message(asked)

    page.route_web_socket("**/ws", ended_meanwhile)
    page.goto(link)
    expect(page.get_by_role("heading", level=1, name="Your data is deleted")).to_be_visible()
    context.close()


FIELDS_SENT = """window.fields = [];
const append = FormData.prototype.append;
FormData.prototype.append = function (name, value, ...rest) {
  if (typeof value === "string") window.fields.push([name, value]);
  return append.call(this, name, value, ...rest);
};"""


def test_a_guest_who_reads_arabic_reads_from_right_to_left(party: Party, browser: Browser, watch: Watch) -> None:
    shots = Photographs()
    context = phone(browser, party.service)
    context.add_init_script(FIELDS_SENT)
    page = watch.over(context.new_page())
    page.goto(party.link)
    page.get_by_label("Language").select_option(label="العربية")
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    expect(page.get_by_role("button", name="التقط صورة ذاتية")).to_be_visible()
    assert_accessible(page)
    shots.take(page, "arabic-welcome", whole=True)
    page.get_by_label("نعم، ابحثوا عن وجهي").check()
    page.get_by_role("button", name="التقط صورة ذاتية").click()
    guest = Guest(page)
    guest.choose(party.selfies[0])
    page.get_by_role("button", name="اعثر على صوري").click()
    expect(guest.headline).to_have_attribute("data-busy", "false")
    assert ["language", "ar"] in page.evaluate("window.fields")
    assert_accessible(page)
    shots.take(page, "arabic-results", whole=True)
    page.locator("#certain .tile button").first.click()
    status = page.get_by_role("dialog").get_by_role("status")
    expect(status).to_have_text(re.compile("^.?الصورة .?1"))
    page.keyboard.press("ArrowLeft")  # The next photo is where the eye goes next.
    expect(status).to_have_text(re.compile("^.?الصورة .?2"))
    page.reload()
    expect(page.locator("html")).to_have_attribute("dir", "rtl")


def test_an_event_without_photos_of_the_guest_is_kind_and_shows_the_first_one_large(
    party: Party, browser: Browser, watch: Watch, sample: Path
) -> None:
    owner = party.owner
    event_id = owner.create_event("Empty Hall")
    page = watch.over(phone(browser, party.service).new_page())
    guest = searching(party, page, link=f"/s/{owner.share(event_id)}")
    expect(guest.headline).to_have_text("No photos of you yet")
    expect(page.get_by_text("We keep looking")).to_be_visible()
    assert_accessible(page)
    Photographs().take(page, "empty")
    owner.upload(event_id, [("first.jpg", party.later[3].read_bytes())])
    expect(page.locator("#certain .tile")).to_have_count(1)
    guest.expect_found(1)


def test_where_no_faces_are_stored_it_is_said_and_shown_how_far_the_photos_are_looked_through(
    party: Party, sample: Path, browser: Browser, watch: Watch
) -> None:
    shots = Photographs()
    owner = party.owner
    event_id = owner.create_event("Reunion")
    owner.call("PATCH", f"/events/{event_id}", 200, json={"registered_only": True})
    files = [(photo.name, photo.read_bytes()) for photo in sorted((sample / GUEST).iterdir())[1:6]]
    owner.upload(event_id, files)
    owner.wait_indexed(event_id, len(files))
    guest = Guest(watch.over(phone(browser, party.service).new_page()))
    guest.open(f"/s/{owner.share(event_id)}")
    expect(guest.page.get_by_text("No one else’s face is stored.")).to_be_visible()
    guest.agree()
    guest.choose(party.selfies[0])
    with party.service.frozen("worker ingest"):
        guest.page.get_by_role("button", name="Find my photos").click()
        expect(guest.page.get_by_text(f"0 of {len(files)} photos looked through")).to_be_visible()
        assert_accessible(guest.page)
        shots.take(guest.page, "looking-through")
    guest.expect_found(len(files))
    expect(guest.page.get_by_text("photos looked through")).to_have_count(0)
