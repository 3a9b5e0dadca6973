"""The compiled networks, one small class each: arrays in, arrays out. OpenVINO on the CPU, no torch."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from enum import Enum, auto
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

BATCH = 3
"""Crops a run, for who has photos. Larger batches gain little: a face takes 6.4, 4.4, 4.1, 4.1 and 4.4 ms of SFace and 6.7, 4.5,
3.6, 3.1 and 2.9 ms of InceptionResnetV1 in batches of 1, 2, 3, 4 and 9; and whatever is too few for a batch is computed as a full
one. Who has selfies, of which one face is wanted, takes one: a third of the time."""


class Network:
    """A compiled model: uint8 pixels ``(n, height, width, 3)`` in, its outputs as float32 arrays. Not for two threads at once."""

    def __init__(self, path: Path, threads: int, batch: int | None = None) -> None:
        """For ``batch`` inputs at a time, or else as many as come, which costs more."""
        core = ov.Core()
        # Where the processor computes in bfloat16 that halves the time. Vectors stay within 1 - cos = 4e-4 of float32's, and the
        # share of same-person pairs found at one false pair in 1,000 stays the same to 0.0004 (406 portraits).
        native_bf16 = "BF16" in core.get_property("CPU", "OPTIMIZATION_CAPABILITIES")
        config = {
            "INFERENCE_NUM_THREADS": threads,
            "NUM_STREAMS": 1,
            # Pinned, the one thread of every process runs on the first core, and all others wait: two processes then have half of
            # two cores (together 39 batches of SFace a second in place of 85).
            "ENABLE_CPU_PINNING": False,
            "INFERENCE_PRECISION_HINT": "bf16" if native_bf16 else "f32",
            # It would keep primitives for every size of photo ever seen: after 60 photos 140 MB more, for no time saved.
            "CPU_RUNTIME_CACHE_CAPACITY": 0,
        }
        model: Any = path.resolve()
        if batch is not None:
            model = core.read_model(model)
            model.reshape([batch, *list(model.input(0).partial_shape)[1:]])
        with _kept(path.parent / manifest.KEPT) as folder:
            compiled = core.compile_model(model, "CPU", config | ({"CACHE_DIR": str(folder)} if folder else {}))
        self._request: Any = compiled.create_infer_request()

    def run(self, pixels: Image) -> list[NDArray[np.float32]]:
        """The model's outputs for one batch, in the model's order; copies, so that a later run does not change them."""
        self._request.infer({0: np.ascontiguousarray(pixels)}, share_inputs=True)
        return [np.array(tensor.data, dtype=np.float32) for tensor in self._request.output_tensors]


class CropNetwork:
    """A model that takes crops of one size, ``(side, side, 3)``: compiled for ``batch`` of them, the last batch filled up.

    Compiled for any number it takes 1.8 times as long for nine faces: it sets itself up anew whenever the number changes, and is
    not laid out as well (7.8 instead of 4.1 ms a face for SFace, 6.1 instead of 3.6 for InceptionResnetV1). One of each kind in
    the same worker would cost it 130 MB.
    """

    def __init__(self, path: Path, threads: int, batch: int = BATCH) -> None:
        self._network = Network(path, threads, batch)
        self._batch = batch

    def run(self, crops: Sequence[Image]) -> list[NDArray[np.float32]]:
        """The model's outputs, in its order, one row a crop; at least one crop."""
        filled = [*crops, *[crops[-1]] * (-len(crops) % self._batch)]
        parts = [self._network.run(np.stack(some)) for some in chunks(filled, self._batch)]
        return [np.concatenate(outputs)[: len(crops)] for outputs in zip(*parts, strict=True)]


class Pass(Enum):
    """One of the images in which the faces of a photo are searched."""

    PHOTO = auto()
    OVERVIEW = auto()
    CLOSER = auto()


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
        # Each sets itself up anew when an image has another size than the last one, which takes a third of a search of a large
        # one: so those that differ in size each time have one of their own.
        self._networks = {pass_: Network(path, threads) for pass_ in Pass}

    def find(self, image: Image, min_score: float, pass_: Pass = Pass.PHOTO) -> NDArray[np.float32]:
        """Candidates before suppression, ``(n, 15)``: left, top, width, height, five times x and y, score."""
        height, width = image.shape[:2]
        pad_bottom, pad_right = -height % 32, -width % 32
        padded = np.pad(image, ((0, pad_bottom), (0, pad_right), (0, 0))) if pad_bottom or pad_right else image
        outputs = self._networks[pass_].run(padded[None])
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

    def __init__(self, path: Path, threads: int, batch: int = BATCH) -> None:
        self._network = CropNetwork(path, threads, batch)

    def refine(self, image: Image, faces: Sequence[DetectedFace]) -> list[DetectedFace]:
        """The same faces with better landmarks where O-Net is sure of them."""
        if not faces:
            return []
        crops, squares = zip(*(square_crop(image, face.box, self.SIDE) for face in faces), strict=True)
        points, probabilities = self._network.run(crops)
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

    def __init__(self, path: Path, threads: int, batch: int = BATCH) -> None:
        self._network = CropNetwork(path, threads, batch)

    def vectors(self, image: Image, faces: Sequence[DetectedFace]) -> Vectors:
        """Unit vectors of at least one face."""
        return unit(self._network.run([aligned_crop(image, face.landmarks) for face in faces])[0])


class Inception:
    """InceptionResnetV1 vectors of box crops, as facenet-pytorch cuts them."""

    SIDE = 160
    MARGIN = 14 / 146

    def __init__(self, path: Path, threads: int, batch: int = BATCH) -> None:
        self._network = CropNetwork(path, threads, batch)

    def vectors(self, image: Image, faces: Sequence[DetectedFace]) -> Vectors:
        """Unit vectors of at least one face."""
        crops = [box_crop(image, face.box, self.SIDE, self.MARGIN) for face in faces]
        return unit(self._network.run(crops)[0])


def unit(vectors: NDArray[np.float32]) -> Vectors:
    """Each row scaled to length one; a row of zeros stays."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    scaled: Vectors = (vectors / np.maximum(lengths, 1e-12)).astype(np.float32)
    return scaled
