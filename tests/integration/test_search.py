"""A search from its selfies to its matches, on real backends; the engine is painted (``tests.painted``)."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from datetime import timedelta
from typing import Any

import numpy as np
import pytest
import redis.asyncio as redis
from numpy.typing import NDArray

from app import errors, jobs
from app.domain import consent
from app.domain.faces import Box, DetectedFace
from app.domain.permissions import Caller
from app.domain.times import utc_now
from app.domain.vocabulary import SearchStage, Tier, Why
from app.ports import GalleryFaces, Selfie, VectorIndex
from app.services import found_photos, privacy, search_upkeep, searches, sightings
from app.services.deps import Deps
from app.services.keys import keys_of_search
from app.services.matching import PublicMatch
from app.store import faces, stats, templates
from app.store import matches as match_store
from app.store import searches as store
from app.store.documents import AuditEntry, Consent, Event, FaceEntry, Holder, Search, TemplateEntry
from tests.painted import PaintedEngine, painted, vector_of
from tests.stage import FailingBus, Killed, Stage, open_stage
from tests.unit.images.pictures import grey_jpeg
from workers.index.flat import FlatIndex
from workers.index.gallery import Galleries
from workers.index.template import Template
from workers.looker import Looker
from workers.more_selfies import MoreSelfies
from workers.search import SearchPipeline
from workers.selfies import selfie_limits
from workers.thread import ThreadLost, WorkThread


@pytest.fixture
async def stage(deps: Deps) -> AsyncIterator[Stage]:
    """An event with nothing in it."""
    async with open_stage(deps) as opened:
        yield opened


async def test_a_search_finds_the_photos_of_the_person_and_no_others(stage: Stage) -> None:
    mine = [await stage.index(3, look=1), await stage.index(5, 3, 7, look=2)]
    await stage.index(5, look=3)
    search = await stage.search(painted(3, look=9))
    assert search.state is SearchStage.LIVE
    assert set(await stage.matched(search)) == {photo.id for photo in mine}
    assert search.searched_faces == 5
    assert search.matches == 2
    details = await found_photos.details(stage.deps, search)
    assert (details.id, details.event_id, details.topic) == (search.id, stage.event.id, f"search:{search.id}")
    assert (details.status, details.reason, details.caught_up, details.handed_off) == ("live", None, True, False)
    assert (details.searched_faces, details.matches, details.elapsed_ms) == (5, 2, search.elapsed_ms)
    assert (details.created_at, details.expires_at) == (search.created_at, search.expires_at)


async def test_a_search_that_is_durable_is_accepted_though_redis_went_away(stage: Stage) -> None:
    class Away:
        async def enqueue(self, job: jobs.Job, *, delay_s: float = 0, lanes: Sequence[str] = ()) -> bool:
            raise errors.Unavailable

    deps, guest = replace(stage.deps, queue=Away()), Caller(guest_id="a guest")  # type: ignore[arg-type]
    holder = Holder(kind="guest", id="a guest")
    search = await searches.start(deps, stage.event, holder, [Selfie(painted(3))], consented=True, by=guest)
    assert {entry.action for entry in await AuditEntry.find({"actor": guest.actor}).to_list()} == {"consent.give", "search.start"}
    assert await search_upkeep.requeue_stuck(stage.deps, utc_now() + timedelta(minutes=1)) == 1
    await stage.searcher.run(search.id)
    assert [message["stage"] for message in await stage.told(search, "search.status")][-1] == "live"


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


async def test_matches_come_in_pages_without_a_gap_or_a_repeat(stage: Stage) -> None:
    for look in range(7):
        await stage.index(3, look=look)
    search = await stage.search(painted(3, look=99))
    items: list[PublicMatch] = []
    cursor = None
    for _ in range(3):
        page = await found_photos.page_of_matches(stage.deps, search, cursor, 3)
        items += page.items
        cursor = page.next_cursor
    assert cursor is None
    assert [item.photo_id for item in items] == await stage.matched(search)


@pytest.mark.parametrize(
    ("selfies", "reason"),
    [
        ([painted(None)], "no_face"),
        ([painted(3, 5)], "several_faces"),
        ([painted(3), painted(5)], "several_faces"),
        ([b"\xff\xd8\xff\xe0 and nothing more"], "unreadable"),
        ([painted(3)[:-200]], "unreadable"),
        ([painted(None), b"\xff\xd8\xff"], "no_face"),
    ],
    ids=["nobody", "two people", "two selfies of two people", "not a photo", "half a photo", "none of two"],
)
async def test_a_selfie_that_will_not_do_is_rejected_with_the_reason(stage: Stage, selfies: list[bytes], reason: str) -> None:
    search = await stage.search(*selfies)
    assert (search.state, search.reason) == (SearchStage.REJECTED, reason)
    assert (await stage.told(search))[-1] == {"type": "search.status", "stage": "rejected", "reason": reason}
    assert await stage.deps.selfies.get(search.id) is None
    assert await templates.of_search(search.id) is None


async def test_a_selfie_of_200_megapixels_is_refused_before_it_costs_anything(stage: Stage) -> None:
    search = await stage.search(grey_jpeg(16_320, 12_240, scans=1))
    assert (search.state, search.reason) == (SearchStage.REJECTED, "unreadable")
    assert selfie_limits(stage.deps.settings).max_pixels < 16_320 * 12_240


async def test_one_good_selfie_of_several_is_enough(stage: Stage) -> None:
    photo = await stage.index(3)
    search = await stage.search(painted(None), painted(3, look=2), painted(3, look=3))
    assert await stage.announced(search) == [photo.id]


async def test_no_selfie_is_left_anywhere_once_the_template_is_made(stage: Stage) -> None:
    search = await stage.begin(painted(3))
    assert await stage.deps.selfies.get(search.id) == [Selfie(painted(3))]
    await stage.searcher.run(search.id)
    assert await stage.deps.selfies.get(search.id) is None


async def test_a_search_whose_selfies_waited_too_long_expires(stage: Stage) -> None:
    search = await stage.begin(painted(3))
    await stage.deps.selfies.discard(search.id)
    await stage.searcher.run(search.id)
    assert (await stage.told(search))[-1] == {"type": "search.status", "stage": "expired"}


async def test_no_selfie_is_looked_at_without_a_consent_that_holds(stage: Stage) -> None:
    await stage.index(3)
    search = await stage.begin(painted(3))
    await Consent.find({"search_id": search.id}).update({"$set": {"withdrawn_at": utc_now()}})
    await stage.searcher.run(search.id)
    assert (await stage.told(search))[-1] == {"type": "search.status", "stage": "expired"}
    assert await templates.of_search(search.id) is None
    assert await stage.deps.selfies.get(search.id) is None


async def test_a_selfie_that_brings_down_every_worker_is_given_up(stage: Stage) -> None:
    search = await stage.begin(painted(3))
    for _ in range(stage.deps.settings.job_tries):
        await store.attempt(search.id)
    await stage.searcher.run(search.id)
    assert (await stage.told(search))[-1] == {"type": "search.status", "stage": "rejected", "reason": "unreadable"}


@pytest.mark.parametrize("after", range(12))
async def test_a_search_that_is_killed_anywhere_goes_on_and_tells_everything_once(stage: Stage, after: int) -> None:
    photos = [await stage.index(3, look=look) for look in range(5)]
    search = await stage.begin(painted(3, look=50))
    told = len(await stage.told(search))
    dying = replace(stage.deps, bus=FailingBus(stage.deps.bus, after))
    with suppress(Killed):
        await SearchPipeline(dying, stage.engine, stage.galleries, stage.thread).run(search.id)
    assert len(await stage.told(search)) == told + min(after, 9)
    stage.restart_workers()
    await stage.searcher.run(search.id)
    await stage.searcher.run(search.id)
    assert sorted(await stage.announced(search)) == sorted(photo.id for photo in photos)
    ends = [message.get("stage", message["type"]) for message in await stage.told(search)][-2:]
    assert ends == ["search.caught_up", "live"]
    assert all(match.announced for match in await match_store.of_search(search.id))


async def test_a_search_whose_job_was_lost_is_queued_again(stage: Stage) -> None:
    search = await stage.begin(painted(3))
    job = jobs.run_search(search.id)
    assert await search_upkeep.requeue_stuck(stage.deps, utc_now() + timedelta(minutes=1)) == 0, "it is queued"
    async with redis.from_url(stage.deps.settings.redis_url) as client:
        await client.flushall()
    assert await search_upkeep.requeue_stuck(stage.deps, utc_now()) == 0, "it may be queued this very moment"
    assert await search_upkeep.requeue_stuck(stage.deps, utc_now() + timedelta(minutes=1)) == 1
    assert await stage.deps.queue.waiting([job.id]) == {job.id}


async def test_a_guest_may_say_that_a_photo_shows_somebody_else_and_change_their_mind(stage: Stage) -> None:
    photos = [await stage.index(3, look=look) for look in range(2)]
    search = await stage.search(painted(3, look=50))
    for _ in range(2):
        await searches.answer(stage.deps, search, photos[0].id, False)
    assert [photo.id for photo in await found_photos.visible_photos(stage.deps, search)] == [photos[1].id]
    await stage.standing.match_photo(
        stage.deps, stage.event, photos[0], await faces_of(stage, photos[0].id)
    )  # a worker that comes by does not bring it back
    assert len(await stage.announced(search)) == 2
    for _ in range(2):
        await searches.answer(stage.deps, search, photos[0].id, True)
    taken_back, shown_again = (await stage.told(search))[-2:]
    assert taken_back == {"type": "search.retracted", "photo_id": photos[0].id, "reason": "not_me"}
    assert shown_again["type"] == "search.match"
    shown = (await found_photos.page_of_matches(stage.deps, search, None, 10)).items
    assert {item.photo_id: item.is_me for item in shown} == {photos[0].id: True, photos[1].id: None}
    with pytest.raises(errors.NotFound):
        await searches.answer(stage.deps, search, "unknown", True)


async def test_a_maybe_is_one_until_the_guest_confirms_it(stage: Stage) -> None:
    photo = await stage.index(3)
    search = await stage.search(painted(3, look=50))
    [seen] = await sightings.opened(stage.deps, await match_store.of_search(search.id))
    doubtful = replace(seen, sight=replace(seen.sight, tier=Tier.MAYBE, probability=0.7))
    await match_store.replace_sealed(await sightings.sealed(stage.deps, [doubtful]))

    async def shown() -> list[tuple[Tier, float, Why, bool | None]]:
        page = await found_photos.page_of_matches(stage.deps, search, None, 10)
        return [(item.tier, item.probability, item.why, item.is_me) for item in page.items]

    assert await shown() == [(Tier.MAYBE, 0.7, Why.SELFIE, None)]
    await searches.answer(stage.deps, search, photo.id, True)
    assert await shown() == [(Tier.CERTAIN, 1.0, Why.CONFIRMED, True)]


@pytest.mark.parametrize("instead", [True, None])
async def test_a_no_that_is_taken_back_brings_the_photo_back_at_once(stage: Stage, instead: bool | None) -> None:
    photo = await stage.index(3)
    search = await stage.search(painted(3, look=50))
    await searches.answer(stage.deps, search, photo.id, False)
    await searches.answer(stage.deps, search, photo.id, instead)
    retracted, back = (await stage.told(search))[-2:]
    assert (retracted["reason"], back["match"]["photo_id"], back["match"].get("is_me")) == ("not_me", photo.id, instead)


async def test_what_is_done_with_a_search_is_in_the_log_of_its_event(stage: Stage) -> None:
    by, holder = Caller(guest_id="a guest"), Holder(kind="guest", id="a guest")
    sent = [Selfie(painted(3, look=look)) for look in range(2)]
    search = await searches.start(stage.deps, stage.event, holder, sent, consented=True, language="de", by=by)
    await stage.searcher.run(search.id)
    live = await Search.get(search.id)
    assert live is not None
    await searches.add_selfies(stage.deps, stage.event, live, sent[:1], consented=True, by=by, address="")
    logged = await AuditEntry.find({"actor": by.actor}).to_list()
    assert {entry.action: (entry.target, entry.event_id, entry.detail) for entry in logged} == {
        "consent.give": (f"consent:{search.consent_id}", stage.event.id, {"search": search.id}),
        "search.start": (f"search:{search.id}", stage.event.id, {"selfies": 2}),
        "search.selfies": (f"search:{search.id}", stage.event.id, {"selfies": 1}),
    }


async def test_a_consent_says_to_what_and_until_when_and_in_which_words(stage: Stage) -> None:
    holder = Holder(kind="guest", id="a guest")
    search = await searches.start(stage.deps, stage.event, holder, [Selfie(painted(3))], consented=True, language="de")
    agreed = await Consent.get(search.consent_id)
    assert agreed is not None
    assert (agreed.event_id, agreed.search_id, agreed.scope, agreed.language) == (1, search.id, consent.SCOPE, "de")
    assert agreed.text_version == consent.text_version(stage.event.consent_text)
    lasts = timedelta(seconds=stage.deps.settings.search_ttl_s)
    assert agreed.expires_at - agreed.created_at == search.expires_at - search.created_at == lasts


async def test_guests_are_counted_once_and_their_searches_each(stage: Stage) -> None:
    for kind, holder_id in (("guest", "one"), ("guest", "one"), ("kiosk", "door"), ("kiosk", "door"), ("guest", "other")):
        holder = Holder(kind=kind, id=holder_id)  # type: ignore[arg-type]
        await searches.start(stage.deps, stage.event, holder, [Selfie(painted(3))], consented=True)
    counted = await stats.of_event(stage.event.id)
    assert (counted.guests, counted.people) == (5, 4)


async def test_selfies_that_come_as_the_search_ends_are_kept_nowhere(stage: Stage) -> None:
    search = await stage.search(painted(3))

    class EndingMeanwhile:
        """The selfies at their port; the guest is forgotten between the check and the writing."""

        def __getattr__(self, name: str) -> Any:
            return getattr(stage.deps.selfies, name)

        async def put(self, search_id: str, selfies: Sequence[Selfie], ttl_s: int) -> None:
            await privacy.withdraw_search(stage.deps, search)
            await stage.deps.selfies.put(search_id, selfies, ttl_s)

    deps = replace(stage.deps, selfies=EndingMeanwhile())
    with pytest.raises(errors.SearchNotLive):
        await searches.add_selfies(deps, stage.event, search, [Selfie(painted(3))], consented=True, by=Caller(), address="")
    assert await stage.deps.selfies.get(search.id) is None


async def test_no_selfie_waits_for_longer_than_the_settings_say(stage: Stage, volatile: redis.Redis) -> None:
    waiting = await stage.begin(painted(3))
    live = await stage.search(painted(3))
    await searches.add_selfies(stage.deps, stage.event, live, [Selfie(painted(3))], consented=True, by=Caller(), address="")
    for search in (waiting, live):
        assert await stage.deps.selfies.get(search.id) is not None
    left = [await volatile.ttl(key) async for key in volatile.scan_iter("selfies:*")]
    assert len(left) == 2
    assert all(0 < seconds <= stage.deps.settings.selfie_ttl_s for seconds in left)


async def test_who_asks_and_from_where_is_told_to_the_queue(stage: Stage) -> None:
    class Noting:
        """The queue at its port; notes for whom each job is."""

        def __init__(self) -> None:
            self.noted: list[tuple[str, Sequence[str]]] = []

        async def enqueue(self, job: jobs.Job, *, delay_s: float = 0, lanes: Sequence[str] = ()) -> bool:
            self.noted.append((job.function, lanes))
            return await stage.deps.queue.enqueue(job, delay_s=delay_s, lanes=lanes)

    queue, holder, sent = Noting(), Holder(kind="guest", id="g"), [Selfie(painted(3))]
    deps = replace(stage.deps, queue=queue)  # type: ignore[arg-type]
    search = await searches.start(deps, stage.event, holder, sent, consented=True, address="203.0.113.9")
    await stage.searcher.run(search.id)
    live = await Search.get(search.id)
    assert live is not None
    await searches.add_selfies(deps, stage.event, live, sent, consented=True, by=Caller(), address="203.0.113.9")
    who = ("guest:g", "address:203.0.113.9")
    assert queue.noted == [("run_search", who), ("take_selfies", who)]


@pytest.mark.parametrize(
    ("kind", "holder_id", "address", "lanes"),
    [
        ("guest", "g", "a", ("guest:g", "address:a")),
        ("guest", "g", "", ("guest:g",)),
        ("user", "u", "a", ("user:u", "address:a")),
        ("anonymous", "", "a", ("search:s", "address:a")),
        ("kiosk", "k", "a", ("search:s", "kiosk:k")),
    ],
)
def test_who_asks_is_the_guest_and_at_a_kiosk_and_without_a_session_each_is_another(
    kind: str, holder_id: str, address: str, lanes: tuple[str, ...]
) -> None:
    assert searches.lanes_of(Holder(kind=kind, id=holder_id), "s", address) == lanes  # type: ignore[arg-type]


async def test_as_many_may_wait_at_a_kiosk_as_come_to_it(stage: Stage) -> None:
    most = stage.deps.settings.max_waiting_searches_per_guest
    for kind in ("guest", "kiosk"):
        holder = Holder(kind=kind, id="one")  # type: ignore[arg-type]
        for _ in range(most):
            await searches.require_room(stage.deps, holder)
            await searches.start(stage.deps, stage.event, holder, [Selfie(painted(3))], consented=True)
    await searches.require_room(stage.deps, Holder(kind="kiosk", id="one"))
    await searches.require_room(stage.deps, Holder(kind="guest", id="other"))
    with pytest.raises(errors.RateLimited) as refused:
        await searches.require_room(stage.deps, Holder(kind="guest", id="one"))
    assert refused.value.retry_after_s


async def test_a_worker_with_another_engine_does_not_compare_with_a_foreign_template(stage: Stage) -> None:
    await stage.index(3)
    search = await stage.begin(painted(3))
    with suppress(Killed):
        dying = replace(stage.deps, bus=FailingBus(stage.deps.bus, 2))
        await SearchPipeline(dying, stage.engine, stage.galleries, stage.thread).run(search.id)
    other = PaintedEngine(64)
    galleries = Galleries(stage.deps, other.id, other.dimension)
    await SearchPipeline(stage.deps, other, galleries, stage.thread).run(search.id)
    assert await stage.announced(search) == []


async def test_a_photo_with_a_poster_of_the_guest_is_one_photo(stage: Stage) -> None:
    before = await stage.index(3, 5, 3, look=1)
    search = await stage.search(painted(3, look=9))
    during = await stage.index(3, 3, 3, look=2)
    assert search.matches == 1
    assert await stage.announced(search) == [before.id, during.id]
    page = await found_photos.page_of_matches(stage.deps, search, None, 10)
    assert sorted(item.photo_id for item in page.items) == sorted([before.id, during.id])
    assert [photo.id for photo in await found_photos.visible_photos(stage.deps, search)] == [item.photo_id for item in page.items]


async def test_a_gallery_that_never_answers_ends_the_worker_and_the_next_one_finds_the_photos(stage: Stage) -> None:
    photo = await stage.index(3)
    search = await stage.begin(painted(3, look=2))
    ended, stuck = asyncio.Event(), threading.Event()

    class Stuck(FlatIndex):
        def gallery(self) -> GalleryFaces:
            stuck.wait()
            return super().gallery()

    class StuckGalleries(Galleries):
        @asynccontextmanager
        async def caught_up(self, event: Event) -> AsyncIterator[VectorIndex]:
            yield Stuck(stage.engine.dimension)

    with suppress(Killed):  # the selfie is through
        await SearchPipeline(
            replace(stage.deps, bus=FailingBus(stage.deps.bus, 1)), stage.engine, stage.galleries, stage.thread
        ).run(search.id)
    thread = WorkThread(0.2, ended.set)
    lost = StuckGalleries(stage.deps, stage.engine.id, stage.engine.dimension)
    with pytest.raises(ThreadLost):
        await SearchPipeline(stage.deps, stage.engine, lost, thread).run(search.id)
    assert ended.is_set()
    stuck.set()
    thread.close()
    await stage.searcher.run(search.id)
    assert await stage.announced(search) == [photo.id]


async def faces_of(stage: Stage, photo_id: str) -> FaceEntry:
    """The photo's entry in the face log."""
    entry = await faces.of_photo(photo_id, stage.engine.id)
    assert entry is not None
    return entry


