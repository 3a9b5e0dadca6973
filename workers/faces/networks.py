"""The compiled networks, one small class each: arrays in, arrays out. OpenVINO on the CPU, no torch."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import openvino as ov

from app.domain.chunks import chunks
from app.domain.faces import Box, DetectedFace, Point
from workers.faces import manifest
from workers.faces.align import aligned_crop, box_crop, square_crop

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from app.ports import Image, Vectors

BATCH = 8
"""Crops a run: larger batches gain nothing per face and cost memory."""


class Network:
    """A compiled model: uint8 crops ``(n, side, side, 3)`` in, its outputs as float32 arrays. Not for two threads at once."""

    def __init__(self, path: Path, threads: int) -> None:
        core = ov.Core()
        # Where the processor computes in bfloat16 that halves the time. Vectors stay within 1 - cos = 4e-4 of float32's, and the
        # share of same-person pairs found at one false pair in 1,000 stays the same to 0.0004 (406 portraits).
        native_bf16 = "BF16" in core.get_property("CPU", "OPTIMIZATION_CAPABILITIES")
        config = {
            "INFERENCE_NUM_THREADS": threads,
            "NUM_STREAMS": 1,
            "INFERENCE_PRECISION_HINT": "bf16" if native_bf16 else "f32",
            # It would keep primitives for every size of photo ever seen: after 60 photos 140 MB more, for no time saved.
            "CPU_RUNTIME_CACHE_CAPACITY": 0,
        }
        model = path.resolve()
        with _kept(path.parent / manifest.KEPT) as folder:
            compiled = core.compile_model(model, "CPU", config | ({"CACHE_DIR": str(folder)} if folder else {}))
        self._request: Any = compiled.create_infer_request()

    def run(self, pixels: Image) -> list[NDArray[np.float32]]:
        """The model's outputs for one batch, in the model's order; copies, so that a later run does not change them."""
        self._request.infer({0: np.ascontiguousarray(pixels)}, share_inputs=True)
        return [np.array(tensor.data, dtype=np.float32) for tensor in self._request.output_tensors]

    def run_batched(self, crops: Sequence[Image]) -> list[NDArray[np.float32]]:
        """As ``run`` for any number of crops (at least one), ``BATCH`` at a time."""
        parts = [self.run(np.stack(some)) for some in chunks(crops, BATCH)]
        return [np.concatenate(outputs) for outputs in zip(*parts, strict=True)]


@contextmanager
def _kept(folder: Path) -> Iterator[Path | None]:
    """``folder`` for one process at a time: OpenVINO writes its files in place, and another process would read half of one. None
    where nothing may be written."""
    if not os.access(folder, os.W_OK):
        yield None
        return
    with (folder / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield folder


class YuNet:
    """Finds faces of about 10 to 300 px in the image it is given. Port of the decoding in OpenCV's ``FaceDetectorYN``."""

    _STRIDES = (8, 16, 32)

    def __init__(self, path: Path, threads: int) -> None:
        self._network = Network(path, threads)

    def find(self, image: Image, min_score: float) -> NDArray[np.float32]:
        """Candidates before suppression, ``(n, 15)``: left, top, width, height, five times x and y, score."""
        height, width = image.shape[:2]
        pad_bottom, pad_right = -height % 32, -width % 32
        padded = np.pad(image, ((0, pad_bottom), (0, pad_right), (0, 0)))
        outputs = self._network.run(padded[None])
        # Twelve outputs: class, objectness, box and points, each for the three strides.
        found = [
            self._decode(stride, padded.shape[1] // stride, [outputs[kind * 3 + level][0] for kind in range(4)], min_score)
            for level, stride in enumerate(self._STRIDES)
        ]
        return np.concatenate(found)

    def _decode(self, stride: int, columns: int, outputs: list[NDArray[np.float32]], min_score: float) -> NDArray[np.float32]:
        classes, objects, boxes, points = outputs
        scores = np.sqrt(np.clip(classes[:, 0], 0, 1) * np.clip(objects[:, 0], 0, 1))
        (kept,) = np.nonzero(scores >= min_score)
        cell = np.stack([kept % columns, kept // columns], axis=1).astype(np.float32)
        centre = (cell + boxes[kept, :2]) * stride
        size = np.exp(boxes[kept, 2:]) * stride
        landmarks = (points[kept].reshape(-1, 5, 2) + cell[:, None]) * stride
        return np.concatenate([centre - size / 2, size, landmarks.reshape(-1, 10), scores[kept, None]], axis=1)


class ONet:
    """MTCNN's last stage as a landmark finder: more exact than YuNet's own five points (+0.047 TAR)."""

    SIDE = 48
    TRUSTED = 0.7
    """Under this probability of being a face at all, its points are not to be used (MTCNN's own threshold)."""

    def __init__(self, path: Path, threads: int) -> None:
        self._network = Network(path, threads)

    def refine(self, image: Image, faces: Sequence[DetectedFace]) -> list[DetectedFace]:
        """The same faces with better landmarks where O-Net is sure of them."""
        if not faces:
            return []
        crops, squares = zip(*(square_crop(image, face.box, self.SIDE) for face in faces), strict=True)
        points, probabilities = self._network.run_batched(crops)
        return [
            DetectedFace(face.box, _in_square(row, square), face.score) if probability >= self.TRUSTED else face
            for face, square, row, probability in zip(faces, squares, points, probabilities, strict=True)
        ]


def _in_square(row: NDArray[np.float32], square: Box) -> tuple[Point, Point, Point, Point, Point]:
    a, b, c, d, e = (
        Point(square.x + float(x) * square.width, square.y + float(y) * square.height)
        for x, y in zip(row[:5], row[5:], strict=True)
    )
    return a, b, c, d, e


class Aligned:
    """Vectors of faces aligned by their landmarks, as SFace and every network of ArcFace's kind takes them."""

    def __init__(self, path: Path, threads: int) -> None:
        self._network = Network(path, threads)

    def vectors(self, image: Image, faces: Sequence[DetectedFace]) -> Vectors:
        """Unit vectors of at least one face."""
        return unit(self._network.run_batched([aligned_crop(image, face.landmarks) for face in faces])[0])


class Inception:
    """InceptionResnetV1 vectors of box crops, as facenet-pytorch cuts them."""

    SIDE = 160
    MARGIN = 14 / 146

    def __init__(self, path: Path, threads: int) -> None:
        self._network = Network(path, threads)

    def vectors(self, image: Image, faces: Sequence[DetectedFace]) -> Vectors:
        """Unit vectors of at least one face."""
        crops = [box_crop(image, face.box, self.SIDE, self.MARGIN) for face in faces]
        return unit(self._network.run_batched(crops)[0])


def unit(vectors: NDArray[np.float32]) -> Vectors:
    """Each row scaled to length one; a row of zeros stays."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    scaled: Vectors = (vectors / np.maximum(lengths, 1e-12)).astype(np.float32)
    return scaled
