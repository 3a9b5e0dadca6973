"""arq's worker, told by Redis when there is a job: to look for one many times a second takes 5% of a core for nothing."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from typing import Any, Final

from arq.worker import Function, Worker
from redis.exceptions import RedisError

from app.jobs import due_channel

_LOOK_EVERY_S: Final = 0.5
"""Nobody tells of a job whose time comes, nor of one that a dead worker leaves, nor of any while the connection is away."""
_SILENCE_S: Final = 15.0
_AGAIN_AFTER_S: Final = 1.0


class WakingWorker(Worker):
    """Looks into its queue when a job is announced (``jobs.due_channel``), when one of its own has ended, and now and then."""

    def __init__(self, functions: Sequence[Function], *, look_every_s: float = _LOOK_EVERY_S, **options: Any) -> None:
        """``options`` are arq's."""
        super().__init__(functions, poll_delay=0, **options)
        self._look_every_s = look_every_s
        self._wanted = asyncio.Event()

    async def main(self) -> None:
        """arq's loop, which calls ``_poll_iteration`` again as soon as it returns."""
        listening = asyncio.create_task(self._listen())
        try:
            await super().main()
        finally:
            listening.cancel()
            await asyncio.wait([listening])

    async def _poll_iteration(self) -> None:
        self._wanted.clear()  # Before it looks: whatever comes meanwhile may be seen or not, and is looked for again.
        await super()._poll_iteration()
        with suppress(TimeoutError):
            async with asyncio.timeout(self._look_every_s):  # `wait_for` of Python 3.11 may lose a cancellation
                await self._wanted.wait()

    def _release_sem_dec_counter_on_complete(self) -> None:
        super()._release_sem_dec_counter_on_complete()
        self._wanted.set()

    async def _listen(self) -> None:
        while True:
            with suppress(RedisError, OSError):
                async with self.pool.pubsub(ignore_subscribe_messages=True) as announced:
                    await announced.subscribe(due_channel(self.queue_name))
                    self._wanted.set()  # Whatever was announced before this one listened.
                    while True:
                        if await announced.get_message(timeout=_SILENCE_S):
                            self._wanted.set()
            await asyncio.sleep(_AGAIN_AFTER_S)
