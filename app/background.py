"""Work beside the work: what goes on for as long as a context lasts, and what is done again and again."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import asynccontextmanager
from typing import Any, NoReturn, cast


@asynccontextmanager
async def alongside(work: Coroutine[Any, Any, None], name: str) -> AsyncIterator[None]:
    """While inside, ``work`` goes on; afterwards it is cancelled and has ended.

    A plain task: tests open and close a lifespan in two tasks, which a task group does not survive.
    """
    task = asyncio.create_task(work, name=name)
    try:
        yield
    finally:
        task.cancel()
        await asyncio.wait([task])


async def every(seconds: float, duty: Callable[[], Awaitable[None]], failed: Callable[[Exception], None]) -> NoReturn:
    """Do ``duty`` now and then again ``seconds`` after each time, until cancelled. ``failed`` hears what it raises.

    A cancellation that comes at the moment at which what the duty waits for is done may be lost in a library (``wait_for`` of
    Python 3.11 loses it): the task knows of it all the same.
    """
    task = cast("asyncio.Task[object]", asyncio.current_task())
    while True:
        try:
            await duty()
        except Exception as error:
            failed(error)
        if task.cancelling():
            raise asyncio.CancelledError
        await asyncio.sleep(seconds)
