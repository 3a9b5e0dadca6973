"""The templates that wait for photos, as one matrix: what it says of a face is what is said of one template and one face."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from app.domain import evidence
from app.domain.evidence import Calibration
from app.domain.vocabulary import Why
from workers.index.crowd import Company
from workers.index.standing import Found, TemplateTable
from workers.index.template import Template

DIMENSION = 8
CALIBRATION = Calibration(centre=(), deviation=0.2, between=0.4, temper=0.5, photos=45)
CROWD = evidence.crowd(200, 0.2, CALIBRATION)
NOWHERE = Company(np.zeros(DIMENSION, dtype=np.float32), CROWD)
AXES = np.eye(DIMENSION, dtype=np.float32)
ENDS = datetime(2026, 6, 1, tzinfo=UTC)


def of_selfies(*axes: int) -> Template:
    """Of selfies that have nothing in common."""
    return Template.of_selfies(AXES[list(axes)])


def grown(mean: np.ndarray, observations: float, refused: np.ndarray = AXES[:0], *, alike: bool = False) -> Template:
    """Of one whose photos speak for her too."""
    return Template(AXES[:1], refused, mean, observations, alike)


def table_of(*held: Template) -> TemplateTable:
    """The searches are called s0, s1, …"""
    table = TemplateTable(DIMENSION, CALIBRATION)
    for number, template in enumerate(held):
        table.add(f"s{number}", template, ENDS)
    return table


def found(table: TemplateTable, face: np.ndarray, company: Company = NOWHERE, taken_off: float = 0.0) -> list[Found]:
    """Of one face."""
    return table.found(face[None], company, np.array([taken_off]))


def test_a_selfie_says_as_much_as_one_face_does_and_so_much_less_as_is_taken_off() -> None:
    expected = evidence.line(1, 1, CROWD, CALIBRATION).at(1.0)
    for taken_off in (0.0, 1.5):
        (one,) = found(table_of(of_selfies(0), of_selfies(1)), AXES[1], taken_off=taken_off)
        assert (one.search_id, one.face, one.why, one.alike) == ("s1", 0, Why.SELFIE, False)
        assert one.score == pytest.approx(1)
        assert one.log_odds == pytest.approx(expected - taken_off, abs=1e-5)
    assert found(table_of(of_selfies(1)), AXES[1], taken_off=expected + 0.01) == []
    assert len(found(table_of(of_selfies(1)), AXES[1], taken_off=expected - 0.01)) == 1


def test_selfies_that_have_nothing_in_common_say_as_much_as_their_mean_does() -> None:
    between = (AXES[0] + AXES[1]) / np.float32(2**0.5)
    (one,) = found(table_of(of_selfies(0, 1)), between)
    assert one.log_odds == pytest.approx(evidence.line(2, 0.5, CROWD, CALIBRATION).at(0.5**0.5), abs=1e-4)


def test_a_selfie_is_compared_from_where_the_faces_of_the_event_are() -> None:
    centre = (AXES[0] + AXES[2]) / 4
    selfie, face = (each - centre for each in (AXES[0], (AXES[0] + AXES[1]) / np.float32(2**0.5)))
    face = face / np.linalg.norm(face)
    (one,) = found(table_of(of_selfies(0)), face, Company(centre, CROWD))
    assert one.score == pytest.approx(float(selfie @ face / np.linalg.norm(selfie)), abs=1e-6)


def test_what_has_grown_says_as_much_as_its_mean_does_and_whether_somebody_is_alike() -> None:
    mean = AXES[3] * np.float32(0.8)
    expected = evidence.line(4, 0.64, CROWD, CALIBRATION).at(0.8)
    for alike in (False, True):
        (one,) = found(table_of(grown(mean, 4, alike=alike)), AXES[3], Company(AXES[2] / 4, CROWD))
        assert (one.why, one.alike) == (Why.GROWN, alike)
        assert one.score == pytest.approx(1)
        assert one.log_odds == pytest.approx(expected, abs=1e-4)


def test_what_has_grown_by_a_single_face_is_no_selfie_any_more() -> None:
    assert [each.why for each in found(table_of(grown(AXES[3], 1)), AXES[3])] == [Why.GROWN]


def test_a_face_that_may_as_well_be_of_somebody_whom_she_is_not_counts_for_less() -> None:
    near = (AXES[0] + AXES[1]) / np.float32(2**0.5)
    alone, beside = (grown(AXES[0], 4, refused) for refused in (AXES[:0], AXES[1:2]))
    of_her = evidence.line(4, 1, CROWD, CALIBRATION).at(float(AXES[0] @ near))
    of_other = evidence.line(1, 1, CROWD, CALIBRATION).at(float(AXES[1] @ near))
    table = table_of(beside)
    assert found(table, near)[0].log_odds == pytest.approx(evidence.but_for(of_her, [of_other]), abs=1e-4)
    assert found(table, near, taken_off=1.0) == [], "only by itself it would be hers"
    table.add("s0", alone, ENDS)  # she has taken it back
    assert found(table, near)[0].log_odds == pytest.approx(of_her, abs=1e-4)


def test_a_search_has_one_row_however_its_template_grows_and_there_is_room_for_any_number() -> None:
    table = table_of(*(of_selfies(0) for _ in range(129)), of_selfies(5))
    assert len(table) == 130
    assert [each.search_id for each in found(table, AXES[5])] == ["s129"]
    table.add("s129", grown(AXES[6], 4), ENDS)
    assert len(table) == 130
    assert (found(table, AXES[5]), [each.search_id for each in found(table, AXES[6])]) == ([], ["s129"])
    assert len(found(table, AXES[0])) == 129


def test_the_template_of_a_search_that_went_is_forgotten() -> None:
    table = table_of(*(of_selfies(number) for number in range(DIMENSION)))
    table.remove("s2")
    table.remove("s7")
    table.remove("unknown")
    heard = table.found(AXES, NOWHERE, np.zeros(DIMENSION))
    assert {(each.search_id, each.face) for each in heard} == {(f"s{n}", n) for n in (0, 1, 3, 4, 5, 6)}
    assert len(table) == 6
    assert not table._templates[len(table) :].any(), "nothing of the others stays in memory"


def test_who_is_over_is_forgotten_and_the_others_stay_where_they_are_found() -> None:
    table = TemplateTable(DIMENSION, CALIBRATION)
    for number in range(4):
        table.add(f"s{number}", of_selfies(number), ENDS + timedelta(seconds=number))
    table.drop_expired(ENDS - timedelta(seconds=1))
    assert len(table) == 4
    table.drop_expired(ENDS + timedelta(seconds=1))
    assert [[each.search_id for each in found(table, AXES[number])] for number in range(4)] == [[], [], ["s2"], ["s3"]]


def test_it_begins_with_nothing_and_occupies_what_it_holds() -> None:
    assert table_of().sequence == 0, "the log is read from its first entry on"
    empty = table_of().memory_bytes
    assert empty == 64 * (DIMENSION * 4 + 5 * 8)
    table = table_of(grown(AXES[0], 4, AXES[1:3]), of_selfies(1))
    assert table.memory_bytes == empty + 2 * 200 + AXES[1:3].nbytes
    table.remove("s0")
    assert table.memory_bytes == empty + 200
