"""Makes the picture of the README, ``docs/journey.png``: ``python -m tests.browser.picture``.

The real service and pages, but every photo is replaced by a drawing: no real person's face is published.
"""

from __future__ import annotations

import base64
import io
import json
import math
import random
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

from PIL import Image, ImageDraw, ImageFilter
from playwright.sync_api import BrowserContext, Route, expect

from tests.browser.chromium import (
    GUEST,
    STRANGER,
    WAIT_MS,
    Photographs,
    Watch,
    camera_film,
    chromium,
    photos_before_camera,
    visitor,
)
from tests.browser.guest import Guest
from tests.browser.studio import Studio
from tests.browser.test_journey import PIN, renamed
from tests.service import REPOSITORY, running_service

PICTURE = REPOSITORY / "docs" / "journey.png"
SAMPLE = REPOSITORY / "models" / "sample"
LARGEST_BYTES = 400_000
DESKTOP = {"width": 1120, "height": 1060}
PHONE = {"width": 360, "height": 860}

_SCALE = 2
_SKINS = ("#f2c9a1", "#c68642", "#8d5524", "#ffdbac", "#e0ac69")
_HAIRS = ("#2b1b17", "#3d2b1f", "#b5651d", "#d8b365", "#555555")
_CLOTHES = ("#2f6f73", "#7a3e65", "#30475e", "#8b5e3c", "#4f6d3a")
_SKIES = (("#1b2a49", "#b5546a"), ("#0f3d3e", "#e2a65a"), ("#2d1e3e", "#d98a6a"), ("#123c5a", "#9cc5b0"))
_HER = ("#f2c9a1", "#c2371f", "#f3efe4")  # Whom one recognises in every drawing: red hair, white dress.


def drawing(number: int, with_her: bool) -> bytes:
    """A JPEG of somebody at an evening party; ``number`` makes each different."""
    dice = random.Random(number)
    size = (480, 600) if number % 3 else (600, 480)
    canvas = _sky(size, dice.choice(_SKIES))
    canvas = Image.alpha_composite(canvas, _lights(canvas.size, dice))
    _person(ImageDraw.Draw(canvas), canvas.size, _HER if with_her else _anybody(dice), dice)
    out = io.BytesIO()
    canvas.convert("RGB").resize(size, Image.Resampling.LANCZOS).save(out, "JPEG", quality=85)
    return out.getvalue()


def _anybody(dice: random.Random) -> tuple[str, str, str]:
    return dice.choice(_SKINS), dice.choice(_HAIRS), dice.choice(_CLOTHES)


def _sky(size: tuple[int, int], colours: tuple[str, str]) -> Image.Image:
    whole = (size[0] * _SCALE, size[1] * _SCALE)
    fade = Image.linear_gradient("L").resize(whole)
    return Image.composite(Image.new("RGBA", whole, colours[1]), Image.new("RGBA", whole, colours[0]), fade)


def _lights(size: tuple[int, int], dice: random.Random) -> Image.Image:
    layer = Image.new("RGBA", size)
    draw = ImageDraw.Draw(layer)
    for _ in range(26):
        x, y, radius = dice.uniform(0, size[0]), dice.uniform(0, size[1] * 0.7), dice.uniform(12, 60)
        colour = (255, dice.randint(190, 240), dice.randint(120, 200), dice.randint(30, 110))
        draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=colour)
    return layer.filter(ImageFilter.GaussianBlur(5))


def _person(draw: ImageDraw.ImageDraw, size: tuple[int, int], looks: tuple[str, str, str], dice: random.Random) -> None:
    skin, hair, clothes = looks
    head = size[1] * dice.uniform(0.12, 0.18)
    x, y = size[0] * dice.uniform(0.42, 0.58), size[1] * dice.uniform(0.4, 0.5)
    long = hair == _HER[1] or dice.random() < 0.4
    if long:
        draw.rounded_rectangle((x - 1.15 * head, y - 0.7 * head, x + 1.15 * head, y + 1.7 * head), head, fill=hair)
    draw.rounded_rectangle((x - 1.75 * head, y + 1.45 * head, x + 1.75 * head, size[1] + head), head, fill=clothes)
    draw.rounded_rectangle((x - 0.38 * head, y + 0.6 * head, x + 0.38 * head, y + 1.75 * head), 0.3 * head, fill=skin)
    draw.ellipse((x - 0.9 * head, y - 1.1 * head, x + 0.9 * head, y + 1.15 * head), fill=skin)
    draw.pieslice((x - 0.98 * head, y - 1.3 * head, x + 0.98 * head, y + 0.7 * head), 180, 360, fill=hair)
    for side in (-1, 1):
        eye_x = x + side * 0.34 * head
        draw.ellipse((eye_x - 0.09 * head, y - 0.1 * head, eye_x + 0.09 * head, y + 0.12 * head), fill="#241a17")
    draw.arc((x - 0.4 * head, y + 0.1 * head, x + 0.4 * head, y + 0.72 * head), 20, 160, fill="#7c2d2a", width=int(head / 11))


