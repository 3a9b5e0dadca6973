"""Every process of the service says now and then that it is there and what it does."""

from __future__ import annotations

import asyncio
import logging
import os
import platform
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Final

import psutil

from app.background import alongside, every
from app.domain.ids import new_id
from app.domain.times import utc_now
from app.ports import Process
from app.services.deps import Deps

_EVERY_S: Final = 4.0
_LEAVE_WITHIN_S: Final = 2.0

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Activity:
    """What a process works on now, what it has finished, and which of that ended in an error."""

    busy: int
    done: int
    failed: int


@asynccontextmanager
async def reporting(
    deps: Deps, kind: str, look: Callable[[], Activity], engine: tuple[str, int] | None = None
) -> AsyncIterator[str]:
    """While inside, the process is known to be there; yields the id by which it is. Nothing here makes the process fail."""
    process_id, started_at, own = new_id(), utc_now(), psutil.Process()

    def present() -> Process:
        seen = look()
        return Process(
            kind=kind,
            host=platform.node(),
            pid=os.getpid(),
            started_at=started_at,
            busy=seen.busy,
            done=seen.done,
            failed=seen.failed,
            rss_bytes=own.memory_info().rss,
            engine=engine,
        )

    async def report() -> None:
        await deps.presence.report(process_id, present())

    try:
        async with alongside(every(_EVERY_S, report, _not_reported), "presence"):
            yield process_id
    finally:
        await _leave(deps, process_id)


def _not_reported(error: Exception) -> None:
    """Redis is away: whoever looks for processes hears that from it."""
    _log.debug("presence not reported: %s", type(error).__name__)


async def _leave(deps: Deps, process_id: str) -> None:
    try:
        async with asyncio.timeout(_LEAVE_WITHIN_S):
            await deps.presence.leave(process_id)
    except Exception as error:  # it is forgotten soon
        _log.debug("leave not taken: %s", type(error).__name__)
