"""Makes the pictures of every screen in ``docs/screens``: ``python -m tests.browser.screens [SCENE ...]``.

The real service, pages and models; but every photo is shown as a drawing of the same party, and so is whoever stands before
the camera.
"""

from __future__ import annotations

import base64
import io
import os
import re
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from itsdangerous import URLSafeSerializer
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Route, ViewportSize, expect

from app.domain.vocabulary import LetterKind
from app.services.mail_texts import Text, mail
from tests.browser.chromium import (
    LANDSCAPE_KIOSK,
    PORTRAIT_KIOSK,
    Watch,
    camera_film,
    chromium,
    photos_before_camera,
    visitor,
)
from tests.browser.drawings import HER, HIM, Looks, Portraits, drawing, put_together, somebody
from tests.browser.studio import sign_in
from tests.client import Client, Json, photographer, until
from tests.service import REPOSITORY, Service, administrator, running_service

FOLDER: Final = Path(os.environ.get("SCREENS", REPOSITORY / "docs" / "screens"))
SAMPLE: Final = REPOSITORY / "models" / "sample"
DESK: Final[ViewportSize] = {"width": 1280, "height": 860}
PHONE: Final[ViewportSize] = {"width": 390, "height": 780}
NAME: Final = "Midsummer Night at the Boathouse"
WORDS: Final = "We show a few of these photos on our own pages. Ask for Robert at the bar if you would rather not be in them."

_CAST: Final[dict[str, Looks]] = {
    "madonna": HER,
    "jerry_seinfeld": HIM,
    "ben_afflek": somebody(3),
    "elton_john": somebody(5),
    "mindy_kaling": somebody(1),
}
"""Who in the sample is drawn as whom."""
_HER: Final = "madonna"
_PARTIES: Final = (
    (_HER, "jerry_seinfeld"),
    ("ben_afflek",),
    ("elton_john", _HER, "mindy_kaling"),
    ("mindy_kaling", "jerry_seinfeld"),
    (_HER,),
    ("ben_afflek", "elton_john", "mindy_kaling"),
    ("jerry_seinfeld",),
    (_HER, "ben_afflek"),
    ("mindy_kaling",),
    ("elton_john", "jerry_seinfeld", _HER, "ben_afflek"),
    ("elton_john", "ben_afflek"),
    ("mindy_kaling", _HER),
)
"""Who is on which photo, again from the start when there are more photos."""
_COVER: Final = 9
_SHAPES: Final = ((1500, 1000), (1000, 1500), (1500, 1000), (1500, 1000), (1200, 1200))


@dataclass(frozen=True, slots=True)
class PartyPhoto:
    """The photo of a number: what the service gets, and what is shown instead."""

    number: int

    @property
    def name(self) -> str:
        return f"DSC_{4100 + self.number}.jpg"

    @property
    def people(self) -> tuple[str, ...]:
        return _PARTIES[self.number % len(_PARTIES)]

    @property
    def size(self) -> tuple[int, int]:
        return _SHAPES[self.number % len(_SHAPES)]

    def uploaded(self, portraits: Portraits) -> bytes:
        """Real faces, for the service to find."""
        heads = []
        for place, person in enumerate(self.people):
            own = sorted((SAMPLE / person).iterdir())
            heads.append(portraits.head(own[(1 + self.number + place) % (len(own) - 3)]))
        return put_together(self.number, heads, self.size)

    def drawn(self) -> bytes:
        """The same people at the same places."""
        return drawing(self.number, [_CAST[person] for person in self.people], self.size)


class Drawings:
    """Answers every media address with the drawing of its photo."""

    def __init__(self) -> None:
        self._drawn: dict[str, bytes] = {}
        self._names: dict[str, str] = {}

    def draw(self, photo: PartyPhoto) -> None:
        """Ahead of time: a kiosk does not wait."""
        self._drawn[photo.name] = photo.drawn()

    def replace_photos_in(self, context: BrowserContext, photos: Callable[[], list[Json]]) -> None:
        """From now on; ``photos`` are all that the service has."""

        def answer(route: Route) -> None:
            _, said = URLSafeSerializer("").loads_unsafe(urlsplit(route.request.url).path.split("/")[-2])
            photo_id = said[0]
            if photo_id not in self._names:
                self._names = {photo["id"]: photo["name"] for photo in photos()}
            route.fulfill(body=self._drawn[self._names[photo_id]], content_type="image/jpeg")

        context.route("**/api/v1/media/**", answer)


