"""Finals replace proofs: the photo keeps its id and all that hangs on it, and shows the final from one write on."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any, cast

import pytest

from app.domain.times import utc_now
from app.domain.vocabulary import FinalState, LoneFinals, PhotoStatus, Release
from app.errors import CannotReplace, FinalInUse, NoProofKept, NotFound
from app.ports import BlobStore
from app.services import blob_keys, finals, found_photos, photos, searches, showing
from app.services.deps import Deps
from app.store import events as event_store
from app.store import faces as face_log
from app.store import matches as match_store
from app.store import photos as store
from app.store import stats
from app.store.documents import FaceEntry, Photo, Search
from app.store.photos import Filters
from tests.painted import painted
from tests.stage import OWNER, FailingBus, Killed, Stage, open_stage

ANNA, BEN, CLEO = 1, 2, 3


@pytest.fixture
async def stage(deps: Deps) -> AsyncIterator[Stage]:
    async with open_stage(deps) as stage:
        yield stage


async def final(stage: Stage, *people: int | None, look: int = 7, name: str = "IMG_1.jpg") -> Photo:
    sent = await stage.accept(*people, look=look, name=name, final=True)
    await stage.ingest.process(sent.id)
    return await photos.find(sent.id)


async def proof(stage: Stage, *people: int | None, name: str = "img_1.JPG") -> Photo:
    return await photos.find((await stage.index(*people, name=name)).id)


class ActingBlobs:
    """The blobs at their port: before the worker's next call after ``after`` of them, somebody does something."""

    def __init__(self, blobs: BlobStore, after: int, act: Callable[[], Awaitable[object]]) -> None:
        self._blobs, self._left, self._act = blobs, after, act
        self.acted = False

    def __getattr__(self, name: str) -> Any:
        call = getattr(self._blobs, name)

        async def first_act(*args: Any, **options: Any) -> Any:
            if not self.acted and self._left == 0:
                self.acted = True
                await self._act()
            self._left -= 1
            return await call(*args, **options)

        return first_act


async def meanwhile(stage: Stage, sent: Photo, after: int, act: Callable[[], Awaitable[object]]) -> None:
    """Work on the final; ``act`` happens between two of the calls for its files."""
    deps = stage.deps
    blobs = ActingBlobs(deps.blobs, after, act)
    worker = replace(deps, blobs=cast(BlobStore, blobs))
    stage.deps = worker
    stage.restart_workers()
    stage.deps = deps  # Whoever acts is somebody else.
    await stage.ingest.process(sent.id)
    assert blobs.acted, "the worker was done before"


async def shown(stage: Stage) -> list[str]:
    return list((await photos.outline(stage.event, Filters(), "newest")).ids)


async def seen_by(stage: Stage, search: Search) -> list[str]:
    return [photo.id for photo in await found_photos.visible_photos(stage.deps, search)]


async def counted(stage: Stage) -> dict[str, int]:
    kept = await stats.of_event(stage.event.id)
    anew = await stats.counted_anew(stage.event.id)
    assert {name: getattr(kept, name) for name in anew} == anew
    return anew


async def test_a_final_takes_the_place_of_the_photo_of_its_name(stage: Stage) -> None:
    search = await stage.search(painted(ANNA, look=50))
    before = await proof(stage, ANNA)
    await photos.rate(stage.deps, before, 4)
    sent = await final(stage, ANNA)
    after = await photos.find(before.id)

    assert (after.final_id, after.stars, after.seq, after.taken_at) == (sent.id, 4, before.seq, before.taken_at)
    assert await shown(stage) == [before.id]
    assert await stage.deps.blobs.get(blob_keys.original(after)) == painted(ANNA, look=7)
    assert await stage.deps.blobs.get(blob_keys.original(after.as_proof())) == painted(ANNA)
    assert await seen_by(stage, search) == [before.id]
    first, again = await stage.told(search, "search.match")
    assert again["match"]["photo_id"] == before.id
    assert again["match"]["revised"] is True
    assert again["match"]["preview_url"] != first["match"]["preview_url"]
    numbers = await counted(stage)
    assert (numbers["total"], numbers["indexed"], numbers["replaced"], numbers["faces"]) == (1, 1, 1, 1)


