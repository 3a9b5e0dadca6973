"""What a worker does with one photo, from its bytes to the guests who wait for it.

Everything here can run twice and can stop anywhere: each step is a conditional write or one that does the same again.
"""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import NoReturn, Protocol, TypeVar

from app import events
from app.domain import zones
from app.domain.faces import DetectedFace, FaceQuality
from app.domain.pictures import PREVIEW_LONG_SIDE
from app.domain.quality import assess
from app.errors import ImageError, NotFound
from app.events import Stage
from app.metrics import timed_stage
from app.ports import FaceEngine
from app.services import blob_keys, matching, photos
from app.services.deps import Deps
from app.services.progress import ProgressPublisher
from app.settings import Settings
from app.store import faces as face_log
from app.store import matches, stats
from app.store import photos as store
from app.store.documents import Event, FaceEntry, Photo, PhotoError, PhotoStatus, StoredFace, utc_now
from workers.faces.measure import measure_face
from workers.faces.resolution import DETECTION_LONG_SIDE, needs_full_resolution
from workers.failures import CRASHED, MISSING, TIMED_OUT
from workers.images.limits import ImageLimits
from workers.images.previews import Previews, make_previews
from workers.images.reading import LoadedPhoto, read_photo

LONG_SIDE = max(DETECTION_LONG_SIDE, PREVIEW_LONG_SIDE)

Result = TypeVar("Result")
_log = logging.getLogger(__name__)


class Matcher(Protocol):
    """The guests who wait."""

    async def match_photo(self, deps: Deps, event: Event, photo: Photo, entry: FaceEntry) -> None:
        """Announce the photo to every live search of its event that it matches. Can run twice."""


@dataclass(frozen=True, slots=True)
class FoundFaces:
    """The faces of one photo: boxes as fractions of it, and row ``i`` of the float32 ``vectors`` for face ``i``."""

    faces: list[StoredFace]
    vectors: bytes


class ThreadLost(Exception):
    """Work in the thread took too long. It cannot be stopped, so the process has to end."""


class Bench:
    """One thread in which a process does all its heavy work, so that the loop stays free.

    ``one_photo`` is held from decoding to embedding: only one decoded photo is in memory at a time.
    """

    def __init__(self, timeout_s: float) -> None:
        self.one_photo = asyncio.Lock()
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="bench")
        self._timeout_s = timeout_s

    async def run(self, work: Callable[[], Result]) -> Result:
        """``work()`` in the thread; raises ``ThreadLost`` when it takes longer than ``timeout_s`` seconds."""
        future = asyncio.get_running_loop().run_in_executor(self._thread, work)
        done, _ = await asyncio.wait([future], timeout=self._timeout_s)
        if not done:
            raise ThreadLost
        return future.result()

    def close(self) -> None:
        """No more work."""
        self._thread.shutdown(wait=False, cancel_futures=True)


class FaceFinder:
    """The faces of a decoded photo, at most ``most`` of them, the most confident first. For the thread."""

    def __init__(self, engine: FaceEngine, most: int) -> None:
        self._engine = engine
        self._most = most

    def detect(self, loaded: LoadedPhoto) -> list[tuple[DetectedFace, FaceQuality]]:
        """Faces in the pixels of ``loaded.image``, measured."""
        faces = self._engine.detect(loaded.image)[: self._most]
        return [(face, measure_face(loaded.image, face, loaded.scale)) for face in faces]

    def embed(self, loaded: LoadedPhoto, seen: Sequence[tuple[DetectedFace, FaceQuality]]) -> FoundFaces:
        """Their vectors, from the pixels that they need."""
        faces = [face for face, _ in seen]
        if needs_full_resolution(faces, loaded.scale):
            vectors = self._engine.embed(loaded.full(), [face.scaled(1 / loaded.scale) for face in faces])
        else:
            vectors = self._engine.embed(loaded.image, faces)
        height, width = loaded.image.shape[:2]
        return FoundFaces([stored_face(face, quality, width, height) for face, quality in seen], vectors.tobytes())


