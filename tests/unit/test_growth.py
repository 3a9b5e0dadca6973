"""A template that grows, on made-up people whose vectors spread as real ones do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from app.domain.evidence import LIKELY, Calibration
from app.domain.matching import FaceHit
from app.domain.vocabulary import Tier, Why
from app.ports import GalleryFaces
from workers.index.crowd import company, names_of
from workers.index.looking import Answers, Looked, company_of, look
from workers.index.template import MOST_REFUSED

if TYPE_CHECKING:
    from app.ports import Vectors

DIMENSION = 120
CALIBRATION = Calibration(centre=(), deviation=0.09, between=0.4, temper=0.5, photos=45)


def people(count: int, photos: int, seed: int = 0, alike: float = 0.55) -> Vectors:
    """``(count, photos, dimension)`` unit vectors; two of one person score ``alike`` on the average."""
    chance = np.random.default_rng(seed)
    persons = chance.normal(size=(count, 1, DIMENSION)) * alike**0.5
    made = persons + chance.normal(size=(count, photos, DIMENSION)) * (1 - alike) ** 0.5
    out: Vectors = (made / np.linalg.norm(made, axis=2, keepdims=True)).astype(np.float32)
    return out


def gallery(vectors: Vectors, photo: list[int] | None = None, marked: bool = False) -> GalleryFaces:
    """Each face in a photo of its own, unless ``photo`` says which."""
    rows = len(vectors)
    places = np.arange(rows, dtype=np.int32) if photo is None else np.array(photo, dtype=np.int32)
    face = np.array([list(places[:row]).count(places[row]) for row in range(rows)], dtype=np.uint16)
    ids = [f"p{number}" for number in range(int(places.max(initial=-1)) + 1)]
    return GalleryFaces(vectors, places, face, np.full(rows, marked), ids)


def hits_of(probes: Vectors, there: GalleryFaces, calibration: Calibration) -> Sequence[FaceHit]:
    return look(probes, there, calibration).hits


def found(hits: Sequence[FaceHit], tier: Tier | None = None) -> set[str]:
    return {hit.photo_id for hit in hits if tier in (None, hit.tier)}


def test_photos_that_one_selfie_is_too_little_for_are_found_by_those_it_finds() -> None:
    hers, others = people(1, 30, seed=1, alike=0.45)[0], people(400, 1, seed=2)[:, 0]
    everybody = gallery(np.concatenate([hers[1:], others]))
    alone = hits_of(hers[:1], gallery(np.concatenate([hers[-1:], others])), CALIBRATION)
    together = hits_of(hers[:1], everybody, CALIBRATION)
    assert len(found(together) & {f"p{number}" for number in range(29)}) >= 28
    assert not found(together) - {f"p{number}" for number in range(29)}
    # The last of her photos, by itself, is nothing that one would call certain.
    assert not found(alone, Tier.CERTAIN)
    assert "p28" in found(together)


def test_whoever_is_not_there_is_not_found() -> None:
    others = people(500, 1, seed=3)[:, 0]
    certain = sum(len(found(hits_of(selfie, gallery(others), CALIBRATION), Tier.CERTAIN)) for selfie in people(100, 1, seed=4))
    assert certain <= 10


def test_the_order_in_which_photos_came_changes_nothing() -> None:
    vectors = np.concatenate([people(3, 12, seed=5).reshape(-1, DIMENSION), people(200, 1, seed=6)[:, 0]])
    there = gallery(vectors)
    order = np.random.default_rng(7).permutation(len(vectors))
    mixed = GalleryFaces(vectors[order], there.photo[order], there.face[order], there.marked[order], there.photo_ids)
    selfie = vectors[:1]
    one, other = hits_of(selfie, there, CALIBRATION), hits_of(selfie, mixed, CALIBRATION)
    assert [(hit.photo_id, hit.tier) for hit in one] == [(hit.photo_id, hit.tier) for hit in other]
    assert [hit.score for hit in one] == pytest.approx([hit.score for hit in other], abs=1e-5)
    assert company_of(there, CALIBRATION).crowd.deviation == pytest.approx(
        company_of(mixed, CALIBRATION).crowd.deviation, rel=1e-5
    )


def test_a_photo_that_went_is_as_if_it_had_never_been_there() -> None:
    hers, others = people(1, 12, seed=8)[0], people(150, 1, seed=9)[:, 0]
    all_of_it = np.concatenate([hers[1:], others])
    gone = gallery(all_of_it)
    gone.photo[3] = -1
    without = gallery(np.delete(all_of_it, 3, axis=0), [number for number in range(len(all_of_it)) if number != 3])
    left, never = hits_of(hers[:1], gone, CALIBRATION), hits_of(hers[:1], without, CALIBRATION)
    assert [(hit.photo_id, hit.tier) for hit in left] == [(hit.photo_id, hit.tier) for hit in never]
    assert [hit.score for hit in left] == pytest.approx([hit.score for hit in never], abs=1e-5)
    assert "p3" not in found(left)


def test_of_two_faces_in_one_photo_one_at_most_is_hers() -> None:
    """Her sister is on all her photos: it is not two votes a photo."""
    chance = np.random.default_rng(10)
    hers = people(1, 13, seed=11)[0]
    sister = hers[1:] * 0.7 + chance.normal(size=(12, DIMENSION)).astype(np.float32) * 0.06
    sister /= np.linalg.norm(sister, axis=1, keepdims=True)
    vectors = np.concatenate([hers[1:], sister, people(200, 1, seed=12)[:, 0]])
    photos = [*range(12), *range(12), *range(12, 212)]
    hits = hits_of(hers[:1], gallery(vectors, photos), CALIBRATION)
    assert {hit.photo_id for hit in hits} == {f"p{number}" for number in range(12)}
    assert all(hit.face == 0 for hit in hits)


def test_a_small_or_blurred_face_is_less_sure() -> None:
    hers, others = people(1, 4, seed=13)[0], people(300, 1, seed=14)[:, 0]
    vectors = np.concatenate([hers[1:], others])
    sharp = {hit.photo_id: hit.probability for hit in hits_of(hers[:1], gallery(vectors), CALIBRATION)}
    small = {hit.photo_id: hit.probability for hit in hits_of(hers[:1], gallery(vectors, marked=True), CALIBRATION)}
    assert small
    assert set(small) <= set(sharp)
    assert all(probability <= sharp[photo] for photo, probability in small.items())


@pytest.mark.parametrize("faces", [0, 1, 2])
def test_events_of_hardly_any_faces_are_searched_too(faces: int) -> None:
    hers = people(1, 3, seed=15)[0]
    hits = hits_of(hers[:1], gallery(hers[1 : 1 + faces]), CALIBRATION)
    assert len(hits) == faces
    assert hits_of(hers[:1], gallery(people(5, 1, seed=16)[:, 0][:faces]), CALIBRATION) == []


def test_an_event_of_one_person_alone_is_hers() -> None:
    hers = people(1, 60, seed=17)[0]
    hits = hits_of(hers[:1], gallery(hers[1:]), CALIBRATION)
    assert len(hits) >= 50


def test_what_an_event_says_of_itself_is_the_same_from_a_part_that_stands_for_it() -> None:
    """Two people in many photos do not make their event look as if everybody were alike."""
    others = people(2_000, 1, seed=18)[:, 0]
    stars = people(2, 100, seed=19).reshape(-1, DIMENSION)
    plain, starry = gallery(others), gallery(np.concatenate([others, stars]))
    rows = np.arange(len(others))
    deviation = company(others, rows, names_of(plain)[rows], CALIBRATION).crowd.deviation
    assert company_of(starry, CALIBRATION).crowd.deviation == pytest.approx(deviation, rel=0.1)


def test_two_selfies_say_more_than_one() -> None:
    hers, others = people(1, 4, seed=20, alike=0.45)[0], people(300, 1, seed=21)[:, 0]
    there = gallery(np.concatenate([hers[2:], others]))
    one, two = ({hit.photo_id: hit.probability for hit in hits_of(hers[:count], there, CALIBRATION)} for count in (1, 2))
    assert {"p0", "p1"} <= set(two)
    assert all(two[photo] >= one.get(photo, 0) - 1e-9 for photo in ("p0", "p1"))


def two_alike(shared: float, photos: tuple[int, int], seed: int) -> tuple[Vectors, Vectors]:
    """The photos of two people who have ``shared`` of the variance in common; ``0.6`` is of one person."""
    chance = np.random.default_rng(seed)
    family = chance.normal(size=DIMENSION) * shared**0.5
    persons = [family + chance.normal(size=DIMENSION) * (0.6 - shared) ** 0.5 for _ in photos]
    hers, others = (
        person + chance.normal(size=(count, DIMENSION)) * 0.4**0.5 for person, count in zip(persons, photos, strict=True)
    )
    one, other = (made / np.linalg.norm(made, axis=1, keepdims=True) for made in (hers, others))
    return one.astype(np.float32), other.astype(np.float32)


@pytest.mark.parametrize(("shared", "photos"), [(0.2, 6), (0.3, 4), (0.35, 4)])
def test_somebody_who_is_alike_and_in_many_photos_does_not_outvote_the_one_who_was_meant(shared: float, photos: int) -> None:
    """Two who are as alike as sisters; hers are a few photos, her sister's fifty."""
    wrong, found_at_all = 0, 0
    for seed in range(12):
        hers, sisters = two_alike(shared, (photos, 50), seed)
        vectors = np.concatenate([hers[1:], sisters, people(300, 1, seed=seed + 100)[:, 0]])
        certain = found(hits_of(hers[:1], gallery(vectors), CALIBRATION), Tier.CERTAIN)
        own = {f"p{number}" for number in range(photos - 1)}
        wrong += len(certain - own)
        found_at_all += len(certain & own)
    assert wrong <= 3
    assert found_at_all >= 0.9 * 12 * (photos - 1)


