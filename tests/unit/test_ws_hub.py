"""The hub against a bus that loses connections, answers late and forgets: thousands of interleavings without a server."""

from __future__ import annotations

import asyncio
import json
import random
from collections.abc import AsyncIterator, Mapping
from contextlib import suppress
from typing import Any

import pytest

from app.errors import Unavailable
from app.ports import Control, History, Position, Publication, Resync
from app.web.ws.hub import Hub, Subscription, running_hub
from app.web.ws.messages import Close

TOPIC = "search:s"


class UnreliableBus:
    """One topic in memory. What is published while the listener is cut off is lost to it, and so is what it had not read."""

    def __init__(self, chance: random.Random, remembers: int) -> None:
        self._chance = chance
        self.remembers = remembers
        self.epoch = 1
        self.offset = 0
        self._log: list[Publication] = []
        self._wire: asyncio.Queue[Publication | Control | Resync | None] = asyncio.Queue()
        self._connected = False

    async def publish(self, topic: str, data: Mapping[str, Any], **_: Any) -> Publication:
        """Number, remember, send if somebody listens."""
        self.offset += 1
        publication = Publication(topic, str(self.epoch), self.offset, json.dumps(data).encode())
        self._log = [*self._log, publication][-self.remembers :]
        if self._connected:
            self._wire.put_nowait(publication)
        return publication

    async def publish_next(self) -> None:
        """A message that names its own number."""
        await self.publish(TOPIC, {"n": self.offset + 1, "epoch": str(self.epoch)})

    async def history(self, topic: str, since: Position | None = None) -> History:
        """As it is at some moment between the call and the answer."""
        await self._dawdle()
        if self._chance.random() < 0.05:
            raise Unavailable
        end = Position(str(self.epoch), self.offset)
        oldest = self.offset - len(self._log) + 1
        reaches = since is None or (since.epoch == end.epoch and oldest - 1 <= since.offset <= end.offset)
        found = [p for p in self._log if since is None or not reaches or p.offset > since.offset]
        history = History(end, tuple(found), reaches)
        await self._dawdle()
        return history

    async def end(self, topic: str, reason: str) -> None:
        """Not used here."""

    async def forget_once(self, topic: str, once: str) -> None:
        """Not used here."""

    async def ping(self) -> None:
        """Always there."""

    async def listen(self) -> AsyncIterator[Publication | Control | Resync]:
        """Until cut off; then again."""
        while True:
            self._wire = asyncio.Queue()
            self._connected = True
            yield Resync()
            while (item := await self._wire.get()) is not None:
                yield item
            await self._dawdle()

    def cut(self) -> None:
        """The connection is gone, with what was on its way."""
        self._connected = False
        while not self._wire.empty():
            self._wire.get_nowait()
        self._wire.put_nowait(None)

    def restart(self) -> None:
        """Everything is forgotten, and the numbers begin anew."""
        self.cut()
        self.epoch += 1
        self.offset, self._log = 0, []

    async def _dawdle(self) -> None:
        for _ in range(self._chance.randrange(6)):
            await asyncio.sleep(0)


class Client:
    """What a socket and the client behind it do; the client checks every number."""

    def __init__(self, hub: Hub, bus: UnreliableBus) -> None:
        self._hub = hub
        self._bus = bus
        self.position: Position | None = None
        self.snapshots = 0
        self._stopped = asyncio.Event()

    def offer(self, text: str, *, merge: str | None = None, replayed: bool = False) -> None:
        """A publication: the next one, always."""
        message = json.loads(text)
        assert self.position is not None
        if not self._stopped.is_set():
            assert message["offset"] == self.position.offset + 1
            assert message["data"] == {"n": message["offset"], "epoch": self.position.epoch}
            self.position = Position(self.position.epoch, message["offset"])

    def topic_ended(self, topic: str, reason: str) -> None:
        """Not used here."""

    def recheck(self, control: Control | None) -> None:
        """Not used here."""

    def stop(self, close: Close) -> None:
        """The socket is closed; the client comes back."""
        self._stopped.set()

    async def live(self, chance: random.Random) -> None:
        """Come, stay for a while, go, come back with ``since``."""
        while True:
            self._stopped = asyncio.Event()
            self._hub.enter(self)
            subscription = self._hub.attach(TOPIC, self)
            try:
                await self._join(subscription)
                with suppress(TimeoutError):
                    async with asyncio.timeout(chance.choice([0.001, 0.003, None])):
                        await self._stopped.wait()
            except Unavailable:
                pass
            finally:
                self._hub.leave(self, [subscription])

    async def _join(self, subscription: Subscription) -> None:
        since = self.position
        history = await self._hub.up_to_date(lambda: self._bus.history(TOPIC, since))
        if since is None or not history.recovered:
            self.snapshots += 1
            self.position = history.end
        else:
            for publication in history.publications:
                self.position = Position(publication.epoch, publication.offset)
            assert self.position == history.end
        self._hub.join(subscription, history.end)


@pytest.mark.parametrize("seed", range(60))
async def test_every_client_stands_at_the_end_at_last_and_never_saw_a_gap(seed: int) -> None:
    chance = random.Random(seed)
    bus = UnreliableBus(chance, remembers=chance.choice([5, 1000]))
    async with running_hub(bus) as hub:
        clients = [Client(hub, bus) for _ in range(chance.choice([1, 1, 5]))]
        tasks = [asyncio.create_task(client.live(random.Random(f"{seed} {n}"))) for n, client in enumerate(clients)]
        for _ in range(200):
            act = chance.random()
            if act < 0.01:
                bus.restart()
            elif act < 0.1:
                bus.cut()
                await bus.publish_next()
            else:
                await bus.publish_next()
            for _ in range(chance.randrange(8)):
                await asyncio.sleep(0)
        bus.cut()
        await bus.publish_next()  # Nothing that comes later tells of this one.
        wanted = Position(str(bus.epoch), bus.offset)
        async with asyncio.timeout(5):
            while any(client.position != wanted for client in clients):
                await asyncio.sleep(0.001)
                for task in tasks:
                    if task.done():
                        task.result()
        for task in tasks:
            task.cancel()
        results = await asyncio.gather(*tasks, return_exceptions=True)
        assert [result for result in results if isinstance(result, Exception)] == []
        if bus.remembers == 1000 and bus.epoch == 1:
            assert {client.snapshots for client in clients} == {1}


async def turns() -> None:
    """Whoever can go on does, several times, however busy the machine is."""
    for _ in range(20):
        await asyncio.sleep(0.001)


async def test_a_reading_from_before_the_bus_was_cut_off_does_not_count() -> None:
    bus = UnreliableBus(random.Random(1), remembers=100)
    readings: list[History] = []

    async def read() -> History:
        readings.append(await bus.history(TOPIC))
        if len(readings) == 1:
            bus.cut()
            await bus.publish_next()
            await turns()  # The hub is connected again before the answer is here.
        return readings[-1]

    async with running_hub(bus) as hub:
        await turns()
        client = Client(hub, bus)
        subscription = hub.attach(TOPIC, client)
        client.position = (await hub.up_to_date(read)).end
        hub.join(subscription, client.position)
        assert [reading.end.offset for reading in readings] == [0, 1]
        await bus.publish_next()
        await turns()
        assert client.position.offset == 2