_CAMERA = """(picture) => {
  navigator.mediaDevices.getUserMedia = async () => {
    const image = Object.assign(new Image(), { src: picture });
    await image.decode();
    const canvas = Object.assign(document.createElement("canvas"), { width: image.width, height: image.height });
    const draw = () => canvas.getContext("2d").drawImage(image, 0, 0);
    draw();
    setInterval(draw, 100);
    return canvas.captureStream(10);
  };
}"""


@dataclass
class Party:
    """An event on a running service, and those who look at it."""

    service: Service
    browser: Browser
    drawings: Drawings = field(default_factory=Drawings)
    taken: int = 0

    @cached_property
    def owner(self) -> Client:
        return photographer(self.service.url)

    @cached_property
    def admin(self) -> Client:
        return administrator(self.service)

    @cached_property
    def event_id(self) -> int:
        body = {"name": NAME, "visibility": "unlisted", "date": "2026-06-20", "consent_text": WORDS}
        return int(self.owner.call("POST", "/events", 201, json=body)["id"])

    @cached_property
    def portraits(self) -> Portraits:
        return Portraits(REPOSITORY / "models")

    def take(self, count: int) -> list[tuple[str, bytes]]:
        """The next photos of the party, as they come out of the camera."""
        taken = [PartyPhoto(number) for number in range(self.taken, self.taken + count)]
        self.taken += count
        for photo in taken:
            self.drawings.draw(photo)
        return [(photo.name, photo.uploaded(self.portraits)) for photo in taken]

    def upload(self, count: int) -> None:
        """So many more photos, until they have gone through."""
        self.owner.upload(self.event_id, self.take(count))
        until(self.all_photos, lambda photos: all(photo["status"] in {"indexed", "failed"} for photo in photos), 240)

    def all_photos(self) -> list[Json]:
        return self.owner.photos(self.event_id)

    def page(self, viewport: ViewportSize, *, account: Client | None = None, **options: Any) -> Page:
        """Somebody's device; signed in with ``account``."""
        options = {"reduced_motion": "reduce", "device_scale_factor": 2 if viewport == PHONE else 1} | options
        context = visitor(self.browser, self.service.url, viewport, **options)
        self.drawings.replace_photos_in(context, self.all_photos)
        if account is not None:
            sign_in(context, account)
        return Watch(self.service.url).over(context.new_page())

    def link(self, **options: Any) -> str:
        """The address of a new share link."""
        return f"/s/{self.owner.share(self.event_id, **options)}"

    def shoot(self, page: Page, name: str, *, whole: bool = False) -> None:
        """One picture, once all that is in sight has come and come to rest."""
        page.mouse.move(0, 0)
        page.evaluate(_AT_REST)
        picture = Image.open(io.BytesIO(page.screenshot(full_page=whole)))
        picture.convert("RGB").save(FOLDER / f"{name}.webp", quality=82, method=6)
        print(name)


# Nothing is waited for any more, nothing has come for a while of frames, pictures are there, and what moves has moved.
_AT_REST = """async () => {
  await document.fonts.ready;
  const seen = (element) => {
    const { top, bottom } = element.getBoundingClientRect();
    return bottom > 0 && top < innerHeight;
  };
  const frame = () => new Promise(requestAnimationFrame);
  const come = () => performance.getEntriesByType("resource").length;
  for (let calm = 0, before = -1; calm < 30; await frame()) {
    const waits = [...document.querySelectorAll(".waiting")].some(seen) || come() !== before;
    calm = waits ? 0 : calm + 1;
    before = come();
  }
  const images = [...document.images].filter(seen);
  await Promise.all(images.map((image) => image.decode().catch(() => {})));
  const moving = document.getAnimations().filter((one) => one.effect?.getComputedTiming().endTime < Infinity);
  await Promise.all(moving.map((one) => one.finished.catch(() => {})));
}"""


def draw_before_camera(page: Page) -> None:
    """Whoever stands there is drawn."""
    picture = base64.b64encode(drawing(404, [HER], (960, 720))).decode()
    page.add_init_script(f"({_CAMERA})('data:image/jpeg;base64,{picture}')")


def her_face() -> Path:
    """A portrait that no photo of the party shows."""
    return sorted((SAMPLE / _HER).iterdir())[-1]


def start(party: Party) -> None:
    """The doors."""
    page = party.page(DESK)
    page.goto("/")
    party.shoot(page, "start")
    page.goto("/studio")
    page.get_by_role("button", name="Sign in").wait_for()
    party.shoot(page, "studio-sign-in")


