"""The pages of guests and kiosks on a device: kept for when the network is away, renewed as a whole, installed as an app."""

from __future__ import annotations

import re
import shutil
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Browser, BrowserContext, Page, expect
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from app.web.headers import SecurityHeaders
from app.web.routes import STATIC, pages
from tests.browser.axe import assert_accessible
from tests.browser.chromium import DESK, GUEST, PHONE, PORTRAIT_KIOSK, Photographs, photos_before_camera, photos_of, visitor
from tests.browser.guest import Guest
from tests.browser.silence import Silence, silence
from tests.client import Client, photographer, until
from tests.service import Service, free_port

KEPT = """async () => {
  await navigator.serviceWorker.ready;
  while (!navigator.serviceWorker.controller) await new Promise((soon) => setTimeout(soon, 20));
}"""
# Whether a new version waits. An answer may be the one to a look that the browser had begun by itself a moment before.
UPDATED = """async () => {
  const registration = await navigator.serviceWorker.ready;
  await registration.update();
  while (registration.installing) await new Promise((soon) => setTimeout(soon, 20));
  return registration.waiting !== null;
}"""
# Until one waits, however often that has to be looked for; or until the page has found it by itself. Only `evaluate` waits for
# what these promise: `wait_for_function` takes the promise for the condition, and goes on at once.
UPDATES = """async () => {
  const registration = await navigator.serviceWorker.ready;
  while (!registration.waiting) {
    if (!registration.installing) await registration.update();
    await new Promise((soon) => setTimeout(soon, 20));
  }
}"""
WAITS = """async () => {
  const registration = await navigator.serviceWorker.ready;
  while (!registration.waiting) await new Promise((soon) => setTimeout(soon, 20));
}"""
EDITION = """async () => {
  if (document.readyState !== "complete") await new Promise((loaded) => addEventListener("load", loaded, { once: true }));
  return [
    document.querySelector("meta[name=edition]")?.content ?? "1",
    getComputedStyle(document.documentElement).getPropertyValue("--edition") || "1",
    (await import("/static/js/edition.js")).edition,
  ];
}"""

# Until so many photos of a cache are kept, and what was said of them beside them.
SEEN = """async ([name, count]) => {
  const kept = async () => {
    const answer = await caches.match(`/seen/${name}/kept.json`, { cacheName: name });
    return answer ? (await answer.json()).photos.length : null;
  };
  const late = Date.now() + 30_000;
  while ((await kept()) !== count) {
    if (Date.now() > late) throw new Error(`${await kept()} kept in ${name}, of ${await caches.keys()}`);
    await new Promise((soon) => setTimeout(soon, 50));
  }
}"""
GONE = """async () => {
  const left = async () => (await caches.keys()).some((name) => name.startsWith("seen-"));
  const late = Date.now() + 30_000;
  while (await left()) {
    if (Date.now() > late) throw new Error(`still kept: ${await caches.keys()}`);
    await new Promise((soon) => setTimeout(soon, 50));
  }
}"""

# What a device remembers of an event, and of the links to it.
LEFT = """(id) => Object.keys(localStorage).filter((key) => key.startsWith("ep.link.") || key.endsWith(`.${id}`))"""


