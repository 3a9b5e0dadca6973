"""JPEG XL is read as other formats are: upright, in sRGB, within bounds, or refused for a reason."""

from __future__ import annotations

import struct
import subprocess
import sys
from functools import cache

import numpy as np
import pylibjxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import ExifTags, Image

from app.domain.image_formats import SNIFF_BYTES, sniff
from app.errors import ImageError
from tests.unit.images.pictures import LIMITS, LONG_SIDE, difference, encoded, scene
from tests.unit.images.secretive import SECRET, XMP, exif
from tests.unit.images.test_cleaning import for_a_guest
from tests.unit.images.test_hostile_bytes import SMALL, damaged, damages, survives
from workers.images.jxl import jxl_channels
from workers.images.limits import ImageLimits
from workers.images.reading import read_photo


@cache
def sample(kind: str) -> bytes:
    pixels = scene()
    match kind:
        case "bare":
            return pylibjxl.encode(pixels, effort=3)
        case "lossless":
            return pylibjxl.encode(pixels, effort=3, lossless=True)
        case "transparent":
            return pylibjxl.encode(np.dstack([pixels, np.full((80, 120), 255, np.uint8)]), effort=3)
        case _:  # a JPEG, to be made of it again
            turned = Image.fromarray(pixels).transpose(Image.Transpose.ROTATE_90)
            return pylibjxl.jpeg_to_jxl(encoded("JPEG", turned, quality=92, exif=exif(6)), effort=3)


KINDS = ("bare", "lossless", "transparent", "of a jpeg")


def code_of(data: bytes, limits: ImageLimits = LIMITS) -> str:
    with pytest.raises(ImageError) as refused:
        read_photo(data, limits, LONG_SIDE)
    return refused.value.code


@pytest.mark.parametrize("kind", KINDS)
def test_a_jxl_is_upright_and_has_its_time_and_camera(kind: str) -> None:
    assert sniff(sample(kind)[:SNIFF_BYTES]) == "image/jxl"
    photo = read_photo(sample(kind), LIMITS, LONG_SIDE)
    assert (photo.width, photo.height) == (120, 80)
    assert difference(photo.image, scene()) < 2
    assert jxl_channels(sample(kind)) == (1 if kind == "transparent" else 0)
    if kind == "of a jpeg":
        assert photo.camera == "Apple iPhone 15"
        assert photo.taken_at is not None


def test_a_large_one_is_divided_by_a_whole_number() -> None:
    photo = read_photo(pylibjxl.encode(scene(1201, 801), effort=1), LIMITS, 400)
    assert photo.image.shape == (267, 401, 3)


def test_one_that_would_take_too_much_memory_or_has_too_many_pixels_is_refused_before_it_is_decoded() -> None:
    assert code_of(sample("bare"), ImageLimits(1 << 20, 120 * 80 - 1)) == "too_many_pixels"
    assert code_of(sample("bare"), ImageLimits(1 << 20, 1 << 20, max_memory=120 * 80 * 18)) == "too_many_pixels"
    assert read_photo(sample("bare"), ImageLimits(1 << 20, 1 << 20, max_memory=120 * 80 * 19), LONG_SIDE).width == 120


@pytest.mark.parametrize("share", [0.02, 0.5, 0.97])
def test_one_that_lacks_its_end_is_refused(share: float) -> None:
    data = sample("of a jpeg")
    assert code_of(data[: int(len(data) * share)]) in ("truncated", "unsupported_format")
    data = sample("bare")
    assert code_of(data[: int(len(data) * share)]) in ("truncated", "unreadable")


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=25)
@given(places=damages, reach=st.sampled_from([64, 600, 1 << 20]))
def test_damaged_ones_give_a_photo_or_a_stable_code(kind: str, places: list[tuple[float, str, int]], reach: int) -> None:
    survives(damaged(sample(kind), places, reach), SMALL)


def test_guests_get_it_without_place_and_names() -> None:
    inside = ((b"ftyp", b"jxl \0\0\0\0jxl "), (b"Exif", b"\0\0\0\0" + exif(1).tobytes()[6:]), (b"xml ", XMP))
    boxes = [(b"JXL ", b"\r\n\x87\n"), *inside, (b"jxlc", sample("bare"))]
    plain = b"".join(struct.pack(">I", len(content) + 8) + kind + content for kind, content in boxes)
    packed = sample("of a jpeg")  # in which the same is compressed
    assert SECRET in plain
    assert SECRET in pylibjxl.decode(packed, metadata=True)[1]["exif"]
    for data in (plain, packed):
        clean = for_a_guest(data)
        assert SECRET not in clean
        assert SECRET not in pylibjxl.decode(clean, metadata=True)[1].get("exif", b"")
        assert (read_photo(clean, LIMITS, LONG_SIDE).image == read_photo(data, LIMITS, LONG_SIDE).image).all()
    assert read_photo(for_a_guest(plain), LIMITS, LONG_SIDE).camera == "Apple iPhone 15"
    with pytest.raises(RuntimeError):
        pylibjxl.jxl_to_jpeg(clean)


_RECKONING = """
import resource, sys
import pylibjxl
from tests.unit.images.pictures import scene
from workers.images.limits import ImageLimits
from workers.images.reading import read_photo
def peak(): return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
files = []
for options in ({"effort": 3}, {"effort": 7, "lossless": True}, {"effort": 2, "lossless": True}):
    files.append(pylibjxl.encode(scene(1500, 1000), **options))
read_photo(pylibjxl.encode(scene(64, 64)), ImageLimits(1 << 30, 1 << 30), 1000)
before = peak()
for data in files:
    read_photo(data, ImageLimits(1 << 30, 1 << 30), 1000)
print(peak() - before)
"""


def test_the_decoder_takes_no_more_memory_than_was_reckoned_before() -> None:
    run = subprocess.run([sys.executable, "-c", _RECKONING], capture_output=True, text=True, check=True)
    assert float(run.stdout) < 19 * 1.5 + 8, "MiB"


def test_time_and_camera_are_read_with_or_without_what_heif_puts_in_front() -> None:
    made = Image.Exif()
    made[ExifTags.Base.Model] = "A camera"
    for front in (b"", b"\0\0\0\0"):
        data = pylibjxl.encode(scene(), effort=1, exif=front + made.tobytes()[6:])
        assert read_photo(data, LIMITS, LONG_SIDE).camera == "A camera"
