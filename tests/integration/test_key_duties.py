"""When keys come and go: a search and an event have one for as long as they go on, whatever is killed in between."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from app import errors
from app.domain.times import utc_now
from app.domain.vocabulary import Ending, SearchStage, Visibility
from app.ports import Selfie
from app.services import events as event_service
from app.services import keys as key_duties
from app.services import privacy, search_upkeep, searches
from app.services.deps import Deps
from app.services.keys import event_key, search_key
from app.store import events as event_store
from app.store import searches as search_store
from app.store.documents import Consent, Event, Holder, Search
from tests.painted import painted
from tests.stage import OWNER, Stage, open_stage


@pytest.fixture
async def stage(deps: Deps) -> AsyncIterator[Stage]:
    """An event with nothing in it."""
    async with open_stage(deps) as opened:
        yield opened


async def has_key(stage: Stage, search: Search) -> bool:
    """Is there a key of the search?"""
    return search_key(search.id) in await stage.deps.keys.names()


async def test_a_search_that_is_over_has_no_key(stage: Stage) -> None:
    await stage.index(3)
    live, expired, withdrawn = [await stage.search(painted(3, look=look)) for look in (5, 6, 7)]
    rejected = await stage.search(painted(None, look=8))
    assert rejected.state is SearchStage.REJECTED
    await Search.find({"_id": expired.id}).update({"$set": {"expires_at": utc_now()}})
    assert await search_upkeep.expire_due(stage.deps, utc_now()) == 1
    await privacy.withdraw_search(stage.deps, withdrawn)
    assert await stage.deps.keys.names() == {event_key(stage.event), search_key(live.id)}


async def test_a_search_whose_selfies_are_gone_has_no_key(stage: Stage) -> None:
    search = await stage.begin(painted(3))
    await stage.deps.selfies.discard(search.id)
    await stage.searcher.run(search.id)
    assert not await has_key(stage, search)


@pytest.mark.parametrize("state", [SearchStage.WITHDRAWN, SearchStage.EXPIRED, SearchStage.REJECTED])
async def test_after_a_kill_between_mark_and_key_the_keeper_destroys_the_key(stage: Stage, state: SearchStage) -> None:
    live, marked = [await stage.search(painted(3, look=look)) for look in (5, 6)]
    if state is SearchStage.WITHDRAWN:
        await search_store.withdraw(marked.id, Ending.WITHDRAWN)
    else:
        await Search.find({"_id": marked.id}).update({"$set": {"state": state.value}})
    assert await has_key(stage, marked)
    assert await key_duties.destroy_what_ended(stage.deps, utc_now()) == 1
    assert (await has_key(stage, marked), await has_key(stage, live)) == (False, True)


async def test_after_a_kill_between_the_mark_of_an_event_and_its_key_the_keeper_destroys_the_key(stage: Stage) -> None:
    search = await stage.search(painted(3))
    async with open_stage(stage.deps, event_id=2) as neighbour:
        await event_store.mark_deleted(stage.event.id, utc_now(), "user:owner")
        await key_duties.destroy_what_ended(stage.deps, utc_now())
        assert await stage.deps.keys.names() == {search_key(search.id), event_key(neighbour.event)}
        await privacy.erase_event(stage.deps, stage.event.id)
        assert await stage.deps.keys.names() == {event_key(neighbour.event)}


async def test_the_key_is_destroyed_though_nothing_else_can_be_done(stage: Stage) -> None:
    class Away:
        def __getattr__(self, name: str) -> Any:
            raise errors.Unavailable

    search = await stage.search(painted(3))
    broken = replace(stage.deps, bus=Away(), selfies=Away(), queue=Away(), tickets=Away())  # type: ignore[arg-type]
    with pytest.raises(errors.Unavailable):
        await privacy.withdraw_search(broken, search)
    assert not await has_key(stage, search)
    with pytest.raises(errors.Unavailable):
        await privacy.delete_event(broken, stage.event, OWNER)
    assert await stage.deps.keys.names() == set()


async def test_a_key_whose_search_was_never_written_goes_after_a_while_and_not_before(stage: Stage) -> None:
    live = await stage.search(painted(3))
    await stage.deps.keys.create(search_key("just-being-made"))
    await stage.deps.keys.create("event-never-written")
    assert await key_duties.destroy_what_ended(stage.deps, utc_now() + timedelta(minutes=9)) == 0
    assert await key_duties.destroy_what_ended(stage.deps, utc_now() + timedelta(minutes=11)) == 2
    assert await stage.deps.keys.names() == {event_key(stage.event), search_key(live.id)}


async def test_the_keeper_of_another_database_destroys_no_key(stage: Stage, caplog: pytest.LogCaptureFixture) -> None:
    await stage.search(painted(3))
    before = await stage.deps.keys.names()
    await Event.find_all().delete()
    await Search.find_all().delete()  # MONGODB_URL names an empty one
    assert await key_duties.destroy_what_ended(stage.deps, utc_now() + timedelta(days=1)) == 0
    assert await stage.deps.keys.names() == before
    assert "is it the right one?" in caplog.text


async def test_without_a_key_there_is_neither_event_nor_search(stage: Stage) -> None:
    class Full:
        async def create(self, name: str) -> None:
            raise errors.Unavailable

    broken = replace(stage.deps, keys=Full())  # type: ignore[arg-type]
    with pytest.raises(errors.Unavailable):
        await event_service.create(broken, OWNER, "Party", None, Visibility.PUBLIC)
    assert [event.id for event in await Event.find_all().to_list()] == [stage.event.id]
    with pytest.raises(errors.Unavailable):
        await searches.start(broken, stage.event, Holder(kind="guest", id="a guest"), [Selfie(painted(3))], consented=True)
    assert await Search.find_all().to_list() == []
    assert await Consent.find_all().to_list() == []


async def test_without_room_for_a_selfie_nothing_is_left_of_the_attempt(stage: Stage) -> None:
    class Full:
        async def put(self, search_id: str, selfies: Sequence[bytes], ttl_s: int) -> None:
            raise errors.Unavailable

    broken, before = replace(stage.deps, selfies=Full()), await stage.deps.keys.names()  # type: ignore[arg-type]
    with pytest.raises(errors.Unavailable):
        await searches.start(broken, stage.event, Holder(kind="guest", id="a guest"), [Selfie(painted(3))], consented=True)
    assert await Consent.find_all().to_list() == []
    assert await stage.deps.keys.names() == before


async def test_a_search_waits_while_the_keys_are_not_there_and_is_not_withdrawn(stage: Stage) -> None:
    search = await stage.begin(painted(3))
    folder = stage.deps.settings.data_dir / "keys"
    (folder / event_key(stage.event)).rename(folder.parent / "put aside")
    with pytest.raises(errors.KeyDestroyed):
        await stage.searcher.run(search.id)
    waiting = await Search.get(search.id)
    assert waiting is not None
    assert waiting.state in search_store.OPEN
    (folder.parent / "put aside").rename(folder / event_key(stage.event))
    await stage.searcher.run(search.id)
    found = await Search.get(search.id)
    assert found is not None
    assert found.state is SearchStage.LIVE
