"""Opening the database."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from beanie import init_beanie
from pymongo import AsyncMongoClient
from pymongo.asynchronous.database import AsyncDatabase

from app.ports import About
from app.store.documents import DOCUMENTS, Counter

Database = AsyncDatabase[dict[str, Any]]


@asynccontextmanager
async def open_database(url: str, name: str) -> AsyncIterator[Database]:
    """Connect, make the indexes and bind the documents; closes on exit.

    Every write is journaled before it is acknowledged: what we told a user is safe survives a ``kill -9`` of the database.
    """
    client: AsyncMongoClient[dict[str, Any]] = AsyncMongoClient(
        url, journal=True, tz_aware=True, serverSelectionTimeoutMS=5000, appname="eventphotos"
    )
    try:
        database = client[name]
        await init_beanie(database=database, document_models=list(DOCUMENTS))
        yield database
    finally:
        await client.close()


async def about() -> About:
    """What the server says of itself. SecantusDB says which MongoDB it is like, and then its own version."""
    database = Counter.get_pymongo_collection().database
    info = await database.command("buildInfo")
    own = info.get("secantusVersion")
    if own:
        return About("SecantusDB", str(own), f"speaks as MongoDB {info['version']}")
    return About("MongoDB", str(info["version"]), str(info.get("modules") or "community"))
