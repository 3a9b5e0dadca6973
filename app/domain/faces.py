"""Plain values about faces, shared by the ports, the store and the rules."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Box(NamedTuple):
    """A rectangle: left, top, width, height. Pixels of one image, or fractions of it where said so."""

    x: float
    y: float
    width: float
    height: float

    def within(self, width: int, height: int) -> Box:
        """The part of a box in pixels that is on an image of this size, as fractions of the image: the box of a face which the
        frame cuts reaches beyond."""
        left, top = min(max(self.x, 0), width), min(max(self.y, 0), height)
        right, bottom = min(max(self.x + self.width, left), width), min(max(self.y + self.height, top), height)
        return Box(left / width, top / height, (right - left) / width, (bottom - top) / height)

    def overlap(self, other: Box) -> float:
        """Intersection over union, 0..1."""
        across = min(self.x + self.width, other.x + other.width) - max(self.x, other.x)
        down = min(self.y + self.height, other.y + other.height) - max(self.y, other.y)
        shared = max(0.0, across) * max(0.0, down)
        union = self.width * self.height + other.width * other.height - shared
        return shared / union if union > 0 else 0.0


class Point(NamedTuple):
    """A position in pixels of one image."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class DetectedFace:
    """One face in one image, in that image's pixels.

    ``landmarks`` are left eye, right eye, nose, left and right mouth corner, as seen in the image;
    ``score`` is the detector's confidence in 0..1.
    """

    box: Box
    landmarks: tuple[Point, Point, Point, Point, Point]
    score: float

    def scaled(self, factor: float) -> DetectedFace:
        """The same face in the pixels of the image resized by ``factor``."""
        return DetectedFace(
            Box(*(value * factor for value in self.box)),
            tuple(Point(p.x * factor, p.y * factor) for p in self.landmarks),  # type: ignore[arg-type]
            self.score,
        )


@dataclass(frozen=True, slots=True)
class Pose:
    """Head pose in degrees, estimated from five landmarks: 0, 0, 0 looks straight into the camera."""

    yaw: float
    pitch: float
    roll: float


@dataclass(frozen=True, slots=True)
class FaceQuality:
    """What was measured of one face.

    ``size_px`` is the shorter side of the box in pixels of the original photo, ``sharpness`` and ``brightness`` are
    defined where they are measured (``workers.faces.measure``).
    """

    size_px: float
    sharpness: float
    brightness: float
    pose: Pose
