"""What a browser does with a push. A push service cannot be had without a network, so DevTools hands it what one would bring."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

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


class Push:
    """A push service's part, played by DevTools."""

    def __init__(self, page: Page, origin: str) -> None:
        self._page, self._origin = page, origin
        self._devtools = page.context.new_cdp_session(page)
        self._registrations: list[Json] = []
        self._done = 0
        self._devtools.on(
            "ServiceWorker.workerRegistrationUpdated", lambda event: self._registrations.extend(event["registrations"])
        )
        self._devtools.on("BackgroundService.backgroundServiceEventReceived", self._happened)
        self._devtools.send("ServiceWorker.enable")
        self._devtools.send("BackgroundService.startObserving", {"service": "pushMessaging"})
        self._devtools.send("BackgroundService.setRecording", {"service": "pushMessaging", "shouldRecord": True})

    def bring(self, said: Json) -> list[Json]:
        """What is to be seen once the service worker is done with this push.

        Nobody may ask for it earlier: a browser that is asked while it is about to show something takes that for a leftover and
        forgets it.
        """
        before = self._done
        registration = self._heard(lambda: self._registrations)[0]["registrationId"]
        push = {"origin": self._origin, "registrationId": registration, "data": json.dumps(said)}
        self._devtools.send("ServiceWorker.deliverPushMessage", push)
        self._heard(lambda: self._done > before)
        shown: list[Json] = self._page.evaluate(SHOWN)
        return shown

    def _heard(self, what: Callable[[], Any]) -> Any:
        """What DevTools says is heard while the page is asked something."""
        return until(lambda: (self._page.title(), what())[1], bool)

    def _registered(self, event: Json) -> None:
        self._registrations.extend(event["registrations"])

    def _happened(self, event: Json) -> None:
        self._done += event["backgroundServiceEvent"]["eventName"] == "Push event completed"


def test_a_push_is_shown_with_its_words_and_the_newest_alone(service: Service, notifying: BrowserContext) -> None:
    push = Push(kept(notifying), service.url)
    for photos in (1, 4):
        said = {
            "title": f"New photos: {photos}",
            "body": "Harvest Dance",
            "tag": "s1",
            "lang": "en",
            "url": f"{service.url}/find",
        }
        [shown] = push.bring(said)
    assert shown == {
        "title": "New photos: 4",
        "body": "Harvest Dance",
        "tag": "s1",
        "dir": "ltr",
        "url": f"{service.url}/find",
    }
