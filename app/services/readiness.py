"""Whether the service can do its work now: every backend answers, and somebody serves the queues that users wait for."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from typing import Final

import anyio

from app.jobs import INGEST_QUEUE, SEARCH_QUEUE
from app.services import space
from app.services.deps import Deps
from app.store import database

log = logging.getLogger(__name__)

OK: Final = "ok"
_WITHIN_S: Final = 2.0
_FOR_SEARCHES: Final = ("mongodb", "redis", "redis_volatile", "blobs", "keys", "search_workers")


async def checks(deps: Deps) -> Mapping[str, str]:
    """For each part ``ok``, or in a word what is wrong with it. Answers within two seconds."""
    found: dict[str, str] = {}
    async with anyio.create_task_group() as tasks:
        for name, check in _parts(deps).items():
            tasks.start_soon(_note, found, name, check)
    return dict(sorted(found.items()))


async def can_search(deps: Deps) -> bool:
    """Could somebody be looked for right now? Answers within two seconds."""
    found = await checks(deps)
    return all(found[part] == OK for part in _FOR_SEARCHES)


def _parts(deps: Deps) -> dict[str, Callable[[], Awaitable[str]]]:
    return {
        "mongodb": partial(_answers, _ping_database),
        "redis": partial(_answers, deps.queue.ping),
        "redis_volatile": partial(_answers, deps.bus.ping),
        "blobs": partial(_answers, deps.blobs.ping),
        "keys": partial(_answers, deps.keys.ping),
        "space": partial(_room, deps),
        "ingest_workers": partial(_served, deps, INGEST_QUEUE),
        "search_workers": partial(_served, deps, SEARCH_QUEUE),
    }


async def _note(found: dict[str, str], name: str, check: Callable[[], Awaitable[str]]) -> None:
    found[name] = "no answer"
    with anyio.move_on_after(_WITHIN_S):
        try:
            found[name] = await check()
        except Exception as error:  # whatever a backend's library raises, the answer is the same
            log.debug("%s is not ready: %s", name, error)
            found[name] = "away"


async def _answers(ping: Callable[[], Awaitable[None]]) -> str:
    await ping()
    return OK


async def _served(deps: Deps, queue: str) -> str:
    return OK if await deps.queue.alive(queue) else "missing"


async def _room(deps: Deps) -> str:
    return "short" if await space.is_short(deps) else OK


async def _ping_database() -> None:
    await database.ping()
