"""The hub against a bus that loses connections, answers late and forgets: thousands of interleavings without a server."""

from __future__ import annotations

import asyncio
import json
import random
from collections.abc import AsyncIterator, Mapping
from contextlib import suppress
from typing import Any

import pytest

from app.domain.vocabulary import BackendDetail
from app.errors import Unavailable
from app.ports import About, Control, History, Lost, Position, Publication, Resync
from app.web.ws import hub as hub_module
from app.web.ws.hub import Hub, Subscription, running_hub
from app.web.ws.messages import RESTART, TOO_SLOW, Close

TOPIC = "search:s"


class SilentBus:
    """What the hub asks of no bus."""

    async def publish(
        self, topic: str, data: Mapping[str, Any], *, once: str | None = None, at_most_every_ms: int | None = None
    ) -> Publication | None:
        """Not used here."""

    async def end(self, topic: str, reason: str) -> None:
        """Not used here."""

    async def forget_once(self, topic: str, once: str) -> None:
        """Not used here."""

    async def ping(self) -> None:
        """Not used here."""

    async def about(self) -> About:
        """Not used here."""
        return About("memory", None, BackendDetail.MEMORY)


class UnreliableBus(SilentBus):
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

    @property
    def stopped(self) -> bool:
        """Was it sent away?"""
        return self._stopped.is_set()

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
        async with asyncio.timeout(120):
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


class SlowHistory(UnreliableBus):
    """Answers no question for a history until it is let, and loses on its way what it is told to lose."""

    def __init__(self) -> None:
        super().__init__(random.Random(1), remembers=100)
        self.asked, self.let = asyncio.Event(), asyncio.Event()

    async def lose_next(self) -> None:
        """A message that is in the history and that nobody hears."""
        self._connected = False
        await self.publish_next()
        self._connected = True

    async def history(self, topic: str, since: Position | None = None) -> History:
        """When it is let."""
        self.asked.set()
        await self.let.wait()
        return await super().history(topic, since)


async def test_what_comes_while_a_gap_is_filled_is_held_and_follows_it() -> None:
    bus = SlowHistory()
    async with running_hub(bus) as hub:
        await turns()
        client = Client(hub, bus)
        hub.enter(client)
        subscription = hub.attach(TOPIC, client)
        client.position = Position("1", 0)
        hub.join(subscription, client.position)
        await bus.publish_next()
        await bus.lose_next()
        await bus.publish_next()  # shows the gap
        await bus.asked.wait()
        await bus.publish_next()  # comes while it is filled
        await turns()
        assert client.position == Position("1", 1)
        bus.let.set()
        async with asyncio.timeout(120):
            while client.position != Position("1", 4):
                await asyncio.sleep(0.001)
        assert not client.stopped


class Heard:
    """A listener that writes down what it hears: of publications the number, what may replace it, whether it was missed."""

    def __init__(self) -> None:
        self.offered: list[tuple[int, str | None, bool]] = []
        self.ended: list[tuple[str, str]] = []
        self.rechecked: list[Control | None] = []
        self.closes: list[Close] = []

    def offer(self, text: str, *, merge: str | None = None, replayed: bool = False) -> None:
        """Take it."""
        self.offered.append((json.loads(text)["offset"], merge, replayed))

    def topic_ended(self, topic: str, reason: str) -> None:
        """Remember why."""
        self.ended.append((topic, reason))

    def recheck(self, control: Control | None) -> None:
        """Remember what for."""
        self.rechecked.append(control)

    def stop(self, close: Close) -> None:
        """Remember how."""
        self.closes.append(close)


