"""A live search whose template grows: what later photos, answers, hidden photos and crashes make of it."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest

from app.domain.times import utc_now
from app.domain.vocabulary import Tier, Why
from app.services import found_photos, privacy, search_upkeep, searches, showing, sightings
from app.services import photos as photo_service
from app.services.deps import Deps
from app.services.keys import keys_of_search
from app.services.sightings import Sight
from app.store import matches as match_store
from app.store import searches as store
from app.store import templates
from app.store.documents import Event, EventCompany, Search, TemplateEntry
from tests.kept import Database, Kept
from tests.painted import SISTERS, VariedEngine, painted
from tests.stage import FailingBus, Killed, Stage, open_stage, stage_of
from workers.index.template import Template
from workers.looker import Looker
from workers.looking_again import LookingAgain

SHE = 1
SELFIE = painted(SHE, look=100)
PLAIN = (27, 22, 11, 12)
"""Pictures of her that her selfie alone is enough for."""
FAR = 60
"""One that it is not enough for; with those, it is."""
LESS_FAR = 21
"""One that those are enough for also where photos come one by one."""
OTHERS = range(2, 25)


@pytest.fixture(scope="module")
def others(tmp_path_factory: pytest.TempPathFactory) -> Kept:
    """The photos of others."""
    return Kept(tmp_path_factory.mktemp("others"))


@pytest.fixture
async def stage(deps: Deps, database: Database, others: Kept) -> AsyncIterator[Stage]:
    """An event with 184 faces of others in it: what they say of it depends little on how they happen to be named."""
    if not others.taken:
        async with open_stage(deps, VariedEngine()) as opened:
            for look in range(8):
                await opened.index(*OTHERS, look=look)
        await others.take(database, deps.settings.data_dir)
    else:
        await others.put_back(database, deps.settings.data_dir)
    event = await Event.get(1)
    assert event is not None
    async with stage_of(deps, event, VariedEngine()) as opened:
        yield opened


async def test_later_photos_bring_up_an_older_one_and_each_is_announced_once(stage: Stage) -> None:
    far = await stage.index(SHE, look=FAR)
    search = await stage.search(SELFIE)
    assert await stage.announced(search) == []
    later = [await stage.index(SHE, look=look) for look in PLAIN]
    assert far.id not in await stage.announced(search)
    assert await stage.look_again() == 1
    assert await stage.look_again() == 0, "it is done"
    told = await stage.announced(search)
    assert sorted(told) == sorted(photo.id for photo in [far, *later])
    assert told[-1] == far.id
    [match] = [message["match"] for message in await stage.told(search, "search.match") if message["match"]["photo_id"] == far.id]
    assert (match["why"], match["live"]) == ("grown", False)
    assert 0.5 < match["probability"] <= 1
    assert {(await _sights(stage, search))[photo.id].why for photo in later} == {Why.SELFIE}


async def test_a_template_that_has_grown_speaks_for_photos_that_come_later(stage: Stage) -> None:
    for look in PLAIN:
        await stage.index(SHE, look=look)
    search = await stage.search(SELFIE)
    plain = await _template(stage, search)
    assert plain.observations > 3
    stage.restart_workers()
    far = await stage.index(SHE, look=LESS_FAR)
    assert (await stage.announced(search))[-1] == far.id
    [match] = [message["match"] for message in await stage.told(search, "search.match") if message["match"]["photo_id"] == far.id]
    assert (match["why"], match["live"]) == ("grown", True)


async def test_a_photo_that_is_too_doubtful_by_itself_is_found_by_a_look_at_all(stage: Stage) -> None:
    """Photos of an evening come one by one and are held to more than those of a gallery; the guest misses none for that."""
    search = await stage.search(SELFIE)
    photo = await stage.index(SHE, look=29)
    assert await stage.announced(search) == []
    assert await stage.look_again() == 1
    told = {message["match"]["photo_id"]: message["match"]["live"] for message in await stage.told(search, "search.match")}
    assert told.get(photo.id) is True


async def test_a_photo_finds_its_guest_though_what_is_known_of_the_event_is_damaged(stage: Stage) -> None:
    search = await stage.search(SELFIE)
    assert await EventCompany.find_all().count() == 1, "its faces have spoken"
    await EventCompany.find_all().update({"$set": {"sealed": b"nonsense"}})
    photo = await stage.index(SHE, look=PLAIN[0])
    await stage.look_again()
    assert await stage.announced(search) == [photo.id]


async def test_where_somebody_is_alike_a_photo_is_announced_by_a_look_at_all(stage: Stage) -> None:
    """What tells the two apart is in the gallery alone; the guest has the photo all the same, as one that has just come."""
    await stage.index(SHE, look=PLAIN[0])
    search = await stage.search(SELFIE)
    entry = await templates.of_search(search.id)
    assert entry is not None
    cipher = await stage.deps.keys.cipher(*keys_of_search(stage.event, search.id))
    told_apart = replace(await _template(stage, search), alike=True)
    await templates.renew(entry, told_apart.sealed(cipher, search.id))
    before = await stage.announced(search)
    photo = await stage.index(SHE, look=PLAIN[1])
    assert await stage.announced(search) == before
    assert await stage.look_again() == 1
    assert await stage.announced(search) == [*before, photo.id]
    assert (await _template(stage, search)).alike is False


@pytest.mark.parametrize("seed", range(3))
async def test_whichever_came_first_and_whoever_did_it_the_guest_has_the_same_photos(stage: Stage, seed: int) -> None:
    """Photos before the search, after it, and by other workers: in the end all is as one look finds it."""
    order = random.Random(seed)
    looks = [*PLAIN, FAR, LESS_FAR, 9, 7, 5, 4, 0, 20, 28]
    order.shuffle(looks)
    before = order.randrange(len(looks))
    for look in looks[:before]:
        await stage.index(SHE, look=look)
    early = await stage.search(SELFIE)
    for look in looks[before:]:
        await stage.index(SHE, look=look)
        if order.random() < 0.5:
            stage.restart_workers()
        if order.random() < 0.5:
            await stage.look_again()
    await stage.look_again()
    late = await stage.search(SELFIE)
    mine, its = await _sights(stage, early), await _sights(stage, late)
    assert mine.keys() >= its.keys()
    # What one was told of stays: it may be more than a search that begins now is shown.
    assert {photo for photo, sight in its.items() if sight.tier is Tier.CERTAIN} <= {
        photo for photo, sight in mine.items() if sight.tier is Tier.CERTAIN
    }
    assert len(await stage.announced(early)) == len(mine)


async def test_a_no_takes_the_other_photos_of_the_same_stranger_and_taking_it_back_brings_them(stage: Stage) -> None:
    """She has a sister, who is on the photos."""
    search = await stage.search(painted(SISTERS[0], look=101))
    strangers = [await stage.index(SISTERS[1], look=look) for look in range(12)]
    await stage.look_again()
    announced = await stage.announced(search)
    assert len(announced) >= 3
    first = announced[0]
    await searches.answer(stage.deps, search, first, False)
    assert await stage.look_again() == 1
    gone = [message["photo_id"] for message in await stage.told(search, "search.retracted")]
    assert gone[0] == first
    assert len(gone) >= 2, "those who look like the one she said no to are not hers either"
    assert [message["reason"] for message in await stage.told(search, "search.retracted")] == [
        "not_me",
        *["unlikely"] * (len(gone) - 1),
    ]
    template = await _template(stage, search)
    assert len(template.refused) == 1
    # Nor is what comes later.
    count = len(await stage.announced(search))
    await stage.index(SISTERS[1], look=20)
    assert len(await stage.announced(search)) == count
    await searches.answer(stage.deps, search, first, None)
    await stage.look_again()
    shown = {photo.id for photo in await found_photos.visible_photos(stage.deps, await _now(search))}
    assert {photo.id for photo in strangers} & set(announced) <= shown
    assert len((await _template(stage, search)).refused) == 0


async def test_a_yes_makes_certain_what_is_like_the_photo_that_she_knows(stage: Stage) -> None:
    near, other = await stage.index(SHE, look=LESS_FAR), await stage.index(SHE, look=FAR)
    search = await stage.search(SELFIE)
    before = await _sights(stage, search)
    assert [before[photo.id].tier for photo in (near, other)] == [Tier.MAYBE, Tier.MAYBE]
    await searches.answer(stage.deps, search, near.id, True)
    await stage.look_again()
    told = [message["match"] for message in await stage.told(search, "search.match")]
    assert [(match["photo_id"], match["tier"]) for match in told if match.get("revised")] == [(other.id, "certain")]
    # Who comes anew is shown the same.
    shown = {match["photo_id"]: match["tier"] for match in await found_photos.snapshot_matches(stage.deps, await _now(search))}
    assert shown == {near.id: "certain", other.id: "certain"}
    [match] = [
        match for match in (await found_photos.page_of_matches(stage.deps, await _now(search), None, 10)).items if match.is_me
    ]
    assert (match.photo_id, match.why, match.tier, match.probability) == (near.id, Why.CONFIRMED, Tier.CERTAIN, 1.0)


async def test_a_hidden_photo_speaks_for_nobody(stage: Stage) -> None:
    photos = [await stage.index(SHE, look=look) for look in PLAIN]
    search = await stage.search(SELFIE)
    counted = (await _template(stage, search)).observations
    for photo in photos[:2]:
        await showing.hide(stage.deps, photo)
    await stage.look_again()
    less = (await _template(stage, search)).observations
    assert less < counted - 1
    # It is found all the same, for the day it is back.
    assert photos[0].id in await _sights(stage, search)
    await showing.unhide(stage.deps, photos[0])
    await stage.ingest.rematch(photos[0].id)
    await stage.look_again()
    assert (await _template(stage, search)).observations > less


async def test_a_photo_that_was_hidden_before_the_search_began_speaks_for_nobody(stage: Stage) -> None:
    photos = [await stage.index(SHE, look=look) for look in PLAIN]
    for photo in photos:
        await showing.hide(stage.deps, photo)
    search = await stage.search(SELFIE)
    assert (await _template(stage, search)).observations == 0
    assert await stage.announced(search) == []


async def test_a_deleted_photo_leaves_the_template(stage: Stage) -> None:
    photos = [await stage.index(SHE, look=look) for look in PLAIN]
    search = await stage.search(SELFIE)
    counted = (await _template(stage, search)).observations
    await photo_service.delete(stage.deps, photos[0])
    await photo_service.purge(stage.deps, photos[0])
    assert await stage.look_again() == 1
    assert (await _template(stage, search)).observations < counted - 0.5


async def test_a_template_that_grew_leaves_nothing_behind(stage: Stage) -> None:
    """Each state of it erases the one before, and the end of the search erases all."""
    search = await stage.search(SELFIE)
    for look in PLAIN:
        await stage.index(SHE, look=look)
        await stage.look_again()
    entries = await TemplateEntry.find({"search_id": search.id}).to_list()
    assert len(entries) > 2
    assert [entry.kind for entry in sorted(entries, key=lambda entry: entry.seq)] == [*["void"] * (len(entries) - 1), "add"]
    await privacy.withdraw_search(stage.deps, search)
    assert await TemplateEntry.find({"search_id": search.id, "template": {"$ne": None}}).to_list() == []
    assert await templates.searches_with_template() == set()


@pytest.mark.parametrize("seed", range(4))
async def test_a_withdrawal_while_a_template_grows_leaves_nothing(stage: Stage, seed: int) -> None:
    order = random.Random(seed)
    search = await stage.search(SELFIE)
    for look in PLAIN:
        await stage.index(SHE, look=look)

    async def withdraw() -> None:
        for _ in range(order.randrange(60)):
            await asyncio.sleep(0)
        await privacy.withdraw_search(stage.deps, search)

    await asyncio.gather(stage.looking_again.run(search.id), withdraw(), stage.index(SHE, look=FAR))
    assert await match_store.of_search(search.id) == []
    assert await TemplateEntry.find({"search_id": search.id, "template": {"$ne": None}}).to_list() == []


async def test_a_worker_that_dies_in_the_middle_leaves_it_to_the_next(stage: Stage) -> None:
    far = await stage.index(SHE, look=FAR)
    search = await stage.search(SELFIE)
    for look in PLAIN:
        await stage.index(SHE, look=look)
    dying = replace(stage.deps, bus=FailingBus(stage.deps.bus, 0))
    dies = LookingAgain(dying, stage.engine, Looker(dying, stage.engine, stage.galleries, stage.thread))
    with pytest.raises(Killed):
        await dies.run(search.id)
    assert far.id not in await stage.announced(search)
    assert await search_upkeep.requeue_looks(stage.deps, utc_now()) == 0, "a worker may be at it"
    assert await search_upkeep.requeue_looks(stage.deps, utc_now() + timedelta(minutes=1)) == 1
    stage.restart_workers()
    await stage.look_again()
    assert (await stage.announced(search)).count(far.id) == 1
    assert await search_upkeep.requeue_looks(stage.deps, utc_now() + timedelta(minutes=1)) == 0


async def test_an_answer_that_comes_while_one_looks_is_looked_at_too(stage: Stage) -> None:
    photo = await stage.index(SHE, look=PLAIN[0])
    search = await stage.search(SELFIE)
    await searches.look_again(stage.deps, [search.id])
    asked = await _now(search)
    await searches.answer(stage.deps, search, photo.id, True)
    assert not await store.looked(search.id, asked.looks, [])
    assert (await _now(search)).look_asked_at is not None
    await stage.look_again()
    assert (await _now(search)).look_asked_at is None


async def test_an_event_for_registered_guests_only_grows_nothing(deps: Deps) -> None:
    """It keeps no faces that could speak for anybody."""
    async with open_stage(deps, VariedEngine(), event_id=2) as stage:
        await Event.find({"_id": 2}).update({"$set": {"registered_only": True}})
        stage.event.registered_only = True
        search = await stage.search(SELFIE)
        await stage.scanner.run(2)
        photo = await stage.index(SHE, look=PLAIN[0])
        assert await stage.announced(search) == [photo.id]
        assert await stage.look_again() == 0
        await searches.answer(stage.deps, search, photo.id, True)
        assert await stage.look_again() == 1
        assert (await _template(stage, search)).observations == 0


async def test_she_is_asked_about_the_photo_that_settles_most(stage: Stage) -> None:
    """Three doubtful photos of one stranger are one question."""
    search = await stage.search(painted(SISTERS[0], look=101))
    for look in range(12):
        await stage.index(SISTERS[1], look=look)
    await stage.look_again()
    doubtful = {photo for photo, sight in (await _sights(stage, search)).items() if sight.tier is Tier.MAYBE}
    asks = (await _now(search)).asks
    assert set(asks) <= doubtful
    assert len(asks) <= 3
    assert bool(asks) == bool(doubtful)
    if asks:
        assert (await stage.told(search, "search.questions"))[-1]["photo_ids"] == asks


async def _now(search: Search) -> Search:
    found = await Search.get(search.id)
    assert found is not None
    return found


async def _sights(stage: Stage, search: Search) -> dict[str, Sight]:
    seen = await sightings.opened(stage.deps, await match_store.of_search(search.id))
    return {each.match.photo_id: each.sight for each in seen}


async def _template(stage: Stage, search: Search) -> Template:
    entry = await templates.of_search(search.id)
    assert entry is not None
    assert entry.template is not None
    cipher = await stage.deps.keys.cipher(*keys_of_search(stage.event, search.id))
    return Template.opened(cipher, search.id, entry.template, stage.engine.dimension)