async def test_of_several_people_on_a_selfie_the_one_is_looked_for_who_is_pointed_at(stage: Stage) -> None:
    hers = await stage.index(5, look=1)
    await stage.index(3, look=2)
    both = painted(3, 5)
    refused = await stage.search(both)
    assert (refused.state, refused.reason) == (SearchStage.REJECTED, "several_faces")
    search = await stage.search(Selfie(both, Box(0.55, 0.1, 0.4, 0.8)))
    assert (search.state, await stage.matched(search)) == (SearchStage.LIVE, [hers.id])
    nobody = await stage.search(Selfie(painted(3, None), Box(0.6, 0.1, 0.3, 0.8)))
    assert (nobody.state, nobody.reason) == (SearchStage.REJECTED, "no_face")


class Turning(PaintedEngine):
    """Person 4 is person 3 who has turned half way to where she looks like person 5."""

    def embed(self, image: NDArray[np.uint8], faces: Sequence[DetectedFace]) -> NDArray[np.float32]:
        vectors = super().embed(image, faces)
        half_way = vector_of(3, self.dimension) + vector_of(5, self.dimension)
        vectors[vectors.argmax(axis=1) == 4] = half_way / np.linalg.norm(half_way)
        return vectors


async def test_a_selfie_from_an_angle_finds_what_the_first_did_not_and_loses_nothing(deps: Deps) -> None:
    async with open_stage(deps, Turning()) as stage:
        straight, turned = await stage.index(3, look=1), await stage.index(5, look=2)
        search = await stage.search(painted(3))
        assert (await stage.announced(search), search.selfies) == ([straight.id], 1)
        added = await stage.add(search, painted(4))
        assert (added.state, added.selfies) == (SearchStage.LIVE, 2)
        assert await stage.announced(search) == [straight.id, turned.id]
        assert (await stage.told(search, "search.status"))[-1] == {"type": "search.status", "stage": "live"}
        later = await stage.index(4, look=3)
        assert await stage.announced(search) == [straight.id, turned.id, later.id]
        assert await stage.deps.selfies.get(search.id) is None


