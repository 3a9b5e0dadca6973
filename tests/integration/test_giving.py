"""Guests give photos: where they may, as many as they may, through the gate, and theirs to delete."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import httpx
import pytest

from app.domain.permissions import Caller
from app.domain.times import utc_now
from app.domain.vocabulary import Source
from app.errors import GivenEnough, GivingOff, NotFound, Unauthenticated
from app.services import acceptance, giving, grounds, media, photos, showing
from app.services.deps import Deps
from app.services.public_photos import public_status
from app.store import events, sources
from app.store import photos as photo_store
from app.store.documents import Photo
from tests.integration.test_uploads import BYTES, TUS, metadata
from tests.integration.web import Web, code_of, event_of, share
from tests.painted import painted
from tests.stage import BY_PROGRAM, OWNER, Stage, open_stage

PICTURE = painted(1)


@pytest.fixture
async def stage(deps: Deps) -> AsyncIterator[Stage]:
    """An event that takes photos from guests."""
    async with open_stage(deps) as opened:
        await events.change(opened.event.id, {"guest_photos": True})
        yield opened


def guest(stage: Stage, name: str = "anna") -> Caller:
    """Somebody with a guest session at the event."""
    return Caller(guest_id=name, guest_event_id=stage.event.id)


async def given(stage: Stage, who: str = "anna", person: int = 1, *, name: str = "photo.png", look: int = 0) -> Photo:
    """A photo that a guest gave, looked at."""

    async def body() -> AsyncIterator[bytes]:
        yield painted(person, look=look)

    accepted = await acceptance.accept(stage.deps, stage.event, name, body(), giving.origin_of(who, "Anna"))
    await stage.ingest.process(accepted.id)
    return await photos.find(accepted.id)


async def standings(stage: Stage, who: str = "anna") -> list[str]:
    return [photo.standing for photo in await giving.own(stage.deps, guest(stage, who), stage.event.id)]


async def test_what_guests_give_waits_to_be_approved_whatever_the_event_says_of_others(stage: Stage) -> None:
    photo = await given(stage)
    assert (photo.source, photo.uploaded_by, photo.giver_name) == (Source.GUEST, None, "Anna")
    assert (public_status(photo), await standings(stage)) == ("waiting", ["waiting"])
    await events.change(stage.event.id, {"release": "later", "release_after_min": 1})
    assert await showing.release_due(stage.deps, utc_now() + timedelta(days=1)) == 0
    await showing.approve(stage.deps, photo, OWNER)
    assert await standings(stage) == ["shown"]
    await showing.reject(stage.deps, await photos.find(photo.id), OWNER)
    assert await standings(stage) == ["not_shown"]


async def test_the_photographer_can_let_them_go_as_all_others(stage: Stage) -> None:
    await events.change(stage.event.id, {"guest_gate": False})
    assert public_status(await given(stage)) == "indexed"


async def test_a_guest_sees_and_deletes_her_own_and_nobody_elses(stage: Stage) -> None:
    photo, other = await given(stage), await given(stage, "ben", 2)
    mine = await giving.own(stage.deps, guest(stage), stage.event.id)
    assert [each.id for each in mine] == [photo.id]
    assert mine[0].picture is not None
    hers, his = (grounds.of_giver(who, None) for who in ("anna", "ben"))
    await events.change(stage.event.id, {"visibility": "public"})
    assert (await media.visible(photo.id, hers, original=False)).id == photo.id
    with pytest.raises(NotFound):
        await media.visible(photo.id, his, original=False)
    with pytest.raises(NotFound):
        await giving.delete(stage.deps, guest(stage), stage.event.id, other.id)
    await giving.delete(stage.deps, guest(stage), stage.event.id, photo.id)
    assert await photo_store.get(photo.id) is None
    assert await standings(stage) == []
    await events.change(stage.event.id, {"visibility": "private"})
    with pytest.raises(NotFound):
        await media.visible(other.id, his, original=False)


async def test_she_may_give_so_many_and_all_together_so_many(stage: Stage, deps: Deps) -> None:
    async def admits(who: str, **limits: int) -> bool:
        few = replace(deps, settings=deps.settings.model_copy(update=limits))
        try:
            await giving.admit(few, guest(stage, who), stage.event.id)
        except GivenEnough:
            return False
        return True

    await given(stage)
    await given(stage, person=2)
    assert not await admits("anna", max_photos_per_guest=2)
    assert await admits("ben", max_photos_per_guest=2)
    assert await sources.came_by(stage.event.id, Source.GUEST) == 2
    assert not await admits("ben", max_guest_photos_per_event=2)
    await giving.delete(deps, guest(stage), stage.event.id, (await given(stage)).id)
    assert await admits("anna", max_photos_per_guest=2)


async def test_nobody_gives_without_a_session_there_nor_where_it_is_off(stage: Stage) -> None:
    await events.change(stage.event.id, {"visibility": "public"})
    for stranger in (Caller(), Caller(guest_id="g", guest_event_id=stage.event.id + 1), OWNER):
        with pytest.raises(Unauthenticated):
            await giving.admit(stage.deps, stranger, stage.event.id)
    await events.change(stage.event.id, {"guest_photos": False})
    with pytest.raises(GivingOff):
        await giving.admit(stage.deps, guest(stage), stage.event.id)


async def test_the_same_file_from_the_photographer_is_the_photographers(stage: Stage) -> None:
    photo = await given(stage)

    async def body() -> AsyncIterator[bytes]:
        yield painted(1)

    accepted = await acceptance.accept(stage.deps, stage.event, "mine.png", body(), BY_PROGRAM)
    assert accepted.duplicate_of == photo.id
    with pytest.raises(NotFound):
        await giving.delete(stage.deps, guest(stage), stage.event.id, photo.id)
    assert (await photos.find(photo.id)).uploaded_by == OWNER.user_id


async def test_a_final_replaces_no_photo_of_a_guest_that_is_called_alike(stage: Stage) -> None:
    photo = await given(stage, name="IMG_1.png")
    final = await stage.accept(1, look=2, name="IMG_1.png", final=True)
    await stage.ingest.process(final.id)
    assert (await photos.find(photo.id)).final_id is None


def test_a_name_is_what_can_be_read_of_it() -> None:
    assert giving.name_of("  Anna\u202e\n  B.\x00 ") == "Anna B."
    assert giving.name_of("\u200b \t") == ""
    assert len(giving.name_of("a" * 500)) == giving.LONGEST_NAME


async def begin(client: httpx.AsyncClient, event_id: int, **pairs: str) -> httpx.Response:
    """Create an upload of a guest's."""
    said = metadata(event_id=str(event_id), filename="photo.png", source="guest", **pairs)
    return await client.post("/uploads", headers={**TUS, "Upload-Length": str(len(PICTURE)), "Upload-Metadata": said})


