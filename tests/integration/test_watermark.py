"""An event's watermark: on what guests see and take home, on nothing of its owner's, never missing once it is set."""

from __future__ import annotations

import io
from collections.abc import AsyncIterator
from datetime import timedelta

import httpx
import numpy as np
import pytest
from PIL import Image

from app.domain.times import utc_now
from app.domain.vocabulary import Downloads
from app.domain.watermarks import Place
from app.errors import PictureNotReady
from app.services import blob_keys, events, grounds, media, photos, watermarks
from app.services.deps import Deps
from app.services.handed import HandedFile
from app.services.watermarks import Laid
from app.store import events as event_store
from app.store.documents import BrandPicture, Event, Photo
from tests.integration.web import Web, code_of, event_of
from tests.painted import painted
from tests.stage import OWNER, Stage, open_stage
from workers.marking import Marking

GUEST = grounds.of_search("5ea7c4" * 4)
STRONG = Laid(Place.CENTRE, 100, 100)


@pytest.fixture
async def stage(deps: Deps) -> AsyncIterator[Stage]:
    """An event with somebody who has found its photos."""
    async with open_stage(deps) as stage:
        await stage.let_search_stand(GUEST.id)
        yield stage


def red(size: tuple[int, int] = (300, 300)) -> AsyncIterator[bytes]:
    async def sent() -> AsyncIterator[bytes]:
        file = io.BytesIO()
        Image.new("RGB", size, "red").save(file, "PNG")
        yield file.getvalue()

    return sent()


async def followed(deps: Deps, url: str) -> HandedFile:
    token, name = url.partition("?")[0].rsplit("/", 2)[1:]
    variant, _, extension = name.partition(".")
    return (await media.resolve(deps, token, variant, extension)).file


async def seen(stage: Stage, photo: Photo, what: str, ground: grounds.Ground = GUEST) -> bytes:
    """What somebody with that right sees of a photo who opens its page now."""
    known = await photos.find(photo.id)
    file = await followed(stage.deps, getattr(media.urls(stage.deps, known, ground), what))
    data = b"".join([chunk async for chunk in file.stream(stage.deps.blobs)])
    assert len(data) == file.info.size
    return data


def redness(data: bytes) -> float:
    image = np.asarray(Image.open(io.BytesIO(data)).convert("RGB"), dtype=np.int64)
    return float(((image[..., 0] > 200) & (image[..., 1] < 60) & (image[..., 2] < 60)).mean())


async def lay(stage: Stage, laid: Laid = STRONG) -> Event:
    await watermarks.take_picture(stage.deps, OWNER, stage.event.id, red())
    return await watermarks.lay(stage.deps, OWNER, stage.event.id, laid, None)


async def test_guests_get_the_mark_on_all_they_see_and_take_and_the_owner_the_originals(stage: Stage) -> None:
    photo = await stage.index(1)
    untouched = await seen(stage, photo, "original", grounds.OWNER)
    await lay(stage)
    for what in ("thumb", "preview", "original"):
        with pytest.raises(PictureNotReady):
            await seen(stage, photo, what)
    marking = Marking(stage.deps, stage.thread)
    assert await marking.run(stage.event.id)
    for what in ("thumb", "preview", "original"):
        assert redness(await seen(stage, photo, what)) > 0.2, what
        assert redness(await seen(stage, photo, what, grounds.OWNER)) == 0, what
    assert await seen(stage, photo, "original", grounds.OWNER) == untouched == painted(1)
    changed = await event_store.living(stage.event.id)
    assert changed is not None
    assert changed.mark_asked_at is None
    later = await stage.accept(2)
    stage.event = changed
    await stage.ingest.process(later.id)
    assert redness(await seen(stage, later, "preview")) > 0.2, "a photo that comes later has it from the beginning"
    assert (await event_store.to_mark()) == []


async def test_while_the_mark_changes_guests_see_the_old_one_or_the_new_one(stage: Stage) -> None:
    photo, other = await stage.index(1), await stage.index(2)
    await lay(stage)
    marking = Marking(stage.deps, stage.thread)
    await marking.run(stage.event.id)
    old = await seen(stage, photo, "preview")
    held = await followed(stage.deps, media.urls(stage.deps, await photos.find(photo.id), GUEST).original)
    event = await watermarks.lay(stage.deps, OWNER, stage.event.id, Laid(Place.TOP_LEFT, 10, 100), None)
    assert await seen(stage, photo, "preview") == old
    mark = event.watermark
    assert mark is not None
    await stage.deps.blobs.delete(blob_keys.marked(other, mark.before[0], "preview.jpg"))  # as if this one never had it
    with pytest.raises(PictureNotReady):
        await seen(stage, other, "preview")
    await marking.run(stage.event.id)
    new = await seen(stage, photo, "preview")
    assert 0 < redness(new) < redness(old)
    assert b"".join([chunk async for chunk in held.stream(stage.deps.blobs)]), "a ZIP that is on its way is not broken"
    await watermarks.lay(stage.deps, OWNER, stage.event.id, Laid(Place.TOP_RIGHT, 10, 100), None)
    await marking.run(stage.event.id)
    keys = [entry.key async for batch in stage.deps.blobs.list(blob_keys.marks_of(photo)) for entry in batch]
    assert len({key.rpartition("/")[2].partition("-")[0] for key in keys}) == 2, "the present mark and the one before"
    assert {blob_keys.photo_of(key) for key in keys} == {photo.id}


