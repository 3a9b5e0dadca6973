"""Pictures made for these tests: a scene that no turn or mirror maps onto itself, in every format that we read."""

from __future__ import annotations

import struct
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import numpy as np
import pillow_heif
import pytest
from numpy.typing import NDArray
from PIL import Image

from workers.images.limits import ImageLimits

SHARED = Path(__file__).resolve().parents[4] / "shared" / "data"
LIMITS = ImageLimits(max_bytes=80 << 20, max_pixels=500_000_000)
LONG_SIDE = 2048


def scene(width: int = 120, height: int = 80) -> NDArray[np.uint8]:
    """Smooth (so that lossy formats keep it), coloured, with a dark upper left and a red right side."""
    down, across = np.ogrid[0 : 1 : height * 1j, 0 : 1 : width * 1j]
    drawn = np.empty((height, width, 3), np.uint8)
    drawn[..., 0] = (40 + 190 * across).astype(np.uint8)
    drawn[..., 1] = (40 + 120 * down).astype(np.uint8)
    drawn[..., 2] = (60 + 100 * across * down).astype(np.uint8)
    return drawn


def encoded(kind: str, picture: Image.Image | None = None, **options: object) -> bytes:
    """``picture`` (the scene) as a file of Pillow's format name ``kind``."""
    image = picture or Image.fromarray(scene())
    stream = BytesIO()
    if kind == "HEIF":
        # To look for a smaller file takes four times as long, and how files are read is what is tested.
        pillow_heif.from_pillow(image).save(stream, quality=90, enc_params={"preset": "ultrafast"}, **options)
    else:
        image.save(stream, kind, **options)
    return stream.getvalue()


def grey_jpeg(width: int, height: int, *, scans: int = 3, marker: int = 0xC0, precision: int = 8, huffman: bool = True) -> bytes:
    """A grey JPEG of three components (4:4:4) in one scan, or in one each; ``scans`` above 3 repeat the last.

    Two bits a block: its one code of each kind means "as before" and "nothing more". With another ``marker`` or
    ``precision`` it claims to be what it is not.
    """

    def segment(code: int, body: bytes) -> bytes:
        return bytes((0xFF, code)) + struct.pack(">H", len(body) + 2) + body

    blocks = -(-width // 8) * -(-height // 8)
    one_code = bytes((1, *bytes(15), 0))
    parts = [b"\xff\xd8", segment(0xDB, bytes((0,)) + b"\x01" * 64)]
    parts.append(segment(marker, struct.pack(">BHHB", precision, height, width, 3) + b"\1\x11\0\2\x11\0\3\x11\0"))
    if huffman:
        parts += [segment(0xC4, bytes((kind,)) + one_code) for kind in (0x00, 0x10)]
    for scan in range(scans):
        which = range(1, 4) if scans == 1 else (min(scan, 2) + 1,)
        parts.append(segment(0xDA, bytes((len(which), *(part for number in which for part in (number, 0)), 0, 63, 0))))
        parts.append(bytes(-(-2 * blocks * len(which) // 8)))
    return b"".join((*parts, b"\xff\xd9"))


SAMPLES: dict[str, Callable[[], bytes]] = {
    "jpeg": lambda: encoded("JPEG", quality=92),
    "progressive jpeg": lambda: encoded("JPEG", quality=92, progressive=True),
    "png": lambda: encoded("PNG"),
    "webp": lambda: encoded("WEBP", quality=95),
    "lossless webp": lambda: encoded("WEBP", lossless=True),
    "heic": lambda: encoded("HEIF"),
    "avif": lambda: encoded("AVIF", quality=90),
    "tiff": lambda: encoded("TIFF"),
    "lzw tiff": lambda: encoded("TIFF", compression="tiff_lzw"),
    "jpeg tiff": lambda: encoded("TIFF", compression="jpeg"),
}

MEDIA_TYPES = {
    "jpeg": "image/jpeg",
    "progressive jpeg": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
    "lossless webp": "image/webp",
    "heic": "image/heic",
    "avif": "image/avif",
    "tiff": "image/tiff",
    "lzw tiff": "image/tiff",
    "jpeg tiff": "image/tiff",
}


def shared(folder: str) -> list[Path]:
    """The files of ``../shared/data/hard/<folder>``, one of each content; skips the test where there are none."""
    files = {path.read_bytes(): path for path in sorted((SHARED / "hard" / folder).glob("*"))}
    if not files:
        pytest.skip(f"this checkout lacks ../shared/data/hard/{folder}")
    return list(files.values())


def difference(left: NDArray[np.uint8], right: NDArray[np.uint8]) -> float:
    """Mean absolute difference in levels of 255."""
    return float(np.abs(left.astype(np.int16) - right).mean())