class Site:
    """The pages alone, of a folder that a test may change, at an address that it may take down."""

    def __init__(self, static: Path) -> None:
        self.static = static
        self.lies: dict[str, bytes] = {}
        self._port = free_port()
        self.url = f"http://127.0.0.1:{self._port}"
        self._server: uvicorn.Server | None = None
        self._thread = threading.Thread()

    def start(self) -> None:
        """Serve until ``stop``."""
        pages_of_folder = Starlette(routes=pages(self.static), middleware=[Middleware(SecurityHeaders, public_url=self.url)])

        async def app(scope: Scope, receive: Receive, send: Send) -> None:
            lie = self.lies.get(scope.get("path", ""))
            await (Response(lie, media_type="text/javascript") if lie else pages_of_folder)(scope, receive, send)

        config = uvicorn.Config(app, port=self._port, log_level="error", ws="none", timeout_graceful_shutdown=1)
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run)
        self._thread.start()
        while not self._server.started:
            assert self._thread.is_alive()
            time.sleep(0.01)

    def stop(self) -> None:
        """From now on nobody answers at the address."""
        if self._server:
            self._server.should_exit = True
            self._thread.join()

    def publish(self, edition: str) -> None:
        """Another edition of the kiosk's page: the page, its style and its module say which."""
        (self.static / "kiosk.html").write_text(
            f'<!doctype html><html lang="en"><meta name="edition" content="{edition}"><title>Edition</title>'
            '<link rel="stylesheet" href="/static/css/edition.css"><script type="module" src="/static/js/edition.js"></script>'
        )
        (self.static / "css" / "edition.css").write_text(f":root {{ --edition: {edition}; }}")
        (self.static / "js" / "edition.js").write_text(
            f'import {{ keepShell }} from "./shell.js";\nexport const edition = "{edition}";\n'
            "keepShell({ mayReload: () => document.documentElement.dataset.nobody !== undefined });\n"
        )


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    static = shutil.copytree(STATIC, tmp_path / "static", ignore=shutil.ignore_patterns("node_modules"))
    running = Site(Path(static))
    running.start()
    try:
        yield running
    finally:
        running.stop()


SAYS = re.compile("offline|connection|reach", re.IGNORECASE)
ANYTHING = re.compile(r"\w")


# A phone without a search and a screen that is not paired need no network for what they say.
SAID = {"/": SAYS, "/s/some-link": SAYS, "/e/7": SAYS, "/find": ANYTHING, "/kiosk": ANYTHING}


def test_where_one_page_was_open_once_all_open_without_a_network_and_say_so(site: Site, browser: Browser) -> None:
    page = visitor(browser, site.url, PHONE, keeping=True).new_page()
    page.goto("/s/another-link")
    page.evaluate(KEPT)
    site.stop()

    for address, said in SAID.items():
        page.goto(address)

        expect(page.get_by_role("heading").first, address).to_be_visible()
        expect(page.get_by_role("main"), address).to_contain_text(said)
        assert_accessible(page)


def test_guest_and_kiosk_open_while_the_service_is_away_and_go_on_when_it_is_back(service: Service, browser: Browser) -> None:
    owner = photographer(service.url)
    event_id = owner.create_event("Midsummer Night")
    code = owner.call("POST", f"/events/{event_id}/kiosks", 201, json={"name": "Entrance"})["pairing_code"]
    phone = visitor(browser, service.url, PHONE, keeping=True).new_page()
    phone.goto(f"/s/{owner.share(event_id)}")
    expect(phone.get_by_role("heading", name="Midsummer Night")).to_be_visible()
    phone.evaluate(KEPT)
    kiosk = visitor(browser, service.url, PORTRAIT_KIOSK, keeping=True).new_page()
    kiosk.goto("/kiosk")
    kiosk.get_by_label("Pairing code").fill(code)
    kiosk.get_by_role("button", name="Connect this screen").click()
    begin = kiosk.get_by_role("button", name="Find my photos")
    expect(begin).to_be_visible()
    kiosk.evaluate(KEPT)
    with service.stopped():
        for page in (phone, kiosk):
            page.reload()
            expect(page.locator("body")).to_contain_text(SAYS)
            assert_accessible(page)
    expect(phone.get_by_role("heading", name="Midsummer Night")).to_be_visible()
    expect(begin).to_be_enabled()
    expect(kiosk.locator("body")).not_to_contain_text(SAYS)


@pytest.fixture
def network(service: Service) -> Iterator[Silence]:
    """Between browser and service. The first test stops the service itself; the others leave it to work meanwhile, unseen."""
    with silence(service.url) as between:
        yield between


