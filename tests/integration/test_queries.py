"""The ways of asking and changing the database that all of the store shares, by many at the same moment."""

from __future__ import annotations

import asyncio

import pytest

from app.domain.times import utc_now
from app.domain.vocabulary import Visibility
from app.store import events
from app.store.documents import Counter, Event
from app.store.queries import change_one, meeting_both, rows, upsert, write_one


@pytest.mark.usefixtures("deps")
async def test_of_many_who_change_a_document_under_a_condition_one_wins() -> None:
    await Counter(id="one", value=0).insert()
    won = await asyncio.gather(*(change_one(Counter, {"_id": "one", "value": 0}, {"$set": {"value": n}}) for n in range(1, 21)))
    [winner] = [counter for counter in won if counter is not None]
    assert await Counter.get("one") == winner
    assert await change_one(Counter, {"_id": "one"}, {"$set": {"value": 50}}, before=True) == winner
    assert not await write_one(Counter, {"_id": "one", "value": 0}, {"$set": {"value": 1}})


@pytest.mark.usefixtures("deps")
async def test_many_who_make_the_same_document_at_once_make_one_and_none_fails() -> None:
    for name in "abcdefgh":
        await asyncio.gather(*(upsert(Counter, name, {"$max": {"value": n}}) for n in range(1, 31)))
    assert {counter.id: counter.value async for counter in Counter.find_all()} == dict.fromkeys("abcdefgh", 30)


@pytest.mark.usefixtures("deps")
async def test_an_event_lives_until_it_is_deleted_whatever_number_is_asked_for() -> None:
    event = await events.insert_next(Event(id=0, owner_id="o", name="n", visibility=Visibility.PUBLIC))
    assert await events.living(event.id) == event
    assert await events.living_ids([event.id, 99]) == {event.id}
    assert await rows(Event, {"owner_id": "o"}, "name") == [{"_id": event.id, "name": "n"}]
    assert await meeting_both(Event, {"owner_id": "o"}, {"name": "other"}) == []
    await events.mark_deleted(event.id, utc_now(), "system")
    found = await events.get(event.id)
    assert found is not None
    assert found.deleted_by == "system"
    for number in (event.id, 0, -1, 99, 2**63, 2**70):
        assert await events.living(number) is None
    assert await events.living_ids([event.id]) == set()
