"""Logos and watermarks: read from what a photographer sent, and kept as a small PNG of our own making.

What is kept was decoded and encoded again: no program, no comment, no second file rides along. SVG is not read at all: it may
hold programs, and what cleans them out is a race that others have lost.
"""

from __future__ import annotations

import asyncio
import warnings
from collections.abc import AsyncIterator
from dataclasses import dataclass
from io import BytesIO
from typing import Final

from anyio import to_thread
from PIL import Image, ImageOps

from app.errors import ImageError, TooLarge

MOST_BYTES: Final = 2 * 1024 * 1024
_MOST_PIXELS: Final = 12_000_000  # 48 MB while it is read
_LARGEST: Final = (800, 400)  # a logo is shown 200 px wide at most, on dense screens and on paper four times as many
_FORMATS: Final = ("PNG", "JPEG", "WEBP")
_one_at_a_time = asyncio.Lock()


@dataclass(frozen=True, slots=True)
class SmallPicture:
    """A PNG with its size in pixels."""

    png: bytes
    width: int
    height: int


async def received(chunks: AsyncIterator[bytes]) -> bytes:
    """What was sent, of which no more than ``MOST_BYTES`` is read. Raises ``TooLarge``."""
    data = bytearray()
    async for chunk in chunks:
        data += chunk
        if len(data) > MOST_BYTES:
            raise TooLarge(f"A picture of a brand may have at most {MOST_BYTES // 1024 // 1024} MB.")
    return bytes(data)


async def small_picture(data: bytes, largest: tuple[int, int] = _LARGEST) -> SmallPicture:
    """``data`` as a PNG of at most ``largest`` pixels. Raises ``ImageError`` (``unreadable``, ``svg``) and ``TooLarge``."""
    async with _one_at_a_time:
        return await to_thread.run_sync(_made, data, largest)


def _made(data: bytes, largest: tuple[int, int]) -> SmallPicture:
    if b"<svg" in data[:4096].lower():
        raise ImageError("SVG files can contain programs, so we don’t take them. Export the picture as PNG.", code="svg")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            opened = Image.open(BytesIO(data), formats=_FORMATS)
        if opened.width * opened.height > _MOST_PIXELS:
            raise TooLarge("The picture has too many pixels (limit 12 million).")
        picture = ImageOps.exif_transpose(opened).convert("RGBA")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise ImageError("Send a PNG, JPEG or WebP picture.", code="unreadable") from error
    picture.thumbnail(largest, Image.Resampling.LANCZOS)
    picture.info = {}
    return as_png(picture)


def as_png(picture: Image.Image) -> SmallPicture:
    """The picture as a file."""
    file = BytesIO()
    picture.save(file, "PNG", optimize=True)
    return SmallPicture(file.getvalue(), picture.width, picture.height)
