"""The numbers that whom a search finds depends on, chosen without the people whom they are then measured on.

Four sets of people, each searched for with one selfie and six photos of the person there. Each number of the model is tried at
several values, the others as they run. A set is left out, the value that does best on the other three is taken, and what it does
on the one that was left out is printed beside what the value that runs does there. Then the same with all numbers at once: of
some combinations by chance, and the one that runs, the best on the other three sets.

The same searches serve for halves: the people of each set are parted in two by the order of hashes of their names, each number
is chosen on one half of every set, and all of them together are measured on the other, beside what runs.

What is best: the ``loss`` is the share of true photos that is not certain and the share that is not shown, on the average, and
a tenth for each time over that the promise of .05 photos of somebody else called certain, and of .5 shown, is broken.

Vectors come from the cache of ``python server.py evaluate`` (``DATA_DIR/evaluation``); what is not in it takes 80 ms a portrait.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from types import ModuleType
from typing import Any, Final

from app.domain import evidence
from app.domain.evidence import Calibration
from app.settings import Settings
from tests.conftest import MODELS, SHARED_DATA
from workers.evaluation import searches
from workers.evaluation.cache import SightedCache
from workers.evaluation.folders import LabelledSet, read_set
from workers.evaluation.numbers import numbers
from workers.evaluation.searches import Album, Outcome, Search
from workers.evaluation.sighted import Sighted
from workers.evaluation.sighting import sighted_files
from workers.faces.engines import open_engine
from workers.index import crowd, growth

TRUE: Final = 6
"""Photos of the person, of each search."""
SEVERAL: Final = 7
"""Photos of somebody of LFW who searches; the others are strangers."""
SEARCHES: Final = 20
"""Of each set, at most."""
COMBINATIONS: Final = 8

Value = Any
Choice = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class _Number:
    """Where a number is, None for one of the engine's calibration, and the values tried; the first is the one that runs."""

    place: ModuleType | None
    name: str
    values: Sequence[Value]


NUMBERS: Final = (
    _Number(None, "between", (0.4, 0.3, 0.5, 0.6)),
    _Number(None, "temper", (0.5, 0.35, 0.4, 0.6, 0.7, 1.0)),
    _Number(None, "photos", (45, 5, 15, 100)),
    _Number(evidence, "_HEAVY", (1.12, 1.0, 1.06, 1.2)),
    _Number(evidence, "_OWN_WORD", (75, 20, 40, 150, 300)),
    _Number(evidence, "LIKELY", (0.75, 0.0, 0.4, 1.1, 1.5)),
    _Number(crowd, "_ONE_PERSON", (4.5, 3.5, 4.0, 5.5, 100.0)),
    _Number(growth, "ROUNDS", ((2, 6, 60), (60, 60, 60), (6, 60), (2, 60), (2, 6, 20, 60))),
    _Number(growth, "MOST", (12.0, 6.0, 25.0)),
    _Number(evidence, "_ALIKE", (0.5, 0.4, 0.6)),
    _Number(evidence, "_LOOK", (1 / 6, 1 / 12, 1 / 4)),
    _Number(growth, "MOST_ALIKE", (3, 0, 1)),
    _Number(evidence, "SOMEBODY_ALIKE", (0.01, 0.002, 0.05)),
    _Number(growth, "_MOST_LIKE_HER", (4, 2, 8)),
    _Number(evidence, "UNLIKELY", (-2.0, -1.0, -3.0)),
    _Number(growth, "_NEXT", (2, 1, 3)),
    _Number(evidence, "_PERSONS", (5.0, 2.0, 10.0)),
    _Number(evidence, "_USUAL", (3.0, 0.0, 6.0)),
)


@dataclass(frozen=True, slots=True)
class _People:
    """A set, and its searches."""

    name: str
    album: Album
    seen: Mapping[Path, Sighted]
    searches: Sequence[Search]

    def half(self, found: Sequence[Outcome], which: int) -> list[Outcome]:
        """What was found of every second person, in the order of hashes of their names."""
        names = sorted({search.person for search in self.searches}, key=lambda name: hashlib.sha256(name.encode()).digest())
        those = set(names[which::2])
        return [outcome for outcome in found if outcome.person in those]


def main(scratch: Path) -> None:
    """Print, number by number and set by set, what would have been chosen without that set, and what it is worth there."""
    del scratch
    settings = Settings()
    engine = open_engine("fused", MODELS, settings.face_weights)
    cache = SightedCache(settings.data_dir / "evaluation", engine.id, engine.dimension, settings.max_faces_per_photo)
    sets = []
    for name, labelled in _labelled():
        portraits = [path for photos in labelled.portraits.values() for path in photos]
        photos = [*portraits, *labelled.strangers]
        found = sighted_files(engine, cache, photos, portraits, settings, say=lambda *_: None)
        sets.append(_people(name, labelled, {path: seen for path, (_, seen) in found.items()}, engine.dimension))
    runs = {number.name: number.values[0] for number in NUMBERS}
    known: dict[str, list[Sequence[Outcome]]] = {}

    def outcomes(choice: Choice) -> list[Sequence[Outcome]]:
        key = repr(sorted(choice.items()))
        if key not in known:
            known[key] = [_outcomes(people, choice, engine.calibration) for people in sets]
        return known[key]

    def measured(choice: Choice) -> list[float]:
        return [_lost(found) for found in outcomes(choice)]

    print("as it runs:", ", ".join(f"{people.name} {loss:.3f}" for people, loss in zip(sets, measured(runs), strict=True)))
    for number in NUMBERS:
        _leave_one_out(number.name, sets, {str(value): measured({**runs, number.name: value}) for value in number.values})
    chance = random.Random(1)
    drawn = [{number.name: chance.choice(number.values) for number in NUMBERS} for _ in range(COMBINATIONS)]
    _leave_one_out("all at once", sets, {_told(choice): measured(choice) for choice in (runs, *drawn)})
    for chosen_on, measured_on in ((0, 1), (1, 0)):
        best = {number.name: _best(number, runs, sets, outcomes, chosen_on) for number in NUMBERS}
        changed = {name: value for name, value in best.items() if value != runs[name]}
        print(f"chosen on half {chosen_on}: {_told(changed) or 'what runs'}; on half {measured_on}:")
        for name, choice in (("as chosen", best), ("as it runs", runs)):
            for people, every in zip(sets, outcomes(choice), strict=True):
                print(f"  {name}, {people.name}: {_goals(people.half(every, measured_on))}")


