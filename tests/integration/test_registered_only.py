"""An event that stores faces of guests who asked only: photos are compared in memory, and looked at again for later guests."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from datetime import timedelta
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from app.domain.faces import DetectedFace
from app.domain.times import utc_now
from app.domain.vocabulary import SearchStage
from app.services import found_photos, privacy, search_upkeep, showing
from app.services.deps import Deps
from app.store import faces
from app.store import searches as store
from app.store.documents import Event, FaceEntry, Photo, Search, TemplateEntry
from tests.integration.web import Web, code_of, event_of
from tests.painted import PaintedEngine, VariedEngine, painted
from tests.stage import Stage, open_stage


class Looking(PaintedEngine):
    """Counts how many photos it was shown, and fails at some of them; ``reset`` before a look through the event."""

    def __init__(self) -> None:
        super().__init__()
        self.looks = 0
        self.fails_at: set[int] = set()

    def reset(self, *fails_at: int) -> None:
        self.looks, self.fails_at = 0, set(fails_at)

    def detect(self, image: NDArray[np.uint8]) -> list[DetectedFace]:
        self.looks += 1
        if self.looks in self.fails_at:
            raise RuntimeError("this engine fails here")
        return super().detect(image)


@pytest.fixture
def engine() -> Looking:
    return Looking()


@pytest.fixture
async def stage(deps: Deps, engine: Looking) -> AsyncIterator[Stage]:
    """An event for registered guests only."""
    async with open_stage(deps, engine) as opened:
        await Event.get_pymongo_collection().update_one({"_id": opened.event.id}, {"$set": {"registered_only": True}})
        opened.event.registered_only = True
        yield opened


async def scanned(stage: Stage, search: Search) -> Search:
    """The search after all photos were looked at for it."""
    assert await stage.scanner.run(stage.event.id)
    found = await store.get(search.id)
    assert found is not None
    return found


async def test_no_face_of_a_photo_is_stored_and_who_waits_is_told_all_the_same(stage: Stage) -> None:
    search = await scanned(stage, await stage.search(painted(3, look=9)))
    photo = await stage.index(3, 5)
    assert [message["match"]["live"] for message in await stage.told(search, "search.match")] == [True]
    entries = await FaceEntry.find_all().to_list()
    assert [(entry.kind, entry.photo_id, entry.faces, entry.vectors) for entry in entries] == [("add", photo.id, [], None)]
    assert (await Photo.get(photo.id)).faces == 2  # type: ignore[union-attr]


async def test_a_photo_of_which_nobody_has_the_faces_at_hand_tells_nobody_and_stops_nobody(stage: Stage) -> None:
    search = await scanned(stage, await stage.search(painted(3, look=9)))
    photo = await stage.index(3)
    entry = await faces.of_photo(photo.id, stage.engine.id)
    assert entry is not None
    told = await stage.told(search)
    await stage.standing.match_photo(stage.deps, stage.event, photo, entry)
    assert await stage.told(search) == told


async def test_who_comes_later_finds_what_was_taken_before(stage: Stage) -> None:
    mine = [await stage.index(3, look=1), await stage.index(5, 3, 7, look=2)]
    await stage.index(5, look=3)
    search = await stage.search(painted(3, look=9))
    assert search.state is SearchStage.SEARCHING
    search = await scanned(stage, search)
    assert search.state is SearchStage.LIVE
    assert set(await stage.matched(search)) == {photo.id for photo in mine}
    assert (search.searched_faces, search.matches) == (5, 2)
    assert [message["match"]["live"] for message in await stage.told(search, "search.match")] == [False, False]
    kinds = [message["type"] for message in await stage.told(search)]
    assert kinds.index("search.progress") < kinds.index("search.caught_up")
    stages = [message["stage"] for message in await stage.told(search, "search.status")]
    assert stages == ["queued", "detecting", "searching", "live"]


async def test_another_selfie_finds_what_was_taken_before_too(deps: Deps) -> None:
    async with open_stage(deps, VariedEngine()) as stage:
        await Event.get_pymongo_collection().update_one({"_id": stage.event.id}, {"$set": {"registered_only": True}})
        stage.event.registered_only = True
        photos_of_her = {(await stage.index(3, look=look)).id for look in range(12)}
        search = await scanned(stage, await stage.search(painted(3, look=101)))
        before = set(await stage.matched(search))
        await stage.add(search, painted(3, look=102), painted(3, look=103))
        assert await search_upkeep.requeue_scans(stage.deps, utc_now() + timedelta(minutes=1)) == 1, "should the job be lost"
        search = await scanned(stage, search)
        after = set(await stage.matched(search))
        assert before < after <= photos_of_her
        assert sorted(await stage.announced(search)) == sorted(after), "each was told once"
        assert (search.state, search.scan) == (SearchStage.LIVE, None)
        assert await search_upkeep.requeue_scans(stage.deps, utc_now() + timedelta(minutes=1)) == 0


async def test_an_event_without_photos_is_looked_through_at_once(stage: Stage) -> None:
    search = await scanned(stage, await stage.search(painted(3)))
    assert (search.state, search.matches) == (SearchStage.LIVE, 0)


async def test_searches_share_one_look_at_each_photo(stage: Stage, engine: Looking) -> None:
    for look in range(5):
        await stage.index(3, 4, look=look)
    first = await stage.search(painted(3, look=9))
    second = await stage.search(painted(4, look=9))
    engine.reset()
    assert (await scanned(stage, first)).matches == 5
    assert (await store.get(second.id)).matches == 5  # type: ignore[union-attr]
    assert engine.looks == 5


async def test_who_comes_meanwhile_joins_where_the_others_are_and_goes_round(stage: Stage, engine: Looking) -> None:
    for look in range(5):
        await stage.index(3, 4, look=look)
    first = await stage.search(painted(3, look=9))
    engine.reset(3)
    with pytest.raises(RuntimeError):
        await stage.scanner.run(stage.event.id)
    second = await stage.search(painted(4, look=9))
    engine.reset()
    assert (await scanned(stage, first)).matches == 5
    assert (await store.get(second.id)).matches == 5  # type: ignore[union-attr]
    assert engine.looks == 5, "three photos for both and the first two for the second alone"


async def test_a_photo_that_brings_workers_down_is_left_out(stage: Stage, engine: Looking) -> None:
    for look in range(3):
        await stage.index(3, look=look)
    search = await stage.search(painted(3, look=9))
    for _ in range(stage.deps.settings.job_tries):
        engine.reset(1)
        with pytest.raises(RuntimeError):
            await stage.scanner.run(stage.event.id)
    assert (await scanned(stage, search)).matches == 2


async def test_a_photo_without_faces_is_not_looked_at_again(stage: Stage, engine: Looking) -> None:
    await stage.index(None)
    search = await stage.search(painted(3))
    engine.reset()
    assert (await scanned(stage, search)).state is SearchStage.LIVE
    assert engine.looks == 0


async def test_a_photo_that_comes_while_others_are_looked_through_is_told_once(stage: Stage) -> None:
    await stage.index(3, look=1)
    search = await stage.search(painted(3, look=9))
    new = await stage.index(3, look=2)
    await scanned(stage, search)
    assert sorted(await stage.announced(search)) == sorted(await stage.matched(search))
    assert new.id in await stage.matched(search)


async def test_a_search_withdrawn_while_photos_are_looked_through_leaves_nothing(stage: Stage, engine: Looking) -> None:
    for look in range(3):
        await stage.index(3, look=look)
    search = await stage.search(painted(3, look=9))
    engine.reset(2)
    with pytest.raises(RuntimeError):
        await stage.scanner.run(stage.event.id)
    assert len(await stage.matched(search)) == 1
    await privacy.withdraw_search(stage.deps, search)
    engine.reset()
    assert await stage.scanner.run(stage.event.id)
    assert await stage.matched(search) == []
    assert engine.looks == 0
    assert await TemplateEntry.find({"kind": "add"}).to_list() == []


async def test_a_hidden_photo_is_looked_at_and_told_when_it_is_back(stage: Stage) -> None:
    photo = await stage.index(3)
    await showing.hide(stage.deps, photo)
    search = await scanned(stage, await stage.search(painted(3, look=9)))
    assert await stage.announced(search) == []
    await showing.unhide(stage.deps, photo)
    await stage.ingest.rematch(photo.id)
    assert await stage.announced(search) == [photo.id]


async def test_how_far_it_is_is_in_the_snapshot(stage: Stage, engine: Looking) -> None:
    for look in range(2):
        await stage.index(3, look=look)
    search = await stage.search(painted(3, look=9))
    engine.reset(2)
    with pytest.raises(RuntimeError):
        await stage.scanner.run(stage.event.id)
    under_way = await store.get(search.id)
    assert under_way is not None
    assert (await found_photos.snapshot(stage.deps, under_way))["progress"] == {"scanned": 1, "total": 2}


async def test_whose_faces_are_kept_is_decided_before_the_first_photo(web: Web) -> None:
    owner = await web.signed_in()
    event_id = await event_of(owner)
    answer = await owner.patch(f"/events/{event_id}", json={"registered_only": True})
    assert answer.json()["registered_only"] is True
    sent: Sequence[Any] = [("file", ("a.png", painted(3), "image/png"))]
    assert (await owner.post(f"/events/{event_id}/photos", files=sent)).status_code == 202
    refused = await owner.patch(f"/events/{event_id}", json={"registered_only": False})
    assert (refused.status_code, code_of(refused)) == (409, "photos_exist")
    assert (await owner.patch(f"/events/{event_id}", json={"registered_only": True, "name": "Ball"})).status_code == 200
