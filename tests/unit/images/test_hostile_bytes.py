"""Whatever the bytes: a photo or an ``ImageError``, within bounds of time and memory, and the process lives on."""

from __future__ import annotations

import platform
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
import simplejpeg
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from app.errors import ImageError
from tests.unit.images.pictures import LIMITS, LONG_SIDE, SAMPLES, encoded, grey_jpeg, scene, shared
from workers.images.limits import ImageLimits
from workers.images.previews import make_previews
from workers.images.reading import read_photo
from workers.images.refusals import MESSAGES

SMALL = ImageLimits(max_bytes=1 << 20, max_pixels=10_000_000, max_memory=20_000_000)
REMARKS = pytest.mark.filterwarnings("ignore::UserWarning")  # of Pillow, on damaged directories and metadata

damages = st.lists(
    st.tuples(
        st.floats(0, 1, exclude_max=True),  # where, as a share of the file (or of its header)
        st.sampled_from(["flip", "fill", "drop", "copy", "cut"]),
        st.integers(0, 255),
    ),
    min_size=1,
    max_size=12,
)


def damaged(data: bytes, places: list[tuple[float, str, int]], reach: int) -> bytes:
    result = bytearray(data)
    for share, what, value in places:
        at = int(share * min(len(result), reach))
        if what == "flip" and result:
            result[at] ^= value
        elif what == "fill":
            result[at : at + 4] = bytes([value]) * 4
        elif what == "drop":
            del result[at : at + value]
        elif what == "copy":
            result[at:at] = result[value : value + 32]
        elif what == "cut" and value > 200:
            del result[at:]
    return bytes(result)


@cache
def sample(name: str) -> bytes:
    return SAMPLES[name]()


def survives(data: bytes, limits: ImageLimits) -> None:
    code = None
    try:
        photo = read_photo(data, limits, LONG_SIDE)
        make_previews(photo)
        assert photo.finest()[0].size >= photo.image.size
        assert photo.width * photo.height <= limits.max_pixels
    except ImageError as refused:
        code = refused.code
    assert code is None or code in MESSAGES


@REMARKS
@pytest.mark.parametrize("name", SAMPLES)
@settings(max_examples=60)
@given(places=damages, reach=st.sampled_from([64, 600, 1 << 20]))
def test_damaged_files_give_a_photo_or_a_stable_code(name: str, places: list[tuple[float, str, int]], reach: int) -> None:
    survives(damaged(sample(name), places, reach), SMALL)


@settings(max_examples=200)
@given(data=st.binary(max_size=300), start=st.sampled_from(sorted(SAMPLES)), kept=st.integers(0, 64))
@REMARKS
def test_noise_behind_a_known_beginning_gives_a_stable_code(data: bytes, start: str, kept: int) -> None:
    survives(sample(start)[:kept] + data, SMALL)


@REMARKS
@pytest.mark.parametrize("folder", ["corrupt_jpg", "raw", "synthetic"])  # of the others test_reading asks for more
def test_every_file_of_the_hard_set_gives_a_photo_or_a_stable_code(folder: str) -> None:
    for path in shared(folder):
        survives(path.read_bytes(), LIMITS)


_MEASURE = """
import resource, sys
from pathlib import Path
from tests.unit.images.pictures import LIMITS
from workers.images.previews import make_previews
from workers.images.reading import read_photo
peak = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
read_photo(Path(sys.argv[2]).read_bytes(), LIMITS, 2048)
data = Path(sys.argv[1]).read_bytes()
before = peak()
photo = read_photo(data, LIMITS, 2048)
make_previews(photo)
reduced = peak()
full = photo.finest()[0]
print(reduced - before, peak() - before, full.nbytes / 2**20)
"""


_RECKONING = """
import os, resource, sys
from pathlib import Path
from app.errors import ImageError
from workers.images.limits import ImageLimits
from workers.images.reading import read_photo
MIB = 1024
def peak(): return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
for path in sys.argv[1:]:
    data = Path(path).read_bytes()
    tiny = Path(path + ".tiny").read_bytes()
    if os.fork() == 0:  # a child's peak begins at what its parent has now, without the pages of files
        read_photo(tiny, ImageLimits(1 << 30, 1 << 30, 1 << 30), 1000)  # the decoder's code is no part of the reckoning
        before = peak()
        for limit in range(8, 200, 8):
            try:
                read_photo(data, ImageLimits(1 << 30, 1 << 30, limit << 20), 1000)
            except ImageError as refused:
                if refused.code != "too_many_pixels":
                    os._exit(2)
            else:
                print(Path(path).name, limit, (peak() - before) // MIB, flush=True)
                os._exit(0)
        os._exit(1)
    assert os.waitstatus_to_exitcode(os.wait()[1]) == 0, path
"""


