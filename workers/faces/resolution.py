"""How many pixels finding and embedding faces need. Pure arithmetic over sizes."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.faces import DetectedFace
from workers.faces.detect import LONG_SIDE

DETECTION_LONG_SIDE = LONG_SIDE
"""Give ``detect`` an image whose longer side is at least this (or the whole photo, if that is smaller)."""

ENOUGH_PX = 48.0
"""A face whose box has this many pixels on its shorter side is embedded as well as it would be with more: 0.935 of a person's
portraits found at 48 px and 0.93 at any size above, 0.93 at 40, 0.90 at 28, 0.85 at 20 (658 portraits, fused engine)."""


def needs_full_resolution(faces: Sequence[DetectedFace], scale: float) -> bool:
    """Whether ``embed`` would see any of these faces better in the photo's full resolution.

    ``faces`` are in the pixels of the decoded image, whose width is ``scale`` (0..1] times that of the photo.
    """
    return scale < 1.0 and any(min(face.box.width, face.box.height) < ENOUGH_PX for face in faces)
