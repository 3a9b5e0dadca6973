"""How an event is going for its guests: who is looking, what they were shown, and how fast it came."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
import redis.asyncio as redis

from app import topics
from app.adapters.redis_deliveries import KEPT
from app.domain.permissions import Caller
from app.domain.times import utc_now
from app.domain.vocabulary import HolderKind, ListKind, Role, SearchStage
from app.services import insights, people, privacy, showing, tokens
from app.services.deps import Deps
from app.services.insights import Insights, InsightsDesk
from app.store.documents import FavouriteList, Holder, Match, Search, ShareLink, match_id
from tests.integration.sockets import Peer, World, peer, serving
from tests.integration.test_account_admin import admin
from tests.integration.web import Web, code_of, event_of
from tests.painted import painted
from tests.stage import Stage, open_stage

OWNER = Caller(user_id="owner", role=Role.PHOTOGRAPHER)


@pytest.fixture
async def url(deps: Deps) -> AsyncIterator[str]:
    """A running server."""
    async with serving(deps) as address:
        yield address


@pytest.fixture
async def stage(deps: Deps) -> AsyncIterator[Stage]:
    """An event and its workers."""
    async with open_stage(deps) as opened:
        yield opened


async def becomes(read: Callable[[], Awaitable[object]], expected: object) -> None:
    """What is read is as expected before long."""
    async with asyncio.timeout(120):
        while (found := await read()) != expected:
            await asyncio.sleep(0.1)
    assert found == expected


async def seen(deps: Deps) -> Insights:
    """What the owner of the stage's event sees, counted anew."""
    return await InsightsDesk(deps).of_event(OWNER, 1)


async def listening(socket: Peer, search: Search) -> str:
    """Listen to the search; returns its topic."""
    topic = topics.search_topic(search.id)
    assert (await socket.subscribe(topic))["type"] == "subscribed"
    return topic


async def shows(socket: Peer, topic: str, *photo_ids: str) -> None:
    """The page says so, and stays connected."""
    await socket.send("shown", topic=topic, photo_ids=photo_ids)
    await socket.send("ping")
    while (await socket.receive())["type"] != "pong":
        pass


async def test_an_event_that_has_not_begun_has_sixty_minutes_of_nothing(web: Web) -> None:
    owner = await web.signed_in()
    event_id = await event_of(owner)
    found = (await owner.get(f"/events/{event_id}/insights")).json()
    minutes = found.pop("per_minute")
    assert found == {
        "guests_searching": 0,
        "searches": 0,
        "guests": 0,
        "photos_found": 0,
        "downloads": 0,
        "favourites": 0,
        "loved": [],
        "links": [],
        "matches_delivered": 0,
        "matches_live": 0,
        "guests_without_match": 0,
        "kiosks_online": 0,
        "delivery": {"samples": 0, "p50_ms": None, "p95_ms": None},
    }
    assert len(minutes) == 60
    assert {minute["matches"] for minute in minutes} == {0}
    times = [datetime.fromisoformat(minute["at"]) for minute in minutes]
    assert {later - earlier for earlier, later in pairwise(times)} == {timedelta(minutes=1)}


async def test_owner_and_administrators_see_insights_and_nobody_else(web: Web, deps: Deps) -> None:
    event_id = await event_of(await web.signed_in(), visibility="public")
    path = f"/events/{event_id}/insights"
    assert (await (await admin(web, deps)).get(path)).status_code == 200
    assert (await web.client().get(path)).status_code == 401
    other = await (await web.signed_in()).get(path)
    assert (other.status_code, code_of(other)) == (403, "forbidden")
    assert (await (await web.signed_in()).get("/events/999/insights")).status_code == 404


async def test_a_guest_with_an_open_page_is_searching_and_counts_once_however_many_pages_are_open(deps: Deps, url: str) -> None:
    world = await World.make(deps)
    (first, first_token), (second, second_token) = await world.search(), await world.search()

    async def watched() -> int:
        return await deps.presence.watched(world.event.id)

    async with serving(deps) as other_process:
        async with peer(url, first_token) as here, peer(other_process, first_token) as there, peer(url, second_token) as else_one:
            for socket, search in ((here, first), (there, first), (else_one, second)):
                await listening(socket, search)
            await becomes(watched, 2)
            await here.socket.close()
            await else_one.socket.close()
            await becomes(watched, 1)
        await becomes(watched, 0)


async def test_who_may_not_listen_counts_as_nobody(deps: Deps, url: str) -> None:
    world = await World.make(deps)
    (search, token), (_, stranger) = await world.search(), await world.search()
    async with peer(url, stranger) as socket:
        await socket.send("subscribe", id=1, topic=topics.search_topic(search.id))
        assert (await socket.closed())[0] == 4403
    async with peer(url, token) as socket:
        await listening(socket, search)
        await becomes(lambda: deps.presence.watched(world.event.id), 1)


