"""Faces found by their size in scenes of 24 megapixels, what is taken for a face and is none, and what searching costs.

One search at the size of old, 2400 pixels, against the product's: the same, and a closer look at the doubtful places. Times
are of one thread's processor, decoding apart.
"""

from __future__ import annotations

import statistics
import time
from collections import Counter
from pathlib import Path

from app.domain.faces import Box
from tests.bench.scenes import Scene, backgrounds, compose, portraits
from tests.conftest import MODELS, SHARED_DATA
from workers.faces import manifest
from workers.faces.detect import Detector
from workers.faces.engines import open_engine
from workers.faces.networks import ONet, YuNet
from workers.faces.resolution import DETECTION_LONG_SIDE, needs_full_resolution
from workers.images.limits import ImageLimits
from workers.images.reading import LoadedPhoto, read_photo

SCENES, ORDINARY = 16, 8
SMALL = ((14, 30, 50), (14, 50, 80), (6, 80, 120), (4, 120, 200))
LARGE = ((9, 130, 400),)
"""Nine faces a photo, none small: what most photos of an event are."""
CLASSES = ((30, 50), (50, 80), (80, 120), (120, 401))
FOUND = 0.4
"""Intersection over union from which a face counts as found."""


def main(scratch: Path) -> None:
    """Print what is found, by size, and what it costs: faces of all sizes in crowds, then ordinary photos."""
    del scratch
    engine = open_engine("sface", MODELS)
    people, behind = portraits(SHARED_DATA, engine, 40, seed=5), backgrounds(SHARED_DATA)
    limits = ImageLimits(64 << 20, 100_000_000, 512 << 20)
    compiled = MODELS / manifest.COMPILED
    yunet, onet = YuNet(compiled / "yunet.xml", 1), ONet(compiled / "onet.xml", 1)
    searches = {
        "2400 px": Detector(yunet, onet, looks=0),
        "3000 px": Detector(yunet, onet, long_side=3000, looks=0),
        "2400 px, closer": Detector(yunet, onet),
        "3000 px, closer": Detector(yunet, onet, long_side=3000),
    }
    for kind, sizes, count, seed in (("small faces", SMALL, SCENES, 7), ("ordinary", LARGE, ORDINARY, 8)):
        tallies = {name: _Tally() for name in searches}
        for scene in compose(engine, people, behind, sizes, count=count, seed=seed):
            photo = read_photo(scene.jpeg, limits, DETECTION_LONG_SIDE)
            for name, detector in searches.items():
                tallies[name].add(scene, photo, detector)
        for name, tally in tallies.items():
            print(f"detection {kind:11} {name:15} {tally}")


class _Tally:
    """Counts over scenes."""

    def __init__(self) -> None:
        self._there: Counter[tuple[int, int]] = Counter()
        self._found: Counter[tuple[int, int]] = Counter()
        self._false = 0
        self._full = 0
        self._ms: list[float] = []

    def add(self, scene: Scene, photo: LoadedPhoto, detector: Detector) -> None:
        begun = time.thread_time()
        seen = detector.find(photo.image)
        self._ms.append((time.thread_time() - begun) * 1000)
        self._full += needs_full_resolution(seen, photo.scale)
        height, width = photo.image.shape[:2]
        boxes = [Box(f.box.x / width, f.box.y / height, f.box.width / width, f.box.height / height) for f in seen]
        for face in scene.faces:
            size = next(size for size in CLASSES if size[0] <= scene.size_px(face) < size[1])
            self._there[size] += 1
            self._found[size] += any(_overlap(face, box) >= FOUND for box in boxes)
        self._false += sum(not _is_known(box, scene) for box in boxes)

    def __str__(self) -> str:
        shares = [
            f"{low}-{high - high % 2} px {self._found[low, high] / there:.3f}"
            for (low, high), there in sorted(self._there.items())
        ]
        photos = len(self._ms)
        return (
            f"{'  '.join(shares)}  (n={sum(self._there.values())})  false {self._false / photos:.2f} a photo  "
            f"detect {statistics.median(self._ms):.0f} ms, at most {max(self._ms):.0f}  decoded in full {self._full} of {photos}"
        )


def _is_known(box: Box, scene: Scene) -> bool:
    """Whether it is one of the pasted faces or on somebody who was there before."""
    return any(_overlap(box, face) >= 0.3 for face in scene.faces) or any(_centred(box, other) for other in scene.others)


def _centred(box: Box, other: Box) -> bool:
    x, y = box.x + box.width / 2 - other.x, box.y + box.height / 2 - other.y
    return -0.3 <= x / other.width <= 1.3 and -0.3 <= y / other.height <= 1.3


def _overlap(a: Box, b: Box) -> float:
    width = min(a.x + a.width, b.x + b.width) - max(a.x, b.x)
    height = min(a.y + a.height, b.y + b.height) - max(a.y, b.y)
    shared = max(0.0, width) * max(0.0, height)
    return shared / (a.width * a.height + b.width * b.height - shared)
