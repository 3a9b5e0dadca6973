"""What an ingest worker does when an event gets another watermark, or none any more: it goes through the photos.

It can stop anywhere and begins anew; what has its mark is passed over. Pictures with the mark of before stay until there is a
third one, because a ZIP with them may be on its way.
"""

from __future__ import annotations

import logging
from datetime import timedelta
from functools import partial
from typing import Final

from app.domain.times import utc_now
from app.domain.vocabulary import Downloads
from app.domain.watermarks import Watermark
from app.errors import ImageError, NotFound
from app.jobs import INGEST_QUEUE
from app.services import blob_keys, marks
from app.services.deps import Deps
from app.store import brands, events
from app.store import photos as store
from app.store.documents import Event, Photo, StoredWatermark
from workers.faces.finder import limits_of
from workers.images.marks import MarkedPictures, marked_pictures
from workers.thread import ThreadLost, WorkThread

_AT_LEAST: Final = 20
"""So many photos are marked before new ones have their turn: guests wait for either."""
_STILL_ON_THEIR_WAY: Final = timedelta(hours=1)
"""Some guest's ZIP may be, with the mark that is taken away."""

_log = logging.getLogger(__name__)


class Marking:
    """``run`` is a job of the ingest workers; ``mark`` is for a photo that just came."""

    def __init__(self, deps: Deps, thread: WorkThread) -> None:
        self._deps = deps
        self._thread = thread

    async def run(self, event_id: int) -> bool:
        """Go through the event's photos; False when others wait and there is more to do."""
        event = await events.living(event_id)
        if event is None or event.mark_asked_at is None:
            return True
        if event.watermark is None:
            if utc_now() - event.mark_asked_at < _STILL_ON_THEIR_WAY:
                return True  # the keeper comes back to it
            await self._deps.blobs.delete_prefix(blob_keys.marks(event_id))
        elif not await self._mark_all(event):
            return False
        await events.note_marked(event_id, event.mark_asked_at)
        return True

    async def mark(self, event: Event, photo: Photo, preview: bytes, original: bytes) -> None:
        """Mark the pictures of a photo whose files are at hand, in the work thread, which the caller has."""
        if event.watermark is None:
            return
        png = await self._png(event.watermark)
        if png is not None:
            work = self._work(event, event.watermark, png, preview, original)
            await self._store(photo, event.watermark, await self._thread.run(work))

    async def _mark_all(self, event: Event) -> bool:
        mark = event.watermark
        png = await self._png(mark) if mark else None
        if mark is None or png is None:
            return True  # there is another one by now, and another job
        marked = 0
        async for photo in store.to_show(event.id):
            own = photo.as_proof()
            if await self._is_marked(event, own, mark):
                continue
            if marked >= _AT_LEAST and await self._deps.queue.depth(INGEST_QUEUE) > 1:
                return False
            await self._mark_stored(event, own, mark, png)
            marked += 1
        return True

    async def _mark_stored(self, event: Event, photo: Photo, mark: StoredWatermark, png: bytes) -> None:
        try:
            preview = await self._deps.blobs.get(blob_keys.preview(photo))
            whole = event.downloads is Downloads.ORIGINAL
            original = await self._deps.blobs.get(blob_keys.original(photo)) if whole else b""
            async with self._thread.one_photo:
                try:
                    pictures = await self._thread.run(self._work(event, mark, png, preview, original))
                except ThreadLost:
                    self._thread.abandon(f"the watermark of photo {photo.id}")
        except (ImageError, NotFound) as error:
            _log.warning("photo %s gets no watermark: %s", photo.id, error.code)
            return
        await self._store(photo, mark, pictures)
        if await store.get(photo.id) is None:  # deleted meanwhile
            await self._deps.blobs.delete_prefix(blob_keys.marks_of(photo))

    async def _store(self, photo: Photo, mark: StoredWatermark, pictures: MarkedPictures) -> None:
        """The preview last: where it is, all are."""
        put, version = self._deps.blobs.put, mark.version
        kept = tuple(blob_keys.marked(photo, one, "") for one in (version, *mark.before))
        for long_side, thumb in pictures.thumbs.items():
            await put(blob_keys.marked(photo, version, marks.thumb(long_side)), thumb)
        if pictures.whole is not None:
            await put(blob_keys.marked(photo, version, marks.WHOLE), pictures.whole)
        await put(blob_keys.marked(photo, version, marks.PREVIEW), pictures.preview)
        async for batch in self._deps.blobs.list(blob_keys.marks_of(photo)):
            for entry in batch:
                if not entry.key.startswith(kept):
                    await self._deps.blobs.delete(entry.key)

    async def _is_marked(self, event: Event, photo: Photo, mark: StoredWatermark) -> bool:
        names = (marks.PREVIEW, *([marks.WHOLE] if event.downloads is Downloads.ORIGINAL else []))
        try:
            for name in names:
                await self._deps.blobs.info(blob_keys.marked(photo, mark.version, name))
        except NotFound:
            return False
        return True

    def _work(self, event: Event, mark: StoredWatermark, png: bytes, preview: bytes, original: bytes) -> partial[MarkedPictures]:
        laid = Watermark(mark.picture.id, mark.picture.width, mark.picture.height, mark.place, mark.size, mark.opacity)
        whole = original if event.downloads is Downloads.ORIGINAL else None
        return partial(marked_pictures, laid, png, preview, whole, limits_of(self._deps.settings))

    async def _png(self, mark: StoredWatermark) -> bytes | None:
        picture = await brands.picture(mark.picture.id)
        return picture.png if picture else None
