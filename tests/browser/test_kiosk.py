"""The kiosk at the venue: a whole visit, whatever may come between, and that nothing of a guest outlasts it."""

from __future__ import annotations

import base64
import io
import json
import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Error, Locator, Page, Route, ViewportSize, expect

from tests import qr
from tests.browser.axe import assert_accessible
from tests.browser.chromium import (
    GUEST,
    LANDSCAPE_KIOSK,
    PHONE,
    PORTRAIT_KIOSK,
    STRANGER,
    Photographs,
    Watch,
    countdown_held,
    patient_with_faces,
    photos_of,
    side_by_side,
    visitor,
)
from tests.browser.guest import in_doubt
from tests.client import Client, Json, photographer, until
from tests.service import Service

NAME = "Midsummer Night at the Boathouse"
WORDS = "We show these photos on our own pages only.\nAsk for Robert at the bar if you would rather not be in them."
WEB = "server.py web"

# The camera shows what a test puts before it, if it does; and every stream and every address of a Blob is counted. The good-bye,
# which goes by itself after seven seconds, stays until its button is pressed, and for who tells that somebody is gone passes
# only what a test lets pass: a slow machine looks at a screen for longer than a guest.
_WITNESS = """
window.passed = 0;
const began = performance.now();
performance.now = () => began + window.passed;
const later = window.setTimeout;
window.setTimeout = (act, ms, ...more) => later(act, ms === 7000 ? 2 ** 31 - 1 : ms, ...more);
window.streams = [];
window.addresses = new Set();
const open = navigator.mediaDevices?.getUserMedia.bind(navigator.mediaDevices); // None on an empty page.
if (open) navigator.mediaDevices.getUserMedia = async (wanted) => {
  const stream = await (window.camera ?? open)(wanted);
  window.streams.push(stream);
  return stream;
};
const make = URL.createObjectURL, revoke = URL.revokeObjectURL;
URL.createObjectURL = (thing) => { const address = make(thing); window.addresses.add(address); return address; };
URL.revokeObjectURL = (address) => { window.addresses.delete(address); revoke(address); };
"""
_STAND = """async (picture) => {
  const image = Object.assign(new Image(), { src: picture });
  await image.decode();
  window.camera = async () => {
    const canvas = Object.assign(document.createElement("canvas"), { width: 960, height: 720 });
    const scale = Math.min(960 / image.width, 720 / image.height);
    const [width, height] = [image.width * scale, image.height * scale];
    const pen = canvas.getContext("2d");
    const draw = () => pen.drawImage(image, 480 - width / 2, 360 - height / 2, width, height);
    draw();
    const timer = setInterval(draw, 100);
    const stream = canvas.captureStream(10);
    stream.getTracks()[0].addEventListener("ended", () => clearInterval(timer));
    return stream;
  };
}"""
# What was counted, from here on; each number is seen, however fast it goes.
_COUNTED = """() => {
  window.counted = [];
  new MutationObserver(() => {
    const now = document.querySelector(".countdown")?.textContent;
    if (now && now !== counted.at(-1)) counted.push(now);
  }).observe(document.body, { childList: true, characterData: true, subtree: true });
}"""
_LOADED = "all => all.map((image) => (image.complete && image.naturalWidth ? image.currentSrc : ''))"
# Which of the addresses are answered without asking the service.
_KEPT = """async (addresses) => {
  const isKept = (address) =>
    fetch(address, { cache: "only-if-cached", mode: "same-origin" }).then((answer) => answer.ok, () => false);
  const kept = await Promise.all(addresses.map(isKept));
  return addresses.filter((_, number) => kept[number]);
}"""
_OPEN_CAMERAS = "window.streams.flatMap((stream) => stream.getTracks()).filter((track) => track.readyState === 'live').length"


