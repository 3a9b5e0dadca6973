"""RAW and JPEG of one shot are one photo with two files, whichever comes first."""

from __future__ import annotations

import asyncio
import io
import zipfile
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Final

import pytest
from PIL import Image

from app.domain.origin import Origin
from app.domain.vocabulary import PhotoStatus, Review, Source
from app.errors import NotFound
from app.services import blob_keys, downloads, pairs, photos, searches, showing
from app.services.check import check
from app.services.deps import Deps
from app.store import events, stats
from app.store import photos as store
from app.store.documents import Photo, Search
from app.store.photos import Filters
from tests.painted import painted
from tests.stage import OWNER, Stage, open_stage
from tests.unit.images.pictures import encoded
from tests.unit.images.raws import RAWS

GUEST = 1
_WIDE: Final = 11  # painted squares: as wide as a picture in a RAW file has to be


def camera_jpeg(time: str = "2026:06:13 18:24:11") -> bytes:
    exif = Image.Exif()
    details = exif.get_ifd(34665)
    details[36867], details[37521], details[36881] = time, "25", "+02:00"
    picture = Image.open(io.BytesIO(painted(GUEST, *[None] * (_WIDE - 1))))
    return encoded("JPEG", picture, quality=95, exif=exif)


RAW: Final = RAWS["nef"](camera_jpeg())


@pytest.fixture
async def stage(deps: Deps) -> AsyncIterator[Stage]:
    async with open_stage(deps) as stage:
        yield stage


async def sent(stage: Stage, name: str, data: bytes) -> Photo:
    photo = await stage.accept_file(data, name)
    await stage.ingest.process(photo.id)
    return await photos.find(photo.id)


async def shown(stage: Stage) -> list[str]:
    return list((await photos.outline(stage.event, Filters(), "newest")).ids)


async def names_in_zip(stage: Stage, photo: Photo) -> tuple[int, list[str]]:
    offer = await downloads.offer_photos(stage.deps, OWNER, stage.event.id, [photo.id])
    found = await downloads.redeem(stage.deps, offer.url.split("/")[-2])
    data = b"".join([chunk async for chunk in found.archive.stream()])
    assert len(data) == offer.size
    return offer.photos, zipfile.ZipFile(io.BytesIO(data)).namelist()


@pytest.mark.parametrize("first", ["raw", "jpeg"])
async def test_whichever_comes_first_there_is_one_photo_the_jpegs(stage: Stage, first: str) -> None:
    search = await stage.search(painted(GUEST, look=50))
    files = {"raw": ("DSC_0042.NEF", RAW), "jpeg": ("dsc_0042.JPG", camera_jpeg())}
    order = ["raw", "jpeg"] if first == "raw" else ["jpeg", "raw"]
    by_kind = {kind: await sent(stage, *files[kind]) for kind in order}
    jpeg, raw = await photos.find(by_kind["jpeg"].id), await photos.find(by_kind["raw"].id)

    assert (raw.raw_of, raw.hidden, raw.status) == (jpeg.id, True, PhotoStatus.INDEXED)
    assert (jpeg.hidden, jpeg.faces) == (False, 1)
    assert await shown(stage) == [jpeg.id]
    assert [photo.id for photo in await store.newest(stage.event.id, 10)] == [jpeg.id]
    counted = await stats.of_event(stage.event.id)
    assert (counted.total, counted.indexed, counted.processing, counted.faces) == (1, 1, 0, 1)
    assert await stats.counted_anew(stage.event.id) == {
        "total": 1,
        "indexed": 1,
        "processing": 0,
        "failed": 0,
        "waiting": 0,
        "replaced": 0,
        "faces": 1,
        "bytes": len(RAW) + len(files["jpeg"][1]),
    }
    assert [photo.id for photo in await searches.visible_photos(stage.deps, search)] == [jpeg.id]
    assert [found.name for found in (await photos.details(jpeg, stage.event)).raws] == ["DSC_0042.NEF"]
    assert await names_in_zip(stage, jpeg) == (1, ["dsc_0042.JPG", "DSC_0042.NEF"])
    assert await check(stage.deps, datetime.now(UTC), repair=False, say=print) == 0


async def test_both_at_once_are_one_photo_too(stage: Stage) -> None:
    raw, jpeg = await stage.accept_file(RAW, "DSC_1.NEF"), await stage.accept_file(camera_jpeg(), "DSC_1.JPG")
    await asyncio.gather(stage.ingest.process(raw.id), stage.ingest.process(jpeg.id))
    assert await shown(stage) == [jpeg.id]
    assert (await stats.counted_anew(stage.event.id))["total"] == 1


async def test_what_a_crash_left_undone_the_next_attempt_does(stage: Stage) -> None:
    raw, jpeg = await sent(stage, "DSC_1.NEF", RAW), await sent(stage, "DSC_1.JPG", camera_jpeg())
    again = await photos.find(jpeg.id)
    assert await pairs.join(stage.deps, again) is False
    assert await pairs.join(stage.deps, await photos.find(raw.id)) is True
    assert (await stats.of_event(stage.event.id)).total == 1
    assert await shown(stage) == [jpeg.id]


