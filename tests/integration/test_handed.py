"""Guests get originals without what is nobody's business; photographers get theirs as they came."""

from __future__ import annotations

import io
import zipfile
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import httpx
import pytest
from PIL import Image

from app.domain.cleaning.originals import cleaned
from app.domain.times import utc_now
from app.domain.vocabulary import GuestOriginals, PhotoStatus
from app.services import blob_keys, grounds, handed, media, photos
from app.services.archive import archive_of
from app.services.deps import Deps
from app.store.documents import Holder, Photo, Search
from tests.integration.web import Web
from tests.stage import Stage, open_stage
from tests.unit.images.pictures import scene
from tests.unit.images.raws import RAWS, picture
from tests.unit.images.secretive import FILM, SECRET, SECRETIVE, ultra_hdr

PHONE = ultra_hdr(film=FILM)
GUEST = grounds.of_search("5ea7c4" * 4)
"""Of somebody who has found the photo."""


@pytest.fixture
async def stage(deps: Deps) -> AsyncIterator[Stage]:
    """An event, and a guest's search in it."""
    async with open_stage(deps) as stage:
        holder = Holder(kind="guest", id="a guest")
        later = utc_now() + timedelta(days=1)
        await Search(id=GUEST.id, event_id=stage.event.id, holder=holder, consent_id="a consent", expires_at=later).insert()
        yield stage


@pytest.fixture
def client(web: Web) -> httpx.AsyncClient:
    """Anybody: an address is all it takes."""
    client = web.client()
    client.base_url = httpx.URL("http://testserver")
    return client


async def indexed(stage: Stage, data: bytes, name: str) -> Photo:
    photo = await stage.accept_file(data, name)
    await stage.ingest.process(photo.id)
    found = await photos.find(photo.id)
    assert found.status is PhotoStatus.INDEXED, found.error
    return found


def clean(data: bytes) -> bytes:
    changes = cleaned(data)
    assert changes is not None
    return changes.over(data[: changes.length], 0)


async def test_a_guest_gets_the_picture_cleaned_and_the_owner_the_file_as_it_came(
    client: httpx.AsyncClient, stage: Stage
) -> None:
    photo = await indexed(stage, PHONE, "IMG_1.jpg")
    guest, owner = (media.urls(stage.deps, photo, ground).original for ground in (GUEST, grounds.OWNER))
    theirs, ours = await client.get(guest), await client.get(owner)
    assert ours.content == PHONE
    assert theirs.content == clean(PHONE)
    assert SECRET not in theirs.content
    assert theirs.headers["content-length"] == str(len(clean(PHONE)))
    assert theirs.headers["etag"] != ours.headers["etag"]
    assert photo.film == len(FILM)


async def test_parts_of_what_a_guest_gets_are_parts_of_that(client: httpx.AsyncClient, stage: Stage) -> None:
    url = media.urls(stage.deps, await indexed(stage, PHONE, "IMG_1.jpg"), GUEST).original
    whole = clean(PHONE)
    etag = (await client.head(url)).headers["etag"]
    for asked, start, end in (
        ("0-99", 0, 100),
        ("300-2999", 300, 3000),
        ("-50", len(whole) - 50, len(whole)),
        ("700-", 700, None),
    ):
        answer = await client.get(url, headers={"Range": f"bytes={asked}", "If-Range": etag})
        assert (answer.status_code, answer.content) == (206, whole[start:end])
        assert answer.headers["content-range"].endswith(f"/{len(whole)}")
    assert (await client.get(url, headers={"Range": f"bytes={len(whole)}-"})).status_code == 416, "there is no film to be had"
    assert (await client.get(url, headers={"If-None-Match": etag})).status_code == 304


