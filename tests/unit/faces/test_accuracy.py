"""Recall and precision of the whole way from pixels to tiers, on labelled photos of real people."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from app.domain.quality import Verdict, assess
from app.domain.vocabulary import Tier
from app.ports import GalleryFaces
from tests.unit.faces.conftest import main_face, photo
from workers.faces.measure import measure_face
from workers.index.looking import look

if TYPE_CHECKING:
    from app.domain.faces import DetectedFace
    from app.ports import FaceEngine, Image


@dataclass(frozen=True)
class Outcome:
    """What searches came to: right and wrong photos delivered by tier, and how many there were to find."""

    right: dict[Tier, int]
    wrong: dict[Tier, int]
    wanted: int

    @property
    def certain_recall(self) -> float:
        return self.right[Tier.CERTAIN] / self.wanted

    @property
    def recall(self) -> float:
        return sum(self.right.values()) / self.wanted

    @property
    def certain_precision(self) -> float:
        return self.right[Tier.CERTAIN] / max(1, self.right[Tier.CERTAIN] + self.wrong[Tier.CERTAIN])

    @property
    def precision(self) -> float:
        return sum(self.right.values()) / max(1, sum(self.right.values()) + sum(self.wrong.values()))


class Finder:
    """Finds the faces of a photo once, for all engines: they have one detector, which takes most of what a photo takes."""

    def __init__(self, engine: FaceEngine) -> None:
        self._engine = engine
        self._found: dict[Path, tuple[list[DetectedFace], list[bool]]] = {}

    def faces(self, path: Path, image: Image) -> tuple[list[DetectedFace], list[bool]]:
        """Those of a photo, and which of them are not good enough to be sure of."""
        if path not in self._found:
            faces = self._engine.detect(image)
            self._found[path] = faces, [assess(measure_face(image, face)) is not Verdict.GOOD for face in faces]
        return self._found[path]


@pytest.fixture(scope="module")
def finder(fused: FaceEngine) -> Finder:
    return Finder(fused)


def gallery(engine: FaceEngine, finder: Finder, photos: dict[str, Path]) -> GalleryFaces:
    """The faces of photos by name, as an ingest keeps them."""
    vectors: list[np.ndarray] = []
    numbers: list[int] = []
    places: list[int] = []
    marked: list[bool] = []
    for number, path in enumerate(photos.values()):
        image = photo(path)
        faces, poor = finder.faces(path, image)
        vectors.append(engine.embed(image, faces))
        numbers += [number] * len(faces)
        places += range(len(faces))
        marked += poor
    return GalleryFaces(
        np.concatenate(vectors), np.array(numbers, np.int32), np.array(places, np.uint16), np.array(marked), list(photos)
    )


def search(engine: FaceEngine, probe: np.ndarray, faces: GalleryFaces) -> dict[str, Tier]:
    """The photos that a selfie's vector finds."""
    return {hit.photo_id: hit.tier for hit in look(probe.reshape(1, -1), faces, engine.calibration).hits}


def outcome(engine: FaceEngine, probes: list[tuple[np.ndarray, set[str]]], faces: GalleryFaces) -> Outcome:
    """Each probe searched: its vector and the photos that show the person."""
    right: dict[Tier, int] = defaultdict(int)
    wrong: dict[Tier, int] = defaultdict(int)
    for probe, wanted in probes:
        for name, found in search(engine, probe, faces).items():
            (right if name in wanted else wrong)[found] += 1
    return Outcome(right, wrong, sum(len(wanted) for _, wanted in probes))


@pytest.mark.parametrize(("name", "least"), [("fused", (0.93, 0.87, 0.93)), ("sface", (0.87, 0.85, 0.90))])
def test_one_small_portrait_finds_the_group_photos_that_show_the_person(
    request: pytest.FixtureRequest,
    finder: Finder,
    shared_data: Path,
    name: str,
    least: tuple[float, float, float],
) -> None:
    engine: FaceEngine = request.getfixturevalue(name)
    labels: dict[str, list[str]] = json.loads((shared_data / "bbt/_group/labels.json").read_text())
    groups = {path.name: path for path in (shared_data / "bbt/_group").glob("*.jpg")}
    strangers = {path.name: path for path in sorted((shared_data / "distractors").glob("*.jpg"))[:40]}
    faces = gallery(engine, finder, groups | strangers)
    probes = []
    for folder in sorted((shared_data / "bbt").glob("[!_]*")):
        wanted = {photo_name for photo_name, people in labels.items() if folder.name in people}
        for path in sorted(folder.glob("*.png")):
            probe = main_face(engine, photo(path))
            if probe is not None:
                probes.append((probe, wanted))
    result = outcome(engine, probes, faces)
    assert len(probes) >= 38
    # Measured: fused 104 of 110 certain and right, none wrong, 4 right and 4 wrong as maybe; sface 103 and 1, 4 and 12.
    assert result.certain_precision >= 0.98
    precision, certain_recall, recall = least
    assert result.precision >= precision
    assert result.certain_recall >= certain_recall
    assert result.recall >= recall


def test_celebrities_are_found_among_each_other(shared_data: Path, fused: FaceEngine, finder: Finder) -> None:
    """Twelve people over decades; a handful of the labels are wrong, which costs precision here."""
    photos: dict[str, Path] = {}
    probes: list[tuple[np.ndarray | None, set[str]]] = []
    for folder in sorted((shared_data / "celeb12").iterdir()):
        paths = sorted(folder.iterdir())[:10]
        shown = {f"{folder.name}/{path.name}": path for path in paths[2:]}
        photos |= shown
        probes += [(main_face(fused, photo(path)), set(shown)) for path in paths[:2]]
    result = outcome(fused, [(probe, wanted) for probe, wanted in probes if probe is not None], gallery(fused, finder, photos))
    assert result.certain_precision >= 0.97
    assert result.precision >= 0.90
    assert result.certain_recall >= 0.80
    assert result.recall >= 0.87


def test_the_sample_people_are_found_among_each_other(sample: Path, fused: FaceEngine, finder: Finder) -> None:
    photos: dict[str, Path] = {}
    probes: list[tuple[np.ndarray | None, set[str]]] = []
    for folder in sorted(sample.iterdir()):
        shown = {f"{folder.name}/{path.name}": path for path in sorted(folder.glob("train-*.jpg"))[:10]}
        photos |= shown
        probes += [(main_face(fused, photo(path)), set(shown)) for path in sorted(folder.glob("val-*.jpg"))]
    result = outcome(fused, [(probe, wanted) for probe, wanted in probes if probe is not None], gallery(fused, finder, photos))
    assert result.certain_precision >= 0.98
    assert result.precision >= 0.93
    assert result.certain_recall >= 0.85
    assert result.recall >= 0.90


def test_all_faces_of_group_photos_are_found_and_nothing_else(shared_data: Path, fused: FaceEngine) -> None:
    counts: dict[str, int] = json.loads((shared_data / "compreface/_group/face_counts.json").read_text())
    found = {name: len(fused.detect(photo(shared_data / "compreface/_group" / name))) for name in counts}
    assert sum(abs(found[name] - count) for name, count in counts.items()) <= 1
