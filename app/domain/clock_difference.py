"""By how much two cameras' clocks differ, from when each of them saw the same people.

Both photographers are at the same table now and then. At the true difference many of their moments fall together; at any other
one some do by chance. The difference is the peak of a histogram, and it counts when nothing elsewhere comes near.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean, pstdev
from typing import Final

BURST_S: Final = 20
"""Photos of one camera that follow each other as fast are one moment: ten frames of one kiss say it once."""
TOGETHER_S: Final = 60
"""So far apart two photographers take the same people at the same table, most of the time."""
_CELL_S: Final = 15
_NEAR_S: Final = 300
"""A peak has a slope: whoever sits together stays there for some minutes. Further off is elsewhere."""
_AROUND_S: Final = 3600
"""What chance makes is seen as far around the peak: there the two evenings overlap as much."""

_LEAST_DEVIATION: Final = 0.5
"""Moments: where few are seen, chance is not seen either."""

LEAST_MOMENTS: Final = 4.0
LEAST_DEVIATIONS: Final = 7.0
MOST_ELSEWHERE: Final = 0.66
"""Of 110 simulated evenings of two photographers who never were at the same place none comes over these limits. Of 30 on which
both follow the programme for 70 percent of the time 26 do, most right to a minute, none wrong by more than one and a half; of 30
with 50 percent 6. (`tests/unit/test_clock_difference.py` has the evenings, with other numbers of seeds.)"""


@dataclass(frozen=True, slots=True)
class Sighting:
    """A face of a photo of one camera, taken ``at`` (seconds), and when the other camera saw the same person."""

    at: float
    others: Sequence[float]


@dataclass(frozen=True, slots=True)
class Difference:
    """``seconds`` to be added to the other camera's clock so that it shows what the first one's does. ``moments`` fall together
    there, ``elsewhere`` at most as many; that is ``deviations`` more than chance makes around it. Somebody whom the other camera
    saw all the evening counts little."""

    seconds: int
    moments: float
    elsewhere: float
    deviations: float

    @property
    def is_sure(self) -> bool:
        """Whether it may be proposed to anybody."""
        stands_out = self.elsewhere <= MOST_ELSEWHERE * self.moments and self.deviations >= LEAST_DEVIATIONS
        return stands_out and self.moments >= LEAST_MOMENTS


def difference(sightings: Iterable[Sighting]) -> Difference | None:
    """The difference of the clocks that these sightings speak for, sure or not; None where the cameras have nobody in common."""
    seen = [sighting for sighting in sightings if sighting.others]
    if not seen:
        return None
    weights = _weights(seen)
    peak = max(weights, key=lambda cell: (weights[cell], -abs(cell)))
    elsewhere = max((weight for cell, weight in weights.items() if abs(cell - peak) > _NEAR_S // _CELL_S), default=0.0)
    chance = [weights.get(cell, 0.0) for cell in _around(peak)]
    usual, deviation = fmean(chance), max(pstdev(chance), _LEAST_DEVIATION)
    return Difference(
        seconds=round(_middle(weights, peak, usual)),
        moments=weights[peak],
        elsewhere=elsewhere,
        deviations=(weights[peak] - usual) / deviation,
    )


def _weights(seen: Sequence[Sighting]) -> dict[int, float]:
    """How many moments fall together, by cell of the difference."""
    starts = _starts_of_moments([sighting.at for sighting in seen])
    shares: defaultdict[int, dict[int, float]] = defaultdict(dict)
    for sighting in seen:
        moment = bisect_right(starts, sighting.at)
        for cell, share in _shares(sighting).items():
            # Of the people of one moment the most telling counts: a whole table is seen together, and says no more than one.
            shares[cell][moment] = max(shares[cell].get(moment, 0.0), share)
    return {cell: sum(by_moment.values()) for cell, by_moment in shares.items()}


def _around(peak: int) -> list[int]:
    near, far = _NEAR_S // _CELL_S, _AROUND_S // _CELL_S
    return [peak + side * step for side in (-1, 1) for step in range(near + 1, far + 1)]


def _starts_of_moments(times: Sequence[float]) -> list[float]:
    ordered = sorted(times)
    return [at for before, at in zip([float("-inf"), *ordered], ordered, strict=False) if at - before > BURST_S]


def _shares(sighting: Sighting) -> dict[int, float]:
    """By cell of differences: which part of the person's other sightings lies ``TOGETHER_S`` around it."""
    reach = TOGETHER_S // _CELL_S
    found: defaultdict[int, float] = defaultdict(float)
    for other in sighting.others:
        cell = round((sighting.at - other) / _CELL_S)
        for near in range(cell - reach, cell + reach + 1):
            found[near] += 1 / len(sighting.others)
    return found


def _middle(weights: Mapping[int, float], peak: int, usual: float) -> float:
    """Closer than a cell: where the peak, which is as wide as people stay together, has its middle."""
    reach = _NEAR_S // _CELL_S
    above = {cell: max(0.0, weights.get(cell, 0.0) - usual) for cell in range(peak - reach, peak + reach + 1)}
    return _CELL_S * sum(cell * weight for cell, weight in above.items()) / sum(above.values())
