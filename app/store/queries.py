"""The few ways in which all modules of this package ask and change the database, beside what Beanie has a word for.

``docs/adr/0009-where-beanie-is-bypassed.md`` says where Beanie is bypassed, and why.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Final, TypeVar, cast

from beanie import BulkWriter, Document
from beanie.odm.utils.dump import get_dict
from pymongo import UpdateOne, WriteConcern
from pymongo.asynchronous.collection import AsyncCollection
from pymongo.errors import DuplicateKeyError
from pymongo.results import UpdateResult

from app.domain.chunks import chunks

Kind = TypeVar("Kind", bound=Document)
Key = TypeVar("Key", str, int)
Condition = Mapping[str, Any]
Row = dict[str, Any]

_FIRST: Final = datetime(1970, 1, 1, tzinfo=UTC)
_KEYS_AT_ONCE: Final = 100
"""SecantusDB's time for ``$in`` grows with the square of the list: 900 ids take 600 ms at once and 100 in nine lists."""


async def note_one(kind: type[Kind], key: str, condition: Condition, update: Condition) -> Kind | None:
    """As ``change_one`` of the document ``key``, and does not wait for the disk: for a step on the way to a write that does. The
    journal keeps the order, so that whatever is on the disk has this before it; a database that is killed before that forgets
    the step, and it is taken again."""
    done = await _without_waiting(kind).update_one({"_id": key, **condition}, update)
    return await kind.get(key) if done.matched_count else None


async def note_new(document: Document) -> None:
    """Insert a document, and do not wait for the disk: for what a write follows that does, and has this before it in the
    journal."""
    await _without_waiting(type(document)).insert_one(get_dict(document, to_db=True))


async def note_all(kind: type[Document], condition: Condition, update: Condition) -> int:
    """Change every document that meets the condition, without waiting for the disk as ``note_one``; returns how many did."""
    return (await _without_waiting(kind).update_many(condition, update)).matched_count


def _without_waiting(kind: type[Document]) -> AsyncCollection[dict[str, Any]]:
    return kind.get_pymongo_collection().with_options(write_concern=WriteConcern(j=False))


async def change_one(
    kind: type[Kind], condition: Condition, update: Condition, *, before: bool = False, judged: Sequence[str] = ()
) -> Kind | None:
    """Change one document that meets the condition: of all who try one wins, and hears of it.

    Returns the document as it is after that, with what others have changed since, None when none met the condition, or it is
    gone again. With ``before`` as it was until then: in the fields that are changed, and in those ``judged`` by the caller, who
    counts or tells something by them. In the others it may be a moment older. (To compare all would take SecantusDB 40 ms.)

    What it was before is read, and written only as it was read; again where somebody else was faster, and so is one whose id the
    condition does not say. The database's own way, ``findAndModify``, makes SecantusDB read the whole collection for what it has
    found by its id: 13 ms for each thousand photos that there are.
    """
    known = condition.get("_id")
    if isinstance(known, str | int) and not before:
        return await kind.get(known) if await write_one(kind, condition, update) else None
    while seen := await kind.find(condition).aggregate([{"$limit": 1}]).to_list():
        [row] = seen
        changed = {path.partition(".")[0] for fields in update.values() for path in fields}
        as_seen = {field: row.get(field) for field in changed.union(judged)}
        # The id first: SecantusDB takes the first field that an index has, and goes through all that it finds by it.
        others = {field: value for field, value in condition.items() if field != "_id"}
        if await write_one(kind, {"_id": row["_id"], **others, **as_seen}, update):
            return kind.model_validate(row) if before else await kind.get(row["_id"])
    return None


async def write_one(kind: type[Document], condition: Condition, update: Condition) -> bool:
    """Change one document that meets the condition, in one step: did one meet it?"""
    done = cast("UpdateResult", await kind.find_one(condition).update(update))
    return done.matched_count > 0


async def write_all(kind: type[Document], condition: Condition, update: Condition) -> UpdateResult:
    """Change every document that meets the condition."""
    return cast("UpdateResult", await kind.find(condition).update(update))


async def write_each(kind: type[Document], changes: Sequence[tuple[Condition, Condition]]) -> None:
    """Change one document for each condition and update, all in one request; those that none meets change nothing."""
    async with BulkWriter(ordered=False, object_class=kind) as writer:
        for condition, update in changes:
            writer.add_operation(kind, UpdateOne(condition, update))


async def upsert(kind: type[Document], key: str | int, update: Condition) -> None:
    """Change the document with that id, and make it where there is none. Beanie's own way takes two steps, and fails one of
    two who make the same one at the same moment."""
    while True:
        try:
            await kind.find_one({"_id": key}).update(update, upsert=True)
        except DuplicateKeyError:
            continue  # two made it at once, and this one meets the other's
        return


async def delete_all(kind: type[Document], condition: Condition) -> int:
    """Remove every document that meets the condition; returns how many there were."""
    done = await kind.find(condition).delete()
    return done.deleted_count if done else 0


async def rows(kind: type[Document], condition: Condition, *fields: str, limit: int = 0) -> list[Row]:
    """The id (``_id``) and these fields of up to ``limit`` documents (0: all), as the database has them, in no order.

    A model of each would take most of the time where there are thousands.
    """
    stages: list[Row] = [{"$limit": limit}] if limit else []
    return await kind.find(condition).aggregate([*stages, {"$project": dict.fromkeys(("_id", *fields), 1)}]).to_list()


async def meeting_both(kind: type[Document], indexed: Condition, rest: Condition, *stages: Condition) -> list[Row]:
    """What meets both conditions and has then gone through ``stages``.

    In two steps, because SecantusDB finds by an index only what is asked for by its very fields, and otherwise reads the whole
    collection (500 ms instead of 20 for a page out of 20,000 photos). MongoDB makes one step of them.
    """
    return await kind.find(indexed).aggregate([{"$match": rest}, *stages]).to_list()


async def documents_meeting_both(kind: type[Kind], indexed: Condition, rest: Condition, *stages: Condition) -> list[Kind]:
    """The same as documents, where ``stages`` leave them whole."""
    return [kind.model_validate(row) for row in await meeting_both(kind, indexed, rest, *stages)]


def had_by(moment: datetime) -> Condition:
    """Of a moment that most documents do not have: it is there, and not later than this one.

    With both ends: for "less than" alone SecantusDB goes through all that an index has of None (60 ms of a busy machine for each
    thousand photos).
    """
    return {"$gte": _FIRST, "$lte": moment}


async def values_of(kind: type[Document], field: str, condition: Condition) -> set[str]:
    """Every value of a field among the documents that meet ``condition``.

    Not ``distinct``, whose answer is one document: 400,000 ids do not fit into it.
    """
    return {row["_id"] for row in await kind.find(condition).aggregate([{"$group": {"_id": f"${field}"}}]).to_list()}


def batches(keys: Sequence[Key]) -> list[list[Key]]:
    """Long lists of keys are asked for in short ones."""
    return [list(some) for some in chunks(keys, _KEYS_AT_ONCE)]