class ScriptedBus(SilentBus):
    """Says what it is told to say. A history is ``answer`` as it is when it is asked for, and comes when it is let."""

    def __init__(self) -> None:
        self.answer = History(Position("1", 0), (), True)
        self.asked: list[tuple[str, Position | None]] = []
        self.away = 0
        self.let = asyncio.Event()
        self._said: asyncio.Queue[Publication | Control | Resync | Lost | Exception] = asyncio.Queue()

    async def listen(self) -> AsyncIterator[Publication | Control | Resync | Lost]:
        """What was said; an error is raised."""
        while True:
            item = await self._said.get()
            if isinstance(item, Exception):
                raise item
            yield item

    async def history(self, topic: str, since: Position | None = None) -> History:
        """The answer; none the first ``away`` times."""
        self.asked.append((topic, since))
        if len(self.asked) <= self.away:
            raise Unavailable
        answer = self.answer
        await self.let.wait()
        return answer

    async def say(self, *items: Publication | Control | Resync | Lost | Exception) -> None:
        """Returns when the hub has heard all of it."""
        for item in items:
            self._said.put_nowait(item)
        while not self._said.empty():
            await asyncio.sleep(0)
        await turns()


def numbered(offset: int, epoch: str = "1", kind: str = "search.match") -> Publication:
    """The publication with that number."""
    return Publication(TOPIC, epoch, offset, json.dumps({"type": kind}, separators=(",", ":")).encode())


def joined(hub: Hub, position: Position, topic: str = TOPIC) -> tuple[Heard, Subscription]:
    """Somebody who listens from ``position`` on."""
    heard = Heard()
    hub.enter(heard)
    subscription = hub.attach(topic, heard)
    hub.join(subscription, position)
    return heard, subscription


async def test_only_progress_may_be_replaced_by_what_comes_later() -> None:
    bus = ScriptedBus()
    async with running_hub(bus) as hub:
        heard, _ = joined(hub, Position("1", 0))
        await bus.say(numbered(1, kind="ingest.progress"), numbered(2))
        assert heard.offered == [(1, TOPIC, False), (2, None, False)]


async def test_what_comes_while_somebody_joins_is_held_and_follows_what_she_has_read_as_missed() -> None:
    bus = ScriptedBus()
    async with running_hub(bus) as hub:
        heard = Heard()
        subscription = hub.attach(TOPIC, heard)
        await bus.say(numbered(1), numbered(2))
        hub.join(subscription, Position("1", 1))
        assert (subscription.ended, heard.offered, heard.closes) == (None, [(2, None, True)], [])


@pytest.mark.parametrize("beyond", [numbered(3), numbered(2, epoch="2")], ids=["a number", "an epoch"])
def test_who_would_see_a_gap_is_sent_away_to_come_back(beyond: Publication) -> None:
    heard = Heard()
    subscription = Subscription(TOPIC, heard)
    subscription.position = Position("1", 1)
    subscription.pass_on(beyond, "")
    assert (heard.offered, heard.closes) == ([], [RESTART])


async def test_who_left_hears_nothing_and_is_asked_nothing_any_more(caplog: pytest.LogCaptureFixture) -> None:
    bus = ScriptedBus()
    async with running_hub(bus) as hub:
        heard, subscription = joined(hub, Position("1", 0))
        other, _ = joined(hub, Position("1", 0))
        hub.leave(heard, [subscription])
        await bus.say(numbered(1), Control("another", "revoked"), Lost())
        assert (heard.offered, heard.rechecked, heard.closes) == ([], [], [])
        assert (other.offered, other.rechecked, other.closes) == ([(1, None, False)], [Control("another", "revoked")], [RESTART])
    assert caplog.messages == [], "that the bus is lost is no fault of the hub"


async def test_a_topic_that_ends_is_over_for_who_listens_and_who_is_about_to_and_everybody_is_asked() -> None:
    bus = ScriptedBus()
    async with running_hub(bus) as hub:
        heard, subscription = joined(hub, Position("1", 0))
        coming = Heard()
        before = hub.attach(TOPIC, coming)
        other, _ = joined(hub, Position("1", 0), "another")
        hub.attach("not yet joined", coming)
        assert subscription.joined_at is not None
        assert hub.topics() == [TOPIC, "another"]
        await bus.say(Control(TOPIC, "deleted"), numbered(1))
        assert hub.topics() == ["another"]
        assert (subscription.ended, before.ended) == ("deleted", "deleted")
        assert (heard.ended, coming.ended, other.ended) == ([(TOPIC, "deleted")], [(TOPIC, "deleted")], [])
        assert heard.rechecked == other.rechecked == [Control(TOPIC, "deleted")]
        assert heard.offered == []