class Kiosk:
    """A device at the venue, and what people do with it."""

    def __init__(self, context: BrowserContext, watch: Watch) -> None:
        context.add_init_script(_WITNESS)
        self.context = context
        self.page = watch.over(context.new_page())
        self.pictures: list[str] = []
        """Addresses of the photos that the wall has shown."""

    def pair(self, code: str) -> Kiosk:
        self.page.goto("/kiosk")
        self.page.get_by_label("Pairing code").fill(code.lower())
        self.page.get_by_role("button", name="Connect this screen").click()
        self.ready()
        return self

    def ready(self) -> None:
        """Nobody is there, and somebody may begin."""
        expect(self.start).to_have_attribute("aria-disabled", "false")

    @property
    def start(self) -> Locator:
        return self.page.locator("[data-screen=attract] .start")

    def button(self, name: str | re.Pattern[str]) -> Locator:
        return self.page.get_by_role("button", name=name)

    def heading(self, name: str | re.Pattern[str]) -> Locator:
        return self.page.get_by_role("heading", level=1, name=name)

    def stand_before(self, photo: bytes) -> None:
        """Somebody else steps before the camera."""
        self.page.evaluate(_STAND, f"data:image/jpeg;base64,{base64.b64encode(photo).decode()}")

    def agree(self) -> None:
        self.start.click()
        self.button("Yes, look for me").click()

    def look(self) -> Json:
        """From the first screen to the wall; returns the search."""
        self.agree()
        with self.page.expect_response(re.compile("/searches$")) as started:
            self.button("Look for me").click()
        expect(self.heading(re.compile(r"^\d+ photos? of you$"))).to_be_visible()
        self.note_pictures()
        return dict(started.value.json())

    def note_pictures(self) -> None:
        """Remember under which addresses the wall shows its photos, once they are there."""
        pictures = self.page.locator(".wall [data-photo] img")
        until(lambda: pictures.evaluate_all(_LOADED), lambda loaded: bool(loaded) and "" not in loaded)
        self.pictures += pictures.evaluate_all(_LOADED)

    def kept(self) -> list[str]:
        """Which of these photos the browser could show without the service."""
        return list(self.page.evaluate(_KEPT, self.pictures))

    def photos(self) -> set[str]:
        """Ids of all photos on the wall, also those in doubt."""
        return {str(tile.get_attribute("data-photo")) for tile in self.page.locator(".wall [data-photo]").all()}

    def knows_nobody(self, *of_a_guest: str) -> None:
        """Nothing of a guest is on the screen, in the document, a cache, storage or memory, behind an address or a step back."""
        self.ready()
        page = self.page
        # What is to be withdrawn is noted until the service says that it is.
        until(
            lambda: json.loads(page.evaluate("localStorage.getItem('ep.kiosk.searches')") or "[]"), lambda noted: noted == [], 30
        )
        assert page.locator("input, textarea, [data-photo], .pswp, [data-idle], video, a[href]").count() == 0
        assert page.locator("[inert]").count() == 0, "nobody could begin"
        told = page.content() + page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}, history.state])")
        assert not [secret for secret in of_a_guest if secret in told]
        assert page.evaluate("window.addresses.size") == 0
        assert self.kept() == []
        assert page.evaluate(_OPEN_CAMERAS) == 0
        assert page.evaluate("[scrollX, scrollY, getSelection().toString()]") == [0, 0, ""]
        assert page.evaluate("[document.documentElement.lang, document.documentElement.dir]") == ["en", "ltr"]
        for kind in ("(await import('/static/js/store-search.js')).SearchStore", "Blob"):
            # What was animated or asked for is let go of a moment later; what is held on to stays.
            until(partial(self._alive, f"{kind}.prototype"), lambda left: left == 0, 120, every_s=1)

    def _alive(self, prototype: str) -> int:
        """How many such objects the garbage collector has to leave."""
        devtools = self.context.new_cdp_session(self.page)
        devtools.send("HeapProfiler.enable")
        devtools.send("HeapProfiler.collectGarbage")  # What only the asking has left on the stack goes.
        of = devtools.send("Runtime.evaluate", {"expression": f"(async () => {prototype})()", "awaitPromise": True})
        objects = devtools.send("Runtime.queryObjects", {"prototypeObjectId": of["result"]["objectId"]})["objects"]
        devtools.send("Runtime.callFunctionOn", {"objectId": objects["objectId"], "functionDeclaration": "function() {}"})
        found = devtools.send(
            "Runtime.callFunctionOn",
            {"objectId": objects["objectId"], "functionDeclaration": "function() { return this.length; }", "returnByValue": True},
        )
        devtools.detach()
        return int(found["result"]["value"])


class Venue:
    """An event with photos of two people, and the photographer's account."""

    def __init__(self, service: Service, browser: Browser, photos: Sequence[tuple[str, bytes]], **settings: Any) -> None:
        self.service = service
        self.owner = photographer(service.url)
        self.event_id = self.owner.create_event(NAME)
        self.owner.upload(self.event_id, photos) if photos else None
        self.ids = {photo["name"]: photo["id"] for photo in self.owner.wait_indexed(self.event_id, len(photos))}
        self.watch = Watch(service.url)
        self._browser = browser
        if settings:
            self.owner.call("PATCH", f"/events/{self.event_id}", 200, json=settings)

    def of(self, person: str) -> set[str]:
        """Ids of the photos of a person."""
        return {photo_id for name, photo_id in self.ids.items() if name.startswith(person)}

    def device(self, viewport: ViewportSize = PORTRAIT_KIOSK, **options: Any) -> Kiosk:
        """A screen that is no kiosk yet."""
        return Kiosk(visitor(self._browser, self.service.url, viewport, has_touch=True, **options), self.watch)

    def kiosk(self, viewport: ViewportSize = PORTRAIT_KIOSK, **options: Any) -> Kiosk:
        """A paired one."""
        return self.device(viewport, **options).pair(self.code())

    def code(self) -> str:
        return str(self.owner.call("POST", f"/events/{self.event_id}/kiosks", 201, json={"name": "Entrance"})["pairing_code"])

    def revoke(self) -> None:
        for kiosk in self.owner.call("GET", f"/events/{self.event_id}/kiosks", 200)["items"]:
            self.owner.call("DELETE", f"/kiosks/{kiosk['id']}", 204)

    def gone(self, search: Json) -> bool:
        """Is the search withdrawn, so that not even its own token opens it?"""
        answer = Client(self.service.url, search["token"]).http.get(f"/searches/{search['id']}")
        return answer.status_code in {401, 404}


@pytest.fixture(scope="module")
def venue(service: Service, browser: Browser, sample: Path) -> Venue:
    """One event for the tests that change nothing about it."""
    photos = [*photos_of(sample, GUEST, 1, 5), *photos_of(sample, STRANGER, 0, 3), *photos_of(sample, "elton_john", 0, 1)]
    made = Venue(service, browser, photos, consent_text=WORDS)
    made.owner.call("PATCH", f"/events/{made.event_id}", 200, json={"cover_photo_id": made.ids[photos[-1][0]]})
    return made


@pytest.fixture
def shots() -> Photographs:
    return Photographs()


def test_a_guest_sees_her_photos_takes_them_to_her_phone_and_is_forgotten(
    venue: Venue, browser: Browser, shots: Photographs
) -> None:
    kiosk = venue.device()
    page = kiosk.page
    pair_with_care(kiosk, venue.code(), shots)
    agree_after_reading(kiosk, shots)
    take_two_pictures(kiosk, shots)
    with page.expect_response(re.compile("/searches$")) as started:
        kiosk.button("Look for me").click()
    search = started.value.json()
    expect(kiosk.heading(f"{len(venue.of(GUEST))} photos of you")).to_be_visible()
    assert kiosk.photos() == venue.of(GUEST)
    kiosk.note_pictures()
    assert kiosk.kept(), "there is nothing to be wiped"
    assert_accessible(page)
    shots.take(page, "wall")

    page.locator(".wall [data-photo] button").first.click()
    expect(page.get_by_role("dialog", name="Your photos")).to_be_visible()
    page.get_by_role("dialog").get_by_role("button", name="Close").last.click()
    expect(page.locator(".pswp")).to_have_count(0)

    with page.expect_response(re.compile("/handoff$")) as offered:
        kiosk.button("Get them on my phone").click()
    address = qr.text_on_screen(page.get_by_alt_text("Code that opens your photos"))
    assert address == offered.value.json()["url"]
    assert_accessible(page)
    shots.take(page, "handoff")
    phone = visitor(browser, venue.service.url, PHONE).new_page()
    phone.goto(address)
    expect(phone.locator("[data-photo]")).to_have_count(len(venue.of(GUEST)))
    expect(kiosk.heading("It is on your phone")).to_be_visible()
    assert_accessible(page)
    shots.take(page, "bye")
    kiosk.button("Who’s next?").click()
    kiosk.knows_nobody(search["id"], search["token"], *venue.of(GUEST))
    assert not venue.gone(search)
    phone.reload()
    expect(phone.locator("[data-photo]")).to_have_count(len(venue.of(GUEST)))
    assert venue.watch.problems == []


