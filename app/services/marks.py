"""Pictures with an event's watermark: what guests get in place of those without.

Which mark a picture has is in its key, so nothing of a photo's document says so and a final that takes a photo's place needs no
word of it. What a guest asks for is looked for under the present mark, then under the one before it; where there is none yet,
guests are told that it is being prepared (503, ``Retry-After``), and their page shows the blurred placeholder and asks again. So
a guest sees the old mark or the new one, never half a file, and never a picture without a mark once there is to be one. The price
is that minutes may pass, while the photos of a large event get their first mark, in which guests see some of them blurred.
"""

from __future__ import annotations

from datetime import datetime

from app import jobs
from app.domain.image_formats import EXTENSIONS
from app.domain.pictures import THUMB_LONG_SIDE
from app.domain.times import utc_now
from app.domain.vocabulary import Downloads
from app.errors import NotFound, PictureNotReady
from app.services import blob_keys, handed
from app.services.deps import Deps
from app.services.handed import JPEG, HandedFile
from app.store import events
from app.store.documents import Event, Photo

PREVIEW, WHOLE = "preview.jpg", "whole.jpg"
_ASK_AGAIN_S = 5
_WEBP = "image/webp"


def thumb(long_side: int) -> str:
    """What a thumbnail is called."""
    return f"thumb-{long_side}.webp"


async def picture(deps: Deps, event: Event, photo: Photo, variant: str) -> tuple[HandedFile, str]:
    """``variant`` (of an address) with the event's mark, and its ending. Raises ``PictureNotReady``."""
    if variant == "preview" or photo.placeholder is None:  # what is so old has one thumbnail, a JPEG
        name, media_type = PREVIEW, JPEG
    else:
        name, media_type = thumb(int(variant.partition("-")[2] or THUMB_LONG_SIDE)), _WEBP
    return await _marked(deps, event, photo, name, media_type), EXTENSIONS[media_type]


async def for_guests(deps: Deps, event: Event, photo: Photo, downloads: Downloads) -> HandedFile:
    """What a guest takes home of a photo, by what the event allows. Raises ``NotFound`` and ``PictureNotReady``."""
    original = downloads is Downloads.ORIGINAL
    if event.watermark is not None:
        return await _marked(deps, event, photo, WHOLE if original else PREVIEW, JPEG)
    return await (handed.original_for_guests if original else handed.preview)(deps, photo)


async def resume(deps: Deps, now: datetime) -> None:
    """Queue what a crash left undone, and what a photo that came meanwhile needs."""
    for event_id in await events.to_mark():
        await deps.queue.enqueue(jobs.mark_photos(event_id))


async def _marked(deps: Deps, event: Event, photo: Photo, name: str, media_type: str) -> HandedFile:
    mark = event.watermark
    for version in [mark.version, *mark.before] if mark else []:
        try:
            return await handed.stored(deps, blob_keys.marked(photo, version, name), media_type)
        except NotFound:
            continue
    if event.mark_asked_at is None:  # a backup, say, brought photos back without them
        await events.ask_marks(event.id, utc_now())
        await deps.queue.enqueue(jobs.mark_photos(event.id))
    raise PictureNotReady(retry_after_s=_ASK_AGAIN_S)
