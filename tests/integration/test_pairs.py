"""RAW and JPEG of one shot are one photo with two files, whichever comes first."""

from __future__ import annotations

import asyncio
import io
import zipfile
from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Final

import pytest
from PIL import Image

from app.domain.origin import Origin
from app.domain.permissions import Caller
from app.domain.vocabulary import PhotoStatus, Review, Source
from app.errors import NotFound
from app.services import acceptance, blob_keys, downloads, found_photos, pairs, photos, searches, showing, sightings
from app.services import favourites as own_favourites
from app.services.check import check
from app.services.deps import Deps
from app.store import albums, events, favourites, matches, stats
from app.store import photos as store
from app.store.documents import Comment, FavouriteList, Photo, Search, comment_id
from app.store.photos import Filters
from tests.painted import painted
from tests.stage import OWNER, Stage, open_stage
from tests.unit.images.pictures import encoded
from tests.unit.images.raws import RAWS

GUEST = 1
STRANGER = 5
_WIDE: Final = 11  # painted squares: as wide as a picture in a RAW file has to be


def camera_jpeg(time: str = "2026:06:13 18:24:11", people: Sequence[int | None] = (GUEST,)) -> bytes:
    exif = Image.Exif()
    details = exif.get_ifd(34665)
    details[36867], details[37521], details[36881] = time, "25", "+02:00"
    picture = Image.open(io.BytesIO(painted(*people, *[None] * (_WIDE - len(people)))))
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
    assert [photo.id for photo in await found_photos.visible_photos(stage.deps, search)] == [jpeg.id]
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
    assert [file.id for file in await pairs.join(stage.deps, again) or ()] == [raw.id]
    assert await pairs.join(stage.deps, await photos.find(raw.id)) is None
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
    accepted = await acceptance.accept(stage.deps, stage.event, "DSC_1.JPG", body(), theirs)
    await stage.ingest.process(accepted.id)
    assert len(await shown(stage)) == 4


async def visible_to(stage: Stage, search: Search) -> list[str]:
    return [photo.name for photo in await found_photos.visible_photos(stage.deps, search)]


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


@pytest.mark.parametrize("is_me", [True, False])
async def test_what_a_guest_said_of_a_raw_holds_for_its_jpeg(stage: Stage, *, is_me: bool) -> None:
    """With the face that it was said of, which is another one in the order of the JPEG's."""
    search = await stage.search(painted(GUEST, look=50))
    raw = await sent(stage, "DSC_1.NEF", RAW)
    await searches.answer(stage.deps, search, raw.id, is_me)
    jpeg = await sent(stage, "DSC_1.JPG", camera_jpeg(people=(STRANGER, GUEST)))

    [said] = await sightings.opened(stage.deps, await matches.of_photo(jpeg.id))
    assert (said.match.is_me, said.sight.face) == (is_me, 1)
    assert said.match.answered_at is not None
    assert await stage.announced(search) == ([raw.id, jpeg.id] if is_me else [raw.id])
    assert await visible_to(stage, search) == (["DSC_1.JPG"] if is_me else [])
    await stage.look_again()
    assert [match.is_me for match in await matches.of_photo(jpeg.id)] == [is_me]


async def test_a_jpeg_on_which_the_face_is_not_to_be_seen_has_no_answer_of_its_raw(stage: Stage) -> None:
    search = await stage.search(painted(GUEST, look=50))
    raw = await sent(stage, "DSC_1.NEF", RAW)
    await searches.answer(stage.deps, search, raw.id, is_me=True)
    jpeg = await sent(stage, "DSC_1.JPG", camera_jpeg(people=(None, STRANGER)))
    assert await matches.of_photo(jpeg.id) == []