async def test_without_a_mark_guests_get_the_pictures_as_they_are_and_the_marked_ones_go_later(stage: Stage) -> None:
    photo = await stage.index(1)
    plain = await seen(stage, photo, "preview")
    await lay(stage)
    marking = Marking(stage.deps, stage.thread)
    await marking.run(stage.event.id)
    await watermarks.remove(stage.deps, OWNER, stage.event.id)
    assert await seen(stage, photo, "preview") == plain
    assert await BrandPicture.find({}).to_list() == []
    await marking.run(stage.event.id)
    assert await event_store.to_mark() == [stage.event.id], "a guest's ZIP may be on its way"
    await event_store.ask_marks(stage.event.id, utc_now() - timedelta(hours=2))
    await marking.run(stage.event.id)
    assert [batch async for batch in stage.deps.blobs.list(blob_keys.marks(stage.event.id)) if batch] == []
    assert await event_store.to_mark() == []


async def test_originals_that_guests_may_take_later_are_marked_then(stage: Stage) -> None:
    await event_store.change(stage.event.id, {"downloads": Downloads.PREVIEW.value})
    photo = await stage.index(1)
    await lay(stage)
    marking = Marking(stage.deps, stage.thread)
    await marking.run(stage.event.id)
    await events.change(OWNER, stage.event.id, {"downloads": Downloads.ORIGINAL})
    with pytest.raises(PictureNotReady):
        await seen(stage, photo, "original")
    assert await event_store.to_mark() == [stage.event.id]
    await marking.run(stage.event.id)
    assert redness(await seen(stage, photo, "original")) > 0.2


async def test_marked_pictures_that_are_lost_are_made_again_when_a_guest_asks(stage: Stage) -> None:
    photo = await stage.index(1)
    await lay(stage)
    marking = Marking(stage.deps, stage.thread)
    await marking.run(stage.event.id)
    await stage.deps.blobs.delete_prefix(blob_keys.marks(stage.event.id))
    with pytest.raises(PictureNotReady):
        await seen(stage, photo, "preview")
    assert await event_store.to_mark() == [stage.event.id]
    await marking.run(stage.event.id)
    assert redness(await seen(stage, photo, "preview")) > 0.2


async def test_a_photo_that_was_on_its_way_while_the_mark_came_is_seen_to(stage: Stage) -> None:
    sent = await stage.accept(1)
    await lay(stage)
    marking = Marking(stage.deps, stage.thread)
    await marking.run(stage.event.id)
    pipeline = stage.ingest
    stale = stage.event  # the worker read the event before the mark was set
    photo = await photos.find(sent.id)
    assert stale.watermark is None
    await pipeline._note_mark(stale)
    assert await event_store.to_mark() == [stage.event.id]
    await pipeline.process(photo.id)
    await marking.run(stage.event.id)
    assert redness(await seen(stage, photo, "preview")) > 0.2


async def test_a_deleted_photo_takes_its_marked_pictures_along(stage: Stage) -> None:
    photo = await stage.index(1)
    await lay(stage)
    await Marking(stage.deps, stage.thread).run(stage.event.id)
    await photos.purge(stage.deps, await photos.find(photo.id))
    assert [batch async for batch in stage.deps.blobs.list(blob_keys.marks(stage.event.id)) if batch] == []


async def test_a_text_or_a_picture_is_set_over_http_and_nonsense_is_refused(web: Web) -> None:
    owner = await web.signed_in()
    path = f"/events/{await event_of(owner)}/watermark"
    assert (await owner.get(path)).json()["picture"] is None
    missing = await owner.put(path, json={"place": "centre"})
    assert (missing.status_code, code_of(missing)) == (422, "watermark_missing")
    for wrong in ({"text": "安娜"}, {"text": "a", "size": 4}, {"text": "a", "opacity": 101}, {"text": "a", "place": "moon"}):
        assert (await owner.put(path, json=wrong)).status_code == 422, wrong
    for text in ("© Anna Smith 2026", "Łódź – é", "تصوير آنا"):
        laid = (await owner.put(path, json={"text": text, "place": "all_over", "size": 20, "opacity": 30})).json()
        assert (laid["text"], laid["place"], laid["size"], laid["opacity"], laid["pending"]) == (text, "all_over", 20, 30, True)
        drawn = await ink(web.client(), laid["picture"]["url"])
        assert 0.1 < drawn < 0.9
    copied = await owner.post(path.replace("watermark", "duplicate"), json={"name": "Next year"})
    repeated = (await owner.get(f"/events/{copied.json()['id']}/watermark")).json()
    assert (repeated["text"], repeated["place"]) == ("تصوير آنا", "all_over")
    svg = await owner.post(f"{path}/picture", files={"picture": ("a.svg", b"<svg onload='x'/>")})
    assert (svg.status_code, code_of(svg)) == (415, "svg")
    assert (await owner.delete(path)).status_code == 204
    assert (await owner.delete(path)).status_code == 204
    assert await ink(web.client(), repeated["picture"]["url"]) > 0.1, "the copy has a picture of its own"


async def ink(client: httpx.AsyncClient, url: str) -> float:
    """How much of a mark is not transparent."""
    answer = await client.get(url.removeprefix("/api/v1"))
    return float((np.asarray(Image.open(io.BytesIO(answer.content)))[..., 3] > 0).mean())
