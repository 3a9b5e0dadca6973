"""What searches have found, as their holders see it: from the database alone, page by page, and to take home."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from app import topics
from app.domain.times import rfc3339, utc_now
from app.domain.vocabulary import Downloads, SearchStage, Shared, Tier
from app.services import found_photos, live, searches, sightings
from app.services.deps import Deps
from app.store import matches
from app.store import searches as store
from app.store.documents import Event, Match, Photo, Search
from tests.painted import painted
from tests.stage import Stage, open_stage

NOON = datetime(2026, 6, 13, 12, tzinfo=UTC)


@pytest.fixture
async def stage(deps: Deps) -> AsyncIterator[Stage]:
    """An event with nothing in it."""
    async with open_stage(deps) as opened:
        yield opened


async def begun_anew(stage: Stage, search: Search) -> dict[str, Any]:
    """What somebody is shown who begins to listen when the bus has forgotten all that it told."""
    topic = topics.search_topic(search.id)
    await stage.deps.bus.end(topic, "forgotten")
    _, shown = await live.snapshot(stage.deps, topic)
    return shown


PICTURE = {"photo_id", "width", "height", "placeholder", "thumb_url", "thumb_srcset", "preview_url"}
MATCH = {"name", "score", "tier", "probability", "why", "face_box", "original_url", "download_url", "live"}


def but_for_addresses(match: Mapping[str, Any]) -> dict[str, Any]:
    """They are others half an hour later."""
    return {name: value for name, value in match.items() if not name.endswith(("_url", "_srcset"))}


async def test_when_the_bus_has_forgotten_the_database_tells_what_was_told(stage: Stage) -> None:
    for look in range(3):
        await stage.index(3, 5, look=look)
    search = await stage.search(painted(3, look=50))
    told = await stage.told(search)
    [caught_up] = [message for message in told if message["type"] == "search.caught_up"]
    found = {message["match"]["photo_id"]: message["match"] for message in told if message["type"] == "search.match"}
    assert all(match.keys() == PICTURE | MATCH for match in found.values())
    shown = await begun_anew(stage, search)
    assert [match["photo_id"] for match in shown["matches"]] == await stage.matched(search)
    assert {match["photo_id"]: but_for_addresses(match) for match in shown.pop("matches")} == {
        photo_id: but_for_addresses(match) for photo_id, match in found.items()
    }
    assert {"type": "search.caught_up"} | shown.pop("caught_up") == caught_up
    assert caught_up["searched_faces"] == 6
    assert shown == {"status": {"stage": "live"}}


async def test_and_why_a_search_was_refused(stage: Stage) -> None:
    search = await stage.search(painted(None))
    assert await begun_anew(stage, search) == {"status": {"stage": "rejected", "reason": "no_face"}, "matches": []}
    details = await found_photos.details(stage.deps, search)
    assert (details.status, details.reason, details.matches, details.caught_up) == ("rejected", "no_face", 0, False)


async def test_and_how_far_it_is_and_which_photos_are_asked_about(stage: Stage) -> None:
    search = await stage.begin(painted(3))
    await store.advance(search.id, SearchStage.SEARCHING)
    await store.begin_scan(search.id, 7)
    await store.looked(search.id, 0, ["one", "other"])
    assert await begun_anew(stage, search) == {
        "status": {"stage": "searching"},
        "matches": [],
        "questions": ["one", "other"],
        "progress": {"scanned": 0, "total": 7},
    }
    present = await Search.get(search.id)
    assert present is not None
    assert (await found_photos.details(stage.deps, present)).questions == ["one", "other"]


async def test_what_was_found_and_not_told_yet_is_left_for_the_one_who_tells_it(stage: Stage) -> None:
    told, untold = await stage.index(3, look=1), await stage.index(3, look=2)
    search = await stage.search(painted(3, look=50))
    await Match.find({"photo_id": untold.id}).update({"$set": {"announced": False}})
    assert [match["photo_id"] for match in (await begun_anew(stage, search))["matches"]] == [told.id]


@pytest.mark.parametrize("downloads", list(Downloads))
async def test_whoever_comes_anew_may_take_home_what_the_event_allows(stage: Stage, downloads: Downloads) -> None:
    await stage.index(3)
    search = await stage.search(painted(3, look=50))
    await Event.find({"_id": stage.event.id}).update({"$set": {"downloads": downloads.value}})
    [match] = (await begun_anew(stage, search))["matches"]
    [paged] = (await found_photos.page_of_matches(stage.deps, search, None, 10)).items
    [shared] = (await found_photos.page_of_shared_matches(stage.deps, [search], Shared.ANY, None, 10)).items
    for given in (match, asdict(paged), asdict(shared.match)):
        assert (given["original_url"] is not None) is (downloads is Downloads.ORIGINAL)
        assert (given["download_url"] is not None) is (downloads is not Downloads.NONE)


async def test_the_last_page_is_known_to_be_the_last_also_when_it_is_full(stage: Stage) -> None:
    for look in range(6):
        await stage.index(3, look=look)
    search = await stage.search(painted(3, look=50))
    best_first = await stage.matched(search)
    for shared in (False, True):
        cursor, pages = None, []
        for _ in range(2):
            if shared:
                both = await found_photos.page_of_shared_matches(stage.deps, [search], Shared.ANY, cursor, 3)
                pages.append([item.match.photo_id for item in both.items])
                cursor = both.next_cursor
            else:
                page = await found_photos.page_of_matches(stage.deps, search, cursor, 3)
                pages.append([item.photo_id for item in page.items])
                cursor = page.next_cursor
        assert (pages, cursor) == ([best_first[:3], best_first[3:]], None)


async def test_a_photo_of_several_people_is_as_sure_as_for_the_surest_of_them(stage: Stage) -> None:
    await stage.index(3)
    held = [await stage.search(painted(3, look=look)) for look in (50, 51)]

    async def shown() -> tuple[Tier, float]:
        [one] = (await found_photos.page_of_shared_matches(stage.deps, held, Shared.ALL, None, 10)).items
        return one.match.tier, one.match.probability

    assert await shown() == (Tier.CERTAIN, 1.0)
    for search, probability in zip(held, (0.6, 0.7), strict=True):
        [seen] = await sightings.opened(stage.deps, await matches.of_search(search.id))
        doubtful = replace(seen, sight=replace(seen.sight, tier=Tier.MAYBE, probability=probability))
        await matches.replace_sealed(await sightings.sealed(stage.deps, [doubtful]))
    assert await shown() == (Tier.MAYBE, 0.7)


async def test_photos_to_take_home_come_latest_first_and_those_of_one_moment_best_first(stage: Stage) -> None:
    for look in range(4):
        await stage.index(3, look=look)
    search = await stage.search(painted(3, look=50))
    first, second, third, fourth = await stage.matched(search)
    times = {first: NOON, second: NOON + timedelta(hours=1), third: NOON, fourth: NOON + timedelta(hours=2)}
    for photo_id, taken_at in times.items():
        await Photo.find({"_id": photo_id}).update({"$set": {"taken_at": taken_at}})
    assert [photo.id for photo in await found_photos.visible_photos(stage.deps, search)] == [fourth, second, first, third]


async def test_a_search_whose_time_is_over_shows_nothing_before_the_keeper_came_by(stage: Stage) -> None:
    await stage.index(3)
    search = await stage.search(painted(3, look=50))
    await Search.find({"_id": search.id}).update({"$set": {"expires_at": utc_now() - timedelta(seconds=1)}})
    shown = await begun_anew(stage, search)
    assert (shown["status"], shown["matches"]) == ({"stage": "expired"}, [])


async def test_a_search_tells_its_holder_what_became_of_it(stage: Stage) -> None:
    for look, person in enumerate((3, 3, 5)):
        await stage.index(person, look=look)
    search = await stage.search(painted(3, look=50), painted(3, look=51))
    await searches.answer(stage.deps, search, (await stage.matched(search))[0], False)
    await Search.find({"_id": search.id}).update({"$set": {"handed_off": True, "wall": False}})
    present = await Search.get(search.id)
    assert present is not None
    details = await found_photos.details(stage.deps, present)
    assert (details.matches, details.searched_faces, details.selfies) == (1, 3, 2), "what she said is not her is not counted"
    assert (details.handed_off, details.wall, details.caught_up, details.name) == (True, False, True, None)
    assert rfc3339(details.expires_at) == rfc3339(search.expires_at)
