"""When photos were taken: cameras with and without a time zone around the change of the clocks, and clocks that are wrong."""

from __future__ import annotations

import io
import zipfile
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest
from PIL import ExifTags, Image

from app.domain import capture
from app.services import found_photos, handed, photos
from app.services.archive import archive_of
from app.services.deps import Deps
from app.services.public_photos import public_photo
from app.store.documents import Photo
from app.store.photos import Filters
from tests.painted import painted
from tests.stage import Stage, open_stage


@pytest.fixture
async def stage(deps: Deps) -> AsyncIterator[Stage]:
    """An event in Berlin."""
    async with open_stage(deps) as opened:
        await opened.event.set({"time_zone": "Europe/Berlin"})
        yield opened


async def taken(stage: Stage, look: int, clock: str, offset: str | None = None) -> Photo:
    """A photo of person 3 by a camera that showed this; indexed."""
    exif = Image.Exif()
    zone = {ExifTags.Base.OffsetTimeOriginal: offset} if offset else {}
    exif[ExifTags.IFD.Exif] = {ExifTags.Base.DateTimeOriginal: clock} | zone
    file = io.BytesIO()
    Image.open(io.BytesIO(painted(3, look=look))).save(file, "PNG", exif=exif)
    photo = await stage.accept_file(file.getvalue(), f"{look}.png")
    await stage.ingest.process(photo.id)
    return await photos.find(photo.id)


async def by_time(stage: Stage) -> list[str]:
    """The studio's order."""
    ids: list[str] = list((await photos.outline(stage.event, Filters(), "taken")).ids)
    return ids


@pytest.mark.parametrize(
    ("clocks", "in_utc"),
    [
        # 3:00 becomes 2:00 for the second time; a clock that names no offset runs on as on the evening before.
        (
            [("02:30:00", "+01:00"), ("02:30:00", None), ("02:45:00", "+02:00"), ("03:10:00", None)],
            ["01:30", "00:30", "00:45", "01:10"],
        ),
        # 2:00 becomes 3:00: there is no 2:30, so a clock that shows it was not put forward, and shows 3:10 an hour later, too.
        (
            [("03:40:00", "+02:00"), ("02:30:00", None), ("03:10:00", None), ("01:50:00", None)],
            ["01:40", "01:30", "02:10", "00:50"],
        ),
    ],
    ids=["back", "forward"],
)
async def test_cameras_with_and_without_a_zone_are_in_one_order_for_everybody_when_the_clocks_change(
    stage: Stage, clocks: list[tuple[str, str | None]], in_utc: list[str]
) -> None:
    day = "2026:10:25" if in_utc[0] == "01:30" else "2026:03:29"
    made = [await taken(stage, look, f"{day} {clock}", offset) for look, (clock, offset) in enumerate(clocks)]
    assert [f"{photo.taken_at:%H:%M}" for photo in made] == in_utc
    newest_first = [photo.id for photo in sorted(made, key=lambda photo: photo.taken_at or photo.created_at, reverse=True)]
    assert await by_time(stage) == newest_first

    search = await stage.search(painted(3, look=50))
    matches = (await found_photos.page_of_matches(stage.deps, search, None, 10)).items
    assert {item.photo_id: f"{item.taken_at:%H:%M}" for item in matches} == {
        photo.id: time for photo, time in zip(made, in_utc, strict=True)
    }
    chosen = await photos.of_event(stage.event, newest_first)
    assert await names_in_zip(stage, chosen) == [photo.name for photo in chosen]
    assert await names_in_zip(stage, await found_photos.visible_photos(stage.deps, search)) == [photo.name for photo in chosen]


async def names_in_zip(stage: Stage, chosen: list[Photo]) -> list[str]:
    """In the order of the archive."""
    archive = await archive_of(stage.deps, chosen, handed.original)
    data = b"".join([chunk async for chunk in archive.stream()])
    return zipfile.ZipFile(io.BytesIO(data)).namelist()


async def test_a_clock_that_is_wrong_is_said_to_be_and_its_photo_is_where_it_arrived(stage: Stage) -> None:
    now = datetime.now(UTC)
    earlier = await taken(stage, 1, f"{now - timedelta(days=1):%Y:%m:%d %H:%M:%S}", "+00:00")
    ahead = await taken(stage, 2, "2050:01:01 12:00:00")
    never_set = await taken(stage, 3, "1980:01:01 00:00:00")
    coming = await taken(stage, 4, f"{now + timedelta(hours=1):%Y:%m:%d %H:%M:%S}", "+00:00")  # of a clock that is a little fast
    assert await by_time(stage) == [coming.id, never_set.id, ahead.id, earlier.id]
    shown = [public_photo(stage.deps, photo) for photo in (earlier, ahead, never_set, coming)]
    assert [photo.taken_doubtful for photo in shown] == [False, True, True, False]
    assert f"{shown[1].taken_at:%Y-%m-%d}" == "2050-01-01"


def test_a_time_is_believed_as_long_as_some_zone_makes_it_possible() -> None:
    arrived = datetime(2026, 6, 1, 12, tzinfo=UTC)
    assert not capture.is_doubtful(None, arrived)
    assert not capture.is_doubtful(arrived + timedelta(days=1), arrived)
    assert capture.is_doubtful(arrived + timedelta(days=1, seconds=1), arrived)
    assert capture.moment(None, arrived) is None
    assert capture.moment(datetime(1970, 1, 1, tzinfo=UTC), arrived) == arrived
