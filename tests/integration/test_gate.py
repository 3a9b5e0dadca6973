"""An event's gate: photos that wait there are seen by nobody, whichever way they come, and are told of once they are let go."""

from __future__ import annotations

import asyncio
import io
import json
import random
import zipfile
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest

from app import jobs, topics
from app.domain.times import utc_now
from app.errors import NotFound
from app.services import acceptance, exports, found_photos, grounds, media, photos, progress, search_upkeep, showing
from app.services.deps import Deps
from app.services.public_photos import public_status
from app.store import events, insights, stats
from app.store import matches as match_store
from app.store import showing as showing_store
from app.store.documents import AuditEntry, Event, Photo, Search
from tests.integration.web import Json, Web, event_of, share
from tests.painted import PaintedEngine, painted
from tests.stage import BY_PROGRAM, OWNER, Stage, open_stage, stage_of

LATER = timedelta(minutes=1)


@pytest.fixture
async def stage(deps: Deps) -> AsyncIterator[Stage]:
    """An event whose photos are seen when they are approved."""
    async with open_stage(deps) as opened:
        await events.change(opened.event.id, {"release": "approved"})
        yield opened


async def held(stage: Stage, person: int = 3, look: int = 0) -> Photo:
    """A photo that is ready and waits."""
    photo = await stage.index(person, look=look)
    return await photos.find(photo.id)


async def statuses(*found: Photo) -> list[str]:
    """As their owner sees them now."""
    return [public_status(await photos.find(photo.id)) for photo in found]


async def shown_to(stage: Stage, search: Search) -> list[str]:
    """The photos that the search's holder may see."""
    return [photo.id for photo in await found_photos.visible_photos(stage.deps, search)]


async def release_after(stage: Stage, minutes: int) -> None:
    """From now on photos go out by themselves."""
    await events.change(stage.event.id, {"release": "later", "release_after_min": minutes})


async def test_a_photo_at_the_gate_is_told_to_nobody_and_to_everybody_once_when_it_is_approved(stage: Stage) -> None:
    waiting = await stage.search(painted(3))
    photo = await held(stage)
    later = await stage.search(painted(3, look=2))
    assert await statuses(photo) == ["waiting"]
    assert (await stage.announced(waiting), await stage.announced(later)) == ([], [])
    assert [(await found_photos.details(stage.deps, search)).matches for search in (waiting, later)] == [0, 0]
    await showing.approve(stage.deps, photo, OWNER)
    assert await stage.deps.queue.waiting([jobs.rematch_photo(photo.id).id])
    for _ in range(2):
        await stage.ingest.rematch(photo.id)
        await showing.approve(stage.deps, photo, OWNER)
    assert await statuses(photo) == ["indexed"]
    for search in (waiting, later):
        told = await stage.told(search, "search.match")
        assert [(message["match"]["photo_id"], message["match"]["live"]) for message in told] == [(photo.id, True)]


async def test_a_rejected_photo_is_told_to_nobody_and_may_be_let_go_after_all(stage: Stage) -> None:
    search = await stage.search(painted(3))
    photo = await held(stage)
    await showing.reject(stage.deps, photo, OWNER)
    await stage.ingest.rematch(photo.id)
    await events.change(stage.event.id, {"release": "at_once"})
    assert await showing.release_due(stage.deps, utc_now() + timedelta(days=1)) == 0, "a no holds"
    assert (await statuses(photo), await stage.announced(search)) == (["rejected"], [])
    await showing.approve(stage.deps, photo, OWNER)
    await stage.ingest.rematch(photo.id)
    assert (await statuses(photo), await stage.announced(search)) == (["indexed"], [photo.id])


async def test_what_was_said_can_be_taken_back(stage: Stage) -> None:
    search = await stage.search(painted(3))
    photo = await held(stage)
    await showing.approve(stage.deps, photo)
    await stage.ingest.rematch(photo.id)
    await showing.hold(stage.deps, photo, OWNER)
    assert (await stage.told(search))[-1] == {"type": "search.retracted", "photo_id": photo.id, "reason": "hidden"}
    assert (await statuses(photo), await shown_to(stage, search)) == (["waiting"], [])
    await showing.reject(stage.deps, photo)
    await showing.hold(stage.deps, photo)
    assert await statuses(photo) == ["waiting"]
    await showing.approve(stage.deps, photo)
    await stage.ingest.rematch(photo.id)
    assert await shown_to(stage, search) == [photo.id]


