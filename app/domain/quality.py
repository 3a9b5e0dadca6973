"""Which faces of a photo are good enough to trust, and which selfies can be searched with.

Sizes are pixels, sharpness and brightness are as ``workers.faces.measure`` defines them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.domain.faces import Box, DetectedFace, FaceQuality

# Measured with the fused engine on 658 web portraits of 21 people, blurred, shrunk and darkened in steps, each compared
# with the unchanged portraits of the same person; "found" is the share of those that score over 0.38 (0.93 unchanged).

SMALL_PX = 28.0
"""Found: 0.94 from 40 px on, 0.88 at 24 to 28 px, 0.62 at 14 to 16 px; strangers score over the limit 1.5 times as often."""

BLURRED = 0.05
"""Found: 0.62 at a sharpness of 0.04 to 0.05, 0.78 just above, 0.93 from 0.2 on (a Gaussian of 4% of the face gives 0.03)."""

SELFIE_MIN_PX = 40.0
"""A whole search stands on a selfie: it must not be smaller than what costs nothing."""

SELFIE_BLURRED = 0.03
"""Found below: 0.40 at most. One search in two would come back empty although the person is there."""

SELFIE_DARK = 0.05
"""Found below: 0.80 and falling, above: 0.85 and rising to 0.93. Low on purpose: a dark face in good light has 0.1 to 0.3 and
must never be refused."""

DOMINANCE = 2.0
"""The face that is meant has at least this many times the prominence of any other."""


class Verdict(StrEnum):
    """What a face in a photo is good for. ``small`` and ``blurred`` faces are kept and matched at a stricter threshold."""

    GOOD = "good"
    SMALL = "small"
    BLURRED = "blurred"


class SelfieReason(StrEnum):
    """Why a selfie cannot be searched with (docs/protocol.md)."""

    NO_FACE = "no_face"
    SEVERAL_FACES = "several_faces"
    TOO_SMALL = "too_small"
    TOO_BLURRY = "too_blurry"
    TOO_DARK = "too_dark"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class SelfieVerdict:
    """``face_index``: whose face the selfie shows (None without one); ``reason``: why it is refused (None when it will do)."""

    face_index: int | None
    reason: SelfieReason | None


def assess(q: FaceQuality) -> Verdict:
    """The verdict on one face of a photo."""
    if q.size_px < SMALL_PX:
        return Verdict.SMALL
    if q.sharpness < BLURRED:
        return Verdict.BLURRED
    return Verdict.GOOD


def judge_selfie(
    faces: Sequence[tuple[DetectedFace, FaceQuality]], image_size: tuple[int, int], meant: Box | None = None
) -> SelfieVerdict:
    """Whose face a selfie shows and whether it will do. ``image_size`` is width and height in the faces' pixels.

    ``meant`` (fractions of the image) says where the face is that is meant: the one that overlaps it most. Without it people in
    the background do not matter as long as one face is clearly the one that is meant: larger, and nearer to the middle.
    """
    if not faces:
        return SelfieVerdict(None, SelfieReason.NO_FACE)
    if meant is not None:
        overlaps = [face.box.within(*image_size).overlap(meant) for face, _ in faces]
        index = max(range(len(faces)), key=overlaps.__getitem__)
        return SelfieVerdict(index, fault(faces[index][1])) if overlaps[index] > 0 else SelfieVerdict(None, SelfieReason.NO_FACE)
    weights = [_prominence(face.box, image_size) for face, _ in faces]
    index = max(range(len(faces)), key=weights.__getitem__)
    others = [weight for i, weight in enumerate(weights) if i != index]
    if others and weights[index] < DOMINANCE * max(others):
        return SelfieVerdict(None, SelfieReason.SEVERAL_FACES)
    return SelfieVerdict(index, fault(faces[index][1]))


def fault(q: FaceQuality) -> SelfieReason | None:
    """Why a selfie of this face will not do; None when it will."""
    if q.size_px < SELFIE_MIN_PX:
        return SelfieReason.TOO_SMALL
    if q.brightness < SELFIE_DARK:
        return SelfieReason.TOO_DARK
    if q.sharpness < SELFIE_BLURRED:
        return SelfieReason.TOO_BLURRY
    return None


def _prominence(box: Box, image_size: tuple[int, int]) -> float:
    """Area of the box, down to half of it at the image's corners."""
    width, height = image_size
    across = (box.x + box.width / 2) / max(width, 1) - 0.5
    down = (box.y + box.height / 2) / max(height, 1) - 0.5
    # The corners are at a distance of 0.5 ** 0.5 from the middle.
    return box.width * box.height * (1 - min(1.0, (across**2 + down**2) / 0.5) / 2)
