"""facenet-pytorch as its README uses it: MTCNN and InceptionResnetV1 in torch. Slow, and what the rest is measured by."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from facenet_pytorch import MTCNN, extract_face

from app.domain.faces import Box, Calibration, DetectedFace, Point
from workers.faces.conversion import FACE_PX, FromPixels, inception_from_state
from workers.faces.detect import shrunk

if TYPE_CHECKING:
    from app.ports import Image, Vectors

LONG_SIDE = 1600
"""MTCNN is never run on more: 10 s on 24 MP, and crowded photos overflow its batches (facenet-pytorch issue 57)."""
MIN_SIDE = 24
"""Below this its pyramid has no level or R-Net no crop, and it raises instead of finding nothing (issue 224)."""
MARGIN_PX = 14
BATCH = 8


class TorchEngine:
    """The ``facenet`` engine."""

    def __init__(self, engine_id: str, calibration: Calibration, state: Path, *, per_image: bool, threads: int) -> None:
        torch.set_num_threads(threads)
        network = inception_from_state(state)
        self.id = engine_id
        self.dimension: int = network.last_bn.num_features
        self.calibration = calibration
        self._mtcnn = MTCNN(image_size=FACE_PX, margin=MARGIN_PX, keep_all=True).eval()
        self._embed = FromPixels(network, per_image=per_image).eval()

    def detect(self, image: Image) -> list[DetectedFace]:
        """All faces of ``image``, most confident first."""
        small, scale = shrunk(image, LONG_SIDE)
        if min(small.shape[:2]) < MIN_SIDE:
            return []
        # One image a call: a batch with a face-less image in it fails (issue 224).
        boxes, scores, points = self._mtcnn.detect(small, landmarks=True)
        if boxes is None:
            return []
        faces = [_face(*row).scaled(1 / scale) for row in zip(boxes, scores, points, strict=True)]
        return sorted(faces, key=lambda face: face.score, reverse=True)

    def embed(self, image: Image, faces: Sequence[DetectedFace]) -> Vectors:
        """One unit vector a face, ``(len(faces), dimension)``."""
        if not faces:
            return np.empty((0, self.dimension), dtype=np.float32)
        crops = torch.stack([self._crop(image, face.box) for face in faces])
        with torch.inference_mode():
            parts = [self._embed(crops[i : i + BATCH]) for i in range(0, len(crops), BATCH)]
        vectors: Vectors = torch.cat(parts).numpy()
        return vectors

    def _crop(self, image: Image, box: Box) -> torch.Tensor:
        corners = np.array([box.x, box.y, box.x + box.width, box.y + box.height])
        # extract_face divides nothing: its floats are the pixels 0..255, channels first.
        crop: torch.Tensor = extract_face(image, corners, image_size=FACE_PX, margin=MARGIN_PX)
        return crop.permute(1, 2, 0).to(torch.uint8)


def _face(box: Any, score: Any, points: Any) -> DetectedFace:
    left, top, right, bottom = (float(value) for value in box)
    a, b, c, d, e = (Point(float(x), float(y)) for x, y in points)
    return DetectedFace(Box(left, top, right - left, bottom - top), (a, b, c, d, e), float(score))
