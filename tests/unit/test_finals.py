"""Which photo a final replaces, and which face of it is which."""

from __future__ import annotations

from datetime import datetime

import pytest

from app.domain.faces import Box
from app.domain.finals import Proof, is_finals_folder, proof_of
from app.domain.same_faces import same_faces
from app.domain.shots import stem_of
from app.domain.vocabulary import FinalsRule, FinalState

NOON = datetime(2026, 6, 13, 12, 0, 0)
LATER = datetime(2026, 6, 13, 12, 0, 7)
NAME, BOTH = FinalsRule.NAME, FinalsRule.NAME_AND_TIME
NO_PROOF, SEVERAL = FinalState.NO_PROOF, FinalState.SEVERAL_PROOFS


@pytest.mark.parametrize(
    ("rule", "taken", "proofs", "expected"),
    [
        (NAME, NOON, [], NO_PROOF),
        (NAME, NOON, [Proof("a", NOON)], "a"),
        (NAME, None, [Proof("a", NOON)], "a"),
        (NAME, NOON, [Proof("a", LATER)], "a"),
        (BOTH, NOON, [Proof("a", NOON)], "a"),
        (BOTH, NOON.replace(microsecond=250_000), [Proof("a", NOON)], "a"),
        (BOTH, NOON, [Proof("a", LATER)], NO_PROOF),
        (BOTH, None, [Proof("a", NOON)], NO_PROOF),
        (BOTH, None, [Proof("a", None)], NO_PROOF),
        (NAME, NOON, [Proof("a", NOON), Proof("b", LATER)], "a"),
        (NAME, NOON, [Proof("a", LATER), Proof("b", LATER)], SEVERAL),
        (NAME, NOON, [Proof("a", NOON), Proof("b", NOON)], SEVERAL),
        (BOTH, NOON, [Proof("a", NOON), Proof("b", NOON)], SEVERAL),
        (NAME, None, [Proof("a", None), Proof("b", None)], SEVERAL),
        (NAME, NOON, [Proof("raw", NOON, is_raw=True), Proof("jpeg", NOON)], "jpeg"),
        (NAME, NOON, [Proof("raw", NOON, is_raw=True)], "raw"),
        (NAME, NOON, [Proof("first final", NOON, is_final=True)], "first final"),
        (NAME, NOON, [Proof("first final", NOON, is_final=True), Proof("a", NOON)], "a"),
    ],
)
def test_a_final_replaces_one_photo_or_none(
    rule: FinalsRule, taken: datetime | None, proofs: list[Proof], expected: str | FinalState
) -> None:
    assert proof_of(taken, proofs, rule) == expected


@pytest.mark.parametrize(
    ("name", "stem"),
    [("IMG_1.JPG", "img_1"), ("img_1.tif", "img_1"), ("a.b.jpg", "a.b"), ("Straße.jpg", "strasse"), ("none", "none")],
)
def test_names_are_held_against_each_other_without_ending_and_case(name: str, stem: str) -> None:
    assert stem_of(name) == stem


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/finals/a.jpg", True),
        ("Finals/DCIM/a.jpg", True),
        ("/evening/FINALS/a.jpg", True),
        ("/a.jpg", False),
        ("/finals", False),
        ("/my finals/a.jpg", False),
    ],
)
def test_a_folder_called_finals_says_what_is_in_it(path: str, expected: bool) -> None:
    assert is_finals_folder(path) is expected


LEFT, RIGHT = Box(0.1, 0.1, 0.2, 0.2), Box(0.6, 0.1, 0.2, 0.2)


@pytest.mark.parametrize(
    ("before", "after", "alike", "expected"),
    [
        ([LEFT, RIGHT], [LEFT, RIGHT], [[0.9, 0.1], [0.1, 0.9]], {0: 0, 1: 1}),
        ([LEFT, RIGHT], [RIGHT, LEFT], [[0.1, 0.9], [0.9, 0.1]], {0: 1, 1: 0}),
        # Cropped so that the right one is where the left one was.
        ([LEFT, RIGHT], [LEFT], [[0.1], [0.9]], {1: 0}),
        ([LEFT], [RIGHT], [[0.59]], {}),
        ([LEFT], [LEFT], [[0.2]], {0: 0}),
        ([LEFT], [LEFT], [[0.19]], {}),
        # Each face is taken once, by the one that is more alike.
        ([LEFT, RIGHT], [LEFT], [[0.7], [0.8]], {1: 0}),
        ([LEFT, RIGHT], [LEFT, RIGHT], [[0.8, 0.7], [0.75, 0.1]], {0: 0}),
        ([LEFT, RIGHT], [RIGHT], None, {1: 0}),
        ([LEFT], [Box(0.1, 0.1, 0.2, 0.1)], None, {0: 0}),
        ([LEFT], [Box(0.1, 0.1, 0.2, 0.09)], None, {}),
        ([], [LEFT], [], {}),
        ([LEFT], [], [[]], {}),
    ],
)
def test_a_face_is_found_again_where_it_is_alike_or_in_its_place(
    before: list[Box], after: list[Box], alike: list[list[float]] | None, expected: dict[int, int]
) -> None:
    assert same_faces(before, after, alike) == expected
