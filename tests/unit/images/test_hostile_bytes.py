"""Whatever the bytes: a photo or an ``ImageError``, within bounds of time and memory, and the process lives on."""

from __future__ import annotations

import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
import simplejpeg
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.errors import ImageError
from tests.unit.images.pictures import LIMITS, LONG_SIDE, SAMPLES, scene, shared
from workers.images.limits import ImageLimits
from workers.images.previews import make_previews
from workers.images.reading import read_photo
from workers.images.refusals import MESSAGES

SMALL = ImageLimits(max_bytes=1 << 20, max_pixels=10_000_000, max_whole_pixels=4_000_000)
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
        assert photo.full().size >= photo.image.size
        assert photo.width * photo.height <= limits.max_pixels
    except ImageError as refused:
        code = refused.code
    assert code is None or code in MESSAGES


@REMARKS
@pytest.mark.parametrize("name", SAMPLES)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(places=damages, reach=st.sampled_from([64, 600, 1 << 20]))
def test_damaged_files_give_a_photo_or_a_stable_code(name: str, places: list[tuple[float, str, int]], reach: int) -> None:
    survives(damaged(sample(name), places, reach), SMALL)


@settings(max_examples=200, deadline=None)
@given(data=st.binary(max_size=300), start=st.sampled_from(sorted(SAMPLES)), kept=st.integers(0, 64))
@REMARKS
def test_noise_behind_a_known_beginning_gives_a_stable_code(data: bytes, start: str, kept: int) -> None:
    survives(sample(start)[:kept] + data, SMALL)


@REMARKS
@pytest.mark.parametrize("folder", ["corrupt_jpg", "raw", "synthetic", "heic", "modern", "multiframe", "cmyk"])
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
full = photo.full()
print(reduced - before, peak() - before, full.nbytes / 2**20)
"""


def test_a_photo_of_24_megapixels_costs_little_memory(tmp_path: Path) -> None:
    large, small = tmp_path / "large.jpg", tmp_path / "small.jpg"
    large.write_bytes(simplejpeg.encode_jpeg(scene(6000, 4000), quality=92, colorsubsampling="422"))
    small.write_bytes(sample("jpeg"))
    run = subprocess.run([sys.executable, "-c", _MEASURE, str(large), str(small)], capture_output=True, text=True, check=True)
    reduced, whole, pixels = (float(part) for part in run.stdout.split())
    assert reduced < 45, "MiB for the reduced photo and its previews"
    assert whole < 1.5 * pixels + reduced, "MiB for the full resolution"
