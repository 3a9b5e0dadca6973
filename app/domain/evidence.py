"""How sure it is that a face is of the person who is looked for: a probability, from how alike vectors are.

The model is the two-covariance one of speaker recognition (Brümmer and de Villiers, "The speaker partitioning problem", Odyssey
2010), in its plainest form. Vectors are of length one, centred by the mean of the event's faces and of length one again. A vector
is ``person + photo``; the persons of an event are spread about nothing with the variance ``between``, the photos of a person
about her with ``1 - between``, each divided by the number of dimensions that count. That number comes from the event itself:
where different people are more alike, as at an event of one family, their similarities spread wider and each says less.

Real similarities of strangers reach further up than that model's, so its log-odds are tempered: multiplied by a number below one
(a power likelihood; Grünwald, "The safe Bayesian", 2012). What the numbers are is measured, by ``python server.py calibrate``.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from app.domain.vocabulary import Tier

CERTAIN_WRONG: Final = 0.05
"""Photos of somebody else among those that one search calls certain: at most one in twenty searches."""

SHOWN_WRONG: Final = 0.5
"""Photos of somebody else among all that one search shows: at most one in two searches."""

_HEAVY: Final = 1.12
"""How much wider similarities of strangers spread upwards than from their middle downwards: their .99995 quantile lies at 4.2 to
4.4 deviations in events of three groups of people, where a normal distribution has 3.9 (LFW A to I, 434 South Asian and 62 East
Asian strangers, fused engine)."""

_OWN_WORD: Final = 75
"""An event of so many faces says as much of itself as the engine's calibration does. Of 20 to 2,100 faces, 30 to 200 come to the
same but for a hundredth of recall, except where few people are most of the event: then the more it says the less each of two who
are alike is taken for the other (200: 15 of 99 searches among two East Asian women), and the fewer of her photos are certain."""

LIKELY: Final = 0.75
"""Log-odds (2 to 1) from which a face is shown. Between even odds and these lay a third of the strangers' photos that were called
maybe, and a thousandth of a guest's own (three searches of each of the 817 portraits that will do of South Asian, East Asian and
Western celebrities, six photos of each): the model is too sure of itself there where people are more alike than it knows."""

MARKED: Final = math.log(1.5)
"""Taken off the log-odds of a small or blurred face: a stranger's is taken for hers half as often again (``domain.quality``)."""


_LOOK: Final = 1 / 6
"""Of the variance between a person's photos, the share that is the same in photos that are more alike than others (of one year,
one light, one make-up): the mean of many of them is still that far from her. With half of it one in twenty photos of celebrities
is taken for another person's, with three halves .4 of another's who is alike are called certain a search (docs/evaluation.md)."""

_PERSONS: Final = 5.0
_USUAL: Final = 3.0
"""How many photos a guest is on varies from guest to guest as a gamma distribution of shape ``_PERSONS`` does, and with
``_USUAL`` found nothing is added. Shapes of 2 to 10 come to the same; with 0 in place of 3 one in thirty searches among South
Asian people calls somebody else certain, with 6 fewer of a person's fifty photos are (two East Asian women: .735 for .764)."""

SOMEBODY_ALIKE: Final = 0.01
"""Of searches, those in which somebody is alike enough to be taken for her. With half of it 47 photos of somebody alike are
certain in one of 297 searches for three photos among 2,900 faces; where the likelier alternative is taken, however many photos it
costs, .02 of the photos of celebrities over decades are another's (docs/evaluation.md)."""

UNLIKELY: Final = -2.0
"""Log-odds below which a face is somebody else's for so sure that others are held against it. From -3 on .1 photos a search of
somebody alike stay among the maybe."""

_ALIKE: Final = 0.5
"""How much two people who are alike have in common, as a correlation of what is theirs. Two parts of one person's photos lie at
.73 and more (twelve celebrities, two East Asian women), those of the two women, who are alike, at .44 to .60."""

LIKE_NEW: Final = 0.9
REPEATED: Final = 0.95
"""Similarities from which a face begins to say again what another of the same person has said, and says nothing else. Of pairs of
photos of one person of different days one in two hundred lies above .9, of renderings of one portrait nearly all. From .8 on
one stranger's photo is called certain in 17 of 70 searches among thousands (docs/evaluation.md)."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """What was measured of one engine's vectors, centred by ``centre``, which is as long as a vector.

    ``deviation``: of the similarities of different people, from their median to their .1587 quantile. ``between``: the share of
    variance that is between people. ``temper``: what log-odds are multiplied by. ``photos``: how many photos show a guest, as
    far as is known beforehand.
    """

    centre: tuple[float, ...]
    deviation: float
    between: float
    temper: float
    photos: float


class Crowd(NamedTuple):
    """The faces of an event: how many, and the ``deviation`` of similarities between them."""

    faces: int
    deviation: float


class Line(NamedTuple):
    """Log-odds as a line over the similarity (inner product) of a face and the mean of what is known of a person."""

    offset: float
    slope: float

    def at(self, similarity: float) -> float:
        """Natural logarithm of the odds that the face is hers."""
        return self.offset + self.slope * similarity

    def where(self, unsure: float) -> float:
        """The similarity of a face whose ``doubt`` is ``unsure``, which lies between 0 and 1."""
        return (math.log((1 - unsure) / unsure) - self.offset) / self.slope


def weight_of_event(faces: int) -> float:
    """How much an event of so many ``faces`` says of itself, from 0 to 1; the rest is said by the engine's calibration."""
    return faces / (faces + _OWN_WORD)


