"""``python -m tests.bench [name …]``: run the measurements and print their numbers. See each module for what it compares."""

from __future__ import annotations

import importlib
import sys
import tempfile
from pathlib import Path

NAMES = (
    "search",
    "sockets",
    "kernels",
    "ingest",
    "full",
    "latency",
    "fairness",
    "detection",
    "memory",
    "choices",
    "finals",
    "watch",
    "cameras",
)


def main(names: list[str]) -> None:
    """Run ``names`` (all when empty), each in a scratch folder of its own."""
    for name in names or NAMES:
        measure = importlib.import_module(f"tests.bench.bench_{name}")
        with tempfile.TemporaryDirectory(prefix="ep-bench-") as scratch:
            measure.main(Path(scratch))
        sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
