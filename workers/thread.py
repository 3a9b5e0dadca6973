"""The one thread in which a worker process does its heavy work, and what happens when that thread is lost."""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Final, NoReturn, TypeVar

from workers.memory import give_back_what_is_free
from workers.ranked_turns import RankedTurns

_LAST_WORDS_S: Final = 10.0
"""Whoever lost the thread has so long to write down why; after that the process ends whatever anybody does."""

Result = TypeVar("Result")
_log = logging.getLogger(__name__)


class ThreadLost(Exception):
    """Work in the thread took too long. It cannot be stopped, so the process has to end: ``WorkThread.abandon``."""


def end_process() -> None:
    """At once, without a word to anybody; the supervisor starts a new worker."""
    os._exit(70)  # EX_SOFTWARE


class WorkThread:
    """One thread in which a process does all its heavy work, so that the loop stays free.

    ``one_photo`` is held from decoding to embedding: only one decoded photo is in memory at a time. ``end`` ends the process
    when the thread is lost: if whoever lost it does not call ``abandon``, the thread does it ``last_words_s`` seconds later, so
    that no caller can forget to.
    """

    def __init__(self, timeout_s: float, end: Callable[[], object] = end_process, last_words_s: float = _LAST_WORDS_S) -> None:
        self.one_photo = OnePhoto()
        self._turns = RankedTurns()
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="work")
        self._timeout_s = timeout_s
        self._last_words_s = last_words_s
        self._end = end

    async def run(self, work: Callable[[], Result], rank: float = 0.0) -> Result:
        """``work()`` in the thread, when its turn comes; raises ``ThreadLost`` when it takes longer than ``timeout_s`` seconds.

        Of all that wait the lowest ``rank`` is next, and among equals the first that came.
        The time that others take before it does not count. Work whose turn never comes, because the thread is lost, waits for the
        end of the process: it is not to blame, and is done by the next one.
        """
        await self._turns.take(rank)
        loop = asyncio.get_running_loop()
        future = loop.run_in_executor(self._pool, work)
        clock = loop.call_later(self._timeout_s + self._last_words_s, self._end)

        def ended(_: object) -> None:
            clock.cancel()
            self._turns.give()

        future.add_done_callback(ended)  # also when nobody waits for it any more
        try:
            await asyncio.wait([future], timeout=self._timeout_s)
            if not future.done():
                raise ThreadLost
            return future.result()
        finally:
            # Its exception knows this frame, and the frames of ``work`` with the pixels: a circle, until it is collected.
            del future

    def abandon(self, what: str) -> NoReturn:
        """A thread cannot be stopped: the process ends, and the supervisor starts a new one. ``what``, for the log."""
        _log.critical("%s never came back from its thread; this worker starts over", what)
        self._end()
        raise ThreadLost

    def close(self) -> None:
        """No more work."""
        self._pool.shutdown(wait=False, cancel_futures=True)


class OnePhoto(asyncio.Lock):
    """Who leaves it has done with a photo, whose memory goes back to the system."""

    async def __aexit__(self, *reason: object) -> None:
        """Leave it."""
        give_back_what_is_free()
        self.release()
