"""Scenes for measuring detection: 24 megapixels, a real crowd behind, and real faces of known size pasted into it.

Faces are cut from portraits, some turned and some dimmed, and blended with soft edges onto enlarged photos of groups and
crowds, with a sensor's noise over all of it. The same seed gives the same scenes.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import cv2
import numpy as np
import simplejpeg

from app.domain.faces import Box

if TYPE_CHECKING:
    from app.ports import FaceEngine, Image

WIDTH, HEIGHT = 6000, 4000
CLEAR_PX = 100
"""The least that a face measures in a portrait which is cut out: it is shrunk by a third at least, so that it is sharp."""
CROWDED = 30
"""People in a background at most."""
_MARGIN = 0.5
_TRIES = 200


@dataclass(frozen=True, slots=True)
class Portrait:
    """A face and some of its surroundings; ``face`` is its box within ``pixels``."""

    pixels: Image
    face: Box


@dataclass(frozen=True, slots=True)
class Scene:
    """A composed photo. ``faces`` are the boxes of what was pasted, ``others`` those of whoever was there before: fractions of
    the picture's width and height.
    """

    jpeg: bytes
    faces: tuple[Box, ...]
    others: tuple[Box, ...]

    def size_px(self, face: Box) -> float:
        """The shorter side of a face in the photo's pixels."""
        return min(face.width * WIDTH, face.height * HEIGHT)


def portraits(shared: Path, engine: FaceEngine, count: int, seed: int) -> list[Portrait]:
    """``count`` faces of different people, each alone in its picture and large enough."""
    paths = [*sorted((shared / "distractors").glob("*.jpg")), *sorted((shared / "south_asian" / "_strangers").glob("*.jpg"))]
    random.Random(seed).shuffle(paths)
    found: list[Portrait] = []
    for path in paths:
        if len(found) == count:
            break
        pixels = _read(path)
        faces = [] if pixels is None else engine.detect(pixels)
        if pixels is None or len(faces) != 1 or faces[0].score < 0.8:
            continue
        box = faces[0].box
        if min(box.width, box.height) >= CLEAR_PX and _grown(box, _MARGIN).within(pixels):
            around = _grown(box, _MARGIN)
            cut = pixels[around.top : around.bottom, around.left : around.right]
            found.append(Portrait(cut, Box(box.x - around.left, box.y - around.top, box.width, box.height)))
    return found


def backgrounds(shared: Path) -> list[Path]:
    """Photos of groups and crowds in which masks do not hide who is a face."""
    found = [*sorted((shared / "crowd" / "_group").glob("*.jpg")), *sorted((shared / "compreface" / "_group").glob("*.jpg"))]
    return [path for path in found if "mask" not in path.name]


def compose(
    engine: FaceEngine,
    people: Sequence[Portrait],
    behind: Sequence[Path],
    sizes: Sequence[tuple[int, int, int]],
    *,
    count: int,
    seed: int,
) -> Iterator[Scene]:
    """``count`` scenes with faces of these ``sizes``: how many, from and to which number of pixels on the shorter side.

    ``engine`` sees who is there already. Photos with more than ``CROWDED`` of them are left out: enlarged, their smallest faces
    would be found by one search and not by another, and be taken for false ones.
    """
    random_ = random.Random(seed)
    made = 0
    for path in random_.sample(list(behind), len(behind)):
        background = _read(path)
        if made == count:
            return
        if background is None or background.shape[1] < 800 or background.shape[0] > background.shape[1]:
            continue
        there = [_enlarged(face.box, background) for face in engine.detect(background)]
        if len(there) <= CROWDED:
            made += 1
            yield _scene(background, people, sizes, there, random_)


