"""Archived events: no searches and no faces, and photos stay; events that come back; and another event like one that there is."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app.domain.permissions import Caller
from app.domain.times import utc_now
from app.domain.vocabulary import AlbumKind, Ending, PhotoStatus, Role
from app.errors import EventArchived, NotArchived, SelfieSearchOff, StillArchiving
from app.services import archiving, keys, searches
from app.services.deps import Deps
from app.store import events as event_store
from app.store import faces, stats
from app.store import photos as photo_store
from app.store.documents import Album, Consent, Event, FaceEntry, Match, Photo, Search, ShareLink
from tests.integration.test_ingest import drain
from tests.integration.web import Web, code_of, event_of
from tests.painted import painted
from tests.stage import Stage, open_stage
from workers.reembed import Reembedding
from workers.second_look import SecondLook

OWNER = Caller(user_id="owner", role=Role.PHOTOGRAPHER)


async def present(stage: Stage) -> Event:
    event = await event_store.living(stage.event.id)
    assert event
    return event


async def test_an_archived_event_keeps_photos_and_no_face_search_or_key(deps: Deps) -> None:
    async with open_stage(deps) as stage:
        photo = await stage.index(1, look=1)
        await Photo.find({"_id": photo.id}).update({"$set": {"eyes": [[0.5, 0.5, 0.2, 0.3]]}})
        search = await stage.search(painted(1))
        before = await present(stage)
        archived = await archiving.archive(deps, OWNER, stage.event.id)
        assert archived.archived_at is not None
        assert await deps.keys.made_at(keys.event_key(before)) is None, "its key is destroyed before anything else"
        with pytest.raises(StillArchiving):
            await archiving.bring_back(deps, OWNER, stage.event.id)

        await archiving.erase(deps, stage.event.id)
        await archiving.erase(deps, stage.event.id)
        assert await Search.find_all().to_list() == []
        assert await Match.find_all().to_list() == []
        [consent] = await Consent.find({"search_id": search.id}).to_list()
        assert consent.ended_because is Ending.EVENT_ARCHIVED
        assert [entry.kind for entry in await FaceEntry.find({"photo_id": photo.id}).to_list()] == ["void", "remove"]
        kept = await photo_store.get(photo.id)
        assert kept
        assert (kept.status, kept.faces, kept.eyes) == (PhotoStatus.INDEXED, 0, [])
        assert await stats.recount(await stats.of_event(stage.event.id))

        stage.event = await present(stage)
        with pytest.raises(SelfieSearchOff):
            searches.require_offered(stage.event)
        with pytest.raises(EventArchived):
            await stage.accept(2, look=2)
        assert (await archiving.archive(deps, OWNER, stage.event.id)).archived_at == archived.archived_at, "once"


async def test_an_event_that_comes_back_is_looked_through_anew_and_found_in(deps: Deps) -> None:
    async with open_stage(deps) as stage:
        photo = await stage.index(1, look=1)
        await stage.search(painted(1))
        await archiving.archive(deps, OWNER, stage.event.id)
        await archiving.erase(deps, stage.event.id)
        await drain(deps)
        again = Reembedding(deps, SecondLook(deps, stage.engine, stage.thread), stage.standing)
        assert await again.run(stage.engine.id)
        assert not await faces.any_of_event(stage.event.id), "an archived event is left alone"

        stage.event = await archiving.bring_back(deps, OWNER, stage.event.id)
        with pytest.raises(NotArchived):
            await archiving.bring_back(deps, OWNER, stage.event.id)
        await drain(deps)
        assert await again.run(stage.engine.id)
        counted = await photo_store.get(photo.id)
        assert counted
        assert counted.faces == 1
        found = await stage.search(painted(1))
        assert [match.photo_id for match in await Match.find({"search_id": found.id}).to_list()] == [photo.id]


async def test_faces_that_a_worker_wrote_late_are_erased_in_the_next_round(deps: Deps) -> None:
    async with open_stage(deps) as stage:
        await stage.index(1, look=1)
        await archiving.archive(deps, OWNER, stage.event.id)
        await archiving.erase(deps, stage.event.id)
        await faces.append_faces(stage.event.id, stage.engine.id, "late", [], b"sealed under a key that is gone")
        await archiving.erase_again(deps, utc_now())
        assert not await faces.any_of_event(stage.event.id)


async def test_archived_events_are_listed_apart_and_take_no_photos(web: Web) -> None:
    client = await web.signed_in()
    summer, winter = await event_of(client, name="Summer ball"), await event_of(client, name="Winter ball")
    assert (await client.patch(f"/events/{summer}", json={"guest_photos": True})).json()["guest_photos"] is True
    archived = await client.post(f"/events/{summer}/archive")
    assert archived.status_code == 200, archived.text
    assert archived.json()["archived_at"]
    assert archived.json()["selfie_search"] is False
    assert archived.json()["guest_photos"] is False

    async def listed(**query: str) -> list[int]:
        return [event["id"] for event in (await client.get("/events", params={"mine": "true", **query})).json()["items"]]

    assert await listed() == [winter, summer]
    assert await listed(archived="true") == [summer]
    assert await listed(archived="false") == [winter]
    assert await listed(q="BALL") == [winter, summer]
    assert await listed(q="winter b") == [winter]
    assert await listed(q=".*") == []
    refused = await client.post(f"/events/{summer}/photos", files={"file": ("a.png", painted(1), "image/png")})
    assert (refused.status_code, code_of(refused)) == (409, "event_archived")
    other = await web.signed_in()
    assert (await other.post(f"/events/{winter}/archive")).status_code == 404


async def test_another_event_has_the_settings_and_links_of_the_first_and_no_photos(web: Web) -> None:
    client = await web.signed_in()
    first = await event_of(client, name="Jazz in June")
    last_day = (utc_now() + timedelta(days=9)).date().isoformat()
    settings = {"downloads": "preview", "release": "approved", "consent_text": "By Anna.", "keep_until": last_day}
    await client.patch(f"/events/{first}", json=settings)
    soon = (utc_now() + timedelta(days=2)).isoformat()
    await client.post(f"/events/{first}/share-links", json={"label": "Door", "pin": "482913", "expires_at": soon})
    gone = (await client.post(f"/events/{first}/share-links", json={"label": "Gone"})).json()
    await client.delete(f"/share-links/{gone['id']}")
    await client.post(f"/events/{first}/photos", files={"file": ("a.png", painted(1), "image/png")})

    await Album(event_id=first, name="Stage", kind=AlbumKind.TIME, taken_from=utc_now(), place=3, hidden=True).insert()
    answer = await client.post(f"/events/{first}/duplicate", json={"name": "Jazz in July", "date": "2027-07-03"})
    assert answer.status_code == 201, answer.text
    made = answer.json()
    same = ("downloads", "release", "consent_text", "visibility", "time_zone", "registered_only", "keep_proofs")
    before = (await client.get(f"/events/{first}")).json()
    assert {name: made[name] for name in same} == {name: before[name] for name in same}
    assert (made["name"], made["date"], made["keep_until"], made["photos"]) == ("Jazz in July", "2027-07-03", None, 0)
    [link] = await ShareLink.find({"event_id": made["id"]}).to_list()
    [old] = await ShareLink.find({"event_id": first, "label": "Door"}).to_list()
    assert (link.label, link.pin_hash, link.opened) == ("Door", old.pin_hash, 0)
    assert abs((link.expires_at - link.created_at) - (old.expires_at - old.created_at)) < timedelta(seconds=1)
    [album] = await Album.find({"event_id": made["id"]}).to_list()
    assert (album.name, album.kind, album.hidden, album.taken_from) == ("Stage", AlbumKind.HAND, True, None)
    other = await web.signed_in()
    assert (await other.post(f"/events/{first}/duplicate", json={"name": "Mine now"})).status_code == 404
