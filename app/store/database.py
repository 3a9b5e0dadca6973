"""Opening the database."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, Final

from beanie import init_beanie
from pymongo import AsyncMongoClient
from pymongo.asynchronous.database import AsyncDatabase
from pymongo.errors import ConnectionFailure

from app.domain.vocabulary import BackendDetail
from app.errors import Unavailable
from app.patience import AT_WORK, Patience
from app.ports import About
from app.store.documents import DOCUMENTS, Counter

Database = AsyncDatabase[dict[str, Any]]

_RETRY_AFTER_S: Final = 2
_IDLE_MS: Final = 200_000
"""A connection that nobody has used for so long is not used again. SecantusDB closes it after 300 seconds, and many a router in
between does. The driver reads nothing between two questions: it would notice that by the next one, which then fails."""


class _Client(AsyncMongoClient[dict[str, Any]]):
    """Every operation that the server does not answer raises ``errors.Unavailable``."""

    async def _retry_internal(self, *arguments: Any, **named: Any) -> Any:
        # Here, because every operation of the driver comes through here, Beanie's too: its public ways are dozens of methods and
        # two kinds of cursors. That they do is tested, and a release in which they do not is noticed by that.
        try:
            return await super()._retry_internal(*arguments, **named)
        except ConnectionFailure as error:
            raise Unavailable(retry_after_s=_RETRY_AFTER_S) from error


@asynccontextmanager
async def open_database(url: str, name: str, patience: Patience = AT_WORK) -> AsyncIterator[Database]:
    """Connect, make the indexes and bind the documents; closes on exit.

    Every write is journaled before it is acknowledged: what we told a user is safe survives a ``kill -9`` of the database. A
    database that hangs is noticed by its heartbeats, and what waits for it then ends with an error; an operation that takes
    long does not.
    """
    client = _Client(
        url,
        journal=True,
        tz_aware=True,
        serverSelectionTimeoutMS=round(patience.find_s * 1000),
        heartbeatFrequencyMS=round(patience.heartbeat_every_s * 1000),
        connectTimeoutMS=round(patience.heartbeat_s * 1000),  # for heartbeats too
        maxIdleTimeMS=_IDLE_MS,
        serverMonitoringMode="poll",  # the other mode waits ten seconds longer for each answer
        appname="eventphotos",
    )
    try:
        database = client[name]
        await init_beanie(database=database, document_models=list(DOCUMENTS))
        yield database
    finally:
        await client.close()


async def bind(database: Database) -> None:
    """The documents are of this open database from now on, whose indexes are there."""
    if _bound() is not database:
        await init_beanie(database=database, document_models=list(DOCUMENTS), skip_indexes=True)


async def ping() -> None:
    """Raise if the database does not answer."""
    await _bound().command("ping")


async def about() -> About:
    """What the server says of itself. SecantusDB says which MongoDB it is like, and then its own version."""
    info = await _bound().command("buildInfo")
    own = info.get("secantusVersion")
    if own:
        return About("SecantusDB", str(own), BackendDetail.COMPATIBLE, {"version": str(info["version"])})
    return About(
        "MongoDB", str(info["version"]), BackendDetail.EDITION, {"edition": ", ".join(info.get("modules") or ["community"])}
    )


def _bound() -> Database:
    """The database that the documents are bound to."""
    return Counter.get_pymongo_collection().database
