"""What one test has set up, kept for those that begin with the same: photos are put back in a tenth of the time that their
processing takes."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from pymongo.asynchronous.database import AsyncDatabase

Database = AsyncDatabase[dict[str, Any]]


class Kept:
    """Documents and files as they were once; Redis begins empty. ``folder`` is for the files."""

    def __init__(self, folder: Path) -> None:
        self._files = folder / "files"
        self._documents: dict[str, list[dict[str, Any]]] = {}

    @property
    def taken(self) -> bool:
        """Is there something to put back?"""
        return bool(self._documents)

    async def take(self, database: Database, data_dir: Path) -> None:
        """Keep what there is now."""
        shutil.copytree(data_dir, self._files)
        self._documents = {name: await database[name].find().to_list() for name in await filled(database)}

    async def put_back(self, database: Database, data_dir: Path) -> None:
        """As it was, into an empty database and the folder of another test."""
        shutil.copytree(self._files, data_dir, dirs_exist_ok=True)
        for name, documents in self._documents.items():
            await database[name].insert_many(documents)


async def filled(database: Database) -> list[str]:
    """The collections that have a document, asked for at once: to ask each takes a test 20 requests."""
    first, *others = await database.list_collection_names()
    also = [{"$unionWith": {"coll": name, "pipeline": _name_if_filled(name)}} for name in others]
    return [found["name"] async for found in await database[first].aggregate([*_name_if_filled(first), *also])]


def _name_if_filled(collection: str) -> list[dict[str, Any]]:
    return [{"$limit": 1}, {"$project": {"_id": 0, "name": {"$literal": collection}}}]