@pytest.mark.parametrize(
    ("selfie", "reason"),
    [
        (painted(5), "several_faces"),
        (painted(None), "no_face"),
        (painted(3, 5), "several_faces"),
        (painted(3)[:200], "unreadable"),
    ],
    ids=["somebody else", "nobody", "two people", "no picture"],
)
async def test_a_selfie_that_will_not_do_is_said_so_and_the_search_goes_on_as_it_was(
    stage: Stage, selfie: bytes, reason: str
) -> None:
    photo = await stage.index(3, look=1)
    search = await stage.search(painted(3))
    before = await templates.of_search(search.id)
    added = await stage.add(search, selfie)
    assert (added.state, added.reason, added.selfies) == (SearchStage.LIVE, None, 1)
    assert (await stage.told(search, "search.status"))[-1] == {"type": "search.status", "stage": "live", "reason": reason}
    assert await templates.of_search(search.id) == before
    assert await stage.matched(search) == [photo.id]
    assert await stage.deps.selfies.get(search.id) is None


async def test_selfies_that_brought_down_every_worker_are_refused_and_the_search_goes_on(stage: Stage) -> None:
    search = await stage.search(painted(3))
    await searches.add_selfies(stage.deps, stage.event, search, [Selfie(painted(3))], consented=True, by=Caller(), address="")
    await stage.more_selfies.run(search.id, stage.deps.settings.job_tries + 1)
    assert (await stage.told(search, "search.status"))[-1]["reason"] == "unreadable"
    assert await stage.deps.selfies.get(search.id) is None


