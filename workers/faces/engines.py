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
"""Weight of SFace's cosine in the fused score; the rest is InceptionResnetV1's. 0.7 and 0.8 are the best of 0.5 to 0.8: 0.926
and 0.930 of same-person pairs at one false pair in 1,000 (SFace alone 0.916, InceptionResnetV1 0.859; 907 portraits)."""

# Where one portrait finds 3 to 10 others of the person among 30 to 1,500 strangers with a precision of 0.99 (certain) and
# of 0.9 (maybe): 650 portraits of 24 people and 950 strangers' faces, web photos and group photos, faces from 24 px up,
# plain mislabellings taken out. `certain` at 100 / 1,000 faces: fused 0.39 / 0.43 (0.93 / 0.89 of the person's photos found),
# sface 0.40 / 0.44 (0.92 / 0.88), facenet 0.50 / 0.56 (0.87 / 0.78); `maybe` at 1,000: 0.36 (0.95), 0.38 (0.93), 0.46 (0.90).
# SFace alone gets a little less than that: in small events its false maybes are three times those of the fused engine.
# Beyond 1,500 faces the slope is what FACE_ENGINE.md found for SFace up to 13,000. Small faces are taken for a stranger's
# 1.5 times as often as others, which is a fifth of a decade; the strict margin is somewhat more than that. For weights
# other than the packaged ones nothing was measured: these constants then only say where to begin.
CALIBRATIONS = {
    "fused": Calibration(certain_at_1000=0.43, per_decade=0.045, maybe_margin=0.07, strict_margin=0.02),
    "sface": Calibration(certain_at_1000=0.44, per_decade=0.045, maybe_margin=0.05, strict_margin=0.02),
    "facenet": Calibration(certain_at_1000=0.56, per_decade=0.065, maybe_margin=0.10, strict_margin=0.03),
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
