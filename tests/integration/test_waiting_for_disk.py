"""What waits for the disk while a guest waits for her photos."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager

import pytest
from pymongo import monitoring

from app.domain.vocabulary import SearchStage
from app.settings import Settings
from app.store import searches
from app.store.database import Database, bind, open_database
from tests.integration.test_search_api import Scene, empty, party, scene

__all__ = ["empty", "party", "scene"]


class _Writes(monitoring.CommandListener):
    """Hears of every write of its connections while somebody listens: to which collection, and does it wait for the disk? And
    counts how often somebody asks the database while nobody else does: what is asked beside something else takes no time."""

    def __init__(self) -> None:
        self._heard: list[tuple[str, bool]] | None = None
        self.turns = 0
        self._asking = 0
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
            self.turns += self._heard is not None and not self._asking
            self._asking += 1
            if self._heard is not None and event.command_name in {"insert", "update", "delete"}:
                waits = bool(event.command.get("writeConcern", {}).get("j"))
                self._heard.append((event.command[event.command_name], waits))

    def succeeded(self, event: monitoring.CommandSucceededEvent) -> None:
        """One less is waited for."""
        with self._lock:
            self._asking -= 1

    def failed(self, event: monitoring.CommandFailedEvent) -> None:
        """So it is here."""
        with self._lock:
            self._asking -= 1


@pytest.fixture
async def listener(scene: Scene, settings: Settings, database: Database) -> AsyncIterator[_Writes]:
    """Of a connection to the database that this test alone uses."""
    listener = _Writes()
    monitoring.register(listener)  # Of clients that are opened from now on.
    try:
        async with open_database(settings.mongodb_url, settings.mongodb_database):
            yield listener
    finally:
        vars(monitoring)["_LISTENERS"].command_listeners.remove(listener)  # pymongo has no other way to let it go.
        await bind(database)


async def test_a_search_waits_for_the_disk_with_what_it_comes_to_and_not_with_each_step(scene: Scene, listener: _Writes) -> None:
    with listener.heard() as writes:
        started = await scene.start()

    of_search = [waits for collection, waits in writes if collection == "searches"]
    # Written by who asked; begun, looked at, compared; live.
    assert of_search == [True, False, False, False, True]
    order = [collection for collection, _ in writes]
    assert max(order.index("consents"), *(at for at, name in enumerate(order) if name == "audit")) < order.index("searches")
    assert [waits for collection, waits in writes if collection == "matches"] == [True, False]
    assert {waits for collection, waits in writes if collection in {"consents", "audit"}} == {False}  # they come with it
    assert {waits for collection, waits in writes if collection == "templates"} == {True}
    live = await searches.get(started["id"])
    assert live is not None
    assert (live.state, live.attempts) == (SearchStage.LIVE, 1)


async def test_a_search_waits_for_few_answers_of_the_database(scene: Scene, listener: _Writes) -> None:
    await scene.start()  # opens the connections for what is asked at a time
    with listener.heard():
        await scene.start()

    # One after the other: behind a burst of photos each takes milliseconds.
    assert listener.turns <= 45  # 37 to 41, and 47 where nothing is asked beside something else


async def test_a_search_that_was_withdrawn_takes_no_step_more(scene: Scene) -> None:
    search_id = (await scene.start())["id"]
    (await scene.guest.delete(f"/searches/{search_id}")).raise_for_status()
    assert await searches.begin(search_id) is None
    assert await searches.attempt(search_id) is None
    assert await searches.advance(search_id, SearchStage.SEARCHING) is None