class PhotoPipeline:
    """``process`` is the job of the ingest workers."""

    def __init__(self, deps: Deps, engine: FaceEngine, matcher: Matcher, progress: ProgressPublisher, bench: Bench) -> None:
        self._deps = deps
        self._engine = engine
        self._matcher = matcher
        self._progress = progress
        self._bench = bench
        self._faces = FaceFinder(engine, deps.settings.max_faces_per_photo)

    async def process(self, photo_id: str) -> None:
        """Bring a waiting photo to ``indexed`` or, when it is the photo's own fault, to ``failed``.

        Anything else that goes wrong raises, and the job is tried again (``give_up`` ends that).
        """
        photo = await store.get(photo_id)
        event = await Event.get(photo.event_id) if photo else None
        if photo is None or event is None or event.deleted_at:
            return
        if photo.status in (PhotoStatus.INDEXED, PhotoStatus.FAILED):
            await self._announce(photo)  # the process that brought it there may not have lived to say so
        elif photo.attempts >= self._deps.settings.job_tries:
            await self.give_up(photo_id, CRASHED)
        else:
            await self._attempt(event, photo)

    async def rematch(self, photo_id: str) -> None:
        """Announce a photo again that was hidden and is back: to the searches that knew it, and to those that came since."""
        photo = await store.get(photo_id)
        event = await Event.get(photo.event_id) if photo else None
        if photo is None or event is None or event.deleted_at or photo.hidden or photo.engine_id is None:
            return
        entry = await face_log.of_photo(photo.id, photo.engine_id)
        if entry is not None and photo.engine_id == self._engine.id:
            await self._matcher.match_photo(self._deps, event, photo, entry)
        await matching.announce_missed(self._deps, await matches.of_photo(photo.id))

    async def give_up(self, photo_id: str, error: PhotoError) -> None:
        """The photo has failed; nothing happens when it was deleted or has got through meanwhile."""
        now = utc_now()
        before = await store.set_failed(photo_id, error, now)
        if before is None:
            return
        started = before.status is PhotoStatus.PROCESSING
        await stats.count(before.event_id, failed=1, processing=-1 if started else 0, finished_at=now)
        await self._announce(before.model_copy(update={"status": PhotoStatus.FAILED, "error": error, "updated_at": now}))

    async def _attempt(self, event: Event, photo: Photo) -> None:
        try:
            # The bytes are here before it is this photo's turn: reading overlaps with the work on the photo before it.
            data = await self._deps.blobs.get(blob_keys.original(photo))
            found = await self._examine(event, photo, data)
        except ImageError as error:
            await self.give_up(photo.id, PhotoError(code=error.code, message=error.detail, retryable=False))
        except NotFound:
            await self.give_up(photo.id, MISSING)
        else:
            if found is not None:
                with timed_stage(Stage.INDEXING.value):
                    await self._index(event, photo, found)

    async def _examine(self, event: Event, photo: Photo, data: bytes) -> FoundFaces | None:
        """Decode, make the previews, find and describe the faces. None when the photo needs no work any more."""
        async with self._bench.one_photo:
            before = await store.claim(photo.id)
            if before is None:
                return None
            if before.status is PhotoStatus.QUEUED:
                await stats.count(photo.event_id, processing=1)
                self._progress.note(photo.event_id)
            try:
                return await self._in_stages(event, photo, data)
            except ThreadLost:
                await self.give_up(photo.id, TIMED_OUT)
                abandon_process(photo.id)

    async def _in_stages(self, event: Event, photo: Photo, data: bytes) -> FoundFaces | None:
        loaded, previews = await self._stage(photo, Stage.DECODING, partial(_decode, data, limits_of(self._deps.settings)))
        photo.width, photo.height, photo.camera = loaded.width, loaded.height, loaded.camera
        photo.placeholder, photo.taken_at = previews.placeholder, _when(loaded, event)
        storing = asyncio.create_task(self._store_previews(photo, previews))
        try:
            seen = await self._stage(photo, Stage.DETECTING, partial(self._faces.detect, loaded))
            found = await self._stage(photo, Stage.EMBEDDING, partial(self._faces.embed, loaded, seen))
        finally:
            await storing
        return found

    async def _stage(self, photo: Photo, stage: Stage, work: Callable[[], Result]) -> Result:
        """Do the work of a stage, and say so meanwhile."""
        saying = asyncio.create_task(self._publish(photo, events.photo_stage(photo.id, photo.name, stage)))
        try:
            with timed_stage(stage.value):
                return await self._bench.run(work)
        finally:
            await saying

    async def _store_previews(self, photo: Photo, previews: Previews) -> None:
        await self._deps.blobs.put(blob_keys.preview(photo), previews.preview)
        for long_side, thumb in previews.thumbs.items():
            await self._deps.blobs.put(blob_keys.thumb(photo, long_side), thumb)

    async def _index(self, event: Event, photo: Photo, found: FoundFaces) -> None:
        """Write the faces, then match, then tell. The order makes sure that a search which starts meanwhile misses nothing."""
        await self._publish(photo, events.photo_stage(photo.id, photo.name, Stage.INDEXING))
        described = {
            "width": photo.width,
            "height": photo.height,
            "placeholder": photo.placeholder,
            "camera": photo.camera,
            "taken_at": photo.taken_at,
            "faces": len(found.faces),
            "engine_id": self._engine.id,
        }
        if await store.describe(photo.id, described) is None:
            await self._clean_up(photo)
            return
        photo.faces, photo.engine_id = len(found.faces), self._engine.id
        sealed = self._deps.vault.seal(event.data_key, found.vectors, face_log.vectors_context(photo.id, self._engine.id))
        entry = await face_log.append_faces(event.id, self._engine.id, photo.id, found.faces, sealed)
        if entry.kind == "add":
            await self._matcher.match_photo(self._deps, event, photo, entry)
        now = utc_now()
        indexed = await store.set_indexed(photo.id, now)
        if indexed is None:
            await self._clean_up(photo)
            return
        await stats.count(event.id, processing=-1, indexed=1, faces=len(found.faces), finished_at=now)
        await self._announce(indexed)

    async def _announce(self, photo: Photo) -> None:
        """Say that a photo is done; once, however often this is called."""
        shown = photos.public_photo(self._deps, photo, "owner")
        failed = photo.status is PhotoStatus.FAILED
        message = events.photo_failed(shown) if failed else events.photo_indexed(shown)
        await self._publish(photo, message, once=f"{photo.status.value}:{photo.id}:{photo.updated_at.timestamp()}")
        self._progress.note(photo.event_id)

    async def _clean_up(self, photo: Photo) -> None:
        """Somebody was faster. When the photo was deleted, what was made of it since must go too."""
        if await store.get(photo.id) is None:
            await face_log.remove_photo(photo.id)
            for key in blob_keys.pictures(photo):
                await self._deps.blobs.delete(key)

    async def _publish(self, photo: Photo, message: events.Message, once: str | None = None) -> None:
        await self._deps.bus.publish(events.ingest_topic(photo.event_id), message, once=once)


