"""The logs of faces and templates on a real database: numbers without holes, entries once."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from app import errors
from app.domain.times import utc_now
from app.services.deps import Deps
from app.store import faces, gapless_logs, templates
from app.store.documents import Counter, FaceEntry, StoredFace

FACE = StoredFace(box=(0, 0, 1, 1), score=1, size_px=90, sharpness=1, brightness=0.5, yaw=0, pitch=0, roll=0, verdict="good")


async def _add(photo_id: str, event_id: int = 1, engine_id: str = "e") -> FaceEntry:
    return await faces.append_faces(event_id, engine_id, photo_id, [FACE], b"sealed")


@pytest.mark.usefixtures("deps")
async def test_many_writers_leave_no_hole_and_no_repeat() -> None:
    entries = await asyncio.gather(*(_add(f"p{number}") for number in range(40)))
    assert sorted(entry.seq for entry in entries) == list(range(1, 41))
    read = await faces.after(1, "e", 0)
    assert [entry.seq for entry in read] == list(range(1, 41))


@pytest.mark.usefixtures("deps")
async def test_a_job_that_runs_twice_appends_once() -> None:
    first = await _add("p")
    again = await asyncio.gather(*(_add("p") for _ in range(8)))
    assert {(entry.id, entry.seq) for entry in again} == {(first.id, 1)}


@pytest.mark.usefixtures("deps")
async def test_a_reader_beside_the_writers_misses_nothing() -> None:
    seen: list[int] = []

    async def read() -> None:
        while len(seen) < 60:
            seen.extend(entry.seq for entry in await faces.after(1, "e", seen[-1] if seen else 0))

    await asyncio.gather(read(), *(_add(f"p{number}") for number in range(60)))
    assert seen == list(range(1, 61))


@pytest.mark.usefixtures("deps")
async def test_a_log_is_read_in_pages_and_in_order_however_the_database_has_it() -> None:
    entries = [
        FaceEntry(event_id=1, engine_id="e", seq=number, key=f"k{number}", kind="add", photo_id=f"p{number}")
        for number in range(1, gapless_logs.PAGE + 11)
    ]
    await FaceEntry.insert_many(entries[::-1])
    first = await faces.after(1, "e", 0)
    second = await faces.after(1, "e", first[-1].seq)
    assert [entry.seq for entry in (*first, *second)] == list(range(1, gapless_logs.PAGE + 11))
    assert (len(first), len(second)) == (gapless_logs.PAGE, 10)
    assert list(await faces.after(1, "e", second[-1].seq)) == []


@pytest.mark.usefixtures("deps")
async def test_a_gap_is_not_taken_for_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    for number in (1, 2, 4):
        await FaceEntry(event_id=1, engine_id="e", seq=number, key=f"k{number}", kind="add", photo_id=f"p{number}").insert()
    assert [entry.seq for entry in await faces.after(1, "e", 0)] == [1, 2]
    with pytest.raises(errors.Unavailable, match="entry 3 of a log is missing") as refused:
        await faces.after(1, "e", 2)
    assert refused.value.retry_after_s == 5

    async def fill() -> None:
        await asyncio.sleep(0.05)
        await FaceEntry(event_id=1, engine_id="e", seq=3, key="k3", kind="add", photo_id="p3").insert()

    monkeypatch.setattr(gapless_logs, "_GAP_READS", 5000)  # Until it is filled, however slow the database is.
    read, _ = await asyncio.gather(faces.after(1, "e", 2), fill())
    assert [entry.seq for entry in read] == [3, 4]


@pytest.mark.usefixtures("deps")
async def test_logs_of_other_events_and_engines_are_apart() -> None:
    await asyncio.gather(_add("a"), _add("b", event_id=2), _add("a", engine_id="f"))
    for event_id, engine_id in ((1, "e"), (2, "e"), (1, "f")):
        assert [entry.seq for entry in await faces.after(event_id, engine_id, 0)] == [1]


@pytest.mark.usefixtures("deps")
async def test_a_writer_finds_the_end_also_when_the_hint_is_lost() -> None:
    for number in range(5):
        await _add(f"p{number}")
    await Counter.find_all().delete()
    assert (await _add("late")).seq == 6


@pytest.mark.usefixtures("deps")
async def test_a_hint_that_is_ahead_of_the_log_makes_no_hole() -> None:
    for number in range(5):
        await _add(f"p{number}")
    await FaceEntry.find({"seq": {"$gt": 3}}).delete()
    await asyncio.gather(*(_add(f"new{number}") for number in range(8)))
    assert [entry.seq for entry in await faces.after(1, "e", 0)] == list(range(1, 12))


@pytest.mark.usefixtures("deps")
async def test_the_end_of_a_log_is_found_from_a_hint_that_lags_behind() -> None:
    assert await gapless_logs.last_number(FaceEntry, 1, "e") == 0
    await asyncio.gather(_add("a"), _add("b", event_id=2), _add("c", engine_id="f"))
    for number in (2, 3, 4):
        await FaceEntry(event_id=1, engine_id="e", seq=number, key=f"k{number}", kind="add", photo_id=f"p{number}").insert()
    assert [await gapless_logs.last_number(FaceEntry, *log) for log in ((1, "e"), (2, "e"), (1, "f"))] == [4, 1, 1]
    found = [await gapless_logs.entry_at(FaceEntry, 1, "e", number) for number in (1, 3, 5)]
    assert [entry and entry.photo_id for entry in found] == ["a", "p3", None]
    other = await gapless_logs.entry_at(FaceEntry, 1, "f", 1)
    assert other is not None
    assert other.photo_id == "c"


@pytest.mark.usefixtures("deps")
async def test_a_removed_photo_leaves_its_number_and_nothing_else() -> None:
    await _add("p")
    for _ in range(2):
        await faces.remove_photo("p")
    entries = await faces.after(1, "e", 0)
    assert [(entry.kind, entry.faces, entry.vectors) for entry in entries] == [("void", [], None), ("remove", [], None)]
    assert (await _add("p")).kind == "void"
    assert await faces.of_photos(["p"], "e") == {}


@pytest.mark.usefixtures("deps")
async def test_what_was_set_aside_keeps_its_number_and_is_added_again_at_the_end() -> None:
    damaged = await _add("p")
    for _ in range(2):
        await faces.set_aside(damaged)
    await _add("p")
    read = await faces.after(1, "e", 0)
    assert [(entry.seq, entry.kind, entry.vectors) for entry in read] == [
        (1, "void", None),
        (2, "remove", None),
        (3, "add", b"sealed"),
    ]
    assert [entry.photo_id for entry in read] == ["p"] * 3
    assert await faces.of_photos(["p"], "e") == {"p": [FACE]}


@pytest.mark.usefixtures("deps")
async def test_a_removed_search_leaves_no_template() -> None:
    expires_at = utc_now() + timedelta(days=1)
    await templates.append_template(1, "e", "s", b"sealed", expires_at)
    assert await templates.searches_with_template() == {"s"}
    for _ in range(2):
        await templates.remove_search("s")
    await templates.remove_search("unknown")
    entries = await templates.after(1, "e", 0)
    assert [(entry.kind, entry.template) for entry in entries] == [("void", None), ("remove", None)]
    assert (await templates.append_template(1, "e", "s", b"sealed", expires_at)).kind == "void"
    assert await templates.searches_with_template() == set()


@pytest.mark.usefixtures("deps")
async def test_an_erased_event_leaves_no_entry_and_no_hint() -> None:
    await asyncio.gather(_add("a"), _add("b", event_id=11))
    await faces.erase_event(1)
    assert [entry.event_id for entry in await FaceEntry.find_all().to_list()] == [11]
    assert [counter.id for counter in await Counter.find_all().to_list()] == ["faces:11:e"]


async def test_one_number_a_call_however_many_ask_at_once(deps: Deps) -> None:
    del deps
    numbers = await asyncio.gather(*(gapless_logs.next_number("events") for _ in range(30)))
    assert sorted(numbers) == list(range(1, 31))