def pair_with_care(kiosk: Kiosk, code: str, shots: Photographs) -> None:
    page = kiosk.page
    page.goto("/kiosk")
    page.get_by_label("Pairing code").fill("ABCD2345")
    page.get_by_role("button", name="Connect this screen").click()
    expect(page.get_by_role("alert")).to_contain_text("make a new one in the studio")
    assert_accessible(page)
    shots.take(page, "pairing")
    kiosk.pair(code)
    expect(page.get_by_text(NAME)).to_be_visible()
    assert_accessible(page)
    shots.take(page, "attract")


def agree_after_reading(kiosk: Kiosk, shots: Photographs) -> None:
    page = kiosk.page
    kiosk.start.click()
    expect(kiosk.heading("May we look for you?")).to_be_focused()
    expect(page.get_by_text("We show these photos on our own pages only.")).to_be_visible()
    assert_accessible(page)
    shots.take(page, "consent")
    kiosk.button("What exactly happens with my face?").click()
    expect(page.get_by_text("Ask for Robert at the bar")).to_be_visible()
    expect(page.get_by_text(re.compile("1,095.? days after your search has ended"))).to_be_attached()
    assert_accessible(page)


def take_two_pictures(kiosk: Kiosk, shots: Photographs) -> None:
    """One that is taken again, and a good one."""
    page = kiosk.page
    page.evaluate(_COUNTED)
    with countdown_held(page):
        kiosk.button("Yes, look for me").click()
        expect(page.locator(".countdown")).to_have_text("3")
        shots.take(page, "countdown")
    expect(kiosk.heading("Happy with this picture?")).to_be_visible()
    assert page.evaluate("window.counted") == ["3", "2", "1"]
    assert page.evaluate(_OPEN_CAMERAS) == 0
    assert_accessible(page)
    shots.take(page, "frozen")
    with countdown_held(page):
        kiosk.button("Take it again").click()
        expect(page.locator(".countdown")).to_have_text("3")
        assert page.evaluate("window.addresses.size") == 0


def test_two_guests_one_after_the_other_never_see_each_others_photos(venue: Venue, sample: Path) -> None:
    kiosk = venue.kiosk(LANDSCAPE_KIOSK)
    seen: list[set[str]] = []
    for person in (GUEST, STRANGER):
        kiosk.stand_before(sorted((sample / person).iterdir())[-2].read_bytes())
        others = set().union(*seen)
        search = kiosk.look()
        seen.append(kiosk.photos())
        assert not [photo_id for photo_id in others if photo_id in kiosk.page.content()]
        kiosk.button("Done").click()
        expect(kiosk.page.get_by_text("everything we found are deleted")).to_be_visible()
        assert venue.gone(search)
        kiosk.button("Who’s next?").click()
        kiosk.knows_nobody(search["id"], search["token"], *seen[-1])
    assert seen == [venue.of(GUEST), venue.of(STRANGER)]
    assert venue.watch.problems == []


def test_two_people_in_one_visit_go_to_one_phone_or_are_forgotten_with_it(
    venue: Venue, browser: Browser, sample: Path, shots: Photographs
) -> None:
    kiosk = venue.kiosk(color_scheme="dark")
    page = kiosk.page
    first = kiosk.look()
    second = add(kiosk, sample / STRANGER, shots)
    chips = page.get_by_role("group", name="People").get_by_role("button")
    expect(chips).to_have_text(["Everybody", "Person 1", "Person 2", "Together"])
    press_by_keyboard(page, chips.nth(0))
    expect(chips.nth(0)).to_be_focused()
    expect(kiosk.heading(f"{len(venue.of(GUEST) | venue.of(STRANGER))} photos of all of you")).to_be_visible()
    assert kiosk.photos() == venue.of(GUEST) | venue.of(STRANGER)
    kiosk.note_pictures()
    assert_accessible(page)
    shots.take(page, "wall-everybody")
    chips.nth(3).click()
    expect(chips.nth(3)).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_role("heading", name="with all of you")).to_be_visible()
    assert kiosk.photos() == venue.of(GUEST) & venue.of(STRANGER)
    chips.nth(0).click()
    page.set_viewport_size(LANDSCAPE_KIOSK)
    shots.take(page, "wall-everybody-landscape")
    chips.nth(1).click()
    expect(kiosk.heading(f"{len(venue.of(GUEST))} photos of Person 1")).to_be_visible()
    expect(kiosk.button("Add another selfie")).to_be_visible()
    shots.take(page, "wall-of-one-landscape")

    chips.nth(0).click()
    kiosk.button("Get them on my phone").click()
    phone = visitor(browser, venue.service.url, PHONE)
    scan(kiosk, phone, 1)
    tab = scan(kiosk, phone, 2)
    expect(kiosk.heading("It is on your phone")).to_be_visible()
    people = tab.get_by_role("group", name="People").get_by_role("button")
    expect(people).to_have_text(["Everybody", "Me", "Person 2", "Together"])
    expect(tab.locator("[data-photo]")).to_have_count(len(venue.of(GUEST) | venue.of(STRANGER)))
    assert not venue.gone(first)
    assert not venue.gone(second)
    kiosk.button("Who’s next?").click()
    kiosk.knows_nobody(first["id"], second["id"], *venue.of(GUEST), *venue.of(STRANGER))

    kiosk.stand_before(sorted((sample / GUEST).iterdir())[-2].read_bytes())
    left = [kiosk.look(), add(kiosk, sample / STRANGER, shots)]
    kiosk.button("Get them on my phone").click()
    scan(kiosk, visitor(browser, venue.service.url, PHONE), 2)
    expect(page.get_by_text("Person 2 is on the phone now.")).to_be_visible()
    assert kiosk.photos() == venue.of(GUEST)
    page.reload()
    kiosk.knows_nobody(*(search["id"] for search in left))
    until(partial(venue.gone, left[0]), bool)
    assert not venue.gone(left[1])
    assert venue.watch.problems == []


