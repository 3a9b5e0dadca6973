"""Messages of the socket, the queue of one reader, and the snapshot of a search: all that needs no server."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import topics
from app.domain.vocabulary import SearchStage
from app.ports import Position, Publication
from app.services.live import fold
from app.web.ws import messages
from app.web.ws.messages import Auth, BadMessage, Ping, Shown, Subscribe, Unsubscribe, parse
from app.web.ws.outbox import Outbox

# Messages


def test_every_message_of_the_contract_is_understood() -> None:
    assert parse('{"type":"auth","token":"t"}') == Auth(type="auth", token="t")
    assert parse('{"type":"ping"}') == Ping(type="ping")
    assert parse('{"type":"unsubscribe","id":"a","topic":"t"}') == Unsubscribe(type="unsubscribe", id="a", topic="t")
    shown = parse('{"type":"shown","topic":"search:s","photo_ids":["p"]}')
    assert shown == Shown(type="shown", topic="search:s", photo_ids=["p"])
    plain = parse('{"type":"subscribe","id":1,"topic":"t"}')
    assert plain == Subscribe(type="subscribe", id=1, topic="t")
    back = parse('{"type":"subscribe","id":1,"topic":"t","since":{"epoch":"e","offset":7}}')
    assert isinstance(back, Subscribe)
    assert back.since is not None
    assert back.since.position == Position("e", 7)


def test_members_that_we_do_not_know_are_ignored() -> None:
    assert parse('{"type":"ping","later":{"version":2}}') == Ping(type="ping")
    assert parse('{"type":"subscribe","id":1,"topic":"t","since":null,"x":1}') == Subscribe(type="subscribe", id=1, topic="t")


@given(st.text() | st.recursive(st.none() | st.booleans() | st.floats() | st.text(), st.lists).map(json.dumps))
def test_anything_else_is_a_bad_message_and_nothing_worse(text: str) -> None:
    with pytest.raises(BadMessage):
        parse(text)


@given(
    st.fixed_dictionaries(
        {"type": st.sampled_from(["auth", "subscribe", "unsubscribe", "ping", "shown", "other"]) | st.none() | st.integers()},
        optional={
            "id": st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.lists(st.integers()),
            "topic": st.none() | st.text() | st.integers(),
            "token": st.none() | st.text(),
            "since": st.none() | st.dictionaries(st.sampled_from(["epoch", "offset"]), st.integers() | st.text()),
        },
    )
)
def test_a_bad_message_keeps_the_id_that_a_client_can_know_it_by(message: dict[str, Any]) -> None:
    named = id_of_bad(json.dumps(message))
    assert named is None or (named == message["id"] and type(named) in {int, str})


def id_of_bad(text: str) -> int | str | None:
    """The id that a bad message is answered with; None also for a good one."""
    try:
        parse(text)
    except BadMessage as bad:
        return bad.id
    return None


def test_an_error_names_the_request_only_where_there_was_one() -> None:
    assert json.loads(messages.error("forbidden", "No.", 7)) == {"type": "error", "id": 7, "code": "forbidden", "message": "No."}
    assert "id" not in json.loads(messages.error("bad_message", "No."))
    assert json.loads(messages.error("bad_message", "No.", 0))["id"] == 0


@given(st.text(), st.integers(1, 2**53), st.dictionaries(st.text(), st.integers() | st.text()))
def test_a_publication_is_the_publishers_bytes_with_topic_and_number(topic: str, offset: int, data: dict[str, Any]) -> None:
    raw = json.dumps(data).encode()
    told = json.loads(messages.publication(Publication(topic, "e", offset, raw)))
    assert told == {"type": "publication", "topic": topic, "offset": offset, "data": data}


def test_close_codes_are_those_of_the_contract() -> None:
    assert [
        messages.BAD_MESSAGE.code,
        messages.NOT_AUTHENTICATED.code,
        messages.NOT_ALLOWED.code,
        messages.IDLE.code,
        messages.TOO_SLOW.code,
        messages.RESTART.code,
    ] == [4400, 4401, 4403, 4408, 4008, 1012]


# The queue of one reader


def drain(outbox: Outbox) -> list[str]:
    """All that waits, in order."""
    texts = []
    while (text := outbox.first()) is not None:
        texts.append(text)
        outbox.sent()
    return texts


def test_a_full_outbox_says_so_and_keeps_what_it_has() -> None:
    outbox = Outbox(3)
    assert [outbox.offer(str(number)) for number in range(5)] == [True, True, True, False, False]
    assert outbox.first() == "0"
    outbox.sent()
    assert [outbox.offer(str(number)) for number in (5, 6)] == [True, False]
    assert drain(outbox) == ["1", "2", "5"]
    assert outbox.offer("again")


def test_progress_is_merged_only_when_the_reader_falls_behind() -> None:
    outbox = Outbox(8)
    for text in ("p1", "p2"):
        outbox.offer(text, merge="topic")
    outbox.offer("m1")
    outbox.offer("m2")
    outbox.offer("p3", merge="topic")  # Half full: this one replaces the newest of its kind that waits.
    outbox.offer("q1", merge="other topic")
    outbox.offer("m3")
    outbox.offer("p4", merge="topic")
    assert drain(outbox) == ["p1", "m1", "m2", "q1", "m3", "p4"]


def test_progress_is_merged_from_half_of_what_fits_on() -> None:
    outbox = Outbox(7)
    for number in range(9):
        outbox.offer(str(number), merge="topic")
    assert drain(outbox) == ["0", "1", "8"]


def test_progress_never_closes_a_reader_and_matches_are_never_dropped() -> None:
    outbox = Outbox(8)
    assert all(outbox.offer(f"match {number}") for number in range(7))
    assert all(outbox.offer(f"progress {number}", merge="topic") for number in range(1000))
    assert drain(outbox) == [*(f"match {number}" for number in range(7)), "progress 999"]


def test_what_is_being_sent_is_not_merged() -> None:
    outbox = Outbox(2)
    outbox.offer("p1", merge="topic")
    assert outbox.first() == "p1"
    assert outbox.offer("p2", merge="topic")
    assert drain(outbox) == ["p1", "p2"]


def test_what_was_missed_fits_whatever_waits() -> None:
    outbox = Outbox(2)
    assert all(outbox.offer(str(number), replayed=True) for number in range(100))
    assert outbox.offer("live 1")
    assert outbox.offer("live 2")
    assert not outbox.offer("live 3")
    assert drain(outbox) == [*map(str, range(100)), "live 1", "live 2"]


@given(st.lists(st.tuples(st.sampled_from(["match", "progress", "missed", "send"]), st.integers(0, 2)), max_size=200))
def test_order_and_bound_hold_for_any_use(steps: list[tuple[str, int]]) -> None:
    outbox = Outbox(6)
    sent: list[int] = []
    expected: list[int] = []
    for number, (step, topic) in enumerate(steps):
        if step == "send":
            if (text := outbox.first()) is not None:
                sent.append(int(text))
                outbox.sent()
        elif outbox.offer(str(number), merge=str(topic) if step == "progress" else None, replayed=step == "missed"):
            if step != "progress":
                expected.append(number)
        else:
            assert step != "missed"
            assert len(outbox) >= 6
    sent += map(int, drain(outbox))
    assert sent == sorted(sent)
    assert set(expected) <= set(sent)


async def test_waiting_ends_with_the_first_offer() -> None:
    outbox = Outbox(2)
    waiting = asyncio.create_task(outbox.wait())
    await asyncio.sleep(0)
    assert not waiting.done()
    outbox.offer("a")
    await asyncio.wait_for(waiting, 120)
    await asyncio.wait_for(outbox.wait(), 120)


# The snapshot of a search


def published(*data: topics.Message) -> list[Publication]:
    """A topic's history."""
    return [Publication("search:s", "e", number, json.dumps(message).encode()) for number, message in enumerate(data, 1)]


