"""Long lists in pieces."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

Item = TypeVar("Item")


def chunks(items: Sequence[Item], size: int) -> Iterator[Sequence[Item]]:
    """All items, in order, ``size`` at a time; the last piece may be shorter. (``itertools.batched`` came with Python 3.12.)"""
    for start in range(0, len(items), size):
        yield items[start : start + size]