def add(kiosk: Kiosk, person: Path, shots: Photographs) -> Json:
    """From the wall to that of one more person; returns the search."""
    page = kiosk.page
    kiosk.button("Add a person").click()
    expect(kiosk.heading("Who else?")).to_be_focused()
    assert_accessible(page)
    shots.take(page, "consent-of-another")
    kiosk.stand_before(sorted(person.iterdir())[-2].read_bytes())
    kiosk.button("Yes, look for this face").click()
    with page.expect_response(re.compile("/searches$")) as started:
        kiosk.button("Look for me").click()
    expect(kiosk.heading(re.compile("photos? of Person 2"))).to_be_visible()
    kiosk.note_pictures()
    return dict(started.value.json())


def scan(kiosk: Kiosk, phone: BrowserContext, number: int) -> Page:
    """A phone scans the code that is shown for this person; returns its page, once the photos are there."""
    expect(kiosk.heading(f"Person {number}: get them on your phone")).to_be_focused()
    tab = phone.new_page()
    tab.goto(qr.text_on_screen(kiosk.page.get_by_alt_text("Code that opens your photos")))
    expect(tab.locator("[data-photo]").first).to_be_visible()
    return tab


def test_what_is_in_doubt_is_asked_and_what_comes_in_later_is_marked(
    service: Service, browser: Browser, sample: Path, shots: Photographs
) -> None:
    own = Venue(service, browser, photos_of(sample, GUEST, 1, 5))
    kiosk = own.device(LANDSCAPE_KIOSK, color_scheme="dark")
    doubted = sorted(own.of(GUEST))[:2]
    kiosk.page.route_web_socket("**/ws", lambda socket: in_doubt(socket, doubted))
    kiosk.pair(own.code()).look()
    mine, foreign = doubted
    kiosk.button("Is this you? (2)").click()
    questions = kiosk.page.get_by_role("region", name="Maybe you")
    expect(questions).to_be_in_viewport()
    expect(questions.locator("[data-photo]")).to_have_count(2)
    assert_accessible(kiosk.page)
    shots.take(kiosk.page, "maybe")
    with kiosk.page.expect_response(re.compile("/feedback$")):
        questions.locator(f'[data-photo="{mine}"]').get_by_role("button", name="Yes, me").click()
    expect(kiosk.heading("3 photos of you")).to_be_visible()
    with kiosk.page.expect_response(re.compile("/feedback$")):
        questions.locator(f'[data-photo="{foreign}"]').get_by_role("button", name="Not me").click()
    expect(questions.locator(f'[data-photo="{mine}"]').get_by_role("status")).to_have_text("Yours now")
    expect(questions.locator(f'[data-photo="{foreign}"]').get_by_role("status")).to_have_text("Not you")
    own.owner.upload(own.event_id, photos_of(sample, GUEST, 5, 6))
    expect(kiosk.page.locator(".wall .tile.new")).to_have_count(1)
    expect(kiosk.heading("4 photos of you")).to_be_visible()
    shots.take(kiosk.page, "new")
    assert own.watch.problems == []


def test_after_half_a_minute_without_a_touch_everything_is_gone(venue: Venue, shots: Photographs) -> None:
    kiosk = venue.kiosk(LANDSCAPE_KIOSK)
    page = kiosk.page
    search = kiosk.look()
    page.locator(".wall [data-photo] button").first.click()
    expect(page.locator(".pswp")).to_be_visible()
    page.keyboard.press("ArrowRight")
    page.evaluate("passed += 13_000")
    warning = page.get_by_role("alertdialog")
    expect(warning).to_contain_text(re.compile(r"clears itself in 1\d seconds"))
    assert page.evaluate("document.elementFromPoint(innerWidth / 2, innerHeight / 2).closest('.pswp') !== null"), (
        "photos stay in sight"
    )
    assert_accessible(page)
    shots.take(page, "idle-first")
    page.evaluate("passed += 9_000")
    expect(warning).to_contain_text(re.compile(r"clears itself in \d seconds"))
    assert_accessible(page)
    shots.take(page, "idle")
    warning.get_by_role("button", name="I’m still here").click()
    expect(warning).to_have_count(0)
    assert kiosk.photos() == venue.of(GUEST)
    page.evaluate("passed += 31_000")
    kiosk.ready()
    until(lambda: venue.gone(search), bool)
    kiosk.knows_nobody(search["id"], search["token"], *venue.of(GUEST))
    kiosk.start.click()
    expect(kiosk.heading("May we look for you?")).to_be_visible()
    assert venue.watch.problems == []


def test_who_leaves_before_a_phone_has_the_photos_is_asked_first(venue: Venue, shots: Photographs) -> None:
    kiosk = venue.kiosk(LANDSCAPE_KIOSK)
    search = kiosk.look()
    kiosk.button("Get them on my phone").click()
    kiosk.button("I’ve got them").click()
    expect(kiosk.heading("You haven’t scanned the code yet")).to_be_focused()
    assert_accessible(kiosk.page)
    shots.take(kiosk.page, "handoff-leave")
    kiosk.button("I’ll scan it first").click()
    expect(kiosk.heading("Get them on your phone")).to_be_focused()
    assert not venue.gone(search)
    kiosk.button("I’ve got them").click()
    kiosk.button("Delete and leave").click()
    expect(kiosk.page.get_by_text("everything we found are deleted")).to_be_visible()
    assert venue.gone(search)
    kiosk.button("Who’s next?").click()
    kiosk.knows_nobody(search["id"], search["token"], *venue.of(GUEST))
    assert venue.watch.problems == []


