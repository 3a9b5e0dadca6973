"""From what searches have found to the numbers of the report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from app.domain.vocabulary import Tier
from workers.evaluation.searches import FoundPhoto, Outcome

PRECISION = 0.99


def numbers(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """The numbers of these searches, without those that were refused; a number that there is none of is None.

    ``recall`` is the share of all true photos; ``wrong_per_search`` counts photos that do not show the person, and
    ``wrong_strangers_per_search`` those of strangers among them.
    """
    done = [outcome for outcome in outcomes if not outcome.refused]
    true = sum(outcome.true for outcome in done)
    return {
        "searches": len(done),
        "faces": round(float(np.mean([outcome.faces for outcome in done]))) if done else 0,
        "true": true,
        **{tier.value: _tier(done, {tier}, true) for tier in (Tier.CERTAIN, Tier.MAYBE)},
        "shown": _tier(done, set(Tier), true),
        "recall_at_precision_99": recall_at_precision(done, PRECISION),
        "expected_wrong": {tier.value: _expected(done, tier) for tier in (Tier.CERTAIN, Tier.MAYBE)},
    }


def with_paths(report: Mapping[str, Any]) -> dict[str, Any]:
    """``report``, and each number of its nested objects under its path too: ``certain.recall``. Not of ``by_…``."""
    flat = {
        f"{name}.{inner}": value
        for name, nested in report.items()
        if isinstance(nested, Mapping) and not name.startswith("by_")
        for inner, value in nested.items()
    }
    return {**report, **flat}


def recall_at_precision(outcomes: Sequence[Outcome], precision: float) -> float | None:
    """The largest share of all true photos at which so many of the photos above one score are right, over all searches together.

    Photos that were shown come first, by their probability where one was reckoned and else by score, and behind them the others
    by plain score.
    """
    true = sum(outcome.true for outcome in outcomes)
    if not true:
        return None
    ranks: list[float] = []
    right: list[bool] = []
    for outcome in outcomes:
        ranks += [_rank(found) for found in outcome.shown]
        right += [found.right for found in outcome.shown]
        ranks += [*outcome.same.tolist(), *outcome.different.tolist()]
        right += [True] * len(outcome.same) + [False] * len(outcome.different)
    if not ranks:
        return 0.0
    by_rank = np.array(ranks)
    order = np.argsort(-by_rank, kind="stable")
    hits = np.cumsum(np.array(right)[order])
    ends = np.append(np.diff(by_rank[order]) != 0, True)  # of photos with one score all count, or none
    enough = ends & (hits >= precision * np.arange(1, len(order) + 1))
    return float(hits[enough].max() / true) if enough.any() else 0.0


def reliability(outcomes: Sequence[Outcome], bins: int = 10) -> list[dict[str, float]]:
    """Of photos that were said to be the person's with about one ``probability``: how many, and the ``share`` that was right."""
    pairs = np.array(
        [(found.probability, found.right) for outcome in outcomes for found in outcome.shown if found.probability is not None]
    ).reshape(-1, 2)
    place = np.minimum((pairs[:, 0] * bins).astype(int), bins - 1)
    groups = [pairs[place == number] for number in range(bins)]
    return [
        {"probability": float(group[:, 0].mean()), "share": float(group[:, 1].mean()), "photos": len(group)}
        for group in groups
        if len(group)
    ]


def _rank(found: FoundPhoto) -> float:
    return 2 + (found.score if found.probability is None else found.probability)


def _tier(done: Sequence[Outcome], tiers: set[Tier], true: int) -> dict[str, float | None]:
    found = [photo for outcome in done for photo in outcome.shown if photo.tier in tiers]
    right = sum(photo.right for photo in found)
    strangers = sum(photo.stranger and not photo.right for photo in found)
    return {
        "recall": right / true if true else None,
        "precision": right / len(found) if found else None,
        "wrong_per_search": (len(found) - right) / len(done) if done else None,
        "wrong_strangers_per_search": strangers / len(done) if done else None,
    }


def _expected(done: Sequence[Outcome], tier: Tier) -> float | None:
    """Wrong photos a search as the product itself reckons it, None where it reckons no probabilities."""
    shown = [photo.probability for outcome in done for photo in outcome.shown]
    if not shown or None in shown:
        return None
    wrong = [1 - photo.probability for o in done for photo in o.shown if photo.tier is tier and photo.probability is not None]
    return sum(wrong) / len(done)
