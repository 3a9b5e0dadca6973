"""Whole collections as files, in the form that mongodump gives them: BSON documents one after the other.

The order in which they are read is the point, because the service goes on meanwhile: what others point to is read before
them, and the logs last. A photo that says it is indexed has its faces in the part of the log that is read after it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Any, Final

import bson
from anyio import to_thread
from beanie import Document
from pymongo.errors import BulkWriteError

from app.store.documents import (
    DOCUMENTS,
    AccessToken,
    BlobCheck,
    Counter,
    Damage,
    EventCamera,
    EventCompany,
    EventSize,
    EventStats,
    FaceEntry,
    HookMessage,
    Invitation,
    LogEntry,
    Match,
    PasswordReset,
    Session,
    TemplateEntry,
)

# Sign-ins, tokens (one that was revoked must not come back), ways to an account, what webhooks are to be told, and what the
# keeper knows of the state of files are of the running service alone; what an event's faces say together is reckoned again.
_LEFT_OUT: Final = (Session, AccessToken, PasswordReset, Invitation, HookMessage, BlobCheck, Damage, EventCompany)
_LAST: Final = (EventCamera, Match, TemplateEntry, FaceEntry, EventStats, EventSize, Counter)
ORDER: Final[tuple[type[Document], ...]] = (*(kind for kind in DOCUMENTS if kind not in (*_LEFT_OUT, *_LAST)), *_LAST)
"""Every collection that a backup holds, in the order in which it is read."""

_INSERT: Final = 500
_DUPLICATE_KEY: Final = 11000

Row = dict[str, Any]


async def write(kind: type[Document], path: Path) -> int:
    """Write a collection as it is now to ``path``; returns how many bytes."""
    total = 0
    with path.open("wb") as file:
        async for batch in kind.get_pymongo_collection().find_raw_batches({}):
            total += await to_thread.run_sync(file.write, batch)
    return total


def read(path: Path) -> Iterator[Row]:
    """The documents of a file, one by one; of a collection that there was none of, none. Raises ``bson.errors.InvalidBSON``."""
    if not path.exists():
        return
    with path.open("rb") as file:
        yield from bson.decode_file_iter(file)


async def insert(kind: type[Document], rows: Iterable[Row]) -> int:
    """Write documents as they are; one that is there already stays. Returns how many were given."""
    count, waiting = 0, []
    for row in rows:
        waiting.append(row)
        if len(waiting) == _INSERT:
            await _insert(kind, waiting)
            count, waiting = count + len(waiting), []
    if waiting:
        await _insert(kind, waiting)
    return count + len(waiting)


async def is_empty() -> bool:
    """Has the database nothing in it that a service would have made?"""
    for kind in ORDER:
        if await kind.get_pymongo_collection().find_one({}) is not None:
            return False
    return True


def without_holes(rows: Iterable[Row], dropped: Collection[str], kind: type[LogEntry]) -> Iterator[Row]:
    """The entries of logs of that ``kind`` with every number from 1 to the last one of each (``gapless_logs``).

    An entry that was not there yet when the file was written, and one about a photo or search that was ``dropped``, leaves its
    number only: readers of a log wait for a number that is missing.
    """
    seen: dict[tuple[int, str], set[int]] = {}
    for row in rows:
        seen.setdefault((row["event_id"], row["engine_id"]), set()).add(row["seq"])
        yield row | kind.ERASED if row[kind.SUBJECT] in dropped else row
    for (event_id, engine_id), numbers in seen.items():
        for number in set(range(1, max(numbers) + 1)) - numbers:
            key = f"hole:{event_id}:{engine_id}:{number}"
            place = {"event_id": event_id, "engine_id": engine_id, "seq": number}
            yield {"_id": key, "key": key, kind.SUBJECT: ""} | place | kind.ERASED


async def _insert(kind: type[Document], rows: list[Row]) -> None:
    try:
        await kind.get_pymongo_collection().insert_many(rows, ordered=False)
    except BulkWriteError as failure:
        if any(error["code"] != _DUPLICATE_KEY for error in failure.details["writeErrors"]):
            raise
