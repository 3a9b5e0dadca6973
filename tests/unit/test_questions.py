"""Which photo a guest is asked about first."""

from __future__ import annotations

import numpy as np

from app.domain.evidence import Calibration, Crowd
from app.domain.matching import FaceHit
from app.domain.vocabulary import Tier, Why
from workers.index.questions import questions

CALIBRATION = Calibration(centre=(), deviation=0.09, between=0.4, temper=0.5, photos=45)
CROWD = Crowd(100, 0.09)


def hit(photo_id: str, probability: float = 0.8) -> FaceHit:
    return FaceHit(photo_id, 0, 0.4, Tier.MAYBE, probability, Why.SELFIE)


def people(*numbers: int) -> np.ndarray:
    """A vector for each: those of one number are the same person's."""
    return np.eye(120)[list(numbers)]


def test_nobody_is_asked_about_nothing() -> None:
    assert questions([], np.zeros((0, 120)), CROWD, CALIBRATION) == []


def test_one_photo_stands_for_all_that_show_the_same_face() -> None:
    hits = [hit("alone"), hit("a"), hit("b"), hit("c")]
    assert questions(hits, people(0, 1, 1, 1), CROWD, CALIBRATION) == ["a", "alone"]


def test_three_are_enough() -> None:
    hits = [hit(name) for name in "abcdef"]
    assert questions(hits, people(0, 1, 2, 3, 4, 5), CROWD, CALIBRATION) == ["a", "b", "c"]


def test_of_equals_the_most_doubtful_is_asked_about() -> None:
    hits = [hit("sure", 0.97), hit("doubtful", 0.55), hit("likely", 0.8)]
    assert questions(hits, people(0, 1, 2), CROWD, CALIBRATION) == ["doubtful", "likely", "sure"]
    assert questions(hits, people(0, 0, 0), CROWD, CALIBRATION) == ["doubtful"]