def live(party: Party) -> None:
    """Photos come in while the photographer watches; one was torn on its way off the card."""
    page = party.page({"width": 1280, "height": 1060}, account=party.owner)
    page.goto(f"/studio#event/{party.event_id}/live")
    page.get_by_role("heading", name="Contact sheet").wait_for()
    photos = party.take(14)
    photos.insert(2, ("DSC_4099.jpg", photos[0][1][:4000]))
    with tempfile.TemporaryDirectory() as card:
        for name, data in photos:
            (Path(card) / name).write_bytes(data)
        page.locator('input[type="file"]').first.set_input_files([Path(card) / name for name, _ in photos])
        page.get_by_text("DSC_4099.jpg").first.wait_for()
        page.get_by_text("The file is incomplete").wait_for()
        party.shoot(page, "studio-live")
        until(party.all_photos, lambda all_photos: len(all_photos) == party.taken + 1, 240)
    party.upload(1)
    page.close()


def guest(party: Party) -> None:
    """The guest's phone, from the link to photos that come in."""
    page = party.page(PHONE, has_touch=True, is_mobile=True)
    draw_before_camera(page)
    page.goto(party.link(pin="2468"))
    page.get_by_label("PIN").wait_for()
    party.shoot(page, "guest-pin")
    page.goto(party.link())
    welcome(page).wait_for()
    party.shoot(page, "guest-welcome")
    page.locator("#consent").check()
    page.get_by_role("button", name="Take a selfie").click()
    page.get_by_role("button", name="Take the picture").wait_for()
    party.shoot(page, "guest-selfie")
    find_by_file(page)
    party.shoot(page, "guest-results")
    party.upload(8)
    page.locator(".new[data-photo], .new [data-photo]").first.wait_for()
    party.shoot(page, "guest-live")
    page.locator("main [data-photo] button").first.click()
    page.locator(".pswp--open").wait_for()
    party.shoot(page, "guest-photo")
    page.context.close()


def forget_me(party: Party) -> None:
    """The way out."""
    page = party.page(PHONE, has_touch=True, is_mobile=True)
    page.goto(party.link())
    page.locator("#consent").check()
    page.get_by_role("button", name="Take a selfie").click()
    find_by_file(page)
    page.get_by_role("button", name="Forget me").click()
    party.shoot(page, "guest-forget")
    page.get_by_role("button", name="Yes, delete everything").click()
    page.get_by_role("heading", name="Your data is deleted").wait_for()
    party.shoot(page, "guest-receipt")
    page.context.close()


def welcome(page: Page) -> Locator:
    """What the link opens, in any language."""
    return page.get_by_role("heading", name=NAME)


def find_by_file(page: Page) -> None:
    """The real face comes from a file, which no picture shows."""
    page.locator(".shutter").wait_for()
    page.locator("#files").set_input_files(her_face())
    page.locator(".selfies li").wait_for()
    page.locator(".selfie-acts .primary").click()
    page.locator('main[data-screen="results"] [data-photo]').first.wait_for()


def guest_dark_and_arabic(party: Party) -> None:
    """The same phone at night, and read from the right."""
    for suffix, language, scheme in (("dark", "en", "dark"), ("arabic", "ar", "light")):
        page = party.page(PHONE, has_touch=True, is_mobile=True, color_scheme=scheme)
        page.add_init_script(f"localStorage.setItem('ep.language', '{language}')")
        page.goto(party.link())
        welcome(page).wait_for()
        party.shoot(page, f"guest-welcome-{suffix}")
        page.locator("#consent").check()
        page.locator("main form [type=submit]").click()
        find_by_file(page)
        party.shoot(page, f"guest-results-{suffix}")


def kiosk(party: Party) -> None:
    """The screen at the venue, both ways up."""
    for viewport, way, scheme in ((PORTRAIT_KIOSK, "portrait", "dark"), (LANDSCAPE_KIOSK, "landscape", "light")):
        page = party.page(viewport, has_touch=True, color_scheme=scheme)
        pair(party, page, f"Boathouse, {way}")
        party.shoot(page, f"kiosk-attract-{way}")
        page.get_by_role("button", name="العربية").click()
        page.locator("html[lang=ar]").wait_for()
        party.shoot(page, f"kiosk-attract-{way}-arabic")
        page.get_by_role("button", name="English").click()
        page.locator("html[lang=en]").wait_for()
        page.locator("[data-screen=attract] .start").click()
        party.shoot(page, f"kiosk-consent-{way}")
        page.get_by_role("button", name="Yes, look for me").click()
        page.get_by_role("button", name="Look for me").click()
        page.locator(".wall [data-photo]").first.wait_for()
        party.shoot(page, f"kiosk-results-{way}")
        page.get_by_role("button", name="Get them on my phone").click()
        page.get_by_alt_text("Code that opens your photos").wait_for()
        party.shoot(page, f"kiosk-handoff-{way}")
        page.close()


