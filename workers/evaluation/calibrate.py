"""``python server.py calibrate``: what an engine's similarities of different people are like, from a labelled folder."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from app.domain.evidence import Calibration
from app.settings import Settings
from workers.evaluation.cache import SightedCache
from workers.evaluation.folders import EvaluationError, read_set
from workers.evaluation.sighting import Say, sighted_files
from workers.faces import calibrating
from workers.faces.engines import open_engine
from workers.index.crowd import deviation

if TYPE_CHECKING:
    from app.ports import Vectors

FEWEST = 30
"""People; the pairs of fewer give the deviation to a tenth at best."""


def calibrate(
    folder: Path, strangers: Sequence[Path], settings: Settings, cache: Path, say: Say
) -> tuple[Path, Calibration, int]:
    """Measure, and write the calibration beside the models, where the engine finds it; returns its file and of how many people.

    Centre and deviation are measured; what share of variance is between people, how odds are tempered and how many photos show a
    guest stay as they are. The share that portraits would tell, the mean similarity of two of one person, is .6 where searches
    are best with .4 (``fused``, 12 celebrities, 3 South Asian and 2 East Asian people): photos of an evening are less alike.
    Raises ``EvaluationError``, and ``WeightsError`` when the engine's models are not there.
    """
    labelled = read_set(folder, "portraits", strangers)
    engine = open_engine(settings.face_engine, settings.models_dir, settings.face_weights, calibrated=False)
    people = [*labelled.portraits.values(), *([photo] for photo in labelled.strangers)]
    photos = list(dict.fromkeys(photo for portraits in people for photo in portraits))
    kept = SightedCache(cache, engine.id, engine.dimension, settings.max_faces_per_photo)
    found = sighted_files(engine, kept, photos, photos, settings, say=say)
    one_each: dict[str, Vectors] = {}  # by what is in the file: a photo that lies in two folders shows one person
    for portraits in people:
        for digest, seen in (found[path] for path in portraits):
            if seen.selfie is not None:
                one_each[digest] = seen.selfie
                break
    if len(one_each) < FEWEST:
        raise EvaluationError(f"{len(one_each)} people in {folder} have a portrait that will do as a selfie: {FEWEST} are needed")
    calibration = measured(np.stack(list(one_each.values())), engine.calibration)
    return calibrating.keep(settings.models_dir, engine.id, calibration), calibration, len(one_each)


def measured(vectors: Vectors, before: Calibration) -> Calibration:
    """The calibration that unit ``vectors`` ``(n, dimension)`` of different people give; the rest is as ``before``."""
    centre = vectors.mean(axis=0)
    own = deviation(vectors, centre, before.deviation)
    return replace(before, centre=tuple(round(float(part), 4) for part in centre), deviation=round(own, 4))
