"""What requests may hold in memory at the same time: selfies and photos while they are read, ZIP files while they are sent.

Rates say how often; these say how many at once, and of how many bytes. Each web process has its own.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Final
from weakref import WeakValueDictionary

import anyio
from starlette.requests import Request
from starlette.responses import StreamingResponse
from starlette.types import Receive, Scope, Send

from app.domain.permissions import Caller
from app.errors import AppError, RateLimited, RequestTooSlow, Unavailable
from app.web.requests import address_of

_RETRY_AFTER_S: Final = 5
# Bodies at once from one address of clients that show no credentials: a public event needs none.
_STRANGERS: Final = 4
# ZIP files at once of one guest, account or address. A venue's Wi-Fi is one address.
_ARCHIVES_EACH: Final = 3
_ARCHIVES_PER_ADDRESS: Final = 50
# Photos at once of one account: more do not arrive any sooner. And how long others wait without being read.
_PHOTOS_EACH: Final = 16
_PHOTO_WAIT_S: Final = 20.0
# How long a download waits for a place before it is refused.
_WAIT_S: Final = 10.0
# The documents of thousands of photos are in memory for a moment.
_MADE_AT_ONCE: Final = 2


class Turn:
    """One body that is being read, or has been and is being worked on."""

    def __init__(self, intake: Intake, who: str) -> None:
        self._intake = intake
        self._who = who
        self.held = 0
        self.refusal: AppError | None = None
        self.scope = anyio.CancelScope()

    def take(self, size: int) -> None:
        """``size`` bytes more. Raises ``Unavailable`` where there is no room, and none can be made."""
        self._intake.make_room(self, size)
        self.held += size

    def arrived(self) -> None:
        """All of it is here: nothing takes this turn away any more. Its bytes count until its block is left."""
        self.scope.deadline = math.inf
        self._intake.read(self._who, self)

    def end(self, refusal: AppError) -> None:
        """Stop reading, and answer with this."""
        self.refusal = self.refusal or refusal
        self.held = 0
        self.scope.cancel()


class Intake:
    """Bodies that are read into memory: ``room`` bytes together, each within ``within_s`` seconds.

    Who is known has one at a time; a new one takes the place of one that is still on its way, because a phone that lost its
    connection begins again before the old one is known to be dead. Strangers share some places per address. Where there is no
    room, the body that holds most gives way to smaller ones.
    """

    def __init__(self, room: int, within_s: float) -> None:
        self._room = room
        self._within_s = within_s
        self._reading: dict[str, set[Turn]] = {}
        self._all: set[Turn] = set()

    @asynccontextmanager
    async def turn(self, who: str, *, known: bool) -> AsyncIterator[Turn]:
        """A place for one body, until the block is left; it may be taken away in its midst, until it has ``arrived``.

        Raises ``RateLimited``, ``Unavailable`` and ``RequestTooSlow``.
        """
        others = self._reading.get(who, set())
        if not known and len(others) >= _STRANGERS:
            raise RateLimited("Too many selfies at once from this address.", retry_after_s=_RETRY_AFTER_S)
        for other in list(others) if known else ():
            other.end(RateLimited("You have sent another selfie in the meantime.", retry_after_s=_RETRY_AFTER_S))
            self.read(who, other)
        turn = Turn(self, who)
        turn.scope.deadline = anyio.current_time() + self._within_s
        self._reading.setdefault(who, set()).add(turn)
        self._all.add(turn)
        try:
            with turn.scope:
                yield turn
            if turn.scope.cancelled_caught:
                refusal = turn.refusal or RequestTooSlow()
                turn.refusal = None  # a circle would keep what was read until it is collected
                raise refusal
        finally:
            self.read(who, turn)
            self._all.discard(turn)

    @property
    def held(self) -> int:
        """Bytes in memory."""
        return sum(turn.held for turn in self._all)

    def make_room(self, turn: Turn, size: int) -> None:
        """For so many bytes more of this body. Raises ``Unavailable``."""
        while self.held + size > self._room:
            on_their_way = [other for turns in self._reading.values() for other in turns]
            largest = max(on_their_way, key=lambda one: one.held, default=turn)
            if largest is turn or largest.held <= turn.held + size:
                raise _full()
            largest.end(_full())

    def read(self, who: str, turn: Turn) -> None:
        """This body is not on its way any more."""
        turns = self._reading.get(who, set())
        turns.discard(turn)
        if not turns:
            self._reading.pop(who, None)


class Archives:
    """ZIP files that are being sent: ``most`` in all, some of one guest or account, more of one address.

    Each holds the names of its photos and little else, for as long as its reader takes. While it is made it holds more:
    ``making`` lets few in at once.
    """

    def __init__(self, most: int, wait_s: float = _WAIT_S) -> None:
        self._places = anyio.Semaphore(most)
        self._wait_s = wait_s
        self._open: Counter[str] = Counter()
        self.making: Final = anyio.Semaphore(_MADE_AT_ONCE)

    async def enter(self, who: str, address: str) -> Callable[[], None]:
        """Wait for a place; call what this returns, once, to leave it.

        Raises ``RateLimited`` when this client or address has enough of them, and ``Unavailable`` when all have, after a while.
        """
        keys = {f"who:{who}": _ARCHIVES_EACH, f"address:{address}": _ARCHIVES_PER_ADDRESS}
        if any(self._open[key] >= most for key, most in keys.items()):
            raise RateLimited("Too many downloads at once. Wait until one has finished.", retry_after_s=_RETRY_AFTER_S)
        self._open.update(keys.keys())
        try:
            with anyio.fail_after(self._wait_s):
                await self._places.acquire()
        except TimeoutError:
            self._forget(keys)
            raise _full() from None
        except BaseException:
            self._forget(keys)
            raise

        def leave() -> None:
            self._places.release()
            self._forget(keys)

        return leave

    def _forget(self, keys: Iterable[str]) -> None:
        for key in keys:
            self._open[key] -= 1
            if not self._open[key]:
                del self._open[key]


class Receiving:
    """Photos that are being received: ``most`` in all, ``each`` of one account. Each holds some pieces of a file.

    More wait for a place without being read, for ``wait_s`` seconds.
    """

    def __init__(self, most: int, each: int = _PHOTOS_EACH, wait_s: float = _PHOTO_WAIT_S) -> None:
        self._places = anyio.Semaphore(most)
        self._each = each
        self._wait_s = wait_s
        self._of_accounts: WeakValueDictionary[str, anyio.Semaphore] = WeakValueDictionary()

    @asynccontextmanager
    async def place(self, account: str) -> AsyncIterator[None]:
        """A place until the block is left. Raises ``RateLimited`` when the account's, ``Unavailable`` when all stay taken."""
        own = self._of_accounts.setdefault(account, anyio.Semaphore(self._each))
        await self._wait(own, RateLimited("Too many photos at once. Send fewer in parallel.", retry_after_s=_RETRY_AFTER_S))
        try:
            await self._wait(self._places, _full())
            try:
                yield
            finally:
                self._places.release()
        finally:
            own.release()

    async def _wait(self, places: anyio.Semaphore, refusal: AppError) -> None:
        try:
            with anyio.fail_after(self._wait_s):
                await places.acquire()
        except TimeoutError:
            raise refusal from None


class SentArchive(StreamingResponse):
    """A ZIP file in its place; ``leave`` is called when it is sent, or will not be."""

    def __init__(self, content: AsyncIterator[bytes], headers: Mapping[str, str], leave: Callable[[], None]) -> None:
        super().__init__(content, 200, headers, "application/zip")
        self._leave = leave

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send it."""
        try:
            await super().__call__(scope, receive, send)
        finally:
            self._leave()


def place_for_photos(request: Request, caller: Caller) -> AbstractAsyncContextManager[None]:
    """A place for the photos in the body of ``request``."""
    receiving: Receiving = request.state.receiving
    return receiving.place(caller.user_id or address_of(request))


@asynccontextmanager
async def turn_of(request: Request, caller: Caller) -> AsyncIterator[Turn]:
    """A turn for the selfies in the body of ``request``."""
    intake: Intake = request.state.intake
    known = caller.kiosk_id or caller.user_id or caller.guest_id or min(caller.search_ids, default=None)
    async with intake.turn(known or address_of(request), known=known is not None) as turn:
        yield turn


def _full() -> Unavailable:
    return Unavailable("The service is handling too much right now.", retry_after_s=_RETRY_AFTER_S)
