"""Answers that hold for a moment, asked once for all who ask within it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Final, Generic, TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")

_MOST: Final = 1000  # that are remembered


class Briefly(Generic[Key, Value]):
    """``ask`` is asked again ``seconds`` after it was asked last. What it raises everybody hears who waited for it, and nobody
    else."""

    def __init__(self, ask: Callable[[Key], Awaitable[Value]], seconds: float) -> None:
        self._ask = ask
        self._seconds = seconds
        self._known: dict[Key, tuple[float, asyncio.Future[Value]]] = {}

    async def get(self, key: Key) -> Value:
        """The answer, at most so many seconds old."""
        now = time.monotonic()
        until, answer = self._known.get(key, (0.0, None))
        if answer is None or now >= until:
            if len(self._known) >= _MOST:
                self._known = {each: kept for each, kept in self._known.items() if now < kept[0]}
            answer = asyncio.ensure_future(self._ask(key))
            self._known[key] = now + self._seconds, answer
        try:
            return await asyncio.shield(answer)
        except Exception:
            if self._known.get(key, (0.0, None))[1] is answer:
                self.forget(key)
            raise

    def forget(self, key: Key) -> None:
        """Who asks next is not told what was known."""
        self._known.pop(key, None)
