"""Kiosks: pairing, device tokens, revoking."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import timedelta

import httpx

from app.domain.times import utc_now
from app.ports import Control, Publication, Resync
from app.services.deps import Deps
from app.services.kiosks import ALPHABET
from app.store.documents import Kiosk
from app.topics import kiosk_topic
from tests.integration.web import Json, Web, code_of, event_of


async def _kiosk(owner: httpx.AsyncClient, event_id: int, name: str = "Door") -> Json:
    answer = await owner.post(f"/events/{event_id}/kiosks", json={"name": name})
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


@asynccontextmanager
async def _hearing(deps: Deps) -> AsyncIterator[list[Publication | Control]]:
    """Everything that is published from here on."""
    heard: list[Publication | Control] = []
    listening = asyncio.Event()

    async def listen() -> None:
        async for item in deps.bus.listen():
            if isinstance(item, Resync):
                listening.set()
            elif isinstance(item, Publication | Control):
                heard.append(item)

    task = asyncio.create_task(listen())
    await asyncio.wait_for(listening.wait(), 120)
    try:
        yield heard
    finally:
        task.cancel()
        await asyncio.wait({task})


async def _until(good: Callable[[], bool]) -> None:
    async with asyncio.timeout(120):
        while not good():
            await asyncio.sleep(0.01)


async def test_a_device_with_the_code_becomes_the_kiosk(web: Web) -> None:
    owner = await web.signed_in()
    event_id = await event_of(owner, "private")
    new = await _kiosk(owner, event_id)
    assert len(new["pairing_code"]) == 8
    assert set(new["pairing_code"]) <= set(ALPHABET)
    answer = await web.client().post("/kiosks/pair", json={"code": new["pairing_code"]})
    assert answer.status_code == 200
    paired = answer.json()
    assert paired["event"]["id"] == event_id
    assert (paired["kiosk"]["id"], paired["kiosk"]["name"]) == (new["id"], "Door")
    device = web.client(paired["token"])
    assert (await device.get(f"/events/{event_id}")).status_code == 200
    assert (await device.get("/kiosks/self")).json()["kiosk"]["id"] == new["id"]
    stored = await Kiosk.get(new["id"])
    assert stored
    assert new["pairing_code"] not in stored.model_dump_json()


async def test_a_code_may_be_typed_as_people_type(web: Web) -> None:
    owner = await web.signed_in()
    code = (await _kiosk(owner, await event_of(owner)))["pairing_code"]
    typed = f" {code[:4].lower()}-{code[4:].lower()} "
    assert (await web.client().post("/kiosks/pair", json={"code": typed})).status_code == 200


async def test_a_code_works_once_even_for_two_at_the_same_moment(web: Web) -> None:
    owner = await web.signed_in()
    code = (await _kiosk(owner, await event_of(owner)))["pairing_code"]
    answers = await asyncio.gather(*(web.client().post("/kiosks/pair", json={"code": code}) for _ in range(5)))
    assert sorted(answer.status_code for answer in answers) == [200, 404, 404, 404, 404]


async def test_unknown_used_and_old_codes_look_the_same(web: Web) -> None:
    owner = await web.signed_in()
    event_id = await event_of(owner)
    used, old, revoked = [await _kiosk(owner, event_id) for _ in range(3)]
    await web.client().post("/kiosks/pair", json={"code": used["pairing_code"]})
    await Kiosk.find({"_id": old["id"]}).update({"$set": {"code_expires_at": utc_now() - timedelta(seconds=1)}})
    await owner.delete(f"/kiosks/{revoked['id']}")
    for code in ("ABCD2345", used["pairing_code"], old["pairing_code"], revoked["pairing_code"], "", "☃"):
        answer = await web.client().post("/kiosks/pair", json={"code": code})
        assert (answer.status_code, code_of(answer)) == (404, "unknown_pairing_code")


async def test_codes_cannot_be_tried_out(web: Web) -> None:
    device = web.client()
    answers = [await device.post("/kiosks/pair", json={"code": "ABCD2345"}) for _ in range(31)]
    assert [answer.status_code for answer in answers] == [404] * 30 + [429]
    assert (await web.client(address="198.51.100.7").post("/kiosks/pair", json={"code": "ABCD2345"})).status_code == 404


async def test_the_owner_sees_which_kiosks_are_online(web: Web) -> None:
    owner = await web.signed_in()
    event_id = await event_of(owner)
    waiting, paired = await _kiosk(owner, event_id, "Bar"), await _kiosk(owner, event_id, "Door")
    token = (await web.client().post("/kiosks/pair", json={"code": paired["pairing_code"]})).json()["token"]

    async def online() -> dict[str, bool]:
        items = (await owner.get(f"/events/{event_id}/kiosks")).json()["items"]
        assert "pairing_code" not in str(items)
        return {item["id"]: item["online"] for item in items}

    assert await online() == {waiting["id"]: False, paired["id"]: True}
    await Kiosk.find({"_id": paired["id"]}).update({"$set": {"last_seen_at": utc_now() - timedelta(hours=1)}})
    assert await online() == {waiting["id"]: False, paired["id"]: False}
    await web.client(token).get("/kiosks/self")
    assert await online() == {waiting["id"]: False, paired["id"]: True}


async def test_a_revoked_kiosk_locks_at_once(web: Web, deps: Deps) -> None:
    owner = await web.signed_in()
    event_id = await event_of(owner)
    kiosk = await _kiosk(owner, event_id)
    token = (await web.client().post("/kiosks/pair", json={"code": kiosk["pairing_code"]})).json()["token"]
    device = web.client(token)
    async with _hearing(deps) as heard:
        assert (await owner.delete(f"/kiosks/{kiosk['id']}")).status_code == 204
        await _until(lambda: len(heard) == 2)
    assert [item.topic for item in heard] == [kiosk_topic(kiosk["id"])] * 2
    assert isinstance(heard[0], Publication)
    assert b"kiosk.revoked" in heard[0].data
    for path in (f"/events/{event_id}", "/kiosks/self"):
        answer = await device.get(path)
        assert (answer.status_code, code_of(answer)) == (401, "not_authenticated")
    assert (await owner.delete(f"/kiosks/{kiosk['id']}")).status_code == 204
    assert (await owner.get(f"/events/{event_id}/kiosks")).json()["items"][0]["revoked_at"]


async def test_only_the_owner_manages_kiosks(web: Web) -> None:
    owner, other = await web.signed_in(), await web.signed_in()
    event_id = await event_of(owner, "public")
    kiosk = await _kiosk(owner, event_id)
    token = (await web.client().post("/kiosks/pair", json={"code": kiosk["pairing_code"]})).json()["token"]
    expected = {"other": 404, "kiosk": 404, "stranger": 401}
    people = {"other": other, "kiosk": web.client(token), "stranger": web.client()}
    for who, status in expected.items():
        assert (await people[who].delete(f"/kiosks/{kiosk['id']}")).status_code == status, who
    assert (await other.delete("/kiosks/unknown")).status_code == 404
    assert (await other.get("/kiosks/self")).status_code == 404
    assert (await web.client().get("/kiosks/self")).status_code == 401


async def test_a_kiosk_must_have_a_name(web: Web) -> None:
    owner = await web.signed_in()
    event_id = await event_of(owner)
    for bad in ({}, {"name": ""}, {"name": "x" * 101}, {"name": None}):
        answer = await owner.post(f"/events/{event_id}/kiosks", json=bad)
        assert (answer.status_code, code_of(answer)) == (422, "validation_failed")


async def test_a_kiosk_learns_the_new_name_of_its_event(web: Web, deps: Deps) -> None:
    owner = await web.signed_in()
    event_id = await event_of(owner)
    paired, waiting = await _kiosk(owner, event_id), await _kiosk(owner, event_id)
    await web.client().post("/kiosks/pair", json={"code": paired["pairing_code"]})
    async with _hearing(deps) as heard:
        await owner.patch(f"/events/{event_id}", json={"name": "Wedding"})
        await _until(lambda: bool(heard))
        await owner.patch(f"/events/{event_id}", json={"name": "Wedding party"})
        await _until(lambda: len(heard) == 2)
    assert {item.topic for item in heard} == {kiosk_topic(paired["id"])}
    assert waiting["id"] not in str(heard)
    told = json.loads(heard[1].data) if isinstance(heard[1], Publication) else {}
    assert (told["type"], told["name"], told["event"]["name"]) == ("kiosk.config", "Door", "Wedding party")
