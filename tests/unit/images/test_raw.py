"""A RAW file is shown by the picture that the camera put into it: upright, with its time and camera, or refused for a reason."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from app.domain.image_formats import RAW_TYPES
from app.errors import ImageError
from tests.unit.images.pictures import LIMITS, LONG_SIDE, difference, encoded, grey_jpeg, scene, shared
from tests.unit.images.raws import RAWS, cr2, cr3, picture, tiff_raw
from tests.unit.images.test_hostile_bytes import damaged, damages, survives
from workers.images.limits import ImageLimits
from workers.images.reading import read_photo

SMALL = ImageLimits(max_bytes=1 << 20, max_pixels=10_000_000, max_memory=20_000_000)


def code_of(data: bytes) -> str:
    with pytest.raises(ImageError) as refused:
        read_photo(data, LIMITS, LONG_SIDE)
    return refused.value.code


@cache
def sample(ending: str) -> bytes:
    return RAWS[ending](grey_jpeg(1200, 800, scans=1))


@pytest.mark.parametrize("ending", RAWS)
def test_a_raw_file_is_shown_by_the_picture_in_it(ending: str) -> None:
    photo = read_photo(RAWS[ending](picture()), LIMITS, LONG_SIDE)
    assert photo.media_type in RAW_TYPES
    assert (photo.width, photo.height) == (1200, 800)
    assert difference(photo.image, scene(1200, 800)) < 2
    assert difference(photo.finest()[0], scene(1200, 800)) < 2
    if ending != "raf":  # Fujifilm has both in the JPEG, and this one has none
        assert photo.camera
        assert photo.taken_at is not None
        assert photo.taken_at.astimezone(UTC).replace(microsecond=0) == datetime(2026, 6, 13, 16, 24, 11, tzinfo=UTC)


def test_a_large_one_is_decoded_at_the_smallest_scale_that_serves() -> None:
    photo = read_photo(tiff_raw("NIKON CORPORATION", "NIKON D750", grey_jpeg(6000, 4000, scans=1)), LIMITS, LONG_SIDE)
    assert (photo.width, photo.height, photo.image.shape) == (6000, 4000, (1500, 2250, 3))


@pytest.mark.parametrize(
    "make", [lambda jpeg: tiff_raw("SONY", "ILCE-7M3", jpeg, orientation=6), lambda jpeg: cr2(jpeg, 6), lambda jpeg: cr3(jpeg, 6)]
)
def test_the_picture_is_turned_as_the_raw_file_says(make) -> None:  # type: ignore[no-untyped-def]
    upright = Image.fromarray(scene(800, 1200))
    stored = upright.transpose(Image.Transpose.ROTATE_90)  # the camera lay on its side
    photo = read_photo(make(encoded("JPEG", stored, quality=92)), LIMITS, LONG_SIDE)
    assert (photo.width, photo.height) == (800, 1200)
    assert difference(photo.image, scene(800, 1200)) < 2


def test_a_picture_that_stands_already_is_not_turned_again() -> None:
    photo = read_photo(tiff_raw("SONY", "ILCE-7M3", picture(800, 1200), orientation=8), LIMITS, LONG_SIDE)
    assert (photo.width, photo.height) == (800, 1200)
    assert difference(photo.image, scene(800, 1200)) < 2


def test_time_and_camera_of_fujifilms_are_those_of_its_jpeg() -> None:
    exif = Image.Exif()
    exif[271], exif[272] = "FUJIFILM", "X-T3"
    exif.get_ifd(34665)[36867] = "2026:06:13 18:24:11"
    photo = read_photo(RAWS["raf"](encoded("JPEG", Image.fromarray(scene(1200, 800)), exif=exif)), LIMITS, LONG_SIDE)
    assert (photo.taken_at, photo.camera) == (datetime(2026, 6, 13, 18, 24, 11), "FUJIFILM X-T3")


@pytest.mark.parametrize("ending", RAWS)
def test_a_raw_file_without_a_picture_that_serves_says_so(ending: str) -> None:
    assert code_of(RAWS[ending](picture(320, 214))) == "no_preview"  # an icon


def test_a_lossless_jpeg_is_the_sensors_and_no_picture() -> None:
    assert code_of(tiff_raw("NIKON CORPORATION", "NIKON D750", grey_jpeg(1200, 800, marker=0xC3))) == "no_preview"


@pytest.mark.parametrize("ending", RAWS)
@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.97])
def test_a_raw_file_that_lacks_its_end_is_refused_as_truncated(ending: str, share: float) -> None:
    data = RAWS[ending](picture())
    assert code_of(data[: int(len(data) * share)]) == "truncated"


@pytest.mark.parametrize("ending", RAWS)
@settings(max_examples=25)
@given(places=damages, reach=st.sampled_from([200, 1200, 1 << 20]))
def test_damaged_raw_files_give_a_photo_or_a_stable_code(ending: str, places: list[tuple[float, str, int]], reach: int) -> None:
    survives(damaged(sample(ending), places, reach), SMALL)


def test_a_picture_of_too_many_pixels_is_refused_before_it_is_decoded() -> None:
    assert code_of(RAWS["nef"](grey_jpeg(30_000, 20_000, scans=1))) == "too_many_pixels"


_MEASURE = """
import resource, sys
from pathlib import Path
from app.errors import ImageError
from tests.unit.images.pictures import LIMITS
from workers.images.reading import read_photo
def peak(): return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
read_photo(Path(sys.argv[1]).read_bytes(), LIMITS, 2048)
data = Path(sys.argv[2]).read_bytes()
before = peak()
photo = read_photo(data, LIMITS, 2048)
print(len(data) / 2**20, peak() - before)
"""


def test_a_huge_picture_in_a_raw_file_is_held_three_times_at_most(tmp_path: Path) -> None:
    (tmp_path / "plain").write_bytes(sample("nef"))
    (tmp_path / "huge").write_bytes(RAWS["nef"](grey_jpeg(1200, 800, scans=1) + bytes(40 << 20)))
    paths = [str(tmp_path / name) for name in ("plain", "huge")]
    run = subprocess.run([sys.executable, "-c", _MEASURE, *paths], capture_output=True, text=True, check=True)
    size, taken = map(float, run.stdout.split())
    assert taken < 3 * size + 16, "MiB"


def test_a_real_dng_is_read() -> None:
    found = {path.name: path for path in shared("raw")}
    photo = read_photo(found["photoprism__canon_eos_6d.dng"].read_bytes(), LIMITS, LONG_SIDE)
    assert (photo.width, photo.height, photo.camera) == (1024, 683, "Canon EOS 6D")
    assert photo.taken_at == datetime(2019, 6, 6, 7, 29, 51)
