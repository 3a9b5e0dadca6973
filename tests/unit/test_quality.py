"""Which faces are trusted and which selfies are taken."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.faces import Box, DetectedFace, FaceQuality, Point, Pose
from app.domain.quality import (
    BLURRED,
    SELFIE_BLURRED,
    SELFIE_DARK,
    SELFIE_MIN_PX,
    SMALL_PX,
    SelfieReason,
    SelfieVerdict,
    Verdict,
    assess,
    judge_selfie,
)

LOOKING = Pose(0, 0, 0)
CLEAR = FaceQuality(size_px=300, sharpness=0.5, brightness=0.45, pose=LOOKING)
IMAGE = (1200, 1600)


def face(x: float, y: float, side: float) -> DetectedFace:
    """A face whose box is centred on ``x, y``."""
    return DetectedFace(Box(x - side / 2, y - side / 2, side, side), (Point(x, y),) * 5, 0.9)


def quality(size_px: float = 300, sharpness: float = 0.5, brightness: float = 0.45) -> FaceQuality:
    return FaceQuality(size_px, sharpness, brightness, LOOKING)


qualities = st.builds(quality, size_px=st.floats(1, 5000), sharpness=st.floats(0, 5), brightness=st.floats(0, 1))


@pytest.mark.parametrize(
    ("measured", "verdict"),
    [
        (quality(), Verdict.GOOD),
        (quality(size_px=20), Verdict.SMALL),
        (quality(sharpness=0.02), Verdict.BLURRED),
        (quality(size_px=20, sharpness=0.02), Verdict.SMALL),
        (quality(brightness=0.08), Verdict.GOOD),
        (quality(size_px=SMALL_PX, sharpness=BLURRED), Verdict.GOOD),
    ],
)
def test_small_and_blurred_faces_of_a_photo_are_marked(measured: FaceQuality, verdict: Verdict) -> None:
    assert assess(measured) is verdict


@given(qualities, st.floats(1, 4), st.floats(1, 4))
def test_a_larger_and_sharper_face_never_gets_a_worse_verdict(q: FaceQuality, larger: float, sharper: float) -> None:
    better = quality(q.size_px * larger, q.sharpness * sharper, q.brightness)
    assert assess(q) is not Verdict.GOOD or assess(better) is Verdict.GOOD


def test_a_clear_selfie_is_taken() -> None:
    assert judge_selfie([(face(600, 800, 300), CLEAR)], IMAGE) == SelfieVerdict(0, None)


@pytest.mark.parametrize(
    ("meant", "verdict"),
    [
        (Box(0.5, 0.4, 0.25, 0.2), SelfieVerdict(1, None)),
        (Box(0.2, 0.4, 0.5, 0.2), SelfieVerdict(0, SelfieReason.TOO_DARK)),
        (Box(0.0, 0.0, 0.1, 0.1), SelfieVerdict(None, SelfieReason.NO_FACE)),
    ],
    ids=["the face on the right", "across both, more of the left one", "where nobody is"],
)
def test_the_face_that_a_guest_points_at_is_the_one_that_is_meant(meant: Box, verdict: SelfieVerdict) -> None:
    two = [(face(400, 800, 300), quality(brightness=0.01)), (face(750, 800, 280), CLEAR)]
    assert judge_selfie(two, IMAGE).reason is SelfieReason.SEVERAL_FACES
    assert judge_selfie(two, IMAGE, meant) == verdict


@pytest.mark.parametrize(
    ("other", "shared"),
    [(Box(0, 0, 2, 2), 1.0), (Box(1, 0, 2, 2), 1 / 3), (Box(2, 0, 2, 2), 0.0), (Box(5, 5, 1, 1), 0.0), (Box(0, 0, 0, 0), 0.0)],
)
def test_overlap_is_what_two_boxes_share_of_what_both_cover(other: Box, shared: float) -> None:
    assert Box(0, 0, 2, 2).overlap(other) == pytest.approx(shared)


def test_what_of_a_face_is_on_the_picture_is_told_as_fractions_of_it() -> None:
    assert Box(-20, 40, 100, 80).within(160, 100) == pytest.approx((0, 0.4, 0.5, 0.6))
    assert Box(200, 0, 10, 10).within(160, 100) == pytest.approx((1, 0, 0, 0.1))


def test_a_picture_without_a_face_is_refused() -> None:
    assert judge_selfie([], IMAGE, Box(0, 0, 1, 1)) == SelfieVerdict(None, SelfieReason.NO_FACE)
    assert judge_selfie([], IMAGE) == SelfieVerdict(None, SelfieReason.NO_FACE)


@pytest.mark.parametrize(
    ("measured", "reason"),
    [
        (quality(size_px=25), SelfieReason.TOO_SMALL),
        (quality(sharpness=0.01), SelfieReason.TOO_BLURRY),
        (quality(brightness=0.02), SelfieReason.TOO_DARK),
    ],
)
def test_a_selfie_that_would_find_nothing_is_refused_with_its_reason(measured: FaceQuality, reason: SelfieReason) -> None:
    assert judge_selfie([(face(600, 800, 300), measured)], IMAGE) == SelfieVerdict(0, reason)


def test_a_selfie_that_is_just_good_enough_is_taken() -> None:
    least = quality(size_px=SELFIE_MIN_PX, sharpness=SELFIE_BLURRED, brightness=SELFIE_DARK)
    assert judge_selfie([(face(600, 800, 300), least)], IMAGE) == SelfieVerdict(0, None)


def test_people_in_the_background_do_not_spoil_a_selfie() -> None:
    crowd = [(face(100 + 150 * i, 300, 60), quality(size_px=60, sharpness=0.01)) for i in range(6)]
    verdict = judge_selfie([*crowd, (face(620, 900, 420), CLEAR)], IMAGE)
    assert verdict == SelfieVerdict(6, None)


def test_two_people_side_by_side_are_several_faces() -> None:
    verdict = judge_selfie([(face(400, 800, 300), CLEAR), (face(850, 780, 280), CLEAR)], IMAGE)
    assert verdict == SelfieVerdict(None, SelfieReason.SEVERAL_FACES)


def test_of_two_faces_the_one_in_the_middle_is_meant_when_it_is_the_larger_too() -> None:
    verdict = judge_selfie([(face(80, 80, 230), CLEAR), (face(600, 800, 280), CLEAR)], IMAGE)
    assert verdict == SelfieVerdict(1, None)


@pytest.mark.parametrize(
    ("other", "meant"),
    [
        (face(0, 0, 100), 0),
        (face(1200, 1600, 100), 0),
        (face(0, 0, 101), None),
        (face(1200, 1600, 101), None),
        (face(-300, -400, 101), None),
        (face(600, 0, 81), 0),
        (face(600, 0, 82), None),
        (face(0, 800, 81), 0),
        (face(0, 800, 82), None),
    ],
)
def test_a_face_counts_by_its_area_at_an_edge_by_three_quarters_and_in_a_corner_by_half_of_it(
    other: DetectedFace, meant: int | None
) -> None:
    verdict = judge_selfie([(face(600, 800, 100), CLEAR), (other, CLEAR)], IMAGE)
    assert verdict.face_index == meant


@given(st.lists(st.tuples(st.floats(0, 1200), st.floats(0, 1600), st.floats(5, 1500), qualities), max_size=6))
def test_the_order_of_the_faces_does_not_matter(found: list[tuple[float, float, float, FaceQuality]]) -> None:
    faces = [(face(x, y, side), q) for x, y, side, q in found]
    forwards, backwards = judge_selfie(faces, IMAGE), judge_selfie(faces[::-1], IMAGE)
    assert forwards.reason == backwards.reason
    if forwards.face_index is not None and backwards.face_index is not None:
        assert faces[forwards.face_index] == faces[::-1][backwards.face_index]


@given(qualities)
def test_a_selfie_is_either_taken_or_has_a_reason_that_the_protocol_knows(q: FaceQuality) -> None:
    verdict = judge_selfie([(face(600, 800, 300), q)], IMAGE)
    assert verdict.face_index == 0
    assert verdict.reason in {None, "too_small", "too_blurry", "too_dark"}