@pytest.mark.parametrize("photos", [4, 7, 13])
def test_photos_of_somebody_alike_are_told_by_what_they_are_next_to_among_many_others(photos: int) -> None:
    """At a large event of others the two are more alike than anybody else, so the event does not say how alike people can be."""
    wrong, found_at_all = 0, 0
    for seed in range(8):
        hers, sisters = two_alike(0.3, (photos, 50), seed)
        vectors = np.concatenate([hers[1:], sisters, people(1_500, 1, seed=seed + 100)[:, 0]])
        looked = look(hers[:1], gallery(vectors), CALIBRATION)
        own = {f"p{number}" for number in range(photos - 1)}
        wrong += len(found(looked.hits) - own)
        found_at_all += len(found(looked.hits, Tier.CERTAIN) & own)
    assert wrong <= 2
    assert found_at_all >= 0.95 * 8 * (photos - 1)


@pytest.mark.parametrize("leaning", [0.2, 0.4])
def test_a_selfie_that_is_nearly_as_much_like_somebody_alike_finds_the_few_photos_of_the_one_who_took_it(leaning: float) -> None:
    """Hers are three photos, her sister's fifty: what is found is mostly her sister's before it is told apart."""
    wrong, found_at_all = 0, 0
    for seed in range(12):
        hers, sisters = two_alike(0.3, (4, 50), seed)
        selfie = hers[:1] * (1 - leaning) + leaning * sisters.mean(axis=0)
        selfie /= np.linalg.norm(selfie)
        vectors = np.concatenate([hers[1:], sisters, people(1_500, 1, seed=seed + 100)[:, 0]])
        hits = found(hits_of(selfie, gallery(vectors), CALIBRATION))
        own = {"p0", "p1", "p2"}
        wrong += len(hits - own)
        found_at_all += len(hits & own)
    assert wrong <= 6
    assert found_at_all >= 0.95 * 12 * 3


