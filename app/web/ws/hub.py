"""One subscription to the bus, many sockets: who listens to what, and how nobody misses or doubles anything.

Every subscription knows its position. A publication goes out when it is the next one, is dropped when it was seen, and
never goes out when something before it is missing: then the topic is held and the gap is filled from the history.

Joining: the subscription is attached first and holds what arrives; its history or snapshot is read after that; what was
held and is not in there follows. Whatever was published before the reading is in the history, whatever came after it was
held. The bus may lose its connection in between: ``generation`` counts the times, and a reading from before counts no more.
"""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import aclosing, asynccontextmanager
from typing import TYPE_CHECKING, Final, Protocol, TypeVar, cast

import anyio

from app import metrics
from app.background import alongside
from app.domain.times import utc_now
from app.errors import Unavailable
from app.ports import Control, EventBus, Lost, Position, Publication, Resync
from app.web.ws.messages import RESTART, TOO_SLOW, Close, publication

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator
    from datetime import datetime

    from anyio.abc import TaskGroup

T = TypeVar("T")
log = logging.getLogger(__name__)

_MOST_HELD: Final = 4096
_PROGRESS: Final = b'{"type":"ingest.progress"'  # the builders in app.topics put the type first
_FILLS_AT_ONCE: Final = 16
_JOINS_AT_ONCE: Final = 16
_FIRST_WAIT_S: Final = 0.1
_LONGEST_WAIT_S: Final = 2.0


class Listener(Protocol):
    """A socket, as the hub sees it. Nothing here waits."""

    def offer(self, text: str, *, merge: str | None = None, replayed: bool = False) -> None:
        """Queue ``text``; a listener that cannot keep up stops itself."""

    def topic_ended(self, topic: str, reason: str) -> None:
        """The subscription is over, and removed already."""

    def recheck(self, control: Control | None) -> None:
        """Something may have ended that this listener was allowed by: ``control``, or an unknown one."""

    def stop(self, close: Close) -> None:
        """Close the socket."""


class Subscription:
    """One listener on one topic. It joins as long as it has no ``position``: ``held`` is what arrived meanwhile, ``ended``
    why it was over before it began. ``joined_at`` is when it had joined."""

    __slots__ = ("ended", "held", "joined_at", "listener", "position", "topic")

    def __init__(self, topic: str, listener: Listener) -> None:
        self.topic = topic
        self.listener = listener
        self.held: list[Publication] = []
        self.position: Position | None = None
        self.ended: str | None = None
        self.joined_at: datetime | None = None

    def pass_on(self, published: Publication, text: str, *, replayed: bool = False) -> None:
        """Pass on what is next, drop what was seen. What would leave a gap sends the client away, to come back with
        ``since``: the hub fills gaps before, so this one cannot be filled."""
        if self.position is None:
            self._hold(published)
            return
        same_epoch = published.epoch == self.position.epoch
        if same_epoch and published.offset <= self.position.offset:
            return
        if not same_epoch or published.offset != self.position.offset + 1:
            self.listener.stop(RESTART)
            return
        self.position = Position(published.epoch, published.offset)
        progress = published.data.startswith(_PROGRESS)
        self.listener.offer(text, merge=self.topic if progress else None, replayed=replayed)

    def _hold(self, published: Publication) -> None:
        if len(self.held) < _MOST_HELD:
            self.held.append(published)
        else:
            self.listener.stop(TOO_SLOW)


class _Topic:
    """``position`` is the last publication that went out; None as long as everybody joins. ``held`` is what arrived while
    a gap is being filled."""

    __slots__ = ("held", "members", "name", "position")

    def __init__(self, name: str) -> None:
        self.name = name
        self.members: set[Subscription] = set()
        self.position: Position | None = None
        self.held: list[Publication] | None = None