async def test_a_photo_that_never_waited_is_not_sent_to_the_gate_by_taking_something_back(stage: Stage) -> None:
    await events.change(stage.event.id, {"release": "at_once"})
    photo = await stage.index(3)
    await showing.hold(stage.deps, photo)
    assert await statuses(photo) == ["indexed"]
    assert (await photos.find(photo.id)).eyes == [], "nobody chooses by them"


async def test_hiding_what_waits_is_a_no_and_showing_it_a_yes(stage: Stage) -> None:
    search = await stage.search(painted(3))
    photo = await held(stage)
    await showing.hide(stage.deps, photo)
    assert await statuses(photo) == ["rejected"]
    await showing.unhide(stage.deps, await photos.find(photo.id))
    await stage.ingest.rematch(photo.id)
    assert (await statuses(photo), await stage.announced(search)) == (["indexed"], [photo.id])
    await showing.hide(stage.deps, await photos.find(photo.id))
    assert await statuses(photo) == ["hidden"], "it has been through the gate"


async def test_a_photo_approved_before_it_is_ready_is_told_when_it_is(stage: Stage) -> None:
    search = await stage.search(painted(3))
    photo = await stage.accept(3)
    await showing.approve(stage.deps, photo)
    await stage.ingest.rematch(photo.id)
    assert await stage.announced(search) == []
    await stage.ingest.process(photo.id)
    assert await stage.announced(search) == [photo.id]


@pytest.mark.parametrize("registered_only", [False, True])
@pytest.mark.parametrize("seed", range(6))
async def test_a_photo_approved_while_it_is_processed_is_told_once(stage: Stage, seed: int, registered_only: bool) -> None:
    stage.event.registered_only = registered_only
    await events.change(stage.event.id, {"registered_only": registered_only})
    search = await stage.begin(painted(3))
    await stage.searcher.run(search.id)
    await stage.scanner.run(stage.event.id)
    photo = await stage.accept(3)

    async def approve() -> None:
        # Which step of the other side it falls between is what is tried out: so many of its steps go first. No time is waited.
        for _ in range(random.Random(seed).randrange(60)):
            await asyncio.sleep(0)
        await showing.approve(stage.deps, photo)
        await stage.ingest.rematch(photo.id)

    await asyncio.gather(stage.ingest.process(photo.id), approve())
    assert await stage.announced(search) == [photo.id]
    assert await stats.counted_anew(stage.event.id) == await counters(stage)


async def test_a_release_that_was_cut_off_before_its_job_was_queued_is_told_by_the_keeper(stage: Stage) -> None:
    search = await stage.search(painted(3))
    photo = await held(stage)
    assert await showing_store.set_released(photo.id, utc_now(), rejected_too=True)  # and then the process died
    assert await search_upkeep.announce_missed(stage.deps, utc_now() + LATER) == 0, "what is held is not read in every round"
    assert await showing.rematch_again(stage.deps, utc_now()) == 0, "somebody may still be at it"
    assert await showing.rematch_again(stage.deps, utc_now() + LATER) == 1
    assert await stage.deps.queue.waiting([jobs.rematch_photo(photo.id).id])
    await stage.ingest.rematch(photo.id)
    assert await stage.announced(search) == [photo.id]
    assert await showing.rematch_again(stage.deps, utc_now() + LATER) == 0


async def test_who_waits_for_so_long_goes_out_by_itself_unless_somebody_says_no(stage: Stage) -> None:
    await release_after(stage, 5)
    search = await stage.search(painted(3))
    kept, refused = await held(stage), await held(stage, look=1)
    await showing.reject(stage.deps, refused)
    assert await showing.release_due(stage.deps, utc_now() + timedelta(minutes=4)) == 0
    assert await showing.release_due(stage.deps, utc_now() + timedelta(minutes=6)) == 1
    assert await showing.release_due(stage.deps, utc_now() + timedelta(minutes=6)) == 0
    await stage.ingest.rematch(kept.id)
    assert (await statuses(kept, refused), await stage.announced(search)) == (["indexed", "rejected"], [kept.id])
    [entry] = await AuditEntry.find({"action": "photo.release"}).to_list()
    assert (entry.actor, entry.target, entry.detail) == ("system", f"event:{stage.event.id}", {"photos": 1})