def match(photo_id: str, score: float = 0.5, url: str = "old") -> dict[str, Any]:
    """A match as guests see it."""
    return {"photo_id": photo_id, "score": score, "thumb_url": url}


def known(*matches: dict[str, Any]) -> dict[str, Any]:
    """What the database knows."""
    return {"status": {"stage": "searching"}, "matches": list(matches)}


def test_a_match_in_both_is_shown_once_with_its_fresh_address() -> None:
    snapshot = fold(
        known(match("a", url="fresh")), published(topics.search_match(match("a")), topics.search_match(match("b", 0.9)))
    )
    assert snapshot["matches"] == [match("b", 0.9), match("a", url="fresh")]


def test_a_match_that_was_retracted_since_is_gone_until_it_is_announced_again() -> None:
    gone = published(topics.search_match(match("a")), topics.search_retracted("a", "hidden"))
    assert fold(known(match("a")), gone)["matches"] == []
    back = published(topics.search_retracted("a", "hidden"), topics.search_match(match("a")))
    assert fold(known(), back)["matches"] == [match("a")]


def test_status_and_end_of_the_search_are_the_latest() -> None:
    told = published(
        topics.search_status(SearchStage.REJECTED, "no_face"),
        topics.search_status(SearchStage.LIVE),
        topics.search_caught_up(10, 0, 5),
    )
    snapshot = fold(known(), told)
    assert snapshot["status"] == {"stage": "live"}
    assert snapshot["caught_up"] == {"searched_faces": 10, "matches": 0, "elapsed_ms": 5}
    assert "caught_up" not in fold(known(), [])


def test_progress_questions_and_times_are_the_latest_and_of_what_is_not_in_the_snapshot_nothing_is_said() -> None:
    told = published(
        topics.search_progress(3, 40),
        topics.search_progress(30, 40),
        topics.search_questions(["a"]),
        topics.search_times({"a": "2026-11-21T20:15:00Z", "gone": "2026-11-21T20:16:00Z"}),
        {"type": "search.of_a_later_version"},
    )
    snapshot = fold(known(match("a")), told)
    assert (snapshot["progress"]["scanned"], snapshot["questions"]) == (30, ["a"])
    assert snapshot["matches"] == [match("a") | {"taken_at": "2026-11-21T20:15:00Z"}]
