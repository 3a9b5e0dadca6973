"""Signed, expiring addresses of a photo's bytes, and what stands behind them when they are followed.

An address is ``/api/v1/media/{token}/{file}``. The token says which photo, what of it, by what right
(``grounds``) and until when: one token opens all pictures that pages show, another the original. It opens nothing once that
right has ended, however long it would last. Where a photo shows a final the token names that, too, so that the address is
another one and nobody's cache has the proof behind it; it still leads to what the photo shows when it is followed.
"""

from __future__ import annotations

import hashlib
import math
import time
from dataclasses import dataclass
from typing import Final

from itsdangerous import BadSignature, URLSafeSerializer

from app.derived_keys import derived_key
from app.domain import filenames
from app.domain.image_formats import EXTENSIONS, RAW_TYPES
from app.domain.pictures import THUMB_LONG_SIDE, THUMB_LONG_SIDES, fitted
from app.domain.vocabulary import Downloads
from app.errors import MediaUrlExpired, NotFound
from app.services import blob_keys, grounds, handed, marks
from app.services.deps import Deps
from app.services.grounds import Ground
from app.services.handed import HandedFile
from app.settings import Settings
from app.store import counting, events
from app.store import photos as store
from app.store.documents import Event, Photo

ROUND_S = 1800
"""Addresses stay the same for so long, so that a page that is opened again finds its pictures in the browser's cache."""

_PICTURES: Final = "pictures"
_ORIGINAL: Final = "original"
# What one token may open.
_SCOPES: Final = {
    _PICTURES: frozenset({"thumb", "preview", *(f"thumb-{long_side}" for long_side in THUMB_LONG_SIDES)}),
    _ORIGINAL: frozenset({"original"}),
}


@dataclass(frozen=True, slots=True)
class MediaUrls:
    """Paths on this server, good for at least ``media_url_ttl_s`` seconds. ``thumb_srcset`` is an ``img``'s attribute: each
    size with its width in pixels; None for a photo that has one thumbnail only.
    """

    thumb: str
    thumb_srcset: str | None
    preview: str
    original: str

    @property
    def saved_original(self) -> str:
        """Where a browser gets the original as a file to save."""
        return f"{self.original}?download=1"

    def download(self, downloads: Downloads) -> str | None:
        """Where a browser gets a file to save, by what the event lets guests take home."""
        match downloads:
            case Downloads.ORIGINAL:
                return self.saved_original
            case Downloads.PREVIEW:
                return f"{self.preview}?download=1"
            case Downloads.NONE:
                return None


@dataclass(frozen=True, slots=True)
class MediaFile:
    """What an address leads to; ``guests_of`` is the event where it is a guest who has it."""

    file: HandedFile
    name: str
    expires_at: int
    guests_of: int | None


def urls(deps: Deps, photo: Photo, ground: Ground, now: float | None = None) -> MediaUrls:
    """The addresses of a photo for whoever has that right; the owner's are good for hidden photos too."""
    now = time.time() if now is None else now
    return _urls(deps, photo, ground, [photo.final_id] if photo.final_id else [], now)


def proof_urls(deps: Deps, photo: Photo) -> MediaUrls:
    """The addresses of what a photo was before a final took its place, for its owner."""
    return _urls(deps, photo.as_proof(), grounds.OWNER, [photo.id], time.time())


def _urls(deps: Deps, photo: Photo, ground: Ground, file: list[str], now: float) -> MediaUrls:
    expires_at = math.ceil((now + deps.settings.media_url_ttl_s) / ROUND_S) * ROUND_S
    signer = _signer(deps.settings)

    def base(scope: str) -> str:
        token = signer.dumps([photo.id, scope, ground.kind, ground.id, expires_at, *file])
        return f"/api/v1/media/{token if isinstance(token, str) else token.decode()}"

    pictures = base(_PICTURES)
    ending = EXTENSIONS.get(photo.media_type, ".jpg") if ground == grounds.OWNER or photo.media_type not in RAW_TYPES else ".jpg"
    original = f"{base(_ORIGINAL)}/original{ending}"
    if photo.placeholder is None:
        return MediaUrls(f"{pictures}/thumb.jpg", None, f"{pictures}/preview.jpg", original)
    return MediaUrls(f"{pictures}/thumb-{THUMB_LONG_SIDE}.webp", _srcset(photo, pictures), f"{pictures}/preview.jpg", original)