async def test_who_was_cropped_away_loses_the_photo_and_who_came_into_it_has_it(stage: Stage) -> None:
    anna, ben, cleo = [await stage.search(painted(person, look=50)) for person in (ANNA, BEN, CLEO)]
    photo = await proof(stage, ANNA, BEN)
    await final(stage, BEN, CLEO)
    assert await seen_by(stage, anna) == []
    assert await seen_by(stage, ben) == [photo.id]
    assert await seen_by(stage, cleo) == [photo.id]
    retracted = await stage.told(anna, "search.retracted")
    assert [(each["photo_id"], each["reason"]) for each in retracted] == [(photo.id, "cropped")]
    boxes = {each["match"]["face_box"][0] for each in (await stage.told(ben, "search.match"))[-1:]}
    entry = await face_log.of_photo(photo.id, stage.engine.id)
    assert entry is not None
    assert boxes == {entry.faces[0].box[0]}
    late = await stage.search(painted(ANNA, look=51))
    assert await seen_by(stage, late) == []
    assert await FaceEntry.find({"photo_id": photo.id, "kind": "add"}).count() == 1


async def test_a_no_stays_a_no_and_a_yes_a_yes(stage: Stage) -> None:
    yes, no = await stage.search(painted(ANNA, look=50)), await stage.search(painted(ANNA, look=51))
    photo = await proof(stage, BEN, ANNA)
    await searches.answer(stage.deps, yes, photo.id, True)
    await searches.answer(stage.deps, no, photo.id, False)
    await final(stage, ANNA, BEN)
    await stage.look_again()
    assert await seen_by(stage, yes) == [photo.id]
    assert await seen_by(stage, no) == []
    assert [match.is_me for match in await match_store.of_search(no.id)] == [False]


async def test_a_no_while_the_final_is_being_read_stays(stage: Stage) -> None:
    search = await stage.search(painted(ANNA, look=50))
    photo = await proof(stage, ANNA)
    sent = await stage.accept(ANNA, look=7, name="IMG_1.jpg", final=True)

    await meanwhile(stage, sent, 0, lambda: searches.answer(stage.deps, search, photo.id, False))
    await stage.look_again()
    assert (await photos.find(photo.id)).final_id == sent.id
    assert await seen_by(stage, search) == []


async def test_the_same_final_again_is_known_and_another_one_replaces_the_first(stage: Stage) -> None:
    photo = await proof(stage, ANNA)
    first = await final(stage, ANNA)
    again = await stage.accept(ANNA, look=7, name="IMG_1.jpg", final=True)
    assert again.id == photo.id
    second = await final(stage, ANNA, look=8)
    after = await photos.find(photo.id)
    assert after.final_id == second.id
    assert await store.get(first.id) is None
    with pytest.raises(NotFound):
        await stage.deps.blobs.info(blob_keys.original(first))
    assert after.proof is not None
    assert after.proof.name == "img_1.JPG"
    assert (await counted(stage))["replaced"] == 1


async def test_a_final_that_comes_while_its_photo_waits_waits_for_it(stage: Stage) -> None:
    search = await stage.search(painted(ANNA, look=50))
    photo = await stage.accept(ANNA, name="IMG_1.jpg")
    sent = await final(stage, ANNA)
    assert sent.status is PhotoStatus.QUEUED
    await stage.ingest.process(photo.id)
    await stage.ingest.process(sent.id)
    assert (await photos.find(photo.id)).final_id == sent.id
    assert await stage.announced(search) == [photo.id]


async def test_a_final_without_a_photo_is_one_and_says_so(stage: Stage) -> None:
    search = await stage.search(painted(ANNA, look=50))
    sent = await final(stage, ANNA)
    assert (sent.status, sent.final_state) == (PhotoStatus.INDEXED, FinalState.NO_PROOF)
    assert await seen_by(stage, search) == [sent.id]


