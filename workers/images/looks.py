"""What an editor sees of a photo at a glance: what it is like, how sharp it is and how light."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import cv2
import numpy as np

from app.domain.pictures import fitted

if TYPE_CHECKING:
    from numpy.typing import NDArray

Box = tuple[float, float, float, float]
"""x, y, width and height as fractions of the photo."""

_LONG_SIDE: Final = 1024
"""Pixels: what is blurred is seen in a picture of this size, and the noise of single pixels is not."""

_TILES: Final = 6
_TILES_OF_FACE: Final = 3
"""Eyes, brows and mouth have edges, cheeks have none: the sharpest part of a face or photo says whether it is in focus."""

_LEAST_PX: Final = 48
"""A face that is smaller says little of the focus."""

_LEAST_TILE_PX: Final = 3
"""There are no second differences in less."""

_NOISE: Final = 0.8
"""Pixels: a Gaussian so wide takes the noise that is left. Photos that were blurred and then made noisy are told from good ones
as well then as those without noise (AUC 1.0 on 30 photos, without it 0.90)."""

_LEAST_VARIANCE: Final = 400.0
"""Of grey levels: what is left of noise is no sharpness where there is nothing else."""

_COARSE: Final = 4
"""Every fourth pixel says as well how light a photo and its parts are, in a tenth of the time."""

_LIGHT: Final = 95
"""Per cent of the pixels are darker than what is called the light of a photo."""


@dataclass(frozen=True, slots=True)
class Look:
    """``fingerprint`` is a difference hash of 64 bits, as 16 hexadecimal digits: alike pictures have alike ones. ``sharpness`` is
    that of the sharpest face or, without faces, of the sharpest part: 0 is flat. ``light`` is how light the light parts are, 0 to
    1 (luma, Rec. 601)."""

    fingerprint: str
    sharpness: float
    light: float


def look_of(image: NDArray[np.uint8], faces: Iterable[Box]) -> Look:
    """Of an upright photo ``(rows, columns, 3)`` in RGB, whose faces are in these boxes."""
    grey = _grey(image)
    smooth = np.asarray(cv2.GaussianBlur(grey, (0, 0), _NOISE), dtype=np.float32)
    seen = [face for face in (_cut(smooth, box) for box in faces) if min(face.shape) >= _LEAST_PX]
    parts = [part for face in seen for part in _tiles(face, _TILES_OF_FACE)] or _tiles(smooth, _TILES)
    coarse = np.ascontiguousarray(grey[::_COARSE, ::_COARSE])
    light = float(np.percentile(coarse, _LIGHT)) / 255
    return Look(_fingerprint(coarse), round(max(map(_sharpness, parts)), 5), round(light, 3))


def _grey(image: NDArray[np.uint8]) -> NDArray[np.uint8]:
    grey: Any = cv2.cvtColor(image, cv2.COLOR_RGB2GRAY)
    if max(grey.shape) > _LONG_SIDE:
        size = fitted(grey.shape[1], grey.shape[0], _LONG_SIDE)
        # Bilinear takes a fifth of the time, and down to half the size it skips no pixel.
        interpolation = cv2.INTER_LINEAR if max(grey.shape) <= 2 * _LONG_SIDE else cv2.INTER_AREA
        grey = cv2.resize(grey, size, interpolation=interpolation)
    result: NDArray[np.uint8] = grey
    return result


def _fingerprint(grey: NDArray[np.uint8]) -> str:
    """Whether each of 8 by 8 parts is lighter than the one to its left: N. Krawetz' dHash (hackerfactor.com, 2013)."""
    small = np.asarray(cv2.resize(grey, (9, 8), interpolation=cv2.INTER_AREA), dtype=np.int16)
    return np.packbits(small[:, 1:] > small[:, :-1]).tobytes().hex()


def _sharpness(part: NDArray[np.float32]) -> float:
    """The variance of the second difference along rows or along columns, whichever is less (motion blurs one direction only), by
    the part's own, so that contrast cancels out."""
    middle = part[1:-1, 1:-1]
    rows = 2 * middle - part[1:-1, 2:] - part[1:-1, :-2]
    columns = 2 * middle - part[2:, 1:-1] - part[:-2, 1:-1]
    return min(_variance(rows), _variance(columns)) / max(_variance(middle), _LEAST_VARIANCE)


def _variance(part: NDArray[np.float32]) -> float:
    return float(cv2.meanStdDev(part)[1][0, 0]) ** 2


def _tiles(grey: NDArray[np.float32], count: int) -> Sequence[NDArray[np.float32]]:
    tiles = [tile for row in np.array_split(grey, count, 0) for tile in np.array_split(row, count, 1)]
    return tiles if min(tiles[-1].shape) >= _LEAST_TILE_PX else [np.pad(grey, 1, "edge")]


def _cut(grey: NDArray[np.float32], box: Box) -> NDArray[np.float32]:
    height, width = grey.shape
    left, top = max(0, round(box[0] * width)), max(0, round(box[1] * height))
    return grey[top : round((box[1] + box[3]) * height), left : round((box[0] + box[2]) * width)]