def crowd(faces: int, deviation: float, calibration: Calibration) -> Crowd:
    """An event of ``faces`` faces with that ``deviation`` of its own; a small one is taken to be more as others are."""
    own = weight_of_event(faces)
    return Crowd(faces, math.sqrt(own * deviation**2 + (1 - own) * calibration.deviation**2))


def line(observations: float, length_squared: float, crowd: Crowd, calibration: Calibration) -> Line:
    """What similarity says of a face, once ``observations`` faces of the person are known (each counted by how sure it is).

    ``length_squared`` is that of their mean: the less alike they are, the shorter it is.
    """
    return _line(observations, length_squared, crowd, calibration, calibration.temper)


def line_of_selfie(observations: float, length_squared: float, crowd: Crowd, calibration: Calibration) -> Line:
    """As ``line``, for a selfie against the mean of ``observations`` faces: are all of these her, or somebody who is like her?

    Not tempered: that is one comparison, and not one of as many as there are faces.
    """
    return _line(observations, length_squared, crowd, calibration, 1.0)


def _line(observations: float, length_squared: float, crowd: Crowd, calibration: Calibration, temper: float) -> Line:
    plain, times = line_of_one_dimension(observations, length_squared, calibration), temper * dimensions(crowd)
    return Line(times * plain.offset + prior(crowd.faces, calibration), times * plain.slope)


def line_of_one_dimension(observations: float, length_squared: float, calibration: Calibration) -> Line:
    """What depends on the person alone: as ``line``, neither tempered nor with a prior, in an event of one dimension.

    That of an event is as many times that as it has ``dimensions``.
    """
    between, within = calibration.between, 1 - calibration.between
    of_mean = within / observations
    pull = between / (between + of_mean)
    variance = between * of_mean / (between + of_mean) + within  # of one more photo of her; that of a stranger's is 1
    return Line((1 - (1 + pull**2 * length_squared) / variance - math.log(variance)) / 2, pull / variance)


class Part(NamedTuple):
    """Some faces that are of one person: how many (repeated ones count once), and the squared length of their mean."""

    faces: float
    length_squared: float


def of_one_person(one: Part, other: Part, inner: float, crowd: Crowd, calibration: Calibration) -> float:
    """Log-odds, from even, that two parts of faces are of one person, and not of two who are alike.

    ``inner`` is the inner product of their means. A mean over many faces has less noise than one face, so this gets sharper with
    their number: two normal distributions of both means, with the same persons' variance, and the one or the other covariance.
    Symmetric, and not tempered: that is one comparison, and not one of as many as there are faces.
    """
    between, look = calibration.between, _LOOK * (1 - calibration.between)
    rest = 1 - calibration.between - look
    spread, other_spread = (between + look + rest / part.faces for part in (one, other))

    def log_likelihood(covariance: float) -> float:
        determinant = spread * other_spread - covariance**2
        squares = other_spread * one.length_squared + spread * other.length_squared - 2 * covariance * inner
        return -(squares / determinant + math.log(determinant)) / 2

    return dimensions(crowd) * (log_likelihood(between) - log_likelihood(_ALIKE * between))


def too_many_for_one(log_odds: float, photos: int) -> bool:
    """Whether so many ``photos`` of the other part are too many to show, at these log-odds ``of_one_person``.

    They are wrong all together or not at all: too many are those of which more than ``SHOWN_WRONG`` are expected to be.
    """
    return photos * doubt(log_odds + math.log(1 / SOMEBODY_ALIKE - 1)) > SHOWN_WRONG


def dimensions(crowd: Crowd) -> float:
    """How many dimensions count where people are as alike as in this event."""
    return 1 / (_HEAVY * crowd.deviation) ** 2


def once_found(photos: float) -> float:
    """What is added to the log-odds of a face once ``photos`` others are expected to be hers: who is on many is likelier on one
    more. The rate of a Poisson process whose gamma distribution is brought up to date by what was seen."""
    return math.log((_PERSONS + photos) / (_PERSONS + _USUAL))


def but_for(log_odds: float, of_others: Iterable[float]) -> float:
    """``log_odds`` that a face is hers, once it may also be of one of those whom she said she is not.

    ``of_others`` are the log-odds that it is of each of them: hers, each of theirs and everybody else's are alternatives.
    """
    others = [0.0, *of_others]
    most = max(others)
    return log_odds - most - math.log(sum(math.exp(other - most) for other in others))


def prior(faces: int, calibration: Calibration) -> float:
    """Log-odds that any one of so many faces is hers, before it is looked at; at most even."""
    return math.log(min(calibration.photos / max(faces, 1), 1.0))


def doubt(log_odds: float) -> float:
    """The probability that the face is not hers."""
    if log_odds > 0:
        odds_against = math.exp(-log_odds)
        return odds_against / (1 + odds_against)
    return 1 / (1 + math.exp(log_odds))


def tiers(doubts: Sequence[float]) -> list[Tier | None]:
    """A tier for each photo by the probability that it does not show the person, in the order given; None: not shown.

    *certain* is the largest set in which ``CERTAIN_WRONG`` photos are expected to be wrong, *maybe* what follows until there are
    ``SHOWN_WRONG``: the surest first, and those with the same doubt together.
    """
    out: list[Tier | None] = [None] * len(doubts)
    expected = 0.0
    order = sorted(range(len(doubts)), key=lambda index: doubts[index])
    begun = 0
    while begun < len(order):
        end = begun
        while end < len(order) and doubts[order[end]] == doubts[order[begun]]:
            end += 1
        expected += doubts[order[begun]] * (end - begun)
        if expected > SHOWN_WRONG:
            break
        for index in order[begun:end]:
            out[index] = Tier.CERTAIN if expected <= CERTAIN_WRONG else Tier.MAYBE
        begun = end
    return out
