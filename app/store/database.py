"""Opening the database."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from beanie import init_beanie
from pymongo import AsyncMongoClient
from pymongo.asynchronous.database import AsyncDatabase

from app.store.documents import DOCUMENTS

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
