"""What a photo of 24 megapixels with nine faces costs one core, by stage, in processor time."""

from __future__ import annotations

import statistics
from pathlib import Path

from tests.bench.album import compose, portraits
from tests.bench.kernels import STAGES, Kernels
from tests.conftest import MODELS, SHARED_DATA

PHOTOS, ROUNDS = 8, 4


def main(scratch: Path) -> None:
    """Print the median of each stage, and of all together."""
    del scratch
    photos = [photo.jpeg for photo in compose(portraits(MODELS / "sample", SHARED_DATA), PHOTOS)]
    kernels = Kernels()
    kernels.run(photos[0])  # everything is loaded after this
    runs = [kernels.run(photo) for _ in range(ROUNDS) for photo in photos]
    by_stage = [statistics.median(stage) for stage in zip(*runs, strict=True)]
    shown = "  ".join(f"{name} {ms:.0f}" for name, ms in zip(STAGES, by_stage, strict=True))
    print(f"kernels  {shown}  together {statistics.median(map(sum, runs)):.0f} ms of one core a photo (goal 190, n={len(runs)})")