async def test_a_guests_zip_has_the_clean_pictures_and_is_as_long_as_it_says(stage: Stage) -> None:
    chosen = [await indexed(stage, PHONE, "IMG_1.jpg"), await indexed(stage, RAWS["nef"](picture()), "DSC_1.NEF")]
    for file_of, names, first in (
        (handed.original_for_guests, ["IMG_1.jpg", "DSC_1.jpg"], clean(PHONE)),
        (handed.original, ["IMG_1.jpg", "DSC_1.NEF"], PHONE),
    ):
        archive = await archive_of(stage.deps, chosen, file_of)
        data = b"".join([chunk async for chunk in archive.stream()])
        assert len(data) == archive.size
        with zipfile.ZipFile(io.BytesIO(data)) as opened:
            assert opened.testzip() is None
            assert opened.namelist() == names
            assert opened.read("IMG_1.jpg") == first


async def test_a_guest_never_gets_a_raw_file(client: httpx.AsyncClient, stage: Stage) -> None:
    raw = RAWS["arw"](picture(), orientation=6)  # type: ignore[call-arg]
    photo = await indexed(stage, raw, "DSC_1.ARW")
    assert photo.media_type == "image/x-sony-arw"
    guest, owner = (media.urls(stage.deps, photo, ground).saved_original for ground in (GUEST, grounds.OWNER))
    answer = await client.get(guest)
    assert answer.headers["content-type"] == "image/jpeg"
    assert 'filename="DSC_1.jpg"' in answer.headers["content-disposition"]
    assert Image.open(io.BytesIO(answer.content)).size == scene(1200, 800).shape[1::-1]
    assert Image.open(io.BytesIO(answer.content)).getexif()[274] == 6
    assert (await client.get(owner)).content == raw
    as_shot = replace(stage.deps, settings=stage.deps.settings.model_copy(update={"guest_originals": GuestOriginals.AS_SHOT}))
    assert (await handed.original_for_guests(as_shot, photo)).media_type == "image/jpeg"


async def test_as_shot_gives_the_file_as_it_came_unless_there_is_a_film_in_it(stage: Stage) -> None:
    plain, film = await indexed(stage, SECRETIVE["png"](), "plain.png"), await indexed(stage, PHONE, "film.jpg")
    deps = replace(stage.deps, settings=stage.deps.settings.model_copy(update={"guest_originals": GuestOriginals.AS_SHOT}))
    assert await handed.original_for_guests(deps, plain) == await handed.original(deps, plain)
    assert (await handed.original_for_guests(deps, film)).info.size == len(clean(PHONE))


async def test_a_film_that_is_not_to_be_kept_is_cut_off_and_the_file_known_again(stage: Stage) -> None:
    stage.deps = replace(stage.deps, settings=stage.deps.settings.model_copy(update={"keep_films": False}))
    stage.restart_workers()
    photo = await indexed(stage, PHONE, "IMG_1.jpg")
    kept = await stage.deps.blobs.get(blob_keys.original(photo))
    assert kept == PHONE[: len(clean(PHONE))]
    assert (photo.film, photo.size) == (0, len(kept))
    assert (await handed.original_for_guests(stage.deps, photo)).info.size == len(kept)
    assert (await stage.accept_file(PHONE, "again.jpg")).id == photo.id


async def test_what_was_indexed_before_is_cleaned_when_it_is_asked_for_and_then_no_more(stage: Stage) -> None:
    photo = await indexed(stage, PHONE, "IMG_1.jpg")
    before = await handed.original_for_guests(stage.deps, photo)
    await stage.deps.blobs.delete(blob_keys.guests_changes(photo))
    assert await handed.original_for_guests(stage.deps, photo) == before
    assert await stage.deps.blobs.get(blob_keys.guests_changes(photo)) == before.changes


async def test_of_what_nobody_can_clean_a_guest_gets_the_preview(client: httpx.AsyncClient, stage: Stage) -> None:
    big = SECRETIVE["png"]().replace(b"IEND", b"iEND")
    photo = await indexed(stage, PHONE, "IMG_1.jpg")
    await stage.deps.blobs.put(blob_keys.original(photo), big)
    await stage.deps.blobs.delete(blob_keys.guests_changes(photo))
    urls = media.urls(stage.deps, photo, GUEST)
    assert (await client.get(urls.original)).content == (await client.get(urls.preview)).content