def test_where_faces_are_likely_hers_but_for_others_the_template_knows_that_somebody_is_alike() -> None:
    alike, alone = 0, 0
    for seed in range(8):
        hers, sisters = two_alike(0.35, (7, 50), seed)
        others = people(1_500, 1, seed=seed + 100)[:, 0]
        alike += look(hers[:1], gallery(np.concatenate([hers[1:], sisters, others])), CALIBRATION).template.alike
        alone += look(hers[:1], gallery(np.concatenate([hers[1:], others])), CALIBRATION).template.alike
    assert alike >= 5
    assert alone == 0


def test_photos_that_say_nothing_new_of_her_say_that_she_is_on_many() -> None:
    """The same faces in as many photos again: her template is the same, the crowd as large as they make it."""
    less = []
    for seed in range(6):
        hers, others = people(1, 16, seed=seed, alike=0.45)[0], people(400, 1, seed=seed + 50)[:, 0]
        once, twice = (
            look(hers[:1], gallery(np.concatenate([hers[1:], others, *again])), CALIBRATION, told=["p14"]).log_odds["p14"]
            for again in ([], [hers[1:15]])
        )
        less.append(once - twice)
    assert sum(less) / len(less) < 0.3


def frames(pictures: Vectors, count: int, seed: int, spread: float = 0.2) -> Vectors:
    """Each of ``pictures`` ``(n, dimension)`` in a burst of so many frames, ``(n * count, dimension)``: .96 alike."""
    noise = np.random.default_rng(seed).normal(size=(len(pictures), count, DIMENSION)) * spread / DIMENSION**0.5
    made = pictures[:, None] + noise
    out: Vectors = (made / np.linalg.norm(made, axis=2, keepdims=True)).astype(np.float32).reshape(-1, DIMENSION)
    return out


