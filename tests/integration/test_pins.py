"""Wrong PINs: each guest's own mistakes are their own, nobody tries a PIN out, and nobody else is kept out by who tries."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import AsyncIterator

import httpx
import pytest

from app.settings import Settings
from app.store.documents import AuditEntry
from tests.integration.web import Web, code_of, event_of, running_app, share

RIGHT = "2468"
VENUE = "198.51.100.7"
# Who keeps no cookie is told 403 as long as the PIN was looked at, and 429 only where it was not.
ANSWERED = {"pin_rate": "500 per minute"}


@pytest.fixture
async def web(settings: Settings) -> AsyncIterator[Web]:
    """The service, whose slow lanes let somebody pass every second after eight wrong ones."""
    async with running_app(settings.model_copy(update={"pin_slow_s": 1, "pin_address_tries": 8, **ANSWERED})) as app:
        yield Web(app)


@pytest.fixture
async def owner(web: Web) -> httpx.AsyncClient:
    return await web.signed_in()


async def link_of(owner: httpx.AsyncClient) -> str:
    """The path of a link that has a PIN."""
    return f"/share/{(await share(owner, await event_of(owner), pin=RIGHT))['token']}"


async def typed(client: httpx.AsyncClient, path: str, pin: str) -> httpx.Response:
    return await client.get(path, headers={"X-Share-Pin": pin})


async def wrong(web: Web, path: str, times: int, address: str = VENUE) -> list[int]:
    """Somebody who is somebody new each time types wrong PINs, all at once."""
    answers = await asyncio.gather(*(typed(web.client(address=address), path, f"{number:04}") for number in range(times)))
    return [answer.status_code for answer in answers]


async def test_who_mistypes_again_and_again_waits_alone(settings: Settings) -> None:
    async with running_app(settings) as app:
        web = Web(app)
        owner = await web.signed_in()
        path, other = await link_of(owner), await link_of(owner)
        child = web.client(address=VENUE)
        assert code_of(await child.get(path)) == "pin_required"
        assert child.cookies["ep_door"]
        answers = [await typed(child, path, f"{number:04}") for number in range(7)]
        assert [answer.status_code for answer in answers] == [403] * 5 + [429] * 2
        refused = await typed(child, path, RIGHT)
        assert (refused.status_code, code_of(refused)) == (429, "rate_limited")
        assert 1 <= int(refused.headers["Retry-After"]) <= 60
        for newcomer in (web.client(address=VENUE), web.client(address="198.51.100.8")):
            assert (await typed(newcomer, path, RIGHT)).status_code == 200
        assert (await typed(child, other, RIGHT)).status_code == 200, "they are counted at one link"


async def test_a_program_without_cookies_is_told_to_slow_down_and_let_in_with_the_right_pin(settings: Settings) -> None:
    async with running_app(settings) as app:
        web = Web(app)
        path = await link_of(await web.signed_in())
        for name in (None, "made up"):
            statuses = []
            for number in range(7):
                program = web.client(address=f"203.0.113.{name is None:d}")
                if name:
                    program.cookies.set("ep_door", name)
                statuses.append((await typed(program, path, f"{number:04}")).status_code)
            assert statuses == [403] * 5 + [429] * 2
            assert (await typed(program, path, RIGHT)).status_code == 200


async def test_tries_from_one_ipv6_network_are_not_all_answered(settings: Settings) -> None:
    hasty = {"pin_slow_s": 1, "pin_wait_s": 2, "pin_address_tries": 8, **ANSWERED}
    async with running_app(settings.model_copy(update=hasty)) as app:
        web = Web(app)
        path = await link_of(await web.signed_in())

        async def attempt(number: int) -> int:
            return (await typed(web.client(address=f"2001:db8:1:2::{number:x}"), path, f"{number:04}")).status_code

        begun = time.monotonic()
        statuses = Counter(await asyncio.gather(*(attempt(number) for number in range(1, 81))))
        slow_ones = time.monotonic() - begun + 1
        assert 8 <= statuses[403] <= 8 + slow_ones
        assert statuses[429] == 80 - statuses[403]


async def test_a_new_guest_gets_in_behind_an_address_where_somebody_tries_pins_out(web: Web, owner: httpx.AsyncClient) -> None:
    path = await link_of(owner)
    assert Counter(await wrong(web, path, 8)) == {403: 8}
    meanwhile = asyncio.create_task(wrong(web, path, 14))
    await asyncio.sleep(0.5)
    known = web.client(address=VENUE)
    assert (await typed(known, path, RIGHT)).status_code == 200
    assert Counter(await meanwhile)[429] >= 1, "the line is short, and who comes last pushes out who came first"
    assert (await known.get(path)).status_code == 200, "who has a session is asked for nothing"


async def test_those_who_come_in_make_up_for_those_who_mistype(settings: Settings) -> None:
    async with running_app(settings.model_copy(update={"pin_address_tries": 3, "pin_slow_s": 3600, **ANSWERED})) as app:
        web = Web(app)
        path = await link_of(await web.signed_in())
        for _ in range(6):
            guest = web.client(address=VENUE)
            assert [(await typed(guest, path, pin)).status_code for pin in ("0000", RIGHT)] == [403, 200]


async def test_many_addresses_together_slow_a_link_down_and_its_owner_is_told(settings: Settings) -> None:
    slow = {"pin_link_tries": 4, "pin_slow_s": 3, "pin_wait_s": 2, **ANSWERED}
    async with running_app(settings.model_copy(update=slow)) as app:
        web = Web(app)
        owner = await web.signed_in()
        event_id = await event_of(owner)
        link = await share(owner, event_id, pin=RIGHT)
        path = f"/share/{link['token']}"

        async def tried_out() -> bool:
            [item] = (await owner.get(f"/events/{event_id}/share-links")).json()["items"]
            return bool(item["pin_tried_out"])

        assert link["pin_tried_out"] is False
        for number in range(4):
            assert not await tried_out()
            assert await wrong(web, path, 1, f"203.0.113.{number}") == [403]
        assert await tried_out()
        [entry] = await AuditEntry.find({"action": "share_link.pin_tried_out"}).to_list()
        assert entry.target == f"share_link:{link['id']}"
        begun = time.monotonic()
        tries = [wrong(web, path, 1, f"203.0.113.{number}") for number in range(20, 26)]
        statuses = Counter(status for found in await asyncio.gather(*tries) for status in found)
        assert statuses[403] <= 1 + (time.monotonic() - begun) / 3 + 1
        assert statuses[429] >= 1
        while (answer := await typed(web.client(address="198.51.100.9"), path, RIGHT)).status_code == 429:
            assert time.monotonic() - begun < 120, "the right one still works"
        assert answer.status_code == 200


async def test_a_code_is_asked_for_by_network_where_one_comes_to_a_kiosk(settings: Settings) -> None:
    async with running_app(settings.model_copy(update={"pairing_rate": "3 per minute"})) as app:
        web = Web(app)
        answers = [
            await web.client(address=f"2001:db8:1:2::{number}").post("/kiosks/pair", json={"code": "AAAAAAAA"})
            for number in range(4)
        ]
        assert [answer.status_code for answer in answers] == [404, 404, 404, 429]
        other = await web.client(address="2001:db8:1:3::1").post("/kiosks/pair", json={"code": "AAAAAAAA"})
        assert other.status_code == 404
