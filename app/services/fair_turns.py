"""Turns at what only a few may do at a time, so that nobody keeps everybody else waiting."""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

import anyio

from app.errors import RateLimited, Unavailable

_COME_BACK_AFTER_S: Final = 2


class FairTurns:
    """At most ``at_once`` at a time. Of those who wait, one of each key is called after the other: a key with many waiting delays
    another key by one turn. ``most_of_one`` of a key may wait, and ``most`` of all; whoever comes then is refused at once.
    """

    def __init__(self, at_once: int, *, most_of_one: int, most: int) -> None:
        self._free = at_once
        self._most_of_one = most_of_one
        self._most = most
        self._waiting: OrderedDict[str, deque[anyio.Event]] = OrderedDict()
        self._count = 0

    def check(self, key: str) -> None:
        """Raises as ``turn`` would now: for who would do other work in vain before coming to it."""
        if self._free and not self._waiting:
            return
        if len(self._waiting.get(key, ())) >= self._most_of_one:
            raise RateLimited(
                "Too many requests from your network at once. Try again in a moment.", retry_after_s=_COME_BACK_AFTER_S
            )
        if self._count >= self._most:
            raise Unavailable("Many people are signing in right now. Try again in a moment.", retry_after_s=_COME_BACK_AFTER_S)

    @asynccontextmanager
    async def turn(self, key: str) -> AsyncIterator[None]:
        """Inside it is the turn of one of ``key``. Raises ``RateLimited`` when too many of that key wait, and ``Unavailable``
        when too many wait at all."""
        await self._come(key)
        try:
            yield
        finally:
            self._call_next()

    async def _come(self, key: str) -> None:
        self.check(key)
        if self._free and not self._waiting:
            self._free -= 1
            return
        called = anyio.Event()
        self._waiting.setdefault(key, deque()).append(called)
        self._count += 1
        try:
            await called.wait()
        except BaseException:
            if called.is_set():  # called at the very moment at which it was given up
                self._call_next()
            else:
                self._leave(key, called)
            raise

    def _call_next(self) -> None:
        if not self._waiting:
            self._free += 1
            return
        key, line = self._waiting.popitem(last=False)
        called = line.popleft()
        self._count -= 1
        if line:
            self._waiting[key] = line  # behind all others
        called.set()

    def _leave(self, key: str, called: anyio.Event) -> None:
        line = self._waiting[key]
        line.remove(called)
        self._count -= 1
        if not line:
            del self._waiting[key]
