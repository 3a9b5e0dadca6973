"""What a selfie says: one face, as a vector, or why it will not do.

No database: the search workers and ``python server.py evaluate`` call these functions.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import TYPE_CHECKING

from app import errors
from app.domain import evidence
from app.domain.evidence import Calibration
from app.domain.faces import Box, DetectedFace, FaceQuality
from app.domain.quality import SelfieReason, fault, judge_selfie
from app.ports import FaceEngine, Selfie
from app.settings import Settings
from workers.faces.measure import measure_face
from workers.faces.resolution import DETECTION_LONG_SIDE
from workers.images.limits import ImageLimits
from workers.images.reading import read_photo

if TYPE_CHECKING:
    from app.ports import Image, Vectors


class SelfieRefused(Exception):
    """No selfie will do; ``reason`` is a ``SelfieReason``."""

    def __init__(self, reason: SelfieReason) -> None:
        super().__init__(reason.value)
        self.reason = reason


def selfie_vector(engine: FaceEngine, selfie: Selfie, limits: ImageLimits) -> Vectors:
    """The unit vector ``(dimension,)`` of the face that a selfie is of. Raises ``SelfieRefused``. For the thread."""
    try:
        image, measured = _measured(engine, selfie.picture, limits)
    except errors.ImageError:
        raise SelfieRefused(SelfieReason.UNREADABLE) from None
    height, width = image.shape[:2]
    meant = face_meant(measured, (width, height), selfie.box)
    vector: Vectors = engine.embed(image, [measured[meant][0]])[0]
    return vector


def faces_seen(engine: FaceEngine, picture: bytes, limits: ImageLimits) -> list[tuple[Box, SelfieReason | None]]:
    """Where the faces of a picture are, as fractions of it, and why a selfie that is of this one would be refused.

    Raises ``errors.ImageError``. For the thread.
    """
    image, measured = _measured(engine, picture, limits)
    height, width = image.shape[:2]
    return [(face.box.within(width, height), fault(quality)) for face, quality in measured]


def _measured(engine: FaceEngine, picture: bytes, limits: ImageLimits) -> tuple[Image, list[tuple[DetectedFace, FaceQuality]]]:
    image = read_photo(picture, limits, DETECTION_LONG_SIDE).image
    return image, [(face, measure_face(image, face)) for face in engine.detect(image)]


def face_meant(measured: Sequence[tuple[DetectedFace, FaceQuality]], image_size: tuple[int, int], box: Box | None = None) -> int:
    """The number of the face that a selfie of this width and height is of: of the one in ``box`` (fractions), where there is one.

    Raises ``SelfieRefused``.
    """
    verdict = judge_selfie(measured, image_size, box)
    if verdict.reason is not None or verdict.face_index is None:
        raise SelfieRefused(verdict.reason or SelfieReason.NO_FACE)
    return verdict.face_index


def selfie_limits(settings: Settings) -> ImageLimits:
    """What a selfie may cost: much less than a photo, because others wait behind it. Six bytes a pixel are what a HEIC of
    ``max_selfie_pixels`` takes, and four scans of so many are ten of what most cameras make.
    """
    pixels = settings.max_selfie_pixels
    return ImageLimits(settings.max_selfie_bytes, pixels, min(6 * pixels, settings.max_decode_bytes), 4 * pixels)


def same_person(calibration: Calibration) -> float:
    """Selfies of one search resemble each other at least so much (a cosine): they are rather of one person than not.

    Centred by the engine's calibration; a vector's part that all people share is as long as the centre.
    """
    line = evidence.line(1, 1, evidence.crowd(0, calibration.deviation, calibration), calibration)
    shared = sum(part * part for part in calibration.centre)
    return shared + (1 - shared) * line.where(0.5)


def of_one_person(vectors: Vectors, same_person: float) -> Vectors:
    """The unit vectors ``(n, dimension)`` as they are. Raises ``SelfieRefused`` when two of them resemble each other less than
    ``same_person``."""
    for first, second in combinations(vectors, 2):
        if float(first @ second) < same_person:
            raise SelfieRefused(SelfieReason.SEVERAL_FACES)
    return vectors
