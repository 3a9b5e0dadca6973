"""A closer look at what may be small faces: all doubtful places of a photo, enlarged, side by side on one sheet.

A detector is unsure of small faces long before it is blind to them. Enlarging only the places where it is unsure costs a
small part of what searching the whole photo in a larger size does, and nothing where there is no doubt.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from app.ports import Image

DOUBTFUL = 0.05
"""What scores at least this at first is worth a closer look."""
MIN_SCORE = 0.7
"""And is a face when it then scores this. More than is asked of others: it was picked from many, so chance has many tries."""
LARGEST = 40.0
"""Only what is smaller than this in the searched image gains by being enlarged; its shorter side, in pixels."""
MOST = 64
"""Places looked at in one photo, the most likely first: bounds the sheet to 768 px square, a seventh of a photo's search."""
_MOST_CANDIDATES = 1000
"""Doubtful boxes that are compared at all, several of which lie on one face: bounds the work on a photo that is all texture."""
_TILE, _FACE = 96, 38
"""Pixels of a tile, and of the face in it: YuNet is surest between 30 and 60 px, and needs the head around it."""
_COLUMNS = 8
_SAME = 0.4
"""Intersection over union from which what is seen closely is what was suspected."""


@dataclass(frozen=True, slots=True)
class Tile:
    """A square place of the image, ``left`` and ``top`` in its pixels, and where its enlargement lies on the sheet.

    ``suspected`` is the box that gave rise to it: left, top, width, height.
    """

    left: float
    top: float
    scale: float
    column: int
    row: int
    suspected: NDArray[np.float32]


def kept(rows: NDArray[np.float32], sure: float) -> NDArray[np.float32]:
    """Of YuNet's candidates those that are sure, and of the others the small ones, the likeliest; in the order they came."""
    doubtful = np.flatnonzero((rows[:, 14] < sure) & (rows[:, 2:4].min(axis=1) < LARGEST))
    doubtful = doubtful[np.argsort(-rows[doubtful, 14], kind="stable")[:_MOST_CANDIDATES]]
    result: NDArray[np.float32] = rows[np.sort(np.concatenate([np.flatnonzero(rows[:, 14] >= sure), doubtful]))]
    return result


def tiles(suspected: NDArray[np.float32]) -> list[Tile]:
    """One tile for each suspected face, ``(n, 15)`` as YuNet gives them."""
    made = []
    for number, (left, top, width, height) in enumerate(suspected[:, :4].tolist()):
        scale = _FACE / max(width, height, 1.0)
        half = _TILE / scale / 2
        row, column = divmod(number, _COLUMNS)
        made.append(Tile(left + width / 2 - half, top + height / 2 - half, scale, column, row, suspected[number, :4]))
    return made


def sheet(image: Image, places: Sequence[Tile]) -> Image:
    """The tiles of ``image`` side by side, black where they reach beyond it; at least one."""
    rows, columns = places[-1].row + 1, min(len(places), _COLUMNS)
    drawn = np.zeros((rows * _TILE, columns * _TILE, 3), dtype=np.uint8)
    for tile in places:
        onto = np.array([[tile.scale, 0, -tile.left * tile.scale], [0, tile.scale, -tile.top * tile.scale]])
        x, y = tile.column * _TILE, tile.row * _TILE
        drawn[y : y + _TILE, x : x + _TILE] = cv2.warpAffine(image, onto, (_TILE, _TILE), flags=cv2.INTER_LINEAR)
    return drawn


def confirmed(found: NDArray[np.float32], places: Sequence[Tile]) -> NDArray[np.float32]:
    """Of what was found on the sheet the best face of each tile that is the suspected one, in the image's pixels.

    Whatever else is on a tile, a neighbour cut by its edge, say, is left to its own tile or to the first search.
    """
    faces = []
    for tile in places:
        there = found.copy()
        there[:, [0, *range(4, 14, 2)]] = (there[:, [0, *range(4, 14, 2)]] - tile.column * _TILE) / tile.scale + tile.left
        there[:, [1, *range(5, 14, 2)]] = (there[:, [1, *range(5, 14, 2)]] - tile.row * _TILE) / tile.scale + tile.top
        there[:, 2:4] /= tile.scale
        there = there[_overlap(tile.suspected, there[:, :4]) >= _SAME]
        if len(there):
            faces.append(there[np.argmax(there[:, 14])])
    return np.array(faces, dtype=np.float32).reshape(-1, 15)


def _overlap(box: NDArray[np.float32], others: NDArray[np.float32]) -> NDArray[np.float32]:
    """Intersection over union with each of ``others``."""
    low = np.maximum(box[:2], others[:, :2])
    high = np.minimum(box[:2] + box[2:], others[:, :2] + others[:, 2:])
    shared = np.clip(high - low, 0, None).prod(axis=1)
    result: NDArray[np.float32] = shared / np.maximum(box[2:].prod() + others[:, 2:].prod(axis=1) - shared, 1e-6)
    return result
