"""What a browser does with a push. A push service cannot be had without a network, so DevTools hands it what one would bring."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.browser.chromium import PHONE, chromium, visitor
from tests.client import Json, until
from tests.service import Service

SHOWN = """async () => {
  const registration = await navigator.serviceWorker.ready;
  const shown = await registration.getNotifications();
  return shown.map(({ title, body, tag, dir, data }) => ({ title, body, tag, dir, url: data.url }));
}"""


@pytest.fixture
def notifying(service: Service) -> Iterator[BrowserContext]:
    """A phone that keeps the pages and lets them notify: the whole browser, for its headless shell lets nobody do that."""
    with chromium(whole=True) as whole:
        opened = visitor(whole, service.url, PHONE, keeping=True)
        opened.grant_permissions(["notifications"], origin=service.url)
        yield opened


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


def test_a_push_is_shown_with_its_words_and_the_newest_alone(service: Service, notifying: BrowserContext) -> None:
    page = kept(notifying)
    devtools = notifying.new_cdp_session(page)
    registrations: list[Json] = []
    devtools.on("ServiceWorker.workerRegistrationUpdated", lambda event: registrations.extend(event["registrations"]))
    devtools.send("ServiceWorker.enable")
    until(lambda: (page.title(), registrations)[1], bool)  # What DevTools says is heard while the page is asked something.
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
