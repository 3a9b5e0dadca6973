"""Signed, expiring addresses of a photo's bytes, and what stands behind them when they are followed.

An address is ``/api/v1/media/{token}/{file}``. The token says which photo, what of it, for whom and until when: one token opens
all pictures that pages show, another the original.
"""

from __future__ import annotations

import hashlib
import math
import time
from dataclasses import dataclass
from typing import Final, Literal

from itsdangerous import BadSignature, URLSafeSerializer

from app.domain.media import EXTENSIONS
from app.domain.pictures import THUMB_LONG_SIDE, THUMB_LONG_SIDES, fitted
from app.errors import Gone, NotFound
from app.ports import BlobInfo
from app.services import blob_keys
from app.services.deps import Deps
from app.settings import Settings
from app.store import photos as store
from app.store.documents import Downloads, Event, Photo

Audience = Literal["owner", "guest"]

ROUND_S = 1800
"""Addresses stay the same for so long, so that a page that is opened again finds its pictures in the browser's cache."""

_PICTURES: Final = "pictures"
_ORIGINAL: Final = "original"
# What one token may open. Those of the versions before had one for each file.
_SCOPES: Final = {
    _PICTURES: frozenset({"thumb", "preview", *(f"thumb-{long_side}" for long_side in THUMB_LONG_SIDES)}),
    _ORIGINAL: frozenset({"original"}),
    "thumb": frozenset({"thumb"}),
    "preview": frozenset({"preview"}),
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

    def download(self, downloads: Downloads) -> str | None:
        """Where a browser gets a file to save, by what the event lets guests take home."""
        match downloads:
            case Downloads.ORIGINAL:
                return f"{self.original}?download=1"
            case Downloads.PREVIEW:
                return f"{self.preview}?download=1"
            case Downloads.NONE:
                return None


@dataclass(frozen=True, slots=True)
class MediaFile:
    """What an address leads to."""

    key: str
    info: BlobInfo
    media_type: str
    name: str
    expires_at: int


def urls(deps: Deps, photo: Photo, audience: Audience, now: float | None = None) -> MediaUrls:
    """The addresses of a photo for its owner (``owner``: also hidden ones) or for a guest (``guest``)."""
    now = time.time() if now is None else now
    expires_at = math.ceil((now + deps.settings.media_url_ttl_s) / ROUND_S) * ROUND_S
    signer = _signer(deps.settings)

    def base(scope: str) -> str:
        token = signer.dumps([photo.id, scope, audience, expires_at])
        return f"/api/v1/media/{token if isinstance(token, str) else token.decode()}"

    pictures = base(_PICTURES)
    original = f"{base(_ORIGINAL)}/original{EXTENSIONS.get(photo.media_type, '.jpg')}"
    if photo.placeholder is None:
        return MediaUrls(f"{pictures}/thumb.jpg", None, f"{pictures}/preview.jpg", original)
    return MediaUrls(f"{pictures}/thumb-{THUMB_LONG_SIDE}.webp", _srcset(photo, pictures), f"{pictures}/preview.jpg", original)


async def resolve(deps: Deps, token: str, variant: str, extension: str, now: float | None = None) -> MediaFile:
    """What ``token`` leads to. Raises ``NotFound`` for a token that is not ours or a photo that may not be seen (any more),
    ``Gone`` for an address that has expired.
    """
    now = time.time() if now is None else now
    try:
        photo_id, scope, audience, expires_at = _signer(deps.settings).loads(token)
    except (BadSignature, ValueError) as error:
        raise NotFound from error
    if variant not in _SCOPES[scope]:
        raise NotFound
    if expires_at < now:
        raise Gone("This address has expired.", code="media_url_expired")
    photo = await _visible(photo_id, audience, variant)
    key, media_type = _blob(photo, variant)
    # The original was called .jpg whatever it was, and is still found by that.
    if f".{extension}" != EXTENSIONS[media_type] and (variant != "original" or extension != "jpg"):
        raise NotFound
    name = photo.name if variant == "original" else f"{photo.name.rsplit('.', 1)[0]}-{variant}{EXTENSIONS[media_type]}"
    return MediaFile(key, await deps.blobs.info(key), media_type, name, expires_at)


def _srcset(photo: Photo, base: str) -> str:
    """A small photo is never enlarged: of the sizes that come out the same, the smallest will do."""
    widths: dict[int, int] = {}
    for long_side in THUMB_LONG_SIDES:
        widths.setdefault(fitted(photo.width, photo.height, long_side)[0], long_side)
    return ", ".join(f"{base}/thumb-{long_side}.webp {width}w" for width, long_side in widths.items())


def _blob(photo: Photo, variant: str) -> tuple[str, str]:
    """Key and media type."""
    match variant.split("-"):
        case ["original"]:
            return blob_keys.original(photo), photo.media_type
        case ["preview"]:
            return blob_keys.preview(photo), "image/jpeg"
        case ["thumb", long_side]:
            return blob_keys.thumb(photo, int(long_side)), "image/webp"
        case _:
            return blob_keys.jpeg_thumb(photo), "image/jpeg"


async def _visible(photo_id: str, audience: str, variant: str) -> Photo:
    """What guests may take home is looked up again: the photographer may have changed it since the address was made."""
    photo = await store.get(photo_id)
    if photo is None or (photo.hidden and audience != "owner"):
        raise NotFound
    event = await Event.get(photo.event_id)
    if event is None or event.deleted_at is not None:
        raise NotFound
    if variant == "original" and audience != "owner" and event.downloads is not Downloads.ORIGINAL:
        raise NotFound
    return photo


def _signer(settings: Settings) -> URLSafeSerializer:
    return URLSafeSerializer(
        settings.secret_key.get_secret_value(),
        salt="media",
        signer_kwargs={"key_derivation": "hmac", "digest_method": hashlib.sha256},
    )
