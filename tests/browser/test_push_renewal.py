"""A browser that gets another push subscription tells the service by itself."""

from __future__ import annotations

import json
from pathlib import Path

from playwright.sync_api import Browser, expect

from tests.browser.chromium import GUEST, PHONE, visitor
from tests.browser.guest import Guest
from tests.client import Client, photographer, until
from tests.service import Service

KEYS = {
    "p256dh": "BNcRdreALRFXTkOOUHK1EtK2wtaz5Ry4YfYCA_0QTpQtUbVlUls0VJXg7A8u-Ts1XbjhazAkj7I99e8QcYP7DkM",
    "auth": "tBHItJI5svbp",
}
FIRST, SECOND = ("https://push.example.org/first", "https://push.example.org/second")
CHANGED = """async ({ endpoint, keys }) => {
  const now = { endpoint, toJSON: () => ({ endpoint, keys }) };
  let done;
  const event = new ExtendableEvent("pushsubscriptionchange");
  const said = { oldSubscription: null, newSubscription: now, waitUntil: (work) => (done = work) };
  for (const [name, value] of Object.entries(said)) Object.defineProperty(event, name, { value });
  dispatchEvent(event);
  await done;
}"""


def test_another_subscription_is_told_by_the_worker_itself_until_the_guest_is_forgotten(
    service: Service, browser: Browser, sample: Path
) -> None:
    context = visitor(browser, service.url, PHONE, keeping=True)
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
    guest.page.evaluate("navigator.serviceWorker.ready.then(() => undefined)")
    # The page may know of it before the test does.
    worker = context.service_workers[0] if context.service_workers else context.wait_for_event("serviceworker")
    worker.evaluate(CHANGED, {"endpoint": SECOND, "keys": KEYS})
    assert [one["target"] for one in me.call("GET", path, 200)["items"]] == [SECOND]
    guest.forget()
    expect(guest.page.get_by_role("heading", name="Your data is deleted")).to_be_visible()
    until(lambda: guest.page.evaluate("caches.keys()"), lambda kept: not [name for name in kept if name.startswith("push-")])