def pair(party: Party, page: Page, name: str) -> None:
    """Make a screen a kiosk, and wait until somebody may begin."""
    path = f"/events/{party.event_id}/kiosks"
    code = party.owner.call("POST", path, 201, json={"name": name})["pairing_code"]
    page.goto("/kiosk")
    page.get_by_label("Pairing code").fill(code)
    page.get_by_role("button", name="Connect this screen").click()
    expect(page.locator("[data-screen=attract] .start")).to_have_attribute("aria-disabled", "false")


def kiosk_camera(party: Party) -> None:
    """With a drawing before the camera."""
    page = party.page(PORTRAIT_KIOSK, has_touch=True, color_scheme="dark")
    draw_before_camera(page)
    pair(party, page, "Bar")
    page.locator("[data-screen=attract] .start").click()
    page.get_by_role("button", name="Yes, look for me").click()
    expect(page.locator(".countdown")).to_have_text("2")
    party.shoot(page, "kiosk-camera-portrait")
    page.close()


def studio(party: Party) -> None:
    """The photographer's desk, part by part."""
    for name, date in (("Wedding of Ada and Grace", "2026-05-09"), ("Harbour Run", "2026-04-18")):
        party.owner.call("POST", "/events", 201, json={"name": name, "visibility": "unlisted", "date": date})
    for scheme, suffix in (("light", ""), ("dark", "-dark")):
        page = party.page(DESK, account=party.owner, color_scheme=scheme)
        page.goto("/studio")
        page.get_by_role("link", name=re.compile(NAME)).wait_for()
        party.shoot(page, f"studio-events{suffix}")
        for part in ("gallery", "share", "kiosks", "insights", "settings"):
            page.goto(f"/studio#event/{party.event_id}/{part}")
            page.get_by_role("heading", level=1).wait_for()
            party.shoot(page, f"studio-{part}{suffix}")
        page.close()


def gallery_photo(party: Party) -> None:
    """One photo with its faces."""
    page = party.page(DESK, account=party.owner)
    page.goto(f"/studio#event/{party.event_id}/gallery")
    page.locator("[data-photo]").nth(2).dblclick()
    page.get_by_role("button", name="Faces").click()
    party.shoot(page, "studio-photo")


def card(party: Party) -> None:
    """The card that a photographer prints."""
    page = party.page({"width": 900, "height": 1100}, account=party.owner)
    page.goto(f"/studio#event/{party.event_id}/share")
    with page.expect_popup() as opened:
        page.get_by_role("link", name="Print a card").first.click()
    printed = opened.value
    printed.wait_for_load_state("networkidle")
    party.shoot(printed, "studio-card")


def administration(party: Party) -> None:
    """Everything that administrators see."""
    page = party.page(DESK, account=party.admin)
    for part in ("system", "people", "events", "log"):
        page.goto(f"/admin#{part}")
        party.shoot(page, f"admin-{part}")


def gallery_of_guests(party: Party) -> None:
    """All photos, which guests of a link may browse; they share their own, and clients choose for an album."""
    settings = {"link_gallery": True, "guest_photos": True, "comments": True}
    party.owner.call("PATCH", f"/events/{party.event_id}", 200, json=settings)
    ids = [photo["id"] for photo in party.all_photos()]
    for name, part in (("Arrival", ids[24:]), ("Dinner", ids[12:24]), ("Dancing", ids[:12])):
        album = party.owner.call("POST", f"/events/{party.event_id}/albums", 201, json={"name": name})["id"]
        party.owner.call("POST", f"/events/{party.event_id}/albums/{album}/photos", 200, json={"add": part})
    page = party.page(PHONE, has_touch=True, is_mobile=True)
    page.goto(party.link())
    page.get_by_role("button", name="See all photos").click()
    page.locator("#gallery .photo canvas").first.wait_for()
    party.shoot(page, "guest-gallery")
    page.get_by_role("button", name="Back").click()
    page.get_by_role("button", name="Share your photos").click()
    page.get_by_label("Your name").fill("Anna")
    given = [{"name": name, "mimeType": "image/jpeg", "buffer": data} for name, data in party.take(2)]
    page.locator("input[data-from=library]").set_input_files(given)  # type: ignore[arg-type]
    page.locator("[data-given][data-standing=waiting]").nth(1).wait_for()
    party.shoot(page, "guest-giving")
    page.context.close()