async def test_selfies_whose_job_was_lost_are_taken_in_and_those_that_went_are_said_to_be_gone(stage: Stage) -> None:
    search = await stage.search(painted(3))
    for kept in (True, False):
        sent = [Selfie(painted(3))]
        await searches.add_selfies(stage.deps, stage.event, search, sent, consented=True, by=Caller(), address="")
        if not kept:
            await stage.deps.selfies.discard(search.id)  # as a Redis that ends does
        assert await search_upkeep.requeue_added(stage.deps, utc_now()) == 0, "a worker may be at it"
        assert await search_upkeep.requeue_added(stage.deps, utc_now() + timedelta(minutes=1)) == 1
        await stage.more_selfies.run(search.id)
        await stage.more_selfies.run(search.id)
        assert await search_upkeep.requeue_added(stage.deps, utc_now() + timedelta(minutes=1)) == 0
    first, *added = [message.get("reason") for message in await stage.told(search, "search.status") if message["stage"] == "live"]
    assert (first, added) == (None, [None, "selfie_gone"])
    present = await Search.get(search.id)
    assert present is not None
    assert (present.state, present.selfies) == (SearchStage.LIVE, 2)


async def test_a_withdrawal_takes_the_selfies_along_that_wait(stage: Stage) -> None:
    search = await stage.search(painted(3))
    await searches.add_selfies(stage.deps, stage.event, search, [Selfie(painted(3))], consented=True, by=Caller(), address="")
    await privacy.withdraw_search(stage.deps, search)
    assert await stage.deps.selfies.get(search.id) is None
    await stage.more_selfies.run(search.id)
    assert not await templates.is_stored(search.id)


