"""Crops of faces as the networks want them. Pure functions over arrays; every image and crop is RGB uint8."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import cv2
import numpy as np

from app.domain.faces import Box, Point

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from app.ports import Image

ALIGNED_PX = 112
"""Side of an aligned crop."""

_TEMPLATE = np.array(
    [38.2946 + 51.6963j, 73.5318 + 51.5014j, 56.0252 + 71.7366j, 41.5493 + 92.3655j, 70.7299 + 92.2041j],
    dtype=np.complex128,
)
"""Where ArcFace's training crops have the five points, as x + iy (InsightFace's ``arcface_dst``, which SFace follows)."""


def similarity(landmarks: Sequence[Point]) -> tuple[complex, complex]:
    """The ``turn`` and ``shift`` for which ``turn * (x + iy) + shift`` brings five points nearest to the template.

    Least squares over rotation, uniform scale and translation (Umeyama 1991, without reflection), which in complex
    numbers is a regression line. Points that all coincide give a turn of 1.
    """
    points = np.array([complex(p.x, p.y) for p in landmarks])
    centred = points - points.mean()
    spread = float(np.vdot(centred, centred).real)
    turn = complex(np.vdot(centred, _TEMPLATE) / spread) if spread > 0 else 1 + 0j
    return turn, complex(_TEMPLATE.mean() - turn * points.mean())


def aligned_crop(image: Image, landmarks: Sequence[Point]) -> Image:
    """The face turned and scaled onto the template, ``(112, 112, 3)``; outside of the image its edge is repeated."""
    turn, shift = similarity(landmarks)
    # A linear warp skips pixels of a face much larger than the crop: shrink its surroundings by area first.
    shrink = max(1.0, 1.0 / max(abs(turn), 1e-6))
    left, top, right, bottom = _footprint(turn, shift, image)
    patch = image[top:bottom, left:right]
    if shrink > 1.0:
        patch = resized(patch, max(1, round(patch.shape[1] / shrink)), max(1, round(patch.shape[0] / shrink)))
    scale_x, scale_y = (right - left) / patch.shape[1], (bottom - top) / patch.shape[0]
    matrix = _matrix(turn, shift) @ np.array(
        # Pixel centres, so that shrinking does not move the face by half a pixel.
        [[scale_x, 0, left + (scale_x - 1) / 2], [0, scale_y, top + (scale_y - 1) / 2], [0, 0, 1]]
    )
    side = (ALIGNED_PX, ALIGNED_PX)
    crop = cv2.warpAffine(patch, matrix[:2], side, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(crop, dtype=np.uint8)


def box_crop(image: Image, box: Box, side: int, margin: float = 0.0) -> Image:
    """The box grown by ``margin`` (fraction of its sides, in total), cut at the image's edge, stretched to ``side`` square.

    With ``margin = 14 / 146`` this is ``MTCNN(image_size=160, margin=14).extract`` of facenet-pytorch.
    """
    height, width = image.shape[:2]
    grow_x, grow_y = box.width * margin / 2, box.height * margin / 2
    left = int(min(max(box.x - grow_x, 0), width - 1))
    top = int(min(max(box.y - grow_y, 0), height - 1))
    right = int(min(max(box.x + box.width + grow_x, left + 1), width))
    bottom = int(min(max(box.y + box.height + grow_y, top + 1), height))
    return resized(image[top:bottom, left:right], side, side)


def square_crop(image: Image, box: Box, side: int) -> tuple[Image, Box]:
    """A square around ``box``, black outside of the image, as ``(side, side, 3)``; and where that square is."""
    edge = max(2, round(max(box.width, box.height)))
    left = round(box.x + (box.width - edge) / 2)
    top = round(box.y + (box.height - edge) / 2)
    inside = image[max(top, 0) : max(top + edge, 0), max(left, 0) : max(left + edge, 0)]
    if inside.shape[:2] != (edge, edge):
        square = np.zeros((edge, edge, 3), dtype=np.uint8)
        y, x = max(-top, 0), max(-left, 0)
        square[y : y + inside.shape[0], x : x + inside.shape[1]] = inside
        inside = square
    return resized(inside, side, side), Box(left, top, edge, edge)


def resized(image: Image, width: int, height: int) -> Image:
    """``image`` in another size: by area when it shrinks, so that no pixel is skipped, linear when it grows."""
    shrinks = image.shape[0] > height or image.shape[1] > width
    method = cv2.INTER_AREA if shrinks else cv2.INTER_LINEAR
    return np.asarray(cv2.resize(image, (width, height), interpolation=method), dtype=np.uint8)


def _matrix(turn: complex, shift: complex) -> NDArray[np.float64]:
    return np.array([[turn.real, -turn.imag, shift.real], [turn.imag, turn.real, shift.imag], [0, 0, 1]])


def _footprint(turn: complex, shift: complex, image: Image) -> tuple[int, int, int, int]:
    """Left, top, right, bottom of the pixels that the crop can touch, cut at the image's edge; never empty."""
    corners = (np.array([0, ALIGNED_PX, 1j * ALIGNED_PX, ALIGNED_PX + 1j * ALIGNED_PX]) - shift) / turn
    height, width = image.shape[:2]
    border = 2
    left = min(max(int(corners.real.min()) - border, 0), width - 1)
    top = min(max(int(corners.imag.min()) - border, 0), height - 1)
    right = max(left + 1, min(int(corners.real.max()) + border + 1, width))
    bottom = max(top + 1, min(int(corners.imag.max()) + border + 1, height))
    return left, top, right, bottom
