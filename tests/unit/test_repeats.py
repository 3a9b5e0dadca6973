"""Faces that say again what others have said count as one."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import evidence
from workers.index import repeats

similarities = st.floats(-1, 1)


def burst(frames: int, seed: int, spread: float = 0.01) -> np.ndarray:
    """``(frames, 300)`` unit vectors that are nearly the same."""
    chance = np.random.default_rng(seed)
    made = chance.normal(size=300) / 300**0.5 + chance.normal(size=(frames, 300)) * spread / 300**0.5
    out: np.ndarray = made / np.linalg.norm(made, axis=1, keepdims=True)
    return out


@given(similarities, similarities)
def test_the_more_alike_two_faces_are_the_more_the_one_repeats_the_other(a: float, b: float) -> None:
    less, more = repeats.repeated(np.array(sorted((a, b))))
    assert 0 <= less <= more <= 1
    assert less == 0 or max(a, b) > evidence.LIKE_NEW


@given(st.integers(1, 12), st.integers(1, 12))
def test_two_bursts_count_as_two_faces_whatever_their_length_and_order(one: int, other: int) -> None:
    frames = np.concatenate([burst(one, seed=1), burst(other, seed=2)])
    order = np.random.default_rng(one + 100 * other).permutation(len(frames))
    weights = repeats.weights(frames[order])
    assert weights.sum() == pytest.approx(2)
    assert weights[np.argsort(order)] == pytest.approx([1 / one] * one + [1 / other] * other)
    mean = weights @ frames[order] / 2
    assert mean == pytest.approx((frames[:one].mean(axis=0) + frames[one:].mean(axis=0)) / 2)


@given(st.integers(1, 20), st.floats(0, 1))
def test_faces_count_from_one_to_as_many_as_there_are(faces: int, spread: float) -> None:
    count = repeats.weights(burst(faces, seed=3, spread=spread)).sum()
    assert 1 - 1e-9 <= count <= faces + 1e-9


def test_of_a_burst_the_first_frame_is_new_and_the_next_to_what_is_known_none() -> None:
    frames = np.concatenate([burst(3, seed=4), burst(2, seed=5)])
    assert repeats.new_in_turn(repeats.among(frames)) == pytest.approx([1, 0, 0, 1, 0])
    assert repeats.new_next_to(frames, frames[4:]) == pytest.approx([1, 1, 1, 0, 0])
    assert repeats.new_next_to(frames, frames[:0]) == pytest.approx([1] * 5)
