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

from app.ports import Process
from app.services.deps import Deps
from app.store.documents import new_id, utc_now

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

    task = asyncio.create_task(_report(deps, process_id, present), name="presence")
    try:
        yield process_id
    finally:
        task.cancel()
        await asyncio.wait([task])
        await _leave(deps, process_id)


async def _report(deps: Deps, process_id: str, present: Callable[[], Process]) -> None:
    while True:
        try:
            await deps.presence.report(process_id, present())
        except Exception as error:  # Redis is away: whoever looks for processes hears that from it
            _log.debug("presence not reported: %s", type(error).__name__)
        await asyncio.sleep(_EVERY_S)


async def _leave(deps: Deps, process_id: str) -> None:
    try:
        async with asyncio.timeout(_LEAVE_WITHIN_S):
            await deps.presence.leave(process_id)
    except Exception as error:  # it is forgotten soon
        _log.debug("leave not taken: %s", type(error).__name__)
