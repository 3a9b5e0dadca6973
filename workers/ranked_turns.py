"""Whose turn it is in the one thread: a guest's first selfie goes before the second of another, whoever came first."""

from __future__ import annotations

import asyncio
from heapq import heappop, heappush
from itertools import count


class RankedTurns:
    """A lock that goes to whoever waits with the lowest rank, not to whoever came first."""

    def __init__(self) -> None:
        self._taken = False
        self._waiting: list[tuple[float, int, asyncio.Future[None]]] = []
        self._came = count()

    async def take(self, rank: float) -> None:
        """Wait for the turn, and have it until ``give``."""
        if not self._taken:
            self._taken = True
            return
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heappush(self._waiting, (rank, next(self._came), turn))
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self.give()  # it came at the very moment
            raise

    def give(self) -> None:
        """It is the next one's turn."""
        while self._waiting:
            _, _, turn = heappop(self._waiting)
            if not turn.done():
                turn.set_result(None)
                return
        self._taken = False
