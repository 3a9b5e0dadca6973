"""How an account, or an event of it, shows whose it is."""

from __future__ import annotations

from typing import ClassVar

import pymongo
from pydantic import BaseModel

from app.store.documents.base import Identified, Stored


class StoredPicture(BaseModel):
    """Which ``BrandPicture``, and its size in pixels."""

    id: str
    width: int
    height: int


class Focus(BaseModel):
    """A point of a picture, in per cent of its width and height: what stays in sight where the edges do not."""

    x: int
    y: int


class BrandWishes(BaseModel):
    """As ``domain.brands.Wishes``; of an account also what its links begin with and the host in that, of an event what of its
    cover matters."""

    name: str | None = None
    link: str | None = None
    colour: str | None = None
    imprint: str | None = None
    privacy_url: str | None = None
    credit: bool | None = None
    logo: StoredPicture | None = None
    base_url: str | None = None
    base_host: str | None = None
    cover_focus: Focus | None = None


class BrandPicture(Identified):
    """A logo or a watermark as PNG, made by us from what was sent, so small that it is kept here. ``event_id``: of that event
    alone; None: of the account."""

    owner_id: str
    event_id: int | None = None
    png: bytes
    width: int
    height: int

    class Settings(Stored):
        name = "brand_pictures"
        indexes: ClassVar = [pymongo.IndexModel("owner_id"), pymongo.IndexModel("event_id")]
