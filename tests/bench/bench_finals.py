"""Which face of a photo is which after it was edited: real group photos, what photographers do to them, the product's reading.

Where each face has to be is known from the edit. *kept*: a guest's match is carried over to the right face; *lost*: that is there
and has it not; *wrong*: it is carried over to somebody else; *unseen*: in the picture, and the detector does not see it.
"""

from __future__ import annotations

import io
import math
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import cv2
import numpy as np
from PIL import Image, ImageEnhance, ImageFilter, ImageOps

from app.domain.faces import Box
from app.domain.same_faces import LIKENESS, Likeness, same_faces
from tests.bench.scenes import backgrounds
from tests.conftest import MODELS, SHARED_DATA
from workers.faces.engines import open_engine
from workers.faces.finder import LONG_SIDE, FaceFinder
from workers.images.limits import ImageLimits
from workers.images.reading import read_photo

MOST = 10
"""People in a photo: at an event hardly a guest is looked for among more, and each edit of each is looked through."""
FOUND: Final = 0.3
"""Overlap from which a face that was found is the one that has to be there: turned pictures have turned boxes."""
OTHERS: Final = (
    Likeness(alike=0.4),
    Likeness(alike=0.5),
    Likeness(alike=0.7),
    Likeness(not_another=0.1),
    Likeness(not_another=0.3),
    Likeness(not_another=0.4),
    Likeness(place=0.3),
)

Place = Callable[[float, float], tuple[float, float]]
"""Where a point of the picture is after an edit, in fractions of either."""


@dataclass(frozen=True, slots=True)
class Edit:
    """What a photographer does to a picture. Colours first; then it is turned by ``degrees`` and cut to ``crop`` (left, top,
    right, bottom as fractions), and exported at most ``long_side`` pixels wide."""

    name: str
    colours: Callable[[Image.Image], Image.Image] = lambda picture: picture
    degrees: float = 0.0
    crop: tuple[float, float, float, float] = (0.0, 0.0, 1.0, 1.0)
    long_side: int = 4000

    def done_to(self, picture: Image.Image) -> tuple[bytes, Place]:
        """The JPEG, and where each point has gone."""
        width, height = picture.size
        left, top, right, bottom = self.crop
        edited = self.colours(picture).rotate(self.degrees, Image.Resampling.BICUBIC)
        edited = edited.crop((round(left * width), round(top * height), round(right * width), round(bottom * height)))
        edited.thumbnail((self.long_side, self.long_side))
        file = io.BytesIO()
        edited.save(file, "JPEG", quality=88)
        sine, cosine = math.sin(math.radians(self.degrees)), math.cos(math.radians(self.degrees))

        def place(x: float, y: float) -> tuple[float, float]:
            across, down = (x - 0.5) * width, (y - 0.5) * height
            turned = (across * cosine + down * sine) / width + 0.5, (down * cosine - across * sine) / height + 0.5
            return (turned[0] - left) / (right - left), (turned[1] - top) / (bottom - top)

        return file.getvalue(), place


def main(scratch: Path) -> None:
    """Print a line an edit, then what other thresholds would do to all of them."""
    del scratch
    engine = open_engine("sface", MODELS)
    finder = FaceFinder(engine, 100)
    photos = list(_photos(finder))
    print(f"finals: {len(photos)} group photos with {sum(len(photo.boxes) for _, photo in photos)} faces")
    all_of: dict[Likeness, Counter[str]] = {each: Counter() for each in (LIKENESS, *OTHERS)}
    alike: list[float] = []
    unlike: list[float] = []
    unseen: list[tuple[float, float]] = []
    for edit in EDITS:
        tally: Counter[str] = Counter()
        cosines: list[float] = []
        for picture, before in photos:
            file, place = edit.done_to(picture)
            after = _read(finder, file, engine.dimension)
            truth = before.found_in(after, place)
            unseen += [(before.scores[old], before.sizes[old]) for old, new in truth.items() if new is None]
            matrix = before.vectors @ after.vectors.T
            cosines += [float(matrix[old, new]) for old, new in truth.items() if new is not None]
            unlike += [float(matrix[old, new]) for old in truth for new in range(len(after.boxes)) if new != truth[old]]
            for likeness, counts in all_of.items():
                found = same_faces(before.boxes, after.boxes, matrix.tolist(), likeness)
                became = list(_became(truth, found))
                counts.update(became)
                if likeness is LIKENESS:
                    tally.update(became)
        alike += cosines
        print(
            f"finals {edit.name:38} {_told(tally)}; cosine p1 {_percentile(cosines, 1):.2f}, p10 {_percentile(cosines, 10):.2f}"
        )
    print(
        f"finals: the same face p1 {_percentile(alike, 1):.2f}; others p99.9 {_percentile(unlike, 99.9):.2f}, "
        f"most {max(unlike):.2f}"
    )
    scores, sizes = zip(*unseen, strict=True)
    every = [photo for _, photo in photos]
    print(
        f"finals: faces that are not seen any more had a score of {_percentile(scores, 50):.2f} "
        f"(p90 {_percentile(scores, 90):.2f}) and {_percentile(sizes, 50):.0f} px (p90 {_percentile(sizes, 90):.0f}), all "
        f"{_percentile([score for photo in every for score in photo.scores], 50):.2f} and "
        f"{_percentile([size for photo in every for size in photo.sizes], 50):.0f} px"
    )
    for likeness, counts in all_of.items():
        print(f"finals {likeness.alike:.1f} or {likeness.not_another:.1f} where {likeness.place:.1f} overlap: {_told(counts)}")


