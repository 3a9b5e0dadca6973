"""A search from its selfies to its matches, on real backends; the engine is painted (``tests.painted``)."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from app.services.deps import Deps
from app.store.documents import SearchState
from tests.painted import painted
from tests.stage import Stage, open_stage


@pytest.fixture
async def stage(deps: Deps) -> AsyncIterator[Stage]:
    """An event with nothing in it."""
    async with open_stage(deps) as opened:
        yield opened


async def test_a_search_finds_the_photos_of_the_person_and_no_others(stage: Stage) -> None:
    mine = [await stage.index(3, look=1), await stage.index(5, 3, 7, look=2)]
    await stage.index(5, look=3)
    search = await stage.search(painted(3, look=9))
    assert search.state is SearchState.LIVE
    assert set(await stage.matched(search)) == {photo.id for photo in mine}
    assert search.searched_faces == 5
    assert search.matches == 2


async def test_a_holder_is_told_stage_by_stage_and_best_first(stage: Stage) -> None:
    for look in range(12):
        await stage.index(3, look=look)
    search = await stage.search(painted(3, look=99))
    told = await stage.told(search)
    kinds = [message["type"] if message["type"] != "search.status" else message["stage"] for message in told]
    assert kinds == ["queued", "detecting", "searching", *["search.match"] * 12, "search.caught_up", "live"]
    scores = [message["match"]["score"] for message in told if message["type"] == "search.match"]
    assert scores == sorted(scores, reverse=True)
    assert not any(message["match"]["live"] for message in told if message["type"] == "search.match")
