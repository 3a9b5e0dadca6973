"""Logos: decoded, made small and encoded anew; what is no picture is refused in words."""

from __future__ import annotations

import struct
import zlib
from collections.abc import AsyncIterator
from io import BytesIO

import pytest
from PIL import Image, PngImagePlugin

from app.errors import ImageError, TooLarge
from app.services.small_pictures import MOST_BYTES, received, small_picture


def png(width: int, height: int, **more: object) -> bytes:
    file = BytesIO()
    Image.new("RGBA", (width, height), (200, 30, 30, 128)).save(file, "PNG", **more)
    return file.getvalue()


async def test_a_large_logo_is_made_small_and_stays_transparent() -> None:
    made = await small_picture(png(3000, 1000))
    assert (made.width, made.height) == (800, 267)
    with Image.open(BytesIO(made.png)) as picture:
        assert picture.size == (800, 267)
        assert picture.getpixel((10, 10))[3] == 128  # type: ignore[index]


async def test_nothing_rides_along() -> None:
    said = PngImagePlugin.PngInfo()
    said.add_text("Comment", "where I live")
    made = await small_picture(png(40, 20, pnginfo=said) + b"<script>alert(1)</script>")
    assert b"where I live" not in made.png
    assert b"script" not in made.png


@pytest.mark.parametrize(
    "svg",
    [
        b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
        b'<?xml version="1.0"?>\n<!-- a logo -->\n<SVG onload="alert(1)"/>',
    ],
)
async def test_an_svg_is_refused_in_words(svg: bytes) -> None:
    with pytest.raises(ImageError, match="as PNG") as refused:
        await small_picture(svg)
    assert refused.value.code == "svg"


@pytest.mark.parametrize("data", [b"", b"no picture", b"GIF89a" + bytes(40), png(40, 20)[:60]])
async def test_what_is_no_picture_is_refused(data: bytes) -> None:
    with pytest.raises(ImageError):
        await small_picture(data)


async def test_a_bomb_is_refused_before_it_is_decoded() -> None:
    header = struct.pack(">IIBBBBB", 40_000, 40_000, 8, 6, 0, 0, 0)
    chunk = struct.pack(">I", 13) + b"IHDR" + header + struct.pack(">I", zlib.crc32(b"IHDR" + header))
    with pytest.raises((TooLarge, ImageError)):
        await small_picture(b"\x89PNG\r\n\x1a\n" + chunk + struct.pack(">I", 0) + b"IDAT" + struct.pack(">I", 0))


async def test_of_a_logo_of_40_mb_no_more_is_read_than_may_be() -> None:
    read = 0

    async def sent() -> AsyncIterator[bytes]:
        nonlocal read
        for _ in range(40):
            read += 1
            yield bytes(1024 * 1024)

    with pytest.raises(TooLarge, match="2 MB"):
        await received(sent())
    assert read == MOST_BYTES // 1024 // 1024 + 1