class Hub:
    """Fans out. ``run`` must be running; ``running_hub`` does both."""

    def __init__(self, bus: EventBus) -> None:
        self._bus = bus
        self._topics: dict[str, _Topic] = {}
        self._listeners: set[Listener] = set()
        self._fills = anyio.CapacityLimiter(_FILLS_AT_ONCE)
        # Joining reads the database: two thousand clients that come back at once must take turns.
        self.joins = anyio.CapacityLimiter(_JOINS_AT_ONCE)
        self._generation = 0

    def enter(self, listener: Listener) -> None:
        """A socket opened."""
        self._listeners.add(listener)

    def leave(self, listener: Listener, subscriptions: Iterable[Subscription]) -> None:
        """A socket closed."""
        self._listeners.discard(listener)
        for subscription in tuple(subscriptions):
            self.detach(subscription)

    def attach(self, topic: str, listener: Listener) -> Subscription:
        """Hold what arrives on ``topic`` from now on, until ``join``."""
        subscription = Subscription(topic, listener)
        self._topics.setdefault(topic, _Topic(topic)).members.add(subscription)
        return subscription

    async def up_to_date(self, read: Callable[[], Awaitable[T]]) -> T:
        """What ``read`` finds while a subscription is attached; read again if the bus lost its connection meanwhile. To be
        followed by ``join`` without awaiting anything in between."""
        generation = None
        while generation != self._generation:
            generation = self._generation
            found = await read()
        return found

    def join(self, subscription: Subscription, position: Position) -> None:
        """The listener was brought to ``position``: let what was held, and all that follows, go out."""
        subscription.position = position
        subscription.joined_at = utc_now()
        held, subscription.held = subscription.held, []
        for published in held:
            # Another epoch's publications are from before the reading, which found the present one.
            if published.epoch == position.epoch:
                subscription.pass_on(published, publication(published), replayed=True)
        topic = self._topics[subscription.topic]
        if topic.position is None:
            topic.position = subscription.position

    def topics(self) -> list[str]:
        """What somebody listens to, who may and has joined."""
        return [name for name, topic in self._topics.items() if any(member.position is not None for member in topic.members)]

    def detach(self, subscription: Subscription) -> None:
        """Listen no more; forgets topics that nobody listens to."""
        topic = self._topics.get(subscription.topic)
        if topic is None:
            return
        topic.members.discard(subscription)
        if not topic.members:
            del self._topics[subscription.topic]

    async def run(self) -> None:
        """Fan out until cancelled. An unexpected error sends every client away, to come back, and begins anew: a process
        that answers but passes nothing on would be worse."""
        while True:
            try:
                await self._run()
            except Exception:
                log.exception("fan-out failed")
                for topic in self._topics.values():
                    topic.held = None  # who was filling it is gone
                for listener in tuple(self._listeners):
                    listener.stop(RESTART)
            await anyio.sleep(_LONGEST_WAIT_S)

    async def _run(self) -> None:
        stream = cast("AsyncGenerator[Publication | Control | Resync | Lost, None]", self._bus.listen())
        async with anyio.create_task_group() as tasks, aclosing(stream):
            async for item in stream:
                if isinstance(item, Publication):
                    self._published(item, tasks)
                elif isinstance(item, Control):
                    self._ended(item)
                elif isinstance(item, Lost):
                    self._lost()
                else:
                    self._resync(tasks)
                # The writers get their turn between two publications, or a burst would look like slow clients.
                await anyio.lowlevel.checkpoint()

    def _published(self, published: Publication, tasks: TaskGroup) -> None:
        metrics.PUBLICATIONS.inc()
        topic = self._topics.get(published.topic)
        if topic is None:
            return
        if topic.held is not None:
            topic.held.append(published)
            if len(topic.held) > _MOST_HELD:
                self._send_away(topic)
                topic.held.clear()
            return
        if topic.position is not None:
            same_epoch = published.epoch == topic.position.epoch
            if same_epoch and published.offset <= topic.position.offset:
                return
            if not same_epoch or published.offset != topic.position.offset + 1:
                topic.held = [published]
                tasks.start_soon(self._fill, topic)
                return
        _fan_out(topic, published)

    def _ended(self, control: Control) -> None:
        topic = self._topics.pop(control.topic, None)
        for subscription in topic.members if topic else ():
            subscription.ended = control.reason
            subscription.listener.topic_ended(control.topic, control.reason)
        for listener in self._listeners:
            listener.recheck(control)

    def _lost(self) -> None:
        """Nothing is heard any more. A client that is sent away says so on its page, and is not left waiting for what cannot
        come; it comes back with ``since``."""
        for topic in tuple(self._topics.values()):
            for subscription in tuple(topic.members):
                subscription.listener.stop(RESTART)

    def _resync(self, tasks: TaskGroup) -> None:
        """The connection is (back) there: something may have been published that nobody heard of, and something ended."""
        self._generation += 1
        for topic in self._topics.values():
            # Who joins sees the new generation and reads again; so does a fill that is under way. What was held until
            # now will be in their reading.
            if topic.held is None and topic.position is not None:
                tasks.start_soon(self._fill, topic)
            if topic.position is not None:
                topic.held = []
        for listener in self._listeners:
            listener.recheck(None)

    async def _fill(self, topic: _Topic) -> None:
        """Give everybody what they missed, then what was held meanwhile; send away who cannot be brought up to date."""
        generation = None
        while generation != self._generation:
            generation = self._generation
            async with self._fills:
                missed = await self._read(topic)
            for published in missed:
                _fan_out(topic, published, replayed=True)
                await anyio.lowlevel.checkpoint()
        self._release(topic)

    async def _read(self, topic: _Topic) -> tuple[Publication, ...]:
        """What came after the topic's position; nothing when nobody listens any more."""
        wait_s = _FIRST_WAIT_S
        while self._topics.get(topic.name) is topic:
            try:
                missed = await self._bus.history(topic.name, topic.position)
            except Unavailable:
                await anyio.sleep(wait_s)
                wait_s = min(2 * wait_s, _LONGEST_WAIT_S)
                continue
            if not missed.recovered:
                # The epoch is over. Who joined in the new one stays; the others stand where no number leads on from.
                self._send_away(topic, unless_epoch=missed.end.epoch)
                topic.position = missed.end
            return missed.publications
        return ()

    def _release(self, topic: _Topic) -> None:
        held, topic.held = topic.held or [], None
        for published in held:
            # Another epoch's publications are from before the reading, which found the present one.
            end = topic.position
            if end is not None and published.epoch == end.epoch and published.offset > end.offset:
                _fan_out(topic, published, replayed=True)

    def _send_away(self, topic: _Topic, unless_epoch: str | None = None) -> None:
        for subscription in tuple(topic.members):
            if subscription.position is not None and subscription.position.epoch != unless_epoch:
                self.detach(subscription)
                subscription.listener.stop(RESTART)


def _fan_out(topic: _Topic, published: Publication, *, replayed: bool = False) -> None:
    text = publication(published)
    topic.position = Position(published.epoch, published.offset)
    for subscription in topic.members:
        subscription.pass_on(published, text, replayed=replayed)


@asynccontextmanager
async def running_hub(bus: EventBus) -> AsyncIterator[Hub]:
    """A hub that fans out as long as the context lasts."""
    hub = Hub(bus)
    async with alongside(hub.run(), "hub"):
        yield hub