def test_the_photos_that_were_seen_are_there_without_the_service_and_go_with_the_guest(
    service: Service, network: Silence, browser: Browser, sample: Path
) -> None:
    owner = photographer(service.url)
    event_id = owner.create_event("Midsummer Night")
    owner.call("PATCH", f"/events/{event_id}", 200, json={"link_gallery": True})
    pictures = sorted((sample / GUEST).iterdir())
    owner.upload(event_id, [(picture.name, picture.read_bytes()) for picture in pictures[1:4]])
    owner.wait_indexed(event_id, 3)
    page = visitor(browser, network.url, PHONE, keeping=True).new_page()
    guest = Guest(page)
    guest.open(f"/s/{owner.share(event_id)}")
    guest.agree()
    guest.choose(pictures[0])
    guest.find()
    page.evaluate(KEPT)
    tiles = page.locator("#certain .tile")
    expect(tiles).to_have_count(3)
    page.evaluate(SEEN, [f"seen-{event_id}", 3])
    with network.away():
        page.reload()
        expect(tiles).to_have_count(3)
        expect(page.locator("#connection")).to_contain_text("photos you have seen here before")
        expect(tiles.locator("img").first).to_have_js_property("complete", True)
        page.wait_for_function(
            "() => [...document.querySelectorAll('#certain img')].every(({ naturalWidth }) => naturalWidth > 0)"
        )
        tiles.first.get_by_role("button").click()
        expect(page.locator(".pswp__item[aria-hidden=false] img.pswp__img").last).to_have_js_property("complete", True)
        page.get_by_role("dialog").get_by_role("button", name="Favourite").click()
        assert_accessible(page)
        guest.close_photo()
    expect(page.locator("#connection")).to_be_empty()
    until(lambda: owner.call("GET", f"/events/{event_id}/favourites", 200)["items"], bool)
    expect(tiles).to_have_count(3)
    page.get_by_role("button", name="All photos").click()
    page.evaluate(SEEN, [f"seen-gallery-{event_id}", 3])
    page.get_by_role("button", name="Your photos").click()
    guest.forget()
    expect(page.get_by_role("heading", name="Your data is deleted")).to_be_visible()
    page.evaluate(GONE)
    assert page.evaluate("fetch('/seen/seen-1/x/shown').then(({ status }) => status)") == 404


def to_be_browsed(service: Service, sample: Path, photos: int) -> tuple[Client, int]:
    """An event with so many photos, which its links show without a search; and its photographer."""
    owner = photographer(service.url)
    event_id = owner.create_event("Midsummer Night")
    owner.call("PATCH", f"/events/{event_id}", 200, json={"link_gallery": True, "selfie_search": False})
    owner.upload(event_id, photos_of(sample, GUEST, 0, photos))
    owner.wait_indexed(event_id, photos)
    return owner, event_id


def test_the_gallery_that_was_seen_is_there_without_the_service_until_its_link_is_revoked(
    service: Service, network: Silence, browser: Browser, sample: Path
) -> None:
    owner, event_id = to_be_browsed(service, sample, 4)
    page = visitor(browser, network.url, PHONE, keeping=True).new_page()
    tiles, shots = page.locator("#gallery .tile"), Photographs()
    page.goto(f"/s/{owner.share(event_id)}")
    page.get_by_role("button", name="See all photos").click()
    expect(tiles).to_have_count(4)
    page.evaluate(KEPT)
    page.evaluate(SEEN, [f"seen-gallery-{event_id}", 4])
    gone = owner.call("GET", f"/events/{event_id}/photos", 200)["items"][0]["id"]
    owner.call("POST", f"/photos/{gone}/hide", 200)
    page.evaluate(SEEN, [f"seen-gallery-{event_id}", 3])
    with network.away():
        page.reload()
        expect(page.get_by_role("heading", name="All photos")).to_be_visible()
        expect(tiles).to_have_count(3)
        expect(page.get_by_role("status").filter(has_text="photos you have seen here before")).to_be_visible()
        expect(page.locator("#gallery canvas[data-drawn]")).to_have_count(3)
        tiles.first.get_by_role("button").click()
        expect(page.locator(".pswp__item[aria-hidden=false] img.pswp__img").last).to_have_js_property("complete", True)
        Guest(page).close_photo()
        assert_accessible(page)
        shots.take(page, "guest-gallery-offline")
        page.go_back()
        expect(tiles).to_have_count(3)
    expect(page.get_by_role("status").filter(has_text="photos you have seen")).to_have_count(0)
    expect(page.get_by_role("heading", name="All photos")).to_be_visible()
    revoke(owner, event_id)
    expect(page.get_by_role("main")).to_contain_text("This link has been withdrawn.")
    page.evaluate(GONE)
    with network.away():
        page.reload()
        expect(page.get_by_role("heading", name="You are offline")).to_be_visible()


