"""What a worker does with one photo, from its bytes to the guests who wait for it.

Everything here can run twice and can stop anywhere: each step is a conditional write or one that does the same again.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from functools import cached_property, partial

from app import topics
from app.domain.faces import DetectedFace, FaceQuality
from app.domain.times import utc_now
from app.domain.vocabulary import HookEvent, PhotoStage, PhotoStatus, Review, Source
from app.errors import ImageError, NotFound
from app.metrics import timed_stage
from app.ports import FaceEngine
from app.services import (
    blob_keys,
    clock_codes,
    clocks,
    covers,
    finals,
    gallery_news,
    matching,
    pairs,
    photos,
    space,
    walls,
    webhooks,
)
from app.services.deps import Deps
from app.services.keys import event_key
from app.services.progress import ProgressPublisher
from app.services.public_photos import public_photo
from app.store import counting, matches, shot_files, showing
from app.store import events as event_store
from app.store import faces as face_log
from app.store import photos as store
from app.store.documents import Event, FaceEntry, Photo, PhotoError
from workers.answers import Answers
from workers.faces.eyes import Eyes
from workers.faces.finder import LONG_SIDE, FaceFinder, limits_of
from workers.faces.found import FoundFaces
from workers.failures import CRASHED, TIMED_OUT
from workers.images.codes import codes_on
from workers.images.guests import ForGuests, for_guests
from workers.images.limits import ImageLimits
from workers.images.looks import Look, look_of
from workers.images.previews import Previews, make_previews
from workers.images.reading import LoadedPhoto, read_photo
from workers.marking import Marking
from workers.matcher import Matcher
from workers.replacing import Replacing
from workers.second_look import SecondLook
from workers.thread import Result, ThreadLost, WorkThread


class PhotoPipeline:
    """``process`` is the job of the ingest workers."""

    def __init__(self, deps: Deps, engine: FaceEngine, matcher: Matcher, progress: ProgressPublisher, thread: WorkThread) -> None:
        self._deps = deps
        self._engine = engine
        self._matcher = matcher
        self._progress = progress
        self._thread = thread
        self._faces = FaceFinder(engine, deps.settings.max_faces_per_photo)
        self._marking = Marking(deps, thread)
        self._answers = Answers(deps, engine)
        self._replacing = Replacing(deps, engine, matcher, SecondLook(deps, engine, thread))

    @cached_property
    def _eyes(self) -> Eyes:
        return Eyes(self._deps.settings.models_dir)

    async def process(self, photo_id: str) -> None:
        """Bring a waiting photo to ``indexed`` or, when it is the photo's own fault, to ``failed``.

        Anything else that goes wrong raises, and the job is tried again (``give_up`` ends that).
        """
        photo = await store.get(photo_id)
        event = await event_store.living(photo.event_id) if photo else None
        if photo is None or event is None:
            return
        if photo.status in (PhotoStatus.INDEXED, PhotoStatus.FAILED):
            # The process that brought it there may not have lived to count it, nor to say so.
            await counting.doubt(photo.event_id)
            await self._publish_done(photo)
        elif photo.attempts >= self._deps.settings.job_tries:
            await self.give_up(photo_id, CRASHED)
        elif photo.final and await finals.must_wait(photo):
            return  # whoever brings the other one to its end queues this one; or the keeper does
        else:
            await space.need(self._deps)
            await self._attempt(event, photo)
            await finals.go_on(self._deps, photo)

    async def show_proof(self, photo_id: str) -> None:
        """Bring back what a photo was before a final took its place."""
        await self._replacing.show_proof(photo_id)

    async def rematch(self, photo_id: str) -> None:
        """Announce a photo that was hidden or held and is back: to the searches that knew it, and to those that came since."""
        photo = await store.get(photo_id)
        event = await event_store.living(photo.event_id) if photo else None
        if photo is None or event is None:
            return
        if not photo.hidden and photo.engine_id is not None:
            await self._announce_again(event, photo, photo.engine_id)
        await webhooks.tell_of_release(photo, utc_now())  # whoever let it go may not have lived to say so
        if photo.rematch_asked_at is not None:
            await showing.set_rematched(photo.id, photo.rematch_asked_at)

    async def _announce_again(self, event: Event, photo: Photo, engine_id: str) -> None:
        await matches.release([photo.id])
        entry = await face_log.of_photo(photo.id, engine_id)
        if entry is not None and engine_id == self._engine.id:
            await self._matcher.match_photo(self._deps, event, photo, entry)
        await matching.announce_missed(self._deps, await matches.of_photo(photo.id))

    async def give_up(self, photo_id: str, error: PhotoError) -> None:
        """The photo has failed; nothing happens when it was deleted or has got through meanwhile."""
        now = utc_now()
        before = await store.set_failed(photo_id, error, now)
        if before is None:
            return
        started = before.status is PhotoStatus.PROCESSING
        if before.raw_of is None:
            await counting.count(before.event_id, now, failed=1, processing=-1 if started else 0)
        await self._publish_done(before.model_copy(update={"status": PhotoStatus.FAILED, "error": error, "updated_at": now}))

    async def _attempt(self, event: Event, photo: Photo) -> None:
        try:
            # The bytes are here before it is this photo's turn: reading overlaps with the work on the photo before it.
            data = await self._deps.blobs.get(blob_keys.original(photo))
            found = await self._examine(event, photo, data)
        except ImageError as error:
            await self.give_up(photo.id, PhotoError(code=error.code, message=error.detail, retryable=False))
        except NotFound:
            await self.give_up(photo.id, photos.MISSING)
        else:
            if found is not None:
                with timed_stage(PhotoStage.INDEXING.value):
                    await self._index(event, photo, found)

    async def _examine(self, event: Event, photo: Photo, data: bytes) -> FoundFaces | None:
        """Decode, make the previews, find and embed the faces. None when the photo needs no work any more."""
        # The photo before it may bring the worker down, and then a try of this one is gone too. So only the first is begun early:
        # whatever its neighbours do, a photo loses one of its tries to them, and with a single try none.
        early = photo.attempts == 0 and self._deps.settings.job_tries > 1
        if early and not await self._claimed(photo):
            return None
        async with self._thread.one_photo:
            if not early and not await self._claimed(photo):
                return None
            try:
                return await self._in_stages(event, photo, data)
            except ThreadLost:
                await self.give_up(photo.id, TIMED_OUT)
                self._thread.abandon(f"photo {photo.id}")

    async def _claimed(self, photo: Photo) -> bool:
        """Count a try of the photo, durably; False when it needs no work any more."""
        before = await store.claim(photo.id)
        if before is None:
            return False
        if before.status is PhotoStatus.QUEUED:
            await counting.count(photo.event_id, processing=1)
            self._progress.note(photo.event_id)
        else:
            await counting.doubt(photo.event_id)  # whoever was at it may not have lived to count it
        return True

    async def _in_stages(self, event: Event, photo: Photo, data: bytes) -> FoundFaces | None:
        settings = self._deps.settings
        looking = photo.source is not Source.GUEST and clock_codes.may_be_on_a_photo(event, utc_now())
        decoding = partial(_decode, data, limits_of(settings), looking_for_codes=looking)
        loaded, previews, guests, codes = await self._stage(photo, PhotoStage.DECODING, decoding)
        photo.width, photo.height, photo.camera = loaded.width, loaded.height, loaded.camera
        photo.placeholder, photo.clock_seen_at = previews.placeholder, clock_codes.time_in(settings, event, codes)
        photo.media_type, photo.film = loaded.media_type, guests.film
        if photo.film and not self._deps.settings.keep_films:
            await self._deps.blobs.put(blob_keys.original(photo), data[: guests.picture_ends])
            photo.size, photo.film = guests.picture_ends, 0
        storing = asyncio.create_task(self._store_pictures(photo, previews, guests))
        try:
            seen = await self._stage(photo, PhotoStage.DETECTING, partial(self._faces.detect, loaded))
            embedding = partial(self._embed, photo, loaded, seen, eyes_too=photo.review is Review.WAITING and _keeps_faces(event))
            found, look = await self._stage(photo, PhotoStage.EMBEDDING, embedding)
            await self._marking.mark(event, photo, previews.preview, data)
        finally:
            await storing
        clocked = await clocks.met(settings, event, loaded.camera, loaded.serial, loaded.taken_at)
        for name, value in clocked.items():
            setattr(photo, name, value)
        photo.fingerprint, photo.sharpness, photo.light = look.fingerprint, look.sharpness, look.light
        return found

    def _embed(
        self, photo: Photo, loaded: LoadedPhoto, seen: Sequence[tuple[DetectedFace, FaceQuality]], *, eyes_too: bool
    ) -> tuple[FoundFaces, Look]:
        found = self._faces.embed(loaded, seen)
        if eyes_too:  # only an editor chooses by them, and they take 30 ms of a core for nine faces
            photo.eyes = self._eyes.seen(loaded, seen)
        return found, look_of(loaded.image, [face.box for face in found.faces])

    async def _stage(self, photo: Photo, stage: PhotoStage, work: Callable[[], Result]) -> Result:
        """Do the work of a stage, and say so meanwhile."""
        saying = asyncio.create_task(self._publish(photo, topics.photo_stage(photo.id, photo.name, stage)))
        try:
            with timed_stage(stage.value):
                return await self._thread.run(work)
        finally:
            await saying

    async def _store_pictures(self, photo: Photo, previews: Previews, guests: ForGuests) -> None:
        await self._deps.blobs.put(blob_keys.preview(photo), previews.preview)
        for long_side, thumb in previews.thumbs.items():
            await self._deps.blobs.put(blob_keys.thumb(photo, long_side), thumb)
        if guests.changes is not None:
            await self._deps.blobs.put(blob_keys.guests_changes(photo), guests.changes)
        if guests.jpeg is not None:
            await self._deps.blobs.put(blob_keys.guests_jpeg(photo), guests.jpeg)

    async def _index(self, event: Event, photo: Photo, found: FoundFaces) -> None:
        """Write the faces, then match, then tell. The order makes sure that a search which starts meanwhile misses nothing."""
        await self._publish(photo, topics.photo_stage(photo.id, photo.name, PhotoStage.INDEXING))
        findings = {
            "width": photo.width,
            "height": photo.height,
            "placeholder": photo.placeholder,
            "camera": photo.camera,
            "camera_key": photo.camera_key,
            "clock_shown": photo.clock_shown,
            "clock_ahead_s": photo.clock_ahead_s,
            "clock_version": photo.clock_version,
            "clock_seen_at": photo.clock_seen_at,
            "taken_at": photo.taken_at,
            "media_type": photo.media_type,
            "film": photo.film,
            "fingerprint": photo.fingerprint,
            "sharpness": photo.sharpness,
            "light": photo.light,
            "eyes": photo.eyes,
            "size": photo.size,
            "faces": len(found.faces),
            "engine_id": self._engine.id,
        }
        if photo.clock_seen_at is not None:
            # Nobody wants a picture of a QR code: nor does it wait to be let go.
            findings |= {"hidden": True, "review": Review.NONE.value}
        if await store.set_findings(photo.id, findings) is None:
            await self._clean_up(photo)
            return
        if photo.clock_seen_at is not None:
            await clocks.read_off(self._deps, event, photo, photo.clock_seen_at)
        await clocks.settle(event, photo)
        raws = await pairs.join(self._deps, photo)
        if raws is None:
            await self._finish_file(event, photo)
            return
        if photo.final and not await self._stays_alone(event, photo, found):
            return
        photo.faces, photo.engine_id = len(found.faces), self._engine.id
        await self._answers.carry_over(event, photo, found, raws)
        entry = await keep_faces(self._deps, event, photo, self._engine.id, found)
        if entry.kind == "add":
            await self._matcher.match_photo(self._deps, event, photo, entry, found)
        now = utc_now()
        indexed = await store.set_indexed(photo.id, now)
        if indexed is None:
            await self._clean_up(photo)
            return
        await self._note_mark(event)
        if indexed.raw_of is None:
            waiting = int(indexed.review is Review.WAITING)
            await counting.count(event.id, now, processing=-1, indexed=1, waiting=waiting, faces=len(found.faces))
        if raws:
            await covers.renew(self._deps, indexed)
        await self._publish_done(indexed)

    async def _stays_alone(self, event: Event, final: Photo, found: FoundFaces) -> bool:
        """Whether the final is a photo of its own; otherwise it is where it belongs, or waits for somebody to say where."""
        state = await self._replacing.settle(event, final, found)
        if state is None:
            await self._finish_file(event, final)
            return False
        refused = finals.refusal(event, state)
        if refused is not None:
            await self.give_up(final.id, refused)
            return False
        final.final_state = state
        await shot_files.set_final_alone(final.id, state)
        return True

    async def _finish_file(self, event: Event, photo: Photo) -> None:
        """The photo is a further file of another one, whose faces are looked at: nobody is told of these."""
        indexed = await store.set_indexed(photo.id, utc_now())
        if indexed is None:
            await self._clean_up(photo)
            return
        await self._note_mark(event)
        await self._publish_done(indexed)

    async def _note_mark(self, event: Event) -> None:
        """Another watermark may have come while the photo was on its way."""
        now = await event_store.living(event.id)
        marks = [each.watermark.version if each and each.watermark else "" for each in (event, now)]
        if now is not None and (marks[0] != marks[1] or now.downloads != event.downloads):
            await event_store.ask_marks(event.id, utc_now())

    async def _publish_done(self, photo: Photo) -> None:
        """Say that a photo is done; once, however often this is called. Of another one's further file nothing is said."""
        if photo.raw_of is not None:
            return
        shown = public_photo(self._deps, photo).message()
        failed = photo.status is PhotoStatus.FAILED
        if not failed:
            held = photo.review in (Review.WAITING, Review.REJECTED)
            await webhooks.tell_of_photo(photo, HookEvent.PHOTO_INDEXED, *([] if held else [HookEvent.PHOTO_RELEASED]))
            await walls.show(self._deps, photo)
        message = topics.photo_failed(shown) if failed else topics.photo_indexed(shown)
        await self._publish(photo, message, once=f"{photo.status.value}:{photo.id}:{photo.updated_at.timestamp()}")
        await gallery_news.tell_of_photo(self._deps, photo.event_id, photo.id)
        self._progress.note(photo.event_id)

    async def _clean_up(self, photo: Photo) -> None:
        """Somebody was faster. When the photo was deleted, what was made of it since must go too."""
        if await store.get(photo.id) is None:
            await face_log.remove_photo(photo.id)
            for key in blob_keys.pictures(photo):
                await self._deps.blobs.delete(key)
            await self._deps.blobs.delete_prefix(blob_keys.marks_of(photo))

    async def _publish(self, photo: Photo, message: topics.Message, once: str | None = None) -> None:
        await self._deps.bus.publish(topics.ingest_topic(photo.event_id), message, once=once)


async def keep_faces(deps: Deps, event: Event, photo: Photo, engine_id: str, found: FoundFaces) -> FaceEntry:
    """Write what the event keeps of a photo's faces: all of it, or only that the photo was looked at. See ``append_faces``."""
    if not _keeps_faces(event):
        return await face_log.append_faces(event.id, engine_id, photo.id, [], None, file_id=photo.final_id)
    cipher = await deps.keys.cipher(event_key(event))
    sealed = cipher.seal(found.vectors, face_log.vectors_context(photo.id, engine_id))
    return await face_log.append_faces(event.id, engine_id, photo.id, found.faces, sealed, file_id=photo.final_id)


def _keeps_faces(event: Event) -> bool:
    return not event.registered_only and event.archived_at is None


def _decode(
    data: bytes, limits: ImageLimits, *, looking_for_codes: bool
) -> tuple[LoadedPhoto, Previews, ForGuests, Sequence[str]]:
    loaded = read_photo(data, limits, LONG_SIDE)
    codes = codes_on(loaded.image) if looking_for_codes else []
    return loaded, make_previews(loaded), for_guests(data, loaded), codes