@pytest.mark.parametrize("pictures", [3, 5])
@pytest.mark.parametrize("count", [2, 8, 20])
def test_each_of_a_guests_few_pictures_in_a_burst_is_found_and_none_is_taken_for_somebody_alike(
    pictures: int, count: int
) -> None:
    """One of the bursts is of the picture that is her selfie: all are as alike as if she were known by as many photos."""
    missing, alike, wrong = 0, 0, 0
    for seed in range(6):
        hers, others = people(1, pictures, seed=seed)[0], people(120, 5, seed=seed + 50).reshape(-1, DIMENSION)
        looked = look(hers[:1], gallery(np.concatenate([frames(hers, count, seed), others])), CALIBRATION)
        own = {f"p{number}" for number in range(pictures * count)}
        missing += len(own - found(looked.hits))
        wrong += len(found(looked.hits) - own)
        alike += looked.template.alike
    assert missing <= 0.04 * 6 * pictures * count
    assert wrong == 0
    assert alike <= 1


def test_frames_of_a_burst_speak_neither_for_each_other_nor_against_her_other_photos() -> None:
    """Of the same photos one comes once or ten times: hers, or somebody's who is alike."""
    for seed in range(6):
        hers, sisters = two_alike(0.3, (6, 6), seed)
        there = np.concatenate([hers[1:], sisters, people(300, 1, seed=seed + 100)[:, 0]])
        told = [f"p{number}" for number in range(11)]
        once, of_hers, of_sisters = (
            look(hers[:1], gallery(np.concatenate([there, *more])), CALIBRATION, told=told).log_odds
            for more in ([], [frames(there[:1], 9, seed, spread=0.1)], [frames(there[5:6], 9, seed, spread=0.1)])
        )
        assert of_hers["p0"] < once["p0"] + 2
        assert of_sisters["p5"] < max(once["p5"] + 2, LIKELY)
        assert all(many[photo] > once[photo] - 1.5 for many in (of_hers, of_sisters) for photo in told[:5])


def test_selfies_of_one_burst_are_one_selfie() -> None:
    hers, others = people(1, 3, seed=60)[0], people(300, 1, seed=61)[:, 0]
    there = gallery(np.concatenate([hers[2:], others]))
    one, three, two = (
        look(selfies, there, CALIBRATION, told=["p0"]).log_odds["p0"]
        for selfies in (hers[:1], frames(hers[:1], 3, seed=62, spread=0.05), hers[:2])
    )
    assert abs(three - one) < 1
    assert two - one > 2


def test_a_template_knows_that_somebody_is_alike_and_nothing_of_her_photos() -> None:
    hers, sisters = two_alike(0.35, (4, 50), seed=1)
    others = people(300, 1, seed=101)[:, 0]
    both = look(hers[:1], gallery(np.concatenate([hers[1:], sisters, others])), CALIBRATION)
    alone = look(hers[:1], gallery(np.concatenate([hers[1:], others])), CALIBRATION)
    assert (both.template.alike, alone.template.alike) == (True, False)
    assert both.template.observations < 5
    assert len(both.template.refused) == 0
    # Whose photos may not be seen is asked of all that had a part in it.
    assert alone.members < both.members
    assert len(both.members) > 10


def test_a_person_of_two_ages_is_not_taken_for_two_people() -> None:
    """The photos of each age have a fifth of what varies between her photos in common."""
    chance = np.random.default_rng(51)
    person = chance.normal(size=DIMENSION) * 0.5**0.5
    ages = [person + chance.normal(size=DIMENSION) * 0.1**0.5 + chance.normal(size=(20, DIMENSION)) * 0.4**0.5 for _ in range(2)]
    hers = np.concatenate(ages).astype(np.float32)
    hers /= np.linalg.norm(hers, axis=1, keepdims=True)
    looked = look(hers[:1], gallery(np.concatenate([hers[1:], people(300, 1, seed=52)[:, 0]])), CALIBRATION)
    assert not looked.template.alike
    assert len(found(looked.hits, Tier.CERTAIN)) >= 35


def answered(selfie: Vectors, there: GalleryFaces, **answers: Any) -> Looked:
    return look(selfie, there, CALIBRATION, answers=Answers(**answers), told=there.photo_ids)


