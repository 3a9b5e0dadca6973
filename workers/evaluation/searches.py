"""The searches that a labelled set gives, and what each of them finds."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from app.domain.evidence import Calibration
from app.domain.vocabulary import Tier
from app.ports import GalleryFaces
from workers.evaluation.folders import LabelledSet, Mode
from workers.evaluation.sighted import Sighted
from workers.index.looking import direction, look
from workers.selfies import SelfieRefused, of_one_person, same_person

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from app.ports import Vectors

_FALSE_KEPT = 50
"""The best scores of wrong photos that are kept of a search: precision .99 lies far above them."""


@dataclass(frozen=True, slots=True, eq=False)
class Album:
    """The photos that are searched: ``people`` on each, whether it counts among ``strangers``, and all their faces.

    A photo is known by its number; those without a face have no row in ``gallery``.
    """

    gallery: GalleryFaces
    people: Sequence[frozenset[str]]
    strangers: NDArray[np.bool_]
    number: Mapping[Path, int]


@dataclass(frozen=True, slots=True)
class Search:
    """One search: whose, with which selfies, among all photos but those ``left_out``, of which ``true`` ones show her."""

    person: str
    selfies: Sequence[Path]
    true: frozenset[int]
    left_out: frozenset[int]


@dataclass(frozen=True, slots=True)
class Plan:
    """All searches, and how many people had too few portraits for one."""

    searches: Sequence[Search]
    too_few_portraits: int


@dataclass(frozen=True, slots=True)
class FoundPhoto:
    """A photo that a search has shown: ``right`` when it does show the person, ``stranger`` when it is one of the strangers'."""

    right: bool
    stranger: bool
    tier: Tier
    score: float
    probability: float | None


@dataclass(slots=True, eq=False)
class Outcome:
    """What one search has found among ``faces``: ``shown``, of ``true`` photos in all. ``refused`` when its selfies will not do.

    ``same`` and ``different`` are the plain scores of photos (the best face of each) that do and do not show the person, and that
    were not shown: all of the former, the best of the latter. ``scores`` counts all photos by plain score, shown or not.
    """

    person: str
    true: int
    faces: int = 0
    refused: str = ""
    shown: Sequence[FoundPhoto] = ()
    same: NDArray[np.float32] = field(default_factory=lambda: np.zeros(0, dtype=np.float32))
    different: NDArray[np.float32] = field(default_factory=lambda: np.zeros(0, dtype=np.float32))


@dataclass(slots=True, eq=False)
class Histogram:
    """How often which plain score was seen, of photos that show the person and of others."""

    edges: NDArray[np.float64] = field(default_factory=lambda: np.linspace(-0.5, 1, 151))
    same: NDArray[np.int64] = field(default_factory=lambda: np.zeros(150, dtype=np.int64))
    different: NDArray[np.int64] = field(default_factory=lambda: np.zeros(150, dtype=np.int64))


def album_of(labelled: LabelledSet, mode: Mode, seen: Mapping[Path, Sighted], dimension: int) -> Album:
    """The photos that are searched in that mode; files that are no photos are not among them.

    Strangers are those of the set; in mode ``portraits``, where the set has none, everybody else is one.
    """
    named = {path: frozenset([person]) for person, portraits in labelled.portraits.items() for path in portraits}
    labels = dict(labelled.group_photos if mode == "groups" else named)
    everybody = mode == "portraits" and not labelled.strangers
    paths = [path for path in (*labels, *labelled.strangers) if not seen[path].unreadable]
    rows = [len(seen[path].vectors) for path in paths]
    nothing = np.zeros((0, dimension), dtype=np.float32)
    return Album(
        GalleryFaces(
            np.concatenate([nothing, *(seen[path].vectors for path in paths)]),
            np.repeat(np.arange(len(paths), dtype=np.int32), rows),
            np.concatenate([np.zeros(0, dtype=np.uint16), *(np.arange(count, dtype=np.uint16) for count in rows)]),
            np.concatenate([np.zeros(0, dtype=np.bool_), *(seen[path].marked for path in paths)]),
            [str(number) for number in range(len(paths))],
        ),
        [labels.get(path, frozenset()) for path in paths],
        np.array([everybody or path not in labels for path in paths], dtype=np.bool_),
        {path: number for number, path in enumerate(paths)},
    )


