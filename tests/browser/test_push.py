"""What a browser does with pushes while no page of ours need be open. A push service cannot be had without a network, so the
browser is handed what one would bring."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.chromium import GUEST, PHONE, visitor
from tests.browser.guest import Guest
from tests.client import Client, Json, photographer, until
from tests.service import Service

KEYS = {
    "p256dh": "BNcRdreALRFXTkOOUHK1EtK2wtaz5Ry4YfYCA_0QTpQtUbVlUls0VJXg7A8u-Ts1XbjhazAkj7I99e8QcYP7DkM",
    "auth": "tBHItJI5svbp",
}
FIRST, SECOND = ("https://push.example.org/first", "https://push.example.org/second")
SHOWN = """async () => {
  const registration = await navigator.serviceWorker.ready;
  const shown = await registration.getNotifications();
  return shown.map(({ title, body, tag, dir, data }) => ({ title, body, tag, dir, url: data.url }));
}"""
CHANGED = """async ({ endpoint, keys }) => {
  const now = { endpoint, toJSON: () => ({ endpoint, keys }) };
  let done;
  const event = new ExtendableEvent("pushsubscriptionchange");
  const said = { oldSubscription: null, newSubscription: now, waitUntil: (work) => (done = work) };
  for (const [name, value] of Object.entries(said)) Object.defineProperty(event, name, { value });
  dispatchEvent(event);
  await done;
}"""


@pytest.fixture
def context(service: Service, browser: Browser) -> BrowserContext:
    """A phone that keeps the pages, and lets them notify."""
    opened = visitor(browser, service.url, PHONE, keeping=True)
    opened.grant_permissions(["notifications"], origin=service.url)
    return opened


def kept(context: BrowserContext) -> Page:
    """A page of it, whose service worker is at work."""
    page = context.new_page()
    page.goto("/")
    page.evaluate("navigator.serviceWorker.ready.then(() => undefined)")
    return page


def the_one_shown(page: Page, photos: int) -> Json:
    """What is to be seen, once it is of so many photos."""
    [shown] = until(lambda: page.evaluate(SHOWN), lambda all_: [one["title"] for one in all_] == [f"New photos: {photos}"])
    return dict(shown)


def test_a_push_is_shown_with_its_words_and_the_newest_alone(service: Service, context: BrowserContext) -> None:
    page = kept(context)
    devtools = context.new_cdp_session(page)
    registrations: list[Json] = []
    devtools.on("ServiceWorker.workerRegistrationUpdated", lambda event: registrations.extend(event["registrations"]))
    devtools.send("ServiceWorker.enable")
    until(lambda: page.evaluate("1") and registrations, bool)
    push = {"origin": service.url, "registrationId": registrations[0]["registrationId"]}
    for photos in (1, 4):
        said = {
            "title": f"New photos: {photos}",
            "body": "Harvest Dance",
            "tag": "s1",
            "lang": "en",
            "url": f"{service.url}/find",
        }
        devtools.send("ServiceWorker.deliverPushMessage", {**push, "data": json.dumps(said)})
        shown = the_one_shown(page, photos)
    assert shown == {
        "title": "New photos: 4",
        "body": "Harvest Dance",
        "tag": "s1",
        "dir": "ltr",
        "url": f"{service.url}/find",
    }


def test_another_subscription_is_told_with_no_page_open_until_the_guest_is_forgotten(
    service: Service, context: BrowserContext, sample: Path
) -> None:
    owner = photographer(service.url)
    event_id = owner.create_event("Harvest Dance")
    guest = Guest(context.new_page())
    guest.open(f"/s/{owner.share(event_id)}")
    guest.agree()
    guest.choose(sorted((sample / GUEST).iterdir())[0])
    guest.find()
    expect(guest.headline).to_have_text("No photos of you yet")
    search = json.loads(guest.page.evaluate(f"localStorage.getItem('ep.search.{event_id}')"))
    me, path = Client(service.url, search["token"]), f"/searches/{search['id']}/alerts"
    asked = {"subscription": {"endpoint": FIRST, "keys": KEYS}, "consent": True}
    made = me.call("POST", path, 201, json=asked)
    keep = "async ([id, word]) => (await import('/static/js/guest/push.js')).keepRenewal(id, word)"
    guest.page.evaluate(keep, [search["id"], made["renewal"]])
    kept(context)
    worker = context.service_workers[0]
    worker.evaluate(CHANGED, {"endpoint": SECOND, "keys": KEYS})
    assert [one["target"] for one in me.call("GET", path, 200)["items"]] == [SECOND]
    guest.forget()
    expect(guest.page.get_by_role("heading", name="Your data is deleted")).to_be_visible()
    assert [name for name in guest.page.evaluate("caches.keys()") if name.startswith("push-")] == []
