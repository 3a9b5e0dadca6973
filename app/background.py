"""Work beside the work: what goes on for as long as a context lasts, and what is done again and again."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import asynccontextmanager
from typing import Any, Final, NoReturn

_CANCELLED_AGAIN_AFTER_S: Final = 1.0


@asynccontextmanager
async def alongside(work: Coroutine[Any, Any, None], name: str) -> AsyncIterator[None]:
    """While inside, ``work`` goes on; afterwards it is cancelled and has ended.

    A plain task: tests open and close a lifespan in two tasks, which a task group does not survive. Cancelled until it has ended:
    a library may lose a cancellation that comes as what it waits for is done (``asyncio.wait_for`` of Python 3.11 does).
    """
    task = asyncio.create_task(work, name=name)
    try:
        yield
    finally:
        task.cancel()
        while not (await asyncio.wait([task], timeout=_CANCELLED_AGAIN_AFTER_S))[0]:
            task.cancel()


async def every(seconds: float, duty: Callable[[], Awaitable[None]], failed: Callable[[Exception], None]) -> NoReturn:
    """Do ``duty`` now and then again ``seconds`` after each time, until cancelled. ``failed`` hears what it raises."""
    while True:
        try:
            await duty()
        except Exception as error:
            failed(error)
        await asyncio.sleep(seconds)
