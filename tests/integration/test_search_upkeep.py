"""What the keeper does for searches whose jobs were lost."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
import redis.asyncio as redis

from app import jobs
from app.domain.permissions import Caller
from app.domain.times import utc_now
from app.ports import Selfie
from app.services import search_upkeep, searches
from app.services.deps import Deps
from app.store import searches as store
from app.store.documents import Search
from tests.painted import painted
from tests.stage import Stage, open_stage


@pytest.fixture
async def stage(deps: Deps) -> AsyncIterator[Stage]:
    """An event with nothing in it."""
    async with open_stage(deps) as opened:
        yield opened


async def test_whatever_a_live_search_waits_for_is_queued_again_once_nobody_can_be_at_it(stage: Stage) -> None:
    begun = utc_now()
    search = await stage.search(painted(3))
    await searches.look_again(stage.deps, [search.id])
    sent = [Selfie(painted(3, look=1))]
    await searches.add_selfies(stage.deps, stage.event, search, sent, consented=True, by=Caller(), address="")
    await store.scan_again(search.id, 3)
    present = await Search.get(search.id)
    assert present is not None
    looking, adding = jobs.look_again(search.id, present.looks), jobs.take_selfies(search.id, present.added)
    assert await stage.deps.queue.waiting([looking.id, adding.id]) == {looking.id, adding.id}, "queued as it was asked for"
    async with redis.from_url(stage.deps.settings.redis_url) as client:
        await client.flushall()
    for again, job in (
        (search_upkeep.requeue_looks, looking),
        (search_upkeep.requeue_added, adding),
        (search_upkeep.requeue_scans, jobs.scan_event(stage.event.id)),
    ):
        assert await again(stage.deps, begun) == 0, "a worker may be at it"
        assert await stage.deps.queue.waiting([job.id]) == set()
        assert await again(stage.deps, utc_now() + timedelta(minutes=1)) == 1
        assert await stage.deps.queue.waiting([job.id]) == {job.id}


async def test_only_searches_whose_time_is_over_end(stage: Stage) -> None:
    over, going_on = [await stage.search(painted(3, look=look)) for look in range(2)]
    await Search.find({"_id": over.id}).update({"$set": {"expires_at": utc_now() - timedelta(seconds=1)}})
    assert await search_upkeep.expire_due(stage.deps, utc_now()) == 1
    stages = {search.id: (await stage.told(search, "search.status"))[-1]["stage"] for search in (over, going_on)}
    assert stages == {over.id: "expired", going_on.id: "live"}
    assert await search_upkeep.expire_due(stage.deps, utc_now()) == 0
