"""All events as administrators see them, and how large they are."""

from __future__ import annotations

from datetime import timedelta

import httpx
import pytest

from app.domain.times import utc_now
from app.domain.vocabulary import Role
from app.services import blob_keys, event_overview, privacy
from app.services.deps import Deps
from app.store.documents import Event, EventSize, User
from tests.integration.test_account_admin import admin
from tests.integration.web import Json, Web, code_of, event_of
from tests.painted import painted
from tests.stage import open_stage

MINUTE = timedelta(minutes=1)


async def rows(root: httpx.AsyncClient, **query: str | int) -> list[Json]:
    """The events of one page."""
    answer = await root.get("/admin/events", params=query)
    assert answer.status_code == 200, answer.text
    return list(answer.json()["items"])


async def fill(deps: Deps, event_id: int, size: int) -> None:
    """So many bytes in one blob of the event."""
    await deps.blobs.put(f"{blob_keys.event_prefix(event_id)}originals/x", b"x" * size)


async def test_only_administrators_see_everybodys_events(web: Web) -> None:
    assert (await web.client().get("/admin/events")).status_code == 401
    refused = await (await web.signed_in()).get("/admin/events")
    assert (refused.status_code, code_of(refused)) == (403, "forbidden")


async def test_an_event_is_shown_with_its_owner_and_what_is_in_it(web: Web, deps: Deps) -> None:
    root = await admin(web, deps)
    account = await web.register()
    owner = web.client(await web.token(account))
    event_id = await event_of(owner, name="Wedding")
    upload = await owner.post(f"/events/{event_id}/photos", files={"file": ("a.png", painted(1), "image/png")})
    assert upload.status_code == 202
    gone = await event_of(owner)
    await owner.delete(f"/events/{gone}")
    [row] = await rows(root)
    assert row["owner"] == {"id": row["owner"]["id"], "name": "Phoebe", "email": account["email"]}
    assert (row["id"], row["name"], row["visibility"], row["photos"]) == (event_id, "Wedding", "private", 1)
    assert (row["faces"], row["guests"], row["bytes"], row["measured_at"]) == (0, 0, 0, None)


async def test_events_are_found_by_name_number_and_owner(web: Web, deps: Deps) -> None:
    root = await admin(web, deps)
    account = await web.register()
    first = await event_of(web.client(await web.token(account)), name="Wedding")
    second = await event_of(await web.signed_in(), name="Fair 2026")
    for words, found in (
        ("wedd", [first]),
        ("fair 20", [second]),
        (account["email"], [first]),
        ("x?", []),
    ):
        assert [row["id"] for row in await rows(root, q=words)] == found, words
    # The figure may stand in somebody's address, too.
    assert second in [row["id"] for row in await rows(root, q=str(second))]


async def test_an_owner_is_found_among_any_number_of_accounts_of_that_name(web: Web, deps: Deps) -> None:
    root = await admin(web, deps)
    names = [User(email=f"{number}@x.org", name="Phoebe", role=Role.GUEST, password_hash="") for number in range(501)]
    await User.insert_many(names)
    event_id = await event_of(await web.signed_in())
    assert [row["id"] for row in await rows(root, q="phoebe")] == [event_id]


async def test_pages_go_through_all_events_by_age_and_by_size(web: Web, deps: Deps) -> None:
    root = await admin(web, deps)
    owner = await web.signed_in()
    ids = [await event_of(owner) for _ in range(5)]
    for event_id, size in zip(ids, (10, 500, 30, 30, 0), strict=True):
        await fill(deps, event_id, size)
    assert await event_overview.measure(deps, utc_now()) == 5
    by_size = [ids[1], ids[3], ids[2], ids[0], ids[4]]
    for sort, expected in (("newest", ids[::-1]), ("size", by_size)):
        seen: list[int] = []
        cursor = ""
        while cursor or not seen:
            query = {"sort": sort, "limit": "2"} | ({"cursor": cursor} if cursor else {})
            answer = (await root.get("/admin/events", params=query)).json()
            assert answer["total_bytes"] == 570
            seen += [row["id"] for row in answer["items"]]
            cursor = answer["next_cursor"]
        assert seen == expected


@pytest.mark.parametrize("query", [{"cursor": "x"}, {"cursor": "1"}, {"sort": "owner"}, {"limit": 0}, {"q": "a\0b"}])
async def test_questions_that_make_no_sense_are_refused(web: Web, deps: Deps, query: dict[str, str]) -> None:
    answer = await (await admin(web, deps)).get("/admin/events", params=query)
    assert (answer.status_code, code_of(answer)) == (422, "validation_failed")


async def test_a_size_is_that_of_every_file_of_the_event_and_follows_its_photos(deps: Deps) -> None:
    async with open_stage(deps) as stage:
        await event_overview.measure(deps, utc_now())
        photo = await stage.index(1)
        now = utc_now() + MINUTE
        assert await event_overview.measure(deps, now) == 1
        folder = deps.settings.data_dir / "blobs" / "events" / "1"
        on_disk = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
        size = await EventSize.get(1)
        assert size is not None
        assert size.bytes == on_disk > photo.size
        assert await event_overview.measure(deps, now + MINUTE) == 0, "nothing changed"
        assert await event_overview.measure(deps, now + timedelta(days=1)) == 1, "but it is looked at once a day"


async def test_a_changed_event_is_measured_at_most_once_a_minute(deps: Deps) -> None:
    async with open_stage(deps) as stage:
        now = utc_now()
        await stage.index(1)
        assert await event_overview.measure(deps, now) == 1
        await stage.index(2)
        assert await event_overview.measure(deps, now + timedelta(seconds=50)) == 0
        assert await event_overview.measure(deps, now + MINUTE) == 1


async def test_the_size_of_an_event_that_is_gone_is_forgotten(deps: Deps) -> None:
    async with open_stage(deps) as stage:
        await stage.index(1)
        await event_overview.measure(deps, utc_now())
        await Event.find({"_id": 1}).update({"$set": {"deleted_at": utc_now()}})
        await privacy.erase_event(deps, 1)
        await event_overview.measure(deps, utc_now())
        assert await EventSize.find_all().to_list() == []
