"""Party photos twice: as put together from portraits, for the service to find the faces in, and drawn, for the pictures in the
documentation. Same size, same people, same places; no real person's face is published.
"""

from __future__ import annotations

import io
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from workers.faces.engines import open_engine

_SCALE: Final = 2  # drawn twice as large and shrunk: soft edges
_HEAD: Final = 2.25  # height of a drawn face, in half heights of the head
_ROOM: Final = 0.85  # half the height of a cut portrait, in heights of the face's box


@dataclass(frozen=True, slots=True)
class Looks:
    """How one recognises somebody in every drawing."""

    skin: str
    hair: str
    clothes: str
    cut: str  # long, short, bun, bald or curls


HER: Final = Looks("#f2c9a1", "#b8351c", "#f3efe4", "long")
HIM: Final = Looks("#8d5524", "#241a17", "#d9a520", "short")
_OTHERS: Final = (
    Looks("#ffdbac", "#d8b365", "#2f6f73", "bun"),
    Looks("#c68642", "#2b1b17", "#7a3e65", "curls"),
    Looks("#e0ac69", "#555555", "#30475e", "bald"),
    Looks("#f2c9a1", "#3d2b1f", "#4f6d3a", "short"),
    Looks("#6b4423", "#1d1512", "#b04a3a", "curls"),
    Looks("#ffdbac", "#8c8c8c", "#243b6b", "short"),
    Looks("#c68642", "#6b2d1a", "#c9b79c", "long"),
)
_SKIES: Final = (
    ("#16233f", "#c2606a"),
    ("#0d3536", "#e2a65a"),
    ("#2d1e3e", "#d98a6a"),
    ("#20405c", "#a9cdb8"),
    ("#1a1a22", "#6d2e46"),
)


def somebody(number: int) -> Looks:
    """One of the other guests."""
    return _OTHERS[number % len(_OTHERS)]


class Portraits:
    """Real portraits, cut to the head."""

    def __init__(self, models_dir: Path) -> None:
        self._engine = open_engine("sface", models_dir)

    def head(self, path: Path) -> Image.Image:
        """The head on it, with some room around; fails for a picture without a face."""
        with Image.open(path) as opened:
            portrait = opened.convert("RGB")
        box = self._engine.detect(np.asarray(portrait))[0].box
        x, y = box.x + box.width / 2, box.y + box.height / 2
        half = box.height * _ROOM
        return portrait.crop((round(x - half * 0.8), round(y - half), round(x + half * 0.8), round(y + half)))


def put_together(number: int, heads: Sequence[Image.Image], size: tuple[int, int]) -> bytes:
    """A JPEG of ``size`` with each head where ``drawing`` draws it."""
    canvas = Image.new("RGB", size, "#40464c")
    for head, (x, y, half) in zip(heads, _spots(number, len(heads), size), strict=True):
        height = _HEAD * half * 2 * _ROOM
        face = head.resize((round(height * 0.8), round(height)), Image.Resampling.LANCZOS)
        canvas.paste(face, (round(x - face.width / 2), round(y - face.height / 2)))
    out = io.BytesIO()
    canvas.save(out, "JPEG", quality=92)
    return out.getvalue()


def drawing(number: int, people: Sequence[Looks], size: tuple[int, int]) -> bytes:
    """A JPEG of ``size`` of these people at an evening party; ``number`` makes each one different."""
    dice = random.Random(number)
    whole = size[0] * _SCALE, size[1] * _SCALE
    canvas = _sky(whole, dice.choice(_SKIES))
    canvas = Image.alpha_composite(canvas, _lights(whole, dice))
    draw = ImageDraw.Draw(canvas)
    _garland(draw, whole, dice)
    _crowd(draw, whole, dice)
    for looks, spot in zip(people, _spots(number, len(people), whole), strict=True):
        _person(draw, spot, whole[1], looks, dice)
    out = io.BytesIO()
    canvas.convert("RGB").resize(size, Image.Resampling.LANCZOS).save(out, "JPEG", quality=86)
    return out.getvalue()


def _sky(size: tuple[int, int], colours: tuple[str, str]) -> Image.Image:
    fade = Image.linear_gradient("L").resize(size)
    return Image.composite(Image.new("RGBA", size, colours[1]), Image.new("RGBA", size, colours[0]), fade)