def test_a_face_that_she_says_is_hers_speaks_as_a_selfie_does() -> None:
    hers, others = people(1, 6, seed=30, alike=0.45)[0], people(300, 1, seed=31)[:, 0]
    there = gallery(np.concatenate([hers[1:], others]))
    confirmed = answered(hers[:1], there, confirmed=[("p0", 0)])
    two = look(hers[:2], there, CALIBRATION)
    assert found(confirmed.hits) - {"p0"} == found(two.hits) - {"p0"}
    [hit] = [hit for hit in confirmed.hits if hit.photo_id == "p0"]
    assert (hit.why, hit.tier) == (Why.CONFIRMED, Tier.CERTAIN)
    assert confirmed.template.observations == pytest.approx(len(confirmed.members) + 1, rel=0.2)


def test_nobody_else_in_a_photo_that_she_confirmed_is_her() -> None:
    hers, others = people(1, 3, seed=32)[0], people(200, 1, seed=33)[:, 0]
    there = gallery(np.concatenate([hers[1:], others]), [0, 0, *range(1, 201)])
    looked = answered(hers[:1], there, confirmed=[("p0", 1)])
    assert [(hit.photo_id, hit.face) for hit in looked.hits] == [("p0", 1)]


def test_whoever_looks_like_one_whom_she_is_not_is_not_her() -> None:
    chance = np.random.default_rng(34)
    hers = people(1, 1, seed=35)[0]
    sister = hers[0] * 0.5 + chance.normal(size=DIMENSION).astype(np.float32) * 0.06
    sisters = sister + chance.normal(size=(6, DIMENSION)).astype(np.float32) * 0.05
    sisters /= np.linalg.norm(sisters, axis=1, keepdims=True)
    there = gallery(np.concatenate([sisters, people(200, 1, seed=36)[:, 0]]))
    before = look(hers, there, CALIBRATION)
    assert len(before.hits) >= 3
    after = answered(hers, there, refused=[("p0", 0)])
    assert not found(after.hits) & {f"p{number}" for number in range(6)}
    assert after.log_odds["p0"] == -np.inf
    assert all(after.log_odds[f"p{number}"] < 0 for number in range(1, 6))
    assert len(after.template.refused) == 1
    assert answered(hers, there, refused=[("gone", 0), ("p0", 7)]).hits == before.hits


def test_of_many_whom_she_is_not_the_last_are_remembered() -> None:
    hers, others = people(1, 2, seed=37)[0], people(30, 1, seed=38)[:, 0]
    there = gallery(np.concatenate([hers[1:], others]))
    looked = answered(hers[:1], there, refused=[(f"p{number}", 0) for number in range(1, 31)])
    assert looked.template.refused.tolist() == others[:MOST_REFUSED].tolist()
    assert found(looked.hits) == {"p0"}


def test_what_nobody_may_see_is_found_and_speaks_for_nobody() -> None:
    hers, others = people(1, 6, seed=39)[0], people(300, 1, seed=40)[:, 0]
    there = gallery(np.concatenate([hers[1:], others]))
    hidden = [f"p{number}" for number in range(5)]
    looked = answered(hers[:1], there, hidden=hidden, confirmed=[("p0", 0)])
    assert looked.members == frozenset()
    assert looked.template.observations == 0
    assert found(looked.hits) <= set(hidden)
    assert found(looked.hits)


def test_log_odds_are_told_of_photos_that_are_there() -> None:
    hers, others = people(1, 3, seed=41)[0], people(100, 1, seed=42)[:, 0]
    there = gallery(np.concatenate([hers[1:], others]))
    there.photo[1] = -1
    looked = look(hers[:1], there, CALIBRATION, told=["p0", "p1", "p50", "unknown"])
    assert set(looked.log_odds) >= {"p0", "p50"}
    assert "unknown" not in looked.log_odds
    assert looked.log_odds.get("p1", -np.inf) == -np.inf
    assert looked.log_odds["p0"] > 0 > looked.log_odds["p50"]


def test_two_people_who_are_most_of_a_small_event_are_certain_all_the_same() -> None:
    """Half of its pairs are of one person: what different people have in common is not told by those."""
    both = people(2, 30, seed=50)
    there = gallery(np.concatenate([both[0][1:], both[1][1:]]))
    assert len(found(look(both[0][:1], there, CALIBRATION).hits, Tier.CERTAIN)) >= 25
