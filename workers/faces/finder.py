"""The faces of a decoded photo, measured and embedded, as the log of faces keeps them."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.faces import DetectedFace, FaceQuality
from app.domain.pictures import PREVIEW_LONG_SIDE
from app.domain.quality import assess
from app.ports import FaceEngine
from app.settings import Settings
from app.store.documents import StoredFace
from workers.faces.found import FoundFaces
from workers.faces.measure import measure_face
from workers.faces.resolution import DETECTION_LONG_SIDE, needs_full_resolution
from workers.images.limits import ImageLimits
from workers.images.reading import LoadedPhoto

LONG_SIDE = max(DETECTION_LONG_SIDE, PREVIEW_LONG_SIDE)
"""Photos are decoded at this size: it serves detection and previews."""


class FaceFinder:
    """The faces of a decoded photo, at most ``most`` of them, the most confident first. For the thread."""

    def __init__(self, engine: FaceEngine, most: int) -> None:
        self._engine = engine
        self._most = most

    def detect(self, loaded: LoadedPhoto) -> list[tuple[DetectedFace, FaceQuality]]:
        """Faces in the pixels of ``loaded.image``, measured."""
        faces = self._engine.detect(loaded.image)[: self._most]
        return [(face, measure_face(loaded.image, face, loaded.scale)) for face in faces]

    def embed(self, loaded: LoadedPhoto, seen: Sequence[tuple[DetectedFace, FaceQuality]]) -> FoundFaces:
        """Their vectors, from the pixels that they need."""
        faces = [face for face, _ in seen]
        if needs_full_resolution(faces, loaded.scale):
            finest, scale = loaded.finest()
            vectors = self._engine.embed(finest, [face.scaled(scale / loaded.scale) for face in faces])
        else:
            vectors = self._engine.embed(loaded.image, faces)
        height, width = loaded.image.shape[:2]
        return FoundFaces([stored_face(face, quality, width, height) for face, quality in seen], vectors.tobytes())


def limits_of(settings: Settings) -> ImageLimits:
    """What a photo may cost."""
    return ImageLimits(settings.max_photo_bytes, settings.max_photo_pixels, settings.max_decode_bytes)


def stored_face(face: DetectedFace, quality: FaceQuality, width: int, height: int) -> StoredFace:
    """A face as the log keeps it; ``width`` and ``height`` are those of the image in whose pixels ``face`` is."""
    return StoredFace(
        box=face.box.within(width, height),
        score=face.score,
        size_px=quality.size_px,
        sharpness=quality.sharpness,
        brightness=quality.brightness,
        yaw=quality.pose.yaw,
        pitch=quality.pose.pitch,
        roll=quality.pose.roll,
        verdict=assess(quality).value,
    )
