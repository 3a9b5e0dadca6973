"""What a models folder holds, in one small file that is written last: without it there is no build."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

RECIPE = 2
"""Raise when what is built changes a vector: conversion, quantisation. Models are then built anew and the engines get other ids,
so that old vectors are never compared with new ones."""

STEPS = 1
"""Raise when anything else changes a vector: where faces are looked for, crops, scaling, landmarks, fusion. The engines get other
ids, and the models stay."""

FILE = "manifest.json"
COMPILED = "compiled"
SAMPLE = "sample"
KEPT = "kept"
"""Beside models: what OpenVINO made of the models for this processor, by names that say of which file, by which OpenVINO, for
which processor and settings. A process that finds it reads it instead of making it again."""

IRIS = "iris.xml"
"""What tells how far eyes are open. No vector depends on it."""

REFERENCE = "inception.npz"
"""InceptionResnetV1's weights by facenet-pytorch's names, for the engine that runs them in torch."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """``digests``: sha256 of every weight file by role; ``files``: size in bytes of every file the build made;
    ``weights``: the setting that InceptionResnetV1's weights were built from."""

    weights: str
    dimension: int
    per_image: bool
    digests: dict[str, str]
    files: dict[str, int]
    versions: dict[str, str] = field(default_factory=dict)
    recipe: int = RECIPE

    @property
    def engines(self) -> dict[str, str]:
        """Id by engine name."""
        return {name: engine_id(name, self.digests) for name in NETWORKS}

    def write(self, models_dir: Path) -> None:
        """Put it into ``models_dir``; readers see all of it or nothing."""
        draft = models_dir / f".{FILE}"
        draft.write_text(json.dumps(asdict(self), indent=2, sort_keys=True) + "\n")
        draft.replace(models_dir / FILE)


def read(models_dir: Path) -> Manifest | None:
    """The manifest, or None when there is no usable build of this recipe."""
    try:
        document: dict[str, Any] = json.loads((models_dir / FILE).read_text())
        document.pop("engines", None)  # builds of before wrote them down
        manifest = Manifest(**document)
    except (OSError, ValueError, TypeError):
        return None
    return manifest if manifest.recipe == RECIPE else None


NETWORKS = {
    "fused": ("yunet", "onet", "sface", "inception"),
    "sface": ("yunet", "onet", "sface"),
    "facenet": ("pnet", "rnet", "onet", "inception"),
}
"""The weight files that each engine's vectors depend on."""


def engine_id(name: str, digests: dict[str, str]) -> str:
    """A name for everything that shapes an engine's vectors: its weight files' digests and the recipe's steps."""
    return stamped(name, [f"{role}={digests[role]}" for role in NETWORKS[name]])


def stamped(name: str, parts: Sequence[str]) -> str:
    """``name``, and a digest of ``parts``, of the recipe and of the steps."""
    stamp = hashlib.sha256("\n".join([name, f"recipe={RECIPE}", f"steps={STEPS}", *parts]).encode()).hexdigest()
    return f"{name}-{stamp[:16]}"
