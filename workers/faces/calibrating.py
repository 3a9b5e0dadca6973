"""What one engine's similarities mean: measured on portraits of many people, kept as a small file of numbers.

The packaged engines were measured on Labeled Faces in the Wild, people A to I (2,256 people, 4,970 photos). A centre is the mean
of thousands of people's vectors and shows nobody.
"""

from __future__ import annotations

import json
import re
from dataclasses import asdict, replace
from pathlib import Path
from typing import Final

from app.domain.evidence import Calibration
from app.private_files import write_private

_PACKAGED: Final = Path(__file__).parent / "calibrations"


def known(models_dir: Path, engine_id: str, name: str) -> Calibration:
    """What was measured of exactly this engine here, or else what comes with engines of that ``name``.

    Raises ``ValueError`` when the file of it is damaged.
    """
    return measured(models_dir, engine_id) or packaged(name)


def measured(models_dir: Path, engine_id: str) -> Calibration | None:
    """What was measured of exactly this engine here. Raises ``ValueError`` when the file of it is damaged."""
    path = _place(models_dir, engine_id)
    return read(path) if path.exists() else None


def kept(models_dir: Path, name: str) -> list[Path]:
    """The files of what was measured here of engines of that ``name``, whatever their weights."""
    ids = re.compile(rf"{re.escape(name)}-[0-9a-f]{{16}}\.json")
    return [path for path in (models_dir / "calibrations").glob("*.json") if ids.fullmatch(path.name)]


def assumed() -> Calibration:
    """For an engine of which nothing has been measured: what those that take aligned faces share, about no centre."""
    return replace(packaged("sface"), centre=())


def keep(models_dir: Path, engine_id: str, calibration: Calibration) -> Path:
    """Write what was measured of an engine to where ``known`` finds it; returns the file."""
    path = _place(models_dir, engine_id)
    path.parent.mkdir(exist_ok=True)
    write_private(path, json.dumps(asdict(calibration)) + "\n")
    return path


def _place(models_dir: Path, engine_id: str) -> Path:
    return models_dir / "calibrations" / f"{engine_id}.json"


def packaged(name: str) -> Calibration:
    """The calibration that comes with an engine. Raises ``OSError`` when none does."""
    return read(_PACKAGED / f"{name}.json")


def read(path: Path) -> Calibration:
    """A calibration from its file. Raises ``OSError``, and ``ValueError`` when it is none."""
    try:
        told = json.loads(path.read_text())
        numbers = {name: float(told[name]) for name in ("deviation", "between", "temper", "photos")}
        return Calibration(centre=tuple(float(part) for part in told["centre"]), **numbers)
    except (KeyError, TypeError) as problem:
        raise ValueError(f"{path} is no calibration: {problem}") from None