def test_a_guest_who_only_browsed_deletes_what_her_phone_keeps(service: Service, browser: Browser, sample: Path) -> None:
    owner, event_id = to_be_browsed(service, sample, 3)
    page = visitor(browser, service.url, PHONE, keeping=True).new_page()
    link, shots = f"/s/{owner.share(event_id)}", Photographs()
    delete = page.get_by_role("button", name="Delete from this phone")
    page.goto(link)
    expect(page.get_by_role("button", name="See all photos")).to_be_visible()
    expect(delete).to_have_count(0)
    page.get_by_role("button", name="See all photos").click()
    page.locator("#gallery .tile button").first.click()
    page.get_by_role("dialog").get_by_role("button", name="Favourite").click()
    until(lambda: owner.call("GET", f"/events/{event_id}/favourites", 200)["items"], bool)
    Guest(page).close_photo()
    page.evaluate(KEPT)
    page.evaluate(SEEN, [f"seen-gallery-{event_id}", 3])
    expect(delete).to_be_in_viewport()
    shots.take(page, "guest-gallery-forget")
    page.reload()  # As on the next day.
    expect(delete).to_be_visible()
    assert_accessible(page)
    shots.take(page, "guest-welcome-forget")
    delete.click()
    question = page.get_by_role("dialog", name="Delete what this phone keeps?")
    expect(question).to_contain_text("so that they open offline")
    assert_accessible(page)
    shots.take(page, "guest-forget-kept")
    question.get_by_role("button", name="Cancel").click()
    expect(delete).to_be_focused()
    delete.click()
    question.get_by_role("button", name="Yes, delete everything").click()
    expect(page.get_by_role("heading", name="Your data is deleted")).to_be_focused()
    assert_accessible(page)
    page.evaluate(GONE)
    until(lambda: owner.call("GET", f"/events/{event_id}/favourites", 200)["items"], lambda lists: not lists)
    assert page.evaluate(LEFT, event_id) == []
    until(page.context.cookies, lambda cookies: "ep_guest" not in {cookie["name"] for cookie in cookies})
    page.get_by_role("button", name="Start again").click()
    expect(page.get_by_role("button", name="See all photos")).to_be_visible()
    expect(delete).to_have_count(0)


def test_what_a_phone_keeps_of_a_gallery_is_deleted_without_a_network_too(
    service: Service, browser: Browser, sample: Path
) -> None:
    owner, event_id = to_be_browsed(service, sample, 1)
    page = visitor(browser, service.url, PHONE, keeping=True).new_page()
    page.goto(f"/s/{owner.share(event_id)}")
    page.get_by_role("button", name="See all photos").click()
    page.evaluate(KEPT)
    page.evaluate(SEEN, [f"seen-gallery-{event_id}", 1])
    with service.stopped():
        page.reload()
        expect(page.locator("#gallery canvas[data-drawn]")).to_have_count(1)
        page.get_by_role("button", name="Delete from this phone").click()
        page.get_by_role("button", name="Yes, delete everything").click()
        expect(page.get_by_role("heading", name="Your data is deleted")).to_be_visible()
        page.evaluate(GONE)
        assert page.evaluate(LEFT, event_id) == []
        page.get_by_role("button", name="Start again").click()
        expect(page.get_by_role("heading", name="You are offline")).to_be_visible()
    expect(page.get_by_role("button", name="See all photos")).to_be_visible()