def test_no_decoder_takes_more_memory_than_was_reckoned_before(tmp_path: Path) -> None:
    files = _of_every_kind(3000, 2000)
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    for name, data in _of_every_kind(96, 64).items():
        (tmp_path / f"{name}.tiny").write_bytes(data)
    paths = [str(tmp_path / name) for name in files]
    run = subprocess.run([sys.executable, "-c", _RECKONING, *paths], capture_output=True, text=True, check=True)
    measured = [line.split() for line in run.stdout.splitlines()]
    assert [name for name, *_ in measured] == list(files)
    above = {name: (int(allowed), int(taken)) for name, allowed, taken in measured if int(taken) > int(allowed) + 8}
    assert not above, "MiB allowed and taken"


def _of_every_kind(width: int, height: int) -> dict[str, bytes]:
    """One picture in each form that a decoder of its own or a way of its own reads."""
    picture = Image.fromarray(scene(width, height))
    frames = {"save_all": True, "append_images": [picture.transpose(Image.Transpose.FLIP_LEFT_RIGHT)]}
    one_strip = {"tiffinfo": {278: height}}
    return {
        "baseline.jpg": encoded("JPEG", picture),
        "several_scans.jpg": grey_jpeg(width, height),
        "progressive.jpg": encoded("JPEG", picture, progressive=True, subsampling=0),
        "cmyk.jpg": encoded("JPEG", picture.convert("CMYK"), progressive=True),
        "rgb.png": encoded("PNG", picture, compress_level=1),
        "grey.png": encoded("PNG", picture.convert("L"), compress_level=1),
        "animated.png": encoded("PNG", picture, compress_level=1, **frames),
        "lossy.webp": encoded("WEBP", picture, method=0),
        "lossless.webp": encoded("WEBP", picture, lossless=True, quality=0, method=0),
        "animated.webp": encoded("WEBP", picture, method=0, **frames),
        "photo.heic": encoded("HEIF", picture),
        "photo.avif": encoded("AVIF", picture, speed=10),
        "colours.avif": encoded("AVIF", picture, speed=10, subsampling="4:4:4"),
        "strips.tif": encoded("TIFF", picture, compression="tiff_lzw"),
        "one_strip.tif": encoded("TIFF", picture, compression="tiff_lzw", **one_strip),
        "jpeg.tif": encoded("TIFF", picture, compression="jpeg", **one_strip),
    }


_LEFT_OVER = """
import random, sys, threading
import psutil
from PIL import Image
from tests.unit.images.pictures import LIMITS, encoded, grey_jpeg, scene
from workers.images.previews import make_previews
from workers.images.reading import read_photo
from workers.memory import give_back_large_blocks
def work():
    order, small = random.Random(1), []
    for number in range(40):
        photo = read_photo(order.choice(files), LIMITS, 2048)
        make_previews(photo)
        photo.finest()
        small.append(bytes(order.randint(100, 200_000)))
        del photo, small[:-20]
if "as it is" not in sys.argv:
    give_back_large_blocks()
before = psutil.Process().memory_info().rss
files = []
for size in ((1200, 800), (2000, 1500), (3000, 2000), (4000, 3000)):
    picture = Image.fromarray(scene(*size))
    files += [encoded("JPEG", picture), encoded("JPEG", picture, progressive=True), encoded("TIFF", picture), grey_jpeg(*size)]
kept = sum(map(len, files))
thread = threading.Thread(target=work)
thread.start()
thread.join()
print((psutil.Process().memory_info().rss - before - kept) / 2**20)
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="another C library's allocator is not ours to tune")
def test_a_worker_keeps_little_of_the_memory_of_photos_that_are_done() -> None:
    run = subprocess.run([sys.executable, "-c", _LEFT_OVER], capture_output=True, text=True, check=True)
    assert float(run.stdout) < 90, "MiB"


_HOLES = """
import asyncio, sys
import psutil
from workers.thread import OnePhoto
def rss(): return psutil.Process().memory_info().rss / 2**20
def holes():
    blocks = [b"x" * 100_000 for _ in range(3000)]
    return blocks[::100]
async def photo():
    async with OnePhoto():
        kept = await asyncio.to_thread(holes)
    return kept
before = rss()
kept = asyncio.run(photo())
print(rss() - before)
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="another C library's allocator is not ours to tune")
def test_memory_between_small_things_that_outlive_a_photo_goes_back_to_the_system() -> None:
    run = subprocess.run([sys.executable, "-c", _HOLES], capture_output=True, text=True, check=True)
    assert float(run.stdout) < 60, "MiB of 286 that were used"


def test_a_photo_of_24_megapixels_costs_little_memory(tmp_path: Path) -> None:
    large, small = tmp_path / "large.jpg", tmp_path / "small.jpg"
    large.write_bytes(simplejpeg.encode_jpeg(scene(6000, 4000), quality=92, colorsubsampling="422"))
    small.write_bytes(sample("jpeg"))
    run = subprocess.run([sys.executable, "-c", _MEASURE, str(large), str(small)], capture_output=True, text=True, check=True)
    reduced, whole, pixels = (float(part) for part in run.stdout.split())
    assert reduced < 45, "MiB for the reduced photo and its previews"
    assert whole < 1.5 * pixels + reduced, "MiB for the full resolution"