async def test_who_is_sent_back_to_the_gate_waits_anew(stage: Stage) -> None:
    await release_after(stage, 5)
    photo = await held(stage)
    await Photo.find({"_id": photo.id}).update({"$set": {"indexed_at": utc_now() - timedelta(hours=1)}})
    await showing.reject(stage.deps, photo)
    await showing.hold(stage.deps, photo)
    assert await showing.release_due(stage.deps, utc_now() + timedelta(minutes=4)) == 0
    assert await showing.release_due(stage.deps, utc_now() + timedelta(minutes=6)) == 1


async def test_the_setting_counts_as_it_is_now_for_what_waits(stage: Stage) -> None:
    await release_after(stage, 5)
    photo = await held(stage)
    await events.change(stage.event.id, {"release": "approved"})
    assert await showing.release_due(stage.deps, utc_now() + timedelta(days=1)) == 0
    await events.change(stage.event.id, {"release": "at_once"})
    assert await showing.release_due(stage.deps, utc_now()) == 1
    assert await statuses(photo) == ["indexed"]


async def test_a_gate_that_is_closed_while_a_file_comes_in_holds_it(stage: Stage) -> None:
    await events.change(stage.event.id, {"release": "at_once"})

    async def body() -> AsyncIterator[bytes]:
        yield painted(3)
        await events.change(stage.event.id, {"release": "approved"})

    accepted = await acceptance.accept(stage.deps, stage.event, "photo.png", body(), BY_PROGRAM)
    await stage.ingest.process(accepted.id)
    assert await statuses(await photos.find(accepted.id)) == ["waiting"]


async def test_the_same_file_again_stays_what_was_said_of_it(stage: Stage) -> None:
    photo = await held(stage)
    await showing.reject(stage.deps, photo)
    again = await stage.accept(3)
    assert (again.id, await statuses(again)) == (photo.id, ["rejected"])


async def counters(stage: Stage) -> dict[str, int]:
    """As they are kept, in the order in which they are counted anew."""
    kept = await stats.of_event(stage.event.id)
    return {name: getattr(kept, name) for name in await stats.counted_anew(stage.event.id)}


async def test_counters_know_how_many_wait(stage: Stage) -> None:
    found = [await held(stage, look=look) for look in range(5)]
    await stage.accept(3, look=9)
    assert (await counters(stage))["waiting"] == 5
    await showing.approve(stage.deps, found[0])
    await showing.approve(stage.deps, found[0])
    await showing.reject(stage.deps, found[1])
    await showing.reject(stage.deps, found[1])
    await photos.delete(stage.deps, found[2])
    await photos.mark_missing(stage.deps, found[3])
    await showing.hold(stage.deps, found[1])
    assert (await counters(stage))["waiting"] == 2
    assert await counters(stage) == await stats.counted_anew(stage.event.id)
    message = (await progress.snapshot(stage.deps, stage.event.id))["progress"]
    assert (message["waiting"], message["indexed"]) == (2, 3)


async def test_how_long_photos_take_to_guests_is_counted_from_their_release(stage: Stage) -> None:
    search = await stage.search(painted(3))
    photo = await held(stage)
    await Photo.find({"_id": photo.id}).update({"$set": {"created_at": utc_now() - timedelta(hours=1)}})
    await showing.approve(stage.deps, photo)
    await stage.ingest.rematch(photo.id)
    [match] = await match_store.of_search(search.id)
    [told] = await insights.live_matches([match.id])
    assert utc_now() - told.photo_at < timedelta(minutes=30)


# Over HTTP