@pytest.mark.parametrize("noted", [True, False], ids=["noted", "cut off before it was noted"])
def test_after_a_power_cut_the_kiosk_is_a_kiosk_again_and_knows_nobody(venue: Venue, browser: Browser, noted: bool) -> None:
    kiosk = venue.kiosk()
    before = kiosk.context.storage_state()
    search = kiosk.look()
    state = kiosk.context.storage_state() if noted else before
    crash(kiosk)
    assert not venue.gone(search)
    again = Kiosk(visitor(browser, venue.service.url, PORTRAIT_KIOSK, storage_state=state), venue.watch)
    again.page.goto("/kiosk")
    again.knows_nobody(search["id"], search["token"], *venue.of(GUEST))
    assert venue.gone(search)
    assert venue.watch.problems == []


def crash(kiosk: Kiosk) -> None:
    """The page is gone without a word, as it is when the power is."""
    with suppress(Error):
        kiosk.page.goto("chrome://crash", timeout=5000)
    kiosk.context.close()


def test_a_page_that_is_loaded_again_or_out_of_sight_has_no_guest_any_more(venue: Venue) -> None:
    kiosk = venue.kiosk()
    for leave in (kiosk.page.reload, lambda: out_of_sight(kiosk.page)):
        search = kiosk.look()
        leave()
        kiosk.knows_nobody(search["id"], search["token"], *venue.of(GUEST))
        until(partial(venue.gone, search), bool)
    assert venue.watch.problems == []


def out_of_sight(page: Page) -> None:
    """The device shows something else."""
    page.evaluate(
        """() => {
      Object.defineProperty(document, "visibilityState", { configurable: true, get: () => "hidden" });
      document.dispatchEvent(new Event("visibilitychange"));
      delete document.visibilityState;
    }"""
    )


def test_a_revoked_kiosk_locks_in_the_middle_of_a_visit(service: Service, browser: Browser, sample: Path) -> None:
    own = Venue(service, browser, photos_of(sample, GUEST, 1, 3))
    kiosk = own.kiosk()
    search = kiosk.look()
    own.revoke()
    expect(kiosk.heading("This screen is closed")).to_be_visible()
    assert_accessible(kiosk.page)
    assert kiosk.page.locator("[data-photo], img").count() == 0
    assert kiosk.page.evaluate("[localStorage.getItem('ep.kiosk'), localStorage.getItem('ep.kiosk.searches')]") == [None, None]
    until(lambda: own.gone(search), bool)

    kiosk.button("Connect this screen again").click()
    kiosk.page.get_by_label("Pairing code").fill(own.code())
    kiosk.button("Connect this screen").click()
    kiosk.ready()
    own.owner.call("DELETE", f"/events/{own.event_id}", 204)
    expect(kiosk.heading("This screen is closed")).to_be_visible()
    kiosk.page.reload()
    expect(kiosk.heading("Connect this screen")).to_be_visible()
    assert own.watch.problems == []


def test_while_the_service_is_away_the_first_screen_says_so_and_comes_back_by_itself(venue: Venue, shots: Photographs) -> None:
    kiosk = venue.kiosk()
    with venue.service.without(WEB):
        expect(kiosk.page.get_by_role("heading", name="One moment, please")).to_be_visible()
        assert kiosk.start.count() == 0
        assert_accessible(kiosk.page)
        shots.take(kiosk.page, "away")
    kiosk.ready()


def test_no_picture_is_taken_that_could_not_be_looked_for(venue: Venue, shots: Photographs) -> None:
    kiosk = venue.kiosk()
    sent: list[str] = []
    kiosk.page.on("request", lambda request: sent.append(request.url) if request.url.endswith("/searches") else None)
    kiosk.start.click()
    with venue.service.frozen(WEB):
        kiosk.button("Yes, look for me").click()
        expect(kiosk.heading("No connection right now")).to_be_visible()
        expect(kiosk.page.get_by_role("alert")).to_contain_text("We took no picture")
        assert kiosk.page.evaluate("[window.streams.length, window.addresses.size]") == [0, 0]
        assert_accessible(kiosk.page)
        shots.take(kiosk.page, "away-before-the-picture")
    again = kiosk.button("Try again")
    expect(again).to_have_attribute("aria-disabled", "false")
    with countdown_held(kiosk.page):
        again.click()
        expect(kiosk.page.locator(".countdown")).to_have_text("3")
        assert venue.service.kill(WEB)
        expect(kiosk.heading("No connection right now")).to_be_visible()
    assert kiosk.page.evaluate(_OPEN_CAMERAS) == 0
    assert kiosk.page.evaluate("window.addresses.size") == 0
    kiosk.button("Cancel").click()
    kiosk.knows_nobody()
    assert sent == []


def test_a_picture_that_cannot_be_sent_is_not_kept_and_what_began_all_the_same_is_withdrawn(venue: Venue) -> None:
    kiosk = venue.kiosk()
    begun: list[Json] = []

    def lose_the_answer(route: Route) -> None:
        begun.append(route.fetch().json())
        route.abort()

    kiosk.agree()
    expect(kiosk.heading("Happy with this picture?")).to_be_visible()
    kiosk.page.route("**/searches", lose_the_answer)
    kiosk.button("Look for me").click()
    expect(kiosk.page.get_by_role("alert")).to_contain_text("Your picture is not kept")
    assert kiosk.page.evaluate("window.addresses.size") == 0
    kiosk.page.unroute("**/searches")
    again = kiosk.button("Try again")
    expect(again).to_have_attribute("aria-disabled", "false")
    assert venue.gone(begun[0])
    again.click()
    kiosk.button("Look for me").click()
    expect(kiosk.heading(re.compile("photos of you"))).to_be_visible()
    assert [problem for problem in venue.watch.problems if "ERR_FAILED" not in problem] == []