def _labelled() -> Iterator[tuple[str, LabelledSet]]:
    yield "South Asian", read_set(SHARED_DATA / "south_asian", "portraits")
    yield "East Asian", read_set(SHARED_DATA / "east_asian", "portraits")
    yield "celebrities", read_set(SHARED_DATA / "celeb12", "portraits", [SHARED_DATA / "distractors"])
    lfw = read_set(SHARED_DATA / "lfw_a_to_i", "portraits")
    people = dict(list(lfw.portraits.items())[::4])
    several = {person: photos for person, photos in people.items() if len(photos) >= SEVERAL}
    strangers = [people[person][0] for person in people if person not in several]
    yield "a quarter of LFW's people", replace(lfw, portraits=several, strangers=strangers)


def _people(name: str, labelled: LabelledSet, seen: Mapping[Path, Sighted], dimension: int) -> _People:
    album = searches.album_of(labelled, "portraits", seen, dimension)
    unreadable = [path for path, sighted in seen.items() if sighted.unreadable]
    plan = searches.plan(labelled, album, unreadable, selfies=1, true_per_search=TRUE, seed=1).searches
    usable = [search for search in plan if seen[search.selfies[0]].selfie is not None]
    return _People(name, album, seen, usable[:: max(1, len(usable) // SEARCHES)])


def _outcomes(people: _People, choice: Choice, calibration: Calibration) -> Sequence[Outcome]:
    with _chosen(choice, calibration) as chosen:
        return [searches.run(search, people.album, people.seen, chosen) for search in people.searches]


def _best(
    number: _Number,
    runs: Choice,
    sets: Sequence[_People],
    outcomes: Callable[[Choice], list[Sequence[Outcome]]],
    half: int,
) -> Value:
    """The value that loses least on this half of the people of all sets; of equals the one that runs."""

    def loss(value: Value) -> float:
        of_all = zip(sets, outcomes({**runs, number.name: value}), strict=True)
        return sum(_lost(people.half(found, half)) for people, found in of_all)

    return min(number.values, key=loss)


def _goals(found: Sequence[Outcome]) -> str:
    """What the issue asks for, of these searches."""
    of = numbers(found)
    certain, shown, at_99 = of["certain"], of["shown"], of["recall_at_precision_99"]
    wrong = f"wrong {certain['wrong_per_search']:.3f} certain, {of['maybe']['wrong_per_search']:.3f} maybe"
    return f"{len(found)} searches, shown {shown['recall']:.3f}, certain {certain['recall']:.3f}, at .99 {at_99:.3f}, {wrong}"


@contextmanager
def _chosen(choice: Choice, calibration: Calibration) -> Iterator[Calibration]:
    """With these numbers in place of those that run."""
    before = {number: getattr(number.place, number.name) for number in NUMBERS if number.place}
    try:
        for number in before:
            setattr(number.place, number.name, choice[number.name])
        yield replace(calibration, **{number.name: choice[number.name] for number in NUMBERS if number.place is None})
    finally:
        for number, value in before.items():
            setattr(number.place, number.name, value)


def _lost(outcomes: Sequence[Outcome]) -> float:
    found = numbers(outcomes)
    certain, shown = found["certain"], found["shown"]
    missed = 1 - (certain["recall"] + shown["recall"]) / 2
    over = (
        max(0.0, each["wrong_per_search"] / promised - 1)
        for each, promised in ((certain, evidence.CERTAIN_WRONG), (shown, evidence.SHOWN_WRONG))
    )
    return float(missed + 0.1 * sum(over))


def _leave_one_out(name: str, sets: Sequence[_People], losses: Mapping[str, Sequence[float]]) -> None:
    runs, *_ = losses
    print(f"{name}: runs at {runs}")
    for place, people in enumerate(sets):
        others = {value: sum(each) - each[place] for value, each in losses.items()}
        best = min(others, key=lambda value: others[value])
        ahead = (others[runs] - others[best]) / (len(sets) - 1)
        here = f"there {losses[best][place]:.3f}, as it runs {losses[runs][place]:.3f}"
        print(f"  without {people.name}: {best} (ahead by {ahead:.3f} on the others), {here}")


def _told(choice: Choice) -> str:
    return ", ".join(f"{name} {value}" for name, value in choice.items())
