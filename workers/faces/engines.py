"""The face engines by name, and what their scores mean."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np

from app.domain.evidence import Calibration
from app.domain.faces import Box, DetectedFace, Point
from workers.faces import brought, calibrating, manifest
from workers.faces.detect import Detector
from workers.faces.networks import BATCH, Aligned, Inception, ONet, YuNet
from workers.faces.weights import PACKAGED, WeightsError, need_torch

if TYPE_CHECKING:
    from app.ports import FaceEngine, Image, Vectors

SFACE_SHARE = 0.7
"""Weight of SFace's cosine in the fused score; the rest is InceptionResnetV1's. 0.7 and 0.8 are the best of 0.5 to 0.8: 0.926
and 0.930 of same-person pairs at one false pair in 1,000 (SFace alone 0.916, InceptionResnetV1 0.859; 907 portraits)."""


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


def open_engine(
    name: str, models_dir: Path, weights: str = PACKAGED, threads: int = 1, *, batch: int = BATCH, calibrated: bool = True
) -> FaceEngine:
    """The engine ``fused``, ``sface`` or ``facenet`` with models that ``build_models`` made for these ``weights``, or one of the
    operator's that was brought to ``models_dir``.

    ``threads`` is how many the networks may use, ``batch`` how many faces they embed at a time. Without ``calibrated`` one that
    was brought may be without a calibration: its scores mean nothing then. Raises WeightsError when the models or the engine are
    not there, or torch is not for ``facenet``, which alone needs it.
    """
    built = manifest.read(models_dir)
    if built is None or built.weights != weights:
        raise WeightsError(f"no models for weights {weights!r} here: run `python server.py models build`")
    compiled = _keeping(models_dir / manifest.COMPILED)
    if name not in manifest.NETWORKS:
        return _brought(name, models_dir, built, threads, batch, calibrated=calibrated)
    engine_id, calibration = built.engines[name], calibrating.known(models_dir, built.engines[name], name)
    if name == "facenet":
        need_torch(f"the face engine {name}")
        from workers.faces.reference import TorchEngine  # noqa: PLC0415  (the one engine that needs torch)

        weights_file = compiled / manifest.REFERENCE
        return TorchEngine(engine_id, calibration, weights_file, per_image=built.per_image, threads=threads)
    sface = Aligned(compiled / "sface.xml", threads, batch)
    if name == "sface":
        return CompiledEngine(engine_id, calibration, _detector(compiled, threads, batch), [(1.0, sface)])
    inception = Inception(compiled / "inception.xml", threads, batch)
    embedders: list[tuple[float, Embedder]] = [(SFACE_SHARE, sface), (1 - SFACE_SHARE, inception)]
    return CompiledEngine(engine_id, calibration, _detector(compiled, threads, batch), embedders)


def _brought(
    name: str, models_dir: Path, built: manifest.Manifest, threads: int, batch: int, *, calibrated: bool
) -> CompiledEngine:
    engine_id = brought.engine_id(name, brought.read(models_dir, name), built.digests)
    calibration = calibrating.measured(models_dir, engine_id)
    if calibration is None and calibrated:
        raise WeightsError(brought.uncalibrated(name))
    network = Aligned(_keeping(brought.place(models_dir, name)) / brought.NETWORK, threads, batch)
    detector = _detector(_keeping(models_dir / manifest.COMPILED), threads, batch)
    return CompiledEngine(engine_id, calibration or calibrating.assumed(), detector, [(1.0, network)])


def _keeping(models: Path) -> Path:
    """The same folder, with room for what OpenVINO makes of its models; where nothing may be written, that is made each time."""
    with suppress(OSError):
        (models / manifest.KEPT).mkdir(exist_ok=True)
    return models


def _detector(compiled: Path, threads: int, batch: int) -> Detector:
    return Detector(YuNet(compiled / "yunet.xml", threads), ONet(compiled / "onet.xml", threads, batch))
