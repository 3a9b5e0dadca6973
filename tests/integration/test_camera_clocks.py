"""The clocks of an event's cameras: whatever comes in between, every photo ends with the time of the newest offset."""

from __future__ import annotations

import asyncio
import io
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import orjson
import pytest
from PIL import ExifTags, Image

from app import jobs, topics
from app.domain import capture
from app.domain.permissions import Caller
from app.domain.vocabulary import Release, Review, Role
from app.errors import FacesNotKept, Forbidden, NotFound
from app.services import clock_codes, clocks, found_photos, live, photos, showing
from app.services.clocks import Offset
from app.services.deps import Deps
from app.services.public_photos import public_status
from app.store import cameras, events
from app.store import photos as photo_store
from app.store.documents import Event, EventCamera, Photo
from app.store.photos import Filters
from app.store.queries import write_one
from tests.clock_pictures import clock_on
from tests.painted import painted
from tests.stage import OWNER, Stage, open_stage
from workers.clock_suggestions import ClockSuggestions

EVENING = datetime(2026, 6, 20, 19, 0, tzinfo=UTC)
NIKON = ("NIKON CORPORATION", "NIKON Z 6", "6010472")
CANON = ("Canon", "Canon EOS R5", "032021001234")
SEVEN_MINUTES = 7 * 60


@pytest.fixture
async def stage(deps: Deps) -> AsyncIterator[Stage]:
    async with open_stage(deps) as opened:
        yield opened


async def sent(stage: Stage, body: tuple[str, str, str], at: datetime, *, person: int = 3) -> Photo:
    """A photo of ``person`` by a camera that showed ``at``; not processed yet."""
    look = await photo_store.last_seq(stage.event.id) + 1
    return await sent_picture(stage, body, at, Image.open(io.BytesIO(painted(person, look=look))))


async def sent_picture(stage: Stage, body: tuple[str, str, str], at: datetime, picture: Image.Image) -> Photo:
    """The same of any picture."""
    make, model, serial = body
    exif = Image.Exif()
    exif[ExifTags.Base.Make], exif[ExifTags.Base.Model] = make, model
    exif[ExifTags.IFD.Exif] = {
        ExifTags.Base.DateTimeOriginal: f"{at:%Y:%m:%d %H:%M:%S}",
        ExifTags.Base.BodySerialNumber: serial,
    }
    file = io.BytesIO()
    picture.save(file, "PNG", exif=exif, compress_level=1)
    return await stage.accept_file(file.getvalue(), f"{await photo_store.last_seq(stage.event.id) + 1}.png")


async def taken(stage: Stage, body: tuple[str, str, str], at: datetime, *, person: int = 3) -> Photo:
    """The same, indexed."""
    photo = await sent(stage, body, at, person=person)
    await stage.ingest.process(photo.id)
    return await photos.find(photo.id)


async def change(stage: Stage, key: str | None, **offset: Any) -> None:
    """What the photographer does, and the keeper after it."""
    assert key is not None
    await clocks.change(stage.deps, OWNER, stage.event.id, key, Offset(**offset))
    await clocks.apply(stage.deps, stage.event.id, key)


async def by_time(stage: Stage) -> list[str]:
    """The studio's order, the earliest first."""
    return list(reversed((await photos.outline(stage.event, Filters(), "taken")).ids))


async def told(stage: Stage) -> list[dict[str, Any]]:
    """What the photographer's pages heard of cameras."""
    history = await stage.deps.bus.history(topics.ingest_topic(stage.event.id))
    data = [orjson.loads(publication.data) for publication in history.publications]
    return [message for message in data if message["type"] == "cameras.changed"]


async def test_an_offset_puts_the_galleries_and_the_guests_photos_in_order_and_can_be_taken_back(stage: Stage) -> None:
    fast = timedelta(seconds=SEVEN_MINUTES)
    first = await taken(stage, NIKON, EVENING)
    second = await taken(stage, CANON, EVENING + timedelta(minutes=1) + fast)
    third = await taken(stage, NIKON, EVENING + timedelta(minutes=2))
    as_shown = [first.id, third.id, second.id]
    assert await by_time(stage) == as_shown
    search = await stage.search(painted(3, look=50))

    await change(stage, second.camera_key, offset_s=-SEVEN_MINUTES)
    assert await by_time(stage) == [first.id, second.id, third.id]
    found = (await found_photos.page_of_matches(stage.deps, search, None, 10)).items
    assert {item.photo_id: item.taken_at for item in found}[second.id] == EVENING + timedelta(minutes=1)
    assert await stage.told(search, "search.times") == [{"type": "search.times", "times": {second.id: "2026-06-20T19:01:00Z"}}]
    _, shown = await live.snapshot(stage.deps, topics.search_topic(search.id))
    assert {match["photo_id"]: match["taken_at"] for match in shown["matches"]}[second.id] == "2026-06-20T19:01:00Z"
    key = second.camera_key
    assert await told(stage) == [{"type": "cameras.changed", "key": key, "pending": pending} for pending in (True, False)]

    await change(stage, key, offset_s=0)
    assert await by_time(stage) == as_shown
    assert (await photos.find(second.id)).taken_at == second.taken_at