def revoke(owner: Client, event_id: int) -> None:
    """All links of the event."""
    for link in owner.call("GET", f"/events/{event_id}/share-links", 200)["items"]:
        owner.call("DELETE", f"/share-links/{link['id']}", 204)


def test_a_gallery_behind_a_pin_is_there_as_long_as_the_device_is_not_asked_for_it(
    service: Service, network: Silence, browser: Browser, sample: Path
) -> None:
    owner, event_id = to_be_browsed(service, sample, 1)
    page = visitor(browser, network.url, PHONE, keeping=True).new_page()
    page.goto(f"/s/{owner.share(event_id, pin='2468')}")
    Guest(page).enter_pin("2468")
    page.get_by_role("button", name="See all photos").click()
    page.evaluate(KEPT)
    page.evaluate(SEEN, [f"seen-gallery-{event_id}", 1])
    with network.away():
        page.reload()
        expect(page.locator("#gallery canvas[data-drawn]")).to_have_count(1)
    expect(page.get_by_role("status").filter(has_text="photos you have seen")).to_have_count(0)

    page.context.clear_cookies()  # As a week later, or somebody else's browser.
    page.reload()
    expect(page.get_by_label("PIN", exact=True)).to_be_visible()
    page.evaluate(GONE)
    with network.away():
        page.reload()
        expect(page.get_by_role("heading", name="You are offline")).to_be_visible()


def test_a_new_version_waits_until_the_visit_is_over_and_then_replaces_the_old_one_whole(site: Site, browser: Browser) -> None:
    site.publish("1")
    page = visitor(browser, site.url, PHONE, keeping=True).new_page()
    page.goto("/kiosk")
    page.evaluate(KEPT)
    site.publish("2")
    page.evaluate(UPDATES)

    assert page.evaluate(EDITION) == ["1", "1", "1"]
    assert "--edition: 1" in page.evaluate("fetch('/static/css/edition.css').then((answer) => answer.text())")
    page.reload()  # The next start.

    expect(page.locator("meta[name=edition][content='2']")).to_be_attached()
    assert page.evaluate(EDITION) == ["2", "2", "2"]
    assert page.evaluate("caches.keys().then((names) => names.length)") == 1


def test_a_kiosk_takes_the_new_version_by_itself_while_nobody_is_there(site: Site, browser: Browser) -> None:
    site.publish("1")
    page = visitor(browser, site.url, PHONE, keeping=True).new_page()
    page.clock.install()
    page.goto("/kiosk")
    page.evaluate(KEPT)
    site.publish("2")
    page.clock.fast_forward(3_600_000)  # The page looks for versions each hour.
    page.evaluate(WAITS)
    page.clock.fast_forward(60_000)
    assert page.evaluate(EDITION) == ["1", "1", "1"], "reloaded while somebody is there"

    page.evaluate("document.documentElement.dataset.nobody = ''")
    page.clock.fast_forward(60_000)

    expect(page.locator("meta[name=edition][content='2']")).to_be_attached()
    assert page.evaluate(EDITION) == ["2", "2", "2"]


def test_a_new_version_waits_for_the_visit_in_another_tab(site: Site, browser: Browser) -> None:
    site.publish("1")
    context = visitor(browser, site.url, PHONE, keeping=True)
    visit, other = context.new_page(), context.new_page()
    visit.goto("/kiosk")
    visit.evaluate(KEPT)
    other.goto("/kiosk")
    site.publish("2")
    visit.evaluate(UPDATES)

    other.reload()

    assert other.evaluate(EDITION) == visit.evaluate(EDITION) == ["1", "1", "1"]
    visit.close()
    other.reload()
    expect(other.locator("meta[name=edition][content='2']")).to_be_attached()