@pytest.fixture
async def house(web: Web, deps: Deps) -> AsyncIterator[tuple[Web, Any, Stage]]:
    """A public event with an open gallery and a gate; its owner and its workers."""
    owner = await web.signed_in()
    event_id = await event_of(owner, "public")
    settings = {"open_gallery": True, "release": "approved"}
    assert (await owner.patch(f"/events/{event_id}", json=settings)).json()["release"] == "approved"
    event = await Event.get(event_id)
    assert event is not None
    async with stage_of(deps, event, PaintedEngine()) as stage:
        yield web, owner, stage


async def test_nothing_of_a_photo_that_waits_is_seen_by_anybody_whichever_way_they_come(house: tuple[Web, Any, Stage]) -> None:
    web, owner, stage = house
    path = f"/events/{stage.event.id}"
    guest = await web.guest(await share(owner, stage.event.id))
    new = (await owner.post(f"{path}/kiosks", json={"name": "Wall"})).json()
    paired = (await web.client().post("/kiosks/pair", json={"code": new["pairing_code"]})).json()
    kiosk, stranger = web.client(paired["token"]), web.client()
    held_photo = await held(stage)
    selfie = ("selfie", ("me.png", painted(3, look=50), "image/png"))
    made: dict[str, Json] = {}
    for name, client in (("guest", guest), ("kiosk", kiosk)):
        made[name] = (await client.post(f"{path}/searches", files=[selfie], data={"consent": "true"})).json()
        await stage.searcher.run(made[name]["id"])

    async def seen() -> dict[str, bool]:
        """Where the photo is to be seen."""
        answers = {
            "event": await stranger.get(path),
            "events": await stranger.get("/events"),
            "gallery": await stranger.get(f"{path}/gallery"),
            "share": await stranger.get(f"/share/{(await share(owner, stage.event.id))['token']}"),
            "kiosk": await kiosk.get("/kiosks/self"),
        }
        for name, client in (("guest", guest), ("kiosk", kiosk)):
            search = f"/searches/{made[name]['id']}"
            answers |= {
                f"{name}'s matches": await client.get(f"{search}/matches"),
                f"{name}'s merged": await client.get(f"/searches/matches?ids={made[name]['id']}"),
            }
            answers[f"{name}'s offer"] = await client.post(f"{search}/downloads", json={"photo_ids": [held_photo.id]})
        found = {name: held_photo.id in answer.text for name, answer in answers.items() if "offer" not in name}
        found |= {name: answer.status_code == 200 for name, answer in answers.items() if "offer" in name}
        archive = await guest.get(f"/searches/{made['guest']['id']}/photos.zip")
        found["zip"] = archive.status_code == 200 and len(zipfile.ZipFile(io.BytesIO(archive.content)).namelist()) > 0
        found["topic"] = held_photo.id in str(await stage.told(await _search(made["guest"])))
        found["snapshot"] = held_photo.id in str(await found_photos.snapshot(stage.deps, await _search(made["guest"])))
        exported = await exports.of_search(stage.deps, await _search(made["guest"]))
        found["export"] = any(photo.preview_url for photo in exported.found)
        for ground in (grounds.of_search(made["guest"]["id"]), grounds.PUBLIC):
            try:
                await media.visible(held_photo.id, ground, original=False)
                found[f"picture for {ground.kind}"] = True
            except NotFound:
                found[f"picture for {ground.kind}"] = False
        return found

    assert (await owner.patch(path, json={"cover_photo_id": held_photo.id})).status_code == 422
    before = await seen()
    assert [where for where, there in before.items() if there] == []
    assert (await guest.get(f"/searches/{made['guest']['id']}")).json()["matches"] == 0
    told = (await owner.get(f"{path}/insights")).json()
    assert (told["matches_delivered"], told["guests_without_match"]) == (0, 2)
    answer = await owner.post(f"{path}/photos/bulk", json={"action": "approve", "photo_ids": [held_photo.id, "nobody"]})
    history = await stage.deps.bus.history(topics.ingest_topic(stage.event.id))
    told_last = [json.loads(each.data) for each in history.publications if b'"ingest.progress"' in each.data][-1]
    assert told_last["waiting"] == 0
    assert answer.json() == {"done": 1, "skipped": [{"photo_id": "nobody", "code": "not_found"}]}
    await stage.ingest.rematch(held_photo.id)
    assert (await owner.patch(path, json={"cover_photo_id": held_photo.id})).status_code == 200
    after = await seen()
    assert [where for where, there in after.items() if not there] == []
    assert (await owner.get(f"{path}/insights")).json()["matches_delivered"] == 2


