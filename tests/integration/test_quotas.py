"""How much an account may have, by the settings or by an administrator's word; said, and refused before the bytes are sent."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from app.errors import AccountBytesFull
from app.services import senders
from app.services.acceptance import WholeFile
from app.services.arrivals import Arrivals
from app.services.deps import Deps
from app.settings import Settings
from app.store import stats
from app.store.documents import Sender
from tests.integration.test_account_admin import admin
from tests.integration.test_uploads import TUS, begin, metadata, send
from tests.integration.web import Json, Web, code_of, event_of, running_app
from tests.painted import painted

PHOTO, OTHER = painted(5), painted(6)
ROOM = max(len(PHOTO), len(OTHER)) + 10


async def usage(client: httpx.AsyncClient) -> Json:
    answer = await client.get("/auth/usage")
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


async def own_id(client: httpx.AsyncClient) -> str:
    return str((await client.get("/auth/me")).json()["id"])


async def test_an_account_sees_what_it_has_and_may_have_and_an_administrator_says_how_much(web: Web, deps: Deps) -> None:
    client, root = await web.signed_in(), await admin(web, deps)
    event_id = await event_of(client)
    usual = {"events": deps.settings.max_events_per_account, "photos": deps.settings.max_photos_per_account, "bytes": None}
    assert await usage(client) == {"events": 1, "photos": 0, "bytes": 0, "most": usual}
    sent = await client.post(f"/events/{event_id}/photos", files={"file": ("a.png", PHOTO, "image/png")})
    assert sent.status_code == 202, sent.text
    assert await usage(client) == {"events": 1, "photos": 1, "bytes": len(PHOTO), "most": usual}

    path = f"/admin/users/{await own_id(client)}"
    limited = (await root.patch(path, json={"max_events": 1, "max_photos": 2, "max_bytes": 500_000})).json()
    assert limited["usage"]["most"] == {"events": 1, "photos": 2, "bytes": 500_000}
    assert (await usage(client))["most"] == limited["usage"]["most"]
    assert (await root.patch(path, json={"name": "Nora"})).json()["max_photos"] == 2, "what is not given stays"
    refused = await client.post("/events", json={"name": "Another", "visibility": "private"})
    assert (refused.status_code, code_of(refused)) == (507, "too_many_events")
    assert (await root.patch(path, json={"max_events": None})).json()["usage"]["most"]["events"] == usual["events"]
    assert await event_of(client)
    assert (await root.patch(path, json={"max_bytes": -1})).status_code == 422
    assert (await client.patch(path, json={"max_bytes": None})).status_code == 403


async def test_a_file_for_which_there_is_no_room_is_refused_before_its_bytes(web: Web, deps: Deps) -> None:
    client, root = await web.signed_in(), await admin(web, deps)
    event_id = await event_of(client)
    await root.patch(f"/admin/users/{await own_id(client)}", json={"max_bytes": ROOM})

    headers = {**TUS, "Upload-Length": str(ROOM + 1), "Upload-Metadata": metadata(event_id=str(event_id))}
    refused = await client.post("/uploads", headers=headers)
    assert (refused.status_code, code_of(refused)) == (413, "account_bytes_full")
    large = {"file": ("large.png", PHOTO + bytes(1000), "image/png")}
    refused = await client.post(f"/events/{event_id}/photos", files=large)
    assert (refused.status_code, code_of(refused)) == (413, "account_bytes_full")

    both = [await begin(client, event_id, len(PHOTO)), await begin(client, event_id, len(OTHER))]
    assert (await send(client, both[0], PHOTO)).headers["photo-id"], "it fits"
    late = await send(client, both[1], OTHER)
    assert code_of(late) == "account_bytes_full", "the other one had come first"
    assert (await usage(client))["bytes"] == len(PHOTO)

    [photo] = (await client.get(f"/events/{event_id}/photos")).json()["items"]
    assert (await client.delete(f"/photos/{photo['id']}")).status_code == 204
    assert (await usage(client))["bytes"] == 0
    assert await begin(client, event_id, len(PHOTO)), "there is room again"


async def test_what_cameras_send_counts_to_the_account_too(settings: Settings, deps: Deps, tmp_path: Path) -> None:
    limited = replace(deps, settings=settings.model_copy(update={"max_bytes_per_account": ROOM}))
    async with running_app(limited.settings, limited) as app:
        client = await Web(app).signed_in()
        event_id = await event_of(client)
        arrivals = Arrivals(limited)
        desk = senders.Desk(limited, arrivals)
        made = (await client.post(f"/events/{event_id}/senders", json={"name": "R6"})).json()
        camera = await Sender.find_one({"username": made["username"]})
        assert camera
        path = tmp_path / "a.png"
        path.write_bytes(PHOTO)
        await desk.admit(camera.id, "a.png")
        await desk.accept(camera.id, "a.png", WholeFile(path))
        await arrivals.aclose()
        path.write_bytes(OTHER)
        with pytest.raises(AccountBytesFull):
            await desk.accept(camera.id, "b.png", WholeFile(path))
        assert (await usage(client))["bytes"] == len(PHOTO)


async def test_counting_anew_finds_the_bytes_that_a_crash_did_not_count(web: Web, deps: Deps) -> None:
    client = await web.signed_in()
    event_id = await event_of(client)
    await client.post(f"/events/{event_id}/photos", files={"file": ("a.png", PHOTO, "image/png")})
    await stats.count(event_id, size=-7)
    assert await stats.recount(await stats.of_event(event_id))
    assert (await usage(client))["bytes"] == len(PHOTO)