async def test_cameras_are_told_apart_by_body_and_their_numbers_are_not_kept(stage: Stage) -> None:
    for minute, body in enumerate((NIKON, NIKON, (*NIKON[:2], "6010999"), CANON, ("", "", ""))):
        await taken(stage, body, EVENING + timedelta(minutes=minute))
    found = await clocks.of_event(OWNER, stage.event.id)
    assert (found[0].camera.name, found[0].camera.serial_end, found[0].photos) == ("NIKON Z 6", "72", 2)
    others = {(shown.camera.name, shown.camera.serial_end, shown.photos) for shown in found[1:]}
    assert others == {("NIKON Z 6", "99", 1), ("Canon EOS R5", "1234", 1), ("", "", 1)}
    assert [photo.name for photo in found[0].last] == ["2.png", "1.png"]
    stored = [*await EventCamera.find({}).to_list(), *await Photo.find({}).to_list()]
    assert not any(serial in document.model_dump_json() for document in stored for serial in (NIKON[2], CANON[2]))


async def test_a_body_has_another_key_at_another_event(stage: Stage) -> None:
    keys = {clocks.camera_key(stage.deps.settings, event, "NIKON Z 6", serial) for event in (1, 2) for serial in ("1", "2")}
    assert len(keys) == 4


async def test_an_offset_that_comes_while_a_worker_has_a_photo_in_hand_reaches_it(stage: Stage) -> None:
    known = await taken(stage, CANON, EVENING)
    assert known.camera_key
    waiting = [await sent(stage, CANON, EVENING + timedelta(minutes=minute)) for minute in range(1, 9)]

    async def offsets() -> None:
        for offset in range(60, 600, 60):
            await clocks.change(stage.deps, OWNER, stage.event.id, str(known.camera_key), Offset(offset_s=offset))
            await clocks.apply(stage.deps, stage.event.id, str(known.camera_key))

    await asyncio.gather(offsets(), *(stage.ingest.process(photo.id) for photo in waiting))
    for minute, photo in enumerate([known, *waiting]):
        assert (await photos.find(photo.id)).taken_at == EVENING + timedelta(minutes=minute, seconds=540)
    camera = await cameras.get(stage.event.id, known.camera_key)
    assert camera is not None
    assert not camera.pending


async def test_a_photo_that_was_written_with_an_offset_of_before_is_put_right_by_its_worker(stage: Stage) -> None:
    photo = await taken(stage, CANON, EVENING)
    # The keeper has been through before the worker wrote: of the two, the worker looks last.
    await change(stage, photo.camera_key, offset_s=60)
    await write_one(Photo, {"_id": photo.id}, {"$set": {"taken_at": EVENING, "clock_version": 0}})
    late = await photos.find(photo.id)
    await clocks.settle(stage.event, late)
    assert late.taken_at == EVENING + timedelta(seconds=60)
    assert (await photos.find(photo.id)).taken_at == late.taken_at


async def test_an_older_offset_never_replaces_a_newer_one(stage: Stage) -> None:
    photo = await taken(stage, CANON, EVENING)
    await change(stage, photo.camera_key, offset_s=60)
    await photo_store.set_taken_at({photo.id: EVENING}, 0)
    await photo_store.set_taken_at({photo.id: EVENING}, 1)
    assert (await photos.find(photo.id)).taken_at == EVENING + timedelta(seconds=60)


async def test_what_a_crash_cut_off_is_queued_by_the_keeper_and_goes_on_where_it_was(stage: Stage) -> None:
    made = [await taken(stage, CANON, EVENING + timedelta(minutes=minute)) for minute in range(3)]
    key = str(made[0].camera_key)
    changed = await cameras.change(stage.event.id, key, {"offset_s": 60})  # and the process ended before it queued anything
    assert changed is not None
    await photo_store.set_taken_at({made[0].id: EVENING + timedelta(seconds=60)}, changed.version)  # one got through
    await clocks.requeue_pending(stage.deps, changed.changed_at + timedelta(seconds=21))
    job = jobs.correct_times(stage.event.id, key)
    assert await stage.deps.queue.waiting([job.id]) == {job.id}
    await clocks.apply(stage.deps, stage.event.id, key)
    await clocks.apply(stage.deps, stage.event.id, key)
    moved = [(await photos.find(photo.id)).taken_at for photo in made]
    assert moved == [EVENING + timedelta(minutes=minute, seconds=60) for minute in range(3)]
    assert await cameras.pending_since(datetime.max.replace(tzinfo=UTC)) == []


