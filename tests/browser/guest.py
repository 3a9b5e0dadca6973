"""What a guest does on a phone, and what she sees there."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Sequence
from pathlib import Path

from playwright.sync_api import FilePayload, Locator, Page, WebSocketRoute, expect


class Guest:
    """Somebody with the guest's page open."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def open(self, link: str) -> None:
        """Follow a link."""
        self.page.goto(link)

    def enter_pin(self, pin: str) -> None:
        """Type the PIN and open the event."""
        self.page.get_by_label("PIN", exact=True).fill(pin)
        self.page.get_by_role("button", name="Open the event").click()

    def agree(self) -> None:
        """Say yes, and go on to the selfie."""
        self.page.get_by_label("Yes, look for my face").check()
        self.page.get_by_role("button", name="Take a selfie").click()

    def take_selfie(self) -> None:
        """Agree, and take one picture with the camera."""
        self.agree()
        self.page.get_by_role("button", name="Take the picture").click()
        expect(self.selfies).to_have_count(1)

    def choose(self, *pictures: Path | FilePayload) -> None:
        """Choose files as selfies; the page may still be on its way to the selfie."""
        chosen: Sequence[Path] | Sequence[FilePayload] = pictures  # type: ignore[assignment]
        self.page.locator("#files").set_input_files(chosen)

    def find(self) -> None:
        """Send the selfies, and wait until the search has looked at everything."""
        self.page.get_by_role("button", name="Find my photos").click()
        expect(self.headline).to_have_attribute("data-busy", "false")

    @property
    def selfies(self) -> Locator:
        """The pictures taken or chosen so far."""
        return self.page.locator(".selfies li")

    @property
    def headline(self) -> Locator:
        """What the search is doing, or what it has found."""
        return self.page.locator("#progress")

    @property
    def problem(self) -> Locator:
        """What is wrong with a selfie."""
        return self.page.locator("#selfie-problem")

    def tile(self, photo_id: str) -> Locator:
        """A photo, wherever it is shown."""
        return self.page.locator(f'.tile[data-photo="{photo_id}"]')

    def photos(self) -> set[str]:
        """Ids of the photos that are shown as hers, without those in doubt."""
        return _ids(self.page.locator("#arrivals .tile, #certain .tile"))

    def all_photos(self) -> set[str]:
        """Ids of all photos shown, also those in doubt."""
        return _ids(self.page.locator("#arrivals .tile, #certain .tile, #maybe .tile"))

    def expect_found(self, count: int) -> None:
        """Wait until so many photos are hers."""
        expect(self.headline).to_have_text(re.compile(rf"^{count} photos? of you$"))

    def go_back(self, place: str) -> None:
        """Leave a ``step``, or a ``photo``, by the device's way back, as soon as the browser knows of it.

        After a step that the page left by itself the browser takes its own way back first, a moment later.
        """
        self.page.wait_for_function("place => history.state?.place === place", arg=place)
        self.page.go_back()

    def close_photo(self) -> None:
        """Leave the photo by the keyboard; the browser has taken its own way back by then.

        It takes that a moment after the photo is gone: whatever leads elsewhere meanwhile is lost, or leads one step further.
        """
        self.page.keyboard.press("Escape")
        expect(self.page.locator(".pswp")).to_have_count(0)
        self.page.wait_for_function("() => history.state?.place !== 'photo'")

    def forget(self) -> None:
        """Press "Forget me", and mean it."""
        self.page.get_by_role("button", name="Forget me").click()
        self.page.get_by_role("button", name="Yes, delete everything").click()


def _ids(tiles: Locator) -> set[str]:
    return {str(tile.get_attribute("data-photo")) for tile in tiles.all()}


def in_doubt(socket: WebSocketRoute, photo_ids: Collection[str]) -> None:
    """Pass the live connection on, with these matches in doubt and no others: whom an engine doubts is not for a test to know."""

    def told(text: str | bytes) -> None:
        message = json.loads(text)
        found = [*(message.get("snapshot") or {}).get("matches", []), message.get("data", {}).get("match", {})]
        for match in found:
            if "tier" in match and "is_me" not in match:
                match["tier"] = "maybe" if match["photo_id"] in photo_ids else "certain"
        socket.send(json.dumps(message))

    server = socket.connect_to_server()
    server.on_message(told)
