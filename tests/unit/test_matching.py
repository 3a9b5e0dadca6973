"""From faces to photos, and what an answer of a guest's selfies is."""

from __future__ import annotations

import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.faces import Calibration
from app.domain.matching import FaceHit, best_per_photo, judged
from app.domain.thresholds import Thresholds, Tier
from app.services.archive import safe_names
from workers.search import SelfieRefused, batches, mean_of_one_person

CALIBRATION = Calibration(certain_at_1000=0.42, per_decade=0.045, maybe_margin=0.08, strict_margin=0.05)
LIMITS = Thresholds(certain=0.5, maybe=0.4)


@pytest.mark.parametrize(
    ("score", "verdict", "expected"),
    [
        (0.5, "good", Tier.CERTAIN),
        (0.499, "good", Tier.MAYBE),
        (0.4, "good", Tier.MAYBE),
        (0.399, "good", None),
        (0.54, "small", Tier.MAYBE),
        (0.56, "blurred", Tier.CERTAIN),
        (0.44, "small", None),
    ],
)
def test_a_marked_face_must_resemble_more(score: float, verdict: str, expected: Tier | None) -> None:
    hit = judged("p", 0, score, verdict=verdict, limits=LIMITS, calibration=CALIBRATION)
    assert (hit.tier if hit else None) is expected


def test_a_photo_counts_by_its_best_face_and_a_certain_face_beats_a_higher_marked_one() -> None:
    hits = [
        FaceHit("a", 0, 0.45, Tier.MAYBE),
        FaceHit("a", 1, 0.60, Tier.CERTAIN),
        FaceHit("b", 0, 0.54, Tier.MAYBE),
        FaceHit("b", 1, 0.51, Tier.CERTAIN),
        FaceHit("c", 2, 0.41, Tier.MAYBE),
    ]
    assert [(hit.photo_id, hit.face) for hit in best_per_photo(hits)] == [("a", 1), ("b", 1), ("c", 2)]


@given(
    st.lists(
        st.builds(FaceHit, st.sampled_from("abcdef"), st.integers(0, 5), st.floats(-1, 1), st.sampled_from(list(Tier))),
        max_size=40,
    )
)
def test_every_photo_comes_once_best_first_whatever_the_order_of_the_hits(hits: list[FaceHit]) -> None:
    best = best_per_photo(hits)
    assert {hit.photo_id for hit in best} == {hit.photo_id for hit in hits}
    assert len({hit.photo_id for hit in best}) == len(best)
    assert [hit.score for hit in best] == sorted((hit.score for hit in best), reverse=True)
    assert best_per_photo(reversed(hits)) == best


def test_several_selfies_become_one_direction_of_length_one() -> None:
    vectors = np.array([[1, 0, 0], [0.8, 0.6, 0]], dtype=np.float32)
    template = mean_of_one_person(vectors, 0.3)
    assert template.dtype == np.float32
    assert template == pytest.approx(np.array([0.9487, 0.3162, 0]), abs=1e-4)
    assert mean_of_one_person(vectors[:1], 0.3) == pytest.approx(vectors[0])


def test_selfies_of_different_people_are_refused() -> None:
    with pytest.raises(SelfieRefused, match="several_faces"):
        mean_of_one_person(np.eye(3, dtype=np.float32), 0.3)


@pytest.mark.parametrize("count", [0, 1, 2, 9, 10, 41, 42, 141, 500])
def test_batches_cover_everything_and_the_first_is_small(count: int) -> None:
    cut = [list(batch) for batch in batches(range(count))]  # type: ignore[arg-type]
    assert [item for batch in cut for item in batch] == list(range(count))
    assert len(cut[0]) <= 1


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
    assert not any(set(name) & set('/\\:*?"<>|\x00\u202e') or name.startswith(".") or len(name) > 170 for name in safe)
    assert safe[7] == "_con.jpg"


def test_thousands_of_photos_with_one_name_are_named_at_once() -> None:
    names = ["image.jpg", "IMAGE.jpg"] * 10_000 + ["image (7).jpg"]
    begun = time.perf_counter()
    safe = safe_names(names)
    assert time.perf_counter() - begun < 2
    assert len({name.casefold() for name in safe}) == len(names)
    assert safe[:3] == ["image.jpg", "IMAGE (2).jpg", "image (3).jpg"]
    assert safe[-1] == "image (7) (2).jpg"