async def test_a_clock_that_was_never_set_is_doubtful_until_it_is_put_right(stage: Stage) -> None:
    photo = await taken(stage, CANON, datetime(1980, 1, 1, 0, 10, tzinfo=UTC))
    [shown] = await clocks.of_event(OWNER, stage.event.id)
    assert (shown.photos, shown.doubtful, shown.zoneless) == (1, 1, True)
    offset = round((EVENING - datetime(1980, 1, 1, tzinfo=UTC)).total_seconds())
    await change(stage, photo.camera_key, offset_s=offset)
    [shown] = await clocks.of_event(OWNER, stage.event.id)
    assert shown.doubtful == 0
    right = await photos.find(photo.id)
    assert right.taken_at == EVENING + timedelta(minutes=10)
    assert not capture.is_doubtful(right.taken_at, right.created_at)


async def test_a_clock_that_changed_by_itself_in_the_night_is_said_to_have(stage: Stage) -> None:
    await stage.event.set({"time_zone": "Europe/Berlin"})
    photo = await taken(stage, CANON, datetime(2026, 10, 25, 3, 10, tzinfo=UTC))
    assert photo.taken_at == datetime(2026, 10, 25, 1, 10, tzinfo=UTC)
    await change(stage, photo.camera_key, follows_summer_time=True)
    assert (await photos.find(photo.id)).taken_at == datetime(2026, 10, 25, 2, 10, tzinfo=UTC)


async def test_nobody_but_the_owner_sees_cameras_or_puts_a_clock_right(stage: Stage) -> None:
    photo = await taken(stage, CANON, EVENING)
    guest = Caller(guest_id="g", guest_event_id=stage.event.id)
    with pytest.raises(Forbidden):
        await clocks.of_event(guest, stage.event.id)
    with pytest.raises(Forbidden):
        await clocks.change(stage.deps, guest, stage.event.id, str(photo.camera_key), Offset(offset_s=1))
    other = Caller(user_id="other", role=Role.PHOTOGRAPHER)
    with pytest.raises(NotFound):
        await clocks.change(stage.deps, other, stage.event.id, str(photo.camera_key), Offset(offset_s=1))
    with pytest.raises(NotFound):
        await clocks.change(stage.deps, OWNER, stage.event.id, "nobody", Offset(offset_s=1))
    assert (await photos.find(photo.id)).taken_at == EVENING


async def test_a_photo_of_the_clock_puts_its_camera_right_and_no_guest_gets_it(stage: Stage, sample: Path) -> None:
    fast = timedelta(minutes=7)
    await clock_codes.show(stage.deps.settings, OWNER, stage.event.id)
    stage.event = await shown_event(stage)
    early = await taken(stage, CANON, EVENING + fast)
    search = await stage.search(painted(3, look=50))

    at = EVENING + timedelta(minutes=5)
    rows = clock_codes.rows_of(clock_codes.code_text(stage.deps.settings, stage.event.id, at))
    base = Image.open(next((sample / "madonna").iterdir())).resize((2048, 1365))
    of_clock = await sent_picture(stage, CANON, at + fast, clock_on(base, rows, blur=2.0))
    await stage.ingest.process(of_clock.id)
    await clocks.apply(stage.deps, stage.event.id, str(early.camera_key))

    [camera] = await cameras.of_event(stage.event.id)
    assert (camera.offset_s, camera.origin, camera.clock_at) == (-SEVEN_MINUTES, "clock", at)
    assert [(await photos.find(photo.id)).taken_at for photo in (early, of_clock)] == [EVENING, at]
    assert (await photos.find(of_clock.id)).hidden
    assert [photo.id for photo in await found_photos.visible_photos(stage.deps, search)] == [early.id]
    late = await taken(stage, CANON, EVENING + timedelta(minutes=9) + fast)
    assert late.taken_at == EVENING + timedelta(minutes=9)

    await events.change(stage.event.id, {"release": "approved"})
    again = await sent_picture(stage, CANON, at + fast, clock_on(base, rows, blur=2.1))
    await stage.ingest.process(again.id)
    assert public_status(await photos.find(again.id)) == "hidden", "it does not wait at the gate, nor go out by itself"