async def test_it_comes_by_resumable_uploads_and_is_told_with_who_gave_it(web: Web) -> None:
    owner = await web.signed_in()
    event_id = await event_of(owner)
    link = await share(owner, event_id)
    her = await web.guest(link)
    refused = await begin(her, event_id, giver="Anna")
    assert (refused.status_code, code_of(refused)) == (403, "giving_off")
    await owner.patch(f"/events/{event_id}", json={"guest_photos": True})
    assert (await her.get(f"/events/{event_id}")).json()["guest_photos"] is True

    path = httpx.URL((await begin(her, event_id, giver="Anna")).headers["location"]).path.removeprefix("/api/v1")
    half = len(PICTURE) // 2
    await her.patch(path, headers={**BYTES, "Upload-Offset": "0"}, content=PICTURE[:half])
    assert (await her.head(path, headers=TUS)).headers["upload-offset"] == str(half)
    stranger = web.client((await web.client().get(f"/share/{link['token']}")).json()["guest_token"])
    assert (await stranger.head(path, headers=TUS)).status_code == 404
    done = await her.patch(path, headers={**BYTES, "Upload-Offset": str(half)}, content=PICTURE[half:])
    assert done.status_code == 204
    photo_id = done.headers["photo-id"]

    seen = (await owner.get(f"/photos/{photo_id}")).json()
    assert (seen["source"], seen["given"], seen["giver_name"], seen["uploaded_by"]) == ("guest", True, "Anna", None)
    for chosen, ids in ((True, [photo_id]), (False, [])):
        found = await owner.get(f"/events/{event_id}/photos", params={"given": str(chosen).lower()})
        assert [photo["id"] for photo in found.json()["items"]] == ids
    came = (await owner.get(f"/events/{event_id}/sources")).json()["items"]
    assert [(each["source"], each["photos"]) for each in came] == [("guest", 1)]
    own = (await her.get(f"/events/{event_id}/given")).json()["items"]
    assert [(photo["id"], photo["standing"]) for photo in own] == [(photo_id, "processing")]

    again = httpx.URL((await begin(her, event_id)).headers["location"]).path.removeprefix("/api/v1")
    twice = await her.patch(again, headers={**BYTES, "Upload-Offset": "0"}, content=PICTURE)
    assert twice.headers["photo-duplicate-of"] == photo_id
    assert (await her.delete(f"/events/{event_id}/given/{photo_id}")).status_code == 204
    assert (await owner.get(f"/photos/{photo_id}")).status_code == 404
