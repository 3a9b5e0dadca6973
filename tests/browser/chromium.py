"""Debian's Chromium with a camera that shows a face, driven by Playwright."""

from __future__ import annotations

import io
import math
import os
import re
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import pytest
from PIL import Image, ImageOps
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Route, ViewportSize, sync_playwright
from playwright.sync_api import TimeoutError as PlaywrightTimeout

WAIT_MS = 90_000
"""Everything is waited for by condition; this only bounds how long a loaded machine may take."""

_FITS = "() => document.documentElement.scrollWidth <= document.documentElement.clientWidth"
_LAID_OUT_MS = 20_000

GUEST, STRANGER = "jerry_seinfeld", "madonna"
"""Folders of the sample: who stands before the camera, and somebody else."""

PHONE: ViewportSize = {"width": 360, "height": 740}
DESK: ViewportSize = {"width": 1280, "height": 900}
DEVICES: Final[dict[str, dict[str, Any]]] = {
    "phone": {"viewport": ViewportSize(width=360, height=640), "has_touch": True, "is_mobile": True},
    "desk": {"viewport": DESK},
}
"""What a journey is gone through on: each to be given to `visitor`. The phone is the smallest that has to do."""
PORTRAIT_KIOSK: ViewportSize = {"width": 1080, "height": 1920}
LANDSCAPE_KIOSK: ViewportSize = {"width": 1920, "height": 1080}
MOVING = {"reduced_motion": "no-preference"}
"""Of a device that is as most are."""