async def test_a_final_without_a_photo_waits_for_a_word_where_that_is_set(stage: Stage) -> None:
    await event_store.change(stage.event.id, {"lone_finals": LoneFinals.ASK.value})
    sent = await final(stage, ANNA)
    assert (sent.status, sent.error and sent.error.code) == (PhotoStatus.FAILED, "no_proof")
    photo = await proof(stage, ANNA, name="other.jpg")
    assert (await finals.assign(stage.deps, OWNER, sent.id, photo.id)).status is PhotoStatus.QUEUED
    await stage.ingest.process(sent.id)
    assert (await photos.find(photo.id)).final_id == sent.id
    numbers = await counted(stage)
    assert (numbers["total"], numbers["failed"], numbers["replaced"]) == (1, 0, 1)


async def test_two_photos_of_one_name_are_not_guessed_between(stage: Stage) -> None:
    one, other = await proof(stage, ANNA), await proof(stage, BEN)
    sent = await final(stage, ANNA)
    assert (sent.status, sent.error and sent.error.code) == (PhotoStatus.FAILED, "several_proofs")
    assert sorted(await shown(stage)) == sorted([one.id, other.id, sent.id])
    await finals.assign(stage.deps, OWNER, sent.id, other.id)
    await stage.ingest.process(sent.id)
    assert (await photos.find(other.id)).final_id == sent.id
    with pytest.raises(CannotReplace):
        await finals.assign(stage.deps, OWNER, sent.id, one.id)


async def test_who_only_shoots_replaces_their_own_photos(stage: Stage) -> None:
    photo = await proof(stage, ANNA)
    sent = await stage.accept(ANNA, look=7, name="IMG_1.jpg", final=True)
    await Photo.find({"_id": sent.id}).update({"$set": {"uploaded_by": "a colleague"}})
    await stage.ingest.process(sent.id)
    assert (await photos.find(sent.id)).final_state is FinalState.NO_PROOF
    await Photo.find({"_id": photo.id}).update({"$set": {"uploaded_by": "a colleague"}})
    another = await stage.accept(ANNA, look=8, name="IMG_1.jpg", final=True)
    await Photo.find({"_id": another.id}).update({"$set": {"uploaded_by": "a colleague"}})
    await stage.ingest.process(another.id)
    assert (await photos.find(photo.id)).final_id == another.id


async def test_the_proof_comes_back(stage: Stage) -> None:
    anna, ben = await stage.search(painted(ANNA, look=50)), await stage.search(painted(BEN, look=50))
    photo = await proof(stage, ANNA, BEN)
    sent = await final(stage, BEN)
    assert await seen_by(stage, anna) == []
    await finals.ask_for_proof(stage.deps, OWNER, photo.id)
    await stage.ingest.show_proof(photo.id)
    after = await photos.find(photo.id)
    assert (after.final_id, after.proof, after.proof_asked_at, after.name) == (None, None, None, "img_1.JPG")
    assert await store.get(sent.id) is None
    assert await seen_by(stage, anna) == [photo.id]
    assert await seen_by(stage, ben) == [photo.id]
    assert (await counted(stage))["replaced"] == 0
    with pytest.raises(NoProofKept):
        await finals.ask_for_proof(stage.deps, OWNER, photo.id)


async def test_the_proof_goes_at_once_where_that_is_set(stage: Stage) -> None:
    await event_store.change(stage.event.id, {"keep_proofs": False})
    photo = await proof(stage, ANNA)
    sent = await final(stage, ANNA)
    after = await photos.find(photo.id)
    assert after.final_id == sent.id
    for key in (blob_keys.original(photo), blob_keys.preview(photo)):
        with pytest.raises(NotFound):
            await stage.deps.blobs.info(key)
    assert await stage.deps.blobs.get(blob_keys.original(after)) == painted(ANNA, look=7)
    with pytest.raises(NoProofKept):
        await finals.ask_for_proof(stage.deps, OWNER, photo.id)