@dataclass(frozen=True, slots=True)
class _Read:
    """The faces of a file as the product reads it."""

    boxes: Sequence[Box]
    scores: Sequence[float]
    sizes: Sequence[float]
    vectors: np.ndarray[tuple[int, int], np.dtype[np.float32]]

    def found_in(self, after: _Read, place: Place) -> dict[int, int | None]:
        """By the number of a face which it is in ``after``, None where it is not seen there. Who was cropped away is left out."""
        found: dict[int, int | None] = {}
        for number, box in enumerate(self.boxes):
            moved = _moved(box, place)
            if not (0 <= moved.x + moved.width / 2 <= 1 and 0 <= moved.y + moved.height / 2 <= 1):
                continue
            overlaps = [moved.overlap(other) for other in after.boxes]
            best = int(np.argmax(overlaps)) if overlaps else 0
            found[number] = best if overlaps and overlaps[best] >= FOUND else None
        return found


def _moved(box: Box, place: Place) -> Box:
    """A box around where its corners have gone, no larger than the face was: what turns keeps its size."""
    corners = [place(x, y) for x in (box.x, box.x + box.width) for y in (box.y, box.y + box.height)]
    left, right = min(x for x, _ in corners), max(x for x, _ in corners)
    top, bottom = min(y for _, y in corners), max(y for _, y in corners)
    return Box(left, top, right - left, bottom - top)


def _became(truth: dict[int, int | None], found: dict[int, int]) -> Iterator[str]:
    """What became of each face that is in the picture still, and of matches that went to somebody else."""
    for number, there in truth.items():
        now = found.get(number)
        if now is not None and now != there:
            yield "wrong"
        else:
            yield "unseen" if there is None else "lost" if now is None else "kept"
    yield from ("wrong" for number in found if number not in truth)


def _told(counts: Counter[str]) -> str:
    return ", ".join(f"{counts[kind]} {kind}" for kind in ("kept", "lost", "wrong", "unseen"))


def _percentile(values: Sequence[float], percent: float) -> float:
    return float(np.percentile(values, percent)) if values else math.nan


def _photos(finder: FaceFinder) -> Iterator[tuple[Image.Image, _Read]]:
    for path in (*backgrounds(SHARED_DATA), *sorted((SHARED_DATA / "bbt" / "_group").glob("*.*g"))):
        with Image.open(path) as opened:
            picture = ImageOps.exif_transpose(opened).convert("RGB")
        file = io.BytesIO()
        picture.save(file, "JPEG", quality=95)
        read = _read(finder, file.getvalue(), None)
        if 2 <= len(read.boxes) <= MOST:
            yield picture, read


def _read(finder: FaceFinder, file: bytes, dimension: int | None) -> _Read:
    loaded = read_photo(file, ImageLimits(64 << 20, 200_000_000, 512 << 20), LONG_SIDE)
    found = finder.embed(loaded, finder.detect(loaded))
    rows = len(found.faces)
    vectors = np.frombuffer(found.vectors, np.float32).reshape(rows, dimension or (len(found.vectors) // 4 // max(rows, 1)))
    faces = found.faces
    return _Read([Box(*face.box) for face in faces], [face.score for face in faces], [face.size_px for face in faces], vectors)


def _black_and_white(picture: Image.Image) -> Image.Image:
    return ImageEnhance.Contrast(ImageOps.grayscale(picture)).enhance(1.3).convert("RGB")


def _graded(red: float, green: float, blue: float) -> Callable[[Image.Image], Image.Image]:
    """Another white balance, less colour in the shadows and more contrast, as presets have it."""

    def graded(picture: Image.Image) -> Image.Image:
        pixels = np.asarray(picture, dtype=np.float32) / 255 * (red, green, blue)
        curved = pixels.clip(0, 1)
        curved = curved * curved * (3 - 2 * curved) * 0.9 + 0.06
        return Image.fromarray((curved.clip(0, 1) * 255).astype(np.uint8))

    return graded


def _exposed(stops: float) -> Callable[[Image.Image], Image.Image]:
    return lambda picture: ImageEnhance.Brightness(picture).enhance(2**stops)


def _retouched(picture: Image.Image) -> Image.Image:
    """Skin without a pore: edges stay."""
    smooth = np.asarray(picture)
    for _ in range(3):
        smooth = cv2.bilateralFilter(smooth, 9, 40, 9)
    return Image.fromarray(smooth)


def _grainy(picture: Image.Image) -> Image.Image:
    grain = np.random.default_rng(3).normal(0, 14, (picture.height, picture.width, 1))
    return Image.fromarray((np.asarray(picture, dtype=np.float32) + grain).clip(0, 255).astype(np.uint8))


EDITS: Final = (
    Edit("exported as it is"),
    Edit("exported 1024 pixels wide", long_side=1024),
    Edit("black and white", _black_and_white),
    Edit("graded warm", _graded(1.15, 1.0, 0.75)),
    Edit("graded cold", _graded(0.8, 1.0, 1.2)),
    Edit("a stop brighter", _exposed(1)),
    Edit("a stop darker", _exposed(-1)),
    Edit("retouched: smooth skin", _retouched),
    Edit("soft", lambda picture: picture.filter(ImageFilter.GaussianBlur(2))),
    Edit("film grain", _grainy),
    Edit("cropped to 80 percent", crop=(0.15, 0.1, 0.95, 0.9)),
    Edit("cropped to 60 percent", crop=(0.3, 0.1, 0.9, 0.7)),
    Edit("cropped to 40 percent", crop=(0.3, 0.2, 0.7, 0.6)),
    Edit("straightened by 2 degrees, cropped", degrees=2, crop=(0.05, 0.05, 0.95, 0.95)),
    Edit("turned by 6 degrees, cropped", degrees=-6, crop=(0.1, 0.1, 0.9, 0.9)),
    Edit("black and white, turned, cropped", _black_and_white, 4, (0.2, 0.1, 0.9, 0.8), 1600),
)