def _lights(size: tuple[int, int], dice: random.Random) -> Image.Image:
    """Lamps far behind, out of focus."""
    layer = Image.new("RGBA", size)
    draw = ImageDraw.Draw(layer)
    unit = min(size) / 40
    for _ in range(30):
        x, y, radius = dice.uniform(0, size[0]), dice.uniform(0, size[1] * 0.75), unit * dice.uniform(0.4, 2.4)
        colour = (255, dice.randint(180, 240), dice.randint(110, 200), dice.randint(40, 120))
        draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=colour)
    return layer.filter(ImageFilter.GaussianBlur(unit / 4))


def _garland(draw: ImageDraw.ImageDraw, size: tuple[int, int], dice: random.Random) -> None:
    """Bulbs on a string across the sky."""
    width, height = size
    sag, top, bulb = height * dice.uniform(0.06, 0.14), height * dice.uniform(0.04, 0.1), min(size) / 90
    line = [(width * i / 40, top + sag * (1 - (i / 20 - 1) ** 2)) for i in range(41)]
    draw.line(line, fill="#0b0d0d", width=max(2, int(bulb / 2)))
    for x, y in line[1::4]:
        draw.ellipse((x - bulb, y, x + bulb, y + 2.4 * bulb), fill="#ffe9a8")


def _crowd(draw: ImageDraw.ImageDraw, size: tuple[int, int], dice: random.Random) -> None:
    """Dark shapes of those who dance behind."""
    width, height = size
    for _ in range(9):
        head = height * dice.uniform(0.03, 0.045)
        x, y = dice.uniform(0, width), height * dice.uniform(0.62, 0.72)
        shade = dice.choice(("#14171c", "#1b1f27", "#101316"))
        draw.rounded_rectangle((x - 2.0 * head, y + 0.9 * head, x + 2.0 * head, height), 1.4 * head, fill=shade)
        draw.ellipse((x - 0.85 * head, y - head, x + 0.85 * head, y + head), fill=shade)


def _spots(number: int, count: int, size: tuple[int, int]) -> list[tuple[float, float, float]]:
    """Middle and half height of each head; the same places whatever the size."""
    dice = random.Random(f"places {number}")
    width, height = size
    spots = []
    for place in range(count):
        head = min(height * dice.uniform(0.13, 0.16), width / (count * 2.6 + 0.6))
        x = width * ((place + 0.5 + dice.uniform(-0.08, 0.08)) / count if count > 1 else dice.uniform(0.36, 0.64))
        spots.append((x, height * dice.uniform(0.43, 0.52), head))
    return spots


def _person(draw: ImageDraw.ImageDraw, spot: tuple[float, float, float], bottom: int, looks: Looks, dice: random.Random) -> None:
    x, y, head = spot
    if looks.cut == "long":
        draw.rounded_rectangle((x - 1.15 * head, y - 0.7 * head, x + 1.15 * head, y + 1.7 * head), head, fill=looks.hair)
    if looks.cut == "bun":
        draw.ellipse((x - 0.45 * head, y - 1.85 * head, x + 0.45 * head, y - 0.95 * head), fill=looks.hair)
    if looks.cut == "curls":
        draw.ellipse((x - 1.25 * head, y - 1.5 * head, x + 1.25 * head, y + 0.75 * head), fill=looks.hair)
    draw.rounded_rectangle((x - 1.75 * head, y + 1.4 * head, x + 1.75 * head, bottom + head), head, fill=looks.clothes)
    draw.rounded_rectangle((x - 0.38 * head, y + 0.6 * head, x + 0.38 * head, y + 1.7 * head), 0.3 * head, fill=looks.skin)
    draw.ellipse((x - 0.9 * head, y - 1.1 * head, x + 0.9 * head, y + 1.15 * head), fill=looks.skin)
    if looks.cut != "bald":
        draw.pieslice((x - 0.98 * head, y - 1.3 * head, x + 0.98 * head, y + 0.66 * head), 180, 360, fill=looks.hair)
    _face(draw, (x, y, head), dice)


def _face(draw: ImageDraw.ImageDraw, spot: tuple[float, float, float], dice: random.Random) -> None:
    x, y, head = spot
    look = dice.uniform(-0.06, 0.06) * head
    for side in (-1, 1):
        eye = x + side * 0.34 * head + look
        draw.ellipse((eye - 0.09 * head, y - 0.1 * head, eye + 0.09 * head, y + 0.12 * head), fill="#241a17")
    mouth = (x - 0.4 * head + look, y + 0.1 * head, x + 0.4 * head + look, y + 0.72 * head)
    if dice.random() < 0.5:
        draw.chord(mouth, 20, 160, fill="#7c2d2a")
    else:
        draw.arc(mouth, 20, 160, fill="#7c2d2a", width=max(2, int(head / 10)))
