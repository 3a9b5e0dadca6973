"""Evaluation without an engine: which folders are understood, which searches they give, and what the numbers count."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np
import pytest

from app.domain.evidence import CERTAIN_WRONG, SHOWN_WRONG, Calibration
from app.domain.vocabulary import Tier
from workers.evaluation.cache import SightedCache
from workers.evaluation.calibrate import measured
from workers.evaluation.folders import EvaluationError, LabelledSet, Mode, read_set
from workers.evaluation.numbers import numbers, recall_at_precision, reliability, with_paths
from workers.evaluation.searches import Album, FoundPhoto, Histogram, Outcome, Plan, album_of, at_sizes, plan, run
from workers.evaluation.sighted import Sighted
from workers.faces.calibrating import keep, known, packaged

CALIBRATION = Calibration(centre=(), deviation=0.1, between=0.3, temper=0.5, photos=45)

Tree = Mapping[str, str]


def folder_of(place: Path, tree: Tree) -> Path:
    """Files by their path below ``place``."""
    place.mkdir(exist_ok=True)
    for name, text in tree.items():
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_text(text)
    return place


def test_a_folder_is_read_as_it_is_labelled(tmp_path: Path) -> None:
    other = folder_of(tmp_path / "other", {"x/1.jpg": "", "2.jpg": ""})
    folder = folder_of(
        tmp_path / "set",
        {
            "ann/1.jpg": "",
            "ann/.hidden": "",
            "bob/1.jpg": "",
            "_group/g.jpg": "",
            "_group/labels.json": '{"g.jpg": ["ann", "cleo"]}',
            "_strangers/s.jpg": "",
            "_strangers.txt": "../listed\n",
            "groups.json": '{"tall": ["ann"]}',
        },
    )
    folder_of(tmp_path / "listed", {"l.jpg": ""})
    read = read_set(folder, "groups", [other])
    assert read.portraits == {"ann": [folder / "ann/1.jpg"], "bob": [folder / "bob/1.jpg"]}
    assert read.group_photos == {folder / "_group/g.jpg": {"ann", "cleo"}}
    assert [path.name for path in read.strangers] == ["s.jpg", "l.jpg", "2.jpg", "1.jpg"]
    assert read.groups == {"tall": ["ann"]}
    assert read.nameless == ["cleo"]


@pytest.mark.parametrize(
    ("tree", "mode", "said"),
    [
        ({}, "portraits", "no folder of portraits"),
        ({"1.jpg": "", "2.jpg": ""}, "portraits", "no folder of portraits"),
        ({"ann/.nothing": ""}, "portraits", "no folder of portraits"),
        ({"ann/1.jpg": "", "ann/2.jpg": ""}, "portraits", "one person only"),
        ({"ann/1.jpg": "", "_group/g.jpg": ""}, "groups", "should say who is on which photo"),
        ({"ann/1.jpg": "", "_group/labels.json": "{nonsense"}, "groups", "cannot be read"),
        ({"ann/1.jpg": "", "_group/labels.json": '["g.jpg"]'}, "groups", "not of the form"),
        ({"ann/1.jpg": "", "_group/labels.json": '{"g.jpg": "ann"}'}, "groups", "not of the form"),
        ({"ann/1.jpg": "", "_group/labels.json": '{"lost.jpg": ["ann"]}'}, "groups", "not there: lost.jpg"),
        ({"ann/1.jpg": "", "_group/g.jpg": "", "_group/labels.json": "{}"}, "groups", "does not say who is on g.jpg"),
        ({"ann/1.jpg": "", "_group/g.jpg": "", "_group/labels.json": '{"g.jpg": ["bob"]}'}, "groups", "nobody whom"),
        ({"ann/1.jpg": "", "bob/1.jpg": "", "groups.json": '{"tall": ["cleo"]}'}, "portraits", "no folder of portraits: cleo"),
        ({"ann/1.jpg": "", "bob/1.jpg": "", "_strangers/.nothing": ""}, "portraits", "is empty"),
        ({"ann/1.jpg": "", "bob/1.jpg": "", "_strangers.txt": "../away"}, "portraits", "is no folder"),
    ],
)
def test_a_folder_that_cannot_be_measured_is_refused_with_the_reason(tmp_path: Path, tree: Tree, mode: Mode, said: str) -> None:
    with pytest.raises(EvaluationError, match=said):
        read_set(folder_of(tmp_path / "set", tree), mode)


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EvaluationError, match="is no folder"):
        read_set(tmp_path / "away", "portraits")


def at(*parts: float) -> np.ndarray:
    """A unit vector with these first parts; the rest of its length is in a direction of its own, by their digits."""
    vector = np.zeros(40, dtype=np.float32)
    vector[: len(parts)] = parts
    own = 8 + int(sum(part * 1000 * (i + 1) for i, part in enumerate(parts))) % 32
    vector[own] = max(0.0, 1 - float(np.square(vector).sum())) ** 0.5
    return vector


def face(*vectors: np.ndarray, selfie: bool = True, marked: bool = False) -> Sighted:
    """A photo with these faces, whose first one is meant when it is a selfie."""
    stacked = np.array(vectors, dtype=np.float32).reshape(-1, 40)
    meant = vectors[0] if selfie and vectors else None
    return Sighted(stacked, np.full(len(vectors), marked), selfie=meant, refused="" if selfie else "too_dark")


ANN, BOB = at(1), at(0, 1)
SCENE = {
    Path("ann/1"): face(ANN),
    Path("ann/2"): face(at(0.9)),
    Path("ann/3"): face(at(0.5)),
    Path("bob/1"): face(BOB),
    Path("bob/2"): face(at(0.45, 0.8)),
    Path("s/1"): face(at(0.7)),
    Path("s/2"): face(),
}


@pytest.fixture
def planned() -> Callable[..., tuple[Album, Plan]]:
    """The album and the searches of the scene, with the strangers or without."""

    def make(
        *, mode: Mode = "portraits", strangers: bool = True, selfies: int = 1, true: int | None = None, seed: int = 1
    ) -> tuple[Album, Plan]:
        people = {name: [path for path in SCENE if path.parent.name == name] for name in ("ann", "bob")}
        groups = {Path("bob/2"): frozenset({"ann", "bob"})} if mode == "groups" else {}
        labelled = LabelledSet(people, groups, [Path("s/1"), Path("s/2")] if strangers else [], {})
        album = album_of(labelled, mode, SCENE, 40)
        return album, plan(labelled, album, (), selfies=selfies, true_per_search=true, seed=seed)

    return make


Planned = Callable[..., tuple[Album, Plan]]


def test_a_portrait_is_searched_among_all_others_and_strangers_but_itself(planned: Planned) -> None:
    album, all_searches = planned()
    first, *_ = all_searches.searches
    assert (first.person, list(first.selfies), first.true, first.left_out) == (
        "ann",
        [Path("ann/1")],
        frozenset({1, 2}),
        frozenset({0}),
    )
    outcome = run(first, album, SCENE, CALIBRATION)
    assert outcome.faces == 5
    # .9 certain and right, .7 certain and a stranger, .5 maybe and right, .45 maybe and somebody else of the set.
    assert [(found.tier, found.right, found.stranger) for found in outcome.shown] == [
        (Tier.CERTAIN, True, False),
        (Tier.CERTAIN, False, True),
        (Tier.MAYBE, True, False),
        (Tier.MAYBE, False, False),
    ]
    found = numbers([outcome])
    assert found["certain"] == {"recall": 0.5, "precision": 0.5, "wrong_per_search": 1, "wrong_strangers_per_search": 1}
    assert found["maybe"] == {"recall": 0.5, "precision": 0.5, "wrong_per_search": 1, "wrong_strangers_per_search": 0}
    assert found["shown"]["recall"] == 1
    assert found["recall_at_precision_99"] == 0.5
    assert 0 < found["expected_wrong"]["certain"] < CERTAIN_WRONG < found["expected_wrong"]["maybe"] < SHOWN_WRONG


def test_without_strangers_everybody_else_is_one(planned: Planned) -> None:
    album, all_searches = planned(strangers=False)
    found = numbers([run(all_searches.searches[0], album, SCENE, CALIBRATION)])
    assert found["maybe"]["wrong_strangers_per_search"] == 1


def test_group_photos_are_searched_with_every_portrait(planned: Planned) -> None:
    album, all_searches = planned(mode="groups")
    assert len(all_searches.searches) == 5
    assert len(album.people) == 3
    outcome = run(all_searches.searches[0], album, SCENE, CALIBRATION)
    assert [(found.right, found.stranger) for found in outcome.shown] == [(False, True), (True, False)]


def test_a_marked_face_is_less_sure_and_a_photo_without_faces_is_missed(planned: Planned) -> None:
    _, all_searches = planned()
    probable: list[float | None] = []
    for marked in (False, True):
        seen = {**SCENE, Path("ann/2"): face(at(0.65), marked=marked), Path("ann/3"): face()}
        ann = [path for path in seen if path.parent.name == "ann"]
        album = album_of(LabelledSet({"ann": ann, "bob": [Path("bob/1")]}, {}, [], {}), "portraits", seen, 40)
        outcome = run(all_searches.searches[0], album, seen, CALIBRATION)
        [found] = [each for each in outcome.shown if each.right]
        probable.append(found.probability)
        assert numbers([outcome])["shown"]["recall"] == 0.5
    sharp, small = probable
    assert sharp is not None
    assert small is not None
    assert small < sharp


def test_true_photos_are_thinned_by_the_seed_and_the_same_every_time(planned: Planned) -> None:
    def kept(seed: int) -> list[frozenset[int]]:
        return [search.true for search in planned(true=1, seed=seed)[1].searches]

    assert {len(true) for true in kept(1)} == {1}
    assert kept(1) == kept(1)
    assert len({tuple(kept(seed)) for seed in range(8)}) > 1
    thinned = planned(true=1)[1].searches[0]
    assert thinned.true | thinned.left_out == {0, 1, 2}


def test_more_selfies_come_from_the_persons_portraits_and_are_not_looked_for(planned: Planned) -> None:
    _, two = planned(selfies=2)
    for search in two.searches:
        assert len(set(search.selfies)) == 2
        assert len(search.left_out) == 2
    _, three = planned(selfies=3)
    assert {search.person for search in three.searches} == {"ann"}
    assert three.too_few_portraits == 1


def test_a_selfie_that_will_not_do_is_no_search_and_one_of_several_is_left_out(planned: Planned) -> None:
    seen = {**SCENE, Path("ann/1"): face(ANN, selfie=False)}
    album, one = planned()
    refused = run(one.searches[0], album, seen, CALIBRATION)
    assert refused.refused == "too_dark"
    assert numbers([refused])["searches"] == 0
    assert numbers([refused])["certain"]["recall"] is None
    _, two = planned(selfies=2)
    assert run(two.searches[0], album, seen, CALIBRATION).refused == ""
    strange = {**SCENE, **dict.fromkeys(two.searches[0].selfies[1:], face(BOB))}
    assert run(two.searches[0], album, strange, CALIBRATION).refused == "several_faces"


def test_smaller_events_have_fewer_strangers_and_all_of_the_persons_photos() -> None:
    seen = {
        Path(f"{kind}/{number}"): face(at(number / 1000)) for kind, many in (("ann", 3), ("s", 400)) for number in range(many)
    }
    strangers = [path for path in seen if path.parent.name == "s"]
    labelled = LabelledSet({"ann": [path for path in seen if path not in strangers]}, {}, strangers, {})
    album = album_of(labelled, "portraits", seen, 40)
    searches = plan(labelled, album, (), selfies=1, true_per_search=None, seed=1).searches
    sizes = at_sizes(searches, album, seen, CALIBRATION, 1)
    assert {size: {(one.faces, one.true) for one in found} for size, found in sizes.items()} == {
        100: {(102, 2)},
        300: {(302, 2)},
        400: {(402, 2)},
    }


def test_where_everybody_else_is_a_stranger_the_persons_own_photos_stay_in_the_smallest_event() -> None:
    seen = {
        Path(f"{who}/{number}"): face(at(number / 1000)) for who, many in (("ann", 3), ("bob", 290)) for number in range(many)
    }
    people = {who: [path for path in seen if path.parent.name == who] for who in ("ann", "bob")}
    labelled = LabelledSet(people, {}, [], {})
    album = album_of(labelled, "portraits", seen, 40)
    searches = plan(labelled, album, (), selfies=1, true_per_search=None, seed=1).searches
    first, *_ = at_sizes(searches[:3], album, seen, CALIBRATION, 1).values()
    kept = [np.count_nonzero(each.same >= 0) + sum(found.right for found in each.shown) for each in first]
    assert kept == [2, 2, 2]


def shown(right: bool, score: float, probability: float | None = None) -> FoundPhoto:
    """A certain find."""
    return FoundPhoto(right, not right, Tier.CERTAIN, score, probability)


def test_recall_at_precision_counts_over_all_searches_to_the_last_score_that_is_good_enough() -> None:
    right = [shown(True, 0.9 - number / 1000) for number in range(200)]
    first = Outcome("ann", 250, shown=right)
    first.same = np.full(50, 0.2, dtype=np.float32)
    second = Outcome("bob", 50, shown=[shown(False, 0.8), shown(False, 0.75)])
    second.different = np.full(3, 0.3, dtype=np.float32)
    # One wrong among 200 are 0.995, two are 0.990 (200 / 202), and the three at .3 come before the 50 at .2.
    assert recall_at_precision([first, second], 0.99) == pytest.approx(200 / 300)
    assert recall_at_precision([first, second], 0.98) == pytest.approx(250 / 300)
    assert recall_at_precision([second], 0.99) == 0
    assert recall_at_precision([Outcome("cleo", 1, shown=[shown(True, 0.5), shown(False, 0.5)])], 0.99) == 0, "a draw"
    assert recall_at_precision([], 0.99) is None


def test_what_is_expected_to_be_wrong_is_what_the_probabilities_leave() -> None:
    outcomes = [
        Outcome("ann", 2, shown=[shown(True, 0.5, 0.99), shown(False, 0.4, 0.8)]),
        Outcome("ann", 2, shown=[shown(True, 0.6, 0.97)]),
    ]
    found = numbers(outcomes)
    assert found["expected_wrong"] == {"certain": pytest.approx(0.12), "maybe": 0}
    assert reliability(outcomes) == [
        {"probability": pytest.approx(0.8), "share": 0, "photos": 1},
        {"probability": pytest.approx(0.98), "share": 1, "photos": 2},
    ]


def test_plots_are_drawn_also_of_nothing(tmp_path: Path) -> None:
    from workers.evaluation import plots

    bins = reliability([Outcome("ann", 2, shown=[shown(True, 0.5, 0.99), shown(False, 0.4, 0.8)])])
    plots.plot_scores(tmp_path / "scores.png", Histogram(), plots.Limits(0.5, 0.4))
    plots.plot_sizes(tmp_path / "sizes.png", [numbers([])])
    plots.plot_reliability(tmp_path / "reliability.png", bins)
    drawn = [path.read_bytes() for path in tmp_path.iterdir()]
    assert len(drawn) == 3
    assert all(picture.startswith(b"\x89PNG") for picture in drawn)


def test_numbers_are_there_nested_and_by_their_path() -> None:
    report = with_paths({**numbers([Outcome("ann", 2, shown=[shown(True, 0.5)])]), "by_person": {"a": {"searches": 1}}})
    assert report["certain.recall"] == report["certain"]["recall"] == 0.5
    assert report["expected_wrong.maybe"] is None
    assert {"searches", "faces", "certain.wrong_strangers_per_search", "maybe.precision", "shown.recall"} <= set(report)
    assert not any(name.startswith("by_person.") for name in report)
    json.dumps(report)


def test_the_cache_keeps_what_was_seen_for_its_owner_and_without_names(tmp_path: Path) -> None:
    seen = {"d" * 64: face(ANN, BOB), "e" * 64: face(ANN, selfie=False, marked=True), "f" * 64: face()}
    cache = SightedCache(tmp_path, "engine-1", 40, 300)
    cache.write(seen)
    [piece] = cache.folder.iterdir()
    assert piece.stat().st_mode & 0o777 == 0o600
    read = cache.read()
    assert list(read) == list(seen)
    for digest, each in seen.items():
        assert np.array_equal(read[digest].vectors, each.vectors)
        assert np.array_equal(read[digest].marked, each.marked)
        assert read[digest].refused == each.refused
        assert (read[digest].selfie is None) == (each.selfie is None)
        assert each.selfie is None or np.allclose(each.selfie, np.asarray(read[digest].selfie), atol=0)


@pytest.mark.parametrize("damage", [b"", b"nonsense", b"PK\x03\x04 and no more"])
def test_a_damaged_piece_of_the_cache_is_as_if_it_were_not_there(tmp_path: Path, damage: bytes) -> None:
    cache = SightedCache(tmp_path, "engine-1", 40, 300)
    cache.write({"a": face(ANN)})
    [piece] = cache.folder.iterdir()
    whole = piece.read_bytes()
    cache.write({"b": face(BOB)})
    piece.write_bytes(damage or whole[: len(whole) // 2])
    assert list(cache.read()) == ["b"]


def test_what_was_seen_under_other_limits_or_by_another_engine_is_not_taken(tmp_path: Path) -> None:
    SightedCache(tmp_path, "engine-1", 40, 300).write({"a": face(ANN)})
    assert SightedCache(tmp_path, "engine-1", 40, 10).read() == {}
    assert SightedCache(tmp_path, "engine-2", 40, 300).read() == {}
    assert SightedCache(tmp_path, "engine-1", 64, 300).read() == {}


def test_a_calibration_is_measured_kept_for_these_weights_and_read_again(tmp_path: Path) -> None:
    chance = np.random.default_rng(1)
    people = chance.normal(size=(400, 64)) + 0.5
    people /= np.linalg.norm(people, axis=1, keepdims=True)
    found = measured(people.astype(np.float32), packaged("sface"))
    assert found.deviation == pytest.approx(1 / 8, abs=0.01)  # of directions in 64 dimensions
    assert np.linalg.norm(found.centre) == pytest.approx(0.5 / 1.25**0.5, abs=0.02)
    keep(tmp_path, "sface-of-these", found)
    assert known(tmp_path, "sface-of-these", "sface") == found
    assert known(tmp_path, "sface-of-others", "sface") == packaged("sface")
    (tmp_path / "calibrations" / "sface-of-these.json").write_text("{}")
    with pytest.raises(ValueError, match="no calibration"):
        known(tmp_path, "sface-of-these", "sface")