async def resolve(deps: Deps, token: str, variant: str, extension: str, now: float | None = None) -> MediaFile:
    """What ``token`` leads to. Raises ``NotFound`` for a token that is not ours, a photo that may not be seen (any more), and a
    right that has ended; ``Gone`` for an address that has expired; ``PictureNotReady``.
    """
    now = time.time() if now is None else now
    try:
        photo_id, scope, kind, ground_id, expires_at, *file = _signer(deps.settings).loads(token)
    except (BadSignature, ValueError) as error:
        raise NotFound from error
    if variant not in _SCOPES[scope]:
        raise NotFound
    if expires_at < now:
        raise MediaUrlExpired
    ground = Ground(kind, ground_id)
    photo, event = await _seen(photo_id, ground, original=variant == "original")
    if file == [photo.id] and ground == grounds.OWNER:
        photo = photo.as_proof()
    if variant == "original":
        return await _original(deps, event, photo, ground, extension=extension, expires_at=expires_at)
    if event.watermark is not None and ground != grounds.OWNER:
        file_found, ending = await marks.picture(deps, event, photo, variant)
        return MediaFile(file_found, _name(photo, variant, ending, extension), expires_at, photo.event_id)
    key, media_type = _picture(photo, variant)
    name = _name(photo, variant, EXTENSIONS[media_type], extension)
    return MediaFile(await handed.stored(deps, key, media_type), name, expires_at, _guests_of(photo, ground))


def _name(photo: Photo, variant: str, ending: str, asked: str) -> str:
    """What a picture is called that is saved; raises ``NotFound`` where it was asked for by another ending."""
    if f".{asked}" != ending:
        raise NotFound
    return filenames.fitted(photo.name.rsplit(".", 1)[0], f"-{variant}{ending}")


async def _original(deps: Deps, event: Event, photo: Photo, ground: Ground, *, extension: str, expires_at: int) -> MediaFile:
    # It was called .jpg whatever it was, and is still found by that.
    if extension != "jpg" and f".{extension}" != EXTENSIONS[photo.media_type]:
        raise NotFound
    if ground == grounds.OWNER:
        return MediaFile(await handed.original(deps, photo), photo.name, expires_at, None)
    file = await marks.for_guests(deps, event, photo, Downloads.ORIGINAL)
    return MediaFile(file, handed.name_of(photo, file), expires_at, photo.event_id)


async def note_saved(found: MediaFile) -> None:
    """Somebody saves the whole file: counted where it is a guest."""
    if found.guests_of is not None:
        await counting.count(found.guests_of, downloads=1)


def _guests_of(photo: Photo, ground: Ground) -> int | None:
    return None if ground == grounds.OWNER else photo.event_id


async def visible(photo_id: str, ground: Ground, *, original: bool) -> Photo:
    """The photo, if it may be seen by that right at this moment; else raises ``NotFound``.

    Nothing here is remembered from one time to the next: what ends, ends at once. ``original``: also what guests may take home is
    looked up again, for the photographer may have changed it since the address was made.
    """
    return (await _seen(photo_id, ground, original=original))[0]


async def _seen(photo_id: str, ground: Ground, *, original: bool) -> tuple[Photo, Event]:
    photo = await store.get(photo_id)
    if photo is None or (photo.hidden and not grounds.sees_hidden(ground, photo)):
        raise NotFound
    event = await events.living(photo.event_id)
    if event is None or not await grounds.holds(ground, event, photo):
        raise NotFound
    if original and ground != grounds.OWNER and event.downloads is not Downloads.ORIGINAL:
        raise NotFound
    return photo, event


def _srcset(photo: Photo, base: str) -> str:
    """A small photo is never enlarged: of the sizes that come out the same, the smallest will do."""
    widths: dict[int, int] = {}
    for long_side in THUMB_LONG_SIDES:
        widths.setdefault(fitted(photo.width, photo.height, long_side)[0], long_side)
    return ", ".join(f"{base}/thumb-{long_side}.webp {width}w" for width, long_side in widths.items())


def _picture(photo: Photo, variant: str) -> tuple[str, str]:
    """Key and media type."""
    match variant.split("-"):
        case ["preview"]:
            return blob_keys.preview(photo), "image/jpeg"
        case ["thumb", long_side]:
            return blob_keys.thumb(photo, int(long_side)), "image/webp"
        case _:
            return blob_keys.jpeg_thumb(photo), "image/jpeg"


def _signer(settings: Settings) -> URLSafeSerializer:
    return URLSafeSerializer(
        derived_key(settings.secret_key.get_secret_value(), "media 1"),
        salt="media",
        signer_kwargs={"key_derivation": "hmac", "digest_method": hashlib.sha256},
    )