def favourites(party: Party) -> None:
    """A client chooses for the album, and the photographer sees what."""
    wanted = {"name": "For the album", "goal": 12}
    made = party.owner.call("POST", f"/events/{party.event_id}/favourites/lists", 201, json=wanted)
    page = party.page(PHONE, has_touch=True, is_mobile=True)
    page.goto(made["url"])
    for index in (1, 3, 4, 6):
        page.get_by_role("button", name=f"Favourite photo {index}", exact=True).click()
    page.evaluate("scrollTo(0, 0)")
    party.shoot(page, "client-choosing")
    page.context.close()
    desk = party.page(DESK, account=party.owner)
    desk.goto(f"/studio#event/{party.event_id}/favourites")
    desk.get_by_text("For the album").first.wait_for()
    party.shoot(desk, "studio-favourites")


def brand(party: Party) -> None:
    """Whose photos these are, and a watermark on them."""
    look = {
        "name": "Nora Lindqvist Photography",
        "colour": "#1f5f4a",
        "link": "https://nora.example",
        "imprint": "Nora Lindqvist, Harbour Street 4",
    }
    party.owner.call("PATCH", "/brand", 200, json=look)
    page = party.page(DESK, account=party.owner)
    page.goto("/studio#account")
    page.locator("#brand-title").wait_for()
    page.locator("#brand-title").evaluate("(title) => scrollTo(0, title.getBoundingClientRect().top + scrollY - 24)")
    party.shoot(page, "studio-brand")
    page.goto(f"/studio#event/{party.event_id}/albums")
    page.locator("#albums .album").first.wait_for()
    party.shoot(page, "studio-albums")
    page.goto(f"/studio#event/{party.event_id}/settings")
    page.locator("#watermark-title").wait_for()
    page.get_by_label("Text", exact=True).fill("© Nora Lindqvist")
    page.locator("#watermark-title").evaluate("(title) => scrollTo(0, title.getBoundingClientRect().top + scrollY - 24)")
    party.shoot(page, "studio-watermark")


def wall(party: Party) -> None:
    """The large screen at the venue."""
    link = party.owner.call("GET", f"/events/{party.event_id}/share-links", 200)["items"][0]
    path = f"/events/{party.event_id}/kiosks"
    made = party.owner.call("POST", path, 201, json={"name": "Hall", "kind": "wall"})
    party.owner.call("PATCH", f"/kiosks/{made['id']}", 200, json={"link_id": link["id"]})
    page = party.page({"width": 1920, "height": 1080})
    page.goto("/wall")
    page.get_by_label("Pairing code").fill(made["pairing_code"])
    page.get_by_label("Pairing code").press("Enter")
    page.locator(".wall-photo").wait_for()
    party.shoot(page, "wall")


def letters(party: Party) -> None:
    """What a guest is asked who wants to be told of new photos, and the mail that tells her."""
    names = {"event": NAME}
    text = Text(
        LetterKind.FIRST, "en", NAME, f"{party.service.url}/find", names, new=3, total=11, stop_url=f"{party.service.url}/letter"
    )
    page = party.page({"width": PHONE["width"], "height": 520})
    page.set_content(str(mail("anna@example.org", text).html))
    party.shoot(page, "mail")


SCENES: Final[tuple[Callable[[Party], None], ...]] = (
    start,
    live,
    guest,
    forget_me,
    guest_dark_and_arabic,
    kiosk,
    kiosk_camera,
    studio,
    gallery_photo,
    card,
    gallery_of_guests,
    favourites,
    brand,
    wall,
    letters,
    administration,
)


@contextmanager
def party_of(count: int) -> Iterator[Party]:
    """An event with ``count`` photos."""
    with tempfile.TemporaryDirectory() as scratch, running_service() as service:
        film = camera_film(photos_before_camera(SAMPLE, _HER), Path(scratch))
        with chromium(film) as browser:
            party = Party(service, browser)
            party.upload(count)
            cover = next(photo["id"] for photo in party.all_photos() if photo["name"] == PartyPhoto(_COVER).name)
            party.owner.call("PATCH", f"/events/{party.event_id}", 200, json={"cover_photo_id": cover})
            party.link(label="Invitation", pin="2468")
            party.link(label="Table cards")
            yield party


def main(wanted: frozenset[str]) -> None:
    """All scenes, or those whose names are given."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with party_of(36) as party:
        for scene in SCENES:
            if not wanted or scene.__name__ in wanted:
                scene(party)


if __name__ == "__main__":
    main(frozenset(sys.argv[1:]))
