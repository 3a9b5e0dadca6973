"""Engines that an operator brought by ``models add``: what is kept of each, and its id. Light enough for a start to ask."""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final, Literal

from app.private_files import write_private
from workers.faces import calibrating, manifest
from workers.faces.weights import WeightsError

Colour = Literal["rgb", "bgr"]

FOLDER: Final = "engines"
"""Below the models folder; in it one folder an engine."""
NETWORK: Final = "network.xml"
_TOLD: Final = "engine.json"
_NAME: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LONGEST: Final = 40


@dataclass(frozen=True, slots=True)
class Brought:
    """What ``models add`` was given and made.

    ``file`` and ``sha256`` are of the network as it was brought. It takes colours in the order ``colour``, each as
    ``(value - mean) / scale`` of 0 to 255, channels first (``NCHW``) or last (``NHWC``), and gives ``dimension`` numbers a face.
    ``files``: bytes of each file of the folder.
    """

    file: str
    sha256: str
    mean: float
    scale: float
    colour: Colour
    layout: str
    dimension: int
    files: dict[str, int]

    def write(self, folder: Path) -> None:
        """Put it into the engine's ``folder``; readers see all of it or nothing."""
        write_private(folder / _TOLD, json.dumps(asdict(self), indent=2) + "\n")


def check_name(name: str) -> None:
    """Raises WeightsError unless an engine that is brought may be called so."""
    if name in manifest.NETWORKS:
        raise WeightsError(f"{name} is an engine of the service's own: choose another name")
    if len(name) > _LONGEST or not _NAME.fullmatch(name):
        raise WeightsError(f"{name!r} cannot be a name: lower-case letters, digits and single hyphens, {_LONGEST} at most")


def place(models_dir: Path, name: str) -> Path:
    """The folder of an engine that is brought."""
    return models_dir / FOLDER / name


def names(models_dir: Path) -> list[str]:
    """What has been brought here, by name."""
    return sorted(path.parent.name for path in (models_dir / FOLDER).glob(f"[!.]*/{_TOLD}"))


def read(models_dir: Path, name: str) -> Brought:
    """What is known of an engine. Raises WeightsError when there is none of that name, or not all of it."""
    folder = place(models_dir, name)
    if not _NAME.fullmatch(name) or not (folder / _TOLD).is_file():
        known = ", ".join([*manifest.NETWORKS, *names(models_dir)])
        raise WeightsError(f"unknown face engine {name!r}: {known}; `python server.py models add` brings others")
    try:
        told: dict[str, Any] = json.loads((folder / _TOLD).read_text())
        brought = Brought(**told)
        whole = all((folder / file).stat().st_size == size for file, size in brought.files.items())
    except (OSError, ValueError, TypeError, AttributeError):
        whole = False
    if not whole:
        raise WeightsError(f"the face engine {name} in {folder} is damaged: `models remove {name}`, then add it again")
    return brought


def engine_id(name: str, brought: Brought, digests: dict[str, str]) -> str:
    """A name for everything that shapes its vectors; ``digests`` are those of the models that find faces, by role."""
    finders = [f"{role}={digests[role]}" for role in ("yunet", "onet")]
    pixels = f"pixels={brought.mean!r},{brought.scale!r},{brought.colour}"
    return manifest.stamped(name, [*finders, f"network={brought.sha256}", pixels])


def check(models_dir: Path, name: str) -> None:
    """Raises WeightsError unless a service can run with the engine ``name``, where the models are built: it is one of
    ours, or it is here and calibrated."""
    if name not in manifest.NETWORKS and not calibrated(models_dir, name, read(models_dir, name)):
        raise WeightsError(uncalibrated(name))


def calibrated(models_dir: Path, name: str, brought: Brought) -> bool:
    """Has ``calibrate`` measured what its scores mean?"""
    built = manifest.read(models_dir)
    return built is not None and calibrating.measured(models_dir, engine_id(name, brought, built.digests)) is not None


def uncalibrated(name: str) -> str:
    """What to do about an engine whose scores mean nothing yet."""
    return f"the face engine {name} is not calibrated: `python server.py calibrate DIR --engine {name}` does it"


def remove(models_dir: Path, name: str) -> None:
    """Take an engine away, and its calibration. Raises WeightsError when there is none of that name."""
    folder = place(models_dir, name)
    check_name(name)
    if not folder.is_dir():
        raise WeightsError(f"there is no engine {name} to remove")
    for calibration in calibrating.kept(models_dir, name):
        calibration.unlink()
    (folder / _TOLD).unlink(missing_ok=True)  # first: without it there is no engine
    shutil.rmtree(folder)