async def test_a_photo_that_waits_at_the_gate_goes_on_waiting(stage: Stage) -> None:
    await event_store.change(stage.event.id, {"release": Release.APPROVED.value})
    search = await stage.search(painted(ANNA, look=50))
    photo = await proof(stage, ANNA)
    sent = await final(stage, ANNA)
    assert await stage.told(search, "search.match") == []
    assert (await counted(stage))["waiting"] == 1
    await showing.approve(stage.deps, await photos.find(photo.id), OWNER)
    await stage.ingest.rematch(photo.id)
    assert await seen_by(stage, search) == [photo.id]
    assert (await photos.find(photo.id)).final_id == sent.id


async def test_a_final_in_use_is_not_deleted_and_goes_with_its_photo(stage: Stage) -> None:
    photo = await proof(stage, ANNA)
    sent = await final(stage, ANNA)
    with pytest.raises(FinalInUse):
        await photos.delete(stage.deps, sent)
    await photos.delete(stage.deps, await photos.find(photo.id))
    assert await store.get(sent.id) is None
    for key in (blob_keys.original(photo), blob_keys.original(sent), blob_keys.preview(sent)):
        with pytest.raises(NotFound):
            await stage.deps.blobs.info(key)
    assert (await counted(stage))["total"] == 0


@pytest.mark.parametrize("after", range(6))
async def test_a_photo_deleted_while_it_is_replaced_leaves_nothing(stage: Stage, after: int) -> None:
    search = await stage.search(painted(ANNA, look=50))
    photo = await proof(stage, ANNA)
    sent = await stage.accept(ANNA, look=7, name="IMG_1.jpg", final=True)

    async def delete() -> None:
        await photos.delete(stage.deps, await photos.find(photo.id))

    await meanwhile(stage, sent, after, delete)
    assert await store.get(photo.id) is None
    assert await match_store.of_photo(photo.id) == []
    entry = await face_log.of_photo(photo.id, stage.engine.id)
    assert entry is None or entry.vectors is None
    left = await store.get(sent.id)  # gone with the photo, or a photo of its own
    assert await seen_by(stage, search) == ([left.id] if left else [])


@pytest.mark.parametrize("after", range(12))
async def test_a_worker_that_is_killed_leaves_the_one_or_the_other_whole(stage: Stage, after: int) -> None:
    anna, ben = await stage.search(painted(ANNA, look=50)), await stage.search(painted(BEN, look=50))
    photo = await proof(stage, ANNA, BEN)
    sent = await stage.accept(BEN, CLEO, look=7, name="IMG_1.jpg", final=True)
    bus = stage.deps.bus
    stage.deps = replace(stage.deps, bus=FailingBus(bus, after))
    stage.restart_workers()
    try:
        await stage.ingest.process(sent.id)
    except Killed:
        half = await photos.find(photo.id)
        pixels = painted(ANNA, BEN) if half.final_id is None else painted(BEN, CLEO, look=7)
        assert await stage.deps.blobs.get(blob_keys.original(half)) == pixels
        await stage.deps.blobs.info(blob_keys.preview(half))
    stage.deps = replace(stage.deps, bus=bus)
    stage.restart_workers()
    await stage.ingest.process(sent.id)
    assert (await photos.find(photo.id)).final_id == sent.id
    assert await seen_by(stage, anna) == []
    assert await seen_by(stage, ben) == [photo.id]
    assert await FaceEntry.find({"photo_id": photo.id, "kind": "add"}).count() == 1
    assert (await stats.counted_anew(stage.event.id))["total"] == 1


async def test_the_keeper_goes_on_with_a_proof_that_is_to_come_back(stage: Stage) -> None:
    photo = await proof(stage, ANNA)
    await final(stage, ANNA)
    await finals.ask_for_proof(stage.deps, OWNER, photo.id)
    assert await finals.resume(stage.deps, utc_now()) == 0
    assert await finals.resume(stage.deps, utc_now() + timedelta(minutes=1)) == 1
