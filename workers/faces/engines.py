"""The face engines by name, and what their scores mean."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np

from app.domain.faces import Box, Calibration, DetectedFace, Point
from workers.faces import manifest
from workers.faces.detect import Detector
from workers.faces.networks import Inception, ONet, SFace, YuNet
from workers.faces.weights import PACKAGED, WeightsError

if TYPE_CHECKING:
    from app.ports import FaceEngine, Image, Vectors

SFACE_SHARE = 0.7
"""Weight of SFace's cosine in the fused score; the rest is InceptionResnetV1's."""

CALIBRATIONS = {
    "fused": Calibration(certain_at_1000=0.42, per_decade=0.045, maybe_margin=0.08, strict_margin=0.05),
    "sface": Calibration(certain_at_1000=0.41, per_decade=0.045, maybe_margin=0.08, strict_margin=0.05),
    "facenet": Calibration(certain_at_1000=0.62, per_decade=0.05, maybe_margin=0.10, strict_margin=0.05),
}


class Embedder(Protocol):
    """Unit vectors of the faces of one image."""

    def vectors(self, image: Image, faces: Sequence[DetectedFace]) -> Vectors:
        """One row a face; at least one face."""


class CompiledEngine:
    """YuNet boxes, O-Net landmarks, and one or more embedding networks whose vectors become one.

    The vectors are joined as ``sqrt(share) * vector``, so that the inner product of two joined vectors is the mean of
    the networks' cosines, weighted by ``share``.
    """

    def __init__(
        self,
        engine_id: str,
        calibration: Calibration,
        detector: Detector,
        embedders: Sequence[tuple[float, Embedder]],
    ) -> None:
        self.id = engine_id
        self.calibration = calibration
        self._detector = detector
        self._embedders = embedders
        # Asking the networks cannot disagree with them, and warms them up.
        self.dimension = len(self._joined(np.zeros((64, 64, 3), dtype=np.uint8), [_ANY_FACE])[0])

    def detect(self, image: Image) -> list[DetectedFace]:
        """All faces of ``image``, in its pixels, most confident first."""
        return self._detector.find(image)

    def embed(self, image: Image, faces: Sequence[DetectedFace]) -> Vectors:
        """One unit vector a face, in the order given; ``(len(faces), dimension)``."""
        if not faces:
            return np.empty((0, self.dimension), dtype=np.float32)
        return self._joined(image, faces)

    def _joined(self, image: Image, faces: Sequence[DetectedFace]) -> Vectors:
        parts = [np.float32(share**0.5) * embedder.vectors(image, faces) for share, embedder in self._embedders]
        return np.concatenate(parts, axis=1)


_ANY_FACE = DetectedFace(Box(8, 8, 48, 48), (Point(22, 24), Point(42, 24), Point(32, 36), Point(24, 46), Point(40, 46)), 1.0)


def open_engine(name: str, models_dir: Path, weights: str = PACKAGED, threads: int = 1) -> FaceEngine:
    """The engine ``fused``, ``sface`` or ``facenet`` with models that ``build_models`` made for these ``weights``.

    ``threads`` is how many the networks may use. Raises WeightsError when the models are not there; ValueError for an
    unknown name. Only ``facenet`` needs torch.
    """
    if name not in manifest.NETWORKS:
        raise ValueError(f"unknown face engine {name!r}: {', '.join(manifest.NETWORKS)}")
    built = manifest.read(models_dir)
    if built is None or built.weights != weights:
        raise WeightsError(f"no models for weights {weights!r} here: run `python server.py models`")
    compiled = models_dir / manifest.COMPILED
    engine_id, calibration = built.engines[name], CALIBRATIONS[name]
    if name == "facenet":
        from workers.faces.reference import TorchEngine  # noqa: PLC0415  (the one engine that needs torch)

        state = compiled / manifest.TORCH_STATE
        return TorchEngine(engine_id, calibration, state, per_image=built.per_image, threads=threads)
    detector = Detector(YuNet(compiled / "yunet.xml", threads), ONet(compiled / "onet.xml", threads))
    sface = SFace(compiled / "sface.xml", threads)
    if name == "sface":
        return CompiledEngine(engine_id, calibration, detector, [(1.0, sface)])
    inception = Inception(compiled / "inception.xml", threads)
    return CompiledEngine(engine_id, calibration, detector, [(SFACE_SHARE, sface), (1 - SFACE_SHARE, inception)])
