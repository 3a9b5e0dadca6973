"""Memory of what an ingest worker computes with, over ``PHOTOS`` photos of all sizes and shapes, as phones and cameras take
them: what grows with the number of photos grows here. The queue and the database are left out.
"""

from __future__ import annotations

import random
import time
from io import BytesIO
from pathlib import Path

import psutil
from PIL import Image

from tests.bench.album import compose, portraits
from tests.bench.kernels import Kernels
from tests.conftest import MODELS, SHARED_DATA
from workers.memory import give_back_large_blocks

PHOTOS, SHOWN = 3000, (10, 100, 300, 1000, 2000, 3000)
_DIFFERENT = 60
_SIDES = (900, 3000)
_LARGE = 40
"""One photo in so many has all its 24 megapixels."""


def main(scratch: Path) -> None:
    """Print what the process holds after some, and after more."""
    del scratch
    give_back_large_blocks()
    random_ = random.Random(3)
    whole = [photo.jpeg for photo in compose(portraits(MODELS / "sample", SHARED_DATA), 3)]
    cut = [_cut(random_.choice(whole), random_) for _ in range(_DIFFERENT)]
    kernels, process, begun = Kernels(), psutil.Process(), time.process_time()
    for number in range(1, PHOTOS + 1):
        kernels.run(random_.choice(whole) if number % _LARGE == 0 else random_.choice(cut))
        if number in SHOWN:
            held, spent = process.memory_info().rss / 2**20, time.process_time() - begun
            print(f"memory  {held:4.0f} MiB after {number} photos, {1000 * spent / number:.0f} ms each (goal 700)", flush=True)


def _cut(jpeg: bytes, random_: random.Random) -> bytes:
    """A part of a photo, of any shape, in another size."""
    with Image.open(BytesIO(jpeg)) as photo:
        width, height = random_.randint(photo.width // 3, photo.width), random_.randint(photo.height // 3, photo.height)
        left, top = random_.randint(0, photo.width - width), random_.randint(0, photo.height - height)
        part = photo.crop((left, top, left + width, top + height))
    part.thumbnail((random_.randint(*_SIDES),) * 2)
    written = BytesIO()
    part.save(written, "JPEG", quality=85)
    return written.getvalue()
