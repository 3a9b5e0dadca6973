"""The report as a table for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

_MOST_PEOPLE = 40
_HEAD = ("", "searches", "true", "certain", "prec.", "wrong", "strangers", "maybe", "wrong", "strangers", "shown", "R@P.99")


def table(report: Mapping[str, Any]) -> str:
    """The numbers of all searches, then by group, then by person where these are not too many."""
    rows = [_HEAD, _row("all", report)]
    rows += [_row(f"group {name}", found) for name, found in report["by_group"].items()]
    people = report["by_person"]
    if len(people) <= _MOST_PEOPLE:
        rows += [_row(name, found) for name, found in people.items()]
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEAD))]
    lines = ["  ".join([row[0].ljust(widths[0]), *map(str.rjust, row[1:], widths[1:])]) for row in rows]
    if len(people) > _MOST_PEOPLE:
        lines.append(f"({len(people)} people: by person in report.json only)")
    return "\n".join([*lines, "", *_notes(report)])


def _row(name: str, found: Mapping[str, Any]) -> tuple[str, ...]:
    certain, maybe = found["certain"], found["maybe"]
    return (
        name,
        f"{found['searches']:,}",
        f"{found['true']:,}",
        _share(certain["recall"]),
        _share(certain["precision"]),
        _share(certain["wrong_per_search"]),
        _share(certain["wrong_strangers_per_search"]),
        _share(maybe["recall"]),
        _share(maybe["wrong_per_search"]),
        _share(maybe["wrong_strangers_per_search"]),
        _share(found["shown"]["recall"]),
        _share(found["recall_at_precision_99"]),
    )


def _share(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"


def _notes(report: Mapping[str, Any]) -> Iterator[str]:
    yield f"mode {report['mode']}, engine {report['engine']}, {report['faces']:,} faces a search, seed {report['seed']}"
    expected = report["expected_wrong"]
    if expected["certain"] is not None:
        reckoned = f"certain {expected['certain']:.3f}, maybe {expected['maybe']:.3f}"
        yield f"wrong photos a search as the product reckons it: {reckoned}"
    for key, what in (("refused", "searches refused for their selfies"), ("unreadable", "files that are no photos")):
        reasons = {reason: count for reason, count in report[key].items() if reason != "total"}
        if reasons:
            yield f"{what}: {report[key]['total']} ({', '.join(f'{count} {reason}' for reason, count in reasons.items())})"
    if report["too_few_portraits"]:
        yield f"people with too few portraits for so many selfies: {report['too_few_portraits']}"
    if report["without_portraits"]:
        yield f"people on group photos without a portrait, whom nobody searches for: {report['without_portraits']}"
    if report["repeated_strangers"]:
        yield f"photos of strangers left out because they are photos of the set too: {report['repeated_strangers']}"
    yield f"{report['seconds']['looking']:.0f} s for looking at photos, {report['seconds']['searching']:.0f} s for searching"