@pytest.mark.parametrize("sign", [numbered(3), Resync()], ids=["a number", "a connection"])
async def test_a_gap_is_asked_for_once_and_what_came_after_the_answer_follows(sign: Publication | Resync) -> None:
    bus = ScriptedBus()
    async with running_hub(bus) as hub:
        heard, _ = joined(hub, Position("1", 0))
        bus.answer = History(Position("1", 3), (numbered(2), numbered(3)), True)
        await bus.say(numbered(1), sign, numbered(4))
        assert bus.asked == [(TOPIC, Position("1", 1))]
        assert heard.offered == [(1, None, False)]
        bus.let.set()
        await turns()
        assert heard.offered == [(1, None, False), *((number, None, True) for number in (2, 3, 4))]
        await bus.say(numbered(5), numbered(5))
        assert heard.offered[4:] == [(5, None, False)]
        assert heard.closes == []
        assert len(bus.asked) == 1, "what comes again is no gap"


async def test_a_gap_is_asked_for_again_until_there_is_an_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hub_module, "_FIRST_WAIT_S", 0.001)
    bus = ScriptedBus()
    bus.away = 3
    bus.answer = History(Position("1", 2), (numbered(1), numbered(2)), True)
    bus.let.set()
    async with running_hub(bus) as hub:
        heard, _ = joined(hub, Position("1", 0))
        await bus.say(numbered(2))
        async with asyncio.timeout(120):
            while not (heard.offered or heard.closes):
                await asyncio.sleep(0.001)
        assert (heard.offered, heard.closes) == ([(1, None, True), (2, None, True)], [])
        assert bus.asked == [(TOPIC, Position("1", 0))] * 4


async def test_when_a_history_begins_anew_only_who_stands_in_the_old_one_is_sent_away() -> None:
    bus = ScriptedBus()
    async with running_hub(bus) as hub:
        old, _ = joined(hub, Position("1", 7))
        bus.answer = History(Position("2", 0), (), False)
        await bus.say(Resync())
        new, _ = joined(hub, Position("2", 0))
        await bus.say(numbered(8))  # on its way since before
        bus.let.set()
        await turns()
        assert (old.closes, new.closes) == ([RESTART], [])
        bus.answer = History(Position("2", 2), (numbered(1, epoch="2"), numbered(2, epoch="2")), True)
        await bus.say(numbered(2, epoch="2"))  # the first one is missing
        assert (old.offered, new.offered) == ([], [(1, None, True), (2, None, True)])
        assert new.closes == []


async def test_a_fan_out_that_fails_sends_everybody_away_says_so_and_begins_anew(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hub_module, "_LONGEST_WAIT_S", 0.001)
    bus = ScriptedBus()
    async with running_hub(bus) as hub:
        heard, _ = joined(hub, Position("1", 0))
        await bus.say(ValueError("unexpected"))
        assert heard.closes == [RESTART]
        assert caplog.messages == ["fan-out failed"]
        async with asyncio.timeout(120):
            await bus.say(numbered(1))
        assert heard.offered == [(1, None, False)]


async def test_no_more_is_held_than_fits_for_who_joins_and_while_a_gap_is_filled() -> None:
    bus = ScriptedBus()
    async with running_hub(bus) as hub:
        heard, _ = joined(hub, Position("1", 0))
        coming = Heard()
        hub.attach(TOPIC, coming)
        await bus.say(*(numbered(number) for number in range(2, 4098)))  # the first one is missing
        assert (heard.closes, coming.closes) == ([], [])
        await bus.say(numbered(4098))
        assert heard.closes == [RESTART]
    subscription = Subscription(TOPIC, coming)
    for number in range(4096):
        subscription.pass_on(numbered(number), "")
    assert coming.closes == []
    subscription.pass_on(numbered(4096), "")
    assert coming.closes == [TOO_SLOW]