_NO_CAMERA = "void (window.asked = 0, window.camera = async () => {{ window.asked += 1; throw new DOMException('', '{name}') }})"


def test_a_camera_that_may_not_be_used_has_its_own_words_and_a_way_on(venue: Venue) -> None:
    kiosk = venue.kiosk()
    kiosk.page.evaluate(_NO_CAMERA.format(name="NotAllowedError"))
    kiosk.agree()
    expect(kiosk.page.get_by_role("alert")).to_contain_text("isn’t allowed to use its camera")
    assert_accessible(kiosk.page)
    kiosk.page.evaluate("delete window.camera")
    kiosk.button("Try again").click()
    expect(kiosk.heading("Happy with this picture?")).to_be_visible()
    assert venue.watch.problems == []


def test_a_camera_that_was_unplugged_comes_back_by_itself(venue: Venue) -> None:
    kiosk = venue.kiosk()
    page = kiosk.page
    kiosk.start.click()
    unplugged = "const [track] = window.streams[0].getTracks(); track.stop(); track.dispatchEvent(new Event('ended'))"
    with countdown_held(page):
        kiosk.button("Yes, look for me").click()
        expect(page.locator(".countdown")).to_have_text("3")
        page.evaluate(_NO_CAMERA.format(name="NotReadableError"))
        page.evaluate(unplugged)
        expect(page.get_by_role("alert")).to_contain_text("The camera was disconnected")
        assert_accessible(page)
    kiosk.button("Try again").click()
    expect(page.get_by_role("alert")).to_contain_text("Something else is using the camera")
    page.wait_for_function("(before) => window.asked > before + 1", arg=page.evaluate("window.asked"))  # It is looked for.
    expect(page.get_by_role("alert")).to_contain_text("Something else is using the camera")
    page.evaluate("delete window.camera; navigator.mediaDevices.dispatchEvent(new Event('devicechange'))")
    expect(kiosk.heading("Happy with this picture?")).to_be_visible()
    assert page.evaluate(_OPEN_CAMERAS) == 0
    # And where the browser says nothing of a device that has come: one looks every few seconds.
    page.evaluate(_NO_CAMERA.format(name="NotFoundError"))
    kiosk.button("Take it again").click()
    expect(page.get_by_role("alert")).to_contain_text("has no camera")
    page.evaluate("delete window.camera")
    expect(kiosk.heading("Happy with this picture?")).to_be_visible()
    assert venue.watch.problems == []


def test_a_camera_that_was_muted_while_it_counts_is_opened_again(venue: Venue) -> None:
    kiosk = venue.kiosk()
    kiosk.start.click()
    with countdown_held(kiosk.page):
        kiosk.button("Yes, look for me").click()
        expect(kiosk.page.locator(".countdown")).to_have_text("3")
        muted = "window.streams[0].getTracks()[0].dispatchEvent(new Event('mute'))"
        kiosk.page.evaluate(f"{muted}; document.dispatchEvent(new Event('visibilitychange'))")
        kiosk.page.wait_for_function("() => window.streams.length === 2")
        assert kiosk.page.evaluate(_OPEN_CAMERAS) == 1
    expect(kiosk.heading("Happy with this picture?")).to_be_visible()
    assert venue.watch.problems == []


def test_a_rejected_picture_says_what_to_do_and_is_taken_again(venue: Venue, sample: Path, shots: Photographs) -> None:
    kiosk = venue.kiosk()
    kiosk.page.route("**/faces", lambda route: route.fulfill(json={"faces": None}))  # Nobody says before what the picture shows.
    kiosk.stand_before(blank())
    kiosk.agree()
    with kiosk.page.expect_response(re.compile("/searches$")) as started:
        kiosk.button("Look for me").click()
    expect(kiosk.page.get_by_role("alert")).to_contain_text("We could not find a face")
    assert_accessible(kiosk.page)
    shots.take(kiosk.page, "rejected")
    kiosk.stand_before(sorted((sample / GUEST).iterdir())[0].read_bytes())
    kiosk.button("Take it again").click()
    kiosk.button("Look for me").click()
    expect(kiosk.heading(re.compile("photos of you"))).to_be_visible()
    until(lambda: venue.gone(started.value.json()), bool)
    assert venue.watch.problems == []


def test_a_picture_of_nobody_is_not_sent_and_on_one_of_several_people_the_guest_taps_her_face(
    venue: Venue, sample: Path, shots: Photographs
) -> None:
    kiosk = venue.device()
    patient_with_faces(kiosk.context)
    kiosk.pair(venue.code())
    kiosk.stand_before(blank())
    kiosk.agree()
    expect(kiosk.heading("Let’s try that again")).to_be_visible()
    expect(kiosk.page.get_by_role("alert")).to_contain_text("We could not find a face")
    other, guest = (sorted((sample / person).iterdir())[0] for person in (STRANGER, GUEST))
    kiosk.stand_before(side_by_side(other, guest))
    kiosk.button("Try again").click()
    expect(kiosk.heading("Tap your face")).to_be_visible()
    assert_accessible(kiosk.page)
    shots.take(kiosk.page, "tap-your-face")
    # The page shows a mirror: she stands on the right of the picture.
    kiosk.button("Face 1 of 2, left").click()
    expect(kiosk.heading(re.compile("photos of you"))).to_be_visible()
    assert kiosk.photos() & venue.of(GUEST)
    assert not kiosk.photos() & venue.of(STRANGER)
    before = kiosk.photos()
    kiosk.stand_before(guest.read_bytes())
    kiosk.button("Add another selfie").click()
    kiosk.button("Look for me").click()
    expect(kiosk.page.locator("#selfie-added")).to_contain_text("Your new selfie is in use")
    assert before <= kiosk.photos()
    assert_accessible(kiosk.page)
    shots.take(kiosk.page, "another-selfie")
    kiosk.button("Done").click()
    assert venue.watch.problems == []