class Drawings:
    """Answers every media address with the drawing of its photo."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self.hers: set[str] = set()

    def replace_photos_in(self, context: BrowserContext) -> None:
        """From now on."""
        context.route("**/api/v1/media/**", self._answer)

    def _answer(self, route: Route) -> None:
        payload = urlsplit(route.request.url).path.split("/")[-2].split(".")[0]
        photo_id = json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))[0]
        number = self._numbers.setdefault(photo_id, len(self._numbers))
        route.fulfill(body=drawing(number, photo_id in self.hers), content_type="image/jpeg")


def make_picture() -> Path:
    """Run the journey, and put the two screens side by side."""
    with tempfile.TemporaryDirectory() as scratch, running_service() as service:
        folder = Path(scratch)
        film = camera_film(photos_before_camera(SAMPLE, GUEST), folder)
        hers = renamed(sorted((SAMPLE / GUEST).iterdir())[1:7], "DSC_41", folder)
        others = renamed(sorted((SAMPLE / STRANGER).iterdir())[:5], "DSC_38", folder)
        drawings, shots = Drawings(), Photographs(folder)
        with chromium(film) as browser:
            desk = visitor(browser, service.url, DESKTOP, reduced_motion="reduce")
            phone = visitor(browser, service.url, PHONE, device_scale_factor=2, reduced_motion="reduce", color_scheme="dark")
            studio = Studio(Watch(service.url).over(desk.new_page()))
            guest = Guest(Watch(service.url).over(phone.new_page()))
            studio.register()
            studio.create_event("Midsummer Night")
            studio.upload(*(photo for pair in zip(hers[:5], others, strict=True) for photo in pair))
            studio.expect_ready(10)
            drawings.hers = {studio.frame(photo) for photo in hers[:5]}
            guest.open(studio.make_link(PIN))
            guest.enter_pin(PIN)
            guest.take_selfie()
            guest.find()
            studio.upload(hers[5])
            drawings.hers.add(studio.frame(hers[5]))
            expect(guest.page.locator("#arrivals .tile")).to_be_visible(timeout=WAIT_MS)
            studio.page.reload()  # What was sent is of no interest any more.
            expect(studio.page.locator(".frame")).to_have_count(11)
            expect(studio.connection).to_have_text("Live")
            for context, page in ((desk, studio.page), (phone, guest.page)):
                drawings.replace_photos_in(context)
                page.evaluate(_RELOAD_PICTURES)
            studio.page.evaluate("scrollTo(0, 0)")
            shots.take(studio.page, "studio")
            shots.take(guest.page, "guest")
        _side_by_side(folder / "01-studio.png", folder / "02-guest.png").save(PICTURE, optimize=True)
    assert PICTURE.stat().st_size <= LARGEST_BYTES, f"{PICTURE.stat().st_size} bytes"
    return PICTURE


_RELOAD_PICTURES = """async () => {
  for (const image of document.querySelectorAll("main .tile img, main .frame img")) {
    image.loading = "eager";
    image.src = image.src + "?drawn";
    await image.decode();
  }
}"""


def _side_by_side(studio: Path, guest: Path) -> Image.Image:
    with Image.open(studio) as opened:
        desk = opened.convert("RGB")
    with Image.open(guest) as opened:
        phone = opened.convert("RGB")
    phone = phone.resize((math.ceil(phone.width * 0.5), math.ceil(phone.height * 0.5)), Image.Resampling.LANCZOS)
    canvas = Image.new("RGB", (desk.width + phone.width + 120, desk.height + 80), "#ffd400")
    canvas.paste(desk, (40, 40))
    frame = Image.new("RGB", (phone.width + 20, phone.height + 20), "#121414")
    frame.paste(phone, (10, 10))
    canvas.paste(frame, (desk.width + 70, canvas.height - frame.height - 40))
    return canvas.quantize(256, dither=Image.Dither.FLOYDSTEINBERG)


if __name__ == "__main__":
    print(make_picture())