async def test_pages_at_a_process_that_died_are_forgotten(deps: Deps, volatile_url: str) -> None:
    await deps.presence.watch("dead", 7, ["a", "b"])
    await deps.presence.watch("alive", 7, ["b", "c"])
    assert await deps.presence.watched(7) == 3
    async with redis.from_url(volatile_url) as client:
        keys = [key async for key in client.scan_iter("presence:{event:7}*")]
        assert len(keys) == 3
        assert all([0 < await client.pttl(key) <= 60_000 for key in keys])
    await deps.presence.watch("alive", 7, [])
    assert await deps.presence.watched(7) == 2


async def test_a_photo_that_came_live_is_timed_once_when_a_page_shows_it(stage: Stage, url: str) -> None:
    deps = stage.deps
    before = await stage.index(1, look=1)
    search = await stage.search(painted(1))
    token = tokens.issue_search_token(deps.settings, search)
    async with peer(url, token) as socket, peer(url, token) as other_page:
        topic = await listening(socket, search)
        await listening(other_page, search)
        photo = await stage.index(1, 2, look=2)
        await shows(socket, topic, before.id, photo.id, "made up")
        await becomes(lambda: samples(deps), 1)
        await shows(socket, topic, photo.id)
        await shows(other_page, topic, photo.id)
        later = await stage.index(1, look=3)
        await shows(other_page, topic, later.id)
        await becomes(lambda: samples(deps), 2)
    found = (await seen(deps)).delivery
    assert found.p50_ms is not None
    assert found.p95_ms is not None
    assert 0 < found.p50_ms <= found.p95_ms < 60_000


async def samples(deps: Deps) -> int:
    """How many deliveries were timed at the stage's event."""
    return len(await deps.deliveries.delays_ms(1))


async def test_a_page_that_was_not_there_when_the_photo_was_found_is_not_timed(stage: Stage, url: str) -> None:
    deps = stage.deps
    search = await stage.search(painted(1))
    asleep = await stage.index(1, look=1)
    async with peer(url, tokens.issue_search_token(deps.settings, search)) as socket:
        topic = await listening(socket, search)
        awake = await stage.index(1, look=2)
        await shows(socket, topic, asleep.id, awake.id)
        await becomes(lambda: samples(deps), 1)
    async with redis.from_url(deps.settings.redis_volatile_url) as client:
        assert await client.smembers(f"deliveries:{{event:1}}:{search.id}") == {awake.id.encode()}


async def test_what_is_said_of_other_peoples_searches_does_not_count(stage: Stage, url: str) -> None:
    deps = stage.deps
    search, other = await stage.search(painted(1)), await stage.search(painted(2))
    async with peer(url, tokens.issue_search_token(deps.settings, other)) as socket:
        topic = await listening(socket, other)
        photo, own = await stage.index(1), await stage.index(2)
        await shows(socket, topics.search_topic(search.id), photo.id)
        await shows(socket, "event:1:ingest", photo.id)
        await shows(socket, topic, photo.id, own.id)
        await becomes(lambda: samples(deps), 1)
    async with redis.from_url(deps.settings.redis_volatile_url) as client:
        assert await client.smembers(f"deliveries:{{event:1}}:{other.id}") == {own.id.encode()}


@pytest.mark.parametrize(
    "message",
    [
        {"topic": "search:x", "photo_ids": ["p"] * 51},
        {"topic": "search:x"},
        {"photo_ids": []},
        {"topic": "search:x", "photo_ids": [1]},
    ],
)
@pytest.mark.parametrize("kind", ["shown", "seen"])
async def test_a_report_that_is_none_is_a_bad_message(deps: Deps, url: str, kind: str, message: dict[str, object]) -> None:
    world = await World.make(deps)
    _, token = await world.search()
    async with peer(url, token) as socket:
        await socket.send(kind, **message)
        code, told = await socket.closed()
    assert (code, told[-1]["code"]) == (4400, "bad_message")


async def test_the_last_thousand_deliveries_count(deps: Deps) -> None:
    await deps.deliveries.note(7, "s", {f"p{number}": number for number in range(KEPT + 50)})
    assert sorted(await deps.deliveries.delays_ms(7)) == list(range(50, KEPT + 50))
    await deps.deliveries.note(7, "s", {"p0": 9999})
    assert 9999 not in await deps.deliveries.delays_ms(7)
    await deps.deliveries.note(7, "another search", {"p0": 9999})
    assert 9999 in await deps.deliveries.delays_ms(7)
    assert await deps.deliveries.delays_ms(8) == []


async def test_matches_are_counted_as_guests_were_told_of_them(stage: Stage) -> None:
    deps = stage.deps
    await stage.index(1, look=1)
    first, second = await stage.search(painted(1)), await stage.search(painted(2))
    photo = await stage.index(1, look=2)
    found = await seen(deps)
    assert (found.told, found.told_live, found.without_match) == (2, 1, 1)
    assert sum(count for _, count in found.per_minute) == 2
    await Match.find({"_id": match_id(first.id, photo.id)}).update({"$set": {"is_me": False}})
    await stage.index(2)
    found = await seen(deps)
    assert (found.told, found.told_live, found.without_match) == (3, 2, 0)
    assert await stage.matched(second)