def limits_of(settings: Settings) -> ImageLimits:
    """What a photo may cost."""
    return ImageLimits(max_bytes=settings.max_photo_bytes, max_pixels=settings.max_photo_pixels)


def stored_face(face: DetectedFace, quality: FaceQuality, width: int, height: int) -> StoredFace:
    """A face as the log keeps it; ``width`` and ``height`` are those of the image in whose pixels ``face`` is."""
    box = face.box
    return StoredFace(
        box=(box.x / width, box.y / height, box.width / width, box.height / height),
        score=face.score,
        size_px=quality.size_px,
        sharpness=quality.sharpness,
        brightness=quality.brightness,
        yaw=quality.pose.yaw,
        pitch=quality.pose.pitch,
        roll=quality.pose.roll,
        verdict=assess(quality).value,
    )


def _decode(data: bytes, limits: ImageLimits) -> tuple[LoadedPhoto, Previews]:
    loaded = read_photo(data, limits, LONG_SIDE)
    return loaded, make_previews(loaded)


def _when(loaded: LoadedPhoto, event: Event) -> datetime | None:
    """When the photo was taken, in UTC: a camera that tells no offset is taken to show the time of the event's place."""
    return zones.in_utc(loaded.taken_at, event.time_zone) if loaded.taken_at else None


def abandon_process(photo_id: str) -> NoReturn:
    """A thread cannot be stopped: the process ends, and the supervisor starts a new one."""
    _log.critical("photo %s never came back from its thread; this worker starts over", photo_id)
    os._exit(70)  # EX_SOFTWARE
