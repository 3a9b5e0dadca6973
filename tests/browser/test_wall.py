"""The wall at the venue: photos as they come, off it at once when they are hidden, and nothing on it once it is revoked."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser, Locator, Page, ViewportSize, WebSocketRoute, expect

from tests.browser.axe import assert_accessible
from tests.browser.chromium import GUEST, PHONE, STRANGER, Photographs, Watch, photos_of, visitor
from tests.browser.studio import signed_in
from tests.browser.test_brand import logo
from tests.browser.wall import arrive, fill
from tests.client import Client, Json, photographer, until
from tests.service import Service

TELEVISION: ViewportSize = {"width": 1920, "height": 1080}
UPRIGHT: ViewportSize = {"width": 1080, "height": 1920}
NAME = "Midsummer Night at the Boathouse"

# Every address of a Blob is counted.
_WITNESS = """
window.addresses = new Set();
const make = URL.createObjectURL, revoke = URL.revokeObjectURL;
URL.createObjectURL = (thing) => { const address = make(thing); window.addresses.add(address); return address; };
URL.revokeObjectURL = (address) => { window.addresses.delete(address); revoke(address); };
"""

# What was on the wall when, by the page's own clock; and the pictures and answers that are underway.
_DIARY = """
window.diary = [];
new MutationObserver((changes) => {
  for (const { addedNodes } of changes)
    for (const { dataset } of addedNodes) if (dataset?.photo) diary.push([performance.now() / 1000, dataset.photo]);
}).observe(document, { childList: true, subtree: true });
window.underway = new Set();
const noted = (of, name) => {
  const act = of[name];
  of[name] = function (...what) {
    const promise = act.apply(this, what), over = () => underway.delete(promise);
    underway.add(promise);
    promise.then(over, over);
    return promise;
  };
};
noted(window, "fetch");
noted(Response.prototype, "json");
noted(ReadableStreamDefaultReader.prototype, "read");
noted(Image.prototype, "decode");
"""
_ANSWERED = """async () => {
  while (underway.size) {
    await Promise.allSettled([...underway]);
    await scheduler.yield(); // What comes of an answer may be underway then.
  }
}"""
SHOWN_S, AGAIN_AFTER_S, HELD = 8, 180, 40
"""As static/js/wall has them: so long a photo is shown, so long it stays away then, so many pictures are held."""
EVENING: Final = datetime(2026, 6, 20, 20, tzinfo=UTC)
"""Not at night, when a wall begins anew."""
Shown = tuple[float, str]


class Screen:
    """A wall whose clock the test drives, so that hours go by in seconds, and whose network it can take away."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self._devtools = page.context.new_cdp_session(page)
        self._gone = False
        page.clock.install(time=EVENING)
        page.add_init_script(_WITNESS + _DIARY)
        page.route_web_socket("**/ws", self._connect)

    def hold(self) -> None:
        """From now on time passes by ``wait`` alone."""
        self.page.clock.pause_at(self.page.evaluate("Date.now()") / 1000 + 1)
        self._devtools.send("Performance.enable")

    def wait(self, seconds: int, step: int = 2) -> None:
        """So long goes by, and all that is asked for meanwhile comes."""
        for _ in range(seconds // step):
            self.page.clock.run_for(step * 1000)
            self.page.evaluate(_ANSWERED)

    def after(self, seconds: int) -> list[str]:
        """Ids of what was on the wall, once so long has gone by."""
        self.wait(seconds)
        return [photo_id for _, photo_id in self.diary()]

    def diary(self) -> list[Shown]:
        """What was on the wall, and since when."""
        return [(at, photo_id) for at, photo_id in self.page.evaluate("diary")]

    def weight(self) -> tuple[int, float]:
        """Nodes of the page, and megabytes of its scripts, without what is garbage."""
        self._devtools.send("HeapProfiler.collectGarbage")
        metrics = {each["name"]: each["value"] for each in self._devtools.send("Performance.getMetrics")["metrics"]}
        return int(metrics["Nodes"]), metrics["JSHeapUsedSize"] / 1e6

    def unplug(self) -> None:
        """The network is gone: nothing comes, and nothing says so."""
        self._gone = True
        self.page.context.set_offline(True)

    def plug_in(self) -> None:
        """It is back."""
        self._gone = False
        self.page.context.set_offline(False)

    def _connect(self, socket: WebSocketRoute) -> None:
        if self._gone:
            socket.close(code=1012)
            return
        server = socket.connect_to_server()
        socket.on_message(lambda text: None if self._gone else server.send(text))
        server.on_message(lambda text: None if self._gone else socket.send(text))


def assert_calm(diary: Sequence[Shown]) -> None:
    """Each photo had its time, and none came again within minutes."""
    assert min(then - now for (now, _), (then, _) in pairwise(diary)) >= SHOWN_S - 0.1
    times = defaultdict(list)
    for at, photo_id in diary:
        times[photo_id].append(at)
    again = [then - now for each in times.values() for now, then in pairwise(each)]
    assert min(again, default=AGAIN_AFTER_S) >= AGAIN_AFTER_S


def shown(page: Page) -> Locator:
    """The photo on the wall."""
    return page.locator(".wall-photo:last-child")


def on_the_wall(page: Page) -> str:
    """Its id."""
    return str(shown(page).get_attribute("data-photo"))


def has_its_place(page: Page) -> bool:
    """A photo of 3:2 has all of the screen's height, and nothing is left at the edges."""
    place = page.locator(".wall-stage").bounding_box()
    assert place
    across, down = TELEVISION["width"], TELEVISION["height"]
    return (place["x"], place["y"], place["height"]) == (0, 0, down) and down * 3 / 2 <= place["width"] < across


def connect(page: Page, kiosk: str, wall: str) -> None:
    """By the wall's code, after a kiosk's was refused."""
    page.goto("/wall")
    page.get_by_label("Pairing code").fill(kiosk)
    page.get_by_role("button", name="Connect this screen").click()
    expect(page.get_by_role("alert")).to_contain_text("another kind of screen")
    assert_accessible(page)
    page.get_by_label("Pairing code").fill(wall)
    page.get_by_label("Pairing code").press("Enter")


def test_a_wall_shows_photos_as_they_come_and_none_that_guests_may_not_see(
    service: Service, browser: Browser, sample: Path
) -> None:
    shots, watch, owner = Photographs(), Watch(service.url), photographer(service.url)
    event_id = owner.create_event(NAME)
    owner.call("POST", "/brand/logo", 200, files={"logo": ("logo.png", logo(), "image/png")})
    owner.share(event_id, label="Table cards")
    link = owner.call("GET", f"/events/{event_id}/share-links", 200)["items"][0]
    wall = owner.call("POST", f"/events/{event_id}/kiosks", 201, json={"name": "Hall", "kind": "wall"})
    kiosk = owner.call("POST", f"/events/{event_id}/kiosks", 201, json={"name": "Door"})["pairing_code"]
    owner.call("PATCH", f"/kiosks/{wall['id']}", 200, json={"link_id": link["id"]})
    context = visitor(browser, service.url, TELEVISION)
    context.add_init_script(_WITNESS)
    page = watch.over(context.new_page())

    connect(page, kiosk, wall["pairing_code"])
    expect(page.get_by_role("heading", name=NAME)).to_be_visible()
    expect(page.get_by_text("Photos will appear here as they are taken.")).to_be_visible()
    expect(page.get_by_role("img", name="Code that opens")).to_be_visible()
    expect(page.get_by_role("img", name="Logo of the photographer")).to_have_css("background-color", "rgb(255, 255, 255)")
    assert_accessible(page)
    shots.take(page, "wall-empty")

    first = owner.upload(event_id, photos_of(sample, GUEST, 1, 2))[0]["id"]
    expect(shown(page)).to_have_attribute("data-photo", first)
    second, third = [photo["id"] for photo in owner.upload(event_id, photos_of(sample, STRANGER, 0, 2))]
    expect(shown(page)).to_have_attribute("data-photo", re.compile(f"{second}|{third}"))
    shots.take(page, "wall")
    assert has_its_place(page)
    assert_accessible(page)

    owner.call("PATCH", f"/kiosks/{wall['id']}", 200, json={"paused": True})
    expect(page.get_by_text("Paused")).to_be_visible()
    held = on_the_wall(page)
    owner.call("POST", f"/photos/{held}/hide", 200)
    expect(page.locator(f"[data-photo='{held}']")).to_have_count(0)
    owner.call("POST", f"/kiosks/{wall['id']}/skip", 204)
    for photo_id in {first, second, third} - {held}:
        owner.call("DELETE", f"/photos/{photo_id}", 204)
    expect(page.get_by_text("Photos will appear here as they are taken.")).to_be_visible()
    assert page.evaluate("addresses.size") == 0

    page.set_viewport_size(UPRIGHT)
    owner.call("POST", f"/photos/{held}/unhide", 200)
    expect(shown(page)).to_have_attribute("data-photo", held)
    shots.take(page, "wall-upright")
    page.reload()
    expect(shown(page)).to_have_attribute("data-photo", held)
    owner.call("DELETE", f"/kiosks/{wall['id']}", 204)
    expect(page.get_by_role("heading", name="This screen is closed")).to_be_visible()
    expect(page.get_by_text("It shows no photos any more.")).to_be_visible()
    assert page.locator(".wall-photo").count() == 0
    assert page.evaluate("addresses.size + localStorage.length") == 0
    assert watch.problems == []


def on_screen(service: Service, browser: Browser, watch: Watch, photos: int) -> tuple[Screen, Client, Json]:
    """A wall that shows photos of an event which has so many, its owner, and the wall as the service has it."""
    owner = photographer(service.url)
    event_id = owner.create_event(NAME)
    fill(service, event_id, photos)
    wall = owner.call("POST", f"/events/{event_id}/kiosks", 201, json={"name": "Hall", "kind": "wall"})
    screen = Screen(watch.over(visitor(browser, service.url, TELEVISION).new_page()))
    screen.page.goto("/wall")
    screen.page.get_by_label("Pairing code").fill(wall["pairing_code"])
    screen.page.get_by_label("Pairing code").press("Enter")
    expect(shown(screen.page)).to_be_visible()
    screen.hold()
    return screen, owner, wall


def test_a_wall_plays_ten_minutes_of_arrivals_without_growing_and_its_owner_holds_it_by_her_phone(
    service: Service, browser: Browser
) -> None:
    watch = Watch(service.url)
    screen, owner, wall = on_screen(service, browser, watch, photos=24)
    page = screen.page
    came, weights = [], []
    for number in range(25, 65, 4):
        came += arrive(service, wall["event_id"], range(number, number + 4))
        screen.wait(60)
        weights.append(screen.weight())
    assert len(screen.diary()) > 0.9 * 600 / SHOWN_S
    until(lambda: screen.after(2), lambda seen: set(came) <= set(seen))
    assert_calm(screen.diary())
    nodes, megabytes = zip(*weights[4:], strict=True)
    assert max(nodes) - min(nodes) < 20, nodes
    assert max(megabytes) - megabytes[0] < 1, megabytes
    assert page.evaluate("addresses.size") <= HELD

    phone = signed_in(service, browser, watch, owner, PHONE)
    phone.goto(f"/studio#event/{wall['event_id']}/kiosks")
    phone.get_by_role("button", name="Pause").click()
    expect(page.get_by_text("Paused")).to_be_visible()
    held = on_the_wall(page)
    screen.wait(60)
    assert on_the_wall(page) == held
    phone.get_by_role("button", name="Next photo").click()
    expect(phone.get_by_text("The wall shows the next photo.")).to_be_visible()
    until(lambda: screen.after(2)[-1], lambda photo_id: photo_id != held)
    phone.get_by_role("button", name="Resume").click()
    expect(page.get_by_text("Paused")).to_be_hidden()
    assert watch.problems == []


def test_a_wall_goes_on_through_an_hour_without_a_network_and_then_shows_what_came_meanwhile(
    service: Service, browser: Browser
) -> None:
    watch = Watch(service.url)
    screen, owner, wall = on_screen(service, browser, watch, photos=40)
    screen.wait(300, step=8)
    before = screen.weight()
    screen.unplug()
    hidden = screen.diary()[-3][1]
    owner.call("POST", f"/photos/{hidden}/hide", 200)
    late = arrive(service, wall["event_id"], range(41, 45))
    screen.wait(3000, step=40)
    begun = len(screen.diary())
    screen.wait(600, step=8)
    alone = len(screen.diary())
    assert not {photo_id for _, photo_id in screen.diary()} & set(late)
    assert alone - begun > 0.9 * 600 / SHOWN_S
    screen.plug_in()
    until(lambda: screen.after(2), lambda seen: set(late) <= set(seen))
    assert hidden not in screen.after(60)[alone + 1 :]
    assert_calm(screen.diary())
    nodes, megabytes = screen.weight()
    assert (nodes - before[0] < 20, megabytes - before[1] < 1) == (True, True), (before, nodes, megabytes)
    assert watch.problems == []
