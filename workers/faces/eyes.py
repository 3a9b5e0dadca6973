"""How far the eyes of faces are open. Only compared with the same person's in a photo taken just before or after: some people's
eyes are narrow, and who laughs narrows theirs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

import cv2
import numpy as np

from app.domain.stacks import SeenEyes
from workers.faces import manifest
from workers.faces.align import aligned_crop
from workers.faces.networks import Network

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from app.domain.faces import DetectedFace, FaceQuality
    from app.ports import Image
    from workers.images.reading import LoadedPhoto

SIDE: Final = 64
_LEAST_PX: Final = 60
"""Of a face that is smaller in the photo nobody sees the lids."""
_MOST_YAW: Final = 30.0
"""Degrees: of a face that is turned further away one eye is hidden or seen from the side."""
_EYES: Final = ((38.3, 51.6), (73.5, 51.6))
"""Where the two eyes are in an aligned face."""
_AROUND: Final = 39.0
"""Pixels of an aligned face around an eye that the network is shown: 2.3 times an eye's width, as in its training."""
_CORNERS: Final = (0, 8)
_LOWER, _UPPER = (3, 4, 5), (11, 12, 13)
"""Of the points on the lids those in the middle, a lower one below each upper one."""


class Eyes:
    """MediaPipe's iris network (Ablavatski, Vakunov, Grishchenko et al., 2020). For one thread at a time."""

    def __init__(self, models_dir: Path, threads: int = 1) -> None:
        self._network = Network(models_dir / manifest.COMPILED / manifest.IRIS, threads)

    def seen(self, loaded: LoadedPhoto, faces: Iterable[tuple[DetectedFace, FaceQuality]]) -> list[SeenEyes]:
        """Those of the faces that are large enough and look this way."""
        looking = [face for face, quality in faces if quality.size_px >= _LEAST_PX and abs(quality.pose.yaw) <= _MOST_YAW]
        width = loaded.image.shape[1]
        return [
            SeenEyes(
                round((face.box.x + face.box.width / 2) / width, 4),
                round((face.box.y + face.box.height / 2) / width, 4),
                round(face.box.width / width, 4),
                round(openness, 3),
            )
            for face, openness in zip(looking, self.openness(loaded.image, looking), strict=True)
        ]

    def openness(self, image: Image, faces: Sequence[DetectedFace]) -> list[float]:
        """Height of the opening between the lids by its width, the mean of both eyes: 0 is shut, most are at .3 to .4."""
        if not faces:
            return []
        crops = [eye for face in faces for eye in _eyes(aligned_crop(image, face.landmarks))]
        points = np.concatenate([self._network.run(crop[None])[0] for crop in crops]).reshape(len(crops), -1, 3)[:, :, :2]
        height = _distance(points[:, _LOWER], points[:, _UPPER]).mean(axis=1)
        width = _distance(points[:, _CORNERS[0]], points[:, _CORNERS[1]])
        found: list[float] = (height / np.maximum(width, 1.0)).reshape(-1, 2).mean(axis=1).tolist()
        return found


def _eyes(aligned: Image) -> list[Image]:
    """Both eyes, large. The network knows left ones: that on the left of the image, the person's right one, is mirrored."""
    right, left = (_cut(aligned, x, y) for x, y in _EYES)
    return [np.ascontiguousarray(right[:, ::-1]), left]


def _cut(aligned: Image, x: float, y: float) -> Image:
    scale = SIDE / _AROUND
    onto = np.array([[scale, 0, SIDE / 2 - scale * x], [0, scale, SIDE / 2 - scale * y]])
    return np.asarray(cv2.warpAffine(aligned, onto, (SIDE, SIDE), flags=cv2.INTER_LINEAR), dtype=np.uint8)


def _distance(one: NDArray[np.float32], other: NDArray[np.float32]) -> NDArray[np.float32]:
    result: NDArray[np.float32] = np.linalg.norm(one - other, axis=-1)
    return result
