"""What a worker computes of a photo and nothing else: no queue, no database, no messages. ``python -m tests.bench.kernels
FOLDER`` is one process that does it with every photo of a folder as soon as it is told to, over its standard input.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from app.adapters.installation import WORKER_ENVIRONMENT
from app.settings import Settings
from tests.conftest import MODELS, REPOSITORY
from workers.faces.engines import open_engine
from workers.faces.finder import LONG_SIDE, FaceFinder, limits_of
from workers.images.previews import make_previews
from workers.images.reading import read_photo
from workers.memory import give_back_large_blocks, give_back_what_is_free

STAGES = ("decode", "previews", "detect", "embed")


class Kernels:
    """The stages of a photo, one after the other, as ``workers.photo`` has them."""

    def __init__(self) -> None:
        settings = Settings()
        self._limits = limits_of(settings)
        self._faces = FaceFinder(open_engine("fused", MODELS), settings.max_faces_per_photo)

    def run(self, jpeg: bytes) -> tuple[float, ...]:
        """The processor's time of each of ``STAGES``, in ms, of all threads of the process."""
        at = [time.process_time()]
        loaded = read_photo(jpeg, self._limits, LONG_SIDE)
        at.append(time.process_time())
        make_previews(loaded)
        at.append(time.process_time())
        seen = self._faces.detect(loaded)
        at.append(time.process_time())
        self._faces.embed(loaded, seen)
        at.append(time.process_time())
        del loaded
        give_back_what_is_free()
        return tuple((after - before) * 1000 for before, after in pairwise(at))


def bare_loop(folder: Path, processes: int) -> float:
    """Photos per second of ``processes`` at once, each of which works on every photo of ``folder``; wall time, loading apart."""
    command = [sys.executable, "-m", __name__, str(folder)]
    environment = os.environ | WORKER_ENVIRONMENT
    each = [
        subprocess.Popen(
            command, cwd=REPOSITORY, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
        )
        for _ in range(processes)
    ]
    count = sum(_said(process) for process in each)
    begun = time.monotonic()
    for process in each:
        assert process.stdin
        process.stdin.write("go\n")
        process.stdin.flush()
    for process in each:
        _said(process)
    seconds = time.monotonic() - begun
    for process in each:
        process.communicate()
    return count / seconds


def _said(process: subprocess.Popen[str]) -> int:
    assert process.stdout
    return int(process.stdout.readline())


def _serve(photos: Sequence[bytes]) -> None:
    kernels = Kernels()
    kernels.run(photos[0])
    print(len(photos), flush=True)
    sys.stdin.readline()
    for photo in photos:
        kernels.run(photo)
    print(len(photos), flush=True)


if __name__ == "__main__":
    give_back_large_blocks()
    _serve([path.read_bytes() for path in sorted(Path(sys.argv[1]).iterdir())])