async def test_an_answer_that_waits_at_the_gate_with_its_jpeg_is_there_when_it_goes_out(stage: Stage) -> None:
    search = await stage.search(painted(GUEST, look=50))
    raw = await sent(stage, "DSC_1.NEF", RAW)
    await searches.answer(stage.deps, search, raw.id, is_me=True)
    await showing.hide(stage.deps, raw, OWNER)
    jpeg = await sent(stage, "DSC_1.JPG", camera_jpeg())
    assert await visible_to(stage, search) == []
    await showing.unhide(stage.deps, jpeg, OWNER)
    await stage.ingest.rematch(jpeg.id)
    told = [message["match"] for message in await stage.told(search, "search.match")]
    assert [(match["photo_id"], match.get("is_me")) for match in told] == [(raw.id, None), (jpeg.id, True)]


async def test_an_answer_to_a_raw_that_is_no_photo_any_more_is_one_to_its_jpeg(stage: Stage) -> None:
    search = await stage.search(painted(GUEST, look=50))
    raw, jpeg = await sent(stage, "DSC_1.NEF", RAW), await sent(stage, "DSC_1.JPG", camera_jpeg())
    await searches.answer(stage.deps, search, raw.id, is_me=False)
    assert await visible_to(stage, search) == []
    assert [message["photo_id"] for message in await stage.told(search, "search.retracted")] == [raw.id, jpeg.id]


async def test_what_was_chosen_said_and_arranged_with_a_raw_is_the_jpegs(stage: Stage) -> None:
    raw, other = await sent(stage, "DSC_1.NEF", RAW), await sent(stage, "DSC_2.JPG", camera_jpeg("2026:06:13 18:30:00"))
    listing = await favourites.insert_once(
        FavouriteList(event_id=stage.event.id, kind="client", origin="a client", photo_ids=[raw.id, other.id])
    )
    said = Comment(
        id=comment_id(listing.id, "1"), number=0, event_id=stage.event.id, list_id=listing.id, photo_id=raw.id, text="Lovely"
    )
    await favourites.insert_comment(said)
    await events.change(stage.event.id, {"cover_photo_id": raw.id})
    await albums.put_in(stage.event.id, "an album", [raw.id])

    jpeg = await sent(stage, "DSC_1.JPG", camera_jpeg())

    chosen = await favourites.get(listing.id)
    assert chosen is not None
    assert chosen.photo_ids == [jpeg.id, other.id]
    assert [comment.text for comment in await favourites.comments_of_photo(jpeg.id)] == ["Lovely"]
    event = await events.living(stage.event.id)
    assert event is not None
    assert event.cover_photo_id == jpeg.id
    assert (await photos.find(jpeg.id)).albums == ["an album"]


async def test_a_raw_on_the_cover_is_followed_by_none_where_nobody_may_see_its_jpeg(stage: Stage) -> None:
    raw = await sent(stage, "DSC_1.NEF", RAW)
    await events.change(stage.event.id, {"cover_photo_id": raw.id})
    jpeg = await stage.accept_file(camera_jpeg(), "DSC_1.JPG")
    await showing.hide(stage.deps, jpeg, OWNER)
    await stage.ingest.process(jpeg.id)
    event = await events.living(stage.event.id)
    assert event is not None
    assert event.cover_photo_id is None


async def test_a_heart_that_comes_after_the_jpeg_is_the_jpegs(stage: Stage) -> None:
    """A phone without a network may tell of it an hour later."""
    await events.change(stage.event.id, {"comments": True})
    made = FavouriteList(event_id=stage.event.id, kind="client", origin="a client")
    listing = await favourites.insert_once(made)
    raw, jpeg = await sent(stage, "DSC_1.NEF", RAW), await sent(stage, "DSC_1.JPG", camera_jpeg())
    holder = Caller(list_ids=frozenset({listing.id}))
    chosen = await own_favourites.choose(stage.deps, holder, listing.id, [raw.id], [])
    assert chosen.photo_ids == [jpeg.id]
    said = await own_favourites.comment(stage.deps, holder, listing.id, "1", photo_id=raw.id, text="Lovely")
    assert said.photo_id == jpeg.id
    assert (await own_favourites.choose(stage.deps, holder, listing.id, [], [raw.id])).photo_ids == []