async def test_the_raw_file_goes_with_its_photo(stage: Stage) -> None:
    raw, jpeg = await sent(stage, "DSC_1.NEF", RAW), await sent(stage, "DSC_1.JPG", camera_jpeg())
    await photos.delete(stage.deps, await photos.find(jpeg.id))
    for photo in (raw, jpeg):
        assert await Photo.get(photo.id) is None
        with pytest.raises(NotFound):
            await stage.deps.blobs.info(blob_keys.original(photo))
    assert (await stats.of_event(stage.event.id)).total == 0
    assert await stats.counted_anew(stage.event.id) == {
        "total": 0,
        "indexed": 0,
        "processing": 0,
        "failed": 0,
        "waiting": 0,
        "replaced": 0,
        "faces": 0,
        "bytes": 0,
    }


async def test_the_raw_file_that_comes_again_is_known_and_cannot_be_shown(stage: Stage) -> None:
    raw, jpeg = await sent(stage, "DSC_1.NEF", RAW), await sent(stage, "DSC_1.JPG", camera_jpeg())
    assert (await stage.accept_file(RAW, "other.nef")).id == raw.id
    await showing.unhide(stage.deps, await photos.find(raw.id))
    assert (await photos.find(raw.id)).hidden
    assert await shown(stage) == [jpeg.id]


async def test_another_name_another_moment_or_another_hand_is_another_shot(stage: Stage) -> None:
    await sent(stage, "DSC_1.NEF", RAW)
    await sent(stage, "DSC_2.JPG", camera_jpeg())
    await sent(stage, "DSC_1.JPG", camera_jpeg("2026:06:13 18:24:12"))

    async def body() -> AsyncIterator[bytes]:
        yield camera_jpeg() + b"\0"

    theirs = Origin(Source.BROWSER, "somebody else")
    accepted = await photos.accept(stage.deps, stage.event, "DSC_1.JPG", body(), theirs)
    await stage.ingest.process(accepted.id)
    assert len(await shown(stage)) == 4


async def visible_to(stage: Stage, search: Search) -> list[str]:
    return [photo.name for photo in await searches.visible_photos(stage.deps, search)]


async def test_a_raw_that_guests_saw_at_the_gate_is_followed_by_its_jpeg_which_they_see(stage: Stage) -> None:
    await events.change(stage.event.id, {"release": "approved"})
    search = await stage.search(painted(GUEST, look=50))
    raw = await sent(stage, "DSC_1.NEF", RAW)
    await photos.rate(stage.deps, raw, 4)
    await showing.approve(stage.deps, raw, OWNER)
    await stage.ingest.rematch(raw.id)
    assert await visible_to(stage, search) == ["DSC_1.NEF"]
    jpeg = await sent(stage, "DSC_1.JPG", camera_jpeg())
    assert await visible_to(stage, search) == ["DSC_1.JPG"]
    assert (jpeg.review, jpeg.stars) == (Review.APPROVED, 4)
    assert await stage.announced(search) == [raw.id, jpeg.id]
    counted = await stats.of_event(stage.event.id)
    assert (counted.total, counted.indexed, counted.waiting) == (1, 1, 0)


async def test_a_raw_that_was_seen_before_there_was_a_gate_is_followed_by_its_jpeg(stage: Stage) -> None:
    search = await stage.search(painted(GUEST, look=50))
    await sent(stage, "DSC_1.NEF", RAW)
    await events.change(stage.event.id, {"release": "approved"})
    await sent(stage, "DSC_1.JPG", camera_jpeg())
    assert await visible_to(stage, search) == ["DSC_1.JPG"]


@pytest.mark.parametrize("release", ["later", "at_once"])
async def test_a_raw_that_nobody_is_to_see_is_followed_by_a_jpeg_that_nobody_sees(stage: Stage, release: str) -> None:
    """It would go out by itself: at once, or when nobody says no again."""
    await events.change(stage.event.id, {"release": release, "release_after_min": 1})
    search = await stage.search(painted(GUEST, look=50))
    raw = await sent(stage, "DSC_1.NEF", RAW)
    await showing.hide(stage.deps, raw, OWNER)
    jpeg = await sent(stage, "DSC_1.JPG", camera_jpeg())
    await showing.release_due(stage.deps, datetime.now(UTC) + timedelta(minutes=5))
    await stage.ingest.rematch(jpeg.id)
    assert (await photos.find(jpeg.id)).hidden
    assert await visible_to(stage, search) == []


async def test_a_jpeg_whose_raw_still_waits_waits_too(stage: Stage) -> None:
    await events.change(stage.event.id, {"release": "approved"})
    await sent(stage, "DSC_1.NEF", RAW)
    jpeg = await sent(stage, "DSC_1.JPG", camera_jpeg())
    assert (jpeg.review, jpeg.hidden) == (Review.WAITING, True)
    assert (await stats.of_event(stage.event.id)).waiting == 1


async def test_what_is_said_of_a_raw_while_its_jpeg_is_looked_at_is_not_lost(stage: Stage) -> None:
    await events.change(stage.event.id, {"release": "approved"})
    raw = await sent(stage, "DSC_1.NEF", RAW)
    jpeg = await stage.accept_file(camera_jpeg(), "DSC_1.JPG")
    await asyncio.gather(stage.ingest.process(jpeg.id), showing.reject(stage.deps, raw, OWNER))
    both = [await photos.find(photo.id) for photo in (raw, jpeg)]
    assert [photo.hidden for photo in both] == [True, True]
    said = {photo.review for photo in both}
    assert said in ({Review.NONE, Review.REJECTED}, {Review.REJECTED, Review.WAITING}), "of the RAW before, or of it alone after"