async def test_a_photo_of_the_clock_does_not_wait_at_a_gate_that_would_let_it_go(stage: Stage) -> None:
    await stage.event.set({"release": Release.LATER, "clock_shown_at": EVENING + timedelta(days=9999)})
    rows = clock_codes.rows_of(clock_codes.code_text(stage.deps.settings, stage.event.id, EVENING))
    photo = await sent_picture(stage, CANON, EVENING, clock_on(Image.new("RGB", (900, 600), "green"), rows, blur=0))
    assert photo.review is Review.WAITING
    await stage.ingest.process(photo.id)
    seen = await photos.find(photo.id)
    assert (seen.review, seen.hidden) == (Review.NONE, True)
    await showing.release_due(stage.deps, datetime.max.replace(tzinfo=UTC))
    assert (await photos.find(photo.id)).hidden


async def test_the_latest_clock_counts_and_what_is_set_by_hand_after_it(stage: Stage) -> None:
    photo = await taken(stage, CANON, EVENING)
    ten_later = EVENING + timedelta(minutes=10)
    for at in (ten_later, EVENING, ten_later):
        await clocks.read_off(stage.deps, stage.event, photo, at)
    camera = await cameras.get(stage.event.id, str(photo.camera_key))
    assert camera is not None
    assert (camera.offset_s, camera.version) == (600, 1)
    await change(stage, photo.camera_key, offset_s=5)
    await clocks.read_off(stage.deps, stage.event, photo, ten_later)
    assert (await photos.find(photo.id)).taken_at == EVENING + timedelta(seconds=5)


async def test_photos_are_not_looked_at_for_a_clock_that_was_not_shown(stage: Stage) -> None:
    rows = clock_codes.rows_of(clock_codes.code_text(stage.deps.settings, stage.event.id, EVENING))
    picture = clock_on(Image.new("RGB", (900, 600), "green"), rows, blur=0)
    photo = await sent_picture(stage, CANON, EVENING + timedelta(minutes=7), picture)
    await stage.ingest.process(photo.id)
    seen = await photos.find(photo.id)
    assert (seen.hidden, seen.taken_at) == (False, EVENING + timedelta(minutes=7))


async def test_a_difference_is_suggested_from_whom_both_cameras_saw_and_accepted(stage: Stage) -> None:
    fast = timedelta(seconds=SEVEN_MINUTES)
    for minute, person in ((0, 1), (11, 2), (25, 5), (33, 7), (52, 9)):
        right = await taken(stage, NIKON, EVENING + timedelta(minutes=minute), person=person)
        wrong = await taken(stage, CANON, EVENING + timedelta(minutes=minute, seconds=10) + fast, person=person)
    suggestions = ClockSuggestions(stage.deps, stage.engine, stage.galleries, stage.thread)
    await clocks.ask_for_suggestions(stage.deps, OWNER, stage.event.id, str(right.camera_key))
    await suggestions.run(stage.event.id, str(right.camera_key))

    proposed = (await camera_of(stage, wrong)).suggestion
    assert proposed is not None
    assert (proposed.sure, proposed.like) == (True, right.camera_key)
    assert proposed.offset_s is not None
    assert abs(proposed.offset_s + SEVEN_MINUTES + 10) <= 15
    assert (await camera_of(stage, right)).suggestion is None
    await change(stage, wrong.camera_key, offset_s=proposed.offset_s, origin="suggestion")
    camera = await camera_of(stage, wrong)
    assert (camera.origin, camera.suggestion) == ("suggestion", None)

    await suggestions.run(stage.event.id, str(right.camera_key))
    agreeing = (await camera_of(stage, wrong)).suggestion
    assert agreeing is not None
    assert agreeing.offset_s == camera.offset_s
    await change(stage, right.camera_key, offset_s=60)
    assert (await camera_of(stage, wrong)).suggestion is None


async def test_cameras_that_saw_nobody_in_common_are_told_apart_by_nothing(stage: Stage) -> None:
    right = await taken(stage, NIKON, EVENING, person=1)
    other = await taken(stage, CANON, EVENING, person=2)
    suggestions = ClockSuggestions(stage.deps, stage.engine, stage.galleries, stage.thread)
    await suggestions.run(stage.event.id, str(right.camera_key))
    found = (await camera_of(stage, other)).suggestion
    assert found is not None
    assert (found.offset_s, found.sure) == (None, False)


async def test_an_event_that_keeps_no_faces_has_nothing_to_compare(stage: Stage) -> None:
    await stage.event.set({"registered_only": True})
    photo = await taken(stage, CANON, EVENING)
    with pytest.raises(FacesNotKept):
        await clocks.ask_for_suggestions(stage.deps, OWNER, stage.event.id, str(photo.camera_key))


async def shown_event(stage: Stage) -> Event:
    event = await Event.get(stage.event.id)
    assert event is not None
    return event


async def camera_of(stage: Stage, photo: Photo) -> EventCamera:
    camera = await cameras.get(stage.event.id, str(photo.camera_key))
    assert camera is not None
    return camera