_FRAME = (640, 480)
_FRAMES_A_SECOND = 5
_FRAMES_A_PHOTO = 10
# What a video leaves unused at both ends: ITU-R BT.601, which Chromium takes this format to be in.
_LIGHT = [round(16 + value * 219 / 255) for value in range(256)]
_COLOUR = [round(128 + (value - 128) * 224 / 255) for value in range(256)]
_ONLY_HERE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
_STATUS = re.compile(r"status of (\d{3})")
_FLAGS = (
    _ONLY_HERE,
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


def chromium_path(*, whole: bool = True) -> str:
    """The browser to drive; skips the test with a reason where there is none.

    Not ``whole``: its headless shell where there is one, the same engine without windows and menus, which nobody sees here. It
    takes a quarter of the processor time.
    """
    names = [*([] if whole else ["chromium-headless-shell"]), "chromium", "chromium-browser"]
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
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


def side_by_side(*photos: Path) -> bytes:
    """A JPEG of several people, each in a frame of the same size."""
    across, down = 480, 600
    both = Image.new("RGB", (across * len(photos), down))
    for number, photo in enumerate(photos):
        with Image.open(photo) as opened:
            both.paste(ImageOps.fit(opened.convert("RGB"), (across, down)), (across * number, 0))
    out = io.BytesIO()
    both.save(out, "JPEG", quality=92)
    return out.getvalue()


# The page goes on without an answer after six seconds.
_PATIENCE = """
const inTime = window.setTimeout;
window.setTimeout = (act, ms, ...more) => inTime(act, ms === 6000 ? 2 ** 31 - 1 : ms, ...more);
"""


def patient_with_faces(context: BrowserContext) -> BrowserContext:
    """A device on which it is always said which faces a picture shows, however long a slow machine takes to look.

    Of pictures that are in memory: whoever passes a request on is not given what it would read from a disk.
    """

    def ask_until_said(route: Route) -> None:
        answer = route.fetch()
        while answer.status == HTTPStatus.SERVICE_UNAVAILABLE:
            answer = route.fetch()
        route.fulfill(response=answer)

    context.add_init_script(_PATIENCE)
    context.route("**/faces", ask_until_said)
    return context


def camera_film(photos: Sequence[Path], folder: Path) -> Path:
    """A film of somebody before Chromium's fake camera: one photo of them after the other, each moving a little.

    Y4M, because it says how many frames a second there are, and nothing has to be decoded: of MJPEG Chromium shows 30 a second,
    which takes a third of a core for as long as a page has its camera open. Chromium begins again at the end. A test may take its
    picture at any moment.
    """
    film = folder / "camera.y4m"
    with film.open("wb") as out:
        out.write(f"YUV4MPEG2 W{_FRAME[0]} H{_FRAME[1]} F{_FRAMES_A_SECOND}:1 Ip A1:1 C420jpeg\n".encode())
        for photo in photos:
            with Image.open(photo) as opened:
                face = opened.convert("RGB")
            for number in range(_FRAMES_A_PHOTO):
                out.write(b"FRAME\n" + _planes(_moved(face, number / _FRAMES_A_PHOTO)))
    return film


def _planes(frame: Image.Image) -> bytes:
    """Its brightness, and its two colours at half the width and height."""
    light, *colours = frame.convert("YCbCr").split()
    half = (_FRAME[0] // 2, _FRAME[1] // 2)
    halved = [colour.resize(half, Image.Resampling.BOX).point(_COLOUR).tobytes() for colour in colours]
    return b"".join((light.point(_LIGHT).tobytes(), *halved))


def _moved(face: Image.Image, moment: float) -> Image.Image:
    """One frame: the head sways and comes a little closer; ``moment`` runs from 0 to 1 and ends where it began."""
    sway, nearer = math.sin(2 * math.pi * moment), (1 - math.cos(2 * math.pi * moment)) / 2
    size = (round(_FRAME[0] * (0.96 + 0.04 * nearer)), round(_FRAME[1] * (0.96 + 0.04 * nearer)))
    shown = ImageOps.contain(face, size)
    frame = Image.new("RGB", _FRAME, (96, 98, 100))
    frame.paste(shown, ((_FRAME[0] - shown.width) // 2 + round(6 * sway), (_FRAME[1] - shown.height) // 2))
    return frame


@contextmanager
def chromium(film: Path | None = None, *flags: str, home: Path | None = None, whole: bool = True) -> Iterator[Browser]:
    """A browser whose camera shows ``film``; with more ``flags``, and another ``home`` where it finds whom to trust."""
    path = chromium_path(whole=whole)
    camera = [f"--use-file-for-fake-video-capture={film}"] if film else []
    environment = {**os.environ, "HOME": str(home)} if home else None
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path,
            headless=True,
            args=[*_FLAGS, *camera, *flags],
            env=environment,  # type: ignore[arg-type]
        )
        try:
            yield browser
        finally:
            browser.close()


class Watch:
    """What went wrong in a page that no user was told of: script errors, refused inline code, requests to other hosts.

    From what the browser says itself of a request that failed, and every one to another host fails (``_ONLY_HERE``): to be told
    of each request that a page makes, a hundred at its first visit, takes half of what a visit takes outside of the browser.
    """

    def __init__(self, url: str) -> None:
        self._host = urlsplit(url).netloc
        self.problems: list[str] = []

    def over(self, page: Page) -> Page:
        """Watch a page."""
        page.set_default_timeout(WAIT_MS)
        page.on("pageerror", lambda error: self.problems.append(f"{page.url}: {error}"))
        page.on("console", lambda said: self._said(page.url, said) if said.type == "error" else None)
        return page

    def _said(self, url: str, said: ConsoleMessage) -> None:
        if said.text.startswith("Failed to load resource"):
            self._failed(said.location["url"], _STATUS.search(said.text))
        elif "WebSocket connection" not in said.text or f"://{self._host}/" not in said.text:
            self.problems.append(f"{url}: {said.text}")

    def _failed(self, url: str, status: re.Match[str] | None) -> None:
        # Chromium reports every 4xx; the page shows those to its user, and the test asserts that.
        parts = urlsplit(url)
        if parts.scheme in {"http", "https"} and parts.netloc != self._host:
            self.problems.append(f"request to another host: {url}")
        elif status and (status[1] >= "500" or (status[1] == "404" and "/static/" in url)):
            self.problems.append(f"{status[1]} from {url}")


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
    """Screenshots of the steps of a test, numbered; taken where ``SCREENS`` names a folder for them.

    Whoever goes through the same steps on several devices names the ``device``: no picture replaces another's.
    """

    def __init__(self, device: str = "") -> None:
        self._folder = os.environ.get("SCREENS")
        self._prefix = device and f"{device}-"
        self._taken = 0

    def take(self, page: Page, name: str, *, whole: bool = False) -> None:
        """One picture if any are wanted; the page must fit its width all the same, once it is laid out."""
        try:
            page.wait_for_function(_FITS, timeout=_LAID_OUT_MS)
        except PlaywrightTimeout:
            pytest.fail(f"{name} scrolls sideways")
        self._taken += 1
        if self._folder:
            page.screenshot(path=Path(self._folder, f"{self._prefix}{self._taken:02d}-{name}.png"), full_page=whole)


def visitor(browser: Browser, url: str, viewport: ViewportSize, *, keeping: bool = False, **options: object) -> BrowserContext:
    """Somebody with a device of their own: no cookie or storage is shared with anybody else.

    The device asks for less motion, unless it is ``MOVING``: a page that moves takes all of a core for as long as a test waits.
    It keeps no pages for when the network is away, as in a private window, unless it is ``keeping`` them: to fetch them all takes
    more of the processor than the page itself.
    """
    device = {"locale": "en-GB", "timezone_id": "UTC", "reduced_motion": "reduce"} | options
    context = browser.new_context(base_url=url, viewport=viewport, **device)  # type: ignore[arg-type]
    if not keeping:
        context.add_init_script("delete Navigator.prototype.serviceWorker")
    context.grant_permissions(["camera", "clipboard-write", "clipboard-read"], origin=url)
    return context
