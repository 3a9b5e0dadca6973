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