def _scene(
    background: Image,
    people: Sequence[Portrait],
    sizes: Sequence[tuple[int, int, int]],
    there: Sequence[Box],
    random_: random.Random,
) -> Scene:
    canvas = np.asarray(cv2.resize(background, (WIDTH, HEIGHT), interpolation=cv2.INTER_CUBIC), dtype=np.uint8)
    taken = list(there)
    wanted = [random_.uniform(low, high) for many, low, high in sizes for _ in range(many)]
    pasted = [_pasted(canvas, random_.choice(people), size, taken, random_) for size in wanted]
    noise = np.random.default_rng(random_.randrange(2**32)).normal(0, 4, (HEIGHT // 4, WIDTH // 4, 3))
    noisy = cv2.add(canvas, np.tile(noise, (4, 4, 1)).astype(np.int8), dtype=cv2.CV_8U)
    faces = tuple(_fraction(face) for face in pasted if face is not None)
    return Scene(simplejpeg.encode_jpeg(noisy, 90, "RGB", "420"), faces, tuple(map(_fraction, there)))


def _enlarged(box: Box, background: Image) -> Box:
    x, y = WIDTH / background.shape[1], HEIGHT / background.shape[0]
    return Box(box.x * x, box.y * y, box.width * x, box.height * y)


def _fraction(box: Box) -> Box:
    return Box(box.x / WIDTH, box.y / HEIGHT, box.width / WIDTH, box.height / HEIGHT)


@dataclass(frozen=True, slots=True)
class _Cut:
    left: int
    top: int
    right: int
    bottom: int

    def within(self, pixels: Image) -> bool:
        return self.left >= 0 and self.top >= 0 and self.right <= pixels.shape[1] and self.bottom <= pixels.shape[0]


def _grown(box: Box, margin: float) -> _Cut:
    x, y = box.width * margin, box.height * margin
    return _Cut(int(box.x - x), int(box.y - y), math.ceil(box.x + box.width + x), math.ceil(box.y + box.height + y))


def _read(path: Path) -> Image | None:
    stored = cv2.imdecode(np.frombuffer(path.read_bytes(), np.uint8), cv2.IMREAD_COLOR)
    return None if stored is None else np.asarray(cv2.cvtColor(stored, cv2.COLOR_BGR2RGB), dtype=np.uint8)


def _pasted(canvas: Image, portrait: Portrait, size: float, taken: list[Box], random_: random.Random) -> Box | None:
    """Where the face now is, in pixels; None when there was no room for it."""
    pixels, face = portrait.pixels, portrait.face
    factor = size / min(face.width, face.height)
    height, width = (max(8, round(side * factor)) for side in pixels.shape[:2])
    small = cv2.resize(pixels, (width, height), interpolation=cv2.INTER_AREA if factor < 1 else cv2.INTER_CUBIC)
    where = Box(face.x * factor, face.y * factor, face.width * factor, face.height * factor)
    if random_.random() < 0.3:
        angle = random_.uniform(-25, 25)
        centre = where.x + where.width / 2, where.y + where.height / 2
        turned = cv2.getRotationMatrix2D(centre, angle, 1)
        small = cv2.warpAffine(small, turned, (width, height), borderMode=cv2.BORDER_REPLICATE)
    if random_.random() < 0.3:
        small = cv2.convertScaleAbs(small, alpha=random_.uniform(0.35, 0.7))
    for _ in range(_TRIES):
        left, top = random_.randrange(WIDTH - width), random_.randrange(HEIGHT - height)
        room = Box(left, top, width, height)
        if not any(_touch(room, other) for other in taken):
            break
    else:
        return None
    taken.append(room)
    mask = np.zeros((height, width, 1), np.float32)
    cv2.ellipse(mask, (width // 2, height // 2), (int(width * 0.42), int(height * 0.45)), 0, 0, 360, 1.0, -1)
    mask = cv2.GaussianBlur(mask, (0, 0), width * 0.03)[:, :, None]
    under = canvas[top : top + height, left : left + width]
    under[:] = (small * mask + under * (1 - mask)).astype(np.uint8)
    return Box(left + where.x, top + where.y, where.width, where.height)


def _touch(a: Box, b: Box) -> bool:
    return a.x < b.x + b.width and b.x < a.x + a.width and a.y < b.y + b.height and b.y < a.y + a.height
