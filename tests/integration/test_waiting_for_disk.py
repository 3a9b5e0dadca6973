"""What waits for the disk while a guest waits for her photos."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from pymongo import monitoring

from app.domain.vocabulary import SearchStage
from app.store import searches
from tests.integration.test_search_api import Scene, empty, party, scene

__all__ = ["empty", "party", "scene"]


class _Writes(monitoring.CommandListener):
    """Hears of every write of this process while somebody listens: to which collection, and does it wait for the disk?"""

    def __init__(self) -> None:
        self._heard: list[tuple[str, bool]] | None = None
        self._lock = threading.Lock()

    @contextmanager
    def heard(self) -> Iterator[list[tuple[str, bool]]]:
        """Those from now on."""
        heard: list[tuple[str, bool]] = []
        self._heard = heard
        yield heard
        with self._lock:
            self._heard = None

    def started(self, event: monitoring.CommandStartedEvent) -> None:
        with self._lock:
            if self._heard is not None and event.command_name in {"insert", "update", "delete"}:
                waits = bool(event.command.get("writeConcern", {}).get("j"))
                self._heard.append((event.command[event.command_name], waits))

    def succeeded(self, event: monitoring.CommandSucceededEvent) -> None:
        """Of no interest."""

    def failed(self, event: monitoring.CommandFailedEvent) -> None:
        """Of no interest."""


_WRITES = _Writes()
monitoring.register(_WRITES)  # Of clients that are opened from now on.


async def test_a_search_waits_for_the_disk_with_what_it_comes_to_and_not_with_each_step(scene: Scene) -> None:
    with _WRITES.heard() as writes:
        started = await scene.start()

    of_search = [waits for collection, waits in writes if collection == "searches"]
    # Written by who asked; begun, looked at, compared; live.
    assert of_search == [True, False, False, False, True]
    assert [waits for collection, waits in writes if collection == "matches"] == [True, False]
    assert {waits for collection, waits in writes if collection in {"consents", "audit", "templates"}} == {True}
    live = await searches.get(started["id"])
    assert live is not None
    assert (live.state, live.attempts) == (SearchStage.LIVE, 1)


async def test_a_search_that_was_withdrawn_takes_no_step_more(scene: Scene) -> None:
    search_id = (await scene.start())["id"]
    (await scene.guest.delete(f"/searches/{search_id}")).raise_for_status()
    assert await searches.begin(search_id) is None
    assert await searches.attempt(search_id) is None
    assert await searches.advance(search_id, SearchStage.SEARCHING) is None