def test_a_version_whose_files_do_not_belong_together_is_not_taken(site: Site, browser: Browser) -> None:
    """A server in the middle of a deployment answers with a list of today and a file of yesterday."""
    site.publish("1")
    page = visitor(browser, site.url, PHONE, keeping=True).new_page()
    page.goto("/kiosk")
    page.evaluate(KEPT)
    site.lies["/static/js/edition.js"] = (site.static / "js" / "edition.js").read_bytes()
    site.publish("2")
    assert not page.evaluate(UPDATED)
    page.reload()
    assert page.evaluate(EDITION) == ["1", "1", "1"]

    site.lies.clear()
    page.evaluate(UPDATES)


def test_the_studio_is_never_kept(site: Site, browser: Browser) -> None:
    context = visitor(browser, site.url, DESK, keeping=True)
    page = context.new_page()
    page.goto("/s/some-link")
    page.evaluate(KEPT)
    shared = site.static / "js" / "http.js"
    shared.write_text(shared.read_text() + "// another edition\n")

    text = "fetch('/static/js/http.js').then((answer) => answer.text())"
    assert "another edition" not in page.evaluate(text)
    studio = context.new_page()
    studio.goto("/studio")
    assert "another edition" in studio.evaluate(text)
    kept = studio.evaluate(
        "caches.keys().then(([name]) => caches.open(name)).then((cache) => cache.keys()).then((all) => all.map(({ url }) => url))"
    )
    assert kept
    assert [url for url in kept if not re.search(r"/static/", url) or "studio" in url] == []


@pytest.mark.parametrize("address", ["/", "/s/some-link", "/e/7", "/find", "/kiosk"])
def test_each_link_can_be_installed_as_itself(site: Site, browser: Browser, address: str) -> None:
    page = visitor(browser, site.url, PHONE, keeping=True).new_page()
    page.goto(address)
    expect(page.locator("link[rel=manifest]")).to_be_attached()
    devtools = page.context.new_cdp_session(page)

    found = devtools.send("Page.getAppManifest")

    assert found["errors"] == []
    assert found["manifest"]["startUrl"] == found["manifest"]["scope"] == found["manifest"]["id"] == site.url + address
    errors = devtools.send("Page.getInstallabilityErrors")["installabilityErrors"]
    # The browser of a test keeps nothing when it ends, and says so here.
    assert [error["errorId"] for error in errors if error["errorId"] != "in-incognito"] == []


OFFER = """() => {
  const offer = new Event("beforeinstallprompt", { cancelable: true });
  offer.prompt = async () => { window.asked = true; };
  return !dispatchEvent(offer);
}"""


def test_a_guest_is_offered_the_app_until_she_declines(service: Service, browser: Browser, sample: Path) -> None:
    owner = photographer(service.url)
    link = f"/s/{owner.share(owner.create_event('Midsummer Night'))}"
    selfie = photos_before_camera(sample, GUEST)[0]
    page = results(visitor(browser, service.url, PHONE, keeping=True), link, selfie)
    offer = page.get_by_role("region", name="Keep your photos one tap away")
    expect(offer).to_have_count(0)

    assert page.evaluate(OFFER), "the browser's own bar comes too"
    expect(offer).to_be_visible()
    assert_accessible(page)
    offer.get_by_role("button", name="Install").click()
    expect(offer).to_have_count(0)
    assert page.evaluate("window.asked")
    page.evaluate(OFFER)
    offer.get_by_role("button", name="Not now").click()
    page.reload()
    expect(page.locator("#progress")).to_be_visible()
    page.evaluate(OFFER)
    expect(offer).to_have_count(0)

    iphone = visitor(
        browser, service.url, PHONE, keeping=True, user_agent="Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X)"
    )
    iphone.add_init_script("Object.defineProperty(navigator, 'standalone', { value: false })")
    page = results(iphone, link, selfie)
    expect(page.get_by_role("region", name="Keep your photos one tap away")).to_contain_text("Add to Home Screen")
    assert_accessible(page)


def results(context: BrowserContext, link: str, selfie: Path) -> Page:
    """The page of a guest who has searched."""
    guest = Guest(context.new_page())
    guest.open(link)
    guest.agree()
    guest.choose(selfie)
    guest.find()
    return guest.page
