"""The report of an evaluation as a table: a row for whom it counts, and a note for what it left out."""

from __future__ import annotations

from typing import Any

from workers.evaluation.table import table


def counted(searches: int, precision: float | None = 1.0) -> dict[str, Any]:
    certain = {"recall": 0.9, "precision": precision, "wrong_per_search": 0.0, "wrong_strangers_per_search": 0.0}
    maybe = {"recall": 0.05, "wrong_per_search": 0.25, "wrong_strangers_per_search": 0.125}
    shown = {"recall": 0.95}
    return {
        "searches": searches,
        "true": 1234,
        "certain": certain,
        "maybe": maybe,
        "shown": shown,
        "recall_at_precision_99": 0.93,
    }


def report(people: int, **more: Any) -> dict[str, Any]:
    by_person = {f"person {number}": counted(1) for number in range(people)}
    told = {"mode": "groups", "engine": "fused", "faces": 5678, "seed": 0, "seconds": {"looking": 61.4, "searching": 2.6}}
    nothing = {"total": 0}
    left_out = {
        "refused": nothing,
        "unreadable": nothing,
        "too_few_portraits": 0,
        "without_portraits": 0,
        "repeated_strangers": 0,
    }
    expected = {"expected_wrong": {"certain": None, "maybe": None}}
    return counted(people) | {"by_group": {}, "by_person": by_person} | told | left_out | expected | more


def test_everybody_has_a_row_and_all_columns_stand_below_their_heads() -> None:
    head, everybody, tall, *people = table(report(2, by_group={"tall": counted(1, precision=None)})).splitlines()[:5]
    assert [row.split("  ")[0] for row in (everybody, tall, *people)] == ["all", "group tall", "person 0", "person 1"]
    assert {len(row) for row in (head, everybody, tall, *people)} == {len(head)}
    numbers = ["2", "1,234", "0.900", "1.000", "0.000", "0.000", "0.050", "0.250", "0.125", "0.950", "0.930"]
    assert everybody.split()[1:] == numbers
    assert tall.split()[5] == "-", "where nothing was called certain there is no precision"


def test_very_many_people_are_in_the_file_only() -> None:
    said = table(report(41))
    assert "(41 people: by person in report.json only)" in said
    assert "person 0" not in said


def test_what_was_left_out_is_said_and_what_was_not_is_not() -> None:
    notes = table(report(1)).partition("\n\n")[2].splitlines()
    assert notes == ["mode groups, engine fused, 5,678 faces a search, seed 0", "61 s for looking at photos, 3 s for searching"]
    left_out = {
        "expected_wrong": {"certain": 0.041, "maybe": 0.4},
        "refused": {"total": 3, "no_face": 2, "too_dark": 1},
        "unreadable": {"total": 1, "truncated": 1},
        "too_few_portraits": 4,
        "without_portraits": 5,
        "repeated_strangers": 6,
    }
    assert table(report(1, **left_out)).partition("\n\n")[2].splitlines()[1:-1] == [
        "wrong photos a search as the product reckons it: certain 0.041, maybe 0.400",
        "searches refused for their selfies: 3 (2 no_face, 1 too_dark)",
        "files that are no photos: 1 (1 truncated)",
        "people with too few portraits for so many selfies: 4",
        "people on group photos without a portrait, whom nobody searches for: 5",
        "photos of strangers left out because they are photos of the set too: 6",
    ]
