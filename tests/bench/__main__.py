"""``python -m tests.bench [name …]``: run the measurements and print their numbers. See each module for what it compares."""

from __future__ import annotations

import importlib
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.adapters.installation import WORKER_ENVIRONMENT

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
    "card",
)


def main(names: list[str]) -> None:
    """Run ``names`` (all when empty), each in a scratch folder of its own."""
    with _as_a_worker():
        measures = [importlib.import_module(f"tests.bench.bench_{name}") for name in names or NAMES]
    for measure in measures:
        with tempfile.TemporaryDirectory(prefix="ep-bench-") as scratch:
            measure.main(Path(scratch))
        sys.stdout.flush()


@contextmanager
def _as_a_worker() -> Iterator[None]:
    """What counts in products is read when numpy is loaded: one thread. Processes that are started later have their own word."""
    before = dict(os.environ)
    os.environ.update(WORKER_ENVIRONMENT)
    yield
    os.environ.clear()
    os.environ.update(before)


if __name__ == "__main__":
    main(sys.argv[1:])