async def test_what_guests_were_told_of_counts_after_they_have_gone(stage: Stage) -> None:
    await stage.index(1, look=1)
    search = await stage.search(painted(1))
    await privacy.withdraw_search(stage.deps, search)
    found = await seen(stage.deps)
    assert (found.told, found.without_match) == (1, 0)


@pytest.mark.parametrize(("kind", "again"), [("guest", False), ("user", False), ("kiosk", True), ("anonymous", True)])
async def test_a_guest_counts_once_however_often_she_searches_and_each_visitor_of_a_kiosk(
    deps: Deps, kind: HolderKind, again: bool
) -> None:
    async def begun(event_id: int, holder: str, state: SearchStage = SearchStage.LIVE) -> bool:
        holds = Holder(kind=kind, id=holder)
        search = Search(event_id=event_id, holder=holds, consent_id="c", expires_at=utc_now(), state=state)
        new = await people.is_new(search)
        await search.insert()
        return new

    assert await begun(1, "rejected", SearchStage.REJECTED)
    assert await begun(1, "rejected"), "who was rejected before is counted now"
    assert await begun(1, "guest")
    assert await begun(1, "guest") is again
    assert await begun(2, "guest"), "at another event"


async def test_photos_of_guests_and_links_stand_by_how_many_have_them(stage: Stage) -> None:
    deps = stage.deps
    together, alone = await stage.index(1, 2, look=1), await stage.index(2, look=2)
    await stage.index(3)
    await stage.search(painted(1))
    await stage.search(painted(2))
    for label, opened in (("Door", 2), ("Mail", 7)):
        await ShareLink(event_id=1, label=label, expires_at=utc_now() + timedelta(days=1), opened=opened).insert()
    await ShareLink(event_id=1, label="Old", expires_at=utc_now(), revoked_at=utc_now(), opened=99).insert()
    found = await seen(deps)
    assert found.photos_found == 2
    assert [(each.photo.photo_id, each.found_by) for each in found.loved] == [(together.id, 2), (alone.id, 1)]
    lists: tuple[tuple[str, ListKind, str], ...] = (
        ("a", "guest", alone.id),
        ("b", "guest", alone.id),
        ("c", "client", together.id),
    )
    for origin, kind, chosen in lists:
        await FavouriteList(event_id=1, kind=kind, origin=origin, photo_ids=[chosen]).insert()
    found = await seen(deps)
    assert found.favourites == 2, "what a client chooses is no heart"
    assert [(each.photo.photo_id, each.hearts) for each in found.loved] == [(alone.id, 2), (together.id, 0)]
    assert [(link.label, link.opened) for link in found.links] == [("Mail", 7), ("Door", 2)]
    await showing.hide(deps, together)
    assert [each.photo.photo_id for each in (await seen(deps)).loved] == [alone.id]


async def test_guests_without_a_match_are_counted_once_for_all_who_ask(stage: Stage) -> None:
    desk = InsightsDesk(stage.deps, least_s=60)
    answers = await asyncio.gather(*(desk.of_event(OWNER, 1) for _ in range(20)))
    assert {answer.without_match for answer in answers} == {0}
    await stage.search(painted(1))
    assert (await desk.of_event(OWNER, 1)).without_match == 0
    assert (await seen(stage.deps)).without_match == 1


async def test_searches_and_kiosks_are_counted(web: Web, deps: Deps) -> None:
    owner = await web.signed_in()
    event_id = await event_of(owner, visibility="public")
    kiosk = (await owner.post(f"/events/{event_id}/kiosks", json={"name": "Door"})).json()
    await owner.post(f"/events/{event_id}/kiosks", json={"name": "Never paired"})
    assert (await web.client().post("/kiosks/pair", json={"code": kiosk["pairing_code"]})).status_code == 200
    form = {"consent": "true"}
    started = await owner.post(f"/events/{event_id}/searches", data=form, files={"selfie": ("a.png", painted(1), "image/png")})
    assert started.status_code == 202
    found = (await owner.get(f"/events/{event_id}/insights")).json()
    assert (found["searches"], found["kiosks_online"], found["guests_searching"]) == (1, 1, 0)


def test_percentiles_are_of_the_nearest_rank() -> None:
    assert insights.delivery([]) == insights.Delivery(0, None, None)
    assert insights.delivery([7]) == insights.Delivery(1, 7, 7)
    assert insights.delivery(list(range(100, 0, -1))) == insights.Delivery(100, 50, 95)


async def test_minutes_have_what_falls_into_them_and_nothing_older(deps: Deps) -> None:
    now = datetime(2026, 11, 23, 12, 30, 15, tzinfo=UTC)
    for ago_s in (0, 16, 59 * 60, 61 * 60):
        await deps.deliveries.announced(7, now - timedelta(seconds=ago_s), 2)
    await deps.deliveries.announced(8, now, 5)
    minutes = insights.last_minutes(now)
    assert await deps.deliveries.announced_in(7, minutes) == [2] + [0] * 57 + [2, 2]
    assert minutes[-1] == now.replace(second=0)
