"""What waits to be sent to one socket: bounded, in order, never awaited by whoever puts something in."""

from __future__ import annotations

from collections import deque

import anyio


class _Item:
    """One text. ``counts`` towards the capacity unless it was missed and is sent again; ``merge`` names what a newer one
    of the same kind may replace."""

    __slots__ = ("counts", "merge", "text")

    def __init__(self, text: str, counts: bool, merge: str | None) -> None:
        self.text = text
        self.counts = counts
        self.merge = merge


class Outbox:
    """Texts for one socket. Full at ``capacity`` waiting texts; from half of that on, newer texts of a kind that may be
    merged replace the older one that still waits."""

    __slots__ = ("_capacity", "_items", "_load", "_mergeable", "_news", "_settled")

    def __init__(self, capacity: int) -> None:
        self._capacity = capacity
        self._items: deque[_Item] = deque()
        self._mergeable: dict[str, _Item] = {}
        self._load = 0
        self._news = anyio.Event()
        self._settled = anyio.Event()

    def __len__(self) -> int:
        return len(self._items)

    def offer(self, text: str, *, merge: str | None = None, replayed: bool = False) -> bool:
        """Take ``text``, or return False because the reader is too slow. Replayed texts always fit: they are bounded by the
        topic's history, and a client that comes back for many must not be sent away for that."""
        if merge is not None and self._load >= self._capacity // 2:
            self._drop(self._mergeable.get(merge))
        if not replayed and self._load >= self._capacity:
            return False
        item = _Item(text, not replayed, merge)
        self._items.append(item)
        self._load += item.counts
        if merge is not None:
            self._mergeable[merge] = item
        self._news.set()
        return True

    async def wait(self) -> None:
        """Return when there is something to send."""
        while not self._items:
            self._news = anyio.Event()
            await self._news.wait()

    async def replayed_sent(self) -> None:
        """Return when no replayed text waits any more."""
        while len(self._items) > self._load:
            self._settled = anyio.Event()
            await self._settled.wait()

    def first(self) -> str | None:
        """What is to be sent next; it stays until ``sent`` and is not merged any more. None when nothing waits."""
        if not self._items:
            return None
        item = self._items[0]
        self._forget_merge(item)
        return item.text

    def sent(self) -> None:
        """The first one is on its way. It may have been cleared away while it was being sent."""
        if self._items:
            self._load -= self._items.popleft().counts
        self._settled.set()

    def clear(self) -> None:
        """Nothing waits any more. To be called when nothing more will be offered."""
        self._items.clear()
        self._mergeable.clear()
        self._load = 0
        self._settled.set()

    def _drop(self, item: _Item | None) -> None:
        if item is not None:
            self._items.remove(item)
            self._forget_merge(item)
            self._load -= item.counts

    def _forget_merge(self, item: _Item) -> None:
        if item.merge is not None and self._mergeable.get(item.merge) is item:
            del self._mergeable[item.merge]
