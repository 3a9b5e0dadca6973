"""facenet-pytorch as its README uses it: MTCNN and InceptionResnetV1 in torch. Slow, and what the rest is measured by.

The only module that needs torch, which the ``facenet`` extra installs.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from facenet_pytorch import MTCNN, InceptionResnetV1, extract_face
from facenet_pytorch.models.inception_resnet_v1 import get_torch_home

from app.domain.evidence import Calibration
from app.domain.faces import Box, DetectedFace, Point
from workers.faces.detect import shrunk
from workers.faces.graphs import FACE_PX
from workers.faces.weights import WeightsError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from app.ports import Image, Vectors

LONG_SIDE = 1600
"""MTCNN is never run on more: 10 s on 24 MP, and crowded photos overflow its batches (facenet-pytorch issue 57)."""
MIN_SIDE = 24
"""Below this its pyramid has no level or R-Net no crop, and it raises instead of finding nothing (issue 224)."""
MARGIN_PX = 14
BATCH = 8


class FromPixels(torch.nn.Module):
    """Feeds an embedding network with uint8 pixels, scaled as its weights want them.

    ``per_image`` is FaceNet's prewhitening (the Keras weights); otherwise facenet-pytorch's ``(x - 127.5) / 128``.
    """

    def __init__(self, network: torch.nn.Module, *, per_image: bool) -> None:
        super().__init__()
        self.network = network
        self.per_image = per_image

    def forward(self, crops: torch.Tensor) -> torch.Tensor:
        """``(n, 160, 160, 3)`` uint8 to ``(n, dimension)`` unit vectors."""
        pixels = crops.permute(0, 3, 1, 2).to(torch.float32)
        if not self.per_image:
            return self._embed((pixels - 127.5) / 128.0)
        mean = pixels.mean(dim=(1, 2, 3), keepdim=True)
        centred = pixels - mean
        deviation = centred.square().mean(dim=(1, 2, 3), keepdim=True).sqrt()
        # facenet's own floor, against division by zero on a flat crop.
        return self._embed(centred / deviation.clamp(min=1.0 / (3 * FACE_PX * FACE_PX) ** 0.5))

    def _embed(self, pixels: torch.Tensor) -> torch.Tensor:
        vectors: torch.Tensor = self.network(pixels)
        return vectors


def inception(arrays: Mapping[str, NDArray[Any]]) -> InceptionResnetV1:
    """InceptionResnetV1 in evaluation mode with these weights, from which its dimension is read.

    Raises RuntimeError when an array is missing, left over or of another shape.
    """
    dimension = arrays["last_linear.weight"].shape[0]
    network = InceptionResnetV1(pretrained=None)
    network.last_linear = torch.nn.Linear(1792, dimension, bias=False)
    network.last_bn = torch.nn.BatchNorm1d(dimension, eps=0.001)
    counters = {name: value for name, value in network.state_dict().items() if name.endswith("num_batches_tracked")}
    network.load_state_dict(counters | {name: torch.from_numpy(array) for name, array in arrays.items()})
    return network.eval()


def read_arrays(path: Path) -> dict[str, NDArray[Any]]:
    """The weights that a build left for this engine."""
    with np.load(path, allow_pickle=False) as file:
        return dict(file)


def download_released(name: str) -> Path:
    """The file of ``vggface2`` or ``casia-webface``, by facenet-pytorch's own download into torch's cache.

    Raises WeightsError where its releases cannot be reached.
    """
    try:
        InceptionResnetV1(pretrained=name)
    except OSError as error:
        raise WeightsError(f"facenet-pytorch could not download its {name} weights: {error}") from error
    (path,) = (Path(get_torch_home()) / "checkpoints").glob(f"*-{name}.pt")
    return path


class TorchEngine:
    """The ``facenet`` engine."""

    def __init__(self, engine_id: str, calibration: Calibration, weights: Path, *, per_image: bool, threads: int) -> None:
        torch.set_num_threads(threads)
        network = inception(read_arrays(weights))
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
            parts = [self._embed(some) for some in torch.split(crops, BATCH)]
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