async def _search(made: Json) -> Search:
    found = await Search.get(made["id"])
    assert found is not None
    return found


async def test_the_owner_tells_apart_what_waits_what_was_rejected_and_what_was_hidden(house: tuple[Web, Any, Stage]) -> None:
    _, owner, stage = house
    path = f"/events/{stage.event.id}"
    waiting, rejected, hidden, shown = [(await held(stage, look=look)).id for look in range(4)]
    await owner.post(f"{path}/photos/bulk", json={"action": "reject", "photo_ids": [rejected]})
    await owner.post(f"{path}/photos/bulk", json={"action": "approve", "photo_ids": [hidden, shown]})
    assert (await owner.post(f"/photos/{hidden}/hide")).json()["status"] == "hidden"
    listed: dict[str, list[str]] = {}
    for status in ("waiting", "rejected", "hidden", "indexed"):
        found = (await owner.get(f"{path}/photos", params={"status": status})).json()["items"]
        assert {photo["status"] for photo in found} == {status}
        listed[status] = [photo["id"] for photo in found]
    counted = (await owner.get(f"{path}/photos/counts")).json()
    assert counted == dict.fromkeys(counted, 0) | {status: len(ids) for status, ids in listed.items()}
    assert listed == {"waiting": [waiting], "rejected": [rejected], "hidden": [hidden], "indexed": [shown]}
    assert (await owner.get(path)).json()["waiting"] == 1
    acts = [entry.action for entry in await AuditEntry.find({"target": f"event:{stage.event.id}"}).to_list()]
    assert {"photo.approve", "photo.reject"} <= set(acts)


async def test_what_waits_is_reviewed_in_stacks_and_given_stars(house: tuple[Web, Any, Stage]) -> None:
    _, owner, stage = house
    path = f"/events/{stage.event.id}"
    approved, first, second = [(await held(stage, look=look)).id for look in range(3)]
    other = (await stage.index(5, None, 7)).id
    await stage.accept(8)
    await owner.post(f"{path}/photos/bulk", json={"action": "approve", "photo_ids": [approved]})
    looked_at = await photos.find(first)
    assert looked_at.fingerprint
    assert looked_at.sharpness
    assert looked_at.light
    assert len(looked_at.eyes) == looked_at.faces == 1
    for photo_id, sharpness in ((first, 0.2), (second, 0.4), (approved, 0.6)):  # painted ones are alike in nothing but a colour
        await Photo.find({"_id": photo_id}).update({"$set": {"fingerprint": "f0" * 8, "sharpness": sharpness}})
    await Photo.find({"_id": other}).update({"$set": {"fingerprint": "0f" * 8}})
    assert (await owner.get(f"{path}/photos/review")).json() == {"total": 3, "stacks": [[second, first], [other]]}
    for photo_id, openness in ((first, 0.4), (second, 0.1)):
        await Photo.find({"_id": photo_id}).update({"$set": {"eyes": [[0.5, 0.5, 0.2, openness]]}})
    assert (await owner.get(f"{path}/photos/review")).json() == {"total": 3, "stacks": [[first, second], [other]]}, "eyes shut"
    assert (await owner.patch(f"/photos/{first}", json={"stars": 4})).json()["stars"] == 4
    assert (await owner.get(f"/photos/{first}")).json()["stars"] == 4
    for bad in ({"stars": 6}, {"stars": -1}, {}):
        assert (await owner.patch(f"/photos/{first}", json=bad)).status_code == 422


@pytest.mark.parametrize("bad", [{"release": "never"}, {"release_after_min": 0}, {"release_after_min": 1441}, {"release": None}])
async def test_a_setting_of_the_gate_that_makes_no_sense_is_refused(house: tuple[Web, Any, Stage], bad: Json) -> None:
    _, owner, stage = house
    assert (await owner.patch(f"/events/{stage.event.id}", json=bad)).status_code == 422
