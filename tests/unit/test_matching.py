"""From faces to photos, and what an answer of a guest's selfies is."""

from __future__ import annotations

import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.filenames import safe_names
from app.domain.matching import STRONG, Candidate, FaceHit, shown, still_shown
from app.domain.vocabulary import Tier, Why
from app.services.matching import sight_of
from app.services.sightings import Sight
from workers.search import batches
from workers.selfies import SelfieRefused, of_one_person

SURE, LIKELY = 8.0, 2.0


def test_a_photo_counts_by_the_face_that_is_most_probably_hers() -> None:
    candidates = [
        Candidate("a", 0, 0.60, LIKELY),
        Candidate("a", 1, 0.45, SURE),
        Candidate("b", 0, 0.54, SURE),
        Candidate("b", 1, 0.51, LIKELY),
    ]
    assert [(hit.photo_id, hit.face, hit.tier) for hit in shown(candidates)] == [("b", 0, Tier.CERTAIN), ("a", 1, Tier.CERTAIN)]


def test_of_faces_that_resemble_alike_the_first_in_the_photo_counts() -> None:
    alike = [Candidate("a", face, 0.5, SURE) for face in (2, 1, 3)]
    assert [hit.face for hit in shown(alike)] == [1]


def test_a_hit_says_how_probable_it_is() -> None:
    assert [hit.probability for hit in shown([Candidate("a", 0, 0.5, LIKELY)])] == [pytest.approx(1 / (1 + np.exp(-LIKELY)))]


def test_a_hit_says_what_it_rests_on() -> None:
    hits = shown([Candidate("a", 0, 0.6, SURE, Why.GROWN), Candidate("b", 0, 0.5, SURE, Why.SELFIE)])
    assert [(hit.photo_id, hit.why) for hit in hits] == [("a", Why.GROWN), ("b", Why.SELFIE)]


def test_what_is_kept_of_a_hit_says_it_to_four_digits() -> None:
    hit = FaceHit("a", 2, 0.512345, Tier.MAYBE, 0.765432, Why.GROWN)
    assert sight_of(hit, (0.1, 0.2, 0.3, 0.4)) == Sight(0.5123, Tier.MAYBE, 0.7654, Why.GROWN, 2, (0.1, 0.2, 0.3, 0.4))


def test_a_photo_that_is_hardly_hers_is_not_shown() -> None:
    assert shown([Candidate("a", 0, 0.3, -0.1)]) == []
    assert [hit.tier for hit in shown([Candidate("a", 0, 0.3, 0.1)])] == [Tier.MAYBE]


@given(
    st.lists(
        st.builds(
            Candidate, st.sampled_from("abcdef"), st.integers(0, 5), st.floats(-1, 1), st.floats(-5, 30), st.just(Why.SELFIE)
        ),
        max_size=40,
    )
)
def test_every_photo_comes_once_best_first_whatever_the_order_of_the_faces(candidates: list[Candidate]) -> None:
    hits = shown(candidates)
    assert {hit.photo_id for hit in hits} <= {candidate.photo_id for candidate in candidates}
    assert len({hit.photo_id for hit in hits}) == len(hits)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert shown(reversed(candidates)) == hits


@pytest.mark.parametrize(
    ("told", "now", "log_odds", "from_now_on"),
    [
        (Tier.CERTAIN, Tier.MAYBE, 2.0, Tier.CERTAIN),
        (Tier.CERTAIN, None, 0.0, Tier.CERTAIN),
        (Tier.CERTAIN, None, -0.1, Tier.MAYBE),
        (Tier.CERTAIN, None, -STRONG, Tier.MAYBE),
        (Tier.CERTAIN, None, -STRONG - 0.1, None),
        (Tier.MAYBE, Tier.CERTAIN, 9.0, Tier.CERTAIN),
        (Tier.MAYBE, Tier.MAYBE, 1.0, Tier.MAYBE),
        (Tier.MAYBE, None, -1.0, Tier.MAYBE),
        (Tier.MAYBE, None, -STRONG - 0.1, None),
    ],
)
def test_what_a_guest_was_told_of_stays_unless_it_is_surely_somebody_else(
    told: Tier, now: Tier | None, log_odds: float, from_now_on: Tier | None
) -> None:
    assert still_shown(told, now, log_odds) is from_now_on


def test_several_selfies_of_one_person_all_count() -> None:
    vectors = np.array([[1, 0, 0], [0.8, 0.6, 0]], dtype=np.float32)
    assert of_one_person(vectors, 0.3) is vectors


def test_selfies_of_different_people_are_refused() -> None:
    with pytest.raises(SelfieRefused, match="several_faces"):
        of_one_person(np.eye(3, dtype=np.float32), 0.3)


@pytest.mark.parametrize("count", [0, 1, 2, 9, 10, 41, 42, 141, 500])
def test_batches_cover_everything_and_the_first_is_small(count: int) -> None:
    cut = [list(batch) for batch in batches(range(count))]
    assert [item for batch in cut for item in batch] == list(range(count))
    assert all(cut)
    assert len(cut) <= 2 + count // 100
    assert not cut or len(cut[0]) <= 8


def test_names_in_a_zip_are_safe_and_different() -> None:
    names = [
        "a.jpg",
        "A.JPG",
        "a.jpg",
        "../../etc/passwd",
        "C:\\\\x\\\\b.png",
        "",
        "...",
        "con.jpg",
        "x\x00\u202egpj.exe",
        "n" * 500 + ".jpg",
    ]
    safe = safe_names(names)
    assert len({name.casefold() for name in safe}) == len(names)
    assert safe[:6] == ["a.jpg", "A (2).JPG", "a (3).jpg", "passwd", "b.png", "photo"]
    assert not any(set(name) & set('/\\:*?"<>|\x00\u202e') or name.startswith(".") or len(name.encode()) > 255 for name in safe)
    assert safe[7] == "_con.jpg"


def test_thousands_of_photos_with_one_name_are_named_at_once() -> None:
    names = ["image.jpg", "IMAGE.jpg"] * 10_000 + ["image (7).jpg"]
    begun = time.process_time()
    safe = safe_names(names)
    assert time.process_time() - begun < 2
    assert len({name.casefold() for name in safe}) == len(names)
    assert safe[:3] == ["image.jpg", "IMAGE (2).jpg", "image (3).jpg"]
    assert safe[-1] == "image (7) (2).jpg"