def blank() -> bytes:
    """A JPEG of a wall."""
    out = io.BytesIO()
    Image.new("RGB", (960, 720), (190, 188, 180)).save(out, "JPEG")
    return out.getvalue()


def test_where_nobody_may_be_looked_for_the_kiosk_says_so_at_once(service: Service, browser: Browser, shots: Photographs) -> None:
    own = Venue(service, browser, [])
    kiosk = own.kiosk()
    kiosk.agree()
    own.owner.call("PATCH", f"/events/{own.event_id}", 200, json={"selfie_search": False})
    kiosk.button("Look for me").click()
    expect(kiosk.page.get_by_role("alert")).to_contain_text("Face search is off")
    kiosk.button("Cancel").click()
    expect(kiosk.page.get_by_role("heading", name="Face search is off")).to_be_visible()
    assert kiosk.start.count() == 0
    assert_accessible(kiosk.page)
    shots.take(kiosk.page, "search-off")
    own.owner.call("PATCH", f"/events/{own.event_id}", 200, json={"selfie_search": True, "name": "Harvest Ball"})
    expect(kiosk.page.get_by_text("Harvest Ball")).to_be_visible()
    kiosk.ready()
    assert own.watch.problems == []


def test_an_event_without_photos_has_kind_words_and_goes_on_looking_on_the_phone(
    service: Service, browser: Browser, shots: Photographs
) -> None:
    own = Venue(service, browser, [])
    kiosk = own.kiosk(LANDSCAPE_KIOSK)
    kiosk.agree()
    kiosk.button("Look for me").click()
    expect(kiosk.heading("No photos of you yet")).to_be_visible()
    expect(kiosk.page.get_by_text("New photos of you will appear here")).to_be_visible()
    assert_accessible(kiosk.page)
    shots.take(kiosk.page, "nothing-yet")
    kiosk.button("Keep looking on my phone").click()
    expect(kiosk.page.get_by_alt_text("Code that opens your photos")).to_be_visible()
    assert own.watch.problems == []


def test_in_arabic_the_kiosk_reads_from_right_to_left_and_the_next_guest_has_the_kiosks_own_language(
    venue: Venue, shots: Photographs
) -> None:
    kiosk = venue.kiosk()
    page = kiosk.page
    page.get_by_role("button", name="العربية").click()
    expect(kiosk.heading("هل أنت في الصور؟")).to_be_visible()
    assert page.evaluate("[document.documentElement.lang, document.documentElement.dir]") == ["ar", "rtl"]
    page.evaluate("document.fonts.ready.then(() => undefined)")
    assert page.evaluate("document.fonts.check('600 100px Cairo', 'هل')")
    assert_accessible(page)
    shots.take(page, "attract-ar")
    kiosk.start.click()
    expect(page.get_by_role("button", name="نعم، ابحثوا عني")).to_be_visible()
    shots.take(page, "consent-ar")
    page.get_by_role("button", name="نعم، ابحثوا عني").click()
    page.get_by_role("button", name="ابحثوا عني").click()
    expect(kiosk.heading(re.compile("4.? صور لك"))).to_be_visible()  # A mark keeps numbers in their place.
    assert_accessible(page)
    shots.take(page, "wall-ar")
    page.get_by_role("button", name="انتهيت").click()
    expect(kiosk.heading("انتهينا")).to_be_visible()
    kiosk.button("من التالي؟").click()
    expect(kiosk.heading("Are you in the photos?")).to_be_visible()
    kiosk.knows_nobody()

    page.get_by_role("button", name="Deutsch").click()
    expect(kiosk.heading("Bist du auf den Fotos?")).to_be_visible()
    page.evaluate("passed += 31_000")
    expect(kiosk.heading("Are you in the photos?")).to_be_visible()
    assert venue.watch.problems == []


def test_every_step_has_room_on_a_tablet_too(venue: Venue) -> None:
    kiosk = venue.kiosk(TABLETS[0])
    page = kiosk.page
    for pressed, shown in (
        ("Deutsch", kiosk.heading("Bist du auf den Fotos?")),
        ("Meine Fotos finden", kiosk.heading("Dürfen wir dich suchen?")),
        ("Ja, sucht mich", kiosk.button("Sucht mich")),
        ("Sucht mich", kiosk.heading("4 Fotos von dir")),
        ("Auf mein Handy holen", page.locator("img.qr")),
        ("Ich habe sie", kiosk.heading("Du hast den Code noch nicht gescannt")),
    ):
        kiosk.button(pressed).click()
        expect(shown).to_be_visible()
        assert crowded(page) == []
    assert venue.watch.problems == []


TABLETS: list[ViewportSize] = [
    {"width": width, "height": height} for width, height in ((820, 1180), (1180, 820), (1024, 768), (1024, 1366), (800, 1280))
]
# What is to be read or pressed, and is not wholly on the screen or lies on something else.
_CROWDED = """() => {
  const things = Array.from(document.querySelectorAll("main :is(h1, p, li, button, img.qr)"))
    .filter((thing) => !thing.closest(".wall, [aria-hidden=true]") && thing.checkVisibility())
    .map((thing) => ({ thing, at: thing.getBoundingClientRect(), name: thing.innerText || thing.className }));
  const apart = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) < 2
    || Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) < 2;
  const outside = things.filter(({ at }) => at.left < 0 || at.top < 0 || at.right > innerWidth || at.bottom > innerHeight);
  const upon = things.flatMap((one, number) => things.slice(number + 1)
    .filter((two) => !one.thing.contains(two.thing) && !two.thing.contains(one.thing) && !apart(one.at, two.at))
    .map((two) => `${one.name} / ${two.name}`));
  return [...outside.map(({ name }) => name), ...upon];
}"""


