"""Debian's Chromium with a camera that shows a face, driven by Playwright."""

from __future__ import annotations

import math
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from PIL import Image, ImageOps
from playwright.sync_api import Browser, BrowserContext, Page, Response, sync_playwright

WAIT_MS = 90_000
"""Everything is waited for by condition; this only bounds how long a loaded machine may take."""

GUEST, STRANGER = "jerry_seinfeld", "madonna"
"""Folders of the sample: who stands before the camera, and somebody else."""

PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 900}
PORTRAIT_KIOSK = {"width": 1080, "height": 1920}
LANDSCAPE_KIOSK = {"width": 1920, "height": 1080}

_FRAME = (640, 480)
_FRAMES_A_PHOTO = 60
_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--use-fake-ui-for-media-stream",
    "--use-fake-device-for-media-stream",
)


def chromium_path() -> str:
    """The browser to drive; skips the test with a reason where there is none."""
    found = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        pytest.skip("Chromium is not installed: `apt-get install chromium`, or set CHROMIUM to its path")
    return found


def photos_before_camera(sample: Path, person: str) -> list[Path]:
    """The photos of a person that the camera shows; tests upload others, from the second to the twentieth."""
    photos = sorted((sample / person).iterdir())
    return [photos[0], photos[-3], photos[-1]]


def photos_of(sample: Path, person: str, first: int, last: int) -> list[tuple[str, bytes]]:
    """Photos to upload; of the guest before the camera, the second to the twentieth are not shown by it."""
    return [(f"{person}-{path.name}", path.read_bytes()) for path in sorted((sample / person).iterdir())[first:last]]


def camera_film(photos: Sequence[Path], folder: Path) -> Path:
    """A film of somebody before Chromium's fake camera: one photo of them after the other, each moving a little.

    MJPEG, JPEG after JPEG; Chromium shows 30 a second and begins again at the end. A test may take its picture at any moment.
    """
    film = folder / "camera.mjpeg"
    with film.open("wb") as out:
        for photo in photos:
            with Image.open(photo) as opened:
                face = opened.convert("RGB")
            for number in range(_FRAMES_A_PHOTO):
                _moved(face, number / _FRAMES_A_PHOTO).save(out, "JPEG", quality=90)
    return film


def _moved(face: Image.Image, moment: float) -> Image.Image:
    """One frame: the head sways and comes a little closer; ``moment`` runs from 0 to 1 and ends where it began."""
    sway, nearer = math.sin(2 * math.pi * moment), (1 - math.cos(2 * math.pi * moment)) / 2
    size = (round(_FRAME[0] * (0.96 + 0.04 * nearer)), round(_FRAME[1] * (0.96 + 0.04 * nearer)))
    shown = ImageOps.contain(face, size)
    frame = Image.new("RGB", _FRAME, (96, 98, 100))
    frame.paste(shown, ((_FRAME[0] - shown.width) // 2 + round(6 * sway), (_FRAME[1] - shown.height) // 2))
    return frame


@contextmanager
def chromium(film: Path | None = None) -> Iterator[Browser]:
    """A browser whose camera shows ``film``."""
    path = chromium_path()
    camera = [f"--use-file-for-fake-video-capture={film}"] if film else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, headless=True, args=[*_FLAGS, *camera])
        try:
            yield browser
        finally:
            browser.close()


class Watch:
    """What went wrong in a page that no user was told of: script errors, refused inline code, requests to other hosts."""

    def __init__(self, url: str) -> None:
        self._host = urlsplit(url).netloc
        self.problems: list[str] = []

    def over(self, page: Page) -> Page:
        """Watch a page."""
        page.set_default_timeout(WAIT_MS)
        page.on("pageerror", lambda error: self.problems.append(f"{page.url}: {error}"))
        page.on("console", lambda said: said.type == "error" and self._said(page.url, said.text))
        page.on("request", lambda request: self._asked(request.url))
        page.on("response", self._answered)
        return page

    def _said(self, url: str, text: str) -> None:
        # Chromium reports every 4xx here; the page shows those to its user, and the test asserts that.
        if not text.startswith("Failed to load resource") and "WebSocket connection" not in text:
            self.problems.append(f"{url}: {text}")

    def _asked(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme in {"http", "https", "ws", "wss"} and parts.netloc != self._host:
            self.problems.append(f"request to another host: {url}")

    def _answered(self, response: Response) -> None:
        if response.status >= 500 or (response.status == 404 and "/static/" in response.url):
            self.problems.append(f"{response.status} from {response.url}")


# A count goes on by timers of one second each.
_NO_SECOND_PASSES = """() => {
  const { setTimeout, setInterval } = window;
  const held = [];
  const orHeld = (set) => (act, ms, ...more) => (ms === 1000 ? held.push(act) && 0 : set(act, ms, ...more));
  Object.assign(window, { setTimeout: orHeld(setTimeout), setInterval: orHeld(setInterval) });
  window.secondsPassAgain = () => {
    Object.assign(window, { setTimeout, setInterval });
    for (const act of held.splice(0)) act();
  };
}"""


@contextmanager
def countdown_held(page: Page) -> Iterator[None]:
    """A countdown that begins meanwhile stays where it begins, for as long as a slow machine takes to look at it."""
    page.evaluate(_NO_SECOND_PASSES)
    try:
        yield
    finally:
        page.evaluate("secondsPassAgain()")


class Photographs:
    """Screenshots of the steps of a test, numbered; kept where ``SCREENS`` says, else with the test's files."""

    def __init__(self, folder: Path) -> None:
        self._folder = Path(os.environ.get("SCREENS", folder))
        self._folder.mkdir(parents=True, exist_ok=True)
        self._taken = 0

    def take(self, page: Page, name: str, *, whole: bool = False) -> None:
        """One picture; the page must fit its width."""
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{name} scrolls sideways"
        self._taken += 1
        page.screenshot(path=self._folder / f"{self._taken:02d}-{name}.png", full_page=whole)


def visitor(browser: Browser, url: str, viewport: dict[str, int], **options: object) -> BrowserContext:
    """Somebody with a device of their own: no cookie or storage is shared with anybody else."""
    device = {"locale": "en-GB", "timezone_id": "UTC"} | options
    context = browser.new_context(base_url=url, viewport=viewport, **device)  # type: ignore[arg-type]
    context.grant_permissions(["camera", "clipboard-write", "clipboard-read"], origin=url)
    return context
