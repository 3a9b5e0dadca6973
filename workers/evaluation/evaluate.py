"""``python server.py evaluate``: from a labelled folder to a report."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from time import perf_counter
from typing import Any, cast, get_args

from app.domain import evidence
from app.domain.evidence import Calibration
from app.private_files import write_private
from app.settings import Settings
from workers.evaluation import searches as search_for
from workers.evaluation.cache import SightedCache
from workers.evaluation.folders import GROUP, EvaluationError, LabelledSet, Mode, read_set
from workers.evaluation.numbers import numbers, reliability, with_paths
from workers.evaluation.searches import Histogram, Outcome
from workers.evaluation.sighting import Say, counted, sighted_files
from workers.faces.engines import open_engine


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be measured. ``true_per_search`` None: among all of a person's photos."""

    folder: Path
    strangers: Sequence[Path] = ()
    mode: Mode = "portraits"
    true_per_search: int | None = None
    seed: int = 1
    selfies: int = 1


def wanted_mode(name: str, folder: Path) -> Mode:
    """``groups`` or ``portraits``; without a name ``groups`` where there are group photos. Raises ``EvaluationError``."""
    if not name:
        return "groups" if (folder / GROUP).is_dir() else "portraits"
    if name not in get_args(Mode):
        raise EvaluationError(f"there is no mode {name!r}: {' or '.join(get_args(Mode))}")
    return cast("Mode", name)


def evaluate(wanted: Wanted, settings: Settings, cache: Path, report: Path | None, say: Say) -> dict[str, Any]:
    """Measure, write ``report.json`` and the plots into the folder ``report`` when there is one, return what the file holds.

    Raises ``EvaluationError``, and ``WeightsError`` when the engine's models are not there.
    """
    mode = wanted.mode
    labelled = read_set(wanted.folder, mode, wanted.strangers)
    if report is not None:
        report.mkdir(parents=True, exist_ok=True)
    engine = open_engine(settings.face_engine, settings.models_dir, settings.face_weights)
    begun = perf_counter()
    portraits = [path for photos in labelled.portraits.values() for path in photos]
    photos = list(dict.fromkeys([*portraits, *labelled.group_photos, *labelled.strangers]))
    kept = SightedCache(cache, engine.id, engine.dimension, settings.max_faces_per_photo)
    found = sighted_files(engine, kept, photos, portraits, settings, say=say)
    seen = {path: each for path, (_, each) in found.items()}
    looked = perf_counter()
    whole, labelled = labelled, _without_repeats(labelled, {path: digest for path, (digest, _) in found.items()})
    album = search_for.album_of(labelled, mode, seen, engine.dimension)
    unreadable = {path: each.unreadable for path, each in seen.items() if each.unreadable}
    plan = search_for.plan(
        labelled, album, unreadable, selfies=wanted.selfies, true_per_search=wanted.true_per_search, seed=wanted.seed
    )
    if not plan.searches:
        raise EvaluationError(f"nobody in {wanted.folder} has {wanted.selfies} portraits that can be read")
    histogram = Histogram()
    outcomes: list[Outcome] = []
    for done, search in enumerate(plan.searches):
        outcomes.append(search_for.run(search, album, seen, engine.calibration, histogram))
        say("searching", done, len(plan.searches))
    sizes = search_for.at_sizes(plan.searches, album, seen, engine.calibration, wanted.seed)
    refused = [outcome.refused for outcome in outcomes if outcome.refused]
    result = {
        **numbers(outcomes),
        "engine": engine.id,
        "mode": mode,
        "seed": wanted.seed,
        "selfies": wanted.selfies,
        "true_per_search": wanted.true_per_search,
        "people": len(labelled.portraits),
        "photos": len(album.people),
        "strangers": len(labelled.strangers),
        "repeated_strangers": len(whole.strangers) - len(labelled.strangers),
        "too_few_portraits": plan.too_few_portraits,
        "without_portraits": len(labelled.nameless),
        "refused": {"total": len(refused), **counted(refused)},
        "unreadable": {"total": len(unreadable), **counted(list(unreadable.values()))},
        "unreadable_files": [str(path) for path in unreadable],
        "by_person": _by(outcomes, {person: [person] for person in labelled.portraits}),
        "by_group": _by(outcomes, labelled.groups),
        "by_size": [{"strangers": size, **numbers(some)} for size, some in sizes.items()],
        "reliability": reliability(outcomes),
        "seconds": {"looking": round(looked - begun, 1), "searching": round(perf_counter() - looked, 1)},
    }
    result = with_paths(result)
    if report is not None:
        write_private(report / "report.json", json.dumps(result, indent=1, ensure_ascii=False) + "\n")
        _plot(report, result, histogram, engine.calibration)
    return result


def _by(outcomes: Sequence[Outcome], groups: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    of: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        of.setdefault(outcome.person, []).append(outcome)
    return {group: numbers([each for person in people for each in of.get(person, [])]) for group, people in groups.items()}


def _without_repeats(labelled: LabelledSet, digests: Mapping[Path, str]) -> LabelledSet:
    """Without strangers' photos that are copies of a labelled one, or of each other: they would count as wrong, or twice."""
    known = {digests[path] for photos in (*labelled.portraits.values(), labelled.group_photos) for path in photos}
    strangers: dict[str, Path] = {}
    for path in labelled.strangers:
        if digests[path] not in known:
            strangers.setdefault(digests[path], path)
    return replace(labelled, strangers=list(strangers.values()))


def _plot(folder: Path, result: Mapping[str, Any], histogram: Histogram, calibration: Calibration) -> None:
    from workers.evaluation import plots  # noqa: PLC0415 - matplotlib takes a second to load

    shared = sum(part * part for part in calibration.centre)  # of a score as it is, before the centre is taken away

    def at(doubt: float) -> float:
        crowd = evidence.crowd(result["faces"], calibration.deviation, calibration)
        return shared + (1 - shared) * evidence.line(1, 1, crowd, calibration).where(doubt)

    limits = plots.Limits(at(evidence.CERTAIN_WRONG), at(evidence.SHOWN_WRONG))
    plots.plot_scores(folder / "scores.png", histogram, limits)
    plots.plot_sizes(folder / "recall-by-size.png", result["by_size"])
    if result["reliability"]:
        plots.plot_reliability(folder / "reliability.png", result["reliability"])
