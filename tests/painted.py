"""A face engine for tests of what happens around one: people are colours, painted as noisy squares side by side.

Hand-written at the ``FaceEngine`` port: deterministic, cheap, and with real vectors, so that tiers and order matter.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from functools import cache
from zlib import crc32

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from app.domain.evidence import Calibration
from app.domain.faces import Box, DetectedFace, Point

SIDE = 96
_LEVELS = (64, 128, 192)
PEOPLE = len(_LEVELS) ** 3
"""So many different people can be painted."""


class PaintedEngine:
    """``detect`` finds every painted square; ``embed`` gives each person a direction of their own."""

    def __init__(self, dimension: int = 32, name: str = "painted") -> None:
        self.id = f"{name}-{dimension}"
        self.dimension = dimension
        self.calibration = Calibration(centre=(), deviation=0.1, between=0.4, temper=0.5, photos=45)

    def detect(self, image: NDArray[np.uint8]) -> list[DetectedFace]:
        """One face a square; black squares are empty."""
        squares = range(0, image.shape[1] - SIDE + 1, SIDE)
        return [_face(left) for left in squares if image[:SIDE, left : left + SIDE].mean() > 40]

    def embed(self, image: NDArray[np.uint8], faces: Sequence[DetectedFace]) -> NDArray[np.float32]:
        """``(len(faces), dimension)``."""
        rows = [vector_of(_person(image[:SIDE, int(face.box.x) - 8 :][:, :SIDE]), self.dimension) for face in faces]
        return np.array(rows, dtype=np.float32).reshape(len(faces), self.dimension)


SISTERS = (PEOPLE - 2, PEOPLE - 1)
"""Two people who are alike, to ``VariedEngine``."""
_ALIKE_AS_SISTERS = 0.7


class VariedEngine(PaintedEngine):
    """As real engines do, it gives each picture of a person another vector: two of one person score ``alike`` on the average, two
    people nothing, two of the sisters most of ``alike``."""

    def __init__(self, alike: float = 0.5, dimension: int = 120) -> None:
        super().__init__(dimension, f"varied-{alike}")
        self._alike = alike
        self.calibration = Calibration(centre=(), deviation=dimension**-0.5, between=0.4, temper=0.5, photos=45)

    def embed(self, image: NDArray[np.uint8], faces: Sequence[DetectedFace]) -> NDArray[np.float32]:
        """``(len(faces), dimension)``; the same picture gives the same vector."""
        squares = [np.ascontiguousarray(image[:SIDE, int(face.box.x) - 8 :][:, :SIDE]) for face in faces]
        rows = [
            self._alike**0.5 * self._direction(_person(square))
            + (1 - self._alike) ** 0.5 * _chance(crc32(square.tobytes()), self.dimension)
            for square in squares
        ]
        made = np.array(rows, dtype=np.float32).reshape(len(faces), self.dimension)
        out: NDArray[np.float32] = made / np.linalg.norm(made, axis=1, keepdims=True)
        return out

    def _direction(self, person: int) -> NDArray[np.float64]:
        own = _chance(person, self.dimension)
        if person != SISTERS[1]:
            return own
        return _ALIKE_AS_SISTERS * _chance(SISTERS[0], self.dimension) + (1 - _ALIKE_AS_SISTERS**2) ** 0.5 * own


@cache
def painted(*people: int | None, look: int = 0) -> bytes:
    """A PNG with these people side by side (None: nobody there); ``look`` makes different pictures of the same people."""
    noise = np.random.default_rng(look).integers(-20, 21, (SIDE, SIDE, 1))
    squares = [
        np.clip(colour_of(person) + noise, 0, 255) if person is not None else np.zeros((SIDE, SIDE, 3)) for person in people
    ]
    out = io.BytesIO()
    Image.fromarray(np.concatenate(squares, axis=1).astype(np.uint8)).save(out, "PNG", compress_level=1)
    return out.getvalue()


def colour_of(person: int) -> NDArray[np.int64]:
    """The colour that a person is."""
    return np.array([_LEVELS[person // 9 % 3], _LEVELS[person // 3 % 3], _LEVELS[person % 3]])


def vector_of(person: int, dimension: int) -> NDArray[np.float32]:
    """A person's unit vector; those of different people are nearly orthogonal."""
    vector = np.random.default_rng(1000 + person).normal(0, 0.05, dimension)
    vector[person % dimension] += 1
    return (vector / np.linalg.norm(vector)).astype(np.float32)


def _chance(seed: int, dimension: int) -> NDArray[np.float64]:
    return np.random.default_rng(seed).normal(0, dimension**-0.5, dimension)


def _person(square: NDArray[np.uint8]) -> int:
    mean = square.reshape(-1, 3).mean(axis=0)
    levels = [int(np.abs(np.array(_LEVELS) - channel).argmin()) for channel in mean]
    return levels[0] * 9 + levels[1] * 3 + levels[2]


def _face(left: int) -> DetectedFace:
    x, y = left + 8.0, 8.0
    size = SIDE - 16.0
    marks = ((0.3, 0.35), (0.7, 0.35), (0.5, 0.55), (0.35, 0.75), (0.65, 0.75))
    return DetectedFace(
        Box(x, y, size, size),
        tuple(Point(x + across * size, y + down * size) for across, down in marks),  # type: ignore[arg-type]
        0.99,
    )
