"""The bytes behind an address or in a ZIP: a stored file as it is, or an original as guests get it."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import AsyncIterator
from dataclasses import dataclass

from anyio import to_thread

from app.domain import filenames
from app.domain.cleaning.changes import Changes, length_of
from app.domain.cleaning.originals import cleaned
from app.domain.image_formats import EXTENSIONS, RAW_TYPES
from app.domain.vocabulary import GuestOriginals
from app.errors import NotFound
from app.ports import BlobInfo, BlobStore
from app.services import blob_keys
from app.services.deps import Deps
from app.store.documents import Photo

JPEG = "image/jpeg"
_one_at_a_time = asyncio.Lock()  # each holds a whole original in memory


@dataclass(frozen=True, slots=True)
class HandedFile:
    """A file as somebody gets it. ``info`` is its own: of one that is changed on its way neither size nor ETag of what is
    stored. ``changes`` are packed: thousands of these may wait for their turn in a ZIP."""

    key: str
    media_type: str
    info: BlobInfo
    changes: bytes | None = None

    async def stream(self, blobs: BlobStore, start: int = 0, end: int | None = None) -> AsyncIterator[bytes]:
        """The bytes ``start`` up to but not including ``end``, in chunks. Raises ``NotFound``."""
        at, changes = start, Changes.unpacked(self.changes) if self.changes else None
        if changes and end is None:
            end = changes.length
        async for chunk in blobs.stream(self.key, start, end):
            yield changes.over(chunk, at) if changes else chunk
            at += len(chunk)


async def stored(deps: Deps, key: str, media_type: str) -> HandedFile:
    """As it is. Raises ``NotFound``."""
    return HandedFile(key, media_type, await deps.blobs.info(key))


async def original(deps: Deps, photo: Photo) -> HandedFile:
    """The original as it came. Raises ``NotFound``."""
    return await stored(deps, blob_keys.original(photo), photo.media_type)


async def preview(deps: Deps, photo: Photo) -> HandedFile:
    """The picture that pages show. Raises ``NotFound``."""
    return await stored(deps, blob_keys.preview(photo), JPEG)


async def original_for_guests(deps: Deps, photo: Photo) -> HandedFile:
    """What guests get of the original: cleaned, unless the installation gives it as shot and there is no film in it; of a RAW
    file the JPEG in it. Where nobody can say what of a file is the picture, the preview.

    Raises ``NotFound`` when the photo's files are not there.
    """
    if photo.media_type in RAW_TYPES:
        try:
            return await stored(deps, blob_keys.guests_jpeg(photo), JPEG)
        except NotFound:
            return await preview(deps, photo)
    as_shot = await original(deps, photo)
    if deps.settings.guest_originals is GuestOriginals.AS_SHOT and not photo.film:
        return as_shot
    packed = await _changes(deps, photo)
    if not packed:
        return await preview(deps, photo)
    etag = hashlib.sha256(as_shot.info.etag.encode() + packed).hexdigest()[:32]
    return HandedFile(as_shot.key, as_shot.media_type, BlobInfo(length_of(packed), f'"{etag}"'), packed)


def name_of(photo: Photo, file: HandedFile) -> str:
    """The photo's own; of a picture that was made of it with the ending of that."""
    if file.key == blob_keys.original(photo):
        return photo.name
    return filenames.fitted(filenames.parts(photo.name)[0], EXTENSIONS[file.media_type])


async def _changes(deps: Deps, photo: Photo) -> bytes:
    """As the worker has kept them; made now for an older photo. Empty where nobody can say."""
    key = blob_keys.guests_changes(photo)
    try:
        return await deps.blobs.get(key)
    except NotFound:
        async with _one_at_a_time:
            data = await deps.blobs.get(blob_keys.original(photo))
            changes = await to_thread.run_sync(cleaned, data)
        packed = changes.packed() if changes else b""
        await deps.blobs.put(key, packed)
        return packed
