"""What is stored and does not open: it stops nobody else, is told of, and is made anew where that can be done."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
import redis.asyncio as redis

from app import errors, jobs
from app.domain.times import utc_now
from app.domain.vocabulary import SearchStage
from app.jobs import INGEST_QUEUE
from app.services import damage, privacy
from app.services.deps import Deps
from app.services.keys import event_key
from app.store import damage as damage_store
from app.store import faces, templates
from app.store import matches as match_store
from app.store import searches as search_store
from app.store.documents import AuditEntry, FaceEntry, Photo, Search, TemplateEntry
from tests.integration.test_account_admin import admin
from tests.integration.web import Web
from tests.painted import painted
from tests.stage import OWNER, Stage, open_stage
from workers.reembed import Reembedding
from workers.second_look import SecondLook

LATER = timedelta(minutes=1)


@pytest.fixture
async def stage(deps: Deps) -> AsyncIterator[Stage]:
    """An event with nothing in it."""
    async with open_stage(deps) as opened:
        yield opened


async def spoil_faces(stage: Stage, photo: Photo) -> None:
    """A bit of the disk has turned over."""
    entry = await faces.of_photo(photo.id, stage.engine.id)
    assert entry is not None
    assert entry.vectors is not None
    vectors = bytes([entry.vectors[0]]) + bytes([entry.vectors[1] ^ 1]) + entry.vectors[2:]
    await FaceEntry.find({"_id": entry.id}).update({"$set": {"vectors": vectors}})


async def spoil_template(search: Search) -> None:
    """The same of a guest."""
    await TemplateEntry.find({"search_id": search.id, "kind": "add"}).update({"$set": {"template": b"\x01" + bytes(80)}})


async def damaged(stage: Stage) -> list[tuple[str, str]]:
    """What the administrators' report would list."""
    return [(known.kind, known.subject) for known in await damage_store.newest(20)]


async def embed_again(stage: Stage) -> None:
    """What the ingest workers do when nobody waits for new photos."""
    async with redis.from_url(stage.deps.settings.redis_url) as connection:
        await connection.delete(INGEST_QUEUE)
    assert await Reembedding(stage.deps, SecondLook(stage.deps, stage.engine, stage.thread), stage.standing).run(stage.engine.id)


async def test_a_damaged_photo_is_left_out_of_a_search_and_made_anew(stage: Stage, caplog: pytest.LogCaptureFixture) -> None:
    photos = [await stage.index(3, look=look) for look in range(3)]
    early = await stage.search(painted(3, look=7))
    await spoil_faces(stage, photos[1])
    stage.restart_workers()
    search = await stage.search(painted(3, look=8))
    assert search.state is SearchStage.LIVE
    assert set(await stage.announced(search)) == {photos[0].id, photos[2].id}
    assert await damaged(stage) == [("faces", photos[1].id)]
    assert photos[1].id in caplog.text
    assert await stage.deps.queue.waiting([jobs.reembed_photos(stage.engine.id).id])
    await embed_again(stage)
    assert sorted(await stage.announced(search)) == sorted(photo.id for photo in photos)
    assert sorted(await stage.announced(early)) == sorted(photo.id for photo in photos), "each once"
    await damage.mend(stage.deps, utc_now() + LATER)
    assert await damaged(stage) == []
    stage.restart_workers()
    again = await stage.search(painted(3, look=9))
    assert set(await stage.announced(again)) == {photo.id for photo in photos}


async def test_an_index_that_knew_a_photo_before_it_was_damaged_knows_it_once_afterwards(stage: Stage) -> None:
    photo = await stage.index(3)
    await stage.search(painted(3, look=7))  # read into the memory of this worker
    await spoil_faces(stage, photo)
    entry = await faces.of_photo(photo.id, stage.engine.id)
    assert entry is not None
    for _ in range(2):
        await damage.set_aside_faces(stage.deps, entry)
    await embed_again(stage)
    async with stage.galleries.caught_up(stage.event) as index:
        assert index.faces == 1


async def test_a_photo_that_does_not_open_to_those_who_compare_it_with_waiting_guests_is_set_aside(stage: Stage) -> None:
    await stage.search(painted(3, look=7))
    photo = await stage.index(3)
    await spoil_faces(stage, photo)
    entry = await faces.of_photo(photo.id, stage.engine.id)
    assert entry is not None
    await stage.standing.match_photo(stage.deps, stage.event, photo, entry)
    assert await damaged(stage) == [("faces", photo.id)]
    assert await stage.deps.queue.waiting([jobs.reembed_photos(stage.engine.id).id])


