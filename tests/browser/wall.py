"""Photos that did not go through the workers: thousands with thumbnails, written where these leave them, and some that failed."""

from __future__ import annotations

import asyncio
import hashlib
import io
import random
from base64 import b64encode
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Final

import numpy as np
from PIL import Image

from app.domain.chunks import chunks
from app.domain.pictures import PREVIEW_LONG_SIDE, THUMB_LONG_SIDES, fitted
from app.domain.vocabulary import PhotoStatus
from app.services import blob_keys, walls
from app.services.deps import Deps
from app.store import stats
from app.store.documents import Counter, Photo, PhotoError
from app.store.photos import counter_id, insert_once
from tests.service import Service, on_backends_of
from workers.images.thumbhash import thumb_hash

_SHAPES: Final = ((6000, 4000), (4000, 6000), (6000, 4000), (5000, 5000), (6000, 3375))
_DRAWINGS: Final = 60
_AT_ONCE: Final = 500
BEGAN: Final = datetime(2026, 6, 20, 18, 0, tzinfo=UTC)
"""When the first photo was taken; every other one 7 seconds after the one before."""

DRAWN: Final = """() => {
  const inSight = ({ top, bottom }) => bottom > 0 && top < innerHeight;
  const tiles = [...document.querySelectorAll(".tile-of-wall")].filter((tile) => inSight(tile.getBoundingClientRect()));
  return tiles.length > 0 && tiles.every((tile) => tile.querySelector("canvas[data-drawn]"));
}"""
"""In the page: everything in sight is drawn."""


def fill(service: Service, event_id: int, count: int, unseen: range = range(0)) -> None:
    """Give an event of a running service ``count`` indexed photos, ``IMG_00001.jpg`` the first. Those whose numbers
    are ``unseen`` have no pictures: to make these is most of the work."""
    on_backends_of(service, lambda deps: _fill(deps, event_id, count, unseen))


def arrive(service: Service, event_id: int, numbers: range) -> list[str]:
    """Photos come to an event, and walls are told of each; returns their ids. They go on from what ``fill`` has left."""
    photos = [_photo(event_id, number) for number in numbers]
    on_backends_of(service, lambda deps: _arrive(deps, event_id, photos))
    return [photo.id for photo in photos]


def add_failed(service: Service, event_id: int, files: Sequence[Path]) -> None:
    """Give an event photos that arrived and whose processing failed for a reason that may pass."""
    on_backends_of(service, lambda deps: _add_failed(deps, event_id, files))


async def _fill(deps: Deps, event_id: int, count: int, unseen: range) -> None:
    await _put(deps, event_id, [_photo(event_id, number) for number in range(1, count + 1)], unseen)


async def _arrive(deps: Deps, event_id: int, photos: Sequence[Photo]) -> None:
    await _put(deps, event_id, photos)
    for photo in photos:
        await walls.show(deps, photo)


async def _put(deps: Deps, event_id: int, photos: Sequence[Photo], unseen: range = range(0)) -> None:
    for part in chunks(photos, _AT_ONCE):
        await asyncio.gather(*(_store_pictures(deps, photo) for photo in part if photo.seq not in unseen))
        await Photo.insert_many(part)
    await Counter(id=counter_id(event_id), value=photos[-1].seq).save()
    await stats.count(event_id, total=len(photos), indexed=len(photos), faces=sum(photo.faces for photo in photos))


async def _add_failed(deps: Deps, event_id: int, files: Sequence[Path]) -> None:
    for file in files:
        data = file.read_bytes()
        photo = Photo(
            event_id=event_id,
            seq=0,
            name=file.name,
            content_hash=hashlib.sha256(data).hexdigest(),
            size=len(data),
            media_type="image/jpeg",
            status=PhotoStatus.FAILED,
            error=PhotoError(code="crashed", message="", retryable=True),
        )
        await deps.blobs.put(blob_keys.original(photo), data)
        await insert_once(photo)
        await stats.count(event_id, total=1, failed=1)


def _photo(event_id: int, number: int) -> Photo:
    width, height = _SHAPES[number % len(_SHAPES)]
    at = BEGAN + timedelta(seconds=7 * number)
    return Photo(
        event_id=event_id,
        seq=number,
        name=f"IMG_{number:05d}.jpg",
        content_hash=f"{event_id:032x}{number:032x}",
        size=8_000_000 + number,
        media_type="image/jpeg",
        status=PhotoStatus.INDEXED,
        width=width,
        height=height,
        placeholder=_hint(number % len(_SHAPES), number % _DRAWINGS),
        taken_at=at,
        camera="Leica M3",
        faces=number % 8,
        created_at=at,
        indexed_at=at,
    )


async def _store_pictures(deps: Deps, photo: Photo) -> None:
    shape, drawing = photo.seq % len(_SHAPES), photo.seq % _DRAWINGS
    for long_side in THUMB_LONG_SIDES:
        await deps.blobs.put(blob_keys.thumb(photo, long_side), _encoded(shape, drawing, long_side, "WEBP"))
    await deps.blobs.put(blob_keys.preview(photo), _encoded(shape, drawing, PREVIEW_LONG_SIDE, "JPEG"))


@cache
def _encoded(shape: int, drawing: int, long_side: int, kind: str) -> bytes:
    # A thumbnail of noise would be larger than any photo's, one of plain colour smaller: coarse noise comes out as photos do.
    out = io.BytesIO()
    size = fitted(*_SHAPES[shape], min(long_side, 960))
    _drawn(shape, drawing).resize(size, Image.Resampling.BICUBIC).save(out, kind, quality=76)
    return out.getvalue()


@cache
def _hint(shape: int, drawing: int) -> str:
    small = _drawn(shape, drawing).resize(fitted(*_SHAPES[shape], 100), Image.Resampling.BICUBIC)
    return b64encode(thumb_hash(np.asarray(small))).decode()


@cache
def _drawn(shape: int, drawing: int) -> Image.Image:
    dice = random.Random(drawing)
    width, height = fitted(*_SHAPES[shape], 120)
    colours = np.array([[dice.randrange(30, 226) for _ in range(3)] for _ in range(12)], dtype=np.uint8).reshape(3, 4, 3)
    ground = np.asarray(Image.fromarray(colours).resize((width, height), Image.Resampling.BICUBIC), dtype=np.int16)
    grain = np.random.default_rng(drawing).integers(-28, 29, (height, width, 1), dtype=np.int16)
    return Image.fromarray(np.clip(ground + grain, 0, 255).astype(np.uint8))
