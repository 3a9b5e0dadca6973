"""Files that may still be written: each is let go once it has looked the same for a while."""

from __future__ import annotations

from collections.abc import Iterable

from app.adapters.photo_files import Stamp


class Settling:
    """Times are seconds of any one clock that only goes up."""

    def __init__(self, settle_s: float) -> None:
        self._settle_s = settle_s
        self._since: dict[str, tuple[Stamp, float]] = {}

    def __len__(self) -> int:
        return len(self._since)

    @property
    def names(self) -> list[str]:
        """Those that are waited for."""
        return list(self._since)

    def seen(self, name: str, stamp: Stamp, now: float) -> None:
        """So the file looks at that moment; if it looked otherwise before, its time begins anew."""
        known = self._since.get(name)
        if known is None or known[0] != stamp:
            self._since[name] = stamp, now

    def forget(self, names: Iterable[str]) -> None:
        """They are not there any more."""
        for name in names:
            self._since.pop(name, None)

    def settled(self, now: float) -> list[tuple[str, Stamp]]:
        """Those that have looked the same for long enough, in the order in which they were seen first; they are let go."""
        ready = [(name, stamp) for name, (stamp, since) in self._since.items() if now - since >= self._settle_s]
        self.forget(name for name, _ in ready)
        return ready
