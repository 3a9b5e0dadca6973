"""Long lists of keys, asked for in short ones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from beanie import Document

_SIZE: Final = 100
"""SecantusDB's time for ``$in`` grows with the square of the list: 900 ids take 600 ms at once and 100 in nine lists."""


def batches(keys: Sequence[str]) -> Iterator[list[str]]:
    """All of them, in order, a hundred at a time."""
    for start in range(0, len(keys), _SIZE):
        yield list(keys[start : start + _SIZE])


async def values_of(kind: type[Document], field: str, condition: Mapping[str, Any]) -> set[str]:
    """Every value of a field among the documents that meet ``condition``.

    Not ``distinct``, whose answer is one document: 400,000 ids do not fit into it.
    """
    stages = [{"$match": dict(condition)}, {"$group": {"_id": f"${field}"}}]
    return {row["_id"] async for row in await kind.get_pymongo_collection().aggregate(stages)}