def plan(
    labelled: LabelledSet, album: Album, unreadable: Collection[Path], *, selfies: int, true_per_search: int | None, seed: int
) -> Plan:
    """A search for every portrait that is a photo, each with its selfies and true photos drawn by ``seed`` and its own name."""
    on: dict[str, set[int]] = {person: set() for person in labelled.portraits}
    for number, people in enumerate(album.people):
        for person in people & on.keys():
            on[person].add(number)
    searches: list[Search] = []
    too_few = 0
    for person, portraits in labelled.portraits.items():
        usable = [path for path in portraits if path not in unreadable]
        if len(usable) < selfies:
            too_few += 1
            continue
        for path in usable:
            draw = _draw(seed, f"{person}/{path.name}")
            others = [other for other in usable if other != path]
            used = (
                [path, *(others[i] for i in sorted(draw.choice(len(others), selfies - 1, replace=False)))]
                if selfies > 1
                else [path]
            )
            own = {album.number[each] for each in used if each in album.number}
            true = on[person] - own
            kept = true
            if true_per_search is not None and len(true) > true_per_search:
                kept = {int(each) for each in draw.choice(sorted(true), true_per_search, replace=False)}
            searches.append(Search(person, used, frozenset(kept), frozenset(own | (true - kept))))
    return Plan(searches, too_few)


def _draw(seed: int, name: str) -> np.random.Generator:
    """Chance that depends on nothing else: a portrait more in the set changes no other search."""
    return np.random.default_rng([seed, int.from_bytes(hashlib.sha256(name.encode()).digest()[:8])])


def run(
    search: Search, album: Album, seen: Mapping[Path, Sighted], calibration: Calibration, histogram: Histogram | None = None
) -> Outcome:
    """Search as the product does. Selfies that will not do are left out as long as one does."""
    sights = [seen[path] for path in search.selfies]
    vectors = [sight.selfie for sight in sights if sight.selfie is not None]
    if not vectors:
        return Outcome(search.person, len(search.true), refused=sights[0].refused)
    probes: Vectors = np.stack(vectors)
    try:
        of_one_person(probes, same_person(calibration))
    except SelfieRefused as problem:
        return Outcome(search.person, len(search.true), refused=problem.reason.value)
    return look_for(search, probes, album, calibration, histogram)


def look_for(
    search: Search, probes: Vectors, album: Album, calibration: Calibration, histogram: Histogram | None = None
) -> Outcome:
    """What a search finds with the vectors ``(k, dimension)`` of its selfies."""
    gallery = without(album.gallery, search.left_out)
    hits = look(probes, gallery, calibration).hits
    shown = [
        FoundPhoto(number in search.true, bool(album.strangers[number]), hit.tier, hit.score, hit.probability)
        for hit, number in ((hit, int(hit.photo_id)) for hit in hits)
    ]
    photos, scores = _best_scores(probes, gallery)
    right = np.isin(photos, list(search.true))
    if histogram is not None:
        histogram.same += np.histogram(scores[right], histogram.edges)[0]
        histogram.different += np.histogram(scores[~right], histogram.edges)[0]
    rest = ~np.isin(photos, [int(hit.photo_id) for hit in hits])
    different = scores[rest & ~right]
    if len(different) > _FALSE_KEPT:
        different = np.partition(different, -_FALSE_KEPT)[-_FALSE_KEPT:]
    faces = int(np.count_nonzero(gallery.photo >= 0))
    return Outcome(search.person, len(search.true), faces, "", shown, scores[rest & right], different)


def without(gallery: GalleryFaces, photos: Collection[int]) -> GalleryFaces:
    """The gallery as if these photos had been deleted."""
    if not photos:
        return gallery
    gone = np.isin(gallery.photo, list(photos))
    return replace(gallery, photo=np.where(gone, np.int32(-1), gallery.photo))


def _best_scores(probes: Vectors, gallery: GalleryFaces) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
    """Every photo with a face, and the plain score of that face of it which resembles the selfies most."""
    present = gallery.photo >= 0
    if not present.any():
        return np.zeros(0, dtype=np.int32), np.zeros(0, dtype=np.float32)
    photo = gallery.photo[present]
    starts = np.flatnonzero(np.diff(photo, prepend=-1))
    best: NDArray[np.float32] = np.maximum.reduceat((gallery.vectors @ direction(probes))[present], starts)
    return photo[starts], best


def at_sizes(
    searches: Sequence[Search], album: Album, seen: Mapping[Path, Sighted], calibration: Calibration, seed: int
) -> dict[int, list[Outcome]]:
    """The same searches, at most ``MOST_AT_SIZES`` of them, among fewer strangers: 100, 300, 1,000, … of their photos, by number.

    The people's own photos stay (and are more than the strangers, in the smallest).
    """
    draw = _draw(seed, "sizes")
    some = [search for search in searches if search.true]
    if len(some) > MOST_AT_SIZES:
        some = [some[i] for i in sorted(draw.choice(len(some), MOST_AT_SIZES, replace=False))]
    order = draw.permutation(np.flatnonzero(album.strangers))
    sizes = [size for size in _SIZES if size < len(order)]
    found: dict[int, list[Outcome]] = {}
    for size in [*sizes, len(order)]:
        dropped = frozenset(int(number) for number in order[size:])
        thinned = [replace(search, left_out=search.left_out | (dropped - search.true)) for search in some]
        found[size] = [run(search, album, seen, calibration) for search in thinned]
    return found


MOST_AT_SIZES = 200
_SIZES = (100, 300, 1_000, 3_000, 10_000, 30_000, 100_000)
