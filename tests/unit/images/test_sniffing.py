"""Formats are told by their bytes, never by their names."""

from __future__ import annotations

import subprocess
import sys

import pytest

from app.domain.image_formats import EXTENSIONS, RAW_TYPES, SNIFF_BYTES, sniff
from tests.unit.images.pictures import MEDIA_TYPES, SAMPLES, encoded
from tests.unit.images.raws import RAWS, picture, tiff_raw


@pytest.mark.parametrize("name", SAMPLES)
def test_every_format_is_recognised_by_its_first_bytes(name: str) -> None:
    assert sniff(SAMPLES[name]()[:SNIFF_BYTES]) == MEDIA_TYPES[name]
    assert MEDIA_TYPES[name] in EXTENSIONS


@pytest.mark.parametrize("ending", RAWS)
def test_a_raw_file_is_told_from_a_tiff_by_its_first_directory(ending: str) -> None:
    media_type = sniff(RAWS[ending](picture())[:SNIFF_BYTES])
    assert media_type in RAW_TYPES
    assert EXTENSIONS[media_type] == f".{ending}"


def test_a_raw_file_of_another_maker_is_one_too() -> None:
    assert sniff(tiff_raw("SAMSUNG", "NX1", picture())[:SNIFF_BYTES]) == "image/x-dcraw"
    assert sniff(encoded("TIFF", tiffinfo={254: 1, 271: "SAMSUNG"})[:SNIFF_BYTES]) == "image/tiff"  # a small picture, none below


@pytest.mark.parametrize(
    "head",
    [
        b"",
        b"\xff",
        b"\xff\xd8",
        b"hello",
        b"<html><script>alert(1)</script></html>",
        b'<svg xmlns="http://www.w3.org/2000/svg"/>',
        b"GIF89a\x01\0\x01\0",
        b"\0\0\0\x0cjP  \r\n\x87\n",
        b"BM6\0\0\0",
        b"\0\0\0\x18ftypmp42\0\0\0\0isommp42",
        b"%PDF-1.7",
        b"RIFF\0\0\0\0WAVE",
    ],
)
def test_anything_else_is_nothing_that_we_read(head: bytes) -> None:
    assert sniff(head) is None


@pytest.mark.parametrize("head", [b"II*\0", b"MM\0*", b"II+\0", b"MM\0+"], ids=["II", "MM", "big II", "big MM"])
def test_a_tiff_may_be_of_either_order_of_bytes_and_be_a_big_one(head: bytes) -> None:
    assert sniff(head + b"\x10\0\0\0\0\0") == "image/tiff"


@pytest.mark.parametrize(
    ("compatible", "media_type"),
    [
        *((b"heic", "image/heic"), (b"avif", "image/avif"), (b"miaf", "image/heif")),
        *((b"heicmiaf", "image/heic"), (b"avifmiaf", "image/avif"), (b"miafavif", "image/avif")),
        (b"miavifaf", "image/heif"),
    ],
)
def test_a_general_heif_brand_is_specified_by_the_compatible_ones(compatible: bytes, media_type: str) -> None:
    size = (20 + len(compatible)).to_bytes(4, "big")
    assert sniff(size + b"ftypmif1\0\0\0\0mif1" + compatible) == media_type


def test_brands_behind_the_box_do_not_count() -> None:
    assert sniff(b"\0\0\0\x14ftypmif1\0\0\0\0mif1avif") == "image/heif"


def test_sniffing_needs_no_image_library() -> None:
    program = "import sys, app.domain.image_formats; sys.exit(any(m in sys.modules for m in ('PIL', 'numpy', 'cv2')))"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
