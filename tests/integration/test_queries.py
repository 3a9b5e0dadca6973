"""The ways of asking and changing the database that all of the store shares, by many at the same moment."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
from beanie.odm.utils.projection import get_projection

from app.domain.times import utc_now
from app.domain.vocabulary import PhotoStatus, Review, Visibility
from app.store import events, photos, showing
from app.store.documents import DOCUMENTS, Counter, Event, EventSource, EventStats, Photo
from app.store.queries import change_one, had_by, meeting_both, rows, upsert, write_one


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


@pytest.mark.usefixtures("deps")
async def test_who_changes_a_document_hears_of_it_as_it_was_at_that_moment_however_many_do() -> None:
    event = await events.insert_next(Event(id=0, owner_id="o", name="0", visibility=Visibility.PUBLIC))
    named = [str(number) for number in range(1, 16)]
    changes = (change_one(Event, {"_id": event.id}, {"$set": {"name": name}}, before=True) for name in named)
    seen = [was.name for was in await asyncio.gather(*changes) if was is not None]
    last = await events.living(event.id)
    assert last is not None
    assert sorted([*seen, last.name]) == sorted(["0", *named])  # each was what one of the others had written
    assert await change_one(Event, {"_id": event.id, "name": "0"}, {"$set": {"name": "nobody's"}}) is None
    found = await change_one(Event, {"_id": event.id, "name": last.name}, {"$set": {"brand.line": "Imprint"}})
    assert found is not None
    assert found.name == last.name


@pytest.mark.usefixtures("deps")
async def test_a_photo_that_gets_ready_while_it_is_let_go_is_counted_once_by_one_of_the_two() -> None:
    for number in range(30):
        photo = Photo(event_id=1, seq=number, name="n", content_hash=str(number), size=1, media_type="image/jpeg")
        photo.status, photo.review, photo.hidden = PhotoStatus.PROCESSING, Review.WAITING, True
        await photo.insert()
        let_go = showing.set_released(photo.id, utc_now(), rejected_too=False)
        indexed, before = await asyncio.gather(photos.set_indexed(photo.id, utc_now()), let_go)
        assert indexed is not None
        assert before is not None
        assert (indexed.review is Review.WAITING) == (before.status is PhotoStatus.INDEXED)


@pytest.mark.usefixtures("deps")
async def test_of_a_moment_that_few_documents_have_those_are_found_that_have_it_by_then() -> None:
    now = utc_now()
    for number, at in enumerate((None, now - timedelta(seconds=1), now, now + timedelta(seconds=1)), 1):
        await events.insert_next(Event(id=0, owner_id=str(number), name="n", visibility=Visibility.PUBLIC, deleted_at=at))
    assert {row["owner_id"] for row in await rows(Event, {"deleted_at": had_by(now)}, "owner_id")} == {"2", "3"}


@pytest.mark.usefixtures("deps")
async def test_nothing_but_what_is_counted_is_said_to_be_written_before_it_is_on_the_disk() -> None:
    hasty = {kind for kind in DOCUMENTS if not kind.get_pymongo_collection().write_concern.document.get("j")}
    assert hasty == {Counter, EventSource, EventStats}


def test_the_database_is_not_asked_to_pick_the_fields_of_whole_documents() -> None:
    assert [kind.__name__ for kind in DOCUMENTS if get_projection(kind) is not None] == []