async def test_what_a_look_has_written_at_the_same_moment_is_not_lost_to_another_selfie(stage: Stage) -> None:
    search = await stage.search(painted(3))
    entry = await templates.of_search(search.id)
    assert entry is not None
    cipher = await stage.deps.keys.cipher(*keys_of_search(stage.event, search.id))
    assert entry.template is not None
    grown = replace(Template.opened(cipher, search.id, entry.template, stage.engine.dimension), observations=7.0)

    class AtTheSameMoment(Looker):
        async def opened(self, event: Event, search: Search, entry: TemplateEntry) -> Template | None:
            found = await super().opened(event, search, entry)
            await templates.renew(entry, grown.sealed(cipher, search.id)) if entry.seq == before else None
            return found

    before = entry.seq
    looker = AtTheSameMoment(stage.deps, stage.engine, stage.galleries, stage.thread)
    await searches.add_selfies(stage.deps, stage.event, search, [Selfie(painted(3))], consented=True, by=Caller(), address="")
    await MoreSelfies(stage.deps, stage.engine, stage.searcher, looker, stage.thread).run(search.id)
    present = await templates.of_search(search.id)
    assert present is not None
    assert present.template is not None
    both = Template.opened(cipher, search.id, present.template, stage.engine.dimension)
    assert (len(both.selfies), both.observations) == (2, 7.0)
