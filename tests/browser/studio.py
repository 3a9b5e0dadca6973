"""What a photographer does in the studio, and what is seen there."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Locator, Page, ViewportSize, expect

from tests import client
from tests.browser.chromium import DESK, Watch, visitor
from tests.client import Client
from tests.service import Service

PASSWORD = "slightly out of focus"
"""Of everybody who registers here."""


_DELETED = """async () => {
  const { deletions } = await import("/static/js/ui/undo.js");
  while (deletions.all.length) await new Promise((done) => deletions.addEventListener("change", done, { once: true }));
}"""


class Studio:
    """Somebody with the studio open."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.email = f"{secrets.token_hex(4)}@example.org"

    def register(self) -> None:
        """Make an account; its events are on the screen."""
        self.fill_registration()
        self.page.get_by_role("button", name="Create account").click()
        expect(self.page.get_by_role("heading", name="Your events")).to_be_visible()

    def fill_registration(self) -> None:
        """All that an account takes is in the form, which is not sent yet."""
        self.page.goto("/studio#register")
        self.page.get_by_label("Your name").fill("Robert Capa")
        self.page.get_by_label("E-mail").fill(self.email)
        self.page.get_by_label("Password").fill(PASSWORD)

    def create_event(self, name: str, who: str = "Anyone with the link") -> None:
        """Make an event; it is on the screen, live."""
        self.fill_event(name, who)
        self.page.get_by_role("button", name="Create event").click()
        expect(self.page.get_by_role("heading", level=1, name=name)).to_be_visible()
        expect(self.connection).to_have_text("Live")

    def fill_event(self, name: str, who: str = "Anyone with the link") -> None:
        """All that an event takes is in the form, which is not sent yet."""
        self.page.get_by_role("button", name="New event").click()
        self.page.get_by_label("Name", exact=True).fill(name)
        self.page.get_by_label("Date").fill("2026-11-21")
        self.page.get_by_label(who, exact=True).check()

    def part(self, name: str) -> None:
        """Go to a part of the event: Live, Gallery, Share, FTP, Kiosks, Insights or Settings."""
        link = self.page.get_by_role("navigation").get_by_role("link", name=name)
        link.click()
        expect(link).to_have_attribute("aria-current", "page")

    def upload(self, *photos: Path) -> None:
        """Choose photos to send."""
        self.part("Live")
        self.page.locator("#photo-files").set_input_files(list(photos))

    def drop(self, *paths: Path) -> None:
        """Drop files or folders, as a file manager does it."""
        self.part("Live")
        place = self.page.locator("#drop").bounding_box()
        assert place
        data = {"items": [], "files": [str(path) for path in paths], "dragOperationsMask": 1}
        devtools = self.page.context.new_cdp_session(self.page)
        for act in ("dragEnter", "dragOver", "drop"):
            devtools.send("Input.dispatchDragEvent", {"type": act, "x": place["x"] + 40, "y": place["y"] + 20, "data": data})

    def frame(self, photo: Path) -> str:
        """The id of an uploaded photo once it is on the contact sheet."""
        self.part("Live")
        frame = self.page.locator(".frame", has=self.page.get_by_alt_text(f"Photo {photo.name}"))
        expect(frame).to_have_count(1)
        return str(frame.get_attribute("data-photo"))

    def hide(self, photo_id: str) -> None:
        """Take a photo out of every guest's sight."""
        self.part("Live")
        self.page.locator(f'.frame[data-photo="{photo_id}"]').get_by_role("button").click()
        self.page.get_by_role("dialog").get_by_role("button", name="Hide").click()
        expect(self.page.get_by_role("dialog").get_by_role("button", name="Show again")).to_be_visible()
        self.page.keyboard.press("Escape")

    def make_link(self, pin: str) -> str:
        """A link with a PIN; its address."""
        self.part("Share")
        self.page.get_by_label("Name (optional)").fill("Invitation")
        self.page.get_by_label("PIN").fill(pin)
        self.page.get_by_role("button", name="Create link").click()
        link = self.page.locator("#links a.address")
        expect(link).to_have_count(1)
        return str(link.get_attribute("href"))

    def add_kiosk(self, name: str) -> str:
        """A new kiosk; its pairing code."""
        self.part("Kiosks")
        self.page.get_by_label("Where is it?").fill(name)
        self.page.get_by_role("button", name="Add kiosk").click()
        return self.page.locator("#pairing-code").inner_text()

    def revoke_kiosk(self) -> None:
        """Revoke the one kiosk that there is."""
        self.part("Kiosks")
        self.page.locator("#kiosks").get_by_role("button", name="Revoke").click()
        self.page.get_by_role("dialog").get_by_role("button", name="Revoke kiosk").click()
        self.delete_now()

    def delete_now(self) -> None:
        """Do not wait for what was deleted to be gone for good; it is, when this returns."""
        self.page.get_by_role("button", name="Delete now").click()
        self.page.evaluate(_DELETED)

    def expect_ready(self, photos: int) -> None:
        """Wait until so many photos have been looked through."""
        self.part("Live")
        expect(self.page.locator("#n-indexed")).to_have_text(str(photos))

    @property
    def connection(self) -> Locator:
        """What the studio says of its connection."""
        return self.page.locator(".connection")

    @property
    def sent(self) -> Locator:
        """What became of what was sent."""
        return self.page.locator("#sending-note")


def sign_in(context: BrowserContext, account: Client) -> None:
    """The device's pages are of this account from now on."""
    email = account.call("GET", "/auth/me", 200)["email"]
    assert context.request.post("/api/v1/auth/login", data={"email": email, "password": client.PASSWORD}).ok


def signed_in(
    service: Service, browser: Browser, watch: Watch, account: Client, viewport: ViewportSize = DESK, **options: Any
) -> Page:
    """A page of a device on which this account is signed in."""
    context = visitor(browser, service.url, viewport, **options)
    sign_in(context, account)
    return watch.over(context.new_page())


def opened(service: Service, browser: Browser, watch: Watch, name: str) -> tuple[Studio, int]:
    """A photographer with a new event, on the screen and live; its number. Both are made without the pages, which takes half."""
    context = visitor(browser, service.url, DESK)
    studio = Studio(watch.over(context.new_page()))
    account = {"email": studio.email, "password": PASSWORD}
    Client(service.url).call("POST", "/auth/register", 201, json=account | {"name": "Robert Capa", "role": "photographer"})
    owner = Client(service.url, context.request.post("/api/v1/auth/login", data=account).json()["access_token"])
    event = owner.call("POST", "/events", 201, json={"name": name, "date": "2026-11-21", "visibility": "unlisted"})
    studio.page.goto(f"/studio#event/{event['id']}")
    expect(studio.page.get_by_role("heading", level=1, name=name)).to_be_visible()
    expect(studio.connection).to_have_text("Live")
    return studio, int(event["id"])
