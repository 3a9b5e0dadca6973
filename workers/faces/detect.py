"""Faces of a whole photo: YuNet at two sizes and closer where it is in doubt, overlaps removed, landmarks by O-Net."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from app.domain.faces import Box, DetectedFace, Point
from workers.faces import closer
from workers.faces.align import resized
from workers.faces.networks import ONet, Pass, YuNet

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from app.ports import Image

LONG_SIDE = 2400
"""Photos are searched at this size, and closer where there is doubt. `python -m tests.bench detection` says what that is worth:
of faces of 30 to 50 px in scenes of 24 MP 70% found at this size alone, 86% at 3000, 95% with the closer look; of 50 to 80 px
92%, 95%, 99%; false boxes in a photo 0.2, 0.6, 0.4. 3000 px cost 30% more time in every photo, the closer look 10% in crowds and
3% where all faces are large."""
OVERVIEW_SIDE = 512
"""And at this one, for faces that are too large for YuNet at the other."""
OVERVIEW_BORDER = 0.25
"""Black border around the overview, as a fraction of its sides: YuNet misses faces that fill the picture."""
DARK = 100
"""An image is dark when 99% of its values are below this."""
MIN_SCORE = 0.6
MAX_OVERLAP = 0.3
"""Two boxes whose intersection over union is larger are one face (OpenCV's default)."""
MAX_INSIDE = 0.7
"""A box of which more lies inside a surer one is a part of that face: an eye or a mouth of a very large one (MTCNN's "Min")."""


class Detector:
    """All faces of an image, most confident first."""

    def __init__(self, yunet: YuNet, onet: ONet, long_side: int = LONG_SIDE, looks: int = closer.MOST) -> None:
        """Searches at ``long_side``, and takes a closer look at no more than ``looks`` places of an image."""
        self._yunet = yunet
        self._onet = onet
        self._long_side = long_side
        self._looks = looks

    def find(self, image: Image) -> list[DetectedFace]:
        """Boxes and landmarks in the pixels of ``image``."""
        small, scale = shrunk(image, self._long_side)
        gain = _gain(small)
        small = _brightened(small, gain)
        rows = self._yunet.find(small, closer.DOUBTFUL if self._looks else MIN_SCORE)
        rows = np.concatenate([closer.kept(rows, MIN_SCORE), self._overview(small)])
        rows[:, :14] /= scale
        rows = rows[_suppressed(rows)]
        doubtful = rows[:, 14] < MIN_SCORE
        tiles = closer.tiles(rows[doubtful][: self._looks])
        rows = rows[~doubtful]
        if tiles:
            found = self._yunet.find(_brightened(closer.sheet(image, tiles), gain), closer.MIN_SCORE, Pass.CLOSER)
            rows = np.concatenate([rows, closer.confirmed(found, tiles)])
            rows = rows[_suppressed(rows)]
        return self._onet.refine(image, [_face(row) for row in rows])

    def _overview(self, image: Image) -> NDArray[np.float32]:
        small, scale = shrunk(image, OVERVIEW_SIDE)
        height, width = small.shape[:2]
        x, y = int(width * OVERVIEW_BORDER), int(height * OVERVIEW_BORDER)
        rows = self._yunet.find(np.pad(small, ((y, y), (x, x), (0, 0))), MIN_SCORE, Pass.OVERVIEW)
        rows[:, [0, *range(4, 14, 2)]] -= x
        rows[:, [1, *range(5, 14, 2)]] -= y
        rows[:, :14] /= scale
        return rows


def shrunk(image: Image, long_side: int) -> tuple[Image, float]:
    """``image`` with at most ``long_side`` pixels on its longer side, and the factor it was scaled by (at most 1)."""
    height, width = image.shape[:2]
    scale = long_side / max(height, width)
    if scale >= 1:
        return image, 1.0
    return _smaller(image, max(1, round(width * scale)), max(1, round(height * scale))), scale


def _smaller(image: Image, width: int, height: int) -> Image:
    """Linear, which reads two pixels each way, to a whole multiple of the size that is wanted, and from there averages.

    OpenCV averages whole numbers of pixels fast, and any other area slowly: 3000 px to 2400 take 10 ms instead of 46, and as many
    faces are found in it (598 of 608).
    """
    across, down = image.shape[1] // width, image.shape[0] // height
    if image.shape[:2] != (height * down, width * across):
        image = np.asarray(cv2.resize(image, (width * across, height * down), interpolation=cv2.INTER_LINEAR), dtype=np.uint8)
    return resized(image, width, height) if across > 1 or down > 1 else image


def _gain(image: Image) -> float:
    """How much brighter an image has to be: YuNet finds half of the faces at a twentieth of their light."""
    # Every eighth pixel is plenty for a percentile.
    white = float(np.percentile(image[::8, ::8], 99))
    return 1.0 if white >= DARK else 255 / max(white, 4.0)


def _brightened(image: Image, gain: float) -> Image:
    return image if gain == 1 else np.asarray(cv2.convertScaleAbs(image, alpha=gain), dtype=np.uint8)


def _suppressed(rows: NDArray[np.float32]) -> list[int]:
    """The rows that are faces of their own, most confident first."""
    if not len(rows):
        return []
    kept: list[int] = []
    for index in cv2.dnn.NMSBoxes(rows[:, :4].tolist(), rows[:, 14].tolist(), 0.0, MAX_OVERLAP):
        if not kept or _inside(rows[int(index), :4], rows[kept, :4]) <= MAX_INSIDE:
            kept.append(int(index))
    return kept


def _inside(box: NDArray[np.float32], others: NDArray[np.float32]) -> float:
    """The largest intersection with any of ``others``, as a fraction of the smaller of the two boxes."""
    low = np.maximum(box[:2], others[:, :2])
    high = np.minimum(box[:2] + box[2:], others[:, :2] + others[:, 2:])
    shared = np.clip(high - low, 0, None).prod(axis=1)
    return float((shared / np.minimum(box[2:].prod(), others[:, 2:].prod(axis=1))).max())


def _face(row: NDArray[np.float32]) -> DetectedFace:
    left, top, width, height, *rest = (float(value) for value in row)
    a, b, c, d, e = (Point(rest[i], rest[i + 1]) for i in range(0, 10, 2))
    return DetectedFace(Box(left, top, width, height), (a, b, c, d, e), min(1.0, rest[10]))