@pytest.mark.parametrize("steps", ["noted", "set aside", "all"])
async def test_after_a_kill_in_the_middle_the_keeper_goes_on_with_a_damaged_photo(stage: Stage, steps: str) -> None:
    photo = await stage.index(3)
    entry = await faces.of_photo(photo.id, stage.engine.id)
    assert entry is not None
    await spoil_faces(stage, photo)
    await damage._note(f"faces:{photo.id}:{stage.engine.id}", "faces", stage.event.id, photo.id, entry.id)
    if steps != "noted":
        await faces.set_aside(entry)
    if steps == "all":
        await damage.set_aside_faces(stage.deps, entry)
    await damage.mend(stage.deps, utc_now() + LATER)
    assert len(await damaged(stage)) == 1
    await embed_again(stage)
    await damage.mend(stage.deps, utc_now() + LATER)
    assert await damaged(stage) == []
    stage.restart_workers()
    assert len(await stage.announced(await stage.search(painted(3, look=7)))) == 1


async def test_a_damaged_photo_that_is_deleted_is_damaged_no_more(stage: Stage) -> None:
    photo, other = await stage.index(3, look=1), await stage.index(3, look=2)
    entry = await faces.of_photo(photo.id, stage.engine.id)
    assert entry is not None
    await damage.set_aside_faces(stage.deps, entry)
    await faces.remove_photo(photo.id)
    await photo.delete()
    await damage.mend(stage.deps, utc_now() + LATER)
    assert await damaged(stage) == []
    assert await stage.announced(await stage.search(painted(3, look=7))) == [other.id]


async def test_one_damaged_template_does_not_stop_live_matching_for_the_others(
    stage: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    searches = [await stage.search(painted(3, look=look)) for look in range(3)]
    await spoil_template(searches[1])
    stage.restart_workers()
    photo = await stage.index(3, look=9)
    assert [await stage.announced(search) for search in searches] == [[photo.id], [], [photo.id]]
    assert await damaged(stage) == [("template", searches[1].id)]
    assert searches[1].id in caplog.text
    await damage.mend(stage.deps, utc_now() + LATER)
    assert len(await damaged(stage)) == 1
    await privacy.withdraw_search(stage.deps, searches[1])
    await damage.mend(stage.deps, utc_now() + LATER)
    assert await damaged(stage) == []


async def test_a_search_whose_key_is_damaged_does_not_stop_the_others_either(stage: Stage) -> None:
    searches = [await stage.search(painted(3, look=look)) for look in range(2)]
    (stage.deps.settings.data_dir / "keys" / f"search-{searches[0].id}").write_bytes(b"nonsense")
    stage.restart_workers()
    photo = await stage.index(3, look=9)
    assert [await stage.announced(search) for search in searches] == [[], [photo.id]]


async def test_a_search_that_cannot_read_its_own_template_asks_for_another_selfie(stage: Stage) -> None:
    search = await stage.search(painted(3))
    await spoil_template(search)
    await Search.find({"_id": search.id}).update({"$set": {"state": SearchStage.SEARCHING.value}})  # killed before it was live
    await stage.searcher.run(search.id)
    rejected = await Search.get(search.id)
    assert rejected is not None
    assert (rejected.state, rejected.reason) == (SearchStage.REJECTED, "unreadable")


async def test_a_damaged_key_of_an_event_withdraws_no_search_and_is_told_of(stage: Stage) -> None:
    await stage.index(3)
    search = await stage.begin(painted(3, look=7))
    path = stage.deps.settings.data_dir / "keys" / event_key(stage.event)
    whole = path.read_bytes()
    path.write_bytes(b"nonsense")
    stage.restart_workers()
    with pytest.raises(errors.KeyBroken):
        await stage.searcher.run(search.id)
    waiting = await Search.get(search.id)
    assert waiting is not None
    assert waiting.state in search_store.OPEN
    await damage.mend(stage.deps, utc_now())
    assert await damaged(stage) == [("key", event_key(stage.event))]
    path.write_bytes(whole)  # from a copy
    await damage.mend(stage.deps, utc_now() + LATER)
    assert await damaged(stage) == []
    await stage.searcher.run(search.id)
    assert len(await stage.announced(search)) == 1


async def test_a_search_that_ends_because_its_event_was_deleted_is_in_the_log(stage: Stage) -> None:
    searches = [await stage.begin(painted(3, look=look)) for look in range(2)]
    await privacy.delete_event(stage.deps, stage.event, OWNER)
    await stage.searcher.run(searches[0].id)
    await stage.searcher._ended_meanwhile(searches[1])  # as a run does that began before
    for search in searches:
        [entry] = await AuditEntry.find({"action": "search.end", "target": f"search:{search.id}"}).to_list()
        assert (entry.actor, entry.detail) == ("system", {"because": "event_deleted"})
        assert await Search.get(search.id) is None
        assert await templates.of_search(search.id) is None
        assert await match_store.of_search(search.id) == []


async def test_administrators_see_what_is_damaged(web: Web, stage: Stage) -> None:
    photo = await stage.index(3)
    entry = await faces.of_photo(photo.id, stage.engine.id)
    assert entry is not None
    await damage.set_aside_faces(stage.deps, entry)
    answer = await (await admin(web, stage.deps)).get("/admin/system")
    assert answer.status_code == 200, answer.text
    found = answer.json()
    [known] = found["damage"]
    assert (found["damaged"], known["kind"], known["event_id"], known["subject"]) == (1, "faces", stage.event.id, photo.id)
