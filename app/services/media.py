"""Signed, expiring addresses of a photo's bytes, and what stands behind them when they are followed."""

from __future__ import annotations

import hashlib
import math
import time
from dataclasses import dataclass
from typing import Literal

from itsdangerous import BadSignature, URLSafeSerializer

from app.domain.media import EXTENSIONS
from app.errors import Gone, NotFound
from app.ports import BlobInfo
from app.services import blob_keys
from app.services.deps import Deps
from app.settings import Settings
from app.store import photos as store
from app.store.documents import Event, Photo

Audience = Literal["owner", "guest"]
Variant = Literal["thumb", "preview", "original"]

ROUND_S = 1800
"""Addresses stay the same for so long, so that a page that is opened again finds its pictures in the browser's cache."""

_KEYS = {"thumb": blob_keys.thumb, "preview": blob_keys.preview, "original": blob_keys.original}


@dataclass(frozen=True, slots=True)
class MediaUrls:
    """Paths on this server, good for at least ``media_url_ttl_s`` seconds."""

    thumb: str
    preview: str
    original: str


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

    def url(variant: Variant) -> str:
        token = signer.dumps([photo.id, variant, audience, expires_at])
        return f"/api/v1/media/{token if isinstance(token, str) else token.decode()}/{variant}.jpg"

    return MediaUrls(url("thumb"), url("preview"), url("original"))


async def resolve(deps: Deps, token: str, variant: str, now: float | None = None) -> MediaFile:
    """What ``token`` leads to. Raises ``NotFound`` for a token that is not ours or a photo that may not be seen (any more),
    ``Gone`` for an address that has expired.
    """
    now = time.time() if now is None else now
    try:
        photo_id, signed_variant, audience, expires_at = _signer(deps.settings).loads(token)
    except (BadSignature, ValueError) as error:
        raise NotFound from error
    if signed_variant != variant:
        raise NotFound
    if expires_at < now:
        raise Gone("This address has expired.", code="media_url_expired")
    photo = await _visible(photo_id, audience)
    key = _KEYS[variant](photo)
    media_type = photo.media_type if variant == "original" else "image/jpeg"
    name = photo.name if variant == "original" else f"{photo.name.rsplit('.', 1)[0]}-{variant}{EXTENSIONS['image/jpeg']}"
    return MediaFile(key, await deps.blobs.info(key), media_type, name, expires_at)


async def _visible(photo_id: str, audience: str) -> Photo:
    photo = await store.get(photo_id)
    if photo is None or (photo.hidden and audience != "owner"):
        raise NotFound
    event = await Event.get(photo.event_id)
    if event is None or event.deleted_at is not None:
        raise NotFound
    return photo


def _signer(settings: Settings) -> URLSafeSerializer:
    return URLSafeSerializer(
        settings.secret_key.get_secret_value(),
        salt="media",
        signer_kwargs={"key_derivation": "hmac", "digest_method": hashlib.sha256},
    )