def crowded(page: Page) -> list[str]:
    """What has no room on one of the tablets, upright or lying."""
    found = []
    for size in TABLETS:
        page.set_viewport_size(size)  # type: ignore[arg-type]
        found += [f"{size['width']} x {size['height']}: {what}" for what in page.evaluate(_CROWDED)]
    return found


def test_the_language_of_a_kiosk_is_chosen_when_it_is_paired(venue: Venue) -> None:
    kiosk = venue.device()
    kiosk.page.goto("/kiosk")
    kiosk.page.get_by_role("button", name="Français").click()
    kiosk.page.get_by_label("Code d’association").fill(venue.code())
    kiosk.button("Connecter cet écran").click()
    kiosk.ready()
    kiosk.button("English").click()
    kiosk.start.click()
    with countdown_held(kiosk.page):
        kiosk.button("Yes, look for me").click()
        kiosk.button("Cancel").click()
    expect(kiosk.heading("Es-tu sur les photos ?")).to_be_visible()
    kiosk.page.reload()
    expect(kiosk.heading("Es-tu sur les photos ?")).to_be_visible()
    assert venue.watch.problems == []


REFUSED = """() => {
  window.here = true;
  window.refused = {};
  for (const type of ["contextmenu", "dragstart", "drop", "keydown", "wheel", "click", "touchmove"]) {
    addEventListener(type, (event) => (window.refused[type] = event.defaultPrevented));
  }
}"""
COMBINATIONS = [
    "Control+P",
    "Control+S",
    "Control+N",
    "Control+L",
    "Control+Equal",
    "Alt+ArrowLeft",
    "F1",
    "F5",
    "F11",
    "Shift+F10",
]


def test_no_touch_and_no_key_leads_out_of_the_page(venue: Venue) -> None:
    kiosk = venue.device()
    kiosk.page.goto("about:blank")
    kiosk.pair(venue.code())
    page = kiosk.page
    page.evaluate(REFUSED)
    for screen, stage in (
        ("attract", lambda: None),
        ("consent", kiosk.start.click),
        ("results", lambda: arrive_at_the_wall(kiosk)),
    ):
        stage()
        expect(page.locator("[data-screen]")).to_have_attribute("data-screen", screen)
        every_way_out(kiosk, screen)
    page.emulate_media(media="print")
    expect(page.locator("body")).to_be_hidden()
    page.emulate_media(media="screen")
    assert page.evaluate("window.here") is True
    assert venue.watch.problems == []


def arrive_at_the_wall(kiosk: Kiosk) -> None:
    kiosk.button("Yes, look for me").click()
    kiosk.button("Look for me").click()
    expect(kiosk.page.locator(".wall [data-photo]").first).to_be_visible()


def every_way_out(kiosk: Kiosk, screen: str) -> None:
    page = kiosk.page
    assert page.locator("a[href], input, textarea, [contenteditable], iframe").count() == 0
    assert refused(page, "contextmenu", lambda: page.locator("h1").click(button="right"))
    assert refused(page, "dragstart", lambda: page.locator("h1").dispatch_event("dragstart"))
    assert refused(page, "drop", lambda: page.locator("h1").dispatch_event("drop"))
    for keys in COMBINATIONS:
        assert refused(page, "keydown", partial(page.keyboard.press, keys)), keys
    assert not refused(page, "keydown", lambda: page.keyboard.press("Tab"))
    page.locator("h1").dblclick()
    page.keyboard.press("Control+A")
    assert page.evaluate("getSelection().toString()") == ""
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<a id=out href=/studio>out</a>')")
    page.locator("#out").dispatch_event("click")
    page.evaluate("document.querySelector('#out').remove()")
    pinch_and_pull(kiosk)
    for _ in range(3):
        page.go_back()
    assert page.url.endswith("/kiosk")
    assert page.evaluate("[window.here, visualViewport.scale, scrollX, scrollY]") == [True, 1, 0, 0]
    assert page.locator("[data-screen]").get_attribute("data-screen") == screen


def refused(page: Page, event: str, act: Callable[[], None]) -> bool:
    """Whether the page keeps the browser from doing what it does upon ``event``."""
    page.evaluate("(event) => delete window.refused[event]", event)
    act()
    return bool(page.evaluate("(event) => window.refused[event]", event))


def pinch_and_pull(kiosk: Kiosk) -> None:
    """Fingers on the glass: two that spread, one that pulls down, one that swipes from the edge."""
    devtools = kiosk.context.new_cdp_session(kiosk.page)
    devtools.send("Input.synthesizePinchGesture", {"x": 500, "y": 300, "scaleFactor": 2.5, "gestureSourceType": "touch"})
    for across, down in ((0, 600), (600, 0)):
        where = {"x": 12, "y": 400, "xDistance": across, "yDistance": down, "gestureSourceType": "touch", "speed": 4000}
        devtools.send("Input.synthesizeScrollGesture", where)
    devtools.detach()


def test_the_kiosk_is_used_by_keyboard_alone(venue: Venue) -> None:
    kiosk = venue.kiosk(LANDSCAPE_KIOSK)
    page = kiosk.page
    kiosk.start.focus()
    page.keyboard.press("Enter")
    expect(kiosk.heading("May we look for you?")).to_be_focused()
    press_by_keyboard(page, kiosk.button("Yes, look for me"))
    press_by_keyboard(page, kiosk.button("Look for me"))
    expect(kiosk.heading("4 photos of you")).to_be_focused()
    press_by_keyboard(page, page.locator(".wall [data-photo] button").first)
    expect(page.locator(".pswp")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".pswp")).to_have_count(0)
    press_by_keyboard(page, kiosk.button("Done"))
    expect(kiosk.heading("All done")).to_be_focused()
    assert venue.watch.problems == []


def press_by_keyboard(page: Page, button: Locator) -> None:
    """Tab until the button has the focus, and press it."""
    expect(button).to_be_visible()
    for _ in range(40):
        page.keyboard.press("Tab")
        if button.evaluate("element => element === document.activeElement"):
            page.keyboard.press("Enter")
            return
    raise AssertionError(f"no way to {button} by keyboard")
